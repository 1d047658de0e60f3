//! Items of different teams that may be the same work: the questions on the list and on each item's page, and the answers.
//!
//! A question is answered once and never asked again; whoever may can answer anew. Nothing is closed, merged or related by
//! itself: the answer says what people should agree on next.

use super::detail::{known, page};
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::{fold, hidden};
use crate::ui::how::How;
use crate::ui::section::section;
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_analysis::model::overlap::{Titles, items, name};
use rowlock_analysis::overlap::{Overlap, Pair, marked, of};
use rowlock_domain::group::Group;
use rowlock_domain::item::command::AnswerOverlap;
use rowlock_domain::item::{Item, ItemState, Overlap as Answered, OverlapAnswer, Relation};
use rowlock_domain::scope::Scope;
use rowlock_domain::{Act, Event, ItemId, Recorded, Thing, Zone};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Questions of the list; the others come up once these are answered.
const ASKED: usize = 5;

/// So many titles are compared at once where nobody has done it yet: after a refused form, and in the past.
const FEW: usize = 500;

/// Name of its form.
const FORM: &str = "overlaps";

/// What looks like the same work anywhere in the workspace: compared anew only when a title, a state, a team or an answer
/// changed, not with every event.
fn suspected(view: &View) -> Arc<Overlap> {
    let zone = &view.model.zone;
    let of_version = view.memo_whole("overlap", Thing::Workspace, zone, || compared(view, &Titles::of(&view.model)));
    Arc::clone(&*of_version)
}

fn compared(view: &View, titles: &Titles) -> Arc<Overlap> {
    let mut made_from = DefaultHasher::new();
    titles.hash(&mut made_from);
    view.memo_of("overlap of titles", made_from.finish(), &view.model.zone, || titles.overlap())
}

/// The same for a page that must not wait: nothing, where nobody has compared so many titles yet.
fn known_by_now(view: &View) -> Option<Arc<Overlap>> {
    let made = view.memo_known::<Arc<Overlap>>("overlap", Thing::Workspace, &view.model.zone);
    made.map(|made| Arc::clone(&*made)).or_else(|| {
        let titles = Titles::of(&view.model);
        (titles.compared() <= FEW).then(|| compared(view, &titles))
    })
}

/// Compares them apart from the threads that answer, since thousands of titles take a while; pages find it made.
pub(super) async fn prepare(view: &View) -> Result<(), WebError> {
    if view.is_past {
        return Ok(());
    }
    let view = view.clone();
    tokio::task::spawn_blocking(move || drop(suspected(&view))).await.map_err(|error| {
        tracing::error!(%error, "items were not compared");
        WebError::Inside
    })
}

/// Questions that concern a group: one of the two items at least is of a team there.
pub(super) fn of_group(view: &View, group: &Group, scope: &Scope) -> Markup {
    let Some(found) = known_by_now(view) else { return html! {} };
    let concerns = |pair: &&Pair| both(view, pair).is_some_and(|(one, other)| scope.holds_team(one.team) || scope.holds_team(other.team));
    let pairs: Vec<&Pair> = found.pairs.iter().filter(concerns).collect();
    let back = format!("groups/{}/items", group.slug);
    html! { @if !pairs.is_empty() {
        (section("h-overlap", "Could be the same work", &counted(pairs.len()), None, html! {
            ul.plain { @for pair in pairs.iter().take(ASKED) { (question(view, pair, Some(&back))) } }
            @if pairs.len() > ASKED { p.more { (waiting(pairs.len() - ASKED)) } }
            (who_may(view, &pairs))
            (how(view, &found, &group.zone))
        }))
    } }
}

fn waiting(more: usize) -> String {
    if more == 1 {
        "One more is asked once these are answered.".to_owned()
    } else {
        format!("The other {} are asked once these are answered.", format::count(more))
    }
}

fn counted(pairs: usize) -> String {
    if pairs == 1 { "1 pair of items to look at.".to_owned() } else { format!("{} pairs of items to look at.", format::count(pairs)) }
}

