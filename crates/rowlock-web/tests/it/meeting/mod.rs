//! The pages of meetings and relays, from the plan to "Checkout knows".

mod close;
mod forecast;
mod held;
mod plan;
mod relay;

use crate::support::House;
use rowlock_domain::dependency::command::{PromiseDependency, RequestDependency};
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::command::OpenMeeting;
use rowlock_domain::testing::{self, CHECKOUT, INES, PAYMENTS, PRODUCT, RUTH, SCRUM_OF_SCRUMS, Story, TOMASZ, date, text, title};

/// Product on Tuesday 24 November, a quarter past nine: an impediment of Checkout, a late promise of Payments.
fn story() -> Story {
    let raised = RaiseImpediment {
        title: title("The sandbox rejects every test card"),
        details: text("A key that works, from Payments."),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![PAYMENTS],
        goal: None,
        origin: None,
    };
    Story::two_teams()
        .at("2026-11-18T08:00:00Z")
        .given(INES, raised)
        .given(INES, request())
        .given(TOMASZ, PromiseDependency { dependency: rowlock_domain::DependencyId(1), on: date("2026-12-01"), why: text("") })
        .at("2026-11-24T09:15:00Z")
}

/// What Checkout asks of Payments.
fn request() -> RequestDependency {
    RequestDependency {
        done_when: text("A refund goes through in the sandbox."),
        ..testing::request("Refund API", (CHECKOUT, PAYMENTS), Some("2026-11-27"))
    }
}

/// The Scrum of Scrums of that Tuesday.
fn tuesday() -> Occasion {
    Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0))
}

/// The same, held since half past nine.
async fn open_house() -> House {
    House::of(story().at("2026-11-24T09:30:00Z").given(RUTH, OpenMeeting { occasion: tuesday() })).await
}
