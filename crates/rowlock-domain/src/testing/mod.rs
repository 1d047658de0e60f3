//! What tests of the domain and of its neighbours share: a plain calendar, stories (given, when, then), golden files, replay,
//! and a generator of random stories.
//!
//! Only built for tests (`cfg(test)` or feature "testing"); it may panic, since a panic is how a test speaks.

mod calendar;
pub mod generator;
mod golden;
mod harbour;
mod refusals;
mod replay;
mod sound;
mod story;

pub use calendar::UtcCalendar;
pub use golden::{golden, golden_path, goldens};
pub use harbour::*;
pub use refusals::assert_each_refusal_shown;
pub use replay::assert_replay;
pub use sound::assert_sound;
pub use story::{Outcome, Story, instant};
