//! Sentences for goals, items, notes, heads-ups, teams, groups, seats, people and the workspace.

use super::telling::{Kind, Teller, Telling};
use crate::shell::{held_role_words, team_role_words};
use crate::ui::format;
use crate::ui::status::State;
use rowlock_domain::item::OverlapAnswer;
use rowlock_domain::{Event, GoalId, GroupId, HeadsUpId, ItemId, Recorded, TeamId, Thing};

pub(super) fn tell(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    goal(teller, recorded)
        .or_else(|| item(teller, recorded))
        .or_else(|| notice(teller, recorded))
        .or_else(|| progress(teller, recorded))
        .or_else(|| team(teller, recorded))
        .or_else(|| group(teller, recorded))
        .or_else(|| seat(teller, recorded))
        .or_else(|| workspace(teller, recorded))
}

fn goal(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: GoalId, state, fact: String| {
        let title = teller.model.goal(id).map_or("", |g| g.title.as_str());
        Telling::new(Kind::Goals, state, format!("{id} {title}: {fact}")).about(Thing::Goal(id))
    };
    Some(match &recorded.event {
        Event::ProductGoalSet(e) => {
            on(e.goal, State::New, e.date.map_or_else(|| "product goal".to_owned(), |d| format!("product goal by {}", teller.day(d))))
        }
        Event::SprintGoalSet(e) => {
            let from = teller.day(e.sprint);
            on(e.goal, State::New, format!("{}'s goal for the sprint from {from}", teller.team(e.team))).teams([e.team])
        }
        Event::GoalRetitled(e) => on(e.goal, State::New, "worded otherwise".to_owned()).quiet(),
        Event::GoalTellSet(e) => on(e.goal, State::New, "how one can tell".to_owned()).more(e.tell.to_string()).quiet(),
        Event::GoalDated(e) => on(e.goal, State::Risk, format!("now by {}", teller.day_or(e.date, "no date"))).more(e.why.to_string()),
        Event::GoalSupported(e) => on(e.goal, State::New, "supports other goals now".to_owned()).quiet(),
        Event::GoalMet(e) => on(e.goal, State::Done, "met".to_owned()),
        Event::GoalMissed(e) => on(e.goal, State::Late, "missed".to_owned()).more(e.why.to_string()),
        Event::GoalDropped(e) => on(e.goal, State::New, "given up".to_owned()).more(e.why.to_string()),
        Event::GoalReopened(e) => on(e.goal, State::New, "worked for again".to_owned()),
        Event::ForecastPublished(e) => {
            let goals = e.goals.len();
            let what = if goals == 1 { "1 goal".to_owned() } else { format!("{goals} goals") };
            let measure = if e.measure.is_elapsed() { String::new() } else { format!(", impediments {}", e.measure.in_words()) };
            Telling::new(Kind::Goals, State::New, format!("Forecast of {what} saved, as of {}{measure}", teller.day(e.as_of)))
                .about(Thing::Group(e.group))
                .quiet()
        }
        _ => return None,
    })
}

fn item(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: ItemId, state, fact: String| {
        let item = teller.model.item(id);
        let title = item.map_or("", |i| i.title.as_str());
        Telling::new(Kind::Goals, state, format!("{id} {title}: {fact}")).about(Thing::Item(id)).teams(item.map(|i| i.team)).quiet()
    };
    Some(match &recorded.event {
        Event::ItemAdded(e) => on(e.item, State::New, "added".to_owned()),
        Event::ItemRetitled(e) => on(e.item, State::New, "worded otherwise".to_owned()),
        Event::ItemStarted(e) => on(e.item, State::Owned, "begun".to_owned()),
        Event::ItemFinished(e) => Telling { matters: true, ..on(e.item, State::Done, "done".to_owned()) },
        Event::ItemDropped(e) => Telling { matters: true, ..on(e.item, State::New, "dropped".to_owned()) },
        Event::ItemReopened(e) => on(e.item, State::New, "open again".to_owned()),
        Event::ItemDated(e) => on(e.item, State::Risk, format!("now by {}", teller.day_or(e.date, "no date"))),
        Event::ItemServed(e) => on(e.item, State::New, "serves a goal".to_owned()),
        Event::ItemHandedOver(e) => on(e.item, State::New, format!("{} does it now", teller.team(e.team))),
        Event::ItemRelated(e) => on(e.item, State::New, format!("{} {}", e.relation.word().replace('_', " "), e.to)),
        Event::ItemUnrelated(e) => on(e.item, State::New, format!("no longer {} {}", e.relation.word().replace('_', " "), e.to)),
        Event::OverlapAnswered(e) => {
            let other = teller.model.item(e.other);
            let (words, matters) = match e.said {
                OverlapAnswer::Same => ("the same work as", true),
                OverlapAnswer::Related => ("related to", false),
                OverlapAnswer::Different => ("different work than", false),
            };
            let mut telling = on(e.item, State::New, format!("{words} {} {}", e.other, other.map_or("", |i| i.title.as_str())));
            telling.teams.extend(other.map(|i| i.team));
            Telling { matters, ..telling }
        }
        Event::ItemProgressReported(e) => on(e.item, State::Ok, format!("{} done", format::part_of(e.done, e.total))),
        _ => return None,
    })
}

