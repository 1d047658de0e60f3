//! Random numbers by counter: each draw is a function of (seed, trial, stream, number of the draw), never of what was
//! drawn before. So threads, their order, and leaving something out change no other draw: futures with and without
//! an element share all their chance (common random numbers).
//!
//! The mixing is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA, with Stafford's variant 13); where
//! many draws of many streams are needed side by side, one of 32 bits that fills vectors (Wellons 2018).

/// 2^64 divided by the golden ratio: counters times this never come close to each other.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// All draws of one trial for one stream (a team, an arrival).
#[derive(Clone, Copy, Debug)]
pub struct Stream(u64);

impl Stream {
    /// The stream `name` of a trial under a seed.
    #[inline]
    #[must_use]
    pub const fn new(seed: u64, name: u64, trial: u64) -> Self {
        Self::of(Self::named(seed, name), trial)
    }

    /// What all trials of a stream share; give it to [`Stream::of`].
    #[inline]
    #[must_use]
    pub const fn named(seed: u64, name: u64) -> u64 {
        mix(mix(seed.wrapping_add(GOLDEN)) ^ name.wrapping_mul(GOLDEN))
    }

    /// One trial of a named stream.
    #[inline]
    #[must_use]
    pub const fn of(named: u64, trial: u64) -> Self {
        Self(mix(named.wrapping_add(trial.wrapping_mul(GOLDEN))))
    }

    /// 64 random bits.
    #[inline]
    #[must_use]
    pub const fn bits(self, draw: u64) -> u64 {
        mix(self.0.wrapping_add(draw.wrapping_mul(GOLDEN)))
    }

    /// The stream as [`mixed`] takes it.
    #[inline]
    #[must_use]
    pub const fn halves(self) -> (u32, u32) {
        (self.0 as u32, (self.0 >> 32) as u32)
    }

    /// A number of `0..many`, each equally likely (to one part in 2^32 / `many`).
    #[inline]
    #[must_use]
    pub const fn below(self, draw: u64, many: u32) -> u32 {
        scale(self.bits(draw) as u32, many)
    }

    /// A number above 0 and below 1, in steps of 2^-53.
    #[inline]
    #[must_use]
    pub fn unit(self, draw: u64) -> f64 {
        ((self.bits(draw) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// A waiting time with that many events per unit of time, by inversion.
    #[must_use]
    pub fn exponential(self, draw: u64, rate: f64) -> f64 {
        -self.unit(draw).ln() / rate
    }

    /// A standard normal number (Box & Muller 1958); uses draws `2 draw` and `2 draw + 1`.
    #[must_use]
    pub fn normal(self, draw: u64) -> f64 {
        let radius = (-2.0 * self.unit(2 * draw).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit(2 * draw + 1)).cos()
    }
}

/// 32 random bits: a draw of the stream with these halves.
#[inline]
#[must_use]
pub const fn mixed(low: u32, high: u32, draw: u32) -> u32 {
    let z = low.wrapping_add(draw.wrapping_mul(GOLDEN as u32 | 1));
    let z = (z ^ (z >> 16)).wrapping_mul(0x21F0_AAAD);
    let z = (z ^ (z >> 15)).wrapping_add(high).wrapping_mul(0xD35A_2D97);
    z ^ (z >> 15)
}

/// 32 random bits as a number of `0..many` (Lemire 2019, without the rejection step).
#[inline]
#[must_use]
pub const fn scale(bits: u32, many: u32) -> u32 {
    ((bits as u64 * many as u64) >> 32) as u32
}
