//! The form read back into what was said, with a sentence at each field that does not fit.

use super::fill::offered;
use super::said::{Answer, Ask, Counted, Judged, Known, NextGoal, OthersAs, Raised, Said};
use super::seat::{Seat, parse_occasion};
use crate::form::Form;
use crate::ui::format;
use rowlock_domain::checkin::DoneLine;
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::meeting::Occasion;
use rowlock_domain::{Date, DependencyId, GoalId, ImpedimentId, Member, TeamId, Text, Title};

/// Everything the form says; what is wrong stands in the form.
pub(super) fn said(seat: &Seat<'_>, form: &mut Form) -> Option<Said> {
    let occasion = occasion(seat, form)?;
    let (done, dropped, carried) = done(form);
    let mut next = carried;
    for line in lines(form, "next") {
        if !next.contains(&line) {
            next.push(line);
        }
    }
    let (own_obstacles, raised) = obstacles(seat, form);
    Some(Said {
        occasion,
        member: seat.member,
        done,
        dropped,
        next,
        own_obstacles,
        known: known(seat, form),
        raised,
        answers: answers(seat, form),
        mentioned: form.ids("about", DependencyId),
        asks: asks(form),
        others: form.optional_text("others"),
        others_as: others_as(seat, form),
        progress: progress(form),
        judged: judged(form),
        goal: goal(form),
        confidence: form.optional_number("confidence", 1, 5).and_then(|value| u8::try_from(value).ok()),
        confidence_reason: form.optional_text("confidence_reason"),
        product_owner_line: form.optional_text("product_owner_line"),
    })
}

/// The meeting for which the form was written; without one, the meeting to come.
fn occasion(seat: &Seat<'_>, form: &mut Form) -> Option<Occasion> {
    let written = parse_occasion(form.value("occasion")).or(seat.next.as_ref().map(|next| next.occasion));
    if written.is_none() {
        form.wrong("occasion", "No meeting is planned, so there is nothing to check in for. Leave a note on the team's page instead.");
    }
    written
}

/// Lines of a field, each a title of its own.
fn lines(form: &mut Form, name: &str) -> Vec<Title> {
    let written = form.value(name).to_owned();
    let mut titles = Vec::new();
    for line in written.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Title::new(line) {
            Ok(title) => titles.push(title),
            Err(problem) => form.wrong(name, format!("“{}”: {problem}", line.chars().take(40).collect::<String>())),
        }
    }
    titles
}

fn offered_titles(form: &mut Form, prefix: &str) -> Vec<(usize, Title)> {
    let written: Vec<(usize, String)> = offered(form, prefix).into_iter().map(|(n, text)| (n, text.to_owned())).collect();
    let mut titles = Vec::new();
    for (n, line) in written {
        match Title::new(&line) {
            Ok(title) => titles.push((n, title)),
            Err(problem) => form.wrong(&format!("{prefix}{n}"), problem.to_string()),
        }
    }
    titles
}

/// What was done, what was dropped, what is carried on.
fn done(form: &mut Form) -> (Vec<DoneLine>, Vec<Title>, Vec<Title>) {
    let (mut done, mut dropped, mut carried) = (Vec::new(), Vec::new(), Vec::new());
    for (n, text) in offered_titles(form, "planned-") {
        if !form.value(&format!("did-{n}")).is_empty() {
            done.push(DoneLine { text, planned: true });
        } else if form.value(&format!("carry-{n}")) == "drop" {
            dropped.push(text);
        } else {
            carried.push(text);
        }
    }
    for (n, text) in offered_titles(form, "note-") {
        if !form.value(&format!("noted-{n}")).is_empty() {
            done.push(DoneLine { text, planned: false });
        }
    }
    done.extend(lines(form, "done_more").into_iter().map(|text| DoneLine { text, planned: false }));
    (done, dropped, carried)
}

fn obstacles(seat: &Seat<'_>, form: &mut Form) -> (Vec<Title>, Vec<Raised>) {
    let (mut own, mut raised) = (Vec::new(), Vec::new());
    let rows: Vec<usize> = offered(form, "obstacle-").into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(n, _)| n).collect();
    for n in rows {
        let title = form.title(&format!("obstacle-{n}"));
        let asked = form.id(&format!("help-{n}"), TeamId);
        if form.value(&format!("solve-{n}")) == "self" {
            own.push(title);
            continue;
        }
        let stops = !form.value(&format!("stops-{n}")).is_empty();
        let goal = form.id(&format!("holds-{n}"), GoalId);
        raised.push(Raised { title, asked: asked.filter(|team| Member::Team(*team) != seat.member), stops, goal });
    }
    (own, raised)
}

fn known(seat: &Seat<'_>, form: &mut Form) -> Vec<(ImpedimentId, Known)> {
    let chosen: Vec<(u32, String)> = form.beginning("imp-").filter_map(|(id, answer)| Some((id.parse().ok()?, answer.to_owned()))).collect();
    let mut said = Vec::new();
    for (id, answer) in chosen {
        let known = match answer.as_str() {
            "yes" => Known::StillThere,
            "no" => Known::NotUs,
            "solved" => Known::Solved(form.optional_text(&format!("solved-by-{id}")), cause(seat, form, id)),
            _ => continue,
        };
        said.push((ImpedimentId(id), known));
    }
    said
}

/// One of the workspace's causes; "not said" is an answer too.
fn cause(seat: &Seat<'_>, form: &mut Form, id: u32) -> Option<Title> {
    let field = format!("cause-{id}");
    let written = form.value(&field).to_owned();
    let cause = seat.view.model.causes.iter().find(|cause| cause.as_str() == written).cloned();
    if cause.is_none() && !written.is_empty() {
        form.wrong(&field, "Choose a cause from the list, or “Not said”.");
    }
    cause
}

