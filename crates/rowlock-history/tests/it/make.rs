//! Sound histories made by chance: several clients at one log, each deed taking effect at some moment between its begin and its end.

use rowlock_history::{Answer, Asked, Deed, History, Notice, Stream};

/// SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// A history of so many deeds by three clients, and who did each.
pub fn sound(seed: u64, deeds: u64) -> (History, Vec<usize>) {
    let mut dice = Dice(seed);
    let (mut history, mut clients, mut free) = (History::default(), Vec::new(), [0_u64; 3]);
    let mut now: u64 = 0;
    for n in 0..deeds {
        // Effects happen one after the other; begins and ends lie around them.
        now += 10;
        let client = dice.below(3) as usize;
        let began = free[client].max(now.saturating_sub(dice.below(40))) + 1;
        let effect = now.max(began);
        now = effect;
        let ended = effect + 1 + dice.below(40);
        free[client] = ended;
        let head = history.log.last().map_or(0, |(version, _)| *version);
        let (asked, answer) = deed(&mut history, &mut dice, head, n);
        history.deeds.push(Deed { began, ended, asked, answer });
        clients.push(client);
    }
    history.streams.push(follow(&history));
    (history, clients)
}

fn deed(history: &mut History, dice: &mut Dice, head: u64, n: u64) -> (Asked, Answer) {
    if dice.below(3) == 0 {
        let keys = history.log.iter().map(|(_, key)| key.clone()).collect();
        return (Asked::Read, Answer::Read(head, Some(keys)));
    }
    let key = format!("k{n}");
    let expected = if dice.below(4) == 0 { head.saturating_sub(1) } else { head };
    let asked = Asked::Append { key: key.clone(), expected: Some(expected) };
    if expected != head {
        return (asked, Answer::Conflict(head));
    }
    history.log.push((head + 1, key));
    (asked, Answer::Appended(head + 1))
}

/// A stream that is told of every append as soon as it is answered, two at a time where that is possible.
fn follow(history: &History) -> Stream {
    let notice = |part: &[(u64, String)]| {
        let last = part.last().unwrap();
        Notice { at: u64::MAX - 1, version: last.0, names: Some(part.iter().map(|(_, key)| key.clone()).collect()) }
    };
    Stream { from: 0, notices: history.log.chunks(2).map(notice).collect() }
}
