//! What a check-in says, and the commands that it is: one batch, all or nothing.
//!
//! Nothing here knows of HTTP: pages read it from a form, the command line from its own questions.
//! Numbers of what is raised and asked are predicted from the model at the batch's turn.

use rowlock_domain::checkin::command::CheckInSeat;
use rowlock_domain::checkin::{DoneLine, Words};
use rowlock_domain::dependency::command::{
    AcceptDependency, CounterDependency, DeclineDependency, DeliverDependency, PromiseDependency, RefuseCounter, RefuseDelivery, RemindDependency,
    RequestDependency, TakeCounter,
};
use rowlock_domain::goal::command::{MeetGoal, MissGoal, SetSprintGoal};
use rowlock_domain::heads_up::command::AnnounceHeadsUp;
use rowlock_domain::impediment::command::{Contribute, NameHeldBack, RaiseImpediment, ResolveImpediment};
use rowlock_domain::impediment::{ContributionKind, Severity};
use rowlock_domain::meeting::Occasion;
use rowlock_domain::risk::command::RaiseRisk;
use rowlock_domain::team::command::ReportProgress;
use rowlock_domain::team::{Progress, Team};
use rowlock_domain::{
    Act, Command, Context, Date, DependencyId, GoalId, GroupId, ImpedimentId, Member, TeamId, Text, Title, Workspace, authorize::may,
};
use std::sync::Arc;

/// Everything that one check-in says.
#[derive(Clone, Debug)]
pub struct Said {
    /// For which meeting.
    pub occasion: Occasion,
    /// For which seat.
    pub member: Member,
    /// Done, planned or not.
    pub done: Vec<DoneLine>,
    /// Planned and dropped.
    pub dropped: Vec<Title>,
    /// What comes next.
    pub next: Vec<Title>,
    /// Obstacles that the team solves itself.
    pub own_obstacles: Vec<Title>,
    /// What is said of impediments that are known.
    pub known: Vec<(ImpedimentId, Known)>,
    /// Impediments that need others.
    pub raised: Vec<Raised>,
    /// What is said of dependencies.
    pub answers: Vec<(DependencyId, Answer)>,
    /// Dependencies that are named without changing them (a child group's check-in).
    pub mentioned: Vec<DependencyId>,
    /// What is newly asked of other teams.
    pub asks: Vec<Ask>,
    /// Anything others should know; may be empty.
    pub others: Text,
    /// What that is.
    pub others_as: OthersAs,
    /// Progress in the sprint.
    pub progress: Option<Counted>,
    /// What became of the goals of sprints that ended.
    pub judged: Vec<(GoalId, Judged)>,
    /// The goal of the sprint that runs.
    pub goal: Option<NextGoal>,
    /// How sure of it, 1 to 5.
    pub confidence: Option<u8>,
    /// Why it fell; may be empty.
    pub confidence_reason: Text,
    /// A line by the Product Owner; may be empty.
    pub product_owner_line: Text,
}

/// What is said of a known impediment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// It still holds the team back.
    StillThere,
    /// It does not hold this team back.
    NotUs,
    /// It is solved: by what, and what its cause was, if that is said.
    Solved(Text, Option<Title>),
}

/// An impediment to raise.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// What stands in the way.
    pub title: Title,
    /// Who could help; nobody known yet.
    pub asked: Option<TeamId>,
    /// Whether work stops.
    pub stops: bool,
    /// What it holds up.
    pub goal: Option<GoalId>,
}

/// What is said of a dependency.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Promise it for a date, or move the promise.
    Promise(Date, Text),
    /// Offer something else.
    Counter(Option<Date>, Text),
    /// Say no.
    Decline(Text),
    /// It is there.
    Deliver(Text),
    /// It works here.
    Accept,
    /// It does not work yet.
    NotYet(Text),
    /// Take what was offered.
    TakeOffer,
    /// Do not take it.
    RefuseOffer(Text),
    /// Remind the other team.
    Remind,
}

/// Something asked of another team.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What.
    pub title: Title,
    /// Of whom.
    pub of: TeamId,
    /// By when; no date yet.
    pub needed_by: Option<Date>,
    /// How one can tell; may be empty.
    pub done_when: Text,
}

