//! The rows of the permission matrix, by route.
#![allow(dead_code, reason = "rows to come need every kind of expectation")]

use rowlock_domain::MeetingId;
use rowlock_domain::decision::command::MakeDecision;
use rowlock_domain::dependency::command::RequestDependency;
use rowlock_domain::follow_up::command::AssignFollowUp;
use rowlock_domain::goal::command::SetProductGoal;
use rowlock_domain::heads_up::command::AnnounceHeadsUp;
use rowlock_domain::impediment::{Severity, command::RaiseImpediment};
use rowlock_domain::item::{ItemState, command::AddItem};
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::command::{CloseMeeting, OpenMeeting};
use rowlock_domain::relay::command::SendRelays;
use rowlock_domain::risk::command::RaiseRisk;
use rowlock_domain::testing::{self as stories, Story};

/// What a route answers.
#[derive(Clone, Copy, Debug)]
pub enum Expect {
    /// Outside any workspace: answers everybody; what it does is tested where it belongs.
    Open,
    /// Inside a workspace: for members of it, by what they are. `true` = not refused for who they are.
    Inside { member: bool, ambassador: bool, other_ambassador: bool, master: bool, administrator: bool },
}

impl Expect {
    pub fn is_inside(self) -> bool {
        matches!(self, Self::Inside { .. })
    }
}

/// Every member.
pub const MEMBERS: Expect = Expect::Inside { member: true, ambassador: true, other_ambassador: true, master: true, administrator: true };
/// The administrator alone.
pub const ADMINISTRATOR: Expect = Expect::Inside { member: false, ambassador: false, other_ambassador: false, master: false, administrator: true };
/// The Master of Product and its deputies.
pub const MASTER: Expect = Expect::Inside { member: false, ambassador: false, other_ambassador: false, master: true, administrator: false };
/// The Master and the administrator.
pub const ARRANGERS: Expect = Expect::Inside { member: false, ambassador: false, other_ambassador: false, master: true, administrator: true };
/// Who may act for Checkout: its ambassador, and the Master.
pub const FOR_CHECKOUT: Expect = Expect::Inside { member: false, ambassador: true, other_ambassador: false, master: true, administrator: false };

/// Who may act for Payments: its ambassador, and the Master.
pub const FOR_PAYMENTS: Expect = Expect::Inside { member: false, ambassador: false, other_ambassador: true, master: true, administrator: false };
/// Who may act for Checkout or for Payments.
pub const FOR_EITHER: Expect = Expect::Inside { member: false, ambassador: true, other_ambassador: true, master: true, administrator: false };

/// Who takes part in the meetings of Product: its ambassadors and the Master.
pub const PARTAKERS: Expect = Expect::Inside { member: false, ambassador: true, other_ambassador: true, master: true, administrator: false };

/// A route and what it answers.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// As in `Routes::names`.
    pub route: &'static str,
    /// What stands in the place of its parts (other than the workspace).
    pub filled: &'static [(&'static str, &'static str)],
    /// A form that would be accepted.
    pub form: &'static [(&'static str, &'static str)],
    /// Who may.
    pub expect: Expect,
}

const fn row(route: &'static str, filled: &'static [(&'static str, &'static str)], expect: Expect) -> Row {
    Row { route, filled, form: &[], expect }
}

/// A form with what it sends; forms that are refused for their fields would hide who may send them.
const fn form(
    route: &'static str,
    filled: &'static [(&'static str, &'static str)],
    form: &'static [(&'static str, &'static str)],
    expect: Expect,
) -> Row {
    Row { route, filled, form, expect }
}

