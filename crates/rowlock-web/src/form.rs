//! Forms: what was typed, read field by field into the domain's types. Nothing typed is lost: a refused form comes
//! back with its values and a sentence at each field that does not fit.
//!
//! Every form of a workspace carries `key` (so that a double click does it once) and may carry `version`
//! (so that it is refused if its thing changed meanwhile); see [`crate::view::View::stamp`].

use crate::error::{WebError, is_open, told};
use crate::shown::Shown;
use crate::ui::format::count;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use rowlock_domain::{Date, PersonId, Refusal, Text, Title, time::Time};
use rowlock_engine::SubmitError;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The largest form: 256 KiB hold every text at its limit.
pub(crate) const MOST_BYTES: usize = 256 * 1024;
/// The most fields that one form sends.
const MOST_FIELDS: usize = 2_000;

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    errors: BTreeMap<String, String>,
    refused: Option<(StatusCode, String)>,
    /// Where it was sent to.
    address: String,
}

impl Form {
    /// A form filled in by us, before anybody typed.
    #[must_use]
    pub fn filled(values: &[(&str, &str)]) -> Self {
        Self { values: values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(), ..Self::default() }
    }

    /// Fills in one more value unless something was typed there.
    #[must_use]
    pub fn or(mut self, name: &str, value: impl Into<String>) -> Self {
        if !self.has(name) {
            self.values.push((name.to_owned(), value.into()));
        }
        self
    }

    /// Adds one more value of a field.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.values.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Whether the field was sent.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(n, _)| n == name)
    }

    /// The field's first value; empty if it was not sent.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field (ticks, several teams).
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Names of fields that begin so, with their values: `promise-12` and the like.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.values.iter().filter_map(move |(name, value)| name.strip_prefix(prefix).map(|rest| (rest, value.as_str())))
    }

    /// The page of a group from which the form was sent, where it was sent from elsewhere than the thing's own page.
    #[must_use]
    pub fn back(&self) -> Option<String> {
        let path = self.value("back");
        let plain = |c: char| c.is_ascii_alphanumeric() || "/?&=-_".contains(c);
        (path.starts_with("groups/") && path.len() < 200 && path.chars().all(plain)).then(|| path.to_owned())
    }

    /// Every field and value, in order.
    pub fn values(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What is wrong with the field.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.get(name).map(String::as_str)
    }

    /// Everything that is wrong: fields and sentences.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors.iter().map(|(name, sentence)| (name.as_str(), sentence.as_str()))
    }

    /// Notes that a field does not fit.
    pub fn wrong(&mut self, name: &str, sentence: impl Into<String>) {
        self.errors.entry(name.to_owned()).or_insert_with(|| sentence.into());
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || self.refused.is_some()
    }

    /// The sentence of the rule that refused the form as a whole.
    #[must_use]
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_ref().map(|(_, sentence)| sentence.as_str())
    }

    /// The status of the page that shows the form again.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match &self.refused {
            _ if !self.is_wrong() => StatusCode::OK,
            Some((status, _)) => *status,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Notes a rule that stands against the form as a whole.
    pub fn stands_against(&mut self, sentence: impl Into<String>) {
        self.refused = Some((StatusCode::CONFLICT, sentence.into()));
    }

    /// Takes in why the writer refused; what the form cannot show is handed back as an error.
    ///
    /// # Errors
    /// Missing rights and failures of the store.
    pub fn refuse(&mut self, error: SubmitError) -> Result<(), WebError> {
        match error {
            SubmitError::Refused(Refusal::Field { field, problem }) => self.wrong(field, problem),
            // The page itself was found, so it is something chosen on it.
            SubmitError::Refused(Refusal::Unknown) => {
                let sentence = "Something chosen here is not there, or not any more. Look at the choices again; your words are still here.";
                self.refused = Some((StatusCode::UNPROCESSABLE_ENTITY, sentence.to_owned()));
            }
            SubmitError::Refused(refusal @ (Refusal::Rule(_) | Refusal::Changed { .. })) => {
                self.refused = Some((StatusCode::CONFLICT, refusal.to_string()));
            }
            SubmitError::KeyReused => self.refused = Some((StatusCode::UNPROCESSABLE_ENTITY, error.to_string())),
            SubmitError::Engine(error) if is_open(&error) => return Err(WebError::Engine(error)),
            SubmitError::Engine(error) => {
                let status = WebError::Engine(error.clone()).status();
                self.refused = Some((status, format!("It was not saved: {}. Your words are still here; try again.", told(&error))));
            }
            other => return Err(other.into()),
        }
        Ok(())
    }

    /// The idempotency key.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let key = self.value("key");
        (key.len() >= 16 && key.len() <= 64 && key.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| key.to_owned())
    }

    /// What is sent, and where to: the same under one key is the same form sent twice.
    #[must_use]
    pub fn content(&self) -> String {
        let fields = self.values.iter().filter(|(name, _)| name != "key" && name != "version");
        let written = fields.map(|(name, value)| format!("{}:{name}={}:{value}\n", name.len(), value.len()));
        std::iter::once(format!("{}\n", self.address)).chain(written).collect()
    }

    /// The version at which the form's thing was shown.
    #[must_use]
    pub fn shown(&self) -> Option<Shown> {
        let written = self.value("version");
        (!written.is_empty()).then(|| written.parse().unwrap_or(Shown::NOWHERE))
    }

    /// A title that must be there.
    pub fn title(&mut self, name: &str) -> Title {
        match Title::new(self.value(name)) {
            Ok(title) => title,
            Err(problem) => self.fail(name, problem.to_string()),
        }
    }

    /// A text that must be there.
    pub fn text(&mut self, name: &str) -> Text {
        match Text::new(self.value(name)) {
            Ok(text) => text,
            Err(problem) => self.fail(name, problem.to_string()),
        }
    }

    /// A text that may be empty.
    pub fn optional_text(&mut self, name: &str) -> Text {
        match Text::optional(self.value(name)) {
            Ok(text) => text,
            Err(problem) => self.fail(name, problem.to_string()),
        }
    }

    /// A date that may be empty.
    pub fn optional_date(&mut self, name: &str) -> Option<Date> {
        let written = self.value(name).trim();
        if written.is_empty() {
            return None;
        }
        let date = Date::from_str(written).ok().filter(|date| (1970..=2200).contains(&date.year()));
        if date.is_none() {
            self.wrong(name, "This is not a date. Write it as year-month-day, such as 2026-11-26.");
        }
        date
    }

    /// A date that must be there.
    pub fn date(&mut self, name: &str) -> Date {
        match self.optional_date(name) {
            Some(date) => date,
            None => self.fail(name, "Choose a date, such as 2026-11-26."),
        }
    }

    /// A time of day that must be there.
    pub fn time(&mut self, name: &str) -> Time {
        let written = self.value(name).trim().to_owned();
        match Time::strptime("%H:%M", &written).or_else(|_| Time::strptime("%H:%M:%S", &written)) {
            Ok(time) => time,
            Err(_) => self.fail(name, "This is not a time of day. Write it as hour:minute, such as 09:30."),
        }
    }

    /// A whole number between two bounds.
    pub fn number(&mut self, name: &str, least: u32, most: u32) -> u32 {
        match self.value(name).trim().parse().ok().filter(|n| (least..=most).contains(n)) {
            Some(number) => number,
            None => self.fail(name, format!("Give a whole number from {} to {}.", count(least as usize), count(most as usize))),
        }
    }

    /// A whole number between two bounds, or nothing.
    pub fn optional_number(&mut self, name: &str, least: u32, most: u32) -> Option<u32> {
        if self.value(name).trim().is_empty() { None } else { Some(self.number(name, least, most)) }
    }

    /// One of a closed set of words, by their parser.
    pub fn choice<T>(&mut self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let chosen = parse(self.value(name));
        if chosen.is_none() {
            self.wrong(name, "Choose one of the answers.");
        }
        chosen
    }

    /// A number of a thing (team, goal, item), or nothing.
    pub fn id<T>(&mut self, name: &str, make: impl Fn(u32) -> T) -> Option<T> {
        let written = self.value(name).trim().to_owned();
        if written.is_empty() {
            return None;
        }
        let id = written.parse().ok().map(make);
        if id.is_none() {
            self.wrong(name, "Choose one from the list.");
        }
        id
    }

    /// Numbers of several things (ticked teams).
    pub fn ids<T>(&mut self, name: &str, make: impl Fn(u32) -> T) -> Vec<T> {
        let parsed: Vec<Option<T>> = self.all(name).filter(|value| !value.is_empty()).map(|value| value.parse().ok().map(&make)).collect();
        if parsed.iter().any(Option::is_none) {
            self.wrong(name, "Choose from the list.");
        }
        parsed.into_iter().flatten().collect()
    }

    /// A person, or nobody.
    pub fn optional_person(&mut self, name: &str) -> Option<PersonId> {
        let written = self.value(name).trim().to_owned();
        if written.is_empty() {
            return None;
        }
        let person = written.parse().ok();
        if person.is_none() {
            self.wrong(name, "Choose a person from the list.");
        }
        person
    }

    fn fail<T: Default>(&mut self, name: &str, sentence: impl Into<String>) -> T {
        self.wrong(name, sentence);
        T::default()
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = WebError;

    async fn from_request(request: Request, _: &S) -> Result<Self, WebError> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        let encoded = request.headers().contains_key(header::CONTENT_ENCODING);
        if encoded || !kind.trim().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
            return Err(bad(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the form as application/x-www-form-urlencoded, not compressed."));
        }
        let address = request.uri().path().to_owned();
        let bytes = read(request.into_body()).await?;
        Ok(Self { address, ..Self::parse(&bytes)? })
    }
}

