//! Anything others should know: words, a heads-up with its days, or a risk.

use super::page;
use super::seat::Seat;
use crate::choices::teams;
use crate::form::Form;
use crate::ui::field::{Field, tick};
use maud::{Markup, html};

/// Teams that can be ticked as touched; in larger groups a heads-up touches everybody.
const TICKS: usize = 40;

pub(super) fn step(seat: &Seat<'_>, form: &Form) -> Markup {
    let number = "5";
    let chosen = match form.value("others_as") {
        kind @ ("heads_up" | "risk") => kind,
        _ => "words",
    };
    let radio = |value: &str, words: &str, opens: bool| {
        html! { label { input type="radio" name="others_as" value=(value) checked[value == chosen] data-opens[opens]; (words) } }
    };
    page::step(
        number,
        "s5",
        "Anything others should know?",
        "may stay empty",
        html! {
            div.answer {
                div.full { (Field::new("others", "Anything others should know?").hidden_label().value(form.value("others")).error(form.error("others")).textarea(2)) }
                @if seat.team().is_some() {
                    div.full { fieldset.seg { legend.vh { "What is it?" } (radio("words", "Just so you know", false)) (radio("heads_up", "We get in your way", true)) (radio("risk", "A risk", false)) } }
                    div class="full opened" { (days(seat, form)) }
                }
            }
        },
    )
}

fn days(seat: &Seat<'_>, form: &Form) -> Markup {
    let own = seat.team().map(|team| team.id.0.to_string());
    let others: Vec<(String, String)> = teams(seat.view, seat.group.id).into_iter().filter(|(id, _)| Some(id) != own.as_ref()).collect();
    html! {
        div.fl {
            (Field::new("from", "From").value(form.value("from")).error(form.error("from")).date())
            (Field::new("until", "Until").value(form.value("until")).error(form.error("until")).date())
        }
        @if others.len() <= TICKS && !others.is_empty() {
            fieldset { legend { "Whom does it touch? Nobody ticked means everybody." }
                div.row { @for (id, name) in &others { (tick("touches", id, form.all("touches").any(|t| t == id), name)) } } }
        }
    }
}
