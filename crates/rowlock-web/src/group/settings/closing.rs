//! Days on which the group neither meets nor works.

use super::{action, send, setting};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::Act;
use rowlock_domain::group::command::SetClosingDays;
use rowlock_domain::group::{ClosingDays, Group};
use std::sync::Arc;

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let today = view.today(&group.zone);
    let may = view.may(Act::Lead(group.id));
    let form = refused.form("closing");
    let inherited = inherited(view, group);
    setting(
        "h-closing",
        "Closing days",
        "No meeting, no reminder, no working time on these days.",
        html! {
            @if group.closing_days.is_empty() && inherited.is_empty() { p.meta { "None." } }
            ul.plain {
                @for (n, days) in group.closing_days.iter().enumerate() {
                    li data-row=(format!("closing-{}", days.from)) {
                        b { (format::day(days.from, today)) " to " (format::day(days.until, today)) }
                        small { (days.why) }
                        @if may { (Button::new("Remove").small().quiet().post(&action(view, group, "closing-days/end"), &[("place", &n.to_string())])) }
                    }
                }
            }
            @if !inherited.is_empty() {
                p.meta { "They hold here as well, set by the groups above:" }
                ul.plain {
                    @for (above, days) in &inherited {
                        li {
                            b { (format::day(days.from, today)) " to " (format::day(days.until, today)) }
                            small { (days.why) @if !days.why.is_empty() { ", " } "of " a.link href=(view.href(&format!("groups/{}/settings", above.slug))) { (above.name) } }
                        }
                    }
                }
            }
            @if may {
                (refused.notice("closing"))
                form.form method="post" action=(action(view, group, "closing-days")) {
                    (view.stamp(None))
                    (Field::new("from", "First day").id("f-closing-from").value(form.value("from")).error(form.error("from")).required().date())
                    (Field::new("until", "Last day").value(form.value("until")).error(form.error("until")).required().date())
                    (Field::new("why", "What for").value(form.value("why")).error(form.error("why")).max_length(200).text())
                    div.formend { (Button::new("Add closing days").render()) }
                }
            }
        },
    )
}

/// Closing days of the groups above, which hold here too.
fn inherited<'a>(view: &'a View, group: &Group) -> Vec<(&'a Arc<Group>, &'a ClosingDays)> {
    let above = view.model.upwards(group.id).skip(1).filter_map(|id| view.model.group(id));
    above.flat_map(|above| above.closing_days.iter().map(move |days| (above, days))).collect()
}

pub(super) async fn add(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let days = ClosingDays { from: form.date("from"), until: form.date("until"), why: form.optional_text("why") };
    if days.until < days.from {
        form.wrong("until", "The last day is before the first. Choose the same day or a later one.");
    }
    let mut all: Vec<ClosingDays> = group.closing_days.iter().cloned().collect();
    all.push(days);
    all.sort_by_key(|days| days.from);
    send(view, slug, "closing", form, vec![SetClosingDays { group: group.id, days: all }.into()]).await
}

pub(super) async fn remove(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let place = form.number("place", 0, u32::MAX) as usize;
    let days = group.closing_days.iter().enumerate().filter(|(n, _)| *n != place).map(|(_, days)| days.clone()).collect();
    send(view, slug, "closing", form, vec![SetClosingDays { group: group.id, days }.into()]).await
}
