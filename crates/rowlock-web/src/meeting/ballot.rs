//! The pulse: one ballot per attendee. Ballots stand in a plain table under random ids and without a time, apart from
//! who has voted; nothing on any page tells one from the other, and nothing is shown before the voting is closed.

use super::address::Parts;
use super::room::Room;
use super::screen::{Screen, again, meeting_of};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{self, Field};
use crate::ui::format;
use crate::ui::notice::{self, Tone};
use crate::ui::seg;
use crate::view::View;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_domain::meeting::{Ballot, MeetingState};
use rowlock_domain::{Actor, MeetingId, PersonId, Refusal, Text, Via};
use rowlock_engine::plain::{Ballot as KeptBallot, StoreError, Table, Urn, VoterMark};
use rowlock_engine::{EngineError, Submission, SubmitError};
use std::collections::BTreeSet;

/// Words under the scale of the first question.
const WORTH: [&str; 5] = ["lost time", "less", "break-even", "more", "much more"];
/// And of the second.
const OPEN: [&str; 5] = ["not at all", "little", "partly", "mostly", "fully"];
/// Longest wish.
const WISH: usize = 500;

/// How the voting of a meeting stands. Never what was said.
pub(super) struct Voting {
    voted: BTreeSet<PersonId>,
}

impl Voting {
    /// How many have voted.
    pub fn count(&self) -> usize {
        self.voted.len()
    }
}

/// Who has voted.
pub(super) async fn standing(view: &View, meeting: MeetingId) -> Result<Voting, WebError> {
    let marks = VoterMark::of(&**view.site.engine.store(), view.desk.key, meeting).await?;
    Ok(Voting { voted: marks.into_iter().map(|mark| mark.person).collect() })
}

/// "3 of 5 voted".
pub(super) fn tally(room: &Room<'_>, voting: &Voting) -> Markup {
    let here = room.everybody().len();
    html! { b class="t28 w6" { (voting.count()) } " of " (here.max(voting.count())) " voted" }
}

/// The tally alone. Ballots leave no event that a page could hear of, so open close pages ask for this again and again.
///
/// Nothing once the meeting is closed: a page may ask until it has heard so, and what it last showed may stay.
pub(super) async fn count(view: View, Path(parts): Path<Parts>) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let room = Room::enter(&view, meeting)?;
    if room.meeting.state != MeetingState::Open {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(tally(&room, &standing(&view, meeting).await?).into_response())
}

/// The ballots of a meeting as they were counted.
pub(super) struct Count {
    /// What was said; a ballot that cannot be read is left out.
    pub ballots: Vec<Ballot>,
    /// How many voted.
    pub voters: u32,
    /// The urn before they were counted: if it was touched since, the count does not hold.
    pub urn: Option<Urn>,
}

/// Whether a close failed because a ballot came while the others were counted.
pub(super) fn came_meanwhile(error: &SubmitError) -> bool {
    use StoreError::{Missing, Taken};
    matches!(error, SubmitError::Engine(EngineError::Store(Missing { table: Table::Urn, .. } | Taken { table: Table::Urn, .. })))
}

/// Counts the ballots of a meeting.
pub(super) async fn counted(view: &View, meeting: MeetingId) -> Result<Count, WebError> {
    let store = &**view.site.engine.store();
    let urn = Urn::of(store, view.desk.key, meeting).await?;
    let kept = KeptBallot::of(store, view.desk.key, meeting).await?;
    let voters = VoterMark::of(store, view.desk.key, meeting).await?.len();
    let ballots = kept.iter().filter_map(|ballot| serde_json::from_str(&ballot.content).ok()).collect();
    Ok(Count { ballots, voters: u32::try_from(voters).unwrap_or(u32::MAX), urn })
}

/// The three questions, or thanks.
pub(super) fn form(room: &Room<'_>, refused: &Refused, voting: &Voting) -> Markup {
    if room.view.is_past {
        return html! {};
    }
    let form = refused.form("ballot");
    html! {
        section aria-labelledby="h-pulse" {
            h2 id="h-pulse" class="t20 w6" { "How was it?" }
            @if voting.voted.contains(&room.view.person) {
                (notice::notice(Tone::Done, "Your ballot is in. Nobody can tell which one it is."))
            } @else if !room.everybody().contains(&room.view.person) {
                p.sub { "Those who are here vote. Say above that you are here." }
            } @else {
                (refused.notice("ballot"))
                form.ballot method="post" action=(room.action("ballots")) {
                    (room.view.stamp(None)) (Screen::Phone.field())
                    div.question { h3 { "Worth the time" } (seg::scale("worth", "Worth the time, from 1 to 5", WORTH, chosen(&form, "worth"))) (missing(&form, "worth")) }
                    div.question { h3 { "Could speak openly" } (seg::scale("open", "Could speak openly, from 1 to 5", OPEN, chosen(&form, "open"))) (missing(&form, "open")) }
                    (Field::new("improve", "One thing to improve").value(form.value("improve")).error(form.error("improve")).max_length(WISH).autocomplete("off").text())
                    div.row { (Button::new("Give my ballot").primary().large().render()) }
                    p.meta { "No names are kept. Shown after the close, from 3 ballots." }
                }
            }
        }
    }
}

fn chosen(form: &Form, name: &str) -> Option<u8> {
    form.value(name).parse().ok()
}

