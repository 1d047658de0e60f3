//! What stood in the way: some thirty that are gone, and what is open today.

use super::{
    days::Days,
    plot::Plot,
    stage::{Stage, ambassador, person, team, teams, text, title},
};
use crate::{
    Thing,
    impediment::{
        ContributionKind, Severity,
        command::{ConfirmImpediment, Contribute, OwnImpediment, RaiseImpediment, ResolveImpediment},
    },
};

/// What is raised: label, title, details, team, whom it holds back, of whom help is asked.
pub(super) type Raised = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Those that are over: what, team, help of, raised days ago, owner, owned after, resolved after, cause, what solved it.
type Over = (&'static str, &'static str, &'static str, i64, &'static str, i64, i64, &'static str, &'static str);

const OVER: &[Over] = &[
    (
        "Nobody may change the pipeline of the old shop",
        "CHK",
        "PLT",
        86,
        "greta",
        1,
        4,
        "Access and rights",
        "Platform gave every team the right to its own pipeline.",
    ),
    ("Test data for refunds is gone", "PAY", "DAT", 83, "mateus", 1, 3, "Environment", "A nightly copy without names of people."),
    ("Two versions of the address format", "DLV", "CHK", 79, "ines", 2, 9, "Unclear agreement", "One page describes the format, both teams own it."),
    ("Review of sign-in by security is not planned", "IDN", "PLT", 75, "ruth", 3, 12, "Decision pending", "A fixed hour for reviews each week."),
    ("Staging certificate has run out", "MOB", "PLT", 72, "greta", 0, 1, "Environment", "Renewed; it renews by itself now."),
    ("Offer pictures come from three places", "SEA", "CAT", 66, "jonas", 1, 7, "Ownership", "Catalogue serves all pictures."),
    ("No licence for the load test", "PLT", "", 63, "viktor", 2, 11, "Third party", "The licence is shared with Logistics."),
    ("Currency rounding differs by one cent", "PAY", "DAT", 60, "tomasz", 1, 5, "Unclear agreement", "Both round at the end, in one function."),
    ("Nobody knows the parcel printer", "WHS", "DLV", 55, "diego", 1, 6, "Missing skill", "An afternoon together at the gate."),
    ("Search index is rebuilt at noon", "SEA", "PLT", 52, "aiko", 1, 2, "Environment", "Moved to four in the morning."),
    ("Beta testers are asked by four teams", "MOB", "IDN CAT", 46, "samuel", 1, 8, "Unclear agreement", "One calendar for beta tests."),
    ("Return labels carry the wrong dock", "RET", "WHS", 41, "wilma", 1, 3, "Late change", "The label reads the dock from the order."),
    ("Dashboards count cancelled orders", "DAT", "CHK", 37, "mateus", 1, 5, "Unclear agreement", "The event says why an order ended."),
    ("Shared library blocks two releases", "IDN", "PLT", 32, "greta", 1, 4, "Ownership", "Versions are kept for one sprint."),
    ("Contract tests broken in the nightly build", "CAT", "PLT", 19, "noah", 1, 5, "Environment", "The build waits for the database."),
    ("On-call overlap between Search and Catalogue", "SEA", "CAT", 14, "aiko", 1, 7, "Unclear agreement", "One rota for both."),
    ("Two teams share one test account", "MOB", "IDN", 84, "samuel", 2, 22, "Access and rights", "Each team has its own account."),
    ("Nobody maintains the tax table", "CHK", "PAY", 81, "ruth", 6, 27, "Ownership", "Payments keeps it, Checkout reviews it."),
    ("The warehouse scanners need a newer system", "WHS", "PLT", 77, "viktor", 3, 31, "Third party", "The maker sent the new system."),
    ("Nobody can read the old price history", "CAT", "DAT", 70, "mateus", 2, 18, "Missing skill", "Two afternoons of pairing with Data."),
    ("Search waits for a decision on synonyms", "SEA", "", 68, "ruth", 4, 24, "Decision pending", "Editors decide, Search builds."),
    ("Refund mails come in two languages", "PAY", "CHK", 58, "tomasz", 1, 3, "Environment", "The template reads the order's language."),
    ("The load test disturbs the demo", "PLT", "CHK MOB", 50, "greta", 0, 1, "Environment", "Load tests run at night."),
    ("Courier codes change without notice", "DLV", "WHS", 48, "diego", 2, 14, "Late change", "The feed carries a version."),
    ("The image store is full every Monday", "CAT", "PLT", 44, "greta", 1, 2, "Environment", "Old sizes are deleted on Sundays."),
    ("Guest orders lack the loyalty number", "CHK", "IDN", 43, "ruth", 2, 21, "Unclear agreement", "Identity sends it with the session."),
    ("Release notes are written twice", "IDN", "MOB", 34, "samuel", 1, 4, "Unclear agreement", "Mobile writes them, Identity adds a line."),
    ("Sandbox keys run out every week", "PAY", "", 29, "tomasz", 1, 6, "Third party", "The vendor gave keys for a year."),
    ("Mails of staging reach real people", "CHK", "PLT", 24, "greta", 0, 1, "Environment", "Staging delivers into one mailbox."),
    ("Stock counts differ in the morning", "CAT", "DAT", 22, "mateus", 1, 9, "Environment", "Both count after the nightly copy."),
];

