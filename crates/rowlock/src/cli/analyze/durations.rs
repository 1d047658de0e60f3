//! `rowlock analyze durations`

use super::{Failure, Shown, read, told, while_counted};
use clap::ValueEnum;
use rowlock_analysis::durations::read::{Asked, DateOrder, Millis, moment, read_watched};
use rowlock_analysis::durations::{Answer, Percentile, Wording, answer, words};
use rowlock_domain::workspace::Measure;
use rowlock_web::chart::{Survival, alone, survival};
use std::fmt::Write;
use std::path::PathBuf;

/// A file knows no team's calendar.
const ELAPSED: Measure = Measure::ElapsedDays;

/// How long things really take, in elapsed days, open ones included: half, 85 %, and what the past says of the oldest open ones.
///
/// Exports of Jira, GitHub and GitLab are recognised (CSV, or the JSON of their interfaces); of any other table name the columns.
#[derive(Debug, clap::Args)]
pub struct Durations {
    /// One or several files of the same shape; `-` reads standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Column with the moment at which a thing began
    #[arg(long, value_name = "COLUMN", conflicts_with = "days")]
    begin: Option<String>,
    /// Column with the moment at which it ended; an empty cell is open
    #[arg(long, value_name = "COLUMN")]
    end: Option<String>,
    /// Column with the days it took, or has taken so far
    #[arg(long, value_name = "COLUMN")]
    days: Option<String>,
    /// Column that says whether it ended (1, true, yes, closed), beside --days
    #[arg(long, value_name = "COLUMN")]
    ended: Option<String>,
    /// Endings that do not count as the one asked about: a column and its values
    #[arg(long, value_name = "COLUMN=VALUE,VALUE")]
    withdrawn: Option<String>,
    /// Count duplicates and "won't do" as endings like any other
    #[arg(long)]
    any_end: bool,
    /// Column that names a thing
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Split by this column: type, priority, team
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// The moment up to which the file was looked at [default: the newest moment in it]
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<String>,
    /// Look only from this moment on; what was open by then enters at its age
    #[arg(long, value_name = "MOMENT")]
    since: Option<String>,
    /// How dates such as 03/04/2024 are meant
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// What the things are called in sentences
    #[arg(long, value_name = "WORD", default_value = "issues")]
    things: String,
    #[command(flatten)]
    shown: Shown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Dates {
    /// Day first
    Dmy,
    /// Month first
    Mdy,
}

impl Durations {
    pub fn run(self) -> Result<(), Failure> {
        let asked = self.asked()?;
        let texts = self.files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
        let first = &self.files[0];
        let texts = texts.iter().map(String::as_str);
        let reading = while_counted("rows", &self.shown, |watch| read_watched(texts, &asked, watch)).map_err(|problem| told(first, problem))?;
        let wording = Wording { things: &self.things, happens: "are resolved", happened: "resolved", measure: ELAPSED };
        let answer = answer(&reading, wording);
        self.shown.show(&answer, &text(&answer), || drawing(&answer))
    }

    fn asked(&self) -> Result<Asked, Failure> {
        let withdrawn = match self.withdrawn.as_deref().map(|text| text.split_once('=')) {
            None => None,
            Some(Some((column, values))) => Some((column.to_owned(), values.split(',').map(|value| value.trim().to_owned()).collect())),
            Some(None) => {
                return Err(Failure::new("--withdrawn takes a column and its values, for example --withdrawn \"Resolution=Duplicate,Won't do\"."));
            }
        };
        Ok(Asked {
            begin: self.begin.clone(),
            end: self.end.clone(),
            days: self.days.clone(),
            ended: self.ended.clone(),
            withdrawn,
            id: self.id.clone(),
            by: self.by.clone(),
            as_of: at("--as-of", self.as_of.as_deref())?,
            latest: Some(tomorrow()),
            since: at("--since", self.since.as_deref())?,
            dates: self.dates.map(|dates| match dates {
                Dates::Dmy => DateOrder::DayMonth,
                Dates::Mdy => DateOrder::MonthDay,
            }),
            any_end: self.any_end,
        })
    }
}

/// Moments from then on cannot be; a day because of time zones.
fn tomorrow() -> Millis {
    jiff::Timestamp::now().as_millisecond() + 86_400_000
}

fn at(option: &str, text: Option<&str>) -> Result<Option<Millis>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let found = moment(text).map(Some);
    found.ok_or_else(|| Failure::new(format!("{option} “{text}” is no moment. Write 2026-11-22, or 2026-11-22T21:00:00Z.")))
}

