//! Whole pages with invented data, among them those without a picture in the design.

use maud::{Markup, html};
use rowlock_web::ui::bare::{bare, error, step_head};
use rowlock_web::ui::button::Button;
use rowlock_web::ui::clock::{Clock, count_down};
use rowlock_web::ui::confidence::confidence;
use rowlock_web::ui::field::{Choice, Field, fold, tick};
use rowlock_web::ui::icon::{glyph, logo};
use rowlock_web::ui::nav::{GroupLink, GroupSwitch, Nav, NavCount, NavItem, NavSection};
use rowlock_web::ui::page::{self, Crumb, Head, Me, NextMeeting, Shell, Ways};
use rowlock_web::ui::seg::{self, Part};
use rowlock_web::ui::status::{mark, status, usual};
use rowlock_web::ui::table::{self, cell, column, head_cell, row};
use rowlock_web::ui::timebar::{Phase, Segment, time_bar};
use rowlock_web::ui::{Icon, State, avatar, section, teamcode};

pub fn shell(title: &str) -> Shell {
    let now = i64::try_from(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |d| d.as_millis())).unwrap_or(0);
    Shell {
        head: Head { title: title.into(), server_now_ms: now, ..Head::default() },
        ways: Ways::draw(&nav(), Some(&switch()), Some("/search")),
        home_href: "/overview".into(),
        crumbs: vec![Crumb { label: "Harbour".into(), href: Some("/overview".into()) }, Crumb { label: title.into(), href: None }],
        live: None,
        live_time: "09:12".into(),
        search_action: Some("/search".into()),
        next_meeting: Some(NextMeeting { href: "/meeting".into(), starts_at_ms: now + 18 * 60_000, now_ms: now, open: false }),
        theme_action: "/theme".into(),
        me: Some(Me { name: "Ruth Adler".into(), role: html! { "Scrum of Scrums Master" }.into(), href: "/settings".into() }),
        as_of: None,
        flash: None,
    }
}

fn switch() -> GroupSwitch {
    GroupSwitch {
        name: "Product SoS".into(),
        detail: "Harbour, 8 teams".into(),
        groups: vec![group("Harbour", 0), group("Product", 1), group("Logistics", 1)],
    }
}

fn group(name: &str, depth: usize) -> GroupLink {
    GroupLink { name: name.into(), href: "/overview".into(), depth, current: name == "Product" }
}

fn nav() -> Nav {
    let item = |label, icon, href: &str, short, key| NavItem { short, key: Some(key), ..NavItem::new(label, icon, href.into()) };
    let late = NavCount { number: 2, what: "late", state: Some(State::Late) };
    Nav {
        sections: vec![
            NavSection {
                title: "Today",
                items: vec![
                    NavItem { current: true, ..item("Overview", Icon::Overview, "/overview", Some("Overview"), "O") },
                    item("Check-in", Icon::CheckIn, "/round", Some("Check-in"), "C"),
                    item("Meeting", Icon::Meeting, "/meeting", Some("Meeting"), "M"),
                    item("Relay brief", Icon::Relay, "/lists", Some("Relay"), "R"),
                ],
            },
            NavSection {
                title: "Flow",
                items: vec![
                    item("Impediments", Icon::Impediment, "/lists", None, "I"),
                    NavItem { count: Some(late), ..item("Dependencies", Icon::Dependency, "/lists", None, "D") },
                ],
            },
        ],
    }
}

pub fn overview() -> Markup {
    let shell = shell("Overview");
    let now = shell.head.server_now_ms;
    let teams = html! { @for (name, person) in [("Checkout", "Ines Moreau"), ("Payments", "Tomasz Wolski")] { (team_row(name, person)) } };
    page::page(
        &shell,
        html! {
            h1.vh { "Overview of the Product Scrum of Scrums, Tuesday 24 November 2026" }
            section.strip aria-label="Next meeting" {
                div { (count_down(now + 18 * 60_000, now, "to the meeting")) p.sub { "Today 09:30 to 09:50, Pier 2 and video" } }
                div {
                    div class="m0 sechead" { h2 { "1 of 2 check-ins is in" } p { "due at 09:20" } }
                    ul.muster { li data-s="in" { b { "Checkout" } "08:51" } li data-s="miss" { b { "Payments" } "missing" } }
                    ul.missing { li { (avatar::person("Tomasz Wolski")) (Button::new("Remind").small().post("/reminders", &[])) } }
                }
                div class="mid stack-2" { (Button::new("Open the meeting").primary().large().link("/meeting")) (Button::new("Change the agenda").link("#")) }
            }
            (section::section("teams", "Teams", "8 open impediments", Some(("What changed since Thursday", "#")),
                table::table("teams", "Teams", &[column("Team, ambassador"), column("Sprint goal"), column("Confidence"), column("Waits for"), column("Check-in")], teams)))
        },
    )
}

