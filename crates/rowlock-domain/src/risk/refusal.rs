//! What stands against a command about risks.

use crate::{RiskId, refusal::refusals};

refusals! {
    /// The team is not one of the group's.
    RiskTeamElsewhere(team: &str) field "team" "{team} is not a team of this group or below it.",
    /// The owner does not belong to the workspace.
    WatcherNotAMember() field "owner" "Whoever watches a risk must be a member of this workspace who has not left.",
    /// It is resolved, accepted, mitigated or happened.
    RiskClosed(risk: RiskId) "{risk} is closed already: it was resolved, accepted, made smaller, or it happened.",
    /// No words.
    RiskReasonMissing() field "why" "Say in a few words how or why: others rely on it.",
    /// The group no longer meets.
    RiskGroupArchived(group: &str) "{group} no longer meets. Raise the risk in a group that does.",
}
