//! The list of risks beside the impediments, the form that raises one, and the page of one.

use crate::choices::{chosen_person, person_field, team_field};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::section::{page_head, pairs, section};
use crate::ui::seg::{self, Part};
use crate::ui::status::{self, State};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Severity;
use rowlock_domain::risk::command::{AcceptRisk, MitigateRisk, OwnRisk, RaiseRisk, ResolveRisk, TurnRiskIntoImpediment};
use rowlock_domain::risk::{Risk, RiskState};
use rowlock_domain::{Act, Command, RiskId, TeamId, Thing};

/// Rows beside the impediments.
const ROWS: usize = 20;

/// Open risks of a group and below.
pub(crate) fn beside(view: &View, group: &Group) -> Markup {
    let today = view.today(&group.zone);
    let mut open: Vec<_> = view.model.risks.iter().filter(|risk| risk.is_open() && view.model.is_within(risk.group, group.id)).collect();
    open.sort_by_key(|risk| (risk.expected_on.is_none(), risk.expected_on, risk.id));
    let new = view.href(&format!("groups/{}/risks/new", group.slug));
    section(
        "h-risks",
        "Risks",
        "what may yet hit",
        None,
        html! {
            @if open.is_empty() { p class="meta mb2" { "No open risk." } }
            ul.plain {
                @for risk in open.iter().take(ROWS) {
                    li data-row=(risk.id) {
                        (risk_status(risk))
                        b { a href=(view.thing_href(Thing::Risk(risk.id))) { (risk.title) } }
                        small {
                            @if let Some(team) = risk.team.and_then(|id| view.model.team(id)) { (team.name) ", " }
                            @if let Some(day) = risk.expected_on { "may hit " (format::near_day(day, today)) ", " }
                            (risk.id)
                        }
                    }
                }
            }
            @if open.len() > ROWS { p.meta { "and " (format::count(open.len() - ROWS)) " more" } }
            @if !view.is_past { (Button::new("Name a risk").link(&new)) }
        },
    )
}

fn risk_status(risk: &Risk) -> Markup {
    match &risk.state {
        RiskState::Raised => status::status(State::Risk, "Raised"),
        RiskState::Owned(_) => status::status(State::Owned, "Watched"),
        RiskState::Resolved(_) => status::status(State::Done, "Resolved"),
        RiskState::Accepted(_) => status::status(State::Ok, "Accepted"),
        RiskState::Mitigated(_) => status::status(State::Ok, "Made smaller"),
        RiskState::Became(_) => status::status(State::Late, "Happened"),
    }
}

pub(super) async fn show_new(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    Ok(new_page(&view, &group, &Form::default()))
}

fn new_page(view: &View, group: &Group, form: &Form) -> Markup {
    let frame = Frame {
        scopes: Vec::new(),
        ..Frame::of_group("Name a risk", Place::Impediments, group.id).below("Impediments", &format!("groups/{}/impediments", group.slug))
    };
    view.page(&frame, html! {
        (page_head("Name a risk", "Something that may yet hit a team, a goal or a date. It is talked about before it hits.", None))
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        form.form method="post" action=(view.href(&format!("groups/{}/risks", group.slug))) {
            (view.stamp(None))
            (Field::new("title", "What may happen?").value(form.value("title")).error(form.error("title")).required().max_length(200).autofocus().text())
            (Field::new("details", "What then, and what could be done?").value(form.value("details")).error(form.error("details")).textarea(3))
            (team_field(view, Field::new("team", "Whom may it hit?").value(form.value("team")).error(form.error("team")), group.id, "The whole group"))
            (Field::new("expected_on", "When?").value(form.value("expected_on")).error(form.error("expected_on")).date())
            div.formend { (Button::new("Name it").primary().render()) }
        }
    })
}

pub(super) async fn raise(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let command = RaiseRisk {
        title: form.title("title"),
        details: form.optional_text("details"),
        group: group.id,
        team: form.id("team", TeamId),
        goal: None,
        expected_on: form.optional_date("expected_on"),
    };
    if !form.is_wrong() {
        match view.submit(&form, None, move |_| Ok(vec![Command::from(command.clone())])).await {
            Ok(done) => return Ok(view.go(&format!("groups/{slug}/impediments"), &done)),
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), new_page(&view, &group, &form)).into_response())
}

fn known(view: &View, number: &str) -> Result<RiskId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.risk(RiskId(number)).map(|risk| risk.id).ok_or(WebError::NotFound)
}

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, known(&view, &number)?, &Refused::default())
}

