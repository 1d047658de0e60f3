//! What happened to goals.

use crate::{Date, GoalId, GroupId, Origin, TeamId, Text, Title, macros::events};

events! {
    /// A group has a product goal.
    ProductGoalSet { goal: GoalId, group: GroupId, title: Title, tell: Text, date: Option<Date>, origin: Option<Origin> }
    /// A team has a goal for the sprint that begins on that day.
    SprintGoalSet { goal: GoalId, team: TeamId, sprint: Date, title: Title, tell: Text, supports: Vec<GoalId>, origin: Option<Origin> }
    /// It is worded otherwise.
    GoalRetitled { goal: GoalId, title: Title }
    /// How one can tell that it is met.
    GoalTellSet { goal: GoalId, tell: Text }
    /// Its date moved.
    GoalDated { goal: GoalId, date: Option<Date>, why: Text }
    /// The product goals it supports, all of them.
    GoalSupported { goal: GoalId, supports: Vec<GoalId> }
    /// It is met.
    GoalMet { goal: GoalId }
    /// It is missed.
    GoalMissed { goal: GoalId, why: Text }
    /// It is given up.
    GoalDropped { goal: GoalId, why: Text }
    /// It is worked for again.
    GoalReopened { goal: GoalId }
}
