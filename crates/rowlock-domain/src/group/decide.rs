//! Rules of groups: never their own ancestor, at most sixteen deep, empty when archived.

use super::{
    ClosingDays, DEEPEST, Group, Rules,
    command::{ArchiveGroup, CreateGroup, MoveGroup, RenameGroup, RestoreGroup, SetClosingDays, SetGroupZone, SetRules},
    event, refusal, slug,
};
use crate::{
    Act, Context, Date, Decide, Event, GroupId, Refusal, Text, Workspace, authorize,
    meeting::{Meeting, MeetingState, event::MeetingCancelled},
    presence,
    series::SeriesOf,
    team::decide::end_series,
    workspace::decide::check_zone,
};
use std::sync::Arc;

/// Stretches of closing days that a group can have.
const MOST_CLOSING_DAYS: usize = 200;

/// The group, if it is there and meets.
pub(crate) fn living(workspace: &Workspace, id: GroupId) -> Result<&Group, Refusal> {
    presence::group(workspace, id).map(AsRef::as_ref)
}

/// A group is arranged by its Master or an administrator.
pub(super) fn arrange(workspace: &Workspace, group: GroupId) -> Result<Act, Refusal> {
    workspace.group(group).map(|g| Act::Arrange(g.id)).ok_or(Refusal::Unknown)
}

/// What stands at the top is arranged by administrators, what lies in a group by whoever arranges that one.
fn arrange_within(workspace: &Workspace, parent: Option<GroupId>) -> Result<Act, Refusal> {
    parent.map_or(Ok(Act::Administer), |parent| arrange(workspace, parent))
}

/// A list of names short enough for a sentence.
pub(crate) fn shortened(names: &[String]) -> String {
    const SHOWN: usize = 10;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    if names.len() > SHOWN { format!("{shown} and {} more", names.len() - SHOWN) } else { shown }
}

/// How many groups lie one below the other from this one down, itself counted.
fn height(workspace: &Workspace, group: GroupId) -> usize {
    let depth_below = |id: GroupId| workspace.upwards(id).position(|above| above == group).map(|steps| steps + 1);
    workspace.groups.iter().filter_map(|g| depth_below(g.id)).max().unwrap_or(1)
}

fn check_depth(workspace: &Workspace, parent: &Group, height: usize) -> Result<(), Refusal> {
    let depth = workspace.upwards(parent.id).count() + height;
    if depth > DEEPEST { Err(refusal::GroupsTooDeep(parent.name.as_str(), DEEPEST)) } else { Ok(()) }
}

impl Decide for CreateGroup {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange_within(workspace, self.parent)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let parent = self.parent.map(|parent| living(workspace, parent)).transpose()?;
        if let Some(parent) = parent {
            check_depth(workspace, parent, 1)?;
        }
        let zone = self.zone.clone().or_else(|| parent.map(|p| p.zone.clone())).unwrap_or_else(|| workspace.zone.clone());
        check_zone(context, &zone)?;
        let Self { name, parent, origin, .. } = self.clone();
        let created = event::GroupCreated { group: workspace.next_group(), slug: slug::derived(workspace, &name), name, parent, zone, origin };
        Ok(vec![created.into()])
    }
}

impl Decide for RenameGroup {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if living(context.workspace, self.group)?.name == self.name {
            return Ok(Vec::new());
        }
        Ok(vec![event::GroupRenamed { group: self.group, name: self.name.clone() }.into()])
    }
}

impl Decide for MoveGroup {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        let group = workspace.group(self.group).ok_or(Refusal::Unknown)?;
        arrange_within(workspace, group.parent)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let group = living(workspace, self.group)?;
        let target = arrange_within(workspace, self.parent)?;
        if group.parent == self.parent {
            return Ok(Vec::new());
        }
        authorize(context, target)?;
        if let Some(parent) = self.parent {
            let parent = living(workspace, parent)?;
            if workspace.is_within(parent.id, group.id) {
                return Err(refusal::GroupWithinItself(group.name.as_str(), parent.name.as_str()));
            }
            check_depth(workspace, parent, height(workspace, group.id))?;
        }
        Ok(vec![event::GroupMoved { group: self.group, parent: self.parent }.into()])
    }
}

impl Decide for SetGroupZone {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_zone(context, &self.zone)?;
        if living(context.workspace, self.group)?.zone == self.zone {
            return Ok(Vec::new());
        }
        Ok(vec![event::GroupZoneSet { group: self.group, zone: self.zone.clone() }.into()])
    }
}

