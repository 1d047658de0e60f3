//! The meeting: its agenda, the projection, the phone view, the close.

use crate::ui::page::NextMeeting;
use crate::view::View;
use rowlock_domain::group::Group;

/// The next or open meeting of a group, for the top bar.
pub(crate) fn next_for_shell(_view: &View, _group: &Group) -> Option<NextMeeting> {
    None
}
