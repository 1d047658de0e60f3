//! The set-up link makes the first administrator of a workspace that is there already, for example from an organisation file.

use super::admit;
use crate::address;
use crate::error::WebError;
use crate::form::Form;
use crate::gate::sessions::Begun;
use crate::gate::visitor::Visitor;
use crate::gate::{access, passwords, sign_in};
use crate::routes::Routes;
use crate::site::Site;
use crate::ui::button::Button;
use crate::ui::field::{Field, hidden};
use crate::ui::notice;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::person::command::AddPerson;
use rowlock_domain::workspace::command::NameAdministrator;
use rowlock_domain::{Actor, Command, PersonId, Via};
use rowlock_engine::plain::{Account, AccountId, Binding, PlainChange, Profile};
use rowlock_engine::{Desk, Submission};
use std::sync::Arc;

pub(super) fn routes(routes: &mut Routes) {
    routes.get("/set-up/administrator", open);
    routes.post("/set-up/administrator", become_administrator);
}

async fn open(State(site): State<Site>, visitor: Visitor, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    if let Some(elsewhere) = admit(&site, &visitor).await? {
        return Ok(elsewhere);
    }
    let form = Form::parse(query.unwrap_or_default().as_bytes())?;
    let desk = unadministered(&site, form.value("workspace")).await?;
    Ok(crate::gate::page(&site, "Administer", page(&desk, &form)).into_response())
}

async fn unadministered(site: &Site, slug: &str) -> Result<Arc<Desk>, WebError> {
    let open = access::unadministered(&site.engine).await?;
    open.into_iter().find(|desk| desk.slug == slug).ok_or(WebError::NotFound)
}

async fn become_administrator(State(site): State<Site>, visitor: Visitor, mut form: Form) -> Result<Response, WebError> {
    if let Some(elsewhere) = admit(&site, &visitor).await? {
        return Ok(elsewhere);
    }
    let desk = unadministered(&site, form.value("workspace")).await?;
    let answers = answers(&site, &desk, &mut form).await?;
    if form.is_wrong() {
        return Ok((form.status(), crate::gate::page(&site, "Administer", page(&desk, &form))).into_response());
    }
    let created = site.engine.clock().now();
    let password = Some(site.passwords.hash(form.value("password")).await?);
    let account = Account { id: AccountId::random(), mail: answers.mail.clone(), password, created };
    let begun = Begun::new(account.id, &visitor.user_agent, created);
    let submission = submission(&site, &visitor, &desk, answers, &account, &begun).await?;
    if let Err(error) = desk.submit(submission).await {
        form.refuse(error)?;
        return Ok((form.status(), crate::gate::page(&site, "Administer", page(&desk, &form))).into_response());
    }
    Ok(sign_in::welcome(&site, &visitor, &begun, &format!("/{}", desk.slug)))
}

async fn submission(site: &Site, visitor: &Visitor, desk: &Desk, answers: Answers, account: &Account, begun: &Begun) -> Result<Submission, WebError> {
    let person = answers.person();
    let mut commands: Vec<Command> = Vec::new();
    if answers.known.is_none() {
        commands.push(AddPerson { person, origin: None }.into());
    }
    commands.push(NameAdministrator { person }.into());
    let mut submission = Submission::new(Actor::Operator, Via::Web, commands);
    submission.profiles = vec![answers.profile(desk)];
    submission.plain = account.create();
    submission.plain.extend(Binding { account: account.id, workspace: desk.key, person }.bind());
    submission.plain.push(begun.change());
    submission.plain.extend(visitor.session.as_ref().map(PlainChange::delete));
    submission.plain.extend(access::end_set_up_links(&site.engine).await?);
    Ok(submission)
}

struct Answers {
    name: String,
    mail: String,
    /// Who they are already in the workspace.
    known: Option<Profile>,
    fresh: PersonId,
}

impl Answers {
    fn person(&self) -> PersonId {
        self.known.as_ref().map_or(self.fresh, |profile| profile.person)
    }

    fn profile(&self, desk: &Desk) -> Profile {
        match &self.known {
            Some(known) => Profile { mail: Some(self.mail.clone()), ..known.clone() },
            None => Profile { workspace: desk.key, person: self.fresh, name: self.name.clone(), mail: Some(self.mail.clone()), handle: None },
        }
    }
}

async fn answers(site: &Site, desk: &Desk, form: &mut Form) -> Result<Answers, WebError> {
    let handle = form.value("handle").trim().to_owned();
    let known = desk.snapshot().profiles.by_handle(&handle).map(|profile| Profile::clone(profile));
    if known.is_none() && !handle.is_empty() {
        form.wrong("handle", "Nobody in this workspace has this handle. Leave it empty if you are not in it yet.");
    }
    let name = if known.is_some() { String::new() } else { form.title("name").to_string() };
    let mail = address::read(form.value("mail")).unwrap_or_else(|problem| {
        form.wrong("mail", problem);
        String::new()
    });
    if !mail.is_empty() && Account::by_mail(&**site.engine.store(), &mail).await?.is_some() {
        form.wrong("mail", "An account with this address is here already. Use another address.");
    }
    if let Some(problem) = passwords::problem(form.value("password")) {
        form.wrong("password", problem);
    }
    Ok(Answers { name, mail, known, fresh: PersonId(rand::random()) })
}

fn page(desk: &Desk, form: &Form) -> Markup {
    let field = |name, label| Field::new(name, label).value(form.value(name)).error(form.error(name));
    let handle_hint = "Only if you are in the organisation file.";
    html! {
        h1 { "Administer " (desk.snapshot().model.name) }
        p.sub { "You will look after people, roles and settings, and name the Scrum of Scrums Masters." }
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        form method="post" action="/set-up/administrator" {
            (hidden("workspace", &desk.slug))
            (field("name", "Your name").autocomplete("name").text())
            (field("handle", "Your handle").hint(handle_hint).autocomplete("off").text())
            (field("mail", "Mail address").autocomplete("email").required().email())
            (field("password", "Password").hint(passwords::HINT).autocomplete("new-password").required().password())
            div.row { (Button::new("Administer it").primary().render()) a.link href="/" { "Back" } }
        }
    }
}
