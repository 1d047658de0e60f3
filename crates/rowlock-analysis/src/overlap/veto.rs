//! What looks alike and is not the same work: the same sentence about another number, version or name.

use super::text::Normal;
use std::collections::HashMap;

/// From so many titles on that differ in one place only, the place is a blank of a template.
const TEMPLATE: usize = 3;

/// Whether two titles are the same but for a number, a version or a name in the same place.
pub(super) fn differs_by_name(a: &Normal, b: &Normal) -> bool {
    let Some((left, right)) = differing(a, b) else { return false };
    match (left.is_empty(), right.is_empty()) {
        (true, true) => false,
        // "Update the year to 2024" and "Update the year".
        (true, false) => is_only_number(b, right),
        (false, true) => is_only_number(a, left),
        (false, false) => names(a, left) && names(b, right),
    }
}

/// A number with at most such words around it as every sentence has.
fn is_only_number(normal: &Normal, mut place: std::ops::Range<usize>) -> bool {
    place.clone().any(|at| is_number(&normal.words[at])) && place.all(|at| is_number(&normal.words[at]) || normal.is_silent(at))
}

/// The words between the longest common start and the longest common end, where at least two words are common.
fn differing(a: &Normal, b: &Normal) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let (x, y) = (&a.words, &b.words);
    let start = x.iter().zip(y).take_while(|(left, right)| left == right).count();
    let most_end = x.len().min(y.len()) - start;
    let end = x.iter().rev().zip(y.iter().rev()).take(most_end).take_while(|(left, right)| left == right).count();
    (start + end >= 2).then(|| (start..x.len() - end, start..y.len() - end))
}

/// Whether every word there is a number, a version or a name.
fn names(normal: &Normal, place: std::ops::Range<usize>) -> bool {
    place.clone().len() <= 4 && place.into_iter().all(|at| is_number(&normal.words[at]) || is_name(normal, at))
}

fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Written as names are: a capital inside the word, or at its start where no sentence begins.
fn is_name(normal: &Normal, at: usize) -> bool {
    let written = &normal.written[at];
    let capital = written.chars().skip(1).any(char::is_uppercase);
    capital || (at > 0 && written.starts_with(char::is_uppercase) && !normal.written.iter().all(|word| word.starts_with(char::is_uppercase)))
}

/// Sentences with a blank that several titles fill in: "Upgrade … to the newest version".
pub(super) struct Templates {
    /// By words with one left out: how many different words stand there.
    blanks: HashMap<Vec<String>, usize>,
}

impl Templates {
    pub fn of(normals: &[Normal]) -> Self {
        let mut fillings: HashMap<Vec<String>, std::collections::BTreeSet<&str>> = HashMap::new();
        for normal in normals.iter().filter(|normal| normal.words.len() >= 3) {
            for at in 0..normal.words.len() {
                fillings.entry(with_blank(normal, at)).or_default().insert(&normal.words[at]);
            }
        }
        let blanks = fillings.into_iter().map(|(words, fillings)| (words, fillings.len())).filter(|(_, count)| *count >= TEMPLATE).collect();
        Self { blanks }
    }

    /// Whether two titles fill the same blank with different words.
    pub fn fill_in(&self, a: &Normal, b: &Normal) -> bool {
        match differing(a, b) {
            Some((left, right)) if left.len() == 1 && right.len() == 1 && a.words.len() == b.words.len() => {
                self.blanks.contains_key(&with_blank(a, left.start))
            }
            _ => false,
        }
    }
}

fn with_blank(normal: &Normal, at: usize) -> Vec<String> {
    let mut words = normal.words.clone();
    words[at].clear();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vetoed(a: &str, b: &str) -> bool {
        differs_by_name(&Normal::of(a), &Normal::of(b))
    }

    #[test]
    fn another_number_or_version_is_other_work() {
        assert!(vetoed("Upgrade jackson to 2.12.7", "Upgrade jackson to 2.13.2"));
        assert!(vetoed("Prepare release 3", "Prepare release 4"));
        assert!(vetoed("Update the year to 2024", "Update the year"));
        assert!(vetoed("Migrate tests to JUnit5 in phase 1", "Migrate tests to JUnit5 in phase 2"));
    }

    #[test]
    fn another_name_in_the_same_place_is_other_work() {
        assert!(vetoed("Add Apple Pay to checkout", "Add Google Pay to checkout"));
        assert!(vetoed("Remove unused imports in FileSystem", "Remove unused imports in ViewFs"));
    }

    #[test]
    fn the_same_in_other_words_may_be_the_same_work() {
        assert!(!vetoed("Support Apple Pay at checkout", "Add Apple Pay to checkout"));
        assert!(!vetoed("Fix typo in docs", "Fix typo in documentation"));
        assert!(!vetoed("Add Apple Pay to checkout", "Add Apple Pay to checkout"));
        assert!(!vetoed("Login fails", "Payment hangs"));
        assert!(!vetoed("", ""));
    }

    #[test]
    fn three_fillings_make_a_template() {
        let titles =
            ["Upgrade jetty to the newest version", "Upgrade netty to the newest version", "Upgrade guava to the newest version"].map(Normal::of);
        assert!(Templates::of(&titles).fill_in(&titles[0], &titles[1]));
        assert!(!Templates::of(&titles[..2]).fill_in(&titles[0], &titles[1]));
    }
}
