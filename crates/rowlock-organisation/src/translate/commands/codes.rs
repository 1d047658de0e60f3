//! Codes move between teams: who gives one up does so before another takes it.

use super::{Batch, Entry};
use crate::{compare::Planned, entry::Noun, problem::Place, translate::fields::text};
use rowlock_domain::{
    TeamId, Title,
    team::{Team, command::CodeTeam},
};
use std::collections::BTreeSet;

impl Batch<'_> {
    /// Frees the codes that teams of the file take from other teams, in the order in which they are made or changed. A team that
    /// changes its own code later, or is archived now, gets a free one; one that stays keeps its code, and that is a finding.
    pub(super) fn free_codes(&mut self, entries: &[&Entry<'_>], gone: &[&Planned]) {
        let workspace = self.context.workspace;
        let mut avoided: BTreeSet<String> = workspace.teams.iter().map(|team| team.code.to_string()).collect();
        avoided.extend(entries.iter().filter_map(|entry| wanted(entry)).map(str::to_owned));
        for (place, taker) in entries.iter().enumerate() {
            let Some(code) = wanted(taker) else { continue };
            let own = self.ids.teams.get(taker.id()).filter(|_| !taker.is_new());
            let Some(holder) = workspace.teams.iter().find(|team| team.code.as_str() == code && Some(team.id) != own) else { continue };
            match self.giver(holder.id, entries, gone) {
                Some((turn, _)) if turn.is_some_and(|turn| turn < place) => {}
                Some((_, planned)) => {
                    let free = free(code, &mut avoided);
                    self.push_for(planned, CodeTeam { team: holder.id, code: free });
                }
                None => self.findings.push((Place::new(Noun::Teams.word(), taker.planned.index.unwrap_or_default(), "code"), held(holder))),
            }
        }
    }

    /// The entry by which a team gives up its code, and when its turn is.
    fn giver<'e>(&self, team: TeamId, entries: &[&Entry<'e>], gone: &[&'e Planned]) -> Option<(Option<usize>, &'e Planned)> {
        let is_it = |planned: &Planned| planned.noun == Noun::Teams && self.ids.teams.get(&planned.id) == Some(team);
        match entries.iter().position(|entry| entry.changes("code") && !entry.is_restored() && is_it(entry.planned)) {
            Some(turn) => Some((Some(turn), entries[turn].planned)),
            None => gone.iter().find(|planned| is_it(planned)).map(|planned| (None, *planned)),
        }
    }
}

/// The code that an entry takes.
fn wanted<'e>(entry: &&'e Entry<'_>) -> Option<&'e str> {
    text(&entry.after, "code").filter(|_| entry.is_new() || entry.changes("code"))
}

/// A free code that resembles this one.
fn free(code: &str, avoided: &mut BTreeSet<String>) -> Title {
    let stem: String = code.chars().take(3).collect();
    let free = (2..100).map(|n| format!("{stem}{n}")).find(|free| !avoided.contains(free)).unwrap_or_default();
    avoided.insert(free.clone());
    Title::new(&free).unwrap_or_default()
}

fn held(team: &Team) -> String {
    let (code, name) = (&team.code, &team.name);
    if team.archived_at.is_some() {
        return format!("“{code}” is the code of {name}, which is archived and keeps it. Choose another one.");
    }
    format!(
        "“{code}” is the code of {name}, which stays here. If it is the same team, give it the id it had; \
         if that team left the file for good, archive it with --prune; else choose another code."
    )
}
