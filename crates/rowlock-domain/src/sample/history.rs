//! What the meetings of three months agreed: decisions, follow-ups, risks; and who did what was agreed.

use super::{
    cast::{HARBOUR, LOGISTICS, PRODUCT},
    days::{Days, WEEKS},
    plot::Plot,
    stage::{Stage, ambassador, person, team, teams, text, title},
};
use crate::{
    Date, GroupId, MeetingId,
    decision::command::MakeDecision,
    follow_up::command::{AssignFollowUp, FinishFollowUp},
    heads_up::command::AnnounceHeadsUp,
    risk::command::{AcceptRisk, OwnRisk, RaiseRisk},
    time::plus_days,
};

/// What was decided, because, whom it binds.
const DECISIONS: &[(&str, &str, &str)] = &[
    ("Contract tests of every consumer run before a deploy", "two releases broke Search without anybody noticing", "CHK PAY IDN MOB CAT SEA DAT PLT"),
    ("Schemas change only after one sprint's notice", "Data lost two days to a field that moved", "CAT PAY CHK DAT"),
    ("Checkout asks Payments for refunds, never the ledger", "the ledger has one owner", "CHK PAY"),
    ("Staging holds prices of yesterday", "nobody could reproduce a wrong price", "CAT CHK PLT"),
    ("The app and the web share one sign-in page", "two pages had two sets of rules", "IDN MOB"),
    ("Search reads attributes from the catalogue only", "three sources disagreed", "SEA CAT"),
    ("Deploys stop at four on Fridays", "two weekends were spent on rollbacks", "CHK PAY IDN MOB CAT SEA DAT PLT"),
    ("Seller errors are written by Catalogue", "sellers read four different words for one thing", "CAT MOB"),
    ("Feature flags older than two sprints are removed", "nobody knew any more which of them were on", "CHK MOB SEA"),
    ("Click data is kept for thirteen months", "season compares with season, and no longer is allowed", "DAT SEA"),
];

/// The same of Harbour, where groups meet.
const DECISIONS_ABOVE: &[(&str, &str, &str)] = &[
    ("Labels and orders use one number", "parcels were matched by hand", "CHK DAT WHS"),
    ("A delivery slot is promised only once Delivery has confirmed it", "buyers were told of tours that did not exist", "CHK DLV"),
    ("Returns are refunded from the scan at the gate", "buyers waited for a parcel that was there already", "PAY RET"),
    ("Season peaks are planned in September", "two teams changed the same week in November", "PLT WHS DLV"),
];

/// What will happen, and which team does it.
const FOLLOW_UPS: &[(&str, &str)] = &[
    ("Draw how a refund travels through four teams", "PAY"),
    ("Invite Warehouse to the review of labels", "DAT"),
    ("List the fields that the app does not show yet", "MOB"),
    ("Try the new search with ten sellers", "SEA"),
    ("Write down who may change which pipeline", "PLT"),
    ("Ask support which guest questions come most", "CHK"),
    ("Show the sign-in pages to the accessibility group", "IDN"),
    ("Count how many offers lack a picture", "CAT"),
    ("Name a date for the second region", "PLT"),
    ("Measure how long a check-in takes", "CHK"),
    ("Write the steps of a rollback on one page", "PLT"),
    ("Compare two address vendors with fifty real addresses", "CAT"),
    ("Tell support when saved cards come to their customers", "PAY"),
    ("Book the device lab for the release week", "MOB"),
    ("Find out why searches for sizes come back empty", "SEA"),
    ("Sort the alerts of last month by what was done about them", "PLT"),
    ("Ask three sellers what they do before an import", "CAT"),
    ("Try to recover an account as a stranger would", "IDN"),
    ("Draft the words of the order mail for guests", "CHK"),
    ("List the reports that read the old tables", "DAT"),
    ("Agree with the bank on a day for settlement tests", "PAY"),
    ("Show the beta of the app to the sales team", "MOB"),
    ("Decide with Data which clicks count", "SEA"),
    ("Explain the order events to a new colleague and note the questions", "DAT"),
    ("Write down what a locked account may still do", "IDN"),
    ("Collect the baskets that lost their price last week", "CHK"),
];

/// The same of the two other groups.
const ELSEWHERE: &[(&str, &str)] = &[
    ("Walk the way of a returned parcel together", "RET"),
    ("Print a hundred labels from the feed", "WHS"),
    ("Ask two drivers about evening tours", "DLV"),
    ("Count the parcels that come back without a label", "RET"),
    ("Mark the aisles that are picked twice", "WHS"),
    ("Call ten buyers whose parcel was missed", "DLV"),
    ("Put the reasons of returns in order of cost", "RET"),
];

/// Follow-ups that stay open although their date comes.
const STAYS_OPEN: &[&str] = &["Ask legal for a date on the guest-data text"];

