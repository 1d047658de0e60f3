//! Titles as sparse unit vectors: how often a word or gram occurs (1 + ln), weighed by how rare it is.
//!
//! Dimensions are numbered from the rarest on, so that a vector begins with what tells most.

use super::text::Normal;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How much words count against grams of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blend {
    /// The share of words in the cosine, from 0 (grams only) to 1 (words only).
    pub words: f64,
}

impl Default for Blend {
    fn default() -> Self {
        Self { words: 0.2 }
    }
}

/// Keys are spread already or nearly so: one multiplication is enough, and it is the same on every run.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u64(&mut self, key: u64) {
        let mixed = (self.0 ^ key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }
}

type Map<V> = HashMap<u64, V, BuildHasherDefault<Spread>>;

/// A dimension of a vector and the value there.
pub(super) type Entry = (u32, f32);

/// Which words and grams there are, and how rare each is.
pub(super) struct Vocabulary {
    /// From key to (dimension, inverse document frequency).
    known: Map<(u32, f64)>,
    /// Of something never seen.
    unseen: f64,
    blend: Blend,
}

/// The words or grams of a title with their counts: (key, count), sorted by key.
type Counts = Vec<(u64, u32)>;

impl Vocabulary {
    /// The vocabulary of these titles, and each of them as a vector sorted by dimension.
    pub fn of(normals: &[Normal], blend: Blend) -> (Self, Vec<Vec<Entry>>) {
        let counts: Vec<[Counts; 2]> = normals.iter().map(|normal| counts(normal, blend)).collect();
        let mut documents: Map<u32> = Map::default();
        for (key, _) in counts.iter().flatten().flatten() {
            *documents.entry(*key).or_default() += 1;
        }
        let mut keys: Vec<(u32, u64)> = documents.iter().map(|(key, count)| (*count, *key)).collect();
        keys.sort_unstable();
        let n = normals.len() as f64;
        let rarity = |count: u32| ((1.0 + n) / (1.0 + f64::from(count))).ln() + 1.0;
        let known = keys.into_iter().enumerate().map(|(at, (count, key))| (key, (at as u32, rarity(count)))).collect();
        let vocabulary = Self { known, unseen: rarity(0), blend };
        let vectors = counts.iter().map(|counts| vocabulary.vector(counts)).collect();
        (vocabulary, vectors)
    }

    /// How many dimensions there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// A new title; what was never seen only makes it longer.
    pub fn query(&self, normal: &Normal) -> Vec<Entry> {
        self.vector(&counts(normal, self.blend))
    }

    fn vector(&self, [words, grams]: &[Counts; 2]) -> Vec<Entry> {
        let mut vector = Vec::with_capacity(words.len() + grams.len());
        for (counts, share) in [(words, self.blend.words), (grams, 1.0 - self.blend.words)] {
            let start = vector.len();
            let mut square = 0.0;
            for (key, count) in counts {
                let known = self.known.get(key);
                let value = (1.0 + f64::from(*count).ln()) * known.map_or(self.unseen, |(_, rarity)| *rarity);
                square += value * value;
                vector.extend(known.map(|(at, _)| (*at, value as f32)));
            }
            let scale = if square > 0.0 { (share / square).sqrt() } else { 0.0 };
            vector[start..].iter_mut().for_each(|entry: &mut Entry| entry.1 = (f64::from(entry.1) * scale) as f32);
        }
        vector.sort_unstable_by_key(|(at, _)| *at);
        vector
    }
}

/// Words and grams with their counts; those of no weight are left out. A title that says too little has none.
fn counts(normal: &Normal, blend: Blend) -> [Counts; 2] {
    if !normal.is_comparable() {
        return [Vec::new(), Vec::new()];
    }
    let words = if blend.words > 0.0 { counted(normal.telling.iter().map(|word| word_key(word)).collect()) } else { Vec::new() };
    let mut grams = Vec::new();
    if blend.words < 1.0 {
        normal.tokens.iter().for_each(|token| push_grams(token, &mut grams));
    }
    [words, counted(grams)]
}

fn counted(mut keys: Vec<u64>) -> Counts {
    keys.sort_unstable();
    let mut counts: Counts = Vec::with_capacity(keys.len());
    for key in keys {
        match counts.last_mut() {
            Some((last, count)) if *last == key => *count += 1,
            _ => counts.push((key, 1)),
        }
    }
    counts
}

/// FNV-1a (Fowler, Noll, Vo 1991), with the highest bit set to keep words apart from grams.
fn word_key(word: &str) -> u64 {
    let hash = word.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
    hash | 1 << 63
}

/// Grams of 3 and 4 letters of a word between two spaces; a shorter word is one gram.
fn push_grams(word: &str, grams: &mut Vec<u64>) {
    // 15 bits of each letter: enough for every alphabet, and rare signs may share a key.
    let letter = |c: char| u64::from(c) & 0x7FFF;
    let mut letters: Vec<u64> = Vec::with_capacity(word.len() + 2);
    letters.push(letter(' '));
    letters.extend(word.chars().map(letter));
    letters.push(letter(' '));
    for length in [3, 4] {
        if letters.len() < length {
            break;
        }
        grams.extend(letters.windows(length).map(|gram| gram.iter().fold(0, |key, letter| key << 15 | letter)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grams(word: &str) -> usize {
        let mut grams = Vec::new();
        push_grams(word, &mut grams);
        grams.len()
    }

    #[test]
    fn a_word_of_n_letters_has_n_grams_of_three_and_one_fewer_of_four() {
        assert_eq!((grams("pay"), grams("id"), grams("x")), (5, 3, 1));
    }

    #[test]
    fn vectors_have_length_one_and_begin_with_the_rarest() {
        let normals = ["Apple Pay at checkout", "Card at checkout", "Cash at checkout"].map(Normal::of);
        let (vocabulary, vectors) = Vocabulary::of(&normals, Blend::default());
        for vector in &vectors {
            let square: f64 = vector.iter().map(|(_, value)| f64::from(*value).powi(2)).sum();
            assert!((square - 1.0).abs() < 1e-5, "{square}");
            assert!(vector.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
        let rarest = vocabulary.known[&word_key("apple")].0;
        assert!(rarest < vocabulary.known[&word_key("checkout")].0);
    }
}
