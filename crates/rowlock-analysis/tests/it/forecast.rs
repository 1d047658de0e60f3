//! Forecasts: what must hold for any plan, and the same bytes for any number of threads.

use proptest::prelude::*;
use rowlock_analysis::forecast::{
    Arrival, Edge, Goal, Node, Plan, Run, Spread, Team, Verdict, WorkTime, drivers, drivers_watched, run, without_each,
};
use std::sync::Mutex;

const RUN: Run = Run { seed: 7, trials: 512 };

fn item(team: usize, item: usize) -> Node {
    Node::Item { team, item }
}

/// Two teams with three items each; the second's second item waits for the first's second; a block before the first.
fn plan(histories: [Vec<u32>; 2], stories: u32, block_weeks: f32) -> Plan {
    let [one, two] = histories;
    let team = |key: u64, history| Team { cause: Some(key as usize), ..Team::new(key, history, vec![stories; 3]) };
    Plan {
        teams: vec![team(0, one), team(1, two)],
        arrivals: vec![Arrival { key: 99, weeks: vec![block_weeks], cause: Some(2) }],
        edges: vec![Edge { from: item(0, 1), to: item(1, 1), cause: Some(3) }, Edge { from: Node::Arrival(0), to: item(0, 0), cause: None }],
        goals: vec![Goal { needs: vec![item(1, 2)] }, Goal { needs: vec![item(0, 2)] }],
        causes: 4,
        ..Plan::default()
    }
}

fn weeks(plan: &Plan) -> Vec<Vec<f32>> {
    run(plan, RUN).weeks
}

/// The same but for rounding: another cut into steps adds in another order.
fn alike(one: &[f32], other: &[f32]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-3)
}

