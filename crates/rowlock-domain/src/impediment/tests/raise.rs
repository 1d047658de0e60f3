//! Raising, wording, whom it holds back, of whom help is asked, contributions.

use super::{
    super::{
        ContributionKind, ImpedimentState, Level, Severity,
        command::{AskHelp, Contribute, DescribeImpediment, EndangerGoal, NameHeldBack, RaiseImpediment, RetitleImpediment, SetSeverity},
        event::ImpedimentRaised,
        query, refusal,
    },
    IMP1, raised, resolved, sandbox,
};
use crate::{
    GoalId, Origin, TeamId,
    goal::event::ProductGoalSet,
    team::event::TeamArchived,
    testing::{CHECKOUT, INES, MOBILE, NOBODY_KNOWN, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, WAREHOUSE, text, title},
};

#[test]
fn every_member_raises_an_impediment_for_a_team() {
    let story = Story::two_teams().when(OTTO, sandbox()).then(vec![
        ImpedimentRaised {
            impediment: IMP1,
            title: sandbox().title,
            details: sandbox().details,
            team: Some(CHECKOUT),
            group: PRODUCT,
            severity: Severity::Stops,
            holds_back: vec![CHECKOUT, MOBILE],
            asked: vec![PAYMENTS],
            goal: None,
            origin: None,
        }
        .into(),
    ]);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!(impediment.state, ImpedimentState::New);
    assert_eq!(impediment.raised_by, Some(OTTO));
    assert_eq!(impediment.unowned_since, Some(story.now()));
    assert_eq!(impediment.level, Level::Group(PRODUCT));
}

#[test]
fn nobody_from_outside_raises_one() {
    Story::two_teams().when(NOBODY_KNOWN, sandbox()).then_forbidden();
}

#[test]
fn it_begins_in_the_home_group_of_its_team_and_holds_that_team_back_unless_others_are_named() {
    let raise = RaiseImpediment { team: Some(WAREHOUSE), holds_back: vec![], asked: vec![], ..sandbox() };
    let story = Story::two_teams().given(OTTO, raise);
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!(impediment.group, crate::testing::LOGISTICS);
    assert!(impediment.holds_back.contains(&WAREHOUSE));
}

#[test]
fn the_same_source_twice_raises_it_once() {
    let raise = RaiseImpediment { origin: Some(Origin { system: "jira".into(), key: "PAY-1".into(), url: None }), ..sandbox() };
    Story::two_teams().given(INES, raise.clone()).when(INES, raise).then_nothing();
}

#[test]
fn what_it_names_must_be_there() {
    let unknown = |raise: RaiseImpediment| {
        Story::two_teams().when(INES, raise).then_unknown();
    };
    unknown(RaiseImpediment { team: Some(TeamId(99)), ..sandbox() });
    unknown(RaiseImpediment { team: None, group: crate::GroupId(99), ..sandbox() });
    unknown(RaiseImpediment { holds_back: vec![TeamId(99)], ..sandbox() });
    unknown(RaiseImpediment { asked: vec![TeamId(0)], ..sandbox() });
    unknown(RaiseImpediment { goal: Some(GoalId(1)), ..sandbox() });
}

#[test]
fn an_archived_team_is_neither_asked_nor_held_back() {
    let story = Story::two_teams().happened(RUTH, vec![TeamArchived { team: PAYMENTS }.into()]);
    story.when(INES, sandbox()).then_refused("TeamArchived");
}

#[test]
fn it_does_not_name_hundreds_of_teams() {
    let raise = RaiseImpediment { holds_back: vec![CHECKOUT; 201], ..sandbox() };
    Story::two_teams().when(INES, raise).then_refusal(&refusal::TooManyTeams());
}

