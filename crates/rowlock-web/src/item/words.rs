//! Where an item stands, how it relates to others, where it comes from.

use crate::ui::status::{self, State};
use maud::{Markup, html};
use rowlock_domain::Origin;
use rowlock_domain::item::{Item, ItemState, Relation};

/// The words of a state.
pub(super) fn state_words(state: ItemState) -> &'static str {
    match state {
        ItemState::Open => "Open",
        ItemState::InProgress => "In progress",
        ItemState::Done => "Done",
        ItemState::Dropped => "Dropped",
    }
}

/// Mark and word of where it stands.
pub(crate) fn item_status(item: &Item) -> Markup {
    let state = match item.state {
        ItemState::Open | ItemState::Dropped => State::New,
        ItemState::InProgress => State::Owned,
        ItemState::Done => State::Done,
    };
    status::status(state, state_words(item.state))
}

/// A relation as read from the item, and as read from the other one.
pub(super) fn relation_words(relation: Relation) -> (&'static str, &'static str) {
    match relation {
        Relation::Needs => ("Needs", "Needed by"),
        Relation::PartOf => ("Part of", "Has the part"),
        Relation::Replaces => ("Replaces", "Replaced by"),
    }
}

/// Where it is mirrored from: a link only to the web, else words.
pub(super) fn origin(origin: &Origin) -> Markup {
    let words = format!("{} {}", origin.system, origin.key);
    html! { @match web_address(origin) { Some(url) => a.link href=(url) rel="noopener noreferrer external" { (words) }, None => (words) } }
}

/// The address, if it is one of the web.
fn web_address(origin: &Origin) -> Option<&str> {
    let url = origin.url.as_deref()?;
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (begins("https://") || begins("http://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(url: Option<&str>) -> Origin {
        Origin { system: "jira".into(), key: "BL-7".into(), url: url.map(Into::into) }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(web_address(&from(Some("https://tracker.example/BL-7"))), Some("https://tracker.example/BL-7"));
        assert!(web_address(&from(Some("HTTP://tracker.example"))).is_some());
        for bad in ["javascript:alert(1)", "data:text/html,x", " https://x", "//x.example", "ftp://x", "é"] {
            assert_eq!(origin(&from(Some(bad))).into_string(), "jira BL-7", "{bad}");
        }
        assert_eq!(origin(&from(None)).into_string(), "jira BL-7");
    }
}
