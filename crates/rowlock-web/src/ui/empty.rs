//! The empty state: what would be here, why that is good or what to do, one action.

use maud::{Markup, html};

/// A box with a title, a sentence and maybe an action.
pub fn empty(title: &str, sentence: impl maud::Render, action: Option<Markup>) -> Markup {
    html! {
        div class="box empty" {
            b { (title) }
            (sentence)
            @if let Some(action) = action { div class="mt3 row" { (action) } }
        }
    }
}
