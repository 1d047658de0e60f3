//! What past meetings of a group teach: how long topics of each kind took, how often talking changed the thing within
//! two days, and which teams had no slot lately.

use super::agenda::stands_above;
use crate::agenda::{plan::Rule, value::Experience};
use rowlock_domain::{
    GroupId, Instant, Member, Moment, TeamId, Thing, Workspace,
    meeting::{About, Meeting, Topic, agenda::Price},
    ranking::{member_of, rank_for_meeting},
    series::query::closed,
};
use std::collections::{BTreeMap, BTreeSet};

/// A talk changed something if its thing changed within so long after the topic's meeting was opened.
const CHANGE_MS: i64 = 2 * 86_400_000;
/// Meetings looked at, the last ones.
const MOST_MEETINGS: usize = 60;
/// Talks of a kind before their median counts.
const ENOUGH_TALKS: usize = 3;
/// A team without a slot in so many meetings has its turn.
const TURN_MEETINGS: usize = 2;
/// Share of the box that turns may take: one in so many.
const TURN_SHARE: u32 = 2;

/// What a topic is about, for what can be learnt from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An impediment.
    Impediment,
    /// A dependency, or many requests of one pair.
    Dependency,
    /// A goal.
    Goal,
    /// A risk.
    Risk,
    /// A follow-up.
    FollowUp,
    /// Anything else.
    Other,
}

impl Kind {
    /// Of a topic.
    #[must_use]
    pub fn of(about: About) -> Self {
        match about {
            About::Thing(Thing::Impediment(_)) => Self::Impediment,
            About::Thing(Thing::Dependency(_)) | About::Requests(..) => Self::Dependency,
            About::Thing(Thing::Goal(_)) => Self::Goal,
            About::Thing(Thing::Risk(_)) => Self::Risk,
            About::Thing(Thing::FollowUp(_)) => Self::FollowUp,
            _ => Self::Other,
        }
    }

    /// One of them, and many.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Impediment => ("impediment", "impediments"),
            Self::Dependency => ("dependency", "dependencies"),
            Self::Goal => ("goal", "goals"),
            Self::Risk => ("risk", "risks"),
            Self::FollowUp => ("follow-up", "follow-ups"),
            Self::Other => ("other topic", "other topics"),
        }
    }
}

/// What is known of the topics of one kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// How often talking changed something, and the minutes it took.
    pub experience: Experience,
}

impl Known {
    /// What such a topic usually takes; `None` = too few to say.
    #[must_use]
    pub fn seconds(&self) -> Option<u32> {
        (self.experience.minutes.len() >= ENOUGH_TALKS).then(|| self.experience.median_minutes() * 60)
    }

    pub(super) fn told(&self, kind: Kind) -> String {
        let (one, many) = kind.words();
        self.experience.told(one, many)
    }
}

/// The last closed meetings of a group, newest first.
fn last(workspace: &Workspace, group: GroupId) -> Vec<&Meeting> {
    let mut meetings: Vec<&Meeting> = closed(workspace, group).map(AsRef::as_ref).collect();
    meetings.sort_by_key(|meeting| std::cmp::Reverse((meeting.opened_at, meeting.id)));
    meetings.truncate(MOST_MEETINGS);
    meetings
}

/// What past meetings of a group teach, by kind.
#[must_use]
pub fn of(moment: &Moment<'_>, group: GroupId) -> BTreeMap<Kind, Known> {
    let mut known: BTreeMap<Kind, Known> = BTreeMap::new();
    for meeting in last(moment.workspace, group) {
        let Some(opened_at) = meeting.opened_at else { continue };
        for topic in meeting.agenda().filter(|topic| is_talk(topic)) {
            let experience = &mut known.entry(Kind::of(topic.about)).or_default().experience;
            experience.minutes.push(topic.spent_ms as f64 / 60_000.0);
            if let About::Thing(thing) = topic.about {
                experience.discussed += 1;
                experience.changed += u32::from(changed(moment.workspace, thing, opened_at));
            }
        }
    }
    known
}

fn is_talk(topic: &Topic) -> bool {
    topic.spent_ms > 0 && !matches!(topic.about, About::Opening | About::Round | About::Close)
}