/// What stands in the workspace of the matrix, each with the number 1: an impediment, a risk and an item of Checkout, a request of
/// Checkout to Payments, a follow-up of Ines, a decision, a heads-up of Checkout, a product goal; a meeting that closed and sent
/// its relays, and one that is open (2).
pub fn story() -> Story {
    let (title, text) = (|t: &str| stories::title(t), |t: &str| stories::text(t));
    let (group, team) = (stories::PRODUCT, Some(stories::CHECKOUT));
    let (nothing, day) = (text(""), stories::date("2026-12-01"));
    let impediment = RaiseImpediment {
        title: title("No test data"),
        details: nothing.clone(),
        team,
        group,
        severity: Severity::Slows,
        holds_back: Vec::new(),
        asked: Vec::new(),
        goal: None,
        origin: None,
    };
    let request = RequestDependency { needed_by: Some(day), ..stories::request("A token check", (stories::CHECKOUT, stories::PAYMENTS), None) };
    let risk = RaiseRisk { title: title("The audit may come early"), details: nothing.clone(), group, team, goal: None, expected_on: None };
    let on = |day: &str| Occasion::Occurrence(stories::SCRUM_OF_SCRUMS, stories::date(day).at(9, 30, 0, 0));
    let meeting = Some(MeetingId(1));
    let follow_up = AssignFollowUp { group, text: text("Ask for new keys"), owner: stories::INES, team, due: Some(day), meeting, about: None };
    let goal = SetProductGoal { group, title: title("Guests can pay"), tell: nothing.clone(), date: Some(day), origin: None };
    let item = |name: &str| AddItem { team: stories::CHECKOUT, title: title(name), state: ItemState::Open, date: None, goal: None, origin: None };
    let decision = MakeDecision {
        group,
        text: text("We freeze in December"),
        because: nothing,
        binds: vec![stories::CHECKOUT],
        review_on: None,
        meeting: None,
        about: None,
        supersedes: None,
    };
    let heads_up =
        AnnounceHeadsUp { team: stories::CHECKOUT, text: text("The database moves"), from: day, until: day, touches: vec![stories::PAYMENTS] };
    Story::two_teams()
        .at("2026-11-19T09:30:00Z")
        .given(stories::RUTH, OpenMeeting { occasion: on("2026-11-19") })
        .given(stories::RUTH, follow_up)
        .given(stories::RUTH, CloseMeeting { meeting: MeetingId(1), ballots: vec![], voters: 0 })
        .later_minutes(1)
        .given(stories::RUTH, SendRelays { meeting: MeetingId(1) })
        .at("2026-11-23T08:00:00Z")
        .given(stories::INES, impediment)
        .given(stories::INES, request)
        .given(stories::INES, risk)
        .given(stories::RUTH, decision)
        .given(stories::INES, heads_up)
        .given(stories::RUTH, goal)
        .given(stories::INES, item("Guest cards"))
        .given(stories::INES, item("Guest sessions"))
        .given(stories::TOMASZ, AddItem { team: stories::PAYMENTS, ..item("Sessions of guests") })
        .given(stories::RUTH, OpenMeeting { occasion: on("2026-11-24") })
}

