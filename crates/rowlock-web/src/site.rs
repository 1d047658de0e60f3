//! What every request shares: the engine, the server's settings, who is signed in, and what was computed before.

use crate::drawn::Drawn;
use crate::forecast::outlooks::Outlooks;
use crate::gate::passwords::Passwords;
use crate::gate::sample::Samples;
use crate::gate::sessions::Sessions;
use crate::memo::Memo;
use rowlock_engine::Engine;
use std::sync::Arc;

/// Settings of the web side.
#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// The address people use, without a slash at its end: the only source of links in mails.
    pub public_url: String,
    /// Whether cookies may travel in the clear (plain http away from loopback).
    pub insecure_http: bool,
}

/// Shared by every request; cheap to clone.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

/// The parts of a [`Site`].
pub struct Inner {
    /// Workspaces, writers, store.
    pub engine: Arc<Engine>,
    /// Settings.
    pub settings: SiteSettings,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Where passwords are hashed and compared.
    pub passwords: Passwords,
    /// Which workspaces are samples.
    pub samples: Samples,
    /// What was computed at a version and may be shown again.
    pub memo: Memo,
    /// Parts of pages that everybody sees alike.
    pub drawn: Drawn,
    /// What lies ahead of groups.
    pub outlooks: Outlooks,
}

impl Site {
    /// A site over an engine.
    #[must_use]
    pub fn new(engine: Arc<Engine>, settings: SiteSettings) -> Self {
        let inner = Inner {
            engine,
            settings,
            sessions: Sessions::default(),
            passwords: Passwords::default(),
            samples: Samples::default(),
            memo: Memo::default(),
            drawn: Drawn::default(),
            outlooks: Outlooks::default(),
        };
        Self(Arc::new(inner))
    }
}

impl std::ops::Deref for Site {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