#[test]
fn those_who_work_on_it_word_it_and_others_may_not() {
    let story = raised();
    story.clone().when(OTTO, RetitleImpediment { impediment: IMP1, title: title("Sandbox down") }).then_forbidden();
    let story = story.given(INES, RetitleImpediment { impediment: IMP1, title: title("Sandbox down") });
    let story = story.given(INES, DescribeImpediment { impediment: IMP1, details: text("All cards.") });
    let story = story.given(RUTH, SetSeverity { impediment: IMP1, severity: Severity::Slows });
    let story = story.given(INES, NameHeldBack { impediment: IMP1, teams: vec![CHECKOUT, CHECKOUT, PAYMENTS] });
    let impediment = story.workspace().impediment(IMP1).unwrap();
    assert_eq!((impediment.title.as_str(), impediment.details.as_str()), ("Sandbox down", "All cards."));
    assert_eq!(impediment.severity, Severity::Slows);
    assert_eq!(impediment.holds_back.iter().copied().collect::<Vec<_>>(), [CHECKOUT, PAYMENTS]);
}

#[test]
fn what_is_so_already_makes_no_event() {
    let story = raised();
    story.clone().when(INES, RetitleImpediment { impediment: IMP1, title: sandbox().title }).then_nothing();
    story.clone().when(INES, DescribeImpediment { impediment: IMP1, details: sandbox().details }).then_nothing();
    story.clone().when(INES, SetSeverity { impediment: IMP1, severity: Severity::Stops }).then_nothing();
    story.clone().when(INES, NameHeldBack { impediment: IMP1, teams: vec![MOBILE, CHECKOUT] }).then_nothing();
    story.clone().when(INES, AskHelp { impediment: IMP1, teams: vec![PAYMENTS] }).then_nothing();
    story.when(INES, EndangerGoal { impediment: IMP1, goal: None }).then_nothing();
}

#[test]
fn every_member_asks_further_teams_but_only_those_who_work_on_it_let_one_go() {
    let story = raised().given(OTTO, AskHelp { impediment: IMP1, teams: vec![PAYMENTS, MOBILE] });
    story.clone().when(OTTO, AskHelp { impediment: IMP1, teams: vec![MOBILE] }).then_forbidden();
    story.when(INES, AskHelp { impediment: IMP1, teams: vec![MOBILE] }).then_kinds(&["HelpAsked"]);
}

#[test]
fn it_endangers_a_goal_that_is_there() {
    let goal = ProductGoalSet { goal: GoalId(1), group: PRODUCT, title: title("Guest checkout"), tell: text(""), date: None, origin: None };
    let story = raised();
    story.clone().when(INES, EndangerGoal { impediment: IMP1, goal: Some(GoalId(1)) }).then_unknown();
    let story = story.happened(RUTH, vec![goal.into()]).given(INES, EndangerGoal { impediment: IMP1, goal: Some(GoalId(1)) });
    assert_eq!(story.workspace().impediment(IMP1).unwrap().goal, Some(GoalId(1)));
}

#[test]
fn everybody_contributes_something_that_can_be_read() {
    let said = |words: &str| Contribute { impediment: IMP1, kind: ContributionKind::Proposal, text: text(words) };
    raised().when(TOMASZ, said("")).then_field("text");
    let story = raised().given(OTTO, said("Use the recorded responses."));
    let workspace = story.workspace();
    let contribution = query::contributions(workspace, workspace.impediment(IMP1).unwrap()).next_back().unwrap();
    assert_eq!((contribution.by, contribution.text.as_str()), (Some(OTTO), "Use the recorded responses."));
}

#[test]
fn a_title_can_be_corrected_when_all_is_over_but_nothing_else() {
    let story = resolved().given(INES, super::super::command::ConfirmImpediment { impediment: IMP1 });
    story.clone().when(INES, RetitleImpediment { impediment: IMP1, title: title("Sandbox") }).then_kinds(&["ImpedimentRetitled"]);
    story.clone().when(INES, SetSeverity { impediment: IMP1, severity: Severity::Slows }).then_refused("ImpedimentAlreadyClosed");
    story.clone().when(INES, DescribeImpediment { impediment: IMP1, details: text("x") }).then_refused("ImpedimentAlreadyClosed");
    let remark = Contribute { impediment: IMP1, kind: ContributionKind::Remark, text: text("x") };
    story.when(INES, remark).then_refused("ImpedimentAlreadyClosed");
}
