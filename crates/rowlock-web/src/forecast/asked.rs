//! What the address of a forecast asks: which goal, which changes, which switches of the model. What does not exist is
//! passed over; nothing in an address is an error here.

use crate::form::Form;
use rowlock_analysis::model::forecast::{Change, Options, PACES};
use rowlock_domain::{Date, DependencyId, GoalId, ImpedimentId, ItemId, TeamId, Workspace};

/// Changes at once at most.
const MOST: usize = 40;

/// The question; without one things are as they stand.
pub(super) struct Asked {
    pub goal: Option<GoalId>,
    pub changes: Vec<Change>,
    pub options: Options,
    /// The team whose pace is asked about.
    pub team: Option<TeamId>,
    /// Percent of its pace at which a team works.
    pub pace: u32,
}

impl Default for Asked {
    fn default() -> Self {
        Self { goal: None, changes: Vec::new(), options: Options::default(), team: None, pace: 100 }
    }
}

impl Asked {
    pub fn read(form: &Form, workspace: &Workspace) -> Self {
        let number = |text: &str| text.parse::<u32>().ok();
        let impediments = form.all("clear").filter_map(number).map(|id| Change::Clear(ImpedimentId(id)));
        let dependencies = form.all("deliver").filter_map(number).map(|id| Change::Deliver(DependencyId(id)));
        let items = form.all("without").filter_map(number).map(|id| Change::LeaveOut(ItemId(id)));
        let mut changes: Vec<Change> = impediments.chain(dependencies).chain(items).take(MOST).collect();
        let pace = number(form.value("pace")).unwrap_or(100).clamp(*PACES.start(), *PACES.end());
        let team = workspace.teams.iter().find(|team| team.code.as_str().eq_ignore_ascii_case(form.value("team"))).map(|team| team.id);
        if let Some(team) = team.filter(|_| pace != 100) {
            changes.push(Change::Pace(team, pace));
        }
        let days = |name| form.all(name).filter_map(|written| report(workspace, written)).take(MOST);
        let is_left_out = |(team, day): &(TeamId, Date)| workspace.team(*team).is_some_and(|team| team.left_out.contains_key(day));
        let left_out = days("uncounted").filter(|day| !is_left_out(day)).collect();
        let counted = days("counted").filter(is_left_out).collect();
        let options = Options { no_growth: form.has("steady"), joint_weeks: form.has("together"), left_out, counted };
        Self { goal: number(form.value("goal")).map(GoalId), changes, options, team, pace }
    }
}

/// The switches of the model as a query: "?steady=1", empty without any.
pub(super) fn switches(options: &Options, workspace: &Workspace) -> String {
    let code = |team: TeamId| workspace.team(team).map_or("", |team| team.code.as_str());
    let switches = [(options.no_growth, "steady=1"), (options.joint_weeks, "together=1")];
    let switches = switches.into_iter().filter(|(on, _)| *on).map(|(_, pair)| pair.to_owned());
    let days = [("uncounted", &options.left_out), ("counted", &options.counted)];
    let days = days.into_iter().flat_map(|(name, days)| days.iter().map(move |(team, day)| format!("{name}={}:{day}", code(*team))));
    let pairs: Vec<String> = switches.chain(days).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// "CHK:2026-11-20": a day on which a team reported.
fn report(workspace: &Workspace, written: &str) -> Option<(TeamId, Date)> {
    let (code, date) = written.split_once(':')?;
    let team = workspace.teams.iter().find(|team| team.code.as_str().eq_ignore_ascii_case(code))?;
    let day = date.parse().ok()?;
    team.progress.contains_key(&day).then_some((team.id, day))
}
