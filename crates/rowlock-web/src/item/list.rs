//! Items of a group and below, fifty at a time, filtered by a form; and the form that adds one.

use super::overlap;
use super::words::{item_status, state_words};
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::empty::empty;
use crate::ui::field::{Choice, Field, fold};
use crate::ui::section::page_head;
use crate::ui::table::{self, column, figures};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::item::command::AddItem;
use rowlock_domain::item::{Item, ItemState};
use rowlock_domain::scope::Scope;
use rowlock_domain::{Act, Command, Event, GoalId, Member, TeamId, Thing};
use std::sync::Arc;

/// Rows of one page.
const ROWS: usize = 50;

/// What the form above the list asks for.
struct Filter {
    contains: String,
    team: Option<TeamId>,
    state: Option<ItemState>,
    all_states: bool,
    goal: Option<GoalId>,
    from: usize,
}

impl Filter {
    fn of(form: &Form) -> Self {
        Self {
            contains: form.value("q").trim().to_lowercase(),
            team: form.value("team").parse().ok().map(TeamId),
            state: ItemState::parse(form.value("state")),
            all_states: form.value("state") == "all" || form.has("goal"),
            goal: form.value("goal").parse().ok().map(GoalId),
            from: form.value("from").parse().unwrap_or(0),
        }
    }

    fn holds(&self, item: &Item) -> bool {
        let is_alive = matches!(item.state, ItemState::Open | ItemState::InProgress);
        let of_state = self.state.map_or(self.all_states || is_alive, |state| item.state == state);
        let named = || item.title.as_str().to_lowercase().contains(&self.contains) || item.id.to_string().to_lowercase() == self.contains;
        of_state
            && self.team.is_none_or(|team| item.team == team)
            && self.goal.is_none_or(|goal| item.goal == Some(goal))
            && (self.contains.is_empty() || named())
    }
}

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    overlap::prepare(&view).await?;
    page(&view, &group, &Form::default())
}

fn page(view: &View, group: &Group, typed: &Form) -> Result<Markup, WebError> {
    let query = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let filter = Filter::of(&query);
    let scope = Scope::below(&view.model, group.id);
    let mut items: Vec<&Arc<Item>> = view.model.items.iter().filter(|item| scope.holds_team(item.team)).collect();
    let all = items.len();
    items.retain(|item| filter.holds(item));
    items.sort_by_key(|item| (item.state, item.date.is_none(), item.date, item.id));
    let frame = Frame::of_group("Items", Place::Goals, group.id).below("Goals", &format!("groups/{}/goals", group.slug));
    let shown = if all == 0 { "None yet".to_owned() } else { format!("{} shown of {}", format::count(items.len()), format::count(all)) };
    let sentence = format!("{shown}. Items big enough to matter to another team, a goal or a date.");
    Ok(view.page(
        &frame,
        html! {
            (page_head("Items", html! { span data-live="item-counts" { (sentence) } }, None))
            (add_form(view, group, typed))
            (overlap::of_group(view, group, &scope))
            div.stack-4 {
                (filters(view, group, &query))
                (rows(view, group, &query, &filter, &items))
            }
        },
    ))
}

fn rows(view: &View, group: &Group, query: &Form, filter: &Filter, items: &[&Arc<Item>]) -> Markup {
    if items.is_empty() {
        return empty("No item here", "Deliverables and backlog items that matter to another team, a goal or a date would be here.", None);
    }
    let columns = [column("Item"), column("Team"), column("State"), column("Date"), column("Serves"), figures("Stories")];
    let from = filter.from.min(items.len());
    let until = (from + ROWS).min(items.len());
    let escape = |value: &str| percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string();
    let kept: String =
        ["q", "team", "state", "goal"].iter().filter(|name| query.has(name)).map(|name| format!("{name}={}&", escape(query.value(name)))).collect();
    let again = view.href(&format!("groups/{}/items?{kept}from={until}", group.slug));
    html! {
        (table::table("items", "Items", &columns, html! { @for item in items.iter().skip(from).take(ROWS) { (row(view, group, item)) } }))
        @if until < items.len() { (table::more(until, items.len(), "items", &again)) }
    }
}

