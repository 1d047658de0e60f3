//! What drives the risk, and what would help most (ANALYTICS: sensitivity). First, in a part of the futures, how
//! often each cause drives a goal; then, for the most frequent ones, futures again without it, and where it goes badly.
//! High criticality can mean little to win, so it is the second that counts.

use super::{
    future::{Ask, Engine, Futures, Run, Watch},
    plan::Plan,
    program::NONE,
    variant::{Change, Variant},
};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Causes that are looked at closely.
pub const CLOSELY: usize = 20;
/// The part of the futures in which causes are chosen.
const PART: usize = 8;
/// The part of the futures that are run again without a cause: shared chance makes their differences steady.
const CLOSE: usize = 4;

/// The futures, and those without each of the chosen causes and where it goes badly.
#[derive(Clone, Debug, PartialEq)]
pub struct Drivers {
    /// The futures as they are; `variants` go with `causes`.
    pub futures: Futures,
    /// Which causes were looked at closely, the most critical first.
    pub causes: Vec<usize>,
    /// Per cause and goal the weeks in each of the first futures where the cause goes badly: as late, or grown as much, as
    /// 85 of 100 such are at most. Empty where it cannot.
    pub badly: Vec<Vec<Vec<f32>>>,
}

/// Runs a plan, and again without each of the causes that drive a goal in the most futures, and where each goes badly.
#[must_use]
pub fn drivers(plan: &Plan, run: Run, closely: usize) -> Drivers {
    drivers_watched(plan, run, closely, &|_, _| {})
}

/// The same, and tells how many futures are run so far, of how many: from any thread, the last time when all are.
#[must_use]
pub fn drivers_watched(plan: &Plan, run: Run, closely: usize, watch: &(dyn Fn(usize, usize) + Sync)) -> Drivers {
    let engine = Engine::new(plan, run.seed);
    let part = (run.trials / PART).max(1);
    let (done, all) = (AtomicUsize::new(0), part + run.trials);
    let watch: Watch<'_> = &|more: usize| watch(done.fetch_add(more, Ordering::Relaxed) + more, all);
    let first = engine.run(part, &Ask { drives: true, watch: Some(watch), ..Ask::default() });
    let mut causes: Vec<(u32, usize)> = (0..plan.causes).map(|cause| (most(&first, cause), cause)).filter(|(drives, _)| *drives > 0).collect();
    causes.sort_unstable_by_key(|(drives, cause)| (std::cmp::Reverse(*drives), *cause));
    causes.truncate(closely);
    let causes: Vec<usize> = causes.into_iter().map(|(_, cause)| cause).collect();
    let changes: Vec<Change> = [Change::Without, Change::Badly].iter().flat_map(|change| each(&causes, *change)).collect();
    let variants = variants(&engine, &changes);
    let ask = Ask { variants: &variants, close: run.trials.div_ceil(CLOSE), drives: true, watch: Some(watch) };
    let mut futures = engine.run(run.trials, &ask);
    let badly = futures.variants.split_off(causes.len());
    Drivers { futures, causes, badly }
}

/// Runs a plan, and again without each of these causes; where they go badly is not asked.
#[must_use]
pub fn without_each(plan: &Plan, run: Run, causes: &[usize]) -> Drivers {
    let engine = Engine::new(plan, run.seed);
    let variants = variants(&engine, &each(causes, Change::Without).collect::<Vec<_>>());
    let ask = Ask { variants: &variants, close: run.trials, drives: true, watch: None };
    Drivers { futures: engine.run(run.trials, &ask), causes: causes.to_vec(), badly: Vec::new() }
}

/// One kind of change of each cause.
fn each(causes: &[usize], change: fn(u32) -> Change) -> impl Iterator<Item = Change> {
    causes.iter().map(move |cause| change(u32::try_from(*cause).unwrap_or(NONE)))
}

fn variants(engine: &Engine<'_>, changes: &[Change]) -> Vec<Variant> {
    let program = &engine.program;
    let dependents = program.dependents();
    let mut place = vec![NONE; program.steps.len()];
    for (at, step) in program.order.iter().enumerate() {
        place[*step as usize] = u32::try_from(at).unwrap_or(NONE);
    }
    changes.iter().map(|change| Variant::of(engine, *change, &dependents, &place)).collect()
}

fn most(futures: &Futures, cause: usize) -> u32 {
    futures.drives.iter().map(|causes| causes[cause]).max().unwrap_or(0)
}
