//! Published forecasts of a workspace and what came of them.
//!
//! A goal with many statements in a week counts once a week, with the last of them: two meetings about the same facts
//! are not two proofs. Goals that were given up prove nothing, nor does what rested on so short a history that it was
//! told in words: such were saved once, and the log keeps them.

use super::{forecast::ENOUGH_WEEKS, rested_on::RestedOn};
use crate::{
    Basis,
    calibration::{Calibration, Judged, calibrate},
};
use rowlock_domain::{
    Date, GroupId, Moment,
    forecast::Published,
    goal::{Goal, GoalOf, GoalState},
    workspace::Measure,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Judges what was published about the product goals of a group and of those below.
#[must_use]
pub fn calibration(moment: &Moment<'_>, group: GroupId) -> (Calibration, Basis) {
    let workspace = moment.workspace;
    let within = |goal: &&Arc<Goal>| matches!(goal.of, GoalOf::Group(of) if workspace.is_within(of, group));
    let (mut statements, mut given_up, mut repeated, mut short, mut goals, mut by_work) = (Vec::new(), 0, 0, 0, 0, 0);
    let mut rested_on = RestedOn::of(moment, group);
    for goal in workspace.goals.iter().filter(within) {
        let mut weekly = weekly(moment, goal);
        repeated += goal.forecasts.len() - weekly.len();
        let all = weekly.len();
        weekly.retain(|_, published| rested_on.weeks(goal, published) >= ENOUGH_WEEKS);
        short += all - weekly.len();
        if matches!(goal.state, GoalState::Dropped(_)) {
            given_up += weekly.len();
            continue;
        }
        goals += usize::from(!weekly.is_empty());
        by_work += weekly.values().filter(|published| !published.measure.is_elapsed()).count();
        statements.extend(weekly.values().map(|published| judge(moment, goal, published)));
    }
    let mut basis = Basis {
        as_of: Some(moment.today.to_string()),
        history: format!("{} saved forecasts of {goals} goals{}", statements.len(), counted(by_work, statements.len())),
        model: "Once a date has passed: it held if the goal was met by its end. Of several forecasts of a goal in a week the last one counts."
            .to_owned(),
        ..Basis::default()
    };
    basis.leave_out(repeated, "forecasts of the same goal earlier in the same week");
    basis.leave_out(short, format!("forecasts resting on fewer than {ENOUGH_WEEKS} finished weeks of progress: too few for numbers"));
    basis.leave_out(given_up, "forecasts of goals that were given up");
    let found = Calibration { left_out: short + given_up, ..calibrate(&statements) };
    basis.leave_out(found.open, "forecasts not yet due: judged once their date has passed, also where the goal was met early");
    (found, basis)
}

/// By what those forecasts counted how long impediments last, where that was not by elapsed days alone.
fn counted(by_work: usize, all: usize) -> String {
    let which = if by_work == all { "impediments".to_owned() } else { format!("in {by_work} of them impediments") };
    if by_work == 0 { String::new() } else { format!(", {which} {}", Measure::WorkingDays.in_words()) }
}

/// The last statement of each calendar week.
fn weekly<'a>(moment: &Moment<'_>, goal: &'a Goal) -> BTreeMap<Date, &'a Arc<Published>> {
    let monday = |date: Date| rowlock_domain::time::plus_days(date, -i64::from(date.weekday().to_monday_zero_offset()));
    goal.forecasts.iter().map(|published| (monday(moment.date_of(published.at)), published)).collect()
}

/// What is known of a date before it has passed is left out: those met early would be known, those missed not yet, and
/// young forecasts could only be right.
fn judge(moment: &Moment<'_>, goal: &Goal, published: &Published) -> Judged {
    let met = goal.closed_at.filter(|_| goal.state == GoalState::Met).map(|at| moment.date_of(at));
    let kept = |by: Date| (moment.today > by).then(|| met.is_some_and(|met| met <= by));
    let said = published.said;
    Judged { chance: said.chance_percent.map(|percent| f64::from(percent) / 100.0), kept: said.target.and_then(kept), sure_kept: kept(said.sure) }
}
