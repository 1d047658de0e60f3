//! Handles move between people: nobody has two, and no two people have the same.

use super::Batch;
use crate::{compare::Planned, entry::Noun, problem::Place, translate::Profile};
use rowlock_domain::PersonId;
use std::collections::{HashMap, HashSet};

impl Batch<'_> {
    /// Takes handles from those who left or leave now, and says where one is still somebody's who stays.
    pub(super) fn free_handles(&mut self, profiles: &[Profile], gone: &[&Planned], indices: &HashMap<PersonId, usize>) {
        let leaving: HashSet<PersonId> =
            gone.iter().filter(|planned| planned.noun == Noun::People).filter_map(|planned| self.ids.people.get(&planned.id)).collect();
        let written: HashSet<PersonId> = self.profiles.iter().map(|profile| profile.person).collect();
        let mut holders: HashMap<String, &Profile> = HashMap::new();
        for profile in profiles.iter().filter(|profile| !written.contains(&profile.person)) {
            holders.extend(lower(profile).map(|handle| (handle, profile)));
        }
        let mut freed = Vec::new();
        for profile in &self.profiles {
            let Some(holder) = lower(profile).and_then(|handle| holders.get(&handle)) else { continue };
            let has_left = self.context.workspace.person(holder.person).is_none_or(|person| person.left_at.is_some());
            if has_left || leaving.contains(&holder.person) {
                freed.push(Profile { handle: None, ..Profile::clone(holder) });
            } else {
                let place = Place::new(Noun::People.word(), indices.get(&profile.person).copied().unwrap_or_default(), "handle");
                self.findings.push((place, held(holder)));
            }
        }
        self.profiles.extend(freed);
    }
}

fn lower(profile: &Profile) -> Option<String> {
    profile.handle.as_deref().map(str::to_lowercase)
}

fn held(holder: &Profile) -> String {
    let (handle, name) = (holder.handle.as_deref().unwrap_or_default(), &holder.name);
    format!("“{handle}” is the handle of {name}, who stays here. Choose another one; if {name} left the file for good, let them leave with --prune.")
}