fn check_rules(rules: &Rules) -> Result<(), Refusal> {
    let seconds = [rules.opening_seconds, rules.round_seconds, rules.escalated_seconds, rules.topic_seconds, rules.closing_seconds];
    if seconds.iter().any(|s| !(10..=3600).contains(s)) {
        return Err(refusal::SecondsOutOfBounds());
    }
    let hours_fit = (0..=23).contains(&rules.from_hour) && rules.until_hour <= 24 && rules.from_hour < rules.until_hour;
    if !hours_fit || !(0..=23).contains(&rules.ask_hour) {
        return Err(refusal::HoursOutOfBounds());
    }
    if rules.due_minutes > 1440 {
        return Err(refusal::DueOutOfBounds());
    }
    if [rules.owner_days, rules.answer_days].iter().any(|days| !(1..=60).contains(days)) {
        return Err(refusal::DaysOutOfBounds());
    }
    Ok(())
}

impl Decide for SetRules {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_rules(&self.rules)?;
        if living(context.workspace, self.group)?.rules == self.rules {
            return Ok(Vec::new());
        }
        Ok(vec![event::RulesSet { group: self.group, rules: self.rules.clone() }.into()])
    }
}

fn check_closing_days(days: &[ClosingDays]) -> Result<(), Refusal> {
    if days.len() > MOST_CLOSING_DAYS {
        return Err(refusal::TooManyClosingDays(MOST_CLOSING_DAYS));
    }
    for stretch in days {
        Refusal::unless_plausible("days", stretch.from)?;
        Refusal::unless_plausible("days", stretch.until)?;
        if stretch.until < stretch.from {
            return Err(refusal::ClosingDaysEndBeforeTheyBegin(stretch.from, stretch.until));
        }
    }
    Ok(())
}

impl Decide for SetClosingDays {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = living(context.workspace, self.group)?;
        check_closing_days(&self.days)?;
        let mut days = self.days.clone();
        days.sort_by_key(|stretch| (stretch.from, stretch.until));
        if group.closing_days.iter().eq(&days) {
            return Ok(Vec::new());
        }
        let cancelled = cancelled_by(context, group, &days);
        Ok(std::iter::once(event::ClosingDaysSet { group: self.group, days }.into()).chain(cancelled).collect())
    }
}

/// Occurrences that got a number before the day was closed do not happen either, here and in the groups below. What was held
/// in spite of days closed already stays: somebody wanted it so.
fn cancelled_by(context: &Context<'_>, group: &Group, days: &[ClosingDays]) -> Vec<Event> {
    let workspace = context.workspace;
    let closes = |days: &ClosingDays, date: Date| days.from <= date && date <= days.until;
    let coming = |m: &&Arc<Meeting>| m.state == MeetingState::Planned && m.occurrence.is_some() && m.starts_at > context.now;
    let mut events = Vec::new();
    for meeting in workspace.meetings.iter().filter(coming).filter(|m| workspace.is_within(m.group, group.id)) {
        let Some(zone) = workspace.group(meeting.group).map(|g| &g.zone) else { continue };
        let date = context.calendar.local(meeting.starts_at, zone).date();
        if group.closing_days.iter().any(|old| closes(old, date)) {
            continue;
        }
        if let Some(closed) = days.iter().find(|new| closes(new, date)) {
            let why = if closed.why.is_empty() { Text::new("Closing days.") } else { Text::new(&format!("Closing days: {}", closed.why)) };
            events.push(MeetingCancelled { meeting: meeting.id, why: why.unwrap_or_default() }.into());
        }
    }
    events
}

impl Decide for ArchiveGroup {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let workspace = context.workspace;
        let group = workspace.group(self.group).ok_or(Refusal::Unknown)?;
        if group.archived_at.is_some() {
            return Ok(Vec::new());
        }
        let members: Vec<String> = group.order.iter().map(|member| workspace.member_name(*member).to_owned()).collect();
        if !members.is_empty() {
            return Err(refusal::GroupNotEmpty(group.name.as_str(), shortened(&members)));
        }
        if workspace.meetings.iter().any(|m| m.group == group.id && m.state == MeetingState::Open) {
            return Err(refusal::GroupMeetsNow(group.name.as_str()));
        }
        let mut events = end_series(context, SeriesOf::Group(self.group))?;
        events.push(event::GroupArchived { group: self.group }.into());
        Ok(events)
    }
}

impl Decide for RestoreGroup {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        arrange(workspace, self.group)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let group = context.workspace.group(self.group).ok_or(Refusal::Unknown)?;
        if group.archived_at.is_none() {
            return Ok(Vec::new());
        }
        group.parent.map_or(Ok(()), |parent| living(context.workspace, parent).map(|_| ()))?;
        Ok(vec![event::GroupRestored { group: self.group }.into()])
    }
}
