//! A seat as it stands before its check-in: what the terminal shows and offers.

use super::seat;
use crate::operator::{Failure, Reply, Seat, workspace};
use rowlock_domain::{
    Member, TeamId, Workspace,
    checkin::query,
    dependency::{Dependency, DependencyState, query::open_of_team},
};
use rowlock_engine::Engine;
use serde::{Deserialize, Serialize};

/// What is known before somebody checks in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatView {
    /// The team's name.
    pub team: String,
    /// The meeting's name.
    pub meeting: String,
    /// When it starts, in the group's zone.
    pub starts: String,
    /// Whether a check-in was given already.
    pub given: bool,
    /// What was planned last time.
    pub ticks: Vec<String>,
    /// What the team owes.
    pub owed: Vec<OpenDependency>,
    /// What was delivered to it and waits for its word.
    pub to_accept: Vec<OpenDependency>,
}

/// A dependency in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDependency {
    /// `DEP-7`.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The team at the other end.
    pub other: String,
    /// Where it stands, in words.
    pub standing: String,
}

pub async fn seat(engine: &Engine, asked: &Seat) -> Result<Reply, Failure> {
    let desk = workspace::desk(engine, asked.workspace.as_deref()).await?;
    let snapshot = desk.snapshot();
    let model = &*snapshot.model;
    let team = seat::find(&snapshot, asked)?.team;
    let calendar = &**engine.calendar();
    let next = seat::meeting(model, team, calendar, engine.clock().now())?;
    let zone = model.group(next.group).map_or(&model.zone, |group| &group.zone);
    let member = Member::Team(team);
    let ticks = query::ticks(model, next.group, member, next.starts_at);
    let owed = open_of_team(model, team).filter(|open| open.provider == team && open.state != DependencyState::Delivered);
    let delivered = open_of_team(model, team).filter(|open| open.consumer == team && open.state == DependencyState::Delivered);
    Ok(Reply::Seat(Box::new(SeatView {
        team: model.member_name(member).to_owned(),
        meeting: next.title.to_string(),
        starts: calendar.local(next.starts_at, zone).strftime("%a %-d %b, %H:%M").to_string(),
        given: seat::given(model, &next, member).is_some(),
        ticks: ticks.iter().map(ToString::to_string).collect(),
        owed: owed.map(|open| line(model, open, open.consumer)).collect(),
        to_accept: delivered.map(|open| line(model, open, open.provider)).collect(),
    })))
}

fn line(model: &Workspace, dependency: &Dependency, other: TeamId) -> OpenDependency {
    let other = model.member_name(Member::Team(other)).to_owned();
    let promised = dependency.promised_for().map(|on| format!("promised for {on}"));
    let needed = dependency.needed_by().map_or_else(|| "no date yet".to_owned(), |on| format!("needed by {on}"));
    let standing = promised.map_or_else(|| needed.clone(), |promised| format!("{promised}, {needed}"));
    OpenDependency { id: dependency.id.to_string(), title: dependency.title.to_string(), other, standing }
}
