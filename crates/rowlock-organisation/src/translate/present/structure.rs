//! Groups, teams, series, sprints as they stand.

use super::{Reader, day, fields, put};
use crate::{
    compare::PresentState,
    entry::{Fields, Noun},
    file::WallClock,
    translate::{fields as read, words},
};
use rowlock_domain::{group::Group, series::Series, series::SeriesOf, team::Team};
use serde_json::{Value, json};

impl Reader<'_> {
    pub(super) fn structure(&self, state: &mut PresentState) {
        for (id, group) in self.ids.groups.iter().filter_map(|(id, number)| Some((id, self.workspace.group(number)?))) {
            put(state, Noun::Groups, id, self.group(group), group.archived_at.is_some());
        }
        for (id, team) in self.ids.teams.iter().filter_map(|(id, number)| Some((id, self.workspace.team(number)?))) {
            put(state, Noun::Teams, id, self.team(team), team.archived_at.is_some());
        }
        for (id, series) in self.ids.series.iter().filter_map(|(id, number)| Some((id, self.workspace.series_of(number)?))) {
            let is_known = self.standing.last.is_some_and(|last| last.get(Noun::Series, id).is_some());
            if series.ended_on.is_none() || is_known {
                put(state, Noun::Series, id, self.series(series), series.ended_on.is_some());
            }
        }
    }

    fn group(&self, group: &Group) -> Fields {
        let mut closing: Vec<Value> =
            group.closing_days.iter().map(|days| json!({"from": day(days.from), "until": day(days.until), "why": days.why.as_str()})).collect();
        closing.sort_by_key(|days| days["from"].as_str().map(str::to_owned));
        fields! {
            "name": group.name.as_str(),
            "parent": group.parent.map(|parent| self.group_id(parent)),
            "time_zone": group.zone.as_str(),
            "closing_days": closing,
        }
    }

    fn team(&self, team: &Team) -> Fields {
        let rhythm = team.rhythms.values().next_back().copied().flatten();
        fields! {
            "name": team.name.as_str(),
            "code": team.code.as_str(),
            "mission": team.mission.as_str(),
            "group": self.group_id(team.home),
            "time_zone": team.zone.as_str(),
            "working_days": words::of_weekdays(team.working_days),
            "holidays": team.holidays.iter().copied().map(day).collect::<Vec<_>>(),
            "rhythm": rhythm.map(|rhythm| json!({"start": day(rhythm.start), "weeks": rhythm.weeks, "number": rhythm.number})),
        }
    }

    fn series(&self, series: &Series) -> Fields {
        let schedule = series.schedules.values().next_back();
        let (group, team) = match series.of {
            SeriesOf::Group(group) => (Some(self.group_id(group)), None),
            SeriesOf::Team(team) => (None, Some(self.team_id(team))),
        };
        fields! {
            "title": series.title.as_str(),
            "group": group,
            "team": team,
            "kind": series.kind.word(),
            "rrule": schedule.map(|s| s.recurrence.rule.to_string()),
            "start": schedule.map(|s| WallClock::from(s.recurrence.start)),
            "time_zone": schedule.map(|s| s.recurrence.zone.to_string()),
            "minutes": schedule.map(|s| s.minutes),
            "place": series.place.as_str(),
            "link": series.link.as_str(),
        }
    }

    pub(super) fn sprint(&self, said: &Fields) -> Option<Fields> {
        let team = self.workspace.team(self.ids.teams.get(read::text(said, "team")?)?)?;
        let sprint = team.sprints.get(&read::date(said, "start")?)?;
        Some(fields! { "team": said["team"], "name": sprint.name.as_str(), "start": day(sprint.start), "end": day(sprint.end) })
    }

    pub(super) fn progress(&self, said: &Fields) -> Option<Fields> {
        if let Some(item) = read::text(said, "item") {
            let (done, total) = self.workspace.item(self.ids.items.get(item)?)?.progress?;
            return Some(fields! { "item": item, "done": done, "total": total });
        }
        let team = self.workspace.team(self.ids.teams.get(read::text(said, "team")?)?)?;
        let on = read::date(said, "date")?;
        let progress = team.progress.get(&on)?;
        Some(fields! {
            "team": said["team"], "date": day(on), "sprint": day(progress.sprint),
            "planned": progress.planned, "done": progress.done, "added": progress.added,
        })
    }
}
