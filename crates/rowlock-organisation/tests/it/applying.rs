//! Applying files to a real workspace: what the commands make, what a second run finds, what people's edits do.

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{
    Actor, Command, Context, Instant, PersonId, Recorded, Via, Workspace, decide,
    dependency::DependencyState,
    goal::{GoalState, command::DateGoal},
    item::ItemState,
    team::command::RenameTeam,
};
use rowlock_organisation::{Application, Applied, Options, Problem, Profile, Standing, plan, read};
use std::sync::Arc;

/// 2026-11-16, noon in UTC.
const NOON: Instant = Instant(1_794_916_800_000);
const OVERWRITE: Options = Options { overwrite: true, prune: false };
const PRUNE: Options = Options { overwrite: false, prune: true };

#[derive(Default)]
struct Rowlock {
    workspace: Workspace,
    profiles: Vec<Profile>,
    applied: Option<Applied>,
    people: u128,
}

impl Rowlock {
    fn context<'a>(workspace: &'a Workspace, calendar: &'a ZonedCalendar) -> Context<'a> {
        Context { workspace, actor: Actor::Operator, on_behalf_of: None, via: Via::Import, now: NOON, calendar }
    }

    fn plan(&mut self, text: &str, options: Options) -> Result<Application, Vec<Problem>> {
        let calendar = ZonedCalendar::new();
        let document = read(text)?;
        let context = Self::context(&self.workspace, &calendar);
        let standing = Standing { context: &context, profiles: &self.profiles, last: self.applied.as_ref() };
        let people = &mut self.people;
        let mut draw = || {
            *people += 1;
            PersonId(*people)
        };
        plan(&document, standing, options, &mut draw)
    }

    fn apply(&mut self, text: &str, options: Options) -> Application {
        let application =
            self.plan(text, options).unwrap_or_else(|problems| panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>()));
        for command in application.commands() {
            self.command(command);
        }
        for profile in &application.profiles {
            self.profiles.retain(|known| known.person != profile.person);
            self.profiles.push(profile.clone());
        }
        let kept = serde_json::to_string(&application.applied).unwrap();
        self.applied = Some(serde_json::from_str(&kept).unwrap());
        application
    }

    fn command(&mut self, command: impl Into<Command>) {
        let command = command.into();
        let calendar = ZonedCalendar::new();
        let before = self.workspace.clone();
        let context = Self::context(&before, &calendar);
        let events = decide(&context, &command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        for event in events {
            let stamp = context.stamp(self.workspace.version + 1);
            self.workspace.apply(Arc::new(Recorded { stamp, event }));
        }
    }

    fn with(text: &str) -> Self {
        let mut rowlock = Self::default();
        rowlock.apply(text, Options::default());
        rowlock
    }
}

