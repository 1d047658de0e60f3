//! The board: rows are teams in their fixed order, columns two-week sprints, a late promise points back in time.
//! Many of them: only teams with open ones have rows, at most fifty; the list says everything that the board says.

use super::draw::{self, Chip};
use super::layout::{Axis, Bar, Layout, lay_out};
use super::list;
use super::page::Shown;
use super::ranked::{Line, Ranked, order_of_teams};
use super::words::{shortened, standing_words, state_of, team_name};
use crate::ui::status::{self, State};
use crate::ui::{format, notice};
use maud::{Markup, html};
use rowlock_domain::dependency::query::{LateKind, Standing};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::series::query::closing_on;
use rowlock_domain::team::Team;
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, GroupId, TeamId, Thing, Workspace};
use std::collections::BTreeMap;

const MOST_ROWS: usize = 50;
const MOST_CHIPS: usize = 150;
const MOST_OF_ONE_TEAM: usize = 8;
/// Lines of the list that stands in for the board on phones.
const PHONE_LINES: usize = 50;

/// What is drawn, and what is left to the list.
struct Drawn<'a> {
    ranked: Vec<&'a Ranked>,
    teams: Vec<TeamId>,
    dateless: usize,
    left_out: usize,
}

pub(super) fn board(shown: &Shown<'_>) -> Markup {
    let drawn = choose(shown);
    if shown.ranked.is_empty() {
        return list::nothing(shown);
    }
    html! {
        @if drawn.ranked.is_empty() { div.wideonly { (notice::notice(notice::Tone::Neutral, "None of them has a date, so there is nothing to draw. The list shows them.")) } }
        @else { (drawing(shown, &drawn)) div.wideonly { (draw::legend()) } }
        (phone_list(shown))
        (not_drawn(shown, &drawn))
    }
}

/// The day on which a chip ends: promised, delivered, else needed; today where the need has passed without a promise.
fn ends(shown: &Shown<'_>, ranked: &Ranked) -> Option<Date> {
    let d = &ranked.dependency;
    match (&d.state, ranked.standing) {
        (DependencyState::Delivered | DependencyState::Accepted, _) => {
            d.promised_for().or(d.first_delivered_at.map(|at| shown.outlook.moment.date_of(at)))
        }
        (DependencyState::Promised, _) => d.promised_for(),
        (_, Standing::Late(late)) if late.kind == LateKind::NoPromise => Some(shown.outlook.moment.today),
        _ => d.needed_by(),
    }
}

/// The highest ranks, as far as rows and chips go, in the fixed order of teams.
fn choose<'a>(shown: &'a Shown<'_>) -> Drawn<'a> {
    let mut drawn = Drawn { ranked: Vec::new(), teams: Vec::new(), dateless: 0, left_out: 0 };
    let mut of_team: BTreeMap<TeamId, usize> = BTreeMap::new();
    for ranked in &shown.ranked {
        let d = &ranked.dependency;
        if ends(shown, ranked).is_none() {
            drawn.dateless += 1;
            continue;
        }
        let new = [d.provider, d.consumer].iter().filter(|team| !drawn.teams.contains(team)).count();
        let owes = of_team.entry(d.provider).or_default();
        if drawn.teams.len() + new > MOST_ROWS || drawn.ranked.len() >= MOST_CHIPS || *owes >= MOST_OF_ONE_TEAM {
            drawn.left_out += 1;
            continue;
        }
        *owes += 1;
        for team in [d.provider, d.consumer] {
            if !drawn.teams.contains(&team) {
                drawn.teams.push(team);
            }
        }
        drawn.ranked.push(ranked);
    }
    order(shown, &mut drawn.teams);
    drawn
}

/// The group's fixed order, teams of other groups after it; in a small group the teams without dependencies stand there too.
fn order(shown: &Shown<'_>, teams: &mut Vec<TeamId>) {
    let fixed = order_of_teams(&shown.view.model, shown.group.id);
    if fixed.len() <= 12 && shown.filter.is_empty() {
        teams.extend(fixed.iter().copied().filter(|team| !teams.contains(team)).collect::<Vec<_>>());
    }
    teams.sort_by_key(|team| (fixed.iter().position(|t| t == team).unwrap_or(usize::MAX), *team));
}

