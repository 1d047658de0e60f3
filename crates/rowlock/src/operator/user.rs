//! `user`: accounts and links that work once. What they do is the gate's (`rowlock_web::gate::access`).

use super::{Failure, Reply, workspace};
use rowlock_engine::Engine;
use rowlock_web::gate::access;

pub async fn create(engine: &Engine, slug: Option<&str>, (person, mail): (&str, &str), administrator: bool) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, slug).await?;
    let link = access::create_user(engine, &desk.slug, person, mail, administrator).await.map_err(Failure::new)?;
    Ok(Reply::Said(link.unwrap_or_else(|| format!("{mail} has a password already and can sign in."))))
}

pub async fn reset_link(engine: &Engine, mail: &str) -> Result<Reply, Failure> {
    Ok(Reply::Said(access::reset_link(engine, mail).await.map_err(Failure::new)?))
}
