//! The inverted index: one title against all, and all pairs above a threshold.
//!
//! All pairs: two vectors whose cosine reaches the threshold must share a dimension in their heads, the rarest
//! dimensions up to where what is left is shorter than the threshold (prefix filtering: Chaudhuri, Ganti & Kaushik
//! 2006; Bayardo, Ma & Srikant 2007). Only heads are indexed; what they have in common bounds the rest by
//! Cauchy–Schwarz, and only what may still reach the threshold is computed exactly. Nothing is lost.
//! Every row is computed by itself, so the number of threads changes nothing.

use super::text::Normal;
use super::vectors::{Blend, Entry, Vocabulary};
use crate::Watch;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How long what is left behind a head may be. Shorter tails: longer lists, fewer exact computations.
const TAIL: f32 = 0.42;
/// Room for sums of numbers of 24 bits.
const SLACK: f32 = 1e-4;

/// Postings of one dimension after the other: titles and their values there.
struct Postings {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Postings {
    /// From vectors of at most `lengths[i]` entries each.
    fn of(vectors: &[Vec<Entry>], dimensions: usize, length: impl Fn(usize) -> usize) -> Self {
        let mut starts = vec![0_u32; dimensions + 1];
        for (at, vector) in vectors.iter().enumerate() {
            vector[..length(at)].iter().for_each(|(dimension, _)| starts[*dimension as usize + 1] += 1);
        }
        for at in 0..dimensions {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); starts[dimensions] as usize];
        for (at, vector) in vectors.iter().enumerate() {
            for (dimension, value) in &vector[..length(at)] {
                let place = &mut next[*dimension as usize];
                entries[*place as usize] = (at as u32, *value);
                *place += 1;
            }
        }
        Self { starts, entries }
    }

    fn list(&self, dimension: u32) -> &[(u32, f32)] {
        &self.entries[self.starts[dimension as usize] as usize..self.starts[dimension as usize + 1] as usize]
    }
}

/// Titles, ready to be asked about.
pub struct Index {
    vocabulary: Vocabulary,
    vectors: Vec<Vec<Entry>>,
    all: Postings,
}

impl Index {
    /// An index of these titles.
    #[must_use]
    pub fn of(normals: &[Normal], blend: Blend) -> Self {
        let (vocabulary, vectors) = Vocabulary::of(normals, blend);
        let all = Postings::of(&vectors, vocabulary.len(), |at| vectors[at].len());
        Self { vocabulary, vectors, all }
    }

    /// The `most` titles most like this one with their cosine, most alike first, earlier ones first among equals.
    #[must_use]
    pub fn similar(&self, title: &Normal, most: usize) -> Vec<(usize, f64)> {
        self.nearest(&self.vocabulary.query(title), most, None)
    }

    /// The same for a title of the index, without itself.
    #[must_use]
    pub fn similar_to(&self, at: usize, most: usize) -> Vec<(usize, f64)> {
        self.nearest(&self.vectors[at], most, Some(at))
    }

    /// How alike two titles of the index are.
    #[must_use]
    pub fn cosine(&self, one: usize, other: usize) -> f64 {
        let theirs: HashMap<u32, f32> = self.vectors[other].iter().copied().collect();
        let common = self.vectors[one].iter().filter_map(|(dimension, value)| Some(f64::from(*value) * f64::from(*theirs.get(dimension)?)));
        common.sum::<f64>().min(1.0)
    }

    fn nearest(&self, vector: &[Entry], most: usize, without: Option<usize>) -> Vec<(usize, f64)> {
        let mut sums = vec![0.0_f32; self.vectors.len()];
        for (dimension, value) in vector {
            for (title, weight) in self.all.list(*dimension) {
                sums[*title as usize] += value * weight;
            }
        }
        let mut found: Vec<(usize, f32)> = sums.into_iter().enumerate().filter(|(at, sum)| *sum > 0.0 && Some(*at) != without).collect();
        let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > most && most > 0 {
            found.select_nth_unstable_by(most - 1, order);
        }
        found.truncate(most);
        found.sort_unstable_by(order);
        found.into_iter().map(|(at, sum)| (at, f64::from(sum).min(1.0))).collect()
    }

    /// All pairs (earlier, later, cosine) from `threshold` on, most alike first.
    #[must_use]
    pub fn pairs(&self, threshold: f64) -> Vec<(usize, usize, f64)> {
        self.pairs_watched(threshold, &|_, _| {})
    }

