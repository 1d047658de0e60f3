//! Passwords: argon2id with OWASP's parameters (19 MiB, 2 passes), a few at a time so that memory stays bounded.
//!
//! An unknown address costs the same work as a wrong password, so the time tells nobody who has an account.

use crate::error::WebError;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The shortest password.
pub const SHORTEST: usize = 10;
/// The longest password.
pub const LONGEST: usize = 200;
/// What a new password must be like, said before it is chosen; [`problem`] says the same afterwards.
pub const HINT: &str = "At least 10 characters; three or four words do well.";
/// At most so many are worked on at once: 19 MiB each.
const AT_ONCE: usize = 2;
/// What is worked on where there is no password: no password has this hash.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Where passwords are hashed and compared.
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// The hash to store.
    ///
    /// # Errors
    /// When the machine gives no randomness or memory.
    pub async fn hash(&self, password: &str) -> Result<String, WebError> {
        let password = password.to_owned();
        self.work(move || Argon2::default().hash_password(password.as_bytes()).ok().map(|hash: PasswordHash| hash.to_string()))
            .await?
            .ok_or(WebError::Inside)
    }

    /// Whether the password is the one of that hash; without a hash it takes as long and is not.
    ///
    /// # Errors
    /// When the work itself fails.
    pub async fn fits(&self, password: &str, hash: Option<&str>) -> Result<bool, WebError> {
        let password = password.to_owned();
        let hash = hash.unwrap_or(NOBODYS).to_owned();
        self.work(move || PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())).await
    }

    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, WebError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| WebError::Inside)?;
        let done = tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        done.await.map_err(|_| WebError::Inside)
    }
}

/// What is wrong with a new password, if anything.
#[must_use]
pub fn problem(password: &str) -> Option<String> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(format!("Use at least {SHORTEST} characters; three or four words do well."));
    }
    (length > LONGEST).then(|| format!("Use at most {LONGEST} characters."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.fits("correct horse battery", Some(&hash)).await.unwrap());
        assert!(!passwords.fits("correct horse", Some(&hash)).await.unwrap());
        assert!(!passwords.fits("", None).await.unwrap());
    }

    #[test]
    fn what_is_said_before_is_what_is_said_afterwards() {
        let afterwards = problem("short").unwrap();
        assert_eq!(afterwards.strip_prefix("Use at"), HINT.strip_prefix("At"));
    }

    #[test]
    fn nobodys_hash_can_be_worked_on() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
    }
}