/// Agrees on something.
pub(super) fn assign(
    stage: &mut Stage<'_>,
    by: &str,
    (group, meeting): (GroupId, MeetingId),
    what: &str,
    (owner, code, due): (&str, Option<&str>, Date),
) {
    let command =
        AssignFollowUp { group, text: text(what), owner: person(owner), team: code.map(team), due: Some(due), meeting: Some(meeting), about: None };
    stage.act(by, command);
}

/// Decides something.
pub(super) fn decide(stage: &mut Stage<'_>, by: &str, (group, meeting): (GroupId, MeetingId), what: &str, because: &str, binds: &str) {
    let command = MakeDecision {
        group,
        text: text(what),
        because: text(because),
        binds: teams(binds),
        review_on: None,
        meeting: Some(meeting),
        about: None,
        supersedes: None,
    };
    stage.act(by, command);
}

/// What a meeting of the past agreed.
pub(super) fn talk(stage: &mut Stage<'_>, group: GroupId, (meeting, place): (MeetingId, usize)) {
    let by = super::stage::ambassador(if group == LOGISTICS { "WHS" } else { "CHK" });
    let zone = stage.workspace.zone.clone();
    let due = plus_days(stage.calendar.local(stage.now, &zone).date(), if place % 2 == 0 { 1 } else { 5 });
    stage.wait(100);
    match group {
        PRODUCT => {
            let (what, code) = FOLLOW_UPS[place % FOLLOW_UPS.len()];
            assign(stage, by, (group, meeting), what, (ambassador(code), Some(code), due));
            if place % 3 == 1 {
                let (what, because, binds) = DECISIONS[place / 3 % DECISIONS.len()];
                decide(stage, by, (group, meeting), what, because, binds);
            }
        }
        LOGISTICS if place % 2 == 0 => {
            let (what, code) = ELSEWHERE[place / 2 % ELSEWHERE.len()];
            assign(stage, by, (group, meeting), what, (ambassador(code), Some(code), due));
        }
        HARBOUR if place % 4 == 2 => {
            let (what, because, binds) = DECISIONS_ABOVE[place / 4 % DECISIONS_ABOVE.len()];
            decide(stage, "edith", (group, meeting), what, because, binds);
        }
        _ => {}
    }
}

/// Plans what is done by its date, risks and heads-ups.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for day in (0..=7 * WEEKS + 7).map(|n| plus_days(days.first, n)) {
        plot.at(days.at(day, 15, 40), move |stage| finish(stage, day));
    }
    risks(plot, days);
    let (from, until) = (plus_days(days.monday(5), 2), plus_days(days.monday(5), 3));
    plot.at(days.at(days.monday(6), 12, 0), move |stage| {
        let touches = teams("CHK MOB");
        stage.act("tomasz", AnnounceHeadsUp { team: team("PAY"), text: text("Card network test: sandbox payments may fail."), from, until, touches });
    });
}

fn finish(stage: &mut Stage<'_>, day: Date) {
    let due = stage.workspace.follow_ups.iter().filter(|f| f.is_open() && f.due.is_some_and(|due| due <= day));
    let done: Vec<_> = due.filter(|f| !STAYS_OPEN.contains(&f.text.as_str())).filter_map(|f| Some((f.id, f.owner?))).collect();
    for (follow_up, owner) in done {
        stage.step(crate::Actor::Person(owner), vec![FinishFollowUp { follow_up }.into()]);
    }
}

fn risks(plot: &mut Plot, days: &Days<'_>) {
    let hits = days.day(18);
    plot.at(days.ago(25, 14, 0), move |stage| {
        let risk = RaiseRisk {
            title: title("The card network may close its sandbox over the holidays"),
            details: text("Last year it was closed for nine days."),
            group: PRODUCT,
            team: Some(team("PAY")),
            goal: Some(stage.goal("guest")),
            expected_on: Some(hits),
        };
        stage.act("tomasz", risk);
        let contract = RaiseRisk {
            title: title("The address vendor's contract ends in spring"),
            details: text(""),
            group: PRODUCT,
            team: Some(team("CAT")),
            goal: None,
            expected_on: None,
        };
        stage.act("jonas", contract);
        let heat = RaiseRisk {
            title: title("The lab's air conditioning is loud"),
            details: text(""),
            group: PRODUCT,
            team: None,
            goal: None,
            expected_on: None,
        };
        stage.act("samuel", heat);
    });
    plot.at(days.ago(22, 14, 0), |stage| {
        let ids: Vec<_> = stage.workspace.risks.iter().map(|risk| risk.id).collect();
        if let [_, contract, heat] = ids[..] {
            stage.act("ruth", OwnRisk { risk: contract, owner: person("nora") });
            stage.act("ruth", AcceptRisk { risk: heat, why: text("We can live with it until the move.") });
        }
    });
}
