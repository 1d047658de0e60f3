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

impl LeftOut {
    /// What was left out, of one thing in the singular: "item whose stories nobody counted". A clause with "that" stays: its
    /// verb would have to change too.
    #[must_use]
    pub fn what(&self) -> String {
        if self.count != 1 || self.why.contains(" that ") {
            return self.why.clone();
        }
        let mut words: Vec<String> = self.why.split(' ').map(str::to_owned).collect();
        if let Some(noun) = words.iter_mut().take(NOUN_WITHIN).find(|word| word.trim_end_matches(':').ends_with('s')) {
            let (plural, colon) = noun.strip_suffix(':').map_or((noun.as_str(), ""), |plural| (plural, ":"));
            let singular = plural.strip_suffix("ies").map_or_else(|| plural.trim_end_matches('s').to_owned(), |stem| format!("{stem}y"));
            *noun = format!("{singular}{colon}");
        }
        words.join(" ")
    }
}

/// The thing left out is named by one of so many first words.
const NOUN_WITHIN: usize = 2;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_left_out_is_told_in_the_singular() {
        let told = |count, why: &str| LeftOut { count, why: why.to_owned() }.what();
        assert_eq!(told(1, "items whose stories nobody counted"), "item whose stories nobody counted");
        assert_eq!(told(1, "open impediments: too few were resolved"), "open impediment: too few were resolved");
        assert_eq!(told(1, "open dependencies: too few"), "open dependency: too few");
        assert_eq!(told(1, "cycle times that end before they begin"), "cycle times that end before they begin");
        assert_eq!(told(1, "that were taken back"), "that were taken back");
        assert_eq!(told(2, "items whose stories nobody counted"), "items whose stories nobody counted");
    }
}
