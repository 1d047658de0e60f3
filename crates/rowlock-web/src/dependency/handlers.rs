//! The forms of a handshake, each one command; a refused one comes back on the dependency's own page with what was typed.

use super::detail::{known, page};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::send;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::command::{
    AcceptDependency, ChainDependency, CounterDependency, DeclineDependency, DeliverDependency, MoveNeed, PlaceDependency, PromiseDependency,
    RefuseCounter, RefuseDelivery, RemindDependency, RenewDependency, RetitleDependency, SetDoneWhen, TakeCounter, UnchainDependency,
    WithdrawDependency,
};
use rowlock_domain::meeting::command::ProposeTopic;
use rowlock_domain::series::query::{Upcoming, next_meeting};
use rowlock_domain::{Command, DependencyId, GoalId, ItemId, Thing};

type Number = Path<(String, String)>;

/// Sends one action of the dependency with that number.
async fn act(view: View, number: &str, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let id = known(&view, number)?.id;
    let path = form.back().unwrap_or_else(|| format!("dependencies/{}", id.0));
    send(view, name, form, (Some(Thing::Dependency(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

fn id(view: &View, number: &str) -> Result<DependencyId, WebError> {
    known(view, number).map(|dependency| dependency.id)
}

pub(super) async fn promise(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, on, why) = (id(&view, &n)?, form.date("on"), form.optional_text("why"));
    act(view, &n, "promise", form, PromiseDependency { dependency, on, why }).await
}

pub(super) async fn counter(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, on, offer) = (id(&view, &n)?, form.optional_date("on"), form.optional_text("offer"));
    act(view, &n, "counter", form, CounterDependency { dependency, on, offer }).await
}

pub(super) async fn take_counter(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    act(view, &n, "counter/taken", form, TakeCounter { dependency }).await
}

pub(super) async fn refuse_counter(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "counter/refused", form, RefuseCounter { dependency, why }).await
}

pub(super) async fn decline(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "no", form, DeclineDependency { dependency, why }).await
}

pub(super) async fn renew(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "renewal", form, RenewDependency { dependency, why }).await
}

pub(super) async fn deliver(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, note) = (id(&view, &n)?, form.optional_text("note"));
    act(view, &n, "delivery", form, DeliverDependency { dependency, note }).await
}

pub(super) async fn refuse_delivery(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "delivery/refused", form, RefuseDelivery { dependency, why }).await
}

pub(super) async fn accept(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    act(view, &n, "acceptance", form, AcceptDependency { dependency }).await
}

pub(super) async fn withdraw(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, why) = (id(&view, &n)?, form.optional_text("why"));
    act(view, &n, "withdrawal", form, WithdrawDependency { dependency, why }).await
}

pub(super) async fn move_need(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, needed_by, why) = (id(&view, &n)?, form.optional_date("needed_by"), form.optional_text("why"));
    act(view, &n, "need", form, MoveNeed { dependency, needed_by, why }).await
}

pub(super) async fn retitle(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, title) = (id(&view, &n)?, form.title("title"));
    act(view, &n, "title", form, RetitleDependency { dependency, title }).await
}

pub(super) async fn set_done_when(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (dependency, done_when) = (id(&view, &n)?, form.optional_text("done_when"));
    act(view, &n, "done-when", form, SetDoneWhen { dependency, done_when }).await
}

pub(super) async fn chain(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    let waits_for = other(&view, &mut form);
    let despite_cycle = form.value("despite_cycle") == "yes";
    act(view, &n, "inputs", form, ChainDependency { dependency, waits_for, despite_cycle }).await
}

pub(super) async fn unchain(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    let waits_for = other(&view, &mut form);
    act(view, &n, "inputs", form, UnchainDependency { dependency, waits_for }).await
}

/// The other dependency by its number, with or without `DEP-`.
fn other(view: &View, form: &mut Form) -> DependencyId {
    let number = super::ask::number_of(form.value("waits_for")).map(DependencyId).filter(|id| view.model.dependency(*id).is_some());
    number.unwrap_or_else(|| {
        form.wrong("waits_for", "There is no dependency of that number. Give it as 39 or DEP-39.");
        DependencyId(0)
    })
}

pub(super) async fn place(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    let (consumer_item, provider_item) = (form.id("consumer_item", ItemId), form.id("provider_item", ItemId));
    let goal = form.id("goal", GoalId);
    act(view, &n, "place", form, PlaceDependency { dependency, consumer_item, goal, provider_item }).await
}

pub(super) async fn remind(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let dependency = id(&view, &n)?;
    act(view, &n, "reminder", form, RemindDependency { dependency }).await
}

pub(super) async fn propose(view: View, Path((_, n)): Number, form: Form) -> Result<Response, WebError> {
    let dependency = known(&view, &n)?.clone();
    let meeting = meeting_for(&view, &dependency).ok_or_else(|| WebError::Conflict("No meeting is planned in which both teams sit.".to_owned()))?;
    let about = Some(Thing::Dependency(dependency.id));
    let command = ProposeTopic { occasion: meeting.occasion, about, title: dependency.title.clone(), minutes: None };
    act(view, &n, "topic", form, command).await
}

/// The next Scrum of Scrums in which both ends have a part: of the nearest group that holds them both, or above it.
pub(super) fn meeting_for(view: &View, dependency: &Dependency) -> Option<Upcoming> {
    let model = &view.model;
    let home = model.team(dependency.consumer)?.home;
    let common = model.upwards(home).filter(|group| model.team_is_within(dependency.provider, *group));
    common.into_iter().find_map(|group| next_meeting(model, &**view.site.engine.calendar(), group, view.now))
}
