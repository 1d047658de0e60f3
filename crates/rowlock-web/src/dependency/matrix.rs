//! The matrix: a row owes, a column waits for; suppliers first (design structure matrix), cells by expected delay. Only teams with open dependencies, at most forty; the rest is named.

use super::list;
use super::page::Shown;
use super::ranked::{Ranked, order_of_teams};
use super::words::{standing_words, state_of, team_name};
use crate::ui::format;
use crate::ui::status::{self, State};
use crate::worth::{self, Delay};
use maud::{Markup, html};
use rowlock_analysis::agenda::plan::days_in_words;
use rowlock_analysis::network::{Components, Graph, cycles, structure_matrix, tell};
use rowlock_domain::dependency::query::{Standing, Tally, circle_in_words, circles};
use rowlock_domain::scope::Scope;
use rowlock_domain::{TeamId, Thing};
use std::collections::BTreeMap;

const MOST_TEAMS: usize = 40;
/// Above this many teams columns show codes; with fewer in the group, those without dependencies stand in it too.
const NAMES: usize = 9;
/// Above this many, cells show mark and number only.
const WORDS: usize = 12;
/// Columns that a phone shows at once.
const ON_PHONES: usize = 3;

type Cells<'a> = BTreeMap<(TeamId, TeamId), Vec<&'a Ranked>>;

pub(super) fn matrix(shown: &Shown<'_>) -> Markup {
    let mut cells: Cells<'_> = BTreeMap::new();
    for ranked in &shown.ranked {
        cells.entry((ranked.dependency.provider, ranked.dependency.consumer)).or_default().push(ranked);
    }
    if cells.is_empty() {
        return list::nothing(shown);
    }
    let (teams, rest) = teams(shown, &cells);
    let (teams, knots) = arranged(&cells, &teams);
    let place = |team: TeamId| teams.iter().position(|known| *known == team);
    let by_code = teams.len() > NAMES;
    html! {
        @if teams.len() > ON_PHONES { p class="meta phoneonly mb2" { (format::count(teams.len())) " teams: move the table sideways to see them all." } }
        div."matrix scroll fading" tabindex="0" role="region" aria-label="Matrix of dependencies" {
            table class={ "mx" @if teams.len() > WORDS { " dense" } @else if by_code { " codes" } } {
                caption.vh { "Open dependencies: a row owes, a column waits for" }
                thead { tr {
                    th scope="col" { span.meta { "owes / waits" } }
                    @for team in &teams { th scope="col" { (heading(shown, *team, by_code)) } }
                    th scope="col" { "owes" }
                } }
                tbody {
                    @for row in &teams { tr {
                        th scope="row" { (team_name(shown.view, *row)) }
                        @for column in &teams { (cell(shown, &cells, (*row, *column), place(*row) > place(*column))) }
                        td.sum data-live=(format!("owes-{}", row.0)) { (format::count(sum(&cells, |pair| pair.0 == *row))) }
                    } }
                    tr {
                        th scope="row" { "waits for" }
                        @for column in &teams { td.sum data-live=(format!("waits-{}", column.0)) { (format::count(sum(&cells, |pair| pair.1 == *column))) } }
                        td.sum data-live="matrix-all" { (format::count(shown.ranked.len())) }
                    }
                }
            }
        }
        (reading(shown, &cells, &rest))
        (circles_of_teams(shown, &knots))
        (costliest(shown))
        (how(shown))
    }
}

/// The teams that owe or wait, in their fixed order; the busiest ones where there are too many, and the rest.
fn teams(shown: &Shown<'_>, cells: &Cells<'_>) -> (Vec<TeamId>, Vec<TeamId>) {
    let mut busy: BTreeMap<TeamId, usize> = BTreeMap::new();
    for ((provider, consumer), found) in cells {
        *busy.entry(*provider).or_default() += found.len();
        *busy.entry(*consumer).or_default() += found.len();
    }
    let fixed = order_of_teams(&shown.view.model, shown.group.id);
    if fixed.len() < NAMES && shown.filter.is_empty() {
        for team in &fixed {
            busy.entry(*team).or_default();
        }
    }
    let mut by_weight: Vec<(usize, TeamId)> = busy.into_iter().map(|(team, count)| (count, team)).collect();
    by_weight.sort_by_key(|(count, team)| (std::cmp::Reverse(*count), *team));
    let mut all: Vec<TeamId> = by_weight.into_iter().map(|(_, team)| team).collect();
    let mut rest = all.split_off(all.len().min(MOST_TEAMS));
    let place = |team: &TeamId| (fixed.iter().position(|t| t == team).unwrap_or(usize::MAX), *team);
    all.sort_by_key(place);
    rest.sort_by_key(place);
    (all, rest)
}

