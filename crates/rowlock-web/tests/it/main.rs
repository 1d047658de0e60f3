//! Pages by the real router, asserted by selector.
#![allow(clippy::unwrap_used)]

mod checkin;
mod connection;
mod gate;
mod meeting;
mod overview;
mod permissions;
mod server;
mod support;
mod team;
