//! Where the shared words stand in a title as it was written.

use super::text::is_cjk;
use unicode_normalization::UnicodeNormalization;

/// A title in pieces, each with whether it is one of these words: together they are the title.
#[must_use]
pub fn marked<'a>(title: &'a str, shared: &[String]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = title;
    while let Some(first) = rest.chars().next() {
        let writing = writing(first);
        let (run, next) = rest.split_at(rest.find(|letter| self::writing(letter) != writing).unwrap_or(rest.len()));
        match writing {
            Writing::Pairs => pieces.extend(pairs(run, shared)),
            Writing::Words => pieces.push((run, is_shared(run, shared))),
            Writing::None => pieces.push((run, false)),
        }
        rest = next;
    }
    pieces
}

/// How letters make words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Words,
    /// Without spaces: compared in pairs of letters.
    Pairs,
    None,
}

fn writing(letter: char) -> Writing {
    match (letter.is_alphanumeric(), is_cjk(letter)) {
        (false, _) => Writing::None,
        (true, false) => Writing::Words,
        (true, true) => Writing::Pairs,
    }
}

fn is_shared(word: &str, shared: &[String]) -> bool {
    let plain = word.nfkc().collect::<String>().to_lowercase();
    shared.contains(&plain)
}

/// The letters that stand in a shared pair, in runs.
fn pairs<'a>(run: &'a str, shared: &[String]) -> Vec<(&'a str, bool)> {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    let letters = starts.len() - 1;
    let width = letters.min(2);
    let mut is_marked = vec![false; letters];
    for at in 0..=letters - width {
        if is_shared(&run[starts[at]..starts[at + width]], shared) {
            is_marked[at..at + width].fill(true);
        }
    }
    let mut at = 0;
    let same = is_marked.chunk_by(|a, b| a == b).map(|chunk| {
        let piece = &run[starts[at]..starts[at + chunk.len()]];
        at += chunk.len();
        (piece, chunk[0])
    });
    same.collect()
}

#[cfg(test)]
mod tests {
    use super::super::Normal;
    use super::*;

    /// The title with its marked words in brackets.
    fn shown(title: &str, other: &str) -> String {
        let shared = Normal::of(title).shared(&Normal::of(other));
        marked(title, &shared).iter().map(|(piece, is_marked)| if *is_marked { format!("[{piece}]") } else { (*piece).to_owned() }).collect()
    }

    #[test]
    fn shared_words_are_marked_as_they_were_written() {
        assert_eq!(shown("Support Apple-Pay at checkout!", "Add apple pay to CHECKOUT"), "Support [Apple]-[Pay] at [checkout]!");
        assert_eq!(shown("Login fails", "Payment hangs"), "Login fails");
        assert_eq!(shown("", "Payment hangs"), "");
    }

    #[test]
    fn writing_without_spaces_is_marked_by_its_pairs_of_letters() {
        assert_eq!(shown("支付接口错误", "新支付接口"), "[支付接口]错误");
        assert_eq!(shown("支付 fails again", "支付 works"), "[支付] fails again");
    }
}
