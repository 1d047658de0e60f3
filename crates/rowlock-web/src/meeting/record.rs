//! Minutes as text: Markdown for a file, plain lines for a chat. Pages, command line and copies share it.

use super::address::{self, Parts};
use super::words;
use crate::error::WebError;
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rowlock_domain::follow_up::FollowUp;
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Level;
use rowlock_domain::impediment::query::rung_name;
use rowlock_domain::meeting::minutes::{Minutes, minutes};
use rowlock_domain::{Calendar, Date, Instant, MeetingId, Member, PersonId, Thing, Workspace};
use rowlock_engine::Profiles;

/// Writes minutes with the names and dates of one workspace.
pub struct Scribe<'a> {
    /// The model.
    pub model: &'a Workspace,
    /// Who is who.
    pub profiles: &'a Profiles,
    /// Zones.
    pub calendar: &'a dyn Calendar,
    /// Now.
    pub now: Instant,
}

/// A scribe with the names and dates of a view.
pub(super) fn scribe(view: &View) -> Scribe<'_> {
    Scribe { model: &view.model, profiles: view.profiles(), calendar: &**view.site.engine.calendar(), now: view.now }
}

/// "Priya Raman, by Thu 26 Nov".
pub(super) fn owner_words(profiles: &Profiles, follow_up: &FollowUp, today: Date) -> String {
    let owner = follow_up.owner.map_or("no owner", |owner| profiles.name(owner));
    let due = follow_up.due.map_or_else(String::new, |due| format!(", by {}", format::day(due, today)));
    format!("{owner}{due}")
}

/// How headings and lines are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Markdown,
    Chat,
}

impl Style {
    fn heading(self, level: usize, text: &str) -> String {
        match self {
            Self::Markdown => format!("{} {}\n\n", "#".repeat(level), escaped(text)),
            Self::Chat if level == 1 => format!("{text}\n"),
            Self::Chat => format!("\n{text}\n"),
        }
    }

    fn line(self, text: &str) -> String {
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self {
            Self::Markdown => format!("- {}\n", escaped(&one_line)),
            Self::Chat => format!("- {one_line}\n"),
        }
    }
}

