//! The frame around a workspace's pages, filled in for one viewer: navigation with its counts, group switcher, next meeting.

use crate::choices::names_for_fields;
use crate::drawn::Part;
use crate::ui::icon::Icon;
use crate::ui::nav::{GroupLink, GroupSwitch, Nav, NavItem, NavSection};
use crate::ui::page::{self, AsOf, Crumb, Head, Live, LiveMode, Me, Shell, Theme, Ways};
use crate::ui::{format, keys, nav, notice};
use crate::view::View;
use maud::{Markup, Render, html};
use rowlock_domain::group::{Group, GroupRole};
use rowlock_domain::team::TeamRole;
use rowlock_domain::{GroupId, Member, PersonId, TeamId, Thing, Workspace};
use std::sync::Arc;

/// A page of the navigation, to mark the one that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Overview of the group.
    Overview,
    /// Check-in.
    CheckIn,
    /// The next or open meeting.
    Meeting,
    /// The last relay.
    Relay,
    /// Impediments and risks.
    Impediments,
    /// Dependencies.
    Dependencies,
    /// What changed.
    Changed,
    /// Goals.
    Goals,
    /// Forecast.
    Forecast,
    /// Decisions.
    Decisions,
    /// Follow-ups.
    FollowUps,
    /// Insights.
    Insights,
    /// People and settings.
    People,
    /// Settings of the group.
    Settings,
    /// None of them.
    Elsewhere,
}

impl Place {
    /// Tells places apart where parts of pages are kept.
    fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::CheckIn => "check-in",
            Self::Meeting => "meeting",
            Self::Relay => "relay",
            Self::Impediments => "impediments",
            Self::Dependencies => "dependencies",
            Self::Changed => "changes",
            Self::Goals => "goals",
            Self::Forecast => "forecast",
            Self::Decisions => "decisions",
            Self::FollowUps => "follow-ups",
            Self::Insights => "insights",
            Self::People => "people",
            Self::Settings => "settings",
            Self::Elsewhere => "elsewhere",
        }
    }
}

/// What a page says about itself.
pub struct Frame<'a> {
    /// Title of the window.
    pub title: &'a str,
    /// Which page of the navigation it is.
    pub place: Place,
    /// The group it belongs to.
    pub group: Option<GroupId>,
    /// Steps between the group and this page: (words, path in the workspace).
    pub crumbs: Vec<(String, String)>,
    /// What it shows: changes of these concern it. Empty = it does not change by itself.
    pub scopes: Vec<Thing>,
    /// Whether changes show at once.
    pub mode: LiveMode,
}

impl<'a> Frame<'a> {
    /// A page that shows a group.
    #[must_use]
    pub fn of_group(title: &'a str, place: Place, group: GroupId) -> Self {
        Self { title, place, group: Some(group), crumbs: Vec::new(), scopes: vec![Thing::Group(group)], mode: LiveMode::Calm }
    }

    /// A page that shows one thing of a group.
    #[must_use]
    pub fn of_thing(title: &'a str, place: Place, group: GroupId, thing: Thing) -> Self {
        Self { scopes: vec![thing], ..Self::of_group(title, place, group) }
    }

    /// The same, with a step before it.
    #[must_use]
    pub fn below(mut self, words: &str, path: &str) -> Self {
        self.crumbs.push((words.to_owned(), path.to_owned()));
        self
    }
}

impl View {
    /// A whole page with sidebar; `main` begins with its `h1`.
    #[must_use]
    pub fn page(&self, frame: &Frame<'_>, main: impl Render) -> Markup {
        let shell = self.shell(frame);
        if let Some(names) = names_for_fields(self) {
            return page::page(&shell, html! { (self.above()) (main) (names) });
        }
        if self.is_sample || self.old_since.is_some() {
            return page::page(&shell, html! { (self.above()) (main) });
        }
        page::page(&shell, main)
    }

    /// What stands above every page where there is something to say.
    fn above(&self) -> Markup {
        html! { (self.away()) @if self.is_sample { (crate::gate::sample::bar(self)) } }
    }

