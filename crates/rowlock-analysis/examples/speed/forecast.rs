//! The simulation on the network of the anchor: 1,000 teams with 50 items each, 5,000 dependencies, 200 goals.
//! The instance is read from the file that `MC_DUMP` of the anchor writes, so that all compute the same.

use crate::timed;
use rowlock_analysis::forecast::{Edge, Goal, Node, Plan, Run, Spread, Team, drivers, run};

const RUN: Run = Run { seed: 20_240_501, trials: 10_000 };

/// `speed forecast [FILE]`: without a file a made-up network of 20 teams.
pub fn measure(file: Option<&str>) {
    let (plan, due) = match file {
        Some(file) => read(&std::fs::read_to_string(file).expect("the instance written by MC_DUMP of the anchor")),
        None => small(),
    };
    let what = format!("{} teams, {} dependencies, {} trials", plan.teams.len(), plan.edges.len(), RUN.trials);
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        pool.install(|| {
            let futures = timed(&format!("forecast, {what}, {threads} threads"), 3, || run(&plan, RUN));
            let chance = futures.weeks.iter().zip(&due).map(|(weeks, due)| Spread::new(weeks).by_week(*due)).sum::<f64>() / due.len() as f64;
            println!("  mean chance {chance:.4}");
            let one = Plan { goals: plan.goals[..1].to_vec(), ..plan.clone() };
            timed(&format!("tornado of one goal, {what}, {threads} threads"), 3, || drivers(&one, RUN, 20));
            timed(&format!("tornado of all goals, {what}, {threads} threads"), 1, || drivers(&plan, RUN, 20));
            let grows = growing(&plan);
            timed(&format!("forecast with growth, {what}, {threads} threads"), 3, || run(&grows, RUN));
            timed(&format!("tornado of all goals with growth, {what}, {threads} threads"), 1, || drivers(&grows, RUN, 20));
        });
    }
}

/// The same where work grew in past sprints: then the work of a team can go badly too, and the tornado has two sides.
fn growing(plan: &Plan) -> Plan {
    let teams = plan.teams.iter().map(|team| Team { growth: vec![1.0, 1.1, 1.0, 1.3, 1.0, 1.2], ..team.clone() });
    Plan { teams: teams.collect(), ..plan.clone() }
}

/// Teams, items, weeks, dependencies, goals; then their rows.
fn read(text: &str) -> (Plan, Vec<f32>) {
    let mut numbers = text.split_ascii_whitespace();
    let mut next = || numbers.next().and_then(|n| n.parse::<f64>().ok()).expect("the instance is whole");
    let [teams, items, weeks, edges, goals] = std::array::from_fn(|_| next() as usize);
    // The anchor numbers its items by position first.
    let node = |at: usize| Node::Item { team: at % teams, item: at / teams };
    let team = |next: &mut dyn FnMut() -> f64, key: usize| Team::new(key as u64, (0..weeks).map(|_| next() as u32).collect(), vec![1; items]);
    let mut plan =
        Plan { teams: (0..teams).map(|key| Team { cause: Some(key), ..team(&mut next, key) }).collect(), causes: teams + edges, ..Plan::default() };
    for edge in 0..edges {
        let to = node(next() as usize);
        plan.edges.push(Edge { from: node(next() as usize), to, cause: Some(teams + edge) });
    }
    let mut due = Vec::with_capacity(goals);
    for _ in 0..goals {
        due.push(next() as f32);
        let many = next() as usize;
        plan.goals.push(Goal { needs: (0..many).map(|_| node(next() as usize)).collect() });
    }
    (plan, due)
}

fn small() -> (Plan, Vec<f32>) {
    let teams = (0..20).map(|key| Team {
        cause: Some(key as usize),
        ..Team::new(key, (0..26).map(|week| ((week * 7 + key as u32 * 3) % 9) + 1).collect(), vec![1; 50])
    });
    let edges = (0..100).map(|at| Edge {
        from: Node::Item { team: at * 7 % 20, item: at * 11 % 24 },
        to: Node::Item { team: (at * 3 + 1) % 20, item: 25 + at * 5 % 25 },
        cause: Some(20 + at),
    });
    let goals =
        (0..10).map(|goal| Goal { needs: (0..10).map(|at| Node::Item { team: (goal + at * 3) % 20, item: (goal * 7 + at * 11) % 50 }).collect() });
    (Plan { teams: teams.collect(), edges: edges.collect(), goals: goals.collect(), causes: 120, ..Plan::default() }, vec![12.0; 10])
}
