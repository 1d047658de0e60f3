//! Restoring.
/// The setting that stands while a restore is under way.
pub(crate) const RESTORING: &str = "restoring";