    /// The same; `watch` hears of how many titles the pairs are known, of how many.
    pub(super) fn pairs_watched(&self, threshold: f64, watch: Watch<'_>) -> Vec<(usize, usize, f64)> {
        let threshold = threshold.clamp(0.05, 1.0);
        let tail = TAIL.min(threshold as f32 * 0.75);
        let heads: Vec<usize> = self.vectors.iter().map(|vector| head(vector, tail)).collect();
        let postings = Postings::of(&self.vectors, self.vocabulary.len(), |at| heads[at]);
        let rests = self.vectors.iter().map(|vector| rests(vector)).collect();
        let search = Search { index: self, heads, rests, postings, threshold, enough: threshold as f32 - tail - SLACK };
        let done = AtomicUsize::new(0);
        let scratch = || Scratch { sums: vec![0.0; self.vectors.len()], touched: Vec::new(), row: vec![0.0; self.vocabulary.len()] };
        let mut pairs: Vec<(usize, usize, f64)> = (0..self.vectors.len())
            .into_par_iter()
            .with_min_len(64)
            .map_init(scratch, |scratch, at| {
                let row = search.row(at, scratch);
                watch(done.fetch_add(1, Ordering::Relaxed) + 1, self.vectors.len());
                row
            })
            .flatten_iter()
            .collect();
        pairs.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        pairs
    }
}

/// Entries up to where the rest is shorter than `tail`.
fn head(vector: &[Entry], tail: f32) -> usize {
    let mut rest = 0.0;
    let mut length = vector.len();
    while length > 0 {
        rest += vector[length - 1].1 * vector[length - 1].1;
        if rest >= tail * tail {
            break;
        }
        length -= 1;
    }
    length
}

/// How long a vector is from each of its entries on.
fn rests(vector: &[Entry]) -> Vec<f32> {
    let mut square = 0.0;
    let mut rests: Vec<f32> = vector
        .iter()
        .rev()
        .map(|(_, value)| {
            square += value * value;
            square.sqrt()
        })
        .collect();
    rests.reverse();
    rests
}

struct Search<'a> {
    index: &'a Index,
    heads: Vec<usize>,
    rests: Vec<Vec<f32>>,
    postings: Postings,
    threshold: f64,
    /// What two heads must have in common for the whole to reach the threshold.
    enough: f32,
}

struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
    row: Vec<f32>,
}

impl Search<'_> {
    /// The most that two vectors can have in common behind the shorter reach of their heads.
    fn most_behind(&self, a: usize, b: usize) -> f32 {
        let reach = |at: usize| self.heads[at].checked_sub(1).map_or(0, |last| self.index.vectors[at][last].0);
        let (reach_a, reach_b) = (reach(a), reach(b));
        let rest = |at: usize, reach: u32| {
            let next = self.index.vectors[at].partition_point(|(dimension, _)| *dimension <= reach);
            self.rests[at].get(next).copied().unwrap_or(0.0)
        };
        let reach = reach_a.min(reach_b);
        rest(a, reach) * rest(b, reach)
    }

    /// The earlier titles whose heads have so much in common with this one's that the whole may reach the threshold.
    fn gather(&self, at: usize, Scratch { sums, touched, .. }: &mut Scratch) {
        let heads = &self.index.vectors[at][..self.heads[at]];
        let lists = || heads.iter().map(|(dimension, value)| (self.earlier(*dimension, at), value));
        for (list, value) in lists() {
            list.iter().for_each(|(title, weight)| sums[*title as usize] += value * weight);
        }
        // Long lists touch nearly every title: then looking at all sums costs less than going through the lists again.
        let is_sparse = lists().map(|(list, _)| list.len()).sum::<usize>() < at / 2;
        if is_sparse {
            touched.extend(lists().flat_map(|(list, _)| list).map(|(title, _)| *title));
            touched.sort_unstable();
            touched.dedup();
        } else {
            touched.extend(sums[..at].iter().enumerate().filter(|(_, common)| **common >= self.enough).map(|(title, _)| title as u32));
        }
        let least = self.threshold as f32 - SLACK;
        touched.retain(|title| {
            let common = std::mem::take(&mut sums[*title as usize]);
            common >= self.enough && common + self.most_behind(at, *title as usize) >= least
        });
        if !is_sparse {
            sums[..at].fill(0.0);
        }
    }

    /// The postings of a dimension before a title.
    fn earlier(&self, dimension: u32, at: usize) -> &[(u32, f32)] {
        let list = self.postings.list(dimension);
        &list[..list.partition_point(|(title, _)| (*title as usize) < at)]
    }

    /// The pairs of a title with earlier ones.
    fn row(&self, at: usize, scratch: &mut Scratch) -> Vec<(usize, usize, f64)> {
        let vector = &self.index.vectors[at];
        self.gather(at, scratch);
        if scratch.touched.is_empty() {
            return Vec::new();
        }
        vector.iter().for_each(|(dimension, value)| scratch.row[*dimension as usize] = *value);
        let row = &scratch.row;
        let cosine = |title: u32| {
            self.index.vectors[title as usize].iter().map(|(dimension, weight)| f64::from(*weight) * f64::from(row[*dimension as usize])).sum::<f64>()
        };
        let found = scratch.touched.drain(..).map(|title| (title as usize, at, cosine(title))).filter(|pair| pair.2 >= self.threshold);
        let found = found.map(|(a, b, cosine)| (a, b, cosine.min(1.0))).collect();
        vector.iter().for_each(|(dimension, _)| scratch.row[*dimension as usize] = 0.0);
        found
    }
}
