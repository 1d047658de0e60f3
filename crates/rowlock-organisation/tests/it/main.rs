//! The organisation file from outside: reading, problems, comparison, documents.
#![allow(clippy::unwrap_used)]

mod applying;
mod comparing;
mod documents;
mod reading;

/// A small organisation that most tests begin with.
const SMALL: &str = "\
format: rowlock-organisation
version: 1
workspace: Harbour
time_zone: Europe/Berlin
groups:
  - id: product
    name: Product
teams:
  - id: search
    name: Search
    group: product
  - id: checkout
    name: Checkout
    group: product
people:
  - id: ada
    handle: ada
goals:
  - id: basket
    group: product
    title: One basket
    date: 2026-12-01
";
