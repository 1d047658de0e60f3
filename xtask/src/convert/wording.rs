//! Words of a snapshot as an organisation file takes them: titles of one visible line, prose without control characters, ids without spaces.

use super::left_out::LeftOut;
use rowlock_domain::{
    Text, Title,
    text::{TEXT_LIMIT, TITLE_LIMIT},
};

/// An id without spaces and control characters.
pub fn id(written: &str) -> String {
    written.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }).collect()
}

/// A title; what does not fit is cut, what is empty takes the id.
pub fn title(written: &str, id: &str, left_out: &mut LeftOut) -> String {
    if Title::new(written).is_ok() {
        return written.trim().to_owned();
    }
    let line: String = written.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    let line = shortened(line.trim(), TITLE_LIMIT);
    let taken = Title::new(&line).map_or_else(|_| id.to_owned(), |title| title.to_string());
    left_out.add("parts of titles", "longer than a title may be, empty, or with characters that cannot be shown", id);
    taken
}

/// Prose that may be absent.
pub fn prose(written: Option<&String>, id: &str, left_out: &mut LeftOut) -> Option<String> {
    let written = written?;
    if written.trim().is_empty() {
        return None;
    }
    if Text::new(written).is_ok() {
        return Some(written.trim().replace("\r\n", "\n"));
    }
    let text: String = written.replace("\r\n", "\n").chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c }).collect();
    left_out.add("parts of texts", "longer than a text may be, or with characters that cannot be shown", id);
    Text::new(&shortened(text.trim(), TEXT_LIMIT)).ok().map(|text| text.to_string())
}

fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(limit - 1).collect();
    short.push('…');
    short
}
