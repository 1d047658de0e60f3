//! Runs futures: draws, then goes through the steps once, a few futures side by side.
//!
//! Blocks of futures are shared among the threads of the current pool; every number depends on its trial alone, so
//! the bytes are the same for any number of threads.

use super::{
    draw::{ArrivalDraws, LANES, Luck, Row, TeamDraws, bad_case},
    plan::{Handover, Plan},
    program::{NONE, Program, Step, Verdict, What},
    variant::{Change, Variant},
};
use rayon::prelude::*;

/// Rounding that does not make a new week.
const HAIR: f32 = 1e-3;

/// How many futures, from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where chance starts from.
    pub seed: u64,
    /// How many futures; 10,000 make the error of a chance half a point.
    pub trials: usize,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Futures {
    /// Per goal whether it can be dated.
    pub verdicts: Vec<Verdict>,
    /// Per goal, in each future, the calendar weeks until it is done.
    pub weeks: Vec<Vec<f32>>,
    /// Per goal and cause, in how many futures it drives the goal; empty unless asked for.
    pub drives: Vec<Vec<u32>>,
    /// Per variant and goal the weeks in each of the first futures; empty where the variant changes nothing.
    pub variants: Vec<Vec<Vec<f32>>>,
}

/// Runs a plan.
#[must_use]
pub fn run(plan: &Plan, run: Run) -> Futures {
    Engine::new(plan, run.seed).run(run.trials, &Ask::default())
}

/// A plan with its seed, ready to be run.
pub(super) struct Engine<'a> {
    plan: &'a Plan,
    pub program: Program,
    teams: Vec<TeamDraws>,
    /// Teams that some goal waits for, by index.
    awaited: Vec<usize>,
    arrivals: Vec<ArrivalDraws>,
    /// Per arrival of the plan when it is there where that goes badly.
    late: Vec<f32>,
}

/// What a thread works in.
pub(super) struct Desk {
    /// Per team of the plan what it meets.
    lucks: Vec<Luck>,
    /// Per arrival of the plan.
    arrivals: Vec<Row>,
    pub ends: Vec<Row>,
    /// Ends in a variant, where they differ.
    pub other: Vec<Row>,
    pub differs: Vec<bool>,
}

/// Is told how many more futures were run, from any thread; it changes no answer.
pub(super) type Watch<'w> = &'w (dyn Fn(usize) + Sync);

/// What a run answers besides when goals are done.
#[derive(Default)]
pub(super) struct Ask<'v> {
    /// The futures again, changed.
    pub variants: &'v [Variant],
    /// In how many of the first futures.
    pub close: usize,
    /// Whether what drives each goal is counted.
    pub drives: bool,
    /// Who watches how far it is.
    pub watch: Option<Watch<'v>>,
}

/// The answers of one block of futures.
struct Block {
    goals: Vec<Row>,
    /// Goal, cause, and in how many of these futures it drives it; few causes drive a goal.
    drives: Vec<(u32, u32, u32)>,
    variants: Vec<Row>,
}

impl<'a> Engine<'a> {
    pub fn new(plan: &'a Plan, seed: u64) -> Self {
        let program = Program::new(plan);
        let shared = plan.teams.iter().map(|team| team.history.len()).filter(|weeks| *weeks > 0).min().unwrap_or(0);
        let teams = plan.teams.iter().map(|team| TeamDraws::new(seed, plan.weeks, shared, team)).collect();
        let works = |step: &Step| match step.what {
            What::Work(team, _) => Some(team as usize),
            What::Arrives(_) => None,
        };
        let mut awaited: Vec<usize> = program.steps.iter().filter_map(works).collect();
        awaited.dedup();
        let arrivals = plan.arrivals.iter().enumerate().filter(|(at, _)| program.arrivals[*at] != NONE);
        let arrivals = arrivals.map(|(at, arrival)| ArrivalDraws::new(seed, arrival, at)).collect();
        let late = plan.arrivals.iter().map(|arrival| bad_case(&arrival.weeks)).collect();
        Self { plan, program, teams, awaited, arrivals, late }
    }

