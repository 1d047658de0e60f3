//! Groups: never their own ancestor, at most sixteen deep, seats that come and go with their members.

use super::{ClosingDays, DEEPEST, GroupRole, Rules, command::*, event::*, refusal};
use crate::{
    Event, GroupId, MeetingId, Member, Origin, Text, Thing, Zone,
    meeting::{
        MeetingState, Occasion,
        command::{MoveMeeting, NumberOccurrence, OpenMeeting, ReinstateMeeting},
        event::MeetingPlanned,
    },
    series::MeetingKind,
    team::command::ArchiveTeam,
    testing::*,
};

fn closed(from: &str, until: &str) -> ClosingDays {
    ClosingDays { from: date(from), until: date(until), why: text("Between the years") }
}

pub(crate) fn examples() -> Vec<Event> {
    let (group, member) = (PRODUCT, Member::Team(CHECKOUT));
    let origin = Origin { system: "organisation-file".into(), key: "product".into(), url: None };
    vec![
        GroupCreated { group, name: title("Product"), slug: title("product"), parent: Some(GroupId(3)), zone: utc(), origin: Some(origin) }.into(),
        GroupRenamed { group, name: title("Products") }.into(),
        GroupMoved { group, parent: None }.into(),
        GroupZoneSet { group, zone: Zone::named("Europe/Berlin") }.into(),
        RulesSet { group, rules: Rules::default() }.into(),
        ClosingDaysSet { group, days: vec![closed("2026-12-24", "2027-01-01")] }.into(),
        MembersOrdered { group, order: vec![Member::Team(MOBILE), Member::Group(LOGISTICS)] }.into(),
        LastRungNamed { group, person: Some(DANIEL) }.into(),
        GroupRoleGiven { group, person: RUTH, role: GroupRole::Master, for_team: None }.into(),
        GroupRoleTaken { group, person: RUTH, role: GroupRole::Master, for_team: None }.into(),
        SeatGiven { group, member, person: INES, from: date("2026-11-02"), decides: true }.into(),
        SeatVacated { group, member, from: date("2026-11-30") }.into(),
        GroupArchived { group }.into(),
        GroupRestored { group }.into(),
    ]
}

fn create(name: &str, parent: Option<GroupId>) -> CreateGroup {
    CreateGroup { name: title(name), parent, zone: None, origin: None }
}

/// A chain of groups below Product: the last one lies `depth` deep.
fn chain(depth: usize) -> Story {
    (2..=depth).fold(Story::two_teams(), |story, level| {
        let parent = if level == 2 { PRODUCT } else { story.workspace().groups.last().unwrap().id };
        story.given(ADA, create(&format!("Level {level}"), Some(parent)))
    })
}

