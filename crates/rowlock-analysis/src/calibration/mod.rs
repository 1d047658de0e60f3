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
/// Judged forecasts from which on they are not few any more.
const MANY: usize = 100;
/// The part of honest outcomes that is left out at either end.
const OUTSIDE: f64 = 0.025;

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
    /// Statements that prove nothing: they were never among those judged here.
    pub left_out: usize,
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
        left_out: 0,
    }
}

/// How many of so many dates of 85 % hold in 95 of 100 cases: the binomial distribution without 2.5 % at either end.
fn honest(many: usize) -> (usize, usize) {
    // As logarithms: of many, the chance that none holds is too small for a number.
    let mut chance = many as f64 * 0.15_f64.ln();
    let (mut sum, mut low) = (chance.exp(), None);
    for held in 0..many {
        if sum > OUTSIDE && low.is_none() {
            low = Some(held);
        }
        if sum >= 1.0 - OUTSIDE {
            return (low.unwrap_or(held), held);
        }
        chance += ((many - held) as f64 / (held + 1) as f64 * (0.85 / 0.15)).ln();
        sum += chance.exp();
    }
    (low.unwrap_or(many), many)
}

fn not_due(open: usize) -> String {
    if open == 0 { String::new() } else { format!(" {open} {} not yet due.", if open == 1 { "is" } else { "are" }) }
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
            (0, 0) if self.left_out == 1 => "The one saved forecast proves nothing; why is said below.".to_owned(),
            (0, 0) if self.left_out > 1 => format!("None of the {} saved forecasts proves anything; why is said below.", self.left_out),
            (0, 0) => "No forecast was saved yet. Save one now, and this page will say how right it was.".to_owned(),
            (0, 1) if self.left_out > 0 => "The one saved forecast that counts cannot be judged yet: its date is still to come.".to_owned(),
            (0, open) if self.left_out > 0 => {
                format!("None of the {open} saved forecasts that count can be judged yet: their dates are still to come.")
            }
            (0, 1) => "The one saved forecast cannot be judged yet: its date is still to come.".to_owned(),
            (0, open) => format!("None of the {open} saved forecasts can be judged yet: their dates are still to come."),
            (sure, open) if sure < ENOUGH => format!("Our 85 % dates held {} of {sure} times; too few to say more.{}", self.sure_held, not_due(open)),
            (sure, open) => format!("Our 85 % dates held {} of {sure} times{}.{}", self.sure_held, self.verdict(), not_due(open)),
        }
    }

    /// How few judged forecasts prove: "of 14 honest ones 9 to 14 hold"; `None` while none is judged.
    #[must_use]
    pub fn honest(&self) -> Option<String> {
        if self.sure == 1 {
            return Some("One forecast proves little: an honest one may hold or not.".to_owned());
        }
        let (low, high) = (self.sure > 0).then(|| honest(self.sure))?;
        let few = if self.sure < MANY { "Few forecasts prove little: of" } else { "Of" };
        Some(format!("{few} {} honest ones {low} to {high} hold.", self.sure))
    }

    /// Whether more or fewer held than honest ones would.
    fn verdict(&self) -> &'static str {
        let (low, high) = honest(self.sure);
        match self.sure_held {
            held if held < low => ": we promise too early",
            held if held > high => ": we are more careful than we need to be",
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
