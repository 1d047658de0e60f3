//! Check-ins: what teams said before each meeting, and before the next one those who are quick.

use super::{
    cast::{HARBOUR, LOGISTICS, PRODUCT, TEAMS, Team},
    days::{Days, Held},
    meetings::{Sitting, sittings},
    plot::Plot,
    stage::{Stage, ambassador, team, text, title},
};
use crate::{
    DependencyId, GroupId, ImpedimentId, Member, TeamId, Title,
    checkin::{DoneLine, Words, command::CheckInSeat},
    impediment::ImpedimentState,
    meeting::Occasion,
    note::command::LeaveNote,
};

/// What teams work on; each line is "next" once and "done" the time after.
const WORK: &[(&str, [&str; 6])] = &[
    (
        "CHK",
        [
            "Guest form without an account",
            "Basket keeps its prices",
            "Payment step for guests",
            "Order mail without a login",
            "Errors next to their fields",
            "Refund step against the new API",
        ],
    ),
    (
        "PAY",
        [
            "Refund ledger",
            "Saved cards for the next tenth of buyers",
            "Settlement events",
            "Retries for failed payments",
            "Card vault by region",
            "Partial refunds",
        ],
    ),
    (
        "IDN",
        [
            "Passkey enrolment screens with Mobile",
            "Rate limit on the sign-in endpoint",
            "Attestation check for enrolment",
            "Merge of guest orders",
            "Recovery without a password",
            "Hand the enrolment endpoint to Mobile",
        ],
    ),
    (
        "MOB",
        [
            "Passkey sign-in in the beta app",
            "Offer page with the new fields",
            "Guest session on the phone",
            "Crash symbols",
            "Start in under two seconds",
            "Two evening slots in the device lab",
        ],
    ),
    (
        "CAT",
        [
            "Bulk import in parts",
            "Offer detail v3",
            "Seller errors in plain words",
            "Attributes for Search",
            "Import of one million offers",
            "Hand-over of address validation",
        ],
    ),
    (
        "SEA",
        [
            "Synonyms from the click feed",
            "Ranking behind a flag",
            "Filters with counts",
            "Search by article number",
            "Synonym list of the shop",
            "Comparison of two rankings",
        ],
    ),
    (
        "DAT",
        [
            "Order events from the bus",
            "Click feed v2",
            "Old tables removed",
            "Label feed for Warehouse",
            "Numbers for the guest goal",
            "Checks for late events",
        ],
    ),
    (
        "PLT",
        [
            "Second region of the bus",
            "Deploy queue by priority",
            "Vault keys for the EU",
            "Crash symbol store",
            "Alerts with a first step",
            "Cluster upgrade rehearsed",
        ],
    ),
    (
        "WHS",
        [
            "Labels from the feed",
            "Picking by aisle",
            "Stock count at noon",
            "Scanner firmware",
            "Parcels of one order together",
            "Dock plan for the season",
        ],
    ),
    (
        "DLV",
        [
            "Slots in the first city",
            "Changed addresses for drivers",
            "Missed parcels again",
            "Routes by postcode",
            "Slots in the guest form",
            "Evening tours",
        ],
    ),
    (
        "RET",
        [
            "Scan starts the refund",
            "Reasons as a list",
            "Labels in the app",
            "Dock for returns",
            "Refund before the parcel is back",
            "Fewer forms at the gate",
        ],
    ),
];

/// Who has checked in for the next meeting, by per cent of the time since the last one.
const QUICK: &[(&str, i64)] = &[("PLT", 73), ("CAT", 76), ("DAT", 84), ("PAY", 87), ("CHK", 92), ("MOB", 94), ("WHS", 78), ("RET", 90)];

/// Plans all check-ins and a few daily notes.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for sitting in sittings() {
        let held = sitting.held(days);
        let count = held.len();
        for (place, held) in held.into_iter().enumerate() {
            for seat in 0..seats(sitting.group) {
                let age = i64::try_from(count - place).unwrap_or(1);
                if (place + seat * 3) % 13 != 5 {
                    past(plot, days, sitting, (held, age), seat);
                }
            }
        }
    }
    for (code, percent) in QUICK {
        plot.at(days.since(*percent), move |stage| quick(stage, code));
    }
    notes(plot, days);
}

/// How many seats a group has, each with its number in order.
fn seats(group: GroupId) -> usize {
    if group == HARBOUR { 2 } else { TEAMS.iter().filter(|row| row.home == group).count() }
}

