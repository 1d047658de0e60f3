//! Goals: one a team and sprint, each date kept, closed ones stand until reopened; vague, missing and unsupported ones are named.

use super::{command::*, event::*, query::Vague, refusal};
use crate::{
    Event, GoalId, Origin, Text, Thing,
    team::{command::SetRhythm, rhythm::Rhythm},
    testing::*,
};

const FRANCE: GoalId = GoalId(1);
const CARDS: GoalId = GoalId(2);

pub(crate) fn examples() -> Vec<Event> {
    let goal = FRANCE;
    let origin = Origin { system: "organisation-file".into(), key: "france".into(), url: None };
    let product = ProductGoalSet {
        goal,
        group: PRODUCT,
        title: title("Open in France"),
        tell: text("A customer in Lyon has paid."),
        date: Some(date("2027-02-01")),
        origin: Some(origin),
    };
    let sprint = SprintGoalSet {
        goal: CARDS,
        team: CHECKOUT,
        sprint: date("2026-11-16"),
        title: title("French cards are taken"),
        tell: text("The test card passes."),
        supports: vec![FRANCE],
        origin: None,
    };
    vec![
        product.into(),
        sprint.into(),
        GoalRetitled { goal, title: title("Open in France and Belgium") }.into(),
        GoalTellSet { goal, tell: text("A customer in Ghent has paid.") }.into(),
        GoalDated { goal, date: Some(date("2027-03-01")), why: text("The bank needs longer.") }.into(),
        GoalSupported { goal: CARDS, supports: vec![FRANCE] }.into(),
        GoalMet { goal }.into(),
        GoalMissed { goal, why: text("The bank said no.") }.into(),
        GoalDropped { goal, why: text("France can wait.") }.into(),
        GoalReopened { goal }.into(),
    ]
}

fn france() -> SetProductGoal {
    SetProductGoal {
        group: PRODUCT,
        title: title("Open in France"),
        tell: text("A customer has paid."),
        date: Some(date("2027-02-01")),
        origin: None,
    }
}

fn cards() -> SetSprintGoal {
    SetSprintGoal {
        team: CHECKOUT,
        sprint: date("2026-11-16"),
        title: title("French cards are taken"),
        tell: text("The test card passes."),
        supports: vec![FRANCE],
        origin: None,
    }
}

/// Product has its goal, Checkout two-week sprints.
fn with_rhythm() -> Story {
    let rhythm = Some(Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 });
    Story::two_teams().given(RUTH, SetRhythm { team: CHECKOUT, from: date("2026-11-02"), rhythm }).given(DANIEL, france())
}

