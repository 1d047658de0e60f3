//! An impediment on the agenda of the next meeting of the group where it stands.

use super::detail::{known, page};
use crate::error::WebError;
use crate::form::Form;
use crate::meeting::coming::may_propose;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::Thing;
use rowlock_domain::impediment::{Impediment, Level};
use rowlock_domain::meeting::command::ProposeTopic;
use rowlock_domain::meeting::{About, Meeting, Occasion};
use rowlock_domain::series::query::{Upcoming, next_meeting};
use std::sync::Arc;

/// The next Scrum of Scrums of the group where it stands, or of the nearest one above that meets.
fn meeting_for(view: &View, impediment: &Impediment) -> Option<Upcoming> {
    let here = match impediment.level {
        Level::Group(group) => group,
        Level::Person(_) => impediment.group,
    };
    view.model.upwards(here).find_map(|group| next_meeting(&view.model, &**view.site.engine.calendar(), group, view.now))
}

/// The button, or that it is on already.
pub(super) fn button(view: &View, impediment: &Impediment, refused: &Refused) -> Markup {
    let Some(next) = meeting_for(view, impediment).filter(|next| impediment.is_open() && may_propose(view, next)) else { return html! {} };
    let is_on = |meeting: &Arc<Meeting>| meeting.agenda().any(|topic| topic.about == About::Thing(Thing::Impediment(impediment.id)));
    let meeting = match next.occasion {
        Occasion::Meeting(id) => view.model.meeting(id).filter(|meeting| is_on(meeting)),
        Occasion::Occurrence(..) => None,
    };
    html! {
        (refused.notice("topic"))
        @match meeting {
            Some(meeting) => a.link href=(view.thing_href(Thing::Meeting(meeting.id))) { "On the agenda" },
            None => form method="post" action=(view.href(&format!("impediments/{}/topic", impediment.id.0))) {
                (view.stamp(Some(Thing::Impediment(impediment.id)))) (Button::new("Put on the agenda").render())
            },
        }
    }
}

pub(super) async fn propose(view: View, Path((_, number)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let impediment = known(&view, &number)?.clone();
    let next = meeting_for(&view, &impediment).ok_or_else(|| WebError::Conflict("No meeting is planned in the group where it stands.".to_owned()))?;
    let (id, thing) = (impediment.id, Thing::Impediment(impediment.id));
    let command = ProposeTopic { occasion: next.occasion, about: Some(thing), title: impediment.title.clone(), minutes: None };
    let path = format!("impediments/{}", id.0);
    send(view, "topic", form, (Some(thing), vec![command.into()]), &path, move |view, refused| page(view, id, refused)).await
}
