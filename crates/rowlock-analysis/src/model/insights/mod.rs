//! What a group can learn from a stretch of time, against the one before: time to own and to resolve, causes, meetings,
//! promises, what stands out. Work and pairs of teams, never persons; no ranking of teams.
//!
//! Confidence against outcome ([`confidence`]) is a team's own and is never part of a group's insights.

pub mod causes;
pub mod chance;
pub mod confidence;
pub mod meetings;
pub mod pairs;
pub mod parts;
pub mod promises;
mod stands_out;

pub use stands_out::{Finding, Look, means};

use super::impediments::{Of, Until, Window, spans};
use crate::Basis;
use crate::durations::{Curve, Difference, Summary, Wording, compare, summarise};
use causes::Causes;
use meetings::Held;
use parts::Parts;
use promises::Promises;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::workspace::Measure;
use rowlock_domain::{Calendar, GroupId, Instant, TeamId, Workspace, Zone};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The group, with all below it.
    pub group: GroupId,
    /// Only what concerns this team.
    pub team: Option<TeamId>,
    /// How many weeks back.
    pub weeks: u32,
    /// As of when.
    pub now: Instant,
}

impl Asked {
    /// The stretch asked about.
    #[must_use]
    pub fn window(&self) -> Window {
        Window::last(i64::from(self.weeks) * 7, self.now)
    }

    fn of(&self) -> Of {
        Of { group: self.group, team: self.team }
    }
}

/// A figure of the stretch and of the one before.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Now.
    pub now: Summary,
    /// Its curve.
    pub curve: Curve,
    /// The stretch before.
    pub before: Summary,
    /// Its curve.
    pub curve_before: Curve,
    /// Whether they differ by more than chance.
    pub difference: Difference,
    /// Ages of what is open.
    pub open_days: Vec<f64>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Insights {
    /// What was asked.
    pub asked: Asked,
    /// By what durations of impediments are counted.
    pub measure: Measure,
    /// Impediments that were open at some time of the stretch.
    pub seen: usize,
    /// Those resolved in it.
    pub resolved: usize,
    /// Until somebody owned them.
    pub own: Compared,
    /// Until they were resolved.
    pub resolve: Compared,
    /// Days open by cause.
    pub causes: Causes,
    /// Time to own and to resolve, by cause and level.
    pub parts: Parts,
    /// Meetings of the stretch, oldest first.
    pub meetings: Vec<Held>,
    /// Meetings of the stretch before.
    pub meetings_before: Vec<Held>,
    /// Promises that fell due.
    pub promises: Promises,
    /// The same of the stretch before.
    pub promises_before: Promises,
    /// What stands out, and what does not.
    pub stands_out: Vec<Finding>,
}

const OWN: Wording<'static> = Wording { things: "impediments", happens: "have an owner", happened: "owned", measure: Measure::ElapsedDays };
const RESOLVE: Wording<'static> = Wording { things: "impediments", happens: "are resolved", happened: "resolved", measure: Measure::ElapsedDays };

/// Reads a group's insights.
#[must_use]
pub fn read(workspace: &Workspace, calendar: &dyn Calendar, asked: Asked) -> Insights {
    let sight = Sight::new(workspace, calendar, asked);
    let resolve = sight.compared(Until::Resolved, RESOLVE);
    let [meetings, meetings_before] = [asked.window(), asked.window().before()].map(|window| meetings::held(&sight, window));
    let [promises, promises_before] = [asked.window(), asked.window().before()].map(|window| promises::due(&sight, window));
    let mut insights = Insights {
        asked,
        measure: workspace.measure,
        seen: resolve.now.items,
        resolved: resolve.now.resolved,
        own: sight.compared(Until::Owned, OWN),
        causes: causes::read(&sight),
        parts: parts::read(&sight),
        resolve,
        meetings,
        meetings_before,
        promises,
        promises_before,
        stands_out: Vec::new(),
    };
    insights.stands_out = stands_out::findings(&sight, &insights);
    insights
}

/// What all parts look at.
pub(crate) struct Sight<'a> {
    pub workspace: &'a Workspace,
    pub calendar: &'a dyn Calendar,
    pub zone: &'a Zone,
    pub watch: Stopwatch<'a>,
    pub asked: Asked,
}

impl<'a> Sight<'a> {
    fn new(workspace: &'a Workspace, calendar: &'a dyn Calendar, asked: Asked) -> Self {
        let zone = workspace.group(asked.group).map_or(&workspace.zone, |group| &group.zone);
        Self { workspace, calendar, zone, watch: Stopwatch::new(workspace, calendar), asked }
    }

    /// Those asked about.
    fn impediments(&self) -> impl Iterator<Item = &'a Impediment> {
        let (workspace, of) = (self.workspace, self.asked.of());
        workspace.impediments.iter().map(AsRef::as_ref).filter(move |impediment| of.holds(workspace, impediment))
    }

    fn compared(&self, until: Until, wording: Wording<'_>) -> Compared {
        let read = |window: Window| {
            let spans = spans(&self.watch, self.asked.of(), until, window);
            let curve = Curve::fit(&spans);
            let summary = summarise(&spans, &curve, wording.by(self.watch.measure), Basis::default());
            let open = spans.iter().filter(|s| s.ending() == crate::durations::Ending::Open).map(crate::durations::Span::days).collect();
            (summary, curve, open)
        };
        let (now, curve, open_days) = read(self.asked.window());
        let (before, curve_before, _) = read(self.asked.window().before());
        Compared { difference: compare(&curve, &curve_before), now, curve, before, curve_before, open_days }
    }
}
