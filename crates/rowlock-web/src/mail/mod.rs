//! The text of mails, each as plain text and perhaps as HTML. Links come from the configured address only.

mod checkin;
mod html;
mod invitation;
mod relay;

use crate::site::SiteSettings;
use rowlock_domain::PersonId;
use rowlock_engine::{MailText, Occasion, Subject};

/// Writes mails.
pub struct Texts {
    settings: SiteSettings,
}

impl Texts {
    /// Texts whose links begin with the site's address.
    #[must_use]
    pub fn new(settings: SiteSettings) -> Self {
        Self { settings }
    }

    /// The full address of a path.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.settings.public_url)
    }
}

/// Subject, plain text, HTML.
type Written = (String, String, Option<String>);

impl MailText for Texts {
    fn write(&self, occasion: &Occasion<'_>, subject: &Subject, to: PersonId) -> Option<Written> {
        match subject {
            Subject::Invitation { path, .. } => Some(invitation::write(self, occasion, path, to)),
            Subject::CheckInAsked { meeting, member } => checkin::write(self, occasion, *meeting, *member, to, false),
            Subject::CheckInReminded { meeting, member } => checkin::write(self, occasion, *meeting, *member, to, true),
            Subject::Relay { meeting, member } => relay::write(self, occasion, *meeting, *member),
        }
    }
}
