//! Pairs of teams: how long what one asks of the other takes, and what became of promises between them. Shown to the people
//! of both and to the Scrum of Scrums Master, the reason first, in the order of the teams: no ranking.

use super::page::as_of;
use super::parts::{SURE, half};
use crate::ui::field::fold;
use crate::ui::format;
use crate::ui::how::How;
use crate::ui::section::section;
use crate::ui::table::{self, column};
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::durations::ENOUGH_ENDINGS;
use rowlock_analysis::model::insights::Asked;
use rowlock_analysis::model::insights::pairs::{self, FEWEST_PROMISES, Pair, Pairs};
use rowlock_domain::group::Group;
use rowlock_domain::{Act, TeamId, Thing};

/// Rows at most.
const ROWS: usize = 40;

/// Who looks: what pairs may be seen.
struct Eyes {
    /// Those of the group's Master and deputies.
    all: bool,
    /// Teams of which one is.
    teams: Vec<TeamId>,
}

impl Eyes {
    fn of(view: &View, group: &Group) -> Self {
        Self { all: view.must(Act::Lead(group.id)).is_ok(), teams: super::own::teams_of(view, group.id).map(|team| team.id).collect() }
    }

    fn see(&self, one: TeamId, other: TeamId) -> bool {
        self.all || self.teams.contains(&one) || self.teams.contains(&other)
    }
}

/// The section for who looks; drawn once for all who may see the same.
pub(super) fn section_of(view: &View, group: &Group, asked: Asked, key: &str) -> Markup {
    let eyes = Eyes::of(view, group);
    let seen: Vec<u32> = eyes.teams.iter().map(|team| team.0).collect();
    let key = format!("{key} {} {seen:?}", eyes.all);
    let part = view.drawn("insights of pairs", Thing::Group(group.id), &key, |view| {
        let asked = Asked { now: view.now, ..asked };
        let found = pairs::read(&view.model, &**view.site.engine.calendar(), asked);
        body(view, group, &found, &eyes, &as_of(view, group, &asked))
    });
    html! { (part) }
}

fn body(view: &View, group: &Group, found: &Pairs, eyes: &Eyes, as_of: &str) -> Markup {
    let pairs: Vec<&Pair> = found.pairs.iter().filter(|pair| eyes.see(pair.asks, pair.asked)).collect();
    if pairs.is_empty() {
        return html! {};
    }
    let outstanding = found.stands_out.as_ref().filter(|finding| finding.look.is_some_and(|look| is_seen(eyes, look)));
    let (due, asked): (usize, usize) = pairs.iter().fold((0, 0), |(due, asked), pair| (due + pair.due, asked + pair.took.resolve.items));
    let basis = Basis {
        history: format!(
            "{} asked of another team, {}",
            format::counted(asked, "impediment", "impediments"),
            format::counted(due, "promise that fell due", "promises that fell due")
        ),
        model: format!(
            "Impediments of a team with which it asks the other for help, Kaplan–Meier, {}; first promises of the other to it, counted.",
            view.model.measure.in_words()
        ),
        ..Basis::default()
    };
    let (told, few): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| has_figure(pair));
    let body = html! {
        @if let Some(finding) = outstanding { p.measure { b { (finding.headline) } " " span.sub { (finding.detail) } } }
        @if told.is_empty() { p.measure { "No pair of teams has enough behind it for a figure yet." } } @else { (rows(view, &told)) }
        @if !few.is_empty() { (fold(&format!("{} with too few to say", format::counted(few.len(), "pair", "pairs")), false, rows(view, &few))) }
        (How { basis: &basis, as_of, sure: SURE }.render())
    };
    let who = if eyes.all { "each pair is shown to both teams and the Master" } else { "your teams' pairs; only both teams and the Master see them" };
    section(&format!("h-pairs-{}", group.id.0), "Between teams", who, None, body)
}

/// Whether anything but "too few to say" can be said of it.
fn has_figure(pair: &Pair) -> bool {
    [&pair.took.own, &pair.took.resolve].iter().any(|took| took.resolved >= ENOUGH_ENDINGS) || pair.due >= FEWEST_PROMISES
}

fn rows(view: &View, pairs: &[&Pair]) -> Markup {
    let columns = ["Why", "Asks, of", "Owned", "Resolved", "First promises"].map(column);
    let rows = html! { @for pair in pairs.iter().take(ROWS) { (row(view, pair)) } };
    html! {
        (table::table("", &format!("What one team asks of another: the reason, {}s until half are owned and resolved, promises kept", view.model.measure.day()), &columns, rows))
        @if pairs.len() > ROWS { p.meta { "and " (format::count(pairs.len() - ROWS)) " more" } }
    }
}

fn is_seen(eyes: &Eyes, look: rowlock_analysis::model::insights::Look) -> bool {
    match look {
        rowlock_analysis::model::insights::Look::Pair { consumer, provider } => eyes.see(consumer, provider),
        rowlock_analysis::model::insights::Look::OpenImpediments => true,
    }
}

fn row(view: &View, pair: &Pair) -> Markup {
    let name = |team: TeamId| view.model.team(team).map_or("", |team| team.name.as_str());
    let promises = match pair.due {
        0 => "none fell due".to_owned(),
        due if due < FEWEST_PROMISES => format!("too few to say: {} fell due", format::count(due)),
        due => format!("{} of {due} kept", pair.kept),
    };
    let key = format!("pair-{}-{}", pair.asks.0, pair.asked.0);
    let cells = html! {
        (table::head_cell(pair.reason.as_deref().unwrap_or("No reason was given")))
        (table::cell("Asks, of", format!("{}, of {}", name(pair.asks), name(pair.asked))))
        (table::cell("Owned", half(&pair.took.own, "owned")))
        (table::cell("Resolved", half(&pair.took.resolve, "resolved")))
        (table::cell("First promises", promises))
    };
    table::row(&key, cells)
}
