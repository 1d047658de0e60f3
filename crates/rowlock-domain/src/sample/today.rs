//! The last meeting of Product, and what has happened since: the state that the pages show.

use super::{
    cast::PRODUCT,
    days::Days,
    dependencies::promise,
    history::{assign, decide},
    impediments::{Raised, confirm, own, raise, resolve},
    meetings::{stand_in, topic_about},
    plot::Plot,
    stage::{Stage, person, team, teams, text, title},
};
use crate::{
    Date, Instant, MeetingId, Thing,
    dependency::command::{DeliverDependency, RequestDependency},
    follow_up::command::FinishFollowUp,
    heads_up::command::AnnounceHeadsUp,
    impediment::{Severity, command::EscalateImpediment, query::next_rung},
    meeting::{
        About, Occasion,
        command::{MoveOn, ParkTopic, PlanMeeting, ProposeTopic, StartTopic},
    },
    series::MeetingKind,
};

/// The dates that the last meeting speaks of.
#[derive(Clone, Copy)]
pub(super) struct Plans {
    next: Date,
    soon: Date,
    later: Date,
    passkey: Date,
    park_at: Instant,
}

impl Plans {
    pub fn new(days: &Days<'_>) -> Self {
        let park_at = days.at(days.day(0), 10, 0);
        Self { next: days.day(0), soon: days.day(1), later: days.day(2), passkey: days.day(3), park_at }
    }
}

/// Talks about one thing: on the agenda or proposed now.
fn begin(stage: &mut Stage<'_>, meeting: MeetingId, thing: Thing, name: &str) {
    let about = About::Thing(thing);
    if topic_about(stage, meeting, about).is_none() {
        let occasion = Occasion::Meeting(meeting);
        stage.act("ruth", ProposeTopic { occasion, about: Some(thing), title: title(name), minutes: Some(3) });
    }
    if let Some(topic) = topic_about(stage, meeting, about) {
        stage.act("ruth", StartTopic { meeting, topic });
    }
    stage.wait(90);
}

/// Ends it: how it ended is told by what was done.
fn end(stage: &mut Stage<'_>, meeting: MeetingId, seconds: i64) {
    stage.wait(seconds);
    let on = stage.workspace.meeting(meeting).and_then(|m| m.clock.as_ref()).map(|clock| clock.topic);
    if let Some(from) = on {
        stage.act("ruth", MoveOn { meeting, from, outcome: None });
    }
}

/// What the last meeting talked about; its relays report it.
pub(super) fn last_meeting(stage: &mut Stage<'_>, meeting: MeetingId, plans: &Plans) {
    stand_in(stage, meeting);
    let here = (PRODUCT, meeting);
    begin(stage, meeting, stage.thing("passkey"), "Passkey enrolment endpoint for Mobile");
    promise(stage, "passkey", "IDN", plans.passkey, "The attestation check takes longer.");
    assign(stage, "priya", here, "Post the enrolment API draft", ("priya", Some("IDN"), plans.next));
    end(stage, meeting, 50);
    begin(stage, meeting, stage.thing("address"), "No owner for the shared address-validation service");
    escalate(stage, "address", "Neither Catalogue nor Platform can take it before January. Name one team to run it until then.");
    let because = "guests cannot order without it and the answer from above takes a week";
    decide(stage, "jonas", here, "Catalogue runs address validation until Harbour has decided", because, "CAT CHK DAT");
    assign(stage, "jonas", here, "Hand-over notes for address validation", ("jonas", Some("CAT"), plans.later));
    end(stage, meeting, 60);
    begin(stage, meeting, stage.thing("sandbox"), "Payments sandbox rejects every test card");
    assign(stage, "tomasz", here, "New sandbox keys from the card network", ("tomasz", Some("PAY"), plans.soon));
    park(stage, meeting, plans.park_at);
    begin(stage, meeting, stage.thing("refund"), "Refund API for guest orders");
    let because = "a full refund covers 9 of 10 cases and can be there in time";
    decide(stage, "tomasz", here, "Guest refunds start without partial refunds", because, "PAY CHK");
    assign(stage, "ines", here, "Share the test-lab calendar", ("ben", Some("MOB"), plans.next));
    end(stage, meeting, 30);
}

/// Takes it up its next rung.
fn escalate(stage: &mut Stage<'_>, label: &str, why: &str) {
    let impediment = stage.impediment(label);
    let next = stage.workspace.impediment(impediment).and_then(|i| next_rung(&stage.workspace, i));
    if let Some(to) = next {
        stage.act("ruth", EscalateImpediment { impediment, to, why: text(why) });
    }
}

