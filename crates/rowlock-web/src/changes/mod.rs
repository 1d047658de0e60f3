//! What changed: since the last meeting, since one last looked, since a day, between two moments. Made from events.

mod page;
mod query;
mod tell_flow;
mod tell_meeting;
mod tell_structure;
pub mod telling;

use crate::routes::Routes;
use crate::ui::format;
use crate::view::View;
use rowlock_domain::{Instant, Recorded, TeamId, Thing, Zone};

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/changes", page::show);
    routes.get("/{workspace}/groups/{group}/moment", page::moment);
    routes.post("/{workspace}/groups/{group}/changes/seen", page::seen);
}

/// The event in one plain sentence, for the notice of what just happened.
pub(crate) fn sentence(view: &View, recorded: &Recorded) -> String {
    let zone = view.model.zone.clone();
    telling::Teller::new(view, &zone).tell(recorded).headline
}

/// At most so many events back are looked through for one team.
const FARTHEST: usize = 5_000;

/// What others changed for a team since a moment, newest first, one for each thing. The viewer's own deeds are no news to them.
pub(crate) fn changed_for(view: &View, zone: &Zone, team: TeamId, since: Instant) -> Vec<telling::Telling> {
    use telling::Kind;
    let teller = telling::Teller::new(view, zone);
    let mut told: Vec<telling::Telling> = Vec::new();
    for recorded in view.model.journal.iter().rev().take(FARTHEST).take_while(|recorded| recorded.stamp.at > since) {
        if recorded.stamp.person() == Some(view.person) {
            continue;
        }
        let telling = teller.tell(recorded);
        let of_work = matches!(telling.kind, Kind::Dependencies | Kind::Impediments | Kind::Agreements);
        let news = telling.thing.is_none() || told.iter().all(|newer| newer.thing != telling.thing);
        if of_work && news && telling.matters && telling.teams.contains(&team) {
            told.push(telling);
        }
    }
    told
}

/// The events of a thing's history, newest first, told; pages of things show them.
pub(crate) fn history(view: &View, thing: Thing, most: usize) -> maud::Markup {
    let zone = view.model.zone.clone();
    let teller = telling::Teller::new(view, &zone);
    let own = format!("{} {}: ", thing.label(), title(view, thing));
    let tell = |recorded: &std::sync::Arc<Recorded>| {
        let mut telling = teller.tell(recorded);
        // Its own page says what it is called: here the fact alone is enough.
        if let Some(fact) = telling.headline.strip_prefix(&own) {
            telling.headline = format::sentence_case(fact);
            telling.thing = None;
        }
        (recorded.stamp.at, recorded.stamp.last, telling)
    };
    let told: Vec<_> = view.model.history(thing).rev().take(most).map(tell).collect();
    maud::html! { (page::events_by_day(view, &zone, &told)) (crate::redaction::link(view, thing)) }
}

/// What the thing is called in its events.
fn title(view: &View, thing: Thing) -> String {
    let model = &view.model;
    match thing {
        Thing::Impediment(id) => model.impediment(id).map(|i| i.title.to_string()),
        Thing::Dependency(id) => model.dependency(id).map(|d| d.title.to_string()),
        Thing::Risk(id) => model.risk(id).map(|r| r.title.to_string()),
        Thing::Goal(id) => model.goal(id).map(|g| g.title.to_string()),
        Thing::Item(id) => model.item(id).map(|i| i.title.to_string()),
        Thing::FollowUp(id) => model.follow_up(id).map(|f| f.text.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

/// Where to post to take the event back, if it can be.
pub(crate) fn undo_href(view: &View, recorded: &Recorded) -> Option<String> {
    crate::take_back::href(view, recorded)
}
