//! Confidence against outcome: a team's own, shown to its people only, never in what others see.

use crate::ui::how::How;
use crate::ui::section::section;
use crate::ui::{confidence, format};
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::impediments::Window;
use rowlock_analysis::model::insights::{Asked, confidence as outcome};
use rowlock_domain::GroupId;
use rowlock_domain::team::{Team, TeamRole};
use std::sync::Arc;

/// A year: sprints are few.
const HISTORY_DAYS: i64 = 365;

/// Teams of the viewer within the group.
pub(super) fn teams_of(view: &View, group: GroupId) -> impl Iterator<Item = &Arc<Team>> {
    let living = view.model.teams.iter().filter(|team| team.archived_at.is_none());
    living.filter(move |team| view.model.team_is_within(team.id, group)).filter(|team| is_own(view, team))
}

/// Whether the viewer is of that team.
pub(crate) fn is_own(view: &View, team: &Team) -> bool {
    TeamRole::ALL.iter().any(|role| team.roles.contains(&(*role, view.person))) || holds_seat(view, team)
}

/// The one asked for, if it is theirs, else all.
fn teams<'a>(view: &'a View, asked: &Asked) -> impl Iterator<Item = &'a Arc<Team>> {
    let wanted = asked.team;
    teams_of(view, asked.group).filter(move |team| wanted.is_none_or(|one| one == team.id))
}

fn holds_seat(view: &View, team: &Team) -> bool {
    let member = rowlock_domain::Member::Team(team.id);
    view.model.groups.iter().any(|group| {
        let today = view.today(&group.zone);
        group.seats.get(&member).and_then(|seat| seat.holder_on(today)).is_some_and(|tenure| tenure.person == view.person)
    })
}

pub(super) fn section_of(view: &View, asked: &Asked) -> Markup {
    html! { @for team in teams(view, asked) { (one(view, asked, team)) } }
}

fn one(view: &View, asked: &Asked, team: &Team) -> Markup {
    let as_of = view.as_of(asked.now, &team.zone);
    let said = outcome::against_outcome(&view.model, team.id, Window::last(HISTORY_DAYS, asked.now));
    let goals: usize = said.iter().map(|said| said.goals).sum();
    let basis = Basis {
        history: format::counted(goals, "judged sprint goal of the last year", "judged sprint goals of the last year"),
        model: "The confidence last given for each sprint goal against whether it was met".to_owned(),
        ..Basis::default()
    };
    let body = html! {
        p.measure { (outcome::sentence(&said)) }
        @if goals > 0 {
            table.tbl.t13.astable {
                caption.vh { "Sprint goals by the confidence last given" }
                thead { tr { th scope="col" { "Confidence" } th.num scope="col" { "Goals" } th.num scope="col" { "Met" } } }
                tbody {
                    @for said in said.iter().rev().filter(|said| said.goals > 0) {
                        tr { th scope="row" { (confidence::confidence(said.value, None)) } td.num { (said.goals) } td.num { (said.met) } }
                    }
                }
            }
        }
        (How { basis: &basis, as_of: &as_of, sure: if goals < 10 { "Few goals: a hint, no more." } else { "Counted." } }.render())
    };
    section(&format!("h-own-{}", team.id.0), &format!("Confidence against outcome, {}", team.name), "only your team sees this", None, body)
}
