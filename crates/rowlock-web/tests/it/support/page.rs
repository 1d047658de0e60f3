//! An answer, read by selector.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use scraper::{ElementRef, Html, Selector};

/// An answer.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub(super) async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 8 * 1024 * 1024).await.unwrap();
        Self { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Where it sends the browser.
    pub fn location(&self) -> Option<String> {
        self.header(header::LOCATION.as_str()).map(str::to_owned)
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The text of the first element, white space made single.
    pub fn text(&self, selector: &str) -> String {
        self.texts(selector).into_iter().next().unwrap_or_else(|| panic!("no {selector} in\n{}", self.said()))
    }

    /// The texts of all elements.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.each(selector, |element| element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// An attribute of the first element.
    pub fn attr(&self, selector: &str, name: &str) -> String {
        let all = self.attrs(selector, name);
        all.into_iter().next().unwrap_or_else(|| panic!("no {selector} with {name} in\n{}", self.said()))
    }

    /// An attribute of all elements that have it.
    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        self.each(selector, |element| element.attr(name).map(str::to_owned)).into_iter().flatten().collect()
    }

    /// How many elements there are.
    pub fn count(&self, selector: &str) -> usize {
        self.each(selector, |_| ()).len()
    }

    /// Whether there is such an element.
    pub fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// What a person reads of it, in short: for messages of failed tests.
    fn said(&self) -> String {
        let main = self.texts("main");
        main.into_iter().next().unwrap_or_else(|| self.body.clone()).chars().take(600).collect()
    }

    fn each<T>(&self, selector: &str, read: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        Html::parse_document(&self.body).select(&selector).map(read).collect()
    }

    /// Asserts the status, showing the page when it is another.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{:?} {}", self.location(), self.said());
        self
    }

    /// Asserts that it sends the browser there.
    #[track_caller]
    pub fn leads_to(self, path: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.location().as_deref()), (303, Some(path)), "{}", self.said());
        self
    }
}
