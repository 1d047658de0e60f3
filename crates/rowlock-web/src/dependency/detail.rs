//! One dependency: how it stands and why, every need and promise it ever had, its chain, its history, and what can be done.

use super::{actions, standing_status};
use super::{handshake, late};
use crate::changes;
use crate::error::WebError;
use crate::refused::Refused;
use crate::shell::{Frame, Place};
use crate::ui::section::section;
use crate::ui::status::{self, State};
use crate::ui::{format, notice};
use crate::view::View;
use crate::worth;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::dependency::query::{Outlook, circle, circle_in_words};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::goal::DateSet;
use rowlock_domain::{Date, DependencyId, Event, Instant, PersonId, Thing};
use std::sync::Arc;

pub(super) async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    let dependency = known(&view, &number)?;
    let home = view.model.team(dependency.consumer).and_then(|team| view.model.group(team.home)).ok_or(WebError::NotFound)?;
    view.outlook(home).await?;
    page(&view, known(&view, &number)?.id, &Refused::default())
}

/// The dependency of an address.
pub(super) fn known<'a>(view: &'a View, number: &str) -> Result<&'a Arc<Dependency>, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.dependency(DependencyId(number)).ok_or(WebError::NotFound)
}

pub(super) fn page(view: &View, id: DependencyId, refused: &Refused) -> Result<Markup, WebError> {
    let d = view.model.dependency(id).ok_or(WebError::NotFound)?;
    let home = view.model.team(d.consumer).map(|team| team.home).ok_or(WebError::NotFound)?;
    let group = view.model.group(home).ok_or(WebError::NotFound)?;
    let outlook = Outlook::new(view.moment(&group.zone));
    let title = id.to_string();
    let frame = Frame::of_thing(&title, Place::Dependencies, home, Thing::Dependency(id))
        .below("Dependencies", &format!("groups/{}/dependencies", group.slug));
    Ok(view.page(
        &frame,
        html! {
            (head(&outlook, d))
            (warnings(view, &outlook, d))
            div class="cols cols-main" {
                div.stack {
                    div class="stack-4 narrow" {
                        (handshake::shake(view, d, outlook.moment.today))
                        (handshake::gap(&outlook, d))
                    }
                    (section("h-dates", "Needs and promises", "every date it ever had", None, dates(view, &outlook, d)))
                    (late::section(view, &outlook, d))
                    (section("h-chain", "Waits for", "what must come first", None, handshake::chain(view, &outlook, id)))
                    (section("h-history", "History", "", None, changes::history(view, Thing::Dependency(id), 50)))
                }
                aside.panel {
                    @if d.is_open() || matches!(d.state, DependencyState::Declined(_)) { (actions::panel(view, d, refused, None)) hr; }
                    @let delays = worth::delays(view, group);
                    (handshake::facts(view, &outlook, d, delays.get(&Thing::Dependency(id))))
                    @if delays.contains_key(&Thing::Dependency(id)) { (worth::how_delays(view, group)) }
                }
            }
        },
    ))
}

fn head(outlook: &Outlook<'_>, d: &Dependency) -> Markup {
    html! {
        header.pagehead {
            div.narrow {
                p class="m0 mb1 row" data-live="state" { (standing_status(outlook, d)) " " span.id { (d.id) } }
                h1 { (d.title) }
                p data-live="why" { (outlook.why(d)) }
            }
        }
    }
}

/// A need that lay in the past when it was written, and a circle in which it waits for itself.
fn warnings(view: &View, outlook: &Outlook<'_>, d: &Dependency) -> Markup {
    let past = d.needs.last().filter(|need| d.is_open() && need.date.is_some_and(|date| date < outlook.moment.date_of(need.at)));
    let circle = d.waits_for.iter().filter(|_| d.is_open()).find_map(|input| circle(&view.model, d.id, *input));
    html! {
        @if let Some(date) = past.and_then(|need| need.date) {
            (notice::notice(notice::Tone::Attention, format!("Its date, {}, had passed when it was written. It is kept, and counts as late from the first day; move the need if a later date would do.", format::day(date, outlook.moment.today))))
        }
        @if let Some(circle) = circle {
            (notice::notice(notice::Tone::Attention, format!("It waits for itself: {}. Untie one of them.", circle_in_words(&circle))))
        }
    }
}

