//! People, roles and seats as they stand.

use super::{Reader, day, fields, put};
use crate::{
    compare::PresentState,
    entry::{Fields, Noun},
    translate::fields as read,
};
use rowlock_domain::{group::GroupRole, team::TeamRole};
use std::collections::HashMap;

impl Reader<'_> {
    pub(super) fn people(&self, state: &mut PresentState) {
        let profiles: HashMap<_, _> = self.standing.profiles.iter().map(|profile| (profile.person, profile)).collect();
        for (id, person) in self.ids.people.iter() {
            let has_left = self.workspace.person(person).is_none_or(|person| person.left_at.is_some());
            let profile = profiles.get(&person);
            let written =
                profile.map_or_else(Fields::new, |profile| fields! { "handle": profile.handle, "name": profile.name, "mail": profile.mail });
            put(state, Noun::People, id, written, has_left || profile.is_none());
        }
    }

    /// The role, if it still stands as it was said.
    pub(super) fn role(&self, said: &Fields) -> Option<Fields> {
        let person = self.ids.people.get(read::text(said, "person")?)?;
        let word = read::text(said, "role")?;
        let stands = if let Some(team) = read::text(said, "team") {
            self.workspace.team(self.ids.teams.get(team)?)?.roles.contains(&(TeamRole::parse(word)?, person))
        } else if let Some(group) = read::text(said, "group") {
            let for_team = read::text(said, "for_team").and_then(|team| self.ids.teams.get(team));
            self.workspace.group(self.ids.groups.get(group)?)?.roles.contains(&(GroupRole::parse(word)?, person, for_team))
        } else {
            self.workspace.administrators.contains(&person)
        };
        stands.then(|| said.clone())
    }

    /// The seat, if somebody holds it for good.
    pub(super) fn seat(&self, said: &Fields) -> Option<Fields> {
        let group = self.workspace.group(self.ids.groups.get(read::text(said, "group")?)?)?;
        let member = self.ids.member(read::text(said, "team"), read::text(said, "child"))?;
        let tenure = group.seats.get(&member)?.tenures.last().filter(|tenure| tenure.until.is_none())?;
        Some(fields! {
            "group": said["group"],
            "team": said.get("team"),
            "child": said.get("child"),
            "holder": self.person_id(tenure.person),
            "from": day(tenure.from),
            "decides": tenure.decides,
        })
    }
}
