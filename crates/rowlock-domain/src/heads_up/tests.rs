//! Heads-ups: a window of days to come and the other teams that it touches.

use super::{command::*, event::*, refusal};
use crate::{Event, HeadsUpId, Thing, testing::*};

const FREEZE: HeadsUpId = HeadsUpId(1);

pub(crate) fn examples() -> Vec<Event> {
    let announced = HeadsUpAnnounced {
        heads_up: FREEZE,
        team: PAYMENTS,
        text: text("We move the ledger; payments are slow."),
        from: date("2026-12-01"),
        until: date("2026-12-03"),
        touches: vec![CHECKOUT, MOBILE],
    };
    vec![
        announced.into(),
        HeadsUpMoved { heads_up: FREEZE, from: date("2026-12-02"), until: date("2026-12-04") }.into(),
        HeadsUpEnded { heads_up: FREEZE }.into(),
    ]
}

fn announce(from: &str, until: &str) -> AnnounceHeadsUp {
    AnnounceHeadsUp {
        team: PAYMENTS,
        text: text("We move the ledger."),
        from: date(from),
        until: date(until),
        touches: vec![MOBILE, CHECKOUT, MOBILE],
    }
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("heads_up", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("heads_up", refusal::NAMES);
}

#[test]
fn a_heads_up_touches_other_teams() {
    let story = Story::two_teams().given(TOMASZ, announce("2026-12-01", "2026-12-03"));
    assert_eq!(story.workspace().touched(Thing::Team(CHECKOUT)), story.workspace().version);
    assert_eq!(story.workspace().heads_ups[0].touches.len(), 2);
    let own = AnnounceHeadsUp { touches: vec![PAYMENTS], ..announce("2026-12-01", "2026-12-03") };
    story.clone().when(TOMASZ, own).then_refusal(&refusal::TouchesItself("Payments"));
    story.when(INES, announce("2026-12-01", "2026-12-03")).then_forbidden();
}

#[test]
fn its_window_is_short_and_to_come() {
    Story::two_teams()
        .when(TOMASZ, announce("2026-12-03", "2026-12-01"))
        .then_refusal(&refusal::HeadsUpEndsBeforeItBegins(date("2026-12-03"), date("2026-12-01")))
        .when(TOMASZ, announce("2026-11-01", "2026-11-22"))
        .then_refusal(&refusal::WindowIsPast(date("2026-11-22")))
        .when(TOMASZ, announce("2026-12-01", "2027-12-01"))
        .then_refusal(&refusal::WindowTooLong(366))
        .when(TOMASZ, announce("2026-11-20", "2026-11-23"))
        .then_kinds(&["HeadsUpAnnounced"]);
}

#[test]
fn it_moves_until_it_is_over() {
    let go = |from: &str, until: &str| MoveHeadsUp { heads_up: FREEZE, from: date(from), until: date(until) };
    let story = Story::two_teams()
        .given(TOMASZ, announce("2026-12-01", "2026-12-03"))
        .when(TOMASZ, go("2026-12-01", "2026-12-03"))
        .then_nothing()
        .when(TOMASZ, go("2026-12-02", "2026-12-04"))
        .then_kinds(&["HeadsUpMoved"]);
    story.clone().at("2026-12-05T08:00:00Z").when(TOMASZ, go("2026-12-05", "2026-12-06")).then_refused("HeadsUpIsOver");
    story.clone().at("2026-12-05T08:00:00Z").when(TOMASZ, EndHeadsUp { heads_up: FREEZE }).then_nothing();
    story
        .when(TOMASZ, EndHeadsUp { heads_up: FREEZE })
        .then_kinds(&["HeadsUpEnded"])
        .when(TOMASZ, EndHeadsUp { heads_up: FREEZE })
        .then_nothing()
        .when(TOMASZ, EndHeadsUp { heads_up: HeadsUpId(9) })
        .then_unknown();
}