/// Every need, offer and promise, newest first, with who moved it and why.
fn dates(view: &View, outlook: &Outlook<'_>, d: &Dependency) -> Markup {
    let needs = d.needs.iter().enumerate().map(|(n, set)| (set, true, d.needs.get(n.wrapping_sub(1)).and_then(|before| before.date)));
    let promises = d.promises.iter().enumerate().map(|(n, set)| (set, false, d.promises.get(n.wrapping_sub(1)).and_then(|before| before.date)));
    let all: Vec<(&DateSet, bool, Option<Date>)> = needs.chain(promises).collect();
    let today = outlook.moment.today;
    let dated = all.into_iter().map(|(set, is_need, before)| Dated {
        at: set.at,
        is_need,
        mark: mark_of(is_need, set.date, d.needed_by()),
        words: date_words(is_need, set.date, before, today),
        by: set.by,
        why: set.why.as_str(),
    });
    let mut all: Vec<Dated<'_>> = dated.chain(offers(view, d, today)).collect();
    all.sort_by_key(|dated| (std::cmp::Reverse(dated.at), dated.is_need));
    html! {
        ol.hist {
            @for dated in all {
                li {
                    time datetime=(format::iso(outlook.moment.date_of(dated.at))) { (format::day(outlook.moment.date_of(dated.at), today)) }
                    (status::mark(dated.mark))
                    div {
                        b.w6 { (dated.words) }
                        span.sub { @if let Some(by) = dated.by { (view.name(by)) } @else { "from a file" } @if !dated.why.is_empty() { ": " (dated.why) } }
                    }
                }
            }
        }
    }
}

/// One line among the dates.
struct Dated<'a> {
    at: Instant,
    is_need: bool,
    mark: State,
    words: String,
    by: Option<PersonId>,
    why: &'a str,
}

/// What the provider offered instead of a promise.
fn offers<'a>(view: &'a View, d: &Dependency, today: Date) -> impl Iterator<Item = Dated<'a>> {
    view.model.history(Thing::Dependency(d.id)).filter_map(move |recorded| {
        let Event::DependencyCountered(offer) = &recorded.event else { return None };
        let words = offer.on.map_or_else(|| "Offered something else".to_owned(), |on| format!("Offered for {} instead", format::day(on, today)));
        Some(Dated { at: recorded.stamp.at, is_need: false, mark: State::Risk, words, by: recorded.stamp.person(), why: offer.offer.as_str() })
    })
}

/// Late is a promise for later than the need, as in the list of changes; a move within the need is none.
fn mark_of(is_need: bool, date: Option<Date>, need: Option<Date>) -> State {
    match (is_need, date, need) {
        (true, ..) => State::New,
        (false, Some(date), Some(need)) if date > need => State::Late,
        (false, ..) => State::Ok,
    }
}

fn date_words(is_need: bool, date: Option<Date>, before: Option<Date>, today: Date) -> String {
    let day = date.map_or_else(|| "no date yet".to_owned(), |date| format::day(date, today));
    match (is_need, before) {
        (true, None) => format!("Needed by {day}"),
        (true, Some(before)) => format!("Now needed by {day}, before that {}", format::day(before, today)),
        (false, None) => format!("Promised for {day}"),
        (false, Some(before)) if date.is_some_and(|date| date > before) => format!("Slipped to {day}, before that {}", format::day(before, today)),
        (false, Some(before)) => format!("Promised earlier, for {day}, before that {}", format::day(before, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_date_says_what_it_was_before() {
        let today = date(2026, 11, 24);
        let (one, other) = (Some(date(2026, 11, 27)), Some(date(2026, 12, 4)));
        assert_eq!(date_words(true, one, None, today), "Needed by Fri 27 Nov");
        assert_eq!(date_words(true, None, None, today), "Needed by no date yet");
        assert_eq!(date_words(false, other, one, today), "Slipped to Fri 4 Dec, before that Fri 27 Nov");
        assert_eq!(date_words(false, one, other, today), "Promised earlier, for Fri 27 Nov, before that Fri 4 Dec");
        assert_eq!(mark_of(false, other, one), State::Late);
        assert_eq!(mark_of(false, other, other), State::Ok, "moved to exactly the need");
    }
}
