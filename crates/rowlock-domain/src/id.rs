//! Identities. Numbers are taken by `decide` from the model; a person's id is random and comes in as an argument.

use crate::macros::number_id;
use serde::{Deserialize, Serialize};
use std::fmt;

number_id! {
    /// A team; people see its code or name.
    TeamId "T-",
    /// A group; people see its name.
    GroupId "GR-",
    /// A recurring meeting.
    SeriesId "S-",
    /// A meeting; people call it by its date, `M-9` stands in its address.
    MeetingId "M-",
    /// An impediment.
    ImpedimentId "IMP-",
    /// A dependency.
    DependencyId "DEP-",
    /// A follow-up.
    FollowUpId "F-",
    /// A risk.
    RiskId "R-",
    /// A goal.
    GoalId "G-",
    /// An item.
    ItemId "BL-",
    /// A decision.
    DecisionId "D-",
    /// A heads-up.
    HeadsUpId "H-",
    /// A topic, numbered within its meeting.
    TopicId "topic ",
}

/// A person, as the log knows them: 128 random bits. Name and address stand in a profile outside the log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u128);

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "person {:08x}", self.0 >> 96)
    }
}

impl std::str::FromStr for PersonId {
    type Err = String;

    fn from_str(hex: &str) -> Result<Self, String> {
        if hex.len() != 32 || hex.bytes().any(|b| !b.is_ascii_hexdigit()) {
            return Err(format!("“{hex}” is not a person's id (32 hexadecimal digits)"));
        }
        u128::from_str_radix(hex, 16).map(Self).map_err(|e| e.to_string())
    }
}

impl Serialize for PersonId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PersonId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = std::borrow::Cow::<str>::deserialize(deserializer)?;
        hex.parse().map_err(serde::de::Error::custom)
    }
}
