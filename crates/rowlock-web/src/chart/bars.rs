//! Bars with their names and values: on pages a list whose letters are those of the page, in files one drawing.
//! A dashed line is the period before; a triangle marks a missed aim; one mark may cross all bars.

use maud::{Markup, html};

use super::Figures;
use super::plot::{cut, num};

/// A bar.
#[derive(Debug, Clone)]
pub struct Bar<'a> {
    /// What it measures.
    pub name: &'a str,
    /// Its length.
    pub value: f64,
    /// Its length in words: "118 d".
    pub words: &'a str,
    /// Beside it: "in 16 cases".
    pub note: &'a str,
    /// Its length in the period before.
    pub before: Option<f64>,
    /// It misses its aim.
    pub missed: bool,
}

/// Bars.
#[derive(Debug, Clone)]
pub struct Bars<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// In the caller's order.
    pub rows: &'a [Bar<'a>],
    /// A mark across all: the half of all, an aim.
    pub mark: Option<f64>,
}

impl Bars<'_> {
    /// The list: names and values are text, so it is its own table.
    pub fn render(&self) -> Markup {
        let most = self.most();
        let at = |value: f64| format!("{}%", num(percent(value, most)));
        html! {
            ul.hbars {
                @for row in self.rows {
                    li {
                        span { (row.name) }
                        svg.meter data-s=(if row.missed { "risk" } else { "ok" }) aria-hidden="true" {
                            rect.v width=(at(row.value)) height="100%" rx="3" {}
                            @if let Some(before) = row.before { line.prev x1=(at(before)) x2=(at(before)) y1="-20%" y2="120%" {} }
                            @if let Some(mark) = self.mark { rect.aim x=(at(mark)) y="-30%" width="1.5" height="160%" {} }
                        }
                        small {
                            @if row.missed { svg.missmark viewBox="0 0 10 9" role="img" aria-label="misses the aim" { path.miss d="M5 0l5 8.500h-10Z" {} } " " }
                            b.ink { (row.words) } @if !row.note.is_empty() { " " (row.note) }
                        }
                    }
                }
            }
        }
    }

    /// One drawing of all, for a file.
    pub fn drawing(&self) -> Markup {
        let most = self.most();
        let height = 24.0 * self.rows.len() as f64 + 8.0;
        let x = |value: f64| 200.0 + 3.0 * percent(value, most);
        html! {
            svg class="chart" viewBox=(format!("0 0 700 {height}")) role="img" aria-label=(self.finding) {
                @for (at, row) in self.rows.iter().enumerate() {
                    @let y = 24.0 * at as f64;
                    text.tx x="190" y=(num(y + 16.0)) text-anchor="end" { (cut(row.name, 32)) }
                    rect class=(if row.missed { "neg" } else { "v" }) x="200" y=(num(y + 5.0)) width=(num(x(row.value) - 200.0)) height="14" rx="3" {}
                    @if let Some(before) = row.before { path.prev d=(format!("M{} {}v20", num(x(before)), num(y + 2.0))) {} }
                    @if row.missed { path.miss d=(format!("M514 {}l5 8.500h-10Z", num(y + 7.5))) {} }
                    text.tx2 x=(if row.missed { "526" } else { "510" }) y=(num(y + 16.0)) { (row.words) }
                    text.tx x=(num(if row.missed { 536.0 } else { 520.0 } + 7.2 * row.words.chars().count() as f64)) y=(num(y + 16.0)) { (row.note) }
                }
                @if let Some(mark) = self.mark { path.target d=(format!("M{} 0V{}", num(x(mark)), num(height - 4.0))) {} }
            }
        }
    }

    /// The same as rows.
    pub fn figures(&self) -> Figures {
        let mut figures = Figures::new(self.finding, &["What", "Value", "Note"]);
        figures.rows = self.rows.iter().map(|row| vec![row.name.to_owned(), row.words.to_owned(), row.note.to_owned()]).collect();
        figures
    }

    fn most(&self) -> f64 {
        self.rows
            .iter()
            .flat_map(|row| [Some(row.value), row.before])
            .chain([self.mark])
            .flatten()
            .filter(|value| value.is_finite())
            .fold(0.0, f64::max)
    }
}

fn percent(value: f64, most: f64) -> f64 {
    let share = value / most;
    if share.is_finite() { share.clamp(0.0, 1.0) * 100.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn the_longest_fills_the_row_and_the_others_are_shares_of_it() {
        let page = Html::of(&samples::bars().render());
        assert_eq!(page.attr(".hbars li:nth-child(1) .v", "width"), "100%");
        assert_eq!(page.attr(".hbars li:nth-child(2) .v", "width"), "78%");
        assert_eq!(page.attr(".hbars li:nth-child(2) .prev", "x1"), "90%");
        assert_eq!(page.text(".hbars li:nth-child(1) small"), "118 d in 16 cases");
    }

    #[test]
    fn a_missed_aim_is_a_triangle_with_words() {
        let page = Html::of(&samples::bars().render());
        assert_eq!(page.attr(".hbars li:nth-child(3) .missmark", "aria-label"), "misses the aim");
        assert_eq!(page.count(".missmark"), 1);
    }

    #[test]
    fn bars_without_length_divide_by_nothing() {
        let rows = [Bar { name: "None", value: 0.0, words: "0 d", note: "", before: None, missed: false }];
        let bars = Bars { finding: "", rows: &rows, mark: None };
        assert_eq!(Html::of(&bars.render()).attr(".v", "width"), "0%");
        assert!(!bars.drawing().0.contains("NaN"));
    }
}
