//! The one writer of a workspace: group commit.
//!
//! It takes all waiting orders, decides each on a working copy to which the earlier ones are applied, appends once,
//! publishes once, then answers all of them: refusals and replays too wait for that commit, since they were decided upon it.
//! A panic while deciding drops that order; a panic while applying stops the workspace.

use crate::company::Company;
use crate::key::{Answers, Key, Known};
use crate::ready::LastWrite;
use crate::removal::Removal;
use crate::{Clock, Desk, Done, Engine, EngineError, Profiles, Snapshot, Submission, SubmitError, load, meter};
use rowlock_domain::{Calendar, Context, Event, Instant, Recorded, Refusal, Stamp, Thing, Workspace, decide};
use rowlock_store::{Head, NewEvent, Place, PlainChange, Profile, Seen, Store, StoreError, Table, Timeline};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// At most this many orders share one commit.
const TOGETHER: usize = 256;
/// How often a conflict with another server is decided anew before the caller is told.
pub(crate) const ATTEMPTS: u32 = 60;
/// The longest pause between two tries; random, so that servers do not meet again and again.
const PAUSE_MS: u64 = 40;

/// A submission and where its answer goes.
pub(crate) struct Order {
    pub submission: Submission,
    /// Words to take away instead of commands.
    pub removal: Option<Removal>,
    pub answer: oneshot::Sender<Result<Done, SubmitError>>,
    /// Names the request in the log.
    pub span: tracing::Span,
}

/// What a writer is asked to do.
#[allow(clippy::large_enum_variant, reason = "nearly all work is an order, and it is moved twice")]
pub(crate) enum Work {
    /// Decide and append.
    Decide(Order),
    /// Catch up with other servers.
    Follow(Place, oneshot::Sender<Result<(), EngineError>>),
    /// Finish what waits, then end: the workspace leaves memory.
    Leave,
}

pub(crate) struct Writer {
    pub desk: Arc<Desk>,
    pub engine: Weak<Engine>,
    pub last_write: Arc<LastWrite>,
    pub store: Arc<dyn Store>,
    pub calendar: Arc<dyn Calendar>,
    pub clock: Arc<dyn Clock>,
    pub answered: Answers,
}

/// Orders decided together, not yet durable.
struct Batch {
    model: Arc<Workspace>,
    events: Vec<NewEvent>,
    plain: Vec<PlainChange>,
    profiles: Vec<Profile>,
    answers: Vec<Result<Done, SubmitError>>,
    keys: Answers,
    /// The oldest generation that somebody knew who asked nobody.
    generation: Option<u64>,
}

impl Batch {
    /// What must still be the newest when it is appended.
    fn seen(&self, before: &Snapshot) -> Option<Seen> {
        self.generation.map(|generation| Seen { timeline: before.timeline, profiles: before.profile_version, generation })
    }
}

impl Writer {
    /// Works until it is told to leave.
    pub async fn run(mut self, mut works: mpsc::Receiver<Work>) {
        let mut waiting = Vec::with_capacity(TOGETHER);
        let mut company = Company::default();
        while works.recv_many(&mut waiting, TOGETHER).await > 0 {
            company.gather(&mut works, &mut waiting).await;
            let mut orders = Vec::with_capacity(waiting.len());
            for work in waiting.drain(..) {
                match work {
                    Work::Decide(order) if order.removal.is_some() => {
                        let answer = self.remove(&order).await;
                        if let Err(SubmitError::Engine(error)) = &answer {
                            self.stop_if_broken(Some(error));
                            order.span.in_scope(|| self.tell(error));
                        }
                        let _ = order.answer.send(answer);
                    }
                    Work::Decide(order) => orders.push(order),
                    // Whoever asked may have stopped waiting.
                    Work::Follow(place, tell) => {
                        let followed = self.follow(place).await;
                        self.stop_if_broken(followed.as_ref().err());
                        drop(tell.send(followed));
                    }
                    Work::Leave => works.close(),
                }
            }
            if !orders.is_empty() {
                let (many, began) = (orders.len(), std::time::Instant::now());
                self.answer(orders).await;
                company = Company::of(many, began.elapsed());
            }
        }
    }

