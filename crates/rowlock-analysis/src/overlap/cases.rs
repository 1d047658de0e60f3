//! The `duplicates` kind of known answers: how often linked titles find each other.

use super::{Blend, Index, Normal};
use crate::Problem;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    items: Vec<Item>,
    duplicate_pairs: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Item {
    id: String,
    title: String,
}

/// Computes one case: of the items that are linked, the share with a linked one among their 1, 5 and 10 most alike
/// (recall rate), and the mean of one over the place of the first linked one (MRR).
///
/// # Errors
/// A pair names an item that is not there.
pub fn compute(case: &Value) -> Result<Value, Problem> {
    let case = Case::deserialize(case)?;
    let places: BTreeMap<&str, usize> = case.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    let mut linked: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b) in &case.duplicate_pairs {
        let place = |id: &str| {
            places.get(id).copied().ok_or_else(|| Problem::field("duplicate_pairs", format!("There is no item “{id}”. Name items by their id.")))
        };
        let (a, b) = (place(a)?, place(b)?);
        linked.entry(a).or_default().push(b);
        linked.entry(b).or_default().push(a);
    }
    let normals: Vec<Normal> = case.items.iter().map(|item| Normal::of(&item.title)).collect();
    Ok(measured(&Index::of(&normals, Blend::default()), &linked, case.items.len()))
}

fn measured(index: &Index, linked: &BTreeMap<usize, Vec<usize>>, items: usize) -> Value {
    let ranks: Vec<Option<usize>> = linked
        .iter()
        .map(|(at, partners)| index.similar_to(*at, items).iter().position(|(found, _)| partners.contains(found)).map(|place| place + 1))
        .collect();
    let share = |count: usize| if ranks.is_empty() { None } else { Some(count as f64 / ranks.len() as f64) };
    let within = |k: usize| share(ranks.iter().flatten().filter(|rank| **rank <= k).count());
    let mrr = if ranks.is_empty() {
        None
    } else {
        Some(ranks.iter().map(|rank| rank.map_or(0.0, |rank| 1.0 / rank as f64)).sum::<f64>() / ranks.len() as f64)
    };
    json!({
        "items": items, "linked_items": ranks.len(),
        "recall_rate_at_1": within(1), "recall_rate_at_5": within(5), "recall_rate_at_10": within(10), "mrr": mrr,
    })
}
