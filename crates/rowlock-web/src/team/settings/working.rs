//! When a team works: zone, days of the week, days off.

use super::{action, may, send};
use crate::choices::zone_field;
use crate::error::WebError;
use crate::form::Form;
use crate::group::setting;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::{format, seg};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::calendar::Weekdays;
use rowlock_domain::team::Team;
use rowlock_domain::team::command::{SetHolidays, SetTeamZone, SetWorkingDays};
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, Zone};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The longest stretch that is added at once.
const LONGEST_DAYS: i64 = 92;

pub(super) fn section(view: &View, team: &Team, refused: &Refused) -> Markup {
    let today = view.today(&team.zone);
    let working: Vec<&str> = (0..7).filter(|n| works(team, *n)).map(|n| DAYS[n]).collect();
    setting(
        "h-working",
        "Working time",
        "Nobody is asked or reminded on days off, and rules count working days only.",
        html! {
            p { "Works " (format::listed(&working)) ", " (team.zone) "." }
            @if may(view, team) {
                (fold("Change days and zone", refused.is("days") || refused.is("zone"), html! { (days_form(view, team, refused)) (zone_form(view, team, refused)) }))
            }
            (holidays(view, team, today, refused))
        },
    )
}

fn works(team: &Team, day: usize) -> bool {
    team.working_days.0 & (1 << day) != 0
}

fn days_form(view: &View, team: &Team, refused: &Refused) -> Markup {
    let form = refused.form("days");
    let ticked = |n: usize| if refused.is("days") { form.all("days").any(|day| day == n.to_string()) } else { works(team, n) };
    let values: Vec<String> = (0..7).map(|n: usize| n.to_string()).collect();
    let parts: Vec<(&str, &str, bool)> = values.iter().enumerate().map(|(n, value)| (value.as_str(), DAYS[n], ticked(n))).collect();
    html! {
        (refused.notice("days"))
        form.form method="post" action=(action(view, team, "working-days")) {
            (view.stamp(None))
            (seg::chips("days", "Working days", &parts))
            @if let Some(problem) = form.error("days") { (crate::ui::field::error("days-error", problem)) }
            div.formend { (Button::new("Save the days").render()) }
        }
    }
}

fn zone_form(view: &View, team: &Team, refused: &Refused) -> Markup {
    let form = refused.form("zone").or("zone", team.zone.as_str());
    html! {
        (refused.notice("zone"))
        form.form method="post" action=(action(view, team, "zone")) {
            (view.stamp(None))
            (zone_field(Field::new("zone", "Time zone").value(form.value("zone")).error(form.error("zone")).required()))
            div.formend { (Button::new("Save the zone").render()) }
        }
    }
}

fn holidays(view: &View, team: &Team, today: Date, refused: &Refused) -> Markup {
    let form = refused.form("holidays");
    let to_come: Vec<Date> = team.holidays.iter().copied().filter(|day| *day >= today).collect();
    html! {
        @if to_come.is_empty() { p.meta { "No day off to come." } }
        ul.plain {
            @for day in to_come.iter().take(30) {
                li data-row=(format!("holiday-{day}")) {
                    b { (format::day(*day, today)) }
                    @if may(view, team) {
                        (Button::new("Remove").small().quiet().spoken(&format!("Remove {}", format::day(*day, today))).post(&action(view, team, "holidays/end"), &[("day", &format::iso(*day))]))
                    }
                }
            }
        }
        @if may(view, team) {
            (refused.notice("holidays"))
            form.form method="post" action=(action(view, team, "holidays")) {
                (view.stamp(None))
                div.fl {
                    (Field::new("from", "First day off").id("f-holiday").value(form.value("from")).error(form.error("from")).required().date())
                    (Field::new("until", "Last day off").value(form.value("until")).error(form.error("until")).hint("Left empty: that one day.").date())
                }
                div.formend { (Button::new("Add days off").render()) }
            }
        }
    }
}

pub(super) async fn set_zone(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let zone = Zone::named(form.value("zone").trim());
    send(view, &team, "zone", form, vec![SetTeamZone { team: team.id, zone }.into()]).await
}

pub(super) async fn set_days(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let bits = form.all("days").filter_map(|day| day.parse::<u8>().ok()).filter(|day| *day < 7).fold(0, |bits, day| bits | (1 << day));
    send(view, &team, "days", form, vec![SetWorkingDays { team: team.id, days: Weekdays(bits) }.into()]).await
}

pub(super) async fn add_holiday(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let from = form.date("from");
    let until = form.optional_date("until").unwrap_or(from);
    let length = days_between(from, until);
    if length < 0 {
        form.wrong("until", "The last day is before the first. Choose the same day or a later one.");
    }
    if length >= LONGEST_DAYS {
        form.wrong("until", "At most three months are added at once. Add the rest after that.");
    }
    let added = (0..=length.clamp(0, LONGEST_DAYS)).map(|n| plus_days(from, n));
    let holidays = team.holidays.iter().copied().chain(added).collect();
    send(view, &team, "holidays", form, vec![SetHolidays { team: team.id, holidays }.into()]).await
}

pub(super) async fn remove_holiday(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let day = form.date("day");
    let holidays = team.holidays.iter().copied().filter(|other| *other != day).collect();
    send(view, &team, "holidays", form, vec![SetHolidays { team: team.id, holidays }.into()]).await
}
