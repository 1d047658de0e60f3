//! Who works on it.

use super::{
    super::{
        ImpedimentState,
        command::{DisownImpediment, OwnImpediment},
        event::{ImpedimentDisowned, ImpedimentOwned},
    },
    IMP1, raised, resolved,
};
use crate::{
    ImpedimentId, Moment,
    person::event::PersonLeft,
    testing::{ADA, INES, NOBODY_KNOWN, OTTO, RUTH, TOMASZ, UtcCalendar, WILMA, instant, text, utc},
};

fn owned_by(owner: crate::PersonId) -> OwnImpediment {
    OwnImpediment { impediment: IMP1, owner }
}

#[test]
fn whoever_acts_for_a_team_takes_it() {
    let story = raised().when(TOMASZ, owned_by(TOMASZ)).then(vec![ImpedimentOwned { impediment: IMP1, owner: TOMASZ }.into()]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!(impediment.state, ImpedimentState::Owned);
    assert_eq!((impediment.owned_at, impediment.unowned_since), (Some(story.now()), None));
    story.when(TOMASZ, owned_by(TOMASZ)).then_nothing();
}

#[test]
fn a_member_without_a_team_does_not_take_it() {
    raised().when(OTTO, owned_by(OTTO)).then_forbidden();
}

#[test]
fn the_master_gives_it_to_anybody_and_others_do_not() {
    raised().when(RUTH, owned_by(OTTO)).then_kinds(&["ImpedimentOwned"]);
    raised().when(TOMASZ, owned_by(OTTO)).then_forbidden();
    raised().when(WILMA, owned_by(TOMASZ)).then_forbidden();
    raised().when(ADA, owned_by(TOMASZ)).then_forbidden();
}

#[test]
fn its_owner_hands_it_on() {
    raised().given(TOMASZ, owned_by(TOMASZ)).when(TOMASZ, owned_by(WILMA)).then_kinds(&["ImpedimentOwned"]);
}

#[test]
fn an_owner_is_a_person_of_the_workspace_who_has_not_left() {
    raised().when(RUTH, owned_by(NOBODY_KNOWN)).then_field("owner");
    raised().happened(ADA, vec![PersonLeft { person: OTTO }.into()]).when(RUTH, owned_by(OTTO)).then_field("owner");
}

#[test]
fn what_is_resolved_or_unknown_has_no_new_owner() {
    resolved().when(RUTH, owned_by(TOMASZ)).then_refused("ImpedimentAlreadyResolved");
    raised().when(RUTH, OwnImpediment { impediment: ImpedimentId(9), owner: RUTH }).then_unknown();
}

#[test]
fn who_gives_it_up_leaves_it_without_an_owner() {
    let give_up = DisownImpediment { impediment: IMP1, why: text("On leave.") };
    raised().when(INES, give_up.clone()).then_nothing();
    let story = raised().given(TOMASZ, owned_by(TOMASZ));
    story.clone().when(OTTO, give_up.clone()).then_forbidden();
    let story = story.when(TOMASZ, give_up).then(vec![ImpedimentDisowned { impediment: IMP1, why: text("On leave.") }.into()]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!((impediment.owner, impediment.unowned_since), (None, Some(story.now())));
    assert_eq!(impediment.state, ImpedimentState::New);
}

#[test]
fn patience_ends_at_the_same_moment_by_both_ways_of_counting() {
    let story = raised();
    let zone = utc();
    let time = crate::working::of_team(story.workspace(), crate::testing::CHECKOUT).unwrap();
    let calendar: &dyn crate::Calendar = &UtcCalendar;
    for (now, days) in [("2026-11-24T10:00:00Z", 1), ("2026-11-30T00:00:00Z", 2), ("2026-11-29T12:00:00Z", 3)] {
        let moment = Moment::new(story.workspace(), calendar, instant(now), &zone);
        let until = moment.working_days_ago(days, &time);
        for hour in 0..24 * 10 {
            let since = instant("2026-11-20T00:00:00Z").plus_seconds(hour * 3600);
            let counted = calendar.working_days(since, moment.now, &time) >= i64::from(days);
            assert_eq!(since < until, counted && since < moment.now, "{now} {days} {hour}");
        }
    }
}
