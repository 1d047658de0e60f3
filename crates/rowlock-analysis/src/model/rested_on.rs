//! How much history a saved forecast rested on: the finished weeks of progress that its teams had reported by then.
//!
//! A saved forecast holds what was said, not from what. The log knows when each report came, so what was reported later
//! about earlier days does not lengthen what was known. Which items serve a goal is taken as it stands now, of those that
//! were there; where none is known, the team of the group with the longest history is looked at.

use super::forecast::{Options, pace};
use rowlock_domain::{
    Date, Event, GoalId, GroupId, Instant, Moment, TeamId, Thing,
    forecast::Published,
    goal::Goal,
    item::{Item, Relation},
};
use std::collections::{BTreeMap, BTreeSet};

/// The weeks that teams had finished when something was said.
pub(super) struct RestedOn<'a> {
    moment: &'a Moment<'a>,
    group: GroupId,
    weeks: BTreeMap<(TeamId, Instant), usize>,
}

impl<'a> RestedOn<'a> {
    pub(super) fn of(moment: &'a Moment<'a>, group: GroupId) -> Self {
        Self { moment, group, weeks: BTreeMap::new() }
    }

    /// The weeks of the team with the fewest of those that worked for the goal.
    pub(super) fn weeks(&mut self, goal: &Goal, published: &Published) -> usize {
        let workspace = self.moment.workspace;
        let teams: BTreeSet<TeamId> = self.behind(goal.id).into_iter().filter(|item| item.added_at <= published.at).map(|item| item.team).collect();
        if let Some(fewest) = teams.into_iter().map(|team| self.finished(team, published)).min() {
            return fewest;
        }
        let here: Vec<TeamId> = workspace.teams.iter().filter(|team| workspace.is_within(team.home, self.group)).map(|team| team.id).collect();
        here.into_iter().map(|team| self.finished(team, published)).max().unwrap_or(0)
    }

    /// Items that serve the goal, and what these wait for.
    fn behind(&self, goal: GoalId) -> Vec<&'a Item> {
        let workspace = self.moment.workspace;
        let mut open: Vec<&Item> = workspace.items.iter().filter(|item| item.goal == Some(goal)).map(AsRef::as_ref).collect();
        let mut found: BTreeMap<_, &Item> = BTreeMap::new();
        while let Some(item) = open.pop() {
            if found.insert(item.id, item).is_some() {
                continue;
            }
            let needed = item.relations.iter().filter(|(relation, _)| *relation == Relation::Needs).map(|(_, other)| *other);
            let asked = workspace.dependencies.iter().filter(|asked| asked.consumer_item == Some(item.id)).filter_map(|asked| asked.provider_item);
            let parts = workspace.items.iter().filter(|part| part.relations.contains(&(Relation::PartOf, item.id))).map(|part| part.id);
            open.extend(needed.chain(asked).chain(parts).filter_map(|id| workspace.item(id)).map(AsRef::as_ref));
        }
        found.into_values().collect()
    }

    fn finished(&mut self, team: TeamId, published: &Published) -> usize {
        let moment = self.moment;
        *self.weeks.entry((team, published.at)).or_insert_with(|| finished(moment, team, published.at, published.as_of))
    }
}

/// The weeks that a forecast made then would have drawn from.
fn finished(moment: &Moment<'_>, team: TeamId, at: Instant, as_of: Date) -> usize {
    let Some(known) = moment.workspace.team(team) else { return 0 };
    let mut then = (**known).clone();
    let reports = moment.workspace.history(Thing::Team(team)).take_while(|recorded| recorded.stamp.at <= at);
    then.progress = reports
        .filter_map(|recorded| match &recorded.event {
            Event::ProgressReported(reported) => Some((reported.on, reported.progress)),
            _ => None,
        })
        .collect();
    pace(&Moment { now: at, today: as_of, ..*moment }, &then, &Options::default()).weeks.len()
}
