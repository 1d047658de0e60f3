//! What people write. Checked when it comes in (`new`), never when it is read back from the log.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};

/// Longest title, in characters.
pub const TITLE_LIMIT: usize = 200;
/// Longest text, in characters.
pub const TEXT_LIMIT: usize = 10_000;

/// Why a text cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextProblem {
    /// Nothing visible was written.
    #[error("This is empty. Write a few words.")]
    Empty,
    /// More characters than fit.
    #[error("This has {length} characters; at most {limit} fit. Shorten it.")]
    TooLong {
        /// Characters written.
        length: usize,
        /// Characters that fit.
        limit: usize,
    },
    /// NUL, escape, line breaks in a title and the like.
    #[error("This holds a character that cannot be shown (code {code}). Remove it.")]
    Control {
        /// The character's code point.
        code: u32,
    },
    /// Turns the direction of what stands beside it, so that a title reads as another one.
    #[error("This holds a hidden mark that turns the direction of writing (code {code:X}). Remove it, or type the words anew.")]
    Direction {
        /// The character's code point.
        code: u32,
    },
    /// Not a time zone's name.
    #[error("“{name}” is not a time zone. Use a name such as Europe/Berlin.")]
    Zone {
        /// What was written.
        name: String,
    },
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}')
}

fn check(written: &str, limit: usize, lines: bool) -> Result<&str, TextProblem> {
    let trimmed = written.trim();
    if let Some(c) =
        trimmed.chars().find(|c| (c.is_control() && !(lines && matches!(c, '\n' | '\t'))) || (!lines && matches!(c, '\u{2028}' | '\u{2029}')))
    {
        return Err(TextProblem::Control { code: c as u32 });
    }
    if trimmed.chars().all(is_invisible) {
        return Err(TextProblem::Empty);
    }
    if let Some(c) = trimmed.chars().find(|c| !lines && matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return Err(TextProblem::Direction { code: c as u32 });
    }
    let length = trimmed.chars().count();
    if length > limit { Err(TextProblem::TooLong { length, limit }) } else { Ok(trimmed) }
}

macro_rules! text_type {
    ($($(#[$meta:meta])* $name:ident),*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether nothing is written.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.0.is_empty()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )*};
}

text_type! {
    /// One visible line of 1 to 200 characters.
    Title,
    /// Lines of prose, up to 10,000 characters. A type of its own so that old ones can later stay on disk.
    Text,
    /// The IANA name of a time zone, as the calendar knows it.
    Zone
}

impl Title {
    /// Takes a title as written, trimmed.
    ///
    /// # Errors
    /// When it is invisible, longer than 200 characters or holds a control character or line break.
    pub fn new(written: &str) -> Result<Self, TextProblem> {
        check(written, TITLE_LIMIT, false).map(|t| Self(t.into()))
    }
}

impl Text {
    /// Takes a text as written, trimmed, line ends made `\n`; it must hold something visible.
    ///
    /// # Errors
    /// When it is invisible, longer than 10,000 characters or holds a control character.
    pub fn new(written: &str) -> Result<Self, TextProblem> {
        let unix = written.replace("\r\n", "\n");
        check(&unix, TEXT_LIMIT, true).map(|t| Self(t.into()))
    }

    /// Like [`Text::new`], but nothing written is the empty text.
    ///
    /// # Errors
    /// As [`Text::new`], except for emptiness.
    pub fn optional(written: &str) -> Result<Self, TextProblem> {
        match Self::new(written) {
            Err(TextProblem::Empty) => Ok(Self::default()),
            other => other,
        }
    }
}

impl Zone {
    /// A zone's name; whether it exists is the calendar's to say ([`crate::Calendar::knows_zone`]).
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self(name.into())
    }
}
