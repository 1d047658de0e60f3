//! One event as people read it: a mark, a headline, a line below, the teams it concerns. Who wrote it stands in the line below.

use super::{tell_flow, tell_meeting, tell_structure};
use crate::ui::format;
use crate::ui::status::State;
use crate::view::View;
use rowlock_domain::{Date, Instant, Member, PersonId, Recorded, TeamId, Thing, Workspace, Zone};

/// What kind of change it is, for the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Promises, needs, deliveries.
    Dependencies,
    /// Impediments and risks.
    Impediments,
    /// Decisions, follow-ups.
    Agreements,
    /// Goals, confidence, progress, items.
    Goals,
    /// Meetings, check-ins, relays.
    Meetings,
    /// Teams, groups, people, settings.
    Structure,
}

impl Kind {
    /// Every kind: (word in addresses, words in the filter).
    pub const ALL: &'static [(Kind, &'static str, &'static str)] = &[
        (Kind::Dependencies, "dependencies", "Dependencies"),
        (Kind::Impediments, "impediments", "Impediments and risks"),
        (Kind::Agreements, "agreements", "Decisions and follow-ups"),
        (Kind::Goals, "goals", "Goals and progress"),
        (Kind::Meetings, "meetings", "Meetings and check-ins"),
        (Kind::Structure, "structure", "Teams and people"),
    ];

    /// The kind of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w, _)| *w == word).map(|(kind, _, _)| *kind)
    }
}

/// One event, told.
#[derive(Clone, Debug)]
pub struct Telling {
    /// What kind.
    pub kind: Kind,
    /// Its mark.
    pub state: State,
    /// The fact, beginning with the thing's number where it has one.
    pub headline: String,
    /// Who, and what else; may be empty.
    pub more: String,
    /// The thing it is about.
    pub thing: Option<Thing>,
    /// Teams it concerns.
    pub teams: Vec<TeamId>,
    /// Whether it concerns every group.
    pub everywhere: bool,
    /// Whether it matters to the group; the rest is shown on request.
    pub matters: bool,
}

/// An event told, with its moment and its version.
pub type Told = (Instant, u64, Telling);

impl Telling {
    pub(super) fn new(kind: Kind, state: State, headline: impl Into<String>) -> Self {
        Self { kind, state, headline: headline.into(), more: String::new(), thing: None, teams: Vec::new(), everywhere: false, matters: true }
    }

    pub(super) fn more(mut self, more: impl Into<String>) -> Self {
        self.more = more.into();
        self
    }

    pub(super) fn about(mut self, thing: Thing) -> Self {
        self.thing = Some(thing);
        self
    }

    pub(super) fn teams(mut self, teams: impl IntoIterator<Item = TeamId>) -> Self {
        self.teams = teams.into_iter().collect();
        self
    }

    pub(super) fn quiet(mut self) -> Self {
        self.matters = false;
        self
    }
}

/// Tells events with the names and dates of one view.
pub struct Teller<'a> {
    /// Whose view it is.
    pub view: &'a View,
    /// The newest model it may read.
    pub model: &'a Workspace,
    /// Zone of dates.
    pub zone: &'a Zone,
    /// Today there.
    pub today: Date,
}

impl<'a> Teller<'a> {
    /// A teller for a view; dates are in that zone.
    #[must_use]
    pub fn new(view: &'a View, zone: &'a Zone) -> Self {
        Self { view, model: &view.model, zone, today: view.today(zone) }
    }

    /// The event, told.
    #[must_use]
    pub fn tell(&self, recorded: &Recorded) -> Telling {
        let mut telling = tell_flow::tell(self, recorded)
            .or_else(|| tell_meeting::tell(self, recorded))
            .or_else(|| tell_structure::tell(self, recorded))
            .unwrap_or_else(|| Telling::new(Kind::Structure, State::New, recorded.event.kind()).quiet());
        let by = self.by(recorded);
        telling.more = match (by.is_empty(), telling.more.is_empty()) {
            (true, _) => telling.more,
            (false, true) => by,
            (false, false) => format!("{by}: {}", telling.more),
        };
        telling
    }

    fn by(&self, recorded: &Recorded) -> String {
        use rowlock_domain::Actor;
        let person = |id: PersonId| self.view.name(id).to_owned();
        match (recorded.stamp.actor, recorded.stamp.on_behalf_of) {
            (Actor::Person(id), _) => person(id),
            (Actor::Operator, Some(id)) => format!("Operator for {}", person(id)),
            (Actor::Operator, None) => "Operator".to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn day(&self, date: Date) -> String {
        format::short_day(date, self.today)
    }

    pub(super) fn day_or(&self, date: Option<Date>, otherwise: &str) -> String {
        date.map_or_else(|| otherwise.to_owned(), |date| self.day(date))
    }

    pub(super) fn when(&self, at: Instant) -> String {
        let local = self.view.local(at, self.zone);
        format!("{} {}", format::day(local.date(), self.today), format::time_of_day(local.time()))
    }

    pub(super) fn team(&self, team: TeamId) -> &str {
        self.model.team(team).map_or("a team", |t| t.name.as_str())
    }

    pub(super) fn teams(&self, teams: &[TeamId]) -> String {
        let names: Vec<&str> = teams.iter().map(|team| self.team(*team)).collect();
        format::listed(&names)
    }

    pub(super) fn member(&self, member: Member) -> &str {
        self.model.member_name(member)
    }

    pub(super) fn name(&self, person: PersonId) -> &str {
        self.view.name(person)
    }
}
