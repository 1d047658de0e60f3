//! What can be done to an item: where it stands, its date, goal, team, relations and stories.

use super::detail::{known, page};
use super::words::relation_words;
use crate::choices;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, hidden};
use crate::ui::format;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::item::command::{DateItem, HandOverItem, MoveItem, RelateItem, ReportItemProgress, RetitleItem, ServeGoal, UnrelateItem};
use rowlock_domain::item::{Item, ItemState, Relation};
use rowlock_domain::{Act, Command, GoalId, ItemId, TeamId, Thing};

type Number = Path<(String, String)>;

/// Everything the viewer may do to it now.
pub(super) fn panel(view: &View, item: &Item, refused: &Refused) -> Markup {
    html! {
        @if view.may(Act::ForTeam(item.team)) {
            section.stack-2 aria-label="What you can do" {
                (state_form(view, item, refused))
                (stories(view, item, refused))
                (date_form(view, item, refused))
                (goal_form(view, item, refused))
                (relation_form(view, item, refused))
                (wording(view, item, refused))
            }
        } @else if !view.is_past {
            p.meta { "Those who act for " (view.model.member_name(rowlock_domain::Member::Team(item.team))) " and the Scrum of Scrums Master can change it." }
        }
    }
}

fn href(view: &View, item: &Item, noun: &str) -> String {
    view.href(&format!("items/{}/{noun}", item.id.0))
}

fn folded(view: &View, item: &Item, refused: &Refused, (noun, words): (&str, &str), fields: Markup) -> Markup {
    refused.folded(view, (noun, &href(view, item, noun)), (words, Thing::Item(item.id)), fields)
}

fn state_form(view: &View, item: &Item, refused: &Refused) -> Markup {
    let next: &[(ItemState, &str)] = match item.state {
        ItemState::Open => &[(ItemState::InProgress, "Start it"), (ItemState::Done, "It is done"), (ItemState::Dropped, "Drop it")],
        ItemState::InProgress => &[(ItemState::Done, "It is done"), (ItemState::Open, "Not begun after all"), (ItemState::Dropped, "Drop it")],
        ItemState::Done | ItemState::Dropped => &[(ItemState::InProgress, "Work on it again"), (ItemState::Open, "Open it again")],
    };
    html! {
        (refused.notice("state"))
        form.row method="post" action=(href(view, item, "state")) {
            (view.stamp(Some(Thing::Item(item.id))))
            @for (n, (state, words)) in next.iter().enumerate() {
                @let button = Button::new(words).sends("state", state.word());
                (if n == 0 { button.primary().render() } else { button.render() })
            }
        }
    }
}

fn stories(view: &View, item: &Item, refused: &Refused) -> Markup {
    let number = |pick: fn((u32, u32)) -> u32| item.progress.map_or_else(String::new, |p| pick(p).to_string());
    let form = refused.form("progress").or("done", number(|p| p.0)).or("total", number(|p| p.1));
    folded(
        view,
        item,
        refused,
        ("progress", "Give progress"),
        html! { div.fl {
            (Field::new("done", "Stories done").value(form.value("done")).error(form.error("done")).bounds("0", "10000").number())
            (Field::new("total", "Of").value(form.value("total")).error(form.error("total")).bounds("0", "10000").number())
        } },
    )
}

fn date_form(view: &View, item: &Item, refused: &Refused) -> Markup {
    let form = refused.form("date").or("date", item.date.map(format::iso).unwrap_or_default());
    folded(
        view,
        item,
        refused,
        ("date", "Set its date"),
        Field::new("date", "Done by").value(form.value("date")).error(form.error("date")).hint("Leave it empty for no date.").date(),
    )
}

fn goal_form(view: &View, item: &Item, refused: &Refused) -> Markup {
    let home = view.model.team(item.team).map(|team| team.home);
    let goals = home.map(|home| choices::goals(view, home)).unwrap_or_default();
    let form = refused.form("goal").or("goal", item.goal.map_or_else(String::new, |goal| goal.0.to_string()));
    html! { @if !goals.is_empty() {
        (folded(view, item, refused, ("goal", "Say what it serves"), Field::new("goal", "Goal").value(form.value("goal")).error(form.error("goal")).select(&choices::with_none("No goal", &goals))))
    } }
}

