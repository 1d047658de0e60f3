//! The draft of a child group's check-in in its parent: what it escalated, promises across its border, decisions, goals at risk.

use super::{DoneLine, Words};
use crate::{
    DecisionId, DependencyId, GoalId, GroupId, ImpedimentId, Instant, Text, Title,
    dependency::query::{Outlook, Standing},
    impediment::Level,
    ranking::goals::{Trouble, troubled},
    scope::Scope,
};

/// What a child group brings to its parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    /// Open impediments of the group that stand above it.
    pub escalated: Vec<ImpedimentId>,
    /// Open dependencies with one end outside, those in trouble first.
    pub promises: Vec<DependencyId>,
    /// What it decided since.
    pub decisions: Vec<DecisionId>,
    /// Its product goals in trouble, and why.
    pub goals: Vec<(GoalId, Trouble)>,
}

/// Gathers it, with what was decided since that moment.
#[must_use]
pub fn prefill(outlook: &Outlook<'_>, group: GroupId, since: Instant) -> Prefill {
    let workspace = outlook.moment.workspace;
    let scope = Scope::below(workspace, group);
    let is_above = |level: Level| !matches!(level, Level::Group(group) if scope.holds_group(group));
    let escalated = workspace.impediments.iter().filter(|i| i.is_open() && scope.holds_group(i.group) && is_above(i.level));
    let mut promises: Vec<_> = workspace.dependencies.iter().filter(|d| d.is_open() && d.crosses(&scope)).collect();
    promises.sort_by_cached_key(|d| (urgency(outlook.standing(d)), d.needed_by().is_none(), d.needed_by(), d.id));
    let decisions = workspace.decisions.iter().filter(|d| scope.holds_group(d.group) && d.made_at > since && d.superseded_by.is_none());
    Prefill {
        escalated: escalated.map(|i| i.id).collect(),
        promises: promises.into_iter().map(|d| d.id).collect(),
        decisions: decisions.map(|d| d.id).collect(),
        goals: troubled(outlook, &scope),
    }
}

fn urgency(standing: Standing) -> u8 {
    match standing {
        Standing::Late(_) => 0,
        Standing::AtRisk => 1,
        Standing::NoPromise => 2,
        Standing::Delivered(_) => 3,
        _ => 4,
    }
}

impl Prefill {
    /// The draft as words, to be changed before it is given. At most 50 lines of each part.
    #[must_use]
    pub fn words(&self, outlook: &Outlook<'_>) -> Words {
        let workspace = outlook.moment.workspace;
        let decided = self.decisions.iter().filter_map(|id| workspace.decision(*id)).filter_map(|d| first_line(&format!("Decided: {}", d.text)));
        let goals: Vec<String> = self
            .goals
            .iter()
            .filter_map(|(id, trouble)| workspace.goal(*id).map(|goal| format!("Goal {}: {}", goal.title, trouble.sentence(outlook))))
            .collect();
        Words {
            done: decided.map(|text| DoneLine { text, planned: false }).take(50).collect(),
            impediments: self.escalated.iter().take(50).copied().collect(),
            dependencies: self.promises.iter().take(50).copied().collect(),
            others: Text::optional(&goals.join("\n")).unwrap_or_default(),
            ..Words::default()
        }
    }
}

/// As much of the first line as a title holds.
fn first_line(written: &str) -> Option<Title> {
    let line: String = written.lines().next()?.chars().take(crate::text::TITLE_LIMIT).collect();
    Title::new(&line).ok()
}
