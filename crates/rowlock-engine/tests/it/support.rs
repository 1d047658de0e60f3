//! An engine with Harbour in it: a group Product with three teams, made by commands.

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::group::GroupRole;
use rowlock_domain::group::command::{CreateGroup, GiveGroupRole, GiveSeat};
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::person::command::AddPerson;
use rowlock_domain::series::command::SetSeries;
use rowlock_domain::series::{MeetingKind, SeriesOf};
use rowlock_domain::team::command::CreateTeam;
use rowlock_domain::testing::{INES, RUTH, SAMUEL, TOMASZ, date, instant, text, title, twice_a_week, utc};
use rowlock_domain::workspace::command::CreateWorkspace;
use rowlock_domain::{Actor, Command, Context, GroupId, Instant, Member, PersonId, Refusal, TeamId, Via};
use rowlock_engine::plain::Profile;
use rowlock_engine::{Desk, Engine, FixedClock, MailText, Mailer, Settings, Submission};
use rowlock_store::{Memory, Store};
use std::sync::Arc;

pub const PRODUCT: GroupId = GroupId(1);
pub const CHECKOUT: TeamId = TeamId(1);

pub struct House {
    pub engine: Arc<Engine>,
    pub desk: Arc<Desk>,
    pub clock: Arc<FixedClock>,
}

impl House {
    pub fn now(&self) -> Instant {
        use rowlock_engine::Clock;
        self.clock.now()
    }

    pub fn at(&self, written: &str) {
        self.clock.set(instant(written));
    }
}

pub async fn house() -> House {
    house_over(Arc::new(Memory::new()), None).await
}

pub async fn house_over(store: Arc<dyn Store>, mail: Option<(Arc<dyn Mailer>, Arc<dyn MailText>)>) -> House {
    let clock = Arc::new(FixedClock::at(instant("2026-11-23T08:00:00Z")));
    let engine = engine_over(store, &clock, mail).await;
    let desk = engine.create("harbour").await.unwrap();
    set_up(&desk).await;
    House { engine, desk, clock }
}

/// Another server over the same database.
pub async fn beside(house: &House, store: Arc<dyn Store>, mail: Option<(Arc<dyn Mailer>, Arc<dyn MailText>)>) -> House {
    let engine = engine_over(store, &house.clock, mail).await;
    let desk = engine.desk("harbour").unwrap();
    House { engine, desk, clock: Arc::clone(&house.clock) }
}

pub async fn engine_over(store: Arc<dyn Store>, clock: &Arc<FixedClock>, mail: Option<(Arc<dyn Mailer>, Arc<dyn MailText>)>) -> Arc<Engine> {
    let clock: Arc<FixedClock> = Arc::clone(clock);
    Engine::start(Settings { store, calendar: Arc::new(ZonedCalendar::new()), clock, mail }).await.unwrap()
}

async fn set_up(desk: &Desk) {
    let mut commands: Vec<Command> = vec![CreateWorkspace { name: title("Harbour"), zone: utc() }.into()];
    let people = [(RUTH, "Ruth Adler"), (INES, "Ines Moreau"), (TOMASZ, "Tomasz Wolski"), (SAMUEL, "Samuel Okoye")];
    commands.extend(people.map(|(person, _)| AddPerson { person, origin: None }.into()));
    commands.push(CreateGroup { name: title("Product"), parent: None, zone: None, origin: None }.into());
    for (team, name, person) in [(1, "Checkout", INES), (2, "Payments", TOMASZ), (3, "Mobile", SAMUEL)] {
        commands.push(CreateTeam { name: title(name), code: None, home: PRODUCT, zone: None, origin: None }.into());
        commands.push(GiveSeat { group: PRODUCT, member: Member::Team(TeamId(team)), person, from: date("2026-11-02"), decides: true }.into());
    }
    commands.push(GiveGroupRole { group: PRODUCT, person: RUTH, role: GroupRole::Master, for_team: None }.into());
    let (of, kind) = (SeriesOf::Group(PRODUCT), MeetingKind::ScrumOfScrums);
    commands.push(
        SetSeries {
            of,
            title: title("Scrum of Scrums"),
            kind,
            schedule: twice_a_week(),
            place: text("Pier 2"),
            link: Default::default(),
            origin: None,
        }
        .into(),
    );
    let mut submission = Submission::new(Actor::Operator, Via::Cli, commands);
    submission.profiles = people.map(|(person, name)| profile(desk, person, name)).into();
    desk.submit(submission).await.unwrap();
}

pub fn profile(desk: &Desk, person: PersonId, name: &str) -> Profile {
    let mail = Some(format!("{}@harbour.example", name.split(' ').next().unwrap().to_lowercase()));
    Profile { workspace: desk.key, person, name: name.to_owned(), mail, handle: None }
}

pub fn raise(words: &str) -> Command {
    RaiseImpediment {
        title: title(words),
        details: Default::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Slows,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    }
    .into()
}

pub fn by(person: PersonId, command: Command) -> Submission {
    Submission::new(Actor::Person(person), Via::Web, vec![command])
}

/// Commands of a person that depend on the model at their turn.
pub fn by_all(person: PersonId, build: impl Fn(&Context<'_>) -> Result<Vec<Command>, Refusal> + Send + Sync + 'static) -> Submission {
    Submission::built(Actor::Person(person), Via::Web, build)
}

/// Puts Harbour into a store by a server of its own, which leaves again; the version after it.
pub async fn furnish(store: &Arc<Memory>, slug: &str) -> u64 {
    let clock = Arc::new(FixedClock::at(instant("2026-11-23T08:00:00Z")));
    let settings = Settings { store: Arc::clone(store) as Arc<dyn Store>, calendar: Arc::new(ZonedCalendar::new()), clock, mail: None };
    let desk = Engine::start_at_rest(settings).await.unwrap().create(slug).await.unwrap();
    set_up(&desk).await;
    desk.snapshot().version()
}
