//! Reading rendered HTML by selector in tests.

use maud::Markup;
use scraper::{Html as Parsed, Selector};

/// A parsed piece of HTML.
pub struct Html(Parsed);

impl Html {
    pub fn of(markup: &Markup) -> Self {
        Html(Parsed::parse_document(&markup.0))
    }

    /// The text of the first match, white space folded.
    pub fn text(&self, selector: &str) -> String {
        let found = self.first(selector).text().collect::<String>();
        found.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of every match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.0.select(&parse(selector)).map(|found| found.text().collect()).collect()
    }

    pub fn attr(&self, selector: &str, name: &str) -> String {
        self.first(selector).value().attr(name).unwrap_or_else(|| panic!("{selector} has no {name}")).to_owned()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.0.select(&parse(selector)).count()
    }

    fn first(&self, selector: &str) -> scraper::ElementRef<'_> {
        self.0.select(&parse(selector)).next().unwrap_or_else(|| panic!("nothing matches {selector} in {}", self.0.html()))
    }
}

fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|e| panic!("{selector}: {e}"))
}
