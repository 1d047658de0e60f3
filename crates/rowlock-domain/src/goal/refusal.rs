//! Why a command about goals changed nothing.

use crate::{Date, GoalId, refusal::refusals};

refusals! {
    /// No sprint begins then.
    NoSprintBeginsThen(team: &str, sprint: Date) field "sprint" "{team} has no sprint that begins on {sprint}. Choose the first day of one of its sprints, or set its rhythm first.",
    /// One goal a sprint.
    SprintHasGoal(goal: GoalId) "This sprint has a goal already, {goal}. Word that one otherwise, or drop it first.",
    /// A sprint goal supports product goals.
    OnlyProductGoalsAreSupported(goal: GoalId) field "supports" "{goal} is not a product goal. A sprint goal supports product goals of a group; choose those.",
    /// Product goals stand for themselves.
    ProductGoalsSupportNothing(goal: GoalId) field "supports" "{goal} is a product goal; only sprint goals name what they support.",
    /// More than a sprint can serve.
    TooManySupported(limit: usize) field "supports" "A sprint goal that supports more than {limit} product goals supports none. Choose the ones that matter.",
    /// Its date is the sprint's.
    SprintGoalEndsWithSprint(goal: GoalId) "{goal} is a sprint goal: its date is the last day of its sprint. Change the sprint, or set a product goal with a date.",
    /// It is over.
    GoalIsClosed(goal: GoalId) "{goal} is met, missed or dropped. Reopen it first.",
    /// Given up without a word.
    DroppedWithoutWhy() field "why" "Say why it is given up; those who worked for it will ask.",
}
