//! Sentences for dependencies, impediments, risks, decisions and follow-ups.

use super::telling::{Kind, Teller, Telling};
use crate::ui::format;
use crate::ui::status::State;
use rowlock_domain::dependency::Dependency;
use rowlock_domain::impediment::Level;
use rowlock_domain::impediment::query::days_until;
use rowlock_domain::time::days_between;
use rowlock_domain::{DependencyId, Event, FollowUpId, ImpedimentId, Recorded, RiskId, TeamId, Thing};

pub(super) fn tell(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    dependency(teller, recorded)
        .or_else(|| dependency_wording(teller, recorded))
        .or_else(|| impediment(teller, recorded))
        .or_else(|| impediment_wording(teller, recorded))
        .or_else(|| risk(teller, recorded))
        .or_else(|| follow_up(teller, recorded))
        .or_else(|| decision(recorded))
}

fn on_dependency(teller: &Teller<'_>, id: DependencyId, state: State, fact: &str) -> Telling {
    let dependency = teller.model.dependency(id);
    let title = dependency.map_or("", |d| d.title.as_str());
    let ends: Vec<TeamId> = dependency.map(|d| vec![d.provider, d.consumer]).unwrap_or_default();
    Telling::new(Kind::Dependencies, state, format!("{id} {title}: {fact}")).about(Thing::Dependency(id)).teams(ends)
}

fn dependency(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id, state, fact: &str| on_dependency(teller, id, state, fact);
    Some(match &recorded.event {
        Event::DependencyRequested(e) => {
            let needed = e.needed_by.map_or_else(|| "no date yet".to_owned(), |date| format!("needed by {}", teller.day(date)));
            on(e.dependency, State::NoneYet, &format!("asked of {}", teller.team(e.provider)))
                .more(format!("for {}, {needed}", teller.team(e.consumer)))
        }
        Event::DependencyPromised(e) => on(e.dependency, State::Ok, &format!("promised for {}", teller.day(e.on))),
        Event::PromiseMoved(e) => moved(teller, recorded, e.dependency, e.on).more(e.why.to_string()),
        Event::NeedMoved(e) => {
            on(e.dependency, State::Risk, &format!("now needed by {}", teller.day_or(e.needed_by, "no date yet"))).more(e.why.to_string())
        }
        Event::DependencyCountered(e) => {
            let offer = e.on.map_or_else(|| "something else offered".to_owned(), |date| format!("{} offered instead", teller.day(date)));
            on(e.dependency, State::Risk, &offer).more(e.offer.to_string())
        }
        Event::CounterRefused(e) => on(e.dependency, State::NoneYet, "the offer does not help, the request stands").more(e.why.to_string()),
        Event::DependencyDeclined(e) => on(e.dependency, State::Late, "declined").more(e.why.to_string()),
        Event::DependencyRenewed(e) => on(e.dependency, State::NoneYet, "asked again").more(e.why.to_string()),
        Event::DependencyDelivered(e) => on(e.dependency, State::Done, "delivered, not yet accepted").more(e.note.to_string()),
        Event::DeliveryRefused(e) => on(e.dependency, State::Risk, "does not work yet").more(e.why.to_string()),
        Event::DeliveryTakenBack(e) => on(e.dependency, State::Ok, "delivery taken back"),
        Event::DependencyAccepted(e) => on(e.dependency, State::Done, "accepted"),
        Event::AcceptanceTakenBack(e) => on(e.dependency, State::Ok, "acceptance taken back"),
        Event::DependencyWithdrawn(e) => on(e.dependency, State::New, "no longer needed").more(e.why.to_string()),
        _ => return None,
    })
}

fn dependency_wording(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id, fact: &str| on_dependency(teller, id, State::New, fact);
    Some(match &recorded.event {
        Event::DependencyRetitled(e) => on(e.dependency, "worded otherwise").quiet(),
        Event::DoneWhenSet(e) => on(e.dependency, "done when").more(e.done_when.to_string()).quiet(),
        Event::DependencyChained(e) => on(e.dependency, &format!("waits for {}", e.waits_for)),
        Event::DependencyUnchained(e) => on(e.dependency, &format!("no longer waits for {}", e.waits_for)).quiet(),
        Event::DependencyPlaced(e) => on(e.dependency, "linked to what it serves and what yields it").quiet(),
        Event::DependencyReminded(e) => on(e.dependency, "reminded").quiet(),
        _ => return None,
    })
}

