//! The most valuable topics that fit, exactly. The packing itself is the domain's (`meeting::agenda::choose`), so that
//! the agenda that a meeting opens with and the one of a file are packed by the same lines.

use rowlock_domain::meeting::agenda::choose;

/// A topic as the box sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weighed {
    /// How long it takes, ≥ 1.
    pub minutes: u32,
    /// What talking about it is worth; nothing below or at 0 is chosen.
    pub value: f64,
}

/// The places of the chosen topics, ascending; see [`choose::pack`].
#[must_use]
pub fn pack(topics: &[Weighed], box_minutes: u32) -> Vec<usize> {
    let offers: Vec<(u32, f64)> = topics.iter().map(|topic| (topic.minutes, topic.value)).collect();
    choose::pack(&offers, box_minutes)
}
