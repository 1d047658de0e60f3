//! The pure domain of Rowlock: commands become events or a refusal, events fold into the model.
//!
//! Nothing here does I/O, waits, reads a clock, draws a random number, knows a time zone or makes HTML:
//! time, random ids and the [`Calendar`] come in as arguments. Only [`decide`] receives them; [`apply`](Apply) never does.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod macros;

pub mod authorize;
#[cfg(test)]
mod authorize_test;
pub mod calendar;
pub mod checkin;
pub mod command;
pub mod decision;
pub mod dependency;
pub mod due;
pub mod envelope;
pub mod event;
pub mod follow_up;
pub mod forecast;
pub mod goal;
#[cfg(test)]
mod golden_test;
pub mod group;
pub mod heads_up;
pub mod id;
pub mod impediment;
pub mod item;
pub mod meeting;
pub mod moment;
pub mod note;
pub mod person;
pub mod presence;
pub mod ranking;
pub mod refusal;
pub mod relay;
pub mod risk;
pub mod sample;
pub mod scope;
pub mod series;
pub mod take_back;
pub mod team;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod text;
pub mod thing;
pub mod time;
pub mod wording;
pub mod working;
pub mod workspace;

pub use authorize::{Act, authorize};
pub use calendar::Calendar;
pub use command::{Command, Context, Decide, decide, decide_together};
pub use envelope::{Actor, Origin, Recorded, Stamp, Via};
pub use event::{Apply, Event};
pub use id::*;
pub use moment::Moment;
pub use refusal::Refusal;
pub use text::{Text, Title, Zone};
pub use thing::{Member, Thing};
pub use time::{Date, DateTime, Instant};
pub use workspace::Workspace;
