//! Age against the usual: a bar with the range from half to 85 % shaded, and the number beside it.

use maud::{Markup, html};
use rowlock_domain::workspace::Measure;

use super::format;
use super::meter::share;

/// What "usual" means, in days of a measure: half are done by `half_days`, 85 % by `most_days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usual {
    /// Half of all past ones took at most this long.
    pub half_days: i64,
    /// 85 % of all past ones took at most this long.
    pub most_days: i64,
}

/// The bar with its number. Without history (`usual` is none) only track and marker are drawn.
pub fn age(days: i64, usual: Option<Usual>, measure: Measure) -> Markup {
    html! { span.age { b { (format::days_by(days, measure)) } (bar(days, usual, measure)) } }
}

/// The end of the scale: 24 d, or twice the usual where that is longer.
fn scale_days(usual: Option<Usual>) -> i64 {
    usual.map_or(24, |usual| (usual.most_days * 2).max(24))
}

fn bar(days: i64, usual: Option<Usual>, measure: Measure) -> Markup {
    let scale = scale_days(usual);
    let at = |day: i64| day as f64 / scale as f64 * 100.0;
    html! {
        svg.agebar data-s=(state(days, usual)) role="img" aria-label=(label(days, usual, measure)) {
            rect.tr y="4" width="100%" height="4" rx="2" {}
            @if let Some(usual) = usual {
                rect.u x=(share(at(usual.half_days))) y="4" width=(share(at(usual.most_days - usual.half_days))) height="4" {}
            }
            rect.a x=(share(at(days.min(scale)))) width="3" height="12" rx="1" transform="translate(-1.5)" {}
        }
    }
}

fn state(days: i64, usual: Option<Usual>) -> &'static str {
    match usual {
        Some(usual) if days > usual.most_days => "late",
        Some(usual) if days > usual.half_days => "risk",
        _ => "",
    }
}

fn label(days: i64, usual: Option<Usual>, measure: Measure) -> String {
    let day = measure.day();
    let old = format!("{days} {day}{} old", if days == 1 { "" } else { "s" });
    match usual {
        Some(usual) => format!("{old}; usual {} to {} {day}s", usual.half_days, usual.most_days),
        None => old,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    const ELAPSED: Measure = Measure::ElapsedDays;
    const USUAL: Option<Usual> = Some(Usual { half_days: 5, most_days: 12 });

    #[test]
    fn older_than_most_is_late_older_than_half_at_risk() {
        for (days, state) in [(5, ""), (6, "risk"), (12, "risk"), (13, "late")] {
            assert_eq!(Html::of(&age(days, USUAL, ELAPSED)).attr(".agebar", "data-s"), state, "{days}");
        }
    }

    #[test]
    fn the_marker_never_leaves_the_bar_and_the_label_says_the_numbers() {
        let page = Html::of(&age(400, USUAL, ELAPSED));
        assert_eq!(page.attr(".agebar .a", "x"), "100%");
        assert_eq!(page.attr(".agebar", "aria-label"), "400 days old; usual 5 to 12 days");
        assert_eq!(page.text(".age b"), "400 d");
        let page = Html::of(&age(1, USUAL, Measure::WorkingDays));
        assert_eq!(page.attr(".agebar", "aria-label"), "1 working day old; usual 5 to 12 working days");
        assert_eq!(page.text(".age b"), "1 working d");
    }

    #[test]
    fn without_history_nothing_is_shaded() {
        let page = Html::of(&age(3, None, ELAPSED));
        assert_eq!(page.count(".agebar .u"), 0);
        assert_eq!(page.attr(".agebar .a", "x"), "12.5%");
    }
}
