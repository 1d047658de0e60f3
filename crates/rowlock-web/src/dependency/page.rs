//! The page of a group's dependencies: list, board or matrix, filtered by a form, with one handshake beside it.

use super::filter::{Filter, STATES, Shape};
use super::ranked::{Ranked, ranked};
use super::words::tally_words;
use super::{board, list, matrix, panel};
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, hidden};
use crate::ui::section::page_head;
use crate::ui::{format, seg};
use crate::view::View;
use crate::worth::{self, Delays};
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::dependency::query::{Outlook, Tally};
use rowlock_domain::group::Group;
use rowlock_domain::scope::Scope;
use rowlock_domain::{Act, DependencyId, Thing};

/// What list, board and matrix draw from.
pub(super) struct Shown<'a> {
    pub view: &'a View,
    pub group: &'a Group,
    pub outlook: Outlook<'a>,
    pub filter: Filter,
    pub shape: Shape,
    /// Those asked for, ranked.
    pub ranked: Vec<Ranked>,
    /// Address of this page with everything but the place in the list and the chosen one.
    pub again: String,
    /// The one in the side panel.
    pub chosen: Option<DependencyId>,
    /// The expected delay that things cause; empty where nobody can say.
    pub delays: Delays,
}

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let form = Form::parse(query.as_bytes())?;
    view.outlook(&group).await?;
    let outlook = Outlook::new(view.moment(&group.zone));
    let scope = Scope::below(&view.model, group.id);
    let tally = outlook.tally(|d| d.is_of(&scope));
    let teams = view.model.teams_within(group.id).count();
    let shape = Shape::of(form.value("view"), teams, tally.open() as usize);
    let shown = gather(&view, &group, &form, outlook, shape);
    let mut frame = Frame::of_group("Dependencies", Place::Dependencies, group.id);
    frame.scopes.extend(shown.chosen.map(Thing::Dependency));
    let body = match shape {
        Shape::List => list::list(&shown),
        Shape::Board => board::board(&shown),
        Shape::Matrix => matrix::matrix(&shown),
    };
    Ok(view.page(
        &frame,
        html! {
            (head(&shown, &form, &tally, teams))
            div class="cols withpanel" {
                div.stack-4 {
                    (filters(&shown, &form))
                    (body)
                }
                (panel::panel(&shown))
            }
        },
    ))
}

fn gather<'a>(view: &'a View, group: &'a Group, form: &Form, outlook: Outlook<'a>, shape: Shape) -> Shown<'a> {
    let filter = Filter::of(form);
    let ranked = ranked(view, group, &outlook, &filter);
    let again = again(view, group, form, shape);
    let asked = form.value("dep").trim_start_matches("DEP-").parse().ok().map(DependencyId);
    let first = || ranked.first().map(|r| r.dependency.id).filter(|_| shape != Shape::List);
    let chosen = asked.filter(|id| view.model.dependency(*id).is_some()).or_else(first);
    Shown { view, group, outlook, filter, shape, ranked, again, chosen, delays: worth::delays(view, group) }
}

/// This view's address, ending in a mark to which more can be added.
fn again(view: &View, group: &Group, form: &Form, shape: Shape) -> String {
    let escape = |value: &str| percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string();
    let kept = ["team", "consumer", "provider", "state", "goal", "q"].into_iter().map(|name| (name, form.value(name)));
    let kept: String = kept.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}&", escape(value))).collect();
    let base = view.href(&format!("groups/{}/dependencies?view={}", group.slug, shape.word()));
    format!("{base}&{kept}")
}

fn head(shown: &Shown<'_>, form: &Form, tally: &Tally, teams: usize) -> Markup {
    let view = shown.view;
    let base = format!("groups/{}/dependencies", shown.group.slug);
    let shapes = [("Board", Shape::Board), ("Matrix", Shape::Matrix), ("List", Shape::List)];
    let link = |(words, shape)| (words, again(view, shown.group, form, shape).trim_end_matches('&').to_owned(), shape == shown.shape);
    let links = shapes.map(link);
    // On phones the list stands in for the board, which is not offered there.
    let on_phones =
        [shapes[1], shapes[2]].map(link).map(|(words, href, chosen)| (words, href, chosen || (words == "List" && shown.shape == Shape::Board)));
    let new = view.href(&format!("{base}/new"));
    let actions = html! {
        @if teams > 2 {
            div.wideonly { (seg::views("View", &links)) }
            div.phoneonly { (seg::views("View", &on_phones)) }
        }
        @if !view.is_past && view.may(Act::Join) { (Button::new("Ask another team").primary().hotkey("E").link(&new)) }
    };
    page_head("Dependencies", html! { span data-live="dependency-counts" { (how_many(shown, tally)) } }, Some(actions))
}

/// How all stand, or how many match and the way back to all.
fn how_many(shown: &Shown<'_>, tally: &Tally) -> Markup {
    let (found, open) = (format::count(shown.ranked.len()), format::count(tally.open() as usize));
    html! {
        @if shown.filter.is_empty() { (tally_words(tally)) }
        @else {
            @if shown.filter.asks_for_open() { (found) " of " (open) " open match. " } @else { (found) " match. " }
            @if let Some(pair) = shown.filter.pair_words(shown.view) { (pair) " " }
            a.link href=(shown.view.href(&format!("groups/{}/dependencies?view={}", shown.group.slug, shown.shape.word()))) { "Show all" } "."
        }
    }
}

fn filters(shown: &Shown<'_>, form: &Form) -> Markup {
    let teams = choices::teams(shown.view, shown.group.id);
    let goals = choices::goals(shown.view, shown.group.id);
    let states: Vec<Choice<'_>> = STATES.iter().map(|(value, words)| Choice { value, words }).collect();
    let teams = choices::with_none("Any team", &teams);
    let goal_choices = choices::with_none("Any goal", &goals);
    let base = shown.view.href(&format!("groups/{}/dependencies", shown.group.slug));
    html! {
        form.filters method="get" action=(base) {
            (hidden("view", shown.shape.word()))
            @for end in ["consumer", "provider"] { @if !form.value(end).is_empty() { (hidden(end, form.value(end))) } }
            (shown.view.at_field())
            (Field::new("q", "Contains").hidden_label().placeholder("Contains").value(form.value("q")).text())
            (Field::new("team", "Team").hidden_label().value(form.value("team")).select(&teams))
            (Field::new("state", "State").hidden_label().value(form.value("state")).select(&states))
            @if !goals.is_empty() { (Field::new("goal", "Goal").hidden_label().value(form.value("goal")).select(&goal_choices)) }
            (Button::new("Filter").small().render())
        }
    }
}
