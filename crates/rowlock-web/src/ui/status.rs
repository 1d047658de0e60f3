//! Status: always glyph and word, coloured by `data-s`. One enum for all states that are shown.

use maud::{Markup, html};

use super::icon::{self, Icon};

/// What a mark says. The word beside it may be more precise than [`State::word`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Going as promised.
    Ok,
    /// Not late, but likely to be.
    Risk,
    /// A promise or date is broken.
    Late,
    /// No promise, no owner.
    NoneYet,
    /// Something asked for has not come.
    Missing,
    /// Delivered, resolved, in.
    Done,
    /// Raised, not yet looked at.
    New,
    /// Somebody has it.
    Owned,
    /// A follow-up on it is open.
    Follow,
    /// Its level is above where it was raised.
    Escalated,
}

impl State {
    /// The value of `data-s`.
    pub fn key(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Risk => "risk",
            State::Late => "late",
            State::NoneYet => "none",
            State::Missing => "miss",
            State::Done => "done",
            State::New => "new",
            State::Owned => "owned",
            State::Follow => "follow",
            State::Escalated => "esc",
        }
    }

    /// The glyph that carries this state.
    pub fn icon(self) -> Icon {
        match self {
            State::Ok => Icon::Ok,
            State::Risk => Icon::Risk,
            State::Late => Icon::Late,
            State::NoneYet => Icon::NoneYet,
            State::Missing => Icon::Missing,
            State::Done => Icon::Done,
            State::New => Icon::New,
            State::Owned => Icon::Owned,
            State::Follow => Icon::Follow,
            State::Escalated => Icon::Escalated,
        }
    }

    /// The usual word.
    pub fn word(self) -> &'static str {
        match self {
            State::Ok => "On track",
            State::Risk => "At risk",
            State::Late => "Late",
            State::NoneYet => "No promise",
            State::Missing => "Missing",
            State::Done => "Delivered",
            State::New => "New",
            State::Owned => "Owned",
            State::Follow => "In follow-up",
            State::Escalated => "Escalated",
        }
    }
}

/// Glyph and the given word: "7 d late", "1 at risk".
pub fn status(state: State, word: impl maud::Render) -> Markup {
    html! { span.st data-s=(state.key()) { (icon::glyph(state.icon())) (word) } }
}

/// Glyph and usual word.
pub fn usual(state: State) -> Markup {
    status(state, state.word())
}

/// The coloured glyph alone, for a place where words beside it say the same.
pub fn mark(state: State) -> Markup {
    html! { svg.g data-s=(state.key()) viewBox="0 0 16 16" aria-hidden="true" { use href={ "#" (state.icon().id()) } {} } }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_status_has_glyph_word_and_state() {
        let page = Html::of(&status(State::Late, "7 d late"));
        assert_eq!(page.text(".st[data-s=late]"), "7 d late");
        assert_eq!(page.attr(".st use", "href"), "#g-late");
    }
}
