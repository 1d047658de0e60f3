//! Sends what waits in the outbox, asks again whether its recipient may still read it, and notes what became of it.
//! Of several servers one takes each mail upon itself: it claims it for two minutes before it sends.
//! After a crash between the mail server's yes and our note a mail may come twice, with the same Message-ID.

use crate::{Desk, Engine, EngineError, Letter, Undelivered, mail::Occasion, mail::Subject, meter};
use rowlock_domain::{Instant, PersonId};
use rowlock_store::{Mail, MailState, StoreError};
use std::sync::{Arc, Weak};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(2);
const MOST_TRIES: u32 = 8;
/// How long a mail belongs to the server that sends it; longer than a mail server may take.
const CLAIMED_SECONDS: i64 = 120;

pub(crate) fn start(engine: &Arc<Engine>) {
    if !engine.sends_mail() {
        return;
    }
    tokio::spawn(send_on(Arc::downgrade(engine), engine.stopping().clone()));
}

async fn send_on(engine: Weak<Engine>, stopping: tokio_util::sync::CancellationToken) {
    loop {
        let Some(engine) = engine.upgrade() else { return };
        if let Err(error) = send_due(&engine).await {
            tracing::warn!(%error, "the outbox could not be worked off; it will be tried again");
        }
        drop(engine);
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stopping.cancelled() => return,
        }
    }
}

impl Engine {
    /// Puts the invitation of a person into the outbox, if mail is configured and their address is known.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn mail_invitation(&self, desk: &Desk, person: PersonId, path: &str) -> Result<(), EngineError> {
        if !self.sends_mail() || desk.snapshot().profiles.get(person).is_none_or(|profile| profile.mail.is_none()) {
            return Ok(());
        }
        let subject = Subject::Invitation { person, path: path.to_owned() };
        let now = self.clock().now();
        let content = serde_json::to_string(&subject).unwrap_or_default();
        let mail = Mail {
            workspace: desk.key,
            reactor: "invitation".to_owned(),
            // Not a version: the moment tells one invitation of a person from the next.
            version: u64::try_from(now.0).unwrap_or(0),
            recipient: person.to_string(),
            content,
            state: MailState::Waiting,
            tries: 0,
            next_try: now,
            trouble: None,
        };
        self.change(vec![rowlock_store::PlainChange::put(&mail)]).await
    }
}

/// Sends every mail whose time has come, once.
async fn send_due(engine: &Arc<Engine>) -> Result<(), EngineError> {
    for mut mail in Mail::due(&**engine.store(), engine.clock().now()).await? {
        let until = engine.clock().now().plus_seconds(CLAIMED_SECONDS);
        match engine.change(vec![mail.claim(until)]).await {
            Ok(()) => {}
            // Another server sends it.
            Err(EngineError::Store(StoreError::Missing { .. })) => continue,
            Err(error) => return Err(error),
        }
        send(engine, &mut mail).await;
        engine.change(mail.settle()).await?;
    }
    Ok(())
}

async fn send(engine: &Arc<Engine>, mail: &mut Mail) {
    let Ok(Some(desk)) = engine.enter_by_key(mail.workspace).await else {
        mail.next_try = engine.clock().now().plus_seconds(60);
        return;
    };
    let Some((mailer, _)) = engine.mail() else { return };
    let Some(letter) = write(engine, &desk, mail) else {
        mail.state = MailState::Dropped;
        return;
    };
    // Without the address: what is kept of it outlives the person, and logs are read by others than the log of the workspace.
    let outcome = mailer.deliver(&letter).await.map_err(|undelivered| undelivered.without(&letter.to.1));
    note(mail, outcome, engine.clock().now());
    if mail.state == MailState::Sent {
        meter::mail_sent();
    }
    if mail.state == MailState::Failed {
        meter::mail_given_up();
        let trouble = mail.trouble.as_deref().unwrap_or_default();
        tracing::warn!(workspace = %desk.slug, person = %mail.recipient, kind = %mail.reactor, trouble, "a mail was given up; hand its words over another way");
    }
}

/// What became of it.
fn note(mail: &mut Mail, outcome: Result<(), Undelivered>, now: Instant) {
    match outcome {
        Ok(()) => mail.state = MailState::Sent,
        Err(Undelivered::Never(why)) => {
            mail.state = MailState::Failed;
            mail.trouble = Some(why);
        }
        Err(Undelivered::Later(why)) => retry_later(mail, why, now),
    }
}

fn retry_later(mail: &mut Mail, why: String, now: Instant) {
    mail.tries += 1;
    mail.trouble = Some(why);
    if mail.tries >= MOST_TRIES {
        mail.state = MailState::Failed;
    } else {
        mail.next_try = now.plus_seconds(15 << mail.tries.min(10));
    }
}

/// The mail's text, if its recipient is still a member with an address and there is still something to say.
fn write(engine: &Engine, desk: &Desk, mail: &Mail) -> Option<Letter> {
    let (_, text) = engine.mail()?;
    let subject: Subject = serde_json::from_str(&mail.content).ok()?;
    let person: PersonId = mail.recipient.parse().ok()?;
    let snapshot = desk.snapshot();
    snapshot.model.person(person).filter(|p| p.left_at.is_none())?;
    let profile = snapshot.profiles.get(person)?;
    let address = profile.mail.clone()?;
    let occasion = Occasion { slug: &desk.slug, snapshot: &snapshot, calendar: &**engine.calendar(), now: engine.clock().now() };
    let (title, plain, html) = text.write(&occasion, &subject, person)?;
    let message_id = format!("{}.{}.{}.{}", mail.reactor, mail.version, mail.recipient, mail.workspace);
    Some(Letter { message_id, to: (profile.name.clone(), address), subject: title, text: plain, html })
}
