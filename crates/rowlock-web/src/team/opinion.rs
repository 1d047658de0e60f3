//! What a team thinks it finishes in a week, asked while fewer than three weeks of its progress are finished: an opinion,
//! and told as one. Shown on the team's page and on forecasts.

use super::page::page;
use crate::error::WebError;
use crate::form::Form;
use crate::refused::{Refused, send};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold, hidden};
use crate::ui::format;
use crate::ui::section::section;
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_analysis::model::forecast::{FEWEST_WEEKS, Options, pace};
use rowlock_analysis::model::outlook_words::thinks;
use rowlock_domain::team::Team;
use rowlock_domain::team::command::{SayPace, WithdrawPace};
use rowlock_domain::{Act, Command, Thing};

/// "Payments thinks it finishes 2 to 6 stories a week, said by Otto on 3 Nov".
pub(crate) fn said(view: &View, team: &Team) -> Option<String> {
    let (words, opinion) = (thinks(team)?, team.opinion?);
    let on = format::short_day(view.local(opinion.at, &team.zone).date(), view.today(&team.zone));
    Some(opinion.by.map_or_else(|| format!("{words}, said on {on}"), |by| format!("{words}, said by {} on {on}", view.name(by))))
}

/// Where a team stands that has so many finished weeks: what it thinks, whether that is used, and the forms of those who act
/// for it; afterwards they come back to that page of a group.
pub(crate) fn row(view: &View, team: &Team, weeks: usize, (refused, back): (&Refused, Option<&str>)) -> Markup {
    let counted = format::counted(weeks, "finished week", "finished weeks");
    let may = view.may(Act::ForTeam(team.id)) && team.archived_at.is_none();
    html! {
        li data-row=(format!("opinion-{}", team.code)) {
            div {
                @match (said(view, team), weeks < FEWEST_WEEKS) {
                    (Some(said), true) => { b { (said) } small { "An opinion: it stands in for the pace until " (FEWEST_WEEKS) " weeks of progress are finished. There are " (counted) "." } }
                    (Some(said), false) => { b { (said) } small { "No longer used: " (counted) " of progress count instead." } }
                    (None, _) => {
                        b { (team.name) " has " (counted) " of progress" }
                        small { "From " (FEWEST_WEEKS) " on they count. Until then those who act for " (team.name) " can say what they think it finishes in a week." }
                    }
                }
            }
            @if may && weeks < FEWEST_WEEKS { (form(view, team, refused, back)) }
            @if may && team.opinion.is_some() {
                form method="post" action=(view.href(&format!("teams/{}/pace/end", team.code))) {
                    (view.stamp(None))
                    @if let Some(back) = back { (hidden("back", back)) }
                    (Button::new("No longer say so").small().quiet().spoken(&format!("No longer say so: {}", team.name)).render())
                }
            }
        }
    }
}

fn form(view: &View, team: &Team, refused: &Refused, back: Option<&str>) -> Markup {
    let known = |pick: fn(&rowlock_domain::team::progress::Opinion) -> u32| {
        team.opinion.as_ref().map_or_else(String::new, |opinion| pick(opinion).to_string())
    };
    let form = refused.form("pace").or("fewest", known(|opinion| opinion.fewest)).or("most", known(|opinion| opinion.most));
    let (fewest, most) = (format!("f-fewest-{}", team.code), format!("f-most-{}", team.code));
    let words = if team.opinion.is_some() { format!("Say otherwise for {}", team.name) } else { format!("Say what {} thinks", team.name) };
    fold(
        &words,
        refused.is("pace"),
        html! {
            (refused.notice("pace"))
            form.form method="post" action=(view.href(&format!("teams/{}/pace", team.code))) {
                (view.stamp(None))
                @if let Some(back) = back { (hidden("back", back)) }
                div.fl {
                    (Field::new("fewest", "Stories in a poor week").id(&fewest).value(form.value("fewest")).error(form.error("fewest")).required().bounds("0", "1000").number())
                    (Field::new("most", "Stories in a good week").id(&most).value(form.value("most")).error(form.error("most")).required().bounds("1", "1000").number())
                }
                div.formend { (Button::new("Save the opinion").render()) }
            }
        },
    )
}

/// The section of the team's page: while its weeks do not count yet, or as long as it says something.
pub(super) fn section_of(view: &View, team: &Team, refused: &Refused) -> Markup {
    let weeks =
        view.memo_whole("finished weeks", Thing::Team(team.id), &team.zone, || pace(&view.moment(&team.zone), team, &Options::default()).weeks.len());
    let is_asked = *weeks < FEWEST_WEEKS && view.may(Act::ForTeam(team.id)) && team.archived_at.is_none();
    html! {
        @if is_asked || team.opinion.is_some() {
            (section("h-opinion", "Stories a week", "what forecasts use", None, html! { ul.plain { (row(view, team, *weeks, (refused, None))) } }))
        }
    }
}

pub(super) async fn say(view: View, Path((_, code)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.id;
    let (fewest, most) = (form.number("fewest", 0, 9_999), form.number("most", 0, 9_999));
    act(view, code, form, SayPace { team, fewest, most }.into()).await
}

pub(super) async fn withdraw(view: View, Path((_, code)): Path<(String, String)>, form: Form) -> Result<Response, WebError> {
    let team = view.team(&code)?.id;
    act(view, code, form, WithdrawPace { team }.into()).await
}

async fn act(view: View, code: String, form: Form, command: Command) -> Result<Response, WebError> {
    let path = form.back().unwrap_or_else(|| format!("teams/{code}"));
    send(view, "pace", form, (None, vec![command]), &path, move |view, refused| page(view, &code, refused)).await
}
