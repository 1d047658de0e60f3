//! The root of the model: everything a workspace knows, as the sum of its events.
//!
//! Cheap to clone (persistent collections of shared values). Numbers are dense: thing `n` stands at index `n - 1`.
//! `touched` says at which version a thing last changed; forms, streams and caches compare it.
//! Derived states and rankings are not here: each noun's `query.rs` computes them.

mod apply;
pub mod command;
pub(crate) mod decide;
pub mod event;
mod measure;
mod refusal;
#[cfg(test)]
mod tests;
mod texts;

use crate::{
    Date, DateTime, DecisionId, DependencyId, FollowUpId, GoalId, GroupId, HeadsUpId, ImpedimentId, Instant, ItemId, MeetingId, Member, Origin,
    PersonId, Recorded, RiskId, SeriesId, TeamId, Thing, Title, Zone,
    decision::Decision,
    dependency::Dependency,
    event::Apply,
    follow_up::FollowUp,
    goal::Goal,
    group::Group,
    heads_up::HeadsUp,
    impediment::Impediment,
    item::{Item, Overlap},
    meeting::Meeting,
    person::Person,
    risk::Risk,
    series::Series,
    team::Team,
    working,
};
use imbl::{OrdMap, OrdSet, Vector};
use std::sync::Arc;

pub use apply::REDACTED;
pub use measure::Measure;
pub use texts::{redacted_payload, texts_of};

/// The model of one workspace at one version.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workspace {
    /// Its name; empty before [`event::WorkspaceCreated`].
    pub name: Title,
    /// Time zone where nothing else says one.
    pub zone: Zone,
    /// When it began.
    pub created_at: Instant,
    /// Version of the last event applied; 0 = none.
    pub version: u64,
    /// Moment of the last event applied.
    pub at: Instant,
    /// Who may administer.
    pub administrators: OrdSet<PersonId>,
    /// Causes offered when an impediment is resolved.
    pub causes: Vector<Title>,
    /// By what durations of impediments are counted.
    pub measure: Measure,
    /// The version at which last changed how they are counted: the measure, or who works when and for which team.
    pub counted_since: u64,
    /// Everybody, also those who left.
    pub people: OrdMap<PersonId, Arc<Person>>,
    /// Teams by number.
    pub teams: Vector<Arc<Team>>,
    /// Groups by number.
    pub groups: Vector<Arc<Group>>,
    /// Recurring meetings by number.
    pub series: Vector<Arc<Series>>,
    /// Meetings by number.
    pub meetings: Vector<Arc<Meeting>>,
    /// The meeting that an occurrence of a series became, by its original local start.
    pub occurrences: OrdMap<(SeriesId, DateTime), MeetingId>,
    /// Impediments by number.
    pub impediments: Vector<Arc<Impediment>>,
    /// Dependencies by number.
    pub dependencies: Vector<Arc<Dependency>>,
    /// The dependency of each origin, so that the same source twice is found without looking at all of them.
    pub dependencies_by_origin: OrdMap<Origin, DependencyId>,
    /// Risks by number.
    pub risks: Vector<Arc<Risk>>,
    /// Goals by number.
    pub goals: Vector<Arc<Goal>>,
    /// Sprint goals by team and first day of the sprint.
    pub sprint_goals: OrdMap<(TeamId, Date), GoalId>,
    /// Items by number.
    pub items: Vector<Arc<Item>>,
    /// What was said about two items that look like the same work, by their numbers.
    pub overlaps: OrdMap<(ItemId, ItemId), Overlap>,
    /// Decisions by number.
    pub decisions: Vector<Arc<Decision>>,
    /// Follow-ups by number.
    pub follow_ups: Vector<Arc<FollowUp>>,
    /// Heads-ups by number.
    pub heads_ups: Vector<Arc<HeadsUp>>,
    /// The version at which each thing last changed.
    pub touched: OrdMap<Thing, u64>,
    /// The versions of the events that concern each thing, oldest first.
    pub histories: OrdMap<Thing, Vector<u64>>,
    /// Every event, by version (event `v` stands at index `v - 1`): the food of "what changed".
    pub journal: Vector<Arc<Recorded>>,
}

