//! What needs a group now: order, words, what belongs to which meeting, and that it stays fast.

use super::{Ranking, belongs_to_meeting, rank, rank_by, rank_for_meeting};
use crate::{
    DependencyId, Event, GoalId, GroupId, ImpedimentId, Moment, PersonId, RiskId, TeamId, Thing,
    dependency::{
        command::{ChainDependency, PromiseDependency, RequestDependency},
        event::DependencyRequested,
    },
    follow_up::command::AssignFollowUp,
    goal::event::ProductGoalSet,
    group::event::{GroupCreated, GroupMoved},
    heads_up::command::AnnounceHeadsUp,
    impediment::{
        Level, Severity,
        command::{EscalateImpediment, OwnImpediment, RaiseImpediment},
        event::ImpedimentRaised,
    },
    meeting::About,
    relay::Mark,
    risk::command::RaiseRisk,
    testing::{
        CHECKOUT, INES, LOGISTICS, MOBILE, OTTO, PAYMENTS, PRODUCT, RUTH, Story, TOMASZ, UtcCalendar, WAREHOUSE, date, request, text, title, utc,
    },
};

const HARBOUR: GroupId = GroupId(3);

fn ranking(story: &Story, group: GroupId, limit: usize) -> Ranking {
    let zone = utc();
    rank(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), group, limit)
}

fn things(story: &Story, group: GroupId) -> Vec<About> {
    ranking(story, group, 50).rows.into_iter().map(|row| row.about).collect()
}

fn raise(team: TeamId, severity: Severity, holds_back: &[TeamId]) -> RaiseImpediment {
    RaiseImpediment {
        title: title("No test cards"),
        details: text(""),
        team: Some(team),
        group: PRODUCT,
        severity,
        holds_back: holds_back.to_vec(),
        asked: vec![],
        goal: None,
        origin: None,
    }
}

fn need(consumer: TeamId, provider: TeamId, needed_by: Option<&str>) -> RequestDependency {
    request("Refund API", (consumer, provider), needed_by)
}

fn promise(dependency: u32, on: &str) -> PromiseDependency {
    PromiseDependency { dependency: DependencyId(dependency), on: date(on), why: text("") }
}

fn under_a_parent(story: Story) -> Story {
    let harbour = GroupCreated { group: HARBOUR, name: title("Harbour"), slug: title("harbour"), parent: None, zone: utc(), origin: None };
    let moved = [PRODUCT, LOGISTICS].map(|group| GroupMoved { group, parent: Some(HARBOUR) }.into());
    story.happened(RUTH, [vec![harbour.into()], moved.to_vec()].concat())
}

const fn impediment(number: u32) -> About {
    About::Thing(Thing::Impediment(ImpedimentId(number)))
}

const fn dependency(number: u32) -> About {
    About::Thing(Thing::Dependency(DependencyId(number)))
}

#[test]
fn on_a_day_without_trouble_nothing_needs_the_group() {
    assert_eq!(ranking(&Story::two_teams(), PRODUCT, 5), Ranking::default());
}

#[test]
fn more_teams_that_wait_come_first_then_what_stops_then_what_waited_longer() {
    let story = Story::two_teams()
        .given(INES, raise(CHECKOUT, Severity::Slows, &[CHECKOUT]))
        .given(INES, raise(CHECKOUT, Severity::Stops, &[CHECKOUT]))
        .given(INES, raise(CHECKOUT, Severity::Stops, &[CHECKOUT, MOBILE, PAYMENTS]))
        .at("2026-11-26T08:00:00Z")
        .given(INES, raise(CHECKOUT, Severity::Slows, &[CHECKOUT]));
    assert_eq!(things(&story, PRODUCT), [impediment(3), impediment(2), impediment(1), impediment(4)]);
}

