//! A meter: one value on a bar, maybe with a mark for the aim. The number stands beside it in words.

use maud::{Markup, html};

use super::status::State;

/// `percent` is cut to 0–100; without a state the bar is neutral.
pub fn meter(percent: f64, state: Option<State>, aim_percent: Option<f64>) -> Markup {
    html! {
        svg.meter data-s=(state.map_or("neutral", State::key)) aria-hidden="true" { (bars(percent, aim_percent)) }
    }
}

/// A short neutral meter inside a row.
pub fn short(percent: f64) -> Markup {
    html! { svg class="meter w64" data-s="neutral" aria-hidden="true" { (bars(percent, None)) } }
}

fn bars(percent: f64, aim_percent: Option<f64>) -> Markup {
    html! {
        rect.tr width="100%" height="100%" rx="3" {}
        rect.v width=(share(percent)) height="100%" rx="3" {}
        @if let Some(aim) = aim_percent { rect.aim x=(share(aim)) y="-30%" width="1.5" height="160%" {} }
    }
}

/// A share of the whole as an SVG length: "62%", cut to 0–100, at most two places.
pub(super) fn share(percent: f64) -> String {
    let cut = if percent.is_finite() { percent.clamp(0.0, 100.0) } else { 0.0 };
    let mut text = format!("{cut:.2}");
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    text.push('%');
    text
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_share_is_cut_to_the_bar() {
        assert_eq!(share(62.0), "62%");
        assert_eq!(share(33.333), "33.33%");
        assert_eq!(share(140.0), "100%");
        assert_eq!(share(-3.0), "0%");
        assert_eq!(share(f64::NAN), "0%");
    }

    #[test]
    fn the_aim_is_a_mark_of_its_own() {
        let page = Html::of(&meter(62.0, Some(State::Risk), Some(85.0)));
        assert_eq!(page.count(".meter > rect"), 3, "in SVG only closed elements stand side by side");
        assert_eq!(page.attr(".meter[data-s=risk] .aim", "x"), "85%");
    }
}
