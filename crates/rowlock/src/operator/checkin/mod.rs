//! `checkin`: an ambassador's check-in from the terminal. The operator acts on behalf of that person, with that person's rights.
//!
//! One batch: what it says of impediments, promises and requests are commands of those nouns, and the check-in's own words
//! name them. Said again, nothing doubles: an open impediment or request of the same title is named, not made anew.

mod lines;
mod seat;
pub mod view;

use super::{CheckIn, Failure, Reply, workspace};
use lines::Lines;
use rowlock_domain::{
    Actor, Command, Context, DependencyId, ImpedimentId, Member, Refusal, TeamId, Title, Via, Workspace,
    checkin::{DoneLine, query},
};
use rowlock_engine::{Engine, Key, Submission};
use rowlock_web::checkin::{Ask, Known, OthersAs, Raised, Said, commands};

pub async fn check_in(engine: &Engine, written: CheckIn) -> Result<Reply, Failure> {
    if written.is_empty() {
        return Err(Failure::usage("There is nothing in this check-in. Say something with --done, --next, --obstacle, --need or --others."));
    }
    let desk = workspace::desk(engine, written.seat.workspace.as_deref()).await?;
    let snapshot = desk.snapshot();
    let seat = seat::find(&snapshot, &written.seat)?;
    // Said here for its sentence; the writer looks again when it is this command's turn.
    seat::meeting(&snapshot.model, seat.team, &**engine.calendar(), engine.clock().now())?;
    let lines = Lines::parse(&snapshot.model, &written)?;
    let team = seat.team;
    let build = move |context: &Context<'_>| batch(context, team, &lines);
    let content = serde_json::to_vec(&CheckIn { key: None, ..written.clone() }).unwrap_or_default();
    let key = written.key.map(|name| Key::new(name, &content));
    let submission = Submission::built(Actor::Operator, Via::Cli, build).on_behalf_of(Some(seat.person)).once(key);
    let done = desk.submit(submission).await?;
    Ok(Reply::CheckedIn {
        workspace: desk.slug.clone(),
        version: done.version,
        replayed: done.replayed,
        events: done.events.iter().map(|recorded| recorded.event.kind().to_owned()).collect(),
    })
}

/// The commands of the check-in, upon the model at its turn.
fn batch(context: &Context<'_>, team: TeamId, lines: &Lines) -> Result<Vec<Command>, Refusal> {
    let said = said(context, team, lines)?;
    let mut batch = commands(context, &said);
    // Said again in another order it is still the same.
    if let Some(Command::CheckInSeat(check_in)) = batch.last_mut() {
        check_in.words.impediments.sort_unstable();
        check_in.words.dependencies.sort_unstable();
    }
    Ok(batch)
}

/// What was given before for this meeting, with each part that is said now in place of the old one.
fn said(context: &Context<'_>, team: TeamId, lines: &Lines) -> Result<Said, Refusal> {
    let workspace = context.workspace;
    let member = Member::Team(team);
    let next = seat::meeting(workspace, team, context.calendar, context.now).map_err(|_| Refusal::Unknown)?;
    let given = seat::given(workspace, &next, member).unwrap_or_default();
    let ticks = query::ticks(workspace, next.group, member, next.starts_at);
    let done = |text: &Title| DoneLine { text: text.clone(), planned: ticks.contains(text) };
    let (known, raised) = needs(workspace, team, &given.impediments, &lines.needs);
    let (mentioned, asks) = asked(workspace, team, &given.dependencies, lines);
    let now = |said: &[Title], before: Vec<Title>| if said.is_empty() { before } else { said.to_vec() };
    Ok(Said {
        occasion: next.occasion,
        member,
        done: if lines.done.is_empty() { given.done } else { lines.done.iter().map(done).collect() },
        dropped: now(&lines.dropped, given.dropped),
        next: now(&lines.next, given.next),
        own_obstacles: now(&lines.obstacles, given.own_obstacles),
        known: known.into_iter().map(|id| (id, Known::StillThere)).collect(),
        raised,
        answers: lines.answers.clone(),
        mentioned,
        asks,
        others: lines.others.clone().unwrap_or(given.others),
        others_as: OthersAs::Words,
        progress: None,
        judged: Vec::new(),
        goal: None,
        confidence: lines.confidence.or(given.confidence),
        confidence_reason: if lines.confidence.is_some() { lines.because.clone() } else { given.confidence_reason },
        product_owner_line: lines.product_owner.clone().unwrap_or(given.product_owner_line),
    })
}

/// Impediments that are known, those named before included, and those to raise.
fn needs(workspace: &Workspace, team: TeamId, before: &[ImpedimentId], needs: &[Raised]) -> (Vec<ImpedimentId>, Vec<Raised>) {
    let (mut known, mut raised) = (before.to_vec(), Vec::new());
    for need in needs {
        let same = workspace.impediments.iter().find(|open| open.is_open() && open.team == Some(team) && open.title == need.title);
        match same {
            Some(open) if known.contains(&open.id) => {}
            Some(open) => known.push(open.id),
            None => raised.push(need.clone()),
        }
    }
    (known, raised)
}

/// Dependencies that are only named, since they stand already, and those to ask for.
fn asked(workspace: &Workspace, team: TeamId, before: &[DependencyId], lines: &Lines) -> (Vec<DependencyId>, Vec<Ask>) {
    let answered = |id: &DependencyId| lines.answers.iter().any(|(answered, _)| answered == id);
    let mut mentioned: Vec<DependencyId> = before.iter().copied().filter(|id| !answered(id)).collect();
    let mut asks = Vec::new();
    for ask in &lines.asks {
        let open = workspace.dependencies.iter().filter(|known| known.is_open() && known.consumer == team && known.provider == ask.of);
        match open.into_iter().find(|known| known.title == ask.title) {
            Some(known) if mentioned.contains(&known.id) || answered(&known.id) => {}
            Some(known) => mentioned.push(known.id),
            None => asks.push(ask.clone()),
        }
    }
    (mentioned, asks)
}
