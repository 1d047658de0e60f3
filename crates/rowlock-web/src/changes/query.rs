//! Which events stand between two versions and concern a group, and what they sum up to.

use super::telling::{Kind, Teller, Telling};
use rowlock_domain::{Event, GroupId, Recorded, TeamId, Thing, Workspace};
use std::sync::Arc;

/// At most this many events are looked through for one page; what lies further back has a page of its own.
const FARTHEST: u64 = 20_000;

/// Which changes are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The group, with everything below it.
    pub group: GroupId,
    /// After this version.
    pub after: u64,
    /// Up to this version.
    pub until: u64,
    /// Of this kind only.
    pub kind: Option<Kind>,
    /// Of this team only.
    pub team: Option<TeamId>,
}

/// The changes of a span.
#[derive(Default)]
pub(super) struct Changes {
    /// Newest first, with moment and version.
    pub told: Vec<super::telling::Told>,
    /// How many of them matter to the group.
    pub mattering: usize,
    /// Sums at the top.
    pub sums: Sums,
}

/// What the span sums up to.
#[derive(Default)]
pub(super) struct Sums {
    pub promises_moved: usize,
    pub impediments_raised: usize,
    pub impediments_resolved: usize,
    pub confidence_down: Vec<TeamId>,
    pub confidence_up: Vec<TeamId>,
    pub follow_ups_done: usize,
    pub decisions: usize,
}

pub(super) fn changes(teller: &Teller<'_>, span: &Span) -> Changes {
    let mut changes = Changes::default();
    let first = span.after.max(span.until.saturating_sub(FARTHEST)) + 1;
    for version in (first..=span.until).rev() {
        let Some(recorded) = teller.model.recorded(version) else { continue };
        let telling = teller.tell(recorded);
        let of_team = span.team.is_none_or(|team| telling.teams.contains(&team));
        let of_kind = span.kind.is_none_or(|kind| telling.kind == kind);
        if of_team && of_kind && concerns(teller.model, &telling, span.group) {
            changes.sums.add(recorded, &telling);
            changes.mattering += usize::from(telling.matters);
            changes.told.push((recorded.stamp.at, recorded.stamp.last, telling));
        }
    }
    changes
}

impl Sums {
    fn add(&mut self, recorded: &Arc<Recorded>, telling: &Telling) {
        match &recorded.event {
            Event::PromiseMoved(_) => self.promises_moved += 1,
            Event::ImpedimentRaised(_) => self.impediments_raised += 1,
            Event::ImpedimentResolved(_) => self.impediments_resolved += 1,
            Event::FollowUpDone(_) => self.follow_ups_done += 1,
            Event::DecisionMade(_) => self.decisions += 1,
            Event::CheckInGiven(_) if telling.kind == Kind::Goals => {
                let fell = telling.state == crate::ui::status::State::Risk;
                let teams = if fell { &mut self.confidence_down } else { &mut self.confidence_up };
                teams.extend(telling.teams.iter().filter(|team| !teams.contains(team)).copied().collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}

/// Whether a change concerns a group: one of its teams, or a thing of it.
fn concerns(model: &Workspace, telling: &Telling, group: GroupId) -> bool {
    let within = |id: GroupId| model.is_within(id, group);
    if telling.everywhere || telling.teams.iter().any(|team| model.team_is_within(*team, group)) {
        return true;
    }
    match telling.thing {
        None | Some(Thing::Workspace | Thing::Person(_)) => model.top_groups().count() <= 1,
        Some(thing) => group_of(model, thing).is_some_and(within),
    }
}

/// The group in which a thing is at home.
pub(crate) fn group_of(model: &Workspace, thing: Thing) -> Option<GroupId> {
    use rowlock_domain::goal::GoalOf;
    use rowlock_domain::series::SeriesOf;
    let of_team = |team: TeamId| model.team(team).map(|t| t.home);
    match thing {
        Thing::Workspace | Thing::Person(_) => None,
        Thing::Team(id) => of_team(id),
        Thing::Group(id) => Some(id),
        Thing::Series(id) => model.series_of(id).and_then(|s| match s.of {
            SeriesOf::Group(group) => Some(group),
            SeriesOf::Team(team) => of_team(team),
        }),
        Thing::Meeting(id) => model.meeting(id).map(|m| m.group),
        Thing::Impediment(id) => model.impediment(id).map(|i| i.group),
        Thing::Dependency(id) => model.dependency(id).and_then(|d| of_team(d.consumer)),
        Thing::Risk(id) => model.risk(id).map(|r| r.group),
        Thing::Goal(id) => model.goal(id).and_then(|g| match g.of {
            GoalOf::Group(group) => Some(group),
            GoalOf::Sprint(team, _) => of_team(team),
        }),
        Thing::Item(id) => model.item(id).and_then(|i| of_team(i.team)),
        Thing::Decision(id) => model.decision(id).map(|d| d.group),
        Thing::FollowUp(id) => model.follow_up(id).map(|f| f.group),
        Thing::HeadsUp(id) => model.heads_up(id).and_then(|h| of_team(h.team)),
    }
}
