//! Charts as SVG made on the server: a file per chart, plain numbers and labels in, one drawing out.
//!
//! Every drawing is `svg[role=img]` whose label is its finding; shapes are SVG attributes and classes of
//! `front/css/components/chart.css`, never inline styles. Every chart also gives its figures as a table
//! ([`Figures`]) for those who cannot see it, and [`alone()`] turns a drawing into a file of its own.
//! What comes in may be anything: values that are no numbers are drawn as 0, those outside are cut off.
//! What a chart means (which percentile, which sentence) is the caller's business.

pub mod ageing;
mod alone;
pub mod axis;
pub mod bars;
pub mod burnup;
pub mod calibration;
pub mod curve;
mod figures;
pub mod flow;
pub mod histogram;
pub mod matrix;
mod plot;
pub mod survival;
pub mod tornado;
pub mod trend;

#[cfg(test)]
mod samples;

pub use ageing::Ageing;
pub use alone::alone;
pub use axis::Tick;
pub use bars::Bars;
pub use burnup::BurnUp;
pub use calibration::Calibration;
pub use curve::{Curve, Mini};
pub use figures::{Figures, figure};
pub use flow::Flow;
pub use histogram::Histogram;
pub use matrix::Matrix;
pub use survival::Survival;
pub use tornado::Tornado;
pub use trend::Trend;
