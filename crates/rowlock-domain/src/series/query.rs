//! When series happen, and which meetings come next: numbered ones as they were moved or called off,
//! the others as the schedule in force on their date says. On closing days nothing happens.

use super::{MeetingKind, Schedule, Series, SeriesOf};
use crate::{
    Calendar, Date, DateTime, GroupId, Instant, SeriesId, Text, Title, Workspace,
    group::ClosingDays,
    meeting::{Meeting, MeetingState, Occasion},
    time::{Time, plus_days},
};
use std::sync::Arc;

/// A meeting that nobody opened stays "next" for this long after its planned end, then the following one is.
const LINGERS_SECONDS: i64 = 3600;
/// At most this many occurrences of one schedule are computed at once.
const AT_ONCE: usize = 2_000;
const DAY_SECONDS: i64 = 86_400;

/// One start of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// By its rule, wall clock: names the occurrence.
    pub local: DateTime,
    /// The same as a moment.
    pub at: Instant,
    /// Time box.
    pub minutes: u32,
}

/// A meeting to come, open, or called off.
#[derive(Clone, Debug, PartialEq)]
pub struct Upcoming {
    /// Its number, or the occurrence that has none yet.
    pub occasion: Occasion,
    /// The group that meets.
    pub group: GroupId,
    /// What kind.
    pub kind: MeetingKind,
    /// What it is called.
    pub title: Title,
    /// When it starts, also if it was moved.
    pub starts_at: Instant,
    /// Time box.
    pub minutes: u32,
    /// Where it stands; an occurrence without a number is planned.
    pub state: MeetingState,
    /// Where; may be empty.
    pub place: Text,
}

impl Upcoming {
    /// Whether it will be or is being held.
    #[must_use]
    pub fn is_on(&self) -> bool {
        matches!(self.state, MeetingState::Planned | MeetingState::Open)
    }
}

impl Series {
    /// The schedule in force on that local date; `None` before the first and after the end.
    #[must_use]
    pub fn schedule_on(&self, date: Date) -> Option<&Schedule> {
        if self.ended_on.is_some_and(|end| end <= date) {
            return None;
        }
        self.schedules.range(..=date).next_back().map(|(_, schedule)| schedule)
    }

    /// Whether it has ended by that date.
    #[must_use]
    pub fn has_ended(&self, date: Date) -> bool {
        self.ended_on.is_some_and(|end| end <= date)
    }

    /// The group whose closing days it keeps.
    #[must_use]
    pub fn home(&self, workspace: &Workspace) -> Option<GroupId> {
        match self.of {
            SeriesOf::Group(group) => Some(group),
            SeriesOf::Team(team) => workspace.team(team).map(|t| t.home),
        }
    }

    /// Room and address of the call in one line.
    #[must_use]
    pub fn whereabouts(&self) -> Text {
        let both = [self.place.as_str(), self.link.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Text::optional(&both).unwrap_or_default()
    }
}

/// The closing days that hold the date, of the group or one above it.
#[must_use]
pub fn closing_on(workspace: &Workspace, group: GroupId, date: Date) -> Option<&ClosingDays> {
    workspace
        .upwards(group)
        .filter_map(|id| workspace.group(id))
        .find_map(|g| g.closing_days.iter().find(|days| days.from <= date && date <= days.until))
}

/// The starts of a series with `from <= start < until`, in order, those that got a number included; closing days are left out.
#[must_use]
pub fn occurrences(workspace: &Workspace, calendar: &dyn Calendar, series: &Series, from: Instant, until: Instant) -> Vec<Start> {
    let home = series.home(workspace);
    let mut starts: Vec<Start> = segments(series)
        .into_iter()
        .flat_map(|segment| segment.starts(calendar, from, until))
        .filter(|start| home.is_none_or(|group| closing_on(workspace, group, start.local.date()).is_none()))
        .collect();
    starts.sort_by_key(|start| start.at);
    starts
}

/// Whether the series, by the schedule in force on that date, starts then. Closing days are not asked.
#[must_use]
pub fn is_occurrence(calendar: &dyn Calendar, series: &Series, local: DateTime) -> bool {
    let Some(schedule) = series.schedule_on(local.date()) else { return false };
    let next = local.saturating_add(jiff::Span::new().seconds(1));
    calendar.occurrences(&schedule.recurrence, local, next, 1).first() == Some(&local)
}

struct Segment<'a> {
    from: Date,
    until: Option<Date>,
    schedule: &'a Schedule,
}

