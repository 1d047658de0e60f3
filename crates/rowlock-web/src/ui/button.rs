//! Buttons and links that look like buttons. One primary per view; words are verb plus object.

use maud::{Markup, html};

/// A button; `render` makes the element, `link` makes a link of the same look.
#[derive(Debug, Clone)]
pub struct Button<'a> {
    words: &'a str,
    class: String,
    key: Option<&'a str>,
    hotkey: Option<&'a str>,
    name: Option<(&'a str, &'a str)>,
    form_action: Option<&'a str>,
    spoken: Option<&'a str>,
    disabled: bool,
    skips_checks: bool,
}

impl<'a> Button<'a> {
    /// A default button that submits its form.
    pub fn new(words: &'a str) -> Self {
        Button {
            words,
            class: "btn".to_owned(),
            key: None,
            hotkey: None,
            name: None,
            form_action: None,
            spoken: None,
            disabled: false,
            skips_checks: false,
        }
    }

    fn class(mut self, class: &str) -> Self {
        self.class.push(' ');
        self.class.push_str(class);
        self
    }

    /// The one main action of the view.
    pub fn primary(self) -> Self {
        self.class("primary")
    }

    /// Without border.
    pub fn quiet(self) -> Self {
        self.class("quiet")
    }

    /// Small, inside a row.
    pub fn small(self) -> Self {
        self.class("sm")
    }

    /// Large, at the end of a page.
    pub fn large(self) -> Self {
        self.class("lg")
    }

    /// Pressed by this key, which is shown: "N", "+", "I".
    pub fn hotkey(mut self, key: &'a str) -> Self {
        self.hotkey = Some(key);
        self.key = Some(key);
        self
    }

    /// Shows a key that something else handles: "Ctrl Enter".
    pub fn shows_key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// Sends this name and value when pressed.
    pub fn sends(mut self, name: &'a str, value: &'a str) -> Self {
        self.name = Some((name, value));
        self
    }

    /// Posts the form to another address.
    pub fn posts_to(mut self, action: &'a str) -> Self {
        self.form_action = Some(action);
        self
    }

    /// A longer name for screen readers, beginning with the visible words.
    pub fn spoken(mut self, name: &'a str) -> Self {
        self.spoken = Some(name);
        self
    }

    /// Not allowed now; the reason must stand in the text beside it.
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }

    /// Submits although required fields are empty (cancel, add a line).
    pub fn skips_checks(mut self) -> Self {
        self.skips_checks = true;
        self
    }

    /// The button.
    pub fn render(self) -> Markup {
        html! {
            button type="submit" class=(self.class) name=[self.name.map(|(name, _)| name)] value=[self.name.map(|(_, value)| value)]
                formaction=[self.form_action] formnovalidate[self.skips_checks] aria-label=[self.spoken]
                data-hotkey=[self.hotkey] disabled[self.disabled] { (self.inside()) }
        }
    }

    /// A link of the same look.
    pub fn link(self, href: &str) -> Markup {
        html! { a class=(self.class) href=(href) aria-label=[self.spoken] data-hotkey=[self.hotkey] { (self.inside()) } }
    }

    /// A form of its own that posts `hidden` fields to `action`.
    pub fn post(self, action: &str, hidden: &[(&str, &str)]) -> Markup {
        html! {
            form method="post" action=(action) {
                @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
                (self.render())
            }
        }
    }

    fn inside(&self) -> Markup {
        html! { (self.words) @if let Some(key) = self.key { " " kbd aria-hidden="true" { (key) } } }
    }
}

/// A button that copies the text of the element with this id; hidden without script.
pub fn copy_button(words: &str, source_id: &str) -> Markup {
    html! { button type="button" class="btn sm" data-copy={ "#" (source_id) } hidden { (words) } }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_hotkey_is_shown_and_acts() {
        let page = Html::of(&Button::new("Next topic").primary().hotkey("N").render());
        assert_eq!(page.attr("button.btn.primary", "data-hotkey"), "N");
        assert_eq!(page.text("kbd"), "N");
    }

    #[test]
    fn posting_is_a_plain_form_with_hidden_fields() {
        let page = Html::of(&Button::new("Remind").small().post("/harbour/reminders", &[("seat", "4")]));
        assert_eq!(page.attr("form", "method"), "post");
        assert_eq!(page.attr("input[name=seat]", "value"), "4");
    }
}
