//! The group's recurring meetings.

use super::{action, send, setting, weekly};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, fold};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::group::{Group, GroupRole};
use rowlock_domain::series::command::SetSeries;
use rowlock_domain::series::query::{advice, series_of, upcoming};
use rowlock_domain::series::{MeetingKind, Series, SeriesOf};
use rowlock_domain::{Act, Thing};

/// A kind of meeting as people read it.
#[must_use]
pub(crate) fn kind_words(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::ScrumOfScrums => "Scrum of Scrums",
        MeetingKind::MetaScrum => "MetaScrum",
        MeetingKind::Retrospective => "Scaled retrospective",
        MeetingKind::FollowUp => "Follow-up meeting",
        MeetingKind::Other => "Other, only in calendars",
    }
}

/// The schedule in words: "every Tue and Thu at 09:30, 15 min".
pub(crate) fn schedule_words(view: &View, series: &Series) -> String {
    let today = view.today(&view.model.zone);
    let Some(schedule) = series.schedule_on(today).or_else(|| series.schedules.values().next_back()) else { return String::new() };
    let recurrence = &schedule.recurrence;
    let time = format::time_of_day(recurrence.start.time());
    format!("{} at {time} {}, {} min", weekly::words(&recurrence.rule), recurrence.zone, schedule.minutes)
}

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let today = view.today(&group.zone);
    let calendar = &**view.site.engine.calendar();
    let all: Vec<_> = series_of(&view.model, SeriesOf::Group(group.id), today).collect();
    let next = upcoming(&view.model, calendar, group.id, view.now, 3);
    setting(
        "h-meetings",
        "Meetings",
        "Twice a week, 15 minutes, is a good start. Everything longer goes to a follow-up meeting with the people it needs.",
        html! {
            @for sentence in advice(&view.model, calendar, group.id, view.now) { (notice::notice(notice::Tone::Attention, sentence)) }
            @if all.is_empty() { p.meta { "No meeting recurs yet. " (who_adds(view, group)) } }
            ul.plain {
                @for series in &all {
                    li data-row=(format!("series-{}", series.id.0)) {
                        b { a href=(view.thing_href(Thing::Series(series.id))) { (series.title) } }
                        small { (kind_words(series.kind)) ", " (schedule_words(view, series)) }
                    }
                }
            }
            @if !next.is_empty() {
                p.meta { "Next: " @for (n, meeting) in next.iter().enumerate() { @if n > 0 { ", " } (format::moment(view.local(meeting.starts_at, &group.zone), today)) } }
            }
            @if view.may(Act::Lead(group.id)) { (form(view, group, refused)) }
        },
    )
}

/// Who can add a meeting: the viewer below, or by name.
fn who_adds(view: &View, group: &Group) -> String {
    if view.may(Act::Lead(group.id)) {
        return "Add one below; the first can be tomorrow.".to_owned();
    }
    let leads = |role: &GroupRole| matches!(role, GroupRole::Master | GroupRole::Deputy);
    let names: Vec<&str> = group.roles.iter().filter(|(role, ..)| leads(role)).map(|(_, person, _)| view.name(*person)).collect();
    match names.as_slice() {
        [] => "Its Scrum of Scrums Master can add one; an administrator names the Master.".to_owned(),
        names => format!("{} can add one.", format::listed(names)),
    }
}

fn form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form =
        refused.form("series").or("zone", group.zone.as_str()).or("minutes", "15").or("every", "1").or("time", "09:30").or("kind", "scrum_of_scrums");
    let kinds = [MeetingKind::ScrumOfScrums, MeetingKind::MetaScrum, MeetingKind::Retrospective, MeetingKind::Other];
    let choices: Vec<Choice<'_>> = kinds.iter().map(|kind| Choice { value: kind.word(), words: kind_words(*kind) }).collect();
    fold(
        "Add a recurring meeting",
        refused.is("series"),
        html! {
            (refused.notice("series"))
            form.form method="post" action=(action(view, group, "series")) {
                (view.stamp(None))
                (Field::new("title", "What it is called").value(form.value("title")).error(form.error("title")).placeholder("Scrum of Scrums").required().max_length(200).text())
                (Field::new("kind", "Kind").value(form.value("kind")).error(form.error("kind")).select(&choices))
                (weekly::fields(&form))
                (Field::new("place", "Room").value(form.value("place")).error(form.error("place")).text())
                (Field::new("link", "Address of the call").value(form.value("link")).error(form.error("link")).url())
                div.formend { (Button::new("Add the meeting").render()) }
            }
        },
    )
}

/// A web address for a call: only http and https.
pub(crate) fn link(form: &mut Form, name: &str) -> rowlock_domain::Text {
    let written = form.value(name).trim().to_ascii_lowercase();
    if !written.is_empty() && !written.starts_with("https://") && !written.starts_with("http://") {
        form.wrong(name, "Begin the address with https://, such as https://meet.example.org/harbour.");
    }
    form.optional_text(name)
}

pub(super) async fn set(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let title = form.title("title");
    let kind = form.choice("kind", MeetingKind::parse).unwrap_or(MeetingKind::Other);
    let schedule = weekly::read(&mut form, view.today(&group.zone));
    let place = form.optional_text("place");
    let link = link(&mut form, "link");
    let command = SetSeries { of: SeriesOf::Group(group.id), title, kind, schedule, place, link, origin: None };
    send(view, slug, "series", form, vec![command.into()]).await
}
