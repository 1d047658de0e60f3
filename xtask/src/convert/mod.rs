//! `cargo xtask convert org-snapshot IN OUT [--as-of DATE]`: from a neutral snapshot of an organisation to an organisation file.
//!
//! Nothing is dropped in silence: what has no place in the file is counted with its reason and printed on standard error.

mod left_out;
mod meetings;
mod people;
mod shift;
mod snapshot;
mod structure;
#[cfg(test)]
mod tests;
mod wording;
mod work;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use left_out::LeftOut;
use rowlock_domain::Calendar;
use rowlock_organisation::{File, Problem, read};
use shift::Shift;
use snapshot::Snapshot;
use std::path::{Path, PathBuf};

/// What to convert.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    from: From,
}

#[derive(Subcommand)]
enum From {
    /// A snapshot of the format `org-snapshot`, version 1 (JSON).
    OrgSnapshot {
        /// The snapshot.
        input: PathBuf,
        /// The organisation file to write: JSON, or YAML if it ends in .yaml or .yml.
        output: PathBuf,
        /// Move all dates by the largest whole number of weeks that does not pass this date.
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
}

/// Converts and writes; the table of what was left out goes to standard error.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let From::OrgSnapshot { input, output, as_of } = &arguments.from;
    let text = std::fs::read_to_string(input).with_context(|| format!("Cannot read the snapshot {}", input.display()))?;
    let snapshot = Snapshot::parse(&text).with_context(|| format!("{} is not an org-snapshot of version 1", input.display()))?;
    let calendar = rowlock_calendar::ZonedCalendar::new();
    let converted = convert(&snapshot, *as_of, &calendar)?;
    let text = written(&converted.file, output)?;
    if let Err(problems) = read(&text) {
        bail!("The snapshot makes no sound organisation file. Correct the snapshot:\n{}", told(&converted.file, &problems));
    }
    std::fs::write(output, text).with_context(|| format!("Cannot write {}", output.display()))?;
    eprint!("{}{}", converted.counts(), converted.left_out);
    Ok(())
}

/// What is wrong, by what it is about in the snapshot: lines of a file that is not written help nobody.
fn told(file: &File, problems: &[Problem]) -> String {
    let value = serde_json::to_value(file).unwrap_or_default();
    let told = problems.iter().map(|problem| {
        let (entry, field) = problem.field.rsplit_once('.').unwrap_or((problem.field.as_str(), ""));
        let place = entry.split_once('[').and_then(|(list, rest)| Some((list, rest.trim_end_matches(']').parse::<usize>().ok()?)));
        let id = place.and_then(|(list, at)| value[list][at]["id"].as_str());
        id.map_or_else(|| format!("{}: {}", problem.field, problem.message), |id| format!("{entry} “{id}”, {field}: {}", problem.message))
    });
    told.collect::<Vec<_>>().join("\n")
}

fn written(file: &File, output: &Path) -> anyhow::Result<String> {
    let is_yaml = output.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if is_yaml {
        return rowlock_organisation::to_yaml(file).map_err(|why| anyhow::anyhow!("Cannot write the organisation as YAML: {why}"));
    }
    Ok(serde_json::to_string_pretty(file)? + "\n")
}

/// The organisation file made from a snapshot, and what it does not hold.
#[derive(Debug)]
pub struct Converted {
    /// The file.
    pub file: File,
    /// What was left out or assumed.
    pub left_out: LeftOut,
}

impl Converted {
    fn counts(&self) -> String {
        let file = &self.file;
        let counts = [
            ("groups", file.groups.len()),
            ("teams", file.teams.len()),
            ("people", file.people.len()),
            ("roles", file.roles.len()),
            ("seats", file.seats.len()),
            ("series", file.series.len()),
            ("goals", file.goals.len()),
            ("items", file.items.len()),
            ("dependencies", file.dependencies.len()),
        ];
        counts.iter().map(|(noun, count)| format!("{count:>7}  {noun}\n")).collect()
    }
}

/// Converts a snapshot.
pub fn convert(snapshot: &Snapshot, as_of: Option<Date>, calendar: &dyn Calendar) -> anyhow::Result<Converted> {
    let mut left_out = LeftOut::default();
    let shift = Shift::between(snapshot.day(), as_of);
    let structure = structure::Structure::of(snapshot)?;
    let mut file = File::named(structure.root_name(), &meetings::usual_zone(snapshot));
    structure.write(&mut file, &mut left_out);
    people::write(snapshot, &structure, &mut file, &mut left_out);
    meetings::Meetings { structure: &structure, shift, calendar }.write(&mut file, &mut left_out);
    work::write(snapshot, &structure, shift, &mut file, &mut left_out);
    left_out.add_rests(snapshot);
    left_out.add_snapshots_own(snapshot);
    Ok(Converted { file, left_out })
}