fn notice(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: HeadsUpId, fact: String| {
        let heads_up = teller.model.heads_up(id);
        let teams: Vec<TeamId> = heads_up.map(|h| std::iter::once(h.team).chain(h.touches.iter().copied()).collect()).unwrap_or_default();
        let text = heads_up.map_or("", |h| h.text.as_str());
        Telling::new(Kind::Impediments, State::Risk, format!("Heads-up: {text}")).more(fact).about(Thing::HeadsUp(id)).teams(teams)
    };
    Some(match &recorded.event {
        Event::HeadsUpAnnounced(e) => on(e.heads_up, format!("{} to {}", teller.day(e.from), teller.day(e.until))),
        Event::HeadsUpMoved(e) => on(e.heads_up, format!("now {} to {}", teller.day(e.from), teller.day(e.until))),
        Event::HeadsUpEnded(e) => on(e.heads_up, "over".to_owned()),
        Event::NoteLeft(e) => Telling::new(Kind::Goals, State::New, format!("{}: {}", teller.team(e.team), e.text)).teams([e.team]).quiet(),
        _ => return None,
    })
}

fn progress(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on =
        |id: TeamId, state, fact: String| Telling::new(Kind::Goals, state, format!("{}: {fact}", teller.team(id))).about(Thing::Team(id)).teams([id]);
    Some(match &recorded.event {
        Event::ProgressReported(e) => {
            let of = e.progress.planned + e.progress.added;
            on(e.team, State::Ok, format!("{} of {of} done in this sprint", e.progress.done)).quiet()
        }
        Event::ProgressLeftOut(e) => {
            on(e.team, State::New, format!("the {} stories of {} were a clean-up; forecasts leave them out", e.stories, teller.day(e.on)))
        }
        Event::ProgressConfirmed(e) => {
            on(e.team, State::New, format!("the {} stories of {} were work; forecasts count them", e.stories, teller.day(e.on)))
        }
        Event::PaceSaid(e) => {
            let range = if e.fewest == e.most { e.most.to_string() } else { format!("{} to {}", e.fewest, e.most) };
            on(e.team, State::New, format!("thinks it finishes {range} stories a week"))
        }
        Event::PaceWithdrawn(e) => on(e.team, State::New, "no longer says how many stories it finishes in a week".to_owned()),
        Event::ProgressCountedAgain(e) => on(e.team, State::New, format!("the stories of {} count in forecasts again", teller.day(e.on))),
        _ => return None,
    })
}

fn team(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: TeamId, fact: String| {
        Telling::new(Kind::Structure, State::New, format!("{} {fact}", teller.team(id))).about(Thing::Team(id)).teams([id]).quiet()
    };
    Some(match &recorded.event {
        Event::TeamCreated(e) => on(e.team, "joined".to_owned()),
        Event::TeamRenamed(e) => on(e.team, "is the team's name now".to_owned()),
        Event::TeamCoded(e) => on(e.team, format!("has the code {}", e.code)),
        Event::TeamDescribed(e) => on(e.team, "says what it is for".to_owned()).more(e.mission.to_string()),
        Event::TeamMoved(e) => Telling { matters: true, ..on(e.team, format!("moved to {}", group_name(teller, e.home))) },
        Event::TeamZoneSet(e) => on(e.team, format!("works in {}", e.zone)),
        Event::WorkingDaysSet(e) => on(e.team, "has other working days".to_owned()),
        Event::HolidaysSet(e) => on(e.team, "has other days off".to_owned()),
        Event::RhythmSet(e) => on(e.team, format!("has another rhythm from {} on", teller.day(e.from))),
        Event::SprintSet(e) => on(e.team, format!("has {} from {} to {}", e.sprint.name, teller.day(e.sprint.start), teller.day(e.sprint.end))),
        Event::SprintRemoved(e) => on(e.team, format!("has no sprint from {}", teller.day(e.start))),
        Event::TeamRoleGiven(e) => on(e.team, format!("has {} as {}", teller.name(e.person), team_role_words(e.role))),
        Event::TeamRoleTaken(e) => on(e.team, format!("no longer has {} as {}", teller.name(e.person), team_role_words(e.role))),
        Event::TeamArchived(e) => Telling { matters: true, ..on(e.team, "no longer takes part".to_owned()) },
        Event::TeamRestored(e) => Telling { matters: true, ..on(e.team, "takes part again".to_owned()) },
        _ => return None,
    })
}

