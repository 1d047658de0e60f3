//! The group's rules: planned minutes, working hours, when check-ins are due, who is the last rung.

use super::{action, send, setting};
use crate::choices::{chosen_person, person_field};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::Act;
use rowlock_domain::group::command::{NameLastRung, SetRules};
use rowlock_domain::group::{Group, Rules};

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let rules = &group.rules;
    let may = view.may(Act::Lead(group.id));
    setting(
        "h-rules",
        "Rules",
        "How the time box is planned, and when something is late enough to be talked about.",
        html! {
            p {
                "Opening " (minutes(rules.opening_seconds)) ", " (rules.round_seconds) " s a seat in the round, escalated topics " (minutes(rules.escalated_seconds))
                ", other topics " (minutes(rules.topic_seconds)) ", close " (minutes(rules.closing_seconds)) "."
            }
            p { "Work is from " (rules.from_hour) " to " (rules.until_hour) ". Check-ins are asked for at " (rules.ask_hour) ":00 of the working day before, and due " (format::count(rules.due_minutes as usize)) " minutes before the meeting." }
            p { "No owner for " (days(rules.owner_days)) ", or no answer for " (days(rules.answer_days)) ": it becomes a topic." }
            @if may { (rules_form(view, group, refused)) (last_rung_form(view, group, refused)) }
        },
    )
}

fn minutes(seconds: u32) -> String {
    if seconds.is_multiple_of(60) { format!("{} min", seconds / 60) } else { format!("{} s", format::count(seconds as usize)) }
}

fn days(days: u32) -> String {
    if days == 1 { "1 working day".to_owned() } else { format!("{days} working days") }
}

/// The fields: (name, label, value of a rule, least, most).
type Setting = (&'static str, &'static str, fn(&Rules) -> u32, u32, u32);

const FIELDS: &[Setting] = &[
    ("opening_seconds", "Opening, seconds", |r| r.opening_seconds, 0, 1800),
    ("round_seconds", "Round, seconds a seat", |r| r.round_seconds, 5, 600),
    ("escalated_seconds", "Escalated topic, seconds", |r| r.escalated_seconds, 30, 1800),
    ("topic_seconds", "Other topic, seconds", |r| r.topic_seconds, 30, 1800),
    ("closing_seconds", "Close, seconds", |r| r.closing_seconds, 0, 1800),
    ("from_hour", "Work begins, hour", |r| u32::try_from(r.from_hour).unwrap_or(0), 0, 23),
    ("until_hour", "Work ends, hour", |r| u32::try_from(r.until_hour).unwrap_or(0), 1, 24),
    ("ask_hour", "Check-ins are asked for at, hour", |r| u32::try_from(r.ask_hour).unwrap_or(0), 0, 23),
    ("due_minutes", "Check-ins are due, minutes before", |r| r.due_minutes, 0, 1440),
    ("owner_days", "No owner is a topic after, working days", |r| r.owner_days, 0, 30),
    ("answer_days", "No answer is a topic after, working days", |r| r.answer_days, 0, 30),
];

fn rules_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = FIELDS.iter().fold(refused.form("rules"), |form, (name, _, value, ..)| form.or(name, value(&group.rules).to_string()));
    fold(
        "Change the rules",
        refused.is("rules"),
        html! {
            (refused.notice("rules"))
            form.form method="post" action=(action(view, group, "rules")) {
                (view.stamp(None))
                @for (name, label, _, least, most) in FIELDS {
                    (Field::new(name, label).value(form.value(name)).error(form.error(name)).bounds(&least.to_string(), &most.to_string()).number())
                }
                div.formend { (Button::new("Save the rules").render()) }
            }
        },
    )
}

fn last_rung_form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("last-rung").or("person", group.last_rung.map_or_else(String::new, |p| p.to_string()));
    fold(
        "Last rung",
        refused.is("last-rung"),
        html! {
            (refused.notice("last-rung"))
            form.form method="post" action=(action(view, group, "last-rung")) {
                (view.stamp(None))
                (person_field(view, Field::new("person", "Above the top group").id("f-last-rung").value(form.value("person")).error(form.error("person"))
                    .hint("Who hears of what no group could solve."), "The Chief Product Owner of the top group"))
                div.formend { (Button::new("Save the last rung").render()) }
            }
        },
    )
}

pub(super) async fn set(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let read: Vec<u32> = FIELDS.iter().map(|(name, _, _, least, most)| form.number(name, *least, *most)).collect();
    let hour = |value: u32| i8::try_from(value).unwrap_or(0);
    let rules = Rules {
        opening_seconds: read[0],
        round_seconds: read[1],
        escalated_seconds: read[2],
        topic_seconds: read[3],
        closing_seconds: read[4],
        from_hour: hour(read[5]),
        until_hour: hour(read[6]),
        ask_hour: hour(read[7]),
        due_minutes: read[8],
        owner_days: read[9],
        answer_days: read[10],
    };
    if rules.from_hour >= rules.until_hour {
        form.wrong("until_hour", "Work ends after it begins. Choose a later hour.");
    }
    send(view, slug, "rules", form, vec![SetRules { group, rules }.into()]).await
}

pub(super) async fn name_last_rung(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.id;
    let person = chosen_person(&view, &mut form, "person");
    send(view, slug, "last-rung", form, vec![NameLastRung { group, person }.into()]).await
}
