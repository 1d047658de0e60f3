//! Forecasts: thousands of futures from each team's own past weeks, what waits for what, impediments and promises.
//!
//! Model: in a future every team draws whole weeks, with replacement, from its past ones: one for each week ahead,
//! whether it works in it or waits. It does its items in order; an item begins at max(end of the one before, ends of
//! what it waits for) and ends when the weeks from then on have held its stories; a goal when the last thing it needs
//! is there. So in one future more work, a later start or a slower supplier never makes anything earlier. The goals
//! of one team share its weeks: nothing is scaled down to a part.
//! Time runs in calendar weeks from now; work time is a team's own. Reading workspaces is `model::forecast`'s.

pub mod answer;
mod answer_words;
mod circle;
mod draw;
pub mod drivers;
pub mod exact;
pub mod file;
pub mod future;
pub mod known;
pub mod plan;
mod program;
pub mod random;
pub mod spread;
mod variant;
mod work_time;

pub use drivers::{CLOSELY, Drivers, drivers, drivers_watched, without_each};
pub use future::{Futures, Run, run};
pub use plan::{Arrival, Edge, Goal, HORIZON_WEEKS, Handover, Node, Plan, Team, Weeks};
pub use program::Verdict;
pub use spread::{MEANS, Spread};
pub use work_time::WorkTime;
