//! The list of all routes. Each noun adds its own; the permission matrix test asks that each stands there with its rights.

use crate::site::Site;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};

/// Routes as they are collected: the router, and their names for the tests.
#[derive(Default)]
pub struct Routes {
    router: Router<Site>,
    /// `GET /{workspace}/impediments` and so on.
    pub names: Vec<String>,
}

impl Routes {
    /// A page.
    pub fn get<H, T>(&mut self, path: &str, handler: H)
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("GET", path, get(handler));
    }

    /// A form.
    pub fn post<H, T>(&mut self, path: &str, handler: H)
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.add("POST", path, post(handler));
    }

    /// A form whose handler does nothing but hand in one submission by its view: it may be handled twice (see [`crate::trial`]).
    pub fn command<H, T>(&mut self, path: &str, handler: H)
    where
        H: Handler<T, Site>,
        T: 'static,
    {
        self.post(path, move |site: State<Site>, request: Request| crate::trial::handle(handler.clone(), site, request));
    }

    fn add(&mut self, method: &str, path: &str, handler: MethodRouter<Site>) {
        self.names.push(format!("{method} {path}"));
        let router = std::mem::take(&mut self.router);
        self.router = router.route(path, handler);
    }

    /// The router with all routes.
    pub fn into_router(self) -> Router<Site> {
        self.router
    }
}

/// Every route of Rowlock.
#[must_use]
pub fn all() -> Routes {
    let mut routes = Routes::default();
    crate::gate::routes(&mut routes);
    crate::live::routes(&mut routes);
    crate::changes::routes(&mut routes);
    crate::people::routes(&mut routes);
    crate::redaction::routes(&mut routes);
    crate::overview::routes(&mut routes);
    crate::group::routes(&mut routes);
    crate::checkin::routes(&mut routes);
    crate::team::routes(&mut routes);
    crate::take_back::routes(&mut routes);
    crate::impediment::routes(&mut routes);
    crate::risk::routes(&mut routes);
    crate::dependency::routes(&mut routes);
    crate::forecast::routes(&mut routes);
    crate::goal::routes(&mut routes);
    crate::insights::routes(&mut routes);
    crate::item::routes(&mut routes);
    crate::follow_up::routes(&mut routes);
    crate::burn_up::routes(&mut routes);
    crate::decision::routes(&mut routes);
    crate::heads_up::routes(&mut routes);
    crate::series::routes(&mut routes);
    crate::meeting::routes(&mut routes);
    crate::relay::routes(&mut routes);
    crate::search::routes(&mut routes);
    routes
}
