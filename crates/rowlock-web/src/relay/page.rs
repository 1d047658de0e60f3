//! The relay of one team: the headline, what changes, what the team does, what is good to know; who knows; questions back.

use super::parts::{heading, questions, words_of};
use super::{marks, path, text, who_knows};
use crate::error::WebError;
use crate::group::{member_key, parse_member};
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::ui::button::{Button, copy_button};
use crate::ui::clock;
use crate::ui::field::{Field, fold, hidden};
use crate::ui::notice::{self, Tone};
use crate::ui::status::{State, mark};
use crate::ui::{format, page::LiveMode};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::{Meeting, MeetingState, query::seats_in_order};
use rowlock_domain::relay::{Brief, Line, Relay, Section};
use rowlock_domain::{Act, FollowUpId, MeetingId, Member, Thing};
use std::sync::Arc;

/// A relay as one viewer sees it.
pub(super) struct Sheet<'a> {
    /// Who looks.
    pub view: &'a View,
    /// The meeting it tells of.
    pub meeting: &'a Arc<Meeting>,
    /// The group that met.
    pub group: &'a Arc<Group>,
    /// The seat it is for.
    pub member: Member,
}

impl<'a> Sheet<'a> {
    /// The relay of an address; only closed meetings of seats have one.
    pub fn of(view: &'a View, meeting: &str, key: &str) -> Result<Self, WebError> {
        let meeting = meeting.parse().ok().map(MeetingId).and_then(|id| view.model.meeting(id)).ok_or(WebError::NotFound)?;
        let group = view.model.group(meeting.group).ok_or(WebError::NotFound)?;
        let member = parse_member(key).ok_or(WebError::NotFound)?;
        let seated = meeting.relays.contains_key(&member) || seats_in_order(&view.model, group.id).contains(&member);
        if !seated || meeting.state != MeetingState::Closed {
            return Err(WebError::NotFound);
        }
        Ok(Self { view, meeting, group, member })
    }

    /// The seat's name.
    pub fn name(&self) -> &'a str {
        self.view.model.member_name(self.member)
    }

    /// Its path in the workspace.
    pub fn path(&self) -> String {
        path(self.meeting.id, self.member)
    }

    fn action(&self, noun: &str) -> String {
        format!("/{}/{}/{noun}", self.view.desk.slug, self.path())
    }

    fn relay(&self) -> Option<&'a Arc<Relay>> {
        self.meeting.relays.get(&self.member)
    }

    fn is_sent(&self) -> bool {
        self.relay().is_some_and(|relay| relay.sent_at.is_some())
    }
}

pub(super) async fn show(view: View, Path((_, meeting, key)): Path<(String, String, String)>) -> Result<Markup, WebError> {
    Ok(page(&Sheet::of(&view, &meeting, &key)?, &Refused::default()))
}

/// The page.
pub(super) fn page(sheet: &Sheet<'_>, refused: &Refused) -> Markup {
    let title = format!("Relay for {}", sheet.name());
    let mut frame = Frame::of_thing(&title, Place::Relay, sheet.group.id, Thing::Meeting(sheet.meeting.id));
    frame.scopes.push(sheet.member.thing());
    frame.mode = if sheet.is_sent() { LiveMode::Calm } else { LiveMode::Meeting };
    let words = words_of(sheet.view, sheet.meeting, sheet.member);
    sheet.view.page(
        &frame,
        html! {
            (held(sheet))
            div class="cols checkcols" {
                (brief(sheet, &words))
                aside.panel aria-label="Who knows" { (panel(sheet, refused)) (as_text(sheet, &words)) }
            }
        },
    )
}

fn held(sheet: &Sheet<'_>) -> Markup {
    if sheet.is_sent() || sheet.view.is_past {
        return html! {};
    }
    let base = format!("/{}/meetings/{}", sheet.view.desk.slug, sheet.meeting.id.0);
    let leads = sheet.view.may(Act::Lead(sheet.group.id));
    let form = |noun: &str, words: &str| {
        html! { @if leads { form method="post" action={ (base) "/" (noun) } { (sheet.view.stamp(None)) (Button::new(words).small().render()) } } }
    };
    match sheet.meeting.relays_held_until {
        Some(until) => {
            let time = sheet.view.local(until, &sheet.group.zone).time().strftime("%H:%M:%S").to_string();
            let words = html! { "This relay goes out at " b { (time) } " (" (clock::left_until(until.0, sheet.view.now.0)) ")." };
            notice::with_action(Tone::Neutral, words, Some(form("hold/end", "Take back")))
        }
        None => notice::with_action(Tone::Attention, "This relay was taken back before it went out.", Some(form("hold", "Send after all"))),
    }
}

fn brief(sheet: &Sheet<'_>, words: &Brief) -> Markup {
    let sentence = sheet.relay().and_then(|relay| relay.sentence.clone());
    let leader = sheet.meeting.facilitator.map_or("the Master", |person| sheet.view.name(person));
    html! {
        article.brief {
            header { p.meta { (text::occasion(sheet.view.site.engine.calendar().as_ref(), sheet.group, sheet.meeting, sheet.name())) } h1.mt1 { (words.headline) } }
            @for section in [Section::Changes, Section::Does, Section::Know] { (lines(sheet, words, section)) }
            @if words.lines.is_empty() { p.sub { "Nothing that this team must know or do came out of this meeting." } }
            @if let Some(sentence) = sentence { p.sub { "From " (leader) ": " (sentence) } }
            @if !sheet.is_sent() && sheet.view.may(Act::Lead(sheet.group.id)) { (sentence_form(sheet)) }
        }
    }
}

