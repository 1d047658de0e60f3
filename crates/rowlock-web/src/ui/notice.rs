//! Notices: neutral, attention, late (also errors), done. At most two lines; they stay until solved.

use maud::{Markup, html};

use super::button::Button;
use super::icon;
use super::status::State;

/// What a notice says about the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// A fact.
    Neutral,
    /// Somebody should do something.
    Attention,
    /// Late, or an error.
    Late,
    /// It worked.
    Done,
}

impl Tone {
    fn key(self) -> Option<&'static str> {
        match self {
            Tone::Neutral => None,
            Tone::Attention => Some("risk"),
            Tone::Late => Some("late"),
            Tone::Done => Some("ok"),
        }
    }

    fn state(self) -> State {
        match self {
            Tone::Neutral => State::Ok,
            Tone::Attention => State::Risk,
            Tone::Late => State::Late,
            Tone::Done => State::Done,
        }
    }
}

/// A notice in the flow of the page.
pub fn notice(tone: Tone, content: impl maud::Render) -> Markup {
    with_action(tone, content, None)
}

/// A notice with an action at its end.
pub fn with_action(tone: Tone, content: impl maud::Render, action: Option<Markup>) -> Markup {
    html! {
        div.note data-s=[tone.key()] {
            (icon::glyph(tone.state().icon()))
            span { (content) }
            @if let Some(action) = action { span class="push row" { (action) } }
        }
    }
}

/// The answer to a form that was refused; it takes the focus when the page opens.
pub fn refused(sentence: impl maud::Render) -> Markup {
    html! {
        div.note data-s="late" role="alert" tabindex="-1" autofocus data-focus {
            (icon::glyph(State::Late.icon()))
            span { (sentence) }
        }
    }
}

/// What just happened; with `undo`, the address to post to, it can be taken back for 30 s.
pub fn flash(sentence: impl maud::Render, undo: Option<&str>) -> Markup {
    html! {
        div.toast data-toast role="status" {
            div.note data-s="ok" {
                (icon::glyph(State::Done.icon()))
                span { (sentence) }
                @if let Some(undo) = undo {
                    form.push method="post" action=(undo) { (Button::new("Undo").small().render()) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_refusal_is_announced_and_takes_the_focus() {
        let page = Html::of(&refused("November has 30 days. Example: 30 Nov"));
        assert_eq!(page.attr(".note", "role"), "alert");
        assert_eq!(page.count(".note[data-focus]"), 1);
    }

    #[test]
    fn a_flash_offers_undo_as_a_plain_form() {
        let page = Html::of(&flash("Impediment IMP-12 resolved.", Some("/harbour/undo/41")));
        assert_eq!(page.attr(".toast form", "action"), "/harbour/undo/41");
        assert_eq!(page.text(".toast button"), "Undo");
    }
}
