//! Taking words away for good: texts out of the log, a person's profile out of the plain tables. The writer does it between two
//! commits, since both must meet the log as it stands. Neither can be taken back; the store keeps a list beside the database, so
//! that no backup brings the words back. A sample goes as a whole, by the same way; a backup of before still has it.

use crate::writer::{ATTEMPTS, Order, Writer, new_event};
use crate::{Desk, Done, Engine, EngineError, Profiles, Snapshot, Submission, SubmitError, load};
use rowlock_domain::refusal::Rule;
use rowlock_domain::workspace::event::TextRedacted;
use rowlock_domain::workspace::{redacted_payload, texts_of};
use rowlock_domain::{Act, Actor, Event, PersonId, Recorded, Refusal, Stamp, Text, Via, Workspace, authorize};
use rowlock_store::{AppliedFile, PlainChange, Redaction, StoreError, clearing, erasure, parting, replacement_digest, without_words};
use std::sync::Arc;

/// Words shorter than this are removed only where they stand alone; longer ones also from what quotes them.
const QUOTED_LETTERS: usize = 12;

/// What is to go.
#[derive(Clone, Debug)]
pub(crate) enum Removal {
    /// Texts, each by the version of its event and its place there, and why.
    Texts(Vec<(u64, Text)>, Text),
    /// Name, address, handle and everything else that is kept of a person beside the log.
    Person(PersonId),
    /// The whole history, and what is kept of the workspace beside it.
    Everything,
}

impl Desk {
    /// Removes texts from the log and the model for good, wherever the same words were copied to. An administrator may.
    ///
    /// # Errors
    /// The refusal, or why it could not be kept; texts before that one are gone.
    pub async fn redact(&self, actor: Actor, via: Via, texts: Vec<(u64, Text)>, why: Text) -> Result<Done, SubmitError> {
        self.order(Submission::new(actor, via, Vec::new()), Some(Removal::Texts(texts, why))).await
    }

    /// Removes a person's profile for good. An administrator may, once the person has left.
    ///
    /// # Errors
    /// The refusal, or why it could not be kept.
    pub async fn erase(&self, actor: Actor, via: Via, person: PersonId) -> Result<Done, SubmitError> {
        self.order(Submission::new(actor, via, Vec::new()), Some(Removal::Person(person))).await
    }
}

impl Engine {
    /// Removes a workspace's whole history, all that is kept beside it, and the accounts that are nobody elsewhere, with other
    /// plain changes. An administrator may. Its address keeps an empty log, which whoever founds a workspace there takes up.
    /// Pages offer it for the sample alone.
    ///
    /// # Errors
    /// The refusal, or why it could not be done.
    pub async fn remove_workspace(&self, desk: &Desk, actor: Actor, plain: Vec<PlainChange>) -> Result<(), SubmitError> {
        desk.order(Submission::new(actor, Via::Web, Vec::new()), Some(Removal::Everything)).await?;
        self.take_out(desk);
        let mut changes = parting(&**self.store(), desk.key).await.map_err(EngineError::from)?;
        changes.extend(plain);
        Ok(self.change(changes).await?)
    }
}

impl Writer {
    /// Does a removal, if the order is one.
    pub(crate) async fn remove(&mut self, order: &Order) -> Result<Done, SubmitError> {
        let before = self.desk.snapshot();
        authorize(&self.context(&before.model, &order.submission), Act::Administer)?;
        match &order.removal {
            Some(Removal::Texts(texts, why)) => self.redact(order, texts, why).await,
            Some(Removal::Person(person)) => self.erase(&before, *person).await,
            Some(Removal::Everything) => self.remove_everything(&before).await,
            None => Ok(Done { version: before.version(), events: Vec::new(), replayed: false }),
        }
    }

    async fn redact(&mut self, order: &Order, texts: &[(u64, Text)], why: &Text) -> Result<Done, SubmitError> {
        if why.is_empty() {
            return Err(Refusal::field("why", "Say why, for those who come across the mark.").into());
        }
        let before = self.desk.snapshot();
        let words: Vec<String> = texts.iter().filter_map(|(version, place)| text_at(&before.model, *version, place)).collect();
        if words.len() < texts.len() {
            return Err(Refusal::field("text", "One of these texts is not there any more. Look at what is there now.").into());
        }
        if let Some(applied) = AppliedFile::of(&*self.store, self.desk.key).await.map_err(EngineError::from)?
            && let Some(without) = without_words(&applied, &words)
        {
            self.store.change(vec![PlainChange::put(&without)]).await.map_err(EngineError::from)?;
        }
        let words: Arc<[String]> = words.into();
        let mut events = Vec::new();
        loop {
            let (model, words) = (Arc::clone(&self.desk.snapshot().model), Arc::clone(&words));
            let found = tokio::task::spawn_blocking(move || wherever(&model, &words)).await.map_err(|_| SubmitError::Panicked)?;
            let before = events.len();
            for (version, place) in found {
                events.extend(self.redact_one(order, (version, &place), why).await?);
            }
            // Another server may have copied the words meanwhile.
            if events.len() == before {
                break;
            }
        }
        Ok(Done { version: self.desk.snapshot().version(), events, replayed: false })
    }

