//! References between nouns: a [`Thing`] is anything that can be talked about, linked to or touched.

use crate::id::*;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who sits in a group: a team or a child group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Member {
    /// A team.
    #[serde(rename = "team")]
    Team(TeamId),
    /// A group within the group.
    #[serde(rename = "group")]
    Group(GroupId),
}

impl Member {
    /// The member as a thing.
    #[must_use]
    pub fn thing(self) -> Thing {
        match self {
            Self::Team(team) => Thing::Team(team),
            Self::Group(group) => Thing::Group(group),
        }
    }
}

macro_rules! things {
    ($($(#[$meta:meta])* $variant:ident($id:ident) = $word:literal),* $(,)?) => {
        /// Anything of a workspace that has an identity: what a topic is about, what a form shows, what an event touched.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Thing {
            /// The workspace itself: its name, people, settings.
            #[serde(rename = "workspace")]
            Workspace,
            $($(#[$meta])* #[serde(rename = $word)] $variant($id)),*
        }

        /// Written `impediment:12`, as streams and forms carry it.
        impl fmt::Display for Thing {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Workspace => f.write_str("workspace"),
                    $(Self::$variant(id) => write!(f, concat!($word, ":{}"), id.0)),*
                }
            }
        }

        impl std::str::FromStr for Thing {
            type Err = ();

            fn from_str(written: &str) -> Result<Self, ()> {
                if written == "workspace" {
                    return Ok(Self::Workspace);
                }
                let (word, number) = written.split_once(':').ok_or(())?;
                match word {
                    $($word => number.parse().map(|n| Self::$variant($id(n))).map_err(|_| ()),)*
                    _ => Err(()),
                }
            }
        }

        impl Thing {
            /// What people read: `IMP-12`.
            #[must_use]
            pub fn label(self) -> String {
                match self {
                    Self::Workspace => "the workspace".to_owned(),
                    $(Self::$variant(id) => id.to_string()),*
                }
            }
        }
    };
}

things! {
    /// A team.
    Team(TeamId) = "team",
    /// A group.
    Group(GroupId) = "group",
    /// A person.
    Person(PersonId) = "person",
    /// A recurring meeting.
    Series(SeriesId) = "series",
    /// A meeting, its agenda and relays.
    Meeting(MeetingId) = "meeting",
    /// An impediment.
    Impediment(ImpedimentId) = "impediment",
    /// A dependency.
    Dependency(DependencyId) = "dependency",
    /// A risk.
    Risk(RiskId) = "risk",
    /// A goal.
    Goal(GoalId) = "goal",
    /// An item.
    Item(ItemId) = "item",
    /// A decision.
    Decision(DecisionId) = "decision",
    /// A follow-up.
    FollowUp(FollowUpId) = "follow_up",
    /// A heads-up.
    HeadsUp(HeadsUpId) = "heads_up",
}
