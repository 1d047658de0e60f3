//! Segmented choices: real radios in a fieldset, or links that switch views; and the scale of confidence.

use maud::{Markup, html};

use super::status::{self, State};

/// One part of a segmented choice.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What is read.
    pub words: &'a str,
    /// The glyph before the words; grey until chosen.
    pub state: Option<State>,
    /// A key that chooses it.
    pub hotkey: Option<&'a str>,
    /// Whether choosing it opens the fields beside it.
    pub opens: bool,
}

impl<'a> Part<'a> {
    /// A part of words alone.
    pub fn new(value: &'a str, words: &'a str) -> Self {
        Part { value, words, state: None, hotkey: None, opens: false }
    }

    /// With the glyph of a state.
    pub fn state(mut self, state: State) -> Self {
        self.state = Some(state);
        self
    }

    /// Opens the fields beside it when chosen.
    pub fn opens(mut self) -> Self {
        self.opens = true;
        self
    }

    /// Chosen by a key, which is shown.
    pub fn hotkey(mut self, key: &'a str) -> Self {
        self.hotkey = Some(key);
        self
    }
}

/// Radios in a row. The legend is for screen readers; `chosen` may be none of them.
pub fn radios(name: &str, legend: &str, parts: &[Part<'_>], chosen: &str) -> Markup {
    html! {
        fieldset.seg {
            legend.vh { (legend) }
            @for part in parts {
                label {
                    input type="radio" name=(name) value=(part.value) checked[part.value == chosen] data-hotkey=[part.hotkey] data-opens[part.opens];
                    @if let Some(state) = part.state { (status::mark(state)) }
                    (part.words)
                    @if let Some(key) = part.hotkey { kbd aria-hidden="true" { (key) } }
                }
            }
        }
    }
}

/// Links in a row that switch views: (words, href, current).
pub fn views(label: &str, links: &[(&str, String, bool)]) -> Markup {
    html! {
        nav.seg aria-label=(label) {
            @for (words, href, current) in links {
                a href=(href) aria-current=[current.then_some("true")] { (words) }
            }
        }
    }
}

/// Tick boxes in a row, such as weekdays: (value, words, ticked).
pub fn chips(name: &str, legend: &str, parts: &[(&str, &str, bool)]) -> Markup {
    html! {
        fieldset.chips {
            legend { (legend) }
            div.chiprow {
                @for (value, words, ticked) in parts {
                    label.chip { input type="checkbox" name=(name) value=(value) checked[*ticked]; span { (words) } }
                }
            }
        }
    }
}

/// A scale from 1 to 5 with a word under each number; the keys 1 to 5 choose while it has the focus.
pub fn scale(name: &str, legend: &str, words: [&str; 5], chosen: Option<u8>) -> Markup {
    html! {
        fieldset.scale data-scale {
            legend.vh { (legend) }
            @for (number, word) in (1_u8..).zip(words) {
                label { input type="radio" name=(name) value=(number) checked[chosen == Some(number)]; b { (number) } small { (word) } }
            }
        }
    }
}

/// The words of the confidence scale.
pub const CONFIDENCE_WORDS: [&str; 5] = ["will miss", "unlikely", "open", "likely", "certain"];

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn radios_stand_in_a_fieldset_with_a_legend() {
        let parts = [Part::new("ok", "On track").state(State::Ok), Part::new("late", "Late by").state(State::Late)];
        let page = Html::of(&radios("answer", "Refund API", &parts, "late"));
        assert_eq!(page.text("fieldset legend"), "Refund API");
        assert_eq!(page.attr("input[checked]", "value"), "late");
    }

    #[test]
    fn views_mark_the_current_one() {
        let page = Html::of(&views("View", &[("Board", "?view=board".to_owned(), true), ("List", "?view=list".to_owned(), false)]));
        assert_eq!(page.text("a[aria-current]"), "Board");
    }

    #[test]
    fn the_scale_has_five_steps_with_words() {
        let page = Html::of(&scale("confidence", "Confidence from 1 to 5", CONFIDENCE_WORDS, Some(3)));
        assert_eq!(page.count(".scale label"), 5);
        assert_eq!(page.attr("input[checked]", "value"), "3");
    }
}
