//! The minutes of a meeting, as data: for its page, for Markdown, for a chat. Names of people are the reader's to fill in.

use super::{About, AgendaLine, Attendance, Ballot, Meeting, Outcome, query::seats_in_order};
use crate::{
    Date, DependencyId, Event, ImpedimentId, Instant, MeetingId, Member, PersonId, Text, Thing, Title, TopicId, Workspace, decision::Decision,
    follow_up::FollowUp, impediment::Level, scope::Scope,
};
use std::sync::Arc;

/// Everything that a meeting leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Minutes {
    /// The meeting.
    pub meeting: Arc<Meeting>,
    /// Seats in order: who sat there, or nobody said.
    pub attendance: Vec<(Member, Option<Attendance>)>,
    /// Others who were here.
    pub others: Vec<PersonId>,
    /// What was talked about, in order.
    pub topics: Vec<TopicMinutes>,
    /// What did not fit.
    pub can_wait: Vec<AgendaLine>,
    /// Decisions made in it.
    pub decisions: Vec<Arc<Decision>>,
    /// Follow-ups assigned in it.
    pub follow_ups: Vec<Arc<FollowUp>>,
    /// Follow-up meetings made in it.
    pub parked: Vec<Arc<Meeting>>,
    /// Promises that changed while it was open.
    pub promises: Vec<PromiseChange>,
    /// Impediments that were escalated while it was open, and to where.
    pub escalations: Vec<(ImpedimentId, Level)>,
    /// Dated corrections.
    pub corrections: Vec<(Instant, Option<PersonId>, Text)>,
    /// Milliseconds it took.
    pub took_ms: i64,
    /// Milliseconds of them that solved something.
    pub solving_ms: i64,
    /// The pulse; no ballots under three.
    pub ballots: Vec<Ballot>,
    /// How many voted.
    pub voters: u32,
}

/// One topic in the minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicMinutes {
    /// Its number.
    pub id: TopicId,
    /// What about.
    pub about: About,
    /// As a sentence.
    pub title: Title,
    /// How it ended; `None` = not reached.
    pub outcome: Option<Outcome>,
    /// Milliseconds spent.
    pub spent_ms: i64,
    /// Milliseconds planned.
    pub planned_ms: i64,
}

/// A promise that was given or moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseChange {
    /// Of which dependency.
    pub dependency: DependencyId,
    /// The date before, if there was one.
    pub from: Option<Date>,
    /// The date now.
    pub to: Date,
    /// Why; may be empty.
    pub why: Text,
}

/// The minutes until now of a meeting that was opened.
#[must_use]
pub fn minutes(workspace: &Workspace, id: MeetingId, now: Instant) -> Option<Minutes> {
    let meeting = workspace.meeting(id).filter(|m| m.opened_at.is_some())?;
    let made_here = |of: Option<MeetingId>| of == Some(id);
    let Made { parked, promises, escalations } = while_open(workspace, meeting);
    Some(Minutes {
        attendance: seats_in_order(workspace, meeting.group).into_iter().map(|seat| (seat, meeting.attendance.get(&seat).cloned())).collect(),
        others: others(meeting),
        topics: topics(meeting, now),
        can_wait: meeting.can_wait.iter().filter(|line| !was_discussed(meeting, line.about)).cloned().collect(),
        decisions: workspace.decisions.iter().filter(|d| made_here(d.meeting)).cloned().collect(),
        follow_ups: workspace.follow_ups.iter().filter(|f| made_here(f.meeting)).cloned().collect(),
        parked,
        promises,
        escalations,
        corrections: meeting.corrections.iter().cloned().collect(),
        took_ms: meeting.total_ms(now),
        solving_ms: meeting.solving_ms(now),
        ballots: meeting.ballots.iter().cloned().collect(),
        voters: meeting.voters,
        meeting: Arc::clone(meeting),
    })
}

