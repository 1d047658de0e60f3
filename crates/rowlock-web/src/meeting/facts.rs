//! What a topic is about, in four facts and one ask.

use super::room::Room;
use super::words;
use crate::ui::format;
use crate::ui::status::State;
use maud::{Markup, html};
use rowlock_domain::dependency::query::{Late, LateKind, Outlook, Standing};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::impediment::{Impediment, ImpedimentState, Severity, query as ladder};
use rowlock_domain::moment::Moment;
use rowlock_domain::risk::RiskState;
use rowlock_domain::workspace::Measure;
use rowlock_domain::{Date, Instant, Member, PersonId, TeamId, Thing};

/// One fact: what it is, its value, a remark.
pub(super) struct Fact(pub &'static str, pub String, pub String);

/// What stands in the middle of a topic.
#[derive(Default)]
pub(super) struct Facts {
    /// Its state.
    pub state: Option<(State, String)>,
    /// At most four.
    pub facts: Vec<Fact>,
    /// Who asks what.
    pub ask: Option<(String, String)>,
}

impl Facts {
    /// The facts side by side and the ask below them.
    pub fn render(&self) -> Markup {
        html! {
            @if !self.facts.is_empty() {
                dl.facts { @for Fact(what, value, remark) in &self.facts { div { dt { (what) } dd { (value) @if !remark.is_empty() { small { (remark) } } } } } }
            }
            @if let Some((who, what)) = &self.ask { p.ask { span { (who) } (what) } }
        }
    }
}

/// The facts of a thing.
pub(super) fn of(room: &Room<'_>, thing: Thing) -> Facts {
    let model = &room.view.model;
    let found = match thing {
        Thing::Impediment(id) => model.impediment(id).map(|i| impediment(room, i)),
        Thing::Dependency(id) => model.dependency(id).map(|d| dependency(room, d)),
        Thing::Risk(id) => model.risk(id).map(|r| risk(room, r)),
        Thing::Goal(id) => model.goal(id).map(|g| goal(room, g)),
        Thing::FollowUp(id) => model.follow_up(id).map(|f| follow_up(room, f)),
        Thing::HeadsUp(id) => model.heads_up(id).map(|h| heads_up(room, h)),
        Thing::Item(id) => model.item(id).map(|i| Facts { facts: vec![Fact("Team", team(room, i.team), String::new())], ..Facts::default() }),
        _ => None,
    };
    found.unwrap_or_default()
}

fn team(room: &Room<'_>, id: TeamId) -> String {
    room.seat(Member::Team(id)).to_owned()
}

fn teams<'a>(room: &Room<'_>, ids: impl IntoIterator<Item = &'a TeamId>) -> String {
    let names: Vec<String> = ids.into_iter().map(|id| team(room, *id)).collect();
    format::listed(&names)
}

fn days_since(room: &Room<'_>, at: Instant) -> i64 {
    format::days_between(room.view.local(at, &room.group.zone).date(), room.today)
}

fn days(count: i64) -> String {
    days_by(count, Measure::ElapsedDays)
}

fn days_by(count: i64, measure: Measure) -> String {
    format!("{count} {}{}", measure.day(), if count == 1 { "" } else { "s" })
}

/// "once", "twice", "3 times".
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

fn day(room: &Room<'_>, date: Option<Date>, otherwise: &str) -> String {
    date.map_or_else(|| otherwise.to_owned(), |date| format::day(date, room.today))
}

fn person(room: &Room<'_>, id: Option<PersonId>, otherwise: &str) -> String {
    id.map_or_else(|| otherwise.to_owned(), |id| room.view.name(id).to_owned())
}

/// By the measure of the workspace, as its "usual".
fn age(room: &Room<'_>, impediment: &Impediment) -> String {
    let watch = room.view.stopwatch();
    days_by(watch.whole_days(impediment, (impediment.raised_at, room.view.now), &room.group.zone), watch.measure)
}

/// "usual: 5 days", once enough were resolved to say so.
fn usual_age(room: &Room<'_>) -> String {
    let usually = crate::impediment::usually(room.view, room.group);
    usually.usual().map_or_else(String::new, |usual| format!("usual: {}", days_by(usual.half_days, usually.measure)))
}

