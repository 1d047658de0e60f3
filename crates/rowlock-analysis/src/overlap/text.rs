//! What a title says once its decoration is gone: ids, tags, prefixes of templates, case, punctuation.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A title as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normal {
    /// Its words in order, in lower case, without ids; Chinese, Japanese and Korean writing in pairs of letters.
    pub words: Vec<String>,
    /// The same words as they were written, for telling names.
    pub written: Vec<String>,
    /// The words that say something: without those of every sentence.
    pub telling: Vec<String>,
    /// The same between spaces, for grams of letters: "hadoop-aws" and "9.4" stay whole.
    pub(super) tokens: Vec<String>,
}

/// Words of every English sentence, and those that start tickets.
const SILENT: [&str; 66] = [
    "a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "cannot", "do", "does", "doesn", "for", "from", "has", "have",
    "how", "if", "in", "into", "is", "isn", "it", "its", "more", "no", "not", "of", "on", "one", "only", "or", "other", "our", "out", "over",
    "should", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "too", "up", "us", "was", "we",
    "were", "when", "which", "while", "will", "with", "would",
];

/// Tags before a colon that say what sort of item it is.
const PREFIXES: [&str; 18] = [
    "bug",
    "bugfix",
    "build",
    "chore",
    "ci",
    "docs",
    "epic",
    "feat",
    "feature",
    "fix",
    "improvement",
    "perf",
    "refactor",
    "spike",
    "story",
    "subtask",
    "task",
    "test",
];

impl Normal {
    /// Normalises a title.
    #[must_use]
    pub fn of(title: &str) -> Self {
        let title: String = title.nfkc().collect();
        let body = after_template(after_tags(title.trim()));
        let mut normal = Self { words: Vec::new(), written: Vec::new(), telling: Vec::new(), tokens: Vec::new() };
        for token in body.split_whitespace().map(without_id).filter(|token| !token.is_empty()) {
            let whole = token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if !whole.is_empty() && !SILENT.contains(&whole.as_str()) {
                normal.tokens.push(whole);
            }
            for piece in token.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
                normal.push(piece);
            }
        }
        normal
    }

    fn push(&mut self, piece: &str) {
        for (part, is_cjk) in by_writing(piece) {
            let letters: Vec<char> = part.chars().collect();
            let words: Vec<String> =
                if is_cjk && letters.len() > 2 { letters.windows(2).map(|pair| pair.iter().collect()).collect() } else { vec![part] };
            for written in words {
                let word = written.to_lowercase();
                if !SILENT.contains(&word.as_str()) && (is_cjk || letters.len() > 1) {
                    self.telling.push(word.clone());
                }
                self.words.push(word);
                self.written.push(written);
            }
        }
    }

    /// Whether there is enough to compare: two words that say something.
    #[must_use]
    pub fn is_comparable(&self) -> bool {
        self.telling.len() >= 2
    }

    /// Whether the word there is one of every sentence.
    pub(super) fn is_silent(&self, at: usize) -> bool {
        SILENT.contains(&self.words[at].as_str())
    }

    /// The telling words that both have, in this one's order.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Vec<String> {
        let theirs: BTreeSet<&String> = other.telling.iter().collect();
        let mut seen = BTreeSet::new();
        self.telling.iter().filter(|word| theirs.contains(word) && seen.insert(*word)).cloned().collect()
    }
}

/// Without a leading `[Web]`, `(ops)`, `feat(ui):`, `Bug -`.
fn after_tags(title: &str) -> &str {
    let mut rest = title;
    loop {
        rest = rest.trim_start();
        let next = after_bracket(rest).or_else(|| after_prefix(rest));
        match next.filter(|next| !next.trim().is_empty()) {
            Some(next) => rest = next,
            None => return rest,
        }
    }
}

fn after_bracket(text: &str) -> Option<&str> {
    let close = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        _ => return None,
    };
    text.split_once(close).map(|(_, rest)| rest)
}

fn after_prefix(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(':').or_else(|| text.split_once(" - "))?;
    let name = head.split('(').next().unwrap_or(head).trim().trim_end_matches('!');
    PREFIXES.iter().any(|prefix| name.eq_ignore_ascii_case(prefix)).then_some(rest)
}