fn team_row(name: &str, person: &str) -> Markup {
    row(
        name,
        html! {
            (head_cell(html! { a href="#" { (name) } small { (person) } }))
            (table::plain_cell("goal", "Guest checkout takes a payment end to end"))
            (table::plain_cell("c-conf", confidence(2, Some(4))))
            (cell("Waits for", html! { span.two { (status(State::Late, "1 late")) (status(State::Risk, "1 at risk")) } }))
            (table::plain_cell("c-in", status(State::Done, "08:51")))
        },
    )
}

fn stage_head(now: i64) -> Markup {
    let clock = Clock { started_at_ms: Some(now - 5_000), elapsed_ms: 660_000, planned_ms: 1_200_000 };
    let topic = Clock { started_at_ms: Some(now), elapsed_ms: 95_000, planned_ms: 180_000 };
    let segment = |label, planned_seconds, used_seconds, phase, clock| Segment { label, planned_seconds, used_seconds, phase, clock };
    html! {
        header.stagetop {
            a.brand href="/overview" aria-label="Rowlock" { (logo()) span.hide { "Rowlock" } }
            h1 { "Tue 24 Nov " span class="w4 sub hide" { "Product SoS" } }
            (page::live_status("09:41"))
            span.clock { (clock.used(now)) " " small { "of 20:00, ends 09:50" } }
        }
        (time_bar(&[
            segment("round", 240, 310, Phase::Past, None),
            segment("topic 1", 180, 95, Phase::Now, Some(topic)),
            segment("topic 2", 180, 0, Phase::ToCome, None),
        ]))
    }
}

fn agenda(now: i64) -> Markup {
    let topic = Clock { started_at_ms: Some(now), elapsed_ms: 95_000, planned_ms: 180_000 };
    html! {
        nav aria-label="Agenda" {
            div.sechead { h2 { "Agenda" } span class="push meta" { "0:30 over plan" } }
            ol.agenda {
                li data-s="over" { (mark(State::Done)) b { "Round" } span.t data-s="over" { "5:10" } small { "of 4:00, 1:10 over" } }
                li data-s="now" aria-current="step" { (mark(State::Owned)) b { "Address-validation service" } (topic.rest(now)) small { "IMP-112" } }
                li data-s="todo" { (mark(State::New)) b { "Passkey endpoint 2 days late" } span.t { "3:00" } small { "DEP-38" } }
            }
        }
    }
}

fn topic(now: i64) -> Markup {
    let clock = Clock { started_at_ms: Some(now), elapsed_ms: 95_000, planned_ms: 180_000 };
    html! {
        p.eyebrow { span { "Topic 2 of 3" } (status(State::Escalated, "Escalated, no answer for 6 days")) span.id { "IMP-112" } }
        h2 id="topic" { "No owner for the shared address-validation service" }
        div.remain { (clock.left(now)) div { div.remainhead { (clock.left_words(now)) (Button::new("Add 1 minute").small().hotkey("+").post("#", &[])) } (clock.meter(now)) } }
        (clock.announcer())
    }
}

fn foot() -> Markup {
    html! {
        footer.stagefoot {
            (Button::new("Previous").hotkey("B").post("#", &[])) (Button::new("Next topic").primary().hotkey("N").post("#", &[]))
            (Button::new("Park").post("#", &[])) span.push {} (Button::new("Close the meeting").link("#"))
        }
    }
}

pub fn meeting() -> Markup {
    let shell = shell("Meeting");
    let now = shell.head.server_now_ms;
    let kinds =
        [Part::new("decision", "Decision").hotkey("D"), Part::new("follow-up", "Follow-up").hotkey("F"), Part::new("park", "Park").hotkey("P")];
    page::stage(
        &shell,
        html! {
            (stage_head(now))
            main id="main" class="stagebody" tabindex="-1" {
                (agenda(now))
                section.now aria-labelledby="topic" {
                    (topic(now))
                    dl.facts { div { dt { "Age" } dd { "18 days" small { "usual: 5 days" } } } div { dt { "Waiting" } dd { "3 teams" small { "Checkout, Catalogue, Data" } } } }
                    p.ask { span { "What Checkout asks of this group" } "One team to run the service until January." }
                    div.acts {
                        details.act { summary.btn { "Name an owner" } form method="post" { (Field::new("owner", "Owner").text()) div.row { (Button::new("Name owner").render()) } } }
                        details.act { summary.btn { "Resolve" } form method="post" { (Field::new("solved", "What solved it").text()) div.row { (Button::new("Resolve").render()) } } }
                        (Button::new("Escalate further").post("#", &[]))
                    }
                    section.capture aria-label="Quick capture" {
                        form method="post" action="#" {
                            div.kind { (seg::radios("kind", "Kind", &kinds, "follow-up")) }
                            div.cap {
                                (Field::new("text", "What will happen?").text())
                                div.only-decision { (Field::new("because", "Because").text()) }
                                div.only-follow-up { (Field::new("own", "Owner").text()) }
                                (Field::new("due", "Due").date())
                                (Button::new("Add").shows_key("Enter").render())
                            }
                        }
                        ul.caught { li { span { "Decision" } span { "Catalogue runs address validation until 26 Nov" } span.sub { "just now" } } }
                    }
                }
                aside {
                    div.speak { p { "Speaks now" } b { "Jonas Lindqvist" } p { "Catalogue" } }
                    div class="sechead mt4" { h2 { "Here" } p { "8 of 9" } }
                    ul.att { li { (avatar::small("Ines Moreau")) "Ines Moreau" small { "Checkout" } } li data-s="away" { (avatar::small("Aiko Tanaka")) "Aiko Tanaka" small { "Search" } (Button::new("Here").small().post("#", &[])) } }
                }
            }
            (foot())
        },
    )
}

