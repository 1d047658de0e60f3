//! An agenda of 200 topics in 30 minutes, packed exactly.

use super::timed;
use rowlock_analysis::agenda::pack::{Weighed, pack};

/// Packed at once, so that the clock can be read.
const MANY: usize = 1_000;

pub fn measure() {
    let mut state = 1_u64;
    let mut next = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let topics: Vec<Weighed> = (0..200).map(|_| Weighed { minutes: next(10) as u32 + 1, value: next(2_000) as f64 / 10.0 }).collect();
    timed("agenda, 1,000 times 200 topics in 30 minutes (one in µs = these ms)", 5, || {
        (0..MANY).map(|_| pack(std::hint::black_box(&topics), 30).len()).sum::<usize>()
    });
}