#[test]
fn the_later_a_promise_comes_the_higher_it_stands_and_what_is_on_track_does_not() {
    let story = Story::two_teams()
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")))
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")))
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")))
        .given(TOMASZ, promise(1, "2026-11-28"))
        .given(TOMASZ, promise(2, "2026-12-04"))
        .given(TOMASZ, promise(3, "2026-11-26"));
    assert_eq!(things(&story, PRODUCT), [dependency(2), dependency(1)]);
    let row = ranking(&story, PRODUCT, 1).rows.remove(0);
    assert_eq!(row.title, "Refund API comes 7 days late for Checkout");
    assert_eq!(row.reason, "Payments promised Fri 4 Dec; Checkout needs it on Fri 27 Nov.");
    assert_eq!((row.mark, row.waiting), (Mark::Late, vec![CHECKOUT]));
}

#[test]
fn beyond_thirty_days_the_later_one_still_stands_first() {
    let story = Story::two_teams()
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")))
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-27")))
        .given(TOMASZ, promise(1, "2027-01-08"))
        .given(TOMASZ, promise(2, "2027-02-26"));
    let found = ranking(&story, PRODUCT, 2).rows;
    assert_eq!(found[0].score, found[1].score, "so late is as bad as it gets");
    assert_eq!(things(&story, PRODUCT), [dependency(2), dependency(1)]);
}

#[test]
fn a_request_without_an_answer_waits_two_working_days_before_it_stands_here() {
    let story = Story::two_teams().given(INES, need(CHECKOUT, PAYMENTS, None));
    assert!(things(&story, PRODUCT).is_empty());
    let story = story.at("2026-11-25T08:00:00Z");
    assert_eq!(things(&story, PRODUCT), [dependency(1)]);
    assert_eq!(ranking(&story, PRODUCT, 5).rows[0].mark, Mark::Missing);
}

#[test]
fn a_fresh_request_stands_here_when_its_need_is_near() {
    let story = Story::two_teams().given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-30")));
    assert_eq!(things(&story, PRODUCT), [dependency(1)]);
}

#[test]
fn many_unanswered_requests_of_one_pair_fold_into_one_row() {
    let story = (0..6).fold(Story::two_teams(), |story, _| story.given(INES, need(CHECKOUT, PAYMENTS, None)));
    let story = story.given(INES, need(CHECKOUT, MOBILE, None)).at("2026-11-27T08:00:00Z");
    assert_eq!(things(&story, PRODUCT), [About::Requests(CHECKOUT, PAYMENTS), dependency(7)]);
    assert_eq!(ranking(&story, PRODUCT, 1).rows[0].title, "6 requests of Checkout to Payments have no answer");
}

#[test]
fn who_waits_along_a_chain_counts() {
    let story = Story::two_teams()
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-12-20")))
        .given(TOMASZ, need(PAYMENTS, MOBILE, Some("2026-11-24")))
        .given(TOMASZ, promise(1, "2026-12-18"))
        .given(TOMASZ, ChainDependency { dependency: DependencyId(1), waits_for: DependencyId(2), despite_cycle: false });
    let row = ranking(&story, PRODUCT, 1).rows.remove(0);
    assert_eq!((row.about, row.waiting), (dependency(2), vec![PAYMENTS, CHECKOUT]));
}

#[test]
fn a_circle_stands_here_and_is_named() {
    let story = Story::two_teams()
        .given(INES, need(CHECKOUT, PAYMENTS, None))
        .given(TOMASZ, need(PAYMENTS, CHECKOUT, None))
        .given(INES, ChainDependency { dependency: DependencyId(1), waits_for: DependencyId(2), despite_cycle: false })
        .given(INES, ChainDependency { dependency: DependencyId(2), waits_for: DependencyId(1), despite_cycle: true });
    let row = ranking(&story, PRODUCT, 1).rows.remove(0);
    assert!(row.reason.contains("DEP-1 waits for DEP-2, which waits for DEP-1"), "{}", row.reason);
}

