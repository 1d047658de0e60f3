//! What left the file and is pruned: teams and groups are archived, people leave, series end, goals and items are dropped,
//! dependencies withdrawn, roles taken, seats emptied, sprints removed. Progress that was reported stays reported.

use super::{Batch, people::Grant, why};
use crate::{
    compare::Planned,
    entry::Noun,
    translate::fields::{date, text},
};
use rowlock_domain::{
    Command,
    dependency::command::WithdrawDependency,
    goal::command::DropGoal,
    group::command::{ArchiveGroup, VacateSeat},
    item::{ItemState, command::MoveItem},
    person::command::RemovePerson,
    series::command::EndSeries,
    team::command::{ArchiveTeam, RemoveSprint},
};

/// The order in which things can go: what depends on others first.
const ORDER: [Noun; 10] =
    [Noun::Dependencies, Noun::Items, Noun::Goals, Noun::Sprints, Noun::Series, Noun::Seats, Noun::Roles, Noun::Teams, Noun::Groups, Noun::People];

impl Batch<'_> {
    pub(super) fn archive(&mut self, gone: &[&Planned]) {
        for noun in ORDER {
            let mut of: Vec<&&Planned> = gone.iter().filter(|planned| planned.noun == noun).collect();
            if noun == Noun::Groups {
                of.sort_by_key(|planned| std::cmp::Reverse(self.depth(&planned.id)));
            }
            for planned in of {
                if let Some(command) = self.archived(planned) {
                    self.push_for(planned, command);
                }
            }
        }
    }

    /// What ends it; nothing for what is over already: met goals, finished items, accepted dependencies stay what they are.
    fn archived(&self, planned: &Planned) -> Option<Command> {
        let (id, fields) = (planned.id.as_str(), &planned.fields);
        let is_over = match text(fields, "state") {
            Some(state) => !matches!(state, "set" | "open" | "in_progress" | "requested" | "countered" | "promised" | "delivered"),
            None => false,
        };
        if is_over {
            return None;
        }
        let ids = &self.ids;
        Some(match planned.noun {
            Noun::Groups => ArchiveGroup { group: ids.groups.get(id)? }.into(),
            Noun::Teams => ArchiveTeam { team: ids.teams.get(id)? }.into(),
            Noun::People => RemovePerson { person: ids.people.get(id)? }.into(),
            Noun::Roles => Grant::of(fields, ids).filter(|grant| !self.roles.contains(grant))?.take(),
            Noun::Seats => {
                let group = ids.groups.get(text(fields, "group")?)?;
                let member = ids.member(text(fields, "team"), text(fields, "child"))?;
                let zone = &self.context.workspace.group(group)?.zone;
                VacateSeat { group, member, from: self.today(zone) }.into()
            }
            Noun::Series => {
                let series = ids.series.get(id)?;
                let schedule = self.context.workspace.series_of(series)?.schedules.values().next_back()?;
                EndSeries { series, on: self.today(&schedule.recurrence.zone) }.into()
            }
            Noun::Sprints => RemoveSprint { team: ids.teams.get(text(fields, "team")?)?, start: date(fields, "start")? }.into(),
            Noun::Goals => DropGoal { goal: ids.goals.get(id)?, why: why() }.into(),
            Noun::Items => MoveItem { item: ids.items.get(id)?, state: ItemState::Dropped }.into(),
            Noun::Dependencies => WithdrawDependency { dependency: ids.dependencies.get(id)?, why: why() }.into(),
            Noun::Workspace | Noun::Progress => return None,
        })
    }

    fn depth(&self, id: &str) -> usize {
        let mut depth = 0;
        let mut next = self.ids.groups.get(id);
        while let Some(group) = next.filter(|_| depth < 64) {
            next = self.context.workspace.group(group).and_then(|g| g.parent);
            depth += 1;
        }
        depth
    }
}
