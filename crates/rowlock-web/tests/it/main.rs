//! Pages by the real router, asserted by selector.
#![allow(clippy::unwrap_used)]

mod burn_up;
mod checkin;
mod choosing;
mod connection;
mod dependency;
mod drawn;
mod flow;
mod forecast;
mod gate;
mod goal;
mod insights;
mod item;
mod measure;
mod meeting;
mod overlap;
mod overview;
mod permissions;
mod redaction;
mod server;
mod support;
mod team;
mod trial;
mod unkept;