/// Who was here beside the seats; whoever led it was, also without a seat.
fn others(meeting: &Meeting) -> Vec<PersonId> {
    let seated = |person: &PersonId| meeting.attendance.values().any(|attendance| attendance.here && attendance.person == *person);
    let leads = meeting.facilitator.filter(|person| !seated(person) && !meeting.others_here.contains(person));
    meeting.others_here.iter().copied().chain(leads).collect()
}

/// Whether what had to wait was talked about after all.
fn was_discussed(meeting: &Meeting, about: About) -> bool {
    about != About::Free && meeting.agenda().any(|topic| topic.about == about && topic.outcome.is_some())
}

/// As they came; what was added behind the close stands before it.
fn topics(meeting: &Meeting, now: Instant) -> Vec<TopicMinutes> {
    let line = |topic: &Arc<super::Topic>| TopicMinutes {
        id: topic.id,
        about: topic.about,
        title: topic.title.clone(),
        outcome: topic.outcome,
        spent_ms: meeting.spent_ms(topic.id, now),
        planned_ms: topic.planned_ms(),
    };
    let mut topics: Vec<TopicMinutes> = meeting.agenda().map(line).collect();
    topics.sort_by_key(|topic| topic.about == About::Close);
    topics
}

/// What came about between opening and close.
#[derive(Default)]
struct Made {
    parked: Vec<Arc<Meeting>>,
    promises: Vec<PromiseChange>,
    escalations: Vec<(ImpedimentId, Level)>,
}

/// Follow-up meetings of the group, promises and escalations of its teams between opening and close.
fn while_open(workspace: &Workspace, meeting: &Meeting) -> Made {
    let scope = Scope::below(workspace, meeting.group);
    let mut made = Made::default();
    for recorded in held(workspace, meeting) {
        let (dependency, to, why) = match &recorded.event {
            Event::MeetingPlanned(planned) => {
                let same = |m: &&Arc<Meeting>| m.group == meeting.group && m.kind == crate::series::MeetingKind::FollowUp;
                made.parked.extend(workspace.meeting(planned.meeting).filter(same).cloned());
                continue;
            }
            Event::ImpedimentEscalated(e) => {
                let concerned = workspace.impediment(e.impediment).filter(|i| i.is_of(workspace, &scope));
                made.escalations.extend(concerned.map(|i| (i.id, e.to)));
                continue;
            }
            Event::DependencyPromised(e) => (e.dependency, e.on, Text::default()),
            Event::PromiseMoved(e) => (e.dependency, e.on, e.why.clone()),
            _ => continue,
        };
        if concerns(workspace, meeting, dependency) {
            let from = promised_before(workspace, dependency, recorded.stamp.version);
            made.promises.push(PromiseChange { dependency, from, to, why });
        }
    }
    made
}

fn concerns(workspace: &Workspace, meeting: &Meeting, dependency: DependencyId) -> bool {
    let within = |team| workspace.team_is_within(team, meeting.group);
    workspace.dependency(dependency).is_some_and(|d| within(d.consumer) || within(d.provider))
}

/// The date promised before that version.
fn promised_before(workspace: &Workspace, dependency: DependencyId, version: u64) -> Option<Date> {
    workspace.history(Thing::Dependency(dependency)).rev().filter(|r| r.stamp.version < version).find_map(|r| match &r.event {
        Event::DependencyPromised(e) => Some(e.on),
        Event::PromiseMoved(e) => Some(e.on),
        _ => None,
    })
}

/// The events between a meeting's opening and close.
fn held<'a>(workspace: &'a Workspace, meeting: &Meeting) -> impl Iterator<Item = &'a Arc<crate::Recorded>> {
    let own = |kind: &str| workspace.history(Thing::Meeting(meeting.id)).find(|r| r.event.kind() == kind).map(|r| r.stamp.version);
    let from = own("MeetingOpened").unwrap_or(u64::MAX);
    let until = own("MeetingClosed").unwrap_or(workspace.version);
    (from..=until).filter_map(|version| workspace.recorded(version))
}
