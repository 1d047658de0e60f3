//! The lane of a board: the first that holds of resolved, escalated, in follow-up, owned, new.

use super::{
    super::{
        Level,
        command::{EscalateImpediment, OwnImpediment, ResolveImpediment, WithdrawImpediment},
        query::{self, FollowedUp, Lane},
    },
    HARBOUR, IMP1, raised, under_a_parent,
};
use crate::{
    FollowUpId, Thing,
    follow_up::{command::AssignFollowUp, event::FollowUpDone},
    scope::Scope,
    testing::{INES, MOBILE, PRODUCT, RUTH, Story, TOMASZ, WAREHOUSE, text},
};

fn lane(story: &Story) -> Option<Lane> {
    query::lane(story.workspace().impediment(IMP1).unwrap(), &FollowedUp::of(story.workspace()))
}

#[test]
fn a_card_stands_in_the_first_lane_that_holds() {
    let story = under_a_parent(raised());
    assert_eq!(lane(&story), Some(Lane::New));
    let story = story.given(TOMASZ, OwnImpediment { impediment: IMP1, owner: TOMASZ });
    assert_eq!(lane(&story), Some(Lane::Owned));
    let follow_up = AssignFollowUp {
        group: PRODUCT,
        text: text("Ask the bank"),
        owner: TOMASZ,
        team: None,
        due: None,
        meeting: None,
        about: Some(Thing::Impediment(IMP1)),
    };
    let story = story.given(RUTH, follow_up);
    assert_eq!(lane(&story), Some(Lane::InFollowUp));
    assert!(query::in_follow_up(story.workspace(), IMP1));
    let story = story.given(TOMASZ, EscalateImpediment { impediment: IMP1, to: Level::Group(HARBOUR), why: text("") });
    assert_eq!(lane(&story), Some(Lane::Escalated));
    let badges = query::badges(story.workspace().impediment(IMP1).unwrap(), &FollowedUp::of(story.workspace()));
    assert_eq!(badges, [Lane::Escalated, Lane::InFollowUp, Lane::Owned]);
    let story = story.given(TOMASZ, ResolveImpediment { impediment: IMP1, what_solved: text(""), cause: None });
    assert_eq!(lane(&story), Some(Lane::Resolved));
}

#[test]
fn a_follow_up_that_is_done_no_longer_counts() {
    let follow_up =
        AssignFollowUp { group: PRODUCT, text: text("Ask"), owner: RUTH, team: None, due: None, meeting: None, about: Some(Thing::Impediment(IMP1)) };
    let story = raised().given(RUTH, follow_up).happened(RUTH, vec![FollowUpDone { follow_up: FollowUpId(1) }.into()]);
    assert_eq!(lane(&story), Some(Lane::New));
}

#[test]
fn what_is_withdrawn_stands_in_no_lane() {
    let story = raised().given(INES, WithdrawImpediment { impediment: IMP1, why: text("Ours.") });
    assert_eq!(lane(&story), None);
}

#[test]
fn it_concerns_groups_where_it_was_raised_stands_holds_back_or_asks() {
    let story = under_a_parent(raised());
    let impediment = story.workspace().impediment(IMP1).unwrap();
    let concerns = |group| impediment.is_of(story.workspace(), &Scope::below(story.workspace(), group));
    assert!(concerns(PRODUCT));
    assert!(concerns(HARBOUR));
    assert!(!concerns(crate::testing::LOGISTICS));
    assert_eq!(query::open_of_team(story.workspace(), MOBILE).count(), 1);
    assert_eq!(query::open_of_team(story.workspace(), WAREHOUSE).count(), 0);
}
