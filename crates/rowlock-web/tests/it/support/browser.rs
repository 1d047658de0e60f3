//! A browser without a screen: keeps cookies, says what a browser says, follows when told to.

use super::Page;
use axum::body::Body;
use axum::http::{Request, header};
use std::collections::BTreeMap;
use tower::ServiceExt as _;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    router: axum::Router,
    workspace: String,
    cookies: BTreeMap<String, String>,
    extra: Vec<(String, String)>,
}

impl Browser {
    pub(super) fn new(router: axum::Router, workspace: &str) -> Self {
        Self { router, workspace: workspace.to_owned(), cookies: BTreeMap::new(), extra: Vec::new() }
    }

    pub(super) fn at(&self, router: axum::Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// Sets a cookie.
    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// The same browser, sending one more header from now on.
    pub fn saying(mut self, name: &str, value: &str) -> Self {
        self.extra.push((name.to_owned(), value.to_owned()));
        self
    }

    /// `impediments/12` is a page of the workspace, `/sign-in` one of the server.
    fn address(&self, path: &str) -> String {
        if path.starts_with('/') { path.to_owned() } else { format!("/{}/{path}", self.workspace) }
    }

    /// Opens a page. Redirects are not followed.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send("GET", path, None).await
    }

    /// Opens a page and follows redirects to the last one.
    pub async fn visit(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Sends a form. Redirects are not followed.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        self.send("POST", path, Some(pairs.join("&"))).await
    }

    /// Sends a form and follows redirects to the last page.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        self.follow(page).await
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(to) = page.location() else { return page };
            page = self.get(to.split('#').next().unwrap_or("/")).await;
        }
        panic!("ten redirects, the last one to {:?}", page.location());
    }

    /// Sends any request; the body is that of a form.
    pub async fn send(&mut self, method: &str, path: &str, body: Option<String>) -> Page {
        let mut request = Request::builder().method(method).uri(self.address(path));
        if !self.extra.iter().any(|(name, _)| name == "host") {
            request = request.header(header::HOST, "127.0.0.1:7878");
        }
        if body.is_some() && !self.extra.iter().any(|(name, _)| name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.extra {
            request = request.header(name, value);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.learn(response.headers());
        Page::read(response).await
    }

    fn learn(&mut self, headers: &axum::http::HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
