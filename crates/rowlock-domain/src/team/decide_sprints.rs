//! Rules of a team's rhythm and of sprints given by hand.

use super::{
    Team,
    command::{RemoveSprint, SetRhythm, SetSprint},
    decide::{arrange, living},
    event, refusal,
    rhythm::{Rhythm, Sprint},
};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, time::days_between};

/// The longest sprint given by hand, in days.
const LONGEST_DAYS: i64 = 366;

fn check_rhythm(rhythm: Rhythm) -> Result<(), Refusal> {
    if !(1..=8).contains(&rhythm.weeks) {
        return Err(refusal::SprintLengthOutOfBounds(rhythm.weeks));
    }
    if rhythm.number == 0 {
        return Err(refusal::SprintNumberZero());
    }
    Refusal::unless_plausible("start", rhythm.start)
}

fn check_sprint(team: &Team, sprint: &Sprint) -> Result<(), Refusal> {
    Refusal::unless_plausible("start", sprint.start)?;
    Refusal::unless_plausible("end", sprint.end)?;
    let days = days_between(sprint.start, sprint.end) + 1;
    if days < 1 {
        return Err(refusal::SprintEndsBeforeItStarts(sprint.start, sprint.end));
    }
    if days > LONGEST_DAYS {
        return Err(refusal::SprintTooLong(days));
    }
    let shares_a_day = |other: &&Sprint| other.start != sprint.start && other.start <= sprint.end && sprint.start <= other.end;
    match team.sprints.values().find(shares_a_day) {
        Some(other) => Err(refusal::SprintsOverlap(other.name.as_str(), other.start, other.end)),
        None => Ok(()),
    }
}

impl Decide for SetRhythm {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        Refusal::unless_plausible("from", self.from)?;
        self.rhythm.map_or(Ok(()), check_rhythm)?;
        let holds_already = team.rhythm_on(self.from) == self.rhythm && team.rhythms.range(self.from..).all(|(_, later)| *later == self.rhythm);
        if holds_already {
            return Ok(Vec::new());
        }
        Ok(vec![event::RhythmSet { team: self.team, from: self.from, rhythm: self.rhythm }.into()])
    }
}

impl Decide for SetSprint {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        check_sprint(team, &self.sprint)?;
        if team.sprints.get(&self.sprint.start) == Some(&self.sprint) {
            return Ok(Vec::new());
        }
        Ok(vec![event::SprintSet { team: self.team, sprint: self.sprint.clone() }.into()])
    }
}

impl Decide for RemoveSprint {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.team)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if !team.sprints.contains_key(&self.start) {
            return Err(refusal::NoSuchSprint(self.start));
        }
        Ok(vec![event::SprintRemoved { team: self.team, start: self.start }.into()])
    }
}
