//! What one can ask of goals.

use crate::{Date, GoalId, GroupId, Origin, TeamId, Text, Title, macros::commands};

commands! {
    /// Set a product goal of a group.
    SetProductGoal { group: GroupId, title: Title, tell: Text, date: Option<Date>, origin: Option<Origin> }
    /// Set a team's goal for the sprint that begins on that day.
    SetSprintGoal { team: TeamId, sprint: Date, title: Title, tell: Text, supports: Vec<GoalId>, origin: Option<Origin> }
    /// Word it otherwise.
    RetitleGoal { goal: GoalId, title: Title }
    /// Say how one can tell that it is met.
    TellGoal { goal: GoalId, tell: Text }
    /// Move its date.
    DateGoal { goal: GoalId, date: Option<Date>, why: Text }
    /// Name the product goals it supports, all of them.
    SupportGoals { goal: GoalId, supports: Vec<GoalId> }
    /// Say that it is met.
    MeetGoal { goal: GoalId }
    /// Say that it is missed.
    MissGoal { goal: GoalId, why: Text }
    /// Give it up.
    DropGoal { goal: GoalId, why: Text }
    /// Work for it again.
    ReopenGoal { goal: GoalId }
}
