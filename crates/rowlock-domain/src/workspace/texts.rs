//! The words that people wrote in an event, each with its place in the payload: what can be removed from the log for good.
//!
//! A place is the path to a text, such as `title` or `words/next/0`. Ids, dates, addresses of pages and words of closed sets
//! are no texts: without them the event could no longer be read.

use super::apply::REDACTED;
use crate::{Event, Text};
use serde_json::{Map, Value};

/// Fields that hold what somebody wrote, alone or in lists.
const WRITTEN: [&str; 28] = [
    "answer",
    "because",
    "cause",
    "causes",
    "confidence_reason",
    "delivery_note",
    "details",
    "done_when",
    "dropped",
    "how",
    "improve",
    "link",
    "mission",
    "name",
    "next",
    "note",
    "offer",
    "others",
    "own_obstacles",
    "place",
    "product_owner_line",
    "question",
    "sentence",
    "tell",
    "text",
    "title",
    "what_solved",
    "why",
];

/// The texts of an event: place and words. What was removed already is not among them, nor are the marks of removals.
#[must_use]
pub fn texts_of(event: &Event) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if matches!(event, Event::TextRedacted(_)) {
        return found;
    }
    if let Ok(payload) = serde_json::from_str(&event.payload()) {
        collect(&payload, &mut Vec::new(), &mut found);
    }
    found
}

fn collect(value: &Value, path: &mut Vec<String>, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => {
            let field = path.iter().rev().find(|part| part.parse::<usize>().is_err());
            if !text.is_empty() && text != REDACTED && field.is_some_and(|field| WRITTEN.contains(&field.as_str())) {
                found.push((path.join("/"), text.clone()));
            }
        }
        Value::Array(list) => step(list.iter().enumerate().map(|(place, value)| (place.to_string(), value)), path, found),
        Value::Object(fields) => step(fields.iter().map(|(name, value)| (name.clone(), value)), path, found),
        _ => {}
    }
}

fn step<'a>(parts: impl Iterator<Item = (String, &'a Value)>, path: &mut Vec<String>, found: &mut Vec<(String, String)>) {
    for (part, value) in parts {
        path.push(part);
        collect(value, path, found);
        path.pop();
    }
}

/// The payload with the text at that place replaced: what the log holds instead from then on. `None` when no text stands there.
#[must_use]
pub fn redacted_payload(payload: &str, field: &Text) -> Option<String> {
    let mut payload: Map<String, Value> = serde_json::from_str(payload).ok()?;
    let mut parts = field.as_str().split('/');
    let mut value = payload.get_mut(parts.next()?)?;
    for part in parts {
        value = match value {
            Value::Object(fields) => fields.get_mut(part)?,
            Value::Array(list) => list.get_mut(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    if !value.is_string() {
        return None;
    }
    *value = REDACTED.into();
    serde_json::to_string(&payload).ok()
}
