//! From an occasion to a numbered meeting: the first command that concerns an occurrence gives it its number.

use crate::{
    Act, Apply, Context, DateTime, Decide, Event, GroupId, Instant, MeetingId, Refusal, SeriesId, Workspace,
    meeting::{Meeting, Occasion, command::NumberOccurrence, event::MeetingPlanned, refusal},
    series::{
        MeetingKind, Series, SeriesOf,
        query::{closing_on, displaced, is_occurrence},
    },
};
use std::sync::Arc;

/// An occurrence further ahead gets no number.
const FURTHEST_SECONDS: i64 = 400 * 86_400;

/// The group that meets on an occasion.
///
/// # Errors
/// [`Refusal::Unknown`] when there is no such meeting or series, or the series is a team's.
pub fn group_of(workspace: &Workspace, occasion: Occasion) -> Result<GroupId, Refusal> {
    match occasion {
        Occasion::Meeting(id) => workspace.meeting(id).map(|m| m.group),
        Occasion::Occurrence(id, _) => workspace.series_of(id).and_then(|s| match s.of {
            SeriesOf::Group(group) => Some(group),
            SeriesOf::Team(_) => None,
        }),
    }
    .ok_or(Refusal::Unknown)
}

/// The meeting of an occasion, and the event that gives it its number if it had none.
///
/// # Errors
/// When there is no such meeting, the series does not happen then, or only shows in calendars.
pub fn resolve(context: &Context<'_>, occasion: Occasion) -> Result<(MeetingId, Vec<Event>), Refusal> {
    let workspace = context.workspace;
    match occasion {
        Occasion::Meeting(id) => workspace.meeting(id).map(|m| (m.id, vec![])).ok_or(Refusal::Unknown),
        Occasion::Occurrence(series, local) => {
            if let Some(id) = workspace.occurrences.get(&(series, local)) {
                return Ok((*id, vec![]));
            }
            number(context, series, local)
        }
    }
}

/// The meeting of an occasion as it will stand once numbered, with the event that numbers it.
pub(super) fn meeting_on(context: &Context<'_>, occasion: Occasion) -> Result<(Arc<Meeting>, Vec<Event>), Refusal> {
    let (id, events) = resolve(context, occasion)?;
    if events.is_empty() {
        return context.workspace.meeting(id).map(|m| (Arc::clone(m), events)).ok_or(Refusal::Unknown);
    }
    let mut working = context.workspace.clone();
    for event in &events {
        event.apply(&mut working, &context.stamp(context.workspace.version + 1));
    }
    working.meeting(id).map(|m| (Arc::clone(m), events)).ok_or(Refusal::Unknown)
}

fn number(context: &Context<'_>, id: SeriesId, local: DateTime) -> Result<(MeetingId, Vec<Event>), Refusal> {
    let workspace = context.workspace;
    let series = workspace.series_of(id).ok_or(Refusal::Unknown)?;
    let SeriesOf::Group(group) = series.of else { return Err(refusal::OnlyInCalendars(series.title.as_str())) };
    if series.kind == MeetingKind::Other {
        return Err(refusal::OnlyInCalendars(series.title.as_str()));
    }
    let schedule = series.schedule_on(local.date()).filter(|_| is_occurrence(context.calendar, series, local));
    let Some(schedule) = schedule else {
        return Err(refusal::NoSuchOccurrence(series.title.as_str(), &format!("{} at {:02}:{:02}", local.date(), local.hour(), local.minute())));
    };
    if let Some(instead) = displaced(workspace, context.calendar, series, local.date()) {
        return Ok((instead, vec![]));
    }
    if let Some(days) = closing_on(workspace, group, local.date()) {
        let why = if days.why.is_empty() { String::new() } else { format!(" ({})", days.why) };
        return Err(refusal::ClosingDay(local.date(), &why));
    }
    let starts_at = context.calendar.instant(local, &schedule.recurrence.zone);
    if starts_at > context.now.plus_seconds(FURTHEST_SECONDS) {
        return Err(refusal::OccurrenceTooFar());
    }
    let planned = planned(workspace.next_meeting(), series, group, (local, starts_at, schedule.minutes));
    Ok((planned.meeting, vec![planned.into()]))
}

fn planned(meeting: MeetingId, series: &Series, group: GroupId, (local, starts_at, minutes): (DateTime, Instant, u32)) -> MeetingPlanned {
    MeetingPlanned {
        meeting,
        group,
        kind: series.kind,
        occurrence: Some((series.id, local)),
        title: series.title.clone(),
        starts_at,
        minutes,
        place: series.whereabouts(),
        about: None,
        people: vec![],
    }
}

impl Decide for NumberOccurrence {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        group_of(workspace, self.occasion).map(|_| Act::Join)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        resolve(context, self.occasion).map(|(_, events)| events)
    }
}