fn answers(seat: &Seat<'_>, form: &mut Form) -> Vec<(DependencyId, Answer)> {
    let chosen: Vec<(DependencyId, String)> =
        form.beginning("dep-").filter_map(|(id, answer)| Some((DependencyId(id.parse().ok()?), answer.to_owned()))).collect();
    chosen.into_iter().filter_map(|(id, chosen)| answer(seat, form, id, &chosen).map(|answer| (id, answer))).collect()
}

fn answer(seat: &Seat<'_>, form: &mut Form, id: DependencyId, chosen: &str) -> Option<Answer> {
    let dependency = seat.view.model.dependency(id)?.clone();
    let (on, why) = (format!("on-{id}"), format!("why-{id}"));
    Some(match chosen {
        "promise" | "move" => Answer::Promise(promise(seat, form, &dependency)?, form.optional_text(&why)),
        "counter" => {
            let (date, offer) = (ahead(seat, form, &on), form.optional_text(&why));
            if date.is_none() && offer.is_empty() {
                form.wrong(&why, "Say what you offer instead, or for which date.");
            }
            Answer::Counter(date, offer)
        }
        "decline" => Answer::Decline(reason(form, &why, "Say why not: whoever needs it has to find another way.")),
        "deliver" => Answer::Deliver(form.optional_text(&why)),
        "accept" => Answer::Accept,
        "notyet" => Answer::NotYet(reason(form, &why, "Say what does not work yet.")),
        "take" => Answer::TakeOffer,
        "refuse" => Answer::RefuseOffer(form.optional_text(&why)),
        "remind" => Answer::Remind,
        _ => return None,
    })
}

fn reason(form: &mut Form, name: &str, sentence: &str) -> Text {
    let text = form.optional_text(name);
    if text.is_empty() {
        form.wrong(name, sentence);
    }
    text
}

/// A date that has not passed, if one is given.
fn ahead(seat: &Seat<'_>, form: &mut Form, name: &str) -> Option<Date> {
    let date = form.optional_date(name)?;
    if date < seat.today {
        form.wrong(name, format!("A promise is for today or later, such as {}.", seat.today));
    }
    Some(date)
}

/// The new date of a promise; a later one needs its reason.
fn promise(seat: &Seat<'_>, form: &mut Form, dependency: &Dependency) -> Option<Date> {
    let (on, why) = (format!("on-{}", dependency.id), format!("why-{}", dependency.id));
    let Some(date) = ahead(seat, form, &on) else {
        form.wrong(&on, format!("Choose the date for which you promise it, such as {}.", seat.today));
        return None;
    };
    let before = dependency.promised_for().filter(|_| dependency.state == DependencyState::Promised);
    if let Some(before) = before.filter(|before| date > *before)
        && form.value(&why).trim().is_empty()
    {
        form.wrong(
            &why,
            format!("The promise was for {}. Say why it comes later: whoever waits has to plan with it.", format::day(before, seat.today)),
        );
    }
    Some(date)
}

fn asks(form: &mut Form) -> Vec<Ask> {
    let rows: Vec<usize> = offered(form, "ask-").into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(n, _)| n).collect();
    let mut asks = Vec::new();
    for n in rows {
        let title = form.title(&format!("ask-{n}"));
        let needed_by = form.optional_date(&format!("by-{n}"));
        let done_when = form.optional_text(&format!("when-{n}"));
        match form.id(&format!("of-{n}"), TeamId) {
            Some(of) => asks.push(Ask { title, of, needed_by, done_when }),
            None => form.wrong(&format!("of-{n}"), "Choose the team that you ask."),
        }
    }
    asks
}

fn others_as(seat: &Seat<'_>, form: &mut Form) -> OthersAs {
    if form.value("others").trim().is_empty() {
        return OthersAs::Words;
    }
    match form.value("others_as") {
        "risk" => OthersAs::Risk,
        "heads_up" => {
            let from = form.optional_date("from").unwrap_or(seat.today);
            let until = form.optional_date("until").unwrap_or(from);
            if until < from {
                form.wrong("until", "The last day is before the first. Choose the same day or a later one.");
            }
            OthersAs::HeadsUp { from, until, touches: form.ids("touches", TeamId) }
        }
        _ => OthersAs::Words,
    }
}

fn progress(form: &mut Form) -> Option<Counted> {
    if ["planned", "stories_done"].iter().all(|name| form.value(name).trim().is_empty()) {
        return None;
    }
    let (planned, done) = (form.number("planned", 0, 9_999), form.number("stories_done", 0, 9_999));
    let added = form.optional_number("added", 0, 9_999).unwrap_or(0);
    if done > planned + added {
        form.wrong(
            "stories_done",
            format!("{done} stories done of {} planned and added: count again, or count those that were added.", planned + added),
        );
    }
    Some(Counted { planned, done, added })
}

fn judged(form: &mut Form) -> Vec<(GoalId, Judged)> {
    let chosen: Vec<(GoalId, String)> =
        form.beginning("judge-").filter_map(|(id, answer)| Some((GoalId(id.parse().ok()?), answer.to_owned()))).collect();
    let mut judged = Vec::new();
    for (id, answer) in chosen {
        match answer.as_str() {
            "met" => judged.push((id, Judged::Met)),
            "missed" => judged.push((id, Judged::Missed(form.optional_text(&format!("missed-{}", id.0))))),
            _ => {}
        }
    }
    judged
}

fn goal(form: &mut Form) -> Option<NextGoal> {
    if form.value("sprint_goal").trim().is_empty() {
        return None;
    }
    Some(NextGoal { title: form.title("sprint_goal"), supports: form.ids("supports", GoalId) })
}