fn histories() -> impl Strategy<Value = [Vec<u32>; 2]> {
    let history = || prop::collection::vec(0u32..9, 5..26).prop_filter("something was finished", |weeks| weeks.iter().any(|week| *week > 0));
    [history(), history()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn more_confidence_is_a_later_date(histories in histories(), stories in 1u32..12) {
        let spread = Spread::new(&weeks(&plan(histories, stories, 0.0))[0]);
        let dates: Vec<f32> = [0.1, 0.5, 0.7, 0.85, 0.95].map(|chance| spread.week_for(chance)).to_vec();
        prop_assert!(dates.is_sorted(), "{dates:?}");
    }

    #[test]
    fn more_work_is_never_earlier_in_any_future(histories in histories(), stories in 1u32..12, more in 1u32..6) {
        let before = plan(histories, stories, 0.0);
        let mut after = before.clone();
        after.teams.iter_mut().for_each(|team| team.items[2] += more);
        let (less, more) = (weeks(&before), weeks(&after));
        prop_assert!(less[0].iter().zip(&more[0]).all(|(less, more)| *less <= more + 1e-3));
        prop_assert!(less[1].iter().zip(&more[1]).all(|(less, more)| *less <= more + 1e-3));
    }

    #[test]
    fn a_history_twice_as_rich_is_never_later(histories in histories(), stories in 1u32..12) {
        let doubled = histories.clone().map(|weeks| weeks.into_iter().map(|week| week * 2).collect());
        let (usual, rich) = (weeks(&plan(histories, stories, 0.0)), weeks(&plan(doubled, stories, 0.0)));
        prop_assert!(usual.iter().flatten().zip(rich.iter().flatten()).all(|(usual, rich)| rich <= &(usual + 1e-3)));
    }

    #[test]
    fn a_later_supplier_is_never_an_earlier_customer(histories in histories(), stories in 1u32..12, late in 0.0f32..9.0) {
        let (free, late) = (weeks(&plan(histories.clone(), stories, 0.0)), weeks(&plan(histories, stories, late)));
        prop_assert!(free[0].iter().zip(&late[0]).all(|(free, late)| *free <= late + 1e-3));
        prop_assert!(free[1].iter().zip(&late[1]).all(|(free, late)| *free <= late + 1e-3));
    }

    #[test]
    fn without_a_cause_nothing_is_later_and_equals_a_plan_without_it(histories in histories(), stories in 1u32..12, late in 0.0f32..9.0) {
        let whole = plan(histories, stories, late);
        let looked = without_each(&whole, RUN, &[2, 3]);
        for variants in &looked.futures.variants {
            for (with, without) in looked.futures.weeks.iter().zip(variants).filter(|(_, without)| !without.is_empty()) {
                prop_assert!(with.iter().zip(without).all(|(with, without)| without <= with));
            }
        }
        let mut unblocked = whole.clone();
        unblocked.arrivals[0].weeks = vec![0.0];
        prop_assert!(alike(&looked.futures.variants[0][0], &weeks(&unblocked)[0]));
        let mut apart = whole.clone();
        apart.edges.remove(0);
        prop_assert!(alike(&looked.futures.variants[1][0], &weeks(&apart)[0]));
    }

    #[test]
    fn where_a_cause_goes_badly_it_is_as_late_or_grows_as_much_as_85_of_100_at_most(histories in histories(), stories in 1u32..12) {
        let mut whole = plan(histories, stories, 0.0);
        whole.arrivals[0].weeks = (1..=20).map(|week| week as f32 / 2.0).collect();
        whole.teams[1].growth = vec![1.0, 1.5, 1.0, 1.2];
        let looked = drivers(&whole, RUN, 4);
        let (mut late, mut grown) = (whole.clone(), whole.clone());
        late.arrivals[0].weeks.iter_mut().for_each(|weeks| *weeks = weeks.max(8.5));
        grown.teams[1].growth = vec![1.5; 4];
        for (cause, badly) in looked.causes.iter().zip(&looked.badly) {
            let changed = match cause {
                1 => &grown,
                2 => &late,
                // Nothing says how badly waiting for an item, or work that never grew, may go.
                _ => {
                    prop_assert!(badly.iter().all(Vec::is_empty), "cause {cause}");
                    continue;
                }
            };
            for (badly, weeks) in badly.iter().zip(weeks(changed)).filter(|(badly, _)| !badly.is_empty()) {
                prop_assert!(alike(badly, &weeks[..badly.len()]), "cause {cause}");
            }
        }
        prop_assert!(looked.causes.contains(&1), "its own work drives the first goal");
    }

    #[test]
    fn the_shortcut_by_steps_is_what_item_after_item_gives(histories in histories(), stories in 1u32..12, late in 0.0f32..5.0) {
        let short = plan(histories, stories, late);
        let mut every = short.clone();
        // Goals of their own at every item make every item a step.
        every.goals.extend((0..2).flat_map(|team| (0..3).map(move |at| Goal { needs: vec![item(team, at)] })));
        for (one, other) in weeks(&short).iter().zip(weeks(&every)) {
            prop_assert!(alike(one, &other));
        }
    }

    #[test]
    fn working_time_goes_there_and_back(days in prop::collection::vec(any::<bool>(), 1..200), work in 0.0f32..40.0) {
        let time = WorkTime::new(&days, 5);
        let moment = time.moment_of(work);
        prop_assert!((time.work_by(moment) - work).abs() < 1e-2, "{work} is done at {moment}, when {} is", time.work_by(moment));
        prop_assert!(time.moment_of(work + 0.5) >= moment);
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_for_any_number_of_threads_and_another_seed_others() {
    let plan = plan([vec![2, 0, 5, 3, 1], vec![1, 4, 2, 2, 6]], 7, 2.0);
    for seed in [1, 2, 3] {
        let alone = drivers(&plan, Run { seed, trials: 3_001 }, 20);
        for threads in [1, 2, 4] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            assert_eq!(pool.install(|| drivers(&plan, Run { seed, trials: 3_001 }, 20)), alone);
        }
        assert_eq!(alone.futures.weeks[0].len(), 3_001);
        assert_ne!(alone.futures.weeks[0], run(&plan, Run { seed: seed + 10, trials: 3_001 }).weeks[0]);
    }
}

#[test]
fn a_run_tells_how_many_of_all_futures_are_done_up_to_the_last_and_answers_the_same() {
    let plan = plan([vec![2, 0, 5, 3, 1], vec![1, 4, 2, 2, 6]], 7, 2.0);
    let run = Run { seed: 1, trials: 1_001 };
    let told = Mutex::new(Vec::new());
    let watched = drivers_watched(&plan, run, 20, &|done, of| told.lock().unwrap().push((done, of)));
    let mut told = told.into_inner().unwrap();
    told.sort_unstable();
    assert!(told.iter().all(|(done, of)| done <= of && *of == told[0].1) && told.len() > 60, "{told:?}");
    assert_eq!(told.last().map(|(done, _)| *done), Some(1_001 + 125), "those in which causes are chosen count too");
    assert_eq!(watched, drivers(&plan, run, 20));
}

#[test]
fn goals_in_or_behind_a_circle_have_no_date_and_the_others_have() {
    let mut circle = plan([vec![2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5]], 3, 0.0);
    circle.edges.push(Edge { from: item(1, 2), to: item(0, 1), cause: None });
    circle.goals = vec![Goal { needs: vec![item(1, 2)] }, Goal { needs: vec![item(0, 0)] }, Goal { needs: vec![item(1, 0), item(0, 2)] }];
    assert_eq!(run(&circle, RUN).verdicts, [Verdict::Cycle, Verdict::Known, Verdict::Cycle]);
}

#[test]
fn a_goal_inherits_that_a_supplier_has_never_finished_anything() {
    let idle = plan([vec![0, 0, 0, 0, 0], vec![1, 2, 3, 4, 5]], 3, 0.0);
    let futures = run(&idle, RUN);
    assert_eq!(futures.verdicts, [Verdict::NoPace(0), Verdict::NoPace(0)]);
    assert!(futures.weeks.iter().flatten().all(|weeks| weeks.is_finite()));
}

#[test]
fn futures_beyond_the_horizon_do_not_carry_the_mean_of_the_others() {
    let mut weeks = vec![10.0; 999];
    weeks.push(1.0e6);
    let spread = Spread::new(&weeks);
    assert!(!spread.is_beyond_horizon(), "one in a thousand takes no date away");
    assert!((spread.mean() - (10.0 * 999.0 + 156.0) / 1_000.0).abs() < 1e-9, "{}", spread.mean());
}

#[test]
fn a_pace_that_never_gets_there_ends_at_the_horizon() {
    let mut slow = vec![0; 26];
    slow[3] = 1;
    let spread = Spread::new(&weeks(&plan([slow.clone(), slow], 900, 0.0))[0]);
    assert!(spread.is_beyond_horizon());
    assert_eq!(spread.day_for(0.5), None);
    assert!(spread.curve().len() < 1_200);
}

#[test]
fn goals_of_one_team_share_its_weeks() {
    let futures = weeks(&Plan {
        teams: vec![Team::new(0, vec![1, 2, 3, 2, 1], vec![10, 10])],
        goals: vec![Goal { needs: vec![item(0, 0)] }, Goal { needs: vec![item(0, 1)] }],
        ..Plan::default()
    });
    let (first, second) = (Spread::new(&futures[0]).mean(), Spread::new(&futures[1]).mean());
    assert!(second > 1.8 * first, "{first} and {second}");
}

#[test]
fn the_merge_of_two_paths_is_later_than_each() {
    let team = |key| Team::new(key, vec![1, 2, 3, 2, 1], vec![10]);
    let futures = weeks(&Plan {
        teams: vec![team(0), team(1)],
        goals: vec![Goal { needs: vec![item(0, 0)] }, Goal { needs: vec![item(0, 0), item(1, 0)] }],
        ..Plan::default()
    });
    assert!(Spread::new(&futures[1]).mean() > Spread::new(&futures[0]).mean() + 0.2);
}

#[test]
fn teams_that_share_their_weeks_end_together() {
    let team = |key| Team::new(key, vec![1, 2, 3, 2, 9], vec![20]);
    let apart =
        Plan { teams: vec![team(0), team(1)], goals: vec![Goal { needs: vec![item(0, 0)] }, Goal { needs: vec![item(1, 0)] }], ..Plan::default() };
    let together = Plan { weeks: rowlock_analysis::forecast::Weeks::Joint, ..apart.clone() };
    let (apart, together) = (weeks(&apart), weeks(&together));
    assert_eq!(together[0], together[1]);
    assert_ne!(apart[0], apart[1]);
}

#[test]
fn a_team_that_did_nothing_in_the_weeks_that_all_share_never_gets_there() {
    let plan = Plan {
        teams: vec![Team::new(0, vec![5, 4, 0, 0, 0], vec![1]), Team::new(1, vec![1, 2, 3], vec![1])],
        goals: vec![Goal { needs: vec![item(0, 0)] }, Goal { needs: vec![item(1, 0)] }],
        weeks: rowlock_analysis::forecast::Weeks::Joint,
        ..Plan::default()
    };
    let futures = weeks(&plan);
    assert!(Spread::new(&futures[0]).is_beyond_horizon() && !Spread::new(&futures[1]).is_beyond_horizon());
}

#[test]
fn growth_is_seen_and_can_be_switched_off() {
    let team = Team { growth: vec![1.5, 2.0], ..Team::new(0, vec![2, 2, 2], vec![20]) };
    let one =
        |team: Team| Spread::new(&weeks(&Plan { teams: vec![team], goals: vec![Goal { needs: vec![item(0, 0)] }], ..Plan::default() })[0]).mean();
    assert!((one(team.clone()) - 17.5).abs() < 0.5, "15 or 20 weeks instead of 10");
    assert!((one(Team { growth: Vec::new(), ..team }) - 10.0).abs() < 1e-3);
}

#[test]
fn closed_days_are_a_plateau() {
    // Ten working days, then fourteen closed ones, then work again.
    let works: Vec<bool> = (0..14).map(|day| day % 7 < 5).chain([false; 14]).chain((0..70).map(|day| day % 7 < 5)).collect();
    let team = Team { calendar: Some(0), ..Team::new(0, vec![3, 5, 2, 8, 4], vec![12]) };
    let spread = Spread::new(
        &weeks(&Plan {
            teams: vec![team],
            calendars: vec![WorkTime::new(&works, 5)],
            goals: vec![Goal { needs: vec![item(0, 0)] }],
            ..Plan::default()
        })[0],
    );
    assert!(spread.by_day(11) > 0.0 && spread.by_day(11) < 1.0);
    assert_eq!(spread.by_day(11), spread.by_day(27), "nothing ends while nobody works");
    assert!(spread.by_day(32) > spread.by_day(27));
}

#[test]
fn nothing_left_is_done_now() {
    let done = weeks(&Plan { teams: vec![Team::new(0, vec![1, 2], vec![0])], goals: vec![Goal { needs: vec![item(0, 0)] }], ..Plan::default() });
    assert!(done[0].iter().all(|weeks| *weeks == 0.0));
}
