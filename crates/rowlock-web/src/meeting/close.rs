//! The close step: what we leave with, the pulse as it stands, each seat's relay as it will read; one button ends it.

use super::address::Parts;
use super::ballot::{self, Count, Voting};
use super::room::Room;
use super::screen::{Screen, meeting_of, quietly};
use super::{stage, words};
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::group::{member_key, parse_member};
use crate::impediment::level_name;
use crate::refused::Refused;
use crate::relay;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, hidden};
use crate::ui::notice::{self, Tone};
use crate::ui::{avatar, format, seg};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::follow_up::FollowUp;
use rowlock_domain::meeting::Meeting;
use rowlock_domain::meeting::command::CloseMeeting;
use rowlock_domain::meeting::minutes::{Minutes, minutes};
use rowlock_domain::relay::command::{AddRelaySentence, HoldRelays, TakeBackRelays};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Actor, Member, TeamId, Thing, Via};
use rowlock_engine::Submission;
use rowlock_engine::plain::Ballot as KeptBallot;

/// As many seats as links; more become a list.
const LINKS: usize = 4;

/// The page.
pub(super) fn page(room: &Room<'_>, refused: &Refused, voting: Option<&Voting>) -> Markup {
    let title = format!("Close, {}", room.day());
    let made = minutes(&room.view.model, room.meeting.id, room.view.now);
    let relays = has_relays(room);
    let leave = made.as_ref().map(|made| leave_with(room, made, refused));
    let relay = relays.then(|| preview(room, refused));
    room.view.stage(
        &stage::frame(room, &title),
        html! {
            (stage::head(room))
            main id="main" class="close-cols" tabindex="-1" {
                section aria-labelledby="h-leave" { (refused.left_over()) @if let Some(leave) = leave { (leave) } }
                section aria-labelledby="h-pulse" { (pulse(room, voting)) @if let Some(made) = &made { (solving(made)) } }
                section aria-labelledby="h-relay" { @if let Some(relay) = relay { (relay) } @else { h2 id="h-relay" { "No relay" } p.sub { (words::kind(room.meeting.kind)) "s make no relays; the minutes tell what was agreed." } } }
            }
            (foot(room, relays))
        },
    )
}

fn has_relays(room: &Room<'_>) -> bool {
    room.meeting.kind == MeetingKind::ScrumOfScrums && !room.seats().is_empty()
}

fn leave_with(room: &Room<'_>, made: &Minutes, refused: &Refused) -> Markup {
    let sums = [
        format::counted(made.decisions.len(), "decision", "decisions"),
        format::counted(made.follow_ups.len(), "follow-up", "follow-ups"),
        format::counted(made.parked.len(), "follow-up meeting", "follow-up meetings"),
        format::counted(made.escalations.len(), "escalation", "escalations"),
    ];
    let sums = &sums[..if made.escalations.is_empty() { 3 } else { 4 }];
    let mut follow_ups: Vec<&FollowUp> = made.follow_ups.iter().map(AsRef::as_ref).collect();
    follow_ups.sort_by_key(|f| f.owner.is_some());
    let missing = follow_ups.iter().filter(|f| f.owner.is_none() && f.is_open()).count();
    html! {
        header.sechead { h2 id="h-leave" { "What we leave with" } p { (sums.join(", ")) } }
        (refused.notice("owner"))
        @if missing > 0 { (notice::notice(Tone::Attention, format!("{} no owner. Name one, or let it go.", if missing == 1 { "One follow-up has".to_owned() } else { format!("{missing} follow-ups have") }))) }
        ul.outs {
            @for follow_up in follow_ups.iter().filter(|f| f.owner.is_none()) { (follow_up_row(room, follow_up, refused)) }
            @for decision in &made.decisions {
                li { span { "Decision" } span { (decision.text) } span { (bound(room, &decision.binds)) } span.sub { (decision.review_on.map_or_else(String::new, |date| format::day(date, room.today))) } }
            }
            @for follow_up in follow_ups.iter().filter(|f| f.owner.is_some()) { (follow_up_row(room, follow_up, refused)) }
            @for parked in &made.parked { (parked_row(room, parked)) }
            @for (id, to) in &made.escalations {
                li { span { "Escalated" } span { (words::title(&room.view.model, Thing::Impediment(*id))) } span { "to " (level_name(room.view, *to)) } span.sub { (id) } }
            }
            @for change in &made.promises {
                li { span { "Promise" } span { (words::title(&room.view.model, Thing::Dependency(change.dependency))) } span { @if let Some(from) = change.from { "was " (format::short_day(from, room.today)) } } span.sub { (format::short_day(change.to, room.today)) } }
            }
        }
        @if made.decisions.is_empty() && made.follow_ups.is_empty() && made.parked.is_empty() && made.promises.is_empty() && made.escalations.is_empty() {
            p.sub { "Nothing was agreed. Then this meeting was status: the relays still say what changed." }
        }
    }
}