/// Text as Markdown shows it literally.
fn escaped(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~');
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

impl Scribe<'_> {
    /// The minutes of a meeting that was opened, as Markdown.
    #[must_use]
    pub fn markdown(&self, id: MeetingId) -> Option<String> {
        self.write(id, Style::Markdown)
    }

    /// The same in plain lines for a chat.
    #[must_use]
    pub fn chat(&self, id: MeetingId) -> Option<String> {
        self.write(id, Style::Chat)
    }

    fn write(&self, id: MeetingId, style: Style) -> Option<String> {
        let made = minutes(self.model, id, self.now)?;
        let group = self.model.group(made.meeting.group)?;
        let mut text = self.head(&made, group, style);
        text.push_str(&self.list(style, "Decisions", self.decisions(&made)));
        text.push_str(&self.list(style, "Follow-ups", self.follow_ups(&made, group)));
        text.push_str(&self.list(style, "Promises that changed", self.promises(&made, group)));
        text.push_str(&self.list(style, "Escalated", self.escalations(&made)));
        text.push_str(&self.list(style, "Topics", self.topics(&made)));
        text.push_str(&self.list(style, "Did not fit", made.can_wait.iter().map(|line| format!("{}: {}", line.title, line.why)).collect()));
        text.push_str(&self.list(style, "Who was there", self.attendance(&made)));
        text.push_str(&self.list(style, "Corrections", self.corrections(&made, group)));
        Some(text)
    }

    fn list(&self, style: Style, heading: &str, lines: Vec<String>) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let body: String = lines.iter().map(|line| style.line(line)).collect();
        let end = if style == Style::Markdown { "\n" } else { "" };
        format!("{}{body}{end}", style.heading(2, heading))
    }

    fn local_day(&self, group: &Group, at: Instant) -> String {
        format::long_day(self.calendar.local(at, &group.zone).date())
    }

    fn time(&self, group: &Group, at: Instant) -> String {
        format::time_of_day(self.calendar.local(at, &group.zone).time())
    }

    fn today(&self, group: &Group) -> Date {
        self.calendar.local(self.now, &group.zone).date()
    }

    fn head(&self, made: &Minutes, group: &Group, style: Style) -> String {
        let meeting = &made.meeting;
        let title = format!("{}, {}", meeting.title, self.local_day(group, meeting.began_at()));
        let from = meeting.opened_at.map_or_else(String::new, |at| self.time(group, at));
        let until = meeting.closed_at.map_or_else(|| "still open".to_owned(), |at| self.time(group, at));
        let led = meeting.facilitator.map_or_else(String::new, |person| format!(", led by {}", self.profiles.name(person)));
        let line = format!("{}, {from} to {until}, {} of {}:00 minutes used{led}.", group.name, words::clock(made.took_ms), meeting.minutes);
        match style {
            Style::Markdown => format!("{}{}\n\n", style.heading(1, &title), escaped(&line)),
            Style::Chat => format!("{}{line}\n", style.heading(1, &title)),
        }
    }

    fn decisions(&self, made: &Minutes) -> Vec<String> {
        let words = |d: &rowlock_domain::decision::Decision| {
            let because = if d.because.is_empty() { String::new() } else { format!(" Because {}.", d.because.as_str().trim_end_matches('.')) };
            let bound: Vec<&str> = d.binds.iter().map(|team| self.model.member_name(Member::Team(*team))).collect();
            let binds = if bound.is_empty() { String::new() } else { format!(" Binds {}.", format::listed(&bound)) };
            format!("{}: {}.{because}{binds}", d.id, d.text.as_str().trim_end_matches('.'))
        };
        made.decisions.iter().map(|d| words(d)).collect()
    }

    fn follow_ups(&self, made: &Minutes, group: &Group) -> Vec<String> {
        let today = self.today(group);
        let mut lines: Vec<String> =
            made.follow_ups.iter().map(|f| format!("{}: {} ({})", f.id, f.text, owner_words(self.profiles, f, today))).collect();
        lines.extend(made.parked.iter().map(|meeting| {
            let names: Vec<&str> = meeting.people.iter().map(|person| self.profiles.name(*person)).collect();
            let with = if names.is_empty() { String::new() } else { format!(" with {}", format::listed(&names)) };
            format!(
                "Follow-up meeting: {}, {} {}, {} min{with}",
                meeting.title,
                self.local_day(group, meeting.starts_at),
                self.time(group, meeting.starts_at),
                meeting.minutes
            )
        }));
        lines
    }

    fn promises(&self, made: &Minutes, group: &Group) -> Vec<String> {
        let today = self.today(group);
        let words = |change: &rowlock_domain::meeting::minutes::PromiseChange| {
            let was = change.from.map_or_else(String::new, |from| format!(", was {}", format::day(from, today)));
            let title = words::title(self.model, Thing::Dependency(change.dependency));
            format!("{}: {title}, now {}{was}", change.dependency, format::day(change.to, today))
        };
        made.promises.iter().map(words).collect()
    }

    fn escalations(&self, made: &Minutes) -> Vec<String> {
        let to = |level: Level| match level {
            Level::Person(person) => self.profiles.name(person).to_owned(),
            Level::Group(_) => rung_name(self.model, level),
        };
        made.escalations.iter().map(|(id, level)| format!("{id}: {}, to {}", words::title(self.model, Thing::Impediment(*id)), to(*level))).collect()
    }

    fn topics(&self, made: &Minutes) -> Vec<String> {
        let words = |topic: &rowlock_domain::meeting::minutes::TopicMinutes| {
            let outcome = topic.outcome.map_or("not reached", words::outcome);
            format!("{}: {outcome}, {} of {}", topic.title, words::clock(topic.spent_ms), words::clock(topic.planned_ms))
        };
        made.topics.iter().map(words).collect()
    }

    fn attendance(&self, made: &Minutes) -> Vec<String> {
        let name = |person: PersonId| self.profiles.name(person).to_owned();
        let mut lines: Vec<String> = Vec::new();
        for (member, said) in &made.attendance {
            let who = said.as_ref().filter(|attendance| attendance.here).map_or_else(|| "not there".to_owned(), |attendance| name(attendance.person));
            lines.push(format!("{}: {who}", self.model.member_name(*member)));
        }
        lines.extend(made.others.iter().map(|person| name(*person)));
        lines
    }

    fn corrections(&self, made: &Minutes, group: &Group) -> Vec<String> {
        let words = |(at, by, text): &(Instant, Option<PersonId>, rowlock_domain::Text)| {
            let by = by.map_or_else(String::new, |by| format!(", {}", self.profiles.name(by)));
            format!("{} {}{by}: {text}", self.local_day(group, *at), self.time(group, *at))
        };
        made.corrections.iter().map(words).collect()
    }
}

/// The minutes as a Markdown file.
pub(super) async fn markdown(view: View, Path(parts): Path<Parts>) -> Result<Response, WebError> {
    let id = address::number(&view, parts.get("meeting").map_or("", String::as_str))?;
    let text = scribe(&view).markdown(id).ok_or(WebError::NotFound)?;
    let name = format!("attachment; filename=\"minutes-{}.md\"", id.0);
    Ok(([(header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
