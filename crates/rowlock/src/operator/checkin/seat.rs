//! Whose seat a check-in is for, and for which meeting.

use crate::operator::{Failure, Seat};
use rowlock_domain::{
    Calendar, Instant, Member, PersonId, TeamId, Workspace,
    checkin::Words,
    meeting::Occasion,
    series::query::{Upcoming, next_meeting},
    team::Team,
};
use rowlock_engine::Snapshot;

/// A team's seat in its home group, and the person for whom the operator acts.
pub struct Found {
    pub team: TeamId,
    pub person: PersonId,
}

pub fn find(snapshot: &Snapshot, seat: &Seat) -> Result<Found, Failure> {
    let handle = seat.handle.trim_start_matches('@');
    let profile = snapshot.profiles.by_handle(handle).ok_or_else(|| {
        Failure::usage(format!("Nobody here has the handle “{handle}”. Handles stand on the page of people, and in the organisation file."))
    })?;
    let team = team(&snapshot.model, &seat.team)?.id;
    Ok(Found { team, person: profile.person })
}

/// The team of that code or name.
pub fn team<'a>(workspace: &'a Workspace, written: &str) -> Result<&'a Team, Failure> {
    let written = written.trim();
    let living = || workspace.teams.iter().filter(|team| team.archived_at.is_none());
    let by_code = living().find(|team| team.code.as_str().eq_ignore_ascii_case(written));
    let by_name = || living().find(|team| team.name.as_str().to_lowercase() == written.to_lowercase());
    by_code.or_else(by_name).map(|team| &**team).ok_or_else(|| {
        let mut some: Vec<String> = living().take(12).map(|team| format!("{} ({})", team.code, team.name)).collect();
        if living().count() > some.len() {
            some.push("…".to_owned());
        }
        Failure::usage(format!("There is no team “{written}” here. Teams are named by code or name: {}.", some.join(", ")))
    })
}

/// The Scrum of Scrums for which a team checks in now.
pub fn meeting(workspace: &Workspace, team: TeamId, calendar: &dyn Calendar, now: Instant) -> Result<Upcoming, Failure> {
    let home = workspace.team(team).and_then(|team| workspace.group(team.home));
    let Some(group) = home else { return Err(Failure::new("This team has no group, so there is no meeting to check in for.")) };
    next_meeting(workspace, calendar, group.id, now).ok_or_else(|| {
        Failure::new(format!(
            "{} has no Scrum of Scrums to come, so there is nothing to check in for. Set its days in the group's settings.",
            group.name
        ))
    })
}

/// What a seat said for that meeting already.
pub fn given(workspace: &Workspace, next: &Upcoming, member: Member) -> Option<Words> {
    let Occasion::Meeting(meeting) = next.occasion else { return None };
    workspace.meeting(meeting)?.check_ins.get(&member).map(|check_in| check_in.words.clone())
}
