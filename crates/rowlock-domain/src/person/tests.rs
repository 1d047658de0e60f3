//! Who leaves gives their open things to nobody.

use super::{command::*, event::*, refusal};
use crate::{
    Event, Member, Origin, Text, Thing, group,
    group::command::{GiveGroupRole, GiveSeat, NameLastRung},
    group::{GroupRole, event::SeatVacated},
    team::{TeamRole, command::GiveTeamRole},
    testing::*,
    workspace::command::NameAdministrator,
};

pub(crate) fn examples() -> Vec<Event> {
    let origin = Origin { system: "organisation-file".into(), key: "ruth".into(), url: None };
    vec![PersonJoined { person: RUTH, origin: Some(origin) }.into(), PersonLeft { person: RUTH }.into(), PersonReturned { person: RUTH }.into()]
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("person", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("person", refusal::NAMES);
}

#[test]
fn a_person_joins_once() {
    let add = AddPerson { person: NOBODY_KNOWN, origin: None };
    let story = Story::two_teams().when(ADA, add.clone()).then(vec![PersonJoined { person: NOBODY_KNOWN, origin: None }.into()]);
    story.when(ADA, add).then_nothing();
}

#[test]
fn somebody_unknown_can_neither_leave_nor_return() {
    Story::two_teams().when(ADA, RemovePerson { person: NOBODY_KNOWN }).then_unknown();
    Story::two_teams().when(ADA, ReturnPerson { person: NOBODY_KNOWN }).then_unknown();
    Story::two_teams().when(ADA, GiveTeamRole { team: CHECKOUT, person: NOBODY_KNOWN, role: TeamRole::Developer }).then_refused("PersonNotMember");
}

#[test]
fn who_left_returns_instead_of_being_added_again() {
    Story::two_teams()
        .given(ADA, RemovePerson { person: OTTO })
        .when(ADA, RemovePerson { person: OTTO })
        .then_nothing()
        .when(ADA, AddPerson { person: OTTO, origin: None })
        .then_refused("PersonHasLeft")
        .when(ADA, ReturnPerson { person: OTTO })
        .then(vec![PersonReturned { person: OTTO }.into()])
        .when(ADA, ReturnPerson { person: OTTO })
        .then_nothing();
}

#[test]
fn who_left_gets_no_role() {
    let story = Story::two_teams().given(ADA, RemovePerson { person: OTTO });
    story.when(ADA, GiveTeamRole { team: CHECKOUT, person: OTTO, role: TeamRole::Developer }).then_refused("PersonHasLeft");
}

#[test]
fn the_last_administrator_cannot_leave() {
    Story::two_teams().when(ADA, RemovePerson { person: ADA }).then_refused("LastAdministrator");
}

#[test]
fn leaving_vacates_the_seat_and_ends_roles() {
    let story = Story::two_teams()
        .given(ADA, NameAdministrator { person: INES })
        .given(RUTH, GiveTeamRole { team: CHECKOUT, person: INES, role: TeamRole::ProductOwner })
        .given(RUTH, GiveGroupRole { group: PRODUCT, person: INES, role: GroupRole::Deputy, for_team: None })
        .given(RUTH, NameLastRung { group: PRODUCT, person: Some(INES) });
    let vacated = SeatVacated { group: PRODUCT, member: Member::Team(CHECKOUT), from: date("2026-11-23") };
    let story = story.when(ADA, RemovePerson { person: INES }).then(vec![PersonLeft { person: INES }.into(), vacated.into()]);
    let workspace = story.workspace();
    let product = workspace.group(PRODUCT).unwrap();
    assert!(!workspace.administrators.contains(&INES));
    assert!(workspace.team(CHECKOUT).unwrap().roles.is_empty());
    assert!(!product.roles.iter().any(|(_, person, _)| *person == INES));
    assert_eq!(product.last_rung, None);
    assert!(product.seats[&Member::Team(CHECKOUT)].holder_on(date("2026-11-23")).is_none());
    assert_eq!(product.seats[&Member::Team(CHECKOUT)].holder_on(date("2026-11-20")).unwrap().person, INES);
}

#[test]
fn whoever_was_to_follow_on_the_seat_still_does() {
    let (member, from) = (Member::Team(CHECKOUT), date("2026-12-01"));
    let story = Story::two_teams().given(RUTH, GiveSeat { group: PRODUCT, member, person: OTTO, from, decides: false });
    let story = story.when(ADA, RemovePerson { person: INES }).then_kinds(&["PersonLeft", "SeatVacated", "SeatGiven"]);
    let seat = &story.workspace().group(PRODUCT).unwrap().seats[&member];
    assert!(seat.holder_on(date("2026-11-30")).is_none());
    assert_eq!(seat.holder_on(date("2026-12-01")).unwrap().person, OTTO);
}

#[test]
fn who_comes_back_has_no_roles() {
    let story = Story::two_teams().given(ADA, RemovePerson { person: RUTH }).given(ADA, ReturnPerson { person: RUTH });
    assert!(!story.workspace().group(PRODUCT).unwrap().roles.iter().any(|(_, person, _)| *person == RUTH));
    story.when(RUTH, group::command::RenameGroup { group: PRODUCT, name: title("Products") }).then_forbidden();
}

#[test]
fn open_things_of_who_leaves_have_no_owner() {
    use crate::{
        follow_up::command::AssignFollowUp,
        impediment::{Severity, command::*},
    };
    let raise = RaiseImpediment {
        title: title("Staging is down"),
        details: Text::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let assign = AssignFollowUp { group: PRODUCT, text: text("Call the supplier"), owner: TOMASZ, team: None, due: None, meeting: None, about: None };
    let story = Story::two_teams()
        .given(INES, raise)
        .given(RUTH, OwnImpediment { impediment: crate::ImpedimentId(1), owner: TOMASZ })
        .given(RUTH, assign)
        .when(ADA, RemovePerson { person: TOMASZ })
        .then_kinds(&["PersonLeft", "ImpedimentDisowned", "FollowUpDisowned", "SeatVacated"]);
    assert_eq!(story.workspace().impediments[0].owner, None);
    assert_eq!(story.workspace().follow_ups[0].owner, None);
    assert_eq!(story.workspace().touched(Thing::Person(TOMASZ)), story.workspace().version - 3);
}

#[test]
fn risks_of_who_leaves_are_only_raised_again() {
    use crate::risk::{RiskState, command::*};
    let raise = RaiseRisk {
        title: title("The lab may close"),
        details: Text::default(),
        group: PRODUCT,
        team: Some(CHECKOUT),
        goal: None,
        expected_on: None,
    };
    let story = Story::two_teams()
        .given(INES, raise)
        .given(INES, OwnRisk { risk: crate::RiskId(1), owner: OTTO })
        .when(ADA, RemovePerson { person: OTTO })
        .then_kinds(&["PersonLeft", "RiskDisowned"]);
    assert_eq!(story.workspace().risks[0].state, RiskState::Raised);
}

#[test]
fn what_was_escalated_to_who_leaves_goes_back_to_the_highest_group() {
    use crate::impediment::{Level, Severity, command::*};
    let impediment = crate::ImpedimentId(1);
    let raise = RaiseImpediment {
        title: title("No budget"),
        details: Text::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let up = |to| EscalateImpediment { impediment, to, why: text("Money") };
    let story = Story::two_teams().given(RUTH, NameLastRung { group: PRODUCT, person: Some(OTTO) }).given(INES, raise);
    let top = *crate::impediment::query::rungs(story.workspace(), PRODUCT).iter().rev().nth(1).unwrap();
    let story = if top == Level::Group(PRODUCT) { story } else { story.given(RUTH, up(top)) };
    let story = story.given(RUTH, up(Level::Person(OTTO)));
    let story = story.when(ADA, RemovePerson { person: OTTO }).then_kinds(&["PersonLeft", "ImpedimentReturned"]);
    assert_eq!(story.workspace().impediments[0].level, top);
}

#[test]
fn what_is_reopened_after_its_owner_left_has_none() {
    use crate::{FollowUpId, follow_up::command::*};
    let assign = AssignFollowUp { group: PRODUCT, text: text("Call the supplier"), owner: OTTO, team: None, due: None, meeting: None, about: None };
    let story = Story::two_teams()
        .given(RUTH, assign)
        .given(OTTO, FinishFollowUp { follow_up: FollowUpId(1) })
        .given(ADA, RemovePerson { person: OTTO })
        .when(RUTH, ReopenFollowUp { follow_up: FollowUpId(1) })
        .then_kinds(&["FollowUpReopened", "FollowUpDisowned"]);
    assert_eq!(story.workspace().follow_ups[0].owner, None);
}
