//! What events of daily notes do to the model.

use super::{Note, event::NoteLeft};
use crate::{Apply, Instant, Stamp, TeamId, Thing, Workspace};
use std::sync::Arc;

impl Apply for NoteLeft {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        if let Some(team) = workspace.teams.get_mut(self.team.index()) {
            let note = Note { at: stamp.at, by: stamp.person(), text: self.text.clone() };
            Arc::make_mut(team).notes.push_back(Arc::new(note));
        }
        workspace.touch(Thing::Team(self.team));
    }
}

impl Workspace {
    /// Notes left for a team after a moment, oldest first: the draft of its next check-in.
    pub fn notes_since(&self, team: TeamId, since: Instant) -> impl Iterator<Item = &Arc<Note>> {
        let notes = self.team(team).into_iter().flat_map(|t| t.notes.iter());
        notes.filter(move |note| note.at > since)
    }
}
