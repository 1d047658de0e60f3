//! Puts a plan together from a workspace.

use super::{
    Ahead, Draft, GoalAhead, Options, Silent,
    backlog::Backlog,
    pace::{Pace, pace},
    remaining::{Past, Remaining},
};
use crate::{
    Basis,
    durations::words,
    forecast::{HORIZON_WEEKS, Handover, MEANS, Node, Plan, Team, Weeks, WorkTime},
    model::{impediments::days, outlook::Element, outlook_words::thinks},
};
use rowlock_domain::{
    Date, Event, GoalId, GroupId, Moment, TeamId, Workspace,
    dependency::{Dependency, DependencyState},
    goal::GoalOf,
    impediment::{Impediment, Severity, stopwatch::Stopwatch},
    item::Relation,
    time::{days_between, plus_days},
    working,
    workspace::Measure,
};

/// Days for which holidays are looked up.
const CALENDAR_DAYS: i64 = HORIZON_WEEKS as i64 * 7 + 28;
/// Streams of impediments and dependencies, apart from those of teams.
const IMPEDIMENTS: u64 = 1 << 40;
const DEPENDENCIES: u64 = 2 << 40;

/// Reads what lies ahead of a group.
#[must_use]
pub fn ahead(moment: &Moment<'_>, group: GroupId, options: &Options) -> Ahead {
    let workspace = moment.workspace;
    let watch = Stopwatch::at(moment);
    let past = Past::of(moment, &watch, group);
    let mut assembly = Assembly { moment, watch, backlog: Backlog::of(workspace), past, draft: Draft::default(), notes: Notes::default() };
    let paces: Vec<Pace> = workspace.teams.iter().map(|team| pace(moment, team, options)).collect();
    let goals: Vec<GoalId> = open_goals(workspace, group);
    assembly.draft.plan.handover = Handover::AtOnce;
    assembly.draft.plan.weeks = if options.joint_weeks { Weeks::Joint } else { Weeks::Independent };
    assembly.teams(&paces, options);
    assembly.relations();
    let mut extra: Vec<Vec<Node>> = vec![Vec::new(); goals.len()];
    let impediments = workspace.impediments.iter().filter(|i| i.is_open());
    let impediments = impediments.filter_map(|i| assembly.impediment(i, &goals, &mut extra).map(|at| (i.id, at))).collect();
    let mut dependencies = Vec::new();
    for dependency in workspace.dependencies.iter().filter(|d| is_awaited(d)) {
        if let Some(at) = assembly.dependency(dependency, &goals, &mut extra) {
            dependencies.push((dependency.id, at));
        }
    }
    assembly.chains(&dependencies);
    let goals = goals.iter().zip(extra).map(|(goal, extra)| assembly.goal(*goal, extra)).collect();
    let basis = assembly.basis(&paces, options);
    let Assembly { draft, backlog, .. } = assembly;
    let plan = Plan { causes: draft.elements.len(), ..draft.plan };
    Ahead {
        plan,
        goals,
        elements: draft.elements,
        paces,
        items: backlog.items,
        impediments,
        dependencies,
        basis,
        as_of: moment.today,
        measure: workspace.measure,
        seed: seed(workspace),
    }
}

/// Open product goals of a group and of the groups below.
fn open_goals(workspace: &Workspace, group: GroupId) -> Vec<GoalId> {
    let within = |of: GoalOf| matches!(of, GoalOf::Group(of) if workspace.is_within(of, group));
    workspace.goals.iter().filter(|goal| goal.is_open() && within(goal.of)).map(|goal| goal.id).collect()
}

/// Whether something is still to come of it.
fn is_awaited(dependency: &Dependency) -> bool {
    matches!(dependency.state, DependencyState::Requested | DependencyState::Countered { .. } | DependencyState::Promised)
}

/// The version of the last event that feeds a forecast.
#[must_use]
pub fn seed(workspace: &Workspace) -> u64 {
    seed_after(workspace, 0).unwrap_or(0)
}

/// The version of the last event after `version` that feeds a forecast; `None` if none of them does, and what was the
/// seed at `version` is so still.
#[must_use]
pub fn seed_after(workspace: &Workspace, version: u64) -> Option<u64> {
    let by_work = !workspace.measure.is_elapsed();
    let mut newer = workspace.journal.iter().rev().take_while(|recorded| recorded.stamp.version > version);
    newer.find(|recorded| feeds(&recorded.event) || (by_work && working::is_changed_by(&recorded.event))).map(|recorded| recorded.stamp.version)
}

