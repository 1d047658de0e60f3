//! What one can ask of impediments.

use super::{ContributionKind, Level, Severity};
use crate::{GoalId, GroupId, ImpedimentId, Origin, PersonId, TeamId, Text, Title, macros::commands};

commands! {
    /// Raise one: for a team (its home group is the first rung), or for nobody in a group.
    RaiseImpediment {
        title: Title,
        details: Text,
        team: Option<TeamId>,
        group: GroupId,
        severity: Severity,
        holds_back: Vec<TeamId>,
        asked: Vec<TeamId>,
        goal: Option<GoalId>,
        origin: Option<Origin>,
    }
    /// Correct its title.
    RetitleImpediment { impediment: ImpedimentId, title: Title }
    /// Say more about it.
    DescribeImpediment { impediment: ImpedimentId, details: Text }
    /// Say whether work stops or slows.
    SetSeverity { impediment: ImpedimentId, severity: Severity }
    /// Name the teams it holds back, all of them.
    NameHeldBack { impediment: ImpedimentId, teams: Vec<TeamId> }
    /// Name the teams of whom help is asked, all of them.
    AskHelp { impediment: ImpedimentId, teams: Vec<TeamId> }
    /// Name the goal that it endangers.
    EndangerGoal { impediment: ImpedimentId, goal: Option<GoalId> }
    /// Take it, or give it to somebody.
    OwnImpediment { impediment: ImpedimentId, owner: PersonId }
    /// Give it up.
    DisownImpediment { impediment: ImpedimentId, why: Text }
    /// Take it up one rung.
    EscalateImpediment { impediment: ImpedimentId, to: Level, why: Text }
    /// Send it back down with an answer, to where it was raised.
    ReturnImpediment { impediment: ImpedimentId, answer: Text }
    /// Add a remark or a proposal.
    Contribute { impediment: ImpedimentId, kind: ContributionKind, text: Text }
    /// Say that it is removed, what solved it and its cause.
    ResolveImpediment { impediment: ImpedimentId, what_solved: Text, cause: Option<Title> }
    /// Confirm that.
    ConfirmImpediment { impediment: ImpedimentId }
    /// Say that it is back.
    ReopenImpediment { impediment: ImpedimentId, why: Text }
    /// Take it back.
    WithdrawImpediment { impediment: ImpedimentId, why: Text }
    /// Merge it into another one.
    MergeImpediment { impediment: ImpedimentId, into: ImpedimentId }
}
