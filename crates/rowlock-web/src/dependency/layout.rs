//! Where everything of the board stands: a time-true axis of two-week columns, rows of teams, lanes of chips and flags. Pure.

use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, TeamId};

/// Width of the drawing, and where its columns begin.
pub(super) const WIDTH: f64 = 860.0;
pub(super) const NAMES: f64 = 90.0;
const FIRST: f64 = 188.0;
const DAY: f64 = 12.0;
const TOP: f64 = 46.0;
const LANE: f64 = 31.0;
const FLAG_LANE: f64 = 18.0;
/// Columns after "before".
pub(super) const COLUMNS: i64 = 4;
const COLUMN_DAYS: i64 = 14;

/// The axis: two-week columns from the home rhythm's current sprint on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub start: Date,
}

impl Axis {
    /// From a sprint's start, moved on until its column holds today.
    pub fn from(start: Date, today: Date) -> Self {
        let columns = days_between(start, today).div_euclid(COLUMN_DAYS);
        Self { start: plus_days(start, columns * COLUMN_DAYS) }
    }

    /// First day of a column.
    pub fn column(&self, n: i64) -> Date {
        plus_days(self.start, n * COLUMN_DAYS)
    }

    /// The last day on the axis.
    pub fn end(&self) -> Date {
        plus_days(self.start, COLUMNS * COLUMN_DAYS - 1)
    }

    /// The first day on the axis, in the column "before".
    pub fn begin(&self) -> Date {
        plus_days(self.start, -8)
    }

    /// The left edge of a day, wherever it lies.
    pub fn x(&self, date: Date) -> f64 {
        FIRST + DAY * days_between(self.start, date) as f64
    }

    /// The same, kept on the drawing.
    pub fn x_kept(&self, date: Date) -> f64 {
        self.x(date).clamp(NAMES + 8.0, WIDTH - 6.0)
    }
}

/// One dependency as it is to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    pub provider: TeamId,
    pub consumer: TeamId,
    /// Where the chip ends.
    pub ends: Date,
    /// Where the flag stands.
    pub need: Option<Date>,
    pub width: f64,
    /// Letters of its number.
    pub digits: usize,
}

/// Where a bar's chip and flag stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Placed {
    /// Left edge and top of the chip.
    pub chip: (f64, f64),
    /// Middle and top of the flag.
    pub flag: Option<(f64, f64)>,
    /// The top of the consumer's row.
    pub consumer_top: f64,
}

/// A row of the board.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    pub team: TeamId,
    pub top: f64,
}

/// The whole board.
pub(super) struct Layout {
    pub rows: Vec<Row>,
    pub bars: Vec<Placed>,
    pub height: f64,
}

/// Takes the first lane that is free from `left` to `right`.
fn lane(lanes: &mut Vec<Vec<(f64, f64)>>, left: f64, right: f64) -> usize {
    let is_free = |taken: &Vec<(f64, f64)>| taken.iter().all(|(from, to)| right + 6.0 < *from || *to + 6.0 < left);
    let free = lanes.iter().position(is_free).unwrap_or(lanes.len());
    if free == lanes.len() {
        lanes.push(Vec::new());
    }
    lanes[free].push((left, right));
    free
}

/// Lays out the bars over the rows of these teams, in their order.
pub(super) fn lay_out(axis: &Axis, teams: &[TeamId], bars: &[Bar]) -> Layout {
    let mut placed = vec![Placed::default(); bars.len()];
    let mut rows = Vec::with_capacity(teams.len());
    let mut top = TOP;
    for team in teams {
        rows.push(Row { team: *team, top });
        let flags = place_flags(axis, *team, top, bars, &mut placed);
        let offset = 10.0 + FLAG_LANE * flags as f64;
        let chips = place_chips(axis, *team, top + offset, bars, &mut placed);
        let filled = if chips == 0 { offset + 16.0 } else { offset + LANE * chips as f64 + 6.0 };
        top += filled.max(44.0);
    }
    Layout { rows, bars: placed, height: top + 4.0 }
}

