//! People, roles and seats: chair = Product Owner, tech_lead = developer, liaison = stakeholder, for the team, of its
//! nested group, else of its home group. The first chair in the file's order holds the team's seat and the nested group's seat in its parent.

use super::{
    left_out::LeftOut,
    snapshot::{Membership, Snapshot, Team},
    structure::Structure,
    wording,
};
use rowlock_organisation::{
    File,
    file::{self, RoleWord},
};
use std::collections::HashSet;

/// Writes people, roles and seats.
pub fn write(snapshot: &Snapshot, structure: &Structure<'_>, file: &mut File, left_out: &mut LeftOut) {
    for person in &snapshot.people {
        file.people.push(file::Person { id: wording::id(&person.id), handle: wording::id(&person.handle), name: None, mail: None });
    }
    let known: HashSet<&str> = snapshot.people.iter().map(|person| person.id.as_str()).collect();
    let mut seen = HashSet::new();
    let mut seated = HashSet::new();
    for membership in &snapshot.memberships {
        let Some(team) = structure.team(&membership.team).filter(|_| known.contains(membership.person.as_str())) else {
            left_out.add("memberships", "of an unknown team or person", &format!("{} in {}", membership.person, membership.team));
            continue;
        };
        if !seen.insert((&membership.person, &membership.team, &membership.role)) {
            left_out.add("memberships", "stated twice", &format!("{} in {}", membership.person, membership.team));
            continue;
        }
        role(membership, team, structure, file, left_out);
        if membership.role == "chair" && seated.insert(&team.id) {
            seats(membership, team, structure, file);
        }
    }
}

fn role(membership: &Membership, team: &Team, structure: &Structure<'_>, file: &mut File, left_out: &mut LeftOut) {
    let (role, is_of_group) = match membership.role.as_str() {
        "chair" => (RoleWord::ProductOwner, false),
        "tech_lead" => (RoleWord::Developer, false),
        "liaison" => (RoleWord::Stakeholder, true),
        other => {
            let why = if other == "emeritus_lead" { "former leads hold no role" } else { "no such role in Rowlock" };
            left_out.add_many(&format!("memberships as {other}"), why, 1);
            return;
        }
    };
    let (person, team_id) = (wording::id(&membership.person), wording::id(&team.id));
    file.roles.push(file::Role {
        id: format!("{team_id}/{}/{person}", membership.role),
        person,
        role,
        team: (!is_of_group).then(|| team_id.clone()),
        group: is_of_group.then(|| structure.home(team)),
        for_team: is_of_group.then_some(team_id),
    });
}

fn seats(chair: &Membership, team: &Team, structure: &Structure<'_>, file: &mut File) {
    let (holder, id) = (wording::id(&chair.person), wording::id(&team.id));
    file.seats.push(file::Seat {
        id: format!("seat/{id}"),
        group: structure.home(team),
        holder: holder.clone(),
        team: Some(id),
        child: None,
        from: None,
        decides: None,
    });
    if let Some(nested) = structure.nested(&team.id) {
        file.seats.push(file::Seat {
            id: format!("seat/{nested}"),
            group: structure.above(team),
            holder,
            team: None,
            child: Some(nested),
            from: None,
            decides: None,
        });
    }
}