#[test]
fn a_goal_is_as_old_as_it_was_set_however_long_its_date_has_passed() {
    let dated = ProductGoalSet {
        goal: GoalId(1),
        group: PRODUCT,
        title: title("Guest checkout"),
        tell: text(""),
        date: Some(date("2026-09-28")),
        origin: None,
    };
    let story = Story::two_teams().happened(RUTH, vec![dated.into()]);
    let row = |story: &Story| ranking(story, PRODUCT, 1).rows.remove(0);
    assert!(row(&story).reason.starts_with("Its date passed 56 days ago"), "{}", row(&story).reason);
    assert_eq!(row(&story).age_days, 0);
    assert_eq!(row(&story.at("2026-11-26T12:00:00Z")).age_days, 3);
}

#[test]
fn reasons_say_who_is_stopped_that_nobody_owns_it_and_where_it_stands() {
    let story = under_a_parent(Story::two_teams())
        .given(INES, RaiseImpediment { asked: vec![PAYMENTS], ..raise(CHECKOUT, Severity::Stops, &[CHECKOUT, MOBILE]) })
        .given(INES, EscalateImpediment { impediment: ImpedimentId(1), to: Level::Group(HARBOUR), why: text("") })
        .at("2026-11-26T08:00:00Z");
    let row = ranking(&story, PRODUCT, 1).rows.remove(0);
    let expected = "Stops Checkout and Mobile. Escalated to Harbour 3 days ago. Nobody has owned it for 3 days. Help is asked of Payments.";
    assert_eq!((row.reason.as_str(), row.age_days), (expected, 3));
    let owned = story.given(TOMASZ, OwnImpediment { impediment: ImpedimentId(1), owner: TOMASZ });
    assert!(!ranking(&owned, PRODUCT, 1).rows[0].reason.contains("owned"));
}

#[test]
fn what_was_brought_up_stands_first_in_the_group_above() {
    let story = under_a_parent(Story::two_teams())
        .given(INES, raise(CHECKOUT, Severity::Stops, &[CHECKOUT]))
        .given(INES, raise(CHECKOUT, Severity::Slows, &[CHECKOUT]))
        .given(INES, EscalateImpediment { impediment: ImpedimentId(2), to: Level::Group(HARBOUR), why: text("") });
    assert_eq!(things(&story, HARBOUR), [impediment(2), impediment(1)]);
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let meeting = |group| rank_for_meeting(&moment, group, 10, |_| 0).rows.into_iter().map(|row| row.about).collect::<Vec<_>>();
    assert_eq!(meeting(HARBOUR), [impediment(2)], "the parent's meeting leaves to the child what was not brought up");
    assert_eq!(meeting(PRODUCT), [impediment(1)], "and the child leaves to the parent what was");
}

#[test]
fn a_parents_meeting_talks_of_what_joins_its_child_groups() {
    let story = under_a_parent(Story::two_teams())
        .given(INES, need(CHECKOUT, WAREHOUSE, Some("2026-11-24")))
        .given(INES, need(CHECKOUT, PAYMENTS, Some("2026-11-24")));
    let workspace = story.workspace();
    let talks = |group, number| belongs_to_meeting(workspace, group, dependency(number));
    assert_eq!([talks(HARBOUR, 1), talks(HARBOUR, 2)], [true, false]);
    assert_eq!([talks(PRODUCT, 1), talks(PRODUCT, 2), talks(LOGISTICS, 2)], [true, true, false]);
}

