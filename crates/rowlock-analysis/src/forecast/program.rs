//! A plan made ready to run: only what some goal waits for, cut into steps, in an order in which everything comes
//! after what it waits for.
//!
//! A step is a stretch of one team's work between two moments that matter (something is waited for, or waits), so
//! most items cost nothing. Steps of one team stand side by side; the first one follows nothing of its team.
//! What lies in a circle, or behind one, is never run: its goals have no date.

use super::plan::{Goal, Handover, Node, Plan};

/// No such thing.
pub(super) const NONE: u32 = u32::MAX;

/// A stretch of work, or an arrival.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// The step before it in the same team.
    pub before: u32,
    /// From where on its inputs stand in [`Program::inputs`].
    pub inputs: u32,
    /// How many there are.
    pub inputs_len: u32,
    /// Under what it is counted.
    pub cause: u32,
    pub what: What,
}

/// How a step ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A team (index) does so many stories.
    Work(u32, f32),
    /// It comes by itself: an arrival (index).
    Arrives(u32),
}

/// What a step waits for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input {
    /// The step.
    pub step: u32,
    /// Under what the waiting is counted.
    pub cause: u32,
}

/// Why a goal can or cannot be dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can.
    Known,
    /// It needs nothing that is known.
    Empty,
    /// It waits for a circle.
    Cycle,
    /// It waits for a team (index) that has never finished anything.
    NoPace(usize),
}

#[derive(Debug)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    pub inputs: Vec<Input>,
    /// Steps that can be run, each after what it waits for.
    pub order: Vec<u32>,
    /// Per team its first step.
    firsts: Vec<usize>,
    /// The step of each arrival that matters.
    pub arrivals: Vec<u32>,
    /// Per goal: the steps it needs.
    pub goals: Vec<Vec<u32>>,
    pub verdicts: Vec<Verdict>,
    pub handover: Handover,
}

impl Program {
    pub fn new(plan: &Plan) -> Self {
        let needed = Needed::of(plan);
        let marks = needed.marks(plan);
        let mut program = Self {
            steps: Vec::new(),
            inputs: Vec::new(),
            order: Vec::new(),
            firsts: Vec::new(),
            arrivals: vec![NONE; plan.arrivals.len()],
            goals: Vec::new(),
            verdicts: Vec::new(),
            handover: plan.handover,
        };
        program.lay_out(plan, &needed, &marks);
        program.connect(plan, &needed, &marks);
        program.goals = plan.goals.iter().map(|goal| goal.needs.iter().filter_map(|node| program.step_of(&marks, *node)).collect()).collect();
        program.sort();
        program.verdicts = program.judge(plan);
        program
    }

    fn lay_out(&mut self, plan: &Plan, needed: &Needed, marks: &[Vec<usize>]) {
        let step = |before, cause: Option<usize>, what| Step { before, inputs: 0, inputs_len: 0, cause: small(cause), what };
        for (at, (team, marks)) in plan.teams.iter().zip(marks).enumerate() {
            let first = self.steps.len();
            let mut begins = 0;
            for (rank, mark) in marks.iter().enumerate() {
                let before = if rank == 0 { NONE } else { small(Some(first + rank - 1)) };
                let stories = team.items[begins..*mark].iter().map(|stories| f64::from(*stories)).sum::<f64>() as f32;
                self.steps.push(step(before, team.cause, What::Work(small(Some(at)), stories)));
                begins = *mark;
            }
            self.firsts.push(first);
        }
        for (at, arrival) in plan.arrivals.iter().enumerate().filter(|(at, _)| needed.arrivals[*at]) {
            self.arrivals[at] = small(Some(self.steps.len()));
            self.steps.push(step(NONE, arrival.cause, What::Arrives(small(Some(at)))));
        }
    }

    /// Gives every step its inputs, those of one step side by side.
    fn connect(&mut self, plan: &Plan, needed: &Needed, marks: &[Vec<usize>]) {
        let mut pairs: Vec<(u32, Input)> = Vec::new();
        for edge in plan.edges.iter().filter(|edge| needed.holds(edge.to)) {
            let to = match edge.to {
                // The step that begins where the item begins.
                Node::Item { team, item } => small(Some(self.firsts[team] + marks[team].partition_point(|mark| *mark <= item))),
                Node::Arrival(at) => self.arrivals[at],
            };
            if let Some(step) = self.step_of(marks, edge.from) {
                pairs.push((to, Input { step, cause: small(edge.cause) }));
            }
        }
        pairs.sort_by_key(|(to, _)| *to);
        for (to, input) in pairs {
            let step = &mut self.steps[to as usize];
            if step.inputs_len == 0 {
                step.inputs = small(Some(self.inputs.len()));
            }
            step.inputs_len += 1;
            self.inputs.push(input);
        }
    }

    fn step_of(&self, marks: &[Vec<usize>], node: Node) -> Option<u32> {
        match node {
            Node::Item { team, item } => {
                let rank = marks.get(team)?.binary_search(&(item + 1)).ok()?;
                Some(small(Some(self.firsts[team] + rank)))
            }
            Node::Arrival(at) => self.arrivals.get(at).copied().filter(|step| *step != NONE),
        }
    }

