//! By what durations of impediments are counted: the one choice here that holds for the whole workspace.

use super::{action, send, setting};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::Refused;
use crate::ui::button::Button;
use crate::ui::field;
use crate::ui::format::capital;
use crate::ui::seg::{self, Part};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::workspace::{Measure, command::SetMeasure};
use rowlock_domain::{Act, Command};

pub(super) fn section(view: &View, group: &Group, refused: &Refused) -> Markup {
    let measure = view.model.measure;
    setting(
        "h-measure",
        "How long impediments take",
        "One choice for the whole workspace: it holds in every group.",
        html! {
            p { b { (capital(measure.in_words())) } ". " (meaning(measure)) }
            @if view.may(Act::Administer) { (form(view, group, refused)) }
        },
    )
}

fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::ElapsedDays => "Nights, weekends and holidays count like any other time.",
        Measure::WorkingDays => {
            "Only the working hours of the owner's team count, of the team that raised it while nobody owns it, else of the group; as many as \
             that team works in a day are one day."
        }
    }
}

fn form(view: &View, group: &Group, refused: &Refused) -> Markup {
    let form = refused.form("measure").or("measure", view.model.measure.word());
    let parts = Measure::ALL.iter().map(|measure| Part::new(measure.word(), choice(*measure))).collect::<Vec<_>>();
    html! {
        (refused.notice("measure"))
        form.form method="post" action=(action(view, group, "measure")) {
            (view.stamp(None))
            div.full { (seg::radios("measure", "How long impediments take is counted in", &parts, form.value("measure"))) }
            @if let Some(error) = form.error("measure") { (field::error("measure-error", error)) }
            p.full.meta {
                "It changes ageing bars, time to own and to resolve, when a blocker has been without an owner for too long for the agenda, and how long \
                 forecasts expect open impediments to last. What is past is counted anew; saved forecasts say by which choice they were made."
            }
            div.formend { (Button::new("Save the choice").render()) }
        }
    }
}

fn choice(measure: Measure) -> &'static str {
    match measure {
        Measure::ElapsedDays => "Elapsed days",
        Measure::WorkingDays => "Working days of the owner's team",
    }
}

pub(super) async fn set(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let chosen = Measure::parse(form.value("measure"));
    if chosen.is_none() {
        form.wrong("measure", "Choose elapsed days or working days.");
    }
    let commands = chosen.map(|measure| Command::from(SetMeasure { measure })).into_iter().collect();
    send(view, slug, "measure", form, commands).await
}
