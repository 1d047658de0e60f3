//! A group's settings: seats, roles, meetings, rules, closing days, members. The overview of a group has a module of its own.

mod settings;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    settings::routes(routes);
}
