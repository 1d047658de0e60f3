//! The store's tests: one contract that every store passes, then what only a disk can do to SQLite.
#![allow(clippy::unwrap_used)]

mod backing_up;
mod backups;
mod build;
mod contract;
mod copies;
mod damage;
mod faults;
mod locks;
mod outdated;
mod postgres;
mod repairs;
mod silence;
mod tls;