    /// What a step waits for: the step before and its inputs.
    pub fn sources(&self, step: u32) -> impl Iterator<Item = u32> {
        let of = &self.steps[step as usize];
        let before = (of.before != NONE).then_some(of.before);
        before.into_iter().chain(self.inputs_of(of).iter().map(|input| input.step))
    }

    #[inline]
    pub fn inputs_of(&self, step: &Step) -> &[Input] {
        &self.inputs[step.inputs as usize..(step.inputs + step.inputs_len) as usize]
    }

    /// Kahn's order (1962): first what waits for nothing; what lies in or behind a circle never comes.
    fn sort(&mut self) {
        let dependents = self.dependents();
        let mut waits: Vec<u32> = (0..self.steps.len()).map(|step| self.sources(small(Some(step))).count() as u32).collect();
        let mut order: Vec<u32> = (0..self.steps.len()).filter(|step| waits[*step] == 0).map(|step| small(Some(step))).collect();
        let mut next = 0;
        while let Some(step) = order.get(next).copied() {
            next += 1;
            for dependent in &dependents[step as usize] {
                waits[*dependent as usize] -= 1;
                if waits[*dependent as usize] == 0 {
                    order.push(*dependent);
                }
            }
        }
        self.order = order;
    }

    /// Who waits for each step.
    pub fn dependents(&self) -> Vec<Vec<u32>> {
        let mut dependents = vec![Vec::new(); self.steps.len()];
        for step in 0..self.steps.len() {
            let step = small(Some(step));
            for source in self.sources(step) {
                dependents[source as usize].push(step);
            }
        }
        dependents
    }

    fn judge(&self, plan: &Plan) -> Vec<Verdict> {
        let mut of = vec![Verdict::Cycle; self.steps.len()];
        for step in &self.order {
            let inherited = self.sources(*step).map(|source| of[source as usize]).find(|verdict| *verdict != Verdict::Known);
            of[*step as usize] = match self.steps[*step as usize].what {
                What::Work(team, stories) if stories > 0.0 && !plan.teams[team as usize].has_pace() => Verdict::NoPace(team as usize),
                _ => inherited.unwrap_or(Verdict::Known),
            };
        }
        let verdict = |needs: &Vec<u32>, goal: &Goal| match needs.iter().map(|step| of[*step as usize]).find(|verdict| *verdict != Verdict::Known) {
            _ if goal.needs.is_empty() => Verdict::Empty,
            Some(verdict) => verdict,
            None => Verdict::Known,
        };
        self.goals.iter().zip(&plan.goals).map(|(needs, goal)| verdict(needs, goal)).collect()
    }
}

/// What some goal waits for.
struct Needed {
    /// Per team: how many of its items.
    items: Vec<usize>,
    arrivals: Vec<bool>,
}

impl Needed {
    fn of(plan: &Plan) -> Self {
        let mut needed = Self { items: vec![0; plan.teams.len()], arrivals: vec![false; plan.arrivals.len()] };
        let mut by_team: Vec<Vec<(usize, Node)>> = vec![Vec::new(); plan.teams.len()];
        let mut by_arrival: Vec<Vec<Node>> = vec![Vec::new(); plan.arrivals.len()];
        for edge in &plan.edges {
            match edge.to {
                Node::Item { team, item } => by_team[team].push((item, edge.from)),
                Node::Arrival(at) => by_arrival[at].push(edge.from),
            }
        }
        let mut open: Vec<Node> = plan.goals.iter().flat_map(|goal| goal.needs.iter().copied()).collect();
        while let Some(node) = open.pop() {
            match node {
                Node::Item { team, item } => {
                    let known = needed.items[team];
                    needed.items[team] = known.max(item + 1);
                    open.extend(by_team[team].iter().filter(|(at, _)| (known..=item).contains(at)).map(|(_, from)| *from));
                }
                Node::Arrival(at) => {
                    if !std::mem::replace(&mut needed.arrivals[at], true) {
                        open.extend(by_arrival[at].iter().copied());
                    }
                }
            }
        }
        needed
    }

    fn holds(&self, node: Node) -> bool {
        match node {
            Node::Item { team, item } => item < self.items[team],
            Node::Arrival(at) => self.arrivals[at],
        }
    }

    /// Per team, after how many items something begins that waits, or ends that is waited for.
    fn marks(&self, plan: &Plan) -> Vec<Vec<usize>> {
        let mut marks = vec![Vec::new(); plan.teams.len()];
        let mut mark = |node: Node, begins: bool| {
            if let Node::Item { team, item } = node {
                let at = if begins { item } else { item + 1 };
                if at > 0 {
                    marks[team].push(at);
                }
            }
        };
        for edge in plan.edges.iter().filter(|edge| self.holds(edge.to)) {
            mark(edge.to, true);
            mark(edge.from, false);
        }
        for node in plan.goals.iter().flat_map(|goal| &goal.needs) {
            mark(*node, false);
        }
        for marks in &mut marks {
            marks.sort_unstable();
            marks.dedup();
        }
        marks
    }
}

/// An index, small enough for the tables.
fn small(index: Option<usize>) -> u32 {
    index.map_or(NONE, |index| u32::try_from(index).unwrap_or(NONE))
}
