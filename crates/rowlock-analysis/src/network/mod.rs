//! The network of what waits for what: an edge leads from a supplier to its customer.
//!
//! Plain graphs over dense numbers (`graph.rs`); names are put on them by `names.rs`, and whoever numbers nodes
//! in the order of their ids gets stable ties. Nothing here recurses, so a chain of 100,000 nodes is as good as a
//! short one. Not here: chances (forecast) and reading a workspace (`model/network.rs`).

pub mod betweenness;
pub mod breaking;
pub mod cases;
pub mod components;
pub mod critical_path;
pub mod critical_route;
pub mod cycles;
pub mod file;
pub mod graph;
pub mod names;
pub mod promises;
pub mod reach;
pub mod slip;
pub mod structure_matrix;
pub mod study;
pub mod tell;

pub use components::Components;
pub use graph::Graph;