/// The example of the guide: it uses every list.
fn example() -> String {
    let guide = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/organisation-file.md")).unwrap();
    guide.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

#[test]
fn a_file_makes_a_workspace_with_everything_in_it() {
    let rowlock = Rowlock::with(&example());
    let model = &rowlock.workspace;
    assert_eq!(model.name.as_str(), "Harbour");
    assert_eq!((model.groups.len(), model.teams.len(), model.people.len(), model.series.len()), (2, 2, 2, 1));
    assert_eq!((model.goals.len(), model.items.len(), model.dependencies.len()), (2, 2, 1));
    assert_eq!(model.teams[0].code.as_str(), "SEA");
    assert_eq!(model.teams[1].zone.as_str(), "Europe/Lisbon");
    assert_eq!(model.dependencies[0].state, DependencyState::Promised);
    assert_eq!(model.items[0].progress, Some((6, 15)));
    let ada = rowlock.profiles.iter().find(|profile| profile.handle.as_deref() == Some("ada")).unwrap();
    assert_eq!((ada.name.as_str(), ada.mail.as_deref()), ("Ada Okafor", Some("ada@example.org")));
}

#[test]
fn applying_the_same_file_again_changes_nothing() {
    let mut rowlock = Rowlock::with(&example());
    let version = rowlock.workspace.version;
    let again = rowlock.apply(&example(), Options::default());
    assert!(again.plan.is_empty(), "{}", again.plan);
    assert_eq!((again.commands().len(), again.profiles.len(), rowlock.workspace.version), (0, 0, version));
    assert_eq!(again.plan.counts()["kept"]["teams"], 0, "{}", again.plan);
}

#[test]
fn without_the_record_of_the_last_file_things_are_found_by_their_origin() {
    let mut rowlock = Rowlock::with(&example());
    rowlock.applied = None;
    let again = rowlock.apply(&example(), Options::default());
    assert!(again.plan.is_empty(), "{}", again.plan);
    assert_eq!(rowlock.workspace.people.len(), 2);
}

#[test]
fn each_change_in_the_file_changes_that_in_the_workspace() {
    let mut rowlock = Rowlock::with(&example());
    let changed = example()
        .replace("name: Checkout", "name: Basket")
        .replace("title: One basket for all shops, date: 2027-03-31", "title: One basket, date: 2027-04-30, state: met")
        .replace("state: in_progress", "state: done")
        .replace("needs: [prices], ", "")
        .replace("promised_by: 2026-12-04", "promised_by: 2026-12-11\n    state: accepted")
        .replace("minutes: 15", "minutes: 20")
        .replace("Ada Okafor", "Ada O.")
        .replace("role: master", "role: deputy")
        .replace("child: product, holder: ben", "child: product, holder: ada")
        .replace("2026-11-20 }", "2026-11-22 }")
        .replace("weeks: 2", "weeks: 3")
        .replace("done: 6, total", "done: 7, total");
    let plan = rowlock.apply(&changed, Options::default()).plan;
    assert_eq!(plan.counts()["kept"].as_object().unwrap().values().filter(|n| **n != 0).count(), 0, "{plan}");
    let model = &rowlock.workspace;
    assert_eq!(model.teams[1].name.as_str(), "Basket");
    assert_eq!((model.goals[0].state.clone(), model.goals[0].date().unwrap().to_string()), (GoalState::Met, "2027-04-30".to_owned()));
    assert_eq!((model.items[0].state, model.items[0].progress), (ItemState::Done, Some((7, 15))));
    assert!(model.items[1].relations.is_empty());
    assert_eq!(model.dependencies[0].state, DependencyState::Accepted);
    assert_eq!(model.dependencies[0].promises.len(), 2);
    let again = rowlock.apply(&changed, Options::default()).plan;
    assert!(again.is_empty(), "{again}");
}

#[test]
fn what_people_changed_stays_and_overwrite_takes_the_files() {
    let mut rowlock = Rowlock::with(&example());
    let team = rowlock.workspace.teams[1].id;
    rowlock.command(RenameTeam { team, name: rowlock_domain::Title::new("Tills").unwrap() });
    let goal = rowlock.workspace.goals[0].id;
    rowlock.command(DateGoal { goal, date: None, why: rowlock_domain::Text::new("Nobody knows yet").unwrap() });
    assert!(rowlock.apply(&example(), Options::default()).plan.is_empty());
    let changed = example().replace("name: Checkout", "name: Basket");
    let kept = rowlock.apply(&changed, Options::default()).plan;
    assert!(kept.is_empty() && kept.counts()["kept"]["teams"] == 1, "{kept}");
    assert_eq!(rowlock.workspace.teams[1].name.as_str(), "Tills");
    rowlock.apply(&changed, OVERWRITE);
    assert_eq!(rowlock.workspace.teams[1].name.as_str(), "Basket");
    assert_eq!(rowlock.workspace.goals[0].date(), None);
}

#[test]
fn everything_can_leave_the_file_and_come_back() {
    let mut rowlock = Rowlock::with(&example());
    let nothing = "format: rowlock-organisation\nversion: 1\nworkspace: Harbour\ntime_zone: Europe/Berlin\n";
    let waits = rowlock.apply(nothing, Options::default()).plan;
    assert!(waits.is_empty() && waits.counts()["left_out"]["teams"] == 2);
    rowlock.apply(nothing, PRUNE);
    let model = &rowlock.workspace;
    assert!(model.teams.iter().all(|team| team.archived_at.is_some()));
    assert!(model.groups.iter().all(|group| group.archived_at.is_some()));
    assert!(model.people.values().all(|person| person.left_at.is_some()));
    assert!(rowlock.apply(nothing, PRUNE).plan.is_empty());
    rowlock.apply(&example(), Options::default());
    let model = &rowlock.workspace;
    assert_eq!((model.teams.len(), model.people.len(), model.items.len()), (2, 2, 2));
    assert!(model.teams.iter().all(|team| team.archived_at.is_none()));
    let again = rowlock.apply(&example(), Options::default()).plan;
    assert!(again.is_empty(), "{again}");
}

#[test]
fn one_thing_that_left_the_file_is_archived_alone() {
    let mut rowlock = Rowlock::with(&example());
    let without = example().replace("  - { id: ben-product-master, person: ben, role: master, group: product }\n", "");
    let plan = rowlock.apply(&without, PRUNE).plan;
    assert_eq!(plan.counts()["left_out"]["roles"], 1);
    assert_eq!(rowlock.workspace.groups[1].roles.len(), 0);
}

#[test]
fn a_role_that_two_entries_give_stays_until_both_are_gone() {
    let twice = example().replace("seats:", "  - { id: again, person: ada, role: product_owner, team: search }\nseats:");
    let mut rowlock = Rowlock::with(&twice);
    assert!(rowlock.apply(&twice, Options::default()).plan.is_empty());
    rowlock.apply(&example(), PRUNE);
    assert_eq!(rowlock.workspace.teams[0].roles.len(), 1);
}

#[test]
fn an_unknown_time_zone_and_an_unreadable_rule_are_named_with_their_lines() {
    let text = example().replace("Europe/Lisbon", "Mars/Olympus").replace("FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=OFTEN");
    let problems = Rowlock::default().plan(&text, Options::default()).unwrap_err();
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["teams[1].time_zone", "series[0].rrule"]);
    assert!(problems.iter().all(|problem| problem.line > 0));
}

