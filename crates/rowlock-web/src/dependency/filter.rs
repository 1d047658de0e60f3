//! What the form above list, board and matrix asks for; every answer has an address.

use super::words::team_name;
use crate::form::Form;
use crate::view::View;
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::Standing;
use rowlock_domain::{GoalId, TeamId};

/// How the page shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    List,
    Board,
    Matrix,
}

impl Shape {
    pub fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Board => "board",
            Self::Matrix => "matrix",
        }
    }

    /// The one asked for, where it is offered: board and matrix come with the third team; long ones begin as a list.
    pub fn of(asked: &str, teams: usize, open: usize) -> Self {
        match asked {
            "board" if teams > 2 => Self::Board,
            "matrix" if teams > 2 => Self::Matrix,
            "" if teams > 2 && (1..=60).contains(&open) => Self::Board,
            _ => Self::List,
        }
    }
}

/// The states of the filter: (word, words).
pub(super) const STATES: [(&str, &str); 8] = [
    ("", "Open and just delivered"),
    ("late", "Late"),
    ("at_risk", "At risk"),
    ("no_promise", "No promise"),
    ("on_track", "On track"),
    ("delivered", "Delivered, not yet accepted"),
    ("closed", "Accepted, declined, withdrawn"),
    ("all", "All"),
];

/// What the form asks for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Lower-case words of the title, or a number.
    pub contains: String,
    /// Either end.
    pub team: Option<TeamId>,
    /// Who waits.
    pub consumer: Option<TeamId>,
    /// Who owes.
    pub provider: Option<TeamId>,
    /// One of [`STATES`].
    pub state: String,
    /// What it serves.
    pub goal: Option<GoalId>,
    /// Rows before the first shown.
    pub from: usize,
}

impl Filter {
    pub fn of(form: &Form) -> Self {
        let team = |name: &str| form.value(name).parse().ok().map(TeamId);
        Self {
            contains: form.value("q").trim().to_lowercase(),
            team: team("team"),
            consumer: team("consumer"),
            provider: team("provider"),
            state: form.value("state").to_owned(),
            goal: form.value("goal").parse().ok().map(GoalId),
            from: form.value("from").parse().unwrap_or(0),
        }
    }

    /// Whether everything open is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self { from: self.from, ..Self::default() }
    }

    /// Whether only open ones are asked for.
    pub fn asks_for_open(&self) -> bool {
        !matches!(self.state.as_str(), "all" | "closed")
    }

    /// Whether one pair of teams is asked for; then nothing is folded.
    pub fn is_of_pair(&self) -> bool {
        self.consumer.is_some() && self.provider.is_some()
    }

    /// Whether it is asked for.
    pub fn holds(&self, view: &View, dependency: &Dependency, standing: Standing) -> bool {
        let of_state = match self.state.as_str() {
            "all" => true,
            "closed" => !dependency.is_open(),
            "" => dependency.is_open(),
            word => standing.word() == word,
        };
        let is = |asked: Option<TeamId>, end: TeamId| asked.is_none_or(|team| team == end);
        let of_team = self.team.is_none_or(|team| dependency.joins(team));
        of_state
            && of_team
            && is(self.consumer, dependency.consumer)
            && is(self.provider, dependency.provider)
            && self.goal.is_none_or(|goal| serves(view, dependency, goal))
            && (self.contains.is_empty() || self.is_named(dependency))
    }

    fn is_named(&self, dependency: &Dependency) -> bool {
        let number = self.contains.trim_start_matches("dep-").parse::<u32>().ok();
        number == Some(dependency.id.0) || dependency.title.as_str().to_lowercase().contains(&self.contains)
    }

    /// The pair in words: "asked of Node by Storage".
    pub fn pair_words(&self, view: &View) -> Option<String> {
        match (self.provider, self.consumer) {
            (Some(provider), Some(consumer)) => Some(format!("What {} owes {}.", team_name(view, provider), team_name(view, consumer))),
            (Some(provider), None) => Some(format!("What {} owes.", team_name(view, provider))),
            (None, Some(consumer)) => Some(format!("What {} waits for.", team_name(view, consumer))),
            (None, None) => None,
        }
    }
}

/// Whether it serves the goal itself, through the consumer's item, or through a sprint goal that supports it.
fn serves(view: &View, dependency: &Dependency, goal: GoalId) -> bool {
    let model = &view.model;
    let through_item = dependency.consumer_item.and_then(|id| model.item(id)).and_then(|item| item.goal);
    let supports = |id: GoalId| id == goal || model.goal(id).is_some_and(|g| g.supports.contains(&goal));
    dependency.goal.is_some_and(supports) || through_item.is_some_and(supports)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn board_and_matrix_come_with_the_third_team() {
        assert_eq!(Shape::of("board", 2, 4), Shape::List);
        assert_eq!(Shape::of("matrix", 3, 4), Shape::Matrix);
        assert_eq!(Shape::of("", 8, 12), Shape::Board);
        assert_eq!(Shape::of("", 224, 199), Shape::List, "long ones begin as a list");
        assert_eq!(Shape::of("", 8, 0), Shape::List);
    }

    #[test]
    fn a_filter_without_answers_shows_all_that_is_open() {
        assert!(Filter::of(&Form::filled(&[("view", "list"), ("from", "50"), ("team", ""), ("q", " ")])).is_empty());
        let pair = Filter::of(&Form::filled(&[("consumer", "1"), ("provider", "2")]));
        assert!(pair.is_of_pair() && !pair.is_empty());
        assert!(Filter::of(&Form::filled(&[("team", "no number")])).is_empty());
    }
}
