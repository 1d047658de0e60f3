//! An agenda packed exactly beside the same dynamic programme in plain Python.

use super::super::Line;
use super::python::{Python, number};
use super::{beside, ms, speed};
use anyhow::Result;

pub(super) fn measure(python: &Python) -> Result<Vec<Line>> {
    // The example packs a thousand at once.
    let ours = speed("agenda", None)?.of("agenda, 1,000 times")? / 1_000.0;
    let anchor = python.anchor("agenda_anchor.py", &["200", "30"], &[])?;
    let python_ms = anchor.map(|text| number(&text, "topics=200", "median", "ms")).transpose()?;
    let line = Line::new("an agenda of 200 topics packed into 30 minutes", ms(ours));
    Ok(vec![beside(line, ours, python_ms.map(|ms| (ms, "plain Python")), None).aim("at most 20 µs", ours <= 0.02)])
}
