//! Reports that look like a clean-up: asked about, left out of forecasts on the team's word or confirmed as work, counted
//! again. Shown on the team's page and on forecasts.

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
use rowlock_domain::team::command::{ConfirmProgress, CountProgressAgain, LeaveOutProgress};
use rowlock_domain::team::progress::Said;
use rowlock_domain::{Act, Command, Date, TeamId, Thing};

/// A report that looks like a clean-up, or does not count.
pub(crate) struct CleanUp {
    pub day: Date,
    /// Small stories that were new then.
    pub stories: u32,
    pub standing: Standing,
}

/// What is known of such a report.
#[derive(Clone, Copy)]
pub(crate) enum Standing {
    /// Nobody said what it was; it counts.
    Asked,
    /// A clean-up, as somebody said: it does not count.
    LeftOut(Said),
    /// Work, as somebody said: it counts.
    Work(Said),
}

impl Standing {
    fn of(team: &Team, day: Date) -> Self {
        match (team.left_out.get(&day), team.confirmed.get(&day)) {
            (Some(said), _) => Self::LeftOut(*said),
            (None, Some(said)) => Self::Work(*said),
            (None, None) => Self::Asked,
        }
    }

    /// What can be said instead: words, and the noun of the address.
    fn answers(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Asked => &[("Leave them out", "left-out"), ("It was work", "confirmed")],
            Self::LeftOut(_) => &[("Count them again", "left-out/end")],
            Self::Work(_) => &[("Leave them out", "left-out")],
        }
    }
}

/// Those of a team, oldest first.
pub(crate) fn of(team: &Team, pace: &Pace) -> Vec<CleanUp> {
    if pace.bulk.is_empty() && pace.confirmed.is_empty() && pace.left_out.is_empty() && team.left_out.is_empty() {
        return Vec::new();
    }
    let is_known = |day: Date| pace.bulk.iter().chain(&pace.confirmed).chain(&pace.left_out).any(|(known, _)| *known == day);
    let reports = team.finished().into_iter().filter(|report| is_known(report.until) || team.left_out.contains_key(&report.until));
    reports.map(|report| CleanUp { day: report.until, stories: report.stories, standing: Standing::of(team, report.until) }).collect()
}

/// What is to be said of one, and what those may do who act for the team; afterwards they come back to that page of a group.
pub(crate) fn row(view: &View, team: &Team, clean_up: &CleanUp, back: Option<&str>) -> Markup {
    let day = format::short_day(clean_up.day, view.today(&team.zone));
    let may = view.may(Act::ForTeam(team.id)) && team.archived_at.is_none();
    html! {
        li data-row=(format!("clean-up-{}-{}", team.code, clean_up.day)) {
            div { (told(view, team, clean_up, &day)) }
            @if may {
                div.row {
                    @for (words, noun) in clean_up.standing.answers() {
                        form method="post" action=(view.href(&format!("teams/{}/progress/{noun}", team.code))) {
                            (view.stamp(None)) (hidden("day", &format::iso(clean_up.day)))
                            @if let Some(back) = back { (hidden("back", back)) }
                            (Button::new(words).small().spoken(&format!("{words}: {}, {day}", team.name)).render())
                        }
                    }
                }
            }
        }
    }
}

fn told(view: &View, team: &Team, clean_up: &CleanUp, day: &str) -> Markup {
    let (name, stories) = (team.name.as_str(), format::counted(clean_up.stories as usize, "story", "stories"));
    match &clean_up.standing {
        Standing::Asked => html! {
            b { (name) " closed " (stories) " on " (day) ", more than five usual weeks at once: was that a clean-up?" }
            small { "They count until somebody who acts for " (name) " leaves them out." }
        },
        Standing::LeftOut(said) => html! {
            b { (name) ": " (stories) " of " (day) " are left out" }
            small { "A clean-up" (who(view, team, said)) ". Forecasts and burn-ups do not count them." }
        },
        Standing::Work(said) => html! {
            b { (name) ": " (stories) " of " (day) " count" }
            small { "Work, no clean-up" (who(view, team, said)) ", though more than five usual weeks at once." }
        },
    }
}

/// ", as Otto said on 3 Nov".
fn who(view: &View, team: &Team, said: &Said) -> String {
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

pub(super) async fn confirm(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    act(view, code, form, |team, on| ConfirmProgress { team, on }.into()).await
}

async fn act(view: View, code: String, mut form: Form, command: impl FnOnce(TeamId, Date) -> Command) -> Result<Response, WebError> {
    let team = view.team(&code)?.id;
    let command = command(team, form.date("day"));
    let path = form.back().unwrap_or_else(|| format!("teams/{code}"));
    send(view, "clean-up", form, (None, vec![command]), &path, move |view, refused| page(view, &code, refused)).await
}
