//! The board as a drawing with links: columns, rows, arrows from supplier to consumer, chips, flags. Attributes only, no inline style.

use super::layout::{Axis, COLUMNS, Layout, NAMES, Placed, Row, WIDTH};
use crate::ui::format;
use crate::ui::status::State;
use maud::{Markup, html};
use rowlock_domain::time::plus_days;
use rowlock_domain::{Date, DependencyId};

/// One chip's words and links.
pub(super) struct Chip {
    pub id: DependencyId,
    pub state: State,
    /// Cut to fit.
    pub title: String,
    /// "7 d late"; empty when it is not.
    pub late: String,
    /// The date, where the chip does not stand on it.
    pub off_axis: String,
    /// The whole sentence.
    pub full: String,
    pub href: String,
    pub chosen: bool,
    pub width: f64,
    /// From the need to where it comes, when late.
    pub slip: Option<(f64, f64)>,
}

/// A length with one place after the point.
fn n(value: f64) -> String {
    format!("{value:.1}")
}

/// The heads of arrows, one per state.
pub(super) fn markers() -> Markup {
    html! {
        defs {
            @for state in ["ok", "risk", "late", "none", "done"] {
                @let (size, units) = if state == "late" { ("6", "strokeWidth") } else { ("8", "userSpaceOnUse") };
                marker id={ "m-" (state) } viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth=(size) markerHeight=(size) orient="auto" markerUnits=(units) {
                    path.hd data-s=(state) d="M0 0 8 4 0 8Z" {}
                }
            }
        }
    }
}

/// Columns with their dates, "before" first.
pub(super) fn columns(axis: &Axis, height: f64, is_home_rhythm: bool, today: Date) -> Markup {
    let words = if is_home_rhythm {
        ["this sprint", "next sprint", "in 2 sprints", "in 3 sprints"]
    } else {
        ["these two weeks", "in 2 weeks", "in 4 weeks", "in 6 weeks"]
    };
    html! {
        path.colline d={ "M" (n(NAMES)) " 0V" (n(height)) } {}
        text.colname x=(n(NAMES + 8.0)) y="16" { "before" }
        @for (column, words) in (0..COLUMNS).zip(words) {
            @let x = axis.x(axis.column(column));
            path.colline d={ "M" (n(x)) " 0V" (n(height)) } {}
            text.colname x=(n(x + 8.0)) y="16" { (span_words(axis.column(column), today)) }
            text.coldate x=(n(x + 8.0)) y="32" { (words) }
        }
    }
}

/// "16 to 27 Nov", "30 Nov to 11 Dec": a column without its last weekend.
fn span_words(from: Date, today: Date) -> String {
    let mut until = plus_days(from, 13);
    while until.weekday().to_monday_zero_offset() > 4 {
        until = plus_days(until, -1);
    }
    let last = format::short_day(until, today);
    if from.month() == until.month() { format!("{} to {last}", from.day()) } else { format!("{} to {last}", format::short_day(from, from)) }
}

/// Closed days, shaded.
pub(super) fn closed(axis: &Axis, height: f64, (from, until): (Date, Date), today: Date) -> Markup {
    let (left, right) = (axis.x_kept(from), axis.x_kept(plus_days(until, 1)));
    let words = if from == until {
        format!("closed {}", format::short_day(from, today))
    } else {
        format!("closed {} to {}", format::short_day(from, today), format::short_day(until, today))
    };
    html! {
        @if right > left {
            rect.off x=(n(left)) y="42" width=(n(right - left)) height=(n(height - 42.0)) {}
            text.coldate x=(n((left + right) / 2.0)) y=(n(height - 8.0)) text-anchor="middle" { (words) }
        }
    }
}

/// Days on which one team does not work, shaded in its row from `top` to `end`.
pub(super) fn off_in_row(axis: &Axis, (top, end): (f64, f64), (from, until): (Date, Date), (team, today): (&str, Date)) -> Markup {
    let (left, right) = (axis.x_kept(from), axis.x_kept(plus_days(until, 1)));
    let days = if from == until {
        format::short_day(from, today)
    } else {
        format!("{} to {}", format::short_day(from, today), format::short_day(until, today))
    };
    html! {
        @if right > left { rect.off x=(n(left)) y=(n(top)) width=(n(right - left)) height=(n(end - top)) { title { (team) " does not work " (days) } } }
    }
}

/// The line of a team with its name, and a tick where it starts a sprint.
pub(super) fn row(axis: &Axis, row: &Row, name: (&str, &str), starts: &[Date]) -> Markup {
    html! {
        path.rowline d={ "M0 " (n(row.top)) "H" (WIDTH) } {}
        text.teamname x="0" y=(n(row.top + 20.0)) { (name.0) @if name.0 != name.1 { title { (name.1) } } }
        @for start in starts { path.tick d={ "M" (n(axis.x(*start))) " " (n(row.top)) "v7" } {} }
    }
}

