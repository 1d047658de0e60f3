//! Teams: one home, a unique code, sensible sprints, nothing left open when archived.

use super::{
    Progress, TeamRole,
    command::*,
    event::*,
    refusal,
    rhythm::{Rhythm, Sprint},
};
use crate::{
    Event, Member, Origin, TeamId, Text, Thing, Via, Zone,
    calendar::Weekdays,
    follow_up::command::AssignFollowUp,
    group::command::ArchiveGroup,
    series::{MeetingKind, SeriesOf, command::SetSeries},
    testing::*,
};

fn rhythm() -> Rhythm {
    Rhythm { start: date("2026-11-16"), weeks: 2, number: 23 }
}

fn sprint(start: &str, end: &str) -> Sprint {
    Sprint { start: date(start), end: date(end), name: title("Release week") }
}

fn progress(planned: u32, done: u32, added: u32) -> Progress {
    Progress { sprint: date("2026-11-16"), planned, done, added }
}

pub(crate) fn examples() -> Vec<Event> {
    let team = CHECKOUT;
    let origin = Origin { system: "organisation-file".into(), key: "checkout".into(), url: None };
    vec![
        TeamCreated { team, name: title("Checkout"), code: title("CHK"), home: PRODUCT, zone: utc(), origin: Some(origin) }.into(),
        TeamRenamed { team, name: title("Checkout and Basket") }.into(),
        TeamCoded { team, code: title("CHB") }.into(),
        TeamDescribed { team, mission: text("From basket to paid order.") }.into(),
        TeamMoved { team, home: LOGISTICS }.into(),
        TeamZoneSet { team, zone: Zone::named("Europe/Berlin") }.into(),
        WorkingDaysSet { team, days: Weekdays(0b000_1111) }.into(),
        HolidaysSet { team, holidays: vec![date("2026-12-24"), date("2026-12-31")] }.into(),
        RhythmSet { team, from: date("2026-11-16"), rhythm: Some(rhythm()) }.into(),
        SprintSet { team, sprint: sprint("2026-12-14", "2026-12-23") }.into(),
        SprintRemoved { team, start: date("2026-12-14") }.into(),
        TeamRoleGiven { team, person: INES, role: TeamRole::ProductOwner }.into(),
        TeamRoleTaken { team, person: INES, role: TeamRole::ProductOwner }.into(),
        ProgressReported { team, on: date("2026-11-20"), progress: progress(14, 6, 2) }.into(),
        ProgressLeftOut { team, on: date("2026-11-20"), stories: 60 }.into(),
        ProgressCountedAgain { team, on: date("2026-11-20") }.into(),
        ProgressConfirmed { team, on: date("2026-11-20"), stories: 60 }.into(),
        PaceSaid { team, fewest: 2, most: 6 }.into(),
        PaceWithdrawn { team }.into(),
        TeamArchived { team }.into(),
        TeamRestored { team }.into(),
    ]
}

