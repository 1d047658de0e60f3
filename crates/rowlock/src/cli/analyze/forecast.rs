//! `rowlock analyze forecast`

use super::{Failure, Shown, read, told, while_counted};
use rowlock_analysis::{
    Problem,
    durations::words,
    forecast::{
        answer::{Answer, GoalAnswer, answer_watched},
        file,
    },
};
use rowlock_web::chart::{self, Curve, Tick, axis, curve::Target};
use serde_json::Value;
use std::fmt::Write;
use std::path::PathBuf;

/// Say when work is done, how likely by a date, and what would help most.
#[derive(Debug, clap::Args)]
pub struct Forecast {
    /// Teams with their past weeks and what remains, JSON (docs/analyze.md); `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// How many futures are run, instead of what the file says
    #[arg(long, value_name = "N")]
    trials: Option<usize>,
    /// Where chance starts from, instead of what the file says
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// A week that is not counted because it was a clean-up: its number, 1 = the oldest; `TEAM=N` where there are teams
    #[arg(long, value_name = "[TEAM=]N")]
    leave_out: Vec<String>,
    #[command(flatten)]
    shown: Shown,
}

/// Days on the axis of the chart, at least and at most.
const DAYS: (f64, f64) = (14.0, 400.0);

impl Forecast {
    pub fn run(self) -> Result<(), Failure> {
        let problem = |problem| told(&self.file, problem);
        let mut text = read(&self.file)?;
        if self.trials.is_some() || self.seed.is_some() || !self.leave_out.is_empty() {
            text = self.overridden(&text)?;
        }
        let input = file::read(&text).map_err(problem)?;
        let named = file::plan(&input).map_err(problem)?;
        let found = while_counted("futures", &self.shown, |watch| answer_watched(&input, &named, watch));
        self.shown.show(&found, &table(&found), || drawing(&input, &found))
    }

    /// The file with what the flags say.
    fn overridden(&self, text: &str) -> Result<String, Failure> {
        let mut value: Value = serde_json::from_str(text).map_err(|error| told(&self.file, error.into()))?;
        let mut set = |name: &str, number: Value| {
            if let Some(fields) = value.as_object_mut() {
                fields.insert(name.to_owned(), number);
            }
        };
        if let Some(trials) = self.trials {
            set("trials", trials.into());
        }
        if let Some(seed) = self.seed {
            set("seed", seed.into());
        }
        for left_out in &self.leave_out {
            self.without_week(&mut value, left_out)?;
        }
        Ok(value.to_string())
    }

    fn without_week(&self, value: &mut Value, left_out: &str) -> Result<(), Failure> {
        let (team, week) = left_out.rsplit_once('=').map_or((None, left_out), |(team, week)| (Some(team.trim()), week));
        let refused = |sentence: String| told(&self.file, Problem::field("--leave-out", sentence));
        let week: usize =
            week.trim().parse().map_err(|_| refused(format!("“{left_out}” is no week. Give its number, 1 is the oldest: 8, or Payments=8.")))?;
        let weeks = weeks_left_out(value, team).ok_or_else(|| refused(format!("There is no team “{}” in the file.", team.unwrap_or_default())))?;
        weeks.push(week.into());
        Ok(())
    }
}

/// The list of weeks left out that a flag names: the file's own, or a team's.
fn weeks_left_out<'a>(value: &'a mut Value, team: Option<&str>) -> Option<&'a mut Vec<Value>> {
    let whose = match team {
        Some(team) if value.get("teams").is_some() => value.get_mut("teams")?.get_mut(team)?,
        Some(_) | None => value,
    };
    whose.as_object_mut()?.entry("leave_out_weeks").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

fn table(found: &Answer) -> String {
    let mut text = String::new();
    for goal in &found.goals {
        let _ = writeln!(text, "{}", goal.sentence);
        for by in &goal.by {
            let date = by.date.map_or_else(String::new, |date| format!("  {date}"));
            let weeks = if by.weeks == 1 { "week" } else { "weeks" };
            let _ = writeln!(text, "  {:>3.0} % sure  within {:>3} {weeks:<5}{date}", by.confidence * 100.0, by.weeks);
        }
    }
    if let Some(many) = &found.how_many {
        let _ = writeln!(text, "{}", many.sentence);
        for (confidence, stories) in &many.stories {
            let _ = writeln!(text, "  {:>3.0} % sure  at least {stories} stories", confidence * 100.0);
        }
    }
    if !found.helps.is_empty() {
        let _ = writeln!(text, "\nWhat would help most");
        for help in found.helps.iter().take(10) {
            let _ = writeln!(text, "  {}", help.sentence());
        }
    }
    let _ = writeln!(text, "\nHow: {}\nFrom: {}.", found.basis.model, found.basis.history);
    for ask in &found.asks {
        let _ = writeln!(text, "Mind: {ask}");
    }
    for left in &found.basis.left_out {
        let _ = writeln!(text, "Mind: {} {}.", words::grouped(left.count as u64), left.what());
    }
    text
}

/// The curve of the first goal that has one.
fn drawing(input: &file::Input, found: &Answer) -> String {
    let none = GoalAnswer {
        name: String::new(),
        status: rowlock_analysis::Status::AlreadyDone,
        sentence: "Nothing can be drawn: no goal has a date.".to_owned(),
        chance: None,
        by: Vec::new(),
        mean_weeks: None,
        curve: Vec::new(),
        target_day: None,
    };
    let goal = found.goals.iter().find(|goal| !goal.curve.is_empty()).unwrap_or(&none);
    let now: Vec<(f64, f64)> =
        std::iter::once((0.0, 0.0)).chain(goal.curve.iter().enumerate().map(|(day, chance)| ((day + 1) as f64, f64::from(*chance)))).collect();
    let day = goal.target_day.filter(|day| *day >= 0).map(|day| (day + 1) as f64);
    let days = (now.len() as f64).max(day.unwrap_or(0.0) + 7.0).clamp(DAYS.0, DAYS.1);
    let ticks: Vec<Tick> = match input.as_of {
        Some(as_of) => axis::mondays(as_of, days),
        None => axis::numbers(days / 7.0, 8).into_iter().map(|tick| Tick::new(tick.at * 7.0, format!("{} w", tick.label))).collect(),
    };
    let target = day.map(|day| Target { day, words: "target" });
    chart::alone(&Curve { finding: &goal.sentence, days, now: &now, what_if: &[], target, closed: &[], ticks: &ticks }.render())
}
