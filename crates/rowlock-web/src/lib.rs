//! The pages of Rowlock: complete HTML, plain forms, and the live stream that keeps open pages current.
//!
//! `ui` holds what pages are built from, `assets` what they load; each noun has a module of its own.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod assets;
pub mod ui;
