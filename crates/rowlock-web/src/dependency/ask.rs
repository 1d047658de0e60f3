//! The form with which one team asks another for something.

use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::Field;
use crate::ui::notice;
use crate::ui::section::page_head;
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::dependency::command::RequestDependency;
use rowlock_domain::group::Group;
use rowlock_domain::{Act, Command, DependencyId, Event, GoalId, ItemId, TeamId};

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let form = Form::parse(query.as_bytes())?;
    let own = own_teams(&view, &group);
    let form = match own.as_slice() {
        [(id, _)] => form.or("consumer", id.clone()),
        _ => form,
    };
    Ok(page(&view, &group, &form))
}

/// The teams for which the viewer may ask.
fn own_teams(view: &View, group: &Group) -> Vec<(String, String)> {
    choices::teams(view, group.id).into_iter().filter(|(id, _)| id.parse().is_ok_and(|n| view.may(Act::ForTeam(TeamId(n))))).collect()
}

/// Every living team, those of the group first.
fn all_teams(view: &View, group: &Group) -> Vec<(String, String)> {
    let mut teams = choices::teams(view, group.id);
    let others = view.model.teams.iter().filter(|team| team.archived_at.is_none() && !view.model.is_within(team.home, group.id));
    teams.extend(others.map(|team| (team.id.0.to_string(), team.name.to_string())));
    teams
}

fn page(view: &View, group: &Group, form: &Form) -> Markup {
    let list = format!("groups/{}/dependencies", group.slug);
    let frame = Frame { scopes: Vec::new(), ..Frame::of_group("Ask another team", Place::Dependencies, group.id).below("Dependencies", &list) };
    let own = own_teams(view, group);
    view.page(&frame, html! {
        (page_head("Ask another team", "What your team needs from another. They promise it for a date, offer something else, or decline with a reason.", None))
        @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
        @if own.is_empty() {
            (notice::notice(notice::Tone::Neutral, "Only those who act for a team can ask for it: its ambassador or stand-in, its Scrum Master, its Product Owner, or the Scrum of Scrums Master."))
        } @else { (fields(view, group, form, &own)) }
    })
}

fn fields(view: &View, group: &Group, form: &Form, own: &[(String, String)]) -> Markup {
    let field = |name: &'static str, label: &'static str| Field::new(name, label).value(form.value(name)).error(form.error(name));
    let all = all_teams(view, group);
    let goals = choices::goals(view, group.id);
    let items: Vec<(String, String)> = match own {
        [(team, _)] => team.parse().map(|n| choices::items(view, TeamId(n))).unwrap_or_default(),
        _ => Vec::new(),
    };
    html! {
        form.form method="post" action=(view.href(&format!("groups/{}/dependencies", group.slug))) {
            (view.stamp(None))
            (field("title", "What do you need?").placeholder("Refund API for guest orders").required().max_length(200).autofocus().text())
            div.fl {
                (field("consumer", "Which team needs it?").select(&choices::with_none("Choose a team", own)))
                (field("provider", "Who provides it?").select(&choices::with_none("Choose a team", &all)))
            }
            (field("needed_by", "Needed by").hint("Leave it empty for “no date yet”.").date())
            (field("done_when", "How can one tell that it is done?").placeholder("Full refund of a guest order passes in staging").textarea(2))
            @if !goals.is_empty() { (field("goal", "Which goal does it serve?").select(&choices::with_none("No goal", &goals))) }
            @if !items.is_empty() { (field("consumer_item", "Which item needs it?").select(&choices::with_none("No item", &items))) }
            (field("waits_for", "Dependencies that must come first").hint("Their numbers, such as 39, 41.").text())
            div.formend { (Button::new("Ask for it").primary().shows_key("Ctrl Enter").render()) span { "Everybody in this workspace can read it." } }
        }
    }
}

pub(super) async fn ask(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    if let Some(command) = read(&view, &mut form) {
        match view.submit(&form, None, move |_| Ok(vec![Command::from(command.clone())])).await {
            Ok(done) => {
                let number = done.events.iter().find_map(|r| if let Event::DependencyRequested(e) = &r.event { Some(e.dependency.0) } else { None });
                let path = number.map_or_else(|| format!("groups/{slug}/dependencies"), |n| format!("dependencies/{n}"));
                return Ok(view.go(&path, &done));
            }
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page(&view, &group, &form)).into_response())
}

fn read(view: &View, form: &mut Form) -> Option<RequestDependency> {
    let title = form.title("title");
    let (consumer, provider) = (team(view, form, "consumer"), team(view, form, "provider"));
    let needed_by = form.optional_date("needed_by");
    let done_when = form.optional_text("done_when");
    let (goal, consumer_item) = (form.id("goal", GoalId), form.id("consumer_item", ItemId));
    let waits_for = inputs(view, form);
    let (consumer, provider) = (consumer?, provider?);
    (!form.is_wrong()).then_some(RequestDependency {
        title,
        consumer,
        provider,
        needed_by,
        done_when,
        consumer_item,
        goal,
        waits_for,
        despite_cycle: false,
        origin: None,
    })
}

fn team(view: &View, form: &mut Form, name: &str) -> Option<TeamId> {
    let team = form.id(name, TeamId).filter(|id| view.model.team(*id).is_some());
    if team.is_none() {
        form.wrong(name, "Choose a team from the list.");
    }
    team
}

/// The number in `39` or `DEP-39`.
pub(super) fn number_of(written: &str) -> Option<u32> {
    let written = written.trim();
    let digits = written.get(..4).filter(|start| start.eq_ignore_ascii_case("dep-")).map_or(written, |_| &written[4..]);
    digits.parse().ok()
}

fn inputs(view: &View, form: &mut Form) -> Vec<DependencyId> {
    let written = form.value("waits_for").to_owned();
    let parts = written.split([',', ' ', ';']).filter(|part| !part.is_empty());
    let numbers: Vec<Option<DependencyId>> =
        parts.map(|part| number_of(part).map(DependencyId).filter(|id| view.model.dependency(*id).is_some())).collect();
    if numbers.iter().any(Option::is_none) {
        form.wrong("waits_for", "One of these is not the number of a dependency. Write them as 39, 41.");
    }
    numbers.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn numbers_are_read_with_and_without_their_letters() {
        assert_eq!(number_of("39"), Some(39));
        assert_eq!(number_of(" DEP-39 "), Some(39));
        assert_eq!(number_of("dep-7"), Some(7));
        for bad in ["", "DEP-", "-1", "IMP-3", "4294967296", "é9", "DÉP-3"] {
            assert_eq!(number_of(bad), None, "{bad}");
        }
    }
}
