//! What every answer carries besides its numbers: whether it may be trusted, and from what it was made.

use serde::{Serialize, Serializer};
use std::fmt;

/// Whether an answer is one. In JSON a text: `ok`, `little_history`, `cycle`, `already_done`, or
/// `no_forecast: ` and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Enough history.
    Ok,
    /// A number stands, but the history is short: say it in wide words.
    LittleHistory,
    /// No number can be given, for this reason.
    NoForecast(String),
    /// The things asked about wait for each other in a circle.
    Cycle,
    /// Nothing is left to do.
    AlreadyDone,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok => f.write_str("ok"),
            Self::LittleHistory => f.write_str("little_history"),
            Self::NoForecast(reason) => write!(f, "no_forecast: {reason}"),
            Self::Cycle => f.write_str("cycle"),
            Self::AlreadyDone => f.write_str("already_done"),
        }
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Something that was not counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// Of what, and why, as a sentence part: "cycle times that end before they begin".
    pub why: String,
}

/// From what an answer was made: "how is this computed, from what, how sure".
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Basis {
    /// The moment up to which things were looked at, RFC 3339; `None` where the method knows no time.
    pub as_of: Option<String>,
    /// The amount of history used, in words: "76 impediments, 67 of them resolved".
    pub history: String,
    /// What was not counted.
    pub left_out: Vec<LeftOut>,
    /// The method in one line.
    pub model: String,
}

impl Basis {
    /// Notes that `count` things were not counted, unless there were none.
    pub fn leave_out(&mut self, count: usize, why: impl Into<String>) {
        if count > 0 {
            self.left_out.push(LeftOut { count, why: why.into() });
        }
    }
}
