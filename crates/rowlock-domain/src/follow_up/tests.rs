//! Rules of follow-ups, told as stories.

use super::{
    command::{AssignFollowUp, DateFollowUp, DropFollowUp, FinishFollowUp, HandOnFollowUp, ReopenFollowUp},
    event::{FollowUpAssigned, FollowUpDated, FollowUpDisowned, FollowUpDone, FollowUpDropped, FollowUpHandedOn, FollowUpReopened},
    query,
};
use crate::{
    Event, FollowUpId, MeetingId,
    team::event::TeamArchived,
    testing::{CHECKOUT, INES, NOBODY_KNOWN, OTTO, PRODUCT, RUTH, Story, TOMASZ, date, goldens, text},
};

fn assign() -> AssignFollowUp {
    AssignFollowUp {
        group: PRODUCT,
        text: text("Post the enrolment API draft"),
        owner: INES,
        team: Some(CHECKOUT),
        due: Some(date("2026-11-25")),
        meeting: None,
        about: None,
    }
}

fn assigned() -> Story {
    Story::two_teams().given(RUTH, assign())
}

const F1: FollowUpId = FollowUpId(1);

#[test]
fn who_leads_the_group_assigns_it_and_it_becomes_overdue() {
    let story = assigned();
    let follow_up = story.workspace().follow_up(F1).unwrap();
    assert_eq!(follow_up.overdue_days(date("2026-11-25")), None);
    assert_eq!(follow_up.overdue_days(date("2026-11-28")), Some(3));
    assert_eq!(query::open_in(story.workspace(), PRODUCT).len(), 1);
}

#[test]
fn others_may_not_assign_it_outside_a_meeting() {
    Story::two_teams().when(INES, assign()).then_forbidden();
}

#[test]
fn what_does_not_fit_is_named_by_field() {
    let refused = |command: AssignFollowUp, field| {
        Story::two_teams().when(RUTH, command).then_field(field);
    };
    refused(AssignFollowUp { text: Default::default(), ..assign() }, "text"); // FollowUpEmpty
    refused(AssignFollowUp { owner: NOBODY_KNOWN, ..assign() }, "owner"); // OwnerNotAMember
    refused(AssignFollowUp { due: Some(date("2026-11-20")), ..assign() }, "due"); // DueInThePast
    let archived = Story::two_teams().happened(RUTH, vec![TeamArchived { team: CHECKOUT }.into()]);
    archived.when(RUTH, assign()).then_field("team"); // TeamArchived
}

#[test]
fn a_meeting_of_another_group_is_refused() {
    let story = Story::two_teams().happened(RUTH, vec![crate::testing::meeting_elsewhere(MeetingId(1))]);
    story.when(crate::Actor::Operator, AssignFollowUp { meeting: Some(MeetingId(1)), ..assign() }).then_refused("FollowUpElsewhere");
}

#[test]
fn its_owner_hands_it_on_dates_it_and_finishes_it_once() {
    let story = assigned().when(INES, HandOnFollowUp { follow_up: F1, owner: TOMASZ }).then_kinds(&["FollowUpHandedOn"]);
    let story = story.when(INES, FinishFollowUp { follow_up: F1 }).then_forbidden();
    let story =
        story.when(TOMASZ, DateFollowUp { follow_up: F1, due: Some(date("2026-11-30")), why: text("lab is closed") }).then_kinds(&["FollowUpDated"]);
    let story = story.when(TOMASZ, DateFollowUp { follow_up: F1, due: Some(date("2026-11-30")), why: Default::default() }).then_nothing();
    let story = story.when(TOMASZ, FinishFollowUp { follow_up: F1 }).then_kinds(&["FollowUpDone"]);
    story.when(TOMASZ, FinishFollowUp { follow_up: F1 }).then_refused("FollowUpClosed");
}

#[test]
fn somebody_else_may_not() {
    assigned().when(OTTO, FinishFollowUp { follow_up: F1 }).then_forbidden();
    assigned().when(OTTO, FinishFollowUp { follow_up: FollowUpId(9) }).then_unknown();
}

#[test]
fn dropping_it_needs_a_reason() {
    let story = assigned().when(INES, DropFollowUp { follow_up: F1, why: Default::default() }).then_field("why"); // DropReasonMissing
    story.when(INES, DropFollowUp { follow_up: F1, why: text("no longer needed") }).then_kinds(&["FollowUpDropped"]);
}

#[test]
fn only_a_closed_one_is_reopened() {
    let story = assigned().when(INES, ReopenFollowUp { follow_up: F1 }).then_refused("FollowUpStillOpen");
    story.given(INES, FinishFollowUp { follow_up: F1 }).when(INES, ReopenFollowUp { follow_up: F1 }).then_kinds(&["FollowUpReopened"]);
}

/// One event of each kind.
pub(crate) fn examples() -> Vec<Event> {
    vec![
        FollowUpAssigned {
            follow_up: F1,
            group: PRODUCT,
            text: text("Post the enrolment API draft"),
            owner: INES,
            team: Some(CHECKOUT),
            due: Some(date("2026-11-25")),
            meeting: Some(MeetingId(1)),
            about: None,
        }
        .into(),
        FollowUpHandedOn { follow_up: F1, owner: TOMASZ }.into(),
        FollowUpDisowned { follow_up: F1, why: text("Ines left") }.into(),
        FollowUpDated { follow_up: F1, due: Some(date("2026-11-30")), why: text("lab is closed") }.into(),
        FollowUpDone { follow_up: F1 }.into(),
        FollowUpDropped { follow_up: F1, why: text("no longer needed") }.into(),
        FollowUpReopened { follow_up: F1 }.into(),
    ]
}

#[test]
fn stored_follow_ups_still_load() {
    goldens("follow_up", examples());
}

#[test]
fn each_refusal_is_shown() {
    crate::testing::assert_each_refusal_shown("follow_up", super::refusal::NAMES);
}
