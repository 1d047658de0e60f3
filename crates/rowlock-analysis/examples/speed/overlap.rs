//! Overlap: all pairs of 20,000 titles, and one new title against them, on one thread. A FILE has a title per line.

use super::timed;
use rowlock_analysis::overlap::{Blend, Index, Normal};

const TITLES: usize = 20_000;
const THRESHOLD: f64 = 0.6;

pub fn measure(file: Option<&str>) {
    let titles: Vec<String> = match file.map(std::fs::read_to_string) {
        Some(Ok(text)) => text.lines().map(str::to_owned).collect(),
        Some(Err(error)) => return eprintln!("The titles cannot be read: {error}."),
        None => made(),
    };
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
    for (what, words) in [("words", 1.0), ("grams", 0.0), ("both", Blend::default().words)] {
        pool.install(|| one_blend(&titles, what, Blend { words }));
    }
}

fn one_blend(titles: &[String], what: &str, blend: Blend) {
    let normals =
        timed(&format!("overlap {what}, normalise {}", titles.len()), 3, || titles.iter().map(|title| Normal::of(title)).collect::<Vec<_>>());
    let index = timed(&format!("overlap {what}, index"), 3, || Index::of(&normals, blend));
    let pairs = timed(&format!("overlap {what}, all pairs from {THRESHOLD}"), 3, || index.pairs(THRESHOLD));
    println!("overlap {what}, pairs found: {}", pairs.len());
    let mut at = 0;
    timed(&format!("overlap {what}, one new title"), 50, || {
        at = (at + 397) % titles.len().max(1);
        index.similar(&Normal::of(&titles[at]), 5)
    });
}

/// Titles of syllables, words as rare as in a language, one in twenty a near copy of another.
fn made() -> Vec<String> {
    const SYLLABLES: [&str; 19] =
        ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "kra", "ple", "sto", "ri"];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = move |below: usize| {
        // xorshift64* (Marsaglia 2003).
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    };
    let words: Vec<String> = (0..6_000).map(|_| (0..2 + draw(3)).map(|_| SYLLABLES[draw(SYLLABLES.len())]).collect()).collect();
    // Ranks by the product of two draws: few words often, most seldom.
    let mut titles: Vec<String> =
        (0..TITLES).map(|_| (0..4 + draw(9)).map(|_| words[draw(77) * draw(77)].as_str()).collect::<Vec<_>>().join(" ")).collect();
    for _ in 0..TITLES / 20 {
        let (copy, from, word) = (draw(TITLES), draw(TITLES), draw(6_000));
        titles[copy] = format!("{} {}", titles[from], words[word]);
    }
    titles
}
