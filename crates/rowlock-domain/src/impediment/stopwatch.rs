//! How long something of an impediment took: the one place where such durations are counted, for pages, figures and forecasts alike.
//!
//! By the measure that the workspace chose: elapsed days, or working time of the owner's team, of the raising team while
//! nobody owns it, else of the group. The team of today's owner (the last one, once it is over) counts for the whole of
//! its life: who hands an impediment to another team hands its days over too. Working days are hours worked over the
//! hours that this team works in a day; holidays and closing days are days off, as that calendar has them now.

use super::Impediment;
use crate::{
    Calendar, Instant, Member, Moment, PersonId, TeamId, Workspace, Zone, calendar::WorkingTime, time::days_between, working, workspace::Measure,
};
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

const DAY_MS: i64 = 86_400_000;
const DAYS_OF_A_WEEK: u32 = 7;

/// A stretch of time by a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Took {
    /// Milliseconds that count.
    pub ms: i64,
    /// So many of them are a day.
    pub day_ms: i64,
}

/// Counts durations of impediments; made once for a list, it looks up each calendar once.
pub struct Stopwatch<'a> {
    /// The model.
    pub workspace: &'a Workspace,
    /// By what it counts.
    pub measure: Measure,
    calendar: &'a dyn Calendar,
    teams: OnceCell<BTreeMap<PersonId, TeamId>>,
    times: RefCell<BTreeMap<Member, Rc<WorkingTime>>>,
}

impl<'a> Stopwatch<'a> {
    /// By the measure that the workspace chose.
    #[must_use]
    pub fn new(workspace: &'a Workspace, calendar: &'a dyn Calendar) -> Self {
        Self { workspace, measure: workspace.measure, calendar, teams: OnceCell::new(), times: RefCell::default() }
    }

    /// The same at a moment.
    #[must_use]
    pub fn at(moment: &Moment<'a>) -> Self {
        Self::new(moment.workspace, moment.calendar)
    }

    /// By another measure.
    #[must_use]
    pub fn by(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }

    /// How much time passed for that impediment from one moment to another.
    #[must_use]
    pub fn took(&self, impediment: &Impediment, from: Instant, to: Instant) -> Took {
        match self.measure {
            Measure::ElapsedDays => Took { ms: to.since_ms(from), day_ms: DAY_MS },
            Measure::WorkingDays => {
                let time = self.working_time(impediment);
                Took { ms: time.worked_ms(self.calendar, from, to), day_ms: time.day_ms() }
            }
        }
    }

    /// Whole days between two dates, as people count them: from Friday to Monday 3 days, 1 working day. The dates are those
    /// of the zone, of working days those of the team's own.
    #[must_use]
    pub fn whole_days(&self, impediment: &Impediment, (from, to): (Instant, Instant), zone: &Zone) -> i64 {
        let date = |at: Instant| self.calendar.local(at, zone).date();
        match self.measure {
            Measure::ElapsedDays => days_between(date(from), date(to)).max(0),
            Measure::WorkingDays => self.calendar.working_days(from, to, &self.working_time(impediment)),
        }
    }

    /// Whole days it has lasted: until now, or until it was resolved or closed.
    #[must_use]
    pub fn age_days(&self, impediment: &Impediment, now: Instant, zone: &Zone) -> i64 {
        let until = impediment.resolved_at.or(impediment.closed_at).unwrap_or(now);
        self.whole_days(impediment, (impediment.raised_at, until), zone)
    }

    /// How many of the days that are counted lie in a week.
    #[must_use]
    pub fn days_per_week(&self, impediment: &Impediment) -> u32 {
        match self.measure {
            Measure::ElapsedDays => DAYS_OF_A_WEEK,
            Measure::WorkingDays => self.working_time(impediment).days_per_week().max(1),
        }
    }

    fn working_time(&self, impediment: &Impediment) -> Rc<WorkingTime> {
        let owners = impediment.owner.and_then(|owner| self.teams.get_or_init(|| working::teams_of(self.workspace)).get(&owner).copied());
        let whose = owners.or(impediment.team).map_or(Member::Group(impediment.group), Member::Team);
        let mut times = self.times.borrow_mut();
        let time = times.entry(whose).or_insert_with(|| {
            let of_team = match whose {
                Member::Team(team) => working::of_team(self.workspace, team),
                Member::Group(_) => None,
            };
            Rc::new(of_team.unwrap_or_else(|| working::of_group(self.workspace, impediment.group)))
        });
        Rc::clone(time)
    }
}
