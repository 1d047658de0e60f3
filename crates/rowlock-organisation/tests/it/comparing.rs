//! Three-way comparison: what is written, what stays, what is reported.

use crate::SMALL;
use proptest::prelude::*;
use rowlock_organisation::{
    Applied, File, Noun, Options, Plan, Present, PresentState, compare,
    compare::{Archival, Outcome},
    read,
};
use serde_json::{Value, json};

fn file(text: &str) -> File {
    read(text).unwrap_or_else(|problems| panic!("{problems:#?}")).file
}

/// Carries a plan out on a state, as Rowlock would.
fn carry_out(plan: &Plan, state: &mut PresentState) {
    for entry in &plan.entries {
        let key = (entry.noun, entry.id.clone());
        match entry.outcome {
            Outcome::Created => {
                state.entries.insert(key, Present { fields: entry.fields.clone(), is_archived: false });
            }
            Outcome::LeftOut(Archival::Now) => state.entries.get_mut(&key).unwrap().is_archived = true,
            Outcome::LeftOut(Archival::Waits) | Outcome::Unchanged => {}
            Outcome::Changed | Outcome::Restored => {
                let present = state.entries.get_mut(&key).unwrap();
                present.is_archived = false;
                for change in &entry.changes {
                    if change.new.is_null() {
                        present.fields.remove(&change.field);
                    } else {
                        present.fields.insert(change.field.clone(), change.new.clone());
                    }
                }
            }
        }
    }
}

struct Rowlock {
    state: PresentState,
    applied: Option<Applied>,
}

impl Rowlock {
    fn with(text: &str) -> Self {
        let mut rowlock = Self { state: PresentState::default(), applied: None };
        rowlock.apply(text, Options::default());
        rowlock
    }

    fn apply(&mut self, text: &str, options: Options) -> Plan {
        let plan = compare(&file(text), self.applied.as_ref(), &self.state, options).unwrap();
        carry_out(&plan, &mut self.state);
        self.applied = Some(plan.applied());
        plan
    }

    fn change(&mut self, noun: Noun, id: &str, field: &str, value: Value) {
        self.state.entries.get_mut(&(noun, id.to_owned())).unwrap().fields.insert(field.to_owned(), value);
    }

    fn field(&self, noun: Noun, id: &str, field: &str) -> Value {
        self.state.entries[&(noun, id.to_owned())].fields.get(field).cloned().unwrap_or_default()
    }
}

const OVERWRITE: Options = Options { overwrite: true, prune: false };
const PRUNE: Options = Options { overwrite: false, prune: true };

#[test]
fn everything_is_created_first_and_every_noun_is_counted() {
    let plan = compare(&file(SMALL), None, &PresentState::default(), Options::default()).unwrap();
    let counts = plan.counts();
    assert_eq!(counts["created"]["teams"], 2);
    for outcome in ["created", "changed", "unchanged", "left_out"] {
        for noun in ["groups", "teams", "people", "roles", "series", "sprints", "goals", "items", "dependencies"] {
            assert!(counts[outcome][noun].is_u64(), "{outcome} {noun}");
        }
    }
}

#[test]
fn a_second_run_changes_nothing() {
    let mut rowlock = Rowlock::with(SMALL);
    let plan = rowlock.apply(SMALL, Options::default());
    assert!(plan.is_empty(), "{plan}");
    assert_eq!(plan.counts()["unchanged"]["teams"], 2);
}

#[test]
fn only_what_changed_in_the_file_is_written() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.change(Noun::Goals, "basket", "date", json!("2026-12-15"));
    let plan = rowlock.apply(&SMALL.replace("title: One basket", "title: A single basket"), Options::default());
    assert_eq!(rowlock.field(Noun::Goals, "basket", "title"), "A single basket");
    assert_eq!(rowlock.field(Noun::Goals, "basket", "date"), "2026-12-15");
    assert_eq!(
        plan.to_string(),
        "~ goal basket “A single basket”\n-   title: One basket\n+   title: A single basket\n0 created, 1 changed, 4 unchanged, 0 left the file"
    );
}

#[test]
fn where_both_changed_people_win_until_overwrite_takes_the_files() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.change(Noun::Goals, "basket", "date", json!("2026-12-15"));
    let later = SMALL.replace("2026-12-01", "2026-12-31");
    for _ in 0..2 {
        let plan = rowlock.apply(&later, Options::default());
        assert!(plan.is_empty());
        assert_eq!(plan.counts()["kept"]["goals"], 1);
        assert!(plan.to_string().contains("date: 2026-12-15 stays, because it was changed here; the file says 2026-12-31"), "{plan}");
    }
    rowlock.apply(&later, OVERWRITE);
    assert_eq!(rowlock.field(Noun::Goals, "basket", "date"), "2026-12-31");
    assert_eq!(rowlock.apply(&later, Options::default()).counts()["kept"]["goals"], 0);
}

#[test]
fn overwrite_does_not_touch_what_only_people_changed() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.change(Noun::Goals, "basket", "date", json!("2026-12-15"));
    assert!(rowlock.apply(SMALL, OVERWRITE).is_empty());
}