fn drawing(shown: &Shown<'_>, drawn: &Drawn<'_>) -> Markup {
    let view = shown.view;
    let moment = &shown.outlook.moment;
    let (start, is_home_rhythm) = home_start(shown);
    let axis = Axis::from(start, moment.today);
    let chips: Vec<Chip> = drawn.ranked.iter().map(|ranked| chip_of(shown, &axis, ranked)).collect();
    let bars: Vec<Bar> = drawn.ranked.iter().zip(&chips).filter_map(|(ranked, chip)| bar_of(shown, ranked, chip)).collect();
    let layout = lay_out(&axis, &drawn.teams, &bars);
    let placed: Vec<_> = layout.bars.iter().zip(&chips).collect();
    let local = view.local(view.now, moment.zone);
    let now_x = axis.x(moment.today) + 12.0 * (f64::from(local.hour()) + f64::from(local.minute()) / 60.0) / 24.0;
    let finding = drawn.ranked.first().map_or_else(String::new, |first| shown.outlook.headline(&first.dependency));
    html! {
        svg class="dboard wideonly" viewBox=(draw::view_box(&layout)) role="group" aria-label=(format!("Dependency board. {finding}. The same facts are in the list view.")) {
            (draw::markers())
            @for row in off_rows(shown, &axis, &layout) { (row) }
            @for closing in view.model.upwards(shown.group.id).filter_map(|id| view.model.group(id)).flat_map(|group| &group.closing_days) {
                @if closing.until >= axis.begin() && closing.from <= axis.end() { (draw::closed(&axis, layout.height, (closing.from, closing.until), moment.today)) }
            }
            (draw::columns(&axis, layout.height, is_home_rhythm, moment.today))
            @for row in &layout.rows {
                @let name = team_name(view, row.team);
                (draw::row(&axis, row, (&shortened(&name, 12), &name), &sprint_starts(shown, row.team, &axis)))
            }
            @for (placed, chip) in &placed { (draw::arrow(placed, chip)) }
            (draw::today(now_x, layout.height))
            @for (placed, chip) in &placed { (draw::chip(placed, chip)) }
            @for (placed, chip) in &placed { (draw::flag(placed, chip)) }
        }
    }
}

/// Days on which a team alone does not work, shaded in its row: holidays, its own free weekdays, closing days of another home
/// group. Weekends are not shaded; one between two free days belongs to them.
fn off_rows(shown: &Shown<'_>, axis: &Axis, layout: &Layout) -> Vec<Markup> {
    let model = &shown.view.model;
    let today = shown.outlook.moment.today;
    let ends = layout.rows.iter().skip(1).map(|row| row.top).chain([layout.height]);
    let mut shades = Vec::new();
    for (row, end) in layout.rows.iter().zip(ends) {
        let Some(team) = model.team(row.team) else { continue };
        for stretch in off_stretches(model, team, (axis.begin(), axis.end()), shown.group.id) {
            shades.push(draw::off_in_row(axis, (row.top, end), stretch, (team.name.as_str(), today)));
        }
    }
    shades
}

fn off_stretches(model: &Workspace, team: &Team, (from, until): (Date, Date), group: GroupId) -> Vec<(Date, Date)> {
    let weekend = |day: Date| day.weekday().to_monday_zero_offset() > 4;
    let off = |day: Date| {
        let closed = closing_on(model, team.home, day).is_some() && closing_on(model, group, day).is_none();
        team.holidays.contains(&day) || closed || (!weekend(day) && !team.working_days.holds(day))
    };
    let mut stretches: Vec<(Date, Date)> = Vec::new();
    let mut day = from;
    while day <= until {
        if off(day) {
            let joined = stretches.last().is_some_and(|(_, last)| (1..days_between(*last, day)).all(|n| weekend(plus_days(*last, n))));
            match stretches.last_mut() {
                Some(last) if joined => last.1 = day,
                _ => stretches.push((day, day)),
            }
        }
        day = plus_days(day, 1);
    }
    stretches
}

/// The start of the sprint that most teams of the group are in, and whether it is one of two weeks.
fn home_start(shown: &Shown<'_>) -> (Date, bool) {
    let today = shown.outlook.moment.today;
    let mut sprints: BTreeMap<(Date, i64), usize> = BTreeMap::new();
    for sprint in shown.view.model.teams_within(shown.group.id).filter_map(|team| team.sprint_on(today)) {
        let days = rowlock_domain::time::days_between(sprint.start, sprint.end) + 1;
        *sprints.entry((sprint.start, days)).or_default() += 1;
    }
    let monday = plus_days(today, -i64::from(today.weekday().to_monday_zero_offset()));
    let most = sprints.into_iter().max_by_key(|((start, days), count)| (*count, *days == 14, *start));
    most.map_or((monday, false), |((start, days), _)| (start, days == 14))
}

fn sprint_starts(shown: &Shown<'_>, team: TeamId, axis: &Axis) -> Vec<Date> {
    let Some(team) = shown.view.model.team(team) else { return Vec::new() };
    let mut starts = Vec::new();
    let mut day = axis.start;
    while day <= axis.end() {
        match team.sprint_on(day) {
            Some(sprint) => {
                if sprint.start >= axis.start {
                    starts.push(sprint.start);
                }
                day = plus_days(sprint.end.max(day), 1);
            }
            None => day = plus_days(day, 1),
        }
    }
    starts
}

