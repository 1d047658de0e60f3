//! Answers that are made once: kept by key with what they were made from; whoever asks for an answer that is just being made
//! waits for it. A newer basis replaces the older answer; when all together weigh too much, all are forgotten.
//!
//! Whoever makes an answer may ask for others, but never, directly or through them, for the same one again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// The newest answer to one question and what it was made from.
type Slot<B, T> = Arc<Mutex<Option<(B, T)>>>;

/// Answers of one kind.
pub(crate) struct Once<K, B, T> {
    /// What they may weigh together.
    most: usize,
    kept: Mutex<Kept<K, B, T>>,
}

struct Kept<K, B, T> {
    slots: HashMap<K, (Slot<B, T>, usize)>,
    weight: usize,
}

impl<K: Clone + Eq + Hash, B: PartialEq, T: Clone> Once<K, B, T> {
    /// Nothing yet. Beyond `most` (in what `weigh` of [`Self::get`] counts) all answers are forgotten.
    pub(crate) fn up_to(most: usize) -> Self {
        Self { most, kept: Mutex::new(Kept { slots: HashMap::new(), weight: 0 }) }
    }

    /// The kept answer, if it was made from the same basis, or a new one.
    pub(crate) fn get(&self, key: K, basis: B, weigh: impl FnOnce(&T) -> usize, make: impl FnOnce() -> T) -> T {
        let slot = self.kept(|kept| Arc::clone(&kept.slots.entry(key.clone()).or_default().0));
        let mut answer = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, answer)) = answer.as_ref().filter(|(made_from, _)| *made_from == basis) {
            return answer.clone();
        }
        let made = make();
        let weight = weigh(&made);
        *answer = Some((basis, made.clone()));
        self.kept(|kept| kept.weigh(&key, &slot, weight, self.most));
        made
    }

    /// The kept answer, if it was made from the same basis; nobody waits for one that is being made.
    pub(crate) fn known(&self, key: &K, basis: &B) -> Option<T> {
        let slot = self.kept(|kept| kept.slots.get(key).map(|(slot, _)| Arc::clone(slot)))?;
        let answer = slot.try_lock().ok()?;
        answer.as_ref().filter(|(made_from, _)| made_from == basis).map(|(_, answer)| answer.clone())
    }

    fn kept<R>(&self, work: impl FnOnce(&mut Kept<K, B, T>) -> R) -> R {
        work(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: Eq + Hash, B, T> Kept<K, B, T> {
    /// Notes what an answer weighs, unless its slot was forgotten while it was made.
    fn weigh(&mut self, key: &K, slot: &Slot<B, T>, weight: usize, most: usize) {
        let Some((_, noted)) = self.slots.get_mut(key).filter(|(known, _)| Arc::ptr_eq(known, slot)) else { return };
        self.weight = self.weight - std::mem::replace(noted, weight) + weight;
        if self.weight > most {
            self.slots.clear();
            self.weight = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_is_kept_never_weighs_more_than_allowed() {
        let once = Once::up_to(1_000);
        for n in 0..100_u32 {
            once.get(n, 0, String::len, || "x".repeat(130));
            let (noted, real) = once.kept(|kept| {
                let held = |slot: &Slot<_, String>| slot.lock().expect("nobody panicked").as_ref().map_or(0, |(_, answer)| answer.len());
                (kept.weight, kept.slots.values().map(|(slot, _)| held(slot)).sum::<usize>())
            });
            assert_eq!(noted, real);
            assert!(real <= 1_000);
        }
        once.get(7, 1, String::len, || "x".repeat(1_001));
        assert_eq!(once.kept(|kept| kept.slots.len()), 0, "one that is too heavy is not kept");
    }

    #[test]
    fn whoever_asks_while_an_answer_is_made_waits_for_it() {
        let (once, made) = (Once::up_to(10), AtomicUsize::new(0));
        let make = || {
            made.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(20));
            "answer"
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| assert_eq!(once.get("question", 1, |_| 1, make), "answer"));
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn after_a_panic_the_next_one_makes_the_answer() {
        let once = Once::up_to(10);
        let panicked = std::thread::scope(|scope| scope.spawn(|| once.get("question", 1, |_| 1, || panic!("on purpose"))).join().is_err());
        assert!(panicked);
        assert_eq!(once.get("question", 1, |_| 1, || 5), 5);
    }
}
