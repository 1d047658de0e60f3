//! You and other teams: what you owe, what you wait for, what you newly ask.

use super::fill::rows;
use super::seat::Seat;
use crate::choices::teams;
use crate::form::Form;
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field, fold, tick};
use crate::ui::format;
use crate::ui::status::{self, State};
use maud::{Markup, html};
use rowlock_domain::dependency::query::{Outlook, Standing};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::scope::Scope;
use rowlock_domain::{Member, TeamId, Thing};
use std::sync::Arc;

/// Dependencies asked about on each side.
const ROWS: usize = 12;
/// Rows to ask something new at most.
const ASKS: usize = 8;

/// One answer: what is sent, its words, its mark, and whether it opens date and reason.
struct Choose {
    value: &'static str,
    words: &'static str,
    state: Option<State>,
    opens: bool,
}

const fn choose(value: &'static str, words: &'static str, state: Option<State>, opens: bool) -> Choose {
    Choose { value, words, state, opens }
}

/// The answers to a dependency by where it stands, the first being "say nothing"; and the label of the words beside them.
fn answers(dependency: &Dependency, owes: bool) -> (&'static [Choose], &'static str) {
    const OWED: &[Choose] = &[
        choose("", "As promised", Some(State::Ok), false),
        choose("move", "New date", Some(State::Late), true),
        choose("deliver", "Delivered", Some(State::Done), false),
    ];
    const ASKED: &[Choose] = &[
        choose("", "Answer later", None, false),
        choose("promise", "Promise", Some(State::Ok), true),
        choose("counter", "Offer something else", None, true),
        choose("decline", "Decline", Some(State::Late), true),
    ];
    const AWAITED: &[Choose] = &[choose("", "Wait", None, false), choose("remind", "Remind them", None, false)];
    const THERE: &[Choose] = &[
        choose("", "Not looked yet", None, false),
        choose("accept", "It works", Some(State::Done), false),
        choose("notyet", "Does not work yet", Some(State::Late), true),
    ];
    const OFFERED: &[Choose] = &[
        choose("", "Answer later", None, false),
        choose("take", "Take the offer", Some(State::Ok), false),
        choose("refuse", "Not good enough", Some(State::Late), true),
    ];
    match (&dependency.state, owes) {
        (DependencyState::Promised, true) => (OWED, "Why it comes later"),
        (DependencyState::Delivered, true) => (AWAITED, ""),
        (_, true) => (ASKED, "Reason or offer"),
        (DependencyState::Delivered, false) => (THERE, "What does not work yet?"),
        (DependencyState::Countered { .. }, false) => (OFFERED, "Why not?"),
        (_, false) => (AWAITED, ""),
    }
}

pub(super) fn step(seat: &Seat<'_>, form: &Form) -> Markup {
    let Member::Team(team) = seat.member else { return html! {} };
    let outlook = Outlook::new(seat.view.moment(seat.zone()));
    let owed = open(seat, &outlook, |d| d.provider == team);
    let awaited = open(seat, &outlook, |d| d.consumer == team);
    let adds = form.value("add") == "ask";
    let asks = rows(form, "ask-", adds, ASKS);
    let is_asking = adds || asks > 1 || form.problems().any(|(name, _)| name.starts_with("of-"));
    let teams = others(seat, team);
    let all = |side: &str| seat.view.href(&format!("groups/{}/dependencies?view=list&{side}={}", seat.group.slug, team.0));
    super::page::step(
        "4",
        "s4",
        "You and other teams",
        "",
        html! {
            (side("What you owe", &owed, ("You owe nobody anything.", &all("provider")), |d| row(seat, form, &outlook, d, true)))
            (side("What you wait for", &awaited, ("Nobody owes you anything.", &all("consumer")), |d| row(seat, form, &outlook, d, false)))
            (fold("Ask another team for something", is_asking, html! {
                @for n in 0..asks { (ask(form, (n, adds && n + 1 == asks), &teams)) }
                div { (Button::new("Ask one more").small().sends("add", "ask").skips_checks().render()) }
            }))
        },
    )
}

/// Open ones of one side, those in trouble first.
fn open<'a>(seat: &Seat<'a>, outlook: &Outlook<'_>, side: impl Fn(&Dependency) -> bool) -> Vec<&'a Arc<Dependency>> {
    let mut open: Vec<&Arc<Dependency>> = seat.view.model.dependencies.iter().filter(|d| d.is_open() && side(d)).collect();
    open.sort_by_cached_key(|d| (d.turn() != seat.team().map(|t| t.id), order(outlook.standing(d)), d.needed_by().is_none(), d.needed_by(), d.id));
    open
}

fn order(standing: Standing) -> u8 {
    match standing {
        Standing::Late(_) => 0,
        Standing::Delivered(_) => 1,
        Standing::AtRisk => 2,
        Standing::NoPromise => 3,
        _ => 4,
    }
}

fn side(title: &str, dependencies: &[&Arc<Dependency>], (none, all): (&str, &str), row: impl Fn(&Dependency) -> Markup) -> Markup {
    html! {
        h3 { (title) }
        @if dependencies.is_empty() { p.meta { (none) } }
        div class="gap0 bd" { @for dependency in dependencies.iter().take(ROWS) { (row(dependency)) } }
        @if dependencies.len() > ROWS { p.meta { "and " (format::count(dependencies.len() - ROWS)) " more that stay as they are: " a.link href=(all) { "all of them" } } }
    }
}