/// A moved promise: from where to where, the how-manieth time, and how late it is now.
fn moved(teller: &Teller<'_>, recorded: &Recorded, id: DependencyId, on: rowlock_domain::Date) -> Telling {
    let dependency = teller.model.dependency(id);
    let before = dependency.and_then(|d| d.promises.iter().rev().find(|p| p.at < recorded.stamp.at).and_then(|p| p.date));
    let late = dependency.and_then(|d| late_days(d, on));
    let state = if late.is_some() { State::Late } else { State::Ok };
    let from = before.map_or_else(String::new, |date| format!(" from {}", teller.day(date)));
    let late = late.map_or_else(String::new, |days| format!(", {days} d later than needed"));
    on_dependency(teller, id, state, &format!("promise moved{from} to {}{late}", teller.day(on)))
}

fn late_days(dependency: &Dependency, on: rowlock_domain::Date) -> Option<i64> {
    dependency.needed_by().map(|needed| days_between(needed, on)).filter(|days| *days > 0)
}

fn on_impediment(teller: &Teller<'_>, id: ImpedimentId, state: State, fact: &str) -> Telling {
    let impediment = teller.model.impediment(id);
    let title = impediment.map_or("", |i| i.title.as_str());
    let teams: Vec<TeamId> = impediment.map(|i| i.team.iter().chain(i.asked.iter()).copied().collect()).unwrap_or_default();
    let headline = if fact.is_empty() { format!("{id} {title}") } else { format!("{id} {title}: {fact}") };
    Telling::new(Kind::Impediments, state, headline).about(Thing::Impediment(id)).teams(teams)
}

fn impediment(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id, state, fact: &str| on_impediment(teller, id, state, fact);
    Some(match &recorded.event {
        Event::ImpedimentRaised(e) => {
            let of = e.team.map_or_else(|| "raised".to_owned(), |team| format!("raised for {}", teller.team(team)));
            let help = if e.asked.is_empty() { String::new() } else { format!(", asks {} for help", teller.teams(&e.asked)) };
            on(e.impediment, State::New, "").more(format!("{of}{help}"))
        }
        Event::ImpedimentOwned(e) => on(e.impediment, State::Owned, &format!("{} takes it", teller.name(e.owner))),
        Event::ImpedimentDisowned(e) => on(e.impediment, State::NoneYet, "has no owner any more").more(e.why.to_string()),
        Event::ImpedimentEscalated(e) => on(e.impediment, State::Escalated, &format!("escalated to {}", level(teller, e.to))).more(e.why.to_string()),
        Event::ImpedimentReturned(e) => {
            on(e.impediment, State::Owned, &format!("back from above to {}", level(teller, e.to))).more(e.answer.to_string())
        }
        Event::ImpedimentResolved(e) => {
            let moment = teller.view.moment(teller.zone);
            let days = teller.model.impediment(e.impediment).map_or(0, |i| days_until(&moment, i, recorded.stamp.at));
            on(e.impediment, State::Done, &format!("resolved after {}", format::days(days))).more(e.what_solved.to_string())
        }
        Event::ImpedimentConfirmed(e) => on(e.impediment, State::Done, "confirmed by the team that raised it"),
        Event::ImpedimentReopened(e) => on(e.impediment, State::NoneYet, "is back").more(e.why.to_string()),
        Event::ImpedimentWithdrawn(e) => on(e.impediment, State::New, "taken back").more(e.why.to_string()),
        Event::ImpedimentMerged(e) => on(e.impediment, State::New, &format!("lives on in {}", e.into)),
        Event::ContributionMade(e) => on(e.impediment, State::New, e.kind.word()).more(e.text.to_string()),
        _ => return None,
    })
}

