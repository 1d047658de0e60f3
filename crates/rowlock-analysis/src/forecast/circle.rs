//! Who waits for whom where the waits of a file lead in a circle.

use super::file::{GoalInput, Input};
use crate::network::{
    Components, cycles,
    names::{Named, Selfish},
    tell,
};
use std::collections::BTreeSet;

/// The circle that keeps a goal from a date, in words.
pub(super) fn circle(input: &Input, goal: &GoalInput) -> Option<String> {
    let edges = edges(input);
    let edges: Vec<(&str, &str)> = edges.iter().map(|(supplier, customer)| (supplier.as_str(), customer.as_str())).collect();
    let named = Named::new([], &edges, Selfish::Reject);
    let components = Components::new(&named.graph);
    let behind = behind(&edges, goal.needs.iter().map(|need| end(input, need)));
    let knots = components.knots();
    let members = knots.iter().find(|members| members.iter().any(|node| behind.contains(named.name(*node))))?;
    Some(tell::circle(&named.list(&cycles::shortest(&named.graph, &components, members))))
}

/// (supplier, customer): the waits, and that a team does its items in order.
fn edges(input: &Input) -> Vec<(String, String)> {
    let waits = input.waits.iter().map(|wait| (end(input, &wait.r#for).to_owned(), begin(input, &wait.who).to_owned()));
    let in_order = input.teams.values().flat_map(|team| team.items.windows(2).map(|pair| (pair[0].id.clone(), pair[1].id.clone())));
    waits.chain(in_order).collect()
}

/// What a name stands for where something waits for it: a team's last item.
fn end<'a>(input: &'a Input, name: &'a str) -> &'a str {
    input.teams.get(name).and_then(|team| team.items.last()).map_or(name, |item| &item.id)
}

/// What a name stands for where it waits: a team's first item.
fn begin<'a>(input: &'a Input, name: &'a str) -> &'a str {
    input.teams.get(name).and_then(|team| team.items.first()).map_or(name, |item| &item.id)
}

fn behind<'a>(edges: &[(&'a str, &'a str)], needs: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut open: Vec<&str> = needs.collect();
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if seen.insert(name) {
            open.extend(edges.iter().filter(|(_, customer)| *customer == name).map(|(supplier, _)| *supplier));
        }
    }
    seen
}
