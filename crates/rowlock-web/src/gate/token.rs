//! Secrets of sessions and links: 256 random bits as 64 hexadecimal digits. Only their hashes are stored.

use sha2::{Digest, Sha256};

/// A new secret that nobody can guess.
#[must_use]
pub fn fresh() -> String {
    format!("{:032x}{:032x}", rand::random::<u128>(), rand::random::<u128>())
}

/// What is stored of a secret.
#[must_use]
pub fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
