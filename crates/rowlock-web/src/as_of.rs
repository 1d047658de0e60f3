//! "As of": date, time and zone of what a figure was computed from, in one form everywhere.

use crate::ui::format;
use crate::view::View;
use rowlock_domain::{Date, Instant, Zone};

impl View {
    /// "24 Nov 2026, 09:12, Europe/Berlin".
    #[must_use]
    pub fn as_of(&self, at: Instant, zone: &Zone) -> String {
        let local = self.local(at, zone);
        format!("{}, {}, {zone}", local.date().strftime("%-d %b %Y"), format::time_of_day(local.time()))
    }

    /// The same for what looks ahead from the beginning of a day.
    #[must_use]
    pub fn as_of_morning(&self, day: Date, zone: &Zone) -> String {
        self.as_of(self.site.engine.calendar().instant(day.at(0, 0, 0, 0), zone), zone)
    }
}