fn create(name: &str) -> CreateTeam {
    CreateTeam { name: title(name), code: None, home: PRODUCT, zone: None, origin: None }
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("team", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("team", refusal::NAMES);
}

#[test]
fn a_team_begins_with_a_seat_in_its_home_and_the_groups_zone() {
    let story = Story::two_teams().given(RUTH, create("Search"));
    let team = story.workspace().team(TeamId(5)).unwrap();
    assert_eq!((team.code.as_str(), team.home, team.zone.clone()), ("SEA", PRODUCT, utc()));
    let product = story.workspace().group(PRODUCT).unwrap();
    assert!(product.seats.contains_key(&Member::Team(TeamId(5))));
    assert_eq!(product.order.last(), Some(&Member::Team(TeamId(5))));
    assert_eq!(story.workspace().touched(Thing::Group(PRODUCT)), story.workspace().version);
}

#[test]
fn codes_are_derived_and_unique() {
    let codes = |names: &[&str]| {
        let story = names.iter().fold(Story::two_teams(), |story, name| story.given(RUTH, create(name)));
        story.workspace().teams.iter().skip(4).map(|t| t.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&["Search", "Search-", "Search."]), ["SEA", "SRC", "SEAR"]);
    assert_eq!(codes(&["Release Automation", "Red Apples"]), ["RA", "RED"]);
    assert_eq!(codes(&["Ö", "Ü", "4"]), ["T1", "T2", "41"]);
    let many: Vec<String> = (0..14).map(|n| format!("Checkout{}", "!".repeat(n))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).skip(1).collect();
    assert_eq!(codes(&many).len(), 13);
}

#[test]
fn a_code_is_short_plain_and_free() {
    let with = |code: &str| CreateTeam { code: Some(title(code)), ..create("Search") };
    Story::two_teams().when(RUTH, with("S")).then_refusal(&refusal::CodeMalformed("S"));
    Story::two_teams().when(RUTH, with("SEARCH")).then_refusal(&refusal::CodeMalformed("SEARCH"));
    Story::two_teams().when(RUTH, with("SÖ")).then_refusal(&refusal::CodeMalformed("SÖ"));
    Story::two_teams().when(RUTH, with("pay")).then_refusal(&refusal::CodeTaken("PAY", "Payments"));
    let story = Story::two_teams()
        .when(RUTH, CodeTeam { team: CHECKOUT, code: title("chk") })
        .then(vec![TeamCoded { team: CHECKOUT, code: title("CHK") }.into()]);
    story.when(RUTH, CodeTeam { team: CHECKOUT, code: title("CHK") }).then_nothing();
}

#[test]
fn two_teams_of_a_group_are_not_called_the_same_unless_a_file_says_so() {
    let taken = || refusal::TeamNameTaken("Product", "Checkout", "CHE");
    Story::two_teams().when(RUTH, create("checkout")).then_refusal(&taken());
    Story::two_teams().when(RUTH, RenameTeam { team: PAYMENTS, name: title("Checkout") }).then_refusal(&taken());
    let elsewhere = CreateTeam { home: LOGISTICS, ..create("Checkout") };
    assert_eq!(Story::two_teams().given(ADA, elsewhere).workspace().teams.len(), Story::two_teams().workspace().teams.len() + 1);
    let by_file = Story::two_teams().through(Via::Import).given(RUTH, create("Checkout"));
    assert_eq!(by_file.workspace().teams.last().unwrap().name, title("Checkout"));
    let own = Story::two_teams().when(RUTH, RenameTeam { team: CHECKOUT, name: title("CHECKOUT") });
    own.then(vec![TeamRenamed { team: CHECKOUT, name: title("CHECKOUT") }.into()]);
}

#[test]
fn what_a_team_is_called_and_for_can_change() {
    Story::two_teams()
        .when(RUTH, RenameTeam { team: CHECKOUT, name: title("Basket") })
        .then_kinds(&["TeamRenamed"])
        .when(RUTH, RenameTeam { team: CHECKOUT, name: title("Basket") })
        .then_nothing()
        .when(RUTH, DescribeTeam { team: CHECKOUT, mission: text("Orders") })
        .then_kinds(&["TeamDescribed"])
        .when(RUTH, DescribeTeam { team: CHECKOUT, mission: text("Orders") })
        .then_nothing()
        .when(RUTH, RenameTeam { team: TeamId(77), name: title("Nowhere") })
        .then_unknown();
}

#[test]
fn working_time_is_sensible() {
    let holidays = |n: i64| SetHolidays { team: CHECKOUT, holidays: (0..n).map(|d| crate::time::plus_days(date("2026-01-01"), d)).collect() };
    Story::two_teams()
        .when(RUTH, SetTeamZone { team: CHECKOUT, zone: Zone::named("Mars/Olympus") })
        .then_field("zone")
        .when(RUTH, SetTeamZone { team: CHECKOUT, zone: Zone::named("Europe/Berlin") })
        .then_kinds(&["TeamZoneSet"])
        .when(RUTH, SetWorkingDays { team: CHECKOUT, days: Weekdays(0) })
        .then_refusal(&refusal::NoWorkingDay())
        .when(RUTH, SetWorkingDays { team: CHECKOUT, days: Weekdays(0b1111) })
        .then_kinds(&["WorkingDaysSet"])
        .when(RUTH, holidays(2001))
        .then_refusal(&refusal::TooManyHolidays(2000))
        .when(RUTH, SetHolidays { team: CHECKOUT, holidays: vec![date("0001-01-01")] })
        .then_field("holidays")
        .when(RUTH, SetHolidays { team: CHECKOUT, holidays: vec![date("2026-12-31"), date("2026-12-24"), date("2026-12-24")] })
        .then(vec![HolidaysSet { team: CHECKOUT, holidays: vec![date("2026-12-24"), date("2026-12-31")] }.into()])
        .when(RUTH, SetHolidays { team: CHECKOUT, holidays: vec![date("2026-12-24"), date("2026-12-31")] })
        .then_nothing();
}

#[test]
fn a_rhythm_holds_from_a_day_on() {
    let set = |from: &str, rhythm: Option<Rhythm>| SetRhythm { team: CHECKOUT, from: date(from), rhythm };
    let story = Story::two_teams()
        .when(RUTH, set("2026-11-16", Some(rhythm())))
        .then_kinds(&["RhythmSet"])
        .when(RUTH, set("2026-11-30", Some(rhythm())))
        .then_nothing()
        .when(RUTH, set("2026-12-14", None))
        .then_kinds(&["RhythmSet"]);
    let team = story.workspace().team(CHECKOUT).unwrap();
    assert_eq!(team.sprint_on(date("2026-11-23")).unwrap().name, title("Sprint 23"));
    assert_eq!(team.sprint_on(date("2026-12-14")), None);
    let wrong = |weeks, number| Some(Rhythm { weeks, number, ..rhythm() });
    story.clone().when(RUTH, set("2026-11-16", wrong(9, 1))).then_refusal(&refusal::SprintLengthOutOfBounds(9));
    story.when(RUTH, set("2026-11-16", wrong(2, 0))).then_refusal(&refusal::SprintNumberZero());
}

#[test]
fn sprints_given_by_hand_do_not_overlap() {
    let set = |start: &str, end: &str| SetSprint { team: CHECKOUT, sprint: sprint(start, end) };
    let story = Story::two_teams().given(RUTH, set("2026-12-14", "2026-12-23"));
    story.clone().when(RUTH, set("2026-12-14", "2026-12-23")).then_nothing();
    story.clone().when(RUTH, set("2026-12-14", "2026-12-22")).then_kinds(&["SprintSet"]);
    story.clone().when(RUTH, set("2026-12-20", "2026-12-31")).then_refusal(&refusal::SprintsOverlap(
        "Release week",
        date("2026-12-14"),
        date("2026-12-23"),
    ));
    story
        .clone()
        .when(RUTH, set("2026-12-31", "2026-12-30"))
        .then_refusal(&refusal::SprintEndsBeforeItStarts(date("2026-12-31"), date("2026-12-30")));
    story.clone().when(RUTH, set("2027-01-01", "2028-12-31")).then_refusal(&refusal::SprintTooLong(731));
    story.clone().when(RUTH, RemoveSprint { team: CHECKOUT, start: date("2026-12-15") }).then_refused("NoSuchSprint");
    story.when(RUTH, RemoveSprint { team: CHECKOUT, start: date("2026-12-14") }).then_kinds(&["SprintRemoved"]);
}

#[test]
fn roles_are_given_and_taken_once() {
    let (team, person, role) = (CHECKOUT, OTTO, TeamRole::ScrumMaster);
    Story::two_teams()
        .when(RUTH, GiveTeamRole { team, person, role })
        .then(vec![TeamRoleGiven { team, person, role }.into()])
        .when(RUTH, GiveTeamRole { team, person, role })
        .then_nothing()
        .when(ADA, TakeTeamRole { team, person, role })
        .then(vec![TeamRoleTaken { team, person, role }.into()])
        .when(ADA, TakeTeamRole { team, person, role })
        .then_nothing();
}

#[test]
fn progress_adds_up() {
    let report = |on: &str, progress: Progress| ReportProgress { team: CHECKOUT, on: date(on), progress };
    Story::two_teams()
        .when(INES, report("2026-11-20", progress(14, 6, 2)))
        .then_kinds(&["ProgressReported"])
        .when(INES, report("2026-11-20", progress(14, 6, 2)))
        .then_nothing()
        .when(INES, report("2026-11-20", progress(14, 17, 2)))
        .then_refusal(&refusal::MoreDoneThanThere(17, 16))
        .when(INES, report("2026-11-20", progress(20_000, 1, 0)))
        .then_refusal(&refusal::TooManyStories(10_000))
        .when(INES, report("2026-11-24", progress(14, 6, 2)))
        .then_refusal(&refusal::ProgressInTheFuture(date("2026-11-24")))
        .when(INES, report("2026-11-13", progress(14, 6, 2)))
        .then_refusal(&refusal::ProgressBeforeSprint(date("2026-11-13"), date("2026-11-16")))
        .when(TOMASZ, report("2026-11-20", progress(14, 7, 2)))
        .then_forbidden();
}

#[test]
fn a_clean_up_is_left_out_on_the_teams_word_and_counted_again() {
    let report = |on: &str, done| ReportProgress { team: CHECKOUT, on: date(on), progress: progress(80, done, 0) };
    let (day, leave_out) = (date("2026-11-20"), |on: &str| LeaveOutProgress { team: CHECKOUT, on: date(on) });
    let story = Story::two_teams().given(INES, report("2026-11-18", 4)).given(INES, report("2026-11-20", 64)).given(INES, report("2026-11-21", 64));
    let story = story
        .when(TOMASZ, leave_out("2026-11-20"))
        .then_forbidden()
        .when(INES, leave_out("2026-11-19"))
        .then_refusal(&refusal::NothingDoneThen(date("2026-11-19")))
        .when(INES, leave_out("2026-11-21"))
        .then_refusal(&refusal::NothingDoneThen(date("2026-11-21")))
        .when(INES, leave_out("2026-11-20"))
        .then(vec![ProgressLeftOut { team: CHECKOUT, on: day, stories: 60 }.into()])
        .when(INES, leave_out("2026-11-20"))
        .then_nothing();
    assert_eq!(story.workspace().team(CHECKOUT).unwrap().left_out[&day].by, Some(INES));
    let story = story
        .when(TOMASZ, CountProgressAgain { team: CHECKOUT, on: day })
        .then_forbidden()
        .when(RUTH, CountProgressAgain { team: CHECKOUT, on: day })
        .then(vec![ProgressCountedAgain { team: CHECKOUT, on: day }.into()])
        .when(RUTH, CountProgressAgain { team: CHECKOUT, on: day })
        .then_nothing();
    assert!(story.workspace().team(CHECKOUT).unwrap().left_out.is_empty());
}

#[test]
fn what_looks_like_a_clean_up_is_work_on_the_teams_word_until_it_says_otherwise() {
    let report = |on: &str, done| ReportProgress { team: CHECKOUT, on: date(on), progress: progress(80, done, 0) };
    let (day, confirm) = (date("2026-11-20"), |on: &str| ConfirmProgress { team: CHECKOUT, on: date(on) });
    let story = Story::two_teams().given(INES, report("2026-11-18", 4)).given(INES, report("2026-11-20", 64));
    let story = story
        .when(TOMASZ, confirm("2026-11-20"))
        .then_forbidden()
        .when(INES, confirm("2026-11-19"))
        .then_refusal(&refusal::NothingDoneThen(date("2026-11-19")))
        .when(INES, confirm("2026-11-20"))
        .then(vec![ProgressConfirmed { team: CHECKOUT, on: day, stories: 60 }.into()])
        .when(RUTH, confirm("2026-11-20"))
        .then_nothing();
    let said = |story: &Story| story.workspace().team(CHECKOUT).map(|team| (team.confirmed.get(&day).and_then(|said| said.by), team.left_out.len()));
    assert_eq!(said(&story), Some((Some(INES), 0)));
    let story =
        story.when(RUTH, LeaveOutProgress { team: CHECKOUT, on: day }).then(vec![ProgressLeftOut { team: CHECKOUT, on: day, stories: 60 }.into()]);
    assert_eq!(said(&story), Some((None, 1)), "a clean-up after all");
    let story = story.when(RUTH, confirm("2026-11-20")).then(vec![ProgressConfirmed { team: CHECKOUT, on: day, stories: 60 }.into()]);
    assert_eq!(said(&story), Some((Some(RUTH), 0)), "work after all");
}

#[test]
fn what_a_team_thinks_it_finishes_is_said_replaced_and_withdrawn() {
    let say = |fewest, most| SayPace { team: CHECKOUT, fewest, most };
    let story = Story::two_teams()
        .when(TOMASZ, say(2, 6))
        .then_forbidden()
        .when(INES, say(6, 2))
        .then_refusal(&refusal::MostBelowFewest(6, 2))
        .when(INES, say(0, 0))
        .then_refusal(&refusal::NothingInAGoodWeek())
        .when(INES, say(2, 1_001))
        .then_refusal(&refusal::MoreThanAWeekHolds(1_000))
        .when(INES, say(2, 6))
        .then(vec![PaceSaid { team: CHECKOUT, fewest: 2, most: 6 }.into()])
        .when(RUTH, say(2, 6))
        .then_nothing()
        .when(RUTH, say(0, 5))
        .then_kinds(&["PaceSaid"]);
    let opinion = story.workspace().team(CHECKOUT).unwrap().opinion.unwrap();
    assert_eq!((opinion.fewest, opinion.most, opinion.by), (0, 5, Some(RUTH)));
    let story = story
        .when(TOMASZ, WithdrawPace { team: CHECKOUT })
        .then_forbidden()
        .when(INES, WithdrawPace { team: CHECKOUT })
        .then(vec![PaceWithdrawn { team: CHECKOUT }.into()])
        .when(INES, WithdrawPace { team: CHECKOUT })
        .then_nothing();
    assert_eq!(story.workspace().team(CHECKOUT).unwrap().opinion, None);
}

#[test]
fn a_team_moves_with_its_seat() {
    let story = Story::two_teams()
        .when(RUTH, MoveTeam { team: CHECKOUT, home: LOGISTICS })
        .then_forbidden()
        .when(ADA, MoveTeam { team: CHECKOUT, home: PRODUCT })
        .then_nothing()
        .when(ADA, MoveTeam { team: CHECKOUT, home: LOGISTICS })
        .then(vec![TeamMoved { team: CHECKOUT, home: LOGISTICS }.into()]);
    let member = Member::Team(CHECKOUT);
    assert!(!story.workspace().group(PRODUCT).unwrap().seats.contains_key(&member));
    let logistics = story.workspace().group(LOGISTICS).unwrap();
    assert_eq!(logistics.seats[&member].holder_on(date("2026-11-23")).unwrap().person, INES);
    assert_eq!(story.workspace().touched(Thing::Group(PRODUCT)), story.workspace().version);
}

#[test]
fn an_archived_team_leaves_its_seat_and_is_not_changed() {
    let story = Story::two_teams().given(RUTH, ArchiveTeam { team: MOBILE });
    assert!(!story.workspace().group(PRODUCT).unwrap().seats.contains_key(&Member::Team(MOBILE)));
    let story = story
        .when(RUTH, ArchiveTeam { team: MOBILE })
        .then_nothing()
        .when(RUTH, RenameTeam { team: MOBILE, name: title("Apps") })
        .then_refused("TeamArchived")
        .when(RUTH, RestoreTeam { team: MOBILE })
        .then_kinds(&["TeamRestored"])
        .when(RUTH, RestoreTeam { team: MOBILE })
        .then_nothing();
    assert!(story.workspace().group(PRODUCT).unwrap().seats[&Member::Team(MOBILE)].tenures.is_empty());
}

#[test]
fn a_team_with_open_things_is_not_archived() {
    let team = Some(MOBILE);
    let assign = AssignFollowUp { group: PRODUCT, text: text("Test on tablets"), owner: SAMUEL, team, due: None, meeting: None, about: None };
    let outcome = Story::two_teams().given(RUTH, assign).when(RUTH, ArchiveTeam { team: MOBILE });
    assert!(outcome.refusal().to_string().contains("F-1"), "it lists them");
    outcome.then_refused("TeamHasOpenThings");
}

#[test]
fn archiving_ends_the_teams_own_meetings() {
    let (of, kind) = (SeriesOf::Team(MOBILE), MeetingKind::Other);
    let (place, link) = (Text::default(), Text::default());
    let planning = SetSeries { of, title: title("Planning"), kind, schedule: twice_a_week(), place, link, origin: None };
    Story::two_teams().given(SAMUEL, planning).when(RUTH, ArchiveTeam { team: MOBILE }).then_kinds(&["SeriesEnded", "TeamArchived"]);
}

#[test]
fn an_archived_group_takes_in_no_team() {
    let story = Story::two_teams().given(ADA, ArchiveTeam { team: WAREHOUSE }).given(ADA, ArchiveGroup { group: LOGISTICS });
    story.clone().when(ADA, RestoreTeam { team: WAREHOUSE }).then_refused("GroupArchived");
    story.clone().when(ADA, MoveTeam { team: CHECKOUT, home: LOGISTICS }).then_refused("GroupArchived");
    story.when(ADA, CreateTeam { home: LOGISTICS, ..create("Returns") }).then_refused("GroupArchived");
}
