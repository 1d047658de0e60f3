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

/// What teams work on; two lines are "next" at each meeting and "done" the time after, and come up again with their next step.
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

/// How far a piece of work is, each step three meetings after the one before; the last is the whole of it.
const STEPS: [&str; 9] =
    [": what it takes", ": a sketch", ": first part", ": second part", ": third part", ": tests", ": review", ": last open points", ""];

/// What is done although nobody planned it.
const IN_BETWEEN: &[&str] = &[
    "Fix for a rounding error on invoices",
    "Certificate renewed a week early",
    "Answers for the auditors",
    "A customer's import repaired by hand",
    "Slow query found and mended",
    "Help for a team that was stuck on its pipeline",
    "Wrong translation corrected in four pages",
];

/// What teams solve themselves.
const OWN_OBSTACLES: &[&str] = &[
    "A test that fails once in ten runs",
    "Two people are ill",
    "The build takes eleven minutes",
    "Sample data does not fit the new fields",
    "A library has a new major version",
    "Review waits for one person",
    "The old configuration is written down nowhere",
    "A page is slow with many rows",
    "A certificate ends next week",
];

/// What Product Owners add.
const OF_THE_PRODUCT_OWNER: &[&str] = &[
    "The order of the backlog has not changed.",
    "Two small wishes of support moved up.",
    "The next sprint begins with what guests asked for most.",
    "I dropped what nobody has asked for since summer.",
    "Sales would like a date; I said when we know more.",
    "We show the result to five customers on Thursday.",
    "One big item is split in two now.",
];

/// Why a team is less sure than before.
const DOUBTS: &[&str] = &[
    "More came in between than we thought.",
    "The estimate was too bright.",
    "One of us is away until the end of the sprint.",
    "An answer that we need is not here yet.",
    "The tests found more than we had planned for.",
];

/// What a group has behind it when it meets above.
const GROUP_DONE: &[&str] = &[
    "Both meetings of the week held",
    "All relays acknowledged",
    "Dates of the quarter compared",
    "Open requests answered",
    "Two impediments solved where they arose",
    "Sprint goals set in every team",
    "The longest chain of promises walked through",
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
            let words = group_words(stage, group, age);
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
        _ => varied(DOUBTS, row, age),
    }
}

/// Another one for each team, and the next one each time.
fn varied<'a>(words: &[&'a str], row: &Team, age: i64) -> &'a str {
    let team = TEAMS.iter().position(|known| known.code == row.code).unwrap_or_default();
    words[(team + usize::try_from(300 - age).unwrap_or_default()) % words.len()]
}

fn team_words(stage: &Stage<'_>, row: &Team, age: i64) -> Words {
    let lines = WORK.iter().find(|(code, _)| *code == row.code).map_or([""; 6], |(_, lines)| *lines);
    let meeting = usize::try_from(300 - age).unwrap_or_default();
    // Today's and the last time's lines are whole.
    let line = |n: usize| title(&format!("{}{}", lines[n % 6], STEPS[((n + 2) / 6 + 7) % STEPS.len()]));
    let was_next = [line(2 * meeting - 2), line(2 * meeting - 1)];
    let drops = age % 7 == 3;
    let mut done: Vec<DoneLine> = was_next[..if drops { 1 } else { 2 }].iter().map(|text| DoneLine { text: text.clone(), planned: true }).collect();
    if age % 3 == 0 {
        done.push(DoneLine { text: title(varied(IN_BETWEEN, row, age / 3)), planned: false });
    }
    let id = team(row.code);
    let has_goal = row.sprint.is_some();
    Words {
        done,
        dropped: if drops { vec![was_next[1].clone()] } else { vec![] },
        next: vec![line(2 * meeting), line(2 * meeting + 1)],
        own_obstacles: own_obstacles(row, age),
        impediments: open_impediments(stage, id),
        dependencies: open_dependencies(stage, id),
        others: text(""),
        confidence: has_goal.then(|| confidence(row, age)),
        confidence_reason: text(if has_goal { reason(stage, row, age) } else { "" }),
        product_owner_line: text(if age % 5 == 0 { varied(OF_THE_PRODUCT_OWNER, row, age / 5) } else { "" }),
    }
}

fn own_obstacles(row: &Team, age: i64) -> Vec<Title> {
    if age % 4 == 1 { vec![title(varied(OWN_OBSTACLES, row, age / 4))] } else { vec![] }
}

fn open_impediments(stage: &Stage<'_>, id: TeamId) -> Vec<ImpedimentId> {
    let open = stage.workspace.impediments.iter().filter(|i| matches!(i.state, ImpedimentState::New | ImpedimentState::Owned));
    open.filter(|i| i.team == Some(id)).map(|i| i.id).collect()
}

fn open_dependencies(stage: &Stage<'_>, id: TeamId) -> Vec<DependencyId> {
    stage.workspace.dependencies.iter().filter(|d| d.is_open() && d.provider == id).map(|d| d.id).collect()
}

fn group_words(stage: &Stage<'_>, group: GroupId, age: i64) -> Words {
    let goals = stage.workspace.goals.iter().filter(|g| matches!(g.of, crate::goal::GoalOf::Group(of) if of == group) && g.is_open());
    let next = goals.filter_map(|g| Title::new(&format!("On the way: {}", g.title)).ok()).take(2).collect();
    let at = group.index() + usize::try_from(300 - age).unwrap_or_default();
    Words { next, done: vec![DoneLine { text: title(GROUP_DONE[at % GROUP_DONE.len()]), planned: true }], ..Words::default() }
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
