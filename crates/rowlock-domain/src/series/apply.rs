//! What events of series do to the model.

use super::{
    Series, SeriesOf,
    event::{SeriesEnded, SeriesKindSet, SeriesPlaced, SeriesRescheduled, SeriesRetitled, SeriesSet},
};
use crate::{Apply, SeriesId, Stamp, Thing, Workspace};
use std::sync::Arc;

fn change(workspace: &mut Workspace, id: SeriesId, how: impl FnOnce(&mut Series)) {
    let Some(series) = workspace.series.get_mut(id.index()) else { return };
    how(Arc::make_mut(series));
    let of = series.of;
    workspace.touch(Thing::Series(id));
    touch_owner(workspace, of);
}

fn touch_owner(workspace: &mut Workspace, of: SeriesOf) {
    workspace.touch(match of {
        SeriesOf::Group(group) => Thing::Group(group),
        SeriesOf::Team(team) => Thing::Team(team),
    });
}

impl Apply for SeriesSet {
    fn apply(&self, workspace: &mut Workspace, stamp: &Stamp) {
        let Self { series, of, title, kind, schedule, place, link, origin } = self.clone();
        let schedules = imbl::OrdMap::unit(schedule.recurrence.start.date(), schedule);
        let made = Series { id: series, of, title, kind, schedules, place, link, set_at: stamp.at, ended_on: None, origin };
        workspace.series.push_back(Arc::new(made));
        workspace.touch(Thing::Series(series));
        touch_owner(workspace, of);
    }
}

impl Apply for SeriesRescheduled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.series, |series| {
            let (mut earlier, _) = series.schedules.split(&self.from);
            earlier.insert(self.from, self.schedule.clone());
            series.schedules = earlier;
        });
    }
}

impl Apply for SeriesRetitled {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.series, |series| series.title = self.title.clone());
    }
}

impl Apply for SeriesKindSet {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.series, |series| series.kind = self.kind);
    }
}

impl Apply for SeriesPlaced {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.series, |series| {
            series.place = self.place.clone();
            series.link = self.link.clone();
        });
    }
}

impl Apply for SeriesEnded {
    fn apply(&self, workspace: &mut Workspace, _: &Stamp) {
        change(workspace, self.series, |series| series.ended_on = Some(self.on));
    }
}
