//! Tables that become stacked records on narrow screens: roles are set, cells carry their heading.

use maud::{Markup, html};

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// The heading.
    pub heading: &'a str,
    /// Right-aligned figures.
    pub numeric: bool,
}

/// A column of words.
pub const fn column(heading: &str) -> Column<'_> {
    Column { heading, numeric: false }
}

/// A column of figures.
pub const fn figures(heading: &str) -> Column<'_> {
    Column { heading, numeric: true }
}

/// A table of class `tbl rec` (plus `class`); `rows` are made by [`row`].
pub fn table(class: &str, caption: &str, columns: &[Column<'_>], rows: Markup) -> Markup {
    html! {
        table class={ "tbl rec " (class) } role="table" {
            caption.vh { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in columns { th.num[column.numeric] scope="col" role="columnheader" { (column.heading) } }
                }
            }
            tbody role="rowgroup" { (rows) }
        }
    }
}

/// A row, known to the page as `key`.
pub fn row(key: &str, cells: Markup) -> Markup {
    html! { tr role="row" data-row=(key) { (cells) } }
}

/// The first cell, which names the row.
pub fn head_cell(content: impl maud::Render) -> Markup {
    html! { th scope="row" role="rowheader" { (content) } }
}

/// A cell with the heading it shows when stacked.
pub fn cell(heading: &str, content: impl maud::Render) -> Markup {
    html! { td role="cell" data-h=(heading) { (content) } }
}

/// A cell of figures.
pub fn figure_cell(heading: &str, content: impl maud::Render) -> Markup {
    html! { td.num role="cell" data-h=(heading) { (content) } }
}

/// A cell with a class of its own and no heading when stacked.
pub fn plain_cell(class: &str, content: impl maud::Render) -> Markup {
    html! { td class=(class) role="cell" { (content) } }
}

/// "50 of 2,000 shown" and the link to the next page.
pub fn more(shown: usize, all: usize, what: &str, href: &str) -> Markup {
    html! {
        @if shown < all {
            p.more {
                (super::format::count(shown)) " of " (super::format::count(all)) " " (what) " shown. "
                a.link href=(href) rel="next" { "Show more" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn roles_survive_a_changed_display_and_rows_have_keys() {
        let rows = row("team:4", html! { (head_cell("Checkout")) (cell("Owes", "none")) });
        let page = Html::of(&table("teams", "Teams", &[column("Team"), figures("Owes")], rows));
        assert_eq!(page.attr("tbody tr", "data-row"), "team:4");
        assert_eq!(page.attr("tbody td", "data-h"), "Owes");
        assert_eq!(page.attr("th[scope=row]", "role"), "rowheader");
        assert_eq!(page.count("thead th.num"), 1);
    }

    #[test]
    fn more_is_offered_only_when_there_is_more() {
        assert_eq!(Html::of(&more(50, 2000, "impediments", "?page=2")).text(".more"), "50 of 2,000 impediments shown. Show more");
        assert!(more(7, 7, "impediments", "?page=2").0.is_empty());
    }
}
