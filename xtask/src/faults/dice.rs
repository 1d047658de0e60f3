//! Chance that repeats: SplitMix64 (Steele, Lea, Flood 2014), so that a seed gives the same run on every machine.

/// A row of numbers that follows from its seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Another row, for a part with a number of its own.
    pub fn of(seed: u64, part: u64) -> Self {
        // Both are mixed: rows that begin a step apart would be the same row.
        Self(Self(seed).next() ^ Self(!part).next().rotate_left(32))
    }

    /// What chance wants of the client of a key: the same each time that it is sent.
    pub fn of_key(key: &str) -> Self {
        Self(key.get(..16).and_then(|half| u64::from_str_radix(half, 16).ok()).unwrap_or_default())
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or(0)
    }

    /// A place in something of that length.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or(0)
    }

    /// Whether something happens that happens `times` of `of` times.
    pub fn happens(&mut self, times: u64, of: u64) -> bool {
        self.below(of) < times
    }

    /// 32 letters and digits, as a form's key.
    pub fn key(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_row_every_time() {
        let row = |seed| (0..5).map(|_| 0).scan(Dice::new(seed), |dice, _| Some(dice.next())).collect::<Vec<u64>>();
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
        let own = |part| (0..50).map(|_| 0).scan(Dice::of(1, part), |dice, _| Some(dice.next())).collect::<Vec<u64>>();
        assert!(own(1).iter().all(|number| !own(2).contains(number)), "parts have rows of their own");
        // Published: the first number of seed 0.
        assert_eq!(row(0)[0], 0xe220_a839_7b1d_cdaf);
    }
}
