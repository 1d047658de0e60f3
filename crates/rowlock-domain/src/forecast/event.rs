//! What happened to forecasts.

use super::Foretold;
use crate::{Date, GroupId, macros::events, workspace::Measure};

events! {
    /// What was forecast about goals was kept: as of a day, computed from the log up to a version with so many futures.
    ForecastPublished {
        group: GroupId,
        as_of: Date,
        from_version: u64,
        futures: u32,
        goals: Vec<Foretold>,
        /// By what it counted how long impediments last; not written where by elapsed days, as it was before there was a choice.
        #[serde(default, skip_serializing_if = "Measure::is_elapsed")]
        measure: Measure,
    }
}
