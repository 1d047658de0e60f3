//! Form fields: label above and always visible, hint and error below, wired for screen readers.
//!
//! A refused form comes back with the values as typed and a sentence with an example per wrong field.

use maud::{Markup, html};

use super::icon;
use super::icon::Icon;

/// One labelled field; the last call (`text`, `select`, …) makes it.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    name: &'a str,
    label: &'a str,
    id: Option<&'a str>,
    value: &'a str,
    hint: Option<&'a str>,
    error: Option<&'a str>,
    placeholder: Option<&'a str>,
    autocomplete: Option<&'a str>,
    max_length: Option<usize>,
    bounds: Option<(&'a str, &'a str)>,
    list: Option<&'a str>,
    required: bool,
    hidden_label: bool,
    autofocus: bool,
}

/// One option of a choice.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: &'a str,
    /// What is read.
    pub words: &'a str,
}

impl<'a> Field<'a> {
    /// A field that sends `name`; its id is `f-NAME` unless [`Field::id`] says another.
    pub fn new(name: &'a str, label: &'a str) -> Self {
        Field {
            name,
            label,
            id: None,
            value: "",
            hint: None,
            error: None,
            placeholder: None,
            autocomplete: None,
            max_length: None,
            bounds: None,
            list: None,
            required: false,
            hidden_label: false,
            autofocus: false,
        }
    }

    /// An id of its own, where a page has the same name twice.
    pub fn id(mut self, id: &'a str) -> Self {
        self.id = Some(id);
        self
    }

    /// The value as stored or as typed.
    pub fn value(mut self, value: &'a str) -> Self {
        self.value = value;
        self
    }

    /// The value that it shows.
    #[must_use]
    pub fn current(&self) -> &'a str {
        self.value
    }

    /// A sentence below the field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What is wrong, as a sentence with an example.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// An example inside the empty field.
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = Some(placeholder);
        self
    }

    /// What the browser may fill in: "email", "current-password", "off".
    pub fn autocomplete(mut self, token: &'a str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// The longest text, in characters.
    pub fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// Least and greatest number or date; either may be empty.
    pub fn bounds(mut self, least: &'a str, greatest: &'a str) -> Self {
        self.bounds = Some((least, greatest));
        self
    }

    /// Suggestions from the `datalist` with this id.
    pub fn suggestions(mut self, datalist_id: &'a str) -> Self {
        self.list = Some(datalist_id);
        self
    }

    /// Must be filled in.
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The label is read by screen readers only; the place of the field says what it is.
    pub fn hidden_label(mut self) -> Self {
        self.hidden_label = true;
        self
    }

    /// Takes the focus when the page opens.
    pub fn autofocus(self) -> Self {
        self.focused(true)
    }

    /// Takes the focus when the page opens, if it shall.
    pub fn focused(mut self, focused: bool) -> Self {
        self.autofocus = focused;
        self
    }

    /// One line of text.
    pub fn text(self) -> Markup {
        self.input("text")
    }

    /// An e-mail address.
    pub fn email(self) -> Markup {
        self.input("email")
    }

    /// A password; its value is never sent back.
    pub fn password(mut self) -> Markup {
        self.value = "";
        self.input("password")
    }

    /// A number.
    pub fn number(self) -> Markup {
        self.input("number")
    }

    /// A date, as `2026-11-26`.
    pub fn date(self) -> Markup {
        self.input("date")
    }

    /// A time of day, as `09:30`.
    pub fn time(self) -> Markup {
        self.input("time")
    }

    /// A web address.
    pub fn url(self) -> Markup {
        self.input("url")
    }

    /// An input of any other type.
    pub fn input(self, kind: &str) -> Markup {
        let id = self.the_id();
        let bound = |pick: fn((&'a str, &'a str)) -> &'a str| self.bounds.map(pick).filter(|text| !text.is_empty());
        self.around(
            &id,
            html! {
                input.in type=(kind) id=(id) name=(self.name) value=(self.value)
                    placeholder=[self.placeholder] autocomplete=[self.autocomplete] maxlength=[self.max_length]
                    min=[bound(|(least, _)| least)] max=[bound(|(_, greatest)| greatest)] list=[self.list]
                    required[self.required] autofocus[self.autofocus] data-focus[self.error.is_some()]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described_by(&id)];
            },
        )
    }

    /// Several lines.
    pub fn textarea(self, rows: u8) -> Markup {
        let id = self.the_id();
        // The HTML parser drops a first newline inside textarea; one more keeps a text that begins with one.
        self.around(
            &id,
            html! {
                textarea.in id=(id) name=(self.name) rows=(rows) placeholder=[self.placeholder] maxlength=[self.max_length]
                    required[self.required] autofocus[self.autofocus] data-focus[self.error.is_some()]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described_by(&id)] { "\n" (self.value) }
            },
        )
    }

    /// One of several, closed. The value that is set is chosen; an empty one is the first option if it has that value.
    pub fn select(self, choices: &[Choice<'_>]) -> Markup {
        let id = self.the_id();
        self.around(
            &id,
            html! {
                select.in id=(id) name=(self.name) required[self.required] autofocus[self.autofocus] data-focus[self.error.is_some()]
                    aria-invalid=[self.invalid()] aria-describedby=[self.described_by(&id)] {
                    @for choice in choices {
                        option value=(choice.value) selected[choice.value == self.value] { (choice.words) }
                    }
                }
            },
        )
    }

    fn the_id(&self) -> String {
        self.id.map_or_else(|| format!("f-{}", self.name), str::to_owned)
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.map(|_| "true")
    }

    fn described_by(&self, id: &str) -> Option<String> {
        match (self.hint, self.error) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{id}-hint")),
            (None, Some(_)) => Some(format!("{id}-error")),
            (Some(_), Some(_)) => Some(format!("{id}-error {id}-hint")),
        }
    }

    fn around(&self, id: &str, control: Markup) -> Markup {
        html! {
            div.field {
                label.vh[self.hidden_label] for=(id) { (self.label) }
                (control)
                @if let Some(error) = self.error {
                    span.err id={ (id) "-error" } { (late_mark()) span { (error) } }
                }
                @if let Some(hint) = self.hint { span.hint id={ (id) "-hint" } { (hint) } }
            }
        }
    }
}

