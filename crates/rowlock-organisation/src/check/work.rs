//! Goals, items, progress and dependencies.

use super::Checker;
use crate::file::{Dependency, DependencyState, Goal, Item, Progress};
use std::collections::HashMap;

impl Checker<'_> {
    pub(super) fn work(&mut self) {
        let mut sprint_goals = HashMap::new();
        for (index, goal) in self.file.goals.iter().enumerate() {
            self.goal(index, goal);
            if let (Some(team), Some(sprint)) = (&goal.team, &goal.sprint)
                && let Some(first) = sprint_goals.insert((team, sprint), index)
            {
                self.say("goals", index, "sprint", format!("goals[{first}] is already the goal of this sprint. A sprint has one goal."));
            }
        }
        for (index, item) in self.file.items.iter().enumerate() {
            self.item(index, item);
        }
        let mut reports = HashMap::new();
        for (index, progress) in self.file.progress.iter().enumerate() {
            self.progress_of(index, progress);
            if let Some(first) = reports.insert((&progress.team, &progress.item, &progress.date), index) {
                self.say("progress", index, "", format!("progress[{first}] already reports this. Keep one of them."));
            }
        }
        for (index, dependency) in self.file.dependencies.iter().enumerate() {
            self.dependency(index, dependency);
        }
    }

    fn goal(&mut self, index: usize, goal: &Goal) {
        self.title("goals", index, "title", &goal.title);
        self.one_of("goals", index, ("group", "team"), (goal.group.is_some(), goal.team.is_some()));
        self.may_refer("goals", index, "group", "group", goal.group.as_ref());
        self.may_refer("goals", index, "team", "team", goal.team.as_ref());
        self.day("goals", index, "date", goal.date.as_ref());
        self.day("goals", index, "sprint", goal.sprint.as_ref());
        self.prose("goals", index, "met_when", goal.met_when.as_ref());
        self.refer_all("goals", index, "supports", "goal", (&goal.id, &goal.supports));
        if goal.team.is_some() {
            if goal.sprint.is_none() {
                self.say("goals", index, "team", "A team's goal is a sprint goal: add `sprint`, the first day of the sprint.");
            }
            if goal.date.is_some() {
                self.say("goals", index, "date", "A sprint goal ends with its sprint. Remove the date.");
            }
        } else {
            if goal.sprint.is_some() {
                self.say("goals", index, "sprint", "Only a team's goal belongs to a sprint. Use `date` for a product goal.");
            }
            if !goal.supports.is_empty() {
                self.say("goals", index, "supports", "Only sprint goals support other goals.");
            }
        }
        for (place, id) in goal.supports.iter().enumerate() {
            if self.goals.get(id.as_str()).is_some_and(|other| self.file.goals[*other].team.is_some()) {
                self.say("goals", index, format!("supports.{place}"), format!("“{id}” is a sprint goal; only product goals can be supported."));
            }
        }
    }

    fn item(&mut self, index: usize, item: &Item) {
        self.title("items", index, "title", &item.title);
        self.refers("items", index, "team", ("team", &item.team));
        self.day("items", index, "date", item.date.as_ref());
        self.may_refer("items", index, "goal", "goal", item.goal.as_ref());
        for (field, ids) in [("needs", &item.needs), ("part_of", &item.part_of), ("replaces", &item.replaces)] {
            self.refer_all("items", index, field, "item", (&item.id, ids));
        }
    }

    fn progress_of(&mut self, index: usize, progress: &Progress) {
        self.one_of("progress", index, ("team", "item"), (progress.team.is_some(), progress.item.is_some()));
        self.may_refer("progress", index, "team", "team", progress.team.as_ref());
        self.may_refer("progress", index, "item", "item", progress.item.as_ref());
        self.day("progress", index, "date", progress.date.as_ref());
        self.day("progress", index, "sprint", progress.sprint.as_ref());
        let total = [("total", progress.total.is_some())];
        let of_team = [
            ("date", progress.date.is_some()),
            ("planned", progress.planned.is_some()),
            ("sprint", progress.sprint.is_some()),
            ("added", progress.added.is_some()),
        ];
        let (needed, foreign) = if progress.team.is_some() { (&of_team[..2], &total[..]) } else { (&total[..], &of_team[..]) };
        for (field, _) in needed.iter().filter(|(_, present)| !present) {
            self.say("progress", index, "", format!("“{field}” is missing. Add it."));
        }
        for (field, _) in foreign.iter().filter(|(_, present)| *present) {
            self.say("progress", index, *field, format!("“{field}” has no meaning here. Remove it."));
        }
        if let Some(planned) = progress.planned {
            let there = planned.saturating_add(progress.added.unwrap_or(0));
            if progress.done > there {
                self.say(
                    "progress",
                    index,
                    "done",
                    format!("{} stories done of {there} planned and added: count again, or count those that were added.", progress.done),
                );
            }
        }
        if progress.total.is_some_and(|total| progress.done > total) {
            self.say("progress", index, "done", "More is done than there is in total.");
        }
    }

    fn dependency(&mut self, index: usize, dependency: &Dependency) {
        self.title("dependencies", index, "title", &dependency.title);
        self.refers("dependencies", index, "consumer", ("team", &dependency.consumer));
        self.refers("dependencies", index, "provider", ("team", &dependency.provider));
        if dependency.consumer == dependency.provider {
            self.say(
                "dependencies",
                index,
                "provider",
                "Consumer and provider are the same team. A dependency joins two teams; within one, relate items.",
            );
        }
        self.day("dependencies", index, "needed_by", dependency.needed_by.as_ref());
        self.day("dependencies", index, "promised_by", dependency.promised_by.as_ref());
        self.prose("dependencies", index, "done_when", dependency.done_when.as_ref());
        self.may_refer("dependencies", index, "goal", "goal", dependency.goal.as_ref());
        self.refer_all("dependencies", index, "waits_for", "dependency", (&dependency.id, &dependency.waits_for));
        self.item_of(index, "consumer_item", dependency.consumer_item.as_ref(), &dependency.consumer);
        self.item_of(index, "provider_item", dependency.provider_item.as_ref(), &dependency.provider);
        match (dependency.state, &dependency.promised_by) {
            (Some(DependencyState::Promised), None) => {
                self.say("dependencies", index, "state", "A promise has a date: add `promised_by`, or make the state `requested`.");
            }
            (Some(DependencyState::Requested), Some(_)) => {
                self.say("dependencies", index, "promised_by", "A request has no promise yet: remove `promised_by`, or make the state `promised`.");
            }
            _ => {}
        }
    }

    fn item_of(&mut self, index: usize, field: &str, item: Option<&String>, team: &str) {
        self.may_refer("dependencies", index, field, "item", item);
        if let Some(place) = item.and_then(|id| self.items.get(id.as_str()).copied())
            && self.file.items[place].team != team
        {
            self.say("dependencies", index, field, format!("This item is done by “{}”, not by “{team}”.", self.file.items[place].team));
        }
    }
}
