//! The numbers of Rowlock: how long impediments take, who is late because of whom, how likely a goal hits its
//! date, which topics are worth the meeting's minutes, what looks like the same work.
//!
//! Every function is pure: the same input gives the same bytes, whatever the number of threads. A folder per
//! method works on plain data and says in its first lines where the method comes from; `model` reads that data
//! from a workspace. Every answer carries its [`Basis`] and [`Status`]. Pages, charts and commands live elsewhere.

pub mod agenda;
pub mod basis;
pub mod calibration;
pub mod cases;
pub mod chance;
pub mod durations;
pub mod flow;
pub mod forecast;
mod form;
pub mod model;
pub mod network;
pub mod overlap;
mod place;
pub mod problem;

/// Who hears how far a computation is: so much done, of so much. It may be called from several threads.
pub type Watch<'w> = &'w (dyn Fn(usize, usize) + Sync);

pub use basis::{Basis, LeftOut, Status};
pub use problem::Problem;
