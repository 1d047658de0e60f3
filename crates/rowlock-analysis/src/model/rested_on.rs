//! How much history a saved forecast rested on: the finished weeks of progress that its teams had reported by then.
//!
//! A saved forecast holds what was said, not from what. The log knows when each report came, so what was reported later
//! about earlier days does not lengthen what was known. Of items and dependencies those count that were open then; whose they are, what
//! they serve and need, and which weeks were clean-ups, is taken as it stands now. Where no item is known, the team of the group with
//! the longest history is looked at.

use super::forecast::{Options, pace};
use rowlock_domain::{
    Date, Event, GoalId, GroupId, Instant, ItemId, Moment, TeamId, Thing,
    forecast::Published,
    goal::Goal,
    item::{Item, Relation},
};
use std::collections::{BTreeMap, BTreeSet};

/// The weeks that teams had finished when something was said.
pub(super) struct RestedOn<'a> {
    moment: &'a Moment<'a>,
    group: GroupId,
    /// What an item waits for, and from when until when it was asked for.
    waits_for: BTreeMap<ItemId, Vec<(ItemId, Asked)>>,
    weeks: BTreeMap<(TeamId, Instant), usize>,
}

/// When something was asked for of another item, and when that ended; parts and needs were always there.
type Asked = (Option<Instant>, Option<Instant>);

impl<'a> RestedOn<'a> {
    pub(super) fn of(moment: &'a Moment<'a>, group: GroupId) -> Self {
        let mut waits_for: BTreeMap<ItemId, Vec<(ItemId, Asked)>> = BTreeMap::new();
        for item in &moment.workspace.items {
            for (relation, other) in &item.relations {
                match relation {
                    Relation::Needs => waits_for.entry(item.id).or_default().push((*other, (None, None))),
                    Relation::PartOf => waits_for.entry(*other).or_default().push((item.id, (None, None))),
                    Relation::Replaces => {}
                }
            }
        }
        for asked in &moment.workspace.dependencies {
            if let Some((consumer, provider)) = asked.consumer_item.zip(asked.provider_item) {
                waits_for.entry(consumer).or_default().push((provider, (Some(asked.requested_at), asked.closed_at)));
            }
        }
        Self { moment, group, waits_for, weeks: BTreeMap::new() }
    }

    /// The weeks of the team with the fewest of those that worked for the goal.
    pub(super) fn weeks(&mut self, goal: &Goal, published: &Published) -> usize {
        let workspace = self.moment.workspace;
        let teams: BTreeSet<TeamId> = self.behind(goal.id, published.at).into_iter().map(|item| item.team).collect();
        if let Some(fewest) = teams.into_iter().map(|team| self.finished(team, published)).min() {
            return fewest;
        }
        let here: Vec<TeamId> = workspace.teams.iter().filter(|team| workspace.is_within(team.home, self.group)).map(|team| team.id).collect();
        here.into_iter().map(|team| self.finished(team, published)).max().unwrap_or(0)
    }

    /// Items open at an instant that serve the goal, and those that these waited for.
    fn behind(&self, goal: GoalId, at: Instant) -> Vec<&'a Item> {
        let workspace = self.moment.workspace;
        let was_open = |from: Option<Instant>, until: Option<Instant>| from.is_none_or(|from| from <= at) && until.is_none_or(|until| until > at);
        let mut open: Vec<&Item> = workspace.items.iter().filter(|item| item.goal == Some(goal)).map(AsRef::as_ref).collect();
        let mut found: BTreeMap<_, &Item> = BTreeMap::new();
        while let Some(item) = open.pop() {
            if !was_open(Some(item.added_at), item.closed_at) || found.insert(item.id, item).is_some() {
                continue;
            }
            let waits_for = self.waits_for.get(&item.id).into_iter().flatten().filter(|(_, (from, until))| was_open(*from, *until));
            open.extend(waits_for.filter_map(|(other, _)| workspace.item(*other)).map(AsRef::as_ref));
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