fn group_name(teller: &Teller<'_>, group: GroupId) -> String {
    teller.model.group(group).map_or_else(|| "a group".to_owned(), |g| g.name.to_string())
}

fn group(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let on = |id: GroupId, fact: String| {
        Telling::new(Kind::Structure, State::New, format!("{} {fact}", group_name(teller, id))).about(Thing::Group(id)).quiet()
    };
    Some(match &recorded.event {
        Event::GroupCreated(e) => on(e.group, "began".to_owned()),
        Event::GroupRenamed(e) => on(e.group, "is the group's name now".to_owned()),
        Event::GroupMoved(e) => {
            on(e.group, e.parent.map_or_else(|| "stands on its own".to_owned(), |p| format!("takes part in {}", group_name(teller, p))))
        }
        Event::GroupZoneSet(e) => on(e.group, format!("meets by the clock of {}", e.zone)),
        Event::RulesSet(e) => on(e.group, "has other rules".to_owned()),
        Event::ClosingDaysSet(e) => on(e.group, "has other closing days".to_owned()),
        Event::MembersOrdered(e) => on(e.group, "is shown in another order".to_owned()),
        Event::LastRungNamed(e) => {
            on(e.group, e.person.map_or_else(|| "has no last rung by name".to_owned(), |p| format!("names {} as last rung", teller.name(p))))
        }
        Event::GroupRoleGiven(e) => Telling {
            matters: true,
            ..on(e.group, format!("has {} as {}", teller.name(e.person), held_role_words(teller.model, e.role, e.for_team)))
        },
        Event::GroupRoleTaken(e) => {
            on(e.group, format!("no longer has {} as {}", teller.name(e.person), held_role_words(teller.model, e.role, e.for_team)))
        }
        Event::GroupArchived(e) => Telling { matters: true, ..on(e.group, "no longer meets".to_owned()) },
        Event::GroupRestored(e) => Telling { matters: true, ..on(e.group, "meets again".to_owned()) },
        _ => return None,
    })
}

fn seat(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let team = |member| match member {
        rowlock_domain::Member::Team(team) => Some(team),
        rowlock_domain::Member::Group(_) => None,
    };
    match &recorded.event {
        Event::SeatGiven(e) => {
            let headline = format!("{} is the ambassador of {} from {} on", teller.name(e.person), teller.member(e.member), teller.day(e.from));
            Some(Telling::new(Kind::Structure, State::Owned, headline).about(e.member.thing()).teams(team(e.member)))
        }
        Event::SeatVacated(e) => {
            let headline = format!("{} has no ambassador from {} on", teller.member(e.member), teller.day(e.from));
            Some(Telling::new(Kind::Structure, State::NoneYet, headline).about(e.member.thing()).teams(team(e.member)))
        }
        _ => None,
    }
}

fn workspace(teller: &Teller<'_>, recorded: &Recorded) -> Option<Telling> {
    let told = |headline: String| Telling::new(Kind::Structure, State::New, headline).quiet();
    Some(match &recorded.event {
        Event::WorkspaceCreated(e) => told(format!("{} began", e.name)),
        Event::WorkspaceRenamed(e) => told(format!("The workspace is called {} now", e.name)),
        Event::CausesListed(_) => told("Other causes are offered when an impediment is resolved".to_owned()),
        // Figures move on all pages at once.
        Event::MeasureSet(e) => {
            let headline = format!("How long impediments take is counted {} now", e.measure.in_words());
            Telling { everywhere: true, matters: true, ..told(headline) }
        }
        Event::AdministratorNamed(e) => told(format!("{} may administer", teller.name(e.person))),
        Event::AdministratorRemoved(e) => told(format!("{} no longer administers", teller.name(e.person))),
        Event::TextRedacted(e) => told("A text was removed for good".to_owned()).more(e.why.to_string()),
        Event::PersonJoined(e) => told(format!("{} joined", teller.name(e.person))),
        Event::PersonLeft(e) => told(format!("{} left", teller.name(e.person))),
        Event::PersonReturned(e) => told(format!("{} is back", teller.name(e.person))),
        _ => return None,
    })
}
