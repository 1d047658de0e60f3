//! The numbers of the navigation, memoised per group.

use crate::ui::nav::NavCount;
use crate::view::View;
use rowlock_domain::Thing;
use rowlock_domain::dependency::query::Outlook;
use rowlock_domain::group::Group;
use rowlock_domain::scope::Scope;
use std::sync::Arc;

/// Numbers of one group and everything below it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Open impediments.
    pub open_impediments: usize,
    /// Dependencies that are late.
    pub late_dependencies: usize,
    /// Open dependencies.
    pub open_dependencies: usize,
    /// Open follow-ups past their date.
    pub overdue_follow_ups: usize,
    /// Whether there is a product goal.
    pub has_goals: bool,
    /// Whether there is also enough progress to look ahead.
    pub has_forecast: bool,
    /// Whether there is something to learn from: an impediment that is over, or a closed meeting.
    pub has_insights: bool,
}

impl Counts {
    /// Beside "Impediments".
    #[must_use]
    pub fn impediments(&self) -> Option<NavCount> {
        (self.open_impediments > 0).then_some(NavCount { number: self.open_impediments, what: "open", state: None })
    }

    /// Beside "Dependencies": the late ones in crimson, else the open ones.
    #[must_use]
    pub fn dependencies(&self) -> Option<NavCount> {
        use crate::ui::status::State;
        if self.late_dependencies > 0 {
            return Some(NavCount { number: self.late_dependencies, what: "late", state: Some(State::Late) });
        }
        (self.open_dependencies > 0).then_some(NavCount { number: self.open_dependencies, what: "open", state: None })
    }

    /// Beside "Follow-ups": those past their date.
    #[must_use]
    pub fn follow_ups(&self) -> Option<NavCount> {
        use crate::ui::status::State;
        (self.overdue_follow_ups > 0).then_some(NavCount { number: self.overdue_follow_ups, what: "overdue", state: Some(State::Late) })
    }
}

impl View {
    /// The group's numbers.
    #[must_use]
    pub fn nav_counts(&self, group: &Arc<Group>) -> Arc<Counts> {
        self.memo("nav counts", Thing::Group(group.id), &group.zone, || self.count(group))
    }

    fn count(&self, group: &Group) -> Counts {
        let model = &self.model;
        let today = self.today(&group.zone);
        let scope = Scope::below(model, group.id);
        let here = |id| scope.holds_group(id);
        let tally = Outlook::new(self.moment(&group.zone)).tally(|d| d.is_of(&scope));
        let [open, over] = model.impediments.iter().filter(|i| here(i.group)).fold([0, 0], |mut counts, i| {
            counts[usize::from(!i.is_open())] += 1;
            counts
        });
        let has_goals = model.goals.iter().any(|g| matches!(g.of, rowlock_domain::goal::GoalOf::Group(id) if here(id)));
        Counts {
            has_goals,
            has_forecast: has_goals && model.teams_within(group.id).any(|team| has_history(team)),
            open_impediments: open,
            late_dependencies: tally.late as usize,
            open_dependencies: tally.open() as usize,
            overdue_follow_ups: model.follow_ups.iter().filter(|f| f.is_open() && here(f.group) && f.due.is_some_and(|due| due < today)).count(),
            has_insights: over > 0 || model.meetings.iter().any(|m| m.group == group.id && m.state == rowlock_domain::meeting::MeetingState::Closed),
        }
    }
}

/// Five weeks of progress (DOMAIN: small start); the page itself counts exactly.
fn has_history(team: &rowlock_domain::team::Team) -> bool {
    let (first, last) = (team.progress.keys().next(), team.progress.keys().next_back());
    first.zip(last).is_some_and(|(first, last)| rowlock_domain::time::days_between(*first, *last) >= 28)
}
