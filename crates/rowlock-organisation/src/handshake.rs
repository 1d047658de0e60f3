//! What a file can no longer change of a dependency: the handshake does not go back, and what was delivered or closed stands as it was.
//!
//! Such a value of the file is kept back and reported, so that one closed dependency does not hold up a whole file.

use crate::entry::Fields;
use serde_json::Value;

/// Whether the handshake can come from one state to another by a file.
pub fn leads(from: &str, to: &str) -> bool {
    match (from, to) {
        (from, to) if from == to => true,
        ("accepted" | "withdrawn", _) => false,
        (_, "requested") => matches!(from, "countered" | "declined"),
        _ => true,
    }
}

/// Whether the way from one state to another begins by going back to where need and promise can move.
pub fn reopens(from: &str, to: &str) -> bool {
    match from {
        "declined" => to != "declined",
        "delivered" => matches!(to, "promised" | "declined"),
        _ => false,
    }
}

/// Where the handshake stands.
pub fn state(fields: &Fields) -> &str {
    fields.get("state").and_then(Value::as_str).unwrap_or("requested")
}

/// Whether a field of a dependency that stands like this can no longer become what the file says.
pub fn is_frozen(here: &Fields, file: &Fields, field: &str) -> bool {
    let (from, to) = (state(here), state(file));
    let leads = leads(from, to);
    match field {
        "state" => !leads,
        "needed_by" => is_past(from) && !reopens(from, to),
        "done_when" => matches!(from, "accepted" | "declined" | "withdrawn") && !reopens(from, to),
        "promised_by" if from == to || !leads => from != "promised" || !file.contains_key("promised_by"),
        "promised_by" => from == "delivered" && !reopens(from, to),
        _ => false,
    }
}

/// Whether need and promise stand as they are in that state.
pub fn is_past(state: &str) -> bool {
    matches!(state, "delivered" | "accepted" | "declined" | "withdrawn")
}
