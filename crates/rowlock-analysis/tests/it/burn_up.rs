//! Burn-up and cumulative flow of a workspace: what several teams together say agrees with what each of them says.

use rowlock_analysis::Status;
use rowlock_analysis::model::burn_up::{BurnUp, burn_up};
use rowlock_analysis::model::passages::{Items, items};
use rowlock_domain::item::{ItemState, command::*};
use rowlock_domain::team::command::{ReportProgress, SetRhythm};
use rowlock_domain::team::{Progress, rhythm::Rhythm};
use rowlock_domain::testing::*;
use rowlock_domain::time::plus_days;
use rowlock_domain::{ItemId, Moment, TeamId};

/// The stories begin on this Monday.
const TODAY: &str = "2026-11-23";

fn sprints(story: Story, team: TeamId, start: &str) -> Story {
    let rhythm = Some(Rhythm { start: date(start), weeks: 2, number: 1 });
    story.given(RUTH, SetRhythm { team, from: date(start), rhythm })
}

fn report(story: Story, team: TeamId, (sprint, on): (&str, &str), (planned, done): (u32, u32)) -> Story {
    story.given(RUTH, ReportProgress { team, on: date(on), progress: Progress { sprint: date(sprint), planned, done, added: 0 } })
}

/// Weeks that ended before the sprints of the tests.
fn history(story: Story, team: TeamId, weeks: &[u32]) -> Story {
    (0..).zip(weeks.iter().rev()).fold(story, |story, (back, done)| {
        let monday = plus_days(date("2026-11-09"), -7 * back);
        let progress = Progress { sprint: monday, planned: 9, done: *done, added: 0 };
        story.given(RUTH, ReportProgress { team, on: plus_days(monday, 4), progress })
    })
}

fn seen(story: &Story, teams: &[TeamId]) -> BurnUp {
    let zone = utc();
    burn_up(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), teams).unwrap()
}

fn flow(story: &Story) -> Items {
    let zone = utc();
    items(&Moment::new(story.workspace(), &UtcCalendar, story.now(), &zone), &[CHECKOUT]).unwrap()
}

/// Checkout is a week into its sprint, that of Payments begins today.
fn both() -> Story {
    let story = sprints(sprints(Story::two_teams(), CHECKOUT, "2026-11-16"), PAYMENTS, TODAY);
    let story = history(history(story, CHECKOUT, &[4, 5, 3, 6, 4, 5]), PAYMENTS, &[9, 2, 8, 3, 9, 9]);
    let story = report(story, CHECKOUT, ("2026-11-16", "2026-11-17"), (20, 2));
    report(report(story, CHECKOUT, ("2026-11-16", TODAY), (20, 9)), PAYMENTS, (TODAY, TODAY), (8, 0))
}

#[test]
fn a_sprint_that_begins_later_is_no_growing_gap() {
    let story = both();
    let together = seen(&story, &[CHECKOUT, PAYMENTS]);
    let gap = |at: usize| i64::from(together.past[at].scope) - i64::from(together.past[at].done);
    assert_eq!((together.past.len(), gap(0), gap(7)), (8, 20, 19));
    assert_eq!(together.gap_grows_weekly, None);
    let begun = report(story, PAYMENTS, (TODAY, TODAY), (30, 0));
    assert_eq!(seen(&begun, &[CHECKOUT, PAYMENTS]).gap_grows_weekly, None, "only one day has both sprints");
}

#[test]
fn teams_together_do_not_do_more_than_each_of_them_may() {
    let story = both();
    let together = seen(&story, &[CHECKOUT, PAYMENTS]);
    let [checkout, payments] = [CHECKOUT, PAYMENTS].map(|team| seen(&story, &[team]));
    assert_eq!([&together, &checkout, &payments].map(|found| found.status.clone()), [Status::Ok, Status::Ok, Status::Ok]);
    let scopes = f64::from(together.now().unwrap().scope);
    for day in &together.cone {
        assert!(day.sure <= day.even && day.even <= day.hopeful && day.hopeful <= scopes, "{day:?}");
    }
    let chances = [&checkout, &payments, &together].map(|found| found.chance_all.unwrap());
    assert!(chances[2] <= chances[0].min(chances[1]), "{chances:?}");
    let over = together.cone.iter().filter(|day| day.day > checkout.until).map(|day| day.hopeful).fold(0.0, f64::max);
    assert!(over <= checkout.cone.last().unwrap().hopeful + payments.cone.last().unwrap().hopeful + 1e-9, "{over}");
}

