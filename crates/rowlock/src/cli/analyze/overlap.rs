//! `rowlock analyze overlap`

use super::{Failure, Shown, read, told, while_counted, while_shown};
use rowlock_analysis::Problem;
use rowlock_analysis::durations::words;
use rowlock_analysis::overlap::{
    self, Blend, Index, Item, Normal, Overlap as Found, Pair, Question, answers,
    read::{self as export, Columns},
};
use rowlock_web::chart::{Bars, alone, bars::Bar};
use std::fmt::Write;
use std::path::PathBuf;

/// Find titles that look like the same work, between teams; exports of Jira, GitHub, GitLab and Azure are recognised.
#[derive(Debug, clap::Args)]
pub struct Overlap {
    /// A table with headings, CSV; `-` reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The column of titles
    #[arg(long, value_name = "COLUMN")]
    title: Option<String>,
    /// The column of ids
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// The column of teams
    #[arg(long, value_name = "COLUMN")]
    team: Option<String>,
    /// Compare within teams as well
    #[arg(long)]
    within_teams: bool,
    /// How alike, from 0.05 to 1
    #[arg(long, value_name = "COSINE", default_value_t = answers::FIRST_THRESHOLD, value_parser = cosine)]
    threshold: f64,
    /// Compare only this new title with all of them
    #[arg(long, value_name = "TITLE")]
    new: Option<String>,
    #[command(flatten)]
    shown: Shown,
}

fn cosine(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|cosine| (0.05..=1.0).contains(cosine)).ok_or_else(|| "write a number from 0.05 to 1, as in 0.6".to_owned())
}

impl Overlap {
    pub fn run(self) -> Result<(), Failure> {
        let refused = |problem| told(&self.file, problem);
        if self.new.as_deref().is_some_and(|title| !Normal::of(title).is_comparable()) {
            return Err(refused(Problem::field(
                "--new",
                "This title has fewer than two words that say something: there is nothing to compare. Give the whole title.",
            )));
        }
        let columns = Columns { id: self.id, title: self.title, team: self.team };
        let items = export::items(&read(&self.file)?, &columns).map_err(refused)?;
        if items.is_empty() {
            return Err(refused(Problem::new("There are headings but no rows. Export the items as well.")));
        }
        if let Some(title) = &self.new {
            let progress = format!("comparing with {} titles", words::grouped(items.len() as u64));
            let pairs = while_shown(&progress, &self.shown, || like(title, &items, self.threshold));
            let text = new_title(title, &pairs);
            return self.shown.show(&pairs, &text, || drawing(text.lines().next().unwrap_or_default(), &pairs));
        }
        let question = Question { threshold: self.threshold, within_teams: self.within_teams, ..Question::default() };
        let found = while_counted("titles compared", &self.shown, |watch| overlap::overlap_watched(&items, &question, watch));
        self.shown.show(&found, &text(&found), || drawing(&found.headline, &found.pairs))
    }
}

/// How alike the pairs are, most alike first.
fn drawing(finding: &str, pairs: &[Pair]) -> String {
    let told: Vec<(String, String, String)> = pairs
        .iter()
        .take(MOST_ROWS)
        .map(|pair| (format!("{} and {}", pair.a, pair.b), format!("{:.0} %", pair.similarity * 100.0), pair.shared.join(", ")))
        .collect();
    let bars =
        told.iter().zip(pairs).map(|((name, words, note), pair)| Bar { name, value: pair.similarity, words, note, before: None, missed: false });
    let rows: Vec<Bar<'_>> = bars.collect();
    // The whole of the scale is the same title, so that bars of two charts can be compared.
    alone(&Bars { finding, rows: &rows, mark: Some(1.0) }.drawing())
}

fn like(title: &str, items: &[Item], threshold: f64) -> Vec<Pair> {
    let normals: Vec<Normal> = items.iter().map(|item| Normal::of(&item.title)).collect();
    overlap::like(title, items, &Index::of(&normals, Blend::default()), threshold)
}

fn new_title(title: &str, pairs: &[Pair]) -> String {
    let mut text = String::new();
    if pairs.is_empty() {
        let _ = writeln!(text, "Nothing looks like “{title}”.");
    }
    pairs.iter().for_each(|pair| row(&mut text, pair));
    text
}

/// Pairs shown and drawn at most; programs get all.
const MOST_ROWS: usize = 40;

fn text(found: &Found) -> String {
    let mut text = format!("{}\n", found.headline);
    found.pairs.iter().take(MOST_ROWS).for_each(|pair| row(&mut text, pair));
    if found.pairs.len() > MOST_ROWS {
        let _ = writeln!(text, "\n… and {} more (--json has all)", words::grouped((found.pairs.len() - MOST_ROWS) as u64));
    }
    let _ = writeln!(text, "\nHow: {}\nFrom: {}.", found.basis.model, found.basis.history);
    for left in &found.basis.left_out {
        let _ = writeln!(text, "Not counted: {} {}.", words::grouped(left.count as u64), left.what());
    }
    text
}

fn row(text: &mut String, pair: &Pair) {
    let _ = writeln!(
        text,
        "\n{}\n  {} and {}, {:.0} % alike; both say: {}",
        pair.sentence,
        pair.a,
        pair.b,
        pair.similarity * 100.0,
        pair.shared.join(", ")
    );
}