fn segments(series: &Series) -> Vec<Segment<'_>> {
    let mut segments: Vec<Segment<'_>> = Vec::new();
    for (from, schedule) in &series.schedules {
        if let Some(last) = segments.last_mut() {
            last.until = Some(*from);
        }
        segments.push(Segment { from: *from, until: None, schedule });
    }
    if let Some(end) = series.ended_on {
        for segment in &mut segments {
            segment.until = Some(segment.until.map_or(end, |until| until.min(end)));
        }
    }
    segments
}

impl Segment<'_> {
    fn starts(&self, calendar: &dyn Calendar, from: Instant, until: Instant) -> Vec<Start> {
        let recurrence = &self.schedule.recurrence;
        let first = calendar.local(from, &recurrence.zone).max(self.from.to_datetime(Time::midnight()));
        let mut end = calendar.local(until, &recurrence.zone);
        if let Some(day) = self.until {
            end = end.min(day.to_datetime(Time::midnight()));
        }
        if first >= end {
            return Vec::new();
        }
        calendar
            .occurrences(recurrence, first, end, AT_ONCE)
            .into_iter()
            .map(|local| Start { local, at: calendar.instant(local, &recurrence.zone), minutes: self.schedule.minutes })
            .collect()
    }
}

/// The meeting that a series' occurrence on that date became although its schedule has changed since: the date has no second one.
#[must_use]
pub(crate) fn displaced(workspace: &Workspace, calendar: &dyn Calendar, series: &Series, date: Date) -> Option<crate::MeetingId> {
    let first = (series.id, date.to_datetime(Time::midnight()));
    let last = (series.id, plus_days(date, 1).to_datetime(Time::midnight()));
    let mut on_date = workspace.occurrences.range(first..last);
    on_date.find(|((_, local), _)| !is_occurrence(calendar, series, *local)).map(|(_, id)| *id)
}

fn unnumbered(workspace: &Workspace, calendar: &dyn Calendar, series: &Series, from: Instant, until: Instant) -> Vec<Upcoming> {
    let SeriesOf::Group(group) = series.of else { return Vec::new() };
    occurrences(workspace, calendar, series, from, until)
        .into_iter()
        .filter(|start| !workspace.occurrences.contains_key(&(series.id, start.local)))
        .filter(|start| displaced(workspace, calendar, series, start.local.date()).is_none())
        .map(|start| Upcoming {
            occasion: Occasion::Occurrence(series.id, start.local),
            group,
            kind: series.kind,
            title: series.title.clone(),
            starts_at: start.at,
            minutes: start.minutes,
            state: MeetingState::Planned,
            place: series.whereabouts(),
        })
        .collect()
}

fn numbered(meeting: &Meeting) -> Upcoming {
    Upcoming {
        occasion: Occasion::Meeting(meeting.id),
        group: meeting.group,
        kind: meeting.kind,
        title: meeting.title.clone(),
        starts_at: meeting.starts_at,
        minutes: meeting.minutes,
        state: meeting.state.clone(),
        place: meeting.place.clone(),
    }
}

fn is_current(upcoming: &Upcoming, now: Instant) -> bool {
    let ends_at = upcoming.starts_at.plus_seconds(i64::from(upcoming.minutes) * 60 + LINGERS_SECONDS);
    match upcoming.state {
        MeetingState::Open => true,
        MeetingState::Closed => false,
        _ => ends_at > now,
    }
}

/// The next `n` meetings of a group, open ones first, then by start; moved, skipped and cancelled ones stand where they are now.
#[must_use]
pub fn upcoming(workspace: &Workspace, calendar: &dyn Calendar, group: GroupId, now: Instant, n: usize) -> Vec<Upcoming> {
    let mut found = Vec::new();
    for days in [14, 62, 400] {
        let until = now.plus_seconds(days * DAY_SECONDS);
        found = upcoming_until(workspace, calendar, group, now, until);
        if found.iter().filter(|u| u.starts_at < until).count() >= n {
            break;
        }
    }
    found.truncate(n);
    found
}

/// The same until a moment, and those with a number after it.
#[must_use]
pub fn upcoming_until(workspace: &Workspace, calendar: &dyn Calendar, group: GroupId, now: Instant, until: Instant) -> Vec<Upcoming> {
    let of_group = |series: &&Arc<Series>| series.of == SeriesOf::Group(group) && series.kind != MeetingKind::Other;
    let yesterday = now.plus_seconds(-DAY_SECONDS);
    let without = workspace.series.iter().filter(of_group).flat_map(|series| unnumbered(workspace, calendar, series, yesterday, until));
    let with_number = workspace.meetings.iter().filter(|m| m.group == group).map(|m| numbered(m));
    let mut found: Vec<Upcoming> = with_number.chain(without).filter(|u| is_current(u, now)).collect();
    found.sort_by_key(|u| (u.state != MeetingState::Open, u.starts_at));
    found
}

