//! Random identities of the store's own things: 128 bits, written as 32 hexadecimal digits.

use crate::Hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

macro_rules! random_id {
    ($($(#[$meta:meta])* $name:ident $what:literal),* $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl $name {
            /// A new one that nobody can guess.
            #[must_use]
            pub fn random() -> Self {
                Self(rand::random())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($what, " {:08x}"), self.0 >> 96)
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(hex: &str) -> Result<Self, String> {
                if hex.len() != 32 || hex.bytes().any(|b| !b.is_ascii_hexdigit()) {
                    return Err(format!(concat!("“{}” is not the id of a ", $what, " (32 hexadecimal digits)"), hex));
                }
                u128::from_str_radix(hex, 16).map(Self).map_err(|e| e.to_string())
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let hex = std::borrow::Cow::<str>::deserialize(deserializer)?;
                hex.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

random_id! {
    /// A workspace, whatever its slug is today.
    WorkspaceKey "workspace",
    /// Somebody who can sign in; bound to one person per workspace.
    AccountId "account",
    /// One unbroken history of a workspace: renewed by restore and repair, so that cursors of another one are recognised as foreign.
    Timeline "timeline",
}

impl Timeline {
    /// The history that begins where this one is cut at a version. Both ends of a crash in between can tell that they belong together.
    pub(crate) fn cut_at(self, version: u64) -> Self {
        let mut sha = Sha256::new_with_prefix(b"rowlock cut");
        sha.update(self.0.to_be_bytes());
        sha.update(version.to_be_bytes());
        let whole: Hash = sha.finalize().into();
        Self(whole.iter().take(16).fold(0, |half, byte| (half << 8) | u128::from(*byte)))
    }
}
