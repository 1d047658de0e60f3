//! "How right were we?": saved forecasts compared with what came.

use super::page::Sheet;
use crate::ui::how::How;
use crate::ui::{format, section};
use maud::{Markup, html};
use rowlock_analysis::model::calibration::calibration;
use rowlock_domain::Thing;

pub(super) fn section(sheet: &Sheet<'_>) -> Markup {
    let moment = sheet.view.moment(&sheet.group.zone);
    let judged = sheet.view.memo_whole("calibration", Thing::Group(sheet.group.id), &sheet.group.zone, || calibration(&moment, sheet.group.id));
    let (found, basis) = &*judged;
    section::section(
        "h-right",
        "How right were we?",
        "saved forecasts compared with what came",
        None,
        html! {
            p { (found.held()) }
            @if let Some(score) = found.score() { p.mt1 { (score) } }
            @if found.chances > 0 {
                table.tbl.calibration {
                    caption.vh { "Chances that were given, and how often they came true" }
                    thead { tr { th scope="col" { "We said" } th.num scope="col" { "Forecasts" } th.num scope="col" { "Came true" } } }
                    tbody { @for (said, many, kept) in &found.fifths { tr { th scope="row" { "about " (format::chance(*said)) } td.num { (many) } td.num { (kept) } } } }
                }
            }
            @if found.sure + found.chances + found.left_out > 0 {
                (How { basis, as_of: &sheet.view.as_of(sheet.view.now, &sheet.group.zone), sure: found.honest().as_deref().unwrap_or("Nothing can be judged yet.") }.render())
            }
        },
    )
}
