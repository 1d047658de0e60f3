//! Why a command about forecasts changed nothing.

use crate::{GoalId, refusal::refusals};

refusals! {
    /// Nothing can be said about any goal.
    NothingToPublish() "No goal can be forecast yet, so there is nothing to save. The page says what is missing.",
    /// More goals than a forecast holds.
    TooManyGoals(many: usize) "{many} goals are too many for one forecast. Save those of the groups below one by one.",
    /// It claims to know what has not happened.
    ForecastFromTheFuture() "This forecast looks ahead from a moment that is yet to come. Open the page again and save what it shows.",
    /// The same goal twice.
    GoalForetoldTwice() "A goal stands twice in this forecast. Open the page again and save what it shows.",
    /// A goal of another group, or of a sprint.
    NotAGoalOfTheGroup(goal: GoalId) "{goal} is no product goal of this group or one below. Save it where it belongs.",
    /// It was met, missed or given up meanwhile.
    GoalNoLongerOpen(goal: GoalId) "{goal} is no longer open. Open the page again and save what it shows.",
    /// Dates in the wrong order, or a chance without a date.
    ForecastContradictsItself(goal: GoalId) "What this forecast says of {goal} contradicts itself. Open the page again and save what it shows.",
}
