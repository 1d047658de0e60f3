//! Mail by SMTP. What a mail says is written elsewhere (`rowlock-web`), when it is sent too (`rowlock-engine`).
//!
//! The same letter always has the same Message-ID, so a copy sent after a crash can be recognised.

use lettre::message::{Mailbox, Message, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use rowlock_engine::{Letter, Mailer, Undelivered};
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// How long the mail server may take for one letter.
const PATIENCE: Duration = Duration::from_secs(30);

/// How mail leaves.
#[derive(Clone)]
pub struct SmtpSettings {
    /// `smtp://HOST:PORT`, `smtps://USER:PASSWORD@HOST`, `smtp://HOST:587?tls=required`.
    pub url: String,
    /// Name and password, where the password shall not stand in the URL.
    pub login: Option<(String, String)>,
    /// Who writes: `Rowlock <rowlock@example.org>` or a bare address.
    pub from: String,
}

/// Why mail cannot be configured so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The server's URL cannot be used.
    #[error(
        "the mail server's address cannot be used ({0}). Write it as smtp://HOST:PORT, smtps://USER:PASSWORD@HOST or smtp://HOST:587?tls=required"
    )]
    Url(String),
    /// The sender is not a mail address.
    #[error("“{0}” cannot be the sender of mails. Write it as rowlock@example.org or Rowlock <rowlock@example.org>")]
    From(String),
}

/// Hands letters to a mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// A mailer; nothing is sent yet.
    ///
    /// # Errors
    /// When the address or the sender cannot be used.
    pub fn new(settings: &SmtpSettings) -> Result<Self, SmtpError> {
        let from: Mailbox = settings.from.parse().map_err(|_| SmtpError::From(settings.from.clone()))?;
        let mut builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url).map_err(|error| SmtpError::Url(error.to_string()))?.timeout(Some(PATIENCE));
        if let Some((name, password)) = &settings.login {
            builder = builder.credentials(Credentials::new(name.clone(), password.clone()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    fn message(&self, letter: &Letter) -> Result<Message, String> {
        let (name, address) = &letter.to;
        let address: Address = address.parse().map_err(|error| format!("“{address}” is not a mail address: {error}"))?;
        let to = Mailbox::new(Some(one_line(name)).filter(|name| !name.is_empty()), address);
        let id = format!("<{}@{}>", letter.message_id, self.from.email.domain());
        let builder = Message::builder().from(self.from.clone()).to(to).subject(one_line(&letter.subject)).message_id(Some(id));
        // Auto-replies to a machine help nobody.
        let builder = builder.header(AutoSubmitted);
        let built = match &letter.html {
            Some(html) => builder.multipart(MultiPart::alternative_plain_html(letter.text.clone(), html.clone())),
            None => builder.singlepart(SinglePart::plain(letter.text.clone())),
        };
        built.map_err(|error| error.to_string())
    }
}

impl Mailer for Smtp {
    fn deliver<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>> {
        Box::pin(async move {
            let message = self.message(letter).map_err(Undelivered::Never)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(Undelivered::Never(error.to_string())),
                Err(error) => Err(Undelivered::Later(error.to_string())),
            }
        })
    }
}

/// Header fields are single lines, whatever somebody called a team.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp() -> Smtp {
        let settings = SmtpSettings { url: "smtp://127.0.0.1:2525".to_owned(), login: None, from: "Rowlock <rowlock@example.org>".to_owned() };
        Smtp::new(&settings).unwrap()
    }

    fn letter(subject: &str, name: &str, address: &str) -> Letter {
        Letter {
            message_id: "mail.7.person.workspace".to_owned(),
            to: (name.to_owned(), address.to_owned()),
            subject: subject.to_owned(),
            text: "Hello".to_owned(),
            html: Some("<p>Hello</p>".to_owned()),
        }
    }

    #[tokio::test]
    async fn a_letter_has_both_texts_and_a_lasting_id() {
        let message = smtp().message(&letter("Your relay", "Ines Moreau", "ines@example.org")).unwrap();
        let raw = String::from_utf8(message.formatted()).unwrap();
        assert!(raw.contains("Message-ID: <mail.7.person.workspace@example.org>"), "{raw}");
        assert!(raw.contains("text/plain") && raw.contains("text/html"), "{raw}");
        assert!(raw.contains("Auto-Submitted: auto-generated"), "{raw}");
    }

    #[tokio::test]
    async fn nobody_smuggles_a_header_in() {
        let message = smtp().message(&letter("Hello\r\nBcc: eve@example.org", "Ines\r\nBcc: eve@example.org", "ines@example.org")).unwrap();
        let raw = String::from_utf8(message.formatted()).unwrap();
        assert!(!raw.lines().any(|line| line.starts_with("Bcc")), "{raw}");
        assert!(smtp().message(&letter("Hello", "Ines", "ines@example.org>,eve@example.org")).is_err());
    }

    #[tokio::test]
    async fn a_letter_without_html_says_its_character_set() {
        let message = smtp().message(&Letter { html: None, ..letter("Hello", "Inés", "ines@example.org") }).unwrap();
        let raw = String::from_utf8(message.formatted()).unwrap();
        assert!(raw.contains("Content-Type: text/plain; charset=utf-8"), "{raw}");
        assert!(raw.contains("MIME-Version: 1.0"), "{raw}");
    }

    #[tokio::test]
    async fn what_cannot_be_configured_is_said() {
        let settings = |url: &str, from: &str| SmtpSettings { url: url.to_owned(), login: None, from: from.to_owned() };
        assert!(matches!(Smtp::new(&settings("http://x", "a@example.org")), Err(SmtpError::Url(_))));
        assert!(matches!(Smtp::new(&settings("smtp://127.0.0.1:25", "nobody")), Err(SmtpError::From(_))));
    }
}
