//! `rowlock analyze agenda`

use super::{Failure, print, print_json, read, told};
use rowlock_analysis::agenda::file::{self, Answer, Line};
use std::fmt::Write;
use std::path::PathBuf;

/// Plan a meeting from a file of topics: the most valuable ones that fit, packed exactly; rules come before value.
#[derive(Debug, clap::Args)]
pub struct Agenda {
    /// A file of topics, JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
}

impl Agenda {
    pub fn run(self) -> Result<(), Failure> {
        let answer = file::plan(&read(&self.file)?).map_err(|problem| told(&self.file, problem))?;
        if self.json { print_json(&answer) } else { print(&text(&answer)) }
    }
}

fn text(answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.sentence);
    table(&mut text, "Planned", &answer.chosen);
    table(&mut text, "Left out", &answer.left_out);
    let _ = writeln!(text, "\nHow: {}", answer.basis.model);
    for left in &answer.basis.left_out {
        let _ = writeln!(text, "Not counted: {} {}.", left.count, left.why);
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
