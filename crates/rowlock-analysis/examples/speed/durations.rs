//! Kaplan–Meier of 100,000 rows with band and percentiles, almost all times distinct and whole days; one event at 10,000.

use crate::timed;
use rowlock_analysis::durations::{Curve, Ending, Population, Span};

/// As the anchor makes them: Weibull times of scale 6 and shape 0.7, uniform censoring up to 40 days.
fn spans(rows: usize, decimals: i32) -> Vec<Span> {
    let mut state = 7_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let scale = 10_f64.powi(decimals);
    let round = |value: f64| (value * scale).round() / scale;
    (0..rows)
        .filter_map(|_| {
            let time = round((-uniform().ln()).powf(1.0 / 0.7) * 6.0 + 0.01);
            let seen = round(uniform() * 40.0 + 0.01);
            Span::new(time.min(seen), if time <= seen { Ending::Resolved } else { Ending::Open })
        })
        .collect()
}

pub fn run() {
    for (decimals, words) in [(4, "distinct times"), (0, "whole days")] {
        let spans = spans(100_000, decimals);
        let distinct = Curve::fit(&spans).steps().len();
        timed(&format!("100,000 rows, {words} ({distinct}), band and percentiles"), 21, || {
            let curve = Curve::fit(&spans);
            [0.25, 0.5, 0.75, 0.85, 0.95].map(|share| curve.percentile(share).days)
        });
    }
    let mut population = Population::default();
    for (at, span) in spans(10_000, 4).iter().enumerate() {
        let began = at as f64 / 100.0;
        population.begin(began);
        if span.ending() == Ending::Resolved {
            population.end(began, began + span.days(), Ending::Resolved);
        }
    }
    let mut now = 1_000.0;
    timed("one event at 10,000 items, new curve with band", 51, || {
        now += 1.0;
        population.begin(now);
        population.end(now, now + 0.5, Ending::Resolved);
        population.curve(now + 0.5).half().days
    });
}
