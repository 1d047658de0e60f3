//! Known answers of the agenda: kind `agenda`.

use super::pack::{Weighed, pack};
use crate::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

/// Topics × minutes up to which a case is computed: 256 MiB.
const MOST_BITS: u64 = 1 << 31;

#[derive(Deserialize)]
struct Case {
    r#box: u32,
    topics: Vec<Topic>,
}

#[derive(Deserialize)]
struct Topic {
    id: Value,
    minutes: u32,
    value: f64,
    #[serde(default)]
    mandatory: bool,
}

/// A case of kind `agenda`.
///
/// # Errors
/// It lacks its box or topics, or is too large to compute.
pub fn agenda(case: &Value) -> Result<Value, Problem> {
    let case = Case::deserialize(case)?;
    if (u64::from(case.r#box) + 1).saturating_mul(case.topics.len() as u64) > MOST_BITS {
        return Err(Problem::field(
            "box",
            "This box is too long to be packed exactly with so many topics: 2,147,483,648 topics × minutes is the most.",
        ));
    }
    let weighed: Vec<Weighed> = case.topics.iter().map(|topic| Weighed { minutes: topic.minutes.max(1), value: topic.value }).collect();
    let mandatory: Vec<usize> = (0..weighed.len()).filter(|at| case.topics[*at].mandatory).collect();
    let free: Vec<usize> = (0..weighed.len()).filter(|at| !case.topics[*at].mandatory).collect();
    let minutes = |chosen: &[usize]| chosen.iter().map(|at| u64::from(weighed[*at].minutes)).sum::<u64>();
    let value = |chosen: &[usize]| chosen.iter().map(|at| weighed[*at].value).sum::<f64>();
    let left = u64::from(case.r#box).saturating_sub(minutes(&mandatory));
    let of_free: Vec<Weighed> = free.iter().map(|at| weighed[*at]).collect();
    let packed = pack(&of_free, u32::try_from(left).unwrap_or(u32::MAX));
    let mut chosen: Vec<usize> = packed.into_iter().map(|n| free[n]).chain(mandatory.iter().copied()).collect();
    chosen.sort_unstable();
    let ids: Vec<&Value> = chosen.iter().map(|at| &case.topics[*at].id).collect();
    Ok(json!({
        "best_value": value(&chosen),
        "minutes_used": minutes(&chosen),
        "one_best_selection": ids,
        "chosen": ids,
        "greedy_by_ratio_value": value(&mandatory) + greedy(&of_free, left),
        "needs_minutes": (minutes(&mandatory) > u64::from(case.r#box)).then(|| minutes(&mandatory)),
    }))
}

/// What filling by value per minute would be worth: shown for comparison, never used.
fn greedy(topics: &[Weighed], mut left: u64) -> f64 {
    let mut order: Vec<&Weighed> = topics.iter().filter(|topic| topic.value > 0.0).collect();
    let ratio = |topic: &Weighed| topic.value / f64::from(topic.minutes);
    order.sort_by(|a, b| ratio(b).total_cmp(&ratio(a)));
    let mut value = 0.0;
    for topic in order {
        if u64::from(topic.minutes) <= left {
            left -= u64::from(topic.minutes);
            value += topic.value;
        }
    }
    value
}
