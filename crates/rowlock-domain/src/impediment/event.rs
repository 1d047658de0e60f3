//! What happened to impediments.

use super::{ContributionKind, Level, Severity};
use crate::{GoalId, GroupId, ImpedimentId, Origin, PersonId, TeamId, Text, Title, macros::events};

events! {
    /// Something stands in a team's way and needs others.
    ImpedimentRaised {
        impediment: ImpedimentId,
        title: Title,
        details: Text,
        /// The team that raises it, if any.
        team: Option<TeamId>,
        /// Its first rung.
        group: GroupId,
        severity: Severity,
        holds_back: Vec<TeamId>,
        /// The teams of whom help is asked.
        asked: Vec<TeamId>,
        goal: Option<GoalId>,
        origin: Option<Origin>,
    }
    /// It is worded otherwise.
    ImpedimentRetitled { impediment: ImpedimentId, title: Title }
    /// More is said about it.
    ImpedimentDescribed { impediment: ImpedimentId, details: Text }
    /// It stops or slows.
    SeveritySet { impediment: ImpedimentId, severity: Severity }
    /// The teams it holds back, all of them.
    HeldBackNamed { impediment: ImpedimentId, teams: Vec<TeamId> }
    /// The teams of whom help is asked, all of them.
    HelpAsked { impediment: ImpedimentId, teams: Vec<TeamId> }
    /// The goal that it endangers.
    GoalEndangered { impediment: ImpedimentId, goal: Option<GoalId> }
    /// Somebody works on removing it (also when it is handed on).
    ImpedimentOwned { impediment: ImpedimentId, owner: PersonId }
    /// Nobody does any more.
    ImpedimentDisowned { impediment: ImpedimentId, why: Text }
    /// It went up a rung.
    ImpedimentEscalated { impediment: ImpedimentId, to: Level, why: Text }
    /// It came back down with an answer.
    ImpedimentReturned { impediment: ImpedimentId, to: Level, answer: Text }
    /// Somebody said something to it.
    ContributionMade { impediment: ImpedimentId, kind: ContributionKind, text: Text }
    /// It is said to be removed.
    ImpedimentResolved { impediment: ImpedimentId, what_solved: Text, cause: Option<Title> }
    /// The team that raised it says so too.
    ImpedimentConfirmed { impediment: ImpedimentId }
    /// It is back, or was not removed after all.
    ImpedimentReopened { impediment: ImpedimentId, why: Text }
    /// It is taken back.
    ImpedimentWithdrawn { impediment: ImpedimentId, why: Text }
    /// It lives on in another one.
    ImpedimentMerged { impediment: ImpedimentId, into: ImpedimentId }
}
