//! Whether two curves differ by more than chance: the log-rank test (Mantel 1966), with delayed entry.

use super::Curve;

/// 95 % of the chi-square distribution with one degree of freedom.
const CHI_SQUARE_95: f64 = 3.841;

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The first is resolved sooner than the second.
    Sooner,
    /// The first is resolved later.
    Later,
    /// What there is may be chance.
    None,
    /// One of them has fewer than five resolved.
    TooFew,
}

/// Compares the first curve with the second.
#[must_use]
pub fn compare(first: &Curve, second: &Curve) -> Difference {
    if first.counts().0 < super::FEWEST_ENDINGS || second.counts().0 < super::FEWEST_ENDINGS {
        return Difference::TooFew;
    }
    let (mut over, mut variance) = (0.0, 0.0);
    for days in ending_ages(first, second) {
        let [(d1, n1), (d2, n2)] = [first, second].map(|curve| at(curve, days));
        let (d, n) = (d1 + d2, n1 + n2);
        if n < 2.0 {
            continue;
        }
        over += d1 - d * n1 / n;
        variance += d * (n1 / n) * (n2 / n) * (n - d) / (n - 1.0);
    }
    match over {
        _ if variance <= 0.0 || over * over / variance < CHI_SQUARE_95 => Difference::None,
        over if over > 0.0 => Difference::Sooner,
        _ => Difference::Later,
    }
}

fn ending_ages(first: &Curve, second: &Curve) -> Vec<f64> {
    let mut ages: Vec<f64> = [first, second].iter().flat_map(|curve| &curve.steps).filter(|s| s.resolved > 0).map(|s| s.days).collect();
    ages.sort_unstable_by(f64::total_cmp);
    ages.dedup();
    ages
}

/// Resolved at an age, and open just before it.
fn at(curve: &Curve, days: f64) -> (f64, f64) {
    let place = curve.steps.partition_point(|step| step.days < days);
    curve.steps.get(place).map_or((0.0, 0.0), |step| {
        let resolved = if step.days == days { f64::from(step.resolved) } else { 0.0 };
        (resolved, f64::from(step.at_risk))
    })
}
