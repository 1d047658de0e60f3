//! Kaplan–Meier of 100,000 rows with band and percentiles beside lifelines' fit alone, which computes no percentile.

use super::super::Line;
use super::python::{Python, number};
use super::{beside, ms, speed};
use anyhow::Result;

/// The anchor's rows and its clock, for a machine where the anchor lacks packages that are not needed for lifelines.
const LIFELINES_ALONE: &str = r#"
import sys, time, numpy as np
from lifelines import KaplanMeierFitter
decimals = int(sys.argv[1])
draw = np.random.default_rng(7)
ends = np.round(draw.weibull(0.7, 100_000) * 6 + 0.01, decimals)
seen = np.round(draw.uniform(0, 40, 100_000) + 0.01, decimals)
def once():
    start = time.perf_counter()
    KaplanMeierFitter().fit(np.minimum(ends, seen), ends <= seen)
    return time.perf_counter() - start
print(f"lifelines KaplanMeierFitter.fit best {1e3 * min(once() for _ in range(5)):.3f} ms")
"#;

pub(super) fn measure(python: &Python) -> Result<Vec<Line>> {
    let ours = speed("durations", None)?;
    let mut lines = Vec::new();
    for (name, words, decimals, at_least) in
        [("100,000 rows, distinct", "almost all times distinct", "4", 6.0), ("100,000 rows, whole", "whole days", "0", 6.0)]
    {
        let own = ours.of(name)?;
        let anchor = lifelines(python, decimals)?;
        let line = Line::new(format!("Kaplan–Meier of 100,000 rows, {words}, band and five percentiles"), ms(own));
        lines.push(beside(line, own, anchor.map(|ms| (ms, "lifelines, fit")), Some(at_least)));
    }
    let event = ours.of("one event at 10,000")?;
    lines.push(Line::new("one event at 10,000 items and the new curve", ms(event)).aim("at most 1 ms", event <= 1.0));
    Ok(lines)
}

fn lifelines(python: &Python, decimals: &str) -> Result<Option<f64>> {
    let text = match python.anchor("km_anchor.py", &["100000", decimals], &[])? {
        Some(text) => Some(text),
        None => python.lines("lifelines alone", LIFELINES_ALONE, &[decimals.as_ref()])?,
    };
    text.map(|text| number(&text, "lifelines KaplanMeierFitter.fit", "best", "ms")).transpose()
}
