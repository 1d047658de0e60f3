//! `rowlock analyze agenda`

use super::{Failure, Shown, read, told};
use rowlock_analysis::agenda::file::{self, Answer, Line};
use rowlock_analysis::durations::words;
use rowlock_web::chart::{Bars, alone, bars::Bar};
use std::fmt::Write;
use std::path::PathBuf;

/// Plan a meeting from a file of topics: the most valuable ones that fit, packed exactly; rules come before value.
#[derive(Debug, clap::Args)]
pub struct Agenda {
    /// A file of topics, JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    shown: Shown,
}

impl Agenda {
    pub fn run(self) -> Result<(), Failure> {
        let answer = file::plan(&read(&self.file)?).map_err(|problem| told(&self.file, problem))?;
        self.shown.show(&answer, &text(&answer), || drawing(&answer))
    }
}

/// What each topic is worth, planned ones first.
fn drawing(answer: &Answer) -> String {
    let told = |line: &Line, place: &str| (format!("{:.1} d", line.value_days.unwrap_or(0.0)), format!("{} min, {place}", line.minutes));
    let planned = answer.chosen.iter().map(|line| (line, told(line, "planned")));
    let all: Vec<_> = planned.chain(answer.left_out.iter().map(|line| (line, told(line, "left out")))).collect();
    let rows: Vec<Bar<'_>> = all
        .iter()
        .map(|(line, (words, note))| Bar { name: &line.title, value: line.value_days.unwrap_or(0.0), words, note, before: None, missed: false })
        .collect();
    alone(&Bars { finding: &answer.sentence, rows: &rows, mark: None }.drawing())
}

fn text(answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.sentence);
    table(&mut text, "Planned", &answer.chosen);
    table(&mut text, "Left out", &answer.left_out);
    let _ = writeln!(text, "\nHow: {}", answer.basis.model);
    for left in &answer.basis.left_out {
        let _ = writeln!(text, "Not counted: {} {}.", words::grouped(left.count as u64), left.what());
    }
    text
}

fn table(text: &mut String, title: &str, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}\n  minutes  value (days)  talking helps  topic");
    for line in lines {
        let value = line.value_days.map_or_else(|| "unknown".to_owned(), |days| format!("{days:.1}"));
        let chance = format!("{:.0} in 10", line.chance * 10.0);
        let _ = writeln!(text, "  {:>7}  {value:>12}  {chance:>13}  {}. {}", line.minutes, line.title, line.why);
    }
}
