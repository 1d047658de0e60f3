//! Goals in trouble: a date that passed, a late dependency or an impediment in their way, doubt, vagueness.
//! The worst trouble of each is named. Until there are forecasts, "at risk" means no more than this.

use crate::{
    DependencyId, GoalId, ImpedimentId, Member, TeamId,
    dependency::query::{Outlook, Standing},
    goal::{Goal, GoalOf, query::Vague},
    relay::Mark,
    scope::Scope,
    time::days_between,
    wording,
};
use std::collections::BTreeMap;

/// What is wrong with a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its date passed, and nobody has said whether it is met.
    DatePassed(i64),
    /// An open impediment endangers it.
    Endangered(ImpedimentId),
    /// A dependency that serves it is late by so many days.
    ServedLate(DependencyId, i64),
    /// A team doubts its sprint goal: this one, or one that supports it.
    Doubted(TeamId, u8),
    /// It is vague.
    Vague(Vague),
}

impl Trouble {
    /// Whether it only lacks words or dates.
    #[must_use]
    pub fn is_vague(self) -> bool {
        matches!(self, Self::Vague(_))
    }

    /// Days by which something about it is late.
    #[must_use]
    pub fn late_days(self) -> i64 {
        match self {
            Self::DatePassed(days) | Self::ServedLate(_, days) => days,
            _ => 0,
        }
    }

    /// The mark beside the goal.
    #[must_use]
    pub fn mark(self) -> Mark {
        match self {
            Self::DatePassed(_) => Mark::Late,
            Self::Endangered(_) | Self::ServedLate(..) | Self::Doubted(..) => Mark::AtRisk,
            Self::Vague(_) => Mark::Missing,
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn sentence(self, outlook: &Outlook<'_>) -> String {
        let name = |team| outlook.moment.workspace.member_name(Member::Team(team));
        match self {
            Self::DatePassed(days) => format!("Its date passed {} ago, and nobody has said whether it is met.", wording::days(days)),
            Self::Endangered(impediment) => format!("{impediment} endangers it."),
            Self::ServedLate(dependency, days) => format!("{dependency}, which serves it, is {} late.", wording::days(days)),
            Self::Doubted(team, value) => format!("{} gave its sprint goal {value} of 5.", name(team)),
            Self::Vague(Vague::NoDate) => "It is vague: it has no date.".to_owned(),
            Self::Vague(Vague::NoTell) => "It is vague: nobody said how one can tell that it is met.".to_owned(),
            Self::Vague(Vague::NothingSupportsIt) => "It is vague: no sprint goal and no item supports it.".to_owned(),
        }
    }
}

/// Open goals within a scope that are in trouble: product goals of its groups, doubted sprint goals of its teams; as numbered.
#[must_use]
pub fn troubled(outlook: &Outlook<'_>, scope: &Scope) -> Vec<(GoalId, Trouble)> {
    let workspace = outlook.moment.workspace;
    let signs = Signs::of(outlook);
    let is_within = |goal: &Goal| match goal.of {
        GoalOf::Group(group) => scope.holds_group(group),
        GoalOf::Sprint(team, _) => scope.holds_team(team),
    };
    let within = workspace.goals.iter().filter(|goal| goal.is_open() && is_within(goal));
    within.filter_map(|goal| signs.trouble(outlook, goal).map(|trouble| (goal.id, trouble))).collect()
}

/// The trouble of one goal, if it is open and in trouble. For lists gather [`Signs`] once.
#[must_use]
pub fn trouble_of(outlook: &Outlook<'_>, goal: &Goal) -> Option<Trouble> {
    Signs::of(outlook).trouble(outlook, goal)
}

/// What stands in the way of goals, gathered once for a whole list.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    endangered: BTreeMap<GoalId, ImpedimentId>,
    served_late: BTreeMap<GoalId, (i64, DependencyId)>,
    /// Of doubted sprint goals, and of the product goals that they support.
    doubts: BTreeMap<GoalId, (TeamId, u8)>,
}

impl Signs {
    /// Looks over impediments, dependencies and confidence once.
    #[must_use]
    pub fn of(outlook: &Outlook<'_>) -> Self {
        let workspace = outlook.moment.workspace;
        let mut signs = Self::default();
        for impediment in workspace.impediments.iter().filter(|i| i.is_open()) {
            if let Some(goal) = impediment.goal {
                signs.endangered.entry(goal).or_insert(impediment.id);
            }
        }
        for dependency in workspace.dependencies.iter().filter(|d| d.is_open()) {
            let through_item = || dependency.consumer_item.and_then(|item| workspace.item(item)).and_then(|item| item.goal);
            let Some(goal) = dependency.goal.or_else(through_item) else { continue };
            if let Standing::Late(late) = outlook.standing(dependency) {
                let worst = signs.served_late.entry(goal).or_insert((late.days, dependency.id));
                *worst = (*worst).max((late.days, dependency.id));
            }
        }
        for team in &workspace.teams {
            let Some(last) = team.confidences.last().filter(|c| c.value <= 2) else { continue };
            let Some(goal) = last.goal.and_then(|goal| workspace.goal(goal)).filter(|goal| goal.is_open()) else { continue };
            for doubted in std::iter::once(&goal.id).chain(&goal.supports) {
                signs.doubts.entry(*doubted).or_insert((team.id, last.value));
            }
        }
        signs
    }

    /// The trouble of a goal, if it is open and in trouble.
    #[must_use]
    pub fn trouble(&self, outlook: &Outlook<'_>, goal: &Goal) -> Option<Trouble> {
        match goal.of {
            _ if !goal.is_open() => None,
            GoalOf::Group(_) => self.worst(outlook, goal),
            GoalOf::Sprint(..) => self.doubts.get(&goal.id).map(|(team, value)| Trouble::Doubted(*team, *value)),
        }
    }

    fn worst(&self, outlook: &Outlook<'_>, goal: &Goal) -> Option<Trouble> {
        let passed = goal.date().map(|date| days_between(date, outlook.moment.today)).filter(|days| *days > 0).map(Trouble::DatePassed);
        passed
            .or_else(|| self.served_late.get(&goal.id).map(|(days, dependency)| Trouble::ServedLate(*dependency, *days)))
            .or_else(|| self.endangered.get(&goal.id).map(|impediment| Trouble::Endangered(*impediment)))
            .or_else(|| self.doubts.get(&goal.id).map(|(team, value)| Trouble::Doubted(*team, *value)))
            .or_else(|| outlook.moment.workspace.vague(goal).first().map(|vague| Trouble::Vague(*vague)))
    }
}