/// Questions that concern an item, and what was answered about it.
pub(super) fn of_item(view: &View, item: &Item, zone: &Zone, refused: &Refused) -> Markup {
    let found = known_by_now(view);
    let concerns = |pair: &&Pair| items(pair).is_some_and(|(one, other)| one == item.id || other == item.id);
    let pairs: Vec<&Pair> = found.iter().flat_map(|found| &found.pairs).filter(concerns).collect();
    let said: Vec<(ItemId, &Answered)> = view.model.overlaps_of(item.id).collect();
    html! {
        (problem(refused))
        @if !pairs.is_empty() || !said.is_empty() {
            (section("h-overlap", "Could be the same work", "", None, html! {
                ul.plain {
                    @for pair in &pairs { (question(view, pair, None)) }
                    @for (other, said) in &said { (answered(view, item, *other, said)) }
                }
                (who_may(view, &pairs))
                @if let Some(found) = &found { (how(view, found, zone)) }
            }))
        }
    }
}

fn problem(refused: &Refused) -> Markup {
    let form = refused.form(FORM);
    let sentences: Vec<&str> = form.refused().into_iter().chain(form.problems().map(|(_, sentence)| sentence)).collect();
    html! { @if !sentences.is_empty() { (notice::refused(sentences.join(" "))) } }
}

/// The two items of a question.
fn both<'a>(view: &'a View, pair: &Pair) -> Option<(&'a Item, &'a Item)> {
    let (one, other) = items(pair)?;
    Some((view.model.item(one)?, view.model.item(other)?))
}

fn question(view: &View, pair: &Pair, back: Option<&str>) -> Markup {
    let Some((one, other)) = both(view, pair) else { return html! {} };
    let said = |item: &Item| {
        html! {
            (of(&name(&view.model, item.team))) " “" a href=(view.thing_href(Thing::Item(item.id))) {
                @for (words, is_shared) in marked(item.title.as_str().trim(), &pair.shared) { @if is_shared { mark { (words) } } @else { (words) } }
            } "”"
        }
    };
    html! {
        li.alike data-row={ (one.id) "-" (other.id) } {
            p { (said(one)) " looks like " (said(other)) ". Same work?" }
            small { (one.id) " and " (other.id) ", " (format!("{:.0}", pair.similarity * 100.0)) " % alike" }
            @if view.may(Act::Compare(one.team, other.team)) { (buttons(view, (one.id, other.id), None, back)) }
        }
    }
}

/// The answers as buttons, without the one that stands already.
fn buttons(view: &View, (item, other): (ItemId, ItemId), stands: Option<OverlapAnswer>, back: Option<&str>) -> Markup {
    html! {
        form.row method="post" action=(view.href(&format!("items/{}/{FORM}", item.0))) {
            (view.stamp(Some(Thing::Item(item)))) (hidden("other", &other.0.to_string()))
            @if let Some(back) = back { (hidden("back", back)) }
            @for said in OverlapAnswer::ALL.iter().filter(|said| Some(**said) != stands) {
                @let words = words(*said);
                (Button::new(words).small().spoken(&format!("{words}: {item} and {other}")).sends("answer", said.word()).render())
            }
        }
    }
}

fn words(said: OverlapAnswer) -> &'static str {
    match said {
        OverlapAnswer::Same => "Same work",
        OverlapAnswer::Related => "Related",
        OverlapAnswer::Different => "Different",
    }
}

