//! `checkin`: an ambassador's check-in from the terminal. The operator acts on behalf of that person, with that person's rights.
//!
//! One batch: what it says of impediments, promises and requests are commands of those nouns, and the check-in's own words
//! name them. Said again, nothing doubles: an open impediment or request of the same title is named, not made anew.

mod said;
mod seat;
pub mod view;

use super::{CheckIn, Failure, Reply, workspace};
use rowlock_domain::{
    Actor, Command, Context, DependencyId, ImpedimentId, Member, Refusal, TeamId, Via, Workspace,
    checkin::{DoneLine, Words, command::CheckInSeat, query},
    dependency::command::{AcceptDependency, DeliverDependency, PromiseDependency, RequestDependency},
    impediment::{Severity, command::RaiseImpediment},
    series::query::Upcoming,
};
use rowlock_engine::{Engine, Submission};
use said::{Asked, Need, Said};

pub async fn check_in(engine: &Engine, written: CheckIn) -> Result<Reply, Failure> {
    if written.is_empty() {
        return Err(Failure::usage("There is nothing in this check-in. Say something with --done, --next, --obstacle, --need or --others."));
    }
    let desk = workspace::desk(engine, written.seat.workspace.as_deref())?;
    let snapshot = desk.snapshot();
    let seat = seat::find(&snapshot, &written.seat)?;
    // Said here for its sentence; the writer looks again when it is this command's turn.
    seat::meeting(&snapshot.model, seat.team, &**engine.calendar(), engine.clock().now())?;
    let said = Said::parse(&snapshot.model, &written)?;
    let team = seat.team;
    let build = move |context: &Context<'_>| batch(context, team, &said);
    let submission = Submission::built(Actor::Operator, Via::Cli, build).on_behalf_of(Some(seat.person)).once(written.key);
    let done = desk.submit(submission).await?;
    Ok(Reply::CheckedIn {
        workspace: desk.slug.clone(),
        version: done.version,
        replayed: done.replayed,
        events: done.events.iter().map(|recorded| recorded.event.kind().to_owned()).collect(),
    })
}

/// Everything that the check-in means, upon the model at its turn.
fn batch(context: &Context<'_>, team: TeamId, said: &Said) -> Result<Vec<Command>, Refusal> {
    let workspace = context.workspace;
    let next = seat::meeting(workspace, team, context.calendar, context.now).map_err(|_| Refusal::Unknown)?;
    let mut commands = Vec::new();
    let impediments = raise(workspace, team, &said.needs, &mut commands);
    let mut dependencies = ask(workspace, team, &said.asks, &mut commands);
    answer(said, &mut commands, &mut dependencies);
    let words = words(workspace, team, &next, said, (impediments, dependencies));
    commands.push(CheckInSeat { occasion: next.occasion, member: Member::Team(team), words }.into());
    Ok(commands)
}

fn raise(workspace: &Workspace, team: TeamId, needs: &[Need], commands: &mut Vec<Command>) -> Vec<ImpedimentId> {
    let Some(group) = workspace.team(team).map(|team| team.home) else { return Vec::new() };
    let mut next = workspace.next_impediment();
    let mut named = Vec::new();
    for need in needs {
        let open = workspace.impediments.iter().find(|known| known.is_open() && known.team == Some(team) && known.title == need.title);
        if let Some(known) = open {
            named.push(known.id);
            continue;
        }
        named.push(next);
        next = ImpedimentId(next.0 + 1);
        let Need { title, of, stops } = need.clone();
        let severity = if stops { Severity::Stops } else { Severity::Slows };
        let (details, asked) = (rowlock_domain::Text::default(), of.into_iter().collect());
        let holds_back = vec![team];
        commands.push(RaiseImpediment { title, details, team: Some(team), group, severity, holds_back, asked, goal: None, origin: None }.into());
    }
    named
}

fn ask(workspace: &Workspace, team: TeamId, asks: &[Asked], commands: &mut Vec<Command>) -> Vec<DependencyId> {
    let mut next = workspace.next_dependency();
    let mut named = Vec::new();
    for asked in asks {
        let same = |known: &rowlock_domain::dependency::Dependency| {
            known.is_open() && known.consumer == team && known.provider == asked.of && known.title == asked.title
        };
        if let Some(known) = workspace.dependencies.iter().find(|known| same(known)) {
            named.push(known.id);
            continue;
        }
        named.push(next);
        next = DependencyId(next.0 + 1);
        let Asked { title, of: provider, by: needed_by } = asked.clone();
        let request = RequestDependency {
            title,
            consumer: team,
            provider,
            needed_by,
            done_when: rowlock_domain::Text::default(),
            consumer_item: None,
            goal: None,
            waits_for: Vec::new(),
            despite_cycle: false,
            origin: None,
        };
        commands.push(request.into());
    }
    named
}

fn answer(said: &Said, commands: &mut Vec<Command>, named: &mut Vec<DependencyId>) {
    for (dependency, on, why) in said.promises.iter().cloned() {
        commands.push(PromiseDependency { dependency, on, why }.into());
        named.push(dependency);
    }
    for (dependency, note) in said.delivered.iter().cloned() {
        commands.push(DeliverDependency { dependency, note }.into());
        named.push(dependency);
    }
    for dependency in said.accepted.iter().copied() {
        commands.push(AcceptDependency { dependency }.into());
        named.push(dependency);
    }
}

/// The check-in's own words: what was given before for this meeting, with each part that is said now in place of the old one.
fn words(
    workspace: &Workspace,
    team: TeamId,
    next: &Upcoming,
    said: &Said,
    (impediments, dependencies): (Vec<ImpedimentId>, Vec<DependencyId>),
) -> Words {
    let member = Member::Team(team);
    let mut words = seat::given(workspace, next, member).unwrap_or_default();
    let ticks = query::ticks(workspace, next.group, member, next.starts_at);
    if !said.done.is_empty() {
        let line = |text: &rowlock_domain::Title| DoneLine { text: text.clone(), planned: ticks.contains(text) };
        words.done = said.done.iter().map(line).collect();
    }
    let lists = [(&mut words.dropped, &said.dropped), (&mut words.next, &said.next), (&mut words.own_obstacles, &said.obstacles)];
    for (place, lines) in lists {
        if !lines.is_empty() {
            place.clone_from(lines);
        }
    }
    words.impediments.extend(impediments);
    words.impediments.dedup();
    words.dependencies.extend(dependencies);
    words.dependencies.sort_unstable();
    words.dependencies.dedup();
    if let Some(others) = &said.others {
        words.others = others.clone();
    }
    if said.confidence.is_some() {
        words.confidence = said.confidence;
        words.confidence_reason = said.because.clone();
    }
    if let Some(line) = &said.product_owner {
        words.product_owner_line = line.clone();
    }
    words
}
