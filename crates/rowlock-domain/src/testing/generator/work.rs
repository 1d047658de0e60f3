//! Commands about items, goals, notes and heads-ups.

use super::pick::Pick;
use crate::{
    Command, Date, GoalId, TeamId,
    forecast::{Foretold, command::PublishForecast},
    goal::command::*,
    heads_up::command::*,
    item::{ItemState, OverlapAnswer, Relation, command::*},
    note::command::LeaveNote,
    time::plus_days,
};

pub(super) fn item(pick: &mut Pick<'_>) -> Command {
    let item = pick.item();
    match pick.random.below(11) {
        0 | 1 => {
            let state = pick.random.one_of(ItemState::ALL);
            AddItem { team: pick.team(), title: pick.title(), state, date: pick.maybe(Pick::date), goal: None, origin: None }.into()
        }
        2 => RetitleItem { item, title: pick.title() }.into(),
        3 | 4 => MoveItem { item, state: pick.random.one_of(ItemState::ALL) }.into(),
        5 => DateItem { item, date: pick.maybe(Pick::date) }.into(),
        6 => ServeGoal { item, goal: pick.maybe(Pick::goal) }.into(),
        7 => HandOverItem { item, team: pick.team() }.into(),
        8 if pick.random.one_in(2) => AnswerOverlap { item, other: pick.item(), said: pick.random.one_of(OverlapAnswer::ALL) }.into(),
        8 => RelateItem { item, relation: pick.random.one_of(Relation::ALL), to: pick.item() }.into(),
        9 => {
            let related = pick.workspace.item(item).and_then(|i| i.relations.iter().next().copied());
            let (relation, to) = related.unwrap_or((Relation::Needs, item));
            UnrelateItem { item, relation, to }.into()
        }
        _ => ReportItemProgress { item, done: pick.count(9), total: pick.count(12) }.into(),
    }
}

pub(super) fn goal(pick: &mut Pick<'_>) -> Command {
    let goal = pick.goal();
    match pick.random.below(11) {
        0 => SetProductGoal { group: pick.group(), title: pick.title(), tell: pick.words(), date: pick.maybe(Pick::date), origin: None }.into(),
        1 | 2 => {
            let team = pick.team();
            let supports = pick.some(2, Pick::goal);
            SetSprintGoal { team, sprint: sprint_of(pick, team), title: pick.title(), tell: pick.words(), supports, origin: None }.into()
        }
        3 => RetitleGoal { goal, title: pick.title() }.into(),
        4 => TellGoal { goal, tell: pick.words() }.into(),
        5 => DateGoal { goal, date: pick.maybe(Pick::date), why: pick.words() }.into(),
        6 => SupportGoals { goal, supports: pick.some(2, Pick::goal) }.into(),
        7 if pick.random.one_in(2) => MeetGoal { goal }.into(),
        7 => MissGoal { goal, why: pick.words() }.into(),
        8 => DropGoal { goal, why: pick.words() }.into(),
        9 => ReopenGoal { goal }.into(),
        _ => publish(pick, goal),
    }
}

fn publish(pick: &mut Pick<'_>, goal: GoalId) -> Command {
    let (as_of, group) = (pick.today(), pick.group());
    let target = pick.workspace.goal(goal).and_then(|goal| goal.date());
    let chance_percent = target.map(|_| u8::try_from(pick.random.below(103)).unwrap_or(0));
    let said = Foretold { goal, target, chance_percent, even: as_of, sure: pick.date() };
    PublishForecast { group, as_of, from_version: pick.workspace.version, futures: 10_000, goals: vec![said], measure: pick.workspace.measure }.into()
}

fn sprint_of(pick: &mut Pick<'_>, team: TeamId) -> Date {
    let today = pick.today();
    pick.workspace.team(team).and_then(|t| t.sprint_on(today)).map_or(today, |sprint| sprint.start)
}

pub(super) fn notice(pick: &mut Pick<'_>) -> Command {
    let (team, heads_up, from) = (pick.team(), pick.heads_up(), pick.date());
    let until = plus_days(from, i64::from(pick.count(10)) - 1);
    match pick.random.below(6) {
        0 => AnnounceHeadsUp { team, text: pick.words(), from, until, touches: pick.some(3, Pick::team) }.into(),
        1 => MoveHeadsUp { heads_up, from, until }.into(),
        2 => EndHeadsUp { heads_up }.into(),
        _ => LeaveNote { team, text: pick.words() }.into(),
    }
}
