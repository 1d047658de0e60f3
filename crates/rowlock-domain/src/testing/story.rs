//! Stories: given what was so, when somebody does something, then this happens.

use super::{UtcCalendar, assert_replay};
use crate::{Actor, Command, Context, Event, Instant, Recorded, Refusal, Via, Workspace, decide};
use std::sync::Arc;

/// The moment of an RFC 3339 text such as `2026-11-24T09:30:00Z`.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn instant(written: &str) -> Instant {
    let timestamp: jiff::Timestamp = written.parse().unwrap_or_else(|error| panic!("{written}: {error}"));
    Instant(timestamp.as_millisecond())
}

/// A workspace and its clock.
#[derive(Clone)]
pub struct Story {
    pub(super) workspace: Workspace,
    pub(super) now: Instant,
    pub(super) via: Via,
}

impl Story {
    /// An empty workspace, before it is created; Monday 2026-11-23, 08:00 UTC.
    #[must_use]
    pub fn new() -> Self {
        Self { workspace: Workspace::default(), now: instant("2026-11-23T08:00:00Z"), via: Via::Web }
    }

    /// Goes to a moment.
    #[must_use]
    pub fn at(mut self, written: &str) -> Self {
        self.now = instant(written);
        self
    }

    /// Lets minutes pass.
    #[must_use]
    pub fn later_minutes(mut self, minutes: i64) -> Self {
        self.now = self.now.plus_seconds(minutes * 60);
        self
    }

    /// Lets what follows come through something else than a page.
    #[must_use]
    pub fn through(mut self, via: Via) -> Self {
        self.via = via;
        self
    }

    /// What was done before; it must be accepted.
    ///
    /// # Panics
    /// When it is refused.
    #[must_use]
    pub fn given(self, actor: impl Into<Actor>, command: impl Into<Command>) -> Self {
        let command = command.into();
        let name = command.name();
        let outcome = self.when(actor, command);
        if let Err(refusal) = &outcome.result {
            panic!("given {name}, but it was refused: {refusal:?}");
        }
        outcome.story
    }

    /// What happened before, whatever the rules say.
    #[must_use]
    pub fn happened(mut self, actor: impl Into<Actor>, events: Vec<Event>) -> Self {
        self.record(actor.into(), &events);
        self
    }

    /// What is done.
    #[must_use]
    pub fn when(mut self, actor: impl Into<Actor>, command: impl Into<Command>) -> Outcome {
        let actor = actor.into();
        let result = decide(&self.context(actor), &command.into());
        if let Ok(events) = &result {
            self.record(actor, events);
            assert_replay(&self.workspace);
        }
        Outcome { result, story: self }
    }

    /// The model as it stands.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// What a decision of that actor would depend on.
    #[must_use]
    pub fn context(&self, actor: impl Into<Actor>) -> Context<'_> {
        Context { workspace: &self.workspace, actor: actor.into(), on_behalf_of: None, via: self.via, now: self.now, calendar: &UtcCalendar }
    }

    pub(super) fn record(&mut self, actor: Actor, events: &[Event]) {
        let last = self.workspace.version + events.len() as u64;
        for event in events {
            let mut stamp = self.context(actor).stamp(self.workspace.version + 1);
            stamp.last = last;
            self.workspace.apply(Arc::new(Recorded { stamp, event: event.clone() }));
        }
    }
}

impl Default for Story {
    fn default() -> Self {
        Self::new()
    }
}

/// What came of it. Each assertion gives back the story, to go on.
#[derive(Clone)]
pub struct Outcome {
    result: Result<Vec<Event>, Refusal>,
    story: Story,
}

impl Outcome {
    /// The events; panics when it was refused.
    ///
    /// # Panics
    /// When it was refused.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        match &self.result {
            Ok(events) => events,
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    /// The refusal; panics when it was accepted.
    ///
    /// # Panics
    /// When it was accepted.
    #[must_use]
    pub fn refusal(&self) -> &Refusal {
        match &self.result {
            Ok(events) => panic!("not refused, but {events:?}"),
            Err(refusal) => refusal,
        }
    }

    /// The story after it.
    #[must_use]
    pub fn story(self) -> Story {
        self.story
    }

    /// Exactly these events.
    ///
    /// # Panics
    /// When others, or none.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then(self, events: Vec<Event>) -> Story {
        assert_eq!(self.events(), events);
        self.story
    }

    /// Events of exactly these kinds.
    ///
    /// # Panics
    /// When others, or none.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_kinds(self, kinds: &[&str]) -> Story {
        let made: Vec<&str> = self.events().iter().map(Event::kind).collect();
        assert_eq!(made, kinds);
        self.story
    }

    /// It was so already.
    ///
    /// # Panics
    /// When something happened, or it was refused.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_nothing(self) -> Story {
        self.then(Vec::new())
    }

    /// Refused by that rule.
    ///
    /// # Panics
    /// When accepted or refused otherwise.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_refused(self, rule: &str) -> Story {
        assert_eq!(self.refusal().rule(), Some(rule), "{:?}", self.refusal());
        self.story
    }

    /// Refused exactly like this.
    ///
    /// # Panics
    /// When accepted or refused otherwise.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_refusal(self, refusal: &Refusal) -> Story {
        assert_eq!(self.refusal(), refusal);
        self.story
    }

    /// Refused because of that field.
    ///
    /// # Panics
    /// When accepted or refused otherwise.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_field(self, name: &str) -> Story {
        match self.refusal() {
            Refusal::Field { field, .. } => assert_eq!(*field, name),
            other => panic!("not the field {name}, but {other:?}"),
        }
        self.story
    }

    /// Refused because the actor may not.
    ///
    /// # Panics
    /// When accepted or refused otherwise.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_forbidden(self) -> Story {
        assert!(matches!(self.refusal(), Refusal::Forbidden { .. }), "{:?}", self.refusal());
        self.story
    }

    /// Refused because it names nothing.
    ///
    /// # Panics
    /// When accepted or refused otherwise.
    #[allow(clippy::must_use_candidate, reason = "an assertion is used by being made")]
    pub fn then_unknown(self) -> Story {
        assert_eq!(*self.refusal(), Refusal::Unknown);
        self.story
    }
}
