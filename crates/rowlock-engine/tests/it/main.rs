//! The engine over real stores: one writer, group commit, readers, notices, the past, the clock, mails.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod mails;
mod past;
mod servers;
mod support;
mod time;
mod writing;
