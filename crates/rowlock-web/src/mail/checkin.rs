//! Please check in: when the meeting is, for whom, and the link. Nothing to say once the check-in is given or the meeting is over.

use super::{Texts, Written};
use crate::ui::format;
use rowlock_domain::meeting::MeetingState;
use rowlock_domain::{MeetingId, Member, PersonId};
use rowlock_engine::Occasion;

pub(super) fn write(texts: &Texts, occasion: &Occasion<'_>, meeting: MeetingId, member: Member, to: PersonId, again: bool) -> Option<Written> {
    let model = &occasion.snapshot.model;
    let meeting = model.meeting(meeting)?;
    if meeting.state != MeetingState::Planned || meeting.check_ins.contains_key(&member) {
        return None;
    }
    let group = model.group(meeting.group)?;
    let starts = occasion.calendar.local(meeting.starts_at, &group.zone);
    let due = occasion.calendar.local(meeting.starts_at.plus_seconds(-60 * i64::from(group.rules.due_minutes)), &group.zone);
    let (when, until) = (format!("{} {}", format::long_day(starts.date()), format::time_of_day(starts.time())), format::time_of_day(due.time()));
    let (team, name) = (model.member_name(member), occasion.snapshot.profiles.name(to));
    let url = texts.url(&format!("/{}/groups/{}/check-in", occasion.slug, group.slug));
    let opening = if again { "your check-in is still missing" } else { "please check in" };
    let text = format!(
        "Hello {name},\n\n{opening} for {team}, before {until}. The meeting of {} is on {when}.\n\n{url}\n\n\
         It takes about a minute: what you did, what comes next, what is in your way.\n",
        group.name
    );
    let subject = if again { format!("Still missing: check-in of {team} for {when}") } else { format!("Check-in of {team} for {when}") };
    Some((subject, text, None))
}
