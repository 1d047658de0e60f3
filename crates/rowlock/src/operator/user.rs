//! `user`: accounts and links that work once. What they do is the gate's (`rowlock_web::gate::access`).

use super::{Failure, Reply, workspace};
use rowlock_engine::plain::Setting;
use rowlock_engine::{Engine, EngineError};
use rowlock_web::gate::access;

/// The setting that names the address people use, as the server noted it last.
const PUBLIC_URL: &str = "public-url";

/// Notes the address that people use, so that links are printed whole. A server starts without that too, as on a full disk.
pub async fn note_address(engine: &Engine, public_url: &str) {
    if let Err(error) = keep_address(engine, public_url).await {
        tracing::warn!(%error, "the server's address could not be noted: links are printed without it");
    }
}

async fn keep_address(engine: &Engine, public_url: &str) -> Result<(), EngineError> {
    let known = Setting::value(&**engine.store(), PUBLIC_URL).await?;
    if known.as_deref() == Some(public_url) {
        return Ok(());
    }
    let setting = Setting { name: PUBLIC_URL.to_owned(), value: public_url.to_owned() };
    engine.change(vec![rowlock_engine::plain::PlainChange::put(&setting)]).await
}

pub async fn create(engine: &Engine, slug: Option<&str>, (person, mail): (&str, &str), administrator: bool) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, slug).await?;
    match access::create_user(engine, &desk.slug, person, mail, administrator).await.map_err(Failure::new)? {
        Some(path) => link(engine, path).await,
        None => Ok(Reply::Said(format!("{mail} has a password already and can sign in."))),
    }
}

pub async fn reset_link(engine: &Engine, mail: &str) -> Result<Reply, Failure> {
    link(engine, access::reset_link(engine, mail).await.map_err(Failure::new)?).await
}

async fn link(engine: &Engine, path: String) -> Result<Reply, Failure> {
    Ok(Reply::Link { path, address: Setting::value(&**engine.store(), PUBLIC_URL).await? })
}
