//! Up one rung at a time, back down with an answer.

use super::{
    super::{
        Level,
        command::{EscalateImpediment, OwnImpediment, ReturnImpediment},
        event::{ImpedimentEscalated, ImpedimentReturned},
        query,
    },
    HARBOUR, IMP1, raised, resolved, under_a_parent,
};
use crate::{
    group::{
        GroupRole,
        event::{GroupRoleGiven, LastRungNamed},
    },
    person::event::PersonLeft,
    testing::{ADA, DANIEL, INES, OTTO, PRODUCT, RUTH, Story, TOMASZ, WILMA, text},
};

fn escalate(to: Level) -> EscalateImpediment {
    EscalateImpediment { impediment: IMP1, to, why: text("We need another team.") }
}

fn back() -> ReturnImpediment {
    ReturnImpediment { impediment: IMP1, answer: text("Use the old sandbox until Friday.") }
}

fn on_the_second_rung() -> Story {
    under_a_parent(raised()).given(INES, escalate(Level::Group(HARBOUR)))
}

#[test]
fn it_goes_up_to_the_parent_group_and_keeps_owner_and_origin() {
    let story = under_a_parent(raised()).given(TOMASZ, OwnImpediment { impediment: IMP1, owner: TOMASZ });
    let up = ImpedimentEscalated { impediment: IMP1, to: Level::Group(HARBOUR), why: text("We need another team.") };
    let story = story.when(TOMASZ, escalate(Level::Group(HARBOUR))).then(vec![up.into()]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert!(query::is_escalated(impediment));
    assert_eq!((impediment.owner, impediment.group), (Some(TOMASZ), PRODUCT));
    assert_eq!(impediment.escalated_at(), Some(story.now()));
}

#[test]
fn twice_the_same_step_moves_it_by_one() {
    on_the_second_rung().when(RUTH, escalate(Level::Group(HARBOUR))).then_nothing();
}

#[test]
fn others_may_not_escalate_it() {
    under_a_parent(raised()).when(OTTO, escalate(Level::Group(HARBOUR))).then_forbidden();
}

#[test]
fn a_rung_cannot_be_left_out() {
    let story = under_a_parent(raised()).happened(RUTH, vec![LastRungNamed { group: HARBOUR, person: Some(DANIEL) }.into()]);
    story.when(INES, escalate(Level::Person(DANIEL))).then_refused("NotTheNextRung");
}

#[test]
fn above_the_top_group_stands_a_named_person_and_nobody_above_them() {
    let story = on_the_second_rung().happened(RUTH, vec![LastRungNamed { group: HARBOUR, person: Some(DANIEL) }.into()]);
    let story = story.given(INES, escalate(Level::Person(DANIEL)));
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!(query::next_rung(story.workspace(), impediment), None);
    story.when(INES, escalate(Level::Group(HARBOUR))).then_refused("EscalatedPastTheTop");
}

#[test]
fn without_a_named_person_the_top_groups_chief_product_owner_is_the_last_rung() {
    assert_eq!(query::last_rung(raised().workspace(), PRODUCT), Some(DANIEL));
    let story = under_a_parent(raised());
    assert_eq!(query::last_rung(story.workspace(), PRODUCT), None, "Harbour has no Chief Product Owner");
    let chief = GroupRoleGiven { group: HARBOUR, person: WILMA, role: GroupRole::ChiefProductOwner, for_team: None };
    let story = story.happened(RUTH, vec![chief.into()]);
    assert_eq!(query::rungs(story.workspace(), PRODUCT), [Level::Group(PRODUCT), Level::Group(HARBOUR), Level::Person(WILMA)]);
}

#[test]
fn the_nearest_named_person_counts_unless_they_left() {
    let named = vec![LastRungNamed { group: PRODUCT, person: Some(OTTO) }.into(), LastRungNamed { group: HARBOUR, person: Some(WILMA) }.into()];
    let story = under_a_parent(raised()).happened(RUTH, named);
    assert_eq!(query::last_rung(story.workspace(), PRODUCT), Some(OTTO));
    let story = story.happened(ADA, vec![PersonLeft { person: OTTO }.into()]);
    assert_eq!(query::last_rung(story.workspace(), PRODUCT), Some(WILMA));
}

#[test]
fn past_the_top_there_is_nothing() {
    let story = on_the_second_rung();
    story.when(INES, escalate(Level::Person(DANIEL))).then_refused("EscalatedPastTheTop");
}

#[test]
fn the_answer_goes_back_down_to_where_it_was_raised() {
    let story = on_the_second_rung();
    let answer = text("Use the old sandbox until Friday.");
    let down = ImpedimentReturned { impediment: IMP1, to: Level::Group(PRODUCT), answer: answer.clone() };
    let story = story.when(RUTH, back()).then(vec![down.into()]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert!(!query::is_escalated(impediment));
    assert_eq!(impediment.answer().map(|rung| rung.why.clone()), Some(answer));
    assert_eq!(impediment.rungs.len(), 2);
    story.when(RUTH, back()).then_refused("ImpedimentNotEscalated");
}

#[test]
fn nothing_goes_back_down_without_an_answer_or_after_it_is_resolved() {
    on_the_second_rung().when(RUTH, ReturnImpediment { impediment: IMP1, answer: text("") }).then_field("answer");
    resolved().when(RUTH, back()).then_refused("ImpedimentAlreadyResolved");
    under_a_parent(resolved()).when(INES, escalate(Level::Group(HARBOUR))).then_refused("ImpedimentAlreadyResolved");
}
