//! How a dependency stands, as mark and word; the sentence of counts; names of teams.

use crate::ui::format;
use crate::ui::status::{self, State};
use crate::view::View;
use maud::Markup;
use rowlock_domain::dependency::query::{Late, LateKind, Outlook, Standing, Tally};
use rowlock_domain::dependency::{Dependency, DependencyState};
use rowlock_domain::{Member, TeamId};

/// The mark of a standing.
pub(super) fn state_of(standing: Standing) -> State {
    match standing {
        Standing::Late(_) => State::Late,
        Standing::AtRisk => State::Risk,
        Standing::NoPromise => State::NoneYet,
        Standing::OnTrack => State::Ok,
        Standing::Delivered(_) | Standing::Accepted => State::Done,
        Standing::Declined | Standing::Withdrawn => State::New,
    }
}

/// Its words, short: "7 d late", "No promise yet".
pub(super) fn standing_words(standing: Standing, dependency: &Dependency) -> String {
    match standing {
        Standing::Late(Late { days, kind: LateKind::NoPromise }) => format!("No promise, needed {} ago", format::days(days)),
        Standing::Late(Late { days, .. }) => format!("{} late", format::days(days)),
        Standing::AtRisk => "At risk".to_owned(),
        Standing::NoPromise if matches!(dependency.state, DependencyState::Countered { .. }) => "Countered, no promise".to_owned(),
        Standing::NoPromise => "No promise yet".to_owned(),
        Standing::OnTrack => "On track".to_owned(),
        Standing::Delivered(0) => "Delivered today, not yet accepted".to_owned(),
        Standing::Delivered(days) => format!("Delivered, not yet accepted, {}", format::days(days)),
        Standing::Accepted => "Accepted".to_owned(),
        Standing::Declined => "Declined".to_owned(),
        Standing::Withdrawn => "No longer needed".to_owned(),
    }
}

/// Mark and words of how it stands.
pub(crate) fn standing_status(outlook: &Outlook<'_>, dependency: &Dependency) -> Markup {
    let standing = outlook.standing(dependency);
    status::status(state_of(standing), standing_words(standing, dependency))
}

/// "11 open: 2 late, 2 at risk, 2 without a promise, 5 on track."
pub(super) fn tally_words(tally: &Tally) -> String {
    if tally.open() == 0 {
        return "Nothing is open.".to_owned();
    }
    let parts = [
        (tally.late, "late"),
        (tally.at_risk, "at risk"),
        (tally.no_promise, "without a promise"),
        (tally.delivered, "delivered, not yet accepted"),
        (tally.on_track, "on track"),
    ];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{} {words}", format::count(*n as usize))).collect();
    format!("{} open: {}.", format::count(tally.open() as usize), said.join(", "))
}

/// A team's name.
pub(super) fn team_name(view: &View, team: TeamId) -> String {
    view.model.member_name(Member::Team(team)).to_owned()
}

/// A title cut to a few letters for a drawing.
pub(super) fn shortened(title: &str, most: usize) -> String {
    if title.chars().count() <= most {
        return title.to_owned();
    }
    let cut: String = title.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_counts_what_is_open_and_leaves_out_nothing() {
        let tally = Tally { late: 2, at_risk: 2, no_promise: 2, on_track: 5, delivered: 0 };
        assert_eq!(tally_words(&tally), "11 open: 2 late, 2 at risk, 2 without a promise, 5 on track.");
        assert_eq!(tally_words(&Tally::default()), "Nothing is open.");
        let delivered = Tally { delivered: 1, ..Tally::default() };
        assert_eq!(tally_words(&delivered), "1 open: 1 delivered, not yet accepted.");
    }

    #[test]
    fn long_titles_are_cut_with_a_sign() {
        assert_eq!(shortened("Refund API", 22), "Refund API");
        assert_eq!(shortened("Refund API for guest orders", 12), "Refund API…");
    }
}
