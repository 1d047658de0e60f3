//! Resolved and confirmed, withdrawn, merged; and back again.

use super::{
    super::{
        ImpedimentState, Severity,
        command::{
            ConfirmImpediment, MergeImpediment, OwnImpediment, RaiseImpediment, ReopenImpediment, ResolveImpediment, SetSeverity, WithdrawImpediment,
        },
        event::{ImpedimentResolved, ImpedimentWithdrawn},
        query, refusal,
    },
    IMP1, IMP2, raised, resolved, sandbox,
};
use crate::{
    ImpedimentId,
    testing::{INES, MOBILE, OTTO, PAYMENTS, RUTH, Story, TOMASZ, WAREHOUSE, text, title},
};

fn resolve() -> ResolveImpediment {
    ResolveImpediment { impediment: IMP1, what_solved: text("New test cards."), cause: None }
}

fn reopen(why: &str) -> ReopenImpediment {
    ReopenImpediment { impediment: IMP1, why: text(why) }
}

fn withdraw(why: &str) -> WithdrawImpediment {
    WithdrawImpediment { impediment: IMP1, why: text(why) }
}

/// IMP-1 of Checkout and IMP-2 of Warehouse.
fn two() -> Story {
    raised().given(
        OTTO,
        RaiseImpediment {
            title: title("Test cards expired"),
            team: Some(WAREHOUSE),
            holds_back: vec![WAREHOUSE],
            asked: vec![PAYMENTS, MOBILE],
            ..sandbox()
        },
    )
}

fn merge() -> MergeImpediment {
    MergeImpediment { impediment: IMP1, into: IMP2 }
}

#[test]
fn its_owner_or_its_team_says_that_it_is_removed() {
    raised().when(OTTO, resolve()).then_forbidden();
    let story =
        raised().when(INES, resolve()).then(vec![ImpedimentResolved { impediment: IMP1, what_solved: text("New test cards."), cause: None }.into()]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!((&impediment.state, impediment.resolved_at), (&ImpedimentState::Resolved, Some(story.now())));
    raised().given(TOMASZ, OwnImpediment { impediment: IMP1, owner: TOMASZ }).when(TOMASZ, resolve()).then_kinds(&["ImpedimentResolved"]);
}

#[test]
fn resolving_twice_makes_one_event() {
    resolved().when(INES, resolve()).then_refused("ImpedimentAlreadyResolved");
}

#[test]
fn its_cause_is_one_of_the_list_or_not_said() {
    let because = |cause: &str| ResolveImpediment { cause: Some(title(cause)), ..resolve() };
    raised().when(INES, because("Magic")).then_refusal(&refusal::CauseNotListed("Magic"));
    let listed = crate::workspace::event::CausesListed { causes: vec![title("Environment")] };
    raised().happened(RUTH, vec![listed.into()]).when(INES, because("Environment")).then_kinds(&["ImpedimentResolved"]);
}

#[test]
fn the_team_that_raised_it_confirms_it_once_it_is_resolved() {
    let confirm = ConfirmImpediment { impediment: IMP1 };
    raised().when(INES, confirm.clone()).then_refused("ImpedimentNotResolved");
    resolved().when(TOMASZ, confirm.clone()).then_forbidden();
    let story = resolved().given(INES, confirm.clone());
    assert_eq!(story.workspace().impediment(IMP1).unwrap().state, ImpedimentState::Confirmed);
    story.when(INES, confirm).then_refused("ImpedimentAlreadyClosed");
}

#[test]
fn what_was_raised_for_no_team_is_confirmed_by_whoever_wrote_it_down() {
    let story = Story::two_teams().given(OTTO, RaiseImpediment { team: None, ..sandbox() }).given(OTTO, resolve());
    story.when(OTTO, ConfirmImpediment { impediment: IMP1 }).then_kinds(&["ImpedimentConfirmed"]);
}

#[test]
fn it_comes_back_with_a_reason() {
    raised().when(INES, reopen("Again.")).then_refused("ImpedimentStillOpen");
    resolved().when(INES, reopen("")).then_field("why");
    let story = resolved().later_minutes(60).given(INES, reopen("The new cards fail too."));
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!((&impediment.state, impediment.reopened), (&ImpedimentState::New, 1));
    assert_eq!((impediment.resolved_at, impediment.unowned_since), (None, Some(story.now())));
}

#[test]
fn with_an_owner_it_comes_back_owned() {
    let story = raised().given(TOMASZ, OwnImpediment { impediment: IMP1, owner: TOMASZ }).given(TOMASZ, resolve()).given(INES, reopen("Again."));
    assert_eq!(story.workspace().impediment(IMP1).unwrap().state, ImpedimentState::Owned);
}

#[test]
fn it_is_taken_back_with_a_reason() {
    raised().when(INES, withdraw("")).then_field("why");
    let story =
        raised().when(INES, withdraw("Our own mistake.")).then(vec![ImpedimentWithdrawn { impediment: IMP1, why: text("Our own mistake.") }.into()]);
    story.clone().when(INES, withdraw("Again")).then_refused("ImpedimentAlreadyClosed");
    story.when(INES, reopen("Not ours after all.")).then_kinds(&["ImpedimentReopened"]);
}

#[test]
fn merged_into_another_its_teams_and_asks_live_on_there() {
    let story = two().given(INES, merge());
    let workspace = story.workspace();
    let into = workspace.impediment(IMP2).unwrap();
    assert_eq!(workspace.impediment(IMP1).unwrap().state, ImpedimentState::Merged(IMP2));
    assert_eq!(into.holds_back.len(), 3);
    assert_eq!(into.asked.len(), 2);
    assert_eq!(query::lives_on_as(workspace, IMP1), IMP2);
    story.clone().when(INES, merge()).then_nothing();
    story.clone().when(INES, resolve()).then_refused("ImpedimentMergedAway");
    story.when(INES, reopen("Back.")).then_refused("ImpedimentMergedAway");
}

#[test]
fn it_merges_neither_into_itself_nor_into_what_is_closed_or_unknown() {
    two().when(INES, MergeImpediment { impediment: IMP1, into: IMP1 }).then_refusal(&refusal::MergedIntoItself(IMP1));
    two().when(INES, MergeImpediment { impediment: IMP1, into: ImpedimentId(9) }).then_unknown();
    let story = two().given(RUTH, withdraw("Gone."));
    story.when(OTTO, MergeImpediment { impediment: IMP2, into: IMP1 }).then_forbidden();
    let story = two().given(crate::testing::WILMA, WithdrawImpediment { impediment: IMP2, why: text("Gone.") });
    story.when(INES, merge()).then_refusal(&refusal::MergedIntoClosed(IMP2));
}

#[test]
fn a_chain_of_merges_ends_where_it_lives_on() {
    let third = RaiseImpediment { title: title("Cards"), ..sandbox() };
    let story = two().given(INES, third).given(INES, merge());
    let story = story.given(crate::testing::WILMA, MergeImpediment { impediment: IMP2, into: ImpedimentId(3) });
    assert_eq!(query::lives_on_as(story.workspace(), IMP1), ImpedimentId(3));
    story.when(INES, SetSeverity { impediment: IMP1, severity: Severity::Slows }).then_refused("ImpedimentMergedAway");
}

#[test]
fn a_similar_one_is_found_by_its_words() {
    let story = two();
    assert_eq!(query::similar(story.workspace(), "Sandbox rejects my card", 5), [IMP1]);
    assert!(query::similar(story.workspace(), "Lunch", 5).is_empty());
}
