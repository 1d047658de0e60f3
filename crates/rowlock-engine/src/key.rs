//! Idempotency keys: under which name something is sent, and a digest of what is sent.
//!
//! Both stand together in the log's column `key`, so that every server knows after a restart what a name was used for.
//! Keys written by versions that kept no digest are answered whatever comes with them.

use sha2::{Digest, Sha256};

/// Hexadecimal digits of the digest: 64 bits tell apart what one person sends under one name.
const DIGEST: usize = 16;

/// A name that whoever sends it draws once, and what is sent under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    name: Box<str>,
    digest: Option<u64>,
}

impl Key {
    /// A key for this content: a form's fields, a request's text.
    #[must_use]
    pub fn new(name: impl Into<Box<str>>, content: &[u8]) -> Self {
        let digest = Sha256::digest(content).iter().take(DIGEST / 2).fold(0, |digest, byte| digest << 8 | u64::from(*byte));
        Self { name: name.into(), digest: Some(digest) }
    }

    /// As it stands in the log.
    #[must_use]
    pub fn written(&self) -> String {
        match self.digest {
            Some(digest) => format!("{}.{digest:0DIGEST$x}", self.name),
            None => self.name.to_string(),
        }
    }

    /// Read from the log.
    pub(crate) fn read(written: &str) -> Self {
        let is_digest = |digest: &str| digest.len() == DIGEST && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        match written.rsplit_once('.').filter(|(_, digest)| is_digest(digest)) {
            Some((name, digest)) => Self { name: name.into(), digest: u64::from_str_radix(digest, 16).ok() },
            None => Self { name: written.into(), digest: None },
        }
    }
}

/// What was answered under a name: for which content, and the versions it made (none, if it was so already).
#[derive(Clone, Debug)]
struct Answer {
    digest: Option<u64>,
    first: u64,
    last: u64,
}

/// The keys answered before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answers(std::collections::HashMap<Box<str>, Answer>);

/// What is known of a key that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// The same was sent before; it made these versions.
    Same { first: u64, last: u64 },
    /// Something else was sent under this name.
    Other,
}

impl Answers {
    /// Notes what a key made.
    pub(crate) fn note(&mut self, key: &Key, first: u64, last: u64) {
        let answer = self.0.entry(key.name.clone()).or_insert_with(|| Answer { digest: key.digest, first, last });
        answer.last = answer.last.max(last);
    }

    /// Adds what was noted elsewhere.
    pub(crate) fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What is known of it.
    pub(crate) fn get(&self, key: &Key) -> Option<Known> {
        let Answer { digest, first, last } = self.0.get(&key.name)?;
        let is_same = digest.is_none() || key.digest.is_none() || *digest == key.digest;
        Some(if is_same { Known::Same { first: *first, last: *last } } else { Known::Other })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written() {
        for key in [
            Key::new("4f2a-00c0ffee", b"title=Once"),
            Key::new("with.dots", b""),
            Key::new("leading.zeros", &leading_zeros()),
            Key { name: "of-an-older-version".into(), digest: None },
        ] {
            assert_eq!(Key::read(&key.written()), key);
        }
    }

    /// A content whose digest begins with zeros.
    fn leading_zeros() -> Vec<u8> {
        (0_u32..).map(|n| n.to_string().into_bytes()).find(|content| Sha256::digest(content)[0] < 16).unwrap()
    }

    #[test]
    fn a_key_without_a_digest_answers_whatever_comes_with_it() {
        let mut answers = Answers::default();
        answers.note(&Key::read("old"), 4, 5);
        assert_eq!(answers.get(&Key::new("old", b"anything")), Some(Known::Same { first: 4, last: 5 }));
    }
}
