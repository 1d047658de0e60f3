//! The sample on any day: nothing is refused, everything is there, it replays.

use super::{
    Script,
    cast::{HARBOUR, PRODUCT},
    harbour,
};
use crate::{
    Context, Instant, Member, Moment, Recorded, Via, Workspace, decide_together,
    impediment::ImpedimentState,
    meeting::{MeetingState, Occasion, agenda::plan, minutes::minutes, query::who_needs_whom},
    ranking::rank,
    relay::query::who_knows,
    series::query::{last_closed, next_meeting},
    testing::{UtcCalendar, assert_replay, instant},
};
use std::sync::Arc;

fn played(script: &Script) -> Workspace {
    let mut workspace = Workspace::default();
    for step in &script.steps {
        let context = Context {
            workspace: &workspace,
            actor: step.actor,
            on_behalf_of: step.on_behalf_of,
            via: Via::Web,
            now: step.at,
            calendar: &UtcCalendar,
        };
        let events = decide_together(&context, &step.commands).unwrap_or_else(|refusal| panic!("{:?}: {refusal:?}", step.commands));
        let stamps: Vec<_> = (1..=events.len() as u64).map(|n| context.stamp(workspace.version + n)).collect();
        for (event, stamp) in events.into_iter().zip(stamps) {
            workspace.apply(Arc::new(Recorded { stamp, event }));
        }
    }
    workspace
}

fn script(now: Instant) -> Script {
    let script = harbour(&UtcCalendar, now);
    let refused: Vec<String> = script.refused.iter().map(|(what, refusal)| format!("{refusal:?} <- {what}")).collect();
    assert!(refused.is_empty(), "{} refused:\n{}", refused.len(), refused.join("\n"));
    script
}

/// Played on that day, with its moment.
fn on(now: &str) -> (Workspace, Instant) {
    let now = instant(now);
    let workspace = played(&script(now));
    assert!(workspace.at <= now, "nothing happens after now");
    (workspace, now)
}

#[test]
fn nothing_is_refused_on_any_day_and_the_next_meeting_is_to_come() {
    for now in [
        "2026-11-22T19:00:00Z",
        "2026-11-21T03:00:00Z",
        "2026-11-24T08:35:00Z",
        "2026-11-24T08:54:59Z",
        "2026-11-25T09:05:00Z",
        "2026-11-26T15:00:00Z",
        "2028-02-29T12:00:00Z",
        "2026-12-31T23:30:00Z",
    ] {
        let (workspace, now) = on(now);
        let next = next_meeting(&workspace, &UtcCalendar, PRODUCT, now).expect("there is always a next meeting");
        assert!(next.starts_at > now && next.starts_at < now.plus_seconds(6 * 86_400), "{now:?}: {next:?}");
        assert!(last_closed(&workspace, PRODUCT).is_some_and(|m| m.relays.values().all(|relay| relay.sent_at.is_some())), "{now:?}");
        assert!(!workspace.meetings.iter().any(|m| m.state == MeetingState::Open));
    }
}

#[test]
fn it_is_the_same_every_time_and_replays() {
    let now = instant("2026-11-22T19:00:00Z");
    assert!(script(now) == script(now));
    let workspace = played(&script(now));
    assert_replay(&workspace);
    assert!((1_500..4_000).contains(&workspace.version), "{} events", workspace.version);
}

