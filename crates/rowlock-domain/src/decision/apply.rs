//! What events of decisions do to the model.

use super::{
    Decision,
    event::{DecisionMade, DecisionSuperseded},
};
use crate::{Apply, Stamp, Thing, Workspace};
use std::sync::Arc;

impl Apply for DecisionMade {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        workspace.decisions.push_back(Arc::new(Decision {
            id: self.decision,
            group: self.group,
            text: self.text.clone(),
            because: self.because.clone(),
            binds: self.binds.iter().copied().collect(),
            review_on: self.review_on,
            meeting: self.meeting,
            about: self.about,
            made_by: stamp.person(),
            made_at: stamp.at,
            superseded_by: None,
        }));
        workspace.touch(Thing::Decision(self.decision));
        workspace.touch(Thing::Group(self.group));
        self.binds.iter().for_each(|team| workspace.touch(Thing::Team(*team)));
        self.meeting.into_iter().for_each(|meeting| workspace.touch(Thing::Meeting(meeting)));
        self.about.into_iter().for_each(|about| workspace.touch(about));
    }
}

impl Apply for DecisionSuperseded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        if let Some(decision) = workspace.decisions.get_mut(self.decision.index()) {
            Arc::make_mut(decision).superseded_by = Some(self.by);
        }
        workspace.touch(Thing::Decision(self.decision));
    }
}
