//! Goals, items and progress.

use super::{Batch, Entry, taken, why};
use crate::translate::fields::{date, number, prose, text, title, words};
use rowlock_domain::{
    Command, GoalId, ItemId,
    goal::command::{DateGoal, DropGoal, MeetGoal, MissGoal, ReopenGoal, RetitleGoal, SetProductGoal, SetSprintGoal, SupportGoals, TellGoal},
    item::{
        ItemState, Relation,
        command::{AddItem, DateItem, HandOverItem, MoveItem, RelateItem, ReportItemProgress, RetitleItem, ServeGoal, UnrelateItem},
    },
    team::{Progress, command::ReportProgress},
};
use std::collections::BTreeSet;

impl Batch<'_> {
    /// Product goals first, so that sprint goals can support them.
    pub(super) fn goals(&mut self, entries: &[&Entry<'_>]) {
        for entry in entries.iter().filter(|e| e.is_new() && e.after.contains_key("group")) {
            self.new_goal(entry);
        }
        for entry in entries {
            if entry.is_new() {
                if entry.after.contains_key("team") {
                    self.new_goal(entry);
                }
            } else {
                self.changed_goal(entry);
            }
        }
    }

    fn new_goal(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let (title, tell, origin) = (title(after, "title"), prose(after, "met_when"), self.ids.goals.origin(entry.id()));
        let goal = GoalId(taken(&mut self.next.goal));
        self.ids.goals.insert(entry.id(), goal);
        if let Some(group) = text(after, "group").and_then(|id| self.ids.groups.get(id)) {
            self.push(entry, SetProductGoal { group, title, tell, date: date(after, "date"), origin });
        } else if let (Some(team), Some(sprint)) = (text(after, "team").and_then(|id| self.ids.teams.get(id)), date(after, "sprint")) {
            let supports = self.supports(entry);
            self.push(entry, SetSprintGoal { team, sprint, title, tell, supports, origin });
        }
        self.close_goal(entry, goal);
    }

    fn changed_goal(&mut self, entry: &Entry<'_>) {
        let Some(goal) = self.ids.goals.get(entry.id()) else { return };
        let after = &entry.after;
        let is_closed = text(&entry.before, "state") != Some("set");
        let must_be_open = ["state", "date", "supports"].iter().any(|field| entry.changes(field));
        if is_closed && must_be_open {
            self.push(entry, ReopenGoal { goal });
        }
        if entry.changes("title") {
            self.push(entry, RetitleGoal { goal, title: title(after, "title") });
        }
        if entry.changes("met_when") {
            self.push(entry, TellGoal { goal, tell: prose(after, "met_when") });
        }
        if entry.changes("date") {
            self.push(entry, DateGoal { goal, date: date(after, "date"), why: why() });
        }
        if entry.changes("supports") {
            let supports = self.supports(entry);
            self.push(entry, SupportGoals { goal, supports });
        }
        if must_be_open {
            self.close_goal(entry, goal);
        }
    }

    fn supports(&self, entry: &Entry<'_>) -> Vec<GoalId> {
        words(&entry.after, "supports").into_iter().filter_map(|id| self.ids.goals.get(id)).collect()
    }

    fn close_goal(&mut self, entry: &Entry<'_>, goal: GoalId) {
        let command: Command = match text(&entry.after, "state") {
            Some("met") => MeetGoal { goal }.into(),
            Some("missed") => MissGoal { goal, why: why() }.into(),
            Some("dropped") => DropGoal { goal, why: why() }.into(),
            _ => return,
        };
        self.push(entry, command);
    }

    /// All items first, then what relates them.
    pub(super) fn items(&mut self, entries: &[&Entry<'_>]) {
        for entry in entries {
            self.item(entry);
        }
        for entry in entries {
            for (field, relation) in [("needs", Relation::Needs), ("part_of", Relation::PartOf), ("replaces", Relation::Replaces)] {
                self.relations(entry, field, relation);
            }
        }
    }

    fn item(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let Some(team) = text(after, "team").and_then(|id| self.ids.teams.get(id)) else { return };
        let state = text(after, "state").and_then(ItemState::parse).unwrap_or(ItemState::Open);
        let goal = text(after, "goal").and_then(|id| self.ids.goals.get(id));
        let Some(item) = self.ids.items.get(entry.id()).filter(|_| !entry.is_new()) else {
            self.ids.items.insert(entry.id(), ItemId(taken(&mut self.next.item)));
            let title = title(after, "title");
            return self.push(entry, AddItem { team, title, state, date: date(after, "date"), goal, origin: self.ids.items.origin(entry.id()) });
        };
        if entry.changes("title") {
            self.push(entry, RetitleItem { item, title: title(after, "title") });
        }
        if entry.changes("team") {
            self.push(entry, HandOverItem { item, team });
        }
        if entry.changes("date") {
            self.push(entry, DateItem { item, date: date(after, "date") });
        }
        if entry.changes("goal") {
            self.push(entry, ServeGoal { item, goal });
        }
        if entry.changes("state") {
            self.push(entry, MoveItem { item, state });
        }
    }

    fn relations(&mut self, entry: &Entry<'_>, field: &str, relation: Relation) {
        let Some(item) = self.ids.items.get(entry.id()) else { return };
        let before: BTreeSet<&str> = words(&entry.before, field).into_iter().collect();
        let after: BTreeSet<&str> = words(&entry.after, field).into_iter().collect();
        if !entry.is_new() && !entry.changes(field) {
            return;
        }
        for to in before.difference(&after).filter_map(|id| self.ids.items.get(id)).collect::<Vec<_>>() {
            self.push(entry, UnrelateItem { item, relation, to });
        }
        for to in after.difference(&before).filter_map(|id| self.ids.items.get(id)).collect::<Vec<_>>() {
            self.push(entry, RelateItem { item, relation, to });
        }
    }

    pub(super) fn progress(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let done = number(after, "done").unwrap_or(0);
        if let Some(item) = text(after, "item").and_then(|id| self.ids.items.get(id)) {
            return self.push(entry, ReportItemProgress { item, done, total: number(after, "total").unwrap_or(done) });
        }
        let team = text(after, "team").and_then(|id| self.ids.teams.get(id));
        let (Some(team), Some(on), Some(sprint)) = (team, date(after, "date"), date(after, "sprint")) else { return };
        let progress = Progress { sprint, planned: number(after, "planned").unwrap_or(0), done, added: number(after, "added").unwrap_or(0) };
        self.push(entry, ReportProgress { team, on, progress });
    }
}
