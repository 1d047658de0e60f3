//! The relay as a mail: the same facts as its page, states in words, a button that opens the page.

use super::{Texts, Written, html};
use crate::relay::{self, text};
use maud::{Markup, html as markup};
use rowlock_domain::relay::{Brief, Line, Section};
use rowlock_domain::{MeetingId, Member, Text};
use rowlock_engine::Occasion;

pub(super) fn write(texts: &Texts, occasion: &Occasion<'_>, id: MeetingId, member: Member) -> Option<Written> {
    let model = &occasion.snapshot.model;
    let meeting = model.meeting(id)?;
    let group = model.group(meeting.group)?;
    let relay = meeting.relays.get(&member)?;
    let brief = relay.brief.as_ref()?;
    let name = model.member_name(member);
    let link = texts.url(&format!("/{}/{}", occasion.slug, relay::path(id, member)));
    let words = text::occasion(occasion.calendar, group, meeting, name);
    let plain = text::plain(&words, brief, relay.sentence.as_ref(), (name, &link));
    let title = subject(brief.headline.as_str());
    let body = html::mail(&title, &glance(brief), rows(brief, relay.sentence.as_ref(), &words, (name, &link)));
    Some((title, plain, Some(body)))
}

/// What the team does, for the line beside the subject.
fn glance(brief: &Brief) -> String {
    let does: Vec<&str> = brief.lines.iter().filter(|line| line.section == Section::Does).map(|line| line.text.as_str()).take(2).collect();
    if does.is_empty() { "Nothing to do; good to know.".to_owned() } else { format!("Do: {}", does.join("; ")) }
}

fn rows(brief: &Brief, sentence: Option<&Text>, words: &str, (name, link): (&str, &str)) -> Markup {
    markup! {
        (html::meta(words))
        (html::headline(brief.headline.as_str()))
        @if let Some(sentence) = sentence { (html::paragraph(sentence.as_str())) }
        (html::button(&format!("{name} knows"), link))
        @for section in text::SECTIONS {
            @let lines: Vec<&Line> = brief.lines.iter().filter(|line| line.section == section).collect();
            @if !lines.is_empty() { (html::heading(&text::title(section, name))) }
            @for line in lines { (html::line(&format!("{}{}", text::word(line.mark), line.text), &text::remark(line))) }
        }
        (html::foot(&format!("You get this as a member of {name}. The button opens the relay after sign-in; there you say that the team knows, or ask back.")))
    }
}

/// A subject of one line, short enough for every mail program.
fn subject(written: &str) -> String {
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 150 { line } else { line.chars().take(149).chain(['…']).collect() }
}
