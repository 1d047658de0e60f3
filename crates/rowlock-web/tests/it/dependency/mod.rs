//! Dependencies: list, board, matrix, one handshake, asking.

mod acts;
mod input;
mod large;
mod matrix;
mod pages;

use rowlock_domain::DependencyId;
use rowlock_domain::dependency::command::{DeliverDependency, PromiseDependency, RequestDependency};
use rowlock_domain::testing::{CHECKOUT, INES, MOBILE, PAYMENTS, SAMUEL, Story, TOMASZ, date, request, text};

fn promise(dependency: u32, on: &str) -> PromiseDependency {
    PromiseDependency { dependency: DependencyId(dependency), on: date(on), why: text("") }
}

/// On 23 November: DEP-1 is seven days late, DEP-2 waits for it, DEP-3 is delivered, DEP-4 was asked this morning.
pub fn busy() -> Story {
    let waiting = RequestDependency { waits_for: vec![DependencyId(1)], ..request("Guest session", (MOBILE, CHECKOUT), Some("2026-12-09")) };
    Story::two_teams()
        .at("2026-11-03T10:00:00Z")
        .given(INES, request("Refund API", (CHECKOUT, PAYMENTS), Some("2026-11-27")))
        .at("2026-11-05T10:00:00Z")
        .given(TOMASZ, promise(1, "2026-12-04"))
        .given(SAMUEL, waiting)
        .given(INES, promise(2, "2026-12-08"))
        .at("2026-11-10T07:00:00Z")
        .given(SAMUEL, request("Offer detail", (MOBILE, PAYMENTS), Some("2026-11-20")))
        .given(TOMASZ, promise(3, "2026-11-20"))
        .at("2026-11-20T10:00:00Z")
        .given(TOMASZ, DeliverDependency { dependency: DependencyId(3), note: text("In staging") })
        .at("2026-11-23T07:00:00Z")
        .given(INES, request("Token check", (CHECKOUT, PAYMENTS), Some("2026-12-01")))
        .at("2026-11-23T08:00:00Z")
}
