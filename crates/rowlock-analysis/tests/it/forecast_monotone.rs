//! Forecasts, path by path: in the same future nothing ends earlier because there is more to do, or because something
//! it waits for comes later; and nothing ends later because something is gone.

use proptest::prelude::*;
use proptest::sample::Index;
use rowlock_analysis::forecast::{Arrival, Edge, Goal, Handover, Node, Plan, Run, Team, Weeks, WorkTime, drivers, run, without_each};

/// Rounding, in weeks: another cut into steps adds in another order.
const HAIR: f32 = 1e-3;

fn item(team: usize, item: usize) -> Node {
    Node::Item { team, item }
}

fn history() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0u32..7, 5..14).prop_filter("something was finished", |weeks| weeks.iter().any(|week| *week > 0))
}

fn growth() -> impl Strategy<Value = Vec<f32>> {
    prop_oneof![Just(Vec::new()), prop::collection::vec(0.6f32..2.0, 3..6)]
}

/// Who works, with four items each, sometimes with a fortnight off.
fn team() -> impl Strategy<Value = Team> {
    (history(), prop::collection::vec(0u32..6, 4), growth(), 0.5f32..1.5, prop::option::of(Just(0)))
        .prop_map(|(history, items, growth, pace, calendar)| Team { growth, pace, calendar, ..Team::new(0, history, items) })
}

fn closed() -> WorkTime {
    WorkTime::new(&(0..140).map(|day| day % 7 < 5 && !(20..34).contains(&day)).collect::<Vec<_>>(), 5)
}

/// Teams whose items wait for earlier places of others and for what arrives; each team's whole work is a goal, and all of it.
fn plans() -> impl Strategy<Value = Plan> {
    let waits = prop::collection::vec((any::<Index>(), 0usize..4, any::<Index>(), 0usize..4), 1..7);
    let arrivals = prop::collection::vec((prop::collection::vec(0.0f32..9.0, 1..4), any::<Index>(), 0usize..4), 1..4);
    let ways = (any::<bool>(), any::<bool>());
    (prop::collection::vec(team(), 2..5), waits, arrivals, ways).prop_map(|(mut teams, waits, arrivals, (joint, at_once))| {
        let many = teams.len();
        (0..).zip(&mut teams).for_each(|(key, team)| (team.key, team.cause) = (key, Some(key as usize)));
        let mut plan = Plan { teams, calendars: vec![closed()], causes: many, ..Plan::default() };
        plan.weeks = if joint { Weeks::Joint } else { Weeks::Independent };
        plan.handover = if at_once { Handover::AtOnce } else { Handover::NextWeek };
        for (supplier, from, customer, to) in waits.into_iter().filter(|(_, from, _, to)| from < to) {
            plan.edges.push(Edge { from: item(supplier.index(many), from), to: item(customer.index(many), to), cause: Some(plan.causes) });
            plan.causes += 1;
        }
        for (at, (weeks, customer, to)) in arrivals.into_iter().enumerate() {
            plan.arrivals.push(Arrival { key: 90 + at as u64, weeks, cause: Some(plan.causes) });
            plan.edges.push(Edge { from: Node::Arrival(at), to: item(customer.index(many), to), cause: None });
            plan.causes += 1;
        }
        let last: Vec<Node> = (0..many).map(|team| item(team, 3)).collect();
        plan.goals = last.iter().map(|node| Goal { needs: vec![*node] }).collect();
        plan.goals.push(Goal { needs: last });
        plan
    })
}

/// Whether no goal ends earlier in any future of three seeds.
fn is_never_earlier(early: &Plan, late: &Plan) -> bool {
    [1, 2, 3].into_iter().all(|seed| {
        let weeks = |plan: &Plan| run(plan, Run { seed, trials: 96 }).weeks;
        weeks(early).iter().zip(&weeks(late)).all(|(early, late)| no_earlier(early, late))
    })
}

fn no_earlier(early: &[f32], late: &[f32]) -> bool {
    early.iter().zip(late).all(|(early, late)| *early <= late + HAIR)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn one_more_story_never_ends_anything_earlier(plan in plans(), of in any::<Index>(), at in 0usize..4) {
        let mut more = plan.clone();
        let of = of.index(plan.teams.len());
        more.teams[of].items[at] += 1;
        prop_assert!(is_never_earlier(&plan, &more));
    }

    #[test]
    fn a_later_arrival_never_ends_anything_earlier(plan in plans(), which in any::<Index>(), by in 0.0f32..6.0) {
        let mut later = plan.clone();
        let which = which.index(plan.arrivals.len());
        later.arrivals[which].weeks.iter_mut().for_each(|weeks| *weeks += by);
        prop_assert!(is_never_earlier(&plan, &later));
    }

    #[test]
    fn one_more_wait_never_ends_anything_earlier(plan in plans(), which in any::<Index>()) {
        let mut fewer = plan.clone();
        fewer.edges.remove(which.index(plan.edges.len()));
        prop_assert!(is_never_earlier(&fewer, &plan));
    }

    #[test]
    fn more_growth_or_less_pace_never_ends_anything_earlier(plan in plans(), of in any::<Index>(), by in 1.01f32..1.5) {
        let of = of.index(plan.teams.len());
        let (mut grown, mut slow) = (plan.clone(), plan.clone());
        grown.teams[of].growth.iter_mut().for_each(|growth| *growth *= by);
        slow.teams[of].pace /= by;
        prop_assert!(is_never_earlier(&plan, &grown));
        prop_assert!(is_never_earlier(&plan, &slow));
    }

    #[test]
    fn a_richer_past_week_never_ends_anything_later(plan in plans(), of in any::<Index>(), week in any::<Index>(), by in 1u32..5) {
        let mut rich = plan.clone();
        let history = &mut rich.teams[of.index(plan.teams.len())].history;
        let week = week.index(history.len());
        history[week] += by;
        prop_assert!(is_never_earlier(&rich, &plan));
    }

    #[test]
    fn nothing_ends_later_without_a_cause(plan in plans(), seed in 0u64..1_000) {
        let causes: Vec<usize> = (0..plan.causes).collect();
        let looked = without_each(&plan, Run { seed, trials: 96 }, &causes);
        for variant in &looked.futures.variants {
            prop_assert!(variant.iter().zip(&looked.futures.weeks).all(|(without, with)| no_earlier(without, with)));
        }
    }

    #[test]
    fn nothing_ends_earlier_where_a_cause_goes_badly(plan in plans(), seed in 0u64..1_000) {
        let looked = drivers(&plan, Run { seed, trials: 96 }, plan.causes);
        for goals in &looked.badly {
            for (badly, with) in goals.iter().zip(&looked.futures.weeks).filter(|(badly, _)| !badly.is_empty()) {
                prop_assert!(no_earlier(&with[..badly.len()], badly));
            }
        }
    }
}