fn bound<'a>(room: &Room<'_>, teams: impl IntoIterator<Item = &'a TeamId>) -> String {
    let names: Vec<&str> = teams.into_iter().map(|team| room.seat(Member::Team(*team))).collect();
    format::listed(&names)
}

fn follow_up_row(room: &Room<'_>, follow_up: &FollowUp, refused: &Refused) -> Markup {
    let due = follow_up.due.map_or_else(|| "no date".to_owned(), |due| format::day(due, room.today));
    html! {
        li {
            span { "Follow-up" }
            span { @if follow_up.owner.is_none() { b { (follow_up.text) } } @else { (follow_up.text) } }
            span {
                @match follow_up.owner {
                    Some(owner) => (avatar::person(room.view.name(owner))),
                    None => (name_owner(room, follow_up, refused)),
                }
            }
            span.sub { (due) }
        }
    }
}

fn name_owner(room: &Room<'_>, follow_up: &FollowUp, refused: &Refused) -> Markup {
    let thing = Thing::FollowUp(follow_up.id);
    let form = refused.only(thing).form("owner");
    let id = format!("f-owner-{}", follow_up.id);
    html! {
        form method="post" action=(room.action(&format!("things/{thing}/owner"))) {
            (room.view.stamp(Some(thing))) (Screen::Close.field())
            (choices::person_field(room.view, Field::new("owner", "Owner").id(&id).hidden_label().value(form.value("owner")).error(form.error("owner")).required(), "No owner yet"))
            (Button::new("Name owner").small().render())
        }
    }
}

fn parked_row(room: &Room<'_>, parked: &Meeting) -> Markup {
    let names: Vec<&str> = parked.people.iter().map(|person| room.view.name(*person)).collect();
    html! {
        li {
            span { "Follow-up meeting" }
            span { (parked.title) @if !names.is_empty() { ": " (format::listed(&names)) } }
            span { (room.time(parked.starts_at)) ", " (parked.minutes) " min" }
            span.sub { (words::day(room.view, room.group, parked.starts_at)) }
        }
    }
}

/// How many voted; never what.
fn pulse(room: &Room<'_>, voting: Option<&Voting>) -> Markup {
    let address = format!("{}/{}/meetings/{}/phone", room.view.site.settings.public_url, room.view.desk.slug, room.meeting.id.0);
    html! {
        header.sechead { h2 id="h-pulse" { "How was it?" } }
        p class="t13 mb4 sub" { "Give your ballot on your phone at " b { (address) } ". No names are kept." }
        p data-counts=(room.action("ballots")) { @if let Some(voting) = voting { (ballot::tally(room, voting)) } }
        p.meta { "Three questions: worth the time, could speak openly, one thing to improve. Shown after the close, from 3 ballots." }
        div class="row mt3" { noscript { (Button::new("Count again").small().quiet().link(&room.href("close"))) } (Button::new("Vote here").small().link(&room.href("phone"))) }
    }
}

fn solving(made: &Minutes) -> Markup {
    let share = if made.took_ms > 0 { made.solving_ms * 100 / made.took_ms } else { 0 };
    html! { hr class="my4"; p class="t13 sub" { b { (format::percent(share)) } " of the time went into solving, the rest into status." } }
}

/// The seat whose relay is shown: the asked one, else the first.
fn previewed(room: &Room<'_>) -> Option<Member> {
    let query = Form::parse(room.view.here.split_once('?').map_or("", |(_, query)| query).as_bytes()).unwrap_or_default();
    let asked = parse_member(query.value("for"));
    let seats = room.seats();
    asked.filter(|member| seats.contains(member)).or_else(|| seats.first().copied())
}

fn preview(room: &Room<'_>, refused: &Refused) -> Markup {
    let seats = room.seats();
    let Some(member) = previewed(room) else { return html! {} };
    html! {
        header.sechead { h2 id="h-relay" { "Relays" } p { (format::counted(seats.len(), "team gets its own", "teams get their own")) } }
        (chooser(room, &seats, member))
        (relay::paper(room.view, room.meeting, member))
        @if room.leads() { (sentence_form(room, member, refused)) }
    }
}

