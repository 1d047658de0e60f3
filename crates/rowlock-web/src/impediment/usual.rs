//! How long impediments of a group usually take, from the last twelve months: open ones count up to their age, so that
//! what is slow is not left out. Computed once per change of the group and day, shared by all pages.

use crate::ui::agebar::Usual;
use crate::view::View;
use rowlock_analysis::Basis;
use rowlock_analysis::durations::{Curve, Summary, Wording, at_this_age, summarise};
use rowlock_analysis::model::impediments::{Of, Until, Window, days, spans};
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::workspace::Measure;
use rowlock_domain::{Calendar, Instant, Moment, Thing};
use std::sync::Arc;

const RESOLVED: Wording<'static> = Wording { things: "impediments", happens: "are resolved", happened: "resolved", measure: Measure::ElapsedDays };
const OWNED: Wording<'static> = Wording { things: "impediments", happens: "have an owner", happened: "owned", measure: Measure::ElapsedDays };

/// What is usual in a group.
pub(crate) struct Usually {
    /// Until resolved.
    pub resolve: Curve,
    /// The same in words, with its basis.
    pub resolved: Summary,
    /// Until owned, in words.
    pub owned: Summary,
    /// As of when.
    pub as_of: Instant,
    /// By what the days are counted.
    pub measure: Measure,
}

impl Usually {
    /// Half and 85 %, if there are enough; where 85 % is not reached the oldest age seen stands for it.
    pub(crate) fn usual(&self) -> Option<Usual> {
        let at = |share: f64| self.resolved.percentiles.iter().find(|p| p.share == share).and_then(|p| p.days);
        let half = at(0.5)?;
        let most = at(0.85).or(self.resolve.oldest_days())?;
        Some(Usual { half_days: half.round() as i64, most_days: most.round() as i64 })
    }

    /// How old an impediment is.
    pub(crate) fn age_of(&self, watch: &Stopwatch<'_>, impediment: &Impediment) -> f64 {
        days(watch, impediment, impediment.raised_at, self.as_of)
    }

    /// "Of impediments that got this old, 1 in 4 was resolved 2 days later."
    pub(crate) fn at_age_of(&self, watch: &Stopwatch<'_>, impediment: &Impediment) -> String {
        at_this_age(&self.resolve, self.age_of(watch, impediment), RESOLVED.by(self.measure))
    }

    /// Half of them had an owner by then.
    pub(crate) fn half_owned(&self) -> Option<f64> {
        self.owned.percentiles.iter().find(|p| p.share == 0.5).and_then(|p| p.days)
    }
}

/// What is usual in a group and below it.
pub(crate) fn usually(view: &View, group: &Group) -> Arc<Usually> {
    view.memo_counted("usual durations", Thing::Group(group.id), &group.zone, || {
        let as_of = settled(view, group);
        let window = Window::usual(as_of);
        let watch = view.stopwatch();
        let read = |until: Until, wording: Wording<'_>| {
            let spans = spans(&watch, Of::group(group.id), until, window);
            let curve = Curve::fit(&spans);
            let summary = summarise(&spans, &curve, wording.by(watch.measure), Basis::default());
            (curve, summary)
        };
        let (resolve, resolved) = read(Until::Resolved, RESOLVED);
        let (_, owned) = read(Until::Owned, OWNED);
        Usually { resolve, resolved, owned, as_of, measure: watch.measure }
    })
}

/// The beginning of today, or the last change of the group or of how one counts, where that is later: whoever looks first on a day, the figures are the same.
fn settled(view: &View, group: &Group) -> Instant {
    let calendar = view.site.engine.calendar();
    let midnight = calendar.instant(view.today(&group.zone).at(0, 0, 0, 0), &group.zone);
    let changed = view.model.recorded(view.counted(Thing::Group(group.id)));
    changed.map_or(midnight, |changed| changed.stamp.at.max(midnight))
}

/// The moment up to which things were looked at, in words.
pub(super) fn as_of(view: &View, group: &Group, usually: &Usually) -> String {
    view.as_of(usually.as_of, &group.zone)
}

impl View {
    /// Counts durations of impediments as the workspace chose.
    #[must_use]
    pub fn stopwatch(&self) -> Stopwatch<'_> {
        Stopwatch::new(&self.model, &**self.site.engine.calendar())
    }

    /// The model at this moment, seen from a zone.
    #[must_use]
    pub fn moment<'a>(&'a self, zone: &'a rowlock_domain::Zone) -> Moment<'a> {
        Moment::new(&self.model, &**self.site.engine.calendar(), self.now, zone)
    }
}
