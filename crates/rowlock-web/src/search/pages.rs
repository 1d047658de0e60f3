//! Pages by their names: what stands in the navigation, and what is reached from there.

use crate::shell::Place;
use crate::ui::nav::NavItem;
use crate::view::View;
use rowlock_domain::group::Group;
use std::sync::Arc;

/// Pages listed at most.
const PAGES: usize = 10;

/// A page of a group that is not in the navigation: what people call it, and its path behind the group's.
const BELOW: &[(&str, &str)] = &[
    ("Items", "items"),
    ("Meetings", "meetings"),
    ("Flow", "flow"),
    ("Raise an impediment", "impediments/new"),
    ("Ask another team", "dependencies/new"),
];

/// A page of the workspace: its name, other words for it, its path.
const OF_THE_WORKSPACE: &[(&str, &str, &str)] =
    &[("You", "name password theme dark light keys sessions sign out profile account", "me"), ("Invitations", "invite link", "invitations")];

/// Pages in whose name every word of the search begins a word, with their addresses: those of the viewer's own group first.
pub(super) fn called(view: &View, written: &str) -> Vec<(String, String)> {
    let asked: Vec<String> = written.split_whitespace().map(str::to_lowercase).collect();
    let fits = |text: &str| {
        let text = text.to_lowercase();
        asked.iter().all(|word| text.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word)))
    };
    if asked.is_empty() {
        return Vec::new();
    }
    let several = view.model.groups.iter().filter(|group| group.archived_at.is_none()).count() > 1;
    let mut found: Vec<(String, String)> = Vec::new();
    for group in groups(view) {
        for (label, href) in of_group(view, group) {
            let is_everybodys = found.iter().any(|(_, known)| *known == href);
            if !is_everybodys && fits(&format!("{label} {}", group.name)) {
                let label = if several && href.contains("/groups/") { format!("{label}, {}", group.name) } else { label };
                found.push((label, href));
            }
        }
    }
    let own = OF_THE_WORKSPACE.iter().filter(|(label, words, _)| fits(&format!("{label} {words}")));
    found.extend(own.map(|(label, _, path)| ((*label).to_owned(), view.href(path))));
    found.truncate(PAGES);
    found
}

/// The viewer's own group, then the others.
fn groups(view: &View) -> Vec<&Arc<Group>> {
    let home = view.home_group();
    let mut groups: Vec<&Arc<Group>> = view.model.groups.iter().filter(|group| group.archived_at.is_none()).collect();
    groups.sort_by_key(|group| Some(group.id) != home);
    groups.truncate(PAGES);
    groups
}

fn of_group(view: &View, group: &Arc<Group>) -> Vec<(String, String)> {
    let nav = view.nav(Place::Elsewhere, group);
    let named = |item: NavItem| (item.label.to_owned(), item.href);
    let mut pages: Vec<(String, String)> = nav.sections.into_iter().flat_map(|section| section.items).map(named).collect();
    pages.extend(BELOW.iter().map(|(label, path)| ((*label).to_owned(), view.href(&format!("groups/{}/{path}", group.slug)))));
    pages
}
