//! What stands in a workspace, counted: every noun, and under `…_by_state` every state, those without anything included.

use rowlock_domain::{
    Workspace, dependency::DependencyState, follow_up::FollowUpState, goal::GoalState, impediment::ImpedimentState, item::ItemState,
    meeting::MeetingState, risk::RiskState,
};
use serde_json::{Map, Value, json};

/// The counts as `status --json` prints them. Teams, groups, people and series count while they take part.
pub fn counts(model: &Workspace) -> Value {
    let mut counts = structure(model);
    counts.extend(work(model));
    counts.extend(coordination(model));
    Value::Object(counts)
}

fn structure(model: &Workspace) -> Map<String, Value> {
    let groups = || model.groups.iter().filter(|group| group.archived_at.is_none());
    let teams = || model.teams.iter().filter(|team| team.archived_at.is_none());
    let people = model.people.values().filter(|person| person.left_at.is_none()).count();
    let series = model.series.iter().filter(|series| series.ended_on.is_none()).count();
    let roles = groups().map(|group| group.roles.len()).sum::<usize>() + teams().map(|team| team.roles.len()).sum::<usize>();
    let seats = || groups().flat_map(|group| group.seats.values());
    let held = seats().filter(|seat| seat.tenures.last().is_some_and(|tenure| tenure.until.is_none())).count();
    let mut counts = Map::new();
    let mut put = |noun: &str, count: usize| counts.insert(noun.to_owned(), count.into());
    put("groups", groups().count());
    put("groups_archived", model.groups.len() - groups().count());
    put("teams", teams().count());
    put("teams_archived", model.teams.len() - teams().count());
    put("people", people);
    put("people_who_left", model.people.len() - people);
    put("administrators", model.administrators.len());
    put("roles", roles);
    put("seats", seats().count());
    put("seats_held", held);
    put("series", series);
    put("series_ended", model.series.len() - series);
    put("sprints", model.teams.iter().map(|team| team.sprints.len()).sum());
    counts
}

fn work(model: &Workspace) -> Map<String, Value> {
    let mut counts = Map::new();
    let words: Vec<&str> = ItemState::ALL.iter().map(|state| state.word()).collect();
    by_state(&mut counts, "items", &words, model.items.iter().map(|item| item.state.word()));
    by_state(&mut counts, "goals", &["set", "met", "missed", "dropped"], model.goals.iter().map(|goal| goal_word(&goal.state)));
    let states = ["requested", "countered", "promised", "delivered", "accepted", "declined", "withdrawn"];
    by_state(&mut counts, "dependencies", &states, model.dependencies.iter().map(|dependency| dependency_word(&dependency.state)));
    let notes: usize = model.teams.iter().map(|team| team.notes.len()).sum();
    let progress: usize = model.teams.iter().map(|team| team.progress.len()).sum();
    counts.insert("daily_notes".to_owned(), notes.into());
    counts.insert("progress".to_owned(), progress.into());
    counts
}

fn coordination(model: &Workspace) -> Map<String, Value> {
    let mut counts = Map::new();
    let states = ["new", "owned", "resolved", "confirmed", "withdrawn", "merged"];
    by_state(&mut counts, "impediments", &states, model.impediments.iter().map(|impediment| impediment_word(&impediment.state)));
    let states = ["raised", "resolved", "owned", "accepted", "mitigated", "became_impediment"];
    by_state(&mut counts, "risks", &states, model.risks.iter().map(|risk| risk_word(&risk.state)));
    let states = ["planned", "open", "closed", "skipped", "cancelled"];
    by_state(&mut counts, "meetings", &states, model.meetings.iter().map(|meeting| meeting_word(&meeting.state)));
    let states = ["assigned", "done", "dropped"];
    by_state(&mut counts, "follow_ups", &states, model.follow_ups.iter().map(|follow_up| follow_up_word(&follow_up.state)));
    let made = |superseded: bool| if superseded { "superseded" } else { "made" };
    by_state(&mut counts, "decisions", &["made", "superseded"], model.decisions.iter().map(|decision| made(decision.superseded_by.is_some())));
    counts.insert("heads_ups".to_owned(), model.heads_ups.len().into());
    counts.insert("check_ins".to_owned(), model.meetings.iter().map(|meeting| meeting.check_ins.len()).sum::<usize>().into());
    counts.insert("relays".to_owned(), model.meetings.iter().map(|meeting| meeting.relays.len()).sum::<usize>().into());
    counts
}

fn by_state<'a>(counts: &mut Map<String, Value>, noun: &str, states: &[&str], of_each: impl Iterator<Item = &'a str>) {
    let mut found: Map<String, Value> = states.iter().map(|state| ((*state).to_owned(), json!(0))).collect();
    let mut all: u64 = 0;
    for state in of_each {
        all += 1;
        let before = found.get(state).and_then(Value::as_u64).unwrap_or(0);
        found.insert(state.to_owned(), (before + 1).into());
    }
    counts.insert(noun.to_owned(), all.into());
    counts.insert(format!("{noun}_by_state"), Value::Object(found));
}

fn goal_word(state: &GoalState) -> &'static str {
    match state {
        GoalState::Set => "set",
        GoalState::Met => "met",
        GoalState::Missed => "missed",
        GoalState::Dropped(_) => "dropped",
    }
}

fn dependency_word(state: &DependencyState) -> &'static str {
    match state {
        DependencyState::Requested => "requested",
        DependencyState::Countered { .. } => "countered",
        DependencyState::Promised => "promised",
        DependencyState::Delivered => "delivered",
        DependencyState::Accepted => "accepted",
        DependencyState::Declined(_) => "declined",
        DependencyState::Withdrawn(_) => "withdrawn",
    }
}

fn impediment_word(state: &ImpedimentState) -> &'static str {
    match state {
        ImpedimentState::New => "new",
        ImpedimentState::Owned => "owned",
        ImpedimentState::Resolved => "resolved",
        ImpedimentState::Confirmed => "confirmed",
        ImpedimentState::Withdrawn(_) => "withdrawn",
        ImpedimentState::Merged(_) => "merged",
    }
}

fn risk_word(state: &RiskState) -> &'static str {
    match state {
        RiskState::Raised => "raised",
        RiskState::Resolved(_) => "resolved",
        RiskState::Owned(_) => "owned",
        RiskState::Accepted(_) => "accepted",
        RiskState::Mitigated(_) => "mitigated",
        RiskState::Became(_) => "became_impediment",
    }
}

fn meeting_word(state: &MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "planned",
        MeetingState::Open => "open",
        MeetingState::Closed => "closed",
        MeetingState::Skipped(_) => "skipped",
        MeetingState::Cancelled(_) => "cancelled",
    }
}

fn follow_up_word(state: &FollowUpState) -> &'static str {
    match state {
        FollowUpState::Assigned => "assigned",
        FollowUpState::Done => "done",
        FollowUpState::Dropped(_) => "dropped",
    }
}