#[test]
fn risks_follow_ups_goals_and_heads_ups_stand_here_when_they_are_due() {
    let risk = RaiseRisk {
        title: title("The bank closes"),
        details: text(""),
        group: PRODUCT,
        team: Some(PAYMENTS),
        goal: None,
        expected_on: Some(date("2026-11-25")),
    };
    let heads_up = AnnounceHeadsUp {
        team: PAYMENTS,
        text: text("We move the database."),
        from: date("2026-11-24"),
        until: date("2026-11-25"),
        touches: vec![CHECKOUT],
    };
    let goal = ProductGoalSet { goal: GoalId(1), group: PRODUCT, title: title("Guest checkout"), tell: text(""), date: None, origin: None };
    let follow_up = AssignFollowUp {
        group: PRODUCT,
        text: text("Ask the bank"),
        owner: INES,
        team: None,
        due: Some(date("2026-11-24")),
        meeting: None,
        about: None,
    };
    let story = Story::two_teams().given(OTTO, risk).given(TOMASZ, heads_up).given(RUTH, follow_up).happened(RUTH, vec![goal.into()]);
    let story = story.at("2026-11-25T12:00:00Z");
    let rows = ranking(&story, PRODUCT, 10).rows;
    let told: Vec<_> = rows.iter().map(|row| (row.title.as_str(), row.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Ask the bank", "Was due Tue 24 Nov, one day ago."),
            ("The bank closes", "May hit on Wed 25 Nov. Nothing is agreed on it yet."),
            ("We move the database.", "Payments announces it from Tue 24 Nov to Wed 25 Nov; it touches Checkout."),
            ("Guest checkout", "It is vague: it has no date."),
        ]
    );
    assert_eq!(rows[1].thing(), Some(Thing::Risk(RiskId(1))));
}

#[test]
fn the_first_rows_are_the_same_however_many_are_asked_for() {
    let story = (1..9).fold(Story::two_teams(), |story, n| {
        let held: Vec<TeamId> = [CHECKOUT, PAYMENTS, MOBILE].into_iter().take(n % 3 + 1).collect();
        story.given(INES, raise(CHECKOUT, if n % 2 == 0 { Severity::Stops } else { Severity::Slows }, &held))
    });
    let all = ranking(&story, PRODUCT, 50);
    assert_eq!((all.rows.len(), all.more), (8, 0));
    for limit in 0..9 {
        let some = ranking(&story, PRODUCT, limit);
        assert_eq!((some.rows.as_slice(), some.more), (&all.rows[..limit.min(8)], 8 - limit.min(8)));
    }
}

#[test]
fn twenty_thousand_things_are_ranked_in_one_pass() {
    let story = Story::two_teams();
    let mut workspace = story.workspace().clone();
    for n in 1..=10_000 {
        let raised = ImpedimentRaised {
            impediment: ImpedimentId(n),
            title: title("x"),
            details: text(""),
            team: Some(CHECKOUT),
            group: PRODUCT,
            severity: Severity::Slows,
            holds_back: vec![CHECKOUT],
            asked: vec![],
            goal: None,
            origin: None,
        };
        let asked = DependencyRequested {
            dependency: DependencyId(n),
            title: title("y"),
            consumer: if n % 2 == 0 { CHECKOUT } else { MOBILE },
            provider: PAYMENTS,
            needed_by: None,
            done_when: text(""),
            consumer_item: None,
            goal: None,
            origin: None,
        };
        for event in [Event::from(raised), Event::from(asked)] {
            let stamp = story.context(PersonId(3 << 96)).stamp(workspace.version + 1);
            workspace.apply(std::sync::Arc::new(crate::Recorded { stamp, event }));
        }
    }
    let zone = utc();
    let now = crate::testing::instant("2026-12-23T08:00:00Z");
    let ranking = rank(&Moment::new(&workspace, &UtcCalendar, now, &zone), PRODUCT, 50);
    assert_eq!((ranking.rows.len(), ranking.more), (50, 10_002 - 50), "impediments, and two folds of requests");
}

#[test]
fn what_weighs_most_comes_first_however_little_waits_for_it() {
    let story = Story::two_teams()
        .given(INES, raise(CHECKOUT, Severity::Stops, &[CHECKOUT, MOBILE, PAYMENTS]))
        .given(INES, raise(CHECKOUT, Severity::Slows, &[CHECKOUT]))
        .given(INES, raise(CHECKOUT, Severity::Stops, &[CHECKOUT]));
    let zone = utc();
    let moment = Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone);
    let weight = |about: About| u64::from(about == impediment(2));
    let ranking = rank_by(&crate::dependency::query::Outlook::new(moment), PRODUCT, 2, weight);
    assert_eq!(ranking.rows.iter().map(|row| row.about).collect::<Vec<_>>(), [impediment(2), impediment(1)]);
    assert_eq!(ranking.more, 1);
}
