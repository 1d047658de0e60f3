//! The shell around every page of a workspace: head, sidebar, top bar, main, bar of phones.
//!
//! Pages without sidebar (the meeting) use [`stage`]; pages outside a workspace use `bare`.

use maud::{DOCTYPE, Markup, Render, html};

use super::clock;
use super::icon::{self, Icon};
use super::keys;
use super::nav::{self, GroupSwitch, Nav};
use super::{avatar, notice};
use crate::assets::{APP_CSS, APP_JS, LIVE_WORKER_JS};
use crate::drawn::Part;

/// The theme a person chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Follows the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// What is stored and sent; none for the system's.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// The theme that one press of the button leads to.
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Theme::System => "follows the system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What goes into `head` and onto `html` of every page.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Title without " - Rowlock".
    pub title: String,
    /// Chosen theme.
    pub theme: Theme,
    /// Whether the person switched keys off.
    pub keys_off: bool,
    /// The server's clock when this page was made.
    pub server_now_ms: i64,
}

/// How a page follows what happens.
#[derive(Debug, Clone)]
pub struct Live {
    /// Address of the stream: "/harbour/live".
    pub src: String,
    /// A name of this session for the shared worker; never the session token.
    pub session: String,
    /// Version of the model that this page shows.
    pub version: u64,
    /// Timeline of the log.
    pub timeline: String,
    /// What the page shows, such as "impediment:12 group:1"; "*" for everything.
    pub scopes: String,
    /// Whether changes show at once (a meeting) or only in place.
    pub mode: LiveMode,
}

/// When changes of other people show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiveMode {
    /// Values in place; new, removed and moved rows behind "3 updates, show".
    Calm,
    /// At once.
    Meeting,
}

/// One step of the breadcrumb; the last has no address.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
}

/// The next meeting, in the top bar.
#[derive(Debug, Clone)]
pub struct NextMeeting {
    /// Its page.
    pub href: String,
    /// When it starts.
    pub starts_at_ms: i64,
    /// The moment that the page shows.
    pub now_ms: i64,
    /// Whether it is open now.
    pub open: bool,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Me {
    /// Their name.
    pub name: String,
    /// What they are here: "Ambassador, Identity".
    pub role: Part,
    /// Their own page, with sign-out.
    pub href: String,
}

/// A page of a past moment.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// The moment in words: "Thu 19 Nov 09:50".
    pub words: String,
    /// The sentence that says when the last change before it came, where that is another minute.
    pub before: String,
    /// The same page now.
    pub now_href: String,
}

/// The ways from a page to the others. Everybody sees them alike, so they are parts that may be kept.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Name of the group, above the pages of phones.
    pub name: String,
    /// Group switcher and sidebar.
    pub side: Part,
    /// The links of the bar of phones.
    pub tabs: Part,
    /// What stands under "More" there.
    pub sheet: Part,
    /// The list of keys.
    pub keys: Part,
}

impl Ways {
    /// Draws the ways of a navigation, a group switcher and the search's address.
    pub fn draw(nav: &Nav, switch: Option<&GroupSwitch>, search: Option<&str>) -> Self {
        let name = switch.map_or_else(|| "Rowlock".to_owned(), |switch| switch.name.clone());
        let (side, sheet) = (side_links(nav, switch), sheet_links(nav, switch, search));
        Self { name, side: side.into(), tabs: nav::tabs(nav).into(), sheet: sheet.into(), keys: keys::dialog(nav).into() }
    }
}

/// Group switcher and sidebar.
pub fn side_links(nav: &Nav, switch: Option<&GroupSwitch>) -> Markup {
    html! {
        @if let Some(switch) = switch { (nav::group_switch(switch)) }
        (nav::sidebar(nav))
    }
}

/// What stands under "More" on phones: other pages, the search, other groups.
pub fn sheet_links(nav: &Nav, switch: Option<&GroupSwitch>, search: Option<&str>) -> Markup {
    html! {
        (nav::sheet(nav))
        @if let Some(search) = search { a href=(search) { (icon::plain(Icon::Search, 16)) "Search" } }
        @if let Some(switch) = switch.filter(|switch| switch.groups.len() > 1) {
            @for link in switch.groups.iter().filter(|link| !link.current).take(8) {
                a href=(link.href) { (icon::plain(Icon::Group, 16)) (link.name) }
            }
        }
    }
}

/// Everything around the content of a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Head and html element.
    pub head: Head,
    /// Sidebar, bar of phones, list of keys.
    pub ways: Ways,
    /// Address of the group's overview, behind the logo.
    pub home_href: String,
    /// From workspace to this page.
    pub crumbs: Vec<Crumb>,
    /// The live stream; none for pages that do not change.
    pub live: Option<Live>,
    /// The time of the data in words: "09:12".
    pub live_time: String,
    /// Address of the search; none where there is none.
    pub search_action: Option<String>,
    /// The next meeting.
    pub next_meeting: Option<NextMeeting>,
    /// Address that the theme button posts `theme` to.
    pub theme_action: String,
    /// Who is signed in.
    pub me: Option<Me>,
    /// Set on pages of a past moment.
    pub as_of: Option<AsOf>,
    /// What the last action did (see [`notice::flash`]).
    pub flash: Option<Markup>,
}

