//! `rowlock analyze network`

use super::{Failure, Shown, read, told, while_counted};
use rowlock_analysis::durations::words;
use rowlock_analysis::network::{
    file,
    study::{self, Layer, Study, Timetable},
    tell,
};
use rowlock_web::chart::{Bars, Matrix, alone, bars::Bar};
use std::fmt::Write;
use std::path::PathBuf;

/// Circles, the order of the matrix and the critical path of a network; what a slip does.
#[derive(Debug, clap::Args)]
pub struct Network {
    /// A network as JSON or CSV (columns supplier, customer), or a snapshot of an organisation; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What if: this node takes so many days longer; may be said several times
    #[arg(long, value_name = "ID=DAYS", value_parser = late)]
    late: Vec<(String, f64)>,
    #[command(flatten)]
    shown: Shown,
}

fn late(text: &str) -> Result<(String, f64), String> {
    let wanted = || "write the node's id, =, and days from 0 on, as in api=3".to_owned();
    let (id, days) = text.rsplit_once('=').ok_or_else(wanted)?;
    let days: f64 = days.trim().parse().map_err(|_| wanted())?;
    if (0.0..=1e9).contains(&days) { Ok((id.to_owned(), days)) } else { Err(wanted()) }
}

impl Network {
    pub fn run(self) -> Result<(), Failure> {
        let problem = |problem| told(&self.file, problem);
        let mut input = file::read(&read(&self.file)?).map_err(problem)?;
        input.late.extend(self.late);
        let study = while_counted("shortest chains, from node", &self.shown, |watch| study::study_watched(&input, watch)).map_err(problem)?;
        self.shown.show(&study, &text(&study), || drawing(&study))
    }
}

/// Who gets late by how much where that was asked, else the matrix of teams, else of deliverables.
fn drawing(study: &Study) -> String {
    if let Some(slip) = &study.slip {
        let rows: Vec<(&String, f64, String)> = slip.late_by.iter().map(|(id, days)| (id, *days, format!("{days:.1} d"))).collect();
        let bars: Vec<Bar<'_>> =
            rows.iter().map(|(name, value, words)| Bar { name, value: *value, words, note: "", before: None, missed: false }).collect();
        return alone(&Bars { finding: &slip.sentence, rows: &bars, mark: None }.drawing());
    }
    let layer = study.teams.as_ref().unwrap_or(&study.deliverables);
    let names: Vec<String> = layer.order.iter().take(MOST_ROWS).cloned().collect();
    let place = |name: &String| names.iter().position(|known| known == name);
    let cells: Vec<(usize, usize, usize)> =
        layer.pairs.iter().filter_map(|(supplier, customer, many)| Some((place(customer)?, place(supplier)?, *many))).collect();
    let finding = match layer.circles.first() {
        Some(knot) => knot.sentence.clone(),
        None => "Nobody waits in a circle.".to_owned(),
    };
    alone(&Matrix { finding: &finding, names: &names, cells: &cells }.drawing())
}

/// Rows of a table shown at most.
const MOST_ROWS: usize = 40;

fn text(study: &Study) -> String {
    let mut text = String::new();
    if let Some(slip) = &study.slip {
        let _ = writeln!(text, "{}", slip.sentence);
        for (id, date) in &slip.new_dates {
            let _ = writeln!(text, "  {id}: {date}");
        }
        text.push('\n');
    }
    layer(&mut text, "Deliverables", &study.deliverables);
    if let Some(teams) = &study.teams {
        text.push('\n');
        layer(&mut text, "Teams", teams);
        matrix(&mut text, teams);
    }
    if let Some(dates) = &study.dates {
        timetable(&mut text, dates);
    }
    for blocked in &study.blocked {
        let _ = writeln!(text, "\n{}", tell::blocked(&blocked.id, &blocked.suppliers_gone));
    }
    for late in &study.promised_late {
        let _ = writeln!(
            text,
            "\n{} is promised {} {} later than needed.",
            late.id,
            late.late_by_days,
            if late.late_by_days.to_string() == "1" { "day" } else { "days" }
        );
    }
    let _ = writeln!(text, "\nHow: {}", study.basis.model);
    for left in &study.basis.left_out {
        let _ = writeln!(text, "Not counted: {} {}.", words::grouped(left.count as u64), left.what());
    }
    text
}

