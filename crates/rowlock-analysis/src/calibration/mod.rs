//! How right were we: published forecasts compared with what came.
//!
//! Two questions. Did the dates of which one was 85 % sure hold? And were the chances by target honest: the Brier score
//! (Brier 1950, Mon. Weather Rev. 78:1–3), the mean square between what was said (0 to 1) and what came (0 or 1); 0 is
//! perfect, 0.25 is what a coin would get. A forecast not yet decided counts for neither. Reading a workspace is
//! `model::calibration`'s.

use serde::Serialize;

/// A score no better than this is a coin's.
const COIN: f64 = 0.25;
/// Judged forecasts from which on a share is told as one.
const ENOUGH: usize = 5;

/// One statement, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// The chance that was given to the target, 0 to 1.
    pub chance: Option<f64>,
    /// Whether the target was kept; `None` while nobody can know.
    pub kept: Option<bool>,
    /// Whether the date of 85 % was kept; `None` while nobody can know.
    pub sure_kept: Option<bool>,
}

/// All statements together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// Dates of 85 % that can be judged.
    pub sure: usize,
    /// Of those, how many held.
    pub sure_held: usize,
    /// Chances by target that can be judged.
    pub chances: usize,
    /// Their Brier score; `None` without any.
    pub brier: Option<f64>,
    /// Per fifth of the scale: (middle of the chances said, how many, how many came true), without empty ones.
    pub fifths: Vec<(f64, usize, usize)>,
    /// Statements that cannot be judged yet.
    pub open: usize,
}

/// Judges statements.
#[must_use]
pub fn calibrate(statements: &[Judged]) -> Calibration {
    let sure: Vec<bool> = statements.iter().filter_map(|said| said.sure_kept).collect();
    let chances: Vec<(f64, bool)> = statements.iter().filter_map(|said| said.chance.zip(said.kept)).collect();
    let square = |(chance, kept): &(f64, bool)| (chance - f64::from(u8::from(*kept))).powi(2);
    let brier = (!chances.is_empty()).then(|| chances.iter().map(square).sum::<f64>() / chances.len() as f64);
    let open = statements.iter().filter(|said| said.sure_kept.is_none() && (said.chance.is_none() || said.kept.is_none())).count();
    Calibration {
        sure: sure.len(),
        sure_held: sure.iter().filter(|held| **held).count(),
        chances: chances.len(),
        brier,
        fifths: fifths(&chances),
        open,
    }
}

fn fifths(chances: &[(f64, bool)]) -> Vec<(f64, usize, usize)> {
    let of = |fifth: usize| {
        let here: Vec<&(f64, bool)> = chances.iter().filter(|(chance, _)| ((chance * 5.0) as usize).min(4) == fifth).collect();
        let middle = here.iter().map(|(chance, _)| chance).sum::<f64>() / here.len().max(1) as f64;
        (middle, here.len(), here.iter().filter(|(_, kept)| *kept).count())
    };
    (0..5).map(of).filter(|(_, many, _)| *many > 0).collect()
}

impl Calibration {
    /// "Our 85 % dates held 11 of 14 times."
    #[must_use]
    pub fn held(&self) -> String {
        match (self.sure, self.open) {
            (0, 0) => "No forecast was saved yet. Save one now, and this page will say how right it was.".to_owned(),
            (0, 1) => "The one saved forecast cannot be judged yet: its date is still to come.".to_owned(),
            (0, open) => format!("None of the {open} saved forecasts can be judged yet: their dates are still to come."),
            (sure, _) if sure < ENOUGH => format!("Our 85 % dates held {} of {sure} times; too few to say more.", self.sure_held),
            (sure, _) => format!("Our 85 % dates held {} of {sure} times{}.", self.sure_held, self.verdict()),
        }
    }

    /// Whether more or fewer held than 85 of 100 would lead one to expect, by two standard errors.
    fn verdict(&self) -> &'static str {
        let (many, held) = (self.sure as f64, self.sure_held as f64);
        let off = (held / many - 0.85) / (0.85 * 0.15 / many).sqrt();
        match off {
            off if off < -2.0 => ": we promise too early",
            off if off > 2.0 => ": we are more careful than we need to be",
            _ => ", about as often as they should",
        }
    }

    /// The Brier score in words.
    #[must_use]
    pub fn score(&self) -> Option<String> {
        let brier = self.brier.filter(|_| self.chances >= ENOUGH)?;
        let words = match brier {
            b if b < 0.1 => "far better than a coin",
            b if b < 0.2 => "better than a coin",
            b if b < COIN => "hardly better than a coin",
            _ => "no better than a coin",
        };
        Some(format!(
            "The chances we gave were {words}: Brier score {brier:.2} over {} forecasts, where 0 is perfect and a coin gets 0.25.",
            self.chances
        ))
    }
}
