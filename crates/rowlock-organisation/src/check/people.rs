//! People, roles and seats.

use super::{Checker, text};
use crate::file::{Role, RoleWord, Seat};
use std::collections::HashMap;

impl Checker<'_> {
    pub(super) fn people(&mut self) {
        let (mut handles, mut mails) = (HashMap::new(), HashMap::new());
        for (index, person) in self.file.people.iter().enumerate() {
            if let Some(why) = text::handle_problem(&person.handle) {
                self.say("people", index, "handle", why);
            } else if let Some(first) = handles.insert(person.handle.to_lowercase(), index) {
                self.say("people", index, "handle", format!("“{}” is already the handle of people[{first}].", person.handle));
            }
            if let Some(name) = &person.name {
                self.title("people", index, "name", name);
            }
            if let Some(mail) = &person.mail {
                if let Some(why) = text::mail_problem(mail) {
                    self.say("people", index, "mail", why);
                } else if let Some(first) = mails.insert(mail.to_lowercase(), index) {
                    self.say("people", index, "mail", format!("“{mail}” is already the address of people[{first}]."));
                }
            }
        }
        for (index, role) in self.file.roles.iter().enumerate() {
            self.role(index, role);
        }
        let mut seats = HashMap::new();
        for (index, seat) in self.file.seats.iter().enumerate() {
            self.seat(index, seat);
            if let Some(first) = seats.insert((&seat.group, &seat.team, &seat.child), index) {
                self.say("seats", index, "", format!("seats[{first}] is already about this seat. Keep one of them."));
            }
        }
    }

    fn role(&mut self, index: usize, role: &Role) {
        self.refers("roles", index, "person", ("person", &role.person));
        self.may_refer("roles", index, "team", "team", role.team.as_ref());
        self.may_refer("roles", index, "group", "group", role.group.as_ref());
        self.may_refer("roles", index, "for_team", "team", role.for_team.as_ref());
        if role.for_team.is_some() && (role.role != RoleWord::Stakeholder || role.group.is_none()) {
            self.say("roles", index, "for_team", "Only the stakeholder of a group stands there for a team; the other roles are held for the whole.");
        }
        if role.role == RoleWord::Administrator {
            if role.team.is_some() || role.group.is_some() {
                self.say("roles", index, "role", "An administrator is of the whole workspace: name neither a team nor a group.");
            }
            return;
        }
        self.one_of("roles", index, ("team", "group"), (role.team.is_some(), role.group.is_some()));
        if role.team.is_some() && !role.role.is_of_teams() {
            self.say("roles", index, "role", "A team has product_owner, scrum_master, developer and stakeholder; this is a role of groups.");
        }
        if role.group.is_some() && !role.role.is_of_groups() {
            let message = "A group has master, deputy, chief_product_owner, product_owner and stakeholder; this is a role of teams.";
            self.say("roles", index, "role", message);
        }
    }

    fn seat(&mut self, index: usize, seat: &Seat) {
        self.refers("seats", index, "group", ("group", &seat.group));
        self.refers("seats", index, "holder", ("person", &seat.holder));
        self.day("seats", index, "from", seat.from.as_ref());
        self.one_of("seats", index, ("team", "child"), (seat.team.is_some(), seat.child.is_some()));
        self.may_refer("seats", index, "team", "team", seat.team.as_ref());
        self.may_refer("seats", index, "child", "group", seat.child.as_ref());
        let home = |id: &Option<String>, index: &super::Index<'_>| id.as_ref().and_then(|id| index.get(id.as_str()).copied());
        if let Some(team) = home(&seat.team, &self.teams)
            && self.file.teams[team].group != seat.group
        {
            self.say("seats", index, "team", format!("This team is at home in “{}”, so its seat stands there.", self.file.teams[team].group));
        }
        if let Some(child) = home(&seat.child, &self.groups)
            && self.file.groups[child].parent.as_ref() != Some(&seat.group)
        {
            self.say("seats", index, "child", format!("This group does not take part in “{}”, so it has no seat there.", seat.group));
        }
    }
}
