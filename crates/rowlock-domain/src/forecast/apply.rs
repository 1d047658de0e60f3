//! What events of forecasts do to the model: each goal keeps what was said about it.

use super::{Published, event::ForecastPublished};
use crate::{Actor, Apply, Stamp, Thing, Workspace};
use std::sync::Arc;

impl Apply for ForecastPublished {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let by = stamp.on_behalf_of.or(match stamp.actor {
            Actor::Person(person) => Some(person),
            _ => None,
        });
        for said in &self.goals {
            if let Some(goal) = workspace.goals.get_mut(said.goal.index()) {
                Arc::make_mut(goal).forecasts.push_back(Arc::new(Published {
                    at: stamp.at,
                    by,
                    as_of: self.as_of,
                    measure: self.measure,
                    said: *said,
                }));
                workspace.touch(Thing::Goal(said.goal));
            }
        }
        workspace.touch(Thing::Group(self.group));
    }
}