pub fn round() -> Markup {
    let shell = shell("Round");
    let now = shell.head.server_now_ms;
    page::stage(
        &shell,
        html! {
            (stage_head(now))
            main id="main" class="stagebody two" tabindex="-1" {
                (agenda(now))
                section.now {
                    p.eyebrow { span { "Round" } span { "60 s a seat" } }
                    h2 { "What changed for each team" }
                    ol.round {
                        li aria-current="step" {
                            div.seat { b { "Checkout" } small { "Ines Moreau" } (confidence(2, Some(4))) }
                            dl.lines { dt { "Done" } dd { ul { li { "Guest cart survives sign-in" } } } dt { "Next" } dd { ul { li { "Payment step behind a flag" } li { "Refund contract" } } } dt { "Obstacles" } dd { (status(State::NoneYet, "Sandbox rejects every test card")) } dt { "Needs" } dd { "Refund API from Payments by Fri 27 Nov" } }
                        }
                        li data-s="miss" { div.seat { b { "Search" } small { "Aiko Tanaka" } } p.sub { "No check-in. " (usual(State::Missing)) } }
                    }
                    (section::section("helps", "Who needs help from whom", "2", None, html! { ul.helps { li { b { "Checkout needs Payments" } span { "Refund API" } (status(State::Late, "7 d late")) } li { b { "Mobile needs Identity" } span { "Passkey endpoint" } (status(State::Late, "2 d late")) } } }))
                }
            }
            (foot())
        },
    )
}

pub fn phone() -> Markup {
    let shell = shell("Meeting");
    let now = shell.head.server_now_ms;
    page::stage(
        &shell,
        html! {
            div.remote {
                (stage_head(now))
                main id="main" class="stagebody" tabindex="-1" {
                    section.now { (topic(now)) div.acts { (Button::new("I am here for Search").primary().post("#", &[])) (Button::new("Name me owner").post("#", &[])) } }
                    section { (fold("Agenda", false, agenda(now))) }
                }
            }
        },
    )
}

pub fn lists() -> Markup {
    page::page(
        &shell("Follow-ups"),
        html! {
            (section::page_head("Follow-ups", "6 open, 1 late.", Some(Button::new("Assign a follow-up").primary().link("#"))))
            form.filters method="get" data-autosubmit { (Field::new("q", "Contains").id("f-contains").hidden_label().placeholder("Contains").input("search")) (Field::new("team", "Team").hidden_label().select(&[Choice { value: "", words: "Any team" }])) (Button::new("Filter").small().render()) }
            ul class="box rows things" {
                li data-row="follow-up:124" { div.what { b { a href="#" { "Ask legal for a date on the guest-data text" } } p { "Helen Carver, from Thu 19 Nov" } div.why { (status(State::Late, "4 d late")) span.id { "F-124" } (teamcode::team_codes([("CHK", "Checkout")])) } } div.do { (Button::new("Done").small().post("#", &[])) (Button::new("Hand on").small().link("#")) } }
                li data-row="follow-up:126" { div.what { b { a href="#" { "Post the enrolment API draft" } } p { "Priya Raman" } div.why { (status(State::Owned, "Today")) span.id { "F-126" } } } div.do { (Button::new("Done").small().post("#", &[])) } }
            }
            ul class="box rows things dated" { li { span { "Tue 24 Nov" } div.what { b { "Refund API comes in two steps" } p { "Because Checkout can begin without partial refunds. Binds Payments and Checkout." } div.why { span.id { "D-5" } } } div.do {} } }
            ul.seats { li { b { "Checkout" } (avatar::person("Ines Moreau")) small { "may decide for the team" } } li data-s="none" { b { "Search" } (avatar::nobody("No ambassador")) (Button::new("Name an ambassador").small().link("#")) } }
            ul.goaltree { li { div { h2 { "Guest checkout for everyone" } p.sub { "by Fri 18 Dec" } (usual(State::Risk)) } ul.supports { li { (teamcode::team_code("CHK", "Checkout")) span { "Guest checkout takes a payment end to end" } (confidence(2, None)) } li { (teamcode::team_code("PAY", "Payments")) span { "Saved cards live for 10 % of buyers" } (confidence(3, None)) } } } }
            ul.hits { li { (glyph(Icon::Impediment)) span { a href="#" { "No owner for the " mark { "address" } "-validation service" } } span.id { "IMP-112" } } }
        },
    )
}