/// Suppliers first, those that wait for each other side by side, ties by number; and the circles, each the shortest of its knot.
fn arranged(cells: &Cells<'_>, teams: &[TeamId]) -> (Vec<TeamId>, Vec<Vec<TeamId>>) {
    let mut known: Vec<TeamId> = teams.to_vec();
    known.sort_unstable();
    let number = |team: &TeamId| known.binary_search(team).ok().map(|at| at as u32);
    let edges: Vec<(u32, u32)> = cells.keys().filter_map(|(provider, consumer)| Some((number(provider)?, number(consumer)?))).collect();
    let graph = Graph::new(known.len(), &edges);
    let components = Components::new(&graph);
    let named = |nodes: &[u32]| nodes.iter().filter_map(|node| known.get(*node as usize).copied()).collect::<Vec<_>>();
    let order = structure_matrix::order(&graph, &components).order;
    let knots = components.knots().into_iter().map(|members| named(&cycles::shortest(&graph, &components, members))).collect();
    (named(&order), knots)
}

/// Circles of teams told at most.
const MOST_KNOTS: usize = 3;

/// Teams that wait for each other: normal between teams, and worth a word about who delivers first.
fn circles_of_teams(shown: &Shown<'_>, knots: &[Vec<TeamId>]) -> Markup {
    let sentence = |knot: &Vec<TeamId>| tell::circle(&knot.iter().map(|team| team_name(shown.view, *team)).collect::<Vec<_>>());
    html! {
        @if !knots.is_empty() {
            p.measure data-live="matrix-circles" {
                "Suppliers stand first. What is marked ↶ leads back to a team further up. "
                @for knot in knots.iter().take(MOST_KNOTS) { (sentence(knot)) " " }
                @if knots.len() > MOST_KNOTS { "And " (format::count(knots.len() - MOST_KNOTS)) " more circles. " }
            }
        }
    }
}

/// The promise that causes most expected delay among those shown.
fn costliest(shown: &Shown<'_>) -> Markup {
    let delay = |ranked: &&Ranked| shown.delays.get(&Thing::Dependency(ranked.dependency.id)).map(|delay| delay.days).filter(|days| *days > 0.0);
    let most =
        shown.ranked.iter().filter(|ranked| delay(ranked).is_some()).max_by(|a, b| delay(a).unwrap_or(0.0).total_cmp(&delay(b).unwrap_or(0.0)));
    html! {
        @if let Some(ranked) = most && let Some(delay) = shown.delays.get(&Thing::Dependency(ranked.dependency.id)) {
            p.measure data-live="matrix-costliest" {
                "Most delay is expected from "
                a.link href=(shown.view.thing_href(Thing::Dependency(ranked.dependency.id))) { (ranked.dependency.id) " " (ranked.dependency.title) }
                ": " (delay.words) " " (delay.whom) "."
            }
        }
    }
}

/// What stands behind the expected delays of cells and sentence.
fn how(shown: &Shown<'_>) -> Markup {
    let any = shown.ranked.iter().any(|ranked| shown.delays.contains_key(&Thing::Dependency(ranked.dependency.id)));
    html! { @if any { (worth::how_delays(shown.view, shown.group)) } }
}

fn heading(shown: &Shown<'_>, team: TeamId, by_code: bool) -> Markup {
    let name = team_name(shown.view, team);
    let code = shown.view.model.team(team).map_or_else(String::new, |t| t.code.to_string());
    html! { @if by_code { abbr title=(name) { (code) } } @else { (name) } }
}

fn sum(cells: &Cells<'_>, counts: impl Fn(&(TeamId, TeamId)) -> bool) -> usize {
    cells.iter().filter(|(pair, _)| counts(pair)).map(|(_, found)| found.len()).sum()
}

fn cell(shown: &Shown<'_>, cells: &Cells<'_>, (row, column): (TeamId, TeamId), leads_back: bool) -> Markup {
    if row == column {
        return html! { td.self { span.vh { "same team" } } };
    }
    match cells.get(&(row, column)).map(Vec::as_slice) {
        None | Some([]) => html! { td {} },
        Some([one]) => single(shown, one, leads_back),
        Some(many) => several(shown, (row, column), many, leads_back),
    }
}