fn row(view: &View, group: &Group, item: &Item) -> Markup {
    let today = view.today(&group.zone);
    let goal = item.goal.and_then(|id| view.model.goal(id));
    table::row(
        &item.id.to_string(),
        html! {
            (table::head_cell(html! { a href=(view.thing_href(Thing::Item(item.id))) { (item.title) } small.id { (item.id) } }))
            (table::cell("Team", html! { a href=(view.thing_href(Thing::Team(item.team))) { (view.model.member_name(Member::Team(item.team))) } }))
            (table::cell("State", html! { span data-live=(format!("state-{}", item.id)) { (item_status(item)) } }))
            (table::cell("Date", html! { @match item.date { Some(date) => (format::day(date, today)), None => span.meta { "no date" } } }))
            (table::cell("Serves", html! { @if let Some(goal) = goal { a href=(view.thing_href(Thing::Goal(goal.id))) { (goal.title) } } }))
            (table::figure_cell("Stories", html! { span data-live=(format!("stories-{}", item.id)) { @match item.progress { Some((done, total)) => (format::part_of(done, total)), None => span.meta { "not given" } } } }))
        },
    )
}

fn filters(view: &View, group: &Group, query: &Form) -> Markup {
    let teams = choices::teams(view, group.id);
    let goals = choices::goals(view, group.id);
    let mut states = vec![Choice { value: "", words: "Open and in progress" }];
    states.extend(ItemState::ALL.iter().map(|state| Choice { value: state.word(), words: state_words(*state) }));
    states.push(Choice { value: "all", words: "All" });
    html! {
        form.filters method="get" action=(view.href(&format!("groups/{}/items", group.slug))) {
            (view.at_field())
            (Field::new("q", "Contains").hidden_label().placeholder("Contains").value(query.value("q")).text())
            (Field::new("team", "Team").hidden_label().value(query.value("team")).select(&choices::with_none("Any team", &teams)))
            (Field::new("state", "State").hidden_label().value(query.value("state")).select(&states))
            @if !goals.is_empty() { (Field::new("goal", "Goal").hidden_label().value(query.value("goal")).select(&choices::with_none("Any goal", &goals))) }
            (Button::new("Filter").small().render())
        }
    }
}

fn add_form(view: &View, group: &Group, form: &Form) -> Markup {
    let own: Vec<(String, String)> =
        choices::teams(view, group.id).into_iter().filter(|(id, _)| id.parse().is_ok_and(|n| view.may(Act::ForTeam(TeamId(n))))).collect();
    let goals = choices::goals(view, group.id);
    let field =
        |name: &'static str, label: &'static str, id: &'static str| Field::new(name, label).id(id).value(form.value(name)).error(form.error(name));
    html! { @if !own.is_empty() {
        (fold("Add an item", form.is_wrong(), html! {
            @if let Some(sentence) = form.refused() { (notice::refused(sentence)) }
            form.form method="post" action=(view.href(&format!("groups/{}/items", group.slug))) {
                (view.stamp(None))
                (field("title", "What is it?", "f-add-title").required().max_length(200).text())
                div.fl {
                    (field("of", "Which team does it?", "f-add-of").select(&choices::with_none("Choose a team", &own)))
                    (field("date", "When should it be done?", "f-add-date").date())
                }
                @if !goals.is_empty() { (field("serves", "Which goal does it serve?", "f-add-serves").select(&choices::with_none("No goal", &goals))) }
                div.formend { (Button::new("Add it").primary().render()) }
            }
        }))
    } }
}

pub(super) async fn add(view: View, Path((_, slug)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let group = view.group(&slug)?.clone();
    let (title, date, goal) = (form.title("title"), form.optional_date("date"), form.id("serves", GoalId));
    let Some(team) = form.id("of", TeamId).filter(|id| view.model.team(*id).is_some()) else {
        form.wrong("of", "Choose the team that does it.");
        return Ok((form.status(), page(&view, &group, &form)?).into_response());
    };
    if !form.is_wrong() {
        let command = AddItem { team, title, state: ItemState::Open, date, goal, origin: None };
        match view.submit(&form, None, move |_| Ok(vec![Command::from(command.clone())])).await {
            Ok(done) => {
                let number = done.events.iter().find_map(|r| if let Event::ItemAdded(e) = &r.event { Some(e.item.0) } else { None });
                let path = number.map_or_else(|| format!("groups/{slug}/items"), |n| format!("items/{n}"));
                return Ok(view.go(&path, &done));
            }
            Err(error) => form.refuse(error)?,
        }
    }
    Ok((form.status(), page(&view, &group, &form)?).into_response())
}