/// The group's Scrum of Scrums that is open or comes next.
#[must_use]
pub fn next_meeting(workspace: &Workspace, calendar: &dyn Calendar, group: GroupId, now: Instant) -> Option<Upcoming> {
    next_of_kind(workspace, calendar, group, MeetingKind::ScrumOfScrums, now)
}

/// The group's meeting of a kind that is open or comes next.
#[must_use]
pub fn next_of_kind(workspace: &Workspace, calendar: &dyn Calendar, group: GroupId, kind: MeetingKind, now: Instant) -> Option<Upcoming> {
    [8, 32, 128].into_iter().find_map(|n| upcoming(workspace, calendar, group, now, n).into_iter().find(|u| u.kind == kind && u.is_on()))
}

/// The group's Scrum of Scrums that closed last.
#[must_use]
pub fn last_closed(workspace: &Workspace, group: GroupId) -> Option<&Arc<Meeting>> {
    closed(workspace, group).max_by_key(|m| m.closed_at)
}

/// The group's closed Scrums of Scrums, as numbered.
pub fn closed(workspace: &Workspace, group: GroupId) -> impl DoubleEndedIterator<Item = &Arc<Meeting>> {
    let is = move |m: &&Arc<Meeting>| m.group == group && m.kind == MeetingKind::ScrumOfScrums && m.state == MeetingState::Closed;
    workspace.meetings.iter().filter(is)
}

/// The group's Scrum of Scrums that closed last before that moment.
#[must_use]
pub fn closed_before(workspace: &Workspace, group: GroupId, at: Instant) -> Option<&Arc<Meeting>> {
    closed(workspace, group).filter(|m| m.closed_at.is_some_and(|closed| closed < at)).max_by_key(|m| m.closed_at)
}

/// The living series of a group or team, those of kind "other" included.
pub fn series_of(workspace: &Workspace, of: SeriesOf, today: Date) -> impl Iterator<Item = &Arc<Series>> {
    workspace.series.iter().filter(move |series| series.of == of && !series.has_ended(today))
}

/// Why a group's meetings may hurt: sentences, none when all is well. Nothing is refused for it.
#[must_use]
pub fn advice(workspace: &Workspace, calendar: &dyn Calendar, group: GroupId, now: Instant) -> Vec<String> {
    let Some(of_group) = workspace.group(group) else { return Vec::new() };
    let today = calendar.local(now, &of_group.zone).date();
    let mut sentences = Vec::new();
    let mut days: imbl::OrdMap<Date, u32> = imbl::OrdMap::new();
    for series in series_of(workspace, SeriesOf::Group(group), today).filter(|s| s.kind == MeetingKind::ScrumOfScrums) {
        if let Some(minutes) = series.schedules.values().next_back().map(|s| s.minutes).filter(|minutes| *minutes > 30) {
            let title = &series.title;
            sentences.push(format!(
                "“{title}” takes {minutes} minutes. Beyond 30 people stop listening; 15 are enough when only what needs others is talked about."
            ));
        }
        for start in occurrences(workspace, calendar, series, now, now.plus_seconds(14 * DAY_SECONDS)) {
            *days.entry(start.local.date()).or_insert(0) += 1;
        }
    }
    if days.values().any(|count| *count > 1) {
        sentences
            .push("This group meets more than once a day. Between two meetings little can change; once a day is the most that helps.".to_owned());
    }
    let seats = of_group.seats.len();
    if seats > 9 {
        sentences.push(format!("This group has {seats} seats. With more than nine a round takes long and few speak; three to five work best. Consider groups within the group."));
    }
    sentences
}

/// The moments at which a series of a calendar starts, with its title: for calendars, where kind "other" shows as well.
#[must_use]
pub fn in_calendar(workspace: &Workspace, calendar: &dyn Calendar, of: SeriesOf, from: Instant, until: Instant) -> Vec<(SeriesId, Start)> {
    let own = workspace.series.iter().filter(|series| series.of == of);
    let mut all: Vec<_> =
        own.flat_map(|series| occurrences(workspace, calendar, series, from, until).into_iter().map(|start| (series.id, start))).collect();
    all.sort_by_key(|(id, start)| (start.at, *id));
    all
}
