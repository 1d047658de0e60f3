//! What a form says of the state it was made from, so that it is refused if its thing changed meanwhile.

use rowlock_engine::plain::Timeline;
use std::str::FromStr;

/// A version at which a thing was shown, and the history it belongs to: after a repair or a restore the same number is another
/// state. Written as `VERSION-TIMELINE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The version.
    pub version: u64,
    /// The history.
    pub timeline: Timeline,
}

impl Shown {
    /// What cannot be read belongs to no history.
    pub const NOWHERE: Self = Self { version: u64::MAX, timeline: Timeline(0) };

    /// The version in the history of now; one of a foreign history fits nothing there.
    #[must_use]
    pub fn in_history(self, timeline: Timeline) -> u64 {
        if self.timeline == timeline { self.version } else { u64::MAX }
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.version, self.timeline)
    }
}

impl FromStr for Shown {
    type Err = ();

    fn from_str(written: &str) -> Result<Self, ()> {
        let (version, timeline) = written.split_once('-').ok_or(())?;
        Ok(Self { version: version.parse().map_err(drop)?, timeline: timeline.parse().map_err(drop)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_another_history_fits_nothing() {
        let (now, before) = (Timeline(7), Timeline(8));
        let shown: Shown = Shown { version: 41, timeline: now }.to_string().parse().unwrap();
        assert_eq!(shown.in_history(now), 41);
        assert_eq!(shown.in_history(before), u64::MAX);
        assert!("41".parse::<Shown>().is_err() && "x-y".parse::<Shown>().is_err());
    }
}
