//! Burn-up and cumulative flow: of a team on its page, of a group on a page of its own.
//!
//! Numbers come from `rowlock_analysis::model`; sentences stand in `words`, drawings in `draw`. Teams are summed,
//! never set side by side.

mod draw;
mod words;

use crate::error::WebError;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::empty::empty;
use crate::ui::section::page_head;
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_analysis::model::{burn_up, passages};
use rowlock_domain::{GroupId, TeamId, Thing};

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/flow", show);
}

/// Whether there is anything to draw for a group: progress that a team reported, or items.
pub(crate) fn has_food(view: &View, group: GroupId) -> bool {
    let mut teams = view.model.teams.iter().filter(|team| view.model.is_within(team.home, group));
    teams.any(|team| !team.progress.is_empty())
        || view.model.items.iter().any(|item| view.model.team(item.team).is_some_and(|team| view.model.is_within(team.home, group)))
}

/// The two figures of a team; nothing where nothing was reported.
pub(crate) fn of_team(view: &View, team: &rowlock_domain::team::Team) -> Markup {
    let found = view.memo_whole("burn-up", Thing::Team(team.id), &team.zone, || {
        let moment = view.moment(&team.zone);
        (burn_up::burn_up(&moment, &[team.id]), passages::items(&moment, &[team.id]))
    });
    html! { (figures(view, &found.0, &found.1, &team.zone)) }
}

async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let teams: Vec<TeamId> =
        view.model.teams.iter().filter(|team| team.archived_at.is_none() && view.model.is_within(team.home, group.id)).map(|team| team.id).collect();
    let found = view.memo_whole("burn-up", Thing::Group(group.id), &group.zone, || {
        let moment = view.moment(&group.zone);
        (burn_up::burn_up(&moment, &teams), passages::items(&moment, &teams))
    });
    let sentence = "All teams together: what their sprints hold, what is done of it, and how items flow through.";
    Ok(view.page(&Frame::of_group("Burn-up and flow", Place::Elsewhere, group.id), html! {
        (page_head("Burn-up and flow", sentence, None))
        @if found.0.is_none() && found.1.is_none() {
            (empty("No progress given", "Once teams report how many small stories are done in their sprint, or keep items here, the lines begin. One line in the check-in is enough.", None))
        }
        (figures(&view, &found.0, &found.1, &group.zone))
    }))
}

fn figures(view: &View, burn_up: &Option<burn_up::BurnUp>, items: &Option<passages::Items>, zone: &rowlock_domain::Zone) -> Markup {
    let (today, as_of) = (view.today(zone), view.as_of(view.now, zone));
    html! {
        @if burn_up.is_some() || items.is_some() {
            div class="cols cols-half" {
                @if let Some(burn_up) = burn_up { (draw::burn_up(burn_up, today, &as_of)) }
                @if let Some(items) = items { (draw::flow(items, today, &as_of)) }
            }
        }
    }
}
