//! Rules of risks, told as stories.

use super::{
    RiskState,
    command::{AcceptRisk, MitigateRisk, OwnRisk, RaiseRisk, ResolveRisk, TurnRiskIntoImpediment},
    event::{RiskAccepted, RiskBecameImpediment, RiskDisowned, RiskMitigated, RiskOwned, RiskRaised, RiskResolved},
};
use crate::{
    Event, ImpedimentId, RiskId,
    group::event::GroupArchived,
    impediment::Severity,
    testing::{CHECKOUT, INES, NOBODY_KNOWN, OTTO, PRODUCT, RUTH, Story, WAREHOUSE, date, goldens, text, title},
};

const R1: RiskId = RiskId(1);

fn raise() -> RaiseRisk {
    RaiseRisk {
        title: title("The lab may close over Christmas"),
        details: text("no answer yet"),
        group: PRODUCT,
        team: Some(CHECKOUT),
        goal: None,
        expected_on: Some(date("2026-12-24")),
    }
}

fn raised() -> Story {
    Story::two_teams().given(OTTO, raise())
}

#[test]
fn every_member_may_raise_one() {
    let story = Story::two_teams().when(OTTO, raise()).then_kinds(&["RiskRaised"]);
    assert!(story.workspace().risk(R1).unwrap().is_open());
    Story::two_teams().when(NOBODY_KNOWN, raise()).then_forbidden();
}

#[test]
fn its_team_belongs_to_the_group_and_the_group_still_meets() {
    Story::two_teams().when(OTTO, RaiseRisk { team: Some(WAREHOUSE), ..raise() }).then_field("team"); // RiskTeamElsewhere
    let archived = Story::two_teams().happened(RUTH, vec![GroupArchived { group: PRODUCT }.into()]);
    archived.when(OTTO, raise()).then_refused("RiskGroupArchived");
}

#[test]
fn those_who_act_for_its_team_resolve_own_accept_or_mitigate_it() {
    raised().when(INES, ResolveRisk { risk: R1, how: text("the lab stays open") }).then_kinds(&["RiskResolved"]);
    raised().when(INES, OwnRisk { risk: R1, owner: INES }).then_kinds(&["RiskOwned"]);
    raised().when(RUTH, AcceptRisk { risk: R1, why: text("one week is fine") }).then_kinds(&["RiskAccepted"]);
    raised().when(INES, MitigateRisk { risk: R1, how: text("a second lab is booked") }).then_kinds(&["RiskMitigated"]);
    raised().when(OTTO, OwnRisk { risk: R1, owner: OTTO }).then_forbidden();
}

#[test]
fn words_are_asked_for() {
    raised().when(INES, AcceptRisk { risk: R1, why: Default::default() }).then_field("why"); // RiskReasonMissing
}

#[test]
fn only_a_member_watches_it_and_once_is_enough() {
    let story = raised().when(INES, OwnRisk { risk: R1, owner: NOBODY_KNOWN }).then_field("owner"); // WatcherNotAMember
    story.given(INES, OwnRisk { risk: R1, owner: INES }).when(INES, OwnRisk { risk: R1, owner: INES }).then_nothing();
}

#[test]
fn a_closed_one_stays_closed() {
    let story = raised().given(INES, ResolveRisk { risk: R1, how: text("open") });
    story.when(INES, AcceptRisk { risk: R1, why: text("late") }).then_refused("RiskClosed");
}

#[test]
fn when_it_happens_it_becomes_an_impediment() {
    let story =
        raised().when(INES, TurnRiskIntoImpediment { risk: R1, severity: Severity::Stops }).then_kinds(&["ImpedimentRaised", "RiskBecameImpediment"]);
    assert_eq!(story.workspace().risk(R1).unwrap().state, RiskState::Became(ImpedimentId(1)));
}

/// One event of each kind.
pub(crate) fn examples() -> Vec<Event> {
    vec![
        RiskRaised {
            risk: R1,
            title: title("The lab may close over Christmas"),
            details: text("no answer yet"),
            group: PRODUCT,
            team: Some(CHECKOUT),
            goal: None,
            expected_on: Some(date("2026-12-24")),
        }
        .into(),
        RiskResolved { risk: R1, how: text("the lab stays open") }.into(),
        RiskOwned { risk: R1, owner: INES }.into(),
        RiskDisowned { risk: R1, why: text("The owner left the workspace.") }.into(),
        RiskAccepted { risk: R1, why: text("one week is fine") }.into(),
        RiskMitigated { risk: R1, how: text("a second lab is booked") }.into(),
        RiskBecameImpediment { risk: R1, impediment: ImpedimentId(1) }.into(),
    ]
}

#[test]
fn stored_risks_still_load() {
    goldens("risk", examples());
}

#[test]
fn each_refusal_is_shown() {
    crate::testing::assert_each_refusal_shown("risk", super::refusal::NAMES);
}