    /// A whole page without sidebar, for a projector.
    #[must_use]
    pub fn stage(&self, frame: &Frame<'_>, body: Markup) -> Markup {
        page::stage(&self.shell(frame), html! { (self.away()) (body) @if let Some(names) = names_for_fields(self) { (names) } })
    }

    /// Says since when the page may be old, where the database does not answer.
    fn away(&self) -> Markup {
        let Some(since) = self.old_since else { return html! {} };
        let since = format::time_of_day(self.local(since, &self.model.zone).time());
        let sentence =
            format!("The database has not answered since {since}. This is what stood here then; nothing can be saved until it answers again.");
        notice::notice(notice::Tone::Late, &sentence)
    }

    fn shell(&self, frame: &Frame<'_>) -> Shell {
        let group = frame.group.or_else(|| self.home_group()).and_then(|id| self.model.group(id));
        let zone = group.map_or(&self.model.zone, |group| &group.zone);
        let home = group.map_or_else(|| self.href("people"), |group| self.thing_href(Thing::Group(group.id)));
        Shell {
            head: Head {
                title: frame.title.to_owned(),
                theme: self.theme(),
                keys_off: self.preference.as_ref().is_some_and(|p| p.keys == Some(false)),
                server_now_ms: self.site.engine.clock().now().0,
            },
            ways: self.ways(frame.place, group),
            home_href: home,
            crumbs: self.crumbs(frame, group),
            live: self.live(frame),
            live_time: format::time_of_day(self.local(self.site.engine.clock().now(), zone).time()),
            search_action: Some(self.search_href()),
            next_meeting: group.and_then(|group| crate::meeting::next_for_shell(self, group)),
            theme_action: format!("/{}/me/theme", self.desk.slug),
            me: Some(Me { name: self.name(self.person).to_owned(), role: self.role_words(), href: self.href("me") }),
            as_of: self.is_past.then(|| self.past(zone)),
            flash: self.flash(),
        }
    }

    fn ways(&self, place: Place, group: Option<&Arc<Group>>) -> Ways {
        let Some(group) = group else { return Ways::draw(&Nav::default(), None, Some(&self.search_href())) };
        let part = |name, draw: &dyn Fn(&Nav, &GroupSwitch) -> Markup| {
            self.drawn(name, Thing::Group(group.id), place.name(), |view| draw(&view.nav(place, group), &view.switch(group)))
        };
        let search = self.search_href();
        Ways {
            name: group.name.to_string(),
            side: part("sidebar", &|nav, switch| page::side_links(nav, Some(switch))),
            tabs: part("bar of phones", &|nav, _| nav::tabs(nav)),
            sheet: part("more on phones", &|nav, switch| page::sheet_links(nav, Some(switch), Some(&search))),
            keys: part("keys", &|nav, _| keys::dialog(nav)),
        }
    }

