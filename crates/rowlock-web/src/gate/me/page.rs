//! One's own page.

use super::{passwords, public_name};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::page::LiveMode;
use crate::ui::section::{page_head, section};
use crate::ui::{format, seg};
use crate::view::View;
use maud::{Markup, html};
use rowlock_engine::Desk;
use rowlock_engine::plain::{Account, Binding, Session};
use std::sync::Arc;

pub(super) async fn page(view: &View, form: &Form) -> Result<Markup, WebError> {
    let store = &**view.site.engine.store();
    let account = Account::by_id(store, view.session.account).await?;
    let mut sessions = Session::of(store, view.session.account).await?;
    sessions.sort_by_key(|session| std::cmp::Reverse(session.last_seen));
    let bindings = Binding::all(store, view.session.account).await?;
    let mut workspaces = Vec::new();
    for binding in bindings {
        workspaces.extend(view.site.engine.enter_by_key(binding.workspace).await?);
    }
    let has_password = account.as_ref().is_some_and(|account| account.password.is_some());
    let mail = account.filter(|_| has_password).map_or_else(String::new, |account| account.mail);
    let sentence = if mail.is_empty() { "How Rowlock looks and works for you.".to_owned() } else { format!("You sign in as {mail}.") };
    let main = html! {
        (page_head("You", sentence, Some(crate::gate::first::sign_out())))
        (section("me-name", "Name", "as others see it", None, name(view, form)))
        (section("me-look", "Look and keys", "", None, look(view)))
        @if has_password { (section("password", "Password", "", None, password(view, form))) }
        @if workspaces.len() > 1 { (section("me-workspaces", "Your workspaces", "", None, workspace_list(view, &workspaces))) }
        @if view.is_sample { (section("me-sample", "Remove the sample", "", None, crate::gate::sample::removal(view, form))) }
        (section("me-sessions", "Where you are signed in", "", None, session_list(view, &sessions)))
    };
    let frame = Frame { title: "You", place: Place::Elsewhere, group: None, crumbs: Vec::new(), scopes: Vec::new(), mode: LiveMode::Calm };
    Ok(view.page(&frame, main))
}

fn at(view: &View, path: &str) -> String {
    format!("/{}/me/{path}", view.desk.slug)
}

fn name(view: &View, form: &Form) -> Markup {
    let value = if form.has("name") { form.value("name") } else { view.name(view.person) };
    html! {
        form.form method="post" action=(at(view, "name")) {
            (Field::new("name", "Your name").value(value).error(form.error("name")).autocomplete("name").max_length(200).required().text())
            div.row { (Button::new("Save name").render()) }
        }
    }
}

fn look(view: &View) -> Markup {
    let preference = view.preference.as_ref();
    let theme = preference.and_then(|p| p.theme.as_deref()).unwrap_or("system");
    let keys = if preference.is_some_and(|p| p.keys == Some(false)) { "off" } else { "on" };
    let themes = [seg::Part::new("system", "As the system"), seg::Part::new("light", "Light"), seg::Part::new("dark", "Dark")];
    html! { div.stack-2 {
        form.form method="post" action=(at(view, "theme")) data-turbo="false" {
            div.row { (seg::radios("theme", "Theme", &themes, theme)) (Button::new("Set theme").render()) }
        }
        form.form method="post" action=(at(view, "keys")) data-turbo="false" {
            div.row {
                (seg::radios("keys", "Single keys", &[seg::Part::new("on", "Keys on"), seg::Part::new("off", "Keys off")], keys))
                (Button::new("Set keys").render())
            }
        }
    } }
}

fn password(view: &View, form: &Form) -> Markup {
    let field = |name, label| Field::new(name, label).error(form.error(name)).required();
    html! {
        form.form method="post" action=(at(view, "password")) {
            (field("old", "Present password").autocomplete("current-password").password())
            (field("new", "New password").hint(&format!("{} Your other sessions end.", passwords::HINT)).autocomplete("new-password").password())
            div.row { (Button::new("Change password").render()) }
        }
    }
}

fn workspace_list(view: &View, workspaces: &[Arc<Desk>]) -> Markup {
    html! {
        ul.plain {
            @for desk in workspaces {
                li data-row={ "workspace:" (desk.slug) } {
                    a.link href={ "/" (desk.slug) } { (desk.snapshot().model.name) }
                    @if desk.key == view.desk.key { span.meta { "this one" } }
                    @if desk.key == view.desk.key && view.is_sample { (Button::new("Leave the sample").small().post(&at(view, "leaving"), &[])) }
                }
            }
        }
    }
}

fn session_list(view: &View, sessions: &[Session]) -> Markup {
    html! {
        ul.plain {
            @for session in sessions {
                @let name = public_name(session);
                @let seen = view.local(session.last_seen, &view.model.zone);
                li data-row={ "session:" (name) } {
                    span { (browser(&session.user_agent)) span.meta { ", last seen " (format::moment(seen, view.today(&view.model.zone))) } }
                    @if session.token_hash == view.session.token_hash { span.meta { "this one" } }
                    @else { (Button::new("End").small().spoken("End this session").post(&at(view, &format!("sessions/{name}/ending")), &[])) }
                }
            }
        }
    }
}

/// What the browser calls itself, in short.
fn browser(user_agent: &str) -> String {
    let named = ["Edg", "OPR", "Firefox", "Chrome", "Safari"].into_iter().find(|name| user_agent.contains(name));
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].into_iter().find(|name| user_agent.contains(name));
    let named = match named {
        Some("Edg") => "Edge",
        Some("OPR") => "Opera",
        Some(name) => name,
        None => "A browser",
    };
    system.map_or_else(|| named.to_owned(), |system| format!("{named} on {system}"))
}
