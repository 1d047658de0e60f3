//! The `flow` kind of known answers.

use super::{Passage, little, over};
use crate::Problem;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(untagged)]
enum Case {
    Ratio { wip: f64, throughput: f64, cycle_time: f64 },
    Window { from: Date, to: Date, items: Vec<Item> },
}

#[derive(Deserialize)]
struct Item {
    arrived: Date,
    done: Option<Date>,
}

/// Computes one case.
///
/// # Errors
/// Neither a window with items nor three averages; a window that ends before it begins.
pub fn compute(case: &Value) -> Result<Value, Problem> {
    match Case::deserialize(case)? {
        Case::Ratio { wip, throughput, cycle_time } => {
            let little = little(wip, throughput, cycle_time);
            Ok(json!({ "wip_over_throughput": little.wip_over_throughput, "agrees_with_cycle_time_within_10_percent": little.agrees }))
        }
        Case::Window { from, to, items } => {
            let items: Vec<Passage> = items.into_iter().map(|item| Passage { arrived: item.arrived, done: item.done }).collect();
            let flow =
                over(&items, from, to).ok_or_else(|| Problem::field("from, to", "The window ends before it begins, or is longer than ten years."))?;
            let mut result = json!({
                "cfd": flow.days, "average_in_progress": flow.average_in_progress, "arrivals_per_day": flow.arrivals_per_day,
                "throughput_per_day": flow.throughput_per_day, "average_days_in_system_of_done": flow.average_days_of_done,
                "starts_and_ends_empty": flow.starts_and_ends_empty,
            });
            if flow.starts_and_ends_empty && flow.average_days_of_done.is_some() {
                result["littles_law"] = json!("average_in_progress = arrivals_per_day * average_days_in_system_of_done, exactly");
            }
            Ok(result)
        }
    }
}