/// Without "As a customer, I want to".
fn after_template(title: &str) -> &str {
    let lower = title.to_lowercase();
    if lower.len() != title.len() || !(lower.starts_with("as a ") || lower.starts_with("as an ")) {
        return title;
    }
    let ends = ["i want to ", "i would like to ", "i need to ", "i want ", "i need ", "i can "];
    let first = ends.iter().filter_map(|end| lower.find(end).map(|at| (at, at + end.len()))).min_by_key(|(at, end)| (*at, usize::MAX - end));
    first.filter(|(_, end)| title.is_char_boundary(*end)).map_or(title, |(_, end)| &title[end..])
}

/// What is left of a token without its id: "HADOOP-123", "CVE-2021-44228", "#45", a commit's hash say nothing about the
/// work.
fn without_id(token: &str) -> &str {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = token.len() >= 7
        && token.bytes().all(|byte| byte.is_ascii_hexdigit())
        && token.bytes().any(|byte| byte.is_ascii_digit())
        && token.bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_hash || token.strip_prefix('#').is_some_and(is_number) {
        return "";
    }
    let token = token.trim_start_matches('#');
    let project = token.bytes().take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()).count();
    if project < 2 || !token.starts_with(|c: char| c.is_ascii_uppercase()) {
        return token;
    }
    let mut end = project;
    while let Some(number) =
        token[end..].strip_prefix('-').map(|rest| rest.bytes().take_while(u8::is_ascii_digit).count()).filter(|digits| *digits > 0)
    {
        end += 1 + number;
    }
    let is_whole = token[end..].chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '.');
    if end > project && is_whole { &token[end..] } else { token }
}

/// Runs of one way of writing: (text, whether it is written without spaces between words).
fn by_writing(piece: &str) -> Vec<(String, bool)> {
    let mut runs: Vec<(String, bool)> = Vec::new();
    for letter in piece.chars() {
        let cjk = is_cjk(letter);
        match runs.last_mut() {
            Some((run, kind)) if *kind == cjk => run.push(letter),
            _ => runs.push((letter.to_string(), cjk)),
        }
    }
    runs
}

pub(super) fn is_cjk(letter: char) -> bool {
    matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x1100..=0x11FF | 0x20000..=0x3FFFF | 0x0E00..=0x0E7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str) -> String {
        Normal::of(title).words.join(" ")
    }

    #[test]
    fn ids_tags_and_templates_say_nothing() {
        assert_eq!(words("[Web] WEB-12: Support Apple Pay"), "support apple pay");
        assert_eq!(words("feat(checkout): support Apple Pay (#451)"), "support apple pay");
        assert_eq!(words("As a guest, I want to pay by card"), "pay by card");
        assert_eq!(words("Backport HADOOP-16951 and 3fa9c1d"), "backport and");
        assert_eq!(words("Bug - Login fails"), "login fails");
        assert_eq!(words("Upgrade netty, CVE-2021-43797, HADOOP-16005-\"Support xattr\""), "upgrade netty support xattr");
        assert_eq!(words("UTF-8 in the SHA-256.5 of S3A"), "in the sha 256 5 of s3a", "what looks like an id is taken for one");
    }

    #[test]
    fn what_is_left_of_a_tag_alone_is_the_tag() {
        assert_eq!(words("[Web]"), "web");
        assert_eq!(words("Bug:"), "bug");
        assert_eq!(words("Feature flags"), "feature flags");
    }

    #[test]
    fn writing_without_spaces_is_cut_into_pairs() {
        assert_eq!(words("支付接口错误 API"), "支付 付接 接口 口错 错误 api");
        assert_eq!(words("Ｆｕｌｌ　ｗｉｄｔｈ"), "full width");
    }

    #[test]
    fn nothing_one_word_and_signs_are_not_comparable() {
        for title in ["", "   ", "Login", "🚀🚀", "the of and", "?!"] {
            assert!(!Normal::of(title).is_comparable(), "{title:?}");
        }
        assert!(Normal::of("支付接口").is_comparable());
        assert!(Normal::of("Zahlung prüfen").is_comparable());
    }

    #[test]
    fn shared_words_are_those_that_say_something_once_each() {
        let shared = Normal::of("Support Apple Pay at the checkout, Apple").shared(&Normal::of("Add Apple Pay to the checkout"));
        assert_eq!(shared, ["apple", "pay", "checkout"]);
    }
}
