//! The file's words for what the domain writes otherwise.

use rowlock_domain::{calendar::Weekdays, dependency::DependencyState, goal::GoalState};

const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// Days of the week as bits.
pub fn weekdays<'a>(words: impl IntoIterator<Item = &'a str>) -> Weekdays {
    let bit = |word: &str| DAYS.iter().position(|day| *day == word).map_or(0, |place| 1 << place);
    Weekdays(words.into_iter().map(bit).fold(0, |bits, bit| bits | bit))
}

/// Days of the week as words.
pub fn of_weekdays(days: Weekdays) -> Vec<&'static str> {
    DAYS.iter().enumerate().filter(|(place, _)| days.0 & (1 << place) != 0).map(|(_, word)| *word).collect()
}

/// Where a goal stands.
pub fn of_goal(state: &GoalState) -> &'static str {
    match state {
        GoalState::Set => "set",
        GoalState::Met => "met",
        GoalState::Missed => "missed",
        GoalState::Dropped(_) => "dropped",
    }
}

/// Where a handshake stands; "countered" is no word of the file.
pub fn of_dependency(state: &DependencyState) -> &'static str {
    match state {
        DependencyState::Requested => "requested",
        DependencyState::Countered { .. } => "countered",
        DependencyState::Promised => "promised",
        DependencyState::Delivered => "delivered",
        DependencyState::Accepted => "accepted",
        DependencyState::Declined(_) => "declined",
        DependencyState::Withdrawn(_) => "withdrawn",
    }
}
