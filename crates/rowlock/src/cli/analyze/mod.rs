//! `rowlock analyze`: the methods of `rowlock-analysis` on files, without a server or a workspace. One module per
//! method; here is what they share: reading the file, and the three ways to show an answer.

mod agenda;
mod cases;
mod durations;
mod forecast;
mod network;
mod overlap;

use super::screen::{self, Screen};
use crate::operator::{Failure, Output, ProblemLine, Step};
use clap::Subcommand;
use rowlock_analysis::{Problem, Watch, durations::words};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Analyse a file without setting anything up.
#[derive(Debug, clap::Args)]
pub struct Analyze {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Plan a meeting: the topics most worth its minutes, and what leaving out the others costs
    Agenda(agenda::Agenda),
    /// Compute every case of a file of known answers anew
    Cases(cases::Cases),
    /// Say when work is done, how likely by a date, and what would help most
    Forecast(forecast::Forecast),
    /// Find circles, critical paths and slack in a network of dependencies, and what a slip does
    Network(network::Network),
    /// Find titles that look like the same work
    Overlap(overlap::Overlap),
    /// How long things really take, open ones included
    Durations(durations::Durations),
}

/// How the answer is shown; a table for people unless asked otherwise.
#[derive(Debug, clap::Args)]
struct Shown {
    /// Print JSON for programs
    #[arg(long)]
    json: bool,
    /// Also write a chart
    #[arg(long, value_name = "OUT")]
    svg: Option<PathBuf>,
}

impl Analyze {
    pub fn run(self) -> Result<(), Failure> {
        match self.what {
            What::Agenda(agenda) => agenda.run(),
            What::Cases(cases) => cases.run(),
            What::Forecast(forecast) => forecast.run(),
            What::Network(network) => network.run(),
            What::Overlap(overlap) => overlap.run(),
            What::Durations(durations) => durations.run(),
        }
    }
}

impl Shown {
    /// Prints an answer, and writes its chart where asked for.
    fn show(&self, answer: &impl Serialize, text: &str, svg: impl FnOnce() -> String) -> Result<(), Failure> {
        if let Some(path) = &self.svg {
            std::fs::write(path, svg()).map_err(|error| Failure::new(format!("{} cannot be written: {error}.", path.display())))?;
        }
        if self.json { print_json(answer) } else { print(text) }
    }
}

/// Runs what may take long; a person at a terminal sees that it goes on, and for how long already.
fn while_shown<T>(what: &str, shown: &Shown, work: impl FnOnce() -> T) -> T {
    let mut screen = Screen::new(shown.json);
    screen.step(Step { done: 0, of: 1, what: what.to_owned() });
    let done = work();
    screen.clear();
    done
}

/// Work shorter than this needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs what says how far it is; a person at a terminal sees a bar of that length, once it takes longer than a moment.
fn while_counted<T>(what: &str, shown: &Shown, work: impl FnOnce(Watch<'_>) -> T) -> T {
    let screen = Mutex::new((Screen::new(shown.json), 0));
    let begun = Instant::now();
    let done = work(&|done, of| {
        if begun.elapsed() < PATIENCE {
            return;
        }
        // Whoever finds the screen in use goes on with the work; the next one tells more.
        if let Ok(mut screen) = screen.try_lock()
            && done > screen.1
        {
            screen.1 = done;
            let what = format!("{what}: {} of {}", words::grouped(done as u64), words::grouped(of as u64));
            screen.0.step(Step { done: done as u64, of: of as u64, what });
        }
    });
    if let Ok((mut screen, _)) = screen.into_inner() {
        screen.clear();
    }
    done
}

/// The text of a file; `-` is standard input.
fn read(path: &Path) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("{} is not UTF-8 text. Save it as UTF-8 (most programs offer that when exporting).", path.display())))
}

/// A problem in a file, as the command line tells it.
fn told(path: &Path, problem: Problem) -> Failure {
    let line = ProblemLine { line: problem.line as u64, column: 0, field: problem.field, message: problem.sentence };
    Failure { problems: vec![line], code: 2, ..Failure::new(format!("{} cannot be analysed.", path.display())) }
}

fn print_json(answer: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(answer).map_err(|error| Failure::new(format!("The answer cannot be written as JSON: {error}.")))?;
    print(&text)
}

/// Prints text; a reader that went away (`| head`) is no error.
fn print(text: &str) -> Result<(), Failure> {
    use std::io::{ErrorKind, Write};
    let text = if text.starts_with(['{', '[']) { text.to_owned() } else { screen::plain(text) };
    match writeln!(std::io::stdout().lock(), "{}", text.trim_end()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::new(format!("The answer cannot be printed: {error}."))),
        _ => Ok(()),
    }
}