fn impediment(room: &Room<'_>, impediment: &Impediment) -> Facts {
    let escalated = ladder::is_escalated(impediment);
    let state = match impediment.state {
        ImpedimentState::Resolved | ImpedimentState::Confirmed => (State::Done, "Resolved".to_owned()),
        _ if escalated => (State::Escalated, format!("Escalated to {}", crate::impediment::level_name(room.view, impediment.level))),
        ImpedimentState::Owned => (State::Owned, "Owned".to_owned()),
        _ => (State::NoneYet, "No owner".to_owned()),
    };
    let held = impediment.holds_back.len();
    let severity = if impediment.severity == Severity::Stops { "stops" } else { "slows" };
    let raised = impediment.team.map_or_else(|| "the group".to_owned(), |id| team(room, id));
    let owner = match (impediment.owner, impediment.unowned_since) {
        (Some(_), _) => String::new(),
        (None, Some(since)) => format!("for {}", days(days_since(room, since))),
        (None, None) => String::new(),
    };
    let asked = if impediment.asked.is_empty() { "of this group".to_owned() } else { format!("of {}", teams(room, &impediment.asked)) };
    let what = if impediment.details.is_empty() { impediment.title.to_string() } else { impediment.details.to_string() };
    Facts {
        state: Some(state),
        facts: vec![
            Fact("Age", age(room, impediment), usual_age(room)),
            Fact("Holds back", format::counted(held, "team", "teams"), teams(room, &impediment.holds_back)),
            Fact("Work", severity.to_owned(), format!("raised by {raised}")),
            Fact("Owner", person(room, impediment.owner, "nobody"), owner),
        ],
        ask: Some((format!("What {raised} asks {asked}"), what)),
    }
}

/// What dependencies are judged by in this room today.
pub(super) fn outlook<'a>(room: &Room<'a>) -> Outlook<'a> {
    Outlook::new(Moment::in_group(&room.view.model, &**room.view.site.engine.calendar(), room.view.now, room.group.id))
}

/// A dependency's state in one mark.
pub(super) fn dependency_state(outlook: &Outlook<'_>, dependency: &Dependency) -> (State, String) {
    let words = match outlook.standing(dependency) {
        Standing::Late(Late { days: late, kind: LateKind::NoPromise }) => format!("No promise, needed {} ago", days(late)),
        Standing::Late(late) => format!("{} late", days(late.days)),
        Standing::AtRisk => "At risk".to_owned(),
        Standing::NoPromise if matches!(dependency.state, DependencyState::Countered { .. }) => "Another offer, no answer".to_owned(),
        Standing::NoPromise => "No promise".to_owned(),
        Standing::OnTrack => "On track".to_owned(),
        Standing::Delivered(0) => "Delivered today, not yet accepted".to_owned(),
        Standing::Delivered(age) => format!("Delivered {} ago, not yet accepted", days(age)),
        Standing::Accepted => "Accepted".to_owned(),
        Standing::Declined => "Declined".to_owned(),
        Standing::Withdrawn => "Withdrawn".to_owned(),
    };
    (crate::relay::marks(outlook.standing(dependency).mark()), words)
}

fn dependency(room: &Room<'_>, dependency: &Dependency) -> Facts {
    let promised = match dependency.promises.len() {
        0 => format!("asked {} ago", days(days_since(room, dependency.requested_at))),
        1 => "never moved".to_owned(),
        moved => format!("moved {}", times(moved - 1)),
    };
    let outlook = outlook(room);
    let late = outlook.late_by(dependency).map(|late| late.days);
    let risks: Vec<String> = outlook.at_risk(dependency).into_iter().map(|reason| outlook.reason(dependency, reason)).collect();
    let ask = if dependency.done_when.is_empty() { dependency.title.to_string() } else { format!("Done when: {}", dependency.done_when) };
    let consumer = team(room, dependency.consumer);
    let needs = if dependency.needs.len() > 1 {
        format!("moved, was {}", day(room, dependency.needs.first().and_then(|n| n.date), "open"))
    } else {
        String::new()
    };
    Facts {
        state: Some(dependency_state(&outlook, dependency)),
        facts: vec![
            Fact("Needed by", day(room, dependency.needed_by(), "no date yet"), needs),
            Fact("Promised for", day(room, dependency.promised_for(), "no promise"), promised),
            Fact("Late by", late.map_or_else(|| "not late".to_owned(), days), risks.into_iter().next().unwrap_or_default()),
            Fact("Waits", consumer.clone(), format!("for {}", team(room, dependency.provider))),
        ],
        ask: Some((format!("What {consumer} needs from {}", team(room, dependency.provider)), ask)),
    }
}

fn risk(room: &Room<'_>, risk: &rowlock_domain::risk::Risk) -> Facts {
    let state = match &risk.state {
        RiskState::Raised => (State::Risk, "Nothing agreed yet".to_owned()),
        RiskState::Owned(owner) => (State::Owned, format!("{} watches it", room.view.name(*owner))),
        RiskState::Accepted(_) => (State::Ok, "Accepted".to_owned()),
        RiskState::Mitigated(_) => (State::Ok, "Mitigated".to_owned()),
        RiskState::Resolved(_) => (State::Done, "Resolved".to_owned()),
        RiskState::Became(id) => (State::Late, format!("Became {id}")),
    };
    Facts {
        state: Some(state),
        facts: vec![
            Fact("May hit", day(room, risk.expected_on, "any day"), risk.team.map_or_else(String::new, |id| team(room, id))),
            Fact("Raised", format!("{} ago", days(days_since(room, risk.raised_at))), person(room, risk.raised_by, "")),
            Fact("Goal", risk.goal.map_or_else(|| "none named".to_owned(), |id| words::title(&room.view.model, Thing::Goal(id))), String::new()),
        ],
        ask: (!risk.details.is_empty()).then(|| ("What may happen".to_owned(), risk.details.to_string())),
    }
}

