//! Insights: what a group can learn from the last weeks, against those before. Findings are the headings of the charts,
//! every figure opens how it was computed, and what makes no difference is said too.
//!
//! Never per person and no ranking of teams; a pair of teams is shown to both and the Master. A team's confidence against what came of it is shown to that team only.
//! The figures are `rowlock_analysis::model::insights`; here they are put into words and drawn.

mod causes;
mod curves;
mod download;
mod health;
mod own;
mod page;
mod pairs;
mod parts;
mod promises;
mod sums;

pub(crate) use curves::sure;
pub(crate) use own::is_own;

use crate::routes::Routes;

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/groups/{group}/insights", page::show);
    routes.get("/{workspace}/groups/{group}/insights.csv", download::show);
}
