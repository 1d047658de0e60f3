//! A meeting before it is held: the agenda as it ranks now, what can wait and why, who has checked in, who will come.

use super::address::{self, Parts};
use super::plan_forms as forms;
use super::{attendance, coming, door, words};
use crate::error::WebError;
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::ui::button::{Button, copy_button};
use crate::ui::field::{fold, hidden};
use crate::ui::notice::{self, Tone};
use crate::ui::section::{page_head, section};
use crate::ui::{format, page::LiveMode};
use crate::view::View;
use crate::worth;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rowlock_analysis::model::agenda::Topics;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::agenda::{Agenda, Worth, plan_by};
use rowlock_domain::meeting::{About, AgendaLine, Meeting, MeetingState, Occasion, Topic, query};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Act, Date, Instant, MeetingId, Member, Thing};
use std::sync::Arc;

/// Rows of a folded list at most.
const ROWS: usize = 45;
/// Opened longer before its time, it asks first: the check-ins are not in yet.
const EARLY_SECONDS: i64 = 3600;
/// What can wait, before the rest is folded.
const WAITING: usize = 5;

/// A meeting to come, with or without a number, as one viewer sees it.
pub(super) struct Plan<'a> {
    /// Who looks.
    pub view: &'a View,
    /// Which meeting.
    pub occasion: Occasion,
    /// The meeting, once it has a number.
    pub meeting: Option<&'a Arc<Meeting>>,
    /// The group that meets.
    pub group: &'a Arc<Group>,
    /// Its path in the workspace.
    pub path: String,
    /// What kind.
    pub kind: MeetingKind,
    /// What it is called.
    pub title: String,
    /// When it starts.
    pub starts_at: Instant,
    /// Time box.
    pub minutes: u32,
    /// Where; may be empty.
    pub place: String,
    /// Today in the group's zone.
    pub today: Date,
}

impl<'a> Plan<'a> {
    /// The plan of an occasion.
    pub fn of(view: &'a View, occasion: Occasion) -> Result<Self, WebError> {
        let path = address::path_of(&view.model, &**view.site.engine.calendar(), occasion);
        match occasion {
            Occasion::Meeting(id) => Self::of_meeting(view, id, path),
            Occasion::Occurrence(id, local) => {
                let series = view.model.series_of(id).ok_or(WebError::NotFound)?;
                let group = rowlock_domain::meeting::decide::group_of(&view.model, occasion).map_err(|_| WebError::NotFound)?;
                let group = view.model.group(group).ok_or(WebError::NotFound)?;
                let schedule = series.schedule_on(local.date()).ok_or(WebError::NotFound)?;
                let starts_at = view.site.engine.calendar().instant(local, &schedule.recurrence.zone);
                let (title, place) = (series.title.to_string(), series.whereabouts().to_string());
                let (kind, minutes, today) = (series.kind, schedule.minutes, view.today(&group.zone));
                Ok(Self { view, occasion, meeting: None, group, path, kind, title, starts_at, minutes, place, today })
            }
        }
    }

    fn of_meeting(view: &'a View, id: MeetingId, path: String) -> Result<Self, WebError> {
        let meeting = view.model.meeting(id).ok_or(WebError::NotFound)?;
        let group = view.model.group(meeting.group).ok_or(WebError::NotFound)?;
        let (title, place) = (meeting.title.to_string(), meeting.place.to_string());
        let today = view.today(&group.zone);
        let (kind, starts_at, minutes) = (meeting.kind, meeting.starts_at, meeting.minutes);
        Ok(Self { view, occasion: Occasion::Meeting(id), meeting: Some(meeting), group, path, kind, title, starts_at, minutes, place, today })
    }

    /// Where a form of this plan is posted.
    pub fn action(&self, noun: &str) -> String {
        format!("/{}/{}/{noun}", self.view.desk.slug, self.path)
    }

    /// Whether the viewer leads the group.
    pub fn leads(&self) -> bool {
        self.view.may(Act::Lead(self.group.id))
    }

    /// Whether it can still be held.
    pub fn is_on(&self) -> bool {
        self.meeting.is_none_or(|meeting| meeting.state == MeetingState::Planned)
    }

    /// Whether it starts more than an hour from now.
    pub fn is_early(&self) -> bool {
        self.starts_at > self.view.now.plus_seconds(EARLY_SECONDS)
    }

    /// Whether its page was asked to open it before its time.
    fn asks_to_open(&self) -> bool {
        self.is_early() && self.view.here.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair == "open=early"))
    }

    fn when(&self) -> String {
        format::appointment(self.view.local(self.starts_at, &self.group.zone), self.today)
    }
}

