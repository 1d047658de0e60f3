//! What teams owe each other: eighteen that are over, and what is open today.

use super::{
    days::Days,
    plot::Plot,
    stage::{Stage, ambassador, team, text, title},
};
use crate::{
    Date, Thing,
    dependency::command::{
        AcceptDependency, ChainDependency, CounterDependency, DeclineDependency, DeliverDependency, PlaceDependency, PromiseDependency,
        RequestDependency, WithdrawDependency,
    },
};

/// What was asked: label, what, consumer, provider, days ago, needed in days from the next meeting, done when.
type Asked = (&'static str, &'static str, &'static str, &'static str, i64, Option<i64>, &'static str);

const OPEN: &[Asked] = &[
    ("refund", "Refund API for guest orders", "CHK", "PAY", 21, Some(3), "Full refund of a guest order passes in staging"),
    ("passkey", "Passkey enrolment endpoint", "MOB", "IDN", 20, Some(1), "A test phone enrols against staging"),
    ("detail", "Offer detail v3", "MOB", "CAT", 26, Some(-4), "The app shows every field of an offer"),
    ("bus", "Event bus", "DAT", "PLT", 24, Some(8), "Order events arrive on the new cluster"),
    ("clicks", "Click feed v2", "SEA", "DAT", 19, Some(3), "Clicks of yesterday are there at six"),
    ("vault", "EU card vault", "PAY", "PLT", 33, Some(28), "Cards of EU buyers never leave the region"),
    ("settlement", "Settlement events", "DAT", "PAY", 16, Some(27), "One event per settled order"),
    ("symbols", "Crash symbol upload", "MOB", "PLT", 12, Some(10), "A crash names file and line"),
    ("synonym", "Synonym attributes", "SEA", "CAT", 9, Some(10), "Attributes carry their synonyms"),
    ("guestsession", "Guest session token", "MOB", "CHK", 15, Some(15), "The app keeps a guest's basket for a week"),
    ("merge", "Guest-to-account merge", "CHK", "IDN", 14, Some(17), "Orders of a guest move into the new account"),
    ("labels", "Parcel labels from the order feed", "WHS", "DAT", 18, Some(6), "A label prints without typing"),
    ("slots", "Delivery slots in the guest form", "CHK", "DLV", 13, Some(20), "A guest chooses a slot before paying"),
    ("payouts", "Payout report by warehouse", "WHS", "PAY", 11, Some(14), "Finance reads it without asking"),
];

/// What is over: what, consumer, provider, asked days ago, promised after, slipped by, accepted after the delivery.
const OVER: &[(&str, &str, &str, i64, i64, i64, i64)] = &[
    ("Price with delivery in the basket", "CHK", "DLV", 84, 10, 0, 1),
    ("Card tokens by country", "CHK", "PAY", 82, 14, 3, 2),
    ("Seller names in search results", "SEA", "CAT", 80, 9, 0, 1),
    ("Push messages for refunds", "PAY", "MOB", 77, 16, 5, 3),
    ("Daily stock snapshot", "DAT", "WHS", 74, 8, 0, 2),
    ("Feature flags by country", "CHK", "PLT", 71, 12, 0, 1),
    ("Login without a cookie banner", "MOB", "IDN", 68, 15, 7, 1),
    ("Energy labels for offers", "MOB", "CAT", 64, 13, 2, 4),
    ("Secrets rotated by themselves", "PAY", "PLT", 61, 11, 0, 2),
    ("Search events with session", "DAT", "SEA", 57, 9, 0, 1),
    ("Refund reasons as a list", "PAY", "RET", 54, 14, 4, 2),
    ("Order feed for settlement", "PAY", "DAT", 50, 12, 0, 3),
    ("Test phones in the device lab", "MOB", "PLT", 47, 10, 1, 1),
    ("Address format of parcels", "DLV", "CHK", 43, 11, 0, 2),
    ("Rate limits for sign-in", "MOB", "IDN", 40, 9, 2, 1),
    ("Image sizes for the app", "MOB", "CAT", 36, 8, 0, 2),
    ("Return codes in the order feed", "RET", "DAT", 34, 12, 3, 1),
    ("Staging with real prices", "CHK", "CAT", 30, 7, 0, 1),
];

fn request(stage: &mut Stage<'_>, what: &Asked, needed_by: Option<Date>) {
    let (label, name, consumer, provider, _, _, done_when) = *what;
    let command = RequestDependency {
        title: title(name),
        consumer: team(consumer),
        provider: team(provider),
        needed_by,
        done_when: text(done_when),
        consumer_item: None,
        goal: None,
        waits_for: vec![],
        despite_cycle: false,
        origin: None,
    };
    stage.act(ambassador(consumer), command);
    if let Some(id) = stage.workspace.dependencies.last().map(|d| d.id) {
        stage.call(label, Thing::Dependency(id));
    }
}

/// Plans all dependencies.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for what in OPEN {
        let needed = what.5.map(|n| if n < 0 { back(days, -n) } else { days.day(n) });
        plot.at(days.ago(what.4, 14, 20), move |stage| request(stage, what, needed));
    }
    for (place, over) in OVER.iter().enumerate() {
        finished(plot, days, over, i8::try_from(place).unwrap_or(0));
    }
    promises(plot, days);
    places(plot, days);
    refused(plot, days);
}

