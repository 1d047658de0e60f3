//! The order of impediments: who waits, whether work stops, how long; with the reason in words.

use crate::ui::format;
use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::impediment::{Impediment, Severity};
use rowlock_domain::scope::Scope;
use rowlock_domain::{ImpedimentId, Moment, Thing, impediment::query};
use std::sync::Arc;

/// Open impediments of a group and below, the one that most needs the group first.
pub(super) fn open(view: &View, group: &Group) -> Arc<Vec<ImpedimentId>> {
    view.memo("open impediments ranked", Thing::Group(group.id), &group.zone, || {
        let moment = view.moment(&group.zone);
        let scope = Scope::below(&view.model, group.id);
        let open = view.model.impediments.iter().filter(|i| i.is_open() && i.is_of(&view.model, &scope));
        let mut ranked: Vec<(_, ImpedimentId)> = open.map(|i| (key(&moment, i), i.id)).collect();
        ranked.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|(_, id)| id).collect()
    })
}

fn waiting(impediment: &Impediment) -> usize {
    impediment.holds_back.len().max(usize::from(impediment.team.is_some()))
}

fn key(moment: &Moment<'_>, impediment: &Impediment) -> (usize, bool, bool, i64) {
    (waiting(impediment), impediment.severity == Severity::Stops, impediment.owner.is_none(), query::age_days(moment, impediment))
}

/// Why it stands where it stands: "stops 3 teams for 18 d, no owner".
pub(super) fn reason(moment: &Moment<'_>, impediment: &Impediment) -> String {
    let how = if impediment.severity == Severity::Stops { "Stops" } else { "Slows" };
    let whom = match waiting(impediment) {
        0 => "the group".to_owned(),
        n => format::counted(n, "team", "teams"),
    };
    let owner = if impediment.owner.is_none() && impediment.is_open() { ", nobody owns it" } else { "" };
    let back = if impediment.reopened > 0 { ", came back" } else { "" };
    let days = query::age_days(moment, impediment);
    let since =
        if days == 0 { "since today".to_owned() } else { format!("for {}", format::counted(usize::try_from(days).unwrap_or(0), "day", "days")) };
    format!("{how} {whom} {since}{owner}{back}.")
}
