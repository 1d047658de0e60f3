//! Everything that needs a group, each with its score, in one pass per kind.

use super::goals::{Trouble, trouble_of, troubled};
use crate::{
    DependencyId, Instant, Thing,
    dependency::{
        Dependency, DependencyState,
        query::{Dependents, FOLD_ABOVE, Outlook, Patience, Standing, circles},
    },
    group::Group,
    impediment::{Level, Severity},
    meeting::About,
    relay,
    risk::RiskState,
    scope::Scope,
    series::query::last_closed,
    time::{days_between, plus_days},
    working,
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Work stops.
const STOPS: i64 = 20;
/// Work slows.
const SLOWS: i64 = 6;
/// Raised to the very group that looks.
const ESCALATED_HERE: i64 = 25;
/// Nobody owns it for longer than the rules allow.
const UNOWNED: i64 = 8;
/// A date that will not be kept.
const LATE: i64 = 12;
/// A date that may not be kept; a request that waited too long.
const DOUBTFUL: i64 = 8;
/// A risk on which nothing is agreed.
const FRESH: i64 = 2;
/// Each waits for the next.
const CIRCLE: i64 = 10;
/// A delivery that nobody accepts, a relay that nobody acknowledges.
const SILENCE: i64 = 4;
/// What was agreed and is not done; a risk that may hit now; a request whose need is near.
const DUE: i64 = 5;
/// What is about to get in the way.
const AHEAD: i64 = 3;
/// Days ahead that count as "now" for risks and heads-ups.
const SOON_DAYS: i64 = 7;
/// A need within so many days makes a fresh request press.
const NEAR_DAYS: i64 = 14;
/// Days of silence after a delivery or a counter-offer.
const SILENT_DAYS: i64 = 2;
/// Ages and delays count up to here, so that what is very old does not bury what is new.
const MOST_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

/// Something that needs the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) score: u32,
    /// Days late, uncapped: what the score no longer tells apart.
    pub(super) late_days: i64,
    pub(super) since: Instant,
    pub(super) about: About,
    pub(super) trouble: Option<Trouble>,
}

impl Candidate {
    /// A thing by itself, whether or not it needs anybody.
    pub(super) fn at(outlook: &Outlook<'_>, about: About) -> Self {
        let goal = match about {
            About::Thing(Thing::Goal(id)) => outlook.moment.workspace.goal(id),
            _ => None,
        };
        let trouble = goal.and_then(|goal| trouble_of(outlook, goal));
        Self { score: 0, late_days: 0, since: outlook.moment.now, about, trouble }
    }

    /// Highest score first, then the latest, then the oldest, then by number.
    pub(super) fn order(&self) -> (Reverse<u32>, Reverse<i64>, Instant, About) {
        (Reverse(self.score), Reverse(self.late_days), self.since, self.about)
    }
}

struct Gathering<'a> {
    outlook: &'a Outlook<'a>,
    scope: &'a Scope,
    found: Vec<Candidate>,
}

/// All of it, unsorted.
pub(super) fn all(outlook: &Outlook<'_>, scope: &Scope) -> Vec<Candidate> {
    let mut gathering = Gathering { outlook, scope, found: Vec::new() };
    gathering.impediments();
    gathering.dependencies();
    gathering.risks();
    gathering.follow_ups();
    gathering.heads_ups();
    gathering.relays();
    for (goal, trouble) in troubled(outlook, scope) {
        let weight = if trouble.is_vague() { AHEAD } else { DOUBTFUL };
        gathering.add(About::Thing(Thing::Goal(goal)), Instant(i64::MAX), 1, weight + 2 * trouble.late_days().min(MOST_DAYS));
        gathering.with_late_days(trouble.late_days());
        gathering.with_trouble(trouble);
    }
    gathering.found
}