#[test]
fn a_refusal_of_the_domain_names_the_entry_and_nothing_happens() {
    let mut rowlock = Rowlock::with(&example());
    let second = example().replace("  - { id: search-23,", "  - { id: odd, team: search, sprint: 2026-11-10, title: Odd }\n  - { id: search-23,");
    let problems = rowlock.plan(&second, Options::default()).unwrap_err();
    assert_eq!((problems[0].field.as_str(), problems[0].line > 0), ("goals[1]", true));
    assert!(problems[0].message.contains("has no sprint that begins on 2026-11-10"), "{}", problems[0]);
}

#[test]
fn a_handshake_does_not_go_back_and_holds_nothing_up() {
    let accepted = example().replace("promised_by: 2026-12-04", "promised_by: 2026-12-04\n    state: accepted");
    let mut rowlock = Rowlock::with(&accepted);
    let asked_again = example()
        .replace("    promised_by: 2026-12-04\n", "")
        .replace("needed_by: 2026-11-27", "needed_by: 2026-12-20")
        .replace("name: Checkout", "name: Basket");
    for _ in 0..2 {
        let plan = rowlock.apply(&asked_again, Options::default()).plan;
        assert_eq!(plan.counts()["kept"]["dependencies"], 1, "{plan}");
        assert!(plan.to_string().contains("needed_by: 2026-11-27 stays, because this part of the handshake is over"), "{plan}");
    }
    assert_eq!(rowlock.workspace.dependencies[0].state, DependencyState::Accepted);
    assert_eq!(rowlock.workspace.teams[1].name.as_str(), "Basket");
}

#[test]
fn a_file_meets_every_answer_that_people_can_give_to_a_request() {
    use rowlock_domain::dependency::command::{
        AcceptDependency, CounterDependency, DeclineDependency, DeliverDependency, PromiseDependency, WithdrawDependency,
    };
    let text = |words: &str| rowlock_domain::Text::new(words).unwrap();
    let asked = example().replace("    promised_by: 2026-12-04\n", "");
    let dependency = rowlock_domain::DependencyId(1);
    let on = rowlock_domain::time::plus_days(rowlock_domain::Date::constant(2026, 12, 1), 0);
    let answers: [Vec<Command>; 6] = [
        vec![PromiseDependency { dependency, on, why: text("so") }.into()],
        vec![CounterDependency { dependency, on: Some(on), offer: text("half") }.into()],
        vec![DeclineDependency { dependency, why: text("no") }.into()],
        vec![DeliverDependency { dependency, note: text("there") }.into()],
        vec![DeliverDependency { dependency, note: text("there") }.into(), AcceptDependency { dependency }.into()],
        vec![WithdrawDependency { dependency, why: text("gone") }.into()],
    ];
    for answer in answers {
        for state in ["promised", "delivered", "accepted", "declined", "withdrawn"] {
            for overwrite in [false, true] {
                let mut rowlock = Rowlock::with(&asked);
                answer.iter().for_each(|command| rowlock.command(command.clone()));
                let stands = rowlock.workspace.dependencies[0].state.clone();
                let changed =
                    asked.replace("needed_by: 2026-11-27", &format!("needed_by: 2026-11-28\n    promised_by: 2026-12-09\n    state: {state}"));
                rowlock.apply(&changed, Options { overwrite, prune: false });
                let again = rowlock.apply(&changed, Options { overwrite, prune: false }).plan;
                assert!(again.is_empty(), "{stands:?} then {state}: {again}");
                assert!(overwrite || rowlock.workspace.dependencies[0].state == stands, "{stands:?} then {state}");
            }
        }
    }
}

