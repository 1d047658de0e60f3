//! The checker's own tests: it passes sound histories, finds every kind of anomaly, and judges small histories as stateright does.
#![allow(clippy::unwrap_used)]

mod anomalies;
mod linear;
mod make;
