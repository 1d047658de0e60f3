//! Titles that look like the same work: TF-IDF over words and over character grams of 3 and 4 (Salton & Buckley 1988;
//! grams within words as in Cavnar & Trenkle 1994), cosine, an inverted index, and vetoes for what only looks alike.
//!
//! It asks, it never decides: at most three questions per item, between teams unless asked otherwise, with the shared
//! words marked; a pair once answered is not asked again, and the answers set the threshold ([`answers`]).
//! Nothing here knows who may see a title: the caller passes only those its reader may see.

pub mod answers;
pub mod cases;
mod index;
mod mark;
pub mod read;
mod same;
mod text;
mod vectors;
mod veto;

pub use index::Index;
pub use mark::marked;
pub use text::Normal;
pub use vectors::Blend;

use crate::{Basis, Status, Watch, durations::words::grouped};
use serde::Serialize;
use std::collections::BTreeSet;

/// Questions per item.
const MOST_PER_ITEM: usize = 3;
/// Items with the very same title that are compared with others at most.
const MOST_SAME: usize = 50;
/// More titles than this are only compared with one at a time.
pub const MOST_FOR_ALL_PAIRS: usize = 200_000;

/// An item with its title.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// How people find it: "WEB-12".
    pub id: String,
    /// Whose it is; `None` where that is not known.
    pub team: Option<String>,
    /// What it says.
    pub title: String,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Pairs from this cosine on.
    pub threshold: f64,
    /// Also pairs within a team.
    pub within_teams: bool,
    /// Pairs that were answered already, as (id, id) in any order.
    pub answered: BTreeSet<(String, String)>,
}

impl Default for Question {
    fn default() -> Self {
        Self { threshold: answers::FIRST_THRESHOLD, within_teams: false, answered: BTreeSet::new() }
    }
}

/// Two items that may be the same work; `a` comes first in the input.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Cosine, from 0 to 1, in steps of a hundredth.
    pub similarity: f64,
    /// Words that both have.
    pub shared: Vec<String>,
    /// The question, in a sentence.
    pub sentence: String,
}

/// What looks like the same work.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// Whether there was anything to compare.
    pub status: Status,
    /// What was found, in a sentence.
    pub headline: String,
    /// Most alike first.
    pub pairs: Vec<Pair>,
    /// From what, and how.
    pub basis: Basis,
}

/// Pairs of items that may be the same work.
#[must_use]
pub fn overlap(items: &[Item], question: &Question) -> Overlap {
    overlap_watched(items, question, &|_, _| {})
}

/// The same; `watch` hears how many titles of how many were compared.
#[must_use]
pub fn overlap_watched(items: &[Item], question: &Question, watch: Watch<'_>) -> Overlap {
    let mut basis = basis(items, question);
    let normals: Vec<Normal> = items.iter().map(|item| Normal::of(&item.title)).collect();
    basis.leave_out(normals.iter().filter(|normal| !normal.is_comparable()).count(), "titles with fewer than two words that say something");
    if items.len() > MOST_FOR_ALL_PAIRS {
        let reason = format!("{} titles are too many to compare each with each; ask for one title instead", grouped(items.len() as u64));
        return Overlap { headline: format!("{reason}."), status: Status::NoForecast(reason), pairs: Vec::new(), basis };
    }
    let teams: BTreeSet<&str> = items.iter().filter_map(|item| item.team.as_deref()).collect();
    if !question.within_teams && teams.len() == 1 {
        let reason = "all items belong to one team; ask for pairs within teams to compare them".to_owned();
        return Overlap { headline: format!("Nothing was compared: {reason}."), status: Status::NoForecast(reason), pairs: Vec::new(), basis };
    }
    let is_capped = same::capped(items, &normals, MOST_SAME);
    basis.leave_out(
        is_capped.iter().filter(|is_capped| **is_capped).count(),
        format!("items whose very same title {MOST_SAME} others have: every team’s first, up to {MOST_SAME}, stand for them"),
    );
    let compared = || is_capped.iter().enumerate().filter(|(_, is_capped)| !**is_capped).map(|(at, _)| at);
    let (compared_items, normals): (Vec<&Item>, Vec<Normal>) = compared().map(|at| (&items[at], normals[at].clone())).unzip();
    let index = Index::of(&normals, Blend::default());
    let mut found = index.pairs_watched(question.threshold, watch);
    found.sort_by(|x, y| y.2.total_cmp(&x.2).then_with(|| ids(&compared_items, x).cmp(&ids(&compared_items, y))));
    let Selected { kept, vetoed, answered } = select(&compared_items, &normals, question, found);
    basis.leave_out(answered, "answered pairs: nobody is asked twice");
    let pairs_that = if vetoed == 1 { "pair that differs" } else { "pairs that differ" };
    basis.leave_out(vetoed, format!("{pairs_that} only in a number, a version or a name"));
    let shared = |a: usize, b: usize| normals[a].shared(&normals[b]);
    let pairs: Vec<Pair> = kept.into_iter().map(|(a, b, similarity)| pair(compared_items[a], compared_items[b], similarity, shared(a, b))).collect();
    Overlap { status: Status::Ok, headline: headline(pairs.len(), items.len()), pairs, basis }
}