fn single(shown: &Shown<'_>, ranked: &Ranked, leads_back: bool) -> Markup {
    let d = &ranked.dependency;
    let state = state_of(ranked.standing);
    let date = d.promised_for().or(d.needed_by());
    let words = match ranked.standing {
        Standing::Late(late) => format!("{} late", format::days(late.days)),
        Standing::AtRisk => "at risk".to_owned(),
        Standing::NoPromise => "no promise".to_owned(),
        Standing::Delivered(_) => "delivered".to_owned(),
        Standing::OnTrack => date.map_or_else(|| "on track".to_owned(), |date| format::short_day(date, shown.outlook.moment.today)),
        standing => standing_words(standing, d).to_lowercase(),
    };
    let words = costs(shown, &[ranked]).unwrap_or(words);
    let spoken = format!("{} {words}: {}, {}, {}", d.id.0, d.title, list::ends(shown, d), standing_words(ranked.standing, d));
    html! {
        td data-s=(state.key()) data-row=(d.id) {
            a href=(format!("{}dep={}#dep", shown.again, d.id.0)) title=(spoken) aria-label=(spoken) data-live=(format!("cell-{}", d.id)) {
                span.n { (status::mark(state)) (d.id.0) (back(leads_back)) } " "
                small { (words) }
            }
        }
    }
}

/// The state of a cell is that of its worst; the words count what is not on track.
fn several(shown: &Shown<'_>, (provider, consumer): (TeamId, TeamId), many: &[&Ranked], leads_back: bool) -> Markup {
    let mut tally = Tally::default();
    for ranked in many {
        tally.add(ranked.standing);
    }
    let (state, words) = match tally {
        Tally { late, .. } if late > 0 => (State::Late, format!("{late} late")),
        Tally { at_risk, .. } if at_risk > 0 => (State::Risk, format!("{at_risk} at risk")),
        Tally { no_promise, .. } if no_promise > 0 => (State::NoneYet, format!("{no_promise} no promise")),
        _ => (State::Ok, "on track".to_owned()),
    };
    let words = costs(shown, many).unwrap_or(words);
    let key = format!("pair-{}-{}", provider.0, consumer.0);
    let spoken = format!("{} owes {} to {}, {words}", team_name(shown.view, provider), many.len(), team_name(shown.view, consumer));
    html! {
        td data-s=(state.key()) data-row=(key) {
            a href=(list::pair_href(shown, consumer, provider)) title=(spoken) aria-label=(spoken) data-live=(format!("cell-{key}")) {
                span.n { (status::mark(state)) (format::count(many.len())) " ×" (back(leads_back)) } " "
                small { (words) }
            }
        }
    }
}

/// "costs 2 days": the expected delay of what stands in a cell, where there is one.
fn costs(shown: &Shown<'_>, many: &[&Ranked]) -> Option<String> {
    let delays: Vec<&Delay> = many.iter().filter_map(|ranked| shown.delays.get(&Thing::Dependency(ranked.dependency.id))).collect();
    let days: f64 = delays.iter().map(|delay| delay.days).sum();
    (days >= 0.25).then(|| format!("costs {}", days_in_words(days)))
}

/// The mark of a cell that leads back to a team further up.
fn back(leads_back: bool) -> Markup {
    html! { @if leads_back { span title="leads back" { span aria-hidden="true" { " ↶" } span.vh { " leads back" } } } }
}

/// How to read it, who is not in it, and whether anything waits for itself.
fn reading(shown: &Shown<'_>, cells: &Cells<'_>, rest: &[TeamId]) -> Markup {
    let view = shown.view;
    let mut suppliers: BTreeMap<TeamId, usize> = BTreeMap::new();
    for (_, consumer) in cells.keys() {
        *suppliers.entry(*consumer).or_default() += 1;
    }
    let most = suppliers.into_iter().max_by_key(|(team, count)| (*count, std::cmp::Reverse(*team)));
    let scope = Scope::below(&view.model, shown.group.id);
    let is_here = |circle: &Vec<_>| circle.iter().any(|id| view.model.dependency(*id).is_some_and(|d| d.is_of(&scope)));
    let circles: Vec<_> = circles(&view.model).into_iter().filter(is_here).collect();
    let names: Vec<String> = rest.iter().map(|team| team_name(view, *team)).collect();
    html! {
        p.measure {
            "Read a row to see what a team owes, a column to see what it waits for. "
            @if let Some((team, count)) = most && count > 1 { (team_name(view, team)) " waits for " (count) " teams. " }
            @if circles.is_empty() { "Nothing waits for itself through others." }
            @for circle in circles.iter().take(5) { (circle_in_words(circle)) ". " }
        }
        @if !names.is_empty() { p class="meta measure" { "Not in the table: " (format::listed(&names)) ". " a.link href=(shown.again.replace("view=matrix", "view=list")) { "The list has all" } } }
    }
}
