//! Random but plausible stories: commands of every noun over whatever the workspace holds, by anybody, as time passes.
//!
//! The same seed always makes the same story. Many commands are refused, as many are in life; a few name what does not exist.

mod meetings;
mod pick;
mod random;
mod structure;
mod waiting;
mod work;

pub use pick::Pick;
pub use random::Random;

use super::{RUTH, Story};
use crate::{
    Actor, Command, decide,
    take_back::{can_take_back, command::TakeBack},
};

/// Any command that might be given now.
pub fn command(pick: &mut Pick<'_>) -> Command {
    match pick.random.below(34) {
        0 => structure::workspace(pick),
        1 => structure::team(pick),
        2 => structure::team_time(pick),
        3 => structure::group(pick),
        4 => structure::seats(pick),
        5 | 6 => work::item(pick),
        7 | 8 => work::goal(pick),
        9 => work::notice(pick),
        10 | 11 => waiting::impediment(pick),
        12 | 13 => waiting::impediment_life(pick),
        14 => waiting::risk(pick),
        15 | 16 => waiting::dependency(pick),
        17 | 18 => waiting::handshake(pick),
        19 => meetings::series(pick),
        20 | 21 => meetings::plan(pick),
        22 | 23 => meetings::attend(pick),
        24 | 25 => meetings::run(pick),
        26 | 27 => meetings::relay(pick),
        28 | 29 => meetings::check_in(pick),
        30 | 31 => meetings::agreement(pick),
        _ => take_back(pick),
    }
}

/// What was lately done, by a slip of the hand.
fn take_back(pick: &mut Pick<'_>) -> Command {
    let back = u64::from(pick.count(3));
    TakeBack { version: pick.workspace.version.saturating_sub(back) }.into()
}

/// Who does what next; now and then the same person at once takes back what can be.
fn deed(random: &mut Random, story: &Story) -> (Actor, Command) {
    let last = story.workspace.journal.last().map(|recorded| recorded.stamp);
    if let Some(stamp) = last
        && can_take_back(&story.context(stamp.actor), stamp.version)
        && random.one_in(2)
    {
        return (stamp.actor, TakeBack { version: stamp.version }.into());
    }
    let actor = actor(random, story);
    (actor, command(&mut Pick { workspace: &story.workspace, random, now: story.now }))
}

/// Tells a story of that many commands in Harbour; `after_each` sees what stands after each accepted one.
#[must_use]
pub fn story(seed: u64, commands: usize, mut after_each: impl FnMut(&Story)) -> Story {
    let mut random = Random::seeded(seed);
    let mut story = Story::two_teams();
    for _ in 0..commands {
        let (actor, command) = deed(&mut random, &story);
        if let Ok(events) = decide(&story.context(actor), &command) {
            story.record(actor, &events);
            after_each(&story);
        }
        story = story.later_minutes(minutes(&mut random));
    }
    story
}

/// Mostly somebody who may, so that much happens; else anybody.
fn actor(random: &mut Random, story: &Story) -> Actor {
    if !random.one_in(3) {
        return random.one_of(&[Actor::Operator, Actor::Operator, RUTH.into()]);
    }
    if random.one_in(6) {
        return random.one_of(&[Actor::Reactor, Actor::Guest, Actor::Nobody]);
    }
    Pick { workspace: &story.workspace, random, now: story.now }.person().into()
}

/// Seconds to hours between two commands, now and then a weekend.
fn minutes(random: &mut Random) -> i64 {
    let long = if random.one_in(60) { 3 * 24 * 60 } else { 0 };
    let some = if random.one_in(4) { random.below(240) } else { random.below(3) };
    long + i64::try_from(some).unwrap_or(0)
}
