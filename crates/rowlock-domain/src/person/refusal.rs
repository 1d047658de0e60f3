//! Why a command about people changed nothing.

use crate::refusal::refusals;

refusals! {
    /// They left.
    PersonHasLeft() "This person has left the workspace. Let them return first.",
    /// Nobody here by that id.
    PersonNotMember() "This person does not belong to the workspace. Add them first, or choose somebody who does.",
}
