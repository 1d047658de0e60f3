//! The first rows in words: what is wrong, why it stands here, who waits.

use super::{Row, gather::Candidate};
use crate::{
    DependencyId, FollowUpId, GoalId, HeadsUpId, ImpedimentId, Instant, MeetingId, Member, RiskId, TeamId, Thing,
    dependency::query::{Dependents, Outlook, Standing, circle, circle_in_words},
    impediment::{
        Impediment, Severity,
        query::{FollowedUp, rung_name},
    },
    meeting::About,
    relay::Mark,
    risk::RiskState,
    wording,
};

pub(super) struct Teller<'a> {
    outlook: &'a Outlook<'a>,
    dependents: Dependents,
    followed_up: FollowedUp,
}

/// What a row says besides its score and age.
struct Told {
    title: String,
    reason: String,
    mark: Mark,
    waiting: Vec<TeamId>,
}

impl Told {
    fn new(title: impl Into<String>, reason: String, mark: Mark, waiting: Vec<TeamId>) -> Self {
        Self { title: title.into(), reason, mark, waiting }
    }
}

impl<'a> Teller<'a> {
    pub(super) fn new(outlook: &'a Outlook<'a>) -> Self {
        let workspace = outlook.moment.workspace;
        Self { outlook, dependents: Dependents::of(workspace), followed_up: FollowedUp::of(workspace) }
    }

    pub(super) fn row(&self, candidate: Candidate) -> Row {
        let told = match candidate.about {
            About::Thing(Thing::Impediment(id)) => self.impediment(id),
            About::Thing(Thing::Dependency(id)) => self.dependency(id),
            About::Thing(Thing::Risk(id)) => self.risk(id),
            About::Thing(Thing::FollowUp(id)) => self.follow_up(id),
            About::Thing(Thing::HeadsUp(id)) => self.heads_up(id),
            About::Thing(Thing::Goal(id)) => self.goal(id, candidate),
            About::Requests(consumer, provider) => Some(self.requests(consumer, provider, candidate.since)),
            About::Relay(meeting, member) => self.relay(meeting, member),
            _ => None,
        };
        let told = told.unwrap_or_else(|| Told::new("", String::new(), Mark::Open, Vec::new()));
        let age_days = self.outlook.moment.days_since(self.since(&candidate));
        Row {
            about: candidate.about,
            score: candidate.score,
            title: told.title,
            reason: told.reason.trim().to_owned(),
            mark: told.mark,
            age_days,
            waiting: told.waiting,
        }
    }

    /// Goals rank behind what is as urgent, whatever their age: their candidates do not say it.
    fn since(&self, candidate: &Candidate) -> Instant {
        let About::Thing(Thing::Goal(id)) = candidate.about else { return candidate.since };
        self.outlook.moment.workspace.goal(id).map_or(candidate.since, |goal| goal.set_at)
    }

    fn name(&self, team: TeamId) -> &str {
        self.outlook.moment.workspace.member_name(Member::Team(team))
    }

    /// `Checkout, Mobile and 2 more`.
    fn names(&self, teams: &[TeamId]) -> String {
        match teams {
            [] => String::new(),
            [one] => self.name(*one).to_owned(),
            [one, other] => format!("{} and {}", self.name(*one), self.name(*other)),
            [one, other, third] => format!("{}, {} and {}", self.name(*one), self.name(*other), self.name(*third)),
            [one, other, rest @ ..] => format!("{}, {} and {} more", self.name(*one), self.name(*other), rest.len()),
        }
    }

    fn days_ago(&self, at: Instant) -> String {
        match self.outlook.moment.days_since(at) {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            days => format!("{days} days ago"),
        }
    }

    fn impediment(&self, id: ImpedimentId) -> Option<Told> {
        let impediment = self.outlook.moment.workspace.impediment(id)?;
        let waiting: Vec<TeamId> = impediment.holds_back.iter().copied().collect();
        let mut reason = match (impediment.severity, waiting.is_empty()) {
            (Severity::Stops, true) => "Work stops.".to_owned(),
            (Severity::Slows, true) => "Work slows.".to_owned(),
            (Severity::Stops, false) => format!("Stops {}.", self.names(&waiting)),
            (Severity::Slows, false) => format!("Slows {}.", self.names(&waiting)),
        };
        reason += &self.where_it_stands(impediment);
        let is_unowned = impediment.owner.is_none();
        let mark = match (impediment.escalated_at(), is_unowned) {
            (Some(_), _) => Mark::AtRisk,
            (None, true) => Mark::Missing,
            (None, false) => Mark::Open,
        };
        Some(Told::new(impediment.title.as_str(), reason, mark, waiting))
    }