fn impediment_wording(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id, fact: &str| on_impediment(teller, id, State::New, fact).quiet();
    Some(match &recorded.event {
        Event::ImpedimentRetitled(e) => on(e.impediment, "worded otherwise"),
        Event::ImpedimentDescribed(e) => on(e.impediment, "described").more(e.details.to_string()),
        Event::SeveritySet(e) => on(e.impediment, &format!("{} work", e.severity.word())),
        Event::HeldBackNamed(e) => on(e.impediment, &format!("holds back {}", teller.teams(&e.teams))),
        Event::HelpAsked(e) => on(e.impediment, &format!("help asked of {}", teller.teams(&e.teams))),
        Event::GoalEndangered(e) => on(e.impediment, "the goal it endangers"),
        _ => return None,
    })
}

fn level(teller: &Teller<'_>, level: Level) -> String {
    match level {
        Level::Group(group) => teller.model.group(group).map_or_else(String::new, |g| g.name.to_string()),
        Level::Person(person) => teller.name(person).to_owned(),
    }
}

fn risk(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: RiskId, state, fact: &str| {
        let risk = teller.model.risk(id);
        let title = risk.map_or("", |r| r.title.as_str());
        Telling::new(Kind::Impediments, state, format!("{id} {title}: {fact}")).about(Thing::Risk(id)).teams(risk.and_then(|r| r.team))
    };
    Some(match &recorded.event {
        Event::RiskRaised(e) => on(e.risk, State::Risk, "may happen").more(e.details.to_string()),
        Event::RiskResolved(e) => on(e.risk, State::Done, "can no longer happen").more(e.how.to_string()),
        Event::RiskDisowned(e) => on(e.risk, State::New, "has nobody who watches it").more(e.why.to_string()),
        Event::RiskOwned(e) => on(e.risk, State::Owned, &format!("{} watches it", teller.name(e.owner))),
        Event::RiskAccepted(e) => on(e.risk, State::Ok, "accepted").more(e.why.to_string()),
        Event::RiskMitigated(e) => on(e.risk, State::Ok, "made smaller").more(e.how.to_string()),
        Event::RiskBecameImpediment(e) => on(e.risk, State::Late, &format!("happened, now {}", e.impediment)),
        _ => return None,
    })
}

fn follow_up(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: FollowUpId, state, fact: &str| {
        let follow_up = teller.model.follow_up(id);
        let text = follow_up.map_or("", |f| f.text.as_str());
        Telling::new(Kind::Agreements, state, format!("{id} {text}: {fact}")).about(Thing::FollowUp(id)).teams(follow_up.and_then(|f| f.team))
    };
    Some(match &recorded.event {
        Event::FollowUpAssigned(e) => {
            let by = e.due.map_or_else(String::new, |due| format!(" by {}", teller.day(due)));
            on(e.follow_up, State::New, &format!("{}{by}", teller.name(e.owner)))
        }
        Event::FollowUpHandedOn(e) => on(e.follow_up, State::Owned, &format!("handed on to {}", teller.name(e.owner))),
        Event::FollowUpDisowned(e) => on(e.follow_up, State::NoneYet, "has no owner any more").more(e.why.to_string()),
        Event::FollowUpDated(e) => {
            on(e.follow_up, State::Risk, &format!("now due {}", teller.day_or(e.due, "without a date"))).more(e.why.to_string())
        }
        Event::FollowUpDone(e) => on(e.follow_up, State::Done, "done"),
        Event::FollowUpDropped(e) => on(e.follow_up, State::New, "dropped").more(e.why.to_string()),
        Event::FollowUpReopened(e) => on(e.follow_up, State::New, "to be done again"),
        _ => return None,
    })
}

fn decision(recorded: &Recorded) -> Option<Telling> {
    match &recorded.event {
        Event::DecisionMade(e) => {
            let because = if e.because.is_empty() { String::new() } else { format!("because {}", e.because) };
            let telling = Telling::new(Kind::Agreements, State::Ok, format!("{} {}", e.decision, e.text));
            Some(telling.more(because).about(Thing::Decision(e.decision)).teams(e.binds.iter().copied()))
        }
        Event::DecisionSuperseded(e) => {
            let headline = format!("{} no longer holds: {} took its place", e.decision, e.by);
            Some(Telling::new(Kind::Agreements, State::New, headline).about(Thing::Decision(e.by)))
        }
        _ => None,
    }
}
