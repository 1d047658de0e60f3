//! Expected delays, and what talking is worth, as pages show them: all from the one shared outlook of a group.
//!
//! Whoever serves a page looks ahead first (`View::outlook`); what is drawn then asks here and never waits. Without
//! enough history there are no numbers, and pages rank in words.

use crate::ui::how::How;
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::agenda::plan::days_in_words;
use rowlock_analysis::model::agenda::{Topics, delayed, hint, topics};
use rowlock_analysis::model::outlook::{Cause, Element, Outlook};
use rowlock_analysis::{Basis, Status};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::About;
use rowlock_domain::{GroupId, Thing, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Less is no delay to name.
const LEAST_DAYS: f64 = 0.05;

/// The expected delay that one thing causes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Delay {
    /// Calendar days, summed over the goals that have numbers.
    pub days: f64,
    /// In words: "2 days", "half a day"; "some" where no number may be told.
    pub words: String,
    /// To which goals, also those of which it is too early to say by how much.
    pub whom: String,
}

/// Expected delays by thing; empty where nobody can say.
pub(crate) type Delays = BTreeMap<Thing, Delay>;

/// What delays goals of a group, if that has been computed and there is history enough to say it in numbers.
pub(crate) fn delays(view: &View, group: &Group) -> Delays {
    view.outlook_known(group).map(|outlook| of(&view.model, &outlook)).unwrap_or_default()
}

fn of(model: &Workspace, outlook: &Outlook) -> Delays {
    if outlook.status != Status::Ok {
        return Delays::new();
    }
    outlook.causes.iter().filter_map(|cause| Some((thing(cause.element)?, delay(model, cause)?))).collect()
}

fn thing(element: Element) -> Option<Thing> {
    match element {
        Element::Impediment(id) => Some(Thing::Impediment(id)),
        Element::Dependency(id) => Some(Thing::Dependency(id)),
        Element::Work(_) => None,
    }
}

/// In numbers to the goals that have them, in words to the others.
fn delay(model: &Workspace, cause: &Cause) -> Option<Delay> {
    let days = if cause.delay_days >= LEAST_DAYS { cause.delay_days } else { 0.0 };
    let counted = delayed(model, cause).filter(|_| days > 0.0);
    let words = if counted.is_some() { days_in_words(days) } else { "some".to_owned() };
    let whom: Vec<String> = counted.into_iter().chain(hint(model, cause)).collect();
    (!whom.is_empty()).then(|| Delay { days, words, whom: format!("to {}", whom.join(" and ")) })
}

/// How expected delays are computed, from what, how sure; nothing where there are none.
pub(crate) fn how_delays(view: &View, group: &Group) -> Markup {
    let Some(outlook) = view.outlook_known(group).filter(|outlook| outlook.status == Status::Ok) else { return html! {} };
    let model = format!(
        "Expected delay = how much earlier goals would be done on average without the thing, by the same futures, summed over the goals; \
         those with fewer than five weeks of history, or by opinion, are told in words and not summed; \
         the twenty things that drive most futures are looked at. {}",
        outlook.basis.model
    );
    let basis = Basis { model, ..outlook.basis.clone() };
    How { basis: &basis, as_of: &view.as_of_morning(outlook.as_of, &group.zone), sure: DELAYS_SURE }.render()
}

/// How sure expected delays are.
pub(crate) const DELAYS_SURE: &str =
    "Each delay is the mean over thousands of futures with and without the thing; what ranks close together may as well rank the other way round.";

/// The same of what talking is worth, where it comes from these delays.
pub(crate) fn how_talking(view: &View, group: &Group, talking: &Topics, sure: &str) -> Markup {
    let day = talking.basis.as_of.as_deref().and_then(|day| day.parse().ok()).unwrap_or_else(|| view.today(&group.zone));
    How { basis: &talking.basis, as_of: &view.as_of_morning(day, &group.zone), sure }.render()
}

/// How much a topic weighs in a ranking by expected delay.
pub(crate) fn weight(delays: &Delays, about: About) -> u64 {
    let About::Thing(thing) = about else { return 0 };
    delays.get(&thing).map_or(0, |delay| rowlock_analysis::agenda::plan::thousandths(delay.days))
}

/// What talking is worth in a group's meeting; kept per version.
pub(crate) fn talking(view: &View, group: GroupId) -> Option<Arc<Topics>> {
    let group = view.model.group(group)?;
    let outlook = view.outlook_known(group)?;
    Some(view.memo_whole("what talking is worth", Thing::Group(group.id), &group.zone, || topics(&view.moment(&group.zone), group.id, &outlook)))
}