/// Items that look like a new title, most alike first, at most three.
#[must_use]
pub fn like(title: &str, items: &[Item], index: &Index, threshold: f64) -> Vec<Pair> {
    let normal = Normal::of(title);
    let new = Item { id: "new".to_owned(), team: None, title: title.to_owned() };
    let near = index.similar(&normal, 10 * MOST_PER_ITEM).into_iter().filter(|(_, similarity)| *similarity >= threshold);
    let kept = near.filter(|(at, _)| !veto::differs_by_name(&normal, &Normal::of(&items[*at].title)));
    kept.take(MOST_PER_ITEM).map(|(at, similarity)| pair(&new, &items[at], similarity, normal.shared(&Normal::of(&items[at].title)))).collect()
}

/// Two items by their ids: among pairs that are equally alike, lower ids first, in whatever order the items came.
fn ids<'a>(items: &[&'a Item], (a, b, _): &(usize, usize, f64)) -> [(usize, &'a str); 2] {
    let mut ids = [*a, *b].map(|at| (items[at].id.len(), items[at].id.as_str()));
    ids.sort_unstable();
    ids
}

/// Pairs to ask about, and how many are not.
#[derive(Default)]
struct Selected {
    kept: Vec<(usize, usize, f64)>,
    vetoed: usize,
    answered: usize,
}

/// Leaves out what is within a team, and what was answered or is vetoed (which is counted).
fn select(items: &[&Item], normals: &[Normal], question: &Question, found: Vec<(usize, usize, f64)>) -> Selected {
    let templates = veto::Templates::of(normals);
    let mut asked = vec![0_usize; items.len()];
    let mut selected = Selected::default();
    for (a, b, similarity) in found {
        let (first, second) = (items[a], items[b]);
        let same_team = first.team.is_some() && first.team == second.team;
        let is_answered =
            question.answered.contains(&(first.id.clone(), second.id.clone())) || question.answered.contains(&(second.id.clone(), first.id.clone()));
        if same_team && !question.within_teams {
            continue;
        }
        if is_answered {
            selected.answered += 1;
            continue;
        }
        if veto::differs_by_name(&normals[a], &normals[b]) || templates.fill_in(&normals[a], &normals[b]) {
            selected.vetoed += 1;
        } else if asked[a] < MOST_PER_ITEM && asked[b] < MOST_PER_ITEM {
            asked[a] += 1;
            asked[b] += 1;
            selected.kept.push((a, b, similarity));
        }
    }
    selected
}

fn pair(a: &Item, b: &Item, similarity: f64, shared: Vec<String>) -> Pair {
    let whose = |item: &Item| item.team.as_deref().map_or_else(String::new, |team| format!("{} ", of(team)));
    let mut sentence = format!("{}“{}” looks like {}“{}”. Same work?", whose(a), a.title.trim(), whose(b), b.title.trim());
    if a.title.trim() == b.title.trim() && a.team.is_none() && b.team.is_none() {
        sentence = format!("“{}” is there twice. Same work?", a.title.trim());
    }
    Pair { a: a.id.clone(), b: b.id.clone(), similarity: (similarity * 100.0).round() / 100.0, shared, sentence }
}

/// Whose: "Web shop’s", "Payments’".
#[must_use]
pub fn of(team: &str) -> String {
    let ending = if team.ends_with(['s', 'S']) { "’" } else { "’s" };
    format!("{team}{ending}")
}

fn headline(pairs: usize, items: usize) -> String {
    let items = grouped(items as u64);
    match pairs {
        0 => format!("Nothing among {items} items looks like the same work."),
        1 => format!("1 pair among {items} items may be the same work."),
        _ => format!("{} pairs among {items} items may be the same work.", grouped(pairs as u64)),
    }
}

fn basis(items: &[Item], question: &Question) -> Basis {
    let teams: BTreeSet<&str> = items.iter().filter_map(|item| item.team.as_deref()).collect();
    let history = match teams.len() {
        0 => format!("{} titles", grouped(items.len() as u64)),
        teams => format!("{} titles of {teams} team{}", grouped(items.len() as u64), if teams == 1 { "" } else { "s" }),
    };
    let model = format!(
        "Cosine of TF-IDF over words and over grams of 3 and 4 letters, from {:.2} on; at most {MOST_PER_ITEM} questions per item. Only titles are read: work that is described in other words is not found.",
        question.threshold
    );
    Basis { history, model, ..Basis::default() }
}