#[test]
fn every_page_has_something_to_show() {
    let (workspace, now) = on("2026-11-22T19:00:00Z");
    let last = last_closed(&workspace, PRODUCT).unwrap();
    let written = minutes(&workspace, last.id, now).unwrap();
    assert_eq!(written.decisions.len(), 2);
    assert_eq!(written.follow_ups.len(), 4);
    assert_eq!(written.parked.len(), 1);
    assert_eq!(written.promises.len(), 1);
    assert!(written.solving_ms > 0 && written.solving_ms < written.took_ms && written.ballots.len() >= 3);
    let next = next_meeting(&workspace, &UtcCalendar, PRODUCT, now).unwrap();
    let agenda = plan(&workspace, &UtcCalendar, now, next.occasion).unwrap();
    assert!(agenda.topics().count() >= 3 && !agenda.can_wait.is_empty(), "{agenda:#?}");
    let Occasion::Meeting(id) = next.occasion else { panic!("somebody has checked in") };
    assert_eq!(workspace.meeting(id).unwrap().check_ins.len(), 6);
    assert!(!who_needs_whom(&workspace, PRODUCT).is_empty());
    assert_eq!(who_knows(last), (5, 8));
    assert_eq!(last.relays.values().map(|relay| relay.questions.len()).sum::<usize>(), 1);
    let moment = Moment::in_group(&workspace, &UtcCalendar, now, PRODUCT);
    assert!(rank(&moment, PRODUCT, 50).rows.len() > 8);
    assert!(workspace.people.len() == 38 && workspace.teams.len() == 11 && workspace.groups.len() == 3);
    let open = |state: &ImpedimentState| matches!(state, ImpedimentState::New | ImpedimentState::Owned);
    assert_eq!(workspace.impediments.iter().filter(|i| open(&i.state)).count(), 8);
    assert!(workspace.dependencies.iter().filter(|d| d.is_open()).count() >= 14);
    let done = workspace.items.iter().filter(|item| item.state == crate::item::ItemState::Done).count();
    assert_eq!((workspace.items.len(), done), (22, 9));
    assert!(workspace.goals.len() > 60 && workspace.risks.len() == 3 && workspace.heads_ups.len() == 2);
    assert!(workspace.teams.iter().all(|t| t.progress.len() > 5 || t.code.as_str() == "RET"));
}

#[test]
fn nobody_says_the_same_again_and_again() {
    let (workspace, _) = on("2026-11-22T19:00:00Z");
    let decisions: Vec<&str> = workspace.decisions.iter().map(|decision| decision.text.as_str()).collect();
    let follow_ups: Vec<&str> = workspace.follow_ups.iter().map(|follow_up| follow_up.text.as_str()).collect();
    for said in [decisions, follow_ups] {
        let different: std::collections::BTreeSet<&str> = said.iter().copied().collect();
        assert_eq!(different.len(), said.len(), "{said:#?}");
    }
    for team in &workspace.teams {
        let check_ins = workspace.meetings.iter().filter_map(|meeting| meeting.check_ins.get(&Member::Team(team.id)));
        let mut lines: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        check_ins.flat_map(|given| &given.words.done).for_each(|line| *lines.entry(line.text.as_str()).or_default() += 1);
        assert!(lines.len() > 10 && lines.values().all(|times| *times <= 2), "{}: {lines:#?}", team.name);
    }
}

#[test]
fn what_the_last_meeting_decided_is_what_its_relays_say() {
    let (workspace, _) = on("2026-11-22T19:00:00Z");
    let last = last_closed(&workspace, PRODUCT).unwrap();
    let mobile = workspace.teams.iter().find(|t| t.code.as_str() == "MOB").unwrap().id;
    let brief = last.relays.get(&Member::Team(mobile)).unwrap().brief.as_ref().unwrap();
    assert!(brief.headline.as_str().starts_with("Passkey enrolment endpoint reaches you on"), "{}", brief.headline);
    let catalogue = workspace.teams.iter().find(|t| t.code.as_str() == "CAT").unwrap().id;
    let brief = last.relays.get(&Member::Team(catalogue)).unwrap().brief.as_ref().unwrap();
    assert!(brief.lines.iter().any(|line| line.text.as_str() == "Catalogue runs address validation until Harbour has decided"));
}

#[test]
fn a_child_group_gets_one_relay_over_all_its_teams() {
    let (workspace, _) = on("2026-11-26T15:00:00Z");
    let last = last_closed(&workspace, HARBOUR).unwrap();
    let brief = last.relays.get(&Member::Group(PRODUCT)).unwrap().brief.as_ref().unwrap();
    let texts: Vec<&str> = brief.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("Deliver Parcel labels from the order feed to Warehouse")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("Refund API for guest orders")), "what its teams owe each other stays among them: {texts:?}");
}
