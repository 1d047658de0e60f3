//! Pages by the real router, asserted by selector.
#![allow(clippy::unwrap_used)]

mod connection;
mod gate;
mod meeting;
mod permissions;
mod server;
mod support;