/// Raises one and remembers it.
pub(super) fn raise(stage: &mut Stage<'_>, what: &Raised, severity: Severity) {
    let (label, name, details, code, holds, asked) = *what;
    let command = RaiseImpediment {
        title: title(name),
        details: text(details),
        team: Some(team(code)),
        group: super::cast::PRODUCT,
        severity,
        holds_back: teams(holds),
        asked: teams(asked),
        goal: None,
        origin: None,
    };
    stage.act(ambassador(code), command);
    if let Some(id) = stage.workspace.impediments.last().map(|i| i.id) {
        stage.call(label, Thing::Impediment(id));
    }
}

/// Lets somebody take it.
pub(super) fn own(stage: &mut Stage<'_>, label: &str, who: &str, owner: &str) {
    let impediment = stage.impediment(label);
    stage.act(who, OwnImpediment { impediment, owner: person(owner) });
}

/// Says that it is removed.
pub(super) fn resolve(stage: &mut Stage<'_>, label: &str, who: &str, (cause, how): (&str, &str)) {
    let impediment = stage.impediment(label);
    stage.act(who, ResolveImpediment { impediment, what_solved: text(how), cause: Some(title(cause)) });
}

/// The team that raised it says so too.
pub(super) fn confirm(stage: &mut Stage<'_>, label: &str, code: &str) {
    let impediment = stage.impediment(label);
    stage.act(ambassador(code), ConfirmImpediment { impediment });
}

/// Plans those that are over, and the beginnings of those that are open.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    for (place, over) in OVER.iter().enumerate() {
        gone(plot, days, over, i8::try_from(place).unwrap_or(0));
    }
    let slows = Severity::Slows;
    for (ago, what, severity) in [
        (
            21,
            &("legal", "Legal review of the guest-data retention text", "We may not store a guest's address without the text.", "CHK", "CHK DAT", ""),
            slows,
        ),
        (
            18,
            &(
                "address",
                "No owner for the shared address-validation service",
                "The service runs, but nobody may change it. We cannot turn it on for guests.",
                "CHK",
                "CHK DAT",
                "CAT PLT",
            ),
            slows,
        ),
        (13, &("translation", "Missing API key for the translation vendor", "Seller texts stay in one language.", "CAT", "CAT", "PLT"), slows),
        (
            12,
            &("deploys", "Staging deploys queue for up to 3 hours", "Most teams deploy in the afternoon.", "CHK", "CHK PAY MOB CAT SEA", "PLT"),
            slows,
        ),
        (8, &("flags", "Feature-flag service returned stale values", "Flags are up to an hour old.", "SEA", "SEA CHK", "PLT"), Severity::Stops),
        (
            7,
            &("database", "Two teams need the same database specialist next month", "Both migrations fall into the same week.", "PAY", "PAY CAT", ""),
            slows,
        ),
        (6, &("sandbox", "Payments sandbox rejects every test card", "Nobody can test a guest payment.", "CHK", "CHK MOB", "PAY"), Severity::Stops),
    ] as [(i64, &'static Raised, Severity); 7]
    {
        plot.at(days.ago(ago, 10, 14), move |stage| raise(stage, what, severity));
    }
    owners(plot, days);
}

fn owners(plot: &mut Plot, days: &Days<'_>) {
    for (ago, label, who, owner) in [
        (20, "legal", "ines", "ruth"),
        (14, "address", "ruth", "ruth"),
        (12, "translation", "jonas", "nora"),
        (11, "deploys", "greta", "greta"),
        (7, "flags", "greta", "greta"),
        (6, "database", "ruth", "ruth"),
        (6, "sandbox", "tomasz", "tomasz"),
    ] as [(i64, &'static str, &'static str, &'static str); 7]
    {
        plot.at(days.ago(ago, 16, 2), move |stage| own(stage, label, who, owner));
    }
    plot.at(days.ago(8, 11, 5), |stage| {
        let impediment = stage.impediment("address");
        let teams = super::stage::teams("CHK CAT DAT");
        stage.act("ruth", crate::impediment::command::NameHeldBack { impediment, teams });
        stage.act(
            "jonas",
            Contribute { impediment, kind: ContributionKind::Remark, text: text("Seller import needs the same service from January.") },
        );
        stage.act("greta", Contribute { impediment, kind: ContributionKind::Proposal, text: text("Platform can host it if Catalogue changes it.") });
    });
}

fn gone(plot: &mut Plot, days: &Days<'_>, over: &'static Over, place: i8) {
    let (name, code, asked, ago, owner, owned, resolved, cause, how) = *over;
    let severity = if place % 3 == 0 { Severity::Stops } else { Severity::Slows };
    plot.at(days.ago(ago, 11, place), move |stage| raise(stage, &(name, name, "", code, code, asked), severity));
    plot.at(days.ago(ago - owned, 15, 20 + place), move |stage| own(stage, name, leader(code), owner));
    plot.at(days.ago(ago - resolved, 16, place), move |stage| resolve(stage, name, leader(code), (cause, how)));
    plot.at(days.ago(ago - resolved - 1, 17, place), move |stage| confirm(stage, name, code));
}

/// The Master of a team's group.
pub(super) fn leader(code: &str) -> &'static str {
    let logistics = super::cast::TEAMS.iter().any(|t| t.code == code && t.home == super::cast::LOGISTICS);
    if logistics { "lars" } else { "ruth" }
}
