//! The workspace begins once, and somebody always administers it.

use super::{Measure, REDACTED, command::*, event::*, redacted_payload, refusal, texts_of};
use crate::{Actor, Event, Thing, Zone, note::command::LeaveNote, testing::*};

pub(crate) fn examples() -> Vec<Event> {
    vec![
        WorkspaceCreated { name: title("Harbour"), zone: Zone::named("Europe/Berlin") }.into(),
        WorkspaceRenamed { name: title("Harbour Works") }.into(),
        CausesListed { causes: vec![title("Waiting for another team"), title("Decision pending")] }.into(),
        MeasureSet { measure: Measure::WorkingDays }.into(),
        AdministratorNamed { person: ADA }.into(),
        AdministratorRemoved { person: ADA }.into(),
        TextRedacted {
            version: 31,
            field: text("text"),
            digest: text("2f77668a9dfbf8d5848b9eeb4a7145ca94c6ed9236e4a773f6dcafa5132b2f91"),
            why: text("It held a customer's name."),
        }
        .into(),
    ]
}

#[test]
fn stored_events_stay_as_they_are() {
    goldens("workspace", examples());
}

#[test]
fn each_refusal_is_shown() {
    assert_each_refusal_shown("workspace", refusal::NAMES);
}

#[test]
fn a_workspace_begins_with_causes_to_choose_from() {
    let begin = CreateWorkspace { name: title("Harbour"), zone: utc() };
    let story = Story::new().when(Actor::Operator, begin).then_kinds(&["WorkspaceCreated", "CausesListed"]);
    assert!(story.workspace().exists());
    assert_eq!(story.workspace().causes.len(), 6);
    assert_eq!(story.workspace().zone, utc());
}

#[test]
fn a_workspace_begins_once() {
    let again = CreateWorkspace { name: title("Quay"), zone: utc() };
    Story::two_teams().when(Actor::Operator, again).then_refused("WorkspaceAlreadyCreated");
}

#[test]
fn nothing_can_be_done_before_the_workspace_begins() {
    Story::new().when(Actor::Operator, RenameWorkspace { name: title("Quay") }).then_unknown();
}

#[test]
fn a_workspace_needs_a_known_zone() {
    let begin = CreateWorkspace { name: title("Harbour"), zone: Zone::named("Mars/Olympus") };
    Story::new().when(Actor::Operator, begin).then_refusal(&refusal::ZoneUnknown("Mars/Olympus"));
}

#[test]
fn renaming_to_the_same_name_does_nothing() {
    Story::two_teams()
        .when(ADA, RenameWorkspace { name: title("Quay") })
        .then(vec![WorkspaceRenamed { name: title("Quay") }.into()])
        .when(ADA, RenameWorkspace { name: title("Quay") })
        .then_nothing();
}

#[test]
fn causes_are_a_list_to_choose_from() {
    let story = Story::two_teams();
    let many = ListCauses { causes: (0..51).map(|n| title(&format!("Cause {n}"))).collect() };
    story.clone().when(ADA, many).then_refusal(&refusal::TooManyCauses(50));
    let twice = ListCauses { causes: vec![title("Supplier"), title("supplier")] };
    story.clone().when(ADA, twice).then_refusal(&refusal::CauseTwice("supplier"));
    let causes = vec![title("Supplier")];
    let story = story.when(ADA, ListCauses { causes: causes.clone() }).then_kinds(&["CausesListed"]);
    story.when(ADA, ListCauses { causes }).then_nothing();
}

#[test]
fn durations_are_counted_by_elapsed_days_until_an_administrator_chooses_otherwise() {
    let by_work = SetMeasure { measure: Measure::WorkingDays };
    let story = Story::two_teams();
    assert_eq!(story.workspace().measure, Measure::ElapsedDays);
    story.clone().when(RUTH, by_work.clone()).then_forbidden();
    story.clone().when(ADA, SetMeasure { measure: Measure::ElapsedDays }).then_nothing();
    let story = story.when(ADA, by_work.clone()).then(vec![MeasureSet { measure: Measure::WorkingDays }.into()]);
    assert_eq!(story.workspace().measure, Measure::WorkingDays);
    assert_eq!(story.workspace().counted_since, story.workspace().version, "what was counted is counted anew");
    story.when(ADA, by_work).then_nothing();
}

