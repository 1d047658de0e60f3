//! The words and marks of meetings, topics and things.

use crate::ui::format;
use crate::ui::status::State;
use crate::view::View;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::{About, Outcome};
use rowlock_domain::series::MeetingKind;
use rowlock_domain::{Instant, Thing, Workspace};

/// How a topic ended, as people read it.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Solved => "Solved",
        Outcome::OwnerNamed => "Owner named",
        Outcome::Parked => "Parked",
        Outcome::Escalated => "Escalated",
        Outcome::Noted => "Noted",
        Outcome::CarriedOver => "Carried over",
    }
}

/// Its mark.
pub(crate) fn outcome_state(outcome: Outcome) -> State {
    match outcome {
        Outcome::Solved => State::Done,
        Outcome::OwnerNamed => State::Owned,
        Outcome::Parked => State::Follow,
        Outcome::Escalated => State::Escalated,
        Outcome::Noted => State::Ok,
        Outcome::CarriedOver => State::New,
    }
}

/// What kind of meeting it is.
pub(crate) fn kind(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::ScrumOfScrums => "Scrum of Scrums",
        MeetingKind::MetaScrum => "MetaScrum",
        MeetingKind::Retrospective => "Scaled retrospective",
        MeetingKind::FollowUp => "Follow-up meeting",
        MeetingKind::Other => "Meeting",
    }
}

/// "Tue 24 Nov": a meeting is called by its date.
pub(crate) fn day(view: &View, group: &Group, at: Instant) -> String {
    format::day(view.local(at, &group.zone).date(), view.today(&group.zone))
}

/// "09:30".
pub(crate) fn time(view: &View, group: &Group, at: Instant) -> String {
    format::time_of_day(view.local(at, &group.zone).time())
}

/// "3:00".
pub(crate) fn clock(ms: i64) -> String {
    format::minutes_seconds(ms / 1000)
}

/// What a topic is about, if that has a page.
pub(crate) fn thing_of(about: &About) -> Option<Thing> {
    match about {
        About::Thing(thing) => Some(*thing),
        _ => None,
    }
}

/// The title of a thing, as its own page says it.
pub(crate) fn title(model: &Workspace, thing: Thing) -> String {
    let found = match thing {
        Thing::Workspace => Some(model.name.to_string()),
        Thing::Team(id) => model.team(id).map(|t| t.name.to_string()),
        Thing::Group(id) => model.group(id).map(|g| g.name.to_string()),
        Thing::Person(_) => None,
        Thing::Series(id) => model.series_of(id).map(|s| s.title.to_string()),
        Thing::Meeting(id) => model.meeting(id).map(|m| m.title.to_string()),
        Thing::Impediment(id) => model.impediment(id).map(|i| i.title.to_string()),
        Thing::Dependency(id) => model.dependency(id).map(|d| d.title.to_string()),
        Thing::Risk(id) => model.risk(id).map(|r| r.title.to_string()),
        Thing::Goal(id) => model.goal(id).map(|g| g.title.to_string()),
        Thing::Item(id) => model.item(id).map(|i| i.title.to_string()),
        Thing::Decision(id) => model.decision(id).map(|d| d.text.to_string()),
        Thing::FollowUp(id) => model.follow_up(id).map(|f| f.text.to_string()),
        Thing::HeadsUp(id) => model.heads_up(id).map(|h| h.text.to_string()),
    };
    found.unwrap_or_else(|| thing.label())
}

/// Whether the number of a thing is something people say ("IMP-12"): teams, groups and people have names.
pub(crate) fn has_label(thing: Thing) -> bool {
    !matches!(thing, Thing::Workspace | Thing::Team(_) | Thing::Group(_) | Thing::Person(_) | Thing::Series(_) | Thing::Meeting(_))
}

/// A key of an agenda line that stays the same between two renderings.
pub(crate) fn row(line: &rowlock_domain::meeting::AgendaLine) -> String {
    match line.about {
        About::Thing(thing) => thing.to_string(),
        About::Relay(meeting, member) => format!("relay-{}-{}", meeting.0, member.thing()),
        About::Requests(consumer, provider) => format!("requests-{}-{}", consumer.0, provider.0),
        About::Opening => "opening".to_owned(),
        About::Round => "round".to_owned(),
        About::Close => "close".to_owned(),
        About::Free => format!("free-{}", line.title),
    }
}
