//! Risks: what may yet hit. Listed beside the impediments, each with a page of its own.

mod page;

use crate::routes::Routes;

pub(crate) use page::beside;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/risks/new", page::show_new);
    routes.command("/{workspace}/groups/{group}/risks", page::raise);
    routes.get("/{workspace}/risks/{number}", page::show);
    routes.command("/{workspace}/risks/{number}/end", page::end);
    routes.command("/{workspace}/risks/{number}/owner", page::own);
    routes.command("/{workspace}/risks/{number}/impediment", page::happened);
}