impl Gathering<'_> {
    fn add(&mut self, about: About, since: Instant, waiting: usize, urgency: i64) {
        let waiting = i64::try_from(waiting.max(1)).unwrap_or(i64::MAX);
        let score = u32::try_from(waiting.saturating_mul(urgency).max(0)).unwrap_or(u32::MAX);
        self.found.push(Candidate { score, late_days: 0, since, about, trouble: None });
    }

    fn with_late_days(&mut self, days: i64) {
        if let Some(last) = self.found.last_mut() {
            last.late_days = days;
        }
    }

    fn with_trouble(&mut self, trouble: Trouble) {
        if let Some(last) = self.found.last_mut() {
            last.trouble = Some(trouble);
        }
    }

    fn waited(&self, since: Instant) -> i64 {
        (self.outlook.moment.now.since_ms(since) / DAY_MS).min(MOST_DAYS)
    }

    fn impediments(&mut self) {
        let (scope, moment) = (self.scope, &self.outlook.moment);
        let workspace = moment.workspace;
        let by_team = working::cutoffs(moment, |rules| rules.owner_days);
        let ago = |group: &Group| moment.working_days_ago(group.rules.owner_days, &working::of_group(workspace, group.id));
        let by_group: Vec<Instant> = workspace.groups.iter().map(|g| ago(g)).collect();
        for impediment in workspace.impediments.iter().filter(|i| i.is_open() && i.is_of(workspace, scope)) {
            let patience = impediment.team.and_then(|t| by_team.get(t.index())).or_else(|| by_group.get(impediment.group.index()));
            let is_unowned = impediment.unowned_since.is_some_and(|since| patience.is_some_and(|until| since < *until));
            let is_escalated_here = impediment.level == Level::Group(scope.group) && impediment.group != scope.group;
            let urgency = if impediment.severity == Severity::Stops { STOPS } else { SLOWS }
                + if is_unowned { UNOWNED } else { 0 }
                + if is_escalated_here { ESCALATED_HERE } else { 0 }
                + self.waited(impediment.raised_at);
            self.add(About::Thing(Thing::Impediment(impediment.id)), impediment.raised_at, impediment.holds_back.len(), urgency);
        }
    }

    fn dependencies(&mut self) {
        let outlook = self.outlook;
        let workspace = outlook.moment.workspace;
        let patience = Patience::of(&outlook.moment);
        let dependents = Dependents::of(workspace);
        let circled: BTreeSet<DependencyId> = circles(workspace).into_iter().filter_map(|circle| circle.first().copied()).collect();
        let mut pairs: BTreeMap<_, Vec<&Dependency>> = BTreeMap::new();
        for dependency in workspace.dependencies.iter().filter(|d| d.is_open() && d.is_of(self.scope)) {
            if patience.is_over(dependency) {
                pairs.entry((dependency.consumer, dependency.provider)).or_default().push(dependency);
            }
        }
        pairs.retain(|_, requests| requests.len() > FOLD_ABOVE);
        for ((consumer, provider), requests) in &pairs {
            let oldest = requests.iter().map(|d| d.asked_at).min().unwrap_or_default();
            let count = i64::try_from(requests.len()).unwrap_or(i64::MAX);
            self.add(About::Requests(*consumer, *provider), oldest, 1, DOUBTFUL + count.min(MOST_DAYS) + self.waited(oldest));
        }
        for dependency in workspace.dependencies.iter().filter(|d| d.is_open() && d.is_of(self.scope)) {
            let is_folded = patience.is_over(dependency) && pairs.contains_key(&(dependency.consumer, dependency.provider));
            let circle = if circled.contains(&dependency.id) { CIRCLE } else { 0 };
            let Some((urgency, since)) = self.urgency(dependency, &patience).filter(|_| !is_folded || circle > 0) else {
                if circle > 0 {
                    self.add(About::Thing(Thing::Dependency(dependency.id)), dependency.requested_at, 1, circle);
                }
                continue;
            };
            let is_there = dependency.state == DependencyState::Delivered;
            let waiting = if is_there { 1 } else { dependents.waiting_teams(workspace, dependency).len() };
            self.add(About::Thing(Thing::Dependency(dependency.id)), since, waiting, urgency + circle);
            if let Standing::Late(late) = outlook.standing(dependency) {
                self.with_late_days(late.days);
            }
        }
    }

    fn urgency(&self, dependency: &Dependency, patience: &Patience) -> Option<(i64, Instant)> {
        let asked = dependency.asked_at;
        let promised = dependency.promises.last().map_or(asked, |promise| promise.at);
        match self.outlook.standing(dependency) {
            Standing::Late(late) => Some((LATE + 2 * late.days.min(MOST_DAYS), promised)),
            Standing::AtRisk => Some((DOUBTFUL, promised)),
            Standing::NoPromise if patience.is_over(dependency) => Some((DOUBTFUL + self.waited(asked), asked)),
            Standing::NoPromise => self.is_pressing(dependency).then(|| (DUE + self.waited(asked), asked)),
            Standing::Delivered(days) if days >= SILENT_DAYS => Some((SILENCE + days.min(MOST_DAYS), dependency.delivered_at.unwrap_or(asked))),
            _ => None,
        }
    }

    /// A fresh request presses when its need is near, a counter-offer when it lies about.
    fn is_pressing(&self, dependency: &Dependency) -> bool {
        let moment = &self.outlook.moment;
        let is_near = dependency.needed_by().is_some_and(|need| need <= plus_days(moment.today, NEAR_DAYS));
        let lies_about = || self.waited(dependency.asked_at) >= SILENT_DAYS && matches!(dependency.state, DependencyState::Countered { .. });
        is_near || lies_about()
    }

    fn risks(&mut self) {
        let moment = &self.outlook.moment;
        let (today, soon) = (moment.today, plus_days(moment.today, SOON_DAYS));
        for risk in moment.workspace.risks.iter().filter(|r| r.is_open() && self.scope.holds_group(r.group)) {
            let is_due = risk.expected_on.is_some_and(|day| day <= soon);
            let late = risk.expected_on.map_or(0, |day| days_between(day, today).max(0));
            let about = About::Thing(Thing::Risk(risk.id));
            if is_due {
                self.add(about, risk.raised_at, 1, DUE + 2 * late.min(MOST_DAYS));
                self.with_late_days(late);
            } else if risk.state == RiskState::Raised {
                self.add(about, risk.raised_at, 1, FRESH);
            }
        }
    }

    fn follow_ups(&mut self) {
        let moment = &self.outlook.moment;
        for follow_up in moment.workspace.follow_ups.iter().filter(|f| f.is_open() && self.scope.holds_group(f.group)) {
            let late = follow_up.overdue_days(moment.today);
            if late.is_some() || follow_up.owner.is_none() {
                let unowned = if follow_up.owner.is_none() { UNOWNED } else { 0 };
                let urgency = DUE + unowned + 2 * late.unwrap_or(0).min(MOST_DAYS);
                self.add(About::Thing(Thing::FollowUp(follow_up.id)), follow_up.assigned_at, 1, urgency);
                self.with_late_days(late.unwrap_or(0));
            }
        }
    }

    fn heads_ups(&mut self) {
        let moment = &self.outlook.moment;
        let soon = plus_days(moment.today, SOON_DAYS);
        for heads_up in moment.workspace.heads_ups.iter().filter(|h| h.over_at.is_none() && h.until >= moment.today && h.from <= soon) {
            if self.scope.holds_team(heads_up.team) || heads_up.touches.iter().any(|team| self.scope.holds_team(*team)) {
                self.add(About::Thing(Thing::HeadsUp(heads_up.id)), heads_up.announced_at, heads_up.touches.len(), AHEAD);
            }
        }
    }

    /// Of the group's own last meeting; what its child groups relay is theirs.
    fn relays(&mut self) {
        let workspace = self.outlook.moment.workspace;
        let Some(last) = last_closed(workspace, self.scope.group) else { return };
        for (member, question) in relay::query::asked_back(last) {
            self.add(About::Relay(last.id, member), question.at, 1, LATE + self.waited(question.at));
        }
        for member in relay::query::not_acknowledged(workspace, last) {
            let sent_at = last.relays.get(&member).and_then(|relay| relay.sent_at).unwrap_or_default();
            self.add(About::Relay(last.id, member), sent_at, 1, SILENCE + self.waited(sent_at));
        }
    }
}