fn sentence_form(sheet: &Sheet<'_>) -> Markup {
    let there = sheet.relay().and_then(|relay| relay.sentence.clone()).map_or_else(String::new, |sentence| sentence.to_string());
    html! {
        form.form method="post" action=(format!("/{}/meetings/{}/sentences", sheet.view.desk.slug, sheet.meeting.id.0)) {
            (sheet.view.stamp(None)) (hidden("member", &member_key(sheet.member)))
            (Field::new("sentence", "A sentence by hand").value(&there).max_length(500).textarea(2))
            div.formend { (Button::new("Keep sentence").small().render()) }
        }
    }
}

fn lines(sheet: &Sheet<'_>, words: &Brief, section: Section) -> Markup {
    let lines: Vec<&Line> = words.lines.iter().filter(|line| line.section == section).collect();
    html! {
        @if !lines.is_empty() {
            section { h2 { (heading(section, sheet.name())) } ul.lines { @for line in lines { (row(sheet, line)) } } }
        }
    }
}

fn row(sheet: &Sheet<'_>, line: &Line) -> Markup {
    let view = sheet.view;
    html! {
        li data-row=[line.thing] {
            (mark(if is_done(sheet, line) { State::Done } else { marks(line.mark) }))
            div {
                b { @match line.thing { Some(thing) => a href=(view.thing_href(thing)) { (line.text) }, None => (line.text) } }
                @if !line.more.as_str().trim().is_empty() { p { (line.more) } }
            }
            @match line.thing {
                Some(Thing::FollowUp(id)) if line.section == Section::Does => (done(sheet, id)),
                Some(thing) if crate::meeting::words::has_label(thing) => span.id { (thing.label()) },
                _ => span {},
            }
        }
    }
}

/// Whether what the team was to do has been done since.
fn is_done(sheet: &Sheet<'_>, line: &Line) -> bool {
    let Some(Thing::FollowUp(id)) = line.thing else { return false };
    line.section == Section::Does && sheet.view.model.follow_up(id).is_some_and(|follow_up| !follow_up.is_open())
}

/// "Done" beside a follow-up of one's own.
fn done(sheet: &Sheet<'_>, id: FollowUpId) -> Markup {
    let open = sheet.view.model.follow_up(id).is_some_and(|follow_up| follow_up.is_open());
    html! {
        @if !open { span.id { (id) " done" } }
        @else if sheet.view.may(Act::Finish(id)) {
            form method="post" action=(sheet.action("done")) { (sheet.view.stamp(None)) (hidden("follow_up", &id.0.to_string())) (Button::new("Done").small().render()) }
        } @else { span.id { (id) } }
    }
}

fn panel(sheet: &Sheet<'_>, refused: &Refused) -> Markup {
    let (know, all) = rowlock_domain::relay::query::who_knows(sheet.meeting);
    html! {
        @if sheet.is_sent() { (acknowledgement(sheet)) (question(sheet, refused)) }
        @else { p.sub { "Not sent yet. Once it is, the team says here that it knows." } }
        @if all > 0 {
            hr;
            section { h2.mb2 data-live="who-knows" { (know) " of " (all) " teams know" } (who_knows(sheet.view, sheet.meeting)) }
        }
        p class="meta mt3" { a.link href=(sheet.view.thing_href(Thing::Meeting(sheet.meeting.id))) { "Minutes of the meeting" } }
    }
}

fn acknowledgement(sheet: &Sheet<'_>) -> Markup {
    let name = sheet.name();
    let words = format!("{name} knows");
    let said = sheet.relay().and_then(|relay| relay.acknowledged);
    html! {
        @match said {
            Some((at, by)) => {
                h2 { (name) " knows" }
                p class="t13 sub" { "Said " @if let Some(by) = by { "by " (sheet.view.name(by)) ", " } (format::moment(sheet.view.local(at, &sheet.group.zone), sheet.view.today(&sheet.group.zone))) "." }
            }
            None => {
                h2 { "Does " (name) " know?" }
                @if sheet.view.may(Act::Know(sheet.member)) {
                    form.stack-2 method="post" action=(sheet.action("acknowledgement")) {
                        (sheet.view.stamp(None))
                        p class="t13 sub" { "Confirm once you have told the team, best in the next Daily Scrum." }
                        (Button::new(&words).primary().large().hotkey("A").render())
                    }
                } @else { p class="t13 sub" { "Not yet. Members of " (name) " say so here." } }
            }
        }
    }
}

fn question(sheet: &Sheet<'_>, refused: &Refused) -> Markup {
    let form = refused.form("question");
    html! {
        @if sheet.relay().is_some_and(|relay| !relay.questions.is_empty()) { hr; h2 { "Questions back" } (questions(sheet.view, sheet.meeting, sheet.member, None)) }
        @if sheet.view.may(Act::Know(sheet.member)) {
            (refused.notice("question"))
            form.stack-2 method="post" action=(sheet.action("questions")) {
                (sheet.view.stamp(None))
                (Field::new("question", "Question back to the group").value(form.value("question")).error(form.error("question")).required().max_length(2_000).textarea(2))
                div { (Button::new("Ask").render()) }
            }
        }
    }
}

fn as_text(sheet: &Sheet<'_>, words: &Brief) -> Markup {
    let sentence = sheet.relay().and_then(|relay| relay.sentence.clone());
    let occasion = text::occasion(sheet.view.site.engine.calendar().as_ref(), sheet.group, sheet.meeting, sheet.name());
    let link = format!("{}/{}/{}", sheet.view.site.settings.public_url, sheet.view.desk.slug, sheet.path());
    let plain = text::plain(&occasion, words, sentence.as_ref(), (sheet.name(), &link));
    fold("As text", false, html! { (copy_button("Copy as text", "relay-text")) pre.astext id="relay-text" { (plain) } })
}