/// A whole page with sidebar. `main` begins with the page's `h1`.
pub fn page(shell: &Shell, main: impl Render) -> Markup {
    let Shell { head, ways, .. } = shell;
    html! {
        (DOCTYPE)
        html lang="en" data-theme=[head.theme.key()] data-keys=[head.keys()] {
            (head)
            body {
                (Opening(shell.live.as_ref()))
                div.app data-past[shell.as_of.is_some()] {
                    (side(shell))
                    div.main {
                        (top(shell))
                        main id="main" class="content" tabindex="-1" {
                            @if let Some(as_of) = &shell.as_of { (as_of_notice(as_of)) }
                            (main)
                        }
                    }
                    (nav::tab_bar(&ways.tabs, &ways.sheet, sheet_end(shell)))
                }
                (ways.keys)
                @if let Some(flash) = &shell.flash { (flash) }
            }
        }
    }
}

/// A page without sidebar, for a projector: `body` holds `header.stagetop`, `main#main` and `footer.stagefoot`.
pub fn stage(shell: &Shell, body: Markup) -> Markup {
    document(
        &shell.head,
        shell.live.as_ref(),
        html! {
            div.stage data-past[shell.as_of.is_some()] { (body) }
            (shell.ways.keys)
            @if let Some(flash) = &shell.flash { (flash) }
        },
    )
}

/// The words "Live, 09:12"; the script keeps them true. Without script nothing is live, and it says so.
pub fn live_status(time: &str) -> Markup {
    html! {
        span.live data-live-status { "Live, " (time) }
        noscript { span.live data-s="still" { "As of " (time) } }
        span.vh role="status" data-live-announce {}
    }
}

/// The document around any body.
pub(super) fn document(head: &Head, live: Option<&Live>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-theme=[head.theme.key()] data-keys=[head.keys()] {
            (head)
            body { (Opening(live)) (body) }
        }
    }
}

impl Head {
    fn keys(&self) -> Option<&'static str> {
        self.keys_off.then_some("off")
    }
}

impl Render for Head {
    fn render(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="turbo-refresh-method" content="morph";
                meta name="turbo-refresh-scroll" content="preserve";
                meta name="turbo-cache-control" content="no-cache";
                meta name="turbo-prefetch" content="false";
                meta name="server-now" content=(self.server_now_ms);
                meta name="live-worker" content=(LIVE_WORKER_JS);
                title { (self.title) " - Rowlock" }
                link rel="icon" href="/favicon.ico" type="image/svg+xml";
                link rel="stylesheet" href=(APP_CSS) data-turbo-track="reload";
                script type="module" src=(APP_JS) data-turbo-track="reload" {}
            }
        }
    }
}

/// What every body begins with.
struct Opening<'a>(Option<&'a Live>);

impl Render for Opening<'_> {
    fn render(&self) -> Markup {
        html! {
            a.skip href="#main" { "Skip to content" }
            (icon::sprite())
            @if let Some(live) = self.0 { (live_source(live)) }
        }
    }
}

fn live_source(live: &Live) -> Markup {
    let mode = match live.mode {
        LiveMode::Calm => "calm",
        LiveMode::Meeting => "meeting",
    };
    html! {
        live-source src=(live.src) session=(live.session) version=(live.version) timeline=(live.timeline)
            scopes=(live.scopes) mode=(mode) {}
    }
}

fn side(shell: &Shell) -> Markup {
    html! {
        aside.side aria-label="Rowlock" {
            a.brand href=(shell.home_href) { (icon::logo()) "Rowlock" }
            (shell.ways.side)
            div.sideend {
                (keys::opener())
                @if let Some(me) = &shell.me {
                    a.me href=(me.href) { (avatar::avatar(&me.name)) span { (me.name) small { (me.role) } } }
                }
            }
        }
    }
}

fn top(shell: &Shell) -> Markup {
    html! {
        header.top {
            a class="brand phone" href=(shell.home_href) { (icon::logo()) span { (shell.ways.name) } }
            nav.crumb aria-label="Breadcrumb" { (crumbs(&shell.crumbs)) }
            span.push {}
            @if shell.live.is_some() { (live_status(&shell.live_time)) }
            @if let Some(action) = &shell.search_action { (search(action)) }
            @if let Some(next) = &shell.next_meeting { (next_meeting(next)) }
            (theme_button(&shell.theme_action, shell.head.theme))
        }
    }
}

