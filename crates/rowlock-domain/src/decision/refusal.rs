//! What stands against a command about decisions.

use crate::refusal::refusals;

refusals! {
    /// Nothing decided.
    DecisionEmpty() field "text" "This is empty. Write what was decided, as a sentence.",
    /// A bound team is not one of the group's.
    BoundTeamElsewhere(team: &str) field "binds" "{team} is not a team of this group or below it. A decision binds only them.",
    /// The meeting is another group's.
    DecisionElsewhere() "That meeting is not this group's. Record the decision in the group that made it.",
    /// The decision that it would replace no longer holds.
    AlreadySuperseded(decision: crate::DecisionId, by: crate::DecisionId) "{decision} no longer holds: {by} took its place already. Supersede that one instead.",
    /// The decision that it would replace is another group's.
    SupersedesElsewhere(decision: crate::DecisionId) "{decision} was made by another group. Only that group can put another in its place.",
    /// It was to be looked at again before today.
    ReviewInThePast() field "review_on" "That day has passed. Choose a later one, or none.",
}