/// A tick with its words; `content` may hold a second line in `small`.
pub fn tick(name: &str, value: &str, checked: bool, content: impl maud::Render) -> Markup {
    html! {
        label.tick {
            input type="checkbox" name=(name) value=(value) checked[checked];
            span { (content) }
        }
    }
}

/// A hidden value of a form.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The sentence under a group of controls that is wrong.
pub fn error(id: &str, sentence: &str) -> Markup {
    html! { p.err id=(id) { (late_mark()) span { (sentence) } } }
}

fn late_mark() -> Markup {
    html! { svg class="g s12" data-s="late" viewBox="0 0 16 16" aria-hidden="true" { use href={ "#" (Icon::Late.id()) } {} } }
}

/// Words folded away until they are wanted: a real `details`.
pub fn fold(words: &str, open: bool, body: Markup) -> Markup {
    html! {
        details.fold open[open] {
            summary { (icon::plain(Icon::Chevron, 16)) (words) }
            div.foldbody { (body) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_wrong_field_is_marked_and_described_and_keeps_its_value() {
        let field = Field::new("due", "Due").value("31 Nov").hint("A day").error(Some("November has 30 days. Example: 30 Nov"));
        let page = Html::of(&field.text());
        assert_eq!(page.attr("input", "aria-invalid"), "true");
        assert_eq!(page.attr("input", "aria-describedby"), "f-due-error f-due-hint");
        assert_eq!(page.attr("input", "value"), "31 Nov");
        assert_eq!(page.text("#f-due-error"), "November has 30 days. Example: 30 Nov");
        assert_eq!(page.attr("label", "for"), "f-due");
    }

    #[test]
    fn a_sound_field_is_not_marked() {
        let page = Html::of(&Field::new("title", "Title").text());
        assert_eq!(page.count("[aria-invalid], [aria-describedby]"), 0);
    }

    #[test]
    fn a_password_is_never_sent_back() {
        let page = Html::of(&Field::new("password", "Password").value("secret").password());
        assert_eq!(page.attr("input", "value"), "");
    }

    #[test]
    fn a_text_that_begins_with_a_newline_keeps_it() {
        let markup = Field::new("note", "Note").value("\nsecond line").textarea(3);
        assert!(markup.0.contains(">\n\nsecond line</textarea>"));
    }

    #[test]
    fn the_set_value_is_chosen() {
        let choices = [Choice { value: "", words: "No owner yet" }, Choice { value: "7", words: "Priya Raman" }];
        let page = Html::of(&Field::new("owner", "Owner").value("7").select(&choices));
        assert_eq!(page.text("option[selected]"), "Priya Raman");
    }
}
