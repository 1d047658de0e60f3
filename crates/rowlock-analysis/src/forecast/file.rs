//! Files of forecasts: JSON (docs/analyze.md, docs/analyze-forecast.schema.json). Either one history with what remains,
//! or teams with their items, what waits for what, blocks and goals.

use super::{Arrival, Edge, Goal, Node, Plan, Run, Team, Weeks, WorkTime};
use crate::Problem;
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The form of such files.
const SCHEMA: &str = include_str!("../../../../docs/analyze-forecast.schema.json");
/// Futures that a file may ask for at most.
const MOST_TRIALS: usize = 1_000_000;
/// Stories of an item or a week at most.
const MOST_STORIES: u32 = 100_000;
/// Days off that are looked at.
const CALENDAR_DAYS: i32 = 1_120;
/// Weeks of which one may ask how much is done in them.
const MOST_WEEKS_ASKED: usize = 520;
/// A week with more than so many times the usual is asked about.
const BULK: u32 = 5;

/// A file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The day from which it looks ahead; without it weeks are told, not dates.
    pub as_of: Option<Date>,
    /// Where chance starts from; 0 unless given.
    #[serde(default)]
    pub seed: u64,
    /// How many futures; 10,000 unless given.
    #[serde(default = "ten_thousand")]
    pub trials: usize,
    /// One history for all: small stories finished in each past week, oldest first.
    pub history_per_week: Option<Vec<u32>>,
    /// Without a history: the fewest and the most stories that are expected of a week.
    pub range_per_week: Option<(u32, u32)>,
    /// Weeks of the history that are not counted, 1 = the oldest.
    #[serde(default)]
    pub leave_out_weeks: BTreeSet<usize>,
    /// What remains, in small stories: when is it done?
    pub remaining: Option<u32>,
    /// How much is done in so many weeks?
    pub weeks: Option<usize>,
    /// Teams by name, instead of one history.
    #[serde(default)]
    pub teams: BTreeMap<String, TeamInput>,
    /// What waits for what: names of teams (all their work) or ids of items.
    #[serde(default)]
    pub waits: Vec<WaitInput>,
    /// What holds work up for a while.
    #[serde(default)]
    pub blocks: Vec<BlockInput>,
    /// What is asked about; without goals each team's whole work.
    #[serde(default)]
    pub goals: Vec<GoalInput>,
    /// Whether all teams share the luck of a week.
    #[serde(default)]
    pub together: bool,
}

fn ten_thousand() -> usize {
    10_000
}

/// A team.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamInput {
    /// Small stories finished in each past week, oldest first.
    pub history_per_week: Option<Vec<u32>>,
    /// Without a history: the fewest and the most stories that the team expects of a week. An opinion, and told as one.
    pub range_per_week: Option<(u32, u32)>,
    /// Weeks of the history that are not counted, 1 = the oldest: clean-ups.
    #[serde(default)]
    pub leave_out_weeks: BTreeSet<usize>,
    /// What remains, in small stories, where there are no items.
    pub remaining: Option<u32>,
    /// Items in the order in which they are done.
    #[serde(default)]
    pub items: Vec<ItemInput>,
    /// Stories there were in the end for each one planned, per past sprint (1.1 = a tenth more).
    #[serde(default)]
    pub growth: Vec<f32>,
    /// Days on which the team does not work, besides Saturday and Sunday.
    #[serde(default)]
    pub days_off: BTreeSet<Date>,
}

/// An item.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemInput {
    /// Its name, unique in the file.
    pub id: String,
    /// Small stories left.
    pub stories: u32,
    /// The first day on which it can begin.
    pub not_before: Option<Date>,
}

/// Somebody waits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitInput {
    /// Who waits.
    pub who: String,
    /// For what.
    pub r#for: String,
}

/// A block.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockInput {
    /// What it is.
    pub what: String,
    /// What it holds up.
    pub holds: Vec<String>,
    /// How many days it may still last, each equally likely.
    pub days: Vec<f32>,
}

/// A goal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalInput {
    /// What it is called.
    pub name: String,
    /// Teams (all their work) and items that it needs.
    pub needs: Vec<String>,
    /// Its date.
    pub target: Option<Date>,
}

