//! What the forms of a topic's thing send: one command each, to the thing itself.

use super::address::Parts;
use super::screen::{meeting_of, send};
use crate::error::WebError;
use crate::form::Form;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use rowlock_domain::dependency::command::{
    AcceptDependency, CounterDependency, DeclineDependency, DeliverDependency, MoveNeed, PromiseDependency, RefuseCounter, RefuseDelivery,
    RenewDependency, TakeCounter, WithdrawDependency,
};
use rowlock_domain::follow_up::command::{DateFollowUp, DropFollowUp, FinishFollowUp, HandOnFollowUp};
use rowlock_domain::goal::command::{DateGoal, MeetGoal, MissGoal};
use rowlock_domain::heads_up::command::EndHeadsUp;
use rowlock_domain::impediment::command::{Contribute, EscalateImpediment, OwnImpediment, ResolveImpediment, ReturnImpediment};
use rowlock_domain::impediment::{ContributionKind, Severity, query as ladder};
use rowlock_domain::risk::command::{AcceptRisk, MitigateRisk, OwnRisk, ResolveRisk, TurnRiskIntoImpediment};
use rowlock_domain::{Command, DependencyId, FollowUpId, GoalId, ImpedimentId, PersonId, RiskId, Thing, Title};

/// The words that name deeds in addresses and forms.
const DEEDS: &[&str] = &[
    "owner",
    "mine",
    "resolution",
    "escalation",
    "answer",
    "contribution",
    "promise",
    "counter",
    "decline",
    "delivery",
    "acceptance",
    "return",
    "agreement",
    "refusal",
    "need",
    "withdrawal",
    "renewal",
    "mitigation",
    "impediment",
    "done",
    "date",
    "drop",
    "met",
    "missed",
    "end",
];

pub(super) async fn act(view: View, Path(parts): Path<Parts>, mut form: Form) -> Result<Response, WebError> {
    let meeting = meeting_of(&view, &parts)?;
    let part = |name: &str| parts.get(name).map_or("", String::as_str);
    let thing: Thing = part("thing").parse().map_err(|()| WebError::NotFound)?;
    let deed = DEEDS.iter().find(|deed| **deed == part("deed")).copied().ok_or(WebError::NotFound)?;
    let command = match thing {
        Thing::Impediment(id) => impediment(&view, id, deed, &mut form),
        Thing::Dependency(id) => provider(id, deed, &mut form).or_else(|| consumer(id, deed, &mut form)),
        Thing::Risk(id) => risk(&view, id, deed, &mut form),
        Thing::FollowUp(id) => follow_up(&view, id, deed, &mut form),
        Thing::Goal(id) => goal(id, deed, &mut form),
        Thing::HeadsUp(heads_up) if deed == "end" => Some(EndHeadsUp { heads_up }.into()),
        _ => None,
    };
    send(view, meeting, deed, form, (Some(thing), command.ok_or(WebError::NotFound)?)).await
}

fn owner(view: &View, form: &mut Form) -> PersonId {
    let person = crate::choices::chosen_person(view, form, "owner");
    if person.is_none() {
        form.wrong("owner", "Choose a person from the list.");
    }
    person.unwrap_or(PersonId(0))
}

fn impediment(view: &View, id: ImpedimentId, deed: &str, form: &mut Form) -> Option<Command> {
    let impediment = view.model.impediment(id)?;
    Some(match deed {
        "owner" => OwnImpediment { impediment: id, owner: owner(view, form) }.into(),
        "mine" => OwnImpediment { impediment: id, owner: view.person }.into(),
        "resolution" => {
            let cause = if form.value("cause").is_empty() { None } else { Title::new(form.value("cause")).ok() };
            ResolveImpediment { impediment: id, what_solved: form.text("what_solved"), cause }.into()
        }
        "escalation" => EscalateImpediment { impediment: id, to: ladder::next_rung(&view.model, impediment)?, why: form.text("why") }.into(),
        "answer" => ReturnImpediment { impediment: id, answer: form.text("answer") }.into(),
        "contribution" => Contribute { impediment: id, kind: ContributionKind::Proposal, text: form.text("text") }.into(),
        _ => return None,
    })
}

fn provider(dependency: DependencyId, deed: &str, form: &mut Form) -> Option<Command> {
    Some(match deed {
        "promise" => PromiseDependency { dependency, on: form.date("on"), why: form.optional_text("why") }.into(),
        "counter" => CounterDependency { dependency, on: form.optional_date("on"), offer: form.text("offer") }.into(),
        "decline" => DeclineDependency { dependency, why: form.text("why") }.into(),
        "delivery" => DeliverDependency { dependency, note: form.optional_text("note") }.into(),
        _ => return None,
    })
}

fn consumer(dependency: DependencyId, deed: &str, form: &mut Form) -> Option<Command> {
    Some(match deed {
        "acceptance" => AcceptDependency { dependency }.into(),
        "return" => RefuseDelivery { dependency, why: form.text("why") }.into(),
        "agreement" => TakeCounter { dependency }.into(),
        "refusal" => RefuseCounter { dependency, why: form.text("why") }.into(),
        "need" => MoveNeed { dependency, needed_by: form.optional_date("needed_by"), why: form.optional_text("why") }.into(),
        "withdrawal" => WithdrawDependency { dependency, why: form.text("why") }.into(),
        "renewal" => RenewDependency { dependency, why: form.text("why") }.into(),
        _ => return None,
    })
}

fn risk(view: &View, id: RiskId, deed: &str, form: &mut Form) -> Option<Command> {
    view.model.risk(id)?;
    Some(match deed {
        "owner" => OwnRisk { risk: id, owner: owner(view, form) }.into(),
        "mitigation" => MitigateRisk { risk: id, how: form.text("how") }.into(),
        "acceptance" => AcceptRisk { risk: id, why: form.text("why") }.into(),
        "resolution" => ResolveRisk { risk: id, how: form.text("how") }.into(),
        "impediment" => TurnRiskIntoImpediment { risk: id, severity: Severity::Slows }.into(),
        _ => return None,
    })
}

fn follow_up(view: &View, follow_up: FollowUpId, deed: &str, form: &mut Form) -> Option<Command> {
    Some(match deed {
        "done" => FinishFollowUp { follow_up }.into(),
        "date" => DateFollowUp { follow_up, due: Some(form.date("due")), why: form.optional_text("why") }.into(),
        "owner" => HandOnFollowUp { follow_up, owner: owner(view, form) }.into(),
        "drop" => DropFollowUp { follow_up, why: form.text("why") }.into(),
        _ => return None,
    })
}

fn goal(goal: GoalId, deed: &str, form: &mut Form) -> Option<Command> {
    Some(match deed {
        "met" => MeetGoal { goal }.into(),
        "missed" => MissGoal { goal, why: form.text("why") }.into(),
        "date" => DateGoal { goal, date: form.optional_date("date"), why: form.text("why") }.into(),
        _ => return None,
    })
}