fn crumbs(crumbs: &[Crumb]) -> Markup {
    html! {
        @for (place, crumb) in crumbs.iter().enumerate() {
            @if place > 0 { span aria-hidden="true" { "/" } }
            @match &crumb.href {
                Some(href) => a href=(href) { (crumb.label) },
                None => span aria-current="page" { (crumb.label) },
            }
        }
    }
}

fn search(action: &str) -> Markup {
    html! {
        form.find role="search" action=(action) method="get" {
            label.vh for="q" { "Search or jump to" }
            (icon::plain(Icon::Search, 16))
            input id="q" name="q" type="search" placeholder="Search or jump to" autocomplete="off";
            kbd aria-hidden="true" { "/" }
        }
    }
}

fn next_meeting(next: &NextMeeting) -> Markup {
    html! {
        a.next href=(next.href) {
            (icon::plain(Icon::Meeting, 16))
            @if next.open { span { b { "Meeting" } " open" } }
            @else { span { (clock::left_until(next.starts_at_ms, next.now_ms)) span.nextwords { " to the meeting" } } }
        }
    }
}

/// The button that changes to the next theme by a plain form.
pub fn theme_button(action: &str, theme: Theme) -> Markup {
    html! {
        form method="post" action=(action) data-turbo="false" {
            button.iconbtn name="theme" value=(theme.next().key().unwrap_or("system")) title={ "Theme: " (theme.words()) } {
                span.vh { "Change theme, now: " (theme.words()) }
                (icon::plain(Icon::Theme, 16))
            }
        }
    }
}

fn as_of_notice(as_of: &AsOf) -> Markup {
    let words = html! { b { "As it was on " (as_of.words) "." } (as_of.before) " Nothing can be changed here." };
    let back = html! { a.link href=(as_of.now_href) { "Show it as it is now" } };
    notice::with_action(notice::Tone::Attention, words, Some(back))
}

fn sheet_end(shell: &Shell) -> Markup {
    html! {
        @if let Some(me) = &shell.me { a href=(me.href) { (icon::plain(Icon::Team, 16)) (me.name) } }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    fn shell() -> Shell {
        Shell {
            head: Head { title: "Overview".into(), theme: Theme::Dark, keys_off: true, server_now_ms: 1_000 },
            ways: Ways::draw(&Nav::default(), None, None),
            home_href: "/harbour/".into(),
            crumbs: vec![Crumb { label: "Harbour".into(), href: Some("/harbour/".into()) }, Crumb { label: "Overview".into(), href: None }],
            live: Some(Live {
                src: "/harbour/live".into(),
                session: "s1".into(),
                version: 41,
                timeline: "t1".into(),
                scopes: "group:1".into(),
                mode: LiveMode::Calm,
            }),
            live_time: "09:12".into(),
            search_action: Some("/harbour/search".into()),
            next_meeting: Some(NextMeeting { href: "/harbour/meeting".into(), starts_at_ms: 1_081_000, now_ms: 1_000, open: false }),
            theme_action: "/me/theme".into(),
            me: Some(Me { name: "Ruth Adler".into(), role: html! { "Scrum of Scrums Master" }.into(), href: "/harbour/me".into() }),
            as_of: None,
            flash: None,
        }
    }

    #[test]
    fn the_shell_is_a_whole_document_with_its_contracts() {
        let page = Html::of(&page(&shell(), html! { h1 { "Overview" } }));
        assert_eq!(page.text("title"), "Overview - Rowlock");
        assert_eq!(page.attr("html", "data-theme"), "dark");
        assert_eq!(page.attr("html", "data-keys"), "off");
        assert_eq!(page.attr("live-source", "version"), "41");
        assert_eq!(page.attr("live-source", "mode"), "calm");
        assert_eq!(page.attr("meta[name=server-now]", "content"), "1000");
        assert_eq!(page.text("main h1"), "Overview");
        assert_eq!(page.text(".crumb [aria-current=page]"), "Overview");
        assert_eq!(page.text(".next"), "18 min to the meeting");
        assert_eq!(page.text("[data-live-status]"), "Live, 09:12");
    }

    #[test]
    fn a_page_needs_no_inline_style_or_script() {
        let page = page(&shell(), html! { h1 { "Overview" } }).into_string();
        assert!(!page.contains(" style="));
        assert!(!page.contains("<style"));
        assert!(!page.contains(" onclick="));
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn a_past_moment_says_so_first() {
        let as_of = AsOf { words: "Thu 19 Nov 09:50".into(), before: String::new(), now_href: "/harbour/".into() };
        let page = Html::of(&page(&Shell { as_of: Some(as_of), ..shell() }, html! { h1 { "Overview" } }));
        assert!(page.text("main > .note").starts_with("As it was on Thu 19 Nov 09:50."));
    }

    #[test]
    fn the_theme_button_goes_round() {
        let page = Html::of(&theme_button("/me/theme", Theme::Dark));
        assert_eq!(page.attr("button", "value"), "system");
    }
}
