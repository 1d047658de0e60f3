//! Every command, and how one is decided: first whether the actor may, then the rules of its noun.

use crate::{
    Act, Actor, Calendar, Date, DateTime, Event, Instant, PersonId, Recorded, Refusal, Stamp, Via, Workspace, Zone, authorize,
    checkin::command::{AskCheckIn, CheckInSeat, RemindCheckIn},
    decision::command::MakeDecision,
    dependency::command::{
        AcceptDependency, ChainDependency, CounterDependency, DeclineDependency, DeliverDependency, MoveNeed, PlaceDependency, PromiseDependency,
        RefuseCounter, RefuseDelivery, RemindDependency, RenewDependency, RequestDependency, RetitleDependency, SetDoneWhen, TakeCounter,
        UnchainDependency, WithdrawDependency,
    },
    follow_up::command::{AssignFollowUp, DateFollowUp, DropFollowUp, FinishFollowUp, HandOnFollowUp, ReopenFollowUp},
    forecast::command::PublishForecast,
    goal::command::{DateGoal, DropGoal, MeetGoal, MissGoal, ReopenGoal, RetitleGoal, SetProductGoal, SetSprintGoal, SupportGoals, TellGoal},
    group::command::{
        ArchiveGroup, CreateGroup, GiveGroupRole, GiveSeat, MoveGroup, NameLastRung, OrderMembers, RenameGroup, RestoreGroup, SetClosingDays,
        SetGroupZone, SetRules, TakeGroupRole, VacateSeat,
    },
    heads_up::command::{AnnounceHeadsUp, EndHeadsUp, MoveHeadsUp},
    impediment::command::{
        AskHelp, ConfirmImpediment, Contribute, DescribeImpediment, DisownImpediment, EndangerGoal, EscalateImpediment, MergeImpediment,
        NameHeldBack, OwnImpediment, RaiseImpediment, ReopenImpediment, ResolveImpediment, RetitleImpediment, ReturnImpediment, SetSeverity,
        WithdrawImpediment,
    },
    item::command::{AddItem, AnswerOverlap, DateItem, HandOverItem, MoveItem, RelateItem, ReportItemProgress, RetitleItem, ServeGoal, UnrelateItem},
    meeting::command::{
        AddTime, CallSpeaker, CancelMeeting, CloseMeeting, ConcludeTopic, CorrectMinutes, LeaveOutTopic, MoveBack, MoveMeeting, MoveOn,
        NoteAttendance, NoteOtherAttendance, NumberOccurrence, OpenByWorth, OpenMeeting, OrderTopics, ParkTopic, PauseClock, PlanMeeting,
        ProposeTopic, PutOffThing, ReinstateMeeting, ResumeClock, SkipMeeting, StartTopic, TakeThingBackIn,
    },
    note::command::LeaveNote,
    person::command::{AddPerson, RemovePerson, ReturnPerson},
    relay::command::{AcknowledgeRelay, AddRelaySentence, AnswerRelay, AskBack, HoldRelays, SendRelays, TakeBackRelays},
    risk::command::{AcceptRisk, MitigateRisk, OwnRisk, RaiseRisk, ResolveRisk, TurnRiskIntoImpediment},
    series::command::{EndSeries, PlaceSeries, RescheduleSeries, RetitleSeries, SetSeries, SetSeriesKind},
    take_back::command::TakeBack,
    team::command::{
        ArchiveTeam, CodeTeam, ConfirmProgress, CountProgressAgain, CreateTeam, DescribeTeam, GiveTeamRole, LeaveOutProgress, MoveTeam, RemoveSprint,
        RenameTeam, ReportProgress, RestoreTeam, SayPace, SetHolidays, SetRhythm, SetSprint, SetTeamZone, SetWorkingDays, TakeTeamRole, WithdrawPace,
    },
    workspace::command::{CreateWorkspace, ListCauses, NameAdministrator, RemoveAdministrator, RenameWorkspace, SetMeasure},
};
use std::sync::Arc;

/// Everything a decision may depend on.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The model, with all earlier commands applied.
    pub workspace: &'a Workspace,
    /// Who acts.
    pub actor: Actor,
    /// For whom, when the operator acts for a person.
    pub on_behalf_of: Option<PersonId>,
    /// Through what.
    pub via: Via,
    /// Now.
    pub now: Instant,
    /// Zones and recurrences.
    pub calendar: &'a dyn Calendar,
}

impl Context<'_> {
    /// The person whose deed this is, if any.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.on_behalf_of.or(match self.actor {
            Actor::Person(person) => Some(person),
            _ => None,
        })
    }

    /// The wall clock in a zone.
    #[must_use]
    pub fn local(&self, zone: &Zone) -> DateTime {
        self.calendar.local(self.now, zone)
    }

    /// Today in a zone.
    #[must_use]
    pub fn today(&self, zone: &Zone) -> Date {
        self.local(zone).date()
    }
}

/// One kind of command: what it needs, and what it makes happen.
pub trait Decide {
    /// What the actor must be allowed to do.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when what it names does not exist.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal>;

    /// The events, for an actor who may. No events = it was so already.
    ///
    /// # Errors
    /// The rule it breaks.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal>;
}

