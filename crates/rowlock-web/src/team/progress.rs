//! How far a team is in a sprint: what was reported, day by day; without reports there is nothing to show.

use crate::ui::burnup::BurnUp;
use maud::Markup;
use rowlock_domain::Date;
use rowlock_domain::team::rhythm::Sprint;
use rowlock_domain::team::{Progress, Team};
use rowlock_domain::time::{days_between, plus_days};

/// Reported progress of one sprint.
pub(crate) struct SprintProgress {
    /// The latest report.
    pub latest: Progress,
    /// Stories done so far.
    pub done: u32,
    /// Stories planned and added.
    pub scope: u32,
    days: usize,
    scopes: Vec<f64>,
    dones: Vec<f64>,
}

/// What was reported of the sprint up to today.
pub(crate) fn of(team: &Team, sprint: &Sprint, today: Date) -> Option<SprintProgress> {
    let until = today.min(sprint.end);
    let reports: Vec<(Date, Progress)> =
        team.progress.range(sprint.start..=until).filter(|(_, p)| p.sprint == sprint.start).map(|(on, p)| (*on, *p)).collect();
    let (first, latest) = (reports.first()?.1, reports.last()?.1);
    let days = usize::try_from(days_between(sprint.start, sprint.end)).unwrap_or(0);
    let passed = days_between(sprint.start, until).max(0);
    let (mut scopes, mut dones) = (Vec::new(), Vec::new());
    for day in (0..=passed).map(|n| plus_days(sprint.start, n)) {
        let report = reports.iter().rev().find(|(on, _)| *on <= day).map_or(Progress { done: 0, added: 0, ..first }, |(_, p)| *p);
        scopes.push(f64::from(report.planned + report.added));
        dones.push(f64::from(report.done));
    }
    Some(SprintProgress { latest, done: latest.done, scope: latest.planned + latest.added, days, scopes, dones })
}

impl SprintProgress {
    /// The mini burn-up; the same numbers stand beside it.
    pub fn burn_up(&self) -> Markup {
        BurnUp { days: self.days, scope: &self.scopes, done: &self.dones }.render()
    }
}