/// What was said about an item and another one, by whom and when; it can be answered anew while both are work at all.
fn answered(view: &View, item: &Item, other: ItemId, answered: &Answered) -> Markup {
    let Some(other) = view.model.item(other) else { return html! {} };
    let said = match answered.said {
        OverlapAnswer::Same => "The same work as ",
        OverlapAnswer::Related => "Related to ",
        OverlapAnswer::Different => "Different work than ",
    };
    let is_work = |item: &Item| item.state != ItemState::Dropped;
    let is_open = |item: &Item| !item.state.is_closed();
    html! {
        li.alike data-row={ (item.id) "-" (other.id) } {
            p { b.said { (said) } (of(&name(&view.model, other.team))) " “" a href=(view.thing_href(Thing::Item(other.id))) { (other.title) } "”" }
            small { (other.id) ", answered " (by_whom(view, answered)) }
            @if answered.said == OverlapAnswer::Same && is_open(item) && is_open(other) && !replaces(item, other) && !replaces(other, item) {
                p.meta { "Agree who does it. Then relate the one that stays to the other: it " b.said { "replaces" } " it. Nothing is closed by itself." }
            }
            @if is_work(item) && is_work(other) && view.may(Act::Compare(item.team, other.team)) {
                (fold("Answer anew", false, buttons(view, (item.id, other.id), Some(answered.said), None)))
            }
        }
    }
}

fn replaces(one: &Item, other: &Item) -> bool {
    one.relations.contains(&(Relation::Replaces, other.id))
}

fn by_whom(view: &View, answered: &Answered) -> String {
    let zone = &view.model.zone;
    view.model.recorded(answered.version).map_or_else(String::new, |recorded| {
        let by = recorded.stamp.person().map_or_else(String::new, |person| format!("by {}, ", view.name(person)));
        format!("{by}{}", format::day(view.local(recorded.stamp.at, zone).date(), view.today(zone)))
    })
}

fn who_may(view: &View, pairs: &[&Pair]) -> Markup {
    let mays = |pair: &&Pair| both(view, pair).is_some_and(|(one, other)| view.may(Act::Compare(one.team, other.team)));
    html! { @if !view.is_past && !pairs.is_empty() && !pairs.iter().take(ASKED).all(mays) {
        p.meta { "Those who act for one of the two teams, the Product Owners of their groups and the Scrum of Scrums Master can answer." }
    } }
}

fn how(view: &View, found: &Overlap, zone: &Zone) -> Markup {
    let answers = view.model.overlaps.len();
    let confirmed = view.model.overlaps.values().filter(|overlap| overlap.said != OverlapAnswer::Different).count();
    let sure = match answers {
        0 => "A suspicion, no more: nobody has answered yet, so nobody knows how often it is right.".to_owned(),
        1 => format!(
            "A suspicion, no more. The one pair answered so far was {}.",
            if confirmed == 1 { "the same work or related" } else { "different work" }
        ),
        _ => format!(
            "A suspicion, no more. Of {} pairs answered so far {} {} the same work or related.",
            format::count(answers),
            if confirmed == 0 { "none".to_owned() } else { format::count(confirmed) },
            if confirmed < 2 { "was" } else { "were" }
        ),
    };
    How { basis: &found.basis, as_of: &view.as_of(view.now, zone), sure: &sure }.render()
}

/// What should follow an answer, where something should.
pub(crate) fn what_next(view: &View, recorded: &Recorded) -> Option<Markup> {
    let Event::OverlapAnswered(answered) = &recorded.event else { return None };
    let acts_for = |id: &ItemId| view.model.item(*id).is_some_and(|item| view.may(Act::ForTeam(item.team)));
    let own = [answered.item, answered.other].into_iter().find(acts_for);
    (answered.said == OverlapAnswer::Same).then(|| {
        html! {
            "Agree who does it. Nothing is closed by itself"
            @match own {
                Some(id) => { ": on " a.link href=(view.thing_href(Thing::Item(id))) { "the page of " (id) } " one can replace the other." }
                None => { ": those who act for the teams can let one replace the other." }
            }
        }
    })
}

pub(super) async fn answer(view: View, Path((_, n)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let item = known(&view, &n)?;
    let said = form.choice("answer", OverlapAnswer::parse).unwrap_or(OverlapAnswer::Different);
    let other = form.id("other", ItemId).unwrap_or(ItemId(0));
    let path = form.back().unwrap_or_else(|| format!("items/{}", item.0));
    let command = AnswerOverlap { item, other, said }.into();
    send(view, FORM, form, (Some(Thing::Item(item)), vec![command]), &path, move |view, refused| page(view, item, refused)).await
}
