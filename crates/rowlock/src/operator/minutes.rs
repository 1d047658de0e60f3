//! `export --minutes`: the minutes of one meeting as Markdown, as its page offers them.

use super::{Failure, Output, Reply, workspace};
use rowlock_domain::{Calendar, Date, MeetingId, Workspace, meeting::Meeting};
use rowlock_engine::Engine;
use rowlock_web::meeting::record::Scribe;

pub async fn minutes(engine: &Engine, slug: Option<&str>, written: &str, output: &mut dyn Output) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, slug).await?;
    let snapshot = desk.snapshot();
    let calendar = &**engine.calendar();
    let meeting = find(&snapshot.model, calendar, written)?.id;
    let scribe = Scribe { model: &snapshot.model, profiles: &snapshot.profiles, calendar, now: engine.clock().now() };
    let text = scribe.markdown(meeting).ok_or_else(|| Failure::new(format!("{meeting} has no minutes: it was not opened yet.")))?;
    output.print(&text).map_err(|error| Failure::new(format!("The minutes cannot be written: {error}.")))?;
    Ok(Reply::Printed)
}

/// The meeting of that number, or the only one that began on that date in its group's zone.
fn find<'a>(model: &'a Workspace, calendar: &dyn Calendar, written: &str) -> Result<&'a Meeting, Failure> {
    let begun = || model.meetings.iter().filter(|meeting| meeting.opened_at.is_some());
    let number = written.strip_prefix("M-").or_else(|| written.strip_prefix("m-")).unwrap_or(written).parse().ok();
    if let Some(number) = number {
        let found = begun().find(|meeting| meeting.id == MeetingId(number));
        return found
            .map(|meeting| &**meeting)
            .ok_or_else(|| Failure::usage(format!("There is no meeting M-{number} that was held. {}", last_ones(model))));
    }
    let date: Date =
        written.parse().map_err(|_| Failure::usage(format!("“{written}” names no meeting. Write its number (M-9) or its date (2026-11-26).")))?;
    let on = |meeting: &Meeting| model.group(meeting.group).is_some_and(|group| calendar.local(meeting.starts_at, &group.zone).date() == date);
    let found: Vec<&Meeting> = begun().map(|meeting| &**meeting).filter(|meeting| on(meeting)).collect();
    match found.as_slice() {
        [] => Err(Failure::usage(format!("No meeting was held on {date}. {}", last_ones(model)))),
        [one] => Ok(one),
        many => {
            let named: Vec<String> = many.iter().map(|meeting| format!("{} ({})", meeting.id, meeting.title)).collect();
            Err(Failure::usage(format!("Several meetings were held on {date}: {}. Name one by its number.", named.join(", "))))
        }
    }
}

fn last_ones(model: &Workspace) -> String {
    let held = model.meetings.iter().rev().filter(|meeting| meeting.opened_at.is_some());
    let some: Vec<String> = held.take(5).map(|meeting| format!("{} ({})", meeting.id, meeting.title)).collect();
    if some.is_empty() { "No meeting was held yet.".to_owned() } else { format!("The last ones: {}.", some.join(", ")) }
}