pub fn settings() -> Markup {
    let days = [("mo", "Mon", false), ("tu", "Tue", true), ("we", "Wed", false), ("th", "Thu", true), ("fr", "Fri", false)];
    page::page(
        &shell("Settings"),
        html! {
            (section::page_head("Settings of Product", "Defaults work for most groups.", None))
            nav.subnav aria-label="Settings" { a href="#" aria-current="page" { "Meeting" } a href="#" { "Seats" } a href="#" { "Rules" } }
            section.setting { header { h2 { "When it meets" } p { "Twice a week, 15 minutes is a good start." } }
                form method="post" { (seg::chips("days", "Days", &days)) div.fl { (Field::new("at", "Time").value("09:30").time()) (Field::new("minutes", "Minutes").value("20").bounds("5", "120").number()) (Field::new("weeks", "Every n weeks").value("1").bounds("1", "8").number()) }
                    (fold("Advanced", false, Field::new("rule", "Recurrence rule").value("FREQ=WEEKLY;BYDAY=TU,TH").hint("As in RFC 5545").text()))
                    div.formend { (Button::new("Save").primary().render()) span { "Applies from the next meeting on." } } } }
        },
    )
}

pub fn sign_in() -> Markup {
    bare(
        &Head { title: "Sign in".into(), ..Head::default() },
        html! {
            h1 { "Sign in" }
            form method="post" { (Field::new("email", "E-mail").autocomplete("username").required().autofocus().email()) (Field::new("password", "Password").autocomplete("current-password").required().password()) div.row { (Button::new("Sign in").primary().large().render()) } }
            p.meta { "Forgotten? An administrator can give you a new link." }
        },
    )
}

pub fn first() -> Markup {
    bare(
        &Head { title: "Welcome".into(), ..Head::default() },
        html! {
            div { h1 { "Welcome to Rowlock" } p.sub { "The place where your teams' strokes become one direction." } }
            div.ways {
                section { h2 { "Look around" } p { "A sample organisation, Harbour, with three months of history." } (Button::new("Look around with a sample organisation").post("#", &[])) }
                section { h2 { "Set up yours" } p { "Two teams, two ambassadors, one day and time: two minutes." } (Button::new("Set up yours").primary().link("/set-up")) }
            }
        },
    )
}

pub fn set_up() -> Markup {
    bare(
        &Head { title: "Set up".into(), ..Head::default() },
        html! {
            (step_head(2, 4, "Your teams", "Two are enough; more can follow at any time."))
            form method="post" { div.fl { (Field::new("team1", "First team").text()) (Field::new("person1", "Its ambassador").text()) } div.fl { (Field::new("team2", "Second team").text()) (Field::new("person2", "Its ambassador").text()) } (tick("third", "1", false, "A third team")) div.formend { (Button::new("Next").primary().render()) (Button::new("Back").quiet().link("#")) } }
        },
    )
}

pub fn broken() -> Markup {
    let head = Head { title: "Not found".into(), ..Head::default() };
    error(
        &head,
        "There is no such page",
        "It may have been removed, or you may not see it. Check the address.",
        Button::new("Go to the overview").primary().link("/overview"),
        "404",
    )
}

pub fn ballot() -> Markup {
    let words = ["lost time", "less", "break-even", "more", "much more"];
    bare(
        &Head { title: "Pulse".into(), ..Head::default() },
        html! {
            h1 { "How was it?" }
            form.ballot method="post" {
                section.question { h2 { "Worth the time" } (seg::scale("worth", "Worth the time, from 1 to 5", words, None)) }
                section.question { h2 { "Could speak openly" } (seg::scale("open", "Could speak openly, from 1 to 5", ["not at all", "little", "partly", "mostly", "fully"], None)) }
                (Field::new("improve", "One thing to improve").text())
                div.row { (Button::new("Give my ballot").primary().large().render()) } p.meta { "No names are kept. Shown from 3 ballots." }
            }
        },
    )
}
