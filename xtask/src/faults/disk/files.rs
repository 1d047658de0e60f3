//! What lies on the simulated disk: what programs see now, and what a power cut would leave of it.
//!
//! Only what was synced is sure to survive: a file's bytes by fsync of the file, names by fsync of the directory. Of the rest
//! any part may survive: each write wholly, in single sectors, or not at all. That is POSIX read strictly; real file systems keep more.

use crate::faults::dice::Dice;
use std::collections::BTreeMap;

/// What a disk writes in one go.
const SECTOR: usize = 512;

#[derive(Clone)]
enum Change {
    Write { at: usize, data: Vec<u8> },
    Length(usize),
}

#[derive(Clone, Default)]
pub(super) struct Content {
    pub now: Vec<u8>,
    synced: Vec<u8>,
    unsynced: Vec<Change>,
}

fn put(bytes: &mut Vec<u8>, at: usize, data: &[u8]) {
    let end = at + data.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at..end].copy_from_slice(data);
}

impl Content {
    fn apply(bytes: &mut Vec<u8>, change: &Change) {
        match change {
            Change::Write { at, data } => put(bytes, *at, data),
            Change::Length(length) => bytes.resize(*length, 0),
        }
    }

    pub fn write(&mut self, at: usize, data: &[u8]) {
        put(&mut self.now, at, data);
        self.unsynced.push(Change::Write { at, data: data.to_vec() });
    }

    pub fn set_length(&mut self, length: usize) {
        self.now.resize(length, 0);
        self.unsynced.push(Change::Length(length));
    }

    pub fn sync(&mut self) {
        for change in self.unsynced.drain(..) {
            Self::apply(&mut self.synced, &change);
        }
    }

    /// The power fails: of what was not synced, chance keeps some.
    fn cut(&mut self, dice: &mut Dice) {
        for change in self.unsynced.drain(..) {
            match dice.below(3) {
                0 => {}
                1 => Self::apply(&mut self.synced, &change),
                _ => {
                    if let Change::Write { at, data } = &change {
                        let sectors = data.chunks(SECTOR).enumerate().filter(|_| dice.happens(1, 2));
                        sectors.for_each(|(n, sector)| put(&mut self.synced, at + n * SECTOR, sector));
                    }
                }
            }
        }
        self.now.clone_from(&self.synced);
    }
}

/// One directory of files.
#[derive(Default)]
pub(super) struct Files {
    pub contents: BTreeMap<u64, Content>,
    pub names: BTreeMap<String, u64>,
    synced_names: BTreeMap<String, u64>,
    /// Programs are told that things were synced, and they were not: a disk that lies, or `synchronous=OFF`.
    pub lies: bool,
}

/// The number of the directory itself.
pub(super) const ROOT: u64 = 1;

impl Files {
    pub fn make(&mut self, name: &str) -> u64 {
        let number = self.contents.keys().next_back().map_or(ROOT + 1, |last| last + 1);
        self.contents.insert(number, Content::default());
        self.names.insert(name.to_owned(), number);
        number
    }

    pub fn sync(&mut self, number: u64) {
        if self.lies {
            return;
        }
        if number == ROOT {
            self.synced_names.clone_from(&self.names);
        } else if let Some(content) = self.contents.get_mut(&number) {
            content.sync();
        }
    }

    /// Puts a file there as if it had always been.
    pub fn plant(&mut self, name: &str, bytes: Vec<u8>) {
        let number = self.make(name);
        self.synced_names.insert(name.to_owned(), number);
        self.contents.insert(number, Content { now: bytes.clone(), synced: bytes, unsynced: Vec::new() });
    }

    /// The power fails.
    pub fn cut(&mut self, dice: &mut Dice) {
        self.contents.values_mut().for_each(|content| content.cut(dice));
        let all: Vec<String> = self.names.keys().chain(self.synced_names.keys()).cloned().collect();
        for name in all {
            let (now, synced) = (self.names.get(&name).copied(), self.synced_names.get(&name).copied());
            if now != synced && dice.happens(1, 2) {
                match now {
                    Some(number) => self.synced_names.insert(name, number),
                    None => self.synced_names.remove(&name),
                };
            }
        }
        self.names.clone_from(&self.synced_names);
        let kept = &self.names;
        self.contents.retain(|number, _| kept.values().any(|known| known == number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(sync: bool, lies: bool, seed: u64) -> Vec<u8> {
        let mut files = Files { lies, ..Files::default() };
        files.plant("log", vec![1; 2_000]);
        let number = files.names["log"];
        files.contents.get_mut(&number).unwrap().write(1_000, &[2; 3_000]);
        if sync {
            files.sync(number);
        }
        files.cut(&mut Dice::new(seed));
        files.contents[&files.names["log"]].now.clone()
    }

    #[test]
    fn what_was_synced_survives_a_power_cut_always_and_the_rest_sometimes() {
        let whole = [vec![1; 1_000], vec![2; 3_000]].concat();
        assert!((0..50).all(|seed| written(true, false, seed) == whole));
        let outcomes: Vec<Vec<u8>> = (0..50).map(|seed| written(false, false, seed)).collect();
        assert!(outcomes.contains(&whole) && outcomes.contains(&vec![1; 2_000]));
        assert!(outcomes.iter().any(|bytes| bytes.contains(&2) && *bytes != whole), "some writes are torn");
    }

    #[test]
    fn a_disk_that_lies_loses_what_was_synced() {
        assert!((0..50).any(|seed| written(true, true, seed) == vec![1; 2_000]));
    }

    #[test]
    fn a_name_survives_only_with_its_directory() {
        let outcome = |sync: bool, seed| {
            let mut files = Files::default();
            files.make("new");
            if sync {
                files.sync(ROOT);
            }
            files.cut(&mut Dice::new(seed));
            files.names.contains_key("new")
        };
        assert!((0..20).all(|seed| outcome(true, seed)));
        assert!((0..20).any(|seed| !outcome(false, seed)));
    }
}