#[test]
fn what_left_the_file_is_reported_each_time_and_archived_only_by_prune() {
    let mut rowlock = Rowlock::with(SMALL);
    let without = SMALL.replace("  - id: checkout\n    name: Checkout\n    group: product\n", "");
    for _ in 0..2 {
        let plan = rowlock.apply(&without, Options::default());
        assert!(plan.is_empty());
        assert_eq!(plan.counts()["left_out"]["teams"], 1);
    }
    assert!(!rowlock.apply(&without, PRUNE).is_empty());
    assert_eq!(rowlock.apply(&without, PRUNE).counts()["left_out"]["teams"], 0);
    let plan = rowlock.apply(SMALL, Options::default());
    assert!(plan.to_string().contains("+ team checkout “Checkout” takes part again"), "{plan}");
}

#[test]
fn what_people_removed_stays_removed() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.state.entries.remove(&(Noun::Goals, "basket".to_owned()));
    let plan = rowlock.apply(SMALL, Options::default());
    assert!(plan.is_empty() && plan.counts()["kept"]["goals"] == 1);
    assert_eq!(rowlock.apply(SMALL, OVERWRITE).counts()["created"]["goals"], 1);
}

#[test]
fn without_a_record_of_the_last_file_what_stands_here_stays() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.change(Noun::Goals, "basket", "date", json!("2026-12-15"));
    for _ in 0..2 {
        rowlock.applied = None;
        let plan = rowlock.apply(SMALL, Options::default());
        assert!(plan.is_empty() && plan.counts()["kept"]["goals"] == 1, "{plan}");
    }
    assert!(rowlock.apply(SMALL, Options::default()).is_empty());
}

#[test]
fn a_code_that_rowlock_derived_does_not_stand_in_the_way_of_the_files() {
    let mut rowlock = Rowlock::with(SMALL);
    rowlock.change(Noun::Teams, "search", "code", json!("SEARC"));
    assert!(rowlock.apply(SMALL, Options::default()).is_empty());
    rowlock.apply(&SMALL.replace("name: Search\n", "name: Search\n    code: SEA\n"), Options::default());
    assert_eq!(rowlock.field(Noun::Teams, "search", "code"), "SEA");
}

#[test]
fn saying_a_default_is_no_change() {
    let mut rowlock = Rowlock::with(SMALL);
    let said = SMALL.replace("name: Search\n", "name: Search\n    time_zone: Europe/Berlin\n    working_days: [fr, mo, tu, we, th]\n");
    assert!(rowlock.apply(&said, Options::default()).is_empty());
}

#[test]
fn the_ends_of_a_dependency_cannot_change() {
    let dependency = "dependencies:\n  - {id: d, title: T, consumer: search, provider: checkout}\n";
    let rowlock = Rowlock::with(&format!("{SMALL}{dependency}"));
    let turned = format!("{SMALL}{}", dependency.replace("consumer: search, provider: checkout", "consumer: checkout, provider: search"));
    let found = compare(&file(&turned), rowlock.applied.as_ref(), &rowlock.state, Options::default()).unwrap_err();
    assert_eq!(found.len(), 2);
    assert!(found[0].1.contains("Give the entry a new id"));
}

#[derive(Clone, Debug)]
struct Draft {
    goals: Vec<(u8, u8, u8)>,
}

fn drafts() -> impl Strategy<Value = Draft> {
    prop::collection::btree_map(0u8..6, (0u8..3, 0u8..3), 0..6)
        .prop_map(|goals| Draft { goals: goals.into_iter().map(|(id, (title, date))| (id, title, date)).collect() })
}

impl Draft {
    fn text(&self) -> String {
        let mut text = "format: rowlock-organisation\nversion: 1\nworkspace: W\ntime_zone: UTC\ngroups: [{id: g, name: G}]\ngoals:\n".to_owned();
        for (id, title, date) in &self.goals {
            text.push_str(&format!("  - {{id: goal-{id}, group: g, title: Title {title}"));
            if *date > 0 {
                text.push_str(&format!(", date: 2026-12-0{date}"));
            }
            text.push_str("}\n");
        }
        if self.goals.is_empty() {
            text.push_str("  []\n");
        }
        text
    }
}

proptest! {
    #[test]
    fn after_any_history_of_files_a_second_run_changes_nothing(history in prop::collection::vec((drafts(), any::<bool>(), any::<bool>()), 1..6)) {
        let mut rowlock = Rowlock { state: PresentState::default(), applied: None };
        for (draft, overwrite, prune) in history {
            let options = Options { overwrite, prune };
            rowlock.apply(&draft.text(), options);
            let again = rowlock.apply(&draft.text(), options);
            prop_assert!(again.is_empty(), "{again}");
        }
    }

    #[test]
    fn edits_by_hand_stay_whatever_the_file_says(
        files in prop::collection::vec(drafts(), 2..6),
        edits in prop::collection::btree_map(0u8..6, 0u8..4, 1..6),
    ) {
        let mut rowlock = Rowlock::with(&files[0].text());
        let mut edited = Vec::new();
        for (id, value) in edits {
            let key = (Noun::Goals, format!("goal-{id}"));
            if rowlock.state.entries.contains_key(&key) {
                rowlock.change(Noun::Goals, &key.1, "date", json!(format!("2027-01-0{}", value + 1)));
                edited.push((key.1.clone(), rowlock.field(Noun::Goals, &key.1, "date")));
            }
        }
        for draft in &files[1..] {
            rowlock.apply(&draft.text(), Options::default());
            for (id, value) in &edited {
                prop_assert_eq!(&rowlock.field(Noun::Goals, id, "date"), value);
            }
        }
    }
}