/// What the words for others are.
#[derive(Clone, Debug, PartialEq)]
pub enum OthersAs {
    /// Just words.
    Words,
    /// A heads-up with its days and whom it touches.
    HeadsUp {
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
        /// Nobody named means everybody.
        touches: Vec<TeamId>,
    },
    /// A risk.
    Risk,
}

/// Stories, counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Planned at the start.
    pub planned: u32,
    /// Done so far.
    pub done: u32,
    /// Added since.
    pub added: u32,
}

/// What became of a sprint goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Met.
    Met,
    /// Missed, with the reason.
    Missed(Text),
}

/// A sprint goal to set.
#[derive(Clone, Debug, PartialEq)]
pub struct NextGoal {
    /// What shall be so.
    pub title: Title,
    /// Product goals that it supports.
    pub supports: Vec<GoalId>,
}

/// The batch that a check-in is, upon the model as it is now.
#[must_use]
pub fn commands(context: &Context<'_>, said: &Said) -> Vec<Command> {
    let workspace = context.workspace;
    let team = match said.member {
        Member::Team(id) => workspace.team(id),
        Member::Group(_) => None,
    };
    let mut batch: Vec<Command> = said.judged.iter().map(|(goal, judged)| judge(*goal, judged)).collect();
    if let Some(team) = team {
        batch.extend(of_the_sprint(context, team, said));
    }
    batch.extend(said.known.iter().filter_map(|(id, known)| of_known(context, said.member, *id, known)));
    let first_raised = workspace.next_impediment().0;
    batch.extend(said.raised.iter().map(|raised| raise(workspace, said, raised)));
    batch.extend(said.answers.iter().map(|(id, answer)| answered(*id, answer)));
    let first_asked = workspace.next_dependency().0;
    if let Member::Team(consumer) = said.member {
        batch.extend(said.asks.iter().map(|ask| request(consumer, ask)));
        batch.extend(for_others(workspace, consumer, said));
    }
    let raised = (first_raised..).map(ImpedimentId).take(said.raised.len());
    let asked = (first_asked..).map(DependencyId).take(said.asks.len());
    batch.push(CheckInSeat { occasion: said.occasion, member: said.member, words: words(said, raised, asked) }.into());
    batch
}

fn words(said: &Said, raised: impl Iterator<Item = ImpedimentId>, asked: impl Iterator<Item = DependencyId>) -> Words {
    let still = said.known.iter().filter(|(_, known)| *known == Known::StillThere).map(|(id, _)| *id);
    let answered = said.answers.iter().map(|(id, _)| *id);
    Words {
        done: said.done.clone(),
        dropped: said.dropped.clone(),
        next: said.next.clone(),
        own_obstacles: said.own_obstacles.clone(),
        impediments: still.chain(raised).collect(),
        dependencies: said.mentioned.iter().copied().chain(answered).chain(asked).collect(),
        others: said.others.clone(),
        confidence: said.confidence,
        confidence_reason: said.confidence_reason.clone(),
        product_owner_line: said.product_owner_line.clone(),
    }
}

fn judge(goal: GoalId, judged: &Judged) -> Command {
    match judged {
        Judged::Met => MeetGoal { goal }.into(),
        Judged::Missed(why) => MissGoal { goal, why: why.clone() }.into(),
    }
}

/// The next sprint goal, and progress if it says something new.
fn of_the_sprint(context: &Context<'_>, team: &Arc<Team>, said: &Said) -> Vec<Command> {
    let on = context.today(&team.zone);
    let sprint = crate::team::sprint_start(team, on);
    let mut batch: Vec<Command> = Vec::new();
    if let Some(NextGoal { title, supports }) = said.goal.clone() {
        batch.push(SetSprintGoal { team: team.id, sprint, title, tell: Text::default(), supports, origin: None }.into());
    }
    if let Some(Counted { planned, done, added }) = said.progress {
        let progress = Progress { sprint, planned, done, added };
        if team.progress.values().next_back() != Some(&progress) {
            batch.push(ReportProgress { team: team.id, on, progress }.into());
        }
    }
    batch
}

