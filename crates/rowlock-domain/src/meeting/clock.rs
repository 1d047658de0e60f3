//! The clock of a meeting: arithmetic over start, pause and topics, for any moment. Nothing ticks.

use super::{About, Meeting, Outcome, Topic};
use crate::{Instant, TopicId};
use std::sync::Arc;

fn ms(seconds: u32) -> i64 {
    i64::from(seconds) * 1000
}

impl Topic {
    /// Its box in milliseconds, with what was added.
    #[must_use]
    pub fn planned_ms(&self) -> i64 {
        ms(self.planned_seconds)
    }

    /// Whether the minutes on it solved something; the rest is status.
    #[must_use]
    pub fn solves(&self) -> bool {
        self.outcome.is_some_and(|outcome| !matches!(outcome, Outcome::Noted | Outcome::CarriedOver))
    }
}

impl Meeting {
    /// When it began: when it was opened, also where that was before its time; until then when it is planned.
    #[must_use]
    pub fn began_at(&self) -> Instant {
        self.opened_at.unwrap_or(self.starts_at)
    }

    /// The topic of that number.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> Option<&Arc<Topic>> {
        self.topics.get(id.index())
    }

    /// The topics of the agenda, in order.
    pub fn agenda(&self) -> impl DoubleEndedIterator<Item = &Arc<Topic>> {
        self.order.iter().filter_map(|id| self.topic(*id))
    }

    /// The agenda as the screens of the open meeting show it: who changes the order of what is to come does not move the
    /// rows under everybody's eyes; the next topic does.
    pub fn announced_agenda(&self) -> impl DoubleEndedIterator<Item = &Arc<Topic>> {
        self.announced.iter().filter_map(|id| self.topic(*id))
    }

    /// The topic that is on.
    #[must_use]
    pub fn current(&self) -> Option<&Arc<Topic>> {
        self.clock.as_ref().and_then(|clock| self.topic(clock.topic))
    }

    /// Whether its clock stands.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.clock.as_ref().is_some_and(|clock| clock.running_since.is_none())
    }

    fn place(&self, id: TopicId) -> Option<usize> {
        self.order.iter().position(|other| *other == id)
    }

    /// The topic after that one.
    #[must_use]
    pub fn after(&self, id: TopicId) -> Option<TopicId> {
        self.order.get(self.place(id)? + 1).copied()
    }

    /// The topic before that one.
    #[must_use]
    pub fn before(&self, id: TopicId) -> Option<TopicId> {
        self.order.get(self.place(id)?.checked_sub(1)?).copied()
    }

    /// Topics behind the one that is on; all before the meeting.
    pub fn to_come(&self) -> impl Iterator<Item = TopicId> {
        let past = self.clock.as_ref().and_then(|clock| self.place(clock.topic)).map_or(0, |place| place + 1);
        self.order.iter().skip(past).copied()
    }

    /// Milliseconds spent on a topic until now.
    #[must_use]
    pub fn spent_ms(&self, id: TopicId, now: Instant) -> i64 {
        let Some(topic) = self.topic(id) else { return 0 };
        let running = self.clock.as_ref().filter(|clock| clock.topic == id).and_then(|clock| clock.running_since);
        topic.spent_ms.saturating_add(running.map_or(0, |since| now.since_ms(since)))
    }

    /// Milliseconds left of a topic's box; negative when it is over.
    #[must_use]
    pub fn left_ms(&self, id: TopicId, now: Instant) -> i64 {
        self.topic(id).map_or(0, |topic| topic.planned_ms() - self.spent_ms(id, now))
    }

    /// Milliseconds spent on all topics until now.
    #[must_use]
    pub fn total_ms(&self, now: Instant) -> i64 {
        self.topics.iter().map(|topic| self.spent_ms(topic.id, now)).sum()
    }

    /// The meeting's time box in milliseconds.
    #[must_use]
    pub fn box_ms(&self) -> i64 {
        ms(self.minutes) * 60
    }

    /// When it ends if the rest takes what is planned; when it closed, once it has.
    #[must_use]
    pub fn ends_at(&self, now: Instant) -> Instant {
        if let Some(closed) = self.closed_at {
            return closed;
        }
        if self.clock.is_none() {
            return Instant(self.starts_at.0 + self.box_ms());
        }
        let current = self.current().map_or(0, |topic| self.left_ms(topic.id, now).max(0));
        let rest: i64 = self.to_come().filter_map(|id| self.topic(id)).filter(|t| t.outcome.is_none()).map(|t| t.planned_ms()).sum();
        Instant(now.0.saturating_add(current).saturating_add(rest))
    }

    /// Milliseconds by which it would end after its box; 0 when it fits.
    #[must_use]
    pub fn over_plan_ms(&self, now: Instant) -> i64 {
        let begun = self.opened_at.unwrap_or(self.starts_at);
        (self.ends_at(now).0 - begun.0 - self.box_ms()).max(0)
    }

    /// Milliseconds on topics that ended in more than a note: the minutes that solve.
    #[must_use]
    pub fn solving_ms(&self, now: Instant) -> i64 {
        let works = |topic: &&Arc<Topic>| topic.solves() && !matches!(topic.about, About::Opening | About::Round | About::Close);
        self.topics.iter().filter(works).map(|topic| self.spent_ms(topic.id, now)).sum()
    }
}