/// Whether an event can change a forecast.
fn feeds(event: &Event) -> bool {
    let kind = event.kind();
    let begins = [
        "Item",
        "Impediment",
        "Dependency",
        "Promise",
        "Need",
        "Delivery",
        "Acceptance",
        "Counter",
        "Goal",
        "ProductGoal",
        "Team",
        "Group",
        "Progress",
        "Pace",
    ];
    let exactly =
        ["HeldBackNamed", "SeveritySet", "WorkingDaysSet", "HolidaysSet", "ClosingDaysSet", "RhythmSet", "SprintSet", "SprintRemoved", "MeasureSet"];
    let not = ["GoalRetitled", "ItemRetitled", "DependencyRetitled", "DependencyReminded", "ImpedimentRetitled", "ImpedimentDescribed"];
    (begins.iter().any(|word| kind.starts_with(word)) || exactly.contains(&kind)) && !not.contains(&kind)
}

/// How the time that impediments still last is counted.
fn last(measure: Measure) -> String {
    let to_weeks = if measure.is_elapsed() { "" } else { ", of which a calendar week holds as many as that team works" };
    format!("how long impediments last is counted {}{to_weeks}", measure.in_words())
}

/// What is to be said about what was left out.
#[derive(Default)]
struct Notes {
    impediments_without_history: usize,
    impediments_beyond: usize,
    impediments_of_nothing: usize,
    requests_as_needed: usize,
    dependencies_of_nothing: usize,
    promises_beyond: usize,
}

/// What makes two teams work alike: working days of the week, days off.
type Working = (u8, Vec<Date>);

struct Assembly<'a> {
    moment: &'a Moment<'a>,
    watch: Stopwatch<'a>,
    backlog: Backlog,
    past: Past,
    draft: Draft,
    notes: Notes,
}

