//! The navigation: sidebar, bar at the bottom of phones, and group switcher, from one model.

use maud::{Markup, Render, html};

use super::icon::{self, Icon};
use super::status::State;

/// The whole navigation of a viewer.
#[derive(Debug, Clone, Default)]
pub struct Nav {
    /// In order; empty sections are left out.
    pub sections: Vec<NavSection>,
}

/// Items under one heading.
#[derive(Debug, Clone)]
pub struct NavSection {
    /// The heading: "Today", "Flow".
    pub title: &'static str,
    /// In order.
    pub items: Vec<NavItem>,
}

/// One page of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// Its name in the sidebar.
    pub label: &'static str,
    /// Its name in the bar of phones, for at most four items; the others stand under "More".
    pub short: Option<&'static str>,
    /// Its address.
    pub href: String,
    /// Where the bar of phones leads, where that is another page.
    pub phone_href: Option<String>,
    /// Its glyph.
    pub icon: Icon,
    /// A number that says why to go there.
    pub count: Option<NavCount>,
    /// The letter after `G` that jumps there.
    pub key: Option<&'static str>,
    /// Whether this is the page shown.
    pub current: bool,
}

/// A number in the navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavCount {
    /// How many.
    pub number: usize,
    /// Of what, for screen readers: "open", "late".
    pub what: &'static str,
    /// Coloured glyph before it, when it needs attention.
    pub state: Option<State>,
}

impl NavItem {
    /// An item without count or key.
    pub fn new(label: &'static str, icon: Icon, href: String) -> Self {
        NavItem { label, short: None, href, phone_href: None, icon, count: None, key: None, current: false }
    }
}

/// The group that is shown, and the others one may go to.
#[derive(Debug, Clone)]
pub struct GroupSwitch {
    /// Name of the current group.
    pub name: String,
    /// "Harbour, 8 teams".
    pub detail: String,
    /// All groups in tree order; with fewer than two there is nothing to switch.
    pub groups: Vec<GroupLink>,
}

/// One group of the switcher.
#[derive(Debug, Clone)]
pub struct GroupLink {
    /// Its name.
    pub name: String,
    /// Its overview.
    pub href: String,
    /// 0 for a root group.
    pub depth: usize,
    /// Whether it is the one shown.
    pub current: bool,
}

/// The lists of the sidebar.
pub fn sidebar(nav: &Nav) -> Markup {
    html! {
        nav aria-label="Main" {
            @for section in nav.sections.iter().filter(|section| !section.items.is_empty()) {
                h2 id={ "nav-" (section.title) } { (section.title) }
                ul.nav aria-labelledby={ "nav-" (section.title) } {
                    @for item in &section.items { li { (link(item)) } }
                }
            }
        }
    }
}

/// The bar at the bottom of phones: `tabs` and, under "More", `sheet`, which `last` closes.
pub fn tab_bar(tabs: impl Render, sheet: impl Render, last: impl Render) -> Markup {
    html! {
        nav.tabbar aria-label="Main, short" {
            (tabs)
            details.more {
                summary { (icon::plain(Icon::More, 20)) span { "More" } }
                div class="sheet nav" { (sheet) (last) }
            }
        }
    }
}

/// The links of the bar of phones.
pub fn tabs(nav: &Nav) -> Markup {
    html! {
        @for item in items(nav).filter(|item| item.short.is_some()).take(4) {
            a href=(item.phone_href.as_ref().unwrap_or(&item.href)) aria-current=[current(item)] {
                (icon::plain(item.icon, 20)) span { (item.short.unwrap_or(item.label)) }
            }
        }
    }
}

/// The links that the bar of phones has no room for.
pub fn sheet(nav: &Nav) -> Markup {
    html! {
        @for item in items(nav).filter(|item| item.short.is_none()) {
            a href=(item.href) aria-current=[current(item)] { (icon::plain(item.icon, 16)) (item.label) }
        }
    }
}

fn items(nav: &Nav) -> impl Iterator<Item = &NavItem> {
    nav.sections.iter().flat_map(|section| &section.items)
}

/// The switcher above the sidebar; plain words while there is one group only.
pub fn group_switch(switch: &GroupSwitch) -> Markup {
    let words = html! { span { b { (switch.name) } small { (switch.detail) } } };
    html! {
        @if switch.groups.len() < 2 {
            div.switch { (words) }
        } @else {
            details.switcher {
                summary.switch { (words) (icon::plain(Icon::Chevron, 16)) }
                ul class="nav groups" aria-label="Groups" {
                    @for group in &switch.groups {
                        li data-depth=(group.depth.min(6)) {
                            a href=(group.href) aria-current=[group.current.then_some("true")] { (group.name) }
                        }
                    }
                }
            }
        }
    }
}

fn link(item: &NavItem) -> Markup {
    html! {
        a href=(item.href) aria-current=[current(item)] data-key=[item.key] {
            (icon::plain(item.icon, 16))
            (item.label)
            span.ct data-live={ "nav:" (item.label) } data-s=[item.count.and_then(|count| count.state).map(State::key)] {
                @if let Some(count) = item.count {
                    @if let Some(state) = count.state { (icon::glyph_sized(state.icon(), "s9")) }
                    (super::format::count(count.number))
                    span.vh { " " (count.what) }
                }
            }
        }
    }
}

fn current(item: &NavItem) -> Option<&'static str> {
    item.current.then_some("page")
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    fn nav() -> Nav {
        let overview =
            NavItem { short: Some("Overview"), current: true, key: Some("O"), ..NavItem::new("Overview", Icon::Overview, "/harbour/".into()) };
        let count = NavCount { number: 2, what: "late", state: Some(State::Late) };
        let dependencies = NavItem { count: Some(count), ..NavItem::new("Dependencies", Icon::Dependency, "/harbour/dependencies".into()) };
        Nav {
            sections: vec![
                NavSection { title: "Today", items: vec![overview] },
                NavSection { title: "Flow", items: vec![dependencies] },
                NavSection { title: "Learn", items: vec![] },
            ],
        }
    }

    #[test]
    fn the_sidebar_marks_the_page_its_key_and_what_is_late() {
        let page = Html::of(&sidebar(&nav()));
        assert_eq!(page.text("a[aria-current=page]"), "Overview");
        assert_eq!(page.attr("a[data-key=O]", "href"), "/harbour/");
        assert_eq!(page.text(".ct[data-s=late]"), "2 late");
        assert_eq!(page.count("h2"), 2);
    }

    #[test]
    fn the_bar_of_phones_keeps_the_rest_under_more() {
        let page = Html::of(&tab_bar(tabs(&nav()), sheet(&nav()), ""));
        assert_eq!(page.count(".tabbar > a"), 1);
        assert_eq!(page.text(".sheet a"), "Dependencies");
    }

    #[test]
    fn one_group_cannot_be_switched() {
        let link = |name: &str| GroupLink { name: name.into(), href: "#".into(), depth: 0, current: false };
        let mut switch = GroupSwitch { name: "Product".into(), detail: "Harbour".into(), groups: vec![link("Product")] };
        assert_eq!(Html::of(&group_switch(&switch)).count("details"), 0);
        switch.groups.push(link("Logistics"));
        assert_eq!(Html::of(&group_switch(&switch)).count("details li"), 2);
    }
}
