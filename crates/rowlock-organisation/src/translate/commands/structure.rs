//! The workspace, groups and teams.

use super::{Batch, Entry, taken};
use crate::compare::Planned;
use crate::translate::{
    fields::{date, inner, list, number, prose, text, title, words, zone},
    words::weekdays,
};
use rowlock_domain::{
    Date, GroupId, TeamId, Text, Title, Zone,
    group::{
        ClosingDays,
        command::{CreateGroup, MoveGroup, RenameGroup, RestoreGroup, SetClosingDays, SetGroupZone},
    },
    team::{
        command::{CodeTeam, CreateTeam, DescribeTeam, MoveTeam, RenameTeam, RestoreTeam, SetHolidays, SetRhythm, SetTeamZone, SetWorkingDays},
        rhythm::Rhythm,
    },
    workspace::command::{CreateWorkspace, RenameWorkspace},
};
use serde_json::Value;
use std::collections::HashSet;

impl Batch<'_> {
    pub(super) fn workspace(&mut self, entry: &Entry<'_>, zone: &str) {
        let name = title(&entry.after, "name");
        if entry.is_new() {
            self.push(entry, CreateWorkspace { name, zone: Zone::named(zone) });
        } else {
            self.push(entry, RenameWorkspace { name });
        }
    }

    /// Groups from the top down: when one is made or moved, the group above it stands where it shall.
    pub(super) fn groups(&mut self, entries: &[&Entry<'_>]) {
        let mut waiting: Vec<&Entry<'_>> = entries.to_vec();
        while !waiting.is_empty() {
            let ids: HashSet<&str> = waiting.iter().map(|e| e.id()).collect();
            let (later, now): (Vec<_>, Vec<_>) =
                waiting.iter().copied().partition(|e| text(&e.after, "parent").is_some_and(|parent| ids.contains(parent)));
            let is_stuck = now.is_empty();
            for entry in if is_stuck { &later } else { &now } {
                self.group(entry);
            }
            waiting = if is_stuck { Vec::new() } else { later };
        }
    }

    fn group(&mut self, entry: &Entry<'_>) {
        let parent = text(&entry.after, "parent").and_then(|id| self.ids.groups.get(id));
        let group = match self.ids.groups.get(entry.id()).filter(|_| !entry.is_new()) {
            Some(group) => group,
            None => {
                let group = GroupId(taken(&mut self.next.group));
                self.ids.groups.insert(entry.id(), group);
                let (name, zone) = (title(&entry.after, "name"), Some(zone(&entry.after)));
                self.push(entry, CreateGroup { name, parent, zone, origin: self.ids.groups.origin(entry.id()) });
                group
            }
        };
        if entry.is_restored() {
            self.push(entry, RestoreGroup { group });
        }
        if entry.changes("name") {
            self.push(entry, RenameGroup { group, name: title(&entry.after, "name") });
        }
        if entry.changes("parent") {
            self.push(entry, MoveGroup { group, parent });
        }
        if entry.changes("time_zone") {
            self.push(entry, SetGroupZone { group, zone: zone(&entry.after) });
        }
        if entry.changes("closing_days") || (entry.is_new() && entry.after.contains_key("closing_days")) {
            let days = list(&entry.after, "closing_days").iter().filter_map(closing_days).collect();
            self.push(entry, SetClosingDays { group, days });
        }
    }

    /// Teams with a code of their own first, so that none is derived that another one claims.
    pub(super) fn teams(&mut self, mut entries: Vec<&Entry<'_>>, gone: &[&Planned]) {
        entries.sort_by_key(|entry| entry.is_new() && !entry.after.contains_key("code"));
        self.free_codes(&entries, gone);
        entries.into_iter().for_each(|entry| self.team(entry));
    }

    fn team(&mut self, entry: &Entry<'_>) {
        let Some(home) = text(&entry.after, "group").and_then(|id| self.ids.groups.get(id)) else { return };
        let code = text(&entry.after, "code").and_then(|code| Title::new(code).ok());
        let team = match self.ids.teams.get(entry.id()).filter(|_| !entry.is_new()) {
            Some(team) => team,
            None => {
                let team = TeamId(taken(&mut self.next.team));
                self.ids.teams.insert(entry.id(), team);
                let (name, zone) = (title(&entry.after, "name"), Some(zone(&entry.after)));
                self.push(entry, CreateTeam { name, code: code.clone(), home, zone, origin: self.ids.teams.origin(entry.id()) });
                team
            }
        };
        if entry.is_restored() {
            self.push(entry, RestoreTeam { team });
        }
        if entry.changes("name") {
            self.push(entry, RenameTeam { team, name: title(&entry.after, "name") });
        }
        if let Some(code) = code.filter(|_| entry.changes("code")) {
            self.push(entry, CodeTeam { team, code });
        }
        if entry.changes("group") {
            self.push(entry, MoveTeam { team, home });
        }
        if entry.changes("mission") || (entry.is_new() && entry.after.contains_key("mission")) {
            self.push(entry, DescribeTeam { team, mission: prose(&entry.after, "mission") });
        }
        self.working_time(entry, team);
    }

    fn working_time(&mut self, entry: &Entry<'_>, team: TeamId) {
        if entry.changes("time_zone") {
            self.push(entry, SetTeamZone { team, zone: zone(&entry.after) });
        }
        let days = weekdays(words(&entry.after, "working_days"));
        if entry.changes("working_days") || (entry.is_new() && days != rowlock_domain::calendar::Weekdays::WORKING) {
            self.push(entry, SetWorkingDays { team, days });
        }
        if entry.changes("holidays") || (entry.is_new() && entry.after.contains_key("holidays")) {
            let holidays = words(&entry.after, "holidays").into_iter().filter_map(|day| day.parse().ok()).collect();
            self.push(entry, SetHolidays { team, holidays });
        }
        if entry.changes("rhythm") || (entry.is_new() && entry.after.contains_key("rhythm")) {
            let rhythm = entry.after.get("rhythm").and_then(rhythm);
            let today = self.today(&zone(&entry.after));
            let from = rhythm.map_or(today, |rhythm| if entry.is_new() { rhythm.start } else { rhythm.start.max(today) });
            self.push(entry, SetRhythm { team, from, rhythm });
        }
    }
}

fn rhythm(value: &Value) -> Option<Rhythm> {
    let fields = value.as_object()?.clone().into_iter().collect();
    Some(Rhythm {
        start: date(&fields, "start")?,
        weeks: u8::try_from(number(&fields, "weeks")?).ok()?,
        number: number(&fields, "number").unwrap_or(1),
    })
}

fn closing_days(value: &Value) -> Option<ClosingDays> {
    let fields = [("days".to_owned(), value.clone())].into();
    let day = |key: &str| inner(&fields, "days", key).and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    let why = inner(&fields, "days", "why").and_then(Value::as_str).and_then(|why| Text::optional(why).ok()).unwrap_or_default();
    Some(ClosingDays { from: day("from")?, until: day("until")?, why })
}