    /// Whether a step can go worse than it does in some of the futures.
    pub fn can_go_badly(&self, step: &Step) -> bool {
        match step.what {
            What::Work(team, _) => self.teams[team as usize].can_go_badly(),
            What::Arrives(at) => self.plan.arrivals[at as usize].weeks.iter().any(|weeks| *weeks < self.late[at as usize]),
        }
    }

    /// Runs so many futures.
    pub fn run(&self, trials: usize, ask: &Ask<'_>) -> Futures {
        let blocks: Vec<Block> = (0..trials.div_ceil(LANES))
            .into_par_iter()
            .map_init(|| self.desk(), |desk, block| self.block(desk, block * LANES, trials, ask))
            .collect();
        let goals = self.program.goals.len();
        let column = |many: usize, of: &dyn Fn(&Block) -> Row| {
            let mut column: Vec<f32> = blocks.iter().take(many.div_ceil(LANES)).flat_map(of).collect();
            column.truncate(many);
            column
        };
        let close = ask.close.min(trials);
        let mut pair = 0;
        let mut of_variant = |variant: &Variant| {
            let mut of_goals = vec![Vec::new(); goals];
            for goal in &variant.goals {
                of_goals[*goal] = column(close, &|block: &Block| block.variants[pair]);
                pair += 1;
            }
            of_goals
        };
        let variants = ask.variants.iter().map(&mut of_variant).collect();
        let causes = self.plan.causes;
        let mut drives = if ask.drives { vec![vec![0; causes]; goals] } else { Vec::new() };
        for (goal, cause, futures) in blocks.iter().flat_map(|block| &block.drives) {
            drives[*goal as usize][*cause as usize] += futures;
        }
        let weeks = (0..goals).map(|goal| column(trials, &|block: &Block| block.goals[goal])).collect();
        Futures { verdicts: self.program.verdicts.clone(), weeks, drives, variants }
    }

    fn desk(&self) -> Desk {
        let rows = |many| vec![[0.0; LANES]; many];
        let steps = self.program.steps.len();
        Desk {
            lucks: vec![Luck::NONE; self.teams.len()],
            arrivals: rows(self.plan.arrivals.len()),
            ends: rows(steps),
            other: rows(steps),
            differs: vec![false; steps],
        }
    }

    fn block(&self, desk: &mut Desk, trial: usize, trials: usize, ask: &Ask<'_>) -> Block {
        self.draw(desk, trial as u64);
        for step in &self.program.order {
            let of = &self.program.steps[*step as usize];
            let end = self.end(of, desk, |source| &desk.ends[source as usize], Change::Nothing);
            desk.ends[*step as usize] = end;
        }
        let goals = self.program.goals.iter().map(|needs| latest(needs, |step| &desk.ends[step as usize])).collect();
        let mut block = Block { goals, drives: Vec::new(), variants: Vec::new() };
        if ask.drives {
            block.drives = self.trace(desk, LANES.min(trials - trial));
        }
        for variant in ask.variants.iter().filter(|_| trial < ask.close) {
            variant.run(self, desk, &mut block.variants);
        }
        if let Some(watch) = ask.watch {
            watch(LANES.min(trials - trial));
        }
        block
    }

    fn draw(&self, desk: &mut Desk, trial: u64) {
        for team in &self.awaited {
            desk.lucks[*team] = self.teams[*team].luck(trial);
        }
        for arrival in &self.arrivals {
            desk.arrivals[arrival.at] = arrival.draw(trial);
        }
    }

