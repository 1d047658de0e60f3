//! What events of the workspace as a whole do to the model.
//!
//! A redaction rebuilds the model from its journal with the text replaced: rare, and no text can stay behind in a corner.

use super::{
    Workspace,
    event::{AdministratorNamed, AdministratorRemoved, CausesListed, MeasureSet, TextRedacted, WorkspaceCreated, WorkspaceRenamed},
    texts::redacted_payload,
};
use crate::{Apply, Event, Recorded, Stamp, Thing};
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

impl Apply for MeasureSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        workspace.measure = self.measure;
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
        // Whatever showed the text is drawn anew, on this server and on those that read the log without it.
        let concerned: Vec<Thing> =
            workspace.histories.iter().filter(|(_, versions)| versions.contains(&self.version)).map(|(thing, _)| *thing).collect();
        concerned.into_iter().for_each(|thing| workspace.touch(thing));
        workspace.touch(Thing::Workspace);
    }
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

/// Replays the journal without the text. Every event is made anew, so that whoever kept an older model by its events knows it as old.
fn rebuild(workspace: &mut Workspace, version: u64, without: &Event) {
    let mut rebuilt = Workspace::default();
    for recorded in &workspace.journal {
        let replaced = recorded.stamp.version == version;
        let event = if replaced { without.clone() } else { recorded.event.clone() };
        rebuilt.apply(Arc::new(Recorded { stamp: recorded.stamp, event }));
    }
    *workspace = rebuilt;
}
