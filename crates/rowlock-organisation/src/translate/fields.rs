//! Reading fields of an entry. They were checked when the file was read, so what does not fit is absent.

use crate::entry::Fields;
use rowlock_domain::{Date, DateTime, Text, Title, Zone};
use serde_json::Value;

pub fn text<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Value::as_str)
}

pub fn title(fields: &Fields, name: &str) -> Title {
    text(fields, name).and_then(|text| Title::new(text).ok()).unwrap_or_default()
}

pub fn prose(fields: &Fields, name: &str) -> Text {
    text(fields, name).and_then(|text| Text::optional(text).ok()).unwrap_or_default()
}

pub fn zone(fields: &Fields) -> Zone {
    Zone::named(text(fields, "time_zone").unwrap_or("UTC"))
}

pub fn date(fields: &Fields, name: &str) -> Option<Date> {
    text(fields, name).and_then(|text| text.parse().ok())
}

pub fn local(fields: &Fields, name: &str) -> Option<DateTime> {
    text(fields, name).and_then(|text| text.parse().ok())
}

pub fn number(fields: &Fields, name: &str) -> Option<u32> {
    fields.get(name).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())
}

pub fn list<'a>(fields: &'a Fields, name: &str) -> &'a [Value] {
    fields.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn words<'a>(fields: &'a Fields, name: &str) -> Vec<&'a str> {
    list(fields, name).iter().filter_map(Value::as_str).collect()
}

/// The field of a nested map.
pub fn inner<'a>(fields: &'a Fields, name: &str, key: &str) -> Option<&'a Value> {
    fields.get(name).and_then(|map| map.get(key))
}
