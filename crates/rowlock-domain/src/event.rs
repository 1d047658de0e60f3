//! Every kind of event, by the name under which the log stores it. Kinds are promises: none is renamed or removed.

use crate::{Stamp, Workspace};
use crate::{
    checkin::event::{CheckInAmended, CheckInAsked, CheckInGiven, CheckInReminded},
    decision::event::{DecisionMade, DecisionSuperseded},
    dependency::event::{
        AcceptanceTakenBack, CounterRefused, DeliveryRefused, DeliveryTakenBack, DependencyAccepted, DependencyChained, DependencyCountered,
        DependencyDeclined, DependencyDelivered, DependencyPlaced, DependencyPromised, DependencyReminded, DependencyRenewed, DependencyRequested,
        DependencyRetitled, DependencyUnchained, DependencyWithdrawn, DoneWhenSet, NeedMoved, PromiseMoved,
    },
    follow_up::event::{FollowUpAssigned, FollowUpDated, FollowUpDisowned, FollowUpDone, FollowUpDropped, FollowUpHandedOn, FollowUpReopened},
    forecast::event::ForecastPublished,
    goal::event::{
        GoalDated, GoalDropped, GoalMet, GoalMissed, GoalReopened, GoalRetitled, GoalSupported, GoalTellSet, ProductGoalSet, SprintGoalSet,
    },
    group::event::{
        ClosingDaysSet, GroupArchived, GroupCreated, GroupMoved, GroupRenamed, GroupRestored, GroupRoleGiven, GroupRoleTaken, GroupZoneSet,
        LastRungNamed, MembersOrdered, RulesSet, SeatGiven, SeatVacated,
    },
    heads_up::event::{HeadsUpAnnounced, HeadsUpEnded, HeadsUpMoved},
    impediment::event::{
        ContributionMade, GoalEndangered, HeldBackNamed, HelpAsked, ImpedimentConfirmed, ImpedimentDescribed, ImpedimentDisowned,
        ImpedimentEscalated, ImpedimentMerged, ImpedimentOwned, ImpedimentRaised, ImpedimentReopened, ImpedimentResolved, ImpedimentRetitled,
        ImpedimentReturned, ImpedimentWithdrawn, SeveritySet,
    },
    item::event::{
        ItemAdded, ItemDated, ItemDropped, ItemFinished, ItemHandedOver, ItemProgressReported, ItemRelated, ItemReopened, ItemRetitled, ItemServed,
        ItemStarted, ItemUnrelated, OverlapAnswered,
    },
    meeting::event::{
        AttendanceNoted, ClockPaused, ClockResumed, CorrectionAdded, MeetingCancelled, MeetingClosed, MeetingMoved, MeetingOpened, MeetingPlanned,
        MeetingReinstated, MeetingSkipped, OtherAttendanceNoted, PulseTaken, SpeakerCalled, ThingPutOff, ThingTakenBackIn, TimeAdded, TopicConcluded,
        TopicLeftOut, TopicProposed, TopicStarted, TopicsOrdered,
    },
    note::event::NoteLeft,
    person::event::{PersonJoined, PersonLeft, PersonReturned},
    relay::event::{RelayAcknowledged, RelayAnswered, RelayAskedBack, RelaySent, RelaySentenceAdded, RelaysHeld, RelaysTakenBack},
    risk::event::{RiskAccepted, RiskBecameImpediment, RiskDisowned, RiskMitigated, RiskOwned, RiskRaised, RiskResolved},
    series::event::{SeriesEnded, SeriesKindSet, SeriesPlaced, SeriesRescheduled, SeriesRetitled, SeriesSet},
    team::event::{
        HolidaysSet, PaceSaid, PaceWithdrawn, ProgressConfirmed, ProgressCountedAgain, ProgressLeftOut, ProgressReported, RhythmSet, SprintRemoved,
        SprintSet, TeamArchived, TeamCoded, TeamCreated, TeamDescribed, TeamMoved, TeamRenamed, TeamRestored, TeamRoleGiven, TeamRoleTaken,
        TeamZoneSet, WorkingDaysSet,
    },
    workspace::event::{AdministratorNamed, AdministratorRemoved, CausesListed, MeasureSet, TextRedacted, WorkspaceCreated, WorkspaceRenamed},
};

/// What an event does to the model. Total: no refusal, no clock, no float, no zone.
pub trait Apply {
    /// Folds the event into the model, whose version is already the event's.
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp);
}

/// A stored event that this version of Rowlock cannot read; the workspace is taken out of service rather than skipping it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A kind from a newer version.
    #[error("this version of Rowlock does not know events of the kind “{0}”; start a newer one")]
    UnknownKind(String),
    /// A payload that does not fit its kind.
    #[error("the payload of an event “{kind}” cannot be read: {why}")]
    Payload {
        /// Its kind.
        kind: String,
        /// What does not fit.
        why: String,
    },
}

