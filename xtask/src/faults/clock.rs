//! The clock jumps under a server (rowlock-engine's tests, which this runs: only there a clock can be set): time in the log never goes
//! back, nothing is asked for or reminded twice, no workspace leaves memory. A round is a seed.

use super::{Outcome, Plan, simulation};
use anyhow::Result;

pub(super) fn run(plan: &Plan) -> Result<Outcome> {
    simulation::seeds(plan, "no_jump_of_the_clock", " clocks from seed ")
}
