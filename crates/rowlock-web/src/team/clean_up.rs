//! Reports that look like a clean-up: asked about, left out of forecasts on the team's word, counted again. Shown on
//! the team's page and on forecasts.

use super::page::page;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::hidden;
use crate::ui::section::section;
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_analysis::model::forecast::{Options, Pace, pace};
use rowlock_domain::team::Team;
use rowlock_domain::team::command::{CountProgressAgain, LeaveOutProgress};
use rowlock_domain::team::progress::LeftOut;
use rowlock_domain::{Act, Command, Date, TeamId, Thing};

/// A report that is asked about, or that does not count.
pub(crate) struct CleanUp {
    pub day: Date,
    /// Small stories that were new then.
    pub stories: u32,
    /// Who left it out, if it is.
    pub said: Option<LeftOut>,
}

/// Those of a team, oldest first.
pub(crate) fn of(team: &Team, pace: &Pace) -> Vec<CleanUp> {
    if pace.bulk.is_empty() && pace.left_out.is_empty() && team.left_out.is_empty() {
        return Vec::new();
    }
    let is_known = |day: Date| pace.bulk.iter().chain(&pace.left_out).any(|(known, _)| *known == day);
    let reports = team.finished().into_iter().filter(|report| is_known(report.until) || team.left_out.contains_key(&report.until));
    reports.map(|report| CleanUp { day: report.until, stories: report.stories, said: team.left_out.get(&report.until).copied() }).collect()
}

/// What is to be said of one, and what those may do who act for the team; afterwards they come back to that page of a group.
pub(crate) fn row(view: &View, team: &Team, clean_up: &CleanUp, back: Option<&str>) -> Markup {
    let today = view.today(&team.zone);
    let (day, name) = (format::short_day(clean_up.day, today), team.name.as_str());
    let stories = format::counted(clean_up.stories as usize, "story", "stories");
    let may = view.may(Act::ForTeam(team.id)) && team.archived_at.is_none();
    let (words, noun) = if clean_up.said.is_some() { ("Count them again", "left-out/end") } else { ("Leave them out", "left-out") };
    html! {
        li data-row=(format!("clean-up-{}-{}", team.code, clean_up.day)) {
            div {
                @match &clean_up.said {
                    Some(said) => {
                        b { (name) ": " (stories) " of " (day) " are left out" }
                        small { "A clean-up" (who(view, team, said)) ". Forecasts and burn-ups do not count them." }
                    }
                    None => {
                        b { (name) " closed " (stories) " on " (day) ", more than five usual weeks at once: was that a clean-up?" }
                        small { "They count until somebody who acts for " (name) " leaves them out." }
                    }
                }
            }
            @if may {
                form method="post" action=(view.href(&format!("teams/{}/progress/{noun}", team.code))) {
                    (view.stamp(None)) (hidden("day", &format::iso(clean_up.day)))
                    @if let Some(back) = back { (hidden("back", back)) }
                    (Button::new(words).small().spoken(&format!("{words}: {name}, {day}")).render())
                }
            }
        }
    }
}

/// ", as Otto said on 3 Nov".
fn who(view: &View, team: &Team, said: &LeftOut) -> String {
    let on = format::short_day(view.local(said.at, &team.zone).date(), view.today(&team.zone));
    said.by.map_or_else(|| format!(", said on {on}"), |by| format!(", as {} said on {on}", view.name(by)))
}

/// The section of the team's page; nothing where every report looks like work.
pub(super) fn section_of(view: &View, team: &Team, refused: &Refused) -> Markup {
    let known =
        view.memo_whole("clean-ups", Thing::Team(team.id), &team.zone, || of(team, &pace(&view.moment(&team.zone), team, &Options::default())));
    let form = refused.form("clean-up");
    html! {
        @if !known.is_empty() || refused.is("clean-up") {
            (section("h-clean-ups", "Clean-ups", "stories closed at once that may be no work", None, html! {
                (refused.notice("clean-up"))
                @if let Some(sentence) = form.error("day") { (notice::refused(sentence)) }
                ul.plain { @for clean_up in known.iter() { (row(view, team, clean_up, None)) } }
            }))
        }
    }
}

pub(super) async fn leave_out(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    act(view, code, form, |team, on| LeaveOutProgress { team, on }.into()).await
}

pub(super) async fn count_again(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    act(view, code, form, |team, on| CountProgressAgain { team, on }.into()).await
}

async fn act(view: View, code: String, mut form: Form, command: impl FnOnce(TeamId, Date) -> Command) -> Result<Response, WebError> {
    let team = view.team(&code)?.id;
    let command = command(team, form.date("day"));
    let path = form.back().unwrap_or_else(|| format!("teams/{code}"));
    send(view, "clean-up", form, (None, vec![command]), &path, move |view, refused| page(view, &code, refused)).await
}
