//! Rules of who sits in a group and who has which role there.

use super::{
    Group, GroupRole, Seat,
    command::{GiveGroupRole, GiveSeat, NameLastRung, OrderMembers, TakeGroupRole, VacateSeat},
    decide::{arrange, living},
    event, refusal,
};
use crate::{Act, Context, Decide, Event, Member, Refusal, Workspace, person::check_member, presence};
use std::collections::BTreeSet;

fn seat_of(group: &Group, member: Member) -> Result<&Seat, Refusal> {
    group.seats.get(&member).map(AsRef::as_ref).ok_or_else(refusal::NoSuchSeat)
}

impl Decide for OrderMembers {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        let mut named = BTreeSet::new();
        for member in &self.order {
            seat_of(group, *member)?;
            if !named.insert(*member) {
                return Err(refusal::MemberTwice(context.workspace.member_name(*member)));
            }
        }
        let rest = group.order.iter().filter(|member| !named.contains(member));
        let order: Vec<Member> = self.order.iter().chain(rest).copied().collect();
        if group.order.iter().eq(&order) {
            return Ok(Vec::new());
        }
        Ok(vec![event::MembersOrdered { group: self.group, order }.into()])
    }
}

impl Decide for NameLastRung {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        self.person.map_or(Ok(()), |person| check_member(context.workspace, person))?;
        if group.last_rung == self.person {
            return Ok(Vec::new());
        }
        Ok(vec![event::LastRungNamed { group: self.group, person: self.person }.into()])
    }
}

impl Decide for GiveGroupRole {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        let Self { group: id, person, role, for_team } = *self;
        check_member(context.workspace, person)?;
        if let Some(team) = for_team {
            presence::team(context.workspace, team)?;
            if role != GroupRole::Stakeholder {
                return Err(refusal::OnlyStakeholdersStandForTeams());
            }
        }
        if group.roles.contains(&(role, person, for_team)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::GroupRoleGiven { group: id, person, role, for_team }.into()])
    }
}

impl Decide for TakeGroupRole {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = context.workspace.group(self.group).ok_or(Refusal::Unknown)?;
        let Self { group: id, person, role, for_team } = *self;
        if !group.roles.contains(&(role, person, for_team)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::GroupRoleTaken { group: id, person, role, for_team }.into()])
    }
}

impl Decide for GiveSeat {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        let seat = seat_of(group, self.member)?;
        check_member(context.workspace, self.person)?;
        Refusal::unless_plausible("from", self.from)?;
        let holds_already = seat
            .tenures
            .last()
            .is_some_and(|last| last.person == self.person && last.decides == self.decides && last.from <= self.from && last.until.is_none());
        if holds_already {
            return Ok(Vec::new());
        }
        let Self { group, member, person, from, decides } = *self;
        Ok(vec![event::SeatGiven { group, member, person, from, decides }.into()])
    }
}

impl Decide for VacateSeat {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        let seat = seat_of(group, self.member)?;
        Refusal::unless_plausible("from", self.from)?;
        if !seat.tenures.iter().any(|tenure| tenure.until.is_none_or(|until| until > self.from)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::SeatVacated { group: self.group, member: self.member, from: self.from }.into()])
    }
}
