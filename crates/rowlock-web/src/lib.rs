//! The pages of Rowlock: complete HTML, plain forms, and the live stream that keeps open pages current.
//!
//! `ui` holds what pages are built from, `assets` what they load; each noun has a module of its own.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod address;
mod as_of;
pub mod assets;
pub mod burn_up;
pub mod changes;
pub mod chart;
pub mod checkin;
pub mod choices;
pub mod counts;
pub mod decision;
pub mod dependency;
pub mod drawn;
pub mod error;
mod export;
pub mod follow_up;
pub mod forecast;
pub mod form;
pub mod gate;
pub mod goal;
pub mod group;
pub mod heads_up;
pub mod impediment;
pub mod insights;
pub mod item;
pub mod live;
pub mod mail;
pub mod meeting;
pub mod memo;
pub(crate) mod once;
pub mod overview;
pub mod people;
mod redaction;
pub mod refused;
pub mod relay;
pub mod risk;
pub mod routes;
pub mod search;
pub mod series;
pub mod server;
pub mod shell;
pub mod shown;
pub mod site;
pub mod slug;
pub mod take_back;
pub mod team;
mod trial;
pub mod ui;
pub mod view;
mod worth;
