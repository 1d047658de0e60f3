//! Choices that a command is made of: mostly things that exist and were lately made, now and then something that does not.

use super::random::Random;
use crate::{
    Calendar, Date, DateTime, DecisionId, DependencyId, FollowUpId, GoalId, GroupId, HeadsUpId, ImpedimentId, Instant, ItemId, MeetingId, Member,
    PersonId, RiskId, SeriesId, TeamId, Text, Thing, Title, TopicId, Workspace, Zone,
    dependency::DependencyState,
    meeting::{MeetingState, Occasion},
    testing::{NOBODY_KNOWN, UtcCalendar, text, title, utc},
    time::plus_days,
};

const WORDS: [&str; 12] = ["ledger", "card", "harbour", "login", "crane", "invoice", "quay", "search", "Ö字", "parcel", "tide", "rope"];
/// Only things lately made are chosen, so that some of them get far in their lives.
const LATELY: usize = 6;

/// Somebody choosing.
pub struct Pick<'a> {
    /// From what.
    pub workspace: &'a Workspace,
    /// By chance.
    pub random: &'a mut Random,
    /// When.
    pub now: Instant,
}

macro_rules! numbers {
    ($($name:ident, $vector:ident, $id:ident);* $(;)?) => {$(
        /// A number of that noun.
        pub fn $name(&mut self) -> $id {
            $id(self.lately(self.workspace.$vector.len()))
        }
    )*};
}

impl Pick<'_> {
    numbers! {
        team, teams, TeamId;
        group, groups, GroupId;
        series, series, SeriesId;
        any_meeting, meetings, MeetingId;
        impediment, impediments, ImpedimentId;
        dependency, dependencies, DependencyId;
        risk, risks, RiskId;
        goal, goals, GoalId;
        item, items, ItemId;
        decision, decisions, DecisionId;
        follow_up, follow_ups, FollowUpId;
        heads_up, heads_ups, HeadsUpId;
    }

    fn lately(&mut self, length: usize) -> u32 {
        let number = if length == 0 || self.random.one_in(40) { length + 1 } else { length - self.random.below(length.min(LATELY)) };
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// A person, mostly one who is there.
    pub fn person(&mut self) -> PersonId {
        if self.random.one_in(40) {
            return NOBODY_KNOWN;
        }
        let people: Vec<PersonId> = self.workspace.people.keys().copied().collect();
        if people.is_empty() { NOBODY_KNOWN } else { self.random.one_of(&people) }
    }

    /// A person who did not exist yet, or hardly.
    pub fn new_person(&mut self) -> PersonId {
        PersonId(u128::from(self.random.number()) << 64)
    }

    /// One of these, or none.
    pub fn maybe<T>(&mut self, choose: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.random.one_in(2) { Some(choose(self)) } else { None }
    }

    /// Up to `most` of these.
    pub fn some<T>(&mut self, most: usize, mut choose: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.random.below(most + 1)).map(|_| choose(self)).collect()
    }

    /// A number from 0 up to, not including, `limit`.
    pub fn count(&mut self, limit: u32) -> u32 {
        u32::try_from(self.random.below(limit as usize)).unwrap_or(0)
    }

    /// A title.
    pub fn title(&mut self) -> Title {
        title(&format!("{} {}", self.random.one_of(&WORDS), self.random.one_of(&WORDS)))
    }

    /// A text.
    pub fn text(&mut self) -> Text {
        text(&format!("About the {},\nand the {}.", self.random.one_of(&WORDS), self.random.one_of(&WORDS)))
    }

    /// A text, perhaps an empty one.
    pub fn words(&mut self) -> Text {
        if self.random.one_in(4) { Text::default() } else { self.text() }
    }

    /// A zone, mostly a known one.
    pub fn zone(&mut self) -> Zone {
        let zones = [utc(), Zone::named("Europe/Berlin"), utc(), Zone::named("Mars/Olympus")];
        self.random.one_of(&zones)
    }

    /// Today.
    pub fn today(&self) -> Date {
        UtcCalendar.local(self.now, &utc()).date()
    }

    /// A day around today, mostly to come.
    pub fn date(&mut self) -> Date {
        let days = i64::try_from(self.random.below(60)).unwrap_or(0) - 10;
        plus_days(self.today(), days)
    }

    /// A moment in the days to come.
    pub fn moment(&mut self) -> Instant {
        self.now.plus_seconds(i64::from(self.count(14 * 24)) * 3600 - 3600)
    }

    /// A team or a group.
    pub fn member(&mut self) -> Member {
        if self.random.one_in(4) { Member::Group(self.group()) } else { Member::Team(self.team()) }
    }

    /// A member of that group, if it has any.
    pub fn member_of(&mut self, group: GroupId) -> Member {
        let seated: Vec<Member> = self.workspace.group(group).into_iter().flat_map(|g| g.seats.keys().copied()).collect();
        if seated.is_empty() { self.member() } else { self.random.one_of(&seated) }
    }

    /// Anything.
    pub fn thing(&mut self) -> Thing {
        match self.random.below(8) {
            0 => Thing::Team(self.team()),
            1 => Thing::Goal(self.goal()),
            2 | 3 => Thing::Dependency(self.dependency()),
            4 => Thing::Risk(self.risk()),
            5 => Thing::FollowUp(self.follow_up()),
            _ => Thing::Impediment(self.impediment()),
        }
    }

    /// A delivered dependency; any, where there is none.
    pub fn delivered(&mut self) -> DependencyId {
        let delivered: Vec<DependencyId> =
            self.workspace.dependencies.iter().filter(|known| known.state == DependencyState::Delivered).map(|known| known.id).collect();
        if delivered.is_empty() { self.dependency() } else { self.random.one_of(&delivered) }
    }

    /// A meeting in that state if there is one, else any.
    pub fn meeting(&mut self, state: &MeetingState) -> MeetingId {
        let fitting: Vec<MeetingId> = self.workspace.meetings.iter().rev().filter(|m| m.state == *state).take(LATELY).map(|m| m.id).collect();
        if fitting.is_empty() || self.random.one_in(20) { self.any_meeting() } else { self.random.one_of(&fitting) }
    }

    /// An open meeting if there is one.
    pub fn open_meeting(&mut self) -> MeetingId {
        self.meeting(&MeetingState::Open)
    }

    /// A topic of that meeting; mostly the one that is on.
    pub fn topic(&mut self, meeting: MeetingId) -> TopicId {
        let Some(meeting) = self.workspace.meeting(meeting) else { return TopicId(1) };
        match &meeting.clock {
            Some(clock) if !self.random.one_in(3) => clock.topic,
            _ => TopicId(self.count(u32::try_from(meeting.topics.len()).unwrap_or(0) + 2)),
        }
    }

    /// A meeting to come: one with a number, or an occurrence of a series.
    pub fn occasion(&mut self) -> Occasion {
        if self.random.one_in(2) {
            return Occasion::Meeting(self.meeting(&MeetingState::Planned));
        }
        let series = self.series();
        Occasion::Occurrence(series, self.occurrence(series))
    }

    fn occurrence(&mut self, series: SeriesId) -> DateTime {
        let from = UtcCalendar.local(self.now, &utc());
        let schedule = self.workspace.series_of(series).and_then(|s| s.schedules.values().next_back().cloned());
        let coming = schedule.map(|s| UtcCalendar.occurrences(&s.recurrence, from, plus_days(from.date(), 15).to_datetime(from.time()), 4));
        let coming = coming.filter(|coming| !coming.is_empty()).unwrap_or_else(|| vec![from]);
        self.random.one_of(&coming)
    }
}