fn relation_form(view: &View, item: &Item, refused: &Refused) -> Markup {
    let form = refused.form("relations").or("relation", Relation::Needs.word());
    let relations: Vec<Choice<'_>> = Relation::ALL.iter().map(|r| Choice { value: r.word(), words: relation_words(*r).0 }).collect();
    html! {
        (folded(view, item, refused, ("relations", "Relate it to another"), html! { div.fl {
            (Field::new("relation", "It").value(form.value("relation")).error(form.error("relation")).select(&relations))
            (Field::new("to", "Number of the other item").placeholder("104").value(form.value("to")).error(form.error("to")).text())
        } }))
        @for (relation, to) in item.relations.iter().take(20) {
            @let words = format!("Untie “{} {to}”", relation_words(*relation).0.to_lowercase());
            form method="post" action=(href(view, item, "relations/end")) {
                (view.stamp(Some(Thing::Item(item.id)))) (hidden("relation", relation.word())) (hidden("to", &to.0.to_string()))
                (Button::new(&words).small().quiet().render())
            }
        }
    }
}

fn wording(view: &View, item: &Item, refused: &Refused) -> Markup {
    let title = refused.form("title").or("title", item.title.as_str());
    let team = refused.form("team").or("team", item.team.0.to_string());
    let teams: Vec<(String, String)> =
        view.model.teams.iter().filter(|team| team.archived_at.is_none()).map(|team| (team.id.0.to_string(), team.name.to_string())).collect();
    html! {
        (folded(view, item, refused, ("title", "Correct the title"), Field::new("title", "Title").value(title.value("title")).error(title.error("title")).max_length(200).text()))
        (folded(view, item, refused, ("team", "Hand it to another team"), Field::new("team", "Team").value(team.value("team")).error(team.error("team")).select(&choices::with_none("Choose a team", &teams))))
    }
}

async fn act(view: View, id: ItemId, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let path = format!("items/{}", id.0);
    send(view, name, form, (Some(Thing::Item(id)), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}

pub(super) async fn retitle(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (item, title) = (known(&view, &n)?, form.title("title"));
    act(view, item, "title", form, RetitleItem { item, title }).await
}

pub(super) async fn step(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let state = form.choice("state", ItemState::parse).unwrap_or(ItemState::Open);
    act(view, item, "state", form, MoveItem { item, state }).await
}

pub(super) async fn date(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (item, date) = (known(&view, &n)?, form.optional_date("date"));
    act(view, item, "date", form, DateItem { item, date }).await
}

pub(super) async fn serve(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let (item, goal) = (known(&view, &n)?, form.id("goal", GoalId));
    act(view, item, "goal", form, ServeGoal { item, goal }).await
}

pub(super) async fn hand_over(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let team = form.id("team", TeamId).filter(|id| view.model.team(*id).is_some());
    if team.is_none() {
        form.wrong("team", "Choose a team from the list.");
    }
    act(view, item, "team", form, HandOverItem { item, team: team.unwrap_or(TeamId(0)) }).await
}

/// The relation and the other item of a form.
fn read(view: &View, form: &mut Form) -> (Relation, ItemId) {
    let relation = form.choice("relation", Relation::parse).unwrap_or(Relation::Needs);
    let written = form.value("to").trim().to_ascii_lowercase();
    let to = written.trim_start_matches("bl-").parse().ok().map(ItemId).filter(|id| view.model.item(*id).is_some());
    if to.is_none() {
        form.wrong("to", "There is no item of that number. Give it as 104 or BL-104.");
    }
    (relation, to.unwrap_or(ItemId(0)))
}

pub(super) async fn relate(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let (relation, to) = read(&view, &mut form);
    act(view, item, "relations", form, RelateItem { item, relation, to }).await
}

pub(super) async fn unrelate(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let (relation, to) = read(&view, &mut form);
    act(view, item, "relations", form, UnrelateItem { item, relation, to }).await
}

pub(super) async fn report(view: View, Path((_, n)): Number, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let (done, total) = (form.number("done", 0, 10_000), form.number("total", 0, 10_000));
    act(view, item, "progress", form, ReportItemProgress { item, done, total }).await
}
