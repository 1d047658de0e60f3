//! DOMAIN's table "Who may do what": for each act, exactly who may, of everybody there is.

use crate::{
    Act, Actor, Context, FollowUpId, GroupId, ImpedimentId, MeetingId, Member, PersonId, Refusal, TeamId, Text, Via,
    authorize::{authorize, may},
    follow_up::command::AssignFollowUp,
    group::{
        GroupRole,
        command::{CreateGroup, GiveGroupRole, GiveSeat, MoveGroup},
    },
    impediment::{
        Severity,
        command::{OwnImpediment, RaiseImpediment},
    },
    meeting::{
        Occasion,
        command::{NoteAttendance, NumberOccurrence},
    },
    person::command::{AddPerson, RemovePerson},
    team::{
        TeamRole,
        command::{CreateTeam, GiveTeamRole},
    },
    testing::*,
};

const WHOLE: GroupId = GroupId(3);
const FRONT: GroupId = GroupId(4);
const WEB: TeamId = TeamId(5);
const STUDY: MeetingId = MeetingId(1);

const fn extra(n: u128) -> PersonId {
    PersonId(n << 96)
}

const EVERYBODY: [(&str, PersonId); 22] = [
    ("Master", RUTH),
    ("deputy", extra(20)),
    ("Chief Product Owner", DANIEL),
    ("group's Product Owner", extra(21)),
    ("group's stakeholder", extra(22)),
    ("Master above", extra(23)),
    ("Master below", extra(24)),
    ("ambassador of the child group", extra(25)),
    ("ambassador", INES),
    ("stand-in", extra(26)),
    ("Scrum Master", extra(27)),
    ("Product Owner", extra(28)),
    ("developer", extra(29)),
    ("team's stakeholder", extra(30)),
    ("other ambassador", TOMASZ),
    ("third ambassador", SAMUEL),
    ("ambassador elsewhere", WILMA),
    ("administrator", ADA),
    ("member", OTTO),
    ("owner", extra(31)),
    ("who left", extra(32)),
    ("stranger", NOBODY_KNOWN),
];

fn person(name: &str) -> PersonId {
    EVERYBODY.iter().find(|(other, _)| *other == name).unwrap().1
}

fn cast() -> Story {
    let mut story = Story::two_teams();
    for (_, person) in EVERYBODY.into_iter().filter(|(_, person)| *person != NOBODY_KNOWN) {
        story = story.given(ADA, AddPerson { person, origin: None });
    }
    let group = |name: &str, parent| CreateGroup { name: title(name), parent, zone: None, origin: None };
    let role = |group, name: &str, role| GiveGroupRole { group, person: person(name), role, for_team: None };
    let in_team = |name: &str, role| GiveTeamRole { team: CHECKOUT, person: person(name), role };
    let seat = GiveSeat {
        group: PRODUCT,
        member: Member::Group(FRONT),
        person: person("ambassador of the child group"),
        from: date("2026-11-02"),
        decides: true,
    };
    story
        .given(ADA, group("Whole", None))
        .given(ADA, MoveGroup { group: PRODUCT, parent: Some(WHOLE) })
        .given(ADA, group("Front", Some(PRODUCT)))
        .given(ADA, CreateTeam { name: title("Web"), code: None, home: FRONT, zone: None, origin: None })
        .given(ADA, role(PRODUCT, "deputy", GroupRole::Deputy))
        .given(ADA, role(PRODUCT, "group's Product Owner", GroupRole::ProductOwner))
        .given(ADA, role(PRODUCT, "group's stakeholder", GroupRole::Stakeholder))
        .given(ADA, role(WHOLE, "Master above", GroupRole::Master))
        .given(ADA, role(FRONT, "Master below", GroupRole::Master))
        .given(ADA, in_team("Scrum Master", TeamRole::ScrumMaster))
        .given(ADA, in_team("Product Owner", TeamRole::ProductOwner))
        .given(ADA, in_team("developer", TeamRole::Developer))
        .given(ADA, in_team("team's stakeholder", TeamRole::Stakeholder))
        .given(ADA, seat)
        .given(ADA, RemovePerson { person: person("who left") })
}

