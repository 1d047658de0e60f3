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
    routes.command("/{workspace}/teams/{team}/notes", notes::leave);
    routes.command("/{workspace}/teams/{team}/heads-ups", notes::announce);
    routes.command("/{workspace}/teams/{team}/progress", acts::report);
    routes.command("/{workspace}/teams/{team}/progress/left-out", clean_up::leave_out);
    routes.command("/{workspace}/teams/{team}/progress/left-out/end", clean_up::count_again);
    routes.command("/{workspace}/teams/{team}/progress/confirmed", clean_up::confirm);
    routes.command("/{workspace}/teams/{team}/pace", opinion::say);
    routes.command("/{workspace}/teams/{team}/pace/end", opinion::withdraw);
    routes.command("/{workspace}/teams/{team}/sprint-goal", acts::set_goal);
    settings::routes(routes);
}