fn missing(form: &Form, name: &str) -> Markup {
    html! { @if let Some(sentence) = form.error(name) { (field::error(&format!("f-{name}-error"), sentence)) } }
}

fn score(form: &mut Form, name: &str) -> u8 {
    let scored = form.value(name).parse().ok().filter(|score| (1..=5).contains(score));
    if scored.is_none() {
        form.wrong(name, "Choose a number from 1 to 5.");
    }
    scored.unwrap_or(1)
}

/// Casts a ballot. No idempotency key, no event, no notice with a time: a second one by the same person is refused.
pub(super) async fn cast(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let ballot = Ballot { worth: score(&mut form, "worth"), open: score(&mut form, "open"), improve: wish(&mut form) };
    if !form.is_wrong() {
        match put(&view, meeting, &ballot).await {
            Ok(()) => return Ok(Redirect::to(&format!("/{}/{}", view.desk.slug, Screen::Phone.path(meeting))).into_response()),
            Err(WebError::Conflict(sentence)) => form.stands_against(sentence),
            Err(other) => return Err(other),
        }
    }
    let room = Room::enter(&view, meeting)?;
    if room.meeting.state != MeetingState::Open {
        return again(&view, meeting, ("ballot", form));
    }
    let voting = standing(&view, meeting).await?;
    let status = form.status();
    Ok((status, super::phone::page(&room, &Refused::of("ballot", form), Some(&voting))).into_response())
}

fn wish(form: &mut Form) -> Text {
    if form.value("improve").chars().count() > WISH {
        form.wrong("improve", format!("At most {WISH} characters fit. Shorten it."));
    }
    form.optional_text("improve")
}

/// Puts it into the urn by the writer's hand: without an event, but only upon the version at which the meeting is open.
async fn put(view: &View, meeting: MeetingId, ballot: &Ballot) -> Result<(), WebError> {
    if !Room::enter(view, meeting)?.everybody().contains(&view.person) {
        return Err(WebError::Forbidden("Only those who are here vote. Say on the phone view that you are here.".to_owned()));
    }
    let mark = VoterMark { workspace: view.desk.key, meeting, person: view.person };
    let content = serde_json::to_string(ballot).map_err(|_| WebError::Inside)?;
    let mut submission = Submission::built(Actor::Person(view.person), Via::Web, move |context| {
        let open = context.workspace.meeting(meeting).is_some_and(|m| m.state == MeetingState::Open);
        if open { Ok(Vec::new()) } else { Err(Refusal::Unknown) }
    });
    submission.plain = KeptBallot::cast(&mark, content);
    match view.hand_in(submission).await {
        Ok(_) => Ok(()),
        Err(SubmitError::Refused(_)) => Err(WebError::Conflict("The meeting is closed, and with it the voting.".to_owned())),
        Err(SubmitError::Engine(EngineError::Store(StoreError::Taken { .. }))) => {
            Err(WebError::Conflict("You have given your ballot already. It cannot be changed, since nobody can tell which one it is.".to_owned()))
        }
        Err(error) => Err(error.into()),
    }
}

/// The pulse of a closed meeting, if enough voted.
pub(super) fn result(room: &Room<'_>) -> Markup {
    let ballots = &room.meeting.ballots;
    let voters = room.meeting.voters as usize;
    if ballots.len() < rowlock_domain::meeting::decide::FEWEST_BALLOTS {
        let words = if voters == 0 { "Nobody voted." } else { "Too few voted to show it: from 3 ballots on nobody can tell whose is whose." };
        return html! { p.meta { (words) } };
    }
    // In the order of the alphabet: the ballots' own order would tie a wish to a number.
    let mut wishes: Vec<&Text> = ballots.iter().map(|ballot| &ballot.improve).filter(|wish| !wish.is_empty()).collect();
    wishes.sort();
    html! {
        (question(room, "Worth the time", WORTH, |ballot| ballot.worth))
        (question(room, "Could speak openly", OPEN, |ballot| ballot.open))
        @if !wishes.is_empty() { h3 class="mt4" { "One thing to improve" } ul.plain { @for wish in wishes { li { (wish) } } } }
        p.meta { (format::count(ballots.len())) " of " (room.everybody().len().max(ballots.len())) " who were here voted. No names are kept." }
    }
}

fn question(room: &Room<'_>, title: &str, words: [&str; 5], pick: fn(&Ballot) -> u8) -> Markup {
    let ballots = &room.meeting.ballots;
    let count = |score: u8| ballots.iter().filter(|ballot| pick(ballot) == score).count();
    let sum: u32 = ballots.iter().map(|ballot| u32::from(pick(ballot))).sum();
    let all = ballots.len().max(1);
    let tenths = (sum * 10 + u32::try_from(all).unwrap_or(1) / 2) / u32::try_from(all).unwrap_or(1);
    html! {
        h3 class="mt4" { (title) ": " (tenths / 10) "." (tenths % 10) }
        ul.votes {
            @for (score, word) in (1_u8..=5).rev().zip(words.iter().rev()) {
                li { span { (score) " " span.meta { (word) } } (crate::ui::meter::meter(count(score) as f64 / all as f64 * 100.0, Some(crate::ui::status::State::Ok), None)) b { (count(score)) } }
            }
        }
    }
}
