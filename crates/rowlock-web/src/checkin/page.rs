//! The page of a seat's check-in: numbered steps on the left, what is asked of the seat on the right.

use super::fill::{fill, offered};
use super::seat::{Seat, written};
use super::{aside, choose, draft, obstacles, others, promises, sprint};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Field, hidden};
use crate::ui::seg::{self, Part};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::series::query::Upcoming;

pub(super) async fn show(view: View, Path((_, slug, key)): Path<(String, String, String)>) -> Result<Markup, WebError> {
    let seat = Seat::of(&view, &slug, &key)?;
    let restored = if seat.may() { draft::restored(&seat).await? } else { None };
    let saved_at = restored.as_ref().map(|(_, at)| *at);
    let asked = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let form = fill(&seat, restored.map(|(form, _)| form).unwrap_or_default()).or("add", asked.value("add")).or("lines", asked.value("lines"));
    let status = saved_at.map(|at| format!("Draft of {}", format::moment(view.local(at, seat.zone()), seat.today)));
    Ok(page(&seat, &form, status.as_deref()))
}

/// The page with a form, filled in or refused.
pub(super) fn page(seat: &Seat<'_>, form: &Form, status: Option<&str>) -> Markup {
    let view = seat.view;
    let title = format!("Check-in for {}", seat.name());
    let mut frame = Frame::of_group(&title, Place::CheckIn, seat.group.id);
    frame.scopes = vec![seat.member.thing()];
    frame.scopes.extend(seat.meeting().map(|meeting| rowlock_domain::Thing::Meeting(meeting.id)));
    view.page(
        &frame,
        html! {
            (head(seat, &title, status))
            @match &seat.next {
                None => (empty("No meeting is planned", "There is nothing to check in for until the group meets again. A note on the team's page is kept for the next check-in.", None)),
                Some(_) if !seat.may() => (closed(seat)),
                Some(next) => div class="cols checkcols" { (steps(seat, next, form)) (aside::asked(seat, next)) },
            }
        },
    )
}

fn head(seat: &Seat<'_>, title: &str, status: Option<&str>) -> Markup {
    let view = seat.view;
    let sentence = seat.next.as_ref().map_or_else(String::new, |next| {
        let when = format::appointment(view.local(next.starts_at, &seat.group.zone), view.today(&seat.group.zone));
        let given = seat.given().map(|given| {
            let at = given.amended_at.unwrap_or(given.given_at);
            format!(" It is in since {}.", format::moment(view.local(at, seat.zone()), seat.today))
        });
        format!("For the meeting of {}: {when}.{}", seat.group.name, given.unwrap_or_default())
    });
    html! {
        header class="pagehead narrow" {
            div { h1 { (title) } p { (sentence) } }
            div.actions { (choose::stand_in_button(seat)) span.meta data-draft-status { (status.unwrap_or("")) } }
        }
    }
}

/// For whom the form is not: what was said, and who can.
fn closed(seat: &Seat<'_>) -> Markup {
    let who = seat.sitter().map_or_else(|| "nobody yet: it has no ambassador".to_owned(), |person| seat.view.name(person).to_owned());
    html! {
        p.meta { "Checking in for " (seat.name()) ": " (who) ". Its Scrum Master, its Product Owner and the Scrum of Scrums Master can as well." }
        @match (seat.meeting(), seat.given()) {
            (Some(meeting), Some(_)) => ul.plain {
                @for line in rowlock_domain::checkin::query::changed_in(&seat.view.model, meeting, seat.member) {
                    li { small { (crate::team::line_words(line.kind)) } span { (line.text) } }
                }
            },
            _ => (empty("No check-in yet", "What it says will be read here before the meeting.", None)),
        }
    }
}

fn steps(seat: &Seat<'_>, next: &Upcoming, form: &Form) -> Markup {
    let action = seat.view.href(&seat.path());
    let is_team = seat.team().is_some();
    html! {
        form.steps method="post" action=(action) data-draft=(format!("{action}/draft")) {
            (seat.view.stamp(None))
            (hidden("sent", "yes"))
            (hidden("occasion", &written(next.occasion)))
            (problems(form))
            (done(seat, form))
            (coming(form))
            (obstacles::step(seat, form))
            @if is_team { (promises::step(seat, form)) } @else { (promises::across(seat, form)) }
            (others::step(seat, form))
            @if is_team { (sprint::steps(seat, form)) }
            (product_owner(form, if is_team { "7" } else { "6" }, is_team))
            div.submitbar {
                (Button::new(if seat.given().is_some() { "Change the check-in" } else { "Send check-in" }).primary().large().shows_key("Ctrl Enter").render())
                span { (until(seat, next)) }
            }
        }
    }
}

