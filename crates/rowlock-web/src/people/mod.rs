//! People of the workspace: who is here, what they are, who comes and goes.

mod list;
mod person;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/people", list::show);
    routes.post("/{workspace}/people", list::add);
    routes.get("/{workspace}/people/{person}", person::show);
    routes.post("/{workspace}/people/{person}/profile", person::change_profile);
    routes.post("/{workspace}/people/{person}/departure", person::leave);
    routes.post("/{workspace}/people/{person}/erasure", person::erase);
    routes.post("/{workspace}/people/{person}/return", person::come_back);
    routes.post("/{workspace}/people/{person}/administration", person::administer);
    routes.post("/{workspace}/people/{person}/administration/end", person::no_longer_administer);
}
