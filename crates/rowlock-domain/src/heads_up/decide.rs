//! Rules of heads-ups: a window of days to come, other teams that it touches.

use super::{
    HeadsUp,
    command::{AnnounceHeadsUp, EndHeadsUp, MoveHeadsUp},
    event::{HeadsUpAnnounced, HeadsUpEnded, HeadsUpMoved},
    refusal,
};
use crate::{
    Act, Context, Date, Decide, Event, HeadsUpId, Refusal, TeamId, Workspace,
    team::{Team, decide::living},
    time::days_between,
};
use std::collections::BTreeSet;

/// The longest window, in days.
const LONGEST_DAYS: i64 = 92;

fn act_on(workspace: &Workspace, heads_up: HeadsUpId) -> Result<Act, Refusal> {
    workspace.heads_up(heads_up).map(|h| Act::ForTeam(h.team)).ok_or(Refusal::Unknown)
}

fn check_window(context: &Context<'_>, team: &Team, from: Date, until: Date) -> Result<(), Refusal> {
    Refusal::unless_plausible("from", from)?;
    Refusal::unless_plausible("until", until)?;
    let days = days_between(from, until) + 1;
    if days < 1 {
        return Err(refusal::HeadsUpEndsBeforeItBegins(from, until));
    }
    if until < context.today(&team.zone) {
        return Err(refusal::WindowIsPast(until));
    }
    if days > LONGEST_DAYS {
        return Err(refusal::WindowTooLong(days));
    }
    Ok(())
}

fn touched(workspace: &Workspace, team: &Team, named: &[TeamId]) -> Result<Vec<TeamId>, Refusal> {
    let teams: BTreeSet<TeamId> = named.iter().copied().collect();
    if teams.contains(&team.id) {
        return Err(refusal::TouchesItself(team.name.as_str()));
    }
    teams.iter().try_for_each(|id| living(workspace, *id).map(|_| ()))?;
    Ok(teams.into_iter().collect())
}

impl HeadsUp {
    /// Whether it is over: called so, or its last day is past.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.over_at.is_some() || self.until < today
    }
}

fn current<'a>(context: &Context<'a>, id: HeadsUpId) -> Result<(&'a HeadsUp, &'a Team), Refusal> {
    let heads_up = context.workspace.heads_up(id).ok_or(Refusal::Unknown)?;
    let team = living(context.workspace, heads_up.team)?;
    if heads_up.is_over(context.today(&team.zone)) { Err(refusal::HeadsUpIsOver(id)) } else { Ok((heads_up, team)) }
}

impl Decide for AnnounceHeadsUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.team(self.team).map(|t| Act::ForTeam(t.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let team = living(context.workspace, self.team)?;
        if self.text.is_empty() {
            return Err(Refusal::text("text", &crate::text::TextProblem::Empty));
        }
        check_window(context, team, self.from, self.until)?;
        let touches = touched(context.workspace, team, &self.touches)?;
        let Self { team, text, from, until, .. } = self.clone();
        Ok(vec![HeadsUpAnnounced { heads_up: context.workspace.next_heads_up(), team, text, from, until, touches }.into()])
    }
}

impl Decide for MoveHeadsUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.heads_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let (heads_up, team) = current(context, self.heads_up)?;
        if (heads_up.from, heads_up.until) == (self.from, self.until) {
            return Ok(Vec::new());
        }
        check_window(context, team, self.from, self.until)?;
        Ok(vec![HeadsUpMoved { heads_up: self.heads_up, from: self.from, until: self.until }.into()])
    }
}

impl Decide for EndHeadsUp {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.heads_up)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let heads_up = context.workspace.heads_up(self.heads_up).ok_or(Refusal::Unknown)?;
        let zone = context.workspace.team(heads_up.team).map_or(&context.workspace.zone, |t| &t.zone);
        if heads_up.is_over(context.today(zone)) {
            return Ok(Vec::new());
        }
        Ok(vec![HeadsUpEnded { heads_up: self.heads_up }.into()])
    }
}