/// The bytes of a form.
pub(crate) async fn read(body: Body) -> Result<Bytes, WebError> {
    let too_large = |_| bad(StatusCode::PAYLOAD_TOO_LARGE, "This is more than a form can hold (256 KiB). Shorten it.");
    axum::body::to_bytes(body, MOST_BYTES).await.map_err(too_large)
}

impl Form {
    /// Reads an urlencoded body.
    ///
    /// # Errors
    /// When it is not UTF-8, holds NUL, or has too many fields.
    pub fn parse(bytes: &[u8]) -> Result<Self, WebError> {
        let unreadable = || bad(StatusCode::BAD_REQUEST, "The form's text is not valid UTF-8.");
        let decoded = percent_decoded(bytes).ok_or_else(unreadable)?;
        if decoded.len() > MOST_FIELDS {
            return Err(bad(StatusCode::UNPROCESSABLE_ENTITY, "The form has too many fields."));
        }
        Ok(Self { values: decoded, ..Self::default() })
    }
}

fn percent_decoded(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(part: &str) -> Option<String> {
    let spaced = part.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

fn bad(status: StatusCode, sentence: &str) -> WebError {
    WebError::Bad { status, sentence: sentence.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_back_stays_in_the_workspace() {
        let of = |path: &str| Form::filled(&[("back", path)]).back();
        assert_eq!(of("groups/product/dependencies?view=board&dep=41").as_deref(), Some("groups/product/dependencies?view=board&dep=41"));
        for bad in ["", "//evil.example", "groups/../..", "https://evil.example", "groups/x\r\nSet-Cookie: a", "people"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
