//! From rows to spans: what began when, what ended how, and what cannot be true.

use super::moment::{self, DateOrder, Millis};
use super::shape::{Columns, Shape, rows_mark};
use super::table::{Row, Table};
use super::{Asked, Reading, Thing};
use crate::durations::{Ending, Span};
use crate::{Basis, Problem, Watch};
use jiff::Timestamp;

const MS_PER_DAY: f64 = 86_400_000.0;

/// Ways to close an issue that do not solve it, in the words of the trackers.
const NOT_SOLVED: [&str; 17] = [
    "won't fix",
    "won't do",
    "wont fix",
    "wont do",
    "duplicate",
    "cannot reproduce",
    "can't reproduce",
    "invalid",
    "incomplete",
    "not a bug",
    "declined",
    "cancelled",
    "canceled",
    "abandoned",
    "not_planned",
    "not planned",
    "works as designed",
];

/// Rows that are left out, each with its first lines.
#[derive(Default)]
struct Dropped {
    count: usize,
    lines: Vec<usize>,
}

impl Dropped {
    fn note(&mut self, line: usize) {
        self.count += 1;
        if self.lines.len() < 3 && line > 0 {
            self.lines.push(line);
        }
    }

    fn tell(&self, basis: &mut Basis, why: &str) {
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        let word = if lines.len() == 1 { "line" } else { "lines" };
        let place = if lines.is_empty() {
            String::new()
        } else {
            format!(" ({}{word} {})", if self.count > 3 { "for example " } else { "" }, lines.join(", "))
        };
        basis.leave_out(self.count, format!("{} {why}{place}", if self.count == 1 { "row" } else { "rows" }));
    }
}

#[derive(Default)]
struct LeftOut {
    impossible: Dropped,
    to_come: Dropped,
    no_number: Dropped,
    no_beginning: Dropped,
    unreadable: Dropped,
    no_date: Dropped,
    not_yet: Dropped,
    before: Dropped,
    pull_requests: Dropped,
}

/// Columns by place.
struct Places {
    begin: Option<usize>,
    end: Option<usize>,
    days: Option<usize>,
    ended: Option<usize>,
    outcome: Option<usize>,
    state: Option<usize>,
    updated: Option<usize>,
    id: Option<usize>,
    by: Option<usize>,
    pull_request: Option<usize>,
}

impl Places {
    fn of(table: &Table, shape: Shape, columns: &Columns) -> Self {
        let place = |name: &Option<String>| name.as_deref().filter(|name| !name.is_empty()).and_then(|name| table.find(name));
        Self {
            begin: place(&columns.begin),
            end: place(&columns.end),
            days: place(&columns.days),
            ended: place(&columns.ended),
            outcome: place(&columns.outcome),
            state: place(&columns.state),
            updated: place(&columns.updated),
            id: place(&columns.id),
            by: place(&columns.by),
            pull_request: (shape == Shape::Github).then(|| table.find("pull_request")).flatten(),
        }
    }
}

pub(super) fn read(table: &Table, (shape, columns): (Shape, Columns), asked: &Asked, watch: Watch<'_>) -> Result<Reading, Problem> {
    let places = Places::of(table, shape, &columns);
    let order = order(table, &places, asked)?;
    let as_of = match (places.days, asked.as_of) {
        (Some(_), _) => None,
        (None, Some(given)) => Some(given),
        (None, None) => newest(table, &places, order, asked.latest),
    };
    let rows = Rows { places, order, as_of, asked, shape };
    let (mut left_out, mut things) = (LeftOut::default(), Vec::with_capacity(table.rows.len()));
    for (at, row) in table.rows.iter().enumerate().filter(|(_, row)| row.cells.iter().any(|cell| !cell.trim().is_empty())) {
        watch(at + 1, table.rows.len());
        if let Some(span) = rows.span(row, &mut left_out) {
            things.push(Thing { name: rows.name(row), label: rows.label(row), span });
        }
    }
    if things.is_empty() && left_out.unreadable.count > 0 {
        let line = left_out.unreadable.lines.first().copied().unwrap_or(0);
        return Err(Problem::line(
            line,
            "",
            "No row holds a duration that can be read. Check that the columns are the right ones (--begin, --end, --days).",
        ));
    }
    let mut basis = Basis { as_of: as_of.and_then(written), ..Basis::default() };
    left_out.impossible.tell(&mut basis, "with an end before the beginning");
    left_out.to_come.tell(&mut basis, "with a date that is still to come, which cannot be");
    left_out.no_number.tell(&mut basis, "with days that are no number (nan, infinite)");
    left_out.no_beginning.tell(&mut basis, "without a beginning");
    left_out.unreadable.tell(&mut basis, "with a value that cannot be read");
    left_out.no_date.tell(&mut basis, "closed without a date");
    left_out.not_yet.tell(&mut basis, "with a beginning after the moment of the analysis");
    left_out.before.tell(&mut basis, "ended before the window begins");
    left_out.pull_requests.tell(&mut basis, "of pull requests");
    Ok(Reading { shape, columns, things, basis, impossible: left_out.impossible.count, rows: table.rows.len() })
}

fn written(at: Millis) -> Option<String> {
    Timestamp::from_millisecond(at).ok().map(|at| at.to_string())
}

/// How dates are meant: said by the caller, else told by days beyond 12.
fn order(table: &Table, places: &Places, asked: &Asked) -> Result<Option<DateOrder>, Problem> {
    if asked.dates.is_some() {
        return Ok(asked.dates);
    }
    let columns = [places.begin, places.end].into_iter().flatten();
    let cells = columns.flat_map(|column| table.rows.iter().map(move |row| row.cell(column)));
    moment::order(cells)
        .map_err(|text| Problem::new(format!("“{text}” may mean two days. Say which number comes first: --dates dmy (day) or --dates mdy (month).")))
}

