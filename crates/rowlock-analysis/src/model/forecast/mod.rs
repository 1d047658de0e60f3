//! What a workspace gives to a forecast: teams with their pace, items in order, open impediments and dependencies,
//! product goals. Nothing is guessed in silence: what cannot be counted is named.
//!
//! Order of a team's items: begun ones first, then by date, then by number. An impediment that *stops* holds the
//! work it concerns until it is gone; one that *slows* costs half of the time it lasts. A dependency comes when the
//! provider's item is done, else around its promise (as promises were kept so far), else as long after the request
//! as requests took so far.
//!
//! Where impediments are counted in working days, what is left of one becomes calendar time by the working days of a week
//! of the team whose calendar counts: simple, and right on average; which day of the week it is now is not looked at.

mod assemble;
mod backlog;
mod pace;
mod remaining;
mod what_if;

use super::outlook::Element;
use crate::{
    Basis,
    forecast::{Arrival, Edge, Goal, Plan},
};
use rowlock_domain::{Date, DependencyId, GoalId, ImpedimentId, ItemId, TeamId, team::Team, workspace::Measure};
use std::collections::BTreeSet;

pub use assemble::{ahead, seed, seed_after};
pub use pace::{ENOUGH_WEEKS, FEWEST_WEEKS, Pace, pace};
pub use what_if::{Change, PACES, offers};

/// Switches of the model that the page offers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Do not let work grow as it did in past sprints.
    pub no_growth: bool,
    /// Let all teams share the luck of a week.
    pub joint_weeks: bool,
    /// Reports that are tried without, as if they were clean-ups.
    pub left_out: BTreeSet<(TeamId, Date)>,
    /// Clean-ups that are tried as if they were work.
    pub counted: BTreeSet<(TeamId, Date)>,
}

impl Options {
    /// Whether the report of a day is not counted: the team called it a clean-up, or one tries it so.
    #[must_use]
    pub fn leaves_out(&self, team: &Team, on: Date) -> bool {
        let day = (team.id, on);
        self.left_out.contains(&day) || (team.left_out.contains_key(&on) && !self.counted.contains(&day))
    }
}

/// A plan with what its indices stand for.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The plan; team `n` is the workspace's `n`-th, goal `n` is `goals[n]`, cause `n` is `elements[n]`.
    pub plan: Plan,
    /// Open product goals of the group and below.
    pub goals: Vec<GoalAhead>,
    /// What each cause is.
    pub elements: Vec<Element>,
    /// Per team its pace.
    pub paces: Vec<Pace>,
    /// Per team the items whose ends the plan knows, in order.
    pub items: Vec<Vec<ItemId>>,
    /// The arrival of each open impediment that is in the plan.
    pub impediments: Vec<(ImpedimentId, usize)>,
    /// The arrival of each open dependency that is in the plan.
    pub dependencies: Vec<(DependencyId, usize)>,
    /// From what it was made.
    pub basis: Basis,
    /// The day from which it looks ahead.
    pub as_of: Date,
    /// By what it was counted how long impediments last.
    pub measure: Measure,
    /// The version of the last event that feeds a forecast: where chance starts from.
    pub seed: u64,
}

/// A goal of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalAhead {
    /// Which.
    pub goal: GoalId,
    /// Why nothing can be said before any simulation.
    pub silent: Option<Silent>,
    /// Teams with items for it, as set.
    pub teams: Vec<TeamId>,
    /// Items left.
    pub items_left: usize,
    /// Small stories left in them.
    pub stories_left: u32,
}

/// Why nothing is said about a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silent {
    /// No item serves it.
    NothingServesIt,
    /// Everything that serves it is done.
    AllDone,
    /// The stories of an item are not counted, and no other item says how many are usual.
    NotCounted(ItemId),
}

/// While a plan is put together.
#[derive(Default)]
struct Draft {
    plan: Plan,
    elements: Vec<Element>,
}

impl Draft {
    fn cause(&mut self, element: Element) -> usize {
        self.elements.iter().position(|known| *known == element).unwrap_or_else(|| {
            self.elements.push(element);
            self.elements.len() - 1
        })
    }

    fn arrival(&mut self, key: u64, weeks: Vec<f32>, cause: Option<usize>) -> usize {
        self.plan.arrivals.push(Arrival { key, weeks, cause });
        self.plan.arrivals.len() - 1
    }

    fn edge(&mut self, from: crate::forecast::Node, to: crate::forecast::Node, cause: Option<usize>) {
        if from != to {
            self.plan.edges.push(Edge { from, to, cause });
        }
    }

    fn goal(&mut self, needs: Vec<crate::forecast::Node>) {
        self.plan.goals.push(Goal { needs });
    }
}
