//! The only writer of a workspace, its readers, its clock and its reactors.
//!
//! One task per workspace takes the commands that wait, decides each on a private working copy, appends once,
//! publishes once, then answers (group commit). Readers take an [`Arc`](std::sync::Arc) of the model and never wait.
//! Nothing here knows what a rule says (`rowlock-domain`), how a log is kept (`rowlock-store`) or what a page looks like.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod as_of;
mod changes;
mod clock;
mod company;
mod desk;
mod engine;
mod error;
mod follow;
mod idle;
mod key;
mod load;
mod mail;
pub mod meter;
mod outbox;
mod reactor;
mod ready;
mod removal;
mod sample;
mod snapshot;
mod submission;
mod timekeeper;
mod trouble;
mod writer;

pub use changes::{Changes, Notice};
pub use clock::{Clock, FixedClock, SystemClock};
pub use desk::Desk;
pub use engine::{Engine, Post, Settings, check_slug};
pub use error::EngineError;
pub use key::Key;
pub use mail::{Letter, MailText, Mailer, Occasion, Subject, Undelivered};
pub use ready::Unready;
pub use sample::ScriptError;
pub use snapshot::{Profiles, Snapshot};
pub use submission::{Done, Glance, Submission, SubmitError};
pub use trouble::Trouble;

/// The plain records that pages and command line handle; what commits them is the engine.
pub mod plain {
    pub use rowlock_store::{
        Account, AccountId, AppliedFile, Ballot, Binding, Draft, FreshLink, LastLooked, Link, LinkKind, Mail, MailState, PlainChange, Preference,
        Profile, Record, Session, Setting, StoreError, Table, Timeline, Urn, VoterMark, WorkspaceKey, find, list,
    };
}
