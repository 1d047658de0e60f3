//! The most valuable topics that fit, exactly: 0/1 knapsack by dynamic programming over the minutes (Dantzig 1957;
//! Kellerer, Pferschy & Pisinger, Knapsack Problems, 2004). Filling by value per minute instead loses up to a tenth of the value.

/// A topic as the box sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weighed {
    /// How long it takes, ≥ 1.
    pub minutes: u32,
    /// What talking about it is worth; nothing below or at 0 is chosen.
    pub value: f64,
}

/// The places of the chosen topics, ascending. Of equally valuable choices the one that leaves out later topics, so
/// whoever stands first (is older) stays in. Time and memory (a bit each) grow with topics × minutes of the box.
#[must_use]
pub fn pack(topics: &[Weighed], box_minutes: u32) -> Vec<usize> {
    let wanted: u64 = topics.iter().filter(|topic| topic.value > 0.0).map(|topic| u64::from(topic.minutes)).sum();
    if wanted <= u64::from(box_minutes) {
        return (0..topics.len()).filter(|at| topics[*at].value > 0.0).collect();
    }
    let width = box_minutes as usize + 1;
    let words = width.div_ceil(64);
    let mut best = vec![0.0_f64; width];
    let mut taken = vec![0_u64; topics.len() * words];
    // From the last to the first: the first is decided last, and stays out only for something better.
    for (topic, row) in topics.iter().zip(taken.chunks_exact_mut(words)).rev() {
        let minutes = topic.minutes as usize;
        if topic.value > 0.0 && minutes < width {
            decide(&mut best, row, minutes, topic.value);
        }
    }
    let mut left = box_minutes as usize;
    let mut chosen = Vec::new();
    for (at, (topic, row)) in topics.iter().zip(taken.chunks_exact(words)).enumerate() {
        if row[left / 64] >> (left % 64) & 1 == 1 {
            chosen.push(at);
            left -= topic.minutes as usize;
        }
    }
    chosen
}

/// For every number of minutes: whether the topic is worth its minutes.
fn decide(best: &mut [f64], row: &mut [u64], minutes: usize, value: f64) {
    for left in (minutes..best.len()).rev() {
        let with = best[left - minutes] + value;
        if with >= best[left] {
            best[left] = with;
            row[left / 64] |= 1 << (left % 64);
        }
    }
}