fn text(answer: &Answer) -> String {
    let summary = &answer.summary;
    let mut text = format!("{}\n", summary.headline);
    if !summary.percentiles.is_empty() {
        let _ = writeln!(text, "\n  {:<10}{:<19}probably", "resolved", "within");
        for percentile in &summary.percentiles {
            let _ = writeln!(text, "  {}", line(percentile));
        }
    }
    for note in &answer.notes {
        let _ = writeln!(text, "\n{note}");
    }
    kinds(&mut text, answer);
    oldest(&mut text, answer);
    let as_of = summary.basis.as_of.as_deref().map_or_else(String::new, |at| format!(", as of {at}"));
    let _ = write!(text, "\nFrom what: {}{as_of}; read as {}.\nHow: {}.\n", summary.basis.history, answer.shape.words(), summary.basis.model);
    let _ = writeln!(text, "Columns: {}.", answer.columns.words());
    for out in &summary.basis.left_out {
        let _ = writeln!(text, "Left out: {} {}.", words::grouped(out.count as u64), out.why);
    }
    text
}

fn share(share: f64) -> String {
    if share == 0.5 { "half".to_owned() } else { format!("{:.0} %", share * 100.0) }
}

fn line(percentile: &Percentile) -> String {
    let probably = match (percentile.low_days, percentile.high_days) {
        (Some(low), high) => words::range(low, high, ELAPSED),
        (None, Some(high)) => format!("at most {}", words::days(high, ELAPSED)),
        (None, None) => String::new(),
    };
    let days = percentile.days.map_or_else(|| "not reached".to_owned(), |days| words::days(days, ELAPSED));
    format!("{:<10}{days:<19}{probably}", share(percentile.share)).trim_end().to_owned()
}

fn kinds(text: &mut String, answer: &Answer) {
    if answer.kinds.is_empty() {
        return;
    }
    let by = answer.columns.by.as_deref().unwrap_or_default();
    let width = answer.kinds.iter().map(|kind| kind.label.chars().count()).max().unwrap_or(0).clamp(8, 40);
    let _ = writeln!(text, "\nBy {by} (half and 85 %; fewer than ten resolved give no figure)");
    for kind in &answer.kinds {
        let figures: Vec<String> =
            kind.percentiles.iter().map(|p| p.days.map_or_else(|| "not reached".to_owned(), |days| words::days(days, ELAPSED))).collect();
        let _ = writeln!(text, "  {:<width$}  {:>6} of {:<6}  {}", kind.label, kind.resolved, kind.items, figures.join(", "));
    }
}

fn oldest(text: &mut String, answer: &Answer) {
    if answer.oldest_open.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nOldest open");
    for open in &answer.oldest_open {
        let _ = writeln!(text, "  {:<14}{:<12}{}", open.name, words::short(open.age_days, ELAPSED), open.sentence);
    }
}

fn drawing(answer: &Answer) -> String {
    let steps = survival::steps_of(&answer.fitted);
    let (half, most) = (answer.fitted.half().days, answer.fitted.most().days);
    let named = [(half, 0.5, "half"), (most, 0.85, "85 %")];
    let named: Vec<(f64, f64, String)> = named
        .into_iter()
        .filter_map(|(days, share, word)| days.map(|days| (days, share, format!("{word}, {}", words::short(days, ELAPSED)))))
        .collect();
    let marks: Vec<survival::Mark<'_>> = named.iter().map(|(day, share, words)| survival::Mark { day: *day, share: *share, words }).collect();
    alone(
        &Survival {
            finding: &answer.summary.headline,
            days: answer.fitted.until_days(),
            now: &steps,
            seen_days: answer.fitted.oldest_days().unwrap_or(0.0),
            before: &[],
            marks: &marks,
            open_days: &[],
            measure: ELAPSED,
        }
        .render(),
    )
}
