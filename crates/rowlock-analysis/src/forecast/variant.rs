//! The same futures with something changed: only what lies behind it is run again, and only as far as it makes a
//! difference. A change that slack swallows ends there.

use super::{
    draw::Row,
    future::{Desk, Engine, latest},
    program::{NONE, Verdict},
};

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    Nothing,
    /// What is counted under a cause is gone: what arrives is there at once, waiting is forgotten, a team's work takes no
    /// time (it still waits for others).
    Without(u32),
    /// What is counted under a cause goes badly: what arrives is not there before 85 of 100 such would be, a team's work
    /// grows at least as much as in 85 of 100 past sprints. That one item waits for another cannot go badly by itself.
    Badly(u32),
}

/// The futures with one change.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    change: Change,
    /// What may differ, each after what it waits for.
    order: Vec<u32>,
    /// Goals that may differ.
    pub goals: Vec<usize>,
}

impl Variant {
    /// With a change; `dependents` of the program, `place` of each step in its order.
    pub fn of(engine: &Engine<'_>, change: Change, dependents: &[Vec<u32>], place: &[u32]) -> Self {
        let program = &engine.program;
        let starts = |step: &&u32| {
            let of = &program.steps[**step as usize];
            match change {
                Change::Nothing => false,
                Change::Without(cause) => of.cause == cause || program.inputs_of(of).iter().any(|input| input.cause == cause),
                Change::Badly(cause) => of.cause == cause && engine.can_go_badly(of),
            }
        };
        let mut reached = vec![false; program.steps.len()];
        let mut open: Vec<u32> = program.order.iter().filter(starts).copied().collect();
        let mut order = Vec::new();
        while let Some(step) = open.pop() {
            if place[step as usize] != NONE && !std::mem::replace(&mut reached[step as usize], true) {
                order.push(step);
                open.extend(&dependents[step as usize]);
            }
        }
        order.sort_unstable_by_key(|step| place[*step as usize]);
        let touched = |goal: &usize| program.verdicts[*goal] == Verdict::Known && program.goals[*goal].iter().any(|step| reached[*step as usize]);
        let goals = (0..program.goals.len()).filter(touched).collect();
        Self { change, order, goals }
    }

    /// Runs the variant of a block and adds the ends of its goals.
    pub fn run(&self, engine: &Engine<'_>, desk: &mut Desk, goals: &mut Vec<Row>) {
        let program = &engine.program;
        for step in &self.order {
            let at = *step as usize;
            let of = &program.steps[at];
            let own = [Change::Without(of.cause), Change::Badly(of.cause)].contains(&self.change);
            let changed = own
                || (of.before != NONE && desk.differs[of.before as usize])
                || program.inputs_of(of).iter().any(|input| self.change == Change::Without(input.cause) || desk.differs[input.step as usize]);
            if changed {
                let end = engine.end(of, desk, |source| see(desk, source), self.change);
                desk.differs[at] = end != desk.ends[at];
                desk.other[at] = end;
            }
        }
        for goal in &self.goals {
            goals.push(latest(&program.goals[*goal], |step| see(desk, step)));
        }
        for step in &self.order {
            desk.differs[*step as usize] = false;
        }
    }
}

#[inline]
fn see(desk: &Desk, step: u32) -> &Row {
    let step = step as usize;
    if desk.differs[step] { &desk.other[step] } else { &desk.ends[step] }
}