fn place_flags(axis: &Axis, team: TeamId, top: f64, bars: &[Bar], placed: &mut [Placed]) -> usize {
    let mut lanes = Vec::new();
    for (bar, place) in bars.iter().zip(placed.iter_mut()).filter(|(bar, _)| bar.consumer == team) {
        place.consumer_top = top;
        if let Some(need) = bar.need {
            let x = axis.x_kept(need);
            let lane = lane(&mut lanes, x - 8.0 - 7.0 * bar.digits as f64, x + 5.0);
            place.flag = Some((x, top + 10.0 + FLAG_LANE * lane as f64));
        }
    }
    lanes.len()
}

fn place_chips(axis: &Axis, team: TeamId, top: f64, bars: &[Bar], placed: &mut [Placed]) -> usize {
    let mut lanes = Vec::new();
    for (bar, place) in bars.iter().zip(placed.iter_mut()).filter(|(bar, _)| bar.provider == team) {
        let right = axis.x(bar.ends).clamp((NAMES + 4.0 + bar.width).min(WIDTH - 2.0), WIDTH - 2.0);
        let left = right - bar.width;
        let lane = lane(&mut lanes, left, right);
        place.chip = (left, top + LANE * lane as f64);
    }
    lanes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn bar(provider: u32, consumer: u32, ends: Date, need: Date) -> Bar {
        Bar { provider: TeamId(provider), consumer: TeamId(consumer), ends, need: Some(need), width: 120.0, digits: 2 }
    }

    #[test]
    fn the_axis_is_true_to_time_and_its_first_column_holds_today() {
        let axis = Axis::from(date(2026, 9, 21), date(2026, 11, 24));
        assert_eq!(axis.start, date(2026, 11, 16));
        assert!((axis.x(date(2026, 11, 30)) - axis.x(date(2026, 11, 16)) - 168.0).abs() < 0.01);
        assert_eq!(axis.end(), date(2027, 1, 10));
        assert_eq!(Axis::from(date(2027, 1, 4), date(2026, 11, 24)).start, date(2026, 11, 23), "a rhythm that begins later is followed back");
    }

    #[test]
    fn chips_end_on_their_date_and_flags_stand_on_the_need() {
        let axis = Axis::from(date(2026, 11, 16), date(2026, 11, 24));
        let bars = [bar(1, 0, date(2026, 12, 4), date(2026, 11, 27))];
        let layout = lay_out(&axis, &[TeamId(0), TeamId(1)], &bars);
        let placed = layout.bars[0];
        assert!((placed.chip.0 + 120.0 - axis.x(date(2026, 12, 4))).abs() < 0.01);
        assert_eq!(placed.flag.map(|flag| flag.0), Some(axis.x(date(2026, 11, 27))));
        assert!(placed.chip.1 > layout.rows[1].top && placed.flag.unwrap().1 < layout.rows[1].top);
    }

    #[test]
    fn what_would_overlap_takes_another_lane() {
        let axis = Axis::from(date(2026, 11, 16), date(2026, 11, 24));
        let bars = [bar(1, 0, date(2026, 12, 4), date(2026, 12, 4)), bar(1, 0, date(2026, 12, 7), date(2026, 12, 5))];
        let layout = lay_out(&axis, &[TeamId(0), TeamId(1)], &bars);
        assert!((layout.bars[0].chip.1 - layout.bars[1].chip.1).abs() > 30.0);
        assert!((layout.bars[0].flag.unwrap().1 - layout.bars[1].flag.unwrap().1).abs() > 17.0);
    }

    #[test]
    fn what_lies_far_away_stays_on_the_drawing() {
        let axis = Axis::from(date(2026, 11, 16), date(2026, 11, 24));
        let bars = [bar(1, 0, date(2025, 1, 1), date(2025, 1, 1)), bar(1, 0, date(2030, 1, 1), date(2030, 1, 1))];
        let layout = lay_out(&axis, &[TeamId(0), TeamId(1)], &bars);
        for placed in &layout.bars {
            assert!(placed.chip.0 >= NAMES && placed.chip.0 + 120.0 <= WIDTH, "{placed:?}");
            assert!(placed.flag.is_some_and(|flag| flag.0 > NAMES && flag.0 < WIDTH));
        }
    }
}
