//! Draws the past weeks of one team for a few futures side by side, and says how long each of its steps takes.
//!
//! In a week with `n` stories the `i`-th is done after `i / n` of it. A drawn week writes eight such moments at once
//! and the next week overwrites what was too much: no branch depends on chance.

use super::{
    plan::{Arrival, HORIZON_WEEKS, Team, Weeks},
    random::{Stream, scale},
};

/// Futures run side by side: LLVM makes vectors of them.
pub(super) const LANES: usize = 16;
/// One number per future.
pub(super) type Row = [f32; LANES];
/// A moment that never comes; still adds and compares like a number.
pub(super) const NEVER: f32 = 1.0e6;

/// Moments written at once.
const WIDE: usize = 8;
/// Stream of the week that all teams share.
const ALL_TEAMS: u64 = u64::MAX;
/// The draw that says how much a team's work grows; never reached by weeks.
const GROWTH: u64 = 1 << 40;

/// A team's weeks, ready to be drawn.
pub(super) struct TeamDraws {
    named: u64,
    stories: Vec<u32>,
    /// Per past week the parts of it after which its stories are done, `chunks` times eight.
    parts: Vec<[f32; WIDE]>,
    chunks: usize,
    /// Stories done in all at the end of each step.
    ends: Vec<u32>,
    growth: Vec<f32>,
    growth_named: u64,
    per_week: f32,
    most: usize,
}

impl TeamDraws {
    pub fn new(seed: u64, weeks: Weeks, shared_weeks: usize, team: &Team, ends: &[u32]) -> Self {
        let (name, from) = match weeks {
            Weeks::Independent => (team.key, 0),
            Weeks::Joint => (ALL_TEAMS, team.history.len().saturating_sub(shared_weeks)),
        };
        let stories = team.history[from..].to_vec();
        let most = stories.iter().max().copied().unwrap_or(0) as usize;
        let chunks = most.div_ceil(WIDE).max(1);
        let mut parts = Vec::with_capacity(stories.len() * chunks);
        for week in &stories {
            for chunk in 0..chunks {
                parts.push(std::array::from_fn(|at| (chunk * WIDE + at + 1) as f32 / (*week).max(1) as f32));
            }
        }
        let (named, growth_named) = (Stream::named(seed, name), Stream::named(seed, team.key));
        let per_week = 1.0 / team.pace.max(f32::MIN_POSITIVE);
        Self { named, stories, parts, chunks, ends: ends.to_vec(), growth: team.growth.clone(), growth_named, per_week, most }
    }

    /// Whether there is something to draw, and from what.
    pub fn is_idle(&self) -> bool {
        self.most == 0 || self.ends.is_empty()
    }

    /// How long each step takes, in weeks of work, for the futures from `trial` on.
    pub fn draw(&self, trial: u64, steps: &mut [Row], moments: &mut Vec<f32>) {
        for lane in 0..LANES {
            let trial = trial + lane as u64;
            let grows = self.grows(trial);
            let last = self.ends.last().map_or(0, |stories| self.grown(*stories, grows));
            moments.resize(last + 2 * self.chunks * WIDE + 1, 0.0);
            self.walk(Stream::of(self.named, trial), last, &mut moments[1..]);
            let mut before = 0.0;
            for (step, stories) in steps.iter_mut().zip(&self.ends) {
                let moment = moments[self.grown(*stories, grows)] * self.per_week;
                step[lane] = moment - before;
                before = moment;
            }
        }
    }

    /// How much more there is to do than is known.
    fn grows(&self, trial: u64) -> f32 {
        match u32::try_from(self.growth.len()) {
            Ok(many) if many > 0 => self.growth[Stream::of(self.growth_named, trial).below(GROWTH, many) as usize],
            _ => 1.0,
        }
    }

    #[inline]
    fn grown(&self, stories: u32, grows: f32) -> usize {
        if self.growth.is_empty() { stories as usize } else { (stories as f32 * grows).round().max(u8::from(stories > 0).into()) as usize }
    }

    /// Writes when each of the first `last` stories is done, drawing week after week.
    #[inline]
    fn walk(&self, stream: Stream, last: usize, moments: &mut [f32]) {
        let many = self.stories.len() as u32;
        let (mut done, mut week, mut draw) = (0, 0.0f32, 0);
        while done < last {
            let bits = stream.bits(draw);
            draw += 1;
            for half in [bits as u32, (bits >> 32) as u32] {
                let drawn = scale(half, many) as usize;
                self.write(drawn, week, &mut moments[done.min(last)..]);
                done += self.stories[drawn] as usize;
                week += 1.0;
            }
            if week > 2.0 * HORIZON_WEEKS && done < last {
                moments[done..last].fill(NEVER);
                break;
            }
        }
    }

    #[inline]
    fn write(&self, drawn: usize, week: f32, moments: &mut [f32]) {
        for (parts, moments) in self.parts[drawn * self.chunks..(drawn + 1) * self.chunks].iter().zip(moments.chunks_exact_mut(WIDE)) {
            for (moment, part) in moments.iter_mut().zip(parts) {
                *moment = week + part;
            }
        }
    }
}

/// When something arrives, ready to be drawn.
pub(super) struct ArrivalDraws {
    named: u64,
    weeks: Vec<f32>,
    pub step: u32,
}

impl ArrivalDraws {
    pub fn new(seed: u64, arrival: &Arrival, step: u32) -> Self {
        Self { named: Stream::named(seed, arrival.key), weeks: arrival.weeks.clone(), step }
    }

    pub fn draw(&self, trial: u64) -> Row {
        match u32::try_from(self.weeks.len()) {
            Ok(many) if many > 0 => std::array::from_fn(|lane| self.weeks[Stream::of(self.named, trial + lane as u64).below(0, many) as usize]),
            _ => [0.0; LANES],
        }
    }
}