/// The line of this moment.
pub(super) fn today(x: f64, height: f64) -> Markup {
    html! {
        path.today d={ "M" (n(x)) " 42V" (n(height)) } {}
        rect.mask x=(n(x - 20.0)) y="36" width="40" height="14" {}
        text.todaytx x=(n(x)) y="46" text-anchor="middle" { "today" }
    }
}

/// From the supplier's chip to the consumer's flag; a late one points back in time.
pub(super) fn arrow(placed: &Placed, chip: &Chip) -> Markup {
    let key = chip.state.key();
    let (left, top) = placed.chip;
    let right = left + chip.width;
    let path = match placed.flag {
        Some((x, y)) if chip.state == State::Late && x < right => {
            let (start, end) = ((right, top + 12.0), (x + 6.0, y + 5.0));
            let rise = start.1 - end.1;
            format!(
                "M{} {}C{} {} {} {} {} {}",
                n(start.0),
                n(start.1),
                n((start.0 + 46.0).min(WIDTH - 2.0)),
                n(start.1 - rise * 0.14),
                n(end.0 + 28.0),
                n(end.1 + rise * 0.17),
                n(end.0),
                n(end.1)
            )
        }
        flag => {
            let end_x = flag.map_or(right - 6.0, |flag| flag.0);
            let flag_top = flag.map_or(placed.consumer_top + 10.0, |flag| flag.1);
            let is_above = flag_top < top;
            let (start_y, end_y) = if is_above { (top, flag_top + 12.0) } else { (top + 24.0, flag_top - 4.0) };
            let middle = (start_y + end_y) / 2.0;
            format!("M{} {}C{} {} {} {} {} {}", n(right - 6.0), n(start_y), n(right - 6.0), n(middle), n(end_x), n(middle), n(end_x), n(end_y))
        }
    };
    html! { path.arr data-s=(key) marker-end={ "url(#m-" (key) ")" } d=(path) {} }
}

/// A chip that ends on its date, as a link.
pub(super) fn chip(placed: &Placed, chip: &Chip) -> Markup {
    let (x, y) = placed.chip;
    html! {
        g data-row=(chip.id) {
            a href=(chip.href) {
                g.chip data-s=(chip.state.key()) data-sel[chip.chosen] {
                    title { (chip.full) }
                    rect x=(n(x)) y=(n(y)) width=(n(chip.width)) height="24" rx="4" {}
                    svg x=(n(x + 7.0)) y=(n(y + 6.0)) width="12" height="12" viewBox="0 0 16 16" { use href={ "#" (chip.state.icon().id()) } {} }
                    text x=(n(x + 24.0)) y=(n(y + 16.0)) {
                        tspan.cid { (chip.id.0) } " " (chip.title)
                        @if !chip.off_axis.is_empty() { tspan.cid dx="5" { (chip.off_axis) } }
                        @if !chip.late.is_empty() { tspan.lt dx="7" { (chip.late) } }
                    }
                }
            }
        }
    }
}

/// The flag at the need, and what of it is late under the chip.
pub(super) fn flag(placed: &Placed, chip: &Chip) -> Markup {
    html! {
        @if let Some((x, y)) = placed.flag {
            path.need d={ "M" (n(x - 4.0)) " " (n(y)) "h8v4l-4 5-4-5Z" } {}
            text.needtx data-s=(chip.state.key()) x=(n(x - 8.0)) y=(n(y + 8.0)) text-anchor="end" { (chip.id.0) }
        }
        @if let Some((from, to)) = chip.slip {
            @if to > from { rect.slip x=(n(from)) y=(n(placed.chip.1 + 25.5)) width=(n(to - from)) height="5" {} }
        }
    }
}

/// The height of the whole drawing.
pub(super) fn view_box(layout: &Layout) -> String {
    format!("0 0 {WIDTH} {}", n(layout.height))
}

/// What the signs mean.
pub(super) fn legend() -> Markup {
    html! {
        p class="key dkey" {
            span { svg width="14" height="12" aria-hidden="true" { path.need d="M3 1h8v5l-4 5-4-5Z" {} } "needed by" }
            span { svg width="22" height="14" aria-hidden="true" { rect.keychip x=".5" y=".5" width="21" height="13" rx="3" {} } "ends on the promised date" }
            span { svg width="30" height="10" aria-hidden="true" { path.arr data-s="late" d="M29 5H4" {} path.hd data-s="late" d="M8 0 0 5l8 5Z" {} } "late: points back in time" }
            span { svg width="26" height="6" aria-hidden="true" { path.arr data-s="risk" d="M0 3h26" {} } "at risk" }
            span { svg width="26" height="6" aria-hidden="true" { path.arr data-s="none" d="M0 3h26" {} } "no promise" }
            span { svg width="6" height="10" aria-hidden="true" { path.tick d="M3 0v8" {} } "a team starts a sprint" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_column_is_named_by_its_working_days() {
        let today = date(2026, 11, 24);
        assert_eq!(span_words(date(2026, 11, 16), today), "16 to 27 Nov");
        assert_eq!(span_words(date(2026, 11, 30), today), "30 Nov to 11 Dec");
    }
}