    fn theme(&self) -> Theme {
        match self.preference.as_ref().and_then(|p| p.theme.as_deref()) {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn live(&self, frame: &Frame<'_>) -> Option<Live> {
        if self.is_past || frame.scopes.is_empty() {
            return None;
        }
        let scopes: Vec<String> = frame.scopes.iter().map(ToString::to_string).collect();
        Some(Live {
            src: format!("/{}/live", self.desk.slug),
            session: self.session.token_hash.chars().take(12).collect(),
            version: self.model.version,
            timeline: self.snapshot.timeline.to_string(),
            scopes: scopes.join(" "),
            mode: frame.mode,
        })
    }

    fn crumbs(&self, frame: &Frame<'_>, group: Option<&Arc<Group>>) -> Vec<Crumb> {
        let mut crumbs = Vec::new();
        // A group above all others often bears the organisation's own name.
        if group.is_none_or(|group| group.name != self.model.name) {
            crumbs.push(Crumb { label: self.model.name.to_string(), href: Some(format!("/{}", self.desk.slug)) });
        }
        if let Some(group) = group {
            crumbs.push(Crumb { label: group.name.to_string(), href: Some(self.thing_href(Thing::Group(group.id))) });
        }
        crumbs.extend(frame.crumbs.iter().map(|(label, path)| Crumb { label: label.clone(), href: Some(self.href(path)) }));
        crumbs.push(Crumb { label: frame.title.to_owned(), href: None });
        crumbs
    }

    fn switch(&self, current: &Group) -> GroupSwitch {
        let teams = self.model.teams_within(current.id).count();
        let mut groups = Vec::new();
        for top in self.model.top_groups() {
            self.list_groups(top, current.id, 0, &mut groups);
        }
        let detail = format!("{}, {}", self.model.name, format::counted(teams, "team", "teams"));
        GroupSwitch { name: current.name.to_string(), detail, groups }
    }

    fn list_groups(&self, group: &Group, current: GroupId, depth: usize, list: &mut Vec<GroupLink>) {
        list.push(GroupLink { name: group.name.to_string(), href: self.thing_href(Thing::Group(group.id)), depth, current: group.id == current });
        for child in self.model.child_groups(group.id) {
            self.list_groups(child, current, depth + 1, list);
        }
    }

    /// The pages of a group that there is reason for.
    pub(crate) fn nav(&self, place: Place, group: &Arc<Group>) -> Nav {
        let counts = self.nav_counts(group);
        let base = format!("groups/{}", group.slug);
        let item =
            |label, icon, path: &str, key, here| NavItem { key: Some(key), current: place == here, ..NavItem::new(label, icon, self.href(path)) };
        let at = |page: &str| format!("{base}/{page}");
        let today = vec![
            NavItem { short: Some("Overview"), ..item("Overview", Icon::Overview, &base, "O", Place::Overview) },
            NavItem { short: Some("Check-in"), ..item("Check-in", Icon::CheckIn, &at("check-in"), "C", Place::CheckIn) },
            NavItem {
                short: Some("Meeting"),
                phone_href: Some(self.href(&at("meeting?screen=phone"))),
                ..item("Meeting", Icon::Meeting, &at("meeting"), "M", Place::Meeting)
            },
            NavItem { short: Some("Relay"), ..item("Relay", Icon::Relay, &at("relay"), "R", Place::Relay) },
        ];
        let mut flow = vec![
            NavItem { count: counts.impediments(), ..item("Impediments", Icon::Impediment, &at("impediments"), "I", Place::Impediments) },
            NavItem { count: counts.dependencies(), ..item("Dependencies", Icon::Dependency, &at("dependencies"), "D", Place::Dependencies) },
        ];
        // What nobody has had reason for yet is not in the way of a new workspace.
        if !self.model.follow_ups.is_empty() || place == Place::FollowUps {
            flow.push(NavItem { count: counts.follow_ups(), ..item("Follow-ups", Icon::FollowUp, &at("follow-ups"), "U", Place::FollowUps) });
        }
        flow.push(item("What changed", Icon::Time, &at("changes"), "T", Place::Changed));
        let mut product = Vec::new();
        if counts.has_goals {
            product.push(item("Goals", Icon::Goal, &at("goals"), "S", Place::Goals));
        }
        if counts.has_forecast {
            product.push(item("Forecast", Icon::Forecast, &at("forecast"), "F", Place::Forecast));
        }
        if !self.model.decisions.is_empty() || place == Place::Decisions {
            product.push(item("Decisions", Icon::Decision, &at("decisions"), "E", Place::Decisions));
        }
        let about =
            vec![item("People", Icon::People, "people", "P", Place::People), item("Settings", Icon::Settings, &at("settings"), "X", Place::Settings)];
        let mut learn = Vec::new();
        if counts.has_insights {
            learn.push(item("Insights", Icon::Insights, &at("insights"), "A", Place::Insights));
        }
        let section = |title, items| NavSection { title, items };
        Nav {
            sections: vec![
                section("Today", today),
                section("Flow", flow),
                section("Product", product),
                section("Learn", learn),
                section("Group", about),
            ],
        }
    }

    fn search_href(&self) -> String {
        format!("/{}/search", self.desk.slug)
    }

    /// What the viewer is here. Not personal: everybody reads the same of them.
    fn role_words(&self) -> Part {
        let person = self.person;
        self.drawn("role", Thing::Person(person), "", |view| html! { (view.rank_and_role(person).1) })
    }

    /// What a person is here in words, and how far up: 0 leads a group, 1 holds a seat, 2 works in a team, 3 none of it.
    #[must_use]
    pub fn rank_and_role(&self, person: PersonId) -> (u8, String) {
        let roles = [group_role_of(&self.model, person), seat_of(self, person), team_role_of(&self.model, person)];
        let found = (0_u8..).zip(roles).find_map(|(rank, words)| words.map(|words| (rank, words)));
        let otherwise = if self.model.administrators.contains(&person) { "Administrator" } else { "Member" };
        found.unwrap_or_else(|| (3, otherwise.to_owned()))
    }

    fn past(&self, zone: &rowlock_domain::Zone) -> AsOf {
        let (words, before) = self.moment_words(zone);
        AsOf { words, before, now_href: self.here_now() }
    }

    fn here_now(&self) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("at=")).collect();
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
    }

