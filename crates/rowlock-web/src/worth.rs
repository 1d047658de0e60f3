//! Expected delays, and what talking is worth, as pages show them: all from the one shared outlook of a group.
//!
//! Whoever serves a page looks ahead first (`View::outlook`); what is drawn then asks here and never waits. Without
//! enough history there are no numbers, and pages rank in words.

use crate::ui::how::How;
use crate::view::View;
use maud::{Markup, html};
use rowlock_analysis::agenda::plan::days_in_words;
use rowlock_analysis::model::agenda::{Topics, delayed, topics};
use rowlock_analysis::model::outlook::{Element, Outlook};
use rowlock_analysis::{Basis, Status};
use rowlock_domain::group::Group;
use rowlock_domain::meeting::About;
use rowlock_domain::{GroupId, Thing, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The expected delay that one thing causes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Delay {
    /// Calendar days, summed over goals.
    pub days: f64,
    /// In words: "2 days", "half a day".
    pub words: String,
    /// The goal that it delays most, and on whose opinion that rests.
    pub goal: String,
    /// Whether it rests on an opinion.
    pub is_opinion: bool,
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
    let delay = |cause: &rowlock_analysis::model::outlook::Cause| {
        let thing = match cause.element {
            Element::Impediment(id) => Thing::Impediment(id),
            Element::Dependency(id) => Thing::Dependency(id),
            Element::Work(_) => return None,
        };
        let days = cause.delay_days;
        (days >= 0.05).then(|| {
            (
                thing,
                Delay {
                    days,
                    words: days_in_words(days),
                    goal: delayed(model, cause).map_or_else(String::new, |whom| whom.to_string()),
                    is_opinion: !cause.opinions.is_empty(),
                },
            )
        })
    };
    outlook.causes.iter().filter_map(delay).collect()
}

/// How expected delays are computed, from what, how sure; nothing where there are none.
pub(crate) fn how_delays(view: &View, group: &Group) -> Markup {
    let Some(outlook) = view.outlook_known(group).filter(|outlook| outlook.status == Status::Ok) else { return html! {} };
    let model = format!(
        "Expected delay = how much earlier goals would be done on average without the thing, by the same futures, summed over the goals; \
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
