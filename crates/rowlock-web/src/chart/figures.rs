//! The table of a chart, and the frame of heading, drawing and table.

use maud::{Markup, html};

use crate::ui::{Icon, icon};

/// The figures of a chart as rows, for those who cannot see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// What the table shows.
    pub caption: String,
    /// The headings; the first column names the row.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Figures {
    /// A table with these headings.
    pub fn new(caption: &str, heads: &[&str]) -> Self {
        Self { caption: caption.to_owned(), heads: heads.iter().map(|head| (*head).to_owned()).collect(), rows: Vec::new() }
    }

    /// Behind a fold "As a table"; nothing without rows.
    pub fn render(&self) -> Markup {
        html! {
            @if !self.rows.is_empty() {
                details.fold.astable {
                    summary { (icon::plain(Icon::Chevron, 16)) "As a table" }
                    div."foldbody scroll" tabindex="0" role="group" aria-label=(self.caption) { (self.table()) }
                }
            }
        }
    }

    /// The table itself.
    pub fn table(&self) -> Markup {
        html! {
            table.tbl {
                caption.vh { (self.caption) }
                thead { tr { @for (at, head) in self.heads.iter().enumerate() { th.num[at > 0] scope="col" { (head) } } } }
                tbody {
                    @for row in &self.rows {
                        tr {
                            @for (at, cell) in row.iter().enumerate() {
                                @if at == 0 { th scope="row" { (cell) } } @else { td.num { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A figure of a page: its finding as the heading, a sentence, the drawing, its table.
pub fn figure(finding: &str, sentence: &str, drawing: &Markup, figures: &Figures) -> Markup {
    html! {
        section.fig {
            h2 { (finding) }
            @if !sentence.is_empty() { p { (sentence) } }
            (drawing)
            (figures.render())
        }
    }
}
