//! What always holds in a model, whatever was done.

use crate::{
    GroupId, Member, Workspace,
    group::{DEEPEST, Group},
    impediment::ImpedimentState,
};

/// Asserts what DOMAIN says always holds, as far as it can be seen in the model.
///
/// # Panics
/// When it does not.
pub fn assert_sound(workspace: &Workspace) {
    assert_numbers_dense(workspace);
    assert_versions(workspace);
    assert_structure(workspace);
    assert_ends_differ(workspace);
    assert_owners_are_people(workspace);
}

macro_rules! dense {
    ($workspace:ident, $($vector:ident),*) => {$(
        for (index, thing) in $workspace.$vector.iter().enumerate() {
            assert_eq!(thing.id.index(), index, concat!("numbers of ", stringify!($vector), " are dense"));
        }
    )*};
}

fn assert_numbers_dense(workspace: &Workspace) {
    dense!(workspace, teams, groups, series, meetings, impediments, dependencies, risks, goals, items, decisions, follow_ups, heads_ups);
}

fn assert_versions(workspace: &Workspace) {
    assert_eq!(workspace.journal.len() as u64, workspace.version, "each version has its event");
    for (version, recorded) in (1u64..).zip(&workspace.journal) {
        assert_eq!(recorded.stamp.version, version);
        assert!(recorded.stamp.last >= version && recorded.stamp.last <= workspace.version);
    }
    assert!(workspace.touched.values().all(|version| *version <= workspace.version), "nothing is touched in the future");
    for (thing, history) in &workspace.histories {
        assert!(history.iter().zip(history.iter().skip(1)).all(|(earlier, later)| earlier < later), "{thing}: its history is in order");
        assert!(history.last().is_some_and(|last| *last <= workspace.touched(*thing)), "{thing}: touched at least when its history says");
    }
}

fn assert_structure(workspace: &Workspace) {
    assert!(!workspace.administrators.is_empty(), "somebody administers");
    for group in &workspace.groups {
        assert!(workspace.upwards(group.id).count() <= DEEPEST, "{}: too deep, or its own ancestor", group.id);
        assert_seats(workspace, group);
    }
    for team in &workspace.teams {
        let home = workspace.group(team.home).expect("a team has a home");
        assert_eq!(home.seats.contains_key(&Member::Team(team.id)), team.archived_at.is_none(), "{}: its seat", team.id);
    }
}

fn assert_seats(workspace: &Workspace, group: &Group) {
    let seats_here = |child: GroupId| workspace.group(child).is_some_and(|g| g.parent == Some(group.id) && g.archived_at.is_none());
    for (member, seat) in &group.seats {
        match member {
            Member::Team(team) => assert!(workspace.team(*team).is_some_and(|t| t.home == group.id && t.archived_at.is_none())),
            Member::Group(child) => assert!(seats_here(*child)),
        }
        let tenures = || seat.tenures.iter();
        assert!(tenures().zip(tenures().skip(1)).all(|(earlier, later)| earlier.until.is_some_and(|until| until <= later.from)), "one at a time");
        assert!(tenures().all(|tenure| workspace.person(tenure.person).is_some()));
    }
    let mut ordered: Vec<Member> = group.order.iter().copied().collect();
    ordered.sort();
    assert!(ordered.iter().eq(group.seats.keys()), "{}: its order names each seat once", group.id);
    assert!(group.archived_at.is_none() || group.seats.is_empty(), "{}: archived and not empty", group.id);
}

fn assert_ends_differ(workspace: &Workspace) {
    for dependency in &workspace.dependencies {
        assert_ne!(dependency.consumer, dependency.provider, "{}", dependency.id);
        assert!(!dependency.waits_for.contains(&dependency.id), "{}", dependency.id);
    }
}

fn assert_owners_are_people(workspace: &Workspace) {
    let owners = workspace.impediments.iter().filter_map(|i| i.owner).chain(workspace.follow_ups.iter().filter_map(|f| f.owner));
    for owner in owners {
        assert!(workspace.person(owner).is_some(), "an owner is a person of the workspace");
    }
    let follow_ups = workspace.follow_ups.iter().filter(|f| f.is_open()).filter_map(|f| f.owner);
    let impediments = workspace.impediments.iter().filter(|i| i.state == ImpedimentState::Owned).filter_map(|i| i.owner);
    for owner in follow_ups.chain(impediments) {
        assert!(workspace.person(owner).is_some_and(|p| p.left_at.is_none()), "who left owns nothing open");
    }
}
