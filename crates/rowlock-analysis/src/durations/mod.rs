//! How long things take until they are owned, resolved, closed: open ones count up to their age instead of being left out.
//!
//! The curve is that of Kaplan and Meier (1958), with delayed entry; where more than 5 % end in another way than the one
//! asked about, the cumulative incidence of Aalen and Johansen (1978), because counting those as "still open" would bias it.
//! The band is the 95 % log-log band (Klein & Moeschberger, Survival Analysis, ch. 4; R's `conf.type = "log-log"`), the
//! percentile is the first time, its band where the band crosses (Brookmeyer & Crowley 1982).
//! Not here: reading a workspace (`model::impediments`) and drawing (`rowlock-web`).

mod ageing;
mod answer;
pub mod cases;
mod compare;
mod curve;
mod percentile;
mod population;
pub mod read;
mod strata;
mod summary;
pub mod words;

pub use ageing::AgeUnknown;
pub use answer::{Aged, Answer, Kind, Point, answer, at_this_age};
pub use compare::{Difference, compare};
pub use curve::{Curve, Method, Step};
pub use percentile::Percentile;
pub use population::Population;
pub use strata::{Stratum, by_label};
pub use summary::{Summary, Wording, summarise};

/// Below this many endings there is no percentile: the items are listed instead.
pub const FEWEST_ENDINGS: usize = 5;
/// Below this many endings the history is little.
pub const ENOUGH_ENDINGS: usize = 10;

/// How something ended, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Not yet: it is at least as old as its days say.
    Open,
    /// What is asked about happened.
    Resolved,
    /// It ended in another way: taken back, a duplicate.
    Withdrawn,
}

/// One thing, observed from an age to an age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    entered_days: f64,
    days: f64,
    ending: Ending,
}

impl Span {
    /// A thing seen from its beginning on.
    ///
    /// `None` where the days are negative or no number: it ended before it began.
    #[must_use]
    pub fn new(days: f64, ending: Ending) -> Option<Self> {
        Self::entering(0.0, days, ending)
    }

    /// A thing that came under observation at an age (delayed entry): it was open when the window began or the import ran.
    ///
    /// `None` where the days are no number, negative, or not later than a late entry.
    #[must_use]
    pub fn entering(entered_days: f64, days: f64, ending: Ending) -> Option<Self> {
        let sound = days.is_finite() && entered_days.is_finite() && entered_days >= 0.0 && days >= 0.0;
        let seen = entered_days == 0.0 || entered_days < days;
        // −0.0 becomes 0.0, so that both stand at the same age.
        (sound && seen).then_some(Self { entered_days: entered_days + 0.0, days: days + 0.0, ending })
    }

    /// The age at its end, or up to which it was seen.
    #[must_use]
    pub fn days(&self) -> f64 {
        self.days
    }

    /// How it ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        self.ending
    }
}
