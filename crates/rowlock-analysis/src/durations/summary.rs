//! A curve in words and a few numbers: what page, command and program show.

use super::{Curve, ENOUGH_ENDINGS, Ending, FEWEST_ENDINGS, Method, Percentile, Span, words};
use crate::{Basis, Status};
use rowlock_domain::workspace::Measure;
use serde::Serialize;

/// What is measured, for sentences.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// "impediments".
    pub things: &'a str,
    /// "have an owner", "are resolved": what half of them do after so many days.
    pub happens: &'a str,
    /// "owned", "resolved": what happened to one.
    pub happened: &'a str,
    /// By what the days are counted.
    pub measure: Measure,
}

impl Wording<'_> {
    /// The same words for days counted by another measure.
    #[must_use]
    pub fn by(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }
}

/// How long things took.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Whether there is enough history.
    pub status: Status,
    /// In one sentence.
    pub headline: String,
    /// All things looked at.
    pub items: usize,
    /// Those to which it happened.
    pub resolved: usize,
    /// Those that ended otherwise.
    pub withdrawn: usize,
    /// Those still open.
    pub open: usize,
    /// How the curve was made.
    pub method: Method,
    /// By what all days here are counted.
    pub measure: Measure,
    /// 25, 50, 75, 85 and 95 %; empty with fewer than five endings.
    pub percentiles: Vec<Percentile>,
    /// Age of the oldest open one.
    pub oldest_open_days: Option<f64>,
    /// Mean of the resolved ones only: for comparison, it misleads.
    pub mean_of_resolved_days: Option<f64>,
    /// From what it was made.
    pub basis: Basis,
}

const SHARES: [f64; 5] = [0.25, 0.5, 0.75, 0.85, 0.95];

/// Sums up. `basis` says what was left out before and as of when; history and model are filled in here.
#[must_use]
pub fn summarise(spans: &[Span], curve: &Curve, wording: Wording<'_>, basis: Basis) -> Summary {
    let (resolved, withdrawn, open) = curve.counts();
    let oldest_open_days = spans.iter().filter(|s| s.ending == Ending::Open).map(|s| s.days).reduce(f64::max);
    let took = || spans.iter().filter(|s| s.ending == Ending::Resolved).map(|s| s.days);
    let percentiles = if resolved < FEWEST_ENDINGS { Vec::new() } else { SHARES.map(|share| curve.percentile(share)).to_vec() };
    let facts = Facts { resolved, open, oldest_open_days, wording };
    Summary {
        status: status(resolved, wording),
        headline: facts.headline(curve, took().collect()),
        items: spans.len(),
        resolved,
        withdrawn,
        open,
        method: curve.method(),
        measure: wording.measure,
        percentiles,
        oldest_open_days,
        mean_of_resolved_days: (resolved > 0).then(|| took().sum::<f64>() / resolved as f64),
        basis: Basis { history: history(curve, wording), model: format!("{}; {}", model(curve.method()), wording.measure.in_words()), ..basis },
    }
}

fn status(resolved: usize, wording: Wording<'_>) -> Status {
    match resolved {
        0..FEWEST_ENDINGS => Status::NoForecast(format!("{resolved} {} so far, {FEWEST_ENDINGS} are needed for a figure", wording.happened)),
        FEWEST_ENDINGS..ENOUGH_ENDINGS => Status::LittleHistory,
        _ => Status::Ok,
    }
}

fn history(curve: &Curve, wording: Wording<'_>) -> String {
    let (resolved, withdrawn, open) = curve.counts();
    let all = words::grouped((resolved + withdrawn + open) as u64);
    let otherwise = if withdrawn == 0 { String::new() } else { format!(", {} ended otherwise", words::grouped(withdrawn as u64)) };
    let [resolved, open] = [resolved, open].map(|count| words::grouped(count as u64));
    let things = if all == "1" { one(wording.things) } else { wording.things.to_owned() };
    format!("{all} {things}: {resolved} {}{otherwise}, {open} open", wording.happened)
}

/// One of the things: the word for many without its ending.
fn one(things: &str) -> String {
    let cut = things.strip_suffix("ies").map(|word| format!("{word}y"));
    cut.or_else(|| things.strip_suffix('s').map(str::to_owned)).unwrap_or_else(|| things.to_owned())
}

fn model(method: Method) -> &'static str {
    match method {
        Method::KaplanMeier => "Kaplan–Meier: open ones count up to their age; 95 % log-log band",
        Method::CumulativeIncidence => {
            "Cumulative incidence (Aalen–Johansen), because more than 5 % ended otherwise; open ones count up to their age; 95 % log-log band"
        }
    }
}

struct Facts<'a> {
    resolved: usize,
    open: usize,
    oldest_open_days: Option<f64>,
    wording: Wording<'a>,
}

impl Facts<'_> {
    fn headline(&self, curve: &Curve, mut took: Vec<f64>) -> String {
        let Wording { things, happens, happened, .. } = self.wording;
        let told = |days: f64| self.told(days);
        if self.resolved == 0 && self.open == 0 {
            return format!("There are no {things} to measure yet.");
        }
        if self.resolved == 0 {
            return format!("Nothing {happened} yet; {}.", self.still_open());
        }
        if self.resolved < FEWEST_ENDINGS {
            took.sort_unstable_by(f64::total_cmp);
            return format!(
                "Only {} {happened} so far, after {}; {}. A figure needs {FEWEST_ENDINGS}.",
                self.resolved,
                listed(took.into_iter().map(told)),
                self.still_open()
            );
        }
        let half = curve.half();
        let little = if self.resolved < ENOUGH_ENDINGS { format!(" Little history: {} {happened}.", self.resolved) } else { String::new() };
        let Some(days) = half.days else {
            let at_least = half.low_days.map_or(String::new(), |low| format!("; half will take at least {}", told(low)));
            return format!("More than half are still open{at_least}.{little}");
        };
        let band = match (half.low_days, half.high_days) {
            // As exact as the figure itself: nothing to add.
            (Some(low), Some(high)) if [low, high].map(told) == [told(days), told(days)] => String::new(),
            (Some(low), high) => format!(" (probably {})", words::range(low, high, self.wording.measure)),
            (None, Some(high)) => format!(" (probably at most {})", told(high)),
            (None, None) => String::new(),
        };
        let most = curve.most().days.map_or(String::new(), |most| format!(", 85 % within {}", told(most)));
        format!("Half of the {things} {happens} within {}{band}{most}.{little}", told(days))
    }

    fn told(&self, days: f64) -> String {
        words::days(days, self.wording.measure)
    }

    fn still_open(&self) -> String {
        match (self.open, self.oldest_open_days) {
            (0, _) | (_, None) => "none is open".to_owned(),
            (1, Some(oldest)) => format!("1 open, {} old", self.told(oldest)),
            (open, Some(oldest)) => format!("{open} open, the oldest {}", self.told(oldest)),
        }
    }
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    let texts: Vec<String> = texts.collect();
    match texts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