#[test]
fn a_role_for_a_team_is_stored_beside_the_older_form_without_one() {
    let given = GroupRoleGiven { group: PRODUCT, person: OTTO, role: GroupRole::Stakeholder, for_team: Some(CHECKOUT) };
    golden("group/golden/GroupRoleGiven-for-team.json", given);
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("group", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("group", refusal::NAMES);
}

#[test]
fn a_child_group_begins_with_a_seat_in_its_parent() {
    let story = Story::two_teams().given(RUTH, create("Front End", Some(PRODUCT)));
    let made = story.workspace().group(GroupId(3)).unwrap();
    assert_eq!((made.slug.as_str(), made.parent), ("front-end", Some(PRODUCT)));
    assert!(story.workspace().group(PRODUCT).unwrap().seats.contains_key(&Member::Group(GroupId(3))));
}

#[test]
fn only_an_administrator_begins_a_group_at_the_top() {
    Story::two_teams().when(RUTH, create("Whole", None)).then_forbidden().when(ADA, create("Whole", None)).then_kinds(&["GroupCreated"]);
}

#[test]
fn addresses_are_derived_and_unique() {
    let names = ["Product", "  Product! ", "Über—alles 2", "字"];
    let story = names.iter().fold(Story::two_teams(), |story, name| story.given(ADA, create(name, None)));
    let slugs: Vec<_> = story.workspace().groups.iter().skip(2).map(|g| g.slug.as_str()).collect();
    assert_eq!(slugs, ["product-2", "product-3", "ber-alles-2", "group"]);
}

#[test]
fn a_group_is_renamed_and_its_address_stays() {
    let rename = RenameGroup { group: PRODUCT, name: title("Products") };
    let story = Story::two_teams().given(RUTH, rename.clone()).when(RUTH, rename).then_nothing();
    assert_eq!(story.workspace().group(PRODUCT).unwrap().slug.as_str(), "product");
}

#[test]
fn groups_nest_sixteen_deep_and_no_deeper() {
    let story = chain(DEEPEST);
    let deepest = story.workspace().groups.last().unwrap().clone();
    story.when(ADA, create("One more", Some(deepest.id))).then_refused("GroupsTooDeep");
}

#[test]
fn what_is_moved_counts_with_all_below_it() {
    let story = chain(DEEPEST).given(ADA, create("Whole", None));
    let whole = story.workspace().groups.last().unwrap().id;
    story.when(ADA, MoveGroup { group: PRODUCT, parent: Some(whole) }).then_refused("GroupsTooDeep");
}

#[test]
fn a_group_is_never_its_own_ancestor() {
    let story = chain(3);
    let lowest = story.workspace().groups.last().unwrap().id;
    let story = story.when(ADA, MoveGroup { group: PRODUCT, parent: Some(lowest) }).then_refused("GroupWithinItself");
    story.when(ADA, MoveGroup { group: PRODUCT, parent: Some(PRODUCT) }).then_refused("GroupWithinItself");
}

#[test]
fn a_group_moves_with_its_seat() {
    let (group, member) = (GroupId(3), Member::Group(GroupId(3)));
    let from = date("2026-11-23");
    let story = chain(2)
        .given(RUTH, GiveSeat { group: PRODUCT, member, person: OTTO, from, decides: true })
        .when(RUTH, MoveGroup { group, parent: Some(LOGISTICS) })
        .then_forbidden()
        .when(ADA, MoveGroup { group, parent: Some(PRODUCT) })
        .then_nothing()
        .given(ADA, MoveGroup { group, parent: Some(LOGISTICS) });
    assert!(!story.workspace().group(PRODUCT).unwrap().seats.contains_key(&member));
    assert_eq!(story.workspace().group(LOGISTICS).unwrap().seats[&member].holder_on(from).unwrap().person, OTTO);
    let story = story.given(ADA, MoveGroup { group, parent: None });
    assert!(story.workspace().group(LOGISTICS).unwrap().seats.get(&member).is_none());
}

#[test]
fn rules_stay_within_reason() {
    let with = |change: fn(&mut Rules)| {
        let mut rules = Rules::default();
        change(&mut rules);
        SetRules { group: PRODUCT, rules }
    };
    Story::two_teams()
        .when(RUTH, with(|_| {}))
        .then_nothing()
        .when(RUTH, with(|rules| rules.round_seconds = 60))
        .then_kinds(&["RulesSet"])
        .when(RUTH, with(|rules| rules.round_seconds = 0))
        .then_refusal(&refusal::SecondsOutOfBounds())
        .when(RUTH, with(|rules| rules.until_hour = 9))
        .then_refusal(&refusal::HoursOutOfBounds())
        .when(RUTH, with(|rules| rules.ask_hour = 24))
        .then_refusal(&refusal::HoursOutOfBounds())
        .when(RUTH, with(|rules| rules.due_minutes = 2000))
        .then_refusal(&refusal::DueOutOfBounds())
        .when(RUTH, with(|rules| rules.owner_days = 0))
        .then_refusal(&refusal::DaysOutOfBounds());
}

#[test]
fn zone_and_closing_days_can_be_set() {
    let days = |days: Vec<ClosingDays>| SetClosingDays { group: PRODUCT, days };
    let (winter, spring) = (closed("2026-12-24", "2027-01-01"), closed("2027-03-26", "2027-03-29"));
    Story::two_teams()
        .when(RUTH, SetGroupZone { group: PRODUCT, zone: Zone::named("Mars/Olympus") })
        .then_field("zone")
        .when(RUTH, SetGroupZone { group: PRODUCT, zone: Zone::named("Europe/Berlin") })
        .then_kinds(&["GroupZoneSet"])
        .when(RUTH, days(vec![spring.clone(), winter.clone()]))
        .then(vec![ClosingDaysSet { group: PRODUCT, days: vec![winter.clone(), spring.clone()] }.into()])
        .when(RUTH, days(vec![winter.clone(), spring]))
        .then_nothing()
        .when(RUTH, days(vec![closed("2027-01-01", "2026-12-24")]))
        .then_refusal(&refusal::ClosingDaysEndBeforeTheyBegin(date("2027-01-01"), date("2026-12-24")))
        .when(RUTH, days(vec![winter; 201]))
        .then_refusal(&refusal::TooManyClosingDays(200));
}

#[test]
fn the_order_of_members_keeps_those_not_named_at_the_end() {
    let order = |teams: &[Member]| OrderMembers { group: PRODUCT, order: teams.to_vec() };
    let (checkout, payments, mobile) = (Member::Team(CHECKOUT), Member::Team(PAYMENTS), Member::Team(MOBILE));
    Story::two_teams()
        .when(RUTH, order(&[mobile]))
        .then(vec![MembersOrdered { group: PRODUCT, order: vec![mobile, checkout, payments] }.into()])
        .when(RUTH, order(&[mobile, checkout]))
        .then_nothing()
        .when(RUTH, order(&[mobile, mobile]))
        .then_refusal(&refusal::MemberTwice("Mobile"))
        .when(RUTH, order(&[Member::Team(WAREHOUSE)]))
        .then_refused("NoSuchSeat");
}

#[test]
fn the_last_rung_is_a_person_of_the_workspace() {
    Story::two_teams()
        .when(RUTH, NameLastRung { group: PRODUCT, person: Some(NOBODY_KNOWN) })
        .then_refused("PersonNotMember")
        .when(RUTH, NameLastRung { group: PRODUCT, person: Some(DANIEL) })
        .then_kinds(&["LastRungNamed"])
        .when(RUTH, NameLastRung { group: PRODUCT, person: Some(DANIEL) })
        .then_nothing();
}

#[test]
fn roles_are_given_and_taken_once() {
    let (group, person, role, for_team) = (PRODUCT, OTTO, GroupRole::Deputy, None);
    Story::two_teams()
        .when(RUTH, GiveGroupRole { group, person, role, for_team })
        .then(vec![GroupRoleGiven { group, person, role, for_team }.into()])
        .when(RUTH, GiveGroupRole { group, person, role, for_team })
        .then_nothing()
        .when(OTTO, TakeGroupRole { group, person, role, for_team })
        .then(vec![GroupRoleTaken { group, person, role, for_team }.into()])
        .when(RUTH, TakeGroupRole { group, person, role, for_team })
        .then_nothing();
}

#[test]
fn a_stakeholder_stands_for_each_team_by_a_role_of_its_own() {
    let (group, person, role) = (PRODUCT, OTTO, GroupRole::Stakeholder);
    let give = |for_team| GiveGroupRole { group, person, role, for_team };
    let (checkout, mobile) = (Some(CHECKOUT), Some(MOBILE));
    Story::two_teams()
        .given(RUTH, give(checkout))
        .when(RUTH, give(mobile))
        .then(vec![GroupRoleGiven { group, person, role, for_team: mobile }.into()])
        .when(RUTH, give(mobile))
        .then_nothing()
        .when(RUTH, TakeGroupRole { group, person, role, for_team: checkout })
        .then(vec![GroupRoleTaken { group, person, role, for_team: checkout }.into()])
        .when(RUTH, GiveGroupRole { group, person, role: GroupRole::Master, for_team: mobile })
        .then_refused("OnlyStakeholdersStandForTeams");
}

#[test]
fn a_seat_has_one_ambassador_at_a_time() {
    let (group, member) = (PRODUCT, Member::Team(CHECKOUT));
    let give = |person, from: &str| GiveSeat { group, member, person, from: date(from), decides: true };
    let story = Story::two_teams()
        .when(RUTH, give(INES, "2026-11-25"))
        .then_nothing()
        .when(RUTH, give(OTTO, "2026-12-01"))
        .then_kinds(&["SeatGiven"])
        .when(RUTH, give(NOBODY_KNOWN, "2026-12-01"))
        .then_refused("PersonNotMember");
    let seat = &story.workspace().group(group).unwrap().seats[&member];
    assert_eq!(seat.holder_on(date("2026-11-30")).unwrap().person, INES);
    assert_eq!(seat.holder_on(date("2026-12-01")).unwrap().person, OTTO);
    let story = story.given(RUTH, give(SAMUEL, "2026-11-27"));
    let seat = &story.workspace().group(group).unwrap().seats[&member];
    assert_eq!(seat.holder_on(date("2026-12-05")).unwrap().person, SAMUEL, "a later gift replaces what was planned after it");
    assert_eq!(seat.tenures.len(), 2);
}

#[test]
fn a_seat_can_be_left_empty() {
    let vacate = VacateSeat { group: PRODUCT, member: Member::Team(CHECKOUT), from: date("2026-11-25") };
    let story = Story::two_teams().when(RUTH, vacate.clone()).then_kinds(&["SeatVacated"]).when(RUTH, vacate).then_nothing();
    let seat = &story.workspace().group(PRODUCT).unwrap().seats[&Member::Team(CHECKOUT)];
    assert!(seat.holder_on(date("2026-11-24")).is_some() && seat.holder_on(date("2026-11-25")).is_none());
    let elsewhere = VacateSeat { group: PRODUCT, member: Member::Team(WAREHOUSE), from: date("2026-11-25") };
    story.when(RUTH, elsewhere).then_refused("NoSuchSeat");
}

#[test]
fn closing_days_cancel_the_occurrences_that_have_a_number_already() {
    let occurrence = |day: &str| Occasion::Occurrence(SCRUM_OF_SCRUMS, date(day).at(9, 30, 0, 0));
    let numbered = |story: Story, day: &str| story.given(RUTH, NumberOccurrence { occasion: occurrence(day) });
    let story = ["2026-11-24", "2026-11-26", "2026-12-24"].into_iter().fold(Story::two_teams(), numbered);
    let moved = MoveMeeting { occasion: Occasion::Meeting(MeetingId(2)), starts_at: instant("2026-12-25T09:30:00Z"), why: Text::default() };
    let story = story.given(RUTH, moved);
    let set = |days| SetClosingDays { group: PRODUCT, days };
    let story =
        story.when(RUTH, set(vec![closed("2026-12-24", "2027-01-01")])).then_kinds(&["ClosingDaysSet", "MeetingCancelled", "MeetingCancelled"]);
    let state = |story: &Story, number: u32| story.workspace().meeting(MeetingId(number)).unwrap().state.clone();
    assert_eq!(state(&story, 3), MeetingState::Cancelled(text("Closing days: Between the years")));
    assert_eq!(state(&story, 1), MeetingState::Planned);
    let story = story.given(RUTH, ReinstateMeeting { meeting: MeetingId(3) });
    let story = story.when(RUTH, set(vec![closed("2026-12-23", "2027-01-01")])).then_kinds(&["ClosingDaysSet"]);
    assert_eq!(state(&story, 3), MeetingState::Planned, "it was held after all, on purpose");
}

#[test]
fn a_group_is_archived_when_it_is_empty() {
    let story =
        Story::two_teams().when(ADA, ArchiveGroup { group: LOGISTICS }).then_refused("GroupNotEmpty").given(ADA, ArchiveTeam { team: WAREHOUSE });
    let story =
        story.when(ADA, ArchiveGroup { group: LOGISTICS }).then_kinds(&["GroupArchived"]).when(ADA, ArchiveGroup { group: LOGISTICS }).then_nothing();
    story
        .when(ADA, RenameGroup { group: LOGISTICS, name: title("Ships") })
        .then_refused("GroupArchived")
        .when(ADA, RestoreGroup { group: LOGISTICS })
        .then_kinds(&["GroupRestored"])
        .when(ADA, RestoreGroup { group: LOGISTICS })
        .then_nothing();
}

#[test]
fn archiving_ends_the_groups_meetings_and_frees_its_seat() {
    let story = [CHECKOUT, PAYMENTS, MOBILE].into_iter().fold(Story::two_teams(), |story, team| story.given(RUTH, ArchiveTeam { team }));
    let story = story.given(ADA, create("Whole", None)).given(ADA, MoveGroup { group: PRODUCT, parent: Some(GroupId(3)) });
    let story = story.when(ADA, ArchiveGroup { group: PRODUCT }).then_kinds(&["SeriesEnded", "GroupArchived"]);
    assert!(story.workspace().group(GroupId(3)).unwrap().seats.is_empty());
    let story = story.given(ADA, ArchiveGroup { group: GroupId(3) }).when(ADA, RestoreGroup { group: PRODUCT }).then_refused("GroupArchived");
    assert!(story.workspace().touched(Thing::Group(PRODUCT)) > 0);
}

#[test]
fn a_group_that_meets_now_is_not_archived() {
    let planned = MeetingPlanned {
        meeting: MeetingId(1),
        group: LOGISTICS,
        kind: MeetingKind::Retrospective,
        occurrence: None,
        title: title("Looking back"),
        starts_at: instant("2026-11-23T08:00:00Z"),
        minutes: 30,
        place: Text::default(),
        about: None,
        people: vec![],
    };
    Story::two_teams()
        .happened(ADA, vec![planned.into()])
        .given(crate::Actor::Operator, OpenMeeting { occasion: Occasion::Meeting(MeetingId(1)) })
        .given(ADA, ArchiveTeam { team: WAREHOUSE })
        .when(ADA, ArchiveGroup { group: LOGISTICS })
        .then_refused("GroupMeetsNow");
}
