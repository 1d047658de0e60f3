//! The one writer of a workspace: group commit.
//!
//! It takes all waiting orders, decides each on a working copy to which the earlier ones are applied, appends once,
//! publishes once, then answers all of them: refusals and replays too wait for that commit, since they were decided upon it.
//! A panic while deciding drops that order; a panic while applying stops the workspace.

use crate::removal::Removal;
use crate::{Clock, Desk, Done, EngineError, Snapshot, Submission, SubmitError, load};
use rowlock_domain::{Calendar, Context, Event, Instant, Recorded, Refusal, Stamp, Thing, Workspace, decide};
use rowlock_store::{Head, NewEvent, PlainChange, Profile, Store, StoreError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// At most this many orders share one commit.
const TOGETHER: usize = 256;
/// How often a conflict with another server is decided anew before the caller is told.
pub(crate) const ATTEMPTS: usize = 8;

/// A submission and where its answer goes.
pub(crate) struct Order {
    pub submission: Submission,
    /// Words to take away instead of commands.
    pub removal: Option<Removal>,
    pub answer: oneshot::Sender<Result<Done, SubmitError>>,
}

pub(crate) struct Writer {
    pub desk: Arc<Desk>,
    pub store: Arc<dyn Store>,
    pub calendar: Arc<dyn Calendar>,
    pub clock: Arc<dyn Clock>,
    pub answered: Answers,
}

/// Idempotency keys answered before, and the version after each.
pub(crate) type Answers = std::collections::HashMap<String, u64>;

/// Orders decided together, not yet durable.
struct Batch {
    model: Workspace,
    events: Vec<NewEvent>,
    plain: Vec<PlainChange>,
    profiles: Vec<Profile>,
    answers: Vec<Result<Done, SubmitError>>,
    keys: Vec<(String, u64)>,
}

impl Writer {
    /// Works until every handle to the desk is gone or the store fails.
    pub async fn run(mut self, mut orders: mpsc::Receiver<Order>) {
        let mut waiting = Vec::with_capacity(TOGETHER);
        while orders.recv_many(&mut waiting, TOGETHER).await > 0 {
            for order in waiting.extract_if(.., |order| order.removal.is_some()).collect::<Vec<_>>() {
                let answer = self.remove(&order).await;
                let _ = order.answer.send(answer);
            }
            if waiting.is_empty() {
                continue;
            }
            let result = self.commit_together(&waiting).await;
            match result {
                Ok(answers) => {
                    for (order, answer) in waiting.drain(..).zip(answers) {
                        // Nobody waiting for the answer any more is no reason to undo what is durable.
                        let _ = order.answer.send(answer);
                    }
                }
                Err(error) => {
                    tracing::error!(workspace = %self.desk.slug, %error, "commands could not be kept");
                    for order in waiting.drain(..) {
                        let _ = order.answer.send(Err(SubmitError::Engine(error.clone())));
                    }
                }
            }
        }
    }

    async fn commit_together(&mut self, orders: &[Order]) -> Result<Vec<Result<Done, SubmitError>>, EngineError> {
        for _ in 0..ATTEMPTS {
            let before = self.desk.snapshot();
            let batch = self.decide_all(&before, orders);
            if batch.events.is_empty() && batch.plain.is_empty() {
                return Ok(batch.answers);
            }
            let appended = self.store.append(self.desk.key, before.version(), batch.events.clone(), batch.plain.clone()).await;
            let head = match appended {
                Ok(head) => head,
                Err(StoreError::Conflict { .. }) => {
                    self.catch_up(&before).await?;
                    continue;
                }
                Err(error @ (StoreError::Taken { .. } | StoreError::Missing { .. })) if orders.len() == 1 => return Err(error.into()),
                Err(StoreError::Taken { .. } | StoreError::Missing { .. }) => return self.commit_one_by_one(orders).await,
                Err(error) => self.read_back(&before, &batch).await.ok_or(error)?,
            };
            self.answered.extend(batch.keys);
            self.publish(&before, batch.model, batch.profiles, head);
            return Ok(batch.answers);
        }
        Err(EngineError::Stopped("other servers write faster than this one can follow; try again".to_owned()))
    }

    /// The append answered with an error, yet it may have happened: the log itself says whether these very events stand there.
    async fn read_back(&self, before: &Snapshot, batch: &Batch) -> Option<Head> {
        let stored = self.store.read(self.desk.key, before.version(), batch.events.len().max(1)).await.ok()?;
        let same = |(stored, sent): (&rowlock_store::StoredEvent, &NewEvent)| {
            stored.kind == sent.kind && stored.payload == sent.payload && stored.stamp.at == sent.at && stored.key == sent.key
        };
        let kept = !batch.events.is_empty() && stored.len() == batch.events.len() && stored.iter().zip(&batch.events).all(same);
        let last = stored.last().filter(|_| kept)?;
        Some(Head { timeline: before.timeline, version: last.stamp.version, hash: last.hash })
    }

    /// A plain change of one order did not fit: each gets a commit of its own, so that only that one fails.
    async fn commit_one_by_one(&mut self, orders: &[Order]) -> Result<Vec<Result<Done, SubmitError>>, EngineError> {
        let mut answers = Vec::with_capacity(orders.len());
        for order in orders {
            match Box::pin(self.commit_together(std::slice::from_ref(order))).await {
                Ok(one) => answers.extend(one),
                Err(error) => answers.push(Err(SubmitError::Engine(error))),
            }
        }
        Ok(answers)
    }

    fn decide_all(&self, before: &Snapshot, orders: &[Order]) -> Batch {
        let mut batch = Batch {
            model: Workspace::clone(&before.model),
            events: Vec::new(),
            plain: Vec::new(),
            profiles: Vec::new(),
            answers: Vec::with_capacity(orders.len()),
            keys: Vec::new(),
        };
        for order in orders {
            let decided = catch_unwind(AssertUnwindSafe(|| self.decide_one(&batch, &order.submission)));
            let answer = match decided {
                Ok(Ok(events)) => Ok(self.take(before, &mut batch, &order.submission, events)),
                Ok(Err(Stop::Replayed(version))) => Ok(Done { version, events: Vec::new(), replayed: true }),
                Ok(Err(Stop::Refused(refusal))) => Err(SubmitError::Refused(refusal)),
                Err(_) => Err(SubmitError::Panicked),
            };
            batch.answers.push(answer);
        }
        batch
    }

    pub(crate) fn now(&self, model: &Workspace) -> Instant {
        self.clock.now().max(model.at)
    }

    pub(crate) fn context<'a>(&'a self, model: &'a Workspace, submission: &Submission) -> Context<'a> {
        Context {
            workspace: model,
            actor: submission.actor,
            on_behalf_of: submission.on_behalf_of,
            via: submission.via,
            now: self.now(model),
            calendar: &*self.calendar,
        }
    }

    fn decide_one(&self, batch: &Batch, submission: &Submission) -> Result<Vec<Event>, Stop> {
        if let Some(key) = &submission.key {
            let in_batch = batch.keys.iter().find(|(k, _)| k == key).map(|(_, version)| *version);
            if let Some(version) = in_batch.or_else(|| self.answered.get(key).copied()) {
                return Err(Stop::Replayed(version));
            }
        }
        if let Some((thing, version)) = submission.expected {
            let present = batch.model.touched(thing);
            if present != version {
                return Err(Stop::Refused(Refusal::Changed { thing, version: present }));
            }
        }
        let context = self.context(&batch.model, submission);
        let commands = (submission.build)(&context).map_err(Stop::Refused)?;
        match commands.as_slice() {
            [command] => decide(&context, command),
            commands => rowlock_domain::decide_together(&context, commands),
        }
        .map_err(Stop::Refused)
    }

    /// Applies what was decided to the working copy and puts it down for the append.
    fn take(&self, before: &Snapshot, batch: &mut Batch, submission: &Submission, events: Vec<Event>) -> Done {
        let first = batch.model.version + 1;
        let last = batch.model.version + events.len() as u64;
        let at = self.now(&batch.model);
        let mut made = Vec::with_capacity(events.len());
        for (version, event) in (first..).zip(events) {
            let Submission { actor, on_behalf_of, via, .. } = *submission;
            let stamp = Stamp { version, last, at, actor, on_behalf_of, via };
            batch.events.push(new_event(&stamp, submission.key.clone(), &event));
            let recorded = Arc::new(Recorded { stamp, event });
            batch.model.apply(Arc::clone(&recorded));
            made.push(recorded);
        }
        for profile in &submission.profiles {
            batch.plain.extend(match before.profiles.get(profile.person) {
                Some(old) => old.change(profile),
                None => profile.create(),
            });
            batch.profiles.push(profile.clone());
        }
        batch.plain.extend(submission.plain.iter().cloned());
        if let Some(key) = &submission.key {
            batch.keys.push((key.clone(), last));
        }
        Done { version: last, events: made, replayed: false }
    }

    pub(crate) fn publish(&self, before: &Snapshot, model: Workspace, changed: Vec<Profile>, head: Head) {
        let touched: Arc<[Thing]> = touched_between(&before.model, &model);
        let mut profiles = Arc::clone(&before.profiles);
        let profile_version = before.profile_version + u64::from(!changed.is_empty());
        if !changed.is_empty() {
            let known = Arc::make_mut(&mut profiles);
            changed.into_iter().for_each(|profile| known.put(profile));
        }
        let version = model.version;
        let at = model.at;
        let snapshot = Snapshot { timeline: head.timeline, head: head.hash, model: Arc::new(model), profiles, profile_version, at };
        self.desk.current.store(Arc::new(snapshot));
        self.desk.changes.publish(version, touched);
    }

    pub(crate) async fn catch_up(&mut self, before: &Snapshot) -> Result<(), EngineError> {
        let mut model = Workspace::clone(&before.model);
        let read = load::catch_up(&*self.store, self.desk.key, &self.desk.slug, &mut model).await?;
        self.answered.extend(read.answered);
        let version = model.version;
        self.publish(before, model, Vec::new(), Head { timeline: before.timeline, version, hash: read.head.unwrap_or(before.head) });
        Ok(())
    }
}

enum Stop {
    Refused(Refusal),
    Replayed(u64),
}

pub(crate) fn new_event(stamp: &Stamp, key: Option<String>, event: &Event) -> NewEvent {
    NewEvent {
        last: stamp.last,
        at: stamp.at,
        actor: stamp.actor,
        on_behalf_of: stamp.on_behalf_of,
        via: stamp.via,
        key,
        kind: event.kind().to_owned(),
        payload: event.payload(),
    }
}

fn touched_between(before: &Workspace, after: &Workspace) -> Arc<[Thing]> {
    use imbl::ordmap::DiffItem;
    let things = before.touched.diff(&after.touched).filter_map(|item| match item {
        DiffItem::Add(thing, _) => Some(*thing),
        DiffItem::Update { new: (thing, _), .. } => Some(*thing),
        DiffItem::Remove(..) => None,
    });
    things.collect()
}
