//! A page that holds several small forms: which of them was refused, with what was typed.

use crate::error::WebError;
use crate::form::Form;
use crate::ui::button::Button;
use crate::ui::field::fold;
use crate::ui::notice;
use crate::view::View;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::{Command, Thing};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Fields that a person chose or that we filled in, not words that would have to be typed again.
const NOT_WORDS: [&str; 12] = ["key", "version", "screen", "here", "from", "member", "person", "seconds", "outcome", "owner", "cause", "move"];

/// The refused form of a page, if there is one. Several things on a page may carry forms of one name; then `thing` tells
/// which was meant.
#[derive(Clone, Default)]
pub struct Refused {
    name: &'static str,
    thing: Option<Thing>,
    form: Form,
    /// Whether some form of the page has shown it; shared with what [`Refused::only`] hands out.
    shown: Arc<AtomicBool>,
}

impl Refused {
    /// The form of that name, as it was typed.
    #[must_use]
    pub fn of(name: &'static str, form: Form) -> Self {
        Self { name, form, ..Self::default() }
    }

    /// The same for the forms of one thing: nothing, if another thing's form was refused.
    #[must_use]
    pub fn only(&self, thing: Thing) -> Self {
        if self.thing.is_none_or(|refused| refused == thing) { self.clone() } else { Self::default() }
    }

    /// The thing whose form was refused.
    #[must_use]
    pub fn thing(&self) -> Option<Thing> {
        self.thing
    }

    /// Sentence and words of a refused form for which the page has no place any more (the topic moved on meanwhile, the
    /// thing changed): asked once everything else is rendered. Nothing that was typed is lost.
    #[must_use]
    pub fn left_over(&self) -> Markup {
        if !self.form.is_wrong() || self.shown.load(Ordering::Relaxed) {
            return html! {};
        }
        let sentences: Vec<&str> = self.form.refused().into_iter().chain(self.form.problems().map(|(_, sentence)| sentence)).collect();
        let words: Vec<&str> =
            self.form.values().filter(|(name, value)| !NOT_WORDS.contains(name) && !value.trim().is_empty()).map(|(_, value)| value).collect();
        html! {
            (notice::refused(sentences.join(" ")))
            @if !words.is_empty() { div.kept { p.meta { "What you wrote, to copy:" } @for word in words { p.prose { (word) } } } }
        }
    }

    /// The form of that name: as it was typed if it is the refused one, else empty.
    #[must_use]
    pub fn form(&self, name: &str) -> Form {
        if self.name == name { self.form.clone() } else { Form::default() }
    }

    /// Whether it is the refused one.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The rule's sentence above the form.
    #[must_use]
    pub fn notice(&self, name: &str) -> Markup {
        if self.name == name {
            self.shown.store(true, Ordering::Relaxed);
        }
        html! { @if self.name == name && let Some(sentence) = self.form.refused() { (notice::refused(sentence)) } }
    }
}

impl Refused {
    /// A small form folded under its words, open when it is the refused one: (its name, where it posts to), (its words, its thing).
    #[must_use]
    pub fn folded(&self, view: &View, (name, action): (&str, &str), (words, thing): (&str, Thing), fields: Markup) -> Markup {
        fold(
            words,
            self.is(name),
            html! {
                (self.notice(name))
                form.form method="post" action=(action) { (view.stamp(Some(thing))) (fields) div.formend { (Button::new(words).render()) } }
            },
        )
    }
}

/// Sends a page's small form and goes on to `path`; a refused one comes back on its page with its words.
pub async fn send(
    view: View,
    name: &'static str,
    mut form: Form,
    (thing, commands): (Option<Thing>, Vec<Command>),
    path: &str,
    page: impl Fn(&View, &Refused) -> Result<Markup, WebError>,
) -> Result<Response, WebError> {
    if !form.is_wrong() {
        match view.submit(&form, thing, move |_| Ok(commands.clone())).await {
            Ok(done) => return Ok(view.go(path, &done)),
            Err(error) => form.refuse(error)?,
        }
    }
    let status = form.status();
    // What refused it may have happened since the request came: whoever tries again must see that.
    let view = view.newest();
    let refused = Refused { name, thing, form, ..Refused::default() };
    Ok((status, page(&view, &refused)?).into_response())
}
