//! Rules of daily notes: any member may leave one for a living team.

use super::{command::LeaveNote, event::NoteLeft};
use crate::{Act, Context, Decide, Event, Refusal, Workspace, team::decide::living};

impl Decide for LeaveNote {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.team(self.team).map(|_| Act::Join).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        living(context.workspace, self.team)?;
        if self.text.is_empty() {
            return Err(Refusal::text("text", &crate::text::TextProblem::Empty));
        }
        Ok(vec![NoteLeft { team: self.team, text: self.text.clone() }.into()])
    }
}
