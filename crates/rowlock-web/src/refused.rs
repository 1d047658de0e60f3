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

/// The refused form of a page, if there is one.
#[derive(Default)]
pub struct Refused {
    name: &'static str,
    form: Form,
}

impl Refused {
    /// The form of that name, as it was typed.
    #[must_use]
    pub fn of(name: &'static str, form: Form) -> Self {
        Self { name, form }
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
    let refused = Refused { name, form };
    Ok((status, page(&view, &refused)?).into_response())
}
