//! Time rules: what falls due by itself. Running it twice does nothing new.
//!
//! Check-ins are asked for at the group's hour of the team's last working day before the meeting, reminded once an hour before
//! they are due (if that is no working hour, an hour before that working day ends); held relays go out. Teams on holiday are left in peace.

#[cfg(test)]
mod tests;

use crate::{
    Calendar, Command, Date, GroupId, Instant, MeetingId, Member, Workspace,
    calendar::WorkingTime,
    checkin::command::{AskCheckIn, RemindCheckIn},
    group::Rules,
    meeting::{
        Meeting, MeetingState, Occasion,
        query::{holder_on, seats_in_order},
    },
    relay::command::SendRelays,
    series::{
        MeetingKind, SeriesOf,
        query::{Upcoming, upcoming_until},
    },
    working,
};
use imbl::OrdSet;

const HOUR_SECONDS: i64 = 3600;
/// Meetings further ahead are not looked at yet: even before long holidays nobody is asked earlier.
const HORIZON_SECONDS: i64 = 30 * 86_400;

/// What the clock shall do now.
#[must_use]
pub fn due(workspace: &Workspace, calendar: &dyn Calendar, now: Instant) -> Vec<Command> {
    let mut tasks = tasks(workspace, calendar, now);
    tasks.retain(|(at, _)| *at <= now);
    tasks.sort_by_key(|(at, _)| *at);
    tasks.into_iter().map(|(_, command)| command).collect()
}

/// When to look again; `None` when nothing is due within a month.
#[must_use]
pub fn next_due_at(workspace: &Workspace, calendar: &dyn Calendar, now: Instant) -> Option<Instant> {
    tasks(workspace, calendar, now).into_iter().map(|(at, _)| at).filter(|at| *at > now).min()
}

/// When a member works, by the hours of the group that meets.
fn working_time(workspace: &Workspace, group: GroupId, member: Member) -> Option<WorkingTime> {
    let rules = &workspace.group(group)?.rules;
    let time = match member {
        Member::Team(id) => working::of_team(workspace, id)?,
        Member::Group(id) => working::of_group(workspace, id),
    };
    Some(WorkingTime { from_hour: rules.from_hour, until_hour: rules.until_hour, ..time })
}

type Task = (Instant, Command);

fn tasks(workspace: &Workspace, calendar: &dyn Calendar, now: Instant) -> Vec<Task> {
    let held = workspace.meetings.iter().filter_map(|m| m.relays_held_until.map(|until| (until, SendRelays { meeting: m.id }.into())));
    let mut tasks: Vec<Task> = held.collect();
    let until = now.plus_seconds(HORIZON_SECONDS);
    for group in meeting_groups(workspace) {
        let coming = upcoming_until(workspace, calendar, group, now, until).into_iter();
        let held = |u: &Upcoming| u.kind == MeetingKind::ScrumOfScrums && u.state == MeetingState::Planned && u.starts_at > now;
        for next in coming.filter(held).take(3) {
            check_ins(&Asking { workspace, calendar, now, group }, &next, &mut tasks);
        }
    }
    tasks
}

/// Living groups that hold or have planned a Scrum of Scrums.
fn meeting_groups(workspace: &Workspace) -> OrdSet<GroupId> {
    let of_series = workspace.series.iter().filter(|s| s.kind == MeetingKind::ScrumOfScrums).filter_map(|s| match s.of {
        SeriesOf::Group(group) => Some(group),
        SeriesOf::Team(_) => None,
    });
    let planned = workspace.meetings.iter().filter(|m| m.kind == MeetingKind::ScrumOfScrums && m.state == MeetingState::Planned).map(|m| m.group);
    let living = |id: &GroupId| workspace.group(*id).is_some_and(|g| g.archived_at.is_none());
    of_series.chain(planned).filter(living).collect()
}

struct Asking<'a> {
    workspace: &'a Workspace,
    calendar: &'a dyn Calendar,
    now: Instant,
    group: GroupId,
}

fn check_ins(asking: &Asking<'_>, next: &Upcoming, tasks: &mut Vec<Task>) {
    let Some(rules) = asking.workspace.group(asking.group).map(|g| g.rules.clone()) else { return };
    let meeting = match next.occasion {
        Occasion::Meeting(id) => asking.workspace.meeting(id),
        Occasion::Occurrence(..) => None,
    };
    let due_at = next.starts_at.plus_seconds(-i64::from(rules.due_minutes) * 60);
    if due_at <= asking.now {
        return;
    }
    for member in seats_in_order(asking.workspace, asking.group) {
        if meeting.is_some_and(|m| m.check_ins.contains_key(&member)) {
            continue;
        }
        if let Some(times) = asking.times(member, next, due_at, &rules) {
            tasks.extend(task(member, next.occasion, meeting.map(AsRef::as_ref), &times));
        }
    }
}

/// When a seat is asked and reminded.
struct Times {
    ask: Instant,
    remind: Instant,
}

impl Asking<'_> {
    /// `None` for a seat that nobody holds and for a team on holiday, today or on the day of the meeting.
    fn times(&self, member: Member, next: &Upcoming, due_at: Instant, rules: &Rules) -> Option<Times> {
        let zone = &self.workspace.group(self.group)?.zone;
        let date = self.calendar.local(next.starts_at, zone).date();
        holder_on(self.workspace, self.group, member, date)?;
        let time = working_time(self.workspace, self.group, member)?;
        let local = self.calendar.local(next.starts_at, &time.zone).date();
        let off = |day: Date| time.holidays.contains(&day);
        if off(local) || off(self.calendar.local(self.now, &time.zone).date()) {
            return None;
        }
        let day = self.calendar.working_day_before(local, &time)?;
        let at = |hour: i8| self.calendar.instant(day.at(hour.clamp(0, 23), 0, 0, 0), &time.zone);
        let hour_before = due_at.plus_seconds(-HOUR_SECONDS);
        let remind = if self.works_at(hour_before, &time) { hour_before } else { at(rules.until_hour - 1) };
        Some(Times { ask: at(rules.ask_hour), remind })
    }

    fn works_at(&self, at: Instant, time: &WorkingTime) -> bool {
        let local = self.calendar.local(at, &time.zone);
        time.works_on(local.date()) && (time.from_hour..time.until_hour).contains(&local.hour())
    }
}

/// Asks first; reminds once, at the earliest an hour after asking.
fn task(member: Member, occasion: Occasion, meeting: Option<&Meeting>, times: &Times) -> Option<Task> {
    let asked = meeting.and_then(|m| m.asked.get(&member).map(|at| (m.id, *at)));
    match asked {
        None => Some((times.ask, AskCheckIn { occasion, member }.into())),
        Some((id, asked_at)) if meeting.is_some_and(|m| !m.reminded.contains_key(&member)) => Some(remind(id, member, times, asked_at)),
        Some(_) => None,
    }
}

fn remind(meeting: MeetingId, member: Member, times: &Times, asked_at: Instant) -> Task {
    (times.remind.max(asked_at.plus_seconds(HOUR_SECONDS)), RemindCheckIn { meeting, member }.into())
}
