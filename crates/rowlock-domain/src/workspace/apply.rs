//! What events of the workspace as a whole do to the model.
//!
//! A redaction rebuilds the model from its journal with the text replaced: rare, and no text can stay behind in a corner.

use super::{
    Workspace,
    event::{AdministratorNamed, AdministratorRemoved, CausesListed, TextRedacted, WorkspaceCreated, WorkspaceRenamed},
};
use crate::{Apply, Event, Recorded, Stamp, Text, Thing};
use std::sync::Arc;

/// What stands in the place of a redacted text, in the log and in the model.
pub const REDACTED: &str = "(removed)";

impl Apply for WorkspaceCreated {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        workspace.name = self.name.clone();
        workspace.zone = self.zone.clone();
        workspace.created_at = stamp.at;
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for WorkspaceRenamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        workspace.name = self.name.clone();
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for CausesListed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        workspace.causes = self.causes.iter().cloned().collect();
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for AdministratorNamed {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        workspace.administrators.insert(self.person);
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for AdministratorRemoved {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        workspace.administrators.remove(&self.person);
        workspace.touch(Thing::Workspace);
    }
}

impl Apply for TextRedacted {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        if let Some(without) = self.without_text(workspace) {
            rebuild(workspace, self.version, &without);
        }
        workspace.touch(Thing::Workspace);
    }
}

/// The payload with the field's text replaced: what the log holds instead from then on. `None` when the field holds no text.
#[must_use]
pub fn redacted_payload(payload: &str, field: &Text) -> Option<String> {
    let mut fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(payload).ok()?;
    let value = fields.get_mut(field.as_str())?;
    if !value.is_string() {
        return None;
    }
    *value = REDACTED.into();
    serde_json::to_string(&fields).ok()
}

impl TextRedacted {
    /// The redacted event without its text, unless it has none any more (as when a log is replayed).
    fn without_text(&self, workspace: &Workspace) -> Option<Event> {
        let recorded = workspace.recorded(self.version)?;
        let payload = redacted_payload(&recorded.event.payload(), &self.field)?;
        let without = Event::decode(recorded.event.kind(), &payload).ok()?;
        (without != recorded.event).then_some(without)
    }
}

fn rebuild(workspace: &mut Workspace, version: u64, without: &Event) {
    let mut rebuilt = Workspace::default();
    for recorded in &workspace.journal {
        let replaced = recorded.stamp.version == version;
        let event = if replaced { without.clone() } else { recorded.event.clone() };
        rebuilt.apply(Arc::new(Recorded { stamp: recorded.stamp, event }));
    }
    *workspace = rebuilt;
}
