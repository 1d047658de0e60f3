//! "How is this computed, from what, how sure": what every figure opens.

use maud::{Markup, html};
use rowlock_analysis::Basis;

use super::{Icon, format, icon};

/// What stands behind a figure.
#[derive(Debug, Clone)]
pub struct How<'a> {
    /// Model, history and what was left out.
    pub basis: &'a Basis,
    /// The moment up to which things were looked at, in words: "24 Nov, 09:12".
    pub as_of: &'a str,
    /// How sure one may be, as a sentence.
    pub sure: &'a str,
}

impl How<'_> {
    /// A fold beside or below the figure.
    pub fn render(&self) -> Markup {
        html! {
            details.fold.how {
                summary { (icon::plain(Icon::Chevron, 16)) "How is this computed, from what, how sure?" }
                div.foldbody {
                    dl.howlines {
                        dt { "How" } dd { (self.basis.model) }
                        dt { "From what" } dd { (self.basis.history) @if !self.as_of.is_empty() { "; as of " (self.as_of) } "." }
                        dt { "Left out" } dd { (self.left_out()) }
                        dt { "How sure" } dd { (self.sure) }
                    }
                }
            }
        }
    }

    fn left_out(&self) -> Markup {
        html! {
            @if self.basis.left_out.is_empty() { "Nothing." }
            @else { ul { @for left in &self.basis.left_out { li { (format::count(left.count)) " " (left.what()) } } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn a_figure_says_its_method_its_history_and_what_was_left_out() {
        let mut basis = Basis {
            history: "76 impediments, 67 of them resolved".to_owned(),
            model: "Kaplan–Meier with its log-log band.".to_owned(),
            ..Basis::default()
        };
        basis.leave_out(1662, "cycle times that end before they begin");
        let page = Html::of(&How { basis: &basis, as_of: "24 Nov, 09:12", sure: "Probably within 3 to 17 days." }.render());
        assert_eq!(page.text(".how dd:nth-of-type(2)"), "76 impediments, 67 of them resolved; as of 24 Nov, 09:12.");
        assert_eq!(page.text(".how dd li"), "1,662 cycle times that end before they begin");
        assert_eq!(page.text(".how dd:nth-of-type(4)"), "Probably within 3 to 17 days.");
    }

    #[test]
    fn nothing_left_out_is_said_too() {
        let page = Html::of(&How { basis: &Basis::default(), as_of: "", sure: "" }.render());
        assert_eq!(page.text(".how dd:nth-of-type(3)"), "Nothing.");
    }
}
