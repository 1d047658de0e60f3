//! All pairs of 20,000 alike titles, and one new title, beside scikit-learn's vectors and a plain sparse product, on the anchor's titles.

use super::super::Line;
use super::python::{Python, number};
use super::{beside, ms, speed};
use anyhow::Result;
use std::path::Path;

/// Writes down the titles that the anchor makes: it is run on a few, then asked for all.
const TITLES: &str = r#"
import runpy, sys
script, out = sys.argv[1:3]
sys.argv = [script, "speed", "50"]
titles = runpy.run_path(script)["synth"](20_000)
open(out, "w").write("\n".join(titles) + "\n")
"#;

pub(super) fn measure(python: &Python, folder: &Path) -> Result<Vec<Line>> {
    let file = folder.join("titles.txt");
    let script = python.anchors().join("dup_anchor.py");
    let written = python.lines("The anchor of overlap", TITLES, &[script.as_os_str(), file.as_os_str()])?;
    let anchor = if written.is_some() { python.anchor("dup_anchor.py", &["speed", "20000"], &[])? } else { None };
    let ours = speed("overlap", written.is_some().then_some(file.as_path()))?;
    let mut lines = Vec::new();
    for (kind, line, words, new_ms) in [("words", "word: n=", "words", 1.0), ("grams", "char: n=", "grams of 3 and 4 letters", 3.0)] {
        let of = |what: &str| ours.of(&format!("overlap {kind}, {what}"));
        let (pairs, new) = (of("all pairs")?, of("one new")?);
        let whole = of("normalise")? + of("index")? + pairs;
        let seconds = |before| anchor.as_deref().map(|text| number(text, line, before, "s").map(|seconds| 1_000.0 * seconds)).transpose();
        let python_new = anchor.as_deref().map(|text| number(text, line, "against all:", "ms")).transpose()?;
        lines.push(beside(
            Line::new(format!("all pairs of 20,000 titles from 0.6, {words}"), ms(pairs)),
            pairs,
            seconds("all pairs >=0.6:")?.map(|ms| (ms, "scikit-learn, sparse product")),
            Some(10.0),
        ));
        lines.push(beside(
            Line::new("the same from the bare titles on", ms(whole)),
            whole,
            seconds("total")?.map(|ms| (ms, "scikit-learn, vectors included")),
            None,
        ));
        lines.push(
            beside(Line::new(format!("one new title against them, {words}"), ms(new)), new, python_new.map(|ms| (ms, "scikit-learn")), None)
                .aim(&format!("at most {new_ms} ms"), new <= new_ms),
        );
    }
    let both = ours.of("overlap both, all pairs")?;
    lines.push(Line::new("all pairs from 0.6, words and grams as used", ms(both)));
    Ok(lines)
}
