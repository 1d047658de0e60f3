//! Promise reliability: what became of the first promises that fell due, between all teams. Of a single team it is not
//! shown: only pairs are, to both and the Master.

use super::page::Shown;
use crate::chart::bars::{Bar, Bars};
use crate::chart::figure;
use crate::ui::format;
use crate::ui::how::How;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::insights::pairs::FEWEST_PROMISES;
use rowlock_analysis::model::insights::promises::{Due, Promises};

/// What can have become of a promise, and how to tell.
type Kind = (&'static str, fn(&Due) -> bool);

pub(super) fn section_of(shown: &Shown<'_>) -> Markup {
    let (now, before) = (&shown.insights.promises, &shown.insights.promises_before);
    if now.due.is_empty() || shown.insights.asked.team.is_some() {
        return html! {};
    }
    let finding = match now.due.len() {
        few if few < FEWEST_PROMISES => format!("{} fell due: too few to say how often they are kept", format::counted(few, "promise", "promises")),
        all => format!("{} of {all} promises were kept on the date first given", now.kept()),
    };
    let kinds: [Kind; 3] = [
        ("Delivered by the first date", |due| due.kept),
        ("Delivered later", |due| due.delivered && !due.kept),
        ("Not delivered yet", |due| !due.delivered),
    ];
    let counts: Vec<(&str, usize, usize)> = kinds.iter().map(|(name, is)| (*name, count(now, *is), count(before, *is))).collect();
    let texts: Vec<String> = counts.iter().map(|(_, now, _)| format::count(*now)).collect();
    let note = |before: usize| if shown.insights.promises_before.due.is_empty() { String::new() } else { format!("{before} before") };
    let notes: Vec<String> = counts.iter().map(|(_, _, before)| note(*before)).collect();
    let rows: Vec<Bar<'_>> = counts
        .iter()
        .zip(texts.iter().zip(&notes))
        .map(|((name, value, _), (words, note))| Bar { name, value: *value as f64, words, note, before: None, missed: false })
        .collect();
    let sentence = format!("First promises that fell due in this time, between all teams. {}", now.moves_told());
    let bars = Bars { finding: &finding, rows: &rows, mark: None };
    html! {
        div class="cols cols-half" {
            div {
                (figure(&finding, &sentence, &bars.render(), &bars.figures()))
                (How { basis: &basis(now), as_of: &shown.as_of, sure: "Counted. A promise that was moved in good time still counts as not kept on its first date: others had planned with it." }.render())
            }
        }
    }
}

fn count(promises: &Promises, is: fn(&Due) -> bool) -> usize {
    promises.due.iter().filter(|due| is(due)).count()
}

fn basis(now: &Promises) -> Basis {
    let model = "Date first promised against the day of the first delivery".to_owned();
    let mut basis = Basis { history: format::counted(now.due.len(), "promise that fell due", "promises that fell due"), model, ..Basis::default() };
    basis.leave_out(now.given_up, "that were declined or no longer needed");
    basis
}
