//! "As of": date, time and zone of what a figure was computed from, in one form everywhere; and pages of a past moment.
//!
//! `?at=` names that moment: as a version (where an event is meant), or as a minute in UTC (where somebody asked for one).

use crate::error::WebError;
use crate::ui::field::hidden;
use crate::ui::format;
use crate::view::View;
use axum::http::StatusCode;
use maud::{Markup, html};
use rowlock_domain::{Date, Instant, Workspace, Zone};

/// A past moment that a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PastMoment {
    /// The last version by then.
    pub version: u64,
    /// The minute asked for, where it was not a version.
    pub asked_at: Option<Instant>,
}

impl PastMoment {
    /// Reads the value of `?at=`; what lies ahead means now.
    pub(crate) fn read(written: &str, model: &Workspace, now: Instant) -> Result<Self, WebError> {
        if let Ok(version) = written.parse() {
            return if (1..=model.version).contains(&version) { Ok(Self { version, asked_at: None }) } else { Err(WebError::NotFound) };
        }
        let minute: jiff::Timestamp = written.parse().map_err(|_| WebError::Bad {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            sentence: "The moment after “at=” is neither a version nor a minute such as 2026-11-26T08:30Z. Choose it on the page What changed."
                .to_owned(),
        })?;
        let asked_at = Instant(minute.as_millisecond()).min(now);
        let version = last_before(model, asked_at.plus_seconds(60));
        if version == 0 { Err(WebError::NotFound) } else { Ok(Self { version, asked_at: Some(asked_at) }) }
    }
}

/// A minute as `?at=` names it.
pub(crate) fn minute(at: Instant) -> String {
    jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().strftime("%Y-%m-%dT%H:%MZ").to_string()
}

/// The last version recorded before a moment (events are in order of time).
pub(crate) fn last_before(model: &Workspace, at: Instant) -> u64 {
    let journal = &model.journal;
    let (mut low, mut high) = (0, journal.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if journal[middle].stamp.at < at { low = middle + 1 } else { high = middle }
    }
    low as u64
}

impl View {
    /// "24 Nov 2026, 09:12, Europe/Berlin".
    #[must_use]
    pub fn as_of(&self, at: Instant, zone: &Zone) -> String {
        let local = self.local(at, zone);
        format!("{}, {}, {zone}", local.date().strftime("%-d %b %Y"), format::time_of_day(local.time()))
    }

    /// What `?at=` says of the past moment that is shown; nothing where the present is.
    #[must_use]
    pub fn at(&self) -> Option<String> {
        self.is_past.then(|| self.asked_at.map_or_else(|| self.model.version.to_string(), minute))
    }

    /// The hidden field with which a form for reading stays at that moment.
    #[must_use]
    pub fn at_field(&self) -> Markup {
        html! { @if let Some(at) = self.at() { (hidden("at", &at)) } }
    }

    /// "Tuesday 24 November 2026 09:00", and where that is another minute: when the last change before it came.
    pub(crate) fn moment_words(&self, zone: &Zone) -> (String, String) {
        let (then, changed) = (self.local(self.now, zone), self.local(self.model.at, zone));
        let words = format!("{} {}", format::long_day(then.date()), format::time_of_day(then.time()));
        let is_same = self.asked_at.is_none() || minute(self.now) == minute(self.model.at);
        let time = format::time_of_day(changed.time());
        let before = match changed.date() {
            _ if is_same => String::new(),
            date if date == then.date() => format!(" The last change before it came at {time}."),
            date => format!(" The last change before it came on {} {time}.", format::day(date, then.date())),
        };
        (words, before)
    }

    /// The same for what looks ahead from the beginning of a day.
    #[must_use]
    pub fn as_of_morning(&self, day: Date, zone: &Zone) -> String {
        self.as_of(self.site.engine.calendar().instant(day.at(0, 0, 0, 0), zone), zone)
    }
}
