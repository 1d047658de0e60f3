//! What can be done to an impediment: each action a small form; only what the viewer may do is shown.

use super::detail::{known, level_name, page};
use crate::choices::{chosen_person, person_field, teams};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, fold, tick};
use crate::ui::seg::{self, Part};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::impediment::command::{
    AskHelp, ConfirmImpediment, Contribute, DescribeImpediment, DisownImpediment, EscalateImpediment, MergeImpediment, NameHeldBack, OwnImpediment,
    ReopenImpediment, ResolveImpediment, RetitleImpediment, ReturnImpediment, SetSeverity, WithdrawImpediment,
};
use rowlock_domain::impediment::query::{is_escalated, next_rung};
use rowlock_domain::impediment::{ContributionKind, Impediment, ImpedimentState, Severity};
use rowlock_domain::{Act, Command, ImpedimentId, TeamId, Thing, Title};

type Number = Path<(String, String)>;

/// The ways from the head of the page to the forms that are used most.
pub(super) fn ways(view: &View, impediment: &Impediment) -> Markup {
    html! {
        @if view.may(Act::Tend(impediment.id)) {
            @if next_rung(&view.model, impediment).is_some() { (Button::new("Escalate").link("#f-escalate")) }
            @let resolve = Button::new("Resolve");
            (if impediment.owner.is_some() { resolve.primary() } else { resolve }.link("#f-what_solved"))
        }
    }
}

/// Everything the viewer may do to it now.
pub(super) fn panel(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let may_tend = view.may(Act::Tend(impediment.id));
    let may_own = view.may(Act::Own(impediment.id, view.person));
    html! {
        section.stack-2 aria-label="What you can do" {
            @if impediment.is_open() {
                @if may_own && impediment.owner != Some(view.person) { (post(view, impediment, "owner", take(impediment), &[("owner", &view.person.to_string())])) }
                @if may_tend { (open_actions(view, impediment, refused)) }
                @else { p.meta { "Its owner, those who act for the team that raised it, or the Scrum of Scrums Master can change it. Anybody can add a proposal." } }
            } @else { (closed_actions(view, impediment, refused)) }
        }
    }
}

/// What matters most while nobody has it.
fn take(impediment: &Impediment) -> Button<'static> {
    let take = Button::new("I take it");
    if impediment.owner.is_none() { take.primary() } else { take }
}

fn action(view: &View, impediment: &Impediment, noun: &str) -> String {
    view.href(&format!("impediments/{}/{noun}", impediment.id.0))
}

fn post(view: &View, impediment: &Impediment, noun: &str, button: Button<'_>, hidden: &[(&str, &str)]) -> Markup {
    button.post(&action(view, impediment, noun), hidden)
}

/// A folded form of one action.
fn folded(view: &View, impediment: &Impediment, (name, noun): (&str, &str), words: &str, refused: &Refused, fields: Markup) -> Markup {
    fold(
        words,
        refused.is(name),
        html! {
            (refused.notice(name))
            form.form method="post" action=(action(view, impediment, noun)) {
                (view.stamp(Some(Thing::Impediment(impediment.id))))
                (fields)
                div.formend { (Button::new(words).render()) }
            }
        },
    )
}

fn open_actions(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let form = |name| refused.form(name);
    let solve = form("resolution");
    let mut causes = vec![Choice { value: "", words: "Not said" }];
    causes.extend(view.model.causes.iter().map(|cause| Choice { value: cause.as_str(), words: cause.as_str() }));
    html! {
        (folded(view, impediment, ("resolution", "resolution"), "Resolve", refused, html! {
            (Field::new("what_solved", "What solved it?").value(solve.value("what_solved")).error(solve.error("what_solved")).hint("The next team with the same problem finds it.").textarea(2))
            (Field::new("cause", "Cause").value(solve.value("cause")).error(solve.error("cause")).select(&causes))
        }))
        (owner_form(view, impediment, refused))
        (escalation(view, impediment, refused))
        (wording(view, impediment, refused))
        (endings(view, impediment, refused))
    }
}

