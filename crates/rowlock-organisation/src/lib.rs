//! The organisation file: its format, what is wrong in one, and what applying it changes.
//!
//! Pure: texts come in, problems, plans and commands go out. Reading files, the record of the file applied last and the
//! database live in the binary; what commands do lives in `rowlock-domain`.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod check;
pub mod compare;
pub mod entry;
pub mod file;
mod handshake;
mod position;
pub mod problem;
mod read;
pub mod schema;
mod sprint;
pub mod translate;

pub use compare::{Applied, Options, Plan, Present, PresentState, compare};
pub use entry::{Fields, Noun};
pub use file::File;
pub use problem::{Place, Problem};
pub use read::{Document, read, to_yaml};
pub use translate::{Application, Profile, Standing, plan};
