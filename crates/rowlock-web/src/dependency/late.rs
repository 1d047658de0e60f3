//! "If it comes 3 days late": who is late too, which goals slip, who can absorb it; for any number of days.

use super::words::team_name;
use crate::form::Form;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::section::section as titled;
use crate::ui::{format, how::How};
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::network::promises;
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::Outlook;

/// Days late unless asked otherwise, and at most.
const DAYS: (u32, u32) = (3, 90);

/// What it does if it comes late; nothing once it is there or given up.
pub(super) fn section_of(view: &View, outlook: &Outlook<'_>, d: &Dependency) -> Option<Markup> {
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let asked = Form::parse(query.as_bytes()).ok().and_then(|form| form.value("late").parse().ok());
    let days: u32 = asked.unwrap_or(DAYS.0).clamp(1, DAYS.1);
    let today = outlook.moment.today;
    let late = promises(&outlook.moment).when_late(d.id, f64::from(days))?;
    let sentence = late.told(&view.model, d.id, f64::from(days), |date| format::day(date, today));
    let basis = Basis {
        as_of: Some(today.to_string()),
        history: format!("{} open dependencies with their needs and promises, dated items and goals", outlook.tally(|_| true).open()),
        model: "Whatever waits for it comes at the later of its own date and this one's new date; nothing is pulled forward.".to_owned(),
        ..Basis::default()
    };
    let counted = if d.promised_for().is_some() { "Counted from its promise." } else { "Nobody promised it: counted from the need." };
    Some(titled(
        "h-late",
        "If it comes late",
        &format!("{} gives, {} needs", team_name(view, d.provider), team_name(view, d.consumer)),
        None,
        html! {
            p class="measure mb2" data-live="if-late" { (sentence) " " (counted) }
            form.filters method="get" action="#h-late" {
                (view.at_field())
                (Field::new("late", "Days late").value(&days.to_string()).bounds("1", "90").number())
                (Button::new("Show").small().render())
            }
            (How { basis: &basis, as_of: &view.as_of(view.now, outlook.moment.zone), sure: "Dates are taken as promised; how likely they are is the forecast's to say." }.render())
        },
    ))
}

/// The section, or nothing.
pub(super) fn section(view: &View, outlook: &Outlook<'_>, d: &Dependency) -> Markup {
    html! { @if let Some(section) = section_of(view, outlook, d) { (section) } }
}
