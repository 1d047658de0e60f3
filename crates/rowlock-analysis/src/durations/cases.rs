//! The `kaplan_meier` kind of known answers: the table with three bands, percentiles, ageing.
//!
//! Besides `time` and `status` (0 open, 1 happened, 2 ended otherwise) a case may have `entry`, the age at which each came
//! under observation. Which percentiles and ages are asked for stands in its `quantiles` and `ageing`.

use super::percentile::NOISE;
use super::{Curve, Ending, Span, Step};
use crate::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Case {
    time: Vec<f64>,
    status: Vec<u8>,
    #[serde(default)]
    entry: Vec<f64>,
    #[serde(default)]
    quantiles: Vec<Asked>,
    #[serde(default)]
    ageing: Vec<Aged>,
}

#[derive(Deserialize)]
struct Asked {
    p: f64,
}

#[derive(Deserialize)]
struct Aged {
    age: f64,
    within: f64,
}

/// Computes one case.
///
/// # Errors
/// Lists of different lengths, a time below 0, a status that is not 0, 1 or 2.
pub fn compute(case: &Value) -> Result<Value, Problem> {
    // The questions may stand beside the input or beside the answers.
    let mut fields = case.as_object().cloned().unwrap_or_default();
    for name in ["quantiles", "ageing"] {
        if let (false, Some(asked)) = (fields.contains_key(name), case["expected"].get(name)) {
            fields.insert(name.to_owned(), asked.clone());
        }
    }
    let mut case: Case = serde_json::from_value(Value::Object(fields))?;
    if case.quantiles.is_empty() {
        case.quantiles = [0.25, 0.5, 0.75, 0.85, 0.95].map(|p| Asked { p }).into();
    }
    let curve = Curve::fit(&spans(&case)?);
    Ok(json!({
        "table": curve.steps().iter().map(row).collect::<Vec<_>>(),
        "quantiles": case.quantiles.iter().map(|asked| quantile(&curve, asked.p)).collect::<Vec<_>>(),
        "ageing": case.ageing.iter().map(|aged| ageing(&curve, aged)).collect::<Vec<_>>(),
    }))
}

fn spans(case: &Case) -> Result<Vec<Span>, Problem> {
    if case.time.len() != case.status.len() || !(case.entry.is_empty() || case.entry.len() == case.time.len()) {
        return Err(Problem::field("time, status", "The lists have different lengths. Give one status (and entry) per time."));
    }
    let entries = case.entry.iter().copied().chain(std::iter::repeat(0.0));
    let spans = case.time.iter().zip(&case.status).zip(entries).enumerate();
    spans
        .map(|(at, ((days, status), entered))| {
            let ending = match status {
                0 => Ending::Open,
                1 => Ending::Resolved,
                2 => Ending::Withdrawn,
                _ => return Err(Problem::field(format!("status[{at}]"), "A status is 0 (open), 1 (happened) or 2 (ended otherwise).")),
            };
            Span::entering(entered, *days, ending)
                .ok_or_else(|| Problem::field(format!("time[{at}]"), "It ends before it begins. A time is 0 or more, and later than its entry."))
        })
        .collect()
}

fn row(step: &Step) -> Value {
    let se = step.standard_error();
    let se_log = se.map(|se| se / step.survival);
    let band = |low: Option<f64>, high: Option<f64>| (low.map(|v| v.max(0.0)), high.map(|v| v.min(1.0)));
    let z = 1.959_963_984_540_054;
    let log = |sign: f64| se_log.map(|se| step.survival * (sign * z * se).exp());
    let plain = |sign: f64| se.map(|se| step.survival + sign * z * se);
    let (lo_log, hi_log) = band(log(-1.0), log(1.0));
    let (lo_plain, hi_plain) = band(plain(-1.0), plain(1.0));
    json!({
        "time": step.days, "n_risk": step.at_risk, "n_event": step.resolved, "n_censor": step.open + step.withdrawn,
        "survival": step.survival, "se_log": se_log, "se_greenwood": se,
        "lo_loglog": step.band.map(|b| b.0), "hi_loglog": step.band.map(|b| b.1),
        "lo_log": lo_log, "hi_log": hi_log, "lo_plain": lo_plain, "hi_plain": hi_plain,
    })
}

fn quantile(curve: &Curve, p: f64) -> Value {
    let found = curve.percentile(p);
    json!({
        "p": p, "first_time": found.days, "r_quantile": midpoint(curve, p),
        "lower_loglog": found.low_days, "upper_loglog": found.high_days,
    })
}

/// R's answer: half way to the next ending where the share is met exactly.
fn midpoint(curve: &Curve, p: f64) -> Option<f64> {
    let steps = curve.steps();
    let at = steps.partition_point(|step| step.survival > 1.0 - p + NOISE);
    let first = steps.get(at)?;
    let next = steps.iter().skip(at + 1).find(|step| step.survival < first.survival - NOISE);
    match next {
        Some(next) if (first.survival - (1.0 - p)).abs() <= NOISE => Some(f64::midpoint(first.days, next.days)),
        _ => Some(first.days),
    }
}

fn ageing(curve: &Curve, aged: &Aged) -> Value {
    let chance = curve.chance_within(aged.age, aged.within);
    let reason = chance.as_ref().err().map(ToString::to_string);
    json!({ "age": aged.age, "within": aged.within, "p_resolved": chance.ok(), "reason_if_null": reason })
}
