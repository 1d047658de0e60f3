//! Whether a difference is more than chance: Fisher's exact test for counts, Welch's t for averages.

/// Above this |t| two averages of the sizes met here (five and more each) differ by more than chance 19 times of 20.
const T: f64 = 2.3;
/// Fewer values than this on a side say nothing.
pub const FEWEST: usize = 5;

/// Chance (0 to 1) of at least so many of the first side's `n1` if both sides had the same share (Fisher 1922, one-sided).
#[must_use]
pub fn at_least_by_chance((k1, n1): (usize, usize), (k2, n2): (usize, usize)) -> f64 {
    let (all, hits) = (n1 + n2, k1 + k2);
    let log = |n: usize, k: usize| log_factorial(n) - log_factorial(k) - log_factorial(n - k);
    let whole = log(all, hits);
    (k1..=hits.min(n1)).filter(|k| hits - k <= n2).map(|k| (log(n1, k) + log(n2, hits - k) - whole).exp()).sum::<f64>().min(1.0)
}

fn log_factorial(n: usize) -> f64 {
    (2..=n).map(|k| (k as f64).ln()).sum()
}

/// How two averages compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Averages {
    /// The first is larger.
    Larger,
    /// The first is smaller.
    Smaller,
    /// What there is may be chance.
    Alike,
    /// Fewer than five values on a side.
    TooFew,
}

/// Compares two lists of values (Welch 1947).
#[must_use]
pub fn averages(first: &[f64], second: &[f64]) -> Averages {
    if first.len() < FEWEST || second.len() < FEWEST {
        return Averages::TooFew;
    }
    let [(mean1, error1), (mean2, error2)] = [first, second].map(mean_and_error);
    let error = (error1 + error2).sqrt();
    let difference = mean1 - mean2;
    if difference.abs() <= T * error || difference.abs() < 1e-9 {
        return Averages::Alike;
    }
    if difference > 0.0 { Averages::Larger } else { Averages::Smaller }
}

/// The mean and its squared standard error.
fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, variance / count)
}
