//! By what durations of impediments are counted: one choice for the whole workspace, kept with every result.

use crate::macros::words;

words! {
    /// By what durations of impediments are counted.
    Measure {
        /// Nights, weekends and holidays count like any other time.
        ElapsedDays = "elapsed_days",
        /// Only the working hours of the owner's team count; as many as it works in a day are a day.
        WorkingDays = "working_days",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro derives for all sets of words alike")]
impl Default for Measure {
    fn default() -> Self {
        Self::ElapsedDays
    }
}

impl Measure {
    /// Whether days are those of the clock.
    #[must_use]
    pub fn is_elapsed(&self) -> bool {
        *self == Self::ElapsedDays
    }

    /// As it stands with every figure: "in elapsed days", "in working days of the owner's team".
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::ElapsedDays => "in elapsed days",
            Self::WorkingDays => "in working days of the owner's team",
        }
    }

    /// What one of the days is called, alone and among figures.
    #[must_use]
    pub fn day(self) -> &'static str {
        match self {
            Self::ElapsedDays => "day",
            Self::WorkingDays => "working day",
        }
    }
}
