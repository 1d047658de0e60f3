//! What people said about pairs, and the threshold it sets: at least half of what is shown should be confirmed.

use serde::{Deserialize, Serialize};

/// Before anybody answered.
pub const FIRST_THRESHOLD: f64 = 0.6;
/// Below so many answers the first threshold stays.
pub const FEWEST: usize = 10;
/// Never lower: below it, titles share little more than their form.
const LOWEST: f64 = 0.4;
/// Never higher: the same words must always be asked about.
const HIGHEST: f64 = 0.95;

/// What somebody said about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// The same work.
    Same,
    /// Not the same, but worth knowing of each other.
    Related,
    /// Something else.
    Different,
}

/// The lowest threshold from which on at least half of the answered pairs were confirmed (the same or related), with
/// steps of a hundredth. Few answers change nothing.
#[must_use]
pub fn threshold(answers: &[(f64, Answer)]) -> f64 {
    if answers.len() < FEWEST {
        return FIRST_THRESHOLD;
    }
    let holds = |threshold: f64| {
        let shown = answers.iter().filter(|(similarity, _)| *similarity >= threshold - 1e-9);
        let (all, confirmed) = shown.fold((0, 0), |(all, yes), (_, answer)| (all + 1, yes + usize::from(*answer != Answer::Different)));
        all > 0 && confirmed * 2 >= all
    };
    let steps = ((HIGHEST - LOWEST) * 100.0).round() as usize;
    (0..=steps).map(|step| LOWEST + step as f64 / 100.0).find(|threshold| holds(*threshold)).unwrap_or(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_answers_change_nothing() {
        assert_eq!(threshold(&[(0.7, Answer::Different); 9]), FIRST_THRESHOLD);
    }

    #[test]
    fn the_threshold_rises_until_half_of_the_shown_are_confirmed() {
        let mut answers = vec![(0.62, Answer::Different); 8];
        answers.extend([(0.8, Answer::Same), (0.82, Answer::Related), (0.81, Answer::Different)]);
        assert!((threshold(&answers) - 0.63).abs() < 1e-9);
    }

    #[test]
    fn it_falls_when_nearly_all_are_confirmed_and_never_leaves_its_range() {
        assert_eq!(threshold(&[(0.6, Answer::Same); 12]), LOWEST);
        assert_eq!(threshold(&[(0.97, Answer::Different); 12]), HIGHEST);
    }
}
