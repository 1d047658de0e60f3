//! What lies ahead of a group: how likely each goal hits its date, and which impediment, dependency or remaining
//! work delays the goals by how much.
//!
//! One outlook is computed per (group, food version, date) and shared by all views: forecast page, overview, agenda,
//! dependency matrix. Delays come from the same futures run again without the element (common random numbers).

use crate::{Basis, Status};
use rowlock_domain::{Date, DependencyId, GoalId, GroupId, ImpedimentId, Moment, TeamId};

/// What lies ahead of a group and everything below it.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Whose.
    pub group: GroupId,
    /// The day from which it looks ahead.
    pub as_of: Date,
    /// Whether there is one at all; where not, the ranking in words stands.
    pub status: Status,
    /// From what it was made.
    pub basis: Basis,
    /// Open product goals of the group and of the groups below, by number.
    pub goals: Vec<GoalOutlook>,
    /// What causes delay, the largest first; only what was looked at closely (the twenty that drive most futures).
    pub causes: Vec<Cause>,
}

/// How one goal stands.
#[derive(Clone, Debug)]
pub struct GoalOutlook {
    /// Which.
    pub goal: GoalId,
    /// `NoForecast` names the team or thing for want of which nothing can be said.
    pub status: Status,
    /// The date asked for.
    pub target: Option<Date>,
    /// Share of futures in which it is done by the end of the target, 0 to 1; `None` without target or number.
    pub chance: Option<f64>,
    /// The first date by which half of the futures have it done.
    pub even: Option<Date>,
    /// The first date by which 85 of 100 futures have it done.
    pub sure: Option<Date>,
    /// Share of futures in which it is done by the end of each day, from `as_of` on; ends once nearly all have.
    pub curve: Vec<f32>,
    /// Teams whose work it waits for.
    pub teams: Vec<TeamId>,
}

/// What can delay goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// An open impediment.
    Impediment(ImpedimentId),
    /// An open dependency, by coming when it does.
    Dependency(DependencyId),
    /// What a team still has to do.
    Work(TeamId),
}

/// How much an element delays.
#[derive(Clone, Debug)]
pub struct Cause {
    /// What.
    pub element: Element,
    /// Calendar days by which the goals would come earlier on average without it, summed over the goals.
    pub delay_days: f64,
    /// Share of futures in which it drives a goal (criticality), the largest over the goals.
    pub drives: f64,
    /// The same per goal that it delays, the most delayed first.
    pub goals: Vec<Delayed>,
}

/// How much an element delays one goal.
#[derive(Clone, Copy, Debug)]
pub struct Delayed {
    /// Which goal.
    pub goal: GoalId,
    /// Calendar days on average.
    pub mean_days: f64,
    /// Calendar days between the dates of which one can be 85 % sure.
    pub sure_days: f64,
    /// The chance to hit its target without the element; `None` without a target.
    pub chance_without: Option<f64>,
}

impl Outlook {
    /// The goal's outlook, if it is an open goal of this scope.
    #[must_use]
    pub fn goal(&self, goal: GoalId) -> Option<&GoalOutlook> {
        self.goals.iter().find(|known| known.goal == goal)
    }

    /// What the element delays; `None` where it delays nothing that was seen, or where there are no numbers.
    #[must_use]
    pub fn cause(&self, element: Element) -> Option<&Cause> {
        self.causes.iter().find(|cause| cause.element == element)
    }

    /// Expected delay in days, summed over goals; 0 where none is known.
    #[must_use]
    pub fn delay_days(&self, element: Element) -> f64 {
        self.cause(element).map_or(0.0, |cause| cause.delay_days)
    }

    /// Whether numbers may be shown at all.
    #[must_use]
    pub fn has_numbers(&self) -> bool {
        matches!(self.status, Status::Ok | Status::LittleHistory)
    }
}

/// Looks ahead for a group.
#[must_use]
pub fn outlook(moment: &Moment<'_>, group: GroupId) -> Outlook {
    let status = Status::NoForecast("no progress was given yet".to_owned());
    let basis = Basis { as_of: Some(moment.today.to_string()), ..Basis::default() };
    Outlook { group, as_of: moment.today, status, basis, goals: Vec::new(), causes: Vec::new() }
}
