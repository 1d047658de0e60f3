//! How dependencies stand today: late, at risk (and why), no promise, on track. What every page, count and ranking goes by.
//!
//! Gathered once per page: which teams doubt their sprint goal, which are stopped by an impediment.
//! Late by = max(promise, today if the promise has passed) − need, when positive (DOMAIN).

use super::{Dependency, DependencyState};
use crate::{Date, DependencyId, ImpedimentId, Instant, Moment, TeamId, Workspace, relay::Mark, team::Team, time::days_between};

/// Confidence up to this puts a team's promises at risk.
const DOUBTFUL: u8 = 2;

/// What makes it late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LateKind {
    /// It is promised for after the need, or the promise has passed.
    Promise,
    /// Nobody promised it, and the need has passed.
    NoPromise,
    /// It was delivered after the need.
    Delivered,
}

/// How late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Calendar days, at least 1.
    pub days: i64,
    /// By what.
    pub kind: LateKind,
}

/// Why something that is not late may become so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The provider doubts its sprint goal.
    Doubt {
        /// 1 or 2 of 5.
        confidence: u8,
        /// Since when.
        at: Instant,
    },
    /// An open impediment stops the provider.
    Stopped(ImpedimentId),
    /// What it waits for is late.
    InputLate(DependencyId, i64),
    /// What it waits for is not promised.
    InputUnpromised(DependencyId),
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Late, promised or not.
    Late(Late),
    /// Promised in time, but doubtful.
    AtRisk,
    /// Nobody promised it yet.
    NoPromise,
    /// Promised in time.
    OnTrack,
    /// Delivered and not yet accepted for so many calendar days.
    Delivered(i64),
    /// It works there.
    Accepted,
    /// The provider said no.
    Declined,
    /// The consumer no longer needs it.
    Withdrawn,
}

impl Standing {
    /// The word of filters and addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Late(_) => "late",
            Self::AtRisk => "at_risk",
            Self::NoPromise => "no_promise",
            Self::OnTrack => "on_track",
            Self::Delivered(_) => "delivered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The mark beside it.
    #[must_use]
    pub fn mark(self) -> Mark {
        match self {
            Self::Late(_) => Mark::Late,
            Self::AtRisk => Mark::AtRisk,
            Self::NoPromise => Mark::Missing,
            Self::OnTrack => Mark::OnTrack,
            Self::Delivered(_) => Mark::Open,
            Self::Accepted | Self::Declined | Self::Withdrawn => Mark::Done,
        }
    }
}

/// How many stand how; delivered ones wait to be accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Late.
    pub late: u32,
    /// At risk.
    pub at_risk: u32,
    /// Without a promise.
    pub no_promise: u32,
    /// On track.
    pub on_track: u32,
    /// Delivered, not yet accepted.
    pub delivered: u32,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Late(_) => self.late += 1,
            Standing::AtRisk => self.at_risk += 1,
            Standing::NoPromise => self.no_promise += 1,
            Standing::OnTrack => self.on_track += 1,
            Standing::Delivered(_) => self.delivered += 1,
            Standing::Accepted | Standing::Declined | Standing::Withdrawn => {}
        }
    }

    /// All that is open.
    #[must_use]
    pub fn open(&self) -> u32 {
        self.late + self.at_risk + self.no_promise + self.on_track + self.delivered
    }
}

/// What a team waits for and what it owes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// As consumer.
    pub waits_for: Tally,
    /// As provider.
    pub owes: Tally,
}

/// What dependencies are judged by, on a day.
pub struct Outlook<'a> {
    /// Model, moment, zone.
    pub moment: Moment<'a>,
    doubts: Vec<Option<(u8, Instant)>>,
    stopped: Vec<Option<ImpedimentId>>,
}

impl<'a> Outlook<'a> {
    /// Looks over teams and impediments once.
    #[must_use]
    pub fn new(moment: Moment<'a>) -> Self {
        let workspace = moment.workspace;
        let doubts = workspace.teams.iter().map(|team| doubt(workspace, team)).collect();
        let mut stopped: Vec<Option<ImpedimentId>> = vec![None; workspace.teams.len()];
        for impediment in workspace.impediments.iter().filter(|i| i.stops_work()) {
            for team in &impediment.holds_back {
                if let Some(by @ None) = stopped.get_mut(team.index()) {
                    *by = Some(impediment.id);
                }
            }
        }
        Self { moment, doubts, stopped }
    }

    /// How late it is; `None` when it is not.
    #[must_use]
    pub fn late_by(&self, dependency: &Dependency) -> Option<Late> {
        late_by(&self.moment, dependency)
    }

