//! Why a command about the workspace as a whole changed nothing.

use crate::refusal::refusals;

refusals! {
    /// It began already.
    WorkspaceAlreadyCreated(name: &str) "This workspace exists already: {name}. Rename it, or create another one.",
    /// A zone that nobody knows.
    ZoneUnknown(zone: &str) field "zone" "“{zone}” is not a time zone. Use a name such as Europe/Berlin.",
    /// The list cannot be chosen from.
    TooManyCauses(limit: usize) field "causes" "A list of more than {limit} causes cannot be chosen from. Keep the ones that come up.",
    /// The same cause stands there twice.
    CauseTwice(cause: &str) field "causes" "“{cause}” stands there twice. Remove one of them.",
    /// Somebody must be able to administer.
    LastAdministrator() "This is the last administrator. Name another one first, so that somebody can still manage people and roles.",
}