    async fn answer(&mut self, orders: Vec<Order>) {
        match self.commit_together(&orders).await {
            Ok(answers) => {
                for (order, answer) in orders.into_iter().zip(answers) {
                    // Nobody waiting for the answer any more is no reason to undo what is durable.
                    let _ = order.answer.send(answer);
                }
            }
            Err(error) => {
                self.stop_if_broken(Some(&error));
                for order in orders {
                    order.span.in_scope(|| self.tell(&error));
                    let _ = order.answer.send(Err(SubmitError::Engine(error.clone())));
                }
            }
        }
    }

    /// A record that was taken or used meanwhile is told to who asked, and is no trouble of the server's.
    fn tell(&self, error: &EngineError) {
        match error {
            EngineError::Store(StoreError::Taken { .. } | StoreError::Missing { .. }) => {
                tracing::debug!(workspace = %self.desk.slug, %error, "a command did not fit what stands there");
            }
            _ => tracing::error!(workspace = %self.desk.slug, %error, "a command could not be kept"),
        }
    }

    /// An event that cannot be read or applied stops this workspace, and no other.
    fn stop_if_broken(&self, error: Option<&EngineError>) {
        if let (Some(error), Some(engine)) = (error.filter(|error| error.stops_workspace()), self.engine.upgrade()) {
            engine.put_out_of_service(&self.desk.slug, error);
        }
    }

    async fn commit_together(&mut self, orders: &[Order]) -> Result<Vec<Result<Done, SubmitError>>, EngineError> {
        for attempt in 0..ATTEMPTS {
            if attempt > 1 {
                tokio::time::sleep(Duration::from_millis(self.clock.chance() % PAUSE_MS.min(1 << attempt.min(8)))).await;
            }
            let before = self.desk.snapshot();
            let batch = self.decide_all(&before, orders)?;
            if batch.events.is_empty() && batch.plain.is_empty() {
                return Ok(batch.answers);
            }
            match self.append(&before, &batch).await {
                Ok(head) => {
                    self.answered.extend(batch.keys);
                    self.publish(&before, batch.model, &batch.profiles, head);
                    self.desk.on_its_way.store(None);
                    return Ok(batch.answers);
                }
                Err(StoreError::Conflict { head }) => {
                    meter::conflict();
                    self.catch_up(&self.desk.snapshot(), head.timeline).await?;
                }
                Err(StoreError::Outdated) => {}
                Err(StoreError::Taken { .. } | StoreError::Missing { .. }) if orders.len() > 1 => return self.commit_one_by_one(orders).await,
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Stopped("other servers write faster than this one can follow; try again".to_owned()))
    }

    /// Sends a batch to the log. Until it is known what became of it, commands made at a glance are made upon it.
    async fn append(&self, before: &Snapshot, batch: &Batch) -> Result<Head, StoreError> {
        let began = std::time::Instant::now();
        let (events, plain) = (batch.events.clone(), batch.plain.clone());
        // Before it can be seen anywhere else.
        self.desk.on_its_way.store(Some(Arc::new(with(before, Arc::clone(&batch.model), &batch.profiles))));
        let appended = self.store.append_if(self.desk.key, before.version(), events, plain, batch.seen(before)).await;
        self.last_write.note(&appended);
        let kept = match appended {
            Ok(head) => Ok(head),
            Err(
                error @ (StoreError::Conflict { .. }
                | StoreError::Outdated
                | StoreError::Taken { .. }
                | StoreError::Missing { .. }
                // Nothing was sent.
                | StoreError::Away(_)),
            ) => Err(error),
            Err(error) => self.read_back(before, batch).await.ok_or_else(|| {
                meter::failed();
                error
            }),
        };
        match &kept {
            Ok(_) => meter::appended(batch.events.len(), began.elapsed()),
            Err(_) => self.distrust(),
        }
        kept
    }

    /// The append answered with an error, yet it may have happened: the log itself says whether these very events stand there.
    async fn read_back(&self, before: &Snapshot, batch: &Batch) -> Option<Head> {
        let stored = self.store.read(self.desk.key, before.version(), batch.events.len().max(1)).await.ok()?;
        let same = |(stored, sent): (&rowlock_store::StoredEvent, &NewEvent)| {
            let stamp = &stored.stamp;
            (stamp.at, stamp.last, stamp.actor, stamp.via) == (sent.at, sent.last, sent.actor, sent.via)
                && (&stored.kind, &stored.payload, &stored.key) == (&sent.kind, &sent.payload, &sent.key)
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
                Err(error) => {
                    self.stop_if_broken(Some(&error));
                    order.span.in_scope(|| self.tell(&error));
                    answers.push(Err(SubmitError::Engine(error)));
                }
            }
        }
        Ok(answers)
    }

