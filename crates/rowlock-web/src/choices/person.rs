//! Choosing one person: from a list where they are few; where they are many, in a field that suggests names while one types.
//!
//! A list sends ids, the field what was typed; [`chosen`] understands both. All such fields of a page share one list of names, which
//! stands at the page's end.

use crate::form::Form;
use crate::ui::field::{Choice, Field};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::PersonId;
use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

/// As many people stand in a list that one opens; more of them are typed.
const LISTED: usize = 60;
/// The id of the list of names.
const NAMES: &str = "people-names";

/// Somebody who can be chosen.
#[derive(Clone, Debug, PartialEq)]
struct Somebody {
    id: PersonId,
    name: String,
    handle: Option<String>,
}

impl Somebody {
    /// What stands in the field: it tells people of the same name apart, if they have handles.
    fn label(&self) -> String {
        self.handle.as_ref().map_or_else(|| self.name.clone(), |handle| format!("{} ({handle})", self.name))
    }

    fn is_called(&self, written: &str) -> bool {
        let same = |words: &str| words.to_lowercase() == written.to_lowercase();
        let handle = |handle: &String| same(handle) || same(&format!("@{handle}"));
        same(&self.label()) || same(&self.name) || self.handle.as_ref().is_some_and(handle)
    }
}

/// People who belong to the workspace, by name.
fn everybody(view: &View) -> Vec<Somebody> {
    let living = view.model.people.values().filter(|person| person.left_at.is_none());
    let somebody = |id| Somebody { id, name: view.name(id).to_owned(), handle: view.profiles().get(id).and_then(|profile| profile.handle.clone()) };
    let mut people: Vec<_> = living.map(|person| somebody(person.id)).collect();
    people.sort_by_cached_key(|somebody| somebody.name.to_lowercase());
    people
}

/// A choice of one person; `nobody` are the words of the empty choice.
#[must_use]
pub fn person_field(view: &View, field: Field<'_>, nobody: &str) -> Markup {
    person_field_with(view, field, nobody, &BTreeSet::new())
}

/// The same; a list begins with those.
#[must_use]
pub fn person_field_with(view: &View, field: Field<'_>, nobody: &str, first: &BTreeSet<PersonId>) -> Markup {
    let mut people = everybody(view);
    people.sort_by_key(|somebody| !first.contains(&somebody.id));
    if people.len() > LISTED {
        view.asks_for_people.store(true, Ordering::Relaxed);
        let known = field.current().parse().ok().and_then(|id: PersonId| people.iter().find(|somebody| somebody.id == id));
        let label = known.map(Somebody::label);
        let field = label.as_deref().map_or_else(|| field.clone(), |label| field.clone().value(label));
        return field.placeholder("A name or handle").autocomplete("off").suggestions(NAMES).text();
    }
    let people: Vec<(String, String)> = people.into_iter().map(|somebody| (somebody.id.to_string(), somebody.name)).collect();
    let mut choices = vec![Choice { value: "", words: nobody }];
    choices.extend(people.iter().map(|(id, name)| Choice { value: id, words: name }));
    field.select(&choices)
}

/// The list of names for the fields of a page that has any.
#[must_use]
pub fn names_for_fields(view: &View) -> Option<Markup> {
    view.asks_for_people.load(Ordering::Relaxed).then(|| {
        html! { datalist id=(NAMES) { @for somebody in everybody(view) { option value=(somebody.label()) {} } } }
    })
}

/// Who was chosen or typed; nobody when the field is empty. Words that name nobody, or more than one, are told beside the field.
pub fn chosen(view: &View, form: &mut Form, field: &str) -> Option<PersonId> {
    let written = form.value(field).trim().to_owned();
    if written.is_empty() {
        return None;
    }
    if let Ok(id) = written.parse() {
        return Some(id);
    }
    match called(everybody(view), &written) {
        Ok(id) => Some(id),
        Err(sentence) => {
            form.wrong(field, sentence);
            None
        }
    }
}

fn called(people: Vec<Somebody>, written: &str) -> Result<PersonId, String> {
    let mut found = people.into_iter().filter(|somebody| somebody.is_called(written));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => Err(format!("Nobody here is called “{written}”. Choose a name from the list, or write a handle.")),
        (Some(one), Some(other)) => {
            Err(format!("More than one person is called “{written}”. Write which: {} or {}, for example.", one.label(), other.label()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somebody(id: u128, name: &str, handle: Option<&str>) -> Somebody {
        Somebody { id: PersonId(id), name: name.to_owned(), handle: handle.map(str::to_owned) }
    }

    fn who(written: &str) -> Result<PersonId, String> {
        let people = vec![somebody(1, "Ada Okafor", Some("ada")), somebody(2, "Ben Ruiz", Some("ben")), somebody(3, "Ben Ruiz", Some("bruiz"))];
        called(people, written)
    }

    #[test]
    fn a_name_a_handle_and_what_the_list_offers_are_understood() {
        for written in ["Ada Okafor", "ada okafor", "ada", "@Ada", "Ada Okafor (ada)"] {
            assert_eq!(who(written), Ok(PersonId(1)), "{written}");
        }
        assert_eq!(who("Ben Ruiz (bruiz)"), Ok(PersonId(3)));
    }

    #[test]
    fn words_that_name_nobody_or_several_are_told_with_an_example() {
        assert_eq!(who("Zoe"), Err("Nobody here is called “Zoe”. Choose a name from the list, or write a handle.".to_owned()));
        let several = who("Ben Ruiz").unwrap_err();
        assert!(several.contains("Ben Ruiz (ben) or Ben Ruiz (bruiz)"), "{several}");
        assert!(who("Ada").is_ok() && who("Ad").is_err(), "half a name names nobody");
    }
}