fn goal(room: &Room<'_>, goal: &rowlock_domain::goal::Goal) -> Facts {
    use rowlock_domain::goal::GoalState;
    let state = match &goal.state {
        GoalState::Set if goal.date().is_some_and(|date| date < room.today) => (State::Late, "Its date has passed".to_owned()),
        GoalState::Set => (State::Ok, "Worked for".to_owned()),
        GoalState::Met => (State::Done, "Met".to_owned()),
        GoalState::Missed => (State::Late, "Missed".to_owned()),
        GoalState::Dropped(_) => (State::New, "Dropped".to_owned()),
    };
    let moves = goal.dates.len().saturating_sub(1);
    let supports = room.view.model.goals.iter().filter(|g| g.is_open() && g.supports.contains(&goal.id)).count();
    Facts {
        state: Some(state),
        facts: vec![
            Fact("By", day(room, goal.date(), "no date"), if moves == 0 { String::new() } else { format!("moved {}", times(moves)) }),
            Fact("Supported by", format::counted(supports, "sprint goal", "sprint goals"), String::new()),
        ],
        ask: (!goal.tell.is_empty()).then(|| ("How one can tell that it is met".to_owned(), goal.tell.to_string())),
    }
}

fn follow_up(room: &Room<'_>, follow_up: &rowlock_domain::follow_up::FollowUp) -> Facts {
    let late = follow_up.due.map(|due| format::days_between(due, room.today)).filter(|late| *late > 0 && follow_up.is_open());
    let state = match (follow_up.is_open(), late, follow_up.owner) {
        (false, _, _) => (State::Done, "Closed".to_owned()),
        (true, Some(late), _) => (State::Late, format!("{} late", days(late))),
        (true, None, None) => (State::NoneYet, "No owner".to_owned()),
        (true, None, Some(_)) => (State::Owned, "To be done".to_owned()),
    };
    let about = follow_up.about.map(|thing| words::title(&room.view.model, thing));
    Facts {
        state: Some(state),
        facts: vec![
            Fact("Due", day(room, follow_up.due, "no date"), String::new()),
            Fact("Owner", person(room, follow_up.owner, "nobody"), follow_up.team.map_or_else(String::new, |id| team(room, id))),
            Fact("Agreed", format!("{} ago", days(days_since(room, follow_up.assigned_at))), String::new()),
        ],
        ask: about.map(|title| ("It is about".to_owned(), title)),
    }
}

fn heads_up(room: &Room<'_>, heads_up: &rowlock_domain::heads_up::HeadsUp) -> Facts {
    Facts {
        state: Some((State::Risk, "Heads-up".to_owned())),
        facts: vec![
            Fact("From", day(room, Some(heads_up.from), ""), team(room, heads_up.team)),
            Fact("Until", day(room, Some(heads_up.until), ""), String::new()),
            Fact("Touches", format::counted(heads_up.touches.len(), "team", "teams"), teams(room, &heads_up.touches)),
        ],
        ask: Some((format!("{} announces", team(room, heads_up.team)), heads_up.text.to_string())),
    }
}

/// The teams that a thing concerns, whoever asks first.
pub(super) fn concerned(room: &Room<'_>, thing: Thing) -> Vec<TeamId> {
    let model = &room.view.model;
    let mut teams: Vec<TeamId> = match thing {
        Thing::Impediment(id) => {
            model.impediment(id).map_or_else(Vec::new, |i| i.team.iter().chain(&i.asked).chain(&i.holds_back).copied().collect())
        }
        Thing::Dependency(id) => model.dependency(id).map_or_else(Vec::new, |d| vec![d.consumer, d.provider]),
        Thing::Risk(id) => model.risk(id).and_then(|r| r.team).into_iter().collect(),
        Thing::FollowUp(id) => model.follow_up(id).and_then(|f| f.team).into_iter().collect(),
        Thing::HeadsUp(id) => model.heads_up(id).map_or_else(Vec::new, |h| std::iter::once(h.team).chain(h.touches.iter().copied()).collect()),
        _ => Vec::new(),
    };
    let mut seen = std::collections::BTreeSet::new();
    teams.retain(|team| seen.insert(*team));
    teams
}
