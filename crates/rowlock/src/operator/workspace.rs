//! Which workspace a command is about.

use super::{Failure, told_of};
use rowlock_engine::{Desk, Engine, EngineError};
use std::sync::Arc;

/// The workspace of that address; without one, the only one there is. The sample does not count beside a real one.
pub async fn desk(engine: &Engine, slug: Option<&str>) -> Result<Arc<Desk>, Failure> {
    match slug {
        Some(slug) => engine.desk(slug).ok_or_else(|| missing(engine, slug)),
        None => only_one(engine, rowlock_web::gate::access::sample(engine).await?.as_deref()),
    }
}

/// Where nothing stands, as where a sample was removed, there is no workspace to speak of.
fn known(engine: &Engine) -> Vec<String> {
    let desks = engine.desks();
    let stands = desks.iter().filter(|(_, desk)| desk.snapshot().version() > 0).map(|(slug, _)| slug.clone());
    let mut known: Vec<String> = stands.chain(engine.trouble().keys().cloned()).collect();
    known.sort();
    known
}

fn missing(engine: &Engine, slug: &str) -> Failure {
    if let Some(trouble) = engine.trouble().get(slug) {
        let why = match &trouble.why {
            EngineError::Store(error) => told_of(error, slug),
            other => other.to_string(),
        };
        return Failure::new(format!("The workspace “{slug}” is out of service: {why}. `rowlock verify` tells more."));
    }
    let known = known(engine);
    if known.is_empty() {
        nothing_yet()
    } else {
        Failure::usage(format!("There is no workspace “{slug}” here. There are: {}.", known.join(", ")))
    }
}

fn only_one(engine: &Engine, sample: Option<&str>) -> Result<Arc<Desk>, Failure> {
    let known = known(engine);
    let real: Vec<String> = known.iter().filter(|slug| Some(slug.as_str()) != sample).cloned().collect();
    match (known.as_slice(), real.as_slice()) {
        ([], _) => Err(nothing_yet()),
        ([slug], _) | (_, [slug]) => engine.desk(slug).ok_or_else(|| missing(engine, slug)),
        (many, _) => Err(Failure::usage(format!("There are several workspaces here: {}. Name one with --workspace.", many.join(", ")))),
    }
}

fn nothing_yet() -> Failure {
    Failure::new("There is no workspace here yet. Make one with `rowlock apply FILE`, or start `rowlock serve` and follow the link it prints.")
}