#[test]
fn a_group_of_one_is_that_team() {
    let story = both();
    let [alone, group] = [vec![CHECKOUT], vec![CHECKOUT, MOBILE]].map(|teams| seen(&story, &teams));
    assert_eq!((alone.cone, alone.chance_all), (group.cone, group.chance_all));
}

/// The seed comes from how far the log is: one more event, another seed.
#[test]
fn the_cone_is_the_same_on_any_number_of_threads_and_nearly_the_same_by_another_seed() {
    let later = |events: usize| (0..events).fold(both(), |story, _| add(story, ItemState::Open));
    let cones: Vec<BurnUp> = [0, 1, 2]
        .map(|events| {
            let story = later(events);
            let alone = seen(&story, &[CHECKOUT, PAYMENTS]);
            for threads in [1, 2, 4] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let found = pool.install(|| seen(&story, &[CHECKOUT, PAYMENTS]));
                assert_eq!((&found.cone, found.chance_all), (&alone.cone, alone.chance_all), "{threads} threads, {events} events more");
            }
            alone
        })
        .into();
    let chances: Vec<f64> = [0, 1, 2].iter().map(|events| seen(&later(*events), &[PAYMENTS]).chance_all.unwrap()).collect();
    let chance = |at: usize| chances[at];
    assert!(chance(0) != chance(1) || chance(1) != chance(2), "another seed draws other futures: {chances:?}");
    assert!([(0, 1), (1, 2)].iter().all(|(one, other)| (chance(*one) - chance(*other)).abs() < 0.05), "{:?}", [chance(0), chance(1), chance(2)]);
    let even = |at: usize| cones[at].cone.last().unwrap().even;
    assert!((even(0) - even(1)).abs() <= 1.0 && (even(1) - even(2)).abs() <= 1.0, "{:?}", [even(0), even(1), even(2)]);
}

fn add(story: Story, state: ItemState) -> Story {
    story.given(INES, AddItem { team: CHECKOUT, title: title("Something"), state, date: None, goal: None, origin: None })
}

#[test]
fn what_was_there_on_the_first_day_did_not_come_in_a_week() {
    let stock = [ItemState::Open, ItemState::Open, ItemState::InProgress].into_iter().fold(Story::two_teams(), add);
    let first = flow(&stock);
    assert_eq!((first.flow.arrivals_per_day, first.flow.throughput_per_day, first.stock), (0.0, 0.0, 3));
    assert_eq!(first.flow.days.iter().map(|day| day.arrived).collect::<Vec<_>>(), [0, 3], "two dates, not one twice");
    let later = flow(&add(stock.at("2026-11-30T10:00:00Z"), ItemState::Open));
    assert_eq!((later.flow.arrivals_per_day, later.stock), (1.0 / 7.0, 3));
    assert_eq!(later.flow.days.last().map(|day| (day.arrived, day.in_progress)), Some((4, 4)));
}

#[test]
fn three_states_are_counted_and_a_reopened_item_is_a_mark() {
    let story = [ItemState::Open, ItemState::InProgress].into_iter().fold(Story::two_teams(), add);
    let go = |state| MoveItem { item: ItemId(1), state };
    let done = story.at("2026-11-25T10:00:00Z").given(INES, go(ItemState::Done));
    let found = flow(&done);
    assert_eq!(found.begun, [1, 1, 2], "open until the third day; what is done has begun");
    assert_eq!(found.flow.days.last().map(|day| (day.arrived, day.done)), Some((2, 1)));
    let again = flow(&done.at("2026-11-26T10:00:00Z").given(INES, go(ItemState::Open)));
    assert_eq!((again.begun, again.reopened), (vec![1, 1, 2, 2], vec![date("2026-11-26")]));
}
