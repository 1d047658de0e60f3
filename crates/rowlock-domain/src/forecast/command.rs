//! What one can ask of forecasts.

use super::Foretold;
use crate::{Date, GroupId, macros::commands, workspace::Measure};

commands! {
    /// Keep what is forecast now, to be compared later with what came. `from_version` is the version of the log from
    /// which it was computed, `futures` how many were run, `measure` by what it counted how long impediments last.
    PublishForecast { group: GroupId, as_of: Date, from_version: u64, futures: u32, goals: Vec<Foretold>, measure: Measure }
}