fn row(seat: &Seat<'_>, form: &Form, outlook: &Outlook<'_>, dependency: &Dependency, owes: bool) -> Markup {
    let id = dependency.id;
    let (choices, why_words) = answers(dependency, owes);
    let name = format!("dep-{}", id.0);
    let dated = choices.iter().any(|choice| matches!(choice.value, "move" | "promise" | "counter"));
    let (on, why) = (format!("on-{id}"), format!("why-{id}"));
    let date = if form.has(&on) { form.value(&on).to_owned() } else { dependency.promised_for().map(|d| d.to_string()).unwrap_or_default() };
    html! {
        div.answer {
            div {
                b { a href=(seat.view.thing_href(Thing::Dependency(id))) { (dependency.title) } }
                span class="t13 sub" { (who(seat, dependency, owes)) " " } span.id { (id) } " "
                (crate::team::dependency_status(outlook, dependency))
            }
            (radios(&name, dependency.title.as_str(), choices, form.value(&name)))
            @if !why_words.is_empty() {
                div class="opened lateby" {
                    @if dated { (Field::new(&on, if owes { "For which date" } else { "Date" }).value(&date).error(form.error(&on)).date()) }
                    (Field::new(&why, why_words).value(form.value(&why)).error(form.error(&why)).text())
                }
            }
        }
    }
}

/// "for Mobile, needed by tomorrow, promised for Fri 27 Nov".
fn who(seat: &Seat<'_>, dependency: &Dependency, owes: bool) -> Markup {
    let name = |team: TeamId| seat.view.model.member_name(Member::Team(team));
    let day = |date| format::near_day(date, seat.today);
    html! {
        @if owes { "for " (name(dependency.consumer)) } @else { "from " (name(dependency.provider)) }
        @match dependency.needed_by() { Some(date) => { ", needed by " strong { (day(date)) } }, None => ", no date yet" }
        @match (&dependency.state, dependency.promised_for()) {
            (DependencyState::Delivered, _) => ", delivered",
            (_, Some(date)) => { ", promised for " (day(date)) },
            (DependencyState::Countered { on, offer }, _) => { ", offered: " @if let Some(on) = on { (day(*on)) " " } (offer) },
            _ => "",
        }
    }
}

fn radios(name: &str, legend: &str, choices: &[Choose], chosen: &str) -> Markup {
    html! {
        fieldset.seg {
            legend.vh { (legend) }
            @for choice in choices {
                label {
                    input type="radio" name=(name) value=(choice.value) checked[choice.value == chosen] data-opens[choice.opens];
                    @if let Some(state) = choice.state { (status::mark(state)) }
                    (choice.words)
                }
            }
        }
    }
}

/// Teams that can be asked: all of the tree but the own one.
fn others(seat: &Seat<'_>, own: TeamId) -> Vec<(String, String)> {
    let top = seat.view.model.upwards(seat.group.id).last().unwrap_or(seat.group.id);
    teams(seat.view, top).into_iter().filter(|(id, _)| *id != own.0.to_string()).collect()
}

fn ask(form: &Form, (n, is_new): (usize, bool), teams: &[(String, String)]) -> Markup {
    let [title, of, by, when] = ["ask", "of", "by", "when"].map(|name| format!("{name}-{n}"));
    let mut choices = vec![Choice { value: "", words: "Choose a team" }];
    choices.extend(teams.iter().map(|(value, words)| Choice { value, words }));
    html! {
        div.answer {
            div class="full stack-2" {
                (Field::new(&title, "What do you need?").value(form.value(&title)).error(form.error(&title)).max_length(200).focused(is_new).text())
                div.fl {
                    (Field::new(&of, "Of whom").value(form.value(&of)).error(form.error(&of)).select(&choices))
                    (Field::new(&by, "Needed by").value(form.value(&by)).error(form.error(&by)).hint("May stay empty: no date yet.").date())
                    (Field::new(&when, "Done when").value(form.value(&when)).error(form.error(&when)).text())
                }
            }
        }
    }
}

/// A child group's promises across its border: ticked ones are named in its check-in.
pub(super) fn across(seat: &Seat<'_>, form: &Form) -> Markup {
    let Member::Group(group) = seat.member else { return html! {} };
    let scope = Scope::below(&seat.view.model, group);
    let outlook = Outlook::new(seat.view.moment(seat.zone()));
    let crossing = open(seat, &outlook, |d| d.crosses(&scope));
    super::page::step(
        "4",
        "s4",
        "Promises across the border",
        "ticked ones are named in the meeting",
        html! {
            @if crossing.is_empty() { p.meta { "No team of this group waits for another group, or owes it anything." } }
            ul.ticks {
                @for dependency in crossing.iter().take(ROWS * 2) {
                    @let id = dependency.id.0.to_string();
                    li { (tick("about", &id, form.all("about").any(|about| about == id), html! {
                        (dependency.title) small { (who(seat, dependency, scope.holds_team(dependency.provider))) ", " (dependency.id) ", " (outlook.short(dependency)) }
                    })) }
                }
            }
        },
    )
}
