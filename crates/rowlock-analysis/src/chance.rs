//! A chance as people read it: in steps of 5 points, on the side of even odds and of 85 % on which it lies.
//!
//! Beside a chance stand the dates for even odds and for 85 %. Rounded to the nearest step alone, 84 % would read as
//! 85 % while the date one can be 85 % sure of is a later one.

/// Chances for which dates are shown, in twentieths: even odds, and what one calls sure.
const SHOWN: [u32; 2] = [10, 17];
/// Less than this below one of them is float noise.
const HAIR: f64 = 1e-9;

/// The nearest twentieth, 0 to 20, but never one that says more than even odds or 85 % where the chance is below.
#[must_use]
pub fn twentieths(chance: f64) -> u32 {
    let nearest = (chance.clamp(0.0, 1.0) * 20.0).round() as u32;
    let is_below = |line: u32| chance * 20.0 < f64::from(line) - HAIR;
    SHOWN.into_iter().find(|line| nearest == *line && is_below(*line)).map_or(nearest, |line| line - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_never_shown_on_the_other_side_of_a_date_beside_it() {
        assert_eq!([0.84, 0.8499, 0.85, 0.86].map(twentieths), [16, 16, 17, 17]);
        assert_eq!([0.476, 0.499, 0.5, 0.52].map(twentieths), [9, 9, 10, 10]);
        assert_eq!(twentieths(8_500.0 / 10_000.0), 17);
    }

    #[test]
    fn elsewhere_it_is_the_nearest_step_and_nonsense_is_none() {
        assert_eq!([0.0, 0.024, 0.026, 0.62, 0.974, 0.98, 1.0].map(twentieths), [0, 0, 1, 12, 19, 20, 20]);
        assert_eq!([f64::NAN, -1.0, 7.0].map(twentieths), [0, 0, 20]);
    }

    #[test]
    fn more_chance_is_never_shown_as_less() {
        let shown: Vec<u32> = (0..=1_000).map(|thousandth| twentieths(f64::from(thousandth) / 1_000.0)).collect();
        assert!(shown.is_sorted());
    }
}