fn park(stage: &mut Stage<'_>, meeting: MeetingId, starts_at: Instant) {
    if let Some(topic) = topic_about(stage, meeting, About::Thing(stage.thing("sandbox"))) {
        let people = ["tomasz", "ines", "samuel"].map(person).into();
        stage.act("ruth", ParkTopic { meeting, topic, title: title("Sandbox: which keys, which cards?"), starts_at, minutes: 20, people });
    }
}

/// Plans what came before the last meeting for its sake, and everything after it.
pub(super) fn plan(plot: &mut Plot, days: &Days<'_>) {
    legal(plot, days);
    resolved(plot, days);
    raised(plot, days);
    promises(plot, days);
}

fn legal(plot: &mut Plot, days: &Days<'_>) {
    plot.at(days.ago(16, 17, 5), |stage| escalate(stage, "legal", "Legal answers only to the management."));
    plot.at(days.ago(9, 17, 5), |stage| escalate(stage, "legal", "No date after a week."));
    let due = crate::time::plus_days(days.next, -6);
    plot.at(days.ago(9, 17, 10), move |stage| {
        if let Some(meeting) = stage.last_meeting(PRODUCT) {
            assign(stage, "ruth", (PRODUCT, meeting), "Ask legal for a date on the guest-data text", ("helen", None, due));
        }
    });
}

fn resolved(plot: &mut Plot, days: &Days<'_>) {
    plot.at(days.since(10), |stage| resolve(stage, "flags", "greta", ("Environment", "The cache keeps flags for a minute now.")));
    plot.at(days.since(16), |stage| confirm(stage, "flags", "SEA"));
    plot.at(days.since(55), |stage| resolve(stage, "translation", "nora", ("Third party", "The vendor gave a key for each shop.")));
    plot.at(days.since(6), |stage| {
        let open = stage.workspace.follow_ups.iter().find(|f| f.is_open() && f.text.as_str() == "Share the test-lab calendar").map(|f| f.id);
        if let Some(follow_up) = open {
            stage.act("ben", FinishFollowUp { follow_up });
        }
    });
}

fn raised(plot: &mut Plot, days: &Days<'_>) {
    let schema: &Raised =
        &("schema", "Schema of offer events changed without notice", "Two fields moved; reports stopped at night.", "DAT", "DAT SEA", "CAT");
    let review: &Raised = &("review", "We are asked to skip the security review to make the date", "", "IDN", "IDN", "");
    let lab: &Raised = &("lab", "Device test lab is booked until next week", "No phone with the new system is free.", "MOB", "MOB IDN", "PLT");
    plot.at(days.since(18), move |stage| raise(stage, schema, Severity::Slows));
    plot.at(days.since(21), |stage| own(stage, "schema", "jonas", "jonas"));
    let starts_at = days.at(days.day(1), 14, 0);
    plot.at(days.since(24), move |stage| {
        let plan = PlanMeeting {
            group: PRODUCT,
            kind: MeetingKind::FollowUp,
            title: title("Offer events: who is told when"),
            starts_at,
            minutes: 30,
            place: text("Pier 2 and video"),
            about: Some(stage.thing("schema")),
            people: vec![],
        };
        stage.act("ruth", plan);
    });
    plot.at(days.since(60), move |stage| raise(stage, review, Severity::Slows));
    plot.at(days.since(70), move |stage| raise(stage, lab, Severity::Stops));
    let (from, until) = (days.day(6), days.day(7));
    plot.at(days.since(35), move |stage| {
        let touches = teams("CHK PAY IDN MOB CAT SEA DAT");
        stage.act("greta", AnnounceHeadsUp { team: team("PLT"), text: text("Cluster upgrade: staging is read-only."), from, until, touches });
    });
}

fn promises(plot: &mut Plot, days: &Days<'_>) {
    plot.at(days.since(30), |stage| {
        let dependency = stage.dependency("detail");
        stage.act("jonas", DeliverDependency { dependency, note: text("Behind the flag offer-detail.") });
    });
    let needed = days.day(45);
    plot.at(days.since(65), move |stage| {
        let request = RequestDependency {
            title: title("Seller quality score"),
            consumer: team("CAT"),
            provider: team("DAT"),
            needed_by: Some(needed),
            done_when: text("A score for each seller, every night"),
            consumer_item: None,
            goal: Some(stage.goal("catalogue")),
            waits_for: vec![],
            despite_cycle: false,
            origin: None,
        };
        stage.act("jonas", request);
    });
    let late = days.day(10);
    plot.at(days.since(80), move |stage| promise(stage, "refund", "PAY", late, "The ledger change is not reviewed yet."));
}
