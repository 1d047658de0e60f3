//! Who plays: people and teams of Harbour. All names are invented.

use super::days::SplitMix;
use crate::{GroupId, PersonId};

/// What is known of a person outside the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Their id in the log.
    pub person: PersonId,
    /// Name.
    pub name: &'static str,
    /// Short name for signing in and for files.
    pub handle: &'static str,
    /// Address.
    pub mail: String,
}

/// The organisation; its ids are given by the order in which they are made.
pub(super) const HARBOUR: GroupId = GroupId(1);
/// Eight teams of the shop.
pub(super) const PRODUCT: GroupId = GroupId(2);
/// Three teams behind it.
pub(super) const LOGISTICS: GroupId = GroupId(3);

/// A team and its people, by handle.
pub(super) struct Team {
    pub name: &'static str,
    pub code: &'static str,
    pub home: GroupId,
    pub mission: &'static str,
    pub ambassador: &'static str,
    pub product_owner: &'static str,
    pub developer: &'static str,
    /// Number of the current sprint and how many weeks ago it began; `None` = no sprints.
    pub sprint: Option<(u32, i64)>,
    /// Stories done, planned and added in the current sprint.
    pub progress: (u32, u32, u32),
    /// Confidence in the last check-ins, oldest first.
    pub confidence: [u8; 3],
}

const fn row(name: &'static str, code: &'static str, home: GroupId, mission: &'static str, people: [&'static str; 3]) -> Team {
    let [ambassador, product_owner, developer] = people;
    Team { name, code, home, mission, ambassador, product_owner, developer, sprint: None, progress: (0, 0, 0), confidence: [4, 4, 4] }
}

const fn at(team: Team, sprint: (u32, i64), progress: (u32, u32, u32), confidence: [u8; 3]) -> Team {
    Team { sprint: Some(sprint), progress, confidence, ..team }
}

/// All teams; the current state is that of the pages drawn for it.
pub(super) const TEAMS: &[Team] = &[
    at(row("Checkout", "CHK", PRODUCT, "From basket to order in under a minute.", ["ines", "lena", "yusuf"]), (23, 1), (9, 24, 3), [4, 4, 2]),
    at(row("Payments", "PAY", PRODUCT, "Money arrives, and goes back when it must.", ["tomasz", "omar", "carla"]), (23, 1), (12, 19, 1), [4, 3, 3]),
    at(row("Identity", "IDN", PRODUCT, "People get in, nobody else does.", ["priya", "sofia", "emil"]), (22, 1), (10, 16, 0), [4, 3, 3]),
    at(row("Mobile", "MOB", PRODUCT, "The shop in every pocket.", ["samuel", "ben", "hana"]), (15, 1), (17, 29, 2), [4, 3, 2]),
    at(row("Catalogue", "CAT", PRODUCT, "Every offer, described once and right.", ["jonas", "nora", "luis"]), (23, 1), (16, 21, 1), [3, 4, 4]),
    at(row("Search", "SEA", PRODUCT, "People find what they mean.", ["aiko", "kenji", "leo"]), (21, 1), (14, 17, 0), [4, 4, 4]),
    at(row("Data", "DAT", PRODUCT, "Numbers that others can trust.", ["mateus", "amara", "freja"]), (30, 0), (1, 18, 0), [4, 4, 3]),
    at(row("Platform", "PLT", PRODUCT, "The ground on which the others stand.", ["greta", "viktor", "noah"]), (31, 0), (2, 20, 1), [3, 4, 4]),
    at(row("Warehouse", "WHS", LOGISTICS, "What is ordered leaves within a day.", ["wilma", "pavel", "ana"]), (12, 1), (8, 15, 1), [4, 4, 4]),
    at(row("Delivery", "DLV", LOGISTICS, "Parcels arrive when people are at home.", ["diego", "mei", "oskar"]), (12, 1), (7, 14, 0), [3, 3, 4]),
    row("Returns", "RET", LOGISTICS, "Sending back is as easy as buying.", ["rosa", "tariq", "vera"]),
];

const PEOPLE: &[(&str, &str)] = &[
    ("ruth", "Ruth Adler"),
    ("daniel", "Daniel Brandt"),
    ("helen", "Helen Carver"),
    ("lars", "Lars Nygaard"),
    ("edith", "Edith Stone"),
    ("ines", "Ines Moreau"),
    ("tomasz", "Tomasz Wolski"),
    ("priya", "Priya Raman"),
    ("samuel", "Samuel Okoye"),
    ("jonas", "Jonas Lindqvist"),
    ("aiko", "Aiko Tanaka"),
    ("mateus", "Mateus Rocha"),
    ("greta", "Greta Hofmann"),
    ("wilma", "Wilma Janssen"),
    ("diego", "Diego Alvarez"),
    ("rosa", "Rosa Conti"),
    ("lena", "Lena Fischer"),
    ("omar", "Omar Haddad"),
    ("sofia", "Sofia Marques"),
    ("ben", "Ben Whitfield"),
    ("nora", "Nora Eide"),
    ("kenji", "Kenji Mori"),
    ("amara", "Amara Diallo"),
    ("viktor", "Viktor Novak"),
    ("pavel", "Pavel Horak"),
    ("mei", "Mei Chen"),
    ("tariq", "Tariq Aziz"),
    ("yusuf", "Yusuf Demir"),
    ("carla", "Carla Rossi"),
    ("emil", "Emil Sandberg"),
    ("hana", "Hana Kovac"),
    ("luis", "Luis Ortega"),
    ("leo", "Leo Marchetti"),
    ("freja", "Freja Lund"),
    ("noah", "Noah Peeters"),
    ("ana", "Ana Petrova"),
    ("oskar", "Oskar Berg"),
    ("vera", "Vera Silva"),
];

/// The id of a person: made from the handle's place, the same every time.
pub(super) fn person(handle: &str) -> PersonId {
    let place = PEOPLE.iter().position(|(known, _)| *known == handle).unwrap_or(0);
    let mut random = SplitMix(0x4841_5242_4f55_5200 + place as u64);
    PersonId(u128::from(random.bits()) << 64 | u128::from(random.bits()))
}

/// Everybody, with what is known of them.
pub(super) fn profiles() -> Vec<Profile> {
    let profile =
        |(handle, name): &(&'static str, &'static str)| Profile { person: person(handle), name, handle, mail: format!("{handle}@harbour.example") };
    PEOPLE.iter().map(profile).collect()
}
