//! The list of keys (`?`), made from the navigation so that it never names a page that is not there.

use maud::{Markup, html};

use super::nav::Nav;

/// What the keys do besides jumping; page-specific ones say where they work.
const KEYS: &[(&[&str], &str)] = &[
    (&["/"], "Search or jump to"),
    (&["?"], "This list"),
    (&["J", "K"], "Next, previous row"),
    (&["Enter"], "Open the row"),
    (&["I"], "Raise an impediment"),
    (&["E"], "Ask another team"),
    (&["N", "B"], "Meeting: next, previous topic"),
    (&["D", "F", "P"], "Meeting: decision, follow-up, park"),
    (&["+"], "Meeting: add one minute"),
    (&["1", "5"], "Check-in: confidence, while it has the focus"),
    (&["A"], "Relay: the team knows"),
    (&["Ctrl Enter"], "Send the form"),
    (&["Esc"], "Close, or leave the field"),
];

/// The dialog; opened by `?` or the button of [`opener`], without script too.
pub fn dialog(nav: &Nav) -> Markup {
    let jumps = nav.sections.iter().flat_map(|section| &section.items).filter_map(|item| Some((item.key?, item.label)));
    html! {
        div.dialog popover id="keys" role="dialog" aria-labelledby="keys-title" {
            header.sechead {
                h2 id="keys-title" { "Keys" }
                button type="button" class="btn sm push" popovertarget="keys" popovertargetaction="hide" { "Close" }
            }
            dl.keylist {
                @for (keys, what) in KEYS {
                    div { dt { @for key in *keys { kbd { (key) } " " } } dd { (does(nav, keys, what)) } }
                }
                @for (key, label) in jumps {
                    div { dt { kbd { "G" } " " kbd { (key) } } dd { "Go to " (label) } }
                }
            }
            p.meta { "Keys do nothing while you are in a field. You can switch them off in your settings." }
        }
    }
}

/// What a key does. Where the page has no such button, `I` and `E` lead to the group's form: the link of the same words.
fn does(nav: &Nav, keys: &[&'static str], what: &str) -> Markup {
    let [key @ ("I" | "E")] = keys else { return html! { (what) } };
    let list = if *key == "I" { "I" } else { "D" };
    let item = nav.sections.iter().flat_map(|section| &section.items).find(|item| item.key == Some(list) && !item.href.contains('?'));
    html! { @match item { Some(item) => a data-elsewhere=(key) href={ (item.href) "/new" } { (what) }, None => (what) } }
}

/// The visible way to the list.
pub fn opener() -> Markup {
    html! { button type="button" class="btn quiet sm keysopener" popovertarget="keys" { "Keys " kbd aria-hidden="true" { "?" } } }
}
