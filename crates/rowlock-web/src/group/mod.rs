//! A group's settings: seats, roles, meetings, rules, closing days, members. The overview of a group has a module of its own.

mod settings;

use crate::routes::Routes;

pub(crate) use settings::meetings::{kind_words, link, schedule_words};
pub(crate) use settings::seats::{member_key, parse_member};
pub(crate) use settings::setting;
pub(crate) use settings::weekly;

pub(crate) fn routes(routes: &mut Routes) {
    settings::routes(routes);
}