/// The stand-in is noted for Checkout in the next meeting; an impediment of Checkout and a follow-up have an owner.
fn with_things() -> Story {
    let next = date("2026-11-24").at(9, 30, 0, 0);
    let raise = RaiseImpediment {
        title: title("Staging is down"),
        details: Text::default(),
        team: Some(CHECKOUT),
        group: PRODUCT,
        severity: Severity::Stops,
        holds_back: vec![],
        asked: vec![],
        goal: None,
        origin: None,
    };
    let owner = person("owner");
    let assign = AssignFollowUp { group: PRODUCT, text: text("Call them"), owner, team: None, due: None, meeting: None, about: None };
    let stands_in = NoteAttendance { occasion: Occasion::Meeting(STUDY), member: Member::Team(CHECKOUT), person: person("stand-in"), here: true };
    cast()
        .given(RUTH, NumberOccurrence { occasion: Occasion::Occurrence(SCRUM_OF_SCRUMS, next) })
        .given(RUTH, stands_in)
        .given(INES, raise)
        .given(RUTH, OwnImpediment { impediment: ImpedimentId(1), owner })
        .given(RUTH, assign)
}

fn who(act: Act) -> Vec<&'static str> {
    let story = with_things();
    EVERYBODY.into_iter().filter(|(_, person)| may(&story.context(*person), act)).map(|(name, _)| name).collect()
}

const LEADERS: [&str; 3] = ["Master", "deputy", "Master above"];