impl Assembly<'_> {
    fn teams(&mut self, paces: &[Pace], options: &Options) {
        let mut known: Vec<Working> = Vec::new();
        for (team, pace) in self.moment.workspace.teams.iter().zip(paces) {
            let cause = self.draft.cause(Element::Work(team.id));
            let growth = if options.no_growth { Vec::new() } else { pace.growth.clone() };
            let calendar = self.calendar(team.id, &mut known);
            let items = self.backlog.stories.get(team.id.index()).cloned().unwrap_or_default();
            self.draft.plan.teams.push(Team { key: team.id.0.into(), history: pace.draws(), items, growth, pace: 1.0, calendar, cause: Some(cause) });
        }
    }

    /// Working time from today on; teams that work alike share it.
    fn calendar(&mut self, team: TeamId, known: &mut Vec<Working>) -> Option<usize> {
        let time = working::of_team(self.moment.workspace, team)?;
        let key = (time.days.0, time.holidays.iter().copied().collect());
        if let Some(at) = known.iter().position(|other| *other == key) {
            return Some(at);
        }
        let works: Vec<bool> = (0..CALENDAR_DAYS).map(|n| time.works_on(plus_days(self.moment.today, n))).collect();
        self.draft.plan.calendars.push(WorkTime::new(&works, time.days.0.count_ones()));
        known.push(key);
        Some(known.len() - 1)
    }

    /// *Needs* and *part of* between open items.
    fn relations(&mut self) {
        for item in &self.moment.workspace.items {
            let Some(own) = self.backlog.node(item.id) else { continue };
            for (relation, other) in &item.relations {
                let Some(other) = self.backlog.node(*other) else { continue };
                match relation {
                    Relation::Needs => self.draft.edge(other, own, None),
                    Relation::PartOf => self.draft.edge(own, other, None),
                    Relation::Replaces => {}
                }
            }
        }
    }

    /// An impediment holds the work that it concerns.
    fn impediment(&mut self, impediment: &Impediment, goals: &[GoalId], extra: &mut [Vec<Node>]) -> Option<usize> {
        let workspace = self.moment.workspace;
        let teams = impediment.holds_back.iter().copied().chain(impediment.team.filter(|_| impediment.holds_back.is_empty()));
        let held: Vec<Node> = teams
            .filter_map(|team| self.backlog.first(workspace, team, impediment.goal).or_else(|| self.backlog.first(workspace, team, None)))
            .collect();
        let goal = impediment.goal.and_then(|goal| goals.iter().position(|known| *known == goal)).filter(|_| impediment.severity == Severity::Stops);
        if held.is_empty() && goal.is_none() {
            self.notes.impediments_of_nothing += 1;
            return None;
        }
        let age = days(&self.watch, impediment, impediment.raised_at, self.moment.now);
        let Some(Remaining { mut weeks, beyond }) = self.past.impediment(age, self.watch.days_per_week(impediment)) else {
            self.notes.impediments_without_history += 1;
            return None;
        };
        self.notes.impediments_beyond += usize::from(beyond);
        if impediment.severity == Severity::Slows {
            weeks.iter_mut().for_each(|week| *week /= 2.0);
        }
        let cause = self.draft.cause(Element::Impediment(impediment.id));
        let at = self.draft.arrival(IMPEDIMENTS + u64::from(impediment.id.0), weeks, Some(cause));
        for node in held {
            self.draft.edge(Node::Arrival(at), node, None);
        }
        if let Some(goal) = goal {
            extra[goal].push(Node::Arrival(at));
        }
        Some(at)
    }

    /// A dependency comes from the provider's item, else around its promise, else as requests came so far.
    fn dependency(&mut self, dependency: &Dependency, goals: &[GoalId], extra: &mut [Vec<Node>]) -> Option<usize> {
        let own = dependency.consumer_item.and_then(|item| self.backlog.node(item));
        // Which of the consumer's items wait is not said: then the goal itself does, and nothing else is held up.
        let goal = dependency.goal.filter(|_| own.is_none()).and_then(|goal| goals.iter().position(|known| *known == goal));
        if own.is_none() && goal.is_none() {
            self.notes.dependencies_of_nothing += usize::from(dependency.goal.is_none());
            return None;
        }
        let cause = self.draft.cause(Element::Dependency(dependency.id));
        let yields = dependency.provider_item.and_then(|item| self.backlog.node(item));
        let weeks = if yields.is_some() { Vec::new() } else { self.comes(dependency) };
        let at = self.draft.arrival(DEPENDENCIES + u64::from(dependency.id.0), weeks, Some(cause));
        if let Some(yields) = yields {
            self.draft.edge(yields, Node::Arrival(at), Some(cause));
        }
        if let Some(own) = own {
            self.draft.edge(Node::Arrival(at), own, Some(cause));
        }
        if let Some(goal) = goal {
            extra[goal].push(Node::Arrival(at));
        }
        Some(at)
    }

    fn comes(&mut self, dependency: &Dependency) -> Vec<f32> {
        let today = self.moment.today;
        if let Some(promised) = dependency.promised_for() {
            let Remaining { weeks, beyond } = self.past.promise(days_between(today, promised));
            self.notes.promises_beyond += usize::from(beyond);
            return weeks;
        }
        let age = self.moment.now.since_ms(dependency.requested_at) as f64 / 86_400_000.0;
        match self.past.request(age) {
            Some(remaining) => remaining.weeks,
            None => {
                self.notes.requests_as_needed += 1;
                let days = dependency.needed_by().map_or(0, |need| days_between(today, need) + 1);
                vec![days.max(0) as f32 / 7.0]
            }
        }
    }

    /// Dependencies that wait for dependencies.
    fn chains(&mut self, arrivals: &[(rowlock_domain::DependencyId, usize)]) {
        let at = |id| arrivals.iter().find(|(known, _)| *known == id).map(|(_, at)| *at);
        for (id, own) in arrivals {
            let Some(dependency) = self.moment.workspace.dependency(*id) else { continue };
            for input in dependency.waits_for.iter().filter_map(|input| at(*input)) {
                self.draft.edge(Node::Arrival(input), Node::Arrival(*own), None);
            }
        }
    }

    fn goal(&mut self, goal: GoalId, extra: Vec<Node>) -> GoalAhead {
        let workspace = self.moment.workspace;
        let open: Vec<_> = workspace.items_serving(goal).filter(|item| self.backlog.node(item.id).is_some()).collect();
        let mut needs: Vec<Node> = open.iter().filter_map(|item| self.backlog.node(item.id)).collect();
        let stories_left = open.iter().map(|item| self.backlog.stories_of(item.id)).sum();
        let mut teams: Vec<TeamId> = open.iter().map(|item| item.team).collect();
        teams.sort_unstable();
        teams.dedup();
        let silent = self.backlog.silence(workspace, goal);
        let waits = !extra.is_empty();
        needs.extend(extra);
        // A goal whose items are all done may still wait for something.
        let silent = silent.filter(|silent| !(waits && *silent == Silent::AllDone));
        self.draft.goal(needs);
        GoalAhead { goal, silent, teams, items_left: open.len(), stories_left }
    }

    fn basis(&self, paces: &[Pace], options: &Options) -> Basis {
        let weeks: usize = paces.iter().map(|pace| pace.weeks.len()).sum();
        let count = |count: usize, one: &str, many: &str| words::counted(count as u64, one, many);
        let stories: u32 = paces.iter().flat_map(|pace| &pace.weeks).sum();
        let teams = paces.iter().filter(|pace| !pace.weeks.is_empty()).count();
        let [impediments, requests, promises] = self.past.counts();
        let mut basis = Basis { as_of: Some(self.moment.today.to_string()), ..Basis::default() };
        basis.history = format!(
            "{} in {} of {}; {}, {}, {} of the last twelve months",
            count(stories as usize, "small story", "small stories"),
            count(weeks, "week", "weeks"),
            count(teams, "team", "teams"),
            count(impediments, "resolved impediment", "resolved impediments"),
            count(requests, "delivered request", "delivered requests"),
            count(promises, "promise", "promises"),
        );
        let growth = if options.no_growth { "work does not grow" } else { "work grows as in past sprints" };
        let luck = if options.joint_weeks { "all teams draw the same week" } else { "every team draws its own weeks" };
        basis.model = format!(
            "10,000 futures: {luck}, items in order, waiting for dependencies and impediments; {}; an impediment that slows counts half of the time it still lasts; {growth}. {MEANS}",
            last(self.watch.measure)
        );
        let notes = &self.notes;
        basis.leave_out(self.backlog.usual.len(), "items whose stories are not all counted; they are taken to be of the usual size");
        basis.leave_out(self.backlog.unknown.len(), "items whose stories nobody counted, and no other says what is usual");
        basis.leave_out(notes.impediments_without_history, "open impediments: too few were resolved so far to say how long they take");
        basis.leave_out(notes.impediments_of_nothing, "open impediments that hold back no item and endanger no goal");
        basis.leave_out(notes.impediments_beyond, "impediments older than anything seen; their time left is stretched from the oldest");
        basis.leave_out(notes.requests_as_needed, "requests without a promise, taken to come when needed: too few were delivered so far");
        basis.leave_out(notes.promises_beyond, "promises later than any before; taken to be as late again");
        basis.leave_out(notes.dependencies_of_nothing, "open dependencies that name neither an item nor a goal they serve");
        basis.leave_out(paces.iter().map(|pace| pace.weeks_off).sum(), "weeks in which a team was off");
        let of_all = |of: fn(&Pace) -> usize| paces.iter().map(of).sum::<usize>();
        let reports = |many: usize| format!("{} closed more than five usual weeks at once", count(many, "report", "reports"));
        let (asked, confirmed) = (of_all(|pace| pace.bulk.len()), of_all(|pace| pace.confirmed.len()));
        for (team, pace) in self.moment.workspace.teams.iter().zip(paces) {
            pace.say_left_out(&mut basis, team, self.moment.today);
        }
        let opinions: Vec<String> =
            self.moment.workspace.teams.iter().filter(|team| paces[team.id.index()].opinion.is_some()).filter_map(|team| thinks(team)).collect();
        if !opinions.is_empty() {
            basis.history.push_str(&format!(". No history but an opinion: {}", opinions.join("; ")));
        }
        if asked > 0 {
            basis.history.push_str(&format!(". {}: {}?", reports(asked), if asked == 1 { "was that a clean-up" } else { "were those clean-ups" }));
        }
        if confirmed > 0 {
            basis.history.push_str(&format!(". {} and {} work, as the team said", reports(confirmed), if confirmed == 1 { "was" } else { "were" }));
        }
        basis
    }
}
