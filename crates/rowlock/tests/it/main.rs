//! The real binary, from outside: commands here and through a running server, crashes, damage, the real organisation.
#![allow(clippy::unwrap_used, reason = "tests end where something is missing")]

mod analyzing;
mod applying;
mod checking_in;
mod crashes;
mod crawling;
mod keeping;
mod kubernetes;
mod measuring;
mod moving;
mod repairing;
mod serving;
mod several;
mod support;
mod upgrading;