    /// What the viewer's last action did, while it is fresh; with a way to take it back.
    fn flash(&self) -> Option<Markup> {
        let recorded = self.snapshot.model.recorded(self.done?)?;
        let fresh = self.site.engine.clock().now().since_ms(recorded.stamp.at) < 30_000;
        if recorded.stamp.person() != Some(self.person) || !fresh {
            return None;
        }
        let sentence =
            html! { (crate::changes::sentence(self, recorded)) @if let Some(next) = crate::item::what_next(self, recorded) { ". " (next) } };
        let undo = crate::changes::undo_href(self, recorded);
        Some(notice::flash(&sentence, undo.as_deref()))
    }
}

/// "Scrum of Scrums Master, Product".
fn group_role_of(model: &Workspace, person: PersonId) -> Option<String> {
    model.groups.iter().find_map(|group| {
        let (role, ..) = group.roles.iter().find(|(_, who, _)| *who == person)?;
        Some(format!("{}, {}", group_role_words(*role), group.name))
    })
}

/// "Ambassador, Identity".
fn seat_of(view: &View, person: PersonId) -> Option<String> {
    view.model.groups.iter().find_map(|group| {
        let today = view.today(&group.zone);
        let held = |member: &Member| group.seats.get(member).and_then(|seat| seat.holder_on(today)).is_some_and(|t| t.person == person);
        group.seats.keys().find(|member| held(member)).map(|member| format!("Ambassador, {}", view.model.member_name(*member)))
    })
}

/// "Scrum Master, Search".
fn team_role_of(model: &Workspace, person: PersonId) -> Option<String> {
    model.teams.iter().find_map(|team| {
        let (role, _) = team.roles.iter().find(|(_, who)| *who == person)?;
        Some(format!("{}, {}", team_role_words(*role), team.name))
    })
}

/// A group role as people read it.
#[must_use]
pub fn group_role_words(role: GroupRole) -> &'static str {
    match role {
        GroupRole::Master => "Scrum of Scrums Master",
        GroupRole::Deputy => "Deputy Master",
        GroupRole::ChiefProductOwner => "Chief Product Owner",
        GroupRole::ProductOwner => "Product Owner",
        GroupRole::Stakeholder => "Stakeholder",
    }
}

/// A group role as people read it, with the team for which it is held: "Stakeholder for Search".
#[must_use]
pub fn held_role_words(model: &Workspace, role: GroupRole, for_team: Option<TeamId>) -> String {
    let team = for_team.and_then(|team| model.team(team)).map(|team| format!(" for {}", team.name));
    format!("{}{}", group_role_words(role), team.unwrap_or_default())
}

/// A team role as people read it.
#[must_use]
pub fn team_role_words(role: TeamRole) -> &'static str {
    match role {
        TeamRole::ProductOwner => "Product Owner",
        TeamRole::ScrumMaster => "Scrum Master",
        TeamRole::Developer => "Developer",
        TeamRole::Stakeholder => "Stakeholder",
    }
}