#[test]
fn handles_and_codes_change_places() {
    let mut rowlock = Rowlock::with(&example().replace("name: Checkout", "name: Checkout\n    code: CHK"));
    let by_handle =
        |rowlock: &Rowlock, handle: &str| rowlock.profiles.iter().find(|profile| profile.handle.as_deref() == Some(handle)).unwrap().person;
    let (ada, ben) = (by_handle(&rowlock, "ada"), by_handle(&rowlock, "ben"));
    let changed = example()
        .replace("name: Checkout", "name: Checkout\n    code: SEA")
        .replace("code: SEA\n    group: product\n    mission", "code: CHK\n    group: product\n    mission")
        .replace("handle: ada,", "handle: was,")
        .replace("handle: ben", "handle: ada")
        .replace("handle: was,", "handle: ben,");
    rowlock.apply(&changed, Options::default());
    assert_eq!((by_handle(&rowlock, "ben"), by_handle(&rowlock, "ada")), (ada, ben));
    let codes: Vec<&str> = rowlock.workspace.teams.iter().map(|team| team.code.as_str()).collect();
    assert_eq!(codes, ["CHK", "SEA"]);
    assert!(rowlock.apply(&changed, Options::default()).plan.is_empty());
}

#[test]
fn a_person_whose_id_changes_while_the_handle_stays_is_the_same_person() {
    let mut rowlock = Rowlock::with(&example());
    let renamed =
        example().replace("id: ada, handle", "id: okafor, handle").replace("person: ada", "person: okafor").replace("holder: ada", "holder: okafor");
    let plan = rowlock.apply(&renamed, PRUNE).plan;
    assert!(plan.is_empty(), "{plan}");
    assert_eq!(rowlock.workspace.people.values().filter(|person| person.left_at.is_none()).count(), 2);
    assert!(rowlock.apply(&renamed, PRUNE).plan.is_empty());
}

#[test]
fn a_handle_of_somebody_who_left_the_file_is_free_once_they_leave() {
    let mut rowlock = Rowlock::with(&example());
    let follows = example()
        .replace("- { id: ada, handle: ada, name: Ada Okafor, mail: ada@example.org }", "- { id: ida, handle: new, name: Ida }")
        .replace("person: ada", "person: ida")
        .replace("holder: ada", "holder: ida")
        .replace("handle: ben", "handle: ada, name: Ben");
    let problems = rowlock.plan(&follows, Options::default()).unwrap_err();
    assert_eq!((problems[0].field.as_str(), problems[0].line > 0), ("people[1].handle", true));
    assert!(problems[0].message.contains("“ada” is the handle of Ada Okafor, who stays here"), "{}", problems[0]);
    rowlock.apply(&follows, PRUNE);
    let holders: Vec<&str> = rowlock.profiles.iter().filter(|profile| profile.handle.as_deref() == Some("ada")).map(|p| p.name.as_str()).collect();
    assert_eq!(holders, ["Ben"]);
    assert!(rowlock.apply(&follows, PRUNE).plan.is_empty());
}

#[test]
fn a_team_with_another_id_takes_the_code_only_from_one_that_goes() {
    let mut rowlock = Rowlock::with(&example());
    let anew = "format: rowlock-organisation\nversion: 1\nworkspace: Harbour\ntime_zone: Europe/Berlin\n\
                groups: [{ id: all, name: Harbour }]\nteams: [{ id: finding, name: Finding, code: SEA, group: all }]\n";
    let problems = rowlock.plan(anew, Options::default()).unwrap_err();
    assert_eq!((problems[0].field.as_str(), problems[0].line > 0), ("teams[0].code", true));
    assert!(problems[0].message.contains("“SEA” is the code of Search, which stays here"), "{}", problems[0]);
    rowlock.apply(anew, PRUNE);
    let codes: Vec<(&str, bool)> = rowlock.workspace.teams.iter().map(|team| (team.code.as_str(), team.archived_at.is_some())).collect();
    assert_eq!(codes[0], ("SEA2", true));
    assert_eq!(codes[2], ("SEA", false));
}

#[test]
fn what_was_overwritten_or_ended_is_told_in_words_of_its_noun() {
    let mut rowlock = Rowlock::with(&example());
    let team = rowlock.workspace.teams[1].id;
    rowlock.command(RenameTeam { team, name: rowlock_domain::Title::new("Tills").unwrap() });
    let changed = example()
        .replace("name: Checkout", "name: Basket")
        .replace("  - { id: ben-product-master, person: ben, role: master, group: product }\n", "");
    let told = rowlock.apply(&changed, Options { overwrite: true, prune: true }).plan.to_string();
    assert!(told.contains("!   name: Tills, written here, gives way to the file's Basket"), "{told}");
    assert!(told.contains("- role ben-product-master left the file: taken"), "{told}");
}
