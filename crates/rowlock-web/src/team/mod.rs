//! A team's page: who it is, how its sprint goes, what stands in its way, what it waits for and owes, what it said.
//!
//! Confidence is shown as it was given; no team is ranked. What the settings change stands in `settings`.

mod acts;
pub(crate) mod clean_up;
mod flow;
mod notes;
pub(crate) mod opinion;
mod page;
mod past;
pub(crate) mod progress;
mod settings;

use crate::routes::Routes;

pub(crate) use acts::{sprint_start, supports};
pub(crate) use flow::dependency_status;
pub(crate) use past::line_words;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/teams/{team}", page::show);
    routes.post("/{workspace}/teams/{team}/notes", notes::leave);
    routes.post("/{workspace}/teams/{team}/heads-ups", notes::announce);
    routes.post("/{workspace}/teams/{team}/progress", acts::report);
    routes.post("/{workspace}/teams/{team}/progress/left-out", clean_up::leave_out);
    routes.post("/{workspace}/teams/{team}/progress/left-out/end", clean_up::count_again);
    routes.post("/{workspace}/teams/{team}/progress/confirmed", clean_up::confirm);
    routes.post("/{workspace}/teams/{team}/pace", opinion::say);
    routes.post("/{workspace}/teams/{team}/pace/end", opinion::withdraw);
    routes.post("/{workspace}/teams/{team}/sprint-goal", acts::set_goal);
    settings::routes(routes);
}
