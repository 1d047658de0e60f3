//! Recurring meetings become series of the team's nested group, or of the team where there is none. One of a group's is its
//! Scrum of Scrums, all others are of kind *other*. A start that does not fit its rule moves to the first fitting day after it.
//!
//! A nested group works in the time zone of its Scrum of Scrums; the file's zone is the one in which most meetings are held.

use super::{left_out::LeftOut, shift::Shift, snapshot::Meeting, snapshot::Snapshot, structure::Structure, wording};
use jiff::{ToSpan, civil::DateTime};
use rowlock_domain::{Calendar, Zone, series::Recurrence};
use rowlock_organisation::{
    File,
    file::{self, SeriesKind, WallClock},
};
use std::collections::BTreeMap;

/// The zone of most meetings; the first by name among equals.
pub fn usual_zone(snapshot: &Snapshot) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for zone in snapshot.meetings.iter().filter_map(|meeting| meeting.tz.as_deref()) {
        *counts.entry(zone).or_default() += 1;
    }
    counts.iter().rev().max_by_key(|(_, count)| **count).map_or("Etc/UTC", |(zone, _)| zone).to_owned()
}

/// Writes series.
pub struct Meetings<'a> {
    pub structure: &'a Structure<'a>,
    pub shift: Shift,
    pub calendar: &'a dyn Calendar,
}

impl Meetings<'_> {
    /// Writes every meeting of the snapshot.
    pub fn write(&self, file: &mut File, left_out: &mut LeftOut) {
        let mut main: BTreeMap<String, &Meeting> = BTreeMap::new();
        for team in &self.structure.snapshot.teams {
            let Some(group) = self.structure.nested(&team.id) else { continue };
            let held: Vec<&Meeting> = self.structure.snapshot.meetings.iter().filter(|meeting| meeting.team == team.id).collect();
            if let Some(meeting) = scrum_of_scrums(&held, &team.name) {
                main.insert(group, meeting);
            }
        }
        for meeting in &self.structure.snapshot.meetings {
            let is_main = main.values().any(|main| std::ptr::eq(*main, meeting));
            if let Some(series) = self.series(meeting, is_main, left_out) {
                file.series.push(series);
            }
        }
        for group in &mut file.groups {
            group.time_zone = main.get(&group.id).and_then(|meeting| meeting.tz.clone()).filter(|zone| self.knows(zone) && *zone != file.time_zone);
        }
    }

    fn knows(&self, zone: &str) -> bool {
        self.calendar.knows_zone(&Zone::named(zone))
    }

    fn series(&self, meeting: &Meeting, is_main: bool, left_out: &mut LeftOut) -> Option<file::Series> {
        let Some(team) = self.structure.team(&meeting.team) else {
            left_out.add("meetings", "of an unknown team", &meeting.id);
            return None;
        };
        let (Some(rule), Some(start), Some(zone)) = (&meeting.rrule, meeting.dtstart, &meeting.tz) else {
            left_out.add("meetings", "without rule, start or time zone", &meeting.id);
            return None;
        };
        if !self.knows(zone) {
            left_out.add("meetings", "in an unknown time zone", &meeting.id);
            return None;
        }
        let recurrence = Recurrence { rule: self.shift.rule(rule).into(), start: self.shift.local(start), zone: Zone::named(zone) };
        let Some(first) = self.first(&recurrence) else {
            left_out.add("meetings", "whose rule cannot be read or never fits", &meeting.id);
            return None;
        };
        if first != recurrence.start {
            left_out.add("starts of meetings", "moved to the first day that fits the rule", &meeting.id);
        }
        let group = self.structure.nested(&meeting.team);
        Some(file::Series {
            id: wording::id(&meeting.id),
            title: wording::title(&meeting.title, &meeting.id, left_out),
            rrule: recurrence.rule.to_string(),
            start: WallClock::from(first),
            minutes: minutes(meeting, left_out),
            team: group.is_none().then(|| wording::id(&team.id)),
            group,
            kind: Some(if is_main { SeriesKind::ScrumOfScrums } else { SeriesKind::Other }),
            time_zone: Some(zone.clone()),
            place: None,
            link: None,
        })
    }

    /// The first start on or after the given one that fits the rule.
    fn first(&self, recurrence: &Recurrence) -> Option<DateTime> {
        self.calendar.check(recurrence).ok()?;
        let until = recurrence.start.saturating_add(10.years());
        self.calendar.occurrences(recurrence, recurrence.start, until, 1).first().copied()
    }
}

fn minutes(meeting: &Meeting, left_out: &mut LeftOut) -> u32 {
    if meeting.duration_basis.as_deref().is_some_and(|basis| basis != "stated") {
        left_out.add_many("durations of meetings", "assumed by the snapshot, not stated by its source", 1);
    }
    if meeting.recurrence_basis.as_deref().is_some_and(|basis| basis != "stated") {
        left_out.add_many("recurrences of meetings", "assumed in part by the snapshot, not stated by its source", 1);
    }
    match meeting.duration_minutes {
        Some(minutes @ 1..=480) => minutes,
        _ => {
            left_out.add("durations of meetings", "absent or not 1 to 480 minutes; 60 taken", &meeting.id);
            60
        }
    }
}

/// The meeting with "Regular" or "Main" in its title, else the shortest title with the group's name, else the first.
fn scrum_of_scrums<'a>(meetings: &[&'a Meeting], group: &str) -> Option<&'a Meeting> {
    let regular = meetings.iter().find(|meeting| meeting.title.contains("Regular") || meeting.title.contains("Main"));
    let named = || meetings.iter().filter(|meeting| meeting.title.contains(group)).min_by_key(|meeting| meeting.title.chars().count());
    regular.or_else(named).or_else(|| meetings.first()).copied()
}
