//! A child group's draft in its parent.

use super::super::query::prefill;
use crate::{
    DecisionId, DependencyId, GoalId, GroupId, ImpedimentId, Instant, Moment,
    decision::event::DecisionMade,
    dependency::{command::RequestDependency, query::Outlook},
    goal::event::ProductGoalSet,
    group::event::{GroupCreated, GroupMoved},
    impediment::{
        Level, Severity,
        command::{EscalateImpediment, RaiseImpediment},
    },
    testing::{CHECKOUT, INES, LOGISTICS, PAYMENTS, PRODUCT, RUTH, Story, UtcCalendar, WAREHOUSE, date, request, text, title, utc},
};

const HARBOUR: GroupId = GroupId(3);

fn need(provider: crate::TeamId) -> RequestDependency {
    request("Stock levels", (CHECKOUT, provider), None)
}

fn story() -> Story {
    let raise = RaiseImpediment {
        title: title("No licences"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let made = DecisionMade {
        decision: DecisionId(1),
        group: PRODUCT,
        text: text("One sandbox for all."),
        because: text(""),
        binds: vec![],
        review_on: None,
        meeting: None,
        about: None,
    };
    let goal = ProductGoalSet {
        goal: GoalId(1),
        group: PRODUCT,
        title: title("Guest checkout"),
        tell: text("x"),
        date: Some(date("2026-11-20")),
        origin: None,
    };
    Story::two_teams()
        .happened(
            RUTH,
            vec![
                GroupCreated { group: HARBOUR, name: title("Harbour"), slug: title("harbour"), parent: None, zone: utc(), origin: None }.into(),
                GroupMoved { group: PRODUCT, parent: Some(HARBOUR) }.into(),
                GroupMoved { group: LOGISTICS, parent: Some(HARBOUR) }.into(),
                made.into(),
                goal.into(),
            ],
        )
        .given(INES, raise.clone())
        .given(INES, raise)
        .given(INES, EscalateImpediment { impediment: ImpedimentId(1), to: Level::Group(HARBOUR), why: text("") })
        .given(INES, need(WAREHOUSE))
        .given(INES, need(PAYMENTS))
}

#[test]
fn it_brings_what_it_escalated_promises_across_its_border_decisions_and_goals_at_risk() {
    let story = story();
    let zone = utc();
    let outlook = Outlook::new(Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone));
    let draft = prefill(&outlook, PRODUCT, Instant(0));
    assert_eq!(draft.escalated, [ImpedimentId(1)]);
    assert_eq!(draft.promises, [DependencyId(1)], "what stays within is not for the parent");
    assert_eq!(draft.decisions, [DecisionId(1)]);
    assert_eq!(draft.goals.iter().map(|(goal, _)| *goal).collect::<Vec<_>>(), [GoalId(1)]);
    let words = draft.words(&outlook);
    assert_eq!(words.done[0].text.as_str(), "Decided: One sandbox for all.");
    assert!(words.others.as_str().starts_with("Goal Guest checkout: Its date passed 3 days ago"), "{}", words.others);
}

#[test]
fn decisions_made_before_are_not_brought_again() {
    let story = story();
    let zone = utc();
    let outlook = Outlook::new(Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone));
    assert!(prefill(&outlook, PRODUCT, story.now()).decisions.is_empty());
}