/// Every route.
pub const ROWS: &[Row] = &[
    row("GET /", &[], Expect::Open),
    row("GET /start/{token}", &[], Expect::Open),
    row("GET /set-up", &[], Expect::Open),
    row("GET /set-up/you", &[], Expect::Open),
    row("POST /set-up/you", &[], Expect::Open),
    row("GET /set-up/organisation", &[], Expect::Open),
    row("POST /set-up/organisation", &[], Expect::Open),
    row("GET /set-up/teams", &[], Expect::Open),
    row("POST /set-up/teams", &[], Expect::Open),
    row("GET /set-up/meeting", &[], Expect::Open),
    row("POST /set-up/meeting", &[], Expect::Open),
    row("GET /set-up/administrator", &[], Expect::Open),
    row("POST /set-up/administrator", &[], Expect::Open),
    row("POST /set-up/sample", &[], Expect::Open),
    row("GET /sign-in", &[], Expect::Open),
    row("POST /sign-in", &[], Expect::Open),
    row("POST /sign-out", &[], Expect::Open),
    row("GET /invitation/{token}", &[], Expect::Open),
    row("POST /invitation/{token}", &[], Expect::Open),
    row("GET /password/{token}", &[], Expect::Open),
    row("POST /password/{token}", &[], Expect::Open),
    row("GET /healthz", &[], Expect::Open),
    row("GET /readyz", &[], Expect::Open),
    row("GET /.well-known/change-password", &[], Expect::Open),
    row("GET /{workspace}", &[], MEMBERS),
    row("GET /{workspace}/live", &[], MEMBERS),
    row("GET /{workspace}/me", &[], MEMBERS),
    form("POST /{workspace}/me/name", &[], &[("name", "Somebody")], MEMBERS),
    row("POST /{workspace}/me/theme", &[], MEMBERS),
    row("POST /{workspace}/me/keys", &[], MEMBERS),
    row("POST /{workspace}/me/password", &[], MEMBERS),
    // Only in the sample; elsewhere there is no such page for anybody.
    form("POST /{workspace}/me/person", &[], &[("person", SAMUELS)], MEMBERS),
    row("POST /{workspace}/me/leaving", &[], MEMBERS),
    row("POST /{workspace}/me/removal", &[], MEMBERS),
    row("POST /{workspace}/me/sessions/{session}/ending", &[("session", "0011223344556677")], MEMBERS),
    row("GET /{workspace}/invitations", &[], MEMBERS),
    row("POST /{workspace}/people/{person}/invitations", &[("person", SAMUELS)], ARRANGERS),
    row("GET /{workspace}/people", &[], MEMBERS),
    form("POST /{workspace}/people", &[], &[("name", "Nora New")], ADMINISTRATOR),
    row("GET /{workspace}/people/{person}", &[("person", SAMUELS)], MEMBERS),
    form("POST /{workspace}/people/{person}/profile", &[("person", SAMUELS)], &[("name", "Samuel")], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/departure", &[("person", SAMUELS)], ADMINISTRATOR),
    form("POST /{workspace}/people/{person}/erasure", &[("person", SAMUELS)], &[("sure", "yes")], ADMINISTRATOR),
    row("GET /{workspace}/texts", &[], ADMINISTRATOR),
    form("POST /{workspace}/texts", &[], &[("of", "workspace"), ("text", "1:name"), ("why", "Private"), ("sure", "yes")], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/return", &[("person", SAMUELS)], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/administration", &[("person", SAMUELS)], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/administration/end", &[("person", SAMUELS)], ADMINISTRATOR),
    row("GET /{workspace}/groups/{group}/settings", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/seats", PRODUCT, &[("member", "team-1"), ("person", SAMUELS), ("from", "2026-11-24")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/seats/end", PRODUCT, &[("member", "team-1"), ("from", "2026-11-24")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/roles", PRODUCT, &[("role", "deputy"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/roles/end", PRODUCT, &[("role", "master"), ("person", RUTHS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/series", PRODUCT, WEEKLY, MASTER),
    form("POST /{workspace}/groups/{group}/rules", PRODUCT, RULES, ARRANGERS),
    form("POST /{workspace}/groups/{group}/measure", PRODUCT, &[("measure", "working_days")], ADMINISTRATOR),
    form("POST /{workspace}/groups/{group}/last-rung", PRODUCT, &[("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/closing-days", PRODUCT, &[("from", "2026-12-24"), ("until", "2026-12-26")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/closing-days/end", PRODUCT, &[("place", "0")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/name", PRODUCT, &[("name", "Produce")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/teams", PRODUCT, &[("name", "Search")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/groups", PRODUCT, &[("name", "Platform")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/order", PRODUCT, &[("member", "team-2"), ("to", "up")], ARRANGERS),
    row("POST /{workspace}/groups/{group}/archive", PRODUCT, ARRANGERS),
    row("POST /{workspace}/groups/{group}/archive/end", PRODUCT, ARRANGERS),
    // Impediments.
    row("GET /{workspace}/groups/{group}/impediments", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/impediments/new", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/impediments", PRODUCT, &[("title", "No tests"), ("severity", "slows"), ("team", "1")], MEMBERS),
    row("GET /{workspace}/impediments/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/impediments/{number}/topic", FIRST, &[], PARTAKERS),
    form("POST /{workspace}/impediments/{number}/title", FIRST, &[("title", "No test data at all")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/details", FIRST, &[("details", "Since Monday")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/severity", FIRST, &[("severity", "stops")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/teams", FIRST, &[("held", "1"), ("asked", "2")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/owner", FIRST, &[("owner", INESS)], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/owner/end", FIRST, &[("why", "Too much else")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/escalation", FIRST, &[("why", "Nobody answers"), ("to", "person")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/answer", FIRST, &[("answer", "We pay for it")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/contributions", FIRST, &[("text", "We had that"), ("kind", "remark")], MEMBERS),
    form("POST /{workspace}/impediments/{number}/resolution", FIRST, &[("what_solved", "A copy")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/confirmation", FIRST, &[], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/return", FIRST, &[("why", "It is back")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/withdrawal", FIRST, &[("why", "A mistake")], FOR_CHECKOUT),
    form("POST /{workspace}/impediments/{number}/merge", FIRST, &[("into", "1")], FOR_CHECKOUT),
    // Risks.
    row("GET /{workspace}/groups/{group}/risks/new", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/risks", PRODUCT, &[("title", "Rain"), ("team", "1")], MEMBERS),
    row("GET /{workspace}/risks/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/risks/{number}/end", FIRST, &[("how", "accepted"), ("why", "Small")], FOR_CHECKOUT),
    form("POST /{workspace}/risks/{number}/owner", FIRST, &[("owner", INESS)], FOR_CHECKOUT),
    form("POST /{workspace}/risks/{number}/impediment", FIRST, &[("severity", "slows")], FOR_CHECKOUT),
    // Dependencies.
    row("GET /{workspace}/groups/{group}/flow", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/dependencies", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/dependencies/new", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/dependencies", PRODUCT, &[("title", "A field"), ("consumer", "1"), ("provider", "2")], FOR_CHECKOUT),
    row("GET /{workspace}/dependencies/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/dependencies/{number}/promise", FIRST, &[("on", "2026-12-01")], FOR_PAYMENTS),
    form("POST /{workspace}/dependencies/{number}/counter", FIRST, &[("on", "2026-12-08"), ("offer", "A week later")], FOR_PAYMENTS),
    form("POST /{workspace}/dependencies/{number}/counter/taken", FIRST, &[], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/counter/refused", FIRST, &[("why", "Too late")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/no", FIRST, &[("why", "No room")], FOR_PAYMENTS),
    form("POST /{workspace}/dependencies/{number}/renewal", FIRST, &[("why", "Still needed")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/delivery", FIRST, &[("note", "There")], FOR_PAYMENTS),
    form("POST /{workspace}/dependencies/{number}/delivery/refused", FIRST, &[("why", "Broken")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/acceptance", FIRST, &[], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/withdrawal", FIRST, &[("why", "Not needed")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/need", FIRST, &[("needed_by", "2026-12-02"), ("why", "Earlier")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/title", FIRST, &[("title", "A check")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/done-when", FIRST, &[("done_when", "It answers")], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/inputs", FIRST, &[("waits_for", "1")], FOR_EITHER),
    form("POST /{workspace}/dependencies/{number}/inputs/end", FIRST, &[("waits_for", "1")], FOR_EITHER),
    form("POST /{workspace}/dependencies/{number}/place", FIRST, &[], FOR_EITHER),
    form("POST /{workspace}/dependencies/{number}/reminder", FIRST, &[], FOR_CHECKOUT),
    form("POST /{workspace}/dependencies/{number}/topic", FIRST, &[], PARTAKERS),
    row("GET /{workspace}/groups/{group}/insights", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/insights.csv", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/forecast.csv", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/forecast.json", PRODUCT, MEMBERS),
    // Decisions and follow-ups.
    row("GET /{workspace}/groups/{group}/decisions", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/decisions", PRODUCT, &[("text", "We wait")], MASTER),
    row("GET /{workspace}/decisions/{number}", FIRST, MEMBERS),
    row("GET /{workspace}/groups/{group}/follow-ups", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/follow-ups", PRODUCT, &[("text", "Call"), ("owner", INESS)], MASTER),
    row("GET /{workspace}/follow-ups/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/follow-ups/{number}/owner", FIRST, &[("owner", SAMUELS)], FOR_CHECKOUT),
    form("POST /{workspace}/follow-ups/{number}/date", FIRST, &[("due", "2026-12-03"), ("why", "Later")], FOR_CHECKOUT),
    form("POST /{workspace}/follow-ups/{number}/completion", FIRST, &[], FOR_CHECKOUT),
    form("POST /{workspace}/follow-ups/{number}/drop", FIRST, &[("why", "Moot")], FOR_CHECKOUT),
    form("POST /{workspace}/follow-ups/{number}/reopening", FIRST, &[], FOR_CHECKOUT),
    // Heads-ups, series, search, take-back.
    row("GET /{workspace}/heads-ups/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/heads-ups/{number}/days", FIRST, &[("from", "2026-12-02"), ("until", "2026-12-03")], FOR_CHECKOUT),
    form("POST /{workspace}/heads-ups/{number}/end", FIRST, &[], FOR_CHECKOUT),
    row("GET /{workspace}/series/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/series/{number}/schedule", FIRST, WEEKLY, MASTER),
    form("POST /{workspace}/series/{number}/title", FIRST, &[("title", "The meeting")], MASTER),
    form("POST /{workspace}/series/{number}/place", FIRST, &[("place", "Room 4")], MASTER),
    form("POST /{workspace}/series/{number}/end", FIRST, &[("on", "2026-12-24")], MASTER),
    row("GET /{workspace}/search", &[], MEMBERS),
    row("POST /{workspace}/take-back/{version}", &[("version", "1")], MEMBERS),
    // Check-in.
    row("GET /{workspace}/groups/{group}/check-in", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/check-in/{member}", CHECKOUTS_SEAT, MEMBERS),
    form("POST /{workspace}/groups/{group}/check-in/{member}", CHECKOUTS_SEAT, &[("next", "Pay by card")], FOR_CHECKOUT),
    form("POST /{workspace}/groups/{group}/check-in/{member}/draft", CHECKOUTS_SEAT, &[("next", "Pay by card")], FOR_CHECKOUT),
    form("POST /{workspace}/groups/{group}/check-in/{member}/stand-in", CHECKOUTS_SEAT, &[], FOR_CHECKOUT),
    form("POST /{workspace}/groups/{group}/check-in/{member}/reminder", CHECKOUTS_SEAT, &[], MASTER),
    // Groups and teams.
    row("GET /{workspace}/groups/{group}", PRODUCT, MEMBERS),
    row("GET /{workspace}/teams/{team}", CHECKOUT, MEMBERS),
    form("POST /{workspace}/teams/{team}/notes", CHECKOUT, &[("text", "Half done")], MEMBERS),
    form(
        "POST /{workspace}/teams/{team}/heads-ups",
        CHECKOUT,
        &[("text", "A move"), ("from", "2026-12-01"), ("until", "2026-12-01"), ("touches", "2")],
        FOR_CHECKOUT,
    ),
    form("POST /{workspace}/teams/{team}/progress", CHECKOUT, &[("planned", "8"), ("done", "3"), ("added", "1")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/progress/left-out", CHECKOUT, &[("day", "2026-11-20")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/progress/left-out/end", CHECKOUT, &[("day", "2026-11-20")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/progress/confirmed", CHECKOUT, &[("day", "2026-11-20")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/pace", CHECKOUT, &[("fewest", "2"), ("most", "6")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/pace/end", CHECKOUT, &[], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/sprint-goal", CHECKOUT, &[("title", "Pay by card")], FOR_CHECKOUT),
    row("GET /{workspace}/teams/{team}/settings", CHECKOUT, MEMBERS),
    form("POST /{workspace}/teams/{team}/name", CHECKOUT, &[("name", "Cash")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/code", CHECKOUT, &[("code", "CSH")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/mission", CHECKOUT, &[("mission", "Take money")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/zone", CHECKOUT, &[("zone", "Europe/Berlin")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/working-days", CHECKOUT, &[("days", "0"), ("days", "1")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/holidays", CHECKOUT, &[("from", "2026-12-24"), ("until", "2026-12-26")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/holidays/end", CHECKOUT, &[("day", "2026-12-24")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/rhythm", CHECKOUT, &[("start", "2026-11-30"), ("weeks", "2"), ("number", "1")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/roles", CHECKOUT, &[("role", "developer"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/teams/{team}/roles/end", CHECKOUT, &[("role", "developer"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/teams/{team}/home", CHECKOUT, &[("home", "2")], ADMINISTRATOR),
    form("POST /{workspace}/teams/{team}/archive", CHECKOUT, &[], ARRANGERS),
    form("POST /{workspace}/teams/{team}/archive/end", CHECKOUT, &[], ARRANGERS),
    row("GET /{workspace}/groups/{group}/changes", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/moment", PRODUCT, MEMBERS),
    row("POST /{workspace}/groups/{group}/changes/seen", PRODUCT, MEMBERS),
    // Goals and items.
    row("GET /{workspace}/groups/{group}/goals", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/goals", PRODUCT, &[("title", "Guests can pay")], MASTER),
    row("GET /{workspace}/groups/{group}/forecast", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/forecast", PRODUCT, &[], MASTER),
    row("GET /{workspace}/goals/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/goals/{number}/title", FIRST, &[("title", "Guests pay")], MASTER),
    form("POST /{workspace}/goals/{number}/tell", FIRST, &[("tell", "A guest paid")], MASTER),
    form("POST /{workspace}/goals/{number}/date", FIRST, &[("date", "2026-12-20"), ("why", "Later")], MASTER),
    form("POST /{workspace}/goals/{number}/supports", FIRST, &[], MASTER),
    form("POST /{workspace}/goals/{number}/met", FIRST, &[], MASTER),
    form("POST /{workspace}/goals/{number}/missed", FIRST, &[("why", "Too much")], MASTER),
    form("POST /{workspace}/goals/{number}/drop", FIRST, &[("why", "Moot")], MASTER),
    form("POST /{workspace}/goals/{number}/reopening", FIRST, &[], MASTER),
    row("GET /{workspace}/groups/{group}/items", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/items", PRODUCT, &[("title", "Cards"), ("of", "1")], FOR_CHECKOUT),
    row("GET /{workspace}/items/{number}", FIRST, MEMBERS),
    form("POST /{workspace}/items/{number}/title", FIRST, &[("title", "Cards")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/state", FIRST, &[("state", "done")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/date", FIRST, &[("date", "2026-12-20")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/goal", FIRST, &[("goal", "1")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/team", FIRST, &[("team", "2")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/relations", FIRST, &[("relation", "needs"), ("to", "2")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/relations/end", FIRST, &[("relation", "needs"), ("to", "2")], FOR_CHECKOUT),
    form("POST /{workspace}/items/{number}/overlaps", FIRST, &[("other", "3"), ("answer", "same")], FOR_EITHER),
    form("POST /{workspace}/items/{number}/progress", FIRST, &[("done", "1"), ("total", "3")], FOR_CHECKOUT),
    // Meetings and relays.
    row("GET /{workspace}/groups/{group}/meeting", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/meetings", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/relay", PRODUCT, MEMBERS),
    row("GET /{workspace}/series/{number}/{start}", LATER, MEMBERS),
    row("GET /{workspace}/meetings/{meeting}", OPEN, MEMBERS),
    row("GET /{workspace}/meetings/{meeting}/phone", OPEN, MEMBERS),
    row("GET /{workspace}/meetings/{meeting}/close", OPEN, MEMBERS),
    row("GET /{workspace}/meetings/{meeting}/minutes.md", CLOSED, MEMBERS),
    row("POST /{workspace}/meetings/{meeting}/opening", OPEN, MASTER),
    row("POST /{workspace}/series/{number}/{start}/opening", LATER, MASTER),
    form("POST /{workspace}/meetings/{meeting}/start", OPEN, MOVED, MASTER),
    form("POST /{workspace}/series/{number}/{start}/start", LATER, MOVED, MASTER),
    form("POST /{workspace}/meetings/{meeting}/cancellation", OPEN, &[("why", "Nobody is here")], MASTER),
    form("POST /{workspace}/series/{number}/{start}/cancellation", LATER, &[("why", "Nobody is here")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/skip", OPEN, &[("why", "Nobody needs it")], MASTER),
    form("POST /{workspace}/series/{number}/{start}/skip", LATER, &[("why", "Nobody needs it")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/topics", OPEN, &[("title", "Holidays")], PARTAKERS),
    form("POST /{workspace}/series/{number}/{start}/topics", LATER, &[("title", "Holidays")], MEMBERS),
    form("POST /{workspace}/meetings/{meeting}/put-off", OPEN, &[("thing", "impediment:1")], MASTER),
    form("POST /{workspace}/series/{number}/{start}/put-off", LATER, &[("thing", "impediment:1")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/reminders", OPEN, &[("member", "team-1")], MASTER),
    form("POST /{workspace}/series/{number}/{start}/reminders", LATER, &[("member", "team-1")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/attendance", OPEN, &[("member", "team-1"), ("person", INESS)], FOR_CHECKOUT),
    form("POST /{workspace}/series/{number}/{start}/attendance", LATER, &[("member", "team-1"), ("person", INESS)], FOR_CHECKOUT),
    row("POST /{workspace}/meetings/{meeting}/reinstatement", OPEN, MASTER),
    form("POST /{workspace}/meetings/{meeting}/put-off/end", OPEN, &[("thing", "impediment:1")], MASTER),
    row("POST /{workspace}/meetings/{meeting}/topics/{topic}/removal", TOPIC, MASTER),
    form("POST /{workspace}/meetings/{meeting}/topics/{topic}/place", TOPIC, &[("move", "up")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/others", OPEN, &[("person", SAMUELS)], MASTER),
    form("POST /{workspace}/meetings/{meeting}/speaker", OPEN, &[("member", "team-1")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/next", OPEN, &[("from", "1")], MASTER),
    form("POST /{workspace}/meetings/{meeting}/previous", OPEN, &[("from", "1")], MASTER),
    row("POST /{workspace}/meetings/{meeting}/pause", OPEN, MASTER),
    row("POST /{workspace}/meetings/{meeting}/pause/end", OPEN, MASTER),
    row("POST /{workspace}/meetings/{meeting}/topics/{topic}/start", TOPIC, MASTER),
    form("POST /{workspace}/meetings/{meeting}/topics/{topic}/outcome", TOPIC, &[("outcome", "noted")], PARTAKERS),
    row("POST /{workspace}/meetings/{meeting}/topics/{topic}/time", TOPIC, MASTER),
    form("POST /{workspace}/meetings/{meeting}/captures", OPEN, &[("kind", "decision"), ("text", "We meet on Mondays"), ("topic", "1")], PARTAKERS),
    form("POST /{workspace}/meetings/{meeting}/things/{thing}/{deed}", DEED, &[("what_solved", "A new key")], FOR_CHECKOUT),
    row("GET /{workspace}/meetings/{meeting}/ballots", OPEN, MEMBERS),
    form("POST /{workspace}/meetings/{meeting}/ballots", OPEN, &[("worth", "5"), ("open", "4")], MASTER),
    row("POST /{workspace}/meetings/{meeting}/close", OPEN, MASTER),
    form("POST /{workspace}/meetings/{meeting}/sentences", OPEN, &[("member", "team-1"), ("sentence", "Thank you")], MASTER),
    row("POST /{workspace}/meetings/{meeting}/hold", OPEN, MASTER),
    row("POST /{workspace}/meetings/{meeting}/hold/end", OPEN, MASTER),
    form("POST /{workspace}/meetings/{meeting}/corrections", CLOSED, &[("text", "It was Tuesday")], MASTER),
    row("GET /{workspace}/meetings/{meeting}/relays/{member}", RELAY, MEMBERS),
    row("POST /{workspace}/meetings/{meeting}/relays/{member}/acknowledgement", RELAY, FOR_CHECKOUT),
    form("POST /{workspace}/meetings/{meeting}/relays/{member}/questions", RELAY, &[("question", "When?")], FOR_CHECKOUT),
    form("POST /{workspace}/meetings/{meeting}/relays/{member}/answers", RELAY, &[("answer", "On Friday")], PARTAKERS),
    form("POST /{workspace}/meetings/{meeting}/relays/{member}/done", RELAY, &[("follow_up", "1")], FOR_CHECKOUT),
];

/// An occurrence without a number.
const LATER: &[(&str, &str)] = &[("number", "1"), ("start", "2026-12-01")];
/// The meeting that is open.
const OPEN: &[(&str, &str)] = &[("meeting", "2")];
/// The one that closed before it.
const CLOSED: &[(&str, &str)] = &[("meeting", "1")];
const TOPIC: &[(&str, &str)] = &[("meeting", "2"), ("topic", "2")];
const DEED: &[(&str, &str)] = &[("meeting", "2"), ("thing", "impediment:1"), ("deed", "resolution")];
const RELAY: &[(&str, &str)] = &[("meeting", "1"), ("member", "team-1")];
const MOVED: &[(&str, &str)] = &[("starts_at", "2026-12-02"), ("time", "10:00")];
const TEAM_CHE: &[(&str, &str)] = &[("team", "CHE")];
const FIRST: &[(&str, &str)] = &[("number", "1")];
const CHECKOUTS_SEAT: &[(&str, &str)] = &[("group", "product"), ("member", "team-1")];
const CHECKOUT: &[(&str, &str)] = &[("team", "CHE")];
/// Ines, ambassador of Checkout.
const INESS: &str = "00000003000000000000000000000000";
const RULES: &[(&str, &str)] = &[
    ("opening_seconds", "120"),
    ("round_seconds", "30"),
    ("escalated_seconds", "240"),
    ("topic_seconds", "180"),
    ("closing_seconds", "120"),
    ("from_hour", "9"),
    ("until_hour", "17"),
    ("ask_hour", "13"),
    ("due_minutes", "10"),
    ("owner_days", "1"),
    ("answer_days", "2"),
];
const PRODUCT: &[(&str, &str)] = &[("group", "product")];
const WEEKLY: &[(&str, &str)] = &[
    ("title", "Scrum of Scrums"),
    ("kind", "scrum_of_scrums"),
    ("day", "TU"),
    ("time", "09:30"),
    ("minutes", "15"),
    ("every", "1"),
    ("from", "2026-11-24"),
    ("zone", "Europe/Berlin"),
];
/// Ruth, Master of Product, in an address.
const RUTHS: &str = "00000001000000000000000000000000";

/// Samuel, ambassador of Mobile, in an address.
const SAMUELS: &str = "00000005000000000000000000000000";

/// Routes that still want their row: empty this list, never lengthen it.
pub const OWED: &[&str] = &[];
