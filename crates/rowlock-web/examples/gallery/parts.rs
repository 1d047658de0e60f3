//! Every component in its states.

use maud::{Markup, html};
use rowlock_domain::workspace::Measure;
use rowlock_web::ui::agebar::{Usual, age};
use rowlock_web::ui::burnup::BurnUp;
use rowlock_web::ui::button::{Button, copy_button};
use rowlock_web::ui::clock::Clock;
use rowlock_web::ui::confidence::confidence;
use rowlock_web::ui::empty::empty;
use rowlock_web::ui::field::{Choice, Field, fold, tick};
use rowlock_web::ui::meter::meter;
use rowlock_web::ui::notice::{self, Tone};
use rowlock_web::ui::seg::{self, Part};
use rowlock_web::ui::status::usual;
use rowlock_web::ui::timebar::{Phase, Segment, time_bar};
use rowlock_web::ui::{Icon, State, avatar, icon, page, section, teamcode};

pub fn components() -> Markup {
    let states =
        [State::Ok, State::Risk, State::Late, State::NoneYet, State::Missing, State::Done, State::New, State::Owned, State::Follow, State::Escalated];
    page::page(
        &crate::pages::shell("Components"),
        html! {
            (section::page_head("Components", "Every part of the interface in every state it can have.", None))
            (shown("status", "Status", html! { @for state in states { (usual(state)) } }))
            (shown("buttons", "Buttons", buttons()))
            (shown("fields", "Fields", fields()))
            (shown("choices", "Choices", choices()))
            (shown("figures", "Figures", figures()))
            (shown("notices", "Notices", html! { div.stack-2 { (notices()) } }))
            (shown("empty", "Empty", empty("No open impediments", "The last one was resolved on Mon 23 Nov.", Some(Button::new("Raise an impediment").link("#")))))
            (shown("icons", "Glyphs", html! { @for glyph in [Icon::Goal, Icon::People, Icon::Settings, Icon::Decision, Icon::FollowUp, Icon::Group, Icon::Team, Icon::Copy, Icon::Close, Icon::Plus, Icon::Up, Icon::Down, Icon::Arrow] { (icon::plain(glyph, 20)) } }))
            (notice::flash("Check-in sent at 09:13.", Some("#")))
        },
    )
}

fn shown(id: &str, title: &str, body: Markup) -> Markup {
    section::section(id, title, "", None, html! { div class="row row-4 start" { (body) } })
}

fn buttons() -> Markup {
    html! {
        (Button::new("Primary").primary().render())
        (Button::new("Default").render())
        (Button::new("Quiet").quiet().render())
        (Button::new("Small").small().render())
        (Button::new("Not allowed").disabled(true).render())
        (Button::new("Next topic").hotkey("N").render())
        button class="btn primary" aria-busy="true" { "Sending" }
        span id="copied" { "IMP-12" } (copy_button("Copy", "copied"))
    }
}

fn fields() -> Markup {
    let owners = [Choice { value: "", words: "No owner yet" }, Choice { value: "1", words: "Priya Raman" }];
    html! {
        (Field::new("a", "Label").value("A value").hint("Hint below the field").text())
        (Field::new("b", "Due").value("31 Nov").error(Some("November has 30 days. Example: 30 Nov")).text())
        (Field::new("c", "Owner").select(&owners))
        (Field::new("d", "Needed by").value("2026-11-26").date())
        (Field::new("e", "Next, one line each").value("One\nTwo").textarea(3))
    }
}

fn choices() -> Markup {
    let parts = [
        Part::new("ok", "On track").state(State::Ok),
        Part::new("late", "Late by").state(State::Late),
        Part::new("done", "Delivered").state(State::Done),
    ];
    let days = [("mo", "Mon", false), ("tu", "Tue", true), ("we", "Wed", false), ("th", "Thu", true), ("fr", "Fri", false)];
    html! {
        (seg::radios("answer", "Refund API", &parts, "late"))
        (seg::views("View", &[("Board", "#".into(), true), ("Matrix", "#".into(), false), ("List", "#".into(), false)]))
        (seg::chips("days", "Days", &days))
        (tick("t", "1", true, html! { "Ticked" small { "with a second line" } }))
        (seg::scale("confidence", "Confidence", seg::CONFIDENCE_WORDS, Some(3)))
        (fold("Advanced", false, html! { p { "Folded away." } }))
    }
}

fn figures() -> Markup {
    let usual = Some(Usual { half_days: 5, most_days: 12 });
    let clock = Clock { started_at_ms: None, elapsed_ms: 95_000, planned_ms: 180_000 };
    let segment = |label, planned_seconds, used_seconds, phase| Segment { label, planned_seconds, used_seconds, phase, clock: None };
    let bar = [
        segment("opening", 120, 120, Phase::Past),
        segment("topic 1", 240, 310, Phase::Past),
        segment("topic 2", 180, 95, Phase::Now),
        segment("topic 3", 180, 0, Phase::ToCome),
    ];
    html! {
        (confidence(2, Some(4))) (confidence(5, Some(4))) (confidence(3, None))
        @for days in [4, 10, 18] { (age(days, usual, Measure::ElapsedDays)) }
        (meter(62.0, Some(State::Risk), Some(85.0))) (meter(91.0, Some(State::Ok), Some(85.0)))
        (BurnUp { days: 10, scope: &[22.0, 22.0, 24.0, 24.0], done: &[0.0, 2.0, 5.0, 9.0] }.render())
        (time_bar(&bar)) (clock.meter(0))
        (avatar::person("Ruth Adler")) (avatar::nobody("No ambassador"))
        (teamcode::team_codes([("CHK", "Checkout"), ("MOB", "Mobile")]))
    }
}

fn notices() -> Markup {
    html! {
        (notice::notice(Tone::Neutral, "A neutral fact, never more than two lines."))
        (notice::with_action(Tone::Attention, html! { b { "One follow-up has no owner." } " Name one, or let it go." }, Some(Button::new("Name one").small().link("#"))))
        (notice::notice(Tone::Late, html! { b { "Not saved." } " The server did not answer. Your text is kept here; try again." }))
        (notice::notice(Tone::Done, "Check-in sent at 09:13."))
    }
}