fn owner_form(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let form = refused.form("owner").or("owner", impediment.owner.map_or_else(String::new, |p| p.to_string()));
    let words = if impediment.owner.is_some() { "Hand it on" } else { "Name an owner" };
    html! {
        (folded(view, impediment, ("owner", "owner"), words, refused, person_field(view, Field::new("owner", "Owner").value(form.value("owner")).error(form.error("owner")), "Choose a person")))
        @if impediment.owner.is_some() {
            (folded(view, impediment, ("owner-end", "owner/end"), "Give it up", refused, html! {
                (Field::new("why", "Why").id("f-disown").value(refused.form("owner-end").value("why")).error(refused.form("owner-end").error("why")).text())
            }))
        }
    }
}

fn escalation(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let form = refused.form("escalation");
    let answer = refused.form("answer");
    html! {
        @if let Some(next) = next_rung(&view.model, impediment) {
            @let words = format!("Escalate to {}", level_name(view, next));
            (folded(view, impediment, ("escalation", "escalation"), &words, refused, html! {
                (Field::new("why", "What is asked of them, and until when?").id("f-escalate").value(form.value("why")).error(form.error("why")).textarea(2))
            }))
        }
        @if is_escalated(impediment) {
            (folded(view, impediment, ("answer", "answer"), "Answer and send it back down", refused, html! {
                (Field::new("answer", "Answer").value(answer.value("answer")).error(answer.error("answer")).textarea(2))
            }))
        }
    }
}

fn wording(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let title = refused.form("title").or("title", impediment.title.as_str());
    let details = refused.form("details").or("details", impediment.details.as_str());
    let severity = refused.form("severity").or("severity", impediment.severity.word());
    html! {
        (folded(view, impediment, ("title", "title"), "Correct the title", refused, Field::new("title", "Title").value(title.value("title")).error(title.error("title")).max_length(200).text()))
        (folded(view, impediment, ("details", "details"), "Say what is needed", refused, Field::new("details", "What is needed").value(details.value("details")).error(details.error("details")).textarea(3)))
        (folded(view, impediment, ("severity", "severity"), "Change how much it holds back", refused,
            seg::radios("severity", "How much", &[Part::new("stops", "Work stops"), Part::new("slows", "Work slows")], severity.value("severity"))))
        (team_form(view, impediment, refused))
    }
}

fn team_form(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let top = view.model.upwards(impediment.group).last().unwrap_or(impediment.group);
    let all = teams(view, top);
    if all.len() > 60 {
        return html! {};
    }
    let held = |id: &str| id.parse().is_ok_and(|n| impediment.holds_back.contains(&TeamId(n)));
    let asked = |id: &str| id.parse().is_ok_and(|n| impediment.asked.contains(&TeamId(n)));
    folded(
        view,
        impediment,
        ("teams", "teams"),
        "Change whom it concerns",
        refused,
        html! {
            fieldset { legend { "Holds back" } div.row { @for (id, name) in &all { (tick("held", id, held(id), name)) } } }
            fieldset { legend { "Help asked of" } div.row { @for (id, name) in &all { (tick("asked", id, asked(id), name)) } } }
        },
    )
}

fn endings(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let withdrawal = refused.form("withdrawal");
    let merge = refused.form("merge");
    html! {
        (folded(view, impediment, ("merge", "merge"), "Merge into another", refused, html! {
            (Field::new("into", "Number of the other").placeholder("118").value(merge.value("into")).error(merge.error("into")).number())
        }))
        (folded(view, impediment, ("withdrawal", "withdrawal"), "Take it back", refused, html! {
            (Field::new("why", "Why").id("f-withdraw").value(withdrawal.value("why")).error(withdrawal.error("why")).text())
        }))
    }
}