fn past(plot: &mut Plot, days: &Days<'_>, sitting: &'static Sitting, (held, age): (Held, i64), seat: usize) {
    let shift = i64::try_from(seat).unwrap_or(0);
    let eve = crate::time::plus_days(held.local.date(), -1);
    let early = seat % 3 != 1;
    let at = if early { days.at(eve, 14, 20).plus_seconds(660 * shift) } else { held.at.plus_seconds(-4200 + 420 * shift) };
    plot.at(at, move |stage| {
        let occasion = Occasion::Occurrence(sitting.series, held.local);
        if sitting.group == HARBOUR {
            let (group, who) = if seat == 0 { (PRODUCT, "ruth") } else { (LOGISTICS, "lars") };
            let words = group_words(stage, group);
            stage.act(who, CheckInSeat { occasion, member: Member::Group(group), words });
        } else if let Some(row) = TEAMS.iter().filter(|row| row.home == sitting.group).nth(seat) {
            let words = team_words(stage, row, age);
            stage.act(row.ambassador, CheckInSeat { occasion, member: Member::Team(team(row.code)), words });
        }
    });
}

fn quick(stage: &mut Stage<'_>, code: &str) {
    let Some(row) = TEAMS.iter().find(|row| row.code == code) else { return };
    let next = crate::series::query::next_meeting(&stage.workspace, stage.calendar, row.home, stage.now);
    let Some(next) = next else { return };
    let words = team_words(stage, row, 0);
    stage.act(row.ambassador, CheckInSeat { occasion: next.occasion, member: Member::Team(team(code)), words });
}

/// How sure the team was, so many meetings ago; today it is the last of its three.
fn confidence(row: &Team, age: i64) -> u8 {
    match age {
        0 => row.confidence[2],
        1 => row.confidence[1],
        2 => row.confidence[0],
        _ => 3 + u8::try_from((age + i64::try_from(row.code.len() + row.name.len()).unwrap_or(0)) % 3 % 2).unwrap_or(0),
    }
}

/// Why it fell; nothing when it did not.
fn reason(stage: &Stage<'_>, row: &Team, age: i64) -> &'static str {
    let before = stage.workspace.team(team(row.code)).and_then(|t| t.confidences.last()).map(|given| given.value);
    if before.is_none_or(|before| before <= confidence(row, age)) {
        return "";
    }
    match (row.code, age) {
        ("CHK", 0) => "Refund API and sandbox.",
        ("MOB", 0) => "Without the endpoint we cannot test.",
        ("DAT", 0) => "Schema changes cost two days.",
        _ => "More came in between than we thought.",
    }
}

fn team_words(stage: &Stage<'_>, row: &Team, age: i64) -> Words {
    let lines = WORK.iter().find(|(code, _)| *code == row.code).map_or([""; 6], |(_, lines)| *lines);
    let line = |back: i64| title(lines[usize::try_from((300 - age - back) % 6).unwrap_or(0)]);
    let id = team(row.code);
    let has_goal = row.sprint.is_some();
    Words {
        done: vec![DoneLine { text: line(1), planned: true }, DoneLine { text: line(3), planned: age % 3 != 0 }],
        dropped: if age % 7 == 3 { vec![line(5)] } else { vec![] },
        next: vec![line(0), line(2)],
        own_obstacles: own_obstacles(age),
        impediments: open_impediments(stage, id),
        dependencies: open_dependencies(stage, id),
        others: text(""),
        confidence: has_goal.then(|| confidence(row, age)),
        confidence_reason: text(if has_goal { reason(stage, row, age) } else { "" }),
        product_owner_line: text(if age % 5 == 0 { "The order of the backlog has not changed." } else { "" }),
    }
}

fn own_obstacles(age: i64) -> Vec<Title> {
    if age % 4 == 1 { vec![title("A test that fails once in ten runs")] } else { vec![] }
}

fn open_impediments(stage: &Stage<'_>, id: TeamId) -> Vec<ImpedimentId> {
    let open = stage.workspace.impediments.iter().filter(|i| matches!(i.state, ImpedimentState::New | ImpedimentState::Owned));
    open.filter(|i| i.team == Some(id)).map(|i| i.id).collect()
}

fn open_dependencies(stage: &Stage<'_>, id: TeamId) -> Vec<DependencyId> {
    stage.workspace.dependencies.iter().filter(|d| d.is_open() && d.provider == id).map(|d| d.id).collect()
}

fn group_words(stage: &Stage<'_>, group: GroupId) -> Words {
    let goals = stage.workspace.goals.iter().filter(|g| matches!(g.of, crate::goal::GoalOf::Group(of) if of == group) && g.is_open());
    let next = goals.filter_map(|g| Title::new(&format!("On the way: {}", g.title)).ok()).take(2).collect();
    Words { next, done: vec![DoneLine { text: title("Both meetings of the week held"), planned: true }], ..Words::default() }
}

fn notes(plot: &mut Plot, days: &Days<'_>) {
    for (code, percent, line) in [
        ("IDN", 20, "Rate limit on the sign-in endpoint is live."),
        ("IDN", 58, "Attestation needs one more review."),
        ("SEA", 44, "Synonym list of the shop is complete."),
        ("CHK", 66, "Guest form works with a screen reader."),
    ] as [(&'static str, i64, &'static str); 4]
    {
        plot.at(days.since(percent), move |stage| stage.act(ambassador(code), LeaveNote { team: team(code), text: text(line) }));
    }
}