macro_rules! lookups {
    ($($(#[$meta:meta])* $name:ident, $next:ident, $vector:ident, $id:ident -> $noun:ident);* $(;)?) => {$(
        $(#[$meta])*
        #[must_use]
        pub fn $name(&self, id: $id) -> Option<&Arc<$noun>> {
            self.$vector.get(id.index())
        }

        /// The number that the next one gets.
        #[must_use]
        pub fn $next(&self) -> $id {
            $id(u32::try_from(self.$vector.len()).unwrap_or(u32::MAX).saturating_add(1))
        }
    )*};
}

impl Workspace {
    lookups! {
        /// The team of that number.
        team, next_team, teams, TeamId -> Team;
        /// The group of that number.
        group, next_group, groups, GroupId -> Group;
        /// The series of that number.
        series_of, next_series, series, SeriesId -> Series;
        /// The meeting of that number.
        meeting, next_meeting, meetings, MeetingId -> Meeting;
        /// The impediment of that number.
        impediment, next_impediment, impediments, ImpedimentId -> Impediment;
        /// The dependency of that number.
        dependency, next_dependency, dependencies, DependencyId -> Dependency;
        /// The risk of that number.
        risk, next_risk, risks, RiskId -> Risk;
        /// The goal of that number.
        goal, next_goal, goals, GoalId -> Goal;
        /// The item of that number.
        item, next_item, items, ItemId -> Item;
        /// The decision of that number.
        decision, next_decision, decisions, DecisionId -> Decision;
        /// The follow-up of that number.
        follow_up, next_follow_up, follow_ups, FollowUpId -> FollowUp;
        /// The heads-up of that number.
        heads_up, next_heads_up, heads_ups, HeadsUpId -> HeadsUp;
    }

    /// Whether it has begun.
    #[must_use]
    pub fn exists(&self) -> bool {
        !self.name.is_empty()
    }

    /// The person, also if they left.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Arc<Person>> {
        self.people.get(&id)
    }

    /// The version at which the thing last changed; 0 if it never did.
    #[must_use]
    pub fn touched(&self, thing: Thing) -> u64 {
        self.touched.get(&thing).copied().unwrap_or(0)
    }

    /// The events that concern a thing, oldest first.
    pub fn history(&self, thing: Thing) -> impl DoubleEndedIterator<Item = &Arc<Recorded>> {
        self.histories.get(&thing).into_iter().flatten().filter_map(|version| self.recorded(*version))
    }

    /// The event of that version.
    #[must_use]
    pub fn recorded(&self, version: u64) -> Option<&Arc<Recorded>> {
        self.journal.get(usize::try_from(version.checked_sub(1)?).ok()?)
    }

    /// Adds one event. Total: it never fails, and the same events always make the same model.
    pub fn apply(&mut self, recorded: Arc<Recorded>) {
        self.version = recorded.stamp.version;
        self.at = recorded.stamp.at;
        self.journal.push_back(Arc::clone(&recorded));
        recorded.event.apply(self, &recorded.stamp);
        if working::is_changed_by(&recorded.event) {
            self.counted_since = recorded.stamp.version;
        }
    }

    /// Notes that the event being applied concerns this thing. A team touches its home and what is above it.
    pub(crate) fn touch(&mut self, thing: Thing) {
        let version = self.version;
        if self.touched.insert(thing, version) != Some(version) {
            self.histories.entry(thing).or_default().push_back(version);
        }
        match thing {
            Thing::Team(team) => {
                if let Some(home) = self.team(team).map(|t| t.home) {
                    self.mark_upwards(home);
                }
            }
            Thing::Group(group) => self.mark_upwards(group),
            _ => {}
        }
    }

    /// Marks a group and those above it as changed without writing it into their own histories.
    fn mark_upwards(&mut self, group: GroupId) {
        let version = self.version;
        let mut next = Some(group);
        for _ in 0..=crate::group::DEEPEST {
            let Some(id) = next else { break };
            self.touched.insert(Thing::Group(id), version);
            next = self.group(id).and_then(|g| g.parent);
        }
    }

    /// The member's name, as people read it.
    #[must_use]
    pub fn member_name(&self, member: Member) -> &str {
        match member {
            Member::Team(team) => self.team(team).map_or("", |t| t.name.as_str()),
            Member::Group(group) => self.group(group).map_or("", |g| g.name.as_str()),
        }
    }
}