    async fn redact_one(&mut self, order: &Order, (version, field): (u64, &Text), why: &Text) -> Result<Option<Arc<Recorded>>, SubmitError> {
        for _ in 0..ATTEMPTS {
            let before = self.desk.snapshot();
            if text_at(&before.model, version, field).is_none() {
                return Ok(None);
            }
            let Some((replacement, recorded)) = self.replacement(&before, order, (version, field), why) else { return Ok(None) };
            let event = new_event(&recorded.stamp, None, &recorded.event);
            let redaction = Redaction { version, replacement };
            match self.store.redact(self.desk.key, before.version(), redaction, event).await {
                Ok(head) => {
                    let mut model = Workspace::clone(&before.model);
                    load::apply(&self.desk.slug, &mut model, Arc::clone(&recorded))?;
                    self.publish(&before, Arc::new(model), &[], head);
                    // Another server may have shown it already to somebody who makes a command upon what was known here.
                    self.distrust();
                    return Ok(Some(recorded));
                }
                Err(StoreError::Conflict { head }) => self.catch_up(&before, head.timeline).await?,
                Err(error) => return Err(EngineError::from(error).into()),
            }
        }
        Err(EngineError::Stopped("other servers write faster than this one can follow; try again".to_owned()).into())
    }

    /// The payload without the text, and the event that tells of it.
    fn replacement(&self, before: &Snapshot, order: &Order, (version, field): (u64, &Text), why: &Text) -> Option<(String, Arc<Recorded>)> {
        let event = &before.model.recorded(version)?.event;
        let replacement = redacted_payload(&event.payload(), field)?;
        Event::decode(event.kind(), &replacement).ok()?;
        let digest = Text::new(&replacement_digest(&replacement)).ok()?;
        let Submission { actor, on_behalf_of, via, .. } = order.submission;
        let (version_now, at) = (before.version() + 1, self.now(&before.model));
        let stamp = Stamp { version: version_now, last: version_now, at, actor, on_behalf_of, via };
        let event = TextRedacted { version, field: field.clone(), digest, why: why.clone() }.into();
        Some((replacement, Arc::new(Recorded { stamp, event })))
    }

    async fn remove_everything(&mut self, before: &Snapshot) -> Result<Done, SubmitError> {
        let head = self.store.cut(self.desk.key, 0, clearing(self.desk.key)).await.map_err(EngineError::from)?;
        self.answered.clear();
        let (model, profiles) = (Arc::new(Workspace::default()), Arc::new(Profiles::default()));
        let profile_version = before.profile_version + 1;
        let (at, others) = (model.at, before.others + 1);
        self.show(before, Snapshot { timeline: head.timeline, head: head.hash, model, profiles, profile_version, others, at });
        Ok(Done { version: 0, events: Vec::new(), replayed: false })
    }

    async fn erase(&mut self, before: &Snapshot, person: PersonId) -> Result<Done, SubmitError> {
        match before.model.person(person) {
            None => return Err(Refusal::Unknown.into()),
            Some(known) if known.left_at.is_none() => return Err(still_here().into()),
            Some(_) => {}
        }
        let changes = erasure(&*self.store, self.desk.key, person).await.map_err(EngineError::from)?;
        self.store.erase(self.desk.key, person, self.now(&before.model), changes).await.map_err(EngineError::from)?;
        let mut snapshot = Snapshot::clone(before);
        // Another server may have shown it already to somebody who makes a command upon what is known here.
        snapshot.others += 1;
        // Where there was none any more, the store has counted nothing either.
        snapshot.profile_version += u64::from(before.profiles.get(person).is_some());
        Arc::make_mut(&mut snapshot.profiles).forget(person);
        self.desk.current.store(Arc::new(snapshot));
        Ok(Done { version: before.version(), events: Vec::new(), replayed: false })
    }
}

fn still_here() -> Refusal {
    let sentence = "This person still belongs to the workspace. Let them leave first, then erase their name and address.";
    Refusal::Rule(Rule { name: "PersonStillHere", sentence: sentence.to_owned() })
}

/// The words at a place, if a text stands there.
fn text_at(model: &Workspace, version: u64, place: &Text) -> Option<String> {
    let recorded = model.recorded(version)?;
    texts_of(&recorded.event).into_iter().find(|(known, _)| known == place.as_str()).map(|(_, words)| words)
}

/// Where these words stand, alone or quoted.
fn wherever(model: &Workspace, words: &[String]) -> Vec<(u64, Text)> {
    let is_meant = |text: &str| words.iter().any(|word| text == word || (word.chars().count() >= QUOTED_LETTERS && text.contains(word.as_str())));
    let mut found = Vec::new();
    for recorded in &model.journal {
        for (place, text) in texts_of(&recorded.event) {
            if is_meant(&text) {
                found.extend(Text::new(&place).ok().map(|place| (recorded.stamp.version, place)));
            }
        }
    }
    found
}
