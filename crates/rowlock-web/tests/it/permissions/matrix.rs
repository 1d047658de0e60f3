//! The rows of the permission matrix, by route.
#![allow(dead_code, reason = "rows to come need every kind of expectation")]

use rowlock_domain::testing::Story;

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

/// What stands in the workspace of the matrix: rows name its things.
pub fn story() -> Story {
    Story::two_teams()
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
];

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