/// An occurrence without a number; once it has one, its address leads on.
pub(super) async fn unnumbered(view: View, Path(parts): Path<Parts>) -> Result<Response, WebError> {
    let occasion = address::occasion(&view, &parts)?;
    if let Occasion::Meeting(id) = occasion {
        let done = view.done.map(|version| format!("?done={version}")).unwrap_or_default();
        return Ok(Redirect::to(&format!("{}{}", view.thing_href(Thing::Meeting(id)), if view.is_past { "" } else { &done })).into_response());
    }
    view.outlook(Plan::of(&view, occasion)?.group).await?;
    Ok(page(&view, occasion, &Refused::default())?.into_response())
}

/// The plan of a numbered meeting.
pub(super) fn numbered(view: &View, id: MeetingId, refused: &Refused) -> Result<Markup, WebError> {
    page(view, Occasion::Meeting(id), refused)
}

/// The page of a meeting to come.
pub(super) fn page(view: &View, occasion: Occasion, refused: &Refused) -> Result<Markup, WebError> {
    let plan = Plan::of(view, occasion)?;
    let title = words::day(view, plan.group, plan.starts_at);
    let mut frame = Frame::of_group(&title, Place::Meeting, plan.group.id);
    frame.scopes.extend(plan.meeting.map(|meeting| Thing::Meeting(meeting.id)));
    frame.mode = LiveMode::Calm;
    let place = if plan.place.is_empty() { String::new() } else { format!(", {}", plan.place) };
    let sentence = format!("{}, {} minutes{place}.", words::kind(plan.kind), plan.minutes);
    let heading = format!("{}, {}", plan.title, plan.when());
    let called_off = html! { (early(&plan)) (called_off(&plan)) (refused.notice("opening")) };
    let agenda = plan.is_on().then(|| agenda(&plan, refused));
    let beside = plan.is_on().then(|| beside(&plan, refused));
    Ok(view.page(
        &frame,
        html! {
            (page_head(&heading, sentence, opening(&plan)))
            (called_off)
            (refused.left_over())
            div class="cols cols-main" {
                div class="stack gap5" { @if let Some(agenda) = agenda { (agenda) } (door::held(view, plan.group, 5)) }
                div class="stack gap5" {
                    @if let Some(beside) = beside { (beside) }
                    (others(&plan))
                }
            }
        },
    ))
}

fn beside(plan: &Plan<'_>, refused: &Refused) -> Markup {
    html! {
        @if plan.kind == MeetingKind::ScrumOfScrums { (check_ins(plan)) }
        (attendance::expected(plan, refused))
        @if plan.leads() { (forms::change(plan, refused)) }
    }
}

fn opening(plan: &Plan<'_>) -> Option<Markup> {
    let may = super::room::may(plan.view, &rowlock_domain::meeting::command::OpenMeeting { occasion: plan.occasion });
    (plan.is_on() && may && !plan.asks_to_open()).then(|| {
        html! { form method="post" action=(plan.action("opening")) { (plan.view.stamp(None)) (Button::new("Open the meeting").primary().large().render()) } }
    })
}

/// Whether it shall really be opened that long before its time.
fn early(plan: &Plan<'_>) -> Markup {
    let may = super::room::may(plan.view, &rowlock_domain::meeting::command::OpenMeeting { occasion: plan.occasion });
    if !plan.is_on() || !may || !plan.asks_to_open() {
        return html! {};
    }
    let words = html! { b { "It starts " (plan.when()) "." } " Opened now, it is held today: who has not checked in is missing, and the one planned then does not take place." };
    let action = html! {
        form method="post" action=(plan.action("opening")) { (plan.view.stamp(None)) (hidden("early", "yes")) (Button::new("Open it now").primary().render()) }
        (Button::new("Not yet").link(&plan.view.href(&plan.path)))
    };
    notice::with_action(Tone::Attention, words, Some(action))
}

fn called_off(plan: &Plan<'_>) -> Markup {
    let (words, why) = match plan.meeting.map(|meeting| &meeting.state) {
        Some(MeetingState::Skipped(why)) => ("This meeting is not held.", why),
        Some(MeetingState::Cancelled(why)) => ("This meeting is cancelled.", why),
        _ => return html! {},
    };
    let action = plan.leads().then(|| {
        html! { form method="post" action=(plan.action("reinstatement")) { (plan.view.stamp(None)) (Button::new("Hold it after all").small().render()) } }
    });
    notice::with_action(Tone::Attention, html! { b { (words) } " " (why) }, action)
}

