//! What may stand on an agenda, most important first.

use super::{Candidate, Sitting};
use crate::{
    Calendar, GroupId, Instant, Moment, Text, Thing, Title, Workspace,
    impediment::Level,
    meeting::{About, AgendaLine, Meeting},
    ranking, relay,
    series::query::{closed, last_closed},
};

/// More relays not acknowledged than this fold into one topic.
const RELAY_LIMIT: usize = 1;

/// Relays, proposed topics, what ranks, overdue follow-ups.
pub(super) fn all(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, sitting: &Sitting<'_>) -> Vec<Candidate> {
    let mut candidates = relays(workspace, sitting);
    candidates.extend(proposed(sitting));
    let taken: Vec<About> = candidates.iter().map(|c| c.line.about).filter(|about| matches!(about, About::Thing(_))).collect();
    let ranked = ranked(workspace, calendar, now, sitting).into_iter().chain(overdue(workspace, calendar, now, sitting));
    let mut rest: Vec<Candidate> = ranked.filter(|c| !taken.contains(&c.line.about)).collect();
    for candidate in &mut rest {
        candidate.left_out = times_left_out(workspace, sitting.group, &candidate.line.about);
        candidate.put_off = sitting.meeting.is_some_and(|m| candidate.thing().is_some_and(|thing| m.left_out.contains(&thing)));
    }
    candidates.extend(rest);
    candidates
}

/// Topics proposed by hand, as ordered.
pub(super) fn proposed(sitting: &Sitting<'_>) -> Vec<Candidate> {
    let Some(meeting) = sitting.meeting else { return Vec::new() };
    let line =
        |t: &crate::meeting::Topic| AgendaLine { about: t.about, title: t.title.clone(), why: t.why.clone(), planned_seconds: t.planned_seconds };
    let put_off = |about: &About| matches!(about, About::Thing(thing) if meeting.left_out.contains(thing));
    meeting.agenda().map(|topic| Candidate { put_off: put_off(&topic.about), ..first(line(topic)) }).collect()
}

fn first(line: AgendaLine) -> Candidate {
    Candidate { first: true, ..Candidate::ranked(line) }
}

fn line(about: About, title: &str, why: &str, planned_seconds: u32) -> AgendaLine {
    AgendaLine { about, title: shortened(title), why: Text::optional(why).unwrap_or_default(), planned_seconds }
}

/// A title of what may be longer than one.
fn shortened(written: &str) -> Title {
    let short: String = written.chars().take(crate::text::TITLE_LIMIT - 1).collect();
    let short = if short.len() < written.len() { short + "…" } else { short };
    Title::new(&short).unwrap_or_default()
}

/// Relays of the last meeting that start this one: first what was asked back, then what nobody acknowledged.
fn relays(workspace: &Workspace, sitting: &Sitting<'_>) -> Vec<Candidate> {
    let Some(last) = last_closed(workspace, sitting.group) else { return Vec::new() };
    let seconds = sitting.rules.topic_seconds;
    let mut lines: Vec<Candidate> = relay::query::asked_back(last)
        .map(|(member, question)| {
            let title = format!("{} asks back: {}", workspace.member_name(member), question.text);
            first(line(About::Relay(last.id, member), &title, "Asked after the last meeting.", seconds))
        })
        .collect();
    let silent = relay::query::not_acknowledged(workspace, last);
    if silent.len() > RELAY_LIMIT {
        let title = format!("{} teams have not said that they know the last relay", silent.len());
        lines.push(first(line(About::Free, &title, "Relays not acknowledged.", seconds)));
    } else {
        lines.extend(silent.into_iter().map(|member| {
            let title = format!("{} has not said that it knows the last relay", workspace.member_name(member));
            first(line(About::Relay(last.id, member), &title, "Relay not acknowledged.", seconds))
        }));
    }
    lines
}

/// How many of the last meetings in a row left it out for want of time.
fn times_left_out(workspace: &Workspace, group: GroupId, about: &About) -> u32 {
    let mut meetings: Vec<_> = closed(workspace, group).collect();
    meetings.sort_by_key(|m| std::cmp::Reverse(m.closed_at));
    let waited = |m: &Meeting| m.can_wait.iter().any(|line| line.about == *about);
    u32::try_from(meetings.into_iter().take(9).take_while(|m| waited(m)).count()).unwrap_or(u32::MAX)
}

/// More than this never fits, nor would anybody read what can wait.
const MOST_RANKED: usize = 60;

/// What ranks: who waits, how long, how late. Relays and follow-ups have their own places.
fn ranked(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, sitting: &Sitting<'_>) -> Vec<Candidate> {
    let moment = Moment::in_group(workspace, calendar, now, sitting.group);
    let value = |about: About| sitting.worth.0.get(&about).map_or(0, |price| if price.rule.is_some() { u64::MAX } else { price.value.unwrap_or(0) });
    let rows = ranking::rank_for_meeting(&moment, sitting.group, MOST_RANKED, value).rows;
    let has_place = |about: &About| matches!(about, About::Requests(..) | About::Thing(_)) && !matches!(about, About::Thing(Thing::FollowUp(_)));
    rows.into_iter()
        .filter(|row| has_place(&row.about))
        .map(|row| {
            let seconds =
                if is_escalated_here(workspace, sitting.group, &row.about) { sitting.rules.escalated_seconds } else { sitting.rules.topic_seconds };
            Candidate::ranked(line(row.about, &row.title, &row.reason, seconds))
        })
        .collect()
}

fn is_escalated_here(workspace: &Workspace, group: GroupId, about: &About) -> bool {
    let About::Thing(Thing::Impediment(id)) = about else { return false };
    workspace.impediment(*id).is_some_and(|i| i.level == Level::Group(group) && i.group != group)
}

/// Follow-ups of the group whose date has passed, or that nobody owns.
fn overdue(workspace: &Workspace, calendar: &dyn Calendar, now: Instant, sitting: &Sitting<'_>) -> Vec<Candidate> {
    let Some(zone) = workspace.group(sitting.group).map(|g| &g.zone) else { return Vec::new() };
    let today = calendar.local(now, zone).date();
    let mut late: Vec<_> = workspace.follow_ups.iter().filter(|f| f.group == sitting.group && f.is_open()).collect();
    late.retain(|f| f.owner.is_none() || f.due.is_some_and(|due| due < today));
    late.sort_by_key(|f| (f.due, f.id));
    late.into_iter()
        .map(|f| {
            let why = match (f.owner, f.due) {
                (None, _) => "Nobody owns this follow-up.".to_owned(),
                (_, Some(due)) => format!("Was due {}.", crate::wording::day(due, today)),
                _ => String::new(),
            };
            Candidate::ranked(line(About::Thing(Thing::FollowUp(f.id)), f.text.as_str(), &why, sitting.rules.topic_seconds))
        })
        .collect()
}
