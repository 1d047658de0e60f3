//! What if: several switches at once, as a form that the address answers. Gains stand beside each line; with script the
//! answer follows the slider, without it the button asks.

use super::clean_ups;
use super::outlooks::Offer;
use super::page::{Chosen, Sheet};
use crate::team::clean_up::{CleanUp, Standing};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field};
use crate::ui::{Icon, format, icon};
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::forecast::{Change, Options, PACES};
use rowlock_analysis::model::outlook::{Cause, Element, GoalOutlook};
use rowlock_domain::TeamId;
use rowlock_domain::team::Team;

pub(super) fn panel(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Markup {
    html! {
        aside.static.panel aria-labelledby="h-what-if" {
            h2 id="h-what-if" { "What if" }
            div data-answer="what-if" aria-live="polite" { (answer(sheet, chosen)) }
            form method="get" action=(sheet.view.href(&format!("groups/{}/forecast", sheet.group.slug))) data-answers {
                input type="hidden" name="goal" value=(chosen.goal.goal.0);
                (sheet.view.at_field())
                (switches(sheet, chosen))
                (pace(sheet, chosen))
                (model(sheet))
                div."ruled row" { (Button::new("Recalculate").primary().render()) }
            }
        }
    }
}

fn answer(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Markup {
    let words = |goal: &GoalOutlook| match (goal.target, goal.even, &goal.status) {
        (None, Some(even), Status::Ok) => sheet.day(even),
        _ => super::goals::chance(goal),
    };
    let Some(then) = chosen.then else {
        return html! { p.t13.sub { "Tick what might change, or move the slider: the same futures are run again with it." } };
    };
    html! {
        p.fromto { s { (words(chosen.goal)) } (icon::plain(Icon::Arrow, 20)) span { (words(then)) } }
        p.t13.sub { (moved(sheet, chosen.goal, then)) }
        (super::opinions::mark(sheet.view, then))
        p.t13.sub { (with(sheet)) }
        (super::raise::buttons(sheet))
    }
}

/// What is asked, in words: on paper the switches do not show. What changes nothing is said.
fn with(sheet: &Sheet<'_>) -> String {
    let said = |change: &Change| match change {
        Change::Pace(team, percent) => {
            let name = sheet.view.model.team(*team).map_or("", |team| team.name.as_str());
            Some(format!("{name} works at {percent} % of its usual weeks"))
        }
        change => told(sheet, *change).map(|(_, _, words, _)| words),
    };
    let known: Vec<String> = sheet.asked.changes.iter().filter_map(said).collect();
    let without = sheet.asked.changes.len() - known.len();
    let nothing = match without {
        0 => String::new(),
        1 => " One change asked for is of something that does not exist: it changes nothing.".to_owned(),
        many => format!(" {many} changes asked for are of things that do not exist: they change nothing."),
    };
    if known.is_empty() { nothing.trim_start().to_owned() } else { format!("If {}.{nothing}", format::listed(&known)) }
}

/// "by 18 Dec. Even odds move from 15 to 10 Dec, 85 % sure from 7 Jan to 21 Dec."
fn moved(sheet: &Sheet<'_>, now: &GoalOutlook, then: &GoalOutlook) -> String {
    let date = |date: Option<rowlock_domain::Date>| date.map_or_else(|| "no date".to_owned(), |date| sheet.day(date));
    let line = |what: &str, from, to| {
        if from == to { format!("{what} stays at {}", date(from)) } else { format!("{what} moves from {} to {}", date(from), date(to)) }
    };
    let by = now.target.map_or_else(String::new, |target| format!("by {}. ", sheet.day(target)));
    if now.status == Status::LittleHistory {
        return format!("{by}With so little history only the direction means something.");
    }
    format!("{by}Even odds: {}; {}.", line("half", now.even, then.even), line("85 % sure", now.sure, then.sure))
}

fn switches(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Markup {
    let mut changes: Vec<(Change, Option<&Offer>)> = chosen.offers.iter().map(|offer| (offer.change, Some(offer))).collect();
    for asked in sheet.asked.changes.iter().filter(|change| !matches!(change, Change::Pace(..))) {
        if !changes.iter().any(|(known, _)| known == asked) {
            changes.push((*asked, None));
        }
    }
    html! {
        @if changes.is_empty() { p.t13.sub.mt2 { "No impediment, dependency or item stands out." } }
        @else { ul.whatif { @for (change, offer) in changes { (switch(sheet, chosen, change, offer)) } } }
    }
}

fn switch(sheet: &Sheet<'_>, chosen: &Chosen<'_>, change: Change, offer: Option<&Offer>) -> Markup {
    let Some((name, number, words, small)) = told(sheet, change) else { return html! {} };
    let id = format!("w-{name}-{number}");
    let checked = sheet.asked.changes.contains(&change);
    html! {
        li {
            input type="checkbox" id=(id) name=(name) value=(number) checked[checked];
            label for=(id) { (words) small { (small) } }
            (gain(chosen.goal, offer))
        }
    }
}

/// Points gained by this alone; days of the even odds where it gains none, or there is no target.
fn gain(now: &GoalOutlook, offer: Option<&Offer>) -> Markup {
    let Some(offer) = offer else { return html! { b.delta {} } };
    if now.status != Status::Ok {
        return html! { b.delta {} };
    }
    let points = now.chance.zip(offer.then.chance).map(|(now, then)| format::points_between(now, then));
    let days = now.even.zip(offer.then.even).map(|(now, then)| format::days_between(then, now));
    match (points, days) {
        (Some(points), _) if points > 0 => html! { b.delta data-d="up" { "+" (points) " points" } },
        (Some(points), _) if points < 0 => html! { b.delta data-d="down" { "−" (-points) " points" } },
        (_, Some(days)) if days > 0 => html! { b.delta data-d="up" { (format::days(days)) " earlier" } },
        _ => html! { b.delta { "no change" } },
    }
}

type Told = (&'static str, u32, String, String);

/// A change as a field: its name, number, words, and what it is.
fn told(sheet: &Sheet<'_>, change: Change) -> Option<Told> {
    let view = sheet.view;
    Some(match change {
        Change::Clear(id) => {
            let known = view.model.impediment(id)?;
            let owner = known.owner.map_or_else(|| "no owner".to_owned(), |owner| view.name(owner).to_owned());
            ("clear", id.0, format!("{} is solved today", known.title), format!("{id}, {owner}"))
        }
        Change::Deliver(id) => {
            let known = view.model.dependency(id)?;
            let provider = view.model.team(known.provider).map_or("", |team| team.name.as_str());
            let when = known.needed_by().map_or_else(|| "today".to_owned(), |need| format!("on {}", sheet.day(need.max(sheet.today))));
            ("deliver", id.0, format!("{} arrives {when} at the latest", known.title), format!("{id}, {provider}"))
        }
        Change::LeaveOut(id) => {
            let known = view.model.item(id)?;
            let team = view.model.team(known.team).map_or("", |team| team.name.as_str());
            ("without", id.0, format!("Leave out: {}", known.title), format!("{id}, {team}"))
        }
        Change::Pace(..) => return None,
    })
}

/// The team whose pace the slider moves: the one asked for, else that whose work delays this goal most.
fn team(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Option<TeamId> {
    let delay = |cause: &Cause| cause.goals.iter().find(|delayed| delayed.goal == chosen.goal.goal).map(|delayed| delayed.mean_days);
    let works = sheet.outlook.causes.iter().filter_map(|cause| match cause.element {
        Element::Work(team) => Some((team, delay(cause)?)),
        _ => None,
    });
    let most = works.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0))).map(|(team, _)| team);
    sheet.asked.team.or(most).or_else(|| chosen.goal.teams.first().copied())
}

fn pace(sheet: &Sheet<'_>, chosen: &Chosen<'_>) -> Markup {
    let Some(known) = team(sheet, chosen).and_then(|team| sheet.view.model.team(team)) else { return html! {} };
    let behind = chosen.goal.teams.iter().filter_map(|team| sheet.view.model.team(*team));
    let mut teams: Vec<Choice<'_>> = behind.map(|team| Choice { value: team.code.as_str(), words: team.name.as_str() }).collect();
    if !teams.iter().any(|team| team.value == known.code.as_str()) {
        teams.push(Choice { value: known.code.as_str(), words: known.name.as_str() });
    }
    html! {
        div.paceof {
            (Field::new("team", "If one team had more or less time for it").value(known.code.as_str()).select(&teams))
            input type="range" id="pace" name="pace" aria-label="Its pace" min=(PACES.start()) max=(PACES.end()) step="10" value=(sheet.asked.pace) list="paces" aria-describedby="pace-words";
            datalist id="paces" { option value="50" {} option value="100" {} option value="150" {} }
            small id="pace-words" data-answer="pace" { (sheet.asked.pace) " % of its usual weeks" }
        }
    }
}

/// Switches of the model itself.
fn model(sheet: &Sheet<'_>) -> Markup {
    let options = &sheet.asked.options;
    html! {
        ul.whatif {
            li {
                input type="checkbox" id="w-steady" name="steady" value="1" checked[options.no_growth];
                label for="w-steady" { "No new work is found on the way" small { "otherwise it grows as in past sprints" } }
                b.delta {}
            }
            li {
                input type="checkbox" id="w-together" name="together" value="1" checked[options.joint_weeks];
                label for="w-together" { "Good and bad weeks hit all teams together" small { "holidays and releases that all share" } }
                b.delta {}
            }
            @for (team, clean_up) in clean_ups::all(sheet) { (clean_up_switch(options, team, &clean_up, &sheet.day(clean_up.day))) }
        }
    }
}

/// A clean-up that is left out can be tried as work, and what counts tried without.
fn clean_up_switch(options: &Options, team: &Team, clean_up: &CleanUp, day: &str) -> Markup {
    let (name, tried, why) = match clean_up.standing {
        Standing::LeftOut(_) => ("counted", &options.counted, "left out as a clean-up"),
        Standing::Work(_) => ("uncounted", &options.left_out, "more than five usual weeks at once; work, as the team said"),
        Standing::Asked => ("uncounted", &options.left_out, "more than five usual weeks at once; a clean-up?"),
    };
    let id = format!("w-{name}-{}-{}", team.code, clean_up.day);
    html! {
        li {
            input type="checkbox" id=(id) name=(name) value={ (team.code) ":" (clean_up.day) } checked[tried.contains(&(team.id, clean_up.day))];
            label for=(id) {
                @if name == "counted" { "Count the " (clean_up.stories) " stories of " (day) " all the same" }
                @else { "Do not count the " (clean_up.stories) " stories of " (day) }
                small { (team.name) ": " (why) }
            }
            b.delta {}
        }
    }
}
