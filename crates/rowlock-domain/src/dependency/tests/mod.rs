//! Rules of dependencies, told as stories: asking, answering, delivering, chaining; how they stand; golden files.

mod answer;
mod chain;
mod deliver;
mod golden;
mod request;
mod standing;

use super::{
    command::{CounterDependency, DeclineDependency, DeliverDependency, PromiseDependency, RequestDependency},
    refusal,
};
use crate::{
    DependencyId,
    testing::{CHECKOUT, INES, PAYMENTS, Story, TOMASZ, assert_each_refusal_shown, date, request, text},
};

const DEP1: DependencyId = DependencyId(1);
const DEP2: DependencyId = DependencyId(2);
const DEP3: DependencyId = DependencyId(3);

/// Checkout needs it from Payments. Today is Monday 2026-11-23.
fn refund_api() -> RequestDependency {
    RequestDependency {
        done_when: text("Full refund of a guest order passes in staging."),
        ..request("Refund API for guest orders", (CHECKOUT, PAYMENTS), Some("2026-11-27"))
    }
}

fn requested() -> Story {
    Story::two_teams().given(INES, refund_api())
}

fn promise(on: &str, why: &str) -> PromiseDependency {
    PromiseDependency { dependency: DEP1, on: date(on), why: text(why) }
}

fn promised(on: &str) -> Story {
    requested().given(TOMASZ, promise(on, ""))
}

fn counter(on: Option<&str>, offer: &str) -> CounterDependency {
    CounterDependency { dependency: DEP1, on: on.map(date), offer: text(offer) }
}

fn countered() -> Story {
    requested().given(TOMASZ, counter(Some("2026-12-04"), "Without partial refunds."))
}

fn deliver() -> DeliverDependency {
    DeliverDependency { dependency: DEP1, note: text("In staging.") }
}

fn delivered() -> Story {
    promised("2026-11-26").given(TOMASZ, deliver())
}

fn decline(why: &str) -> DeclineDependency {
    DeclineDependency { dependency: DEP1, why: text(why) }
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("dependency", refusal::NAMES);
}
