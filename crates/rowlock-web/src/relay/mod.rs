//! Relays: what a meeting means for each team. Acknowledged ("Mobile knows") or asked back; held ones can be taken back.
//!
//! What a relay says is computed and stored by the domain; here it is shown (`page`), answered (`forms`) and put into
//! plain lines (`text`). The mail with the same words is written by `mail`.

mod forms;
mod group;
mod page;
mod parts;
pub(crate) mod text;

pub(crate) use parts::{marks, paper, topic, who_knows};

use crate::routes::Routes;
use crate::view::View;
use rowlock_domain::{MeetingId, Member};

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/relay", group::last);
    routes.get("/{workspace}/meetings/{meeting}/relays/{member}", page::show);
    routes.command("/{workspace}/meetings/{meeting}/relays/{member}/acknowledgement", forms::acknowledge);
    routes.command("/{workspace}/meetings/{meeting}/relays/{member}/questions", forms::ask);
    routes.command("/{workspace}/meetings/{meeting}/relays/{member}/answers", forms::answer);
    routes.command("/{workspace}/meetings/{meeting}/relays/{member}/done", forms::finish);
}

/// A relay's path in its workspace.
#[must_use]
pub fn path(meeting: MeetingId, member: Member) -> String {
    format!("meetings/{}/relays/{}", meeting.0, crate::group::member_key(member))
}

/// A relay's page.
#[must_use]
pub fn href(view: &View, meeting: MeetingId, member: Member) -> String {
    view.href(&path(meeting, member))
}
