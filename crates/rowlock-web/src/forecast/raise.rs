//! From a what-if to the next meeting: what would help is put on its agenda, as a topic about the thing itself.

use super::page::Sheet;
use crate::meeting::{coming, words};
use crate::ui::button::Button;
use maud::{Markup, html};
use rowlock_analysis::model::forecast::Change;
use rowlock_domain::meeting::{MeetingState, Occasion};
use rowlock_domain::{Act, Thing};

/// A button for each ticked change that others can talk about, where a meeting comes and its reader may ask for a topic.
pub(super) fn buttons(sheet: &Sheet<'_>) -> Markup {
    let view = sheet.view;
    let Some(next) = coming::next(view, sheet.group).filter(|_| !view.is_past) else { return html! {} };
    let may = match (next.upcoming.occasion, next.upcoming.state) {
        (Occasion::Meeting(id), MeetingState::Open) => view.may(Act::Meet(id)),
        _ => view.may(Act::Join),
    };
    let things: Vec<(Thing, &str)> = sheet.asked.changes.iter().filter_map(|change| topic(sheet, *change)).collect();
    if !may || things.is_empty() {
        return html! {};
    }
    let taken = |thing: Thing| match next.upcoming.occasion {
        Occasion::Meeting(id) => {
            view.model.meeting(id).is_some_and(|meeting| meeting.agenda().any(|topic| words::thing_of(&topic.about) == Some(thing)))
        }
        Occasion::Occurrence(..) => false,
    };
    let day = sheet.day(view.local(next.upcoming.starts_at, &sheet.group.zone).date());
    html! {
        @for (thing, title) in things {
            @if taken(thing) { p.t13.sub { "“" (title) "” is on the agenda of " (day) "." } }
            @else {
                form.mt2 method="post" action=(view.href(&format!("{}/topics", next.path))) {
                    (view.stamp(None))
                    input type="hidden" name="thing" value=(thing);
                    (Button::new("Put on the agenda").small().render())
                    " " span.t13.sub { (title) ", " (day) }
                }
            }
        }
    }
}

fn topic<'a>(sheet: &Sheet<'a>, change: Change) -> Option<(Thing, &'a str)> {
    let model = &sheet.view.model;
    match change {
        Change::Clear(id) => model.impediment(id).map(|known| (Thing::Impediment(id), known.title.as_str())),
        Change::Deliver(id) => model.dependency(id).map(|known| (Thing::Dependency(id), known.title.as_str())),
        Change::LeaveOut(_) | Change::Pace(..) => None,
    }
}