    /// When a step ends after a change, given when the steps it waits for end.
    #[inline(always)]
    pub fn end<'d>(&self, step: &Step, desk: &Desk, ends: impl Fn(u32) -> &'d Row, change: Change) -> Row {
        let mut start = if step.before == NONE { [0.0; LANES] } else { *ends(step.before) };
        for input in self.program.inputs_of(step) {
            if change != Change::Without(input.cause) {
                start = later(start, &self.ready(*ends(input.step)));
            }
        }
        match step.what {
            _ if change == Change::Without(step.cause) => start,
            What::Arrives(at) => {
                let comes = later(start, &desk.arrivals[at as usize]);
                if change == Change::Badly(step.cause) { later(comes, &[self.late[at as usize]; LANES]) } else { comes }
            }
            What::Work(team, stories) if stories > 0.0 => {
                let (team, luck) = (team as usize, &desk.lucks[team as usize]);
                if change == Change::Badly(step.cause) {
                    self.done(team, &self.teams[team].badly(luck), start, stories)
                } else {
                    self.done(team, luck, start, stories)
                }
            }
            What::Work(..) => start,
        }
    }

    /// When a team is done with stories begun at `start`.
    #[inline(always)]
    fn done(&self, team: usize, luck: &Luck, start: Row, stories: f32) -> Row {
        let draws = &self.teams[team];
        match self.plan.calendars.get(draws.calendar) {
            None => draws.done(luck, &start, stories),
            Some(time) => {
                let done = draws.done(luck, &start.map(|start| time.work_by(start)), stories);
                later(start, &done.map(|work| time.moment_of(work)))
            }
        }
    }

    /// When customers can go on after suppliers that end then.
    #[inline(always)]
    pub fn ready(&self, ends: Row) -> Row {
        match self.program.handover {
            Handover::AtOnce => ends,
            Handover::NextWeek => ends.map(|end| (end - HAIR).ceil()),
        }
    }

    /// Goes back from each goal along what it waited for, and counts what it meets: the criticality index
    /// (Elmaghraby 2000, EJOR 127:220–238) of causes.
    fn trace(&self, desk: &Desk, lanes: usize) -> Vec<(u32, u32, u32)> {
        let causes = self.plan.causes;
        let mut drives = Vec::new();
        // Which future last met a cause: each counts once per future.
        let mut met = vec![u32::MAX; causes];
        let mut stamp = 0;
        let mut count = vec![0_u32; causes];
        let mut counted: Vec<u32> = Vec::new();
        for (goal, needs) in self.program.goals.iter().enumerate().filter(|(goal, _)| self.program.verdicts[*goal] == Verdict::Known) {
            for lane in 0..lanes {
                stamp += 1;
                self.back(desk, needs, lane, |cause| {
                    if let Some(seen) = met.get_mut(cause as usize).filter(|seen| **seen != stamp) {
                        *seen = stamp;
                        if count[cause as usize] == 0 {
                            counted.push(cause);
                        }
                        count[cause as usize] += 1;
                    }
                });
            }
            let goal = u32::try_from(goal).unwrap_or(NONE);
            drives.extend(counted.drain(..).map(|cause| (goal, cause, std::mem::take(&mut count[cause as usize]))));
        }
        drives
    }

    fn back(&self, desk: &Desk, needs: &[u32], lane: usize, mut meet: impl FnMut(u32)) {
        let end = |step: u32| desk.ends[step as usize][lane];
        let Some(mut step) = needs.iter().copied().reduce(|latest, need| if end(need) > end(latest) { need } else { latest }) else { return };
        while end(step) > 0.0 {
            let of = &self.program.steps[step as usize];
            let mut start = if of.before == NONE { 0.0 } else { end(of.before) };
            let (mut from, mut waiting) = (of.before, NONE);
            for input in self.program.inputs_of(of) {
                let ready = self.ready(desk.ends[input.step as usize])[lane];
                if ready > start {
                    (start, from, waiting) = (ready, input.step, input.cause);
                }
            }
            match of.what {
                What::Arrives(at) if desk.arrivals[at as usize][lane] >= start => return meet(of.cause),
                What::Work(_, stories) if stories > 0.0 => meet(of.cause),
                _ => {}
            }
            meet(waiting);
            if from == NONE {
                return;
            }
            step = from;
        }
    }
}

/// The latest of some ends.
#[inline]
pub(super) fn latest<'d>(needs: &[u32], ends: impl Fn(u32) -> &'d Row) -> Row {
    needs.iter().fold([0.0; LANES], |latest, need| later(latest, ends(*need)))
}

#[inline(always)]
fn later(one: Row, other: &Row) -> Row {
    // Spelt out, because `f32::max` also thinks of NaN, which never stands here.
    std::array::from_fn(|lane| if one[lane] > other[lane] { one[lane] } else { other[lane] })
}
