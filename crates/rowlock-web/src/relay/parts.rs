//! Parts that the relay's page, the close step, the minutes and a meeting's topic share.

use super::{href, path};
use crate::ui::button::Button;
use crate::ui::field::{Field, hidden};
use crate::ui::format;
use crate::ui::status::{State, mark, status};
use crate::view::View;
use maud::{Markup, html};
use rowlock_domain::meeting::Meeting;
use rowlock_domain::relay::query::brief;
use rowlock_domain::relay::{Brief, Mark, Relay, Section};
use rowlock_domain::{Act, MeetingId, Member};

/// A line's mark.
pub(crate) fn marks(of: Mark) -> State {
    match of {
        Mark::OnTrack => State::Ok,
        Mark::AtRisk => State::Risk,
        Mark::Late => State::Late,
        Mark::Missing => State::NoneYet,
        Mark::Done => State::Done,
        Mark::Open => State::New,
    }
}

/// The heading of a section, for one team.
pub(super) fn heading(section: Section, name: &str) -> String {
    match section {
        Section::Changes => format!("Changes for {name}"),
        Section::Does => format!("{name} does"),
        Section::Know => "Good to know".to_owned(),
    }
}

/// What a seat's relay says: as it was sent, else as it would be now.
pub(crate) fn words_of(view: &View, meeting: &Meeting, member: Member) -> Brief {
    let sent = meeting.relays.get(&member).and_then(|relay| relay.brief.clone());
    sent.unwrap_or_else(|| brief(&view.model, &**view.site.engine.calendar(), meeting, member))
}

/// The relay as a letter, small: the preview of the close step.
pub(crate) fn paper(view: &View, meeting: &Meeting, member: Member) -> Markup {
    let words = words_of(view, meeting, member);
    let name = view.model.member_name(member);
    let sentence = meeting.relays.get(&member).and_then(|relay| relay.sentence.clone());
    html! {
        div.paper {
            div { h3 { "For " (name) } p { b { (words.headline) } } @if let Some(sentence) = sentence { p { (sentence) } } }
            @for section in [Section::Changes, Section::Does, Section::Know] {
                @let lines: Vec<_> = words.lines.iter().filter(|line| line.section == section).collect();
                @if !lines.is_empty() { div { h3 { (heading(section, name)) } ul { @for line in lines { li { (line.text) } } } } }
            }
        }
    }
}

/// Each seat with "knows since" or "open", and the way to its relay.
pub(crate) fn who_knows(view: &View, meeting: &Meeting) -> Markup {
    let Some(group) = view.model.group(meeting.group) else { return html! {} };
    let seats = rowlock_domain::meeting::query::seats_in_order(&view.model, group.id);
    html! {
        ul class="t13 att" {
            @for member in seats {
                @if let Some(relay) = meeting.relays.get(&member).filter(|relay| relay.sent_at.is_some()) {
                    li data-row={ "knows-" (member.thing()) } {
                        (mark(known(relay)))
                        a href=(href(view, meeting.id, member)) { (view.model.member_name(member)) }
                        small data-live={ "knows-" (member.thing()) } {
                            (known_words(view, meeting, relay))
                        }
                    }
                }
            }
        }
    }
}

/// An open question stands above what was said before it.
fn known(relay: &Relay) -> State {
    match (relay.open_question(), relay.acknowledged) {
        (Some(_), _) => State::New,
        (None, Some(_)) => State::Done,
        (None, None) => State::Missing,
    }
}

fn known_words(view: &View, meeting: &Meeting, relay: &Relay) -> String {
    let zone = view.model.group(meeting.group).map_or(&view.model.zone, |group| &group.zone);
    let asks = relay.open_question().is_some();
    match relay.acknowledged {
        Some((at, _)) => format!("{}{}", format::moment(view.local(at, zone), view.today(zone)), if asks { ", asks back" } else { "" }),
        None if asks => "asks back".to_owned(),
        None => "open".to_owned(),
    }
}

/// Whether a team knows, as a status.
pub(super) fn knows(view: &View, meeting: &Meeting, relay: &Relay) -> Markup {
    let words = known_words(view, meeting, relay);
    status(known(relay), if known(relay) == State::Done { format!("knows since {words}") } else { format::capital(&words) })
}

/// The questions back, with a field for the answer of whoever may; `back` is the meeting in which it is asked for.
pub(super) fn questions(view: &View, meeting: &Meeting, member: Member, back: Option<MeetingId>) -> Markup {
    let Some(relay) = meeting.relays.get(&member) else { return html! {} };
    let zone = view.model.group(meeting.group).map_or(&view.model.zone, |group| &group.zone);
    let at = |at| format::moment(view.local(at, zone), view.today(zone));
    html! {
        ul.plain {
            @for question in &relay.questions {
                li {
                    b { (question.text) }
                    span { @if let Some(by) = question.by { (view.name(by)) ", " } (at(question.at)) }
                    @match &question.answer {
                        Some((when, by, answer)) => p { (status(State::Done, html! { (answer) })) " " span.sub { @if let Some(by) = by { (view.name(*by)) ", " } (at(*when)) } },
                        None => p { (status(State::Missing, "No answer yet")) },
                    }
                }
            }
        }
        @if relay.open_question().is_some() && may_answer(view, meeting, back) { (answer_form(view, meeting, member, back)) }
    }
}

fn may_answer(view: &View, meeting: &Meeting, back: Option<MeetingId>) -> bool {
    view.may(Act::Meet(meeting.id)) || back.is_some_and(|meeting| view.may(Act::Meet(meeting)) && view.may(Act::Lead(meeting_group(view, meeting))))
}

fn meeting_group(view: &View, meeting: MeetingId) -> rowlock_domain::GroupId {
    view.model.meeting(meeting).map_or(rowlock_domain::GroupId(0), |meeting| meeting.group)
}

fn answer_form(view: &View, meeting: &Meeting, member: Member, back: Option<MeetingId>) -> Markup {
    let action = format!("/{}/{}/answers", view.desk.slug, path(meeting.id, member));
    html! {
        form.form method="post" action=(action) {
            (view.stamp(None))
            @if let Some(back) = back { (hidden("back", &back.0.to_string())) }
            (Field::new("answer", "Answer").required().max_length(2_000).textarea(2))
            div.formend { (Button::new("Answer").render()) }
        }
    }
}

/// A relay of an earlier meeting as a topic: what was asked, or who has not said that the team knows.
pub(crate) fn topic(view: &View, now: MeetingId, (of, member): (MeetingId, Member)) -> Markup {
    let Some(meeting) = view.model.meeting(of) else { return html! {} };
    let name = view.model.member_name(member);
    let headline = words_of(view, meeting, member).headline;
    let relay = meeting.relays.get(&member);
    let open = relay.is_some_and(|relay: &std::sync::Arc<Relay>| relay.acknowledged.is_none());
    let action = format!("/{}/{}/acknowledgement", view.desk.slug, path(of, member));
    let button = format!("{name} knows");
    html! {
        p.ask { span { "What " (name) " was told" } (headline) }
        div.mt4 { (questions(view, meeting, member, Some(now))) }
        div.acts {
            @if open && view.may(Act::Know(member)) {
                form method="post" action=(action) { (view.stamp(None)) (hidden("back", &now.0.to_string())) (Button::new(&button).render()) }
            }
            (Button::new("See the relay").quiet().link(&href(view, of, member)))
        }
    }
}
