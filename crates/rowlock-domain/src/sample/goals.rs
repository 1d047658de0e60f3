//! Product goals with their dates, sprint goals that support them, items, and progress week by week.

use super::{
    cast::{HARBOUR, LOGISTICS, PRODUCT, TEAMS, Team},
    days::{Days, WEEKS},
    plot::Plot,
    stage::{Stage, team, text, title},
};
use crate::{
    Date, GroupId, Thing,
    goal::command::{DateGoal, MeetGoal, MissGoal, SetProductGoal, SetSprintGoal},
    item::{
        ItemState,
        command::{AddItem, MoveItem, ReportItemProgress},
    },
    team::{Progress, command::ReportProgress},
    time::plus_days,
};

/// Label, group, who sets it, title, how to tell, date in days from the next meeting.
type ProductGoal = (&'static str, GroupId, &'static str, &'static str, &'static str, Option<i64>);

const PRODUCT_GOALS: &[ProductGoal] = &[
    ("guest", PRODUCT, "daniel", "Guest checkout for everyone", "Every buyer in every country can pay without an account.", Some(24)),
    ("passkeys", PRODUCT, "daniel", "Passkeys replace passwords on mobile", "9 of 10 sign-ins in the app use a passkey.", Some(52)),
    ("catalogue", PRODUCT, "daniel", "One catalogue for marketplace sellers", "Sellers list once and are found in every shop.", Some(94)),
    ("synonyms", PRODUCT, "daniel", "Search that understands synonyms", "Searches without a result fall under 2 %.", Some(24)),
    ("payouts", PRODUCT, "daniel", "Sellers trust our payouts", "", None),
    ("cityslots", LOGISTICS, "mei", "Delivery slots in three cities", "A buyer chooses a two-hour slot and it is kept 95 times of 100.", Some(60)),
    ("refunds", HARBOUR, "helen", "A return is refunded within a day", "Half of all refunds are out before the parcel is back.", Some(80)),
];

/// Per team: the product goals that its sprints support, and the sprint goals, the current one last.
const SPRINT_GOALS: &[(&str, &str, [&str; 4])] = &[
    (
        "CHK",
        "guest",
        [
            "Basket survives a lost connection",
            "Addresses are typed once",
            "Guests see the price with delivery",
            "Guest checkout takes a payment end to end",
        ],
    ),
    (
        "PAY",
        "guest",
        ["Card tokens move to the new vault", "Refunds can be started by support", "Failed payments tell why", "Saved cards live for 10 % of buyers"],
    ),
    (
        "IDN",
        "passkeys",
        ["Sign-in survives a lost phone", "Old passwords can be replaced", "Sessions end everywhere at once", "Passkey sign-in ready for Mobile"],
    ),
    (
        "MOB",
        "passkeys",
        ["App starts in under two seconds", "Offers open from a message", "Crash reports name the screen", "Passkey sign-in in the beta app"],
    ),
    (
        "CAT",
        "catalogue",
        [
            "Offers carry the energy label",
            "Sellers see why an offer is held",
            "Pictures load in one size",
            "Bulk import of 1 M offers in under 20 min",
        ],
    ),
    (
        "SEA",
        "synonyms",
        [
            "Typing mistakes still find offers",
            "Ranking can be compared side by side",
            "Filters show how many remain",
            "Synonym ranking behind a flag",
        ],
    ),
    (
        "DAT",
        "catalogue",
        [
            "Order numbers agree with finance",
            "Reports load in under five seconds",
            "Old tables are gone",
            "Order events in the warehouse within 5 min",
        ],
    ),
    (
        "PLT",
        "catalogue",
        ["Deploys take less than ten minutes", "Every service has an owner", "Alerts name what to do", "Event bus runs on the new cluster"],
    ),
    (
        "WHS",
        "cityslots",
        ["Picking lists by aisle", "Stock counts agree twice a day", "Labels print without the mainframe", "Parcels of one order leave together"],
    ),
    (
        "DLV",
        "cityslots",
        ["Drivers see changed addresses", "Missed parcels are offered again", "Routes by postcode", "Two-hour slots in the first city"],
    ),
];

