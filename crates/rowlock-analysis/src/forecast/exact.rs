//! Exact distributions where there are any: convolution of drawn weeks, maximum of independent parts, closed forms.
//! The simulation is checked against these; small questions are answered by them.

/// Chance below which a tail is cut.
const TAIL: f64 = 1e-15;
/// Weeks after which even the exact answer gives up.
const MOST_WEEKS: usize = 20_000;
/// Where a printed distribution ends.
pub const NEARLY_ONE: f64 = 1.0 - 1e-10;

/// The distribution of a number of weeks: the chance to be done by the end of week `w`, from week 0.
#[derive(Clone, Debug, PartialEq)]
pub struct ByWeek(pub Vec<f64>);

/// Weeks until drawn weeks add up to `remaining`. `None` when the history never finishes anything.
#[must_use]
pub fn when_done(history: &[u32], remaining: usize) -> Option<ByWeek> {
    if remaining == 0 {
        return Some(ByWeek(vec![1.0]));
    }
    history.iter().find(|week| **week > 0)?;
    let share = 1.0 / history.len() as f64;
    let mut left = vec![0.0; remaining];
    left[0] = 1.0;
    let (mut by, mut done_by) = (vec![0.0], 0.0_f64);
    while left.iter().sum::<f64>() > TAIL && by.len() < MOST_WEEKS {
        // What comes in adds up and never falls, as one minus what is left would by its rounding.
        done_by += history.iter().map(|week| left[remaining.saturating_sub(*week as usize)..].iter().sum::<f64>() * share).sum::<f64>();
        let mut next = vec![0.0; remaining];
        for week in history.iter().map(|week| *week as usize).filter(|week| *week < remaining) {
            for (done, chance) in left[..remaining - week].iter().enumerate() {
                next[done + week] += chance * share;
            }
        }
        left = next;
        by.push(done_by.min(1.0));
    }
    Some(ByWeek(by))
}

/// The chance of each number of stories after so many weeks.
#[must_use]
pub fn how_many(history: &[u32], weeks: usize) -> Option<Vec<f64>> {
    let most = *history.iter().max()? as usize;
    let share = 1.0 / history.len() as f64;
    let mut chances = vec![1.0];
    for _ in 0..weeks {
        let mut next = vec![0.0; chances.len() + most];
        for week in history {
            for (done, chance) in chances.iter().enumerate() {
                next[done + *week as usize] += chance * share;
            }
        }
        chances = next;
    }
    Some(chances)
}

impl ByWeek {
    /// From how likely each number of weeks is.
    #[must_use]
    pub fn from_chances(chances: &[f64]) -> Self {
        let mut sum = 0.0_f64;
        Self(
            chances
                .iter()
                .map(|chance| {
                    sum += chance;
                    sum.min(1.0)
                })
                .collect(),
        )
    }

    /// The chance to be done by the end of a week.
    #[must_use]
    pub fn at(&self, week: usize) -> f64 {
        self.0.get(week).or(self.0.last()).copied().unwrap_or(1.0)
    }

    /// The chance of exactly so many weeks, each.
    #[must_use]
    pub fn chances(&self) -> Vec<f64> {
        let before = std::iter::once(0.0).chain(self.0.iter().copied());
        self.0.iter().zip(before).map(|(by, before)| by - before).collect()
    }

    /// The later of two that know nothing of each other.
    #[must_use]
    pub fn later(&self, other: &Self) -> Self {
        Self((0..self.0.len().max(other.0.len())).map(|week| self.at(week) * other.at(week)).collect())
    }

    /// One after the other.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let (first, second) = (self.chances(), next.chances());
        let mut both = vec![0.0; first.len() + second.len() - 1];
        for (weeks, chance) in first.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
            for (more, other) in second.iter().enumerate() {
                both[weeks + more] += chance * other;
            }
        }
        Self::from_chances(&both)
    }

    /// Weeks on average.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.0.iter().map(|by| 1.0 - by).sum()
    }

    /// The first week by which the chance is that high.
    #[must_use]
    pub fn week_for(&self, chance: f64) -> usize {
        self.0.iter().position(|by| *by >= chance - 1e-12).unwrap_or(self.0.len())
    }

    /// As printed: up to the first week that is all but sure.
    #[must_use]
    pub fn printed(&self) -> Vec<f64> {
        let end = self.0.iter().position(|by| *by >= NEARLY_ONE).map_or(self.0.len(), |week| week + 1);
        self.0[..end].to_vec()
    }
}

/// The standard normal distribution's chance to lie at or below `x` (Marsaglia 2004, J. Stat. Softw. 11(4)).
#[must_use]
pub fn normal_below(x: f64) -> f64 {
    if x.abs() > 8.0 {
        return if x > 0.0 { 1.0 } else { 0.0 };
    }
    let (mut sum, mut term, mut odd) = (x, x, 1.0);
    loop {
        odd += 2.0;
        term *= x * x / odd;
        let next = sum + term;
        if next == sum {
            return 0.5 + sum * (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt();
        }
        sum = next;
    }
}

/// Trials until the `wanted`-th success, each succeeding with chance `p`: the chance to need at most `trials`.
#[must_use]
pub fn successes_within(wanted: usize, p: f64, trials: usize) -> f64 {
    let mut chances = vec![0.0; wanted + 1];
    chances[0] = 1.0;
    for _ in 0..trials {
        for done in (0..=wanted).rev() {
            let stays = if done == wanted { chances[done] } else { chances[done] * (1.0 - p) };
            chances[done] = stays + if done > 0 { chances[done - 1] * p } else { 0.0 };
        }
    }
    chances[wanted]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_to_be_done_never_falls_and_stays_between_0_and_1() {
        let mut rare = vec![0; 99];
        rare.push(1);
        for (history, remaining) in [(rare.as_slice(), 50), (&[0, 0, 1, 3, 2, 5, 1], 60), (&[7, 1, 1], 1)] {
            let by = when_done(history, remaining).unwrap();
            let twice = by.then(&by);
            for ByWeek(by) in [&by, &twice, &by.later(&twice)] {
                assert!(by.windows(2).all(|pair| pair[0] <= pair[1]), "it falls");
                assert!(by.iter().all(|chance| (0.0..=1.0).contains(chance)));
                assert!(by.last().is_some_and(|last| (1.0 - last).abs() < 1e-9));
            }
        }
    }
}
