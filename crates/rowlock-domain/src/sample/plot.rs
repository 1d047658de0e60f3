//! The plot: deeds by moment. They are collected by topic and played in order of time.

use super::stage::Stage;
use crate::Instant;

type Deed = Box<dyn Fn(&mut Stage<'_>)>;

/// What will happen, in no order.
#[derive(Default)]
pub(super) struct Plot {
    deeds: Vec<(Instant, Deed)>,
}

impl Plot {
    /// Plans a deed.
    pub fn at(&mut self, at: Instant, deed: impl Fn(&mut Stage<'_>) + 'static) {
        self.deeds.push((at, Box::new(deed)));
    }

    /// Plays what happens until `end`; of the same moment what was planned first comes first.
    pub fn play(mut self, stage: &mut Stage<'_>, end: Instant) {
        self.deeds.sort_by_key(|(at, _)| *at);
        for (at, deed) in self.deeds.into_iter().filter(|(at, _)| *at <= end) {
            stage.go_to(at);
            deed(stage);
        }
    }
}