/// Team, title, goal, stories done of all; `None` = not begun.
type Planned = (&'static str, &'static str, &'static str, Option<(u32, u32)>);

const ITEMS: &[Planned] = &[
    ("CHK", "Guest checkout: pay without an account", "guest", Some((14, 23))),
    ("PAY", "Refunds for guest orders", "guest", Some((3, 8))),
    ("IDN", "Passkey enrolment and sign-in", "passkeys", Some((11, 19))),
    ("CAT", "Address validation as one service", "guest", Some((2, 9))),
    ("SEA", "Synonym ranking", "synonyms", Some((14, 17))),
    ("CAT", "Bulk import for sellers", "catalogue", Some((16, 34))),
    ("IDN", "Merge guest orders into an account", "guest", Some((1, 7))),
    ("PLT", "Event bus on the new cluster", "catalogue", Some((9, 20))),
    ("CHK", "Address suggestions in the guest form", "guest", Some((1, 6))),
    ("CAT", "Address suggestions in the seller form", "catalogue", None),
    ("DAT", "Seller quality score", "catalogue", None),
    ("DLV", "Two-hour delivery slots", "cityslots", Some((6, 18))),
    ("RET", "Refund when the parcel is scanned", "refunds", Some((2, 9))),
];

/// Team, title, goal, and how many days before the next meeting it was planned, begun and done.
type Finished = (&'static str, &'static str, &'static str, [i64; 3]);

const FINISHED: &[Finished] = &[
    ("CHK", "Basket kept over a lost connection", "guest", [69, 64, 47]),
    ("SEA", "Synonyms kept by the shop itself", "synonyms", [68, 62, 50]),
    ("PLT", "Alerts with the name of who is on duty", "catalogue", [66, 58, 41]),
    ("PAY", "Card tokens for guests", "guest", [59, 50, 33]),
    ("MOB", "Passkey prompt in the app", "passkeys", [52, 45, 26]),
    ("DAT", "Old search tables moved", "synonyms", [45, 37, 19]),
    ("IDN", "One session for shop and app", "passkeys", [38, 31, 13]),
    ("WHS", "Stock counts twice a day", "cityslots", [31, 24, 9]),
    ("DLV", "Routes by postcode", "cityslots", [24, 17, 6]),
];

/// Plans goals, items and progress.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    product_goals(plot, days);
    items(plot, days);
    finished_items(plot, days);
    for (code, supports, goals) in SPRINT_GOALS {
        if let Some(row) = TEAMS.iter().find(|row| row.code == *code) {
            sprint_goals(plot, days, row, (supports, goals));
        }
    }
    for row in TEAMS {
        progress(plot, days, row);
    }
}

fn product_goals(plot: &mut Plot, days: &Days<'_>) {
    for (label, group, who, name, tell, date) in PRODUCT_GOALS {
        let date = date.map(|n| days.day(n));
        let first = if *label == "guest" { Some(days.day(10)) } else { date };
        plot.at(days.at(days.first, 9, 0), move |stage| {
            let set = SetProductGoal { group: *group, title: title(name), tell: text(tell), date: first, origin: None };
            stage.act(who, set);
            let made = stage.workspace.goals.last().map(|goal| goal.id);
            if let Some(made) = made {
                stage.call(label, Thing::Goal(made));
            }
        });
    }
    let later = days.day(24);
    plot.at(days.ago(30, 15, 0), move |stage| {
        let goal = stage.goal("guest");
        stage.act("daniel", DateGoal { goal, date: Some(later), why: text("Refunds for guests were added to it.") });
    });
}

fn items(plot: &mut Plot, days: &Days<'_>) {
    for (place, (code, name, goal, stories)) in ITEMS.iter().enumerate() {
        let date = days.day(20 + 3 * i64::try_from(place).unwrap_or(0));
        let who = TEAMS.iter().find(|row| row.code == *code).map_or("ruth", |row| row.product_owner);
        plot.at(days.ago(70, 10, i8::try_from(place).unwrap_or(0)), move |stage| {
            let goal = Some(stage.goal(goal));
            stage.act(who, AddItem { team: team(code), title: title(name), state: ItemState::Open, date: Some(date), goal, origin: None });
        });
        let Some((done, total)) = *stories else { continue };
        plot.at(days.ago(28, 10, i8::try_from(place).unwrap_or(0)), move |stage| start(stage, who, name));
        plot.at(days.ago(7, 16, i8::try_from(place).unwrap_or(0)), move |stage| report(stage, who, name, (done, total)));
    }
}

fn finished_items(plot: &mut Plot, days: &Days<'_>) {
    for (code, name, goal, [planned, begun, done]) in FINISHED {
        let who = TEAMS.iter().find(|row| row.code == *code).map_or("ruth", |row| row.product_owner);
        plot.at(days.ago(*planned, 11, 15), move |stage| {
            let goal = Some(stage.goal(goal));
            stage.act(who, AddItem { team: team(code), title: title(name), state: ItemState::Open, date: None, goal, origin: None });
        });
        plot.at(days.ago(*begun, 10, 40), move |stage| start(stage, who, name));
        plot.at(days.ago(*done, 15, 20), move |stage| finish(stage, who, name));
    }
}

pub(super) fn item(stage: &Stage<'_>, name: &str) -> crate::ItemId {
    stage.workspace.items.iter().find(|item| item.title.as_str() == name).map_or(crate::ItemId(0), |item| item.id)
}

fn start(stage: &mut Stage<'_>, who: &str, name: &str) {
    let item = item(stage, name);
    stage.act(who, MoveItem { item, state: ItemState::InProgress });
}

fn finish(stage: &mut Stage<'_>, who: &str, name: &str) {
    let item = item(stage, name);
    stage.act(who, MoveItem { item, state: ItemState::Done });
}

fn report(stage: &mut Stage<'_>, who: &str, name: &str, (done, total): (u32, u32)) {
    let item = item(stage, name);
    stage.act(who, ReportItemProgress { item, done, total });
}

/// The first days of the sprints of a team within the history.
fn sprints(days: &Days<'_>, weeks_ago: i64) -> impl Iterator<Item = Date> {
    let sprints = (WEEKS - weeks_ago) / 2;
    let first = days.monday(weeks_ago + 2 * sprints);
    (0..=sprints).map(move |n| plus_days(first, 14 * n))
}

fn sprint_goals(plot: &mut Plot, days: &Days<'_>, row: &'static Team, (supports, goals): (&'static str, &'static [&'static str; 4])) {
    let Some((_, weeks_ago)) = row.sprint else { return };
    let starts: Vec<Date> = sprints(days, weeks_ago).collect();
    let last = starts.len().saturating_sub(1);
    for (place, start) in starts.into_iter().enumerate() {
        let goal = goals[if place == last { 3 } else { place % 3 }];
        let missed = place % 4 == 2;
        plot.at(days.at(start, 10, 30), move |stage| {
            let supports = vec![stage.goal(supports)];
            let set =
                SetSprintGoal { team: team(row.code), sprint: start, title: title(goal), tell: text("Shown in the review."), supports, origin: None };
            stage.act(row.product_owner, set);
        });
        plot.at(days.at(plus_days(start, 11), 16, 45), move |stage| {
            let Some(goal) = stage.workspace.sprint_goals.get(&(team(row.code), start)).copied() else { return };
            if missed {
                stage.act(row.product_owner, MissGoal { goal, why: text("More came in between than was planned.") });
            } else {
                stage.act(row.product_owner, MeetGoal { goal });
            }
        });
    }
}

/// What a finished week adds: a share of the sprint, a little different each time.
fn progress(plot: &mut Plot, days: &Days<'_>, row: &'static Team) {
    for weeks_ago in (1..=WEEKS).rev() {
        let friday = plus_days(days.monday(weeks_ago), 4);
        plot.at(days.at(friday, 16, 30), move |stage| weekly(stage, row, friday));
    }
    let (end, calendar_day) = (days.since(88), days.next);
    plot.at(end, move |stage| {
        let zone = stage.workspace.zone.clone();
        let today = stage.calendar.local(stage.now, &zone).date().min(calendar_day);
        let (done, planned, added) = row.progress;
        if let Some(sprint) = sprint_start(stage, row, today) {
            // What was reported done in this sprint stays done, also where today falls into the last days of a sprint.
            let before = stage.workspace.team(team(row.code)).and_then(|team| {
                let (_, last) = team.progress.iter().next_back()?;
                Some(*last).filter(|last| last.sprint == sprint)
            });
            let (done, added) = before.map_or((done, added), |last| (done.max(last.done), added.max(last.added)));
            let enough = done.min(planned + added);
            stage.act(
                row.product_owner,
                ReportProgress { team: team(row.code), on: today, progress: Progress { sprint, planned, done: enough, added } },
            );
        }
    });
}

fn weekly(stage: &mut Stage<'_>, row: &Team, friday: Date) {
    let Some(sprint) = sprint_start(stage, row, friday) else { return };
    let planned = row.progress.1.max(8);
    let second_week = crate::time::days_between(sprint, friday) > 6;
    let share = if second_week { 80 + stage.random.below(25) } else { 30 + stage.random.below(20) };
    let added = stage.random.below(3);
    let done = (planned * share / 100).min(planned + added);
    stage.act(row.product_owner, ReportProgress { team: team(row.code), on: friday, progress: Progress { sprint, planned, done, added } });
}

/// The first day of the sprint; the Monday of the week for a team without sprints.
fn sprint_start(stage: &Stage<'_>, row: &Team, on: Date) -> Option<Date> {
    let known = stage.workspace.team(team(row.code))?;
    let monday = plus_days(on, -i64::from(on.weekday().to_monday_zero_offset()));
    (row.progress.1 > 0).then(|| known.sprint_on(on).map_or(monday, |sprint| sprint.start))
}
