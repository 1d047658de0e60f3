//! Team codes: short where several teams stand together, with the full name as accessible name.

use maud::{Markup, html};

/// One code. Where code and name are the same (no code known), the name stands alone.
pub fn team_code(code: &str, name: &str) -> Markup {
    html! { abbr.tm title=(name) { (code) } }
}

/// Several codes (code, name) in their fixed order.
pub fn team_codes<'a>(teams: impl IntoIterator<Item = (&'a str, &'a str)>) -> Markup {
    html! { span.tms { @for (code, name) in teams { (team_code(code, name)) } } }
}
