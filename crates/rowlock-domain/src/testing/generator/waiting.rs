//! Commands about impediments, risks and dependencies.

use super::pick::Pick;
use crate::{
    Command, ImpedimentId, Title,
    dependency::command::*,
    impediment::{ContributionKind, Level, Severity, command::*},
    risk::command::*,
};

pub(super) fn impediment(pick: &mut Pick<'_>) -> Command {
    let impediment = pick.impediment();
    match pick.random.below(9) {
        0 | 1 => raise(pick),
        2 => RetitleImpediment { impediment, title: pick.title() }.into(),
        3 => DescribeImpediment { impediment, details: pick.words() }.into(),
        4 => SetSeverity { impediment, severity: pick.random.one_of(Severity::ALL) }.into(),
        5 => NameHeldBack { impediment, teams: pick.some(3, Pick::team) }.into(),
        6 => AskHelp { impediment, teams: pick.some(3, Pick::team) }.into(),
        7 => EndangerGoal { impediment, goal: pick.maybe(Pick::goal) }.into(),
        _ => Contribute { impediment, kind: pick.random.one_of(ContributionKind::ALL), text: pick.text() }.into(),
    }
}

fn raise(pick: &mut Pick<'_>) -> Command {
    let team = pick.maybe(Pick::team);
    let home = team.and_then(|team| pick.workspace.team(team)).map(|t| t.home);
    RaiseImpediment {
        title: pick.title(),
        details: pick.words(),
        team,
        group: home.unwrap_or_else(|| pick.group()),
        severity: pick.random.one_of(Severity::ALL),
        holds_back: pick.some(2, Pick::team),
        asked: pick.some(2, Pick::team),
        goal: None,
        origin: None,
    }
    .into()
}

pub(super) fn impediment_life(pick: &mut Pick<'_>) -> Command {
    let impediment = pick.impediment();
    match pick.random.below(10) {
        0 | 1 => OwnImpediment { impediment, owner: pick.person() }.into(),
        2 => DisownImpediment { impediment, why: pick.words() }.into(),
        3 => EscalateImpediment { impediment, to: rung(pick, impediment), why: pick.words() }.into(),
        4 => ReturnImpediment { impediment, answer: pick.words() }.into(),
        5 => ResolveImpediment { impediment, what_solved: pick.words(), cause: cause(pick) }.into(),
        6 => ConfirmImpediment { impediment }.into(),
        7 => ReopenImpediment { impediment, why: pick.words() }.into(),
        8 => WithdrawImpediment { impediment, why: pick.words() }.into(),
        _ => MergeImpediment { impediment, into: pick.impediment() }.into(),
    }
}

/// Mostly the next one up.
fn rung(pick: &mut Pick<'_>, impediment: ImpedimentId) -> Level {
    let group = match pick.workspace.impediment(impediment).map(|i| i.level) {
        Some(Level::Group(group)) => pick.workspace.group(group),
        _ => None,
    };
    let above = group.and_then(|g| g.parent.map(Level::Group).or(g.last_rung.map(Level::Person)));
    match above {
        Some(level) if !pick.random.one_in(8) => level,
        _ if pick.random.one_in(3) => Level::Person(pick.person()),
        _ => Level::Group(pick.group()),
    }
}

fn cause(pick: &mut Pick<'_>) -> Option<Title> {
    let listed: Vec<Title> = pick.workspace.causes.iter().cloned().collect();
    if listed.is_empty() || pick.random.one_in(3) { None } else { Some(pick.random.one_of(&listed)) }
}

pub(super) fn risk(pick: &mut Pick<'_>) -> Command {
    let risk = pick.risk();
    match pick.random.below(7) {
        0 | 1 => RaiseRisk {
            title: pick.title(),
            details: pick.words(),
            group: pick.group(),
            team: pick.maybe(Pick::team),
            goal: pick.maybe(Pick::goal),
            expected_on: pick.maybe(Pick::date),
        }
        .into(),
        2 => ResolveRisk { risk, how: pick.words() }.into(),
        3 => OwnRisk { risk, owner: pick.person() }.into(),
        4 => AcceptRisk { risk, why: pick.words() }.into(),
        5 => MitigateRisk { risk, how: pick.words() }.into(),
        _ => TurnRiskIntoImpediment { risk, severity: pick.random.one_of(Severity::ALL) }.into(),
    }
}

pub(super) fn dependency(pick: &mut Pick<'_>) -> Command {
    let dependency = pick.dependency();
    match pick.random.below(9) {
        0 | 1 => request(pick),
        2 => RetitleDependency { dependency, title: pick.title() }.into(),
        3 => SetDoneWhen { dependency, done_when: pick.words() }.into(),
        4 => MoveNeed { dependency, needed_by: pick.maybe(Pick::date), why: pick.words() }.into(),
        5 => ChainDependency { dependency, waits_for: pick.dependency(), despite_cycle: pick.random.one_in(2) }.into(),
        6 => {
            let waits_for = pick.workspace.dependency(dependency).and_then(|d| d.waits_for.iter().next().copied());
            UnchainDependency { dependency, waits_for: waits_for.unwrap_or(dependency) }.into()
        }
        7 => PlaceDependency { dependency, consumer_item: None, goal: pick.maybe(Pick::goal), provider_item: pick.maybe(Pick::item) }.into(),
        _ => RemindDependency { dependency }.into(),
    }
}

fn request(pick: &mut Pick<'_>) -> Command {
    RequestDependency {
        title: pick.title(),
        consumer: pick.team(),
        provider: pick.team(),
        needed_by: pick.maybe(Pick::date),
        done_when: pick.words(),
        consumer_item: None,
        goal: pick.maybe(Pick::goal),
        waits_for: pick.some(1, Pick::dependency),
        despite_cycle: pick.random.one_in(2),
        origin: None,
    }
    .into()
}

pub(super) fn handshake(pick: &mut Pick<'_>) -> Command {
    let dependency = pick.dependency();
    match pick.random.below(11) {
        0 | 1 => PromiseDependency { dependency, on: pick.date(), why: pick.words() }.into(),
        2 => CounterDependency { dependency, on: pick.maybe(Pick::date), offer: pick.words() }.into(),
        3 => TakeCounter { dependency }.into(),
        4 => RefuseCounter { dependency, why: pick.words() }.into(),
        5 => DeclineDependency { dependency, why: pick.words() }.into(),
        6 => RenewDependency { dependency, why: pick.words() }.into(),
        7 => DeliverDependency { dependency, note: pick.words() }.into(),
        8 => RefuseDelivery { dependency, why: pick.words() }.into(),
        9 => AcceptDependency { dependency: pick.delivered() }.into(),
        _ => WithdrawDependency { dependency, why: pick.words() }.into(),
    }
}
