//! The rows of the permission matrix, by route.
#![allow(dead_code, reason = "rows to come need every kind of expectation")]

use rowlock_domain::MeetingId;
use rowlock_domain::follow_up::command::AssignFollowUp;
use rowlock_domain::impediment::Severity;
use rowlock_domain::impediment::command::RaiseImpediment;
use rowlock_domain::meeting::Occasion;
use rowlock_domain::meeting::command::{CloseMeeting, OpenMeeting};
use rowlock_domain::relay::command::SendRelays;
use rowlock_domain::testing::{CHECKOUT, INES, PRODUCT as PRODUCT_GROUP, RUTH, SCRUM_OF_SCRUMS, Story, date, text, title};

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

/// What stands in the workspace of the matrix: rows name its things. A meeting that closed and sent its relays (1), one that is
/// open (2), a follow-up of Ines (1), an impediment of Checkout (1).
pub fn story() -> Story {
    let on = |day: &str| Occasion::Occurrence(SCRUM_OF_SCRUMS, date(day).at(9, 30, 0, 0));
    let raised = RaiseImpediment {
        title: title("The sandbox rejects every test card"),
        details: text(""),
        team: Some(CHECKOUT),
        group: PRODUCT_GROUP,
        severity: Severity::Stops,
        holds_back: vec![CHECKOUT],
        asked: vec![],
        goal: None,
        origin: None,
    };
    Story::two_teams()
        .at("2026-11-19T09:30:00Z")
        .given(RUTH, OpenMeeting { occasion: on("2026-11-19") })
        .given(
            RUTH,
            AssignFollowUp {
                group: PRODUCT_GROUP,
                text: text("Ask for new keys"),
                owner: INES,
                team: Some(CHECKOUT),
                due: None,
                meeting: Some(MeetingId(1)),
                about: None,
            },
        )
        .given(RUTH, CloseMeeting { meeting: MeetingId(1), ballots: vec![], voters: 0 })
        .later_minutes(1)
        .given(RUTH, SendRelays { meeting: MeetingId(1) })
        .at("2026-11-23T08:00:00Z")
        .given(INES, raised)
        .given(RUTH, OpenMeeting { occasion: on("2026-11-24") })
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
    row("POST /{workspace}/me/sessions/{session}/ending", &[("session", "0011223344556677")], MEMBERS),
    row("GET /{workspace}/invitations", &[], MEMBERS),
    row("POST /{workspace}/people/{person}/invitations", &[("person", SAMUELS)], ARRANGERS),
    row("GET /{workspace}/people", &[], MEMBERS),
    form("POST /{workspace}/people", &[], &[("name", "Nora New")], ADMINISTRATOR),
    row("GET /{workspace}/people/{person}", &[("person", SAMUELS)], MEMBERS),
    form("POST /{workspace}/people/{person}/profile", &[("person", SAMUELS)], &[("name", "Samuel")], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/departure", &[("person", SAMUELS)], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/return", &[("person", SAMUELS)], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/administration", &[("person", SAMUELS)], ADMINISTRATOR),
    row("POST /{workspace}/people/{person}/administration/end", &[("person", SAMUELS)], ADMINISTRATOR),
    row("GET /{workspace}/groups/{group}", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/check-in", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/check-in/{member}", CHECKOUTS_SEAT, MEMBERS),
    form("POST /{workspace}/groups/{group}/check-in/{member}", CHECKOUTS_SEAT, &[("next", "Refunds")], FOR_CHECKOUT),
    form("POST /{workspace}/groups/{group}/check-in/{member}/draft", CHECKOUTS_SEAT, &[("next", "Refunds")], FOR_CHECKOUT),
    row("POST /{workspace}/groups/{group}/check-in/{member}/stand-in", CHECKOUTS_SEAT, FOR_CHECKOUT),
    row("POST /{workspace}/groups/{group}/check-in/{member}/reminder", CHECKOUTS_SEAT, MASTER),
    row("GET /{workspace}/teams/{team}", TEAM_CHE, MEMBERS),
    form("POST /{workspace}/teams/{team}/notes", TEAM_CHE, &[("text", "Refunds work")], MEMBERS),
    form(
        "POST /{workspace}/teams/{team}/heads-ups",
        TEAM_CHE,
        &[("text", "We move the database"), ("from", "2026-11-24"), ("until", "2026-11-25")],
        FOR_CHECKOUT,
    ),
    form("POST /{workspace}/teams/{team}/progress", TEAM_CHE, &[("planned", "10"), ("done", "3")], FOR_CHECKOUT),
    form("POST /{workspace}/teams/{team}/sprint-goal", TEAM_CHE, &[("title", "Refunds work")], FOR_CHECKOUT),
    row("GET /{workspace}/teams/{team}/settings", TEAM_CHE, MEMBERS),
    form("POST /{workspace}/teams/{team}/name", TEAM_CHE, &[("name", "Till")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/code", TEAM_CHE, &[("code", "TIL")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/mission", TEAM_CHE, &[("mission", "Everybody can pay.")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/zone", TEAM_CHE, &[("zone", "Europe/Berlin")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/working-days", TEAM_CHE, &[("days", "0"), ("days", "1")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/holidays", TEAM_CHE, &[("from", "2026-12-24")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/holidays/end", TEAM_CHE, &[("day", "2026-12-24")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/rhythm", TEAM_CHE, &[("start", "2026-11-30"), ("weeks", "2"), ("number", "1")], ARRANGERS),
    form("POST /{workspace}/teams/{team}/roles", TEAM_CHE, &[("role", "developer"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/teams/{team}/roles/end", TEAM_CHE, &[("role", "developer"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/teams/{team}/home", TEAM_CHE, &[("home", "1")], ARRANGERS),
    row("POST /{workspace}/teams/{team}/archive", TEAM_CHE, ARRANGERS),
    row("POST /{workspace}/teams/{team}/archive/end", TEAM_CHE, ARRANGERS),
    // Whose it was is a rule, not a role.
    row("POST /{workspace}/take-back/{version}", &[("version", "1")], MEMBERS),
    row("GET /{workspace}/groups/{group}/settings", PRODUCT, MEMBERS),
    form("POST /{workspace}/groups/{group}/seats", PRODUCT, &[("member", "team-1"), ("person", SAMUELS), ("from", "2026-11-24")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/seats/end", PRODUCT, &[("member", "team-1"), ("from", "2026-11-24")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/roles", PRODUCT, &[("role", "deputy"), ("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/roles/end", PRODUCT, &[("role", "master"), ("person", RUTHS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/series", PRODUCT, WEEKLY, MASTER),
    form("POST /{workspace}/groups/{group}/rules", PRODUCT, RULES, ARRANGERS),
    form("POST /{workspace}/groups/{group}/last-rung", PRODUCT, &[("person", SAMUELS)], ARRANGERS),
    form("POST /{workspace}/groups/{group}/closing-days", PRODUCT, &[("from", "2026-12-24"), ("until", "2026-12-26")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/closing-days/end", PRODUCT, &[("place", "0")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/name", PRODUCT, &[("name", "Produce")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/teams", PRODUCT, &[("name", "Search")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/groups", PRODUCT, &[("name", "Platform")], ARRANGERS),
    form("POST /{workspace}/groups/{group}/order", PRODUCT, &[("member", "team-2"), ("to", "up")], ARRANGERS),
    row("POST /{workspace}/groups/{group}/archive", PRODUCT, ARRANGERS),
    row("POST /{workspace}/groups/{group}/archive/end", PRODUCT, ARRANGERS),
    row("GET /{workspace}/groups/{group}/changes", PRODUCT, MEMBERS),
    row("GET /{workspace}/groups/{group}/moment", PRODUCT, MEMBERS),
    row("POST /{workspace}/groups/{group}/changes/seen", PRODUCT, MEMBERS),
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
/// Ines, ambassador of Checkout, in an address.
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
const TEAM_CHE: &[(&str, &str)] = &[("team", "CHE")];
const CHECKOUTS_SEAT: &[(&str, &str)] = &[("group", "product"), ("member", "team-1")];
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
pub const OWED: &[&str] = &[
    "GET /{workspace}/groups/{group}/impediments",
    "GET /{workspace}/groups/{group}/impediments/new",
    "GET /{workspace}/groups/{group}/risks/new",
    "GET /{workspace}/impediments/{number}",
    "GET /{workspace}/risks/{number}",
    "POST /{workspace}/groups/{group}/impediments",
    "POST /{workspace}/groups/{group}/risks",
    "POST /{workspace}/impediments/{number}/answer",
    "POST /{workspace}/impediments/{number}/confirmation",
    "POST /{workspace}/impediments/{number}/contributions",
    "POST /{workspace}/impediments/{number}/details",
    "POST /{workspace}/impediments/{number}/escalation",
    "POST /{workspace}/impediments/{number}/merge",
    "POST /{workspace}/impediments/{number}/owner",
    "POST /{workspace}/impediments/{number}/owner/end",
    "POST /{workspace}/impediments/{number}/resolution",
    "POST /{workspace}/impediments/{number}/return",
    "POST /{workspace}/impediments/{number}/severity",
    "POST /{workspace}/impediments/{number}/teams",
    "POST /{workspace}/impediments/{number}/title",
    "POST /{workspace}/impediments/{number}/withdrawal",
    "POST /{workspace}/risks/{number}/end",
    "POST /{workspace}/risks/{number}/impediment",
    "POST /{workspace}/risks/{number}/owner",
    "GET /{workspace}/decisions/{number}",
    "GET /{workspace}/follow-ups/{number}",
    "GET /{workspace}/groups/{group}/decisions",
    "GET /{workspace}/groups/{group}/follow-ups",
    "GET /{workspace}/heads-ups/{number}",
    "GET /{workspace}/search",
    "GET /{workspace}/series/{number}",
    "POST /{workspace}/follow-ups/{number}/completion",
    "POST /{workspace}/follow-ups/{number}/date",
    "POST /{workspace}/follow-ups/{number}/drop",
    "POST /{workspace}/follow-ups/{number}/owner",
    "POST /{workspace}/follow-ups/{number}/reopening",
    "POST /{workspace}/groups/{group}/decisions",
    "POST /{workspace}/groups/{group}/follow-ups",
    "POST /{workspace}/heads-ups/{number}/days",
    "POST /{workspace}/heads-ups/{number}/end",
    "POST /{workspace}/series/{number}/end",
    "POST /{workspace}/series/{number}/place",
    "POST /{workspace}/series/{number}/schedule",
    "POST /{workspace}/series/{number}/title",
];
