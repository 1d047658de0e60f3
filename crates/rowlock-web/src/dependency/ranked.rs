//! The order of dependencies: late ones first, by days and by how many teams wait; then what may become late.
//! Many unanswered requests of one pair stand in one line.

use super::filter::Filter;
use crate::view::View;
use rowlock_domain::dependency::Dependency;
use rowlock_domain::dependency::query::{Dependents, Outlook, Standing, unanswered};
use rowlock_domain::group::Group;
use rowlock_domain::scope::Scope;
use rowlock_domain::time::days_between;
use rowlock_domain::{Date, DependencyId, GroupId, Member, TeamId, Workspace, meeting};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One dependency in its rank.
#[derive(Clone)]
pub(super) struct Ranked {
    pub dependency: Arc<Dependency>,
    pub standing: Standing,
    /// Teams that wait, near and far.
    pub waiting: usize,
}

/// One line of the list.
pub(super) enum Line {
    One(Ranked),
    /// Unanswered requests of one pair, best rank first.
    Folded(TeamId, TeamId, Vec<Ranked>),
}

/// Those of a group and below that are asked for, in rank.
pub(super) fn ranked(view: &View, group: &Group, outlook: &Outlook<'_>, filter: &Filter) -> Vec<Ranked> {
    let scope = Scope::below(&view.model, group.id);
    let dependents = Dependents::of(&view.model);
    let of_group = view.model.dependencies.iter().filter(|d| d.is_of(&scope));
    let with_standing = of_group.map(|d| (d, outlook.standing(d))).filter(|(d, standing)| filter.holds(view, d, *standing));
    let mut ranked: Vec<Ranked> = with_standing
        .map(|(d, standing)| {
            let waiting = if d.is_open() { dependents.waiting_teams(&view.model, d).len() } else { 0 };
            Ranked { dependency: Arc::clone(d), standing, waiting }
        })
        .collect();
    ranked.sort_by_cached_key(key);
    ranked
}

fn day_number(date: Option<Date>) -> i64 {
    date.map_or(i64::MAX, |date| days_between(Date::constant(2000, 1, 1), date))
}

fn key(ranked: &Ranked) -> (u8, i64, i64, DependencyId) {
    let d = &ranked.dependency;
    let waiting = i64::try_from(ranked.waiting).unwrap_or(0).max(1);
    let need = day_number(d.needed_by());
    let (class, first) = match ranked.standing {
        Standing::Late(late) => (0, -late.days.saturating_mul(waiting)),
        Standing::AtRisk => (1, need),
        Standing::NoPromise => (2, need),
        Standing::Delivered(days) => (3, -days),
        Standing::OnTrack => (4, need.min(day_number(d.promised_for()))),
        Standing::Accepted | Standing::Declined | Standing::Withdrawn => (5, d.closed_at.map_or(0, |at| -at.0)),
    };
    (class, first, d.asked_at.0, d.id)
}

/// Folds the unanswered requests of each pair that has many of them, at the place of the first.
pub(super) fn folded(outlook: &Outlook<'_>, group: GroupId, ranked: Vec<Ranked>) -> Vec<Line> {
    let pairs: BTreeMap<DependencyId, (TeamId, TeamId)> = unanswered(&outlook.moment, group)
        .into_iter()
        .filter(|pair| pair.folds())
        .flat_map(|pair| pair.requests.into_iter().map(move |id| (id, (pair.consumer, pair.provider))))
        .collect();
    let mut lines: Vec<Line> = Vec::with_capacity(ranked.len());
    let mut place: BTreeMap<(TeamId, TeamId), usize> = BTreeMap::new();
    for one in ranked {
        let Some(pair) = pairs.get(&one.dependency.id) else {
            lines.push(Line::One(one));
            continue;
        };
        match place.get(pair).and_then(|n| lines.get_mut(*n)) {
            Some(Line::Folded(_, _, requests)) => requests.push(one),
            _ => {
                place.insert(*pair, lines.len());
                lines.push(Line::Folded(pair.0, pair.1, vec![one]));
            }
        }
    }
    lines
}

/// The teams of a group and below in the order in which they are shown everywhere.
pub(crate) fn order_of_teams(model: &Workspace, group: GroupId) -> Vec<TeamId> {
    let mut order = Vec::new();
    walk(model, group, &mut order, 0);
    order
}

fn walk(model: &Workspace, group: GroupId, order: &mut Vec<TeamId>, depth: usize) {
    if depth > rowlock_domain::group::DEEPEST {
        return;
    }
    for member in meeting::query::seats_in_order(model, group) {
        match member {
            Member::Team(team) => order.push(team),
            Member::Group(child) => walk(model, child, order, depth + 1),
        }
    }
}