/// The agenda as it ranks now.
fn agenda(plan: &Plan<'_>, refused: &Refused) -> Markup {
    let calendar = &**plan.view.site.engine.calendar();
    let talking = worth::talking(plan.view, plan.group.id).filter(|talking| !talking.worth.0.is_empty());
    let agenda = self::plan_now(plan, calendar, talking.as_deref());
    let planned = agenda.planned_seconds();
    let remark = format!("{} of {}:00 planned", words::clock(i64::from(planned) * 1000), plan.minutes);
    let told = told(plan, &agenda, talking.as_deref());
    let talked: Vec<About> = agenda.topics().map(|line| line.about).collect();
    let waiting = talking.as_deref().and_then(|talking| talking.waiting_told(&plan.view.model, &talked));
    html! {
        (section("h-agenda", "Agenda as it ranks now", &remark, None, html! {
            p class="measure mb2" data-live="agenda-told" { (told) }
            @if let Some(waiting) = waiting { p class="measure mb2" data-live="agenda-turns" { (waiting) } }
            ol class="box rows things" { @for line in &agenda.planned { (planned_line(plan, line)) } }
            @if let Some(talking) = &talking { (how(plan, talking)) }
        }))
        @if !agenda.can_wait.is_empty() {
            (section("h-wait", "Can wait", &format::counted(agenda.can_wait.len(), "topic", "topics"), None, html! {
                ul class="box rows things" { @for line in agenda.can_wait.iter().take(WAITING) { (waiting_line(plan, line)) } }
                @if agenda.can_wait.len() > WAITING {
                    (fold(&format!("{} more", agenda.can_wait.len() - WAITING), false, html! {
                        ul class="box rows things" { @for line in agenda.can_wait.iter().skip(WAITING).take(ROWS) { (waiting_line(plan, line)) } }
                        @if agenda.can_wait.len() > WAITING + ROWS { p.meta { (agenda.can_wait.len() - WAITING - ROWS) " more rank behind these." } }
                    }))
                }
            }))
        }
        @if plan.view.may(Act::Join) { (forms::proposal(plan, refused)) }
    }
}

fn plan_now(on: &Plan<'_>, calendar: &dyn rowlock_domain::Calendar, talking: Option<&Topics>) -> Agenda {
    let by_rank = Worth::default();
    let worth = talking.map_or(&by_rank, |talking| &talking.worth);
    plan_by(&on.view.model, calendar, on.view.now, on.occasion, worth).unwrap_or_default()
}

/// Left-out topics that are named with what leaving them out costs.
const TOLD: usize = 3;

/// `20 of 25 minutes planned. Left out: “Logging format” (would win half a day for Search).`
fn told(plan: &Plan<'_>, agenda: &Agenda, talking: Option<&Topics>) -> String {
    let (planned, minutes) = (agenda.planned_seconds().div_ceil(60), plan.minutes);
    if agenda.topics().next().is_none() && agenda.can_wait.is_empty() {
        return "Nothing needs this meeting: cancel it?".to_owned();
    }
    let first = if planned > minutes {
        format!("Needs {planned} minutes where {minutes} are planned: shorten or hold a follow-up.")
    } else {
        format!("{planned} of {minutes} minutes planned.")
    };
    let wins = |line: &AgendaLine| {
        let gain = talking.and_then(|talking| talking.worth.0.get(&line.about)?.gain.as_ref());
        let won = gain.map_or_else(String::new, |gain| format!(" (would win {})", gain.what));
        format!("“{}”{won}", line.title)
    };
    let named: Vec<String> = agenda.can_wait.iter().take(TOLD).map(wins).collect();
    match agenda.can_wait.len().saturating_sub(TOLD) {
        _ if named.is_empty() => first,
        0 => format!("{first} Left out: {}.", named.join(", ")),
        more => format!("{first} Left out: {} and {more} more.", named.join(", ")),
    }
}

/// The chance that talking changes something is shown with its prior.
fn how(plan: &Plan<'_>, talking: &Topics) -> Markup {
    let sure = "Worth speaks of goals, not of persons; where two topics are worth nearly the same, either may come first.";
    worth::how_talking(plan.view, plan.group, talking, sure)
}

