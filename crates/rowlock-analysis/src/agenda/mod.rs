//! The agenda: which topics are worth the meeting's minutes.
//!
//! `pack.rs` fills the box exactly, `value.rs` says what a topic is worth, `plan.rs` joins both with the rules that
//! stand above the value and says what was left out. Reading topics from a workspace: `model/agenda.rs`.

pub mod cases;
pub mod file;
pub mod pack;
pub mod plan;
pub mod value;
