//! What drives the risk, and what would help most (ANALYTICS: sensitivity). First, in a part of the futures, how
//! often each cause drives a goal; then, for the most frequent ones, futures again without it. High criticality
//! can mean little to win, so it is the second that counts.

use super::{
    future::{Ask, Engine, Futures, Run},
    plan::Plan,
    program::NONE,
    variant::Variant,
};

/// Causes that are looked at closely.
pub const CLOSELY: usize = 20;
/// The part of the futures in which causes are chosen.
const PART: usize = 8;
/// The part of the futures that are run again without a cause: shared chance makes their differences steady.
const CLOSE: usize = 4;

/// The futures, and those without each of the chosen causes.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    /// The futures as they are; `variants` go with `causes`.
    pub futures: Futures,
    /// Which causes were looked at closely, the most critical first.
    pub causes: Vec<usize>,
}

/// Runs a plan, and again without each of the causes that drive a goal in the most futures.
#[must_use]
pub fn drivers(plan: &Plan, run: Run, closely: usize) -> Drivers {
    let engine = Engine::new(plan, run.seed);
    let first = engine.run((run.trials / PART).max(1), &Ask { drives: true, ..Ask::default() });
    let mut causes: Vec<(u32, usize)> = (0..plan.causes).map(|cause| (most(&first, cause), cause)).filter(|(drives, _)| *drives > 0).collect();
    causes.sort_unstable_by_key(|(drives, cause)| (std::cmp::Reverse(*drives), *cause));
    causes.truncate(closely);
    let causes: Vec<usize> = causes.into_iter().map(|(_, cause)| cause).collect();
    let variants = without(&engine, &causes);
    let ask = Ask { variants: &variants, close: run.trials.div_ceil(CLOSE), drives: true };
    Drivers { futures: engine.run(run.trials, &ask), causes }
}

/// Runs a plan, and again without each of these causes.
#[must_use]
pub fn without_each(plan: &Plan, run: Run, causes: &[usize]) -> Drivers {
    let engine = Engine::new(plan, run.seed);
    let variants = without(&engine, causes);
    let ask = Ask { variants: &variants, close: run.trials, drives: true };
    Drivers { futures: engine.run(run.trials, &ask), causes: causes.to_vec() }
}

fn without(engine: &Engine<'_>, causes: &[usize]) -> Vec<Variant> {
    let program = &engine.program;
    let dependents = program.dependents();
    let mut place = vec![NONE; program.steps.len()];
    for (at, step) in program.order.iter().enumerate() {
        place[*step as usize] = u32::try_from(at).unwrap_or(NONE);
    }
    causes.iter().map(|cause| Variant::without(program, *cause, &dependents, &place)).collect()
}

fn most(futures: &Futures, cause: usize) -> u32 {
    futures.drives.iter().map(|causes| causes[cause]).max().unwrap_or(0)
}
