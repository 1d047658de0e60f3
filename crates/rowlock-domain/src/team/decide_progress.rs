//! Rules of progress: what a team reports, what of it was a clean-up, and what it thinks while too little is counted.

use super::{
    Team,
    command::{ConfirmProgress, CountProgressAgain, LeaveOutProgress, ReportProgress, SayPace, WithdrawPace},
    decide::living,
    event, refusal,
};
use crate::{Act, Context, Date, Decide, Event, Refusal, TeamId, Workspace};

/// Stories that a report can count.
const MOST_STORIES: u32 = 10_000;
/// Stories that a team can think it finishes in a week.
const MOST_A_WEEK: u32 = 1_000;

/// Whoever acts for the team speaks of its progress.
fn for_team(workspace: &Workspace, team: TeamId) -> Result<Act, Refusal> {
    workspace.team(team).map(|t| Act::ForTeam(t.id)).ok_or(Refusal::Unknown)
}

/// Stories that were new in the report of a day.
fn new_then(team: &Team, on: Date) -> Result<u32, Refusal> {
    let report = team.finished().into_iter().find(|finished| finished.until == on);
    report.map(|finished| finished.stories).filter(|stories| *stories > 0).ok_or_else(|| refusal::NothingDoneThen(on))
}

impl Decide for ReportProgress {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        let progress = self.progress;
        if [progress.planned, progress.done, progress.added].iter().any(|n| *n > MOST_STORIES) {
            return Err(refusal::TooManyStories(MOST_STORIES));
        }
        if progress.done > progress.planned + progress.added {
            return Err(refusal::MoreDoneThanThere(progress.done, progress.planned + progress.added));
        }
        if self.on > context.today(&team.zone) {
            return Err(refusal::ProgressInTheFuture(self.on));
        }
        Refusal::unless_plausible("sprint", progress.sprint)?;
        if progress.sprint > self.on {
            return Err(refusal::ProgressBeforeSprint(self.on, progress.sprint));
        }
        if team.progress.get(&self.on) == Some(&progress) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ProgressReported { team: self.team, on: self.on, progress }.into()])
    }
}

impl Decide for LeaveOutProgress {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if team.left_out.contains_key(&self.on) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ProgressLeftOut { team: self.team, on: self.on, stories: new_then(team, self.on)? }.into()])
    }
}

impl Decide for ConfirmProgress {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if team.confirmed.contains_key(&self.on) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ProgressConfirmed { team: self.team, on: self.on, stories: new_then(team, self.on)? }.into()])
    }
}

impl Decide for CountProgressAgain {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if !living(context.workspace, self.team)?.left_out.contains_key(&self.on) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ProgressCountedAgain { team: self.team, on: self.on }.into()])
    }
}

impl Decide for SayPace {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let Self { team, fewest, most } = *self;
        let known = living(context.workspace, team)?;
        if most > MOST_A_WEEK {
            return Err(refusal::MoreThanAWeekHolds(MOST_A_WEEK));
        }
        if most == 0 {
            return Err(refusal::NothingInAGoodWeek());
        }
        if most < fewest {
            return Err(refusal::MostBelowFewest(fewest, most));
        }
        if known.opinion.is_some_and(|opinion| (opinion.fewest, opinion.most) == (fewest, most)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::PaceSaid { team, fewest, most }.into()])
    }
}

impl Decide for WithdrawPace {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        for_team(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if living(context.workspace, self.team)?.opinion.is_none() {
            return Ok(Vec::new());
        }
        Ok(vec![event::PaceWithdrawn { team: self.team }.into()])
    }
}