    fn decide_all(&self, before: &Snapshot, orders: &[Order]) -> Result<Batch, EngineError> {
        let mut batch = Batch {
            model: Arc::clone(&before.model),
            events: Vec::new(),
            plain: Vec::new(),
            profiles: Vec::new(),
            answers: Vec::with_capacity(orders.len()),
            keys: Answers::default(),
            generation: None,
        };
        for order in orders {
            if order.submission.glance.is_some_and(|glance| glance.others != before.others) {
                batch.answers.push(Err(SubmitError::Outdated));
                continue;
            }
            let decided = order.span.in_scope(|| catch_unwind(AssertUnwindSafe(|| self.decide_one(&batch, &order.submission))));
            let answer = match decided {
                Ok(Ok(events)) => Ok(order.span.in_scope(|| self.take(before, &mut batch, &order.submission, events))?),
                Ok(Err(Stop::Replayed { first, last })) => Ok(replayed(&batch.model, first, last)),
                Ok(Err(Stop::KeyReused)) => Err(SubmitError::KeyReused),
                Ok(Err(Stop::Refused(refusal))) => Err(SubmitError::Refused(refusal)),
                Err(_) => Err(SubmitError::Panicked),
            };
            batch.answers.push(answer);
        }
        Ok(batch)
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
            match batch.keys.get(key).or_else(|| self.answered.get(key)) {
                Some(Known::Same { first, last }) => return Err(Stop::Replayed { first, last }),
                Some(Known::Other) => return Err(Stop::KeyReused),
                None => {}
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
    fn take(&self, before: &Snapshot, batch: &mut Batch, submission: &Submission, events: Vec<Event>) -> Result<Done, EngineError> {
        let first = batch.model.version + 1;
        let last = batch.model.version + events.len() as u64;
        let at = self.now(&batch.model);
        let mut made = Vec::with_capacity(events.len());
        for (version, event) in (first..).zip(events) {
            let Submission { actor, on_behalf_of, via, .. } = *submission;
            let stamp = Stamp { version, last, at, actor, on_behalf_of, via };
            batch.events.push(new_event(&stamp, submission.key.as_ref().map(Key::written), &event));
            let recorded = Arc::new(Recorded { stamp, event });
            load::apply(&self.desk.slug, Arc::make_mut(&mut batch.model), Arc::clone(&recorded))?;
            made.push(recorded);
        }
        batch.plain.extend(profile_changes(before, &submission.profiles));
        batch.profiles.extend(submission.profiles.iter().cloned());
        batch.plain.extend(submission.plain.iter().cloned());
        if let Some(key) = &submission.key {
            batch.keys.note(key, first, last);
        }
        let known = submission.glance.map(|glance| glance.generation);
        batch.generation = batch.generation.into_iter().chain(known).min();
        Ok(Done { version: last, events: made, replayed: false })
    }

    pub(crate) fn publish(&self, before: &Snapshot, model: Arc<Workspace>, changed: &[Profile], head: Head) {
        self.show(before, Snapshot { timeline: head.timeline, head: head.hash, ..with(before, model, changed) });
    }

    /// Something has happened that nobody here could see, or what could be seen did not happen: whatever was made without a look-up must
    /// be made again.
    pub(crate) fn distrust(&self) {
        let known = self.desk.snapshot();
        self.desk.current.store(Arc::new(Snapshot { others: known.others + 1, ..Snapshot::clone(&known) }));
        self.desk.on_its_way.store(None);
    }

    /// From here on readers get this state, and open pages hear what was touched.
    pub(crate) fn show(&self, before: &Snapshot, snapshot: Snapshot) {
        let touched: Arc<[Thing]> = touched_between(&before.model, &snapshot.model);
        let version = snapshot.version();
        let same_history = before.timeline == snapshot.timeline;
        self.desk.current.store(Arc::new(snapshot));
        if same_history { self.desk.changes.publish(version, touched) } else { self.desk.changes.begin_anew(version) }
    }

    /// Catches up with what other servers did, unless that happened meanwhile.
    async fn follow(&mut self, place: Place) -> Result<(), EngineError> {
        let before = self.desk.snapshot();
        if before.timeline != place.head.timeline || before.version() < place.head.version {
            self.catch_up(&before, place.head.timeline).await?;
        }
        let before = self.desk.snapshot();
        if before.profile_version < place.profiles {
            let profiles = Arc::new(Profiles::new(Profile::all(&*self.store, self.desk.key).await?));
            let others = before.others + 1;
            self.show(&before, Snapshot { profiles, profile_version: place.profiles, others, ..Snapshot::clone(&before) });
        }
        Ok(())
    }

    /// Reads what others appended. Another timeline is another history: it is read from its beginning.
    pub(crate) async fn catch_up(&mut self, before: &Snapshot, timeline: Timeline) -> Result<(), EngineError> {
        let same_history = before.timeline == timeline;
        let mut model = if same_history { Workspace::clone(&before.model) } else { Workspace::default() };
        if !same_history {
            self.answered.clear();
        }
        let read = load::catch_up(&*self.store, self.desk.key, &self.desk.slug, &mut model).await?;
        self.answered.extend(read.answered);
        let head = read.head.unwrap_or(if same_history { before.head } else { [0; 32] });
        let (at, model, others) = (model.at, Arc::new(model), before.others + 1);
        self.show(before, Snapshot { timeline, head, model, others, at, ..before.clone() });
        Ok(())
    }
}

enum Stop {
    Refused(Refusal),
    Replayed { first: u64, last: u64 },
    KeyReused,
}

/// A state with what a commit makes of it.
fn with(before: &Snapshot, model: Arc<Workspace>, changed: &[Profile]) -> Snapshot {
    let mut profiles = Arc::clone(&before.profiles);
    if !changed.is_empty() {
        let known = Arc::make_mut(&mut profiles);
        changed.iter().cloned().for_each(|profile| known.put(profile));
    }
    let profile_version = before.profile_version + u64::from(!changed.is_empty());
    Snapshot { profiles, profile_version, at: model.at, model, ..*before }
}

/// The changes that make these profiles. Handles are given up before others take them.
fn profile_changes(before: &Snapshot, profiles: &[Profile]) -> Vec<PlainChange> {
    let of = |profile: &Profile| before.profiles.get(profile.person).map_or_else(|| profile.create(), |old| old.change(profile));
    let (given_up, taken): (Vec<_>, Vec<_>) =
        profiles.iter().flat_map(of).partition(|change| matches!(change, PlainChange::Delete(Table::Handle, _)));
    given_up.into_iter().chain(taken).collect()
}

/// The answer that the key got the first time.
fn replayed(model: &Workspace, first: u64, last: u64) -> Done {
    let events = (first..=last).filter_map(|version| model.recorded(version).cloned()).collect();
    Done { version: last, events, replayed: true }
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
