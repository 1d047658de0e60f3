//! A participant's phone: what is on, my turn, what I can do, my seat, the ballot at the close.

use super::ballot::{self, Voting};
use super::room::Room;
use super::screen::Screen;
use super::{attendance, stage, topic};
use crate::group::member_key;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{fold, hidden};
use crate::ui::notice::{self, Tone};
use maud::{Markup, html};
use rowlock_domain::Member;
use rowlock_domain::meeting::About;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::command::NoteAttendance;

/// The page; `voting` says how the pulse stands (a refused form of another kind does not ask).
pub(super) fn page(room: &Room<'_>, refused: &Refused, voting: Option<&Voting>) -> Markup {
    let current = room.meeting.current();
    let title = format!("{}, phone", room.day());
    let on = current.map(|topic| topic::now(room, topic, refused, Screen::Phone));
    let ballot = voting.filter(|_| current.is_some_and(|topic| topic.about == About::Close)).map(|voting| ballot::form(room, refused, voting));
    let more = html! { (fold("Agenda", false, stage::agenda(room, refused))) (fold("Who is here", refused.is("attendance"), attendance::here(room, refused, Screen::Phone))) };
    room.view.stage(
        &stage::frame(room, &title),
        html! {
            div.remote {
                (stage::head(room))
                main id="main" class="stagebody" tabindex="-1" {
                    @if !(room.own_seats().is_empty() && room.steers()) || room.meeting.speaker.is_some() { section aria-label="Me" { (my_turn(room)) (my_seats(room)) } }
                    (refused.left_over())
                    @if let Some(ballot) = ballot { (ballot) }
                    @if let Some(on) = on { section.now aria-labelledby="topic" { (on) } }
                    section aria-label="More" {
                        (more)
                        div class="row mt4" { (Button::new("Projection").quiet().link(&room.href(""))) }
                    }
                }
            }
        },
    )
}

fn my_turn(room: &Room<'_>) -> Markup {
    let Some(member) = room.meeting.speaker else { return html! {} };
    let sitter = room.sitter(member);
    if sitter == Some(room.view.person) {
        return notice::notice(Tone::Attention, html! { b { "You speak now" } " for " (room.seat(member)) ". A minute is enough." });
    }
    let name = sitter.map_or(room.seat(member), |person| room.view.name(person));
    html! { p.sub { b { (name) } " speaks for " (room.seat(member)) "." } }
}

/// "I am here for Mobile", with one tap.
fn my_seats(room: &Room<'_>) -> Markup {
    let me = room.view.person;
    let seats = room.own_seats();
    let mine: Vec<Member> = seats.iter().copied().filter(|member| room.sitter(*member) == Some(me) && room.is_here(*member)).collect();
    html! {
        @if !mine.is_empty() {
            @for member in &mine { p.sub { "You are here for " b { (room.seat(*member)) } "." } }
        } @else {
            @for member in seats.iter().take(4) { (sit_down(room, *member)) }
            @if seats.is_empty() && !room.steers() { p.sub { "You follow this meeting. Those who sit in it can act." } }
        }
    }
}

fn sit_down(room: &Room<'_>, member: Member) -> Markup {
    let occasion = Occasion::Meeting(room.meeting.id);
    let allowed = super::room::may(room.view, &NoteAttendance { occasion, member, person: room.view.person, here: true });
    let words = format!("I am here for {}", room.seat(member));
    html! {
        @if allowed {
            form.my3 method="post" action=(room.action("attendance")) {
                (room.view.stamp(None)) (Screen::Phone.field())
                (hidden("member", &member_key(member))) (hidden("here", "1"))
                (Button::new(&words).primary().large().render())
            }
        }
    }
}
