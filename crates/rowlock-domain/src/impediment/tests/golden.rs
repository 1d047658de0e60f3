//! Stored events are promises: one golden file each.

use super::{
    super::{
        ContributionKind, Level, Severity,
        event::{
            ContributionMade, GoalEndangered, HeldBackNamed, HelpAsked, ImpedimentConfirmed, ImpedimentDescribed, ImpedimentDisowned,
            ImpedimentEscalated, ImpedimentMerged, ImpedimentOwned, ImpedimentRaised, ImpedimentReopened, ImpedimentResolved, ImpedimentRetitled,
            ImpedimentReturned, ImpedimentWithdrawn, SeveritySet,
        },
    },
    HARBOUR, IMP1, IMP2,
};
use crate::{
    Event, GoalId, Origin,
    testing::{CHECKOUT, MOBILE, PAYMENTS, PRODUCT, RUTH, TOMASZ, goldens, text, title},
};

fn examples() -> Vec<Event> {
    let impediment = IMP1;
    vec![
        ImpedimentRaised {
            impediment,
            title: title("Payments sandbox rejects every test card"),
            details: text("Since Monday; nobody can test a guest payment."),
            team: Some(CHECKOUT),
            group: PRODUCT,
            severity: Severity::Stops,
            holds_back: vec![CHECKOUT, MOBILE],
            asked: vec![PAYMENTS],
            goal: Some(GoalId(2)),
            origin: Some(Origin { system: "jira".into(), key: "CHE-7".into(), url: Some("https://tracker.example/CHE-7".into()) }),
        }
        .into(),
        ImpedimentRetitled { impediment, title: title("Sandbox rejects test cards") }.into(),
        ImpedimentDescribed { impediment, details: text("All cards, since Monday.") }.into(),
        SeveritySet { impediment, severity: Severity::Slows }.into(),
        HeldBackNamed { impediment, teams: vec![CHECKOUT] }.into(),
        HelpAsked { impediment, teams: vec![PAYMENTS, MOBILE] }.into(),
        GoalEndangered { impediment, goal: None }.into(),
        ImpedimentOwned { impediment, owner: TOMASZ }.into(),
        ImpedimentDisowned { impediment, why: text("On leave.") }.into(),
        ImpedimentEscalated { impediment, to: Level::Person(RUTH), why: text("Nobody here can buy cards.") }.into(),
        ImpedimentReturned { impediment, to: Level::Group(HARBOUR), answer: text("Use the old sandbox until Friday.") }.into(),
        ContributionMade { impediment, kind: ContributionKind::Proposal, text: text("Use the recorded responses.") }.into(),
        ImpedimentResolved { impediment, what_solved: text("New test cards."), cause: Some(title("Environment")) }.into(),
        ImpedimentConfirmed { impediment }.into(),
        ImpedimentReopened { impediment, why: text("The new cards fail too.") }.into(),
        ImpedimentWithdrawn { impediment, why: text("Our own mistake.") }.into(),
        ImpedimentMerged { impediment, into: IMP2 }.into(),
    ]
}

#[test]
fn every_stored_event_still_loads() {
    goldens("impediment", examples());
}