/// "Refund API: Payments for Checkout, needed Fri 27 Nov, promised Fri 4 Dec, 7 d late".
fn full(shown: &Shown<'_>, d: &Dependency, words: &str) -> String {
    let today = shown.outlook.moment.today;
    let day = |date: Option<Date>, none: &str| date.map_or_else(|| none.to_owned(), |date| format::day(date, today));
    format!(
        "{} {}: {}, needed {}, promised {}, {}",
        d.id,
        d.title,
        list::ends(shown, d),
        day(d.needed_by(), "no date yet"),
        day(d.promised_for(), "not yet"),
        words
    )
}

fn chip_of(shown: &Shown<'_>, axis: &Axis, ranked: &Ranked) -> Chip {
    let d = &ranked.dependency;
    let today = shown.outlook.moment.today;
    let ends = ends(shown, ranked).unwrap_or(today);
    let late = match ranked.standing {
        Standing::Late(late) => format!("{} late", format::days(late.days)),
        _ => String::new(),
    };
    let off_axis = if ends > axis.end() || ends < axis.begin() { format::short_day(ends, today) } else { String::new() };
    let title = shortened(d.title.as_str(), 22);
    let letters = title.chars().count() + d.id.0.to_string().len() + 1;
    let more = [&off_axis, &late].iter().filter(|words| !words.is_empty()).map(|words| 8.0 + 6.2 * words.chars().count() as f64).sum::<f64>();
    let slips_to = slips_to(ranked);
    Chip {
        id: d.id,
        state: state_of(ranked.standing),
        full: full(shown, d, &standing_words(ranked.standing, d)),
        href: format!("{}dep={}#dep", shown.again, d.id.0),
        chosen: shown.chosen == Some(d.id),
        width: 38.0 + 6.5 * letters as f64 + more,
        slip: d.needed_by().zip(slips_to).map(|(need, to)| (axis.x_kept(need), axis.x_kept(to))),
        title,
        late,
        off_axis,
    }
}

/// Until when a late one slips: its promise, or today where that has passed too.
fn slips_to(ranked: &Ranked) -> Option<Date> {
    match ranked.standing {
        Standing::Late(late) => ranked.dependency.needed_by().map(|need| plus_days(need, late.days)),
        _ => None,
    }
}

fn bar_of(shown: &Shown<'_>, ranked: &Ranked, chip: &Chip) -> Option<Bar> {
    let d = &ranked.dependency;
    Some(Bar {
        provider: d.provider,
        consumer: d.consumer,
        ends: ends(shown, ranked)?,
        need: d.needed_by(),
        width: chip.width,
        digits: d.id.0.to_string().len(),
    })
}

/// The list in short, in place of the board on a phone; it leads to each one's own page.
fn phone_list(shown: &Shown<'_>) -> Markup {
    let lines = list::lines(shown);
    let view = shown.view;
    let today = shown.outlook.moment.today;
    let day = |date: Option<Date>, none: &str| date.map_or_else(|| none.to_owned(), |date| format::day(date, today));
    html! {
        ul class="rows box phoneonly" aria-label="Dependencies, ranked" {
            @for line in lines.iter().take(PHONE_LINES) { li.t13 { @match line {
                Line::One(ranked) => {
                    @let d = &ranked.dependency;
                    div class="between row" { (status::status(state_of(ranked.standing), standing_words(ranked.standing, d))) span.id { (d.id) } }
                    b class="t14 w6 b my0" { a href=(view.thing_href(Thing::Dependency(d.id))) { (d.title) } }
                    span.sub { (list::ends(shown, d)) ", needed " (day(d.needed_by(), "no date yet")) ", " (d.promised_for().map_or_else(|| "not promised".to_owned(), |date| format!("promised {}", format::day(date, today)))) }
                }
                Line::Folded(consumer, provider, requests) => {
                    (status::status(State::NoneYet, "No promise"))
                    b class="t14 w6 b my0" { a href=(list::pair_href(shown, *consumer, *provider)) { (list::many_words(shown, *consumer, *provider, requests.len())) } }
                }
            } } }
        }
        @if lines.len() > PHONE_LINES { p class="meta phoneonly" { a.link href=(shown.again.replace("view=board", "view=list")) { "All " (format::count(lines.len())) " in the list" } } }
    }
}

fn not_drawn(shown: &Shown<'_>, drawn: &Drawn<'_>) -> Markup {
    let list = shown.again.replace("view=board", "view=list");
    html! {
        @if drawn.dateless + drawn.left_out > 0 {
            p class="meta wideonly" {
                @if drawn.left_out > 0 { (format::count(drawn.ranked.len())) " of " (format::count(shown.ranked.len())) " are drawn, those of the highest rank. " }
                @if drawn.dateless > 0 { (format::count(drawn.dateless)) @if drawn.dateless == 1 { " has" } @else { " have" } " neither a needed nor a promised date. " }
                a.link href=(list) { "All are in the list" }
            }
        }
    }
}
