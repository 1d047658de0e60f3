//! How long impediments usually take: read off those that are resolved. A stand-in until durations are analysed;
//! under five resolved ones nothing is called usual.

use crate::ui::agebar::Usual;
use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::{Moment, Thing, impediment::query};
use std::sync::Arc;

/// Fewer resolved ones than this say nothing.
const FEWEST: usize = 5;

/// Days to resolve of all resolved impediments of a group and below, sorted.
pub(crate) fn days_to_resolve(view: &View, group: &Group) -> Arc<Vec<i64>> {
    view.memo("days to resolve", Thing::Group(group.id), &group.zone, || {
        let moment = view.moment(&group.zone);
        let resolved = view.model.impediments.iter().filter(|i| i.resolved_at.is_some() && !i.is_open() && view.model.is_within(i.group, group.id));
        let mut days: Vec<i64> = resolved.map(|i| query::age_days(&moment, i)).collect();
        days.sort_unstable();
        days
    })
}

/// Half and 85 % of past ones, if there are enough of them.
pub(crate) fn usual(days: &[i64]) -> Option<Usual> {
    let at = |percent: usize| days.get((days.len() * percent).div_ceil(100).saturating_sub(1)).copied();
    (days.len() >= FEWEST).then(|| Some(Usual { half_days: at(50)?, most_days: at(85)? })).flatten()
}

impl View {
    /// The model at this moment, seen from a zone.
    #[must_use]
    pub fn moment<'a>(&'a self, zone: &'a rowlock_domain::Zone) -> Moment<'a> {
        Moment::new(&self.model, &**self.site.engine.calendar(), self.now, zone)
    }
}
