//! The small workspace of the stories: Harbour, with two groups and four teams.

use super::{Story, instant};
use crate::{
    Actor, Event, GroupId, Member, PersonId, SeriesId, TeamId, Text, Title, Zone,
    dependency::command::RequestDependency,
    group::{
        GroupRole,
        event::{GroupCreated, GroupRoleGiven, SeatGiven},
    },
    person::event::PersonJoined,
    series::{MeetingKind, Recurrence, Schedule, SeriesOf, event::SeriesSet},
    team::event::TeamCreated,
    time::Date,
    workspace::event::{AdministratorNamed, WorkspaceCreated},
};

/// Scrum of Scrums Master of Product.
pub const RUTH: PersonId = PersonId(1 << 96);
/// Chief Product Owner of Product.
pub const DANIEL: PersonId = PersonId(2 << 96);
/// Ambassador of Checkout.
pub const INES: PersonId = PersonId(3 << 96);
/// Ambassador of Payments.
pub const TOMASZ: PersonId = PersonId(4 << 96);
/// Ambassador of Mobile.
pub const SAMUEL: PersonId = PersonId(5 << 96);
/// Ambassador of Warehouse.
pub const WILMA: PersonId = PersonId(6 << 96);
/// Administrator.
pub const ADA: PersonId = PersonId(7 << 96);
/// A member without any role.
pub const OTTO: PersonId = PersonId(8 << 96);
/// Somebody who is not in the workspace.
pub const NOBODY_KNOWN: PersonId = PersonId(99 << 96);

/// The first group.
pub const PRODUCT: GroupId = GroupId(1);
/// The second group, without a parent too.
pub const LOGISTICS: GroupId = GroupId(2);
/// A team of Product, code CHE.
pub const CHECKOUT: TeamId = TeamId(1);
/// A team of Product, code PAY.
pub const PAYMENTS: TeamId = TeamId(2);
/// A team of Product, code MOB.
pub const MOBILE: TeamId = TeamId(3);
/// A team of Logistics, code WAR.
pub const WAREHOUSE: TeamId = TeamId(4);
/// The Scrum of Scrums of Product: Tuesdays and Thursdays, 09:30 UTC, 15 minutes.
pub const SCRUM_OF_SCRUMS: SeriesId = SeriesId(1);

/// A title for tests.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn title(written: &str) -> Title {
    Title::new(written).expect("tests write good titles")
}

/// A text for tests; nothing written is the empty text.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn text(written: &str) -> Text {
    Text::optional(written).expect("tests write good texts")
}

/// A date for tests, such as `2026-11-24`.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn date(written: &str) -> Date {
    written.parse().unwrap_or_else(|error| panic!("{written}: {error}"))
}

/// The zone of the stories.
#[must_use]
pub fn utc() -> Zone {
    Zone::named("Etc/UTC")
}

/// The schedule of Product's Scrum of Scrums.
#[must_use]
pub fn twice_a_week() -> Schedule {
    let start = date("2026-11-03").at(9, 30, 0, 0);
    Schedule { recurrence: Recurrence { rule: "FREQ=WEEKLY;BYDAY=TU,TH".into(), start, zone: utc() }, minutes: 15 }
}

/// What one team asks of another: it serves nothing in particular and waits for nothing.
///
/// # Panics
/// When the words are no title or the date is none.
#[must_use]
pub fn request(words: &str, (consumer, provider): (TeamId, TeamId), needed_by: Option<&str>) -> RequestDependency {
    RequestDependency {
        title: title(words),
        consumer,
        provider,
        needed_by: needed_by.map(date),
        done_when: text(""),
        consumer_item: None,
        goal: None,
        waits_for: vec![],
        despite_cycle: false,
        origin: None,
    }
}

impl Story {
    /// Harbour: Product with Checkout, Payments and Mobile; Logistics with Warehouse. Set up on 2026-11-02; it is Monday 2026-11-23, 08:00 UTC.
    #[must_use]
    pub fn two_teams() -> Self {
        let mut story = Self::new();
        let monday = story.now;
        story.now = instant("2026-11-02T08:00:00Z");
        story = story.happened(Actor::Operator, setup());
        story.now = monday;
        story
    }
}

fn setup() -> Vec<Event> {
    let mut events = vec![WorkspaceCreated { name: title("Harbour"), zone: utc() }.into()];
    for person in [RUTH, DANIEL, INES, TOMASZ, SAMUEL, WILMA, ADA, OTTO] {
        events.push(PersonJoined { person, origin: None }.into());
    }
    events.push(AdministratorNamed { person: ADA }.into());
    for (group, name, slug) in [(PRODUCT, "Product", "product"), (LOGISTICS, "Logistics", "logistics")] {
        events.push(GroupCreated { group, name: title(name), slug: title(slug), parent: None, zone: utc(), origin: None }.into());
    }
    for (team, name, code, home, person) in [
        (CHECKOUT, "Checkout", "CHE", PRODUCT, INES),
        (PAYMENTS, "Payments", "PAY", PRODUCT, TOMASZ),
        (MOBILE, "Mobile", "MOB", PRODUCT, SAMUEL),
        (WAREHOUSE, "Warehouse", "WAR", LOGISTICS, WILMA),
    ] {
        events.push(TeamCreated { team, name: title(name), code: title(code), home, zone: utc(), origin: None }.into());
        events.push(SeatGiven { group: home, member: Member::Team(team), person, from: date("2026-11-02"), decides: true }.into());
    }
    events.push(GroupRoleGiven { group: PRODUCT, person: RUTH, role: GroupRole::Master, for_team: None }.into());
    events.push(GroupRoleGiven { group: PRODUCT, person: DANIEL, role: GroupRole::ChiefProductOwner, for_team: None }.into());
    events.push(scrum_of_scrums().into());
    events
}

fn scrum_of_scrums() -> SeriesSet {
    SeriesSet {
        series: SCRUM_OF_SCRUMS,
        of: SeriesOf::Group(PRODUCT),
        title: title("Scrum of Scrums"),
        kind: MeetingKind::ScrumOfScrums,
        schedule: twice_a_week(),
        place: Text::default(),
        link: Text::default(),
        origin: None,
    }
}

/// A meeting planned in Logistics, which is not the Product group.
#[must_use]
pub fn meeting_elsewhere(meeting: crate::MeetingId) -> crate::Event {
    crate::meeting::event::MeetingPlanned {
        meeting,
        group: LOGISTICS,
        kind: crate::series::MeetingKind::ScrumOfScrums,
        occurrence: None,
        title: title("Logistics"),
        starts_at: super::instant("2026-11-24T11:00:00Z"),
        minutes: 15,
        place: crate::Text::default(),
        about: None,
        people: Vec::new(),
    }
    .into()
}