/// A plan with names.
#[derive(Clone, Debug)]
pub struct Named {
    /// The plan; cause `n` is `causes[n]`.
    pub plan: Plan,
    /// Names of teams and blocks that may delay.
    pub causes: Vec<String>,
    /// Teams that gave an opinion instead of a history.
    pub opinions: Vec<String>,
    /// Weeks that look like a clean-up.
    pub bulk: Vec<Bulk>,
    /// The run asked for.
    pub run: Run,
}

/// A week in which far more was finished than usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// Whose.
    pub team: String,
    /// Which, 1 = the oldest.
    pub week: usize,
    /// Stories finished in it.
    pub stories: u32,
    /// Stories of a usual week.
    pub usual: u32,
}

impl Bulk {
    /// "Week 8 of Payments closed 120 stories at once, a usual one 4. …"
    #[must_use]
    pub fn question(&self) -> String {
        let Self { team, week, stories, usual } = self;
        format!(
            "Week {week} of {team} closed {stories} stories, a usual one {usual}. If that was a clean-up, leave it out: --leave-out \"{team}={week}\"."
        )
    }
}

/// "2, 5 and 8".
pub(super) fn listed(weeks: &BTreeSet<usize>) -> String {
    let words: Vec<String> = weeks.iter().map(usize::to_string).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Reads a file.
///
/// # Errors
/// It is not JSON of this form, or contradicts itself; the place is named.
pub fn read(text: &str) -> Result<Input, Problem> {
    let input: Input = crate::form::read(text, SCHEMA)?;
    let input = check(input).map_err(|problem| problem.in_json(text))?;
    plan(&input).map_err(|problem| problem.in_json(text)).map(|_| input)
}

fn check(mut input: Input) -> Result<Input, Problem> {
    if !(1..=MOST_TRIALS).contains(&input.trials) {
        return Err(Problem::field("trials", format!("Between 1 and {MOST_TRIALS} futures.")));
    }
    if input.weeks.is_some_and(|weeks| !(1..=MOST_WEEKS_ASKED).contains(&weeks)) {
        return Err(Problem::field("weeks", format!("Between 1 and {MOST_WEEKS_ASKED} weeks.")));
    }
    if input.weeks.is_some() && !input.teams.is_empty() {
        return Err(Problem::field("weeks", "How much is done in some weeks is asked of one history: give “history_per_week” instead of “teams”."));
    }
    if input.history_per_week.is_some() || input.range_per_week.is_some() {
        let team = short(&mut input)?;
        input.teams.insert("The work".to_owned(), team);
    } else {
        of_teams_only(&input)?;
    }
    for (name, team) in &input.teams {
        agrees(name, team)?;
    }
    if input.teams.is_empty() {
        return Err(Problem::field("teams", "There is no history: give “history_per_week” with “remaining”, or “teams”."));
    }
    Ok(input)
}

/// What belongs to one history has no place beside teams: each of them says it for itself.
fn of_teams_only(input: &Input) -> Result<(), Problem> {
    let beside = [("remaining", input.remaining.is_some()), ("leave_out_weeks", !input.leave_out_weeks.is_empty())];
    match beside.iter().find(|(_, is_given)| *is_given && !input.teams.is_empty()) {
        Some((field, _)) => Err(Problem::field(
            *field,
            format!("This stands beside “teams”, but each team has its own “{field}”: move it into the team that it is about."),
        )),
        None => Ok(()),
    }
}

/// A team that says two things that exclude each other: neither is dropped in silence.
fn agrees(name: &str, team: &TeamInput) -> Result<(), Problem> {
    let refused = |field: &str, sentence: &str| Err(Problem::field(format!("teams.{name}.{field}"), sentence));
    if team.range_per_week.is_some() && team.history_per_week.is_some() {
        return refused(
            "range_per_week",
            "Give either “history_per_week” or “range_per_week”: what is expected of a week counts only where no past ones are known.",
        );
    }
    if team.range_per_week.is_some() && !team.leave_out_weeks.is_empty() {
        return refused("leave_out_weeks", "A “range_per_week” has no past weeks that could be left out: leave this out.");
    }
    if team.remaining.is_some() && !team.items.is_empty() {
        return refused("remaining", "Give either “remaining” or “items”: what remains is what the items add up to.");
    }
    Ok(())
}

/// The short form: one history for all, as a team of its own.
fn short(input: &mut Input) -> Result<TeamInput, Problem> {
    if !input.teams.is_empty() {
        return Err(Problem::field("history_per_week", "Give either one history or teams, not both."));
    }
    if input.remaining.is_none() && input.weeks.is_none() {
        return Err(Problem::field(
            "remaining",
            "Say what is asked: “remaining” stories (when are they done?), or “weeks” (how much is done in them?).",
        ));
    }
    Ok(TeamInput {
        history_per_week: input.history_per_week.take(),
        range_per_week: input.range_per_week,
        leave_out_weeks: std::mem::take(&mut input.leave_out_weeks),
        remaining: input.remaining.or(Some(0)),
        ..TeamInput::default()
    })
}

/// Makes a plan of a file.
///
/// # Errors
/// A name is unknown or stands twice, or a number is out of bounds; the place is named.
pub fn plan(input: &Input) -> Result<Named, Problem> {
    let mut drawing = Drawing::default();
    for (name, team) in &input.teams {
        drawing.team(input, name, team)?;
    }
    drawing.waits(input)?;
    drawing.blocks(input)?;
    drawing.goals(input)?;
    drawing.named.plan.weeks = if input.together { Weeks::Joint } else { Weeks::Independent };
    drawing.named.plan.causes = drawing.named.causes.len();
    drawing.named.run = Run { seed: input.seed, trials: input.trials };
    Ok(drawing.named)
}

struct Drawing {
    named: Named,
    /// The end of everything that has a name, and where it begins.
    ends: BTreeMap<String, (Node, Node)>,
}

impl Default for Drawing {
    fn default() -> Self {
        let named = Named { plan: Plan::default(), causes: Vec::new(), opinions: Vec::new(), bulk: Vec::new(), run: Run { seed: 0, trials: 1 } };
        Self { named, ends: BTreeMap::new() }
    }
}

impl Drawing {
    fn name(&mut self, name: &str, begins: Node, ends: Node) -> Result<(), Problem> {
        match self.ends.insert(name.to_owned(), (begins, ends)) {
            None => Ok(()),
            Some(_) => Err(Problem::field(name, "This name stands twice in the file. Names of teams and items are unique.")),
        }
    }

    fn team(&mut self, input: &Input, name: &str, team: &TeamInput) -> Result<(), Problem> {
        let at = self.named.plan.teams.len();
        let items: Vec<u32> =
            if team.items.is_empty() { vec![team.remaining.unwrap_or(0)] } else { team.items.iter().map(|item| item.stories).collect() };
        let history = self.history(name, team)?;
        if items.iter().chain(&history).any(|stories| *stories > MOST_STORIES) {
            return Err(Problem::field(
                format!("teams.{name}"),
                format!("More than {MOST_STORIES} stories in an item or a week. Count small stories."),
            ));
        }
        if team.growth.iter().any(|growth| !(0.1..=10.0).contains(growth)) {
            return Err(Problem::field(format!("teams.{name}.growth"), "A tenth to ten times of what was planned."));
        }
        let cause = self.cause(format!("the work left at {name}"));
        let calendar = self.calendar(input, team);
        let whole = Team { growth: team.growth.clone(), calendar, cause: Some(cause), ..Team::new(at as u64, history, items.clone()) };
        self.named.plan.teams.push(whole);
        self.name(name, Node::Item { team: at, item: 0 }, Node::Item { team: at, item: items.len() - 1 })?;
        for (item, known) in team.items.iter().enumerate() {
            let node = Node::Item { team: at, item };
            self.name(&known.id, node, node)?;
            if let Some(days) = known.not_before.zip(input.as_of).map(|(date, as_of)| days_from(as_of, date)).filter(|days| *days > 0) {
                self.arrival(vec![days as f32 / 7.0], None, &[node]);
            }
        }
        Ok(())
    }

    fn history(&mut self, name: &str, team: &TeamInput) -> Result<Vec<u32>, Problem> {
        match team.range_per_week {
            Some((low, high)) if low <= high && high <= MOST_STORIES && high - low <= 1_000 => {
                self.named.opinions.push(name.to_owned());
                Ok((low..=high).collect())
            }
            Some(_) => Err(Problem::field(format!("teams.{name}.range_per_week"), "The fewest stories of a week, then the most.")),
            None => self.counted(name, team),
        }
    }

    /// The weeks that count; among them those that ask for a word.
    fn counted(&mut self, name: &str, team: &TeamInput) -> Result<Vec<u32>, Problem> {
        let history = team.history_per_week.as_deref().unwrap_or_default();
        let weeks = history.len();
        if let Some(week) = team.leave_out_weeks.iter().find(|week| !(1..=weeks).contains(*week)) {
            let sentence = format!("There is no week {week} of “{name}”: its history has {weeks}, 1 is the oldest.");
            return Err(Problem::field(format!("teams.{name}.leave_out_weeks"), sentence));
        }
        let numbered = history.iter().copied().zip(1..);
        let kept: Vec<(u32, usize)> = numbered.filter(|(_, week)| !team.leave_out_weeks.contains(week)).collect();
        let mut sorted: Vec<u32> = kept.iter().map(|(stories, _)| *stories).collect();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0).max(1);
        let is_bulk = |stories: u32| stories > usual.saturating_mul(BULK);
        self.named.bulk.extend(kept.iter().filter(|(stories, _)| is_bulk(*stories)).map(|(stories, week)| Bulk {
            team: name.to_owned(),
            week: *week,
            stories: *stories,
            usual,
        }));
        Ok(kept.into_iter().map(|(stories, _)| stories).collect())
    }

    fn calendar(&mut self, input: &Input, team: &TeamInput) -> Option<usize> {
        let as_of = input.as_of?;
        let day = |n: i32| as_of.saturating_add(n.days());
        let works = |date: Date| date.weekday().to_monday_zero_offset() < 5 && !team.days_off.contains(&date);
        let days: Vec<bool> = (0..CALENDAR_DAYS).map(|n| works(day(n))).collect();
        self.named.plan.calendars.push(WorkTime::new(&days, 5));
        Some(self.named.plan.calendars.len() - 1)
    }

    fn cause(&mut self, name: String) -> usize {
        self.named.causes.push(name);
        self.named.causes.len() - 1
    }

    fn arrival(&mut self, weeks: Vec<f32>, cause: Option<usize>, holds: &[Node]) {
        let at = self.named.plan.arrivals.len();
        self.named.plan.arrivals.push(Arrival { key: (1 << 40) + at as u64, weeks, cause });
        self.named.plan.edges.extend(holds.iter().map(|to| Edge { from: Node::Arrival(at), to: *to, cause: None }));
    }

    fn known(&self, name: &str, place: &str) -> Result<(Node, Node), Problem> {
        self.ends.get(name).copied().ok_or_else(|| Problem::field(place, format!("There is no team or item “{name}”.")))
    }

    fn waits(&mut self, input: &Input) -> Result<(), Problem> {
        for (at, wait) in input.waits.iter().enumerate() {
            let (to, from) = (self.known(&wait.who, &format!("waits[{at}].who"))?.0, self.known(&wait.r#for, &format!("waits[{at}].for"))?.1);
            if wait.who == wait.r#for {
                return Err(Problem::field(format!("waits[{at}]"), format!("“{}” waits for itself.", wait.who)));
            }
            let cause = self.cause(format!("the wait of {} for {}", wait.who, wait.r#for));
            self.named.plan.edges.push(Edge { from, to, cause: Some(cause) });
        }
        Ok(())
    }

    fn blocks(&mut self, input: &Input) -> Result<(), Problem> {
        for (at, block) in input.blocks.iter().enumerate() {
            if block.days.is_empty() || block.days.iter().any(|days| !(0.0..=3_650.0).contains(days)) {
                return Err(Problem::field(format!("blocks[{at}].days"), "Days that it may still last, 0 to 3650, at least one number."));
            }
            let holds =
                block.holds.iter().map(|name| Ok(self.known(name, &format!("blocks[{at}].holds"))?.0)).collect::<Result<Vec<Node>, Problem>>()?;
            let cause = self.cause(block.what.clone());
            self.arrival(block.days.iter().map(|days| days / 7.0).collect(), Some(cause), &holds);
        }
        Ok(())
    }

    fn goals(&mut self, input: &Input) -> Result<(), Problem> {
        for (at, goal) in input.goals.iter().enumerate() {
            let needs = goal.needs.iter().map(|name| Ok(self.known(name, &format!("goals[{at}].needs"))?.1)).collect::<Result<_, Problem>>()?;
            self.named.plan.goals.push(Goal { needs });
        }
        if input.goals.is_empty() {
            let ends = input.teams.keys().filter_map(|name| self.ends.get(name)).map(|(_, end)| Goal { needs: vec![*end] }).collect();
            self.named.plan.goals = ends;
        }
        Ok(())
    }
}

/// Calendar days between two dates.
pub(super) fn days_from(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
