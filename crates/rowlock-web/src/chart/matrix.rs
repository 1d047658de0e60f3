//! A design structure matrix: a row waits for a column, suppliers first; what stands above the diagonal leads back.

use super::Figures;
use super::plot::{cut, num};
use maud::{Markup, html};

/// A matrix.
#[derive(Debug, Clone)]
pub struct Matrix<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// Rows and columns, in their order.
    pub names: &'a [String],
    /// (row, column, how many); places outside are left out.
    pub cells: &'a [(usize, usize, usize)],
}

/// Side of a cell.
const SIDE: f64 = 22.0;
/// Where the cells begin.
const LEFT: f64 = 190.0;
const TOP: f64 = 24.0;

impl Matrix<'_> {
    /// The drawing.
    pub fn drawing(&self) -> Markup {
        let side = SIDE * self.names.len() as f64;
        let at = |place: usize| SIDE * place as f64;
        let known = self.cells.iter().filter(|(row, column, _)| *row < self.names.len() && *column < self.names.len());
        html! {
            svg class="chart" viewBox=(format!("0 0 {} {}", num(LEFT + side + 10.0), num(TOP + side + 10.0))) role="img" aria-label=(self.finding) {
                @for (place, name) in self.names.iter().enumerate() {
                    text.tx x=(num(LEFT - 30.0)) y=(num(TOP + at(place) + 15.0)) text-anchor="end" { (cut(name, 24)) }
                    text.tx x=(num(LEFT - 8.0)) y=(num(TOP + at(place) + 15.0)) text-anchor="end" { (place + 1) }
                    text.tx x=(num(LEFT + at(place) + SIDE / 2.0)) y="16" text-anchor="middle" { (place + 1) }
                    rect.f0 x=(num(LEFT + at(place))) y=(num(TOP + at(place))) width=(num(SIDE)) height=(num(SIDE)) {}
                }
                @for (row, column, many) in known {
                    rect class=(if column > row { "neg" } else { "v" }) x=(num(LEFT + at(*column) + 1.0)) y=(num(TOP + at(*row) + 1.0)) width=(num(SIDE - 2.0)) height=(num(SIDE - 2.0)) rx="3" {}
                    text.tx2 x=(num(LEFT + at(*column) + SIDE / 2.0)) y=(num(TOP + at(*row) + 15.0)) text-anchor="middle" { (many) }
                }
            }
        }
    }

    /// The same as rows.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["Waits", "For", "How many"]);
        let name = |place: usize| self.names.get(place).cloned().unwrap_or_default();
        figures.rows = self.cells.iter().map(|(row, column, many)| vec![name(*row), name(*column), many.to_string()]).collect();
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn what_leads_back_is_marked_and_what_is_outside_is_not_drawn() {
        let names = ["a".to_owned(), "b".to_owned()];
        let matrix = Matrix { finding: "b waits for a, and a for b.", names: &names, cells: &[(1, 0, 3), (0, 1, 1), (7, 0, 1)] };
        let page = Html::of(&matrix.drawing());
        assert_eq!((page.count("rect.v"), page.count("rect.neg")), (1, 1));
        assert_eq!(matrix.figures().rows[0], ["b", "a", "3"]);
    }
}