fn closed_actions(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let may_confirm = impediment.team.map_or(view.may(Act::Tend(impediment.id)), |team| view.may(Act::ForTeam(team)));
    let form = refused.form("return");
    html! {
        @if impediment.state == ImpedimentState::Resolved {
            @if may_confirm { (post(view, impediment, "confirmation", Button::new("Yes, it is gone").primary(), &[])) }
            @else { p.meta { "The team that raised it confirms." } }
        }
        @if may_confirm || view.may(Act::Tend(impediment.id)) {
            (folded(view, impediment, ("return", "return"), "It is back", refused, html! {
                (Field::new("why", "What happens").id("f-reopen").value(form.value("why")).error(form.error("why")).text())
            }))
        }
    }
}

/// Sends one action of the impediment with that number.
async fn act(view: View, number: &str, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let id = known(&view, number)?.id;
    let path = format!("impediments/{}", id.0);
    send(view, name, form, (Some(Thing::Impediment(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

fn id(view: &View, number: &str) -> Result<ImpedimentId, WebError> {
    known(view, number).map(|impediment| impediment.id)
}

pub(super) async fn retitle(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, title) = (id(&view, &n)?, form.title("title"));
    act(view, &n, "title", form, RetitleImpediment { impediment, title }).await
}

pub(super) async fn describe(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, details) = (id(&view, &n)?, form.optional_text("details"));
    act(view, &n, "details", form, DescribeImpediment { impediment, details }).await
}

pub(super) async fn set_severity(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let impediment = id(&view, &n)?;
    let severity = form.choice("severity", Severity::parse).unwrap_or(Severity::Slows);
    act(view, &n, "severity", form, SetSeverity { impediment, severity }).await
}

pub(super) async fn name_teams(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let impediment = id(&view, &n)?;
    let (held, asked) = (form.ids("held", TeamId), form.ids("asked", TeamId));
    let path = format!("impediments/{}", impediment.0);
    let commands = vec![NameHeldBack { impediment, teams: held }.into(), AskHelp { impediment, teams: asked }.into()];
    send(view, "teams", form, (Some(Thing::Impediment(impediment)), commands), &path, move |view, refused| page(view, impediment, refused)).await
}

pub(super) async fn own(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let impediment = id(&view, &n)?;
    let Some(owner) = chosen_person(&view, &mut form, "owner") else {
        form.wrong("owner", "Choose who takes it.");
        return act(view, &n, "owner", form, ConfirmImpediment { impediment }).await;
    };
    act(view, &n, "owner", form, OwnImpediment { impediment, owner }).await
}

pub(super) async fn disown(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "owner-end", form, DisownImpediment { impediment, why }).await
}

pub(super) async fn escalate(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let known = known(&view, &n)?.clone();
    let why = form.optional_text("why");
    let to = next_rung(&view.model, &known).unwrap_or(known.level);
    act(view, &n, "escalation", form, EscalateImpediment { impediment: known.id, to, why }).await
}

pub(super) async fn answer(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, answer) = (id(&view, &n)?, form.text("answer"));
    act(view, &n, "answer", form, ReturnImpediment { impediment, answer }).await
}

pub(super) async fn contribute(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, text) = (id(&view, &n)?, form.text("text"));
    let kind = form.choice("kind", ContributionKind::parse).unwrap_or(ContributionKind::Remark);
    act(view, &n, "contribution", form, Contribute { impediment, kind, text }).await
}

pub(super) async fn resolve(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, what_solved) = (id(&view, &n)?, form.optional_text("what_solved"));
    let cause = if form.value("cause").is_empty() { None } else { Title::new(form.value("cause")).ok() };
    act(view, &n, "resolution", form, ResolveImpediment { impediment, what_solved, cause }).await
}

pub(super) async fn confirm(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let impediment = id(&view, &n)?;
    act(view, &n, "confirmation", form, ConfirmImpediment { impediment }).await
}

pub(super) async fn reopen(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "return", form, ReopenImpediment { impediment, why }).await
}

pub(super) async fn withdraw(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (impediment, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "withdrawal", form, WithdrawImpediment { impediment, why }).await
}

pub(super) async fn merge(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let impediment = id(&view, &n)?;
    let into = ImpedimentId(form.number("into", 1, u32::MAX));
    act(view, &n, "merge", form, MergeImpediment { impediment, into }).await
}
