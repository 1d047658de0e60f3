//! The agenda: opening, round, what starts it (relays asked back or not acknowledged), topics proposed by hand,
//! what ranks, overdue follow-ups, close. The same function serves the page before the meeting and the opening.
//!
//! Whoever looks ahead may hand in what talking is worth (`worth.rs`): then the box is filled by that, exactly.
//! What does not fit stands under "can wait" with its reason; left out twice, it moves up.

mod candidates;
pub mod choose;
mod pack;
mod worth;

pub use pack::{Candidate, pack};
pub use worth::{Gain, Price, Worth};

use super::{About, AgendaLine, Meeting, Occasion};
use crate::{Calendar, GroupId, Instant, Text, Title, Workspace, group::Rules, series::MeetingKind};

/// What a meeting will talk about, and what can wait.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// In order, opening and close included.
    pub planned: Vec<AgendaLine>,
    /// With the reason.
    pub can_wait: Vec<AgendaLine>,
}

impl Agenda {
    /// Planned seconds, all together.
    #[must_use]
    pub fn planned_seconds(&self) -> u32 {
        self.planned.iter().map(|line| line.planned_seconds).sum()
    }

    /// The lines between round and close.
    pub fn topics(&self) -> impl Iterator<Item = &AgendaLine> {
        self.planned.iter().filter(|line| !matches!(line.about, About::Opening | About::Round | About::Close))
    }
}

/// The meeting for which an agenda is made; an occurrence without a number has none yet.
struct Sitting<'a> {
    group: GroupId,
    kind: MeetingKind,
    minutes: u32,
    meeting: Option<&'a Meeting>,
    rules: Rules,
    seats: u32,
    worth: &'a Worth,
}

/// The agenda of an occasion as it would be fixed now; `None` when there is no such meeting.
#[must_use]
pub fn plan(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, occasion: Occasion) -> Option<Agenda> {
    plan_by(workspace, calendar, now, occasion, &Worth::default())
}

/// Like [`plan`], by what talking is worth.
#[must_use]
pub fn plan_by(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, occasion: Occasion, worth: &Worth) -> Option<Agenda> {
    match occasion {
        Occasion::Meeting(id) => workspace.meeting(id).map(|meeting| of_meeting(workspace, calendar, now, meeting, worth)),
        Occasion::Occurrence(series, local) => {
            if let Some(id) = workspace.occurrences.get(&(series, local)) {
                return plan_by(workspace, calendar, now, Occasion::Meeting(*id), worth);
            }
            let series = workspace.series_of(series)?;
            let group = super::decide::group_of(workspace, occasion).ok()?;
            let minutes = series.schedule_on(local.date())?.minutes;
            Some(of_sitting(workspace, calendar, now, &sitting(workspace, (group, series.kind, minutes), None, worth)))
        }
    }
}

/// The agenda of a meeting as it would be fixed now.
#[must_use]
pub fn of_meeting(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, meeting: &Meeting, worth: &Worth) -> Agenda {
    let of = (meeting.group, meeting.kind, meeting.minutes);
    of_sitting(workspace, calendar, now, &sitting(workspace, of, Some(meeting), worth))
}

fn sitting<'a>(
    workspace: &Workspace,
    (group, kind, minutes): (GroupId, MeetingKind, u32),
    meeting: Option<&'a Meeting>,
    worth: &'a Worth,
) -> Sitting<'a> {
    let seats = u32::try_from(super::query::seats_in_order(workspace, group).len()).unwrap_or(u32::MAX);
    let rules = workspace.group(group).map(|g| g.rules.clone()).unwrap_or_default();
    Sitting { group, kind, minutes, meeting, rules, seats, worth }
}

fn of_sitting(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, sitting: &Sitting<'_>) -> Agenda {
    let seconds = sitting.minutes.saturating_mul(60);
    match sitting.kind {
        MeetingKind::FollowUp => about_one_thing(sitting, seconds),
        MeetingKind::ScrumOfScrums => {
            let (candidates, seats) = (candidates::all(workspace, calendar, now, sitting), Some(sitting.seats));
            if sitting.worth.0.is_empty() {
                pack(candidates, seconds, &sitting.rules, seats)
            } else {
                worth::pack_by(sitting.worth, candidates, seconds, &sitting.rules, seats)
            }
        }
        MeetingKind::MetaScrum | MeetingKind::Retrospective | MeetingKind::Other => {
            pack(candidates::proposed(sitting), seconds, &sitting.rules, None)
        }
    }
}

/// A follow-up meeting talks about its one thing for as long as it takes.
fn about_one_thing(sitting: &Sitting<'_>, seconds: u32) -> Agenda {
    let Some(meeting) = sitting.meeting else { return Agenda::default() };
    let closing = sitting.rules.closing_seconds.min(seconds / 4);
    let about = meeting.about.map_or(About::Free, About::Thing);
    let first = AgendaLine { about, title: meeting.title.clone(), why: Text::default(), planned_seconds: seconds.saturating_sub(closing) };
    let proposed = candidates::proposed(sitting).into_iter().map(|candidate| candidate.line);
    let planned = std::iter::once(first).chain(proposed).chain([fixed(About::Close, "Close", closing)]).collect();
    Agenda { planned, can_wait: vec![] }
}

/// A line that belongs to every meeting.
fn fixed(about: About, title: &str, planned_seconds: u32) -> AgendaLine {
    AgendaLine { about, title: Title::new(title).unwrap_or_default(), why: Text::default(), planned_seconds }
}