/// What open dependencies serve: label, consumer, goal, the provider's item that yields it.
const SERVES: &[(&str, &str, &str, Option<&str>)] = &[
    ("refund", "CHK", "guest", Some("Refunds for guest orders")),
    ("merge", "CHK", "guest", Some("Merge guest orders into an account")),
    ("slots", "CHK", "guest", None),
    ("passkey", "MOB", "passkeys", Some("Passkey enrolment and sign-in")),
    ("bus", "DAT", "catalogue", Some("Event bus on the new cluster")),
    ("synonym", "SEA", "synonyms", None),
    ("clicks", "SEA", "synonyms", None),
];

fn places(plot: &mut Plot, days: &Days<'_>) {
    for (label, consumer, goal, yields) in SERVES {
        plot.at(days.ago(8, 17, 20), move |stage| {
            let provider_item = yields.map(|name| super::goals::item(stage, name));
            let (dependency, goal) = (stage.dependency(label), Some(stage.goal(goal)));
            stage.act(ambassador(consumer), PlaceDependency { dependency, consumer_item: None, goal, provider_item });
        });
    }
}

/// A working day before the next meeting.
fn back(days: &Days<'_>, n: i64) -> Date {
    let mut date = crate::time::plus_days(days.next, -n);
    while matches!(date.weekday(), crate::time::Weekday::Saturday | crate::time::Weekday::Sunday) {
        date = crate::time::plus_days(date, -1);
    }
    date
}

/// Promises a labelled dependency, or moves its promise.
pub(super) fn promise(stage: &mut Stage<'_>, label: &str, provider: &str, on: Date, why: &str) {
    let dependency = stage.dependency(label);
    stage.act(ambassador(provider), PromiseDependency { dependency, on, why: text(why) });
}

fn promises(plot: &mut Plot, days: &Days<'_>) {
    let promised: [(&'static str, &'static str, i64, Date, &'static str); 15] = [
        ("refund", "PAY", 19, back(days, 4), ""),
        ("refund", "PAY", 8, days.day(3), "Partial refunds need a change of the ledger."),
        ("passkey", "IDN", 17, days.day(1), ""),
        ("detail", "CAT", 23, back(days, 4), ""),
        ("bus", "PLT", 22, days.day(7), ""),
        ("clicks", "DAT", 17, days.day(2), ""),
        ("vault", "PLT", 30, days.day(24), ""),
        ("settlement", "PAY", 14, days.day(22), ""),
        ("symbols", "PLT", 10, days.day(9), ""),
        ("guestsession", "CHK", 13, days.day(14), ""),
        ("merge", "IDN", 12, days.day(17), ""),
        ("labels", "DAT", 16, days.day(2), ""),
        ("labels", "DAT", 7, days.day(9), "The printer needs another format."),
        ("slots", "DLV", 12, days.day(18), ""),
        ("slots", "DLV", 9, days.day(19), "One day for the second city."),
    ];
    for (label, provider, ago, on, why) in promised {
        plot.at(days.ago(ago, 15, 10), move |stage| promise(stage, label, provider, on, why));
    }
    plot.at(days.ago(10, 15, 30), |stage| {
        let (dependency, waits_for) = (stage.dependency("guestsession"), stage.dependency("refund"));
        stage.act("ines", ChainDependency { dependency, waits_for, despite_cycle: false });
    });
    let offered = days.day(21);
    plot.at(days.ago(7, 11, 40), move |stage| {
        let dependency = stage.dependency("payouts");
        let offer = text("All warehouses in one report, a week later; one by one after the holidays.");
        stage.act("tomasz", CounterDependency { dependency, on: Some(offered), offer });
    });
}

fn finished(plot: &mut Plot, days: &Days<'_>, over: &'static (&str, &str, &str, i64, i64, i64, i64), place: i8) {
    let (name, consumer, provider, asked, takes, slip, wait) = *over;
    let (due, moved) = (back(days, asked - takes), back(days, asked - takes - slip));
    plot.at(days.ago(asked, 13, place), move |stage| {
        request(stage, &(name, name, consumer, provider, asked, None, "It works in staging"), Some(due))
    });
    plot.at(days.ago(asked - 2, 15, place), move |stage| promise(stage, name, provider, due, ""));
    if slip > 0 {
        plot.at(days.ago(asked - takes + 2, 16, place), move |stage| promise(stage, name, provider, moved, "It took longer than we thought."));
    }
    plot.at(days.ago(asked - takes - slip, 11, place), move |stage| {
        let dependency = stage.dependency(name);
        stage.act(ambassador(provider), DeliverDependency { dependency, note: text("In staging.") });
    });
    plot.at(days.ago(asked - takes - slip - wait, 14, place), move |stage| {
        let dependency = stage.dependency(name);
        stage.act(ambassador(consumer), AcceptDependency { dependency });
    });
}

/// One that was declined, one that was no longer needed.
fn refused(plot: &mut Plot, days: &Days<'_>) {
    let needed = days.day(5);
    let declined: &Asked = &("currencies", "Prices in three more currencies", "SEA", "PAY", 0, None, "");
    plot.at(days.ago(45, 10, 5), move |stage| request(stage, declined, Some(needed)));
    plot.at(days.ago(42, 10, 5), |stage| {
        let dependency = stage.dependency("currencies");
        stage.act("tomasz", DeclineDependency { dependency, why: text("Not before the card vault is done. Ask again in spring.") });
    });
    let withdrawn: &Asked = &("banner", "Banner for sold-out offers", "CAT", "MOB", 0, None, "");
    plot.at(days.ago(38, 10, 5), move |stage| request(stage, withdrawn, None));
    plot.at(days.ago(29, 10, 5), |stage| {
        let dependency = stage.dependency("banner");
        stage.act("jonas", WithdrawDependency { dependency, why: text("Sold-out offers are hidden now.") });
    });
}