    /// Why it is at risk; empty when it is late, unpromised, delivered or closed, or nothing speaks against it.
    #[must_use]
    pub fn at_risk(&self, dependency: &Dependency) -> Vec<Reason> {
        if dependency.state != DependencyState::Promised || self.late_by(dependency).is_some() {
            return Vec::new();
        }
        let provider = dependency.provider.index();
        let doubt = self.doubts.get(provider).copied().flatten().map(|(confidence, at)| Reason::Doubt { confidence, at });
        let stopped = self.stopped.get(provider).copied().flatten().map(Reason::Stopped);
        let inputs = dependency.waits_for.iter().filter_map(|input| self.input(*input));
        doubt.into_iter().chain(stopped).chain(inputs).collect()
    }

    fn input(&self, id: DependencyId) -> Option<Reason> {
        let input = self.moment.workspace.dependency(id)?;
        match input.state {
            DependencyState::Promised => self.late_by(input).map(|late| Reason::InputLate(id, late.days)),
            DependencyState::Requested | DependencyState::Countered { .. } | DependencyState::Declined(_) => Some(Reason::InputUnpromised(id)),
            DependencyState::Delivered | DependencyState::Accepted | DependencyState::Withdrawn(_) => None,
        }
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self, dependency: &Dependency) -> Standing {
        match &dependency.state {
            DependencyState::Accepted => Standing::Accepted,
            DependencyState::Declined(_) => Standing::Declined,
            DependencyState::Withdrawn(_) => Standing::Withdrawn,
            DependencyState::Delivered => Standing::Delivered(dependency.delivered_at.map_or(0, |at| self.moment.days_since(at))),
            state => match self.late_by(dependency) {
                Some(late) => Standing::Late(late),
                None if *state != DependencyState::Promised => Standing::NoPromise,
                None if self.at_risk(dependency).is_empty() => Standing::OnTrack,
                None => Standing::AtRisk,
            },
        }
    }

    /// What each team waits for and owes, by the team's number: one pass over all open dependencies.
    #[must_use]
    pub fn sides(&self) -> Vec<Sides> {
        let workspace = self.moment.workspace;
        let mut sides = vec![Sides::default(); workspace.teams.len()];
        for dependency in workspace.dependencies.iter().filter(|d| d.is_open()) {
            let standing = self.standing(dependency);
            if let Some(consumer) = sides.get_mut(dependency.consumer.index()) {
                consumer.waits_for.add(standing);
            }
            if let Some(provider) = sides.get_mut(dependency.provider.index()) {
                provider.owes.add(standing);
            }
        }
        sides
    }

    /// How many stand how, of those a test lets through.
    #[must_use]
    pub fn tally(&self, counts: impl Fn(&Dependency) -> bool) -> Tally {
        let mut tally = Tally::default();
        for dependency in self.moment.workspace.dependencies.iter().filter(|d| d.is_open() && counts(d)) {
            tally.add(self.standing(dependency));
        }
        tally
    }

    /// One team's side of it.
    #[must_use]
    pub fn sides_of(&self, team: TeamId) -> Sides {
        Sides { waits_for: self.tally(|d| d.consumer == team), owes: self.tally(|d| d.provider == team) }
    }
}

/// The last confidence given, if it is doubtful and of a goal that is still worked for.
fn doubt(workspace: &Workspace, team: &Team) -> Option<(u8, Instant)> {
    let last = team.confidences.last()?;
    let is_over = last.goal.and_then(|goal| workspace.goal(goal)).is_some_and(|goal| !goal.is_open());
    (last.value <= DOUBTFUL && !is_over).then_some((last.value, last.at))
}

/// How late a dependency is; `None` when it is not.
#[must_use]
pub fn late_by(moment: &Moment<'_>, dependency: &Dependency) -> Option<Late> {
    let need = dependency.needed_by()?;
    let today = moment.today;
    let (comes, kind): (Date, LateKind) = match dependency.state {
        DependencyState::Promised => (dependency.promised_for()?.max(today_if_passed(dependency, today)), LateKind::Promise),
        DependencyState::Requested | DependencyState::Countered { .. } => (today, LateKind::NoPromise),
        DependencyState::Delivered => (moment.date_of(dependency.first_delivered_at?), LateKind::Delivered),
        DependencyState::Accepted | DependencyState::Declined(_) | DependencyState::Withdrawn(_) => return None,
    };
    let days = days_between(need, comes);
    (days > 0).then_some(Late { days, kind })
}

fn today_if_passed(dependency: &Dependency, today: Date) -> Date {
    dependency.promised_for().filter(|promise| *promise < today).map_or(Date::MIN, |_| today)
}
