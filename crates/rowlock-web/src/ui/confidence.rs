//! Confidence in a sprint goal: five pips, the number, and where it came from.

use maud::{Markup, html};

/// `value` from 1 to 5; 1 and 2 need attention. `before` is shown when it differs.
pub fn confidence(value: u8, before: Option<u8>) -> Markup {
    let state = if value <= 2 { "risk" } else { "ok" };
    html! {
        span.conf {
            span.pips data-s=(state) aria-hidden="true" {
                @for pip in 1..=5 { i.on[pip <= value] {} }
            }
            b { (value) }
            span.meta { "of 5" }
            @if let Some(before) = before.filter(|before| *before != value) {
                span.delta data-d=(if before > value { "down" } else { "up" }) { "from " (before) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_fall_to_two_needs_attention_and_says_from_where() {
        let page = Html::of(&confidence(2, Some(4)));
        assert_eq!(page.count(".pips[data-s=risk] i.on"), 2);
        assert_eq!(page.text(".delta[data-d=down]"), "from 4");
    }

    #[test]
    fn an_unchanged_value_says_nothing_about_before() {
        let page = Html::of(&confidence(3, Some(3)));
        assert_eq!(page.count(".delta"), 0);
        assert_eq!(page.text(".conf"), "3of 5");
    }
}
