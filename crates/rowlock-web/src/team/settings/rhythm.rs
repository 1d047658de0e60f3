//! A team's rhythm: how long its sprints are and when they begin, from a date on.

use super::{action, may, send};
use crate::error::WebError;
use crate::form::Form;
use crate::group::setting;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, tick};
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::team::Team;
use rowlock_domain::team::command::SetRhythm;
use rowlock_domain::team::rhythm::Rhythm;

pub(super) fn section(view: &View, team: &Team, refused: &Refused) -> Markup {
    let today = view.today(&team.zone);
    let sprint = team.sprint_on(today);
    setting(
        "h-rhythm",
        "Rhythm",
        "Sprints come by themselves. The first check-in after a sprint's end asks whether its goal was met.",
        html! {
            @match (&sprint, team.rhythm_on(today)) {
                (Some(sprint), Some(rhythm)) => p { "Sprints of " (format::counted(usize::from(rhythm.weeks), "week", "weeks")) ". " (sprint.name) " runs from " (format::day(sprint.start, today)) " to " (format::day(sprint.end, today)) "." },
                (Some(sprint), None) => p { (sprint.name) " runs from " (format::day(sprint.start, today)) " to " (format::day(sprint.end, today)) "." },
                (None, _) => p { "No sprints: the team works as things come." },
            }
            @if may(view, team) { (fold("Change the rhythm", refused.is("rhythm"), form(view, team, refused))) }
        },
    )
}

fn form(view: &View, team: &Team, refused: &Refused) -> Markup {
    let today = view.today(&team.zone);
    let rhythm = team.rhythm_on(today);
    let number = team.sprint_on(today).and_then(|s| s.name.as_str().strip_prefix("Sprint ").and_then(|n| n.parse::<u32>().ok())).map_or(1, |n| n + 1);
    let form = refused
        .form("rhythm")
        .or("weeks", rhythm.map_or(2, |r| r.weeks).to_string())
        .or("start", team.sprint_on(today).map_or_else(|| format::iso(today), |s| format::iso(rowlock_domain::time::plus_days(s.end, 1))))
        .or("number", number.to_string());
    html! {
        (refused.notice("rhythm"))
        form.form method="post" action=(action(view, team, "rhythm")) {
            (view.stamp(None))
            div.fl {
                (Field::new("weeks", "Length in weeks").value(form.value("weeks")).error(form.error("weeks")).bounds("1", "8").number())
                (Field::new("start", "A sprint begins on").value(form.value("start")).error(form.error("start")).hint("From this day on the new rhythm holds.").required().date())
                (Field::new("number", "It is sprint number").value(form.value("number")).error(form.error("number")).bounds("1", "9999").number())
            }
            (tick("none", "yes", form.value("none") == "yes", "no sprints from that day on"))
            div.formend { (Button::new("Save the rhythm").render()) }
        }
    }
}

pub(super) async fn set(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.clone();
    let from = form.date("start");
    let rhythm = if form.value("none") == "yes" {
        None
    } else {
        let weeks = u8::try_from(form.number("weeks", 1, 8)).unwrap_or(1);
        Some(Rhythm { start: from, weeks, number: form.number("number", 1, 9_999) })
    };
    send(view, &team, "rhythm", form, vec![SetRhythm { team: team.id, from, rhythm }.into()]).await
}
