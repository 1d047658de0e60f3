//! Chance that follows from a seed: SplitMix64.

#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A row of its own for each part of a seed.
    pub fn of(seed: u64, part: u64) -> Self {
        Self(Self(seed).next() ^ Self(!part).next().rotate_left(32))
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }

    pub fn happens(&mut self, times: u64, of: u64) -> bool {
        self.below(of) < times
    }
}
