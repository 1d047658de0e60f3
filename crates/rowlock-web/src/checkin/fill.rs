//! The form before anybody typed: last time's "next" as ticks, notes since, what was said already; a child group's from what it brings.

use super::seat::Seat;
use crate::form::Form;
use rowlock_domain::checkin::Words;
use rowlock_domain::checkin::query::{notes_since_last_meeting, prefill};
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::series::query::last_closed;
use rowlock_domain::{Instant, Member};

/// Lines that a form offers, by their prefix: `planned-0`, `planned-1`, …
pub(super) fn offered<'a>(form: &'a Form, prefix: &'a str) -> Vec<(usize, &'a str)> {
    let mut lines: Vec<(usize, &str)> = form.beginning(prefix).filter_map(|(n, text)| n.parse().ok().map(|n| (n, text))).collect();
    lines.sort_by_key(|(n, _)| *n);
    lines
}

/// How many rows of free lines stand there: the filled ones and an empty one; "add a line" asks for as many as `lines` says.
pub(super) fn rows(form: &Form, prefix: &str, adds: bool, most: usize) -> usize {
    let filled = offered(form, prefix).into_iter().filter(|(_, text)| !text.is_empty()).map(|(n, _)| n + 1).max().unwrap_or(0);
    let asked = if adds { form.value("lines").parse().unwrap_or(0) } else { 0 };
    asked.max(filled + 1).min(most)
}

/// One row more than were sent.
pub(super) fn one_more(form: &Form, prefix: &str) -> usize {
    offered(form, prefix).last().map_or(0, |(n, _)| n + 1) + 1
}

/// Fills in what the form does not say yet. A draft keeps its ticks; notes left since join it.
pub(super) fn fill(seat: &Seat<'_>, form: Form) -> Form {
    if form.has("sent") {
        return with_new_notes(seat, form);
    }
    let form = match seat.member {
        Member::Team(_) => of_team(seat, form),
        Member::Group(_) => of_group(seat, form),
    };
    form.or("sent", "yes").or("others_as", "words").or("from", seat.today.to_string())
}

fn notes(seat: &Seat<'_>) -> Vec<(Instant, String)> {
    let Member::Team(team) = seat.member else { return Vec::new() };
    let notes = notes_since_last_meeting(&seat.view.model, team, seat.group.id, seat.view.now);
    notes.iter().flat_map(|note| note.text.as_str().lines().map(|line| (note.at, line.chars().take(200).collect()))).collect()
}

fn with_new_notes(seat: &Seat<'_>, mut form: Form) -> Form {
    let have: Vec<String> = offered(&form, "note-").into_iter().map(|(_, text)| text.to_owned()).collect();
    let first = offered(&form, "note-").last().map_or(0, |(n, _)| n + 1);
    let new = notes(seat).into_iter().map(|(_, line)| line).filter(|line| !have.contains(line));
    for (n, line) in (first..).zip(new) {
        form = form.and(&format!("note-{n}"), &line).and(&format!("noted-{n}"), "yes");
    }
    form
}

fn of_team(seat: &Seat<'_>, mut form: Form) -> Form {
    let given = seat.given();
    let last = seat.last().map(|(_, check_in)| &check_in.words);
    let planned: Vec<_> = last.map(|words| words.next.clone()).unwrap_or_default();
    for (n, line) in planned.iter().enumerate() {
        form = form.and(&format!("planned-{n}"), line.as_str());
        if given.is_some_and(|g| g.words.done.iter().any(|done| done.text == *line)) {
            form = form.and(&format!("did-{n}"), "yes");
        }
        let dropped = given.is_some_and(|g| g.words.dropped.contains(line));
        form = form.and(&format!("carry-{n}"), if dropped { "drop" } else { "next" });
    }
    let notes = notes(seat);
    for (n, (at, line)) in notes.iter().enumerate() {
        form = form.and(&format!("note-{n}"), line);
        let said = given.is_none_or(|g| *at > g.given_at || g.words.done.iter().any(|done| done.text.as_str() == line));
        if said {
            form = form.and(&format!("noted-{n}"), "yes");
        }
    }
    if let Some(given) = given {
        form = said_already(form, &given.words, |line| planned.iter().any(|p| p.as_str() == line) || notes.iter().any(|(_, n)| n == line));
    }
    let own = given.map(|g| &g.words).or(last).map(|words| words.own_obstacles.clone()).unwrap_or_default();
    for (n, obstacle) in own.iter().enumerate() {
        form = form.and(&format!("obstacle-{n}"), obstacle.as_str()).and(&format!("solve-{n}"), "self");
    }
    of_the_sprint(seat, form)
}

/// What the seat said for this meeting, for the fields that hold free lines.
fn said_already(form: Form, words: &Words, offered: impl Fn(&str) -> bool) -> Form {
    let lines = |titles: &mut dyn Iterator<Item = &str>| titles.filter(|line| !offered(line)).collect::<Vec<_>>().join("\n");
    let done = lines(&mut words.done.iter().map(|done| done.text.as_str()));
    let next = lines(&mut words.next.iter().map(rowlock_domain::Title::as_str));
    form.or("done_more", done)
        .or("next", next)
        .or("others", words.others.as_str())
        .or("confidence", words.confidence.map_or_else(String::new, |value| value.to_string()))
        .or("confidence_reason", words.confidence_reason.as_str())
        .or("product_owner_line", words.product_owner_line.as_str())
}

fn of_the_sprint(seat: &Seat<'_>, mut form: Form) -> Form {
    let Some(team) = seat.team() else { return form };
    if let Some(progress) = team.sprint_on(seat.today).and_then(|sprint| crate::team::progress::of(team, &sprint, seat.today)) {
        let latest = progress.latest;
        form = form.or("planned", latest.planned.to_string()).or("stories_done", latest.done.to_string()).or("added", latest.added.to_string());
    }
    let goal = seat.view.model.sprint_goal_on(team.id, seat.today).map(|goal| goal.id);
    let last = team.confidences.last().filter(|last| last.goal == goal);
    form.or("confidence", last.map_or_else(String::new, |last| last.value.to_string()))
}

fn of_group(seat: &Seat<'_>, mut form: Form) -> Form {
    let Member::Group(child) = seat.member else { return form };
    let model = &seat.view.model;
    let planned = seat.last().map(|(_, check_in)| check_in.words.next.clone()).unwrap_or_default();
    for (n, line) in planned.iter().enumerate() {
        form = form.and(&format!("planned-{n}"), line.as_str()).and(&format!("carry-{n}"), "next");
    }
    let since = last_closed(model, seat.group.id).and_then(|meeting| meeting.closed_at).unwrap_or_default();
    let outlook = Outlook::new(seat.view.moment(&seat.group.zone));
    let brought = prefill(&outlook, child, since).words(&outlook);
    let words = seat.given().map_or(&brought, |given| &given.words);
    for (n, done) in brought.done.iter().enumerate() {
        form = form.and(&format!("note-{n}"), done.text.as_str()).and(&format!("noted-{n}"), "yes");
    }
    for id in &words.impediments {
        form = form.and(&format!("imp-{}", id.0), "yes");
    }
    for id in words.dependencies.iter().take(12) {
        form = form.and("about", &id.0.to_string());
    }
    let known: Vec<String> = brought.done.iter().map(|done| done.text.to_string()).chain(planned.iter().map(ToString::to_string)).collect();
    said_already(form, words, |line| known.iter().any(|k| k == line))
}
