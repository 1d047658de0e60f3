//! Rules of check-ins, told as stories about Product's Scrum of Scrums on Tuesday 24 November.

mod give;
mod golden;
mod lines;
mod prefill;

use super::{Words, command::CheckInSeat, refusal};
use crate::{
    MeetingId, Member,
    meeting::Occasion,
    testing::{CHECKOUT, INES, SCRUM_OF_SCRUMS, Story, assert_each_refusal_shown, date, title},
};

const FIRST: MeetingId = MeetingId(1);
const CHECKOUT_SEAT: Member = Member::Team(CHECKOUT);

fn occurrence(day: &str) -> Occasion {
    Occasion::Occurrence(SCRUM_OF_SCRUMS, date(day).at(9, 30, 0, 0))
}

fn tuesday() -> Occasion {
    occurrence("2026-11-24")
}

fn next(line: &str) -> Words {
    Words { next: vec![title(line)], ..Words::default() }
}

fn check_in(words: Words) -> CheckInSeat {
    CheckInSeat { occasion: tuesday(), member: CHECKOUT_SEAT, words }
}

/// Checkout has checked in for Tuesday.
fn given() -> Story {
    Story::two_teams().given(INES, check_in(next("Guest payments in staging")))
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("checkin", refusal::NAMES);
}
