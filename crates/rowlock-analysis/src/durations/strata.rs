//! One curve per kind: only where each kind has enough endings of its own.

use super::{Curve, ENOUGH_ENDINGS, Ending, Span};
use std::collections::BTreeMap;

/// The spans of one label.
#[derive(Clone, Debug)]
pub struct Stratum {
    /// Its label.
    pub label: String,
    /// Its spans.
    pub spans: Vec<Span>,
    /// Its curve; `None` with fewer than ten endings.
    pub curve: Option<Curve>,
}

/// Splits by label, most spans first, then by label.
#[must_use]
pub fn by_label<'a>(spans: impl Iterator<Item = (&'a str, Span)>) -> Vec<Stratum> {
    let mut found: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (label, span) in spans {
        found.entry(label).or_default().push(span);
    }
    let mut strata: Vec<Stratum> = found
        .into_iter()
        .map(|(label, spans)| {
            let endings = spans.iter().filter(|span| span.ending() == Ending::Resolved).count();
            let curve = (endings >= ENOUGH_ENDINGS).then(|| Curve::fit(&spans));
            Stratum { label: label.to_owned(), spans, curve }
        })
        .collect();
    strata.sort_by_key(|stratum| std::cmp::Reverse(stratum.spans.len()));
    strata
}
