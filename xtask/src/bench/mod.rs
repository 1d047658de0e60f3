//! `cargo xtask bench`: Rowlock's speed beside the bare figures of this machine, in one run. Ratios count, not absolute times.
//!
//! The server: release build, SQLite, signed in, the Kubernetes organisation plus 2,000 open impediments; needs wrk. The methods: on
//! plain data, beside Python and C. Both need the shared input for organisation and anchors. Traffic goes to loopback only and ends
//! by itself. `--only` measures one of the two, or only the commands upon PostgreSQL; `--write` puts the two tables into docs/benchmarks.md.

mod anchors;
mod changing;
pub(crate) mod client;
pub(crate) mod house;
mod methods;
mod pages;
mod postgres;
mod rebuild;
mod remarks;
mod streams;
mod writes;

use anyhow::{Context, Result};
use house::House;
use std::path::Path;

/// Measure Rowlock beside the bare figures of this machine.
#[derive(clap::Args)]
pub struct Arguments {
    /// Seconds per measurement.
    #[arg(long, default_value_t = 4)]
    seconds: u32,
    /// Open impediments besides the organisation.
    #[arg(long, default_value_t = 2_000)]
    impediments: usize,
    /// Measure only this.
    #[arg(long)]
    only: Option<Part>,
    /// Write the tables into docs/benchmarks.md.
    #[arg(long)]
    write: bool,
}

/// What can be measured alone.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Part {
    /// Pages, commands, streams, start.
    Server,
    /// Of these only the commands upon PostgreSQL.
    Postgres,
    /// Forecast, durations, networks, overlap, agendas.
    Analysis,
}

impl Part {
    /// The heading in docs/benchmarks.md under which its table stands, if it has one of its own.
    fn heading(self) -> Option<&'static str> {
        match self {
            Self::Server => Some("\n## Measured"),
            Self::Postgres => None,
            Self::Analysis => Some("\n## Methods"),
        }
    }
}

/// One measured line: what, ours, the anchor, their ratio, what is to be reached.
pub(crate) struct Line {
    what: String,
    ours: String,
    anchor: String,
    ratio: String,
    aim: String,
}

impl Line {
    pub(crate) fn new(what: impl Into<String>, ours: impl Into<String>) -> Self {
        Self { what: what.into(), ours: ours.into(), anchor: String::new(), ratio: String::new(), aim: String::new() }
    }

    /// The same beside an anchor.
    pub(crate) fn beside(self, anchor: String, ratio: f64) -> Self {
        Self { anchor, ratio: format!("{ratio:.2}"), ..self }
    }

    /// The same with what is to be reached; says so when it was missed.
    pub(crate) fn aim(self, words: &str, reached: bool) -> Self {
        Self { aim: if reached { words.to_owned() } else { format!("{words}: **missed**") }, ..self }
    }
}

/// Runs what is asked for and prints a table for each part.
pub fn run(arguments: &Arguments) -> Result<()> {
    let shared = crate::test::shared().context("The shared input (ROWLOCK_SHARED) is needed: it holds the organisation and the anchors.")?;
    for part in arguments.only.map_or_else(|| vec![Part::Server, Part::Analysis], |only| vec![only]) {
        let mut report = Report::default();
        match part {
            Part::Server => server(&shared, arguments, &mut report)?,
            Part::Postgres => report.add(postgres::measure(arguments.seconds)?),
            Part::Analysis => methods::measure(&shared, &mut report)?,
        }
        let table = report.table();
        println!("\n{table}");
        if let Some(heading) = part.heading().filter(|_| arguments.write) {
            write(heading, &table)?;
        }
    }
    Ok(())
}

fn server(shared: &Path, arguments: &Arguments, report: &mut Report) -> Result<()> {
    let anchors = anchors::Anchors::build(shared)?;
    let seconds = arguments.seconds;
    let mut house = House::build(shared, arguments.impediments)?;
    let start = house.start()?;
    report.add([start.line().aim("under 300 ms", start.seconds < 0.3)]);
    let (pages, alone) = pages::measure(&house, &anchors, seconds)?;
    report.add(pages);
    let resident_mb = house.resident_mb()?;
    report.add([Line::new("resident memory after the pages", format!("{resident_mb:.0} MB")).aim("under 64 MB", resident_mb < 64.0)]);
    report.add(writes::measure(&house, &anchors, seconds)?);
    report.add([writes::seen(&house)?]);
    let added = house.events()? - start.events;
    report.add([Line::new(format!("resident memory after {added} more events"), format!("{:.0} MB", house.resident_mb()?))]);
    report.add(changing::measure(&house, arguments.impediments, seconds)?);
    report.add(streams::measure(&house)?);
    house.raise(9 * arguments.impediments)?;
    report.add(pages::grown(&house, &alone, seconds)?);
    report.add(changing::measure(&house, 10 * arguments.impediments, seconds)?);
    let grown = house.start()?;
    report.add([grown.line(), start.replay_until(&grown)]);
    drop(house);
    report.add(postgres::measure(seconds)?);
    report.add([rebuild::measure()?]);
    Ok(())
}

/// What was measured so far.
#[derive(Default)]
pub(crate) struct Report(String);

impl Report {
    /// Puts lines down, and shows each as soon as it is known.
    pub(crate) fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        for Line { what, ours, anchor, ratio, aim } in lines {
            let row = format!("| {what} | {ours} | {anchor} | {ratio} | {aim} |\n");
            eprint!("{row}");
            self.0 += &row;
        }
    }

    fn table(&self) -> String {
        format!("| what | Rowlock | anchor | ratio | to reach |\n| --- | --- | --- | --- | --- |\n{}", self.0)
    }
}

/// Puts the table in place of the old one: the first table after the heading.
fn write(heading: &str, table: &str) -> Result<()> {
    let path = crate::test::root().join("docs/benchmarks.md");
    let text = std::fs::read_to_string(&path)?;
    let begin = text.find(heading).and_then(|at| Some(at + text[at..].find("\n| ")? + 1));
    let begin = begin.with_context(|| format!("docs/benchmarks.md has no table after “{}”", heading.trim()))?;
    let end = text[begin..].find("\n\n").map_or(text.len(), |length| begin + length + 1);
    Ok(std::fs::write(path, format!("{}{table}{}", &text[..begin], &text[end..]))?)
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
