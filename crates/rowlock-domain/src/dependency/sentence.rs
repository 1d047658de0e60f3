//! Dependencies in sentences: how one stands, and why. They speak of a promise, never of a team's reliability.

use super::{
    Dependency, DependencyState,
    outlook::{Late, LateKind, Outlook, Reason, Standing},
};
use crate::{Date, Member, TeamId, wording};

/// `once`, `twice`, `3 times`.
#[must_use]
pub fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    }
}

impl Outlook<'_> {
    fn name(&self, team: TeamId) -> &str {
        self.moment.workspace.member_name(Member::Team(team))
    }

    fn day(&self, date: Date) -> String {
        wording::day(date, self.moment.today)
    }

    /// How it stands, in two or three words: `7 days late`, `no promise, needed 3 days ago`, `on track`.
    #[must_use]
    pub fn short(&self, dependency: &Dependency) -> String {
        match self.standing(dependency) {
            Standing::Late(Late { days, kind: LateKind::NoPromise }) => format!("no promise, needed {} ago", wording::days(days)),
            Standing::Late(Late { days, .. }) => format!("{} late", wording::days(days)),
            Standing::AtRisk => "at risk".to_owned(),
            Standing::NoPromise if matches!(dependency.state, DependencyState::Countered { .. }) => "countered, no promise".to_owned(),
            Standing::NoPromise => "no promise".to_owned(),
            Standing::OnTrack => "on track".to_owned(),
            Standing::Delivered(0) => "delivered today, not yet accepted".to_owned(),
            Standing::Delivered(days) => format!("delivered {} ago, not yet accepted", wording::days(days)),
            Standing::Accepted => "accepted".to_owned(),
            Standing::Declined => "declined".to_owned(),
            Standing::Withdrawn => "withdrawn".to_owned(),
        }
    }

    /// What is wrong with it, as a headline.
    #[must_use]
    pub fn headline(&self, dependency: &Dependency) -> String {
        let (title, consumer, provider) = (&dependency.title, self.name(dependency.consumer), self.name(dependency.provider));
        match self.standing(dependency) {
            Standing::Late(Late { days, kind: LateKind::NoPromise }) => {
                format!("{title}: no promise from {provider}, needed {} ago", wording::days(days))
            }
            Standing::Late(Late { days, .. }) => format!("{title} comes {} late for {consumer}", wording::days(days)),
            Standing::AtRisk => format!("{title} for {consumer} is at risk"),
            Standing::NoPromise => format!("{title}: no promise from {provider} yet"),
            Standing::OnTrack => format!("{title} for {consumer} is on track"),
            Standing::Delivered(_) => format!("{title} is delivered, not yet accepted by {consumer}"),
            Standing::Accepted => format!("{title} works at {consumer}"),
            Standing::Declined => format!("{title} was declined by {provider}"),
            Standing::Withdrawn => format!("{title} is no longer needed by {consumer}"),
        }
    }

    /// Why it stands so, in one or two sentences.
    #[must_use]
    pub fn why(&self, dependency: &Dependency) -> String {
        let (consumer, provider) = (self.name(dependency.consumer), self.name(dependency.provider));
        match &dependency.state {
            DependencyState::Requested => self.asked(dependency),
            DependencyState::Countered { on, offer } => {
                let offer = match on {
                    Some(on) => self.day(*on),
                    None if offer.is_empty() => "something else".to_owned(),
                    None => format!("something else (“{offer}”)"),
                };
                format!("{provider} offers {offer}; {consumer} has not answered. {}", self.need(dependency))
            }
            DependencyState::Promised => self.promised(dependency),
            DependencyState::Delivered => {
                let days = dependency.delivered_at.map_or(0, |at| self.moment.days_since(at));
                let when = if days == 0 { "today".to_owned() } else { format!("{} ago", wording::days(days)) };
                format!("{provider} delivered it {when}; {consumer} has not said whether it works.")
            }
            DependencyState::Accepted => format!("{consumer} says that it works."),
            DependencyState::Declined(why) | DependencyState::Withdrawn(why) => why.to_string(),
        }
    }

    fn need(&self, dependency: &Dependency) -> String {
        let consumer = self.name(dependency.consumer);
        dependency.needed_by().map_or_else(|| format!("{consumer} named no date yet."), |need| format!("{consumer} needs it on {}.", self.day(need)))
    }

    fn asked(&self, dependency: &Dependency) -> String {
        let (consumer, asked_on) = (self.name(dependency.consumer), self.moment.date_of(dependency.asked_at));
        let days = self.moment.days_since(dependency.asked_at);
        let waited = if days == 0 { "today".to_owned() } else { format!("on {}; no answer for {}", self.day(asked_on), wording::days(days)) };
        format!("{consumer} asked {waited}. {}", self.need(dependency))
    }

    fn promised(&self, dependency: &Dependency) -> String {
        let (consumer, provider) = (self.name(dependency.consumer), self.name(dependency.provider));
        let Some(promise) = dependency.promised_for() else { return String::new() };
        let on = self.day(promise);
        let begin = match dependency.slips() {
            0 => format!("{provider} promised {on}"),
            slips => format!("{provider} moved the promise {}, now to {on}", times(slips)),
        };
        let passed = if promise < self.moment.today { ", which has passed" } else { "" };
        let need = match dependency.needed_by() {
            Some(need) => format!("{consumer} needs it on {}", self.day(need)),
            None => format!("{consumer} named no date yet"),
        };
        let risks: String = self.at_risk(dependency).into_iter().map(|reason| format!(" {}", self.reason(dependency, reason))).collect();
        format!("{begin}{passed}; {need}.{risks}")
    }

    /// A reason of risk as a sentence.
    #[must_use]
    pub fn reason(&self, dependency: &Dependency, reason: Reason) -> String {
        let provider = self.name(dependency.provider);
        match reason {
            Reason::Doubt { confidence, at } => {
                format!("{provider} gave its sprint goal {confidence} of 5 on {}.", self.day(self.moment.date_of(at)))
            }
            Reason::Stopped(impediment) => format!("{impediment} stops work at {provider}."),
            Reason::InputLate(input, days) => format!("{input}, for which it waits, is {} late.", wording::days(days)),
            Reason::InputUnpromised(input) => format!("{input}, for which it waits, is not promised."),
        }
    }
}
