//! Forecasts that were saved: of three product goals that are over, so that it shows how right they were, and of the
//! open ones a few days ago.

use super::{
    cast::PRODUCT,
    days::Days,
    plot::Plot,
    stage::{Stage, text, title},
};
use crate::{
    Date, Thing,
    forecast::{Foretold, command::PublishForecast},
    goal::command::{MeetGoal, SetProductGoal},
    time::plus_days,
};

/// What was said so many days ago: chance in percent, even odds and 85 % in days ago.
type Said = (i64, u8, i64, i64);

/// Label, title, how to tell, target and met in days ago, what was said: from the day on that five weeks were finished.
type Over = (&'static str, &'static str, &'static str, i64, i64, &'static [Said]);

const OVER: &[Over] = &[
    (
        "delivery",
        "Every price is shown with delivery",
        "No shop shows a price without it.",
        23,
        25,
        &[(54, 60, 24, 18), (47, 65, 25, 19), (40, 70, 25, 20), (33, 80, 26, 21), (26, 90, 25, 23)],
    ),
    (
        "signin",
        "Sign-in with one link on the web",
        "Half of all sign-ins use no password.",
        14,
        8,
        &[(54, 70, 17, 12), (47, 65, 15, 10), (40, 55, 13, 7), (33, 45, 11, 5), (26, 35, 11, 4)],
    ),
    (
        "fast",
        "Offers load within a second",
        "19 of 20 pages, measured at buyers.",
        16,
        17,
        &[(47, 75, 20, 13), (40, 70, 19, 14), (33, 75, 19, 14), (26, 60, 21, 19)],
    ),
];

/// Open goals as they were seen six days ago: label, chance, even odds and 85 % in days from the next meeting.
const OPEN: &[(&str, u8, i64, i64)] = &[("guest", 71, 21, 37), ("passkeys", 55, 50, 66), ("catalogue", 84, 70, 92), ("synonyms", 88, 14, 21)];

pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for (label, name, tell, target, met, said) in OVER {
        let date = plus_days(days.next, -target);
        plot.at(days.at(days.first, 9, 5), move |stage| {
            stage.act("daniel", SetProductGoal { group: PRODUCT, title: title(name), tell: text(tell), date: Some(date), origin: None });
            if let Some(made) = stage.workspace.goals.last().map(|goal| goal.id) {
                stage.call(label, Thing::Goal(made));
            }
        });
        for (ago, chance, even, sure) in *said {
            let (even, sure) = (plus_days(days.next, -even), plus_days(days.next, -sure));
            plot.at(days.ago(*ago, 10, 10), move |stage| publish(stage, &[(label, *chance, even, sure)]));
        }
        plot.at(days.ago(*met, 15, 45), move |stage| {
            let goal = stage.goal(label);
            stage.act("daniel", MeetGoal { goal });
        });
    }
    let open: Vec<_> =
        OPEN.iter().map(|(label, chance, even, sure)| (*label, *chance, plus_days(days.next, *even), plus_days(days.next, *sure))).collect();
    plot.at(days.ago(6, 10, 10), move |stage| publish(stage, &open));
}

fn publish(stage: &mut Stage<'_>, said: &[(&str, u8, Date, Date)]) {
    let zone = stage.workspace.group(PRODUCT).map_or_else(|| stage.workspace.zone.clone(), |group| group.zone.clone());
    let as_of = stage.calendar.local(stage.now, &zone).date();
    let foretold = |(label, chance, even, sure): &(&str, u8, Date, Date)| {
        let goal = stage.goal(label);
        let target = stage.workspace.goal(goal).and_then(|known| known.date());
        Foretold { goal, target, chance_percent: target.map(|_| *chance), even: *even, sure: *sure }
    };
    let goals = said.iter().map(foretold).collect();
    stage.act(
        "ruth",
        PublishForecast { group: PRODUCT, as_of, from_version: stage.workspace.version, futures: 10_000, goals, measure: stage.workspace.measure },
    );
}
