//! The numbers of an overview, gathered in one pass per kind and kept per version of the model.

use crate::view::View;
use crate::worth::{self, Delays};
use rowlock_domain::checkin::query::last_before;
use rowlock_domain::dependency::query::{Outlook, Sides, Tally};
use rowlock_domain::goal::Goal;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::query::{ambassador_on, seats_in_order};
use rowlock_domain::ranking::goals::Signs;
use rowlock_domain::ranking::{Ranking, rank_by};
use rowlock_domain::relay::Mark;
use rowlock_domain::scope::Scope;
use rowlock_domain::{GoalId, GroupId, Instant, Member, TeamId, Thing, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Topics that need us now; the next ones are named in one line.
pub(super) const TOPICS: usize = 5;
/// How many of those that can wait are named.
pub(super) const NAMED: usize = 4;

/// Open impediments: how many, and how old the oldest is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Hindered {
    /// Open ones.
    pub open: usize,
    /// Calendar days since the oldest was raised.
    pub oldest_days: i64,
}

impl Hindered {
    fn add(&mut self, days: i64) {
        self.open += 1;
        self.oldest_days = self.oldest_days.max(days);
    }
}

/// Numbers of one child group.
#[derive(Clone, Debug, Default)]
pub(super) struct Below {
    /// Teams in and below it.
    pub teams: usize,
    /// Open impediments that concern it.
    pub hindered: Hindered,
    /// Open dependencies between two of its teams that are late; those across its border stand in the other two.
    pub late: u32,
    /// What its teams wait for from outside.
    pub waits_for: Tally,
    /// What its teams owe to outside.
    pub owes: Tally,
}

/// Numbers of an overview.
pub(super) struct Figures {
    /// Members, in the group's order.
    pub members: Vec<Member>,
    /// Living teams in and below the group.
    pub teams_within: usize,
    /// Those of which nobody holds the seat.
    pub without_ambassador: Vec<TeamId>,
    /// What teams wait for and owe, by the team's number.
    pub sides: Vec<Sides>,
    /// Open impediments that a team raised or that hold it back, by the team's number.
    pub hindered: Vec<Hindered>,
    /// Child groups.
    pub below: BTreeMap<GroupId, Below>,
    /// When each member last checked in.
    pub last_in: BTreeMap<Member, Instant>,
    /// Open impediments that concern the group.
    pub open_impediments: usize,
    /// Open dependencies with an end within.
    pub dependencies: Tally,
    /// What needs the group.
    pub ranking: Ranking,
    /// The expected delay that things cause; empty where nobody can say.
    pub delays: Delays,
    /// Open product goals of the group, else of the nearest group above that has some, by date.
    pub goals: Vec<GoalId>,
    /// What is wrong with them, with its mark.
    pub troubles: BTreeMap<GoalId, (Mark, String)>,
}

/// The numbers of a group's overview.
pub(super) fn of(view: &View, group: &Group) -> Arc<Figures> {
    view.memo_whole("overview", Thing::Group(group.id), &group.zone, || gather(view, group))
}

fn gather(view: &View, group: &Group) -> Figures {
    let model = &view.model;
    let moment = view.moment(&group.zone);
    let outlook = Outlook::new(moment);
    let delays = worth::delays(view, group);
    let scope = Scope::below(model, group.id);
    let members = seats_in_order(model, group.id);
    let within: Vec<TeamId> = model.teams_within(group.id).map(|team| team.id).collect();
    let children = members.iter().filter_map(|member| match member {
        Member::Group(id) => Some(Scope::below(model, *id)),
        Member::Team(_) => None,
    });
    let children: Vec<Scope> = children.collect();
    let open = open(&outlook, &scope, &children);
    let below = children.iter().zip(open.children).map(|(child, hindered)| (child.group, below(&outlook, child, hindered)));
    let last_in = members.iter().filter_map(|member| last_before(model, group.id, *member, view.now).map(|(_, given)| (*member, latest(given))));
    let goals = goals(model, group.id);
    let signs = Signs::of(&outlook);
    let trouble = |goal: &Arc<Goal>| signs.trouble(&outlook, goal).map(|trouble| (goal.id, (trouble.mark(), trouble.sentence(&outlook))));
    Figures {
        troubles: goals.iter().filter_map(|goal| trouble(goal)).collect(),
        goals: goals.iter().map(|goal| goal.id).collect(),
        teams_within: within.len(),
        without_ambassador: within.into_iter().filter(|team| ambassador_on(model, *team, moment.today).is_none()).collect(),
        sides: outlook.sides(),
        hindered: open.teams,
        below: below.collect(),
        last_in: last_in.collect(),
        open_impediments: open.all,
        dependencies: outlook.tally(|d| d.is_of(&scope)),
        ranking: rank_by(&outlook, group.id, TOPICS + NAMED, |about| worth::weight(&delays, about)),
        delays,
        members,
    }
}

fn goals(model: &Workspace, group: GroupId) -> Vec<&Arc<Goal>> {
    let has_open = |id: &GroupId| model.product_goals(*id).any(|goal| goal.is_open());
    let whose = model.upwards(group).find(has_open).unwrap_or(group);
    let mut open: Vec<&Arc<Goal>> = model.product_goals(whose).filter(|goal| goal.is_open()).collect();
    open.sort_by_key(|goal| (goal.date().is_none(), goal.date(), goal.id));
    open
}

fn latest(given: &rowlock_domain::checkin::CheckIn) -> Instant {
    given.amended_at.unwrap_or(given.given_at)
}

/// Open impediments by whom they concern.
struct Open {
    /// Those of the group.
    all: usize,
    /// Those that a team raised or that hold it back, like `impediment::query::open_of_team`, by the team's number.
    teams: Vec<Hindered>,
    /// Those of the child groups, in their order.
    children: Vec<Hindered>,
}

/// Reads all impediments once: there may be many, and each look at one costs more than what is asked of it.
fn open(outlook: &Outlook<'_>, scope: &Scope, children: &[Scope]) -> Open {
    let model = outlook.moment.workspace;
    let child_above: Vec<Option<usize>> = model.groups.iter().map(|group| children.iter().position(|child| child.holds_group(group.id))).collect();
    let mut open = Open { all: 0, teams: vec![Hindered::default(); model.teams.len()], children: vec![Hindered::default(); children.len()] };
    let mut concerned = Vec::new();
    for impediment in model.impediments.iter().filter(|i| i.is_open()) {
        let days = outlook.moment.days_since(impediment.raised_at);
        let raiser = impediment.team.filter(|team| !impediment.holds_back.contains(team));
        for team in impediment.holds_back.iter().copied().chain(raiser) {
            if let Some(hindered) = open.teams.get_mut(team.index()) {
                hindered.add(days);
            }
        }
        open.all += usize::from(impediment.is_of(model, scope));
        concerned.clear();
        concerned.extend(impediment.places(model).filter_map(|place| child_above.get(place.index()).copied().flatten()));
        concerned.sort_unstable();
        concerned.dedup();
        concerned.iter().for_each(|child| open.children[*child].add(days));
    }
    open
}

fn below(outlook: &Outlook<'_>, scope: &Scope, hindered: Hindered) -> Below {
    Below {
        teams: outlook.moment.workspace.teams_within(scope.group).count(),
        hindered,
        late: outlook.tally(|d| d.is_of(scope) && !d.crosses(scope)).late,
        waits_for: outlook.tally(|d| d.crosses(scope) && scope.holds_team(d.consumer)),
        owes: outlook.tally(|d| d.crosses(scope) && scope.holds_team(d.provider)),
    }
}