fn layer(text: &mut String, name: &str, layer: &Layer) {
    let _ =
        writeln!(text, "{name}: {}, {}", words::counted(layer.nodes as u64, "node", "nodes"), words::counted(layer.edges as u64, "edge", "edges"));
    if layer.circles.is_empty() {
        let _ = writeln!(text, "  Nobody waits in a circle.");
    }
    for knot in layer.circles.iter().take(MOST_ROWS) {
        let _ = writeln!(text, "  {} wait for each other. {}", knot.members.len(), knot.sentence);
    }
    if !layer.circles.is_empty() {
        let more = if layer.and_more { " and more" } else { "" };
        let _ = writeln!(text, "  Circles in all: {}{more}", layer.elementary_circles);
    }
    if let Some(proposal) = &layer.proposal {
        let edges: Vec<String> = proposal.edges.iter().map(|(from, to)| format!("{to} without {from}")).collect();
        let sure = if proposal.is_smallest { "no smaller set does" } else { "a smaller set may do" };
        let _ = writeln!(text, "  Proposal to break them ({sure}): {}", edges.join(", "));
    }
    let middle: Vec<&str> = layer.in_the_middle.iter().take(3).map(|(id, _)| id.as_str()).collect();
    if !middle.is_empty() {
        let _ = writeln!(text, "  In the middle of most chains (a hint, it knows no time): {}", middle.join(", "));
    }
}

/// A row waits, a column gives; what stands above the diagonal leads back.
fn matrix(text: &mut String, teams: &Layer) {
    if teams.order.len() > MOST_ROWS {
        let _ = writeln!(text, "  The matrix has {} rows; --json gives it.", teams.order.len());
        return;
    }
    let count = |supplier: &str, customer: &str| teams.pairs.iter().find(|(a, b, _)| a == supplier && b == customer).map_or(0, |(_, _, n)| *n);
    let width = teams.order.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let _ = writeln!(text, "\n  A row waits for a column, suppliers first; above the diagonal leads back.");
    let numbers: String = (1..=teams.order.len()).map(|n| format!("{n:>4}")).collect();
    let _ = writeln!(text, "  {:>3} {:width$}{numbers}", "", "");
    for (at, row) in teams.order.iter().enumerate() {
        let mut line = String::new();
        for (column, supplier) in teams.order.iter().enumerate() {
            line += &match count(supplier, row) {
                _ if column == at => format!("{:>4}", "-"),
                0 => format!("{:>4}", "."),
                n => format!("{n:>4}"),
            };
        }
        let _ = writeln!(text, "  {:>3} {row:width$}{line}", at + 1);
    }
}

fn timetable(text: &mut String, dates: &Timetable) {
    let _ = writeln!(text, "\nLast node there after {} days; critical paths: {}", dates.duration_days, dates.critical_path_count);
    for path in &dates.critical_paths {
        let _ = writeln!(text, "  {}", path.join(" → "));
    }
    let width = dates.table.iter().map(|row| row.id.chars().count()).max().unwrap_or(0).max(4);
    let _ = writeln!(text, "\n  {:width$}  {:>8} {:>8} {:>8} {:>8}", "node", "earliest", "latest", "slack", "own");
    for row in dates.table.iter().take(MOST_ROWS) {
        let day = |value: Option<f64>| value.map_or_else(|| "?".to_owned(), |days| format!("{days:.1}"));
        let _ = writeln!(text, "  {:width$}  {:>8} {:>8} {:>8} {:>8}", row.id, day(row.es), day(row.ls), day(row.slack), day(row.free_slack));
    }
    if dates.table.len() > MOST_ROWS {
        let _ = writeln!(text, "  … and {} more; --json gives all.", dates.table.len() - MOST_ROWS);
    }
    let _ = writeln!(text, "  Slack is shared along a path; a node's own slack is what it may use without asking. ? = inside a circle.");
}
