//! Where meetings are found: `/meetings/9` once numbered, `/series/3/2026-11-26` before that
//! (with the time, `2026-11-26T09:30`, where the series meets twice on that day).

use crate::error::WebError;
use crate::view::View;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::series::query::{is_occurrence, occurrences};
use rowlock_domain::series::{MeetingKind, Series, SeriesOf};
use rowlock_domain::time::{Time, plus_days};
use rowlock_domain::{Calendar, Date, DateTime, Instant, MeetingId, SeriesId, Workspace};
use std::collections::HashMap;

/// The parts of an address in braces.
pub(crate) type Parts = HashMap<String, String>;

/// The path of an occasion in its workspace.
pub(crate) fn path_of(model: &Workspace, calendar: &dyn Calendar, occasion: Occasion) -> String {
    match occasion {
        Occasion::Meeting(id) => format!("meetings/{}", id.0),
        Occasion::Occurrence(series, local) => {
            let twice = model.series_of(series).is_some_and(|s| starts_on(model, calendar, s, local.date()).len() > 1);
            let start = if twice { local.strftime("%Y-%m-%dT%H:%M").to_string() } else { local.date().to_string() };
            format!("series/{}/{start}", series.0)
        }
    }
}

/// Whether its meetings are held here: those of a group, and not of another kind.
pub(crate) fn has_pages(series: &Series) -> bool {
    series.kind != MeetingKind::Other && matches!(series.of, SeriesOf::Group(_))
}

fn starts_on(model: &Workspace, calendar: &dyn Calendar, series: &Series, date: Date) -> Vec<DateTime> {
    let Some(zone) = series.schedule_on(date).map(|schedule| &schedule.recurrence.zone) else { return Vec::new() };
    let midnight = |date: Date| -> Instant { calendar.instant(date.to_datetime(Time::midnight()), zone) };
    let found = occurrences(model, calendar, series, midnight(date), midnight(plus_days(date, 1)));
    found.into_iter().map(|start| start.local).collect()
}

/// The meeting's number in an address.
pub(crate) fn number(view: &View, written: &str) -> Result<MeetingId, WebError> {
    let id = written.parse().ok().map(MeetingId).ok_or(WebError::NotFound)?;
    view.model.meeting(id).map(|meeting| meeting.id).ok_or(WebError::NotFound)
}

/// The occasion of an address, numbered or not.
pub(crate) fn occasion(view: &View, parts: &Parts) -> Result<Occasion, WebError> {
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    if parts.contains_key("meeting") {
        return number(view, part("meeting")).map(Occasion::Meeting);
    }
    let series = part("number").parse().ok().map(SeriesId).ok_or(WebError::NotFound)?;
    let series = view.model.series_of(series).ok_or(WebError::NotFound)?;
    if !has_pages(series) {
        return Err(WebError::NotFound);
    }
    on_start(view, series, part("start")).ok_or(WebError::NotFound)
}

fn on_start(view: &View, series: &Series, written: &str) -> Option<Occasion> {
    let calendar = &**view.site.engine.calendar();
    if let Ok(date) = written.parse::<Date>()
        && written.len() == 10
    {
        let (first, last) = (date.to_datetime(Time::midnight()), plus_days(date, 1).to_datetime(Time::midnight()));
        if let Some((_, id)) = view.model.occurrences.range((series.id, first)..(series.id, last)).next() {
            return Some(Occasion::Meeting(*id));
        }
        let local = starts_on(&view.model, calendar, series, date).first().copied()?;
        return Some(Occasion::Occurrence(series.id, local));
    }
    let local = DateTime::strptime("%Y-%m-%dT%H:%M", written).ok()?;
    if let Some(id) = view.model.occurrences.get(&(series.id, local)) {
        return Some(Occasion::Meeting(*id));
    }
    is_occurrence(calendar, series, local).then_some(Occasion::Occurrence(series.id, local))
}
