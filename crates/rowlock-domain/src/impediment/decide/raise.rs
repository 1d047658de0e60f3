//! Raising an impediment, wording it, saying whom it holds back and of whom help is asked.

use super::{
    super::{
        command::{AskHelp, Contribute, DescribeImpediment, EndangerGoal, NameHeldBack, RaiseImpediment, RetitleImpediment, SetSeverity},
        event, refusal,
    },
    MOST_TEAMS, impediment_in, is_not_closed, join, tend,
};
use crate::{Act, Context, Decide, Event, Refusal, TeamId, Thing, Workspace, presence};

/// Each team once, in the order named; all must be there.
fn named(workspace: &Workspace, teams: &[TeamId]) -> Result<Vec<TeamId>, Refusal> {
    if teams.len() > MOST_TEAMS {
        return Err(refusal::TooManyTeams());
    }
    presence::teams(workspace, teams)?;
    let mut once: Vec<TeamId> = Vec::new();
    for team in teams {
        if !once.contains(team) {
            once.push(*team);
        }
    }
    Ok(once)
}

fn same(named: &[TeamId], known: &imbl::OrdSet<TeamId>) -> bool {
    named.len() == known.len() && named.iter().all(|team| known.contains(team))
}

impl Decide for RaiseImpediment {
    fn act(&self, _: &Workspace) -> Result<Act, Refusal> {
        Ok(Act::Join)
    }

    /// A team's impediment begins in its home group. Whoever raises one for a team and names nobody means the team itself.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        if self.origin.is_some() && workspace.impediments.iter().any(|i| i.origin == self.origin) {
            return Ok(vec![]);
        }
        let group = match self.team {
            Some(team) => presence::team(workspace, team)?.home,
            None => self.group,
        };
        presence::group(workspace, group)?;
        presence::optional(workspace, self.goal.map(Thing::Goal))?;
        let Self { title, details, team, severity, goal, origin, .. } = self.clone();
        let held: Vec<TeamId> = if self.holds_back.is_empty() { team.into_iter().collect() } else { self.holds_back.clone() };
        let holds_back = named(workspace, &held)?;
        let asked = named(workspace, &self.asked)?;
        let impediment = workspace.next_impediment();
        Ok(vec![event::ImpedimentRaised { impediment, title, details, team, group, severity, holds_back, asked, goal, origin }.into()])
    }
}

impl Decide for RetitleImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    /// A title can be corrected at any time, also when all is over.
    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if impediment_in(context, self.impediment)?.title == self.title {
            return Ok(vec![]);
        }
        Ok(vec![event::ImpedimentRetitled { impediment: self.impediment, title: self.title.clone() }.into()])
    }
}

impl Decide for DescribeImpediment {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        if impediment.details == self.details {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        Ok(vec![event::ImpedimentDescribed { impediment: self.impediment, details: self.details.clone() }.into()])
    }
}

impl Decide for SetSeverity {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        if impediment.severity == self.severity {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        Ok(vec![event::SeveritySet { impediment: self.impediment, severity: self.severity }.into()])
    }
}

impl Decide for NameHeldBack {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        let teams = named(context.workspace, &self.teams)?;
        if same(&teams, &impediment.holds_back) {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        Ok(vec![event::HeldBackNamed { impediment: self.impediment, teams }.into()])
    }
}

impl Decide for AskHelp {
    /// Every member may ask further teams; letting go of a team that was asked is for those who work on it.
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        let impediment = workspace.impediment(self.impediment).ok_or(Refusal::Unknown)?;
        let keeps_all = impediment.asked.iter().all(|team| self.teams.contains(team));
        Ok(if keeps_all { Act::Join } else { Act::Tend(self.impediment) })
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        let teams = named(context.workspace, &self.teams)?;
        if same(&teams, &impediment.asked) {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        Ok(vec![event::HelpAsked { impediment: self.impediment, teams }.into()])
    }
}

impl Decide for EndangerGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        tend(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let impediment = impediment_in(context, self.impediment)?;
        presence::optional(context.workspace, self.goal.map(Thing::Goal))?;
        if impediment.goal == self.goal {
            return Ok(vec![]);
        }
        is_not_closed(impediment)?;
        Ok(vec![event::GoalEndangered { impediment: self.impediment, goal: self.goal }.into()])
    }
}

impl Decide for Contribute {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        join(workspace, self.impediment)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        is_not_closed(impediment_in(context, self.impediment)?)?;
        presence::words("text", &self.text, "Write what you know or propose.")?;
        Ok(vec![event::ContributionMade { impediment: self.impediment, kind: self.kind, text: self.text.clone() }.into()])
    }
}
