//! Series and sprints.

use super::{Batch, Entry, taken};
use crate::translate::fields::{date, local, number, prose, text, title, zone};
use rowlock_domain::{
    SeriesId,
    series::{
        MeetingKind, Recurrence, Schedule, SeriesOf,
        command::{PlaceSeries, RescheduleSeries, RetitleSeries, SetSeries, SetSeriesKind},
    },
    team::{
        command::{RemoveSprint, SetSprint},
        rhythm::Sprint,
    },
};

impl Batch<'_> {
    pub(super) fn series(&mut self, entry: &Entry<'_>) {
        let after = &entry.after;
        let of_group = text(after, "group").and_then(|id| self.ids.groups.get(id)).map(SeriesOf::Group);
        let of_team = || text(after, "team").and_then(|id| self.ids.teams.get(id)).map(SeriesOf::Team);
        let (Some(of), Some(schedule)) = (of_group.or_else(of_team), schedule(entry)) else { return };
        let kind = text(after, "kind").and_then(MeetingKind::parse).unwrap_or(MeetingKind::Other);
        let (place, link) = (prose(after, "place"), prose(after, "link"));
        let Some(series) = self.ids.series.get(entry.id()).filter(|_| !entry.is_new()) else {
            self.ids.series.insert(entry.id(), SeriesId(taken(&mut self.next.series)));
            let title = title(after, "title");
            return self.push(entry, SetSeries { of, title, kind, schedule, place, link, origin: self.ids.series.origin(entry.id()) });
        };
        if entry.changes("title") {
            self.push(entry, RetitleSeries { series, title: title(after, "title") });
        }
        if entry.changes("kind") {
            self.push(entry, SetSeriesKind { series, kind });
        }
        if ["rrule", "start", "time_zone", "minutes"].iter().any(|field| entry.changes(field)) {
            let from = self.today(&schedule.recurrence.zone);
            self.push(entry, RescheduleSeries { series, from, schedule });
        }
        if entry.changes("place") || entry.changes("link") {
            self.push(entry, PlaceSeries { series, place, link });
        }
    }

    pub(super) fn sprint(&mut self, entry: &Entry<'_>) {
        let Some(team) = text(&entry.after, "team").and_then(|id| self.ids.teams.get(id)) else { return };
        let (Some(start), Some(end)) = (date(&entry.after, "start"), date(&entry.after, "end")) else { return };
        if let Some(old) = date(&entry.before, "start").filter(|old| *old != start) {
            self.push(entry, RemoveSprint { team, start: old });
        }
        self.push(entry, SetSprint { team, sprint: Sprint { start, end, name: title(&entry.after, "name") } });
    }
}

fn schedule(entry: &Entry<'_>) -> Option<Schedule> {
    let after = &entry.after;
    let recurrence = Recurrence { rule: text(after, "rrule")?.into(), start: local(after, "start")?, zone: zone(after) };
    Some(Schedule { recurrence, minutes: number(after, "minutes")? })
}
