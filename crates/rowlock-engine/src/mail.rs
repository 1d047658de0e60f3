//! What mail needs from others: somebody who writes its text (`rowlock-web`) and somebody who delivers it (`rowlock-integrations`).

use crate::Snapshot;
use rowlock_domain::{Calendar, Instant, MeetingId, Member, PersonId};
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;

/// What a mail is about; stored in the outbox until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Subject {
    /// Come in: a one-time link for a person.
    Invitation {
        /// Whom it invites.
        person: PersonId,
        /// The path of the one-time link.
        path: String,
    },
    /// Please check in.
    CheckInAsked {
        /// For which meeting.
        meeting: MeetingId,
        /// For which seat.
        member: Member,
    },
    /// Please do, it is due soon.
    CheckInReminded {
        /// For which meeting.
        meeting: MeetingId,
        /// For which seat.
        member: Member,
    },
    /// What the meeting means for your team.
    Relay {
        /// Of which meeting.
        meeting: MeetingId,
        /// For which seat.
        member: Member,
    },
}

/// A mail, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for every try of the same mail, so that a second copy is recognised.
    pub message_id: String,
    /// Name and address of who gets it.
    pub to: (String, String),
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML beside it.
    pub html: Option<String>,
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// It may work later.
    #[error("{0}")]
    Later(String),
    /// It never will, for example because the address does not exist.
    #[error("{0}")]
    Never(String),
}

impl Undelivered {
    /// The same without an address that mail servers like to repeat.
    pub(crate) fn without(self, address: &str) -> Self {
        let hide = |why: String| why.replace(address, "the address");
        match self {
            Self::Later(why) => Self::Later(hide(why)),
            Self::Never(why) => Self::Never(hide(why)),
        }
    }
}

/// Delivers mail.
pub trait Mailer: Send + Sync {
    /// Hands a mail to the mail server.
    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>>;
}

/// Where and when a mail is written.
pub struct Occasion<'a> {
    /// The workspace's address.
    pub slug: &'a str,
    /// The newest state.
    pub snapshot: &'a Snapshot,
    /// Zones.
    pub calendar: &'a dyn Calendar,
    /// Now.
    pub now: Instant,
}

/// Writes the text of mails.
pub trait MailText: Send + Sync {
    /// Subject, plain text and HTML of a mail to a person; `None` if there is nothing to say any more.
    fn write(&self, occasion: &Occasion<'_>, subject: &Subject, to: PersonId) -> Option<(String, String, Option<String>)>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_mail_was_given_up_does_not_name_the_address_that_servers_repeat() {
        let told = Undelivered::Never("550 ines@example.org: no such user, says <ines@example.org>".to_owned());
        assert_eq!(told.without("ines@example.org").to_string(), "550 the address: no such user, says <the address>");
    }
}