fn until(seat: &Seat<'_>, next: &Upcoming) -> String {
    let due = rowlock_domain::checkin::query::due_at(next.starts_at, &seat.group.rules);
    let due = format::appointment(seat.view.local(due, seat.zone()), seat.today);
    format!("Everybody here can read it. Due {due}; you can change it until the meeting closes.")
}

/// Everything that does not fit, in one place; the sentences stand at their fields as well.
fn problems(form: &Form) -> Markup {
    let sentences: Vec<&str> = form.problems().map(|(_, sentence)| sentence).collect();
    html! {
        @if let Some(sentence) = form.refused() { (notice::refused(html! { (sentence) " Nothing was sent; your words are still here." })) }
        @else if !sentences.is_empty() {
            (notice::refused(html! { "It was not sent yet. " @for sentence in sentences.iter().take(4) { (sentence) " " } }))
        }
    }
}

/// A numbered step.
pub(super) fn step(number: &str, id: &str, title: &str, remark: &str, body: Markup) -> Markup {
    html! {
        section.step aria-labelledby=(id) {
            span.no aria-hidden="true" { (number) }
            h2 id=(id) { (title) @if !remark.is_empty() { small.meta { (remark) } } }
            div.bd { (body) }
        }
    }
}

fn done(seat: &Seat<'_>, form: &Form) -> Markup {
    let since = seat.last().map(|(meeting, _)| format::day(seat.view.local(meeting.starts_at, seat.zone()).date(), seat.today));
    let title = since.map_or_else(|| "Done".to_owned(), |day| format!("Done since {day}"));
    let planned = offered(form, "planned-");
    let notes = offered(form, "note-");
    let remark = match (planned.is_empty(), notes.is_empty(), seat.team().is_some()) {
        (false, false, true) => "from your last “next”, and from your notes",
        (false, true, _) => "from your last “next”",
        (true, false, true) => "from your notes",
        (_, false, false) => "from what the group decided",
        (true, true, _) => "",
    };
    step(
        "1",
        "s1",
        &title,
        remark,
        html! {
            ul.ticks {
                @for (n, text) in planned { (planned_line(form, n, text)) }
                @for (n, text) in notes { (note_line(form, n, text, if seat.team().is_some() { "noted meanwhile" } else { "decided meanwhile" })) }
            }
            (Field::new("done_more", "Anything else done, one line each").hidden_label().placeholder("Anything else done, one line each").value(form.value("done_more")).error(form.error("done_more")).textarea(2))
        },
    )
}

fn planned_line(form: &Form, n: usize, text: &str) -> Markup {
    let did = !form.value(&format!("did-{n}")).is_empty();
    let carry = if form.value(&format!("carry-{n}")) == "drop" { "drop" } else { "next" };
    html! {
        li {
            (hidden(&format!("planned-{n}"), text))
            label.tick {
                input type="checkbox" name=(format!("did-{n}")) value="yes" checked[did];
                span { (text) " " small { "you planned this" } }
            }
            (seg::radios(&format!("carry-{n}"), &format!("If it is not done: {text}"), &[Part::new("next", "Move to next"), Part::new("drop", "Drop")], carry))
        }
    }
}

fn note_line(form: &Form, n: usize, text: &str, source: &str) -> Markup {
    let noted = !form.value(&format!("noted-{n}")).is_empty();
    html! {
        li {
            (hidden(&format!("note-{n}"), text))
            label.tick {
                input type="checkbox" name=(format!("noted-{n}")) value="yes" checked[noted];
                span { (text) " " small { (source) } }
            }
        }
    }
}

fn coming(form: &Form) -> Markup {
    step(
        "2",
        "s2",
        "Next, until the meeting after",
        "",
        html! {
            (Field::new("next", "Next, one line each").hidden_label().value(form.value("next")).error(form.error("next")).hint("One line each. They come back as ticks next time; what is not done and not dropped above is moved here by itself.").textarea(3))
        },
    )
}

fn product_owner(form: &Form, number: &str, is_team: bool) -> Markup {
    let title = if is_team { "A line by the Product Owner" } else { "A line by the Chief Product Owner" };
    step(
        number,
        "s-po",
        title,
        "may stay empty",
        html! {
            (Field::new("product_owner_line", title).hidden_label().value(form.value("product_owner_line")).error(form.error("product_owner_line")).text())
        },
    )
}