fn both() -> Story {
    with_rhythm().given(INES, cards())
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("goal", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("goal", refusal::NAMES);
}

#[test]
fn product_owners_set_product_goals_and_ambassadors_sprint_goals() {
    with_rhythm().when(INES, france()).then_forbidden().when(TOMASZ, cards()).then_forbidden().when(INES, cards()).then_kinds(&["SprintGoalSet"]);
}

#[test]
fn a_sprint_goal_ends_with_its_sprint() {
    let story = both();
    assert_eq!(story.workspace().goal(CARDS).unwrap().date(), Some(date("2026-11-29")));
    story.when(INES, DateGoal { goal: CARDS, date: Some(date("2026-12-01")), why: Text::default() }).then_refused("SprintGoalEndsWithSprint");
}

#[test]
fn a_sprint_goal_belongs_to_a_sprint() {
    let wrong = SetSprintGoal { sprint: date("2026-11-17"), ..cards() };
    with_rhythm().when(INES, wrong).then_refusal(&refusal::NoSprintBeginsThen("Checkout", date("2026-11-17")));
    let none = SetSprintGoal { team: PAYMENTS, ..cards() };
    with_rhythm().when(TOMASZ, none).then_field("sprint");
}

#[test]
fn a_sprint_has_one_goal() {
    both().when(INES, cards()).then_refused("SprintHasGoal");
    let dropped = both().given(INES, DropGoal { goal: CARDS, why: text("too large") });
    let story = dropped.given(INES, cards());
    story.when(INES, ReopenGoal { goal: CARDS }).then_refused("SprintHasGoal");
}

#[test]
fn a_sprint_goal_supports_product_goals() {
    let support = |goal, supports: Vec<GoalId>| SupportGoals { goal, supports };
    both()
        .when(INES, support(CARDS, vec![FRANCE, FRANCE]))
        .then_nothing()
        .when(INES, support(CARDS, vec![CARDS]))
        .then_refusal(&refusal::OnlyProductGoalsAreSupported(CARDS))
        .when(INES, support(CARDS, vec![GoalId(9)]))
        .then_unknown()
        .when(INES, support(CARDS, (1..=11).map(GoalId).collect()))
        .then_refusal(&refusal::TooManySupported(10))
        .when(DANIEL, support(FRANCE, vec![]))
        .then_refusal(&refusal::ProductGoalsSupportNothing(FRANCE))
        .when(INES, support(CARDS, vec![]))
        .then(vec![GoalSupported { goal: CARDS, supports: vec![] }.into()]);
}

#[test]
fn wording_can_be_corrected() {
    let retitle = RetitleGoal { goal: FRANCE, title: title("France") };
    let tell = TellGoal { goal: FRANCE, tell: text("Ten orders.") };
    both()
        .when(DANIEL, retitle.clone())
        .then_kinds(&["GoalRetitled"])
        .when(DANIEL, retitle)
        .then_nothing()
        .when(DANIEL, tell.clone())
        .then_kinds(&["GoalTellSet"])
        .when(DANIEL, tell)
        .then_nothing();
}

#[test]
fn every_date_a_goal_had_is_kept() {
    let later = DateGoal { goal: FRANCE, date: Some(date("2027-03-01")), why: text("The bank needs longer.") };
    let story = both().given(DANIEL, later.clone()).when(DANIEL, later).then_nothing();
    let dates = &story.workspace().goal(FRANCE).unwrap().dates;
    assert_eq!(dates.iter().map(|d| d.date).collect::<Vec<_>>(), [Some(date("2027-02-01")), Some(date("2027-03-01"))]);
    assert_eq!((dates[1].by, dates[1].why.as_str()), (Some(DANIEL), "The bank needs longer."));
}

#[test]
fn a_closed_goal_stands_until_reopened() {
    let why = || text("The bank said no.");
    let story = both()
        .when(DANIEL, MeetGoal { goal: FRANCE })
        .then_kinds(&["GoalMet"])
        .when(DANIEL, MeetGoal { goal: FRANCE })
        .then_nothing()
        .when(DANIEL, MissGoal { goal: FRANCE, why: why() })
        .then_refused("GoalIsClosed")
        .when(DANIEL, DateGoal { goal: FRANCE, date: None, why: why() })
        .then_refused("GoalIsClosed")
        .when(DANIEL, ReopenGoal { goal: FRANCE })
        .then_kinds(&["GoalReopened"])
        .when(DANIEL, ReopenGoal { goal: FRANCE })
        .then_nothing()
        .when(DANIEL, MissGoal { goal: FRANCE, why: why() })
        .then_kinds(&["GoalMissed"])
        .when(DANIEL, MissGoal { goal: FRANCE, why: why() })
        .then_nothing();
    assert_eq!(story.workspace().goal(FRANCE).unwrap().closed_at, Some(story.now()));
}

#[test]
fn giving_a_goal_up_needs_a_reason() {
    let drop = |why: &str| DropGoal { goal: CARDS, why: text(why) };
    let story = both().when(INES, drop("")).then_refusal(&refusal::DroppedWithoutWhy()).when(INES, drop("too large")).then_kinds(&["GoalDropped"]);
    assert!(story.workspace().sprint_goal_on(CHECKOUT, date("2026-11-23")).is_none());
    let story = story.when(INES, drop("again")).then_nothing().given(INES, ReopenGoal { goal: CARDS });
    assert_eq!(story.workspace().sprint_goal_on(CHECKOUT, date("2026-11-23")).unwrap().id, CARDS);
}

#[test]
fn vague_goals_say_why() {
    let vague = SetProductGoal { tell: Text::default(), date: None, ..france() };
    let story = Story::two_teams().given(DANIEL, vague);
    let reasons = |story: &Story| story.workspace().vague(story.workspace().goal(FRANCE).unwrap());
    assert_eq!(reasons(&story), [Vague::NoDate, Vague::NoTell, Vague::NothingSupportsIt]);
    assert_eq!(reasons(&both()), []);
    assert_eq!(reasons(&story.given(DANIEL, MeetGoal { goal: FRANCE })), [], "a closed goal is not vague any more");
}

#[test]
fn missing_and_unsupporting_goals_are_named() {
    let today = date("2026-11-23");
    let missing = |story: &Story| story.workspace().teams_without_sprint_goal(PRODUCT, today).map(|t| t.id).collect::<Vec<_>>();
    assert_eq!(missing(&with_rhythm()), [CHECKOUT], "teams without sprints miss no sprint goal");
    assert!(missing(&both()).is_empty());
    let alone = with_rhythm().given(INES, SetSprintGoal { supports: vec![], ..cards() });
    assert_eq!(alone.workspace().unsupporting_sprint_goals(PRODUCT, today).map(|g| g.id).collect::<Vec<_>>(), [CARDS]);
    assert!(both().workspace().unsupporting_sprint_goals(PRODUCT, today).next().is_none());
    let without = |story: &Story| story.workspace().groups_without_product_goal(PRODUCT).map(|g| g.id).collect::<Vec<_>>();
    assert_eq!(without(&Story::two_teams()), [PRODUCT]);
    assert!(without(&both()).is_empty());
}

#[test]
fn a_sprint_that_ended_asks_whether_its_goal_was_met() {
    let story = both();
    let asked = |story: &Story, day: &str| story.workspace().sprint_goals_to_judge(CHECKOUT, date(day)).count();
    assert_eq!((asked(&story, "2026-11-29"), asked(&story, "2026-11-30")), (0, 1));
    assert_eq!(asked(&story.given(INES, MeetGoal { goal: CARDS }), "2026-11-30"), 0);
}

#[test]
fn a_sprint_goal_touches_what_it_supports() {
    let story = both();
    assert_eq!(story.workspace().touched(Thing::Goal(FRANCE)), story.workspace().version);
    assert_eq!(story.workspace().supporters(FRANCE).map(|g| g.id).collect::<Vec<_>>(), [CARDS]);
}
