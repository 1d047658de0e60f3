//! How an impediment stands, in the same mark and words on every page.

use super::detail::level_name;
use crate::ui::status::{State, status, usual};
use crate::view::View;
use maud::Markup;
use rowlock_domain::Thing;
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::query::{FollowedUp, Lane, lane};
use std::sync::Arc;

/// What is in follow-up, gathered once per change of a group.
pub(crate) fn followed_up(view: &View, group: &Group) -> Arc<FollowedUp> {
    view.memo("followed up", Thing::Group(group.id), &group.zone, || FollowedUp::of(&view.model))
}

/// The first lane that holds of it; an escalated one says where it stands.
pub(crate) fn standing(view: &View, impediment: &Impediment, followed_up: &FollowedUp) -> Markup {
    match lane(impediment, followed_up) {
        Some(Lane::Escalated) => status(State::Escalated, format!("Escalated to {}", level_name(view, impediment.level))),
        Some(Lane::InFollowUp) => usual(State::Follow),
        Some(Lane::Owned) => usual(State::Owned),
        Some(Lane::Resolved) => status(State::Done, "Resolved"),
        Some(Lane::New) | None if impediment.owner.is_none() => status(State::NoneYet, "No owner"),
        Some(Lane::New) | None => usual(State::New),
    }
}
