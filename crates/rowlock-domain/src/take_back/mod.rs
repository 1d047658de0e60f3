//! A slip of the hand, taken back within 30 seconds (DOMAIN, what always holds, 6): a compensating event.
//!
//! Only whoever did it, only what can be undone by one event: resolved, delivered, accepted, done. Relays have their own
//! hold (`relay`); what was sent is corrected by a new, dated entry.

pub mod command;
mod decide;
mod refusal;
#[cfg(test)]
mod tests;

pub use decide::{can_take_back, taken_back_until};
