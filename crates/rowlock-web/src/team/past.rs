//! What a team said before: its check-ins, its confidences (visible to all, never a ranking), the decisions that bind it.

use crate::ui::confidence::confidence;
use crate::ui::format;
use crate::ui::section::{pairs, section};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::checkin::query::{ChangedLine, LineKind, changed_in};
use rowlock_domain::decision::query::binding;
use rowlock_domain::meeting::Meeting;
use rowlock_domain::team::Team;
use rowlock_domain::{Member, Thing};

/// Check-ins shown.
const CHECK_INS: usize = 3;
/// Confidences shown.
const CONFIDENCES: usize = 8;
/// Decisions shown.
const DECISIONS: usize = 10;

/// The last check-ins, as the lines that were new in each.
pub(super) fn check_ins(view: &View, team: &Team) -> Markup {
    let member = Member::Team(team.id);
    let given = view.model.meetings.iter().rev().filter(|m| m.check_ins.contains_key(&member));
    let given: Vec<_> = given.take(CHECK_INS).collect();
    let today = view.today(&team.zone);
    let body = html! {
        @if given.is_empty() { p.meta { "It has not checked in yet." } }
        div class="stack-4" {
        @for meeting in given {
            section.day {
                h3 { "For " (format::day(view.local(meeting.starts_at, &team.zone).date(), today)) }
                (said(view, meeting, member))
            }
        }
        }
    };
    section("h-check-ins", "Last check-ins", "what was new in each", None, body)
}

/// The new lines of a check-in, by kind.
fn said(view: &View, meeting: &Meeting, member: Member) -> Markup {
    let mut kinds: Vec<(LineKind, Vec<ChangedLine>)> = Vec::new();
    for line in changed_in(&view.model, meeting, member) {
        match kinds.last_mut() {
            Some((kind, lines)) if *kind == line.kind => lines.push(line),
            _ => kinds.push((line.kind, vec![line])),
        }
    }
    pairs(kinds.iter().map(|(kind, lines)| {
        let words = html! { @for line in lines.iter().take(8) { div { @match line.thing { Some(thing) => a href=(view.thing_href(thing)) { (line.text) }, None => (line.text) } } } };
        (line_words(*kind), words)
    }))
}

/// What a line of a check-in is.
pub(crate) fn line_words(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Done => "Done",
        LineKind::DoneUnplanned => "Done, came in between",
        LineKind::Dropped => "Dropped",
        LineKind::Next => "Next",
        LineKind::StillNext => "Still next",
        LineKind::Obstacle => "Solves itself",
        LineKind::ObstacleGone => "No longer in the way",
        LineKind::Impediment => "Impediment",
        LineKind::Dependency => "Promises",
        LineKind::Others => "For others",
        LineKind::Confidence => "Confidence",
        LineKind::ProductOwner => "Product Owner",
    }
}

/// Confidence as it was given, newest first.
pub(super) fn confidences(view: &View, team: &Team) -> Markup {
    let given: Vec<_> = team.confidences.iter().collect();
    let today = view.today(&team.zone);
    let body = html! {
        @if given.is_empty() { p.meta { "Not given yet." } }
        ul.plain {
            @for (n, now) in given.iter().enumerate().rev().take(CONFIDENCES) {
                @let before = n.checked_sub(1).and_then(|n| given.get(n)).filter(|before| before.goal == now.goal).map(|before| before.value);
                li data-row=(format!("confidence-{}", now.meeting.0)) {
                    (confidence(now.value, before))
                    small { (format::day(view.local(now.at, &team.zone).date(), today)) @if !now.reason.is_empty() { ": " (now.reason) } }
                }
            }
        }
    };
    section("h-confidence", "Confidence", "", None, body)
}

/// Decisions in force that bind the team.
pub(super) fn decisions(view: &View, team: &Team) -> Markup {
    let binding: Vec<_> = binding(&view.model, team.id).collect();
    if binding.is_empty() {
        return html! {};
    }
    let body = html! {
        ul.plain {
            @for decision in binding.iter().rev().take(DECISIONS) {
                li data-row=(decision.id) { b { a href=(view.thing_href(Thing::Decision(decision.id))) { (decision.text) } } small { (decision.id) } }
            }
        }
        @if binding.len() > DECISIONS { p.meta { "and " (format::count(binding.len() - DECISIONS)) " more" } }
    };
    section("h-decisions", "Decisions that bind it", "", None, body)
}
