//! The overview of a group: where do we stand before the meeting? The next meeting, what needs us now, goals and
//! follow-ups, the teams (and child groups) as rows. On the first day: the next step first.
//!
//! Every figure is that of its query (`figures.rs` gathers them once per version); nothing here ranks teams.

mod beside;
mod figures;
mod first_day;
mod groups;
mod needs;
pub(crate) mod strip;
mod teams;

use crate::drawn::Part;
use crate::error::WebError;
use crate::form::Form;
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::{format, notice};
use crate::view::View;
use axum::extract::Path;
use figures::Figures;
use maud::{Markup, html};
use rowlock_domain::group::{Group, GroupRole};
use rowlock_domain::series::query::Upcoming;
use rowlock_domain::{Act, Date, Thing};
use std::sync::Arc;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}", show);
}

/// A group's overview as one viewer sees it.
struct Shown<'a> {
    view: &'a View,
    group: &'a Arc<Group>,
    figures: Arc<Figures>,
    today: Date,
    /// The meeting that is open or comes next.
    next: Option<Upcoming>,
    /// Above 20 teams, names stand instead of codes.
    named: bool,
}

async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let from = Form::parse(query.as_bytes())?.value("from").parse().unwrap_or(0);
    view.outlook(&group).await?;
    let frame = Frame::of_group("Overview", Place::Overview, group.id);
    Ok(view.page(&frame, main(&Shown::of(&view, &group), from)))
}

fn main(shown: &Shown<'_>, from: usize) -> Markup {
    let Shown { group, today, .. } = shown;
    let day = format::long_day(*today);
    html! {
        h1.vh { "Overview of the Scrum of Scrums " (group.name) ", " (day) }
        @if group.archived_at.is_some() { (notice::notice(notice::Tone::Neutral, "This group no longer meets. Everything it left behind can still be read.")) }
        (strip::strip(shown))
        @if first_day::is(shown) { (first_day::steps(shown)) (needs::empty_section()) }
        @else {
            (lacking(shown))
            div class="cols cols-main" {
                (shown.drawn("needs us now", "", needs::section))
                div class="stack gap5" { (beside::goals(shown)) (shown.drawn("follow-ups due", "", beside::follow_ups)) }
            }
            (shown.drawn("members", &from.to_string(), |shown| teams::section(shown, from)))
        }
    }
}

/// What the group lacks to work as one, each in one sentence.
fn lacking(shown: &Shown<'_>) -> Markup {
    let Shown { view, group, figures, .. } = shown;
    let settings = view.href(&format!("groups/{}/settings", group.slug));
    let masters = [GroupRole::Master, GroupRole::Deputy];
    let no_master = group.archived_at.is_none() && !group.roles.iter().any(|(role, ..)| masters.contains(role));
    let link = |words: &str| view.may(Act::Arrange(group.id)).then(|| html! { a.link href=(settings) { (words) } });
    let alone = figures.without_ambassador.len();
    html! {
        @if no_master {
            (notice::with_action(notice::Tone::Attention, "No Scrum of Scrums Master is named: the administrator names one.", link("Name the Master")))
        }
        @if alone > 0 {
            (notice::with_action(notice::Tone::Attention, html! { span data-live="no-ambassador" { (alone_words(shown, alone)) } }, link("Name ambassadors")))
        }
    }
}

/// "191 teams have no ambassador."; up to three are named.
fn alone_words(shown: &Shown<'_>, alone: usize) -> String {
    let names: Vec<&str> =
        shown.figures.without_ambassador.iter().filter_map(|id| shown.view.model.team(*id)).map(|team| team.name.as_str()).collect();
    match alone {
        1 => format!("{} has no ambassador.", format::listed(&names)),
        2..=3 => format!("{} have no ambassador.", format::listed(&names)),
        _ => format!("{} teams have no ambassador.", format::count(alone)),
    }
}

impl<'a> Shown<'a> {
    fn of(view: &'a View, group: &'a Arc<Group>) -> Self {
        let figures = figures::of(view, group);
        let named = figures.teams_within > 20;
        let next = crate::meeting::coming::next(view, group).map(|next| next.upcoming);
        Self { view, group, figures, next, today: view.today(&group.zone), named }
    }

    /// A part that everybody sees alike.
    fn drawn(&self, part: &'static str, asked: &str, draw: impl FnOnce(&Shown<'_>) -> Markup) -> Part {
        self.view.drawn(part, Thing::Group(self.group.id), asked, |view| draw(&Shown::of(view, self.group)))
    }

    /// Teams that wait, as codes; above 20 teams by name.
    fn codes(&self, teams: &[rowlock_domain::TeamId]) -> Markup {
        const MOST: usize = 4;
        let known: Vec<_> = teams.iter().filter_map(|id| self.view.model.team(*id)).collect();
        html! {
            span.tms {
                @for team in known.iter().take(MOST) {
                    @if self.named { span.tm { (team.name) } } @else { (crate::ui::teamcode::team_code(team.code.as_str(), team.name.as_str())) }
                }
                @if known.len() > MOST { span.meta { "and " (format::count(known.len() - MOST)) " more" } }
            }
        }
    }

    fn href(&self, page: &str) -> String {
        self.view.href(&format!("groups/{}/{page}", self.group.slug))
    }

    fn thing(&self, thing: Thing) -> String {
        self.view.thing_href(thing)
    }
}