    fn where_it_stands(&self, impediment: &Impediment) -> String {
        let workspace = self.outlook.moment.workspace;
        let mut words = String::new();
        if let Some(at) = impediment.escalated_at() {
            words += &format!(" Escalated to {} {}.", rung_name(workspace, impediment.level), self.days_ago(at));
        }
        if let Some(since) = impediment.unowned_since {
            let days = self.outlook.moment.days_since(since);
            words += &if days == 0 { " Nobody owns it yet.".to_owned() } else { format!(" Nobody has owned it for {}.", wording::days(days)) };
        }
        if self.followed_up.holds(Thing::Impediment(impediment.id)) {
            words += " In follow-up.";
        }
        let asked: Vec<TeamId> = impediment.asked.iter().copied().collect();
        if !asked.is_empty() {
            words += &format!(" Help is asked of {}.", self.names(&asked));
        }
        words
    }

    fn dependency(&self, id: DependencyId) -> Option<Told> {
        let workspace = self.outlook.moment.workspace;
        let dependency = workspace.dependency(id)?;
        let standing = self.outlook.standing(dependency);
        let mut reason = self.outlook.why(dependency);
        let closing = dependency.waits_for.iter().find_map(|next| circle(workspace, id, *next));
        if let Some(circle) = closing {
            reason += &format!(" Each waits for the next: {}.", circle_in_words(&circle));
        }
        let waiting = match standing {
            Standing::Delivered(_) => vec![dependency.provider],
            _ => self.dependents.waiting_teams(workspace, dependency),
        };
        Some(Told::new(self.outlook.headline(dependency), reason, standing.mark(), waiting))
    }

    fn requests(&self, consumer: TeamId, provider: TeamId, oldest: Instant) -> Told {
        let workspace = self.outlook.moment.workspace;
        let patience = crate::dependency::query::Patience::of(&self.outlook.moment);
        let count = workspace.dependencies.iter().filter(|d| d.consumer == consumer && d.provider == provider && patience.is_over(d)).count();
        let title = format!("{count} requests of {} to {} have no answer", self.name(consumer), self.name(provider));
        Told::new(title, format!("The oldest was asked {}.", self.days_ago(oldest)), Mark::Missing, vec![consumer])
    }

    fn risk(&self, id: RiskId) -> Option<Told> {
        let moment = &self.outlook.moment;
        let risk = moment.workspace.risk(id)?;
        let when = risk.expected_on.map(|day| {
            if day < moment.today {
                format!("Was expected on {}.", wording::day(day, moment.today))
            } else {
                format!("May hit on {}.", wording::day(day, moment.today))
            }
        });
        let agreed = if risk.state == RiskState::Raised { " Nothing is agreed on it yet." } else { "" };
        let reason = format!("{}{agreed}", when.unwrap_or_default());
        Some(Told::new(risk.title.as_str(), reason, Mark::AtRisk, risk.team.into_iter().collect()))
    }

    fn follow_up(&self, id: FollowUpId) -> Option<Told> {
        let moment = &self.outlook.moment;
        let follow_up = moment.workspace.follow_up(id)?;
        let late = follow_up.overdue_days(moment.today);
        let due = follow_up.due.map(|due| wording::day(due, moment.today)).unwrap_or_default();
        let mut reason = late.map(|days| format!("Was due {due}, {} ago.", wording::days(days))).unwrap_or_default();
        if follow_up.owner.is_none() {
            reason += " Nobody owns it.";
        }
        let mark = if late.is_some() { Mark::Late } else { Mark::Missing };
        Some(Told::new(follow_up.text.as_str(), reason, mark, follow_up.team.into_iter().collect()))
    }

    fn heads_up(&self, id: HeadsUpId) -> Option<Told> {
        let moment = &self.outlook.moment;
        let heads_up = moment.workspace.heads_up(id)?;
        let touches: Vec<TeamId> = heads_up.touches.iter().copied().collect();
        let (from, until) = (wording::day(heads_up.from, moment.today), wording::day(heads_up.until, moment.today));
        let whom = if touches.is_empty() { String::new() } else { format!("; it touches {}", self.names(&touches)) };
        let reason = format!("{} announces it from {from} to {until}{whom}.", self.name(heads_up.team));
        Some(Told::new(heads_up.text.as_str(), reason, Mark::Open, touches))
    }

    fn goal(&self, id: GoalId, candidate: Candidate) -> Option<Told> {
        let goal = self.outlook.moment.workspace.goal(id)?;
        let trouble = candidate.trouble?;
        Some(Told::new(goal.title.as_str(), trouble.sentence(self.outlook), trouble.mark(), Vec::new()))
    }

    fn relay(&self, meeting: MeetingId, member: Member) -> Option<Told> {
        let workspace = self.outlook.moment.workspace;
        let relay = workspace.meeting(meeting)?.relays.get(&member)?;
        let name = workspace.member_name(member);
        let waiting: Vec<TeamId> = match member {
            Member::Team(team) => vec![team],
            Member::Group(_) => Vec::new(),
        };
        Some(match relay.open_question() {
            Some(question) => {
                Told::new(format!("{name} asks back: {}", question.text), format!("Asked {}.", self.days_ago(question.at)), Mark::Open, waiting)
            }
            None => {
                let sent = relay.sent_at.map(|at| format!("It was sent {}.", self.days_ago(at))).unwrap_or_default();
                Told::new(format!("{name} has not said that it knows the last relay"), sent, Mark::Missing, waiting)
            }
        })
    }
}
