//! Rules of impediments, told as stories: raising, owning, rungs, solving; golden files.

mod golden;
mod lanes;
mod own;
mod raise;
mod rungs;
mod solve;
mod stopwatch;

use super::{
    Severity,
    command::{RaiseImpediment, ResolveImpediment},
    refusal,
};
use crate::{
    GroupId, ImpedimentId,
    group::event::{GroupCreated, GroupMoved},
    testing::{CHECKOUT, INES, LOGISTICS, MOBILE, PAYMENTS, PRODUCT, RUTH, Story, assert_each_refusal_shown, text, title, utc},
};

const IMP1: ImpedimentId = ImpedimentId(1);
const IMP2: ImpedimentId = ImpedimentId(2);
/// The group above Product and Logistics.
const HARBOUR: GroupId = GroupId(3);

fn sandbox() -> RaiseImpediment {
    RaiseImpediment {
        title: title("Payments sandbox rejects every test card"),
        details: text("Since Monday; nobody can test a guest payment."),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT, MOBILE],
        asked: vec![PAYMENTS],
        goal: None,
        origin: None,
    }
}

/// IMP-1 of Checkout.
fn raised() -> Story {
    Story::two_teams().given(INES, sandbox())
}

/// IMP-1, said to be removed.
fn resolved() -> Story {
    raised().given(INES, ResolveImpediment { impediment: IMP1, what_solved: text("New test cards."), cause: None })
}

/// Product and Logistics within Harbour.
fn under_a_parent(story: Story) -> Story {
    let harbour = GroupCreated { group: HARBOUR, name: title("Harbour"), slug: title("harbour"), parent: None, zone: utc(), origin: None };
    let moved = [PRODUCT, LOGISTICS].map(|group| GroupMoved { group, parent: Some(HARBOUR) }.into());
    story.happened(RUTH, [vec![harbour.into()], moved.to_vec()].concat())
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("impediment", refusal::NAMES);
}
