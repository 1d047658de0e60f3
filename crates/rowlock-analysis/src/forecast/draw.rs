//! Draws the past weeks of one team for a few futures side by side, and says when it is done with some stories.
//!
//! Each week of a team's working time has its own draw, whatever is done in it: what begins later meets the weeks
//! that are still to come as it would have found them, so it never ends earlier. In a week with `n` stories a story
//! takes an `n`-th of it. Work is counted in whole [`PARTS`] of a story, which add up exactly: no rounding turns the
//! order of two futures, and work that is cut into steps ends when the whole of it does.

use super::{
    plan::{Arrival, HORIZON_WEEKS, Team, Weeks},
    random::{Stream, mixed, scale},
};

/// Futures run side by side: LLVM makes vectors of them.
pub(super) const LANES: usize = 16;
/// One number per future.
pub(super) type Row = [f32; LANES];
/// A moment that never comes; still adds and compares like a number.
pub(super) const NEVER: f32 = 1.0e6;

/// Parts of a story: few enough that the moment in a week tells how many of them are done.
const PARTS: f32 = 256.0;
/// What was planned never shrinks to less.
const LEAST_GROWTH: f32 = 0.01;
/// The first week that is not drawn any more: what is not done by then never is.
const BEYOND: f32 = 2.0 * HORIZON_WEEKS;
/// Stream of the week that all teams share.
const ALL_TEAMS: u64 = u64::MAX;
/// What goes badly is as late, or grows as much, as this share of the like of it at most.
const BAD: f64 = 0.85;
/// The draw that says how much a team's work grows; never reached by weeks.
const GROWTH: u64 = 1 << 40;

/// A team's weeks, ready to be drawn.
pub(super) struct TeamDraws {
    named: u64,
    /// Stories done in each past week.
    stories: Vec<f32>,
    has_pace: bool,
    /// Whether the weeks that can be drawn are all zero.
    is_barren: bool,
    growth: Vec<f32>,
    /// How much it grows where that goes badly.
    bad_growth: f32,
    growth_named: u64,
    pace: f32,
    /// Working time, by index.
    pub calendar: usize,
}

/// What a team meets in a few futures.
#[derive(Clone, Copy)]
pub(super) struct Luck {
    /// Where its weeks are drawn from, in two halves.
    low: [u32; LANES],
    high: [u32; LANES],
    /// Parts of known stories that are done for each story of a past week.
    parts: Row,
}

impl Luck {
    pub const NONE: Self = Self { low: [0; LANES], high: [0; LANES], parts: [0.0; LANES] };
}

impl TeamDraws {
    pub fn new(seed: u64, weeks: Weeks, shared_weeks: usize, team: &Team) -> Self {
        let (name, from) = match weeks {
            Weeks::Independent => (team.key, 0),
            Weeks::Joint => (ALL_TEAMS, team.history.len().saturating_sub(shared_weeks)),
        };
        let mut stories: Vec<f32> = team.history[from..].iter().map(|stories| *stories as f32).collect();
        if stories.is_empty() {
            stories.push(0.0);
        }
        let growth: Vec<f32> = team.growth.iter().map(|growth| growth.max(LEAST_GROWTH)).collect();
        Self {
            named: Stream::named(seed, name),
            has_pace: team.has_pace(),
            is_barren: stories.iter().all(|stories| *stories == 0.0),
            stories,
            bad_growth: bad_case(&growth),
            growth,
            growth_named: Stream::named(seed, team.key),
            pace: team.pace,
            calendar: team.calendar.unwrap_or(usize::MAX),
        }
    }

    /// What it meets in the futures from `trial` on.
    pub fn luck(&self, trial: u64) -> Luck {
        let mut luck = Luck::NONE;
        for lane in 0..LANES {
            let trial = trial + lane as u64;
            (luck.low[lane], luck.high[lane]) = Stream::of(self.named, trial).halves();
            luck.parts[lane] = PARTS * self.pace / self.grows(trial);
        }
        luck
    }

    /// Whether it can go worse for it than in some of the futures.
    pub fn can_go_badly(&self) -> bool {
        self.growth.iter().any(|growth| *growth < self.bad_growth)
    }

    /// The same luck where its work grows as much as that goes badly.
    #[inline]
    pub fn badly(&self, luck: &Luck) -> Luck {
        let most = if self.growth.is_empty() { f32::MAX } else { PARTS * self.pace / self.bad_growth };
        Luck { parts: luck.parts.map(|parts| lesser(parts, most)), ..*luck }
    }

