//! Groups, teams, their rhythms and sprints, series.

use super::{Checker, text};
use crate::file::{Series, SeriesKind, Team};
use std::collections::{BTreeMap, HashMap};

/// Groups nest at most this deep.
const DEEPEST: usize = rowlock_domain::group::DEEPEST;
/// The longest sprint given by hand, in days.
const LONGEST_SPRINT: i32 = 366;

impl Checker<'_> {
    pub(super) fn structure(&mut self) {
        if let Some(why) = text::title_problem(&self.file.workspace) {
            self.findings.push((crate::problem::Place::of_file("workspace"), why));
        }
        self.groups();
        self.depth();
        self.teams();
        self.sprints();
        for (index, series) in self.file.series.iter().enumerate() {
            self.series(index, series);
        }
    }

    fn groups(&mut self) {
        for (index, group) in self.file.groups.iter().enumerate() {
            self.title("groups", index, "name", &group.name);
            self.may_refer("groups", index, "parent", "group", group.parent.as_ref());
            for (place, days) in group.closing_days.iter().enumerate() {
                self.day("groups", index, format!("closing_days.{place}.from"), Some(&days.from));
                self.day("groups", index, format!("closing_days.{place}.until"), days.until.as_ref());
                self.prose("groups", index, &format!("closing_days.{place}.why"), days.why.as_ref());
                if let (Some(from), Some(until)) = (days.from.date(), days.until.as_ref().and_then(|d| d.date()))
                    && until < from
                {
                    self.say("groups", index, format!("closing_days.{place}.until"), "The last closed day is before the first. Swap them.");
                }
            }
        }
    }

    fn depth(&mut self) {
        for (index, group) in self.file.groups.iter().enumerate() {
            let mut depth = 1;
            let mut above = group.parent.as_deref();
            while let Some(place) = above.and_then(|id| self.groups.get(id)).copied() {
                depth += 1;
                if place == index {
                    self.say("groups", index, "parent", format!("“{}” lies within itself this way. Choose another parent.", group.id));
                    break;
                }
                if depth > self.file.groups.len() {
                    break;
                }
                above = self.file.groups[place].parent.as_deref();
            }
            if depth == DEEPEST + 1 {
                self.say("groups", index, "parent", format!("Groups nest at most {DEEPEST} deep. Choose a higher parent."));
            }
        }
    }

    fn teams(&mut self) {
        let mut codes = HashMap::new();
        for (index, team) in self.file.teams.iter().enumerate() {
            self.title("teams", index, "name", &team.name);
            self.refers("teams", index, "group", ("group", &team.group));
            self.prose("teams", index, "mission", team.mission.as_ref());
            if let Some(code) = &team.code {
                if let Some(why) = text::code_problem(code) {
                    self.say("teams", index, "code", why);
                } else if let Some(first) = codes.insert(code.as_str(), index) {
                    self.say("teams", index, "code", format!("“{code}” is already the code of teams[{first}]. Choose another."));
                }
            }
            self.times_of_team(index, team);
        }
    }

    fn times_of_team(&mut self, index: usize, team: &Team) {
        for (place, day) in team.holidays.iter().enumerate() {
            self.day("teams", index, format!("holidays.{place}"), Some(day));
        }
        if let Some(rhythm) = &team.rhythm {
            self.day("teams", index, "rhythm.start", Some(&rhythm.start));
            if !(1..=8).contains(&rhythm.weeks) {
                self.say("teams", index, "rhythm.weeks", format!("Sprints last 1 to 8 weeks, not {}.", rhythm.weeks));
            }
            if rhythm.number == Some(0) {
                self.say("teams", index, "rhythm.number", "Sprints are numbered from 1.");
            }
        }
    }

    fn sprints(&mut self) {
        let mut of_team: HashMap<&str, BTreeMap<jiff::civil::Date, (jiff::civil::Date, usize)>> = HashMap::new();
        for (index, sprint) in self.file.sprints.iter().enumerate() {
            self.refers("sprints", index, "team", ("team", &sprint.team));
            self.title("sprints", index, "name", &sprint.name);
            self.day("sprints", index, "start", Some(&sprint.start));
            self.day("sprints", index, "end", Some(&sprint.end));
            let (Some(start), Some(end)) = (sprint.start.date(), sprint.end.date()) else { continue };
            if end < start {
                self.say("sprints", index, "end", "The sprint ends before it starts. Swap the dates.");
                continue;
            }
            if start.until(end).is_ok_and(|span| span.get_days() >= LONGEST_SPRINT) {
                self.say("sprints", index, "end", format!("A sprint lasts at most {LONGEST_SPRINT} days. Check the dates."));
            }
            let others = of_team.entry(&sprint.team).or_default();
            if let Some((other, _)) = others.range(..=end).next_back().map(|(_, (until, place))| (place, until)).filter(|(_, until)| **until >= start)
            {
                let message = format!("It overlaps sprints[{other}] of the same team. A team has one sprint at a time.");
                self.say("sprints", index, "start", message);
            }
            others.insert(start, (end, index));
        }
    }

    fn series(&mut self, index: usize, series: &Series) {
        self.title("series", index, "title", &series.title);
        self.one_of("series", index, ("group", "team"), (series.group.is_some(), series.team.is_some()));
        self.may_refer("series", index, "group", "group", series.group.as_ref());
        self.may_refer("series", index, "team", "team", series.team.as_ref());
        self.prose("series", index, "place", series.place.as_ref());
        if let Some(why) = series.link.as_deref().and_then(text::link_problem) {
            self.say("series", index, "link", why);
        }
        if series.start.date_time().is_none() {
            self.say("series", index, "start", format!("“{}” is not a local start. Write it as 2026-11-26T09:30, without a zone.", series.start.0));
        }
        if !(1..=480).contains(&series.minutes) {
            self.say("series", index, "minutes", format!("A meeting lasts 1 to 480 minutes, not {}.", series.minutes));
        }
        if series.team.is_some() && series.kind.is_some_and(|kind| kind != SeriesKind::Other) {
            self.say("series", index, "kind", "A team's own series only shows in calendars: its kind is `other`.");
        }
        if series.rrule.chars().any(|c| c.is_control() || c.is_whitespace()) || !series.rrule.contains("FREQ=") {
            self.say(
                "series",
                index,
                "rrule",
                format!("“{}” is not a recurrence rule. Write it as FREQ=WEEKLY;BYDAY=TU,TH.", series.rrule.escape_debug()),
            );
        }
    }
}
