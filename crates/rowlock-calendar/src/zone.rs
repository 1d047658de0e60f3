//! Wall clocks and moments, by jiff's bundled zone data: the same answer on every machine.

use jiff::{
    Timestamp,
    tz::{TimeZone, TimeZoneDatabase},
};
use rowlock_domain::{DateTime, Instant, Zone};
use std::{cell::RefCell, sync::LazyLock};

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// The longest name of a zone is far shorter; what is longer is not looked up.
const LONGEST_NAME: usize = 64;

thread_local! {
    /// The zone found last: whoever reads a list asks for the same one for each row.
    static LAST: RefCell<Option<(Zone, TimeZone)>> = const { RefCell::new(None) };
}

/// The zone of that name.
pub(crate) fn find(zone: &Zone) -> Option<TimeZone> {
    LAST.with_borrow_mut(|last| {
        if last.as_ref().is_none_or(|(known, _)| known != zone) {
            *last = Some((zone.clone(), look_up(zone)?));
        }
        last.as_ref().map(|(_, found)| found.clone())
    })
}

fn look_up(zone: &Zone) -> Option<TimeZone> {
    let name = zone.as_str();
    if name.len() > LONGEST_NAME || name == "Etc/Unknown" || name == "Factory" {
        return None;
    }
    DATABASE.get(name).ok()
}

/// The wall clock at that moment; UTC in an unknown zone.
pub(crate) fn local(at: Instant, zone: &Zone) -> DateTime {
    let edge = if at.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    let timestamp = Timestamp::from_millisecond(at.0).unwrap_or(edge);
    find(zone).unwrap_or(TimeZone::UTC).to_datetime(timestamp)
}

/// The moment of that wall clock: in a gap the offset before it counts (so the later reading), in a fold the first passing.
pub(crate) fn instant(local: DateTime, zone: &Zone) -> Instant {
    let edge = if local.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    let found = find(zone).unwrap_or(TimeZone::UTC).to_ambiguous_timestamp(local).compatible();
    Instant(found.unwrap_or(edge).as_millisecond())
}