macro_rules! event_enum {
    ($($kind:ident),* $(,)?) => {
        /// Something that happened.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Event {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind(Box<$kind>)),*
        }

        impl Event {
            /// Every kind, in the order of the catalogue.
            pub const KINDS: &'static [&'static str] = &[$(stringify!($kind)),*];

            /// The name under which it is stored.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => stringify!($kind)),* }
            }

            /// The payload as JSON text.
            #[must_use]
            pub fn payload(&self) -> String {
                match self { $(Self::$kind(event) => serde_json::to_string(event)),* }.unwrap_or_default()
            }

            /// Reads a stored event.
            ///
            /// # Errors
            /// When the kind is unknown or the payload does not fit it.
            pub fn decode(kind: &str, payload: &str) -> Result<Self, DecodeError> {
                match kind {
                    $(stringify!($kind) => serde_json::from_str(payload).map(|event| Self::$kind(Box::new(event))),)*
                    _ => return Err(DecodeError::UnknownKind(kind.to_owned())),
                }
                .map_err(|error| DecodeError::Payload { kind: kind.to_owned(), why: error.to_string() })
            }
        }

        impl Apply for Event {
            fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
                match self { $(Self::$kind(event) => event.apply(workspace, stamp)),* }
            }
        }

        $(impl From<$kind> for Event {
            fn from(event: $kind) -> Self {
                Self::$kind(Box::new(event))
            }
        })*
    };
}

event_enum! {
    WorkspaceCreated, WorkspaceRenamed, CausesListed, MeasureSet, AdministratorNamed, AdministratorRemoved, TextRedacted,
    PersonJoined, PersonLeft, PersonReturned,
    TeamCreated, TeamRenamed, TeamCoded, TeamDescribed, TeamMoved, TeamZoneSet, WorkingDaysSet, HolidaysSet, RhythmSet, SprintSet, SprintRemoved, TeamRoleGiven, TeamRoleTaken, ProgressReported, ProgressLeftOut, ProgressCountedAgain, ProgressConfirmed, PaceSaid, PaceWithdrawn, TeamArchived, TeamRestored,
    GroupCreated, GroupRenamed, GroupMoved, GroupZoneSet, RulesSet, ClosingDaysSet, MembersOrdered, LastRungNamed, GroupRoleGiven, GroupRoleTaken, SeatGiven, SeatVacated, GroupArchived, GroupRestored,
    ItemAdded, ItemRetitled, ItemStarted, ItemFinished, ItemDropped, ItemReopened, ItemDated, ItemServed, ItemHandedOver, ItemRelated, ItemUnrelated, OverlapAnswered, ItemProgressReported,
    ProductGoalSet, SprintGoalSet, GoalRetitled, GoalTellSet, GoalDated, GoalSupported, GoalMet, GoalMissed, GoalDropped, GoalReopened,
    ForecastPublished,
    NoteLeft,
    CheckInAsked, CheckInReminded, CheckInGiven, CheckInAmended,
    HeadsUpAnnounced, HeadsUpMoved, HeadsUpEnded,
    ImpedimentRaised, ImpedimentRetitled, ImpedimentDescribed, SeveritySet, HeldBackNamed, HelpAsked, GoalEndangered, ImpedimentOwned, ImpedimentDisowned, ImpedimentEscalated, ImpedimentReturned, ContributionMade, ImpedimentResolved, ImpedimentConfirmed, ImpedimentReopened, ImpedimentWithdrawn, ImpedimentMerged,
    DependencyRequested, DependencyRetitled, DoneWhenSet, NeedMoved, DependencyPromised, PromiseMoved, DependencyCountered, CounterRefused, DependencyDeclined, DependencyRenewed, DependencyDelivered, DeliveryRefused, DeliveryTakenBack, DependencyAccepted, AcceptanceTakenBack, DependencyWithdrawn, DependencyChained, DependencyUnchained, DependencyPlaced, DependencyReminded,
    RiskRaised, RiskResolved, RiskOwned, RiskDisowned, RiskAccepted, RiskMitigated, RiskBecameImpediment,
    SeriesSet, SeriesRescheduled, SeriesRetitled, SeriesKindSet, SeriesPlaced, SeriesEnded,
    MeetingPlanned, MeetingMoved, MeetingCancelled, MeetingSkipped, MeetingReinstated, MeetingOpened, AttendanceNoted, OtherAttendanceNoted, TopicProposed, TopicLeftOut, ThingPutOff, ThingTakenBackIn, TopicsOrdered, TopicStarted, TopicConcluded, TimeAdded, ClockPaused, ClockResumed, SpeakerCalled, MeetingClosed, PulseTaken, CorrectionAdded,
    DecisionMade, DecisionSuperseded,
    FollowUpAssigned, FollowUpHandedOn, FollowUpDisowned, FollowUpDated, FollowUpDone, FollowUpDropped, FollowUpReopened,
    RelaysHeld, RelaysTakenBack, RelaySentenceAdded, RelaySent, RelayAcknowledged, RelayAskedBack, RelayAnswered,
}
