//! The engine over real stores: one writer, group commit, readers, notices, the past, the clock, mails; and all of it simulated.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod clocks;
mod mails;
mod past;
mod servers;
mod simulation;
mod support;
mod time;
mod trouble;
mod waking;
mod writing;
