//! The four pages of the set-up.

use super::plan::{DAYS, Plan};
use super::{Step, zone};
use crate::form::Form;
use crate::gate::passwords;
use crate::site::Site;
use crate::ui::bare::step_head;
use crate::ui::button::Button;
use crate::ui::field::{self, Field};
use crate::ui::{notice, seg};
use maud::{Markup, html};

/// The page of a step with what was typed.
pub(super) fn page(site: &Site, step: Step, plan: &Plan, form: &Form) -> Markup {
    let (title, sentence, fields) = match step {
        Step::You => ("You", "You will administer Rowlock and lead the Scrum of Scrums; both can be handed on later.", you(plan, form)),
        Step::Organisation => ("Your organisation", "What people call it, and the group of teams that will coordinate.", organisation(form)),
        Step::Teams => (
            "Your teams",
            "Two are enough. Each has an ambassador who speaks for it; it need not be the Scrum Master.",
            teams(plan, form, site.engine.sends_mail()),
        ),
        Step::Meeting => ("Your meeting", "Short and often works best: twice a week, 15 minutes.", meeting(form)),
    };
    let number = Step::ALL.iter().position(|other| *other == step).map_or(1, |place| u8::try_from(place + 1).unwrap_or(1));
    let main = html! {
        (step_head(number, 4, title, sentence))
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        form method="post" action=(step.path()) {
            (fields)
            div.row {
                (Button::new(if step.next().is_some() { "Next" } else { "Set up Rowlock" }).primary().render())
                @if let Some(before) = step.before() { a.link href=(before.path()) { "Back" } } @else { a.link href="/" { "Back" } }
            }
        }
    };
    crate::gate::page(site, title, main)
}

fn text<'a>(form: &'a Form, name: &'a str, label: &'a str) -> Field<'a> {
    Field::new(name, label).value(form.value(name)).error(form.error(name)).required().max_length(200)
}

fn you(plan: &Plan, form: &Form) -> Markup {
    let kept = plan.password.is_some();
    let password = Field::new("password", "Password").error(form.error("password")).autocomplete("new-password");
    let hint = if kept { "It is kept. Fill this in only to change it." } else { passwords::HINT };
    html! {
        (text(form, "name", "Your name").autocomplete("name").autofocus().text())
        (text(form, "mail", "Mail address").hint("You sign in with it.").autocomplete("email").email())
        @if kept { (password.hint(hint).password()) }
        @else if form.error("password").is_some() { (password.required().password()) }
        @else { (password.hint(hint).required().password()) }
    }
}

fn organisation(form: &Form) -> Markup {
    html! {
        (text(form, "organisation", "Organisation").placeholder("Harbour").autofocus().text())
        (text(form, "group", "Group of teams").placeholder("Product").hint("More groups, and groups of groups, can come later.").text())
    }
}

fn teams(plan: &Plan, form: &Form, sends_mail: bool) -> Markup {
    let invites =
        if sends_mail { "invitations are mailed where you add one, and shown to you" } else { "invitations are shown to you as links to hand over" };
    let rows = plan.teams.len().max(2).max((0..20).rev().find(|n| form.has(&format!("team-{n}"))).map_or(0, |n| n + 1));
    html! {
        @for place in 0..rows { (team_row(form, place)) }
        p.meta { "A mail address may follow the name, as in Ines Moreau, ines@example.org; " (invites) "." }
        div.row { (Button::new("Add a team").sends("more", "1").skips_checks().render()) }
    }
}

fn team_row(form: &Form, place: usize) -> Markup {
    let (team, ambassador) = (format!("team-{place}"), format!("ambassador-{place}"));
    let (team_label, ambassador_label) = (format!("Team {}", place + 1), format!("Ambassador of team {}", place + 1));
    let field = |name: &str, label: &str, example: &str| {
        Field::new(name, label).value(form.value(name)).error(form.error(name)).placeholder(example).max_length(200).autocomplete("off").text()
    };
    html! {
        div.teamrow {
            (field(&team, &team_label, if place == 0 { "Checkout" } else { "Identity" }))
            (field(&ambassador, &ambassador_label, "Name, or name and mail"))
        }
    }
}

fn meeting(form: &Form) -> Markup {
    let parts = DAYS.map(|(day, words)| (day, words, form.all("day").any(|ticked| ticked == day)));
    html! {
        div.field {
            (seg::chips("day", "Days", &parts))
            @if let Some(error) = form.error("day") { (field::error("f-day-error", error)) }
        }
        (text(form, "time", "Time").time())
        (text(form, "zone", "Time zone").suggestions("zones").hint("As in Europe/Berlin.").autocomplete("off").text())
        datalist id="zones" { @for name in zone::SUGGESTED { option value=(name) {} } }
    }
}