fn page(view: &View, id: RiskId, refused: &Refused) -> Result<Markup, WebError> {
    let risk = view.model.risk(id).ok_or(WebError::NotFound)?;
    let group = view.model.group(risk.group).ok_or(WebError::NotFound)?;
    let title = id.to_string();
    let frame =
        Frame::of_thing(&title, Place::Impediments, group.id, Thing::Risk(id)).below("Impediments", &format!("groups/{}/impediments", group.slug));
    let may = risk.team.map_or(view.may(Act::Lead(group.id)), |team| view.may(Act::ForTeam(team)));
    Ok(view.page(
        &frame,
        html! {
            header.pagehead { div.narrow { p class="m0 mb1 row" { (risk_status(risk)) span.id { (id) } } h1 { (risk.title) } } }
            div class="cols cols-main" {
                div.stack {
                    @if !risk.details.is_empty() { p.measure.prose { (risk.details) } }
                    (outcome(view, risk))
                    (section("h-history", "History", "", None, crate::changes::history(view, Thing::Risk(id), 30)))
                }
                aside.panel {
                    @if risk.is_open() && may { (actions(view, risk, refused)) hr; }
                    (facts(view, risk))
                }
            }
        },
    ))
}

fn outcome(view: &View, risk: &Risk) -> Markup {
    html! { @match &risk.state {
        RiskState::Resolved(words) | RiskState::Accepted(words) | RiskState::Mitigated(words) => p.measure { (words) },
        RiskState::Became(impediment) => p { "It happened: " a href=(view.thing_href(Thing::Impediment(*impediment))) { (impediment) } },
        RiskState::Raised | RiskState::Owned(_) => {},
    } }
}

fn facts(view: &View, risk: &Risk) -> Markup {
    let today = view.today(&view.model.zone);
    let mut shown = Vec::new();
    if let RiskState::Owned(owner) = risk.state {
        shown.push(("Watched by", html! { (view.name(owner)) }));
    }
    if let Some(by) = risk.raised_by {
        shown.push(("Named by", html! { (view.name(by)) }));
    }
    if let Some(team) = risk.team.and_then(|id| view.model.team(id)) {
        shown.push(("May hit", html! { a.link href=(view.thing_href(Thing::Team(team.id))) { (team.name) } }));
    }
    if let Some(day) = risk.expected_on {
        shown.push(("When", html! { (format::day(day, today)) }));
    }
    pairs(shown)
}

fn actions(view: &View, risk: &Risk, refused: &Refused) -> Markup {
    let href = |noun: &str| view.href(&format!("risks/{}/{noun}", risk.id.0));
    let end = refused.form("end").or("how", "resolved");
    let owner = refused.form("owner");
    let ways = [Part::new("resolved", "Resolved"), Part::new("accepted", "Accepted"), Part::new("mitigated", "Made smaller")];
    html! {
        section.stack-2 aria-label="What you can do" {
            (fold("Somebody watches it", refused.is("owner"), html! {
                (refused.notice("owner"))
                form.form method="post" action=(href("owner")) { (view.stamp(Some(Thing::Risk(risk.id))))
                    (person_field(view, Field::new("owner", "Who").value(owner.value("owner")).error(owner.error("owner")), "Choose a person"))
                    div.formend { (Button::new("Name them").render()) } }
            }))
            (fold("It is dealt with", refused.is("end"), html! {
                (refused.notice("end"))
                form.form method="post" action=(href("end")) { (view.stamp(Some(Thing::Risk(risk.id))))
                    (seg::radios("how", "How", &ways, end.value("how")))
                    (Field::new("why", "In a few words").value(end.value("why")).error(end.error("why")).text())
                    div.formend { (Button::new("Save").render()) } }
            }))
            (fold("It happened", refused.is("happened"), html! {
                (refused.notice("happened"))
                form.form method="post" action=(href("impediment")) { (view.stamp(Some(Thing::Risk(risk.id))))
                    (seg::radios("severity", "How much does it hold back?", &[Part::new("stops", "Work stops"), Part::new("slows", "Work slows")], "stops"))
                    div.formend { (Button::new("Raise the impediment").render()) } }
            }))
        }
    }
}

async fn act(view: View, id: RiskId, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let path = format!("risks/{}", id.0);
    send(view, name, form, (Some(Thing::Risk(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

pub(super) async fn end(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let risk = known(&view, &number)?;
    let why = form.optional_text("why");
    let command: Command = match form.value("how") {
        "accepted" => AcceptRisk { risk, why }.into(),
        "mitigated" => MitigateRisk { risk, how: why }.into(),
        _ => ResolveRisk { risk, how: why }.into(),
    };
    act(view, risk, "end", form, command).await
}

pub(super) async fn own(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let risk = known(&view, &number)?;
    let owner = chosen_person(&view, &mut form, "owner").unwrap_or(rowlock_domain::PersonId(0));
    act(view, risk, "owner", form, OwnRisk { risk, owner }).await
}

pub(super) async fn happened(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let risk = known(&view, &number)?;
    let severity = form.choice("severity", Severity::parse).unwrap_or(Severity::Stops);
    act(view, risk, "happened", form, TurnRiskIntoImpediment { risk, severity }).await
}
