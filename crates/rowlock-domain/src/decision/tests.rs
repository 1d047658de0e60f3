//! Rules of decisions, told as stories.

use super::{
    command::MakeDecision,
    event::{DecisionMade, DecisionSuperseded},
    query,
};
use crate::{
    DecisionId, Event, MeetingId, TeamId,
    meeting::{Occasion, command::OpenMeeting},
    testing::{CHECKOUT, INES, OTTO, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, WAREHOUSE, date, goldens, text},
};

fn make() -> MakeDecision {
    MakeDecision {
        group: PRODUCT,
        text: text("Catalogue runs address validation until January"),
        because: text("it has the data"),
        binds: vec![CHECKOUT],
        review_on: Some(date("2027-01-11")),
        meeting: None,
        about: None,
        supersedes: None,
    }
}

#[test]
fn who_leads_the_group_records_a_decision_and_it_binds() {
    let story = Story::two_teams().when(RUTH, make()).then_kinds(&["DecisionMade"]);
    assert_eq!(query::binding(story.workspace(), CHECKOUT).count(), 1);
    assert_eq!(query::binding(story.workspace(), PAYMENTS).count(), 0);
    assert_eq!(query::in_force(story.workspace(), PRODUCT).count(), 1);
}

#[test]
fn outside_a_meeting_an_ambassador_may_not() {
    Story::two_teams().when(INES, make()).then_forbidden();
}

#[test]
fn in_an_open_meeting_everybody_who_takes_part_may() {
    let open = Story::two_teams()
        .at("2026-11-24T09:30:00Z")
        .given(RUTH, OpenMeeting { occasion: Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0)) });
    let decide = MakeDecision { meeting: Some(MeetingId(1)), ..make() };
    let open = open.when(OTTO, decide.clone()).then_forbidden();
    open.when(INES, decide).then_kinds(&["DecisionMade"]);
}

#[test]
fn an_empty_text_is_refused() {
    Story::two_teams().when(RUTH, MakeDecision { text: Default::default(), ..make() }).then_field("text"); // DecisionEmpty
}

#[test]
fn it_binds_only_teams_of_the_group() {
    Story::two_teams().when(RUTH, MakeDecision { binds: vec![WAREHOUSE], ..make() }).then_field("binds"); // BoundTeamElsewhere
    Story::two_teams().when(RUTH, MakeDecision { binds: vec![TeamId(99)], ..make() }).then_unknown();
}

#[test]
fn a_day_to_look_again_lies_ahead() {
    Story::two_teams().when(RUTH, MakeDecision { review_on: Some(date("2026-11-01")), ..make() }).then_field("review_on"); // ReviewInThePast
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_one_once() {
    let story = Story::two_teams().given(RUTH, make());
    let second = MakeDecision { supersedes: Some(DecisionId(1)), ..make() };
    let story = story.when(RUTH, second.clone()).then_kinds(&["DecisionMade", "DecisionSuperseded"]);
    assert_eq!(query::in_force(story.workspace(), PRODUCT).map(|d| d.id).collect::<Vec<_>>(), [DecisionId(2)]);
    story.when(RUTH, second).then_refused("AlreadySuperseded");
}

#[test]
fn a_meeting_or_decision_of_another_group_is_refused() {
    let story = Story::two_teams().happened(RUTH, vec![examples()[0].clone(), crate::testing::meeting_elsewhere(MeetingId(1))]);
    let story = story.when(crate::Actor::Operator, MakeDecision { meeting: Some(MeetingId(1)), ..make() }).then_refused("DecisionElsewhere");
    let elsewhere = MakeDecision { group: crate::testing::LOGISTICS, binds: vec![], supersedes: Some(DecisionId(1)), ..make() };
    story.when(crate::Actor::Operator, elsewhere).then_refused("SupersedesElsewhere");
}

/// One event of each kind.
pub(crate) fn examples() -> Vec<Event> {
    vec![
        DecisionMade {
            decision: DecisionId(1),
            group: PRODUCT,
            text: text("Catalogue runs address validation until January"),
            because: text("it has the data"),
            binds: vec![CHECKOUT],
            review_on: Some(date("2027-01-11")),
            meeting: Some(MeetingId(1)),
            about: Some(crate::Thing::Impediment(crate::ImpedimentId(1))),
        }
        .into(),
        DecisionSuperseded { decision: DecisionId(1), by: DecisionId(2) }.into(),
    ]
}

#[test]
fn stored_decisions_still_load() {
    goldens("decision", examples());
}

#[test]
fn each_refusal_is_shown() {
    crate::testing::assert_each_refusal_shown("decision", super::refusal::NAMES);
}
