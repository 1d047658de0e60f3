//! Rules of series: a readable recurrence, a sensible time box, changes only from today on.
//! More than 30 minutes or more than one a day is allowed, with advice (`query::advice`).

use super::{
    MeetingKind, Schedule, Series, SeriesOf,
    command::{EndSeries, PlaceSeries, RescheduleSeries, RetitleSeries, SetSeries, SetSeriesKind},
    event, refusal,
};
use crate::{
    Act, Context, Date, Decide, Event, Refusal, SeriesId, Text, Workspace,
    meeting::{MeetingState, event::MeetingCancelled},
};

/// Longest time box of a meeting, in minutes.
pub(crate) const LONGEST_MINUTES: u32 = 480;

fn act_for(of: SeriesOf) -> Act {
    match of {
        SeriesOf::Group(group) => Act::Lead(group),
        SeriesOf::Team(team) => Act::ForTeam(team),
    }
}

fn act_on(workspace: &Workspace, series: SeriesId) -> Result<Act, Refusal> {
    workspace.series_of(series).map(|s| act_for(s.of)).ok_or(Refusal::Unknown)
}

fn series_in<'a>(context: &Context<'a>, id: SeriesId) -> Result<&'a Series, Refusal> {
    context.workspace.series_of(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

pub(crate) fn check_minutes(minutes: u32) -> Result<(), Refusal> {
    if (1..=LONGEST_MINUTES).contains(&minutes) { Ok(()) } else { Err(refusal::MinutesOutOfBounds(minutes)) }
}

fn check_schedule(context: &Context<'_>, schedule: &Schedule) -> Result<(), Refusal> {
    check_minutes(schedule.minutes)?;
    let recurrence = &schedule.recurrence;
    if !context.calendar.knows_zone(&recurrence.zone) {
        return Err(refusal::ZoneUnknown(recurrence.zone.to_string()));
    }
    context.calendar.check(recurrence).map_err(refusal::RecurrenceUnreadable)
}

fn check_link(link: &Text) -> Result<(), Refusal> {
    let written = link.as_str().to_ascii_lowercase();
    if written.is_empty() || written.starts_with("https://") || written.starts_with("http://") { Ok(()) } else { Err(refusal::LinkNotWeb()) }
}

fn check_kind(of: SeriesOf, kind: MeetingKind) -> Result<(), Refusal> {
    match (of, kind) {
        (_, MeetingKind::FollowUp) => Err(refusal::KindDoesNotRecur()),
        (SeriesOf::Team(_), MeetingKind::Other) | (SeriesOf::Group(_), _) => Ok(()),
        (SeriesOf::Team(_), _) => Err(refusal::TeamSeriesOnlyInCalendars()),
    }
}

fn check_owner(workspace: &Workspace, of: SeriesOf) -> Result<(), Refusal> {
    let (name, archived) = match of {
        SeriesOf::Group(group) => workspace.group(group).map(|g| (&g.name, g.archived_at)),
        SeriesOf::Team(team) => workspace.team(team).map(|t| (&t.name, t.archived_at)),
    }
    .ok_or(Refusal::Unknown)?;
    if archived.is_some() { Err(refusal::OwnerArchived(name.as_str())) } else { Ok(()) }
}

/// Today where the series happens.
fn today(context: &Context<'_>, series: &Series) -> Date {
    let zone = series.schedules.values().next_back().map_or(&context.workspace.zone, |schedule| &schedule.recurrence.zone);
    context.today(zone)
}

fn still_on(context: &Context<'_>, series: &Series) -> Result<(), Refusal> {
    match series.ended_on {
        Some(on) if on <= today(context, series) => Err(refusal::SeriesEnded(series.title.as_str(), on)),
        _ => Ok(()),
    }
}

impl Decide for SetSeries {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        match self.of {
            SeriesOf::Group(group) => workspace.group(group).map(drop),
            SeriesOf::Team(team) => workspace.team(team).map(drop),
        }
        .map(|()| act_for(self.of))
        .ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_owner(context.workspace, self.of)?;
        check_kind(self.of, self.kind)?;
        check_schedule(context, &self.schedule)?;
        check_link(&self.link)?;
        let Self { of, title, kind, schedule, place, link, origin } = self.clone();
        Ok(vec![event::SeriesSet { series: context.workspace.next_series(), of, title, kind, schedule, place, link, origin }.into()])
    }
}

impl Decide for RescheduleSeries {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.series)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let series = series_in(context, self.series)?;
        still_on(context, series)?;
        check_schedule(context, &self.schedule)?;
        let changes_later = series.schedules.range(self.from..).any(|(_, later)| *later != self.schedule);
        if series.schedule_on(self.from) == Some(&self.schedule) && !changes_later {
            return Ok(vec![]);
        }
        let today = today(context, series);
        if self.from < today {
            return Err(refusal::DayHasPassed(today));
        }
        Ok(vec![event::SeriesRescheduled { series: series.id, from: self.from, schedule: self.schedule.clone() }.into()])
    }
}

impl Decide for RetitleSeries {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.series)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let series = series_in(context, self.series)?;
        if series.title == self.title {
            return Ok(vec![]);
        }
        Ok(vec![event::SeriesRetitled { series: series.id, title: self.title.clone() }.into()])
    }
}

impl Decide for SetSeriesKind {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.series)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let series = series_in(context, self.series)?;
        check_kind(series.of, self.kind)?;
        if series.kind == self.kind {
            return Ok(vec![]);
        }
        Ok(vec![event::SeriesKindSet { series: series.id, kind: self.kind }.into()])
    }
}

impl Decide for PlaceSeries {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.series)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let series = series_in(context, self.series)?;
        check_link(&self.link)?;
        if series.place == self.place && series.link == self.link {
            return Ok(vec![]);
        }
        Ok(vec![event::SeriesPlaced { series: series.id, place: self.place.clone(), link: self.link.clone() }.into()])
    }
}

impl Decide for EndSeries {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.series)
    }

    /// Ends it and calls off its numbered meetings from that day on, so that nobody waits for them.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let series = series_in(context, self.series)?;
        if series.ended_on == Some(self.on) {
            return Ok(vec![]);
        }
        still_on(context, series)?;
        let today = today(context, series);
        if self.on < today {
            return Err(refusal::DayHasPassed(today));
        }
        let mut events: Vec<Event> = vec![event::SeriesEnded { series: series.id, on: self.on }.into()];
        let why = Text::optional("The series has ended.").unwrap_or_default();
        let from = (series.id, self.on.to_datetime(crate::time::Time::midnight()));
        let until = (series.id, crate::DateTime::MAX);
        for id in context.workspace.occurrences.range(from..=until).map(|(_, id)| *id) {
            if context.workspace.meeting(id).is_some_and(|m| m.state == MeetingState::Planned) {
                events.push(MeetingCancelled { meeting: id, why: why.clone() }.into());
            }
        }
        Ok(events)
    }
}