fn chooser(room: &Room<'_>, seats: &[Member], chosen: Member) -> Markup {
    let keys: Vec<(String, &str)> = seats.iter().map(|member| (member_key(*member), room.seat(*member))).collect();
    let current = member_key(chosen);
    if keys.len() <= LINKS {
        let links: Vec<(&str, String, bool)> =
            keys.iter().map(|(key, name)| (*name, format!("{}?for={key}", room.href("close")), *key == current)).collect();
        return html! { div.mb3 { (seg::views("Preview for", &links)) } };
    }
    let choices: Vec<Choice<'_>> = keys.iter().map(|(key, name)| Choice { value: key, words: name }).collect();
    html! {
        form class="filters mb3" method="get" action=(room.href("close")) data-autosubmit {
            (Field::new("for", "Preview for").value(&current).select(&choices)) (Button::new("Show").small().render())
        }
    }
}

fn sentence_form(room: &Room<'_>, member: Member, refused: &Refused) -> Markup {
    let there = room.meeting.relays.get(&member).and_then(|relay| relay.sentence.clone()).map_or_else(String::new, |s| s.to_string());
    let form = refused.form("sentence").or("sentence", there);
    let label = format!("A sentence for {}, by hand", room.seat(member));
    html! {
        (refused.notice("sentence"))
        form class="mt4" method="post" action=(room.action("sentences")) {
            (room.view.stamp(None)) (Screen::Close.field()) (hidden("member", &member_key(member)))
            (Field::new("sentence", &label).value(form.value("sentence")).error(form.error("sentence")).max_length(500).textarea(2))
            div class="row mt2" { (Button::new("Keep sentence").small().render()) }
        }
    }
}

fn foot(room: &Room<'_>, relays: bool) -> Markup {
    html! {
        footer.stagefoot {
            a.btn href=(room.href("")) { "Back to the topics" }
            @if relays { span class="meta hide" { "The relays wait 30 seconds, so that they can be taken back." } }
            span.push {}
            @if room.steers() {
                form method="post" action=(room.action("close")) {
                    (room.view.stamp(None))
                    (Button::new(if relays { "Close and send the relays" } else { "Close the meeting" }).primary().large().render())
                }
            } @else { span.meta { "The Scrum of Scrums Master closes the meeting." } }
        }
    }
}

/// How often the ballots are counted again because one came meanwhile.
const COUNTS: usize = 50;

/// Ends the meeting: the ballots go into the record, sorted, and their tables are emptied in the same transaction.
pub(super) async fn end(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    for _ in 0..COUNTS {
        let Count { ballots, voters, urn } = ballot::counted(&view, meeting).await?;
        let command = CloseMeeting { meeting, ballots, voters };
        let mut submission = Submission::new(Actor::Person(view.person), Via::Web, vec![command.into()]).once(view.idempotency_key(&form));
        submission.plain = KeptBallot::empty(view.desk.key, meeting, urn.as_ref());
        match view.hand_in(submission).await {
            Err(error) if ballot::came_meanwhile(&error) => {}
            done => return Ok(view.go(&Screen::Main.path(meeting), &done?)),
        }
    }
    Err(WebError::Conflict("Ballots keep coming in. Close the meeting once more.".to_owned()))
}

pub(super) async fn add_sentence(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let member = parse_member(form.value("member")).ok_or(WebError::NotFound)?;
    let sentence = form.optional_text("sentence");
    if form.is_wrong() {
        let room = Room::enter(&view, meeting)?;
        return Ok((form.status(), page(&room, &Refused::of("sentence", form), None)).into_response());
    }
    let command = AddRelaySentence { meeting, member, sentence };
    if let Err(error) = view.submit(&form, None, move |_| Ok(vec![command.clone().into()])).await {
        form.refuse(error)?;
        let room = Room::enter(&view, meeting)?;
        return Ok((form.status(), page(&room, &Refused::of("sentence", form), None)).into_response());
    }
    let key = member_key(member);
    let back = if Screen::of(&form) == Screen::Close {
        format!("meetings/{}/close?for={key}", meeting.0)
    } else {
        format!("meetings/{}/relays/{key}", meeting.0)
    };
    Ok(Redirect::to(&view.href(&back)).into_response())
}

pub(super) async fn hold(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    quietly(&view, meeting, ("relays", form), HoldRelays { meeting }).await
}

pub(super) async fn take_back(view: View, Path(parts): Path<Parts>, form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    quietly(&view, meeting, ("relays", form), TakeBackRelays { meeting }).await
}