/// Whoever may work on an impediment takes the team off it; others say so in a remark.
fn of_known(context: &Context<'_>, member: Member, id: ImpedimentId, known: &Known) -> Option<Command> {
    let impediment = context.workspace.impediment(id)?;
    match (known, member) {
        (Known::StillThere, _) => None,
        (Known::Solved(what_solved, cause), _) => {
            Some(ResolveImpediment { impediment: id, what_solved: what_solved.clone(), cause: cause.clone() }.into())
        }
        (Known::NotUs, Member::Team(team)) if may(context, Act::Tend(id)) && impediment.team != Some(team) => {
            let teams = impediment.holds_back.iter().copied().filter(|other| *other != team).collect();
            Some(NameHeldBack { impediment: id, teams }.into())
        }
        (Known::NotUs, _) => {
            let name = context.workspace.member_name(member);
            let text = Text::new(&format!("It does not hold {name} back.")).unwrap_or_default();
            Some(Contribute { impediment: id, kind: ContributionKind::Remark, text }.into())
        }
    }
}

fn raise(workspace: &Workspace, said: &Said, raised: &Raised) -> Command {
    let (team, group) = match said.member {
        Member::Team(id) => (Some(id), workspace.team(id).map_or(GroupId(0), |team| team.home)),
        Member::Group(id) => (None, id),
    };
    RaiseImpediment {
        title: raised.title.clone(),
        details: Text::default(),
        team,
        group,
        severity: if raised.stops { Severity::Stops } else { Severity::Slows },
        holds_back: team.into_iter().collect(),
        asked: raised.asked.into_iter().collect(),
        goal: raised.goal,
        origin: None,
    }
    .into()
}

fn answered(dependency: DependencyId, answer: &Answer) -> Command {
    match answer.clone() {
        Answer::Promise(on, why) => PromiseDependency { dependency, on, why }.into(),
        Answer::Counter(on, offer) => CounterDependency { dependency, on, offer }.into(),
        Answer::Decline(why) => DeclineDependency { dependency, why }.into(),
        Answer::Deliver(note) => DeliverDependency { dependency, note }.into(),
        Answer::Accept => AcceptDependency { dependency }.into(),
        Answer::NotYet(why) => RefuseDelivery { dependency, why }.into(),
        Answer::TakeOffer => TakeCounter { dependency }.into(),
        Answer::RefuseOffer(why) => RefuseCounter { dependency, why }.into(),
        Answer::Remind => RemindDependency { dependency }.into(),
    }
}

fn request(consumer: TeamId, ask: &Ask) -> Command {
    RequestDependency {
        title: ask.title.clone(),
        consumer,
        provider: ask.of,
        needed_by: ask.needed_by,
        done_when: ask.done_when.clone(),
        consumer_item: None,
        goal: None,
        waits_for: Vec::new(),
        despite_cycle: false,
        origin: None,
    }
    .into()
}

fn for_others(workspace: &Workspace, team: TeamId, said: &Said) -> Option<Command> {
    if said.others.is_empty() {
        return None;
    }
    match &said.others_as {
        OthersAs::Words => None,
        OthersAs::HeadsUp { from, until, touches } => {
            Some(AnnounceHeadsUp { team, text: said.others.clone(), from: *from, until: *until, touches: touches.clone() }.into())
        }
        OthersAs::Risk => {
            let group = workspace.team(team)?.home;
            let (title, details) = shortened(&said.others);
            Some(RaiseRisk { title, details, group, team: Some(team), goal: None, expected_on: None }.into())
        }
    }
}

/// A title of the first line; the whole text below it if it does not fit.
fn shortened(text: &Text) -> (Title, Text) {
    let line = text.as_str().lines().next().unwrap_or("");
    match Title::new(line) {
        Ok(title) if line.len() == text.as_str().len() => (title, Text::default()),
        Ok(title) => (title, text.clone()),
        Err(_) => {
            let short: String = line.chars().take(190).collect();
            (Title::new(&format!("{short}…")).unwrap_or_default(), text.clone())
        }
    }
}