fn line_title(plan: &Plan<'_>, line: &AgendaLine) -> Markup {
    match line.about {
        About::Thing(thing) => html! { b { a href=(plan.view.thing_href(thing)) { (line.title) } } },
        About::Relay(meeting, member) => html! { b { a href=(crate::relay::href(plan.view, meeting, member)) { (line.title) } } },
        _ => html! { b { (line.title) } },
    }
}

/// The topic proposed by hand of which this line came.
fn proposed<'a>(plan: &Plan<'a>, line: &AgendaLine) -> Option<&'a Arc<Topic>> {
    plan.meeting?.agenda().find(|topic| topic.about == line.about && topic.title == line.title)
}

fn planned_line(plan: &Plan<'_>, line: &AgendaLine) -> Markup {
    let topic = proposed(plan, line);
    html! {
        li data-row={ "line-" (words::row(line)) } {
            div.what {
                (line_title(plan, line))
                @if !line.why.is_empty() { p { (line.why) } }
                div.why {
                    span.meta { (words::clock(i64::from(line.planned_seconds) * 1000)) }
                    @if let Some(thing) = words::thing_of(&line.about).filter(|thing| words::has_label(*thing)) { span.id { (thing.label()) } }
                    @if let Some(person) = topic.and_then(|topic| topic.proposed_by) { span.meta { "proposed by " (plan.view.name(person)) } }
                }
            }
            div.do { @if plan.leads() { (forms::line_forms(plan, line, topic)) } }
        }
    }
}

fn waiting_line(plan: &Plan<'_>, line: &AgendaLine) -> Markup {
    let put_off = words::thing_of(&line.about).filter(|thing| plan.meeting.is_some_and(|meeting| meeting.left_out.contains(thing)));
    html! {
        li data-row={ "wait-" (words::row(line)) } {
            div.what {
                (line_title(plan, line))
                p { (line.why) }
                @if let Some(thing) = words::thing_of(&line.about).filter(|thing| words::has_label(*thing)) { div.why { span.id { (thing.label()) } } }
            }
            div.do { @if let Some(thing) = put_off.filter(|_| plan.leads()) { (forms::back_in(plan, thing)) } }
        }
    }
}

/// Who has checked in, and who has not.
fn check_ins(plan: &Plan<'_>) -> Markup {
    let seats = query::seats_in_order(&plan.view.model, plan.group.id);
    let given = |member: &Member| plan.meeting.and_then(|meeting| meeting.check_ins.get(member));
    let inside = seats.iter().filter(|member| given(member).is_some()).count();
    let href = plan.view.href(&format!("groups/{}/check-in", plan.group.slug));
    section(
        "h-checkins",
        "Check-ins",
        &format!("{inside} of {} in", seats.len()),
        Some(("Check in", &href)),
        html! {
            @if seats.is_empty() { p.meta { "This group has no seats yet." } }
            ul.att { @for member in seats.iter().take(50) { (forms::check_in_row(plan, *member, given(member).map(|c| c.given_at))) } }
            @if seats.len() > 50 { p.meta { (seats.len() - 50) " more seats." } }
        @if inside < seats.len() && plan.leads() { (reminder(plan, &seats.iter().filter(|member| given(member).is_none()).copied().collect::<Vec<_>>(), &href)) }
        },
    )
}

/// The reminder as plain lines, for a chat.
fn reminder(plan: &Plan<'_>, missing: &[Member], href: &str) -> Markup {
    let names: Vec<&str> = missing.iter().take(40).map(|member| plan.view.model.member_name(*member)).collect();
    let due = plan.starts_at.plus_seconds(-60 * i64::from(plan.group.rules.due_minutes));
    let due = format::appointment(plan.view.local(due, &plan.group.zone), plan.today);
    let (names, link) = (format::listed(&names), format!("{}{href}", plan.view.site.settings.public_url));
    let text = format!("Check-in for {}, {}: {names} are missing.\nDue by {due}; a minute is enough: {link}\n", plan.title, plan.when());
    fold("Reminder as text for a chat", false, html! { (copy_button("Copy as text", "reminder-text")) pre.astext id="reminder-text" { (text) } })
}

fn others(plan: &Plan<'_>) -> Markup {
    let mut coming = coming::all(plan.view, plan.group);
    coming.retain(|next| next.path != plan.path);
    coming.truncate(6);
    let list = plan.view.href(&format!("groups/{}/meetings", plan.group.slug));
    section(
        "h-coming",
        "Other meetings to come",
        "",
        Some(("All", &list)),
        html! {
            @if coming.is_empty() { p.meta { "No other one is planned." } }
            (door::coming_list(plan.view, plan.group, &coming))
        },
    )
}