macro_rules! command_enum {
    ($($name:ident),* $(,)?) => {
        /// What somebody wants.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command {
            $(#[doc = concat!("See [`", stringify!($name), "`].")] $name($name)),*
        }

        impl Decide for Command {
            fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
                match self { $(Self::$name(command) => command.act(workspace)),* }
            }

            fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
                match self { $(Self::$name(command) => command.decide(context)),* }
            }
        }

        impl Command {
            /// Its name.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($name)),* }
            }
        }

        $(impl From<$name> for Command {
            fn from(command: $name) -> Self {
                Self::$name(command)
            }
        })*
    };
}

command_enum! {
    CreateWorkspace, RenameWorkspace, ListCauses, SetMeasure, NameAdministrator, RemoveAdministrator,
    AddPerson, RemovePerson, ReturnPerson,
    CreateTeam, RenameTeam, CodeTeam, DescribeTeam, MoveTeam, SetTeamZone, SetWorkingDays, SetHolidays, SetRhythm, SetSprint, RemoveSprint, GiveTeamRole, TakeTeamRole, ReportProgress, LeaveOutProgress, CountProgressAgain, ConfirmProgress, SayPace, WithdrawPace, ArchiveTeam, RestoreTeam,
    CreateGroup, RenameGroup, MoveGroup, SetGroupZone, SetRules, SetClosingDays, OrderMembers, NameLastRung, GiveGroupRole, TakeGroupRole, GiveSeat, VacateSeat, ArchiveGroup, RestoreGroup,
    AddItem, RetitleItem, MoveItem, DateItem, ServeGoal, HandOverItem, RelateItem, UnrelateItem, AnswerOverlap, ReportItemProgress,
    SetProductGoal, SetSprintGoal, RetitleGoal, TellGoal, DateGoal, SupportGoals, MeetGoal, MissGoal, DropGoal, ReopenGoal,
    PublishForecast,
    LeaveNote,
    CheckInSeat, AskCheckIn, RemindCheckIn,
    AnnounceHeadsUp, MoveHeadsUp, EndHeadsUp,
    RaiseImpediment, RetitleImpediment, DescribeImpediment, SetSeverity, NameHeldBack, AskHelp, EndangerGoal, OwnImpediment, DisownImpediment, EscalateImpediment, ReturnImpediment, Contribute, ResolveImpediment, ConfirmImpediment, ReopenImpediment, WithdrawImpediment, MergeImpediment,
    RequestDependency, RetitleDependency, SetDoneWhen, MoveNeed, PromiseDependency, CounterDependency, TakeCounter, RefuseCounter, DeclineDependency, RenewDependency, DeliverDependency, RefuseDelivery, AcceptDependency, WithdrawDependency, ChainDependency, UnchainDependency, PlaceDependency, RemindDependency,
    RaiseRisk, ResolveRisk, OwnRisk, AcceptRisk, MitigateRisk, TurnRiskIntoImpediment,
    SetSeries, RescheduleSeries, RetitleSeries, SetSeriesKind, PlaceSeries, EndSeries,
    PlanMeeting, NumberOccurrence, MoveMeeting, CancelMeeting, SkipMeeting, ReinstateMeeting, OpenMeeting, OpenByWorth, NoteAttendance, NoteOtherAttendance, ProposeTopic, LeaveOutTopic, PutOffThing, TakeThingBackIn, OrderTopics, MoveOn, MoveBack, StartTopic, ConcludeTopic, ParkTopic, AddTime, PauseClock, ResumeClock, CallSpeaker, CloseMeeting, CorrectMinutes,
    MakeDecision,
    AssignFollowUp, HandOnFollowUp, DateFollowUp, FinishFollowUp, DropFollowUp, ReopenFollowUp,
    TakeBackRelays, HoldRelays, AddRelaySentence, SendRelays, AcknowledgeRelay, AskBack, AnswerRelay,
    TakeBack,
}

/// Decides one command.
///
/// # Errors
/// When the actor may not, or a rule forbids it.
pub fn decide(context: &Context<'_>, command: &Command) -> Result<Vec<Event>, Refusal> {
    let begins = matches!(command, Command::CreateWorkspace(_));
    if !begins && !context.workspace.exists() {
        return Err(Refusal::Unknown);
    }
    let act = command.act(context.workspace)?;
    authorize(context, act)?;
    command.decide(context)
}

/// Decides commands that happen together or not at all, each upon the ones before it.
///
/// # Errors
/// The first refusal; then nothing happens.
pub fn decide_together(context: &Context<'_>, commands: &[Command]) -> Result<Vec<Event>, Refusal> {
    let mut working = context.workspace.clone();
    let mut events = Vec::new();
    for command in commands {
        let made = decide(&Context { workspace: &working, ..*context }, command)?;
        for event in made {
            working.apply(Arc::new(Recorded { stamp: context.stamp(working.version + 1), event: event.clone() }));
            events.push(event);
        }
    }
    Ok(events)
}

impl Context<'_> {
    /// The envelope that an event of that version gets.
    #[must_use]
    pub fn stamp(&self, version: u64) -> Stamp {
        Stamp { version, last: version, at: self.now, actor: self.actor, on_behalf_of: self.on_behalf_of, via: self.via }
    }
}