#[test]
fn an_administrator_is_a_member_of_the_workspace() {
    let story = Story::two_teams();
    story.clone().when(ADA, NameAdministrator { person: NOBODY_KNOWN }).then_refused("PersonNotMember");
    story
        .when(ADA, NameAdministrator { person: OTTO })
        .then_kinds(&["AdministratorNamed"])
        .when(ADA, NameAdministrator { person: OTTO })
        .then_nothing();
}

#[test]
fn the_last_administrator_stays() {
    Story::two_teams()
        .when(ADA, RemoveAdministrator { person: ADA })
        .then_refused("LastAdministrator")
        .given(ADA, NameAdministrator { person: OTTO })
        .when(ADA, RemoveAdministrator { person: ADA })
        .then_kinds(&["AdministratorRemoved"])
        .when(OTTO, RemoveAdministrator { person: ADA })
        .then_nothing();
}

#[test]
fn a_redacted_text_is_gone_from_the_model() {
    let story = Story::two_teams().given(OTTO, LeaveNote { team: CHECKOUT, text: text("Call Mrs Marlow at 0151") });
    let version = story.workspace().version;
    let digest = text("00");
    let redacted = TextRedacted { version, field: text("text"), digest, why: text("private") };
    let story = story.happened(Actor::Operator, vec![redacted.into()]);
    assert_eq!(story.workspace().team(CHECKOUT).unwrap().notes.last().unwrap().text.as_str(), REDACTED);
    assert!(!format!("{:?}", story.workspace()).contains("Marlow"));
    assert_eq!(story.workspace().version, version + 1);
    assert_eq!(story.workspace().touched(Thing::Workspace), version + 1);
    assert_eq!(story.workspace().touched(Thing::Team(CHECKOUT)), version + 1, "what showed it is drawn anew");
    assert_replay(story.workspace());
}

#[test]
fn texts_are_found_by_their_place_and_ids_and_dates_are_none() {
    use crate::checkin::{Words, command::CheckInSeat};
    let words = Words { next: vec![title("Call Mrs Marlow"), title("Tests")], confidence: Some(4), ..Words::default() };
    let occasion = crate::meeting::Occasion::Occurrence(SCRUM_OF_SCRUMS, date("2026-11-24").at(9, 30, 0, 0));
    let story = Story::two_teams().given(INES, CheckInSeat { occasion, member: crate::Member::Team(CHECKOUT), words });
    let event = story.workspace().journal.last().unwrap().event.clone();
    let found = texts_of(&event);
    assert_eq!(found[0], ("words/next/0".to_owned(), "Call Mrs Marlow".to_owned()), "{found:?}");
    let payload = redacted_payload(&event.payload(), &text("words/next/0")).unwrap();
    let without = crate::Event::decode(event.kind(), &payload).unwrap();
    assert_eq!(texts_of(&without), [("words/next/1".to_owned(), "Tests".to_owned())]);
    for place in ["meeting", "words", "words/next/7", "words/next/0/1", "nowhere", ""] {
        assert_eq!(redacted_payload(&event.payload(), &crate::Text::optional(place).unwrap()), None, "{place}");
    }
}

#[test]
fn every_text_of_every_kind_of_event_can_be_removed_and_the_event_still_be_read() {
    let story = crate::testing::generator::story(11, 1500, |_| {});
    for recorded in &story.workspace().journal {
        for (place, words) in texts_of(&recorded.event) {
            let payload = redacted_payload(&recorded.event.payload(), &text(&place)).unwrap();
            let read = crate::Event::decode(recorded.event.kind(), &payload);
            assert!(read.is_ok(), "{} {place} {words:?}: {read:?}", recorded.event.kind());
        }
    }
}
