//! How far one thing moves the answer: bars to both sides of where it stands now, or to one side.

use maud::{Markup, html};

use super::Figures;
use super::plot::{cut, num};

/// Where bars to both sides begin, in percent of the width.
const BOTH: f64 = 50.0;

/// One thing. `worse` and `better` are the answer if only this goes badly or well, with its words.
#[derive(Debug, Clone)]
pub struct Swing<'a> {
    /// What moves.
    pub name: &'a str,
    /// From where to where: "on time this week, or one more week late".
    pub note: &'a str,
    /// The answer at worst: (43.0, "45 %").
    pub worse: Option<(f64, &'a str)>,
    /// The answer at best.
    pub better: Option<(f64, &'a str)>,
}

/// Swings around an answer.
#[derive(Debug, Clone)]
pub struct Tornado<'a> {
    /// The drawing in one sentence.
    pub finding: &'a str,
    /// Where the answer stands.
    pub centre: f64,
    /// In the caller's order: the largest first.
    pub rows: &'a [Swing<'a>],
}

impl Tornado<'_> {
    /// The list: names and values are text, each bar says its range.
    pub fn render(&self) -> Markup {
        html! {
            ul.tor data-sides=[(self.middle() == BOTH).then_some("both")] {
                @for row in self.rows {
                    li {
                        div { b { (row.name) } small { (row.note) } }
                        svg.tbar role="img" aria-label=(range(row)) {
                            rect.mid0 x=(share(self.middle())) y="-10" width="1.5" height="48" {}
                            @if let Some((worse, words)) = row.worse {
                                @let length = self.length(worse);
                                rect.neg x=(share(self.middle() - length)) y="6" width=(share(length)) height="16" rx="2" {}
                                text x=(share(self.middle() - length)) dx="-6" y="18" text-anchor="end" { (words) }
                            }
                            @if let Some((better, words)) = row.better {
                                @let length = self.length(better);
                                rect.pos x=(share(self.middle())) y="6" width=(share(length)) height="16" rx="2" {}
                                text x=(share(self.middle() + length)) dx="6" y="18" { (words) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// One drawing of all, for a file.
    pub fn drawing(&self) -> Markup {
        let height = 32.0 * self.rows.len() as f64 + 8.0;
        let x = |percent: f64| 240.0 + 4.6 * percent;
        html! {
            svg class="chart" viewBox=(format!("0 0 700 {height}")) role="img" aria-label=(self.finding) {
                @for (at, row) in self.rows.iter().enumerate() {
                    @let y = 32.0 * at as f64;
                    text.tx2 x="0" y=(num(y + 13.0)) { (cut(row.name, 34)) }
                    text.tx x="0" y=(num(y + 26.0)) { (cut(row.note, 40)) }
                    @if let Some((worse, words)) = row.worse {
                        @let left = x(self.middle() - self.length(worse));
                        rect.neg x=(num(left)) y=(num(y + 6.0)) width=(num(x(self.middle()) - left)) height="16" rx="2" {}
                        text.tx x=(num(left - 6.0)) y=(num(y + 18.0)) text-anchor="end" { (words) }
                    }
                    @if let Some((better, words)) = row.better {
                        @let right = x(self.middle() + self.length(better));
                        rect.v x=(num(x(self.middle()))) y=(num(y + 6.0)) width=(num(right - x(self.middle()))) height="16" rx="2" {}
                        text.tx x=(num(right + 6.0)) y=(num(y + 18.0)) { (words) }
                    }
                }
                path.ax2 d=(format!("M{} 0V{}", num(x(self.middle())), num(height))) {}
            }
        }
    }

    /// The same as rows.
    pub fn figures(&self) -> Figures {
        let words = |end: Option<(f64, &str)>| end.map_or_else(|| "no difference".to_owned(), |(_, words)| words.to_owned());
        // Bars to one side have one figure: what there is without the thing.
        let two_sided = self.rows.iter().any(|row| row.worse.is_some());
        let heads: &[&str] = if two_sided { &["What", "Which", "If it goes badly", "Without it"] } else { &["What", "Which", "Without it"] };
        let mut figures = Figures::new(self.finding, heads);
        figures.rows = self
            .rows
            .iter()
            .map(|row| {
                let ends = two_sided.then(|| words(row.worse)).into_iter().chain([words(row.better)]);
                [row.name.to_owned(), row.note.to_owned()].into_iter().chain(ends).collect()
            })
            .collect();
        figures
    }

    /// Where the answer stands, in percent of the width: in the middle when bars go to both sides.
    fn middle(&self) -> f64 {
        match (self.rows.iter().any(|row| row.worse.is_some()), self.rows.iter().any(|row| row.better.is_some())) {
            (true, true) => BOTH,
            (true, false) => 88.0,
            _ => 0.0,
        }
    }

    /// A bar's length in percent of the width; the longest leaves room for its words.
    fn length(&self, end: f64) -> f64 {
        let swing = |end: f64| (end - self.centre).abs();
        let ends = self.rows.iter().flat_map(|row| [row.worse, row.better]).flatten();
        let longest = ends.map(|(end, _)| swing(end)).filter(|swing| swing.is_finite()).fold(0.0, f64::max);
        let room = if self.middle() == BOTH { 27.0 } else { 76.0 };
        let share = swing(end) / longest;
        if share.is_finite() { share.min(1.0) * room } else { 0.0 }
    }
}

fn share(percent: f64) -> String {
    format!("{}%", num(percent))
}

fn range(row: &Swing<'_>) -> String {
    match (row.worse, row.better) {
        (Some((_, worse)), Some((_, better))) => format!("{worse} to {better}"),
        (Some((_, words)), None) | (None, Some((_, words))) => words.to_owned(),
        (None, None) => "no difference".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::ui::testing::Html;

    #[test]
    fn the_longest_bar_leaves_room_for_its_words_and_others_are_to_scale() {
        let page = Html::of(&samples::tornado().render());
        assert_eq!(page.attr(".tor li:nth-child(1) .pos", "width"), "27%");
        assert_eq!(page.attr(".tor li:nth-child(2) .pos", "width"), "18.5%");
        assert_eq!(page.attr(".tor li:nth-child(1) .tbar", "aria-label"), "45 % to 80 %");
    }

    #[test]
    fn what_can_only_win_starts_at_the_left() {
        let rows = [Swing { name: "Test environment", note: "", worse: None, better: Some((4.0, "4 d")) }];
        let page = Html::of(&Tornado { finding: "", centre: 0.0, rows: &rows }.render());
        assert_eq!((page.attr(".pos", "x"), page.attr(".pos", "width")), ("0%".to_owned(), "76%".to_owned()));
        assert_eq!(page.count(".neg"), 0);
    }

    #[test]
    fn its_table_has_what_the_bars_say_and_no_empty_column() {
        let rows = [Swing { name: "Test environment", note: "impediment IMP-3", worse: None, better: Some((4.0, "4 d, 60 %")) }];
        let figures = Tornado { finding: "", centre: 0.0, rows: &rows }.figures();
        assert_eq!(
            (figures.heads, figures.rows),
            (
                ["What", "Which", "Without it"].map(str::to_owned).to_vec(),
                vec![["Test environment", "impediment IMP-3", "4 d, 60 %"].map(str::to_owned).to_vec()],
            )
        );
        let two_sided = samples::tornado().figures();
        assert_eq!(two_sided.heads[2..], ["If it goes badly", "Without it"]);
        assert_eq!(two_sided.rows[0][2..], ["45 %", "80 %"]);
    }

    #[test]
    fn no_swing_at_all_divides_by_nothing() {
        let rows = [Swing { name: "Nothing", note: "", worse: Some((5.0, "5")), better: Some((5.0, "5")) }];
        let tornado = Tornado { finding: "", centre: 5.0, rows: &rows };
        assert!(!tornado.render().0.contains("NaN") && !tornado.drawing().0.contains("NaN"));
    }
}
