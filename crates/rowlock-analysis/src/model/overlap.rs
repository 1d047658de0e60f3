//! Items of different teams that may be the same work: what is open, what was answered, and what the answers teach.
//!
//! Asked is about open items and those in progress, of teams that still work. Answered pairs are left out, and how alike
//! they are (by the words of today, closed items too) sets the threshold.

use crate::overlap::{
    Blend, Index, Item, Normal, Overlap, Pair, Question,
    answers::{self, Answer},
    overlap,
};
use rowlock_domain::{
    ItemId, TeamId, Workspace,
    item::{self, OverlapAnswer},
};
use std::collections::{BTreeSet, HashMap};

/// All that the questions of a workspace are made from: while it stays the same, so do they.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Titles {
    /// What is compared, in the order of numbers.
    asked: Vec<Item>,
    /// What is not asked about any more, but was answered.
    answered: Vec<Item>,
    /// What was said about which two.
    answers: Vec<(ItemId, ItemId, Answer)>,
    /// How many items are done or dropped.
    closed: usize,
    /// How many items belong to archived teams.
    archived: usize,
}

impl Titles {
    /// Those of a workspace.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let names: Vec<String> = workspace.teams.iter().map(|team| name(workspace, team.id)).collect();
        let answers = workspace.overlaps.iter().map(|((one, other), overlap)| (*one, *other, answer(overlap.said))).collect();
        let told_of: BTreeSet<ItemId> = workspace.overlaps.keys().flat_map(|(one, other)| [*one, *other]).collect();
        let mut titles = Self { answers, ..Self::default() };
        for item in &workspace.items {
            let Some((team, name)) = workspace.team(item.team).zip(names.get(item.team.index())) else { continue };
            titles.closed += usize::from(item.state.is_closed());
            titles.archived += usize::from(!item.state.is_closed() && team.archived_at.is_some());
            let is_asked = !item.state.is_closed() && team.archived_at.is_none();
            if is_asked {
                titles.asked.push(titled(item, name));
            } else if told_of.contains(&item.id) {
                titles.answered.push(titled(item, name));
            }
        }
        titles
    }

    /// How many items are compared.
    #[must_use]
    pub fn compared(&self) -> usize {
        self.asked.len()
    }

    /// What looks like the same work between teams and was not answered yet.
    #[must_use]
    pub fn overlap(&self) -> Overlap {
        let answered = self.answers.iter().map(|(one, other, _)| (one.to_string(), other.to_string())).collect();
        let mut found = overlap(&self.asked, &Question { threshold: self.threshold(), answered, ..Question::default() });
        found.basis.leave_out(self.closed, "closed items: only open ones and those in progress are compared");
        found.basis.leave_out(self.archived, "items of archived teams");
        found
    }

    /// From how alike on it is asked: few answers change nothing.
    fn threshold(&self) -> f64 {
        if self.answers.len() < answers::FEWEST {
            return answers::FIRST_THRESHOLD;
        }
        let all = || self.asked.iter().chain(&self.answered);
        let normals: Vec<Normal> = all().map(|item| Normal::of(&item.title)).collect();
        let places: HashMap<&str, usize> = all().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
        let index = Index::of(&normals, Blend::default());
        let place = |id: &ItemId| places.get(id.to_string().as_str()).copied();
        let alike = |(one, other, answer): &(ItemId, ItemId, Answer)| Some((index.cosine(place(one)?, place(other)?), *answer));
        answers::threshold(&self.answers.iter().filter_map(alike).collect::<Vec<_>>())
    }
}

fn titled(item: &item::Item, team: &str) -> Item {
    Item { id: item.id.to_string(), team: Some(team.to_owned()), title: item.title.to_string() }
}

fn answer(said: OverlapAnswer) -> Answer {
    match said {
        OverlapAnswer::Same => Answer::Same,
        OverlapAnswer::Related => Answer::Related,
        OverlapAnswer::Different => Answer::Different,
    }
}

/// What a team is called in questions: groups may have teams of one name, and these are not one team.
#[must_use]
pub fn name(workspace: &Workspace, team: TeamId) -> String {
    let Some(team) = workspace.team(team) else { return String::new() };
    let has_twin = workspace.teams.iter().any(|other| other.id != team.id && other.name == team.name);
    if has_twin { format!("{} ({})", team.name, team.code) } else { team.name.to_string() }
}

/// The two items of a question.
#[must_use]
pub fn items(pair: &Pair) -> Option<(ItemId, ItemId)> {
    let number = |id: &str| id.strip_prefix(ItemId::PREFIX)?.parse().ok().map(ItemId);
    Some((number(&pair.a)?, number(&pair.b)?))
}