/// Whether the thing changed state within two days.
fn changed(workspace: &Workspace, thing: Thing, since: Instant) -> bool {
    workspace.history(thing).any(|recorded| {
        let after = recorded.stamp.at.since_ms(since);
        (0..=CHANGE_MS).contains(&after) && changes_state(recorded.event.kind())
    })
}

/// Events after which a thing stands elsewhere; remarks, titles and reminders do not count.
fn changes_state(kind: &str) -> bool {
    matches!(
        kind,
        "ImpedimentOwned"
            | "ImpedimentEscalated"
            | "ImpedimentReturned"
            | "ImpedimentResolved"
            | "ImpedimentConfirmed"
            | "ImpedimentWithdrawn"
            | "ImpedimentMerged"
            | "NeedMoved"
            | "DependencyPromised"
            | "PromiseMoved"
            | "DependencyCountered"
            | "DependencyDeclined"
            | "DependencyDelivered"
            | "DependencyAccepted"
            | "DependencyWithdrawn"
            | "RiskResolved"
            | "RiskOwned"
            | "RiskAccepted"
            | "RiskMitigated"
            | "RiskBecameImpediment"
            | "GoalDated"
            | "GoalMet"
            | "GoalMissed"
            | "GoalDropped"
            | "FollowUpHandedOn"
            | "FollowUpDated"
            | "FollowUpDone"
            | "FollowUpDropped"
            | "HeadsUpMoved"
            | "HeadsUpEnded"
    )
}

/// The teams that a thing concerns.
fn concerned(workspace: &Workspace, about: About) -> Vec<TeamId> {
    match about {
        About::Thing(Thing::Impediment(id)) => {
            workspace.impediment(id).map_or_else(Vec::new, |i| i.team.iter().chain(&i.holds_back).chain(&i.asked).copied().collect())
        }
        About::Thing(Thing::Dependency(id)) => workspace.dependency(id).map_or_else(Vec::new, |d| vec![d.consumer, d.provider]),
        About::Requests(consumer, provider) => vec![consumer, provider],
        _ => Vec::new(),
    }
}

fn members(workspace: &Workspace, group: GroupId, about: About) -> BTreeSet<Member> {
    concerned(workspace, about).into_iter().filter_map(|team| member_of(workspace, group, team)).collect()
}

/// Members without a topic in the last two meetings get the best topic that concerns them, as far as half of the meeting allows; without two
/// meetings nobody waits for a turn. Answers whose turn found no room, with the topics that concern them.
pub(super) fn give_turns(moment: &Moment<'_>, group: GroupId, prices: &mut BTreeMap<About, Price>) -> BTreeMap<Member, Vec<About>> {
    let workspace = moment.workspace;
    let meetings = last(workspace, group);
    if meetings.len() < TURN_MEETINGS {
        return BTreeMap::new();
    }
    let talked = meetings.iter().take(TURN_MEETINGS).flat_map(|meeting| meeting.agenda().filter(|topic| is_talk(topic)));
    let mut served: BTreeSet<Member> = talked.flat_map(|topic| members(workspace, group, topic.about)).collect();
    for about in prices.iter().filter(|(_, price)| price.rule.is_some()).map(|(about, _)| *about) {
        served.extend(members(workspace, group, about));
    }
    let (seconds, usual) = (meetings[0].minutes.saturating_mul(60), workspace.group(group).map_or(180, |g| g.rules.topic_seconds));
    let mut left = seconds / TURN_SHARE;
    let mut waiting: BTreeMap<Member, Vec<About>> = BTreeMap::new();
    let weight = |about: About| prices.get(&about).and_then(|price| price.value).unwrap_or(0);
    for row in rank_for_meeting(moment, group, 60, weight).rows {
        let whose = members(workspace, group, row.about);
        let takes = prices.get(&row.about).and_then(|price| price.seconds).unwrap_or(usual);
        if whose.is_subset(&served) {
            continue;
        }
        if takes <= left {
            left -= takes;
            served.extend(whose);
            stands_above(prices.entry(row.about).or_default(), Rule::TeamsTurn);
        } else {
            whose.into_iter().for_each(|member| waiting.entry(member).or_default().push(row.about));
        }
    }
    waiting.retain(|member, _| !served.contains(member));
    waiting
}