fn leaders_and(others: &[&'static str]) -> Vec<&'static str> {
    EVERYBODY.into_iter().map(|(name, _)| name).filter(|name| LEADERS.contains(name) || others.contains(name)).collect()
}

#[test]
fn every_member_joins() {
    let outside = ["who left", "stranger"];
    let members: Vec<_> = EVERYBODY.into_iter().map(|(name, _)| name).filter(|name| !outside.contains(name)).collect();
    assert_eq!(who(Act::Join), members);
}

#[test]
fn ambassador_stand_in_scrum_master_and_product_owner_act_for_their_team() {
    let actors = leaders_and(&["ambassador", "stand-in", "Scrum Master", "Product Owner"]);
    assert_eq!(who(Act::ForTeam(CHECKOUT)), actors);
    assert_eq!(who(Act::ForMember(Member::Team(CHECKOUT))), actors);
}

#[test]
fn a_team_below_is_acted_for_by_its_leaders_all_the_way_up() {
    assert_eq!(who(Act::ForTeam(WEB)), leaders_and(&["Master below"]));
    assert_eq!(who(Act::ForTeam(WAREHOUSE)), ["ambassador elsewhere"]);
}

#[test]
fn a_child_groups_seat_is_acted_for_by_its_ambassador_and_its_master() {
    assert_eq!(who(Act::ForMember(Member::Group(FRONT))), leaders_and(&["Master below", "ambassador of the child group"]));
}

#[test]
fn every_member_of_a_team_acknowledges_its_relay() {
    let team = ["ambassador", "stand-in", "Scrum Master", "Product Owner", "developer", "team's stakeholder"];
    assert_eq!(who(Act::Know(Member::Team(CHECKOUT))), leaders_and(&team));
    assert_eq!(who(Act::Know(Member::Group(FRONT))), leaders_and(&["Master below", "ambassador of the child group"]));
}

#[test]
fn master_and_deputies_lead() {
    assert_eq!(who(Act::Lead(PRODUCT)), leaders_and(&[]));
    assert_eq!(who(Act::Lead(WHOLE)), ["Master above"]);
    assert_eq!(who(Act::Lead(FRONT)), leaders_and(&["Master below"]));
}

#[test]
fn whoever_sits_in_a_meeting_takes_part() {
    let seated = ["ambassador", "stand-in", "other ambassador", "third ambassador", "ambassador of the child group"];
    let product = ["Chief Product Owner", "group's Product Owner"];
    let names: Vec<_> = seated.into_iter().chain(product).collect();
    assert_eq!(who(Act::Meet(STUDY)), leaders_and(&names));
}

#[test]
fn product_owners_of_the_group_set_goals() {
    assert_eq!(who(Act::SetGoals(PRODUCT)), leaders_and(&["Chief Product Owner", "group's Product Owner"]));
}

#[test]
fn those_of_either_team_and_product_owners_of_their_groups_compare_their_work() {
    let own = ["ambassador", "stand-in", "Scrum Master", "Product Owner", "other ambassador"];
    let product = ["Chief Product Owner", "group's Product Owner"];
    let names: Vec<_> = own.into_iter().chain(product).collect();
    assert_eq!(who(Act::Compare(CHECKOUT, PAYMENTS)), leaders_and(&names));
    assert_eq!(who(Act::Compare(WAREHOUSE, WAREHOUSE)), ["ambassador elsewhere"]);
}

#[test]
fn the_owner_and_the_team_that_raised_it_tend_an_impediment() {
    let tending = ["ambassador", "stand-in", "Scrum Master", "Product Owner", "owner"];
    assert_eq!(who(Act::Tend(ImpedimentId(1))), leaders_and(&tending));
    assert_eq!(who(Act::Tend(ImpedimentId(9))), [""; 0]);
}

#[test]
fn the_owner_finishes_a_follow_up() {
    assert_eq!(who(Act::Finish(FollowUpId(1))), leaders_and(&["owner"]));
}

#[test]
fn an_administrator_manages_people_and_is_not_thereby_a_master() {
    assert_eq!(who(Act::Administer), ["administrator"]);
    assert_eq!(who(Act::Arrange(PRODUCT)), leaders_and(&["administrator"]));
    assert!(!who(Act::Lead(PRODUCT)).contains(&"administrator"));
}

#[test]
fn only_the_clock_does_what_falls_due() {
    assert_eq!(who(Act::Time), [""; 0]);
    let story = cast();
    assert!(may(&story.context(Actor::Reactor), Act::Time));
}

#[test]
fn the_operator_may_all_and_for_a_person_what_that_person_may() {
    let story = cast();
    let context = story.context(Actor::Operator);
    assert!(may(&context, Act::Administer));
    let for_ines = Context { on_behalf_of: Some(INES), via: Via::Cli, ..context };
    assert!(may(&for_ines, Act::ForTeam(CHECKOUT)));
    assert!(!may(&for_ines, Act::ForTeam(PAYMENTS)));
    assert!(!may(&for_ines, Act::Administer));
}

#[test]
fn guests_and_nobody_may_nothing() {
    let story = cast();
    for actor in [Actor::Guest, Actor::Nobody] {
        assert!(!may(&story.context(actor), Act::Join));
    }
}

#[test]
fn a_seat_given_from_tomorrow_counts_from_tomorrow() {
    let (member, from) = (Member::Team(CHECKOUT), date("2026-11-24"));
    let story = cast().given(RUTH, GiveSeat { group: PRODUCT, member, person: OTTO, from, decides: true });
    assert!(!may(&story.context(OTTO), Act::ForTeam(CHECKOUT)));
    let story = story.at("2026-11-24T00:00:00Z");
    assert!(may(&story.context(OTTO), Act::ForTeam(CHECKOUT)));
    assert!(!may(&story.context(INES), Act::ForTeam(CHECKOUT)));
}

#[test]
fn who_may_not_is_told_who_may() {
    let story = with_things();
    let told = |act| match authorize(&story.context(person("stranger")), act) {
        Err(Refusal::Forbidden { who_may }) => who_may,
        other => panic!("{other:?}"),
    };
    assert!(told(Act::ForTeam(CHECKOUT)).contains("Checkout"));
    assert!(told(Act::Lead(PRODUCT)).contains("Product"));
    assert!(told(Act::Compare(CHECKOUT, PAYMENTS)).contains("Checkout or Payments"));
    assert!(told(Act::Tend(ImpedimentId(1))).contains("IMP-1"));
    assert!(told(Act::Finish(FollowUpId(1))).contains("F-1"));
    for act in [Act::Join, Act::Meet(STUDY), Act::SetGoals(PRODUCT), Act::Administer, Act::Arrange(PRODUCT), Act::Time] {
        assert!(told(act).ends_with('.'), "{act:?}");
    }
    for act in [Act::ForMember(Member::Group(FRONT)), Act::Know(Member::Team(CHECKOUT))] {
        assert!(told(act).starts_with("Only "), "{act:?}");
    }
}