/// The newest moment in the file that can be: how long it was certainly looked at.
fn newest(table: &Table, places: &Places, order: Option<DateOrder>, latest: Option<Millis>) -> Option<Millis> {
    let columns = [places.begin, places.end, places.updated].into_iter().flatten();
    columns
        .flat_map(|column| table.rows.iter().filter_map(move |row| moment::read(row.cell(column), order)))
        .filter(|at| latest.is_none_or(|latest| *at <= latest))
        .max()
}

struct Rows<'a> {
    places: Places,
    order: Option<DateOrder>,
    as_of: Option<Millis>,
    asked: &'a Asked,
    shape: Shape,
}

impl Rows<'_> {
    fn cell<'r>(&self, row: &'r Row, place: Option<usize>) -> &'r str {
        place.map_or("", |place| row.cell(place))
    }

    fn name(&self, row: &Row) -> String {
        match self.cell(row, self.places.id) {
            "" => format!("line {}", row.line),
            id if self.shape == Shape::Github || self.shape == Shape::Gitlab => format!("#{id}"),
            id => id.to_owned(),
        }
    }

    fn label(&self, row: &Row) -> String {
        match self.cell(row, self.places.by) {
            "" => "not said".to_owned(),
            label => label.to_owned(),
        }
    }

    fn span(&self, row: &Row, left_out: &mut LeftOut) -> Option<Span> {
        if !self.cell(row, self.places.pull_request).is_empty() {
            left_out.pull_requests.note(row.line);
            return None;
        }
        if self.places.days.is_some() { self.by_days(row, left_out) } else { self.by_moments(row, left_out) }
    }

    fn by_days(&self, row: &Row, left_out: &mut LeftOut) -> Option<Span> {
        let text = self.cell(row, self.places.days);
        let (Ok(days), Some(ended)) = (text.parse::<f64>(), self.places.ended.map_or(Some(true), |place| rows_mark(row.cell(place)))) else {
            (if text.is_empty() { &mut left_out.no_beginning } else { &mut left_out.unreadable }).note(row.line);
            return None;
        };
        if !days.is_finite() {
            left_out.no_number.note(row.line);
            return None;
        }
        let span = Span::new(days, if ended { self.way(row) } else { Ending::Open });
        if span.is_none() {
            left_out.impossible.note(row.line);
        }
        span
    }

    fn by_moments(&self, row: &Row, left_out: &mut LeftOut) -> Option<Span> {
        let (begin, end) = (self.cell(row, self.places.begin), self.cell(row, self.places.end));
        if begin.is_empty() {
            left_out.no_beginning.note(row.line);
            return None;
        }
        let Some(began) = moment::read(begin, self.order) else {
            left_out.unreadable.note(row.line);
            return None;
        };
        // Who reopens something makes its closing date void, and some trackers leave it standing.
        let end = if self.open_again(row) { "" } else { end };
        let ended = moment::read(end, self.order);
        if ended.is_none() && !end.is_empty() {
            left_out.unreadable.note(row.line);
            return None;
        }
        if ended.is_none() && self.closed_without_date(row) {
            left_out.no_date.note(row.line);
            return None;
        }
        let cannot_be = |at: Millis| self.asked.latest.is_some_and(|latest| at > latest);
        if cannot_be(began) || ended.is_some_and(cannot_be) {
            left_out.to_come.note(row.line);
            return None;
        }
        if ended.is_some_and(|ended| ended < began) {
            left_out.impossible.note(row.line);
            return None;
        }
        self.within(row, began, ended, left_out)
    }

    /// Cuts to what was looked at: from `since`, as of `as_of`.
    fn within(&self, row: &Row, began: Millis, ended: Option<Millis>, left_out: &mut LeftOut) -> Option<Span> {
        let as_of = self.as_of?;
        if began > as_of {
            left_out.not_yet.note(row.line);
            return None;
        }
        let (until, ending) = match ended.filter(|ended| *ended <= as_of) {
            Some(ended) => (ended, self.way(row)),
            None => (as_of, Ending::Open),
        };
        let days = |from: Millis, to: Millis| (to - from) as f64 / MS_PER_DAY;
        let entered = self.asked.since.map_or(0.0, |since| days(began, since).max(0.0));
        let span = Span::entering(entered, days(began, until), ending);
        if span.is_none() {
            left_out.before.note(row.line);
        }
        span
    }

    fn open_again(&self, row: &Row) -> bool {
        match (self.shape, self.cell(row, self.places.state).to_lowercase().as_str()) {
            (Shape::Table, _) | (_, "") => false,
            (Shape::Jira, state) => ["to do", "in progress", "new", "open", "reopened", "indeterminate"].contains(&state),
            (_, state) => rows_mark(state) == Some(false),
        }
    }

    /// Closed, but nobody says when: its age is not known.
    fn closed_without_date(&self, row: &Row) -> bool {
        let state = self.cell(row, self.places.state).to_lowercase();
        match self.shape {
            Shape::Table => false,
            Shape::Jira => ["done", "closed", "resolved"].contains(&state.as_str()),
            Shape::Github | Shape::Gitlab => rows_mark(&state) == Some(true),
        }
    }

    fn way(&self, row: &Row) -> Ending {
        let outcome = self.cell(row, self.places.outcome).to_lowercase();
        let withdrawn = match &self.asked.withdrawn {
            Some((_, values)) => values.iter().any(|value| value.to_lowercase() == outcome),
            None => NOT_SOLVED.contains(&outcome.replace('’', "'").as_str()),
        };
        if withdrawn && !self.asked.any_end { Ending::Withdrawn } else { Ending::Resolved }
    }
}