    /// How much more there is to do than is known.
    fn grows(&self, trial: u64) -> f32 {
        match u32::try_from(self.growth.len()) {
            Ok(many) if many > 0 => self.growth[Stream::of(self.growth_named, trial).below(GROWTH, many) as usize],
            _ => 1.0,
        }
    }

    /// When so many stories are done that are begun at `start`, both in weeks of its working time. Without a pace
    /// nothing takes time: no goal that needs it has a date.
    #[inline]
    pub fn done(&self, luck: &Luck, start: &Row, stories: f32) -> Row {
        if !self.has_pace {
            return *start;
        }
        if self.is_barren {
            return [NEVER; LANES];
        }
        let mut at = Place { week: start.map(floor), ..Place::default() };
        let mut whole = self.draw(luck, &at.week);
        at.gone = std::array::from_fn(|lane| rounded((start[lane] - at.week[lane]) * whole[lane]));
        at.left = [PARTS * stories; LANES];
        while at.go_on(&whole) {
            whole = self.draw(luck, &at.week);
        }
        std::array::from_fn(|lane| {
            let end = at.week[lane] + at.gone[lane] / whole[lane];
            if at.week[lane] < BEYOND { end } else { NEVER }
        })
    }

    /// Parts that these weeks hold.
    #[inline]
    fn draw(&self, luck: &Luck, week: &Row) -> Row {
        let many = self.stories.len() as u32;
        let bits: [u32; LANES] = std::array::from_fn(|lane| mixed(luck.low[lane], luck.high[lane], (week[lane] + WHOLE).to_bits()));
        let drawn: Row = std::array::from_fn(|lane| self.stories[scale(bits[lane], many) as usize]);
        std::array::from_fn(|lane| rounded(drawn[lane] * luck.parts[lane]))
    }
}

/// Where a team stands in each future: in which week, how many parts of it are gone, how many are left to do.
#[derive(Default)]
struct Place {
    week: Row,
    gone: Row,
    left: Row,
}

impl Place {
    /// Works in these weeks, which hold `whole` parts; whether any future goes on in another week. Arithmetic
    /// alone: a branch that hangs on chance costs more than all of it.
    #[inline]
    fn go_on(&mut self, whole: &Row) -> bool {
        let mut open = false;
        for (lane, whole) in whole.iter().enumerate() {
            let spent = lesser(self.left[lane], whole - self.gone[lane]);
            self.left[lane] -= spent;
            let goes_on = lesser(self.left[lane], 1.0);
            self.gone[lane] = (self.gone[lane] + spent) * (1.0 - goes_on);
            self.week[lane] += goes_on;
            open |= (goes_on > 0.0) & (self.week[lane] < BEYOND);
        }
        open
    }
}

#[inline]
fn lesser(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// From here on every number is a whole one.
const WHOLE: f32 = (1 << 23) as f32;

/// To the nearest whole number; vectors have no other way.
#[inline]
fn rounded(number: f32) -> f32 {
    number + WHOLE - WHOLE
}

#[inline]
fn floor(number: f32) -> f32 {
    let near = rounded(number);
    if near > number { near - 1.0 } else { near }
}

/// What 85 of 100 equally likely values do not exceed; 0 without any.
pub(super) fn bad_case(values: &[f32]) -> f32 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    let place = (BAD * sorted.len() as f64 - 1e-9).ceil().max(1.0) as usize;
    sorted.get(place - 1).copied().unwrap_or(0.0)
}

/// When something arrives, ready to be drawn.
pub(super) struct ArrivalDraws {
    named: u64,
    weeks: Vec<f32>,
    /// Its place in the plan.
    pub at: usize,
}

impl ArrivalDraws {
    pub fn new(seed: u64, arrival: &Arrival, at: usize) -> Self {
        Self { named: Stream::named(seed, arrival.key), weeks: arrival.weeks.clone(), at }
    }

    pub fn draw(&self, trial: u64) -> Row {
        match u32::try_from(self.weeks.len()) {
            Ok(many) if many > 0 => std::array::from_fn(|lane| self.weeks[Stream::of(self.named, trial + lane as u64).below(0, many) as usize]),
            _ => [0.0; LANES],
        }
    }
}
