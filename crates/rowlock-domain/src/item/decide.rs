//! Rules of items: a living team does each, goals exist, nothing is part of itself.

use super::{
    Item, ItemState, Relation,
    command::{AddItem, AnswerOverlap, DateItem, HandOverItem, MoveItem, RelateItem, ReportItemProgress, RetitleItem, ServeGoal, UnrelateItem},
    event, query, refusal,
};
use crate::{Act, Context, Date, Decide, Event, GoalId, ItemId, Refusal, Workspace, team::decide::living};
use std::collections::BTreeSet;

/// Stories that an item can have.
const MOST_STORIES: u32 = 10_000;

fn act_on(workspace: &Workspace, item: ItemId) -> Result<Act, Refusal> {
    workspace.item(item).map(|i| Act::ForTeam(i.team)).ok_or(Refusal::Unknown)
}

fn item_in<'a>(context: &Context<'a>, id: ItemId) -> Result<&'a Item, Refusal> {
    context.workspace.item(id).map(AsRef::as_ref).ok_or(Refusal::Unknown)
}

fn check_date(date: Option<Date>) -> Result<(), Refusal> {
    date.map_or(Ok(()), |date| Refusal::unless_plausible("date", date))
}

fn check_goal(workspace: &Workspace, goal: Option<GoalId>) -> Result<(), Refusal> {
    goal.map_or(Ok(()), |goal| workspace.goal(goal).map(|_| ()).ok_or(Refusal::Unknown))
}

impl Decide for AddItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        workspace.team(self.team).map(|t| Act::ForTeam(t.id)).ok_or(Refusal::Unknown)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        living(context.workspace, self.team)?;
        check_date(self.date)?;
        check_goal(context.workspace, self.goal)?;
        let Self { team, title, state, date, goal, origin } = self.clone();
        Ok(vec![event::ItemAdded { item: context.workspace.next_item(), team, title, state, date, goal, origin }.into()])
    }
}

impl Decide for RetitleItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if item_in(context, self.item)?.title == self.title {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemRetitled { item: self.item, title: self.title.clone() }.into()])
    }
}

impl Decide for MoveItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let item = self.item;
        if item_in(context, item)?.state == self.state {
            return Ok(Vec::new());
        }
        Ok(vec![match self.state {
            ItemState::Open => event::ItemReopened { item }.into(),
            ItemState::InProgress => event::ItemStarted { item }.into(),
            ItemState::Done => event::ItemFinished { item }.into(),
            ItemState::Dropped => event::ItemDropped { item }.into(),
        }])
    }
}

impl Decide for DateItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_date(self.date)?;
        if item_in(context, self.item)?.date == self.date {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemDated { item: self.item, date: self.date }.into()])
    }
}

impl Decide for ServeGoal {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        check_goal(context.workspace, self.goal)?;
        if item_in(context, self.item)?.goal == self.goal {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemServed { item: self.item, goal: self.goal }.into()])
    }
}

impl Decide for HandOverItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let item = item_in(context, self.item)?;
        living(context.workspace, self.team)?;
        if item.team == self.team {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemHandedOver { item: self.item, team: self.team }.into()])
    }
}

/// Whether an item is part of another, directly or by way of others.
fn is_part_of(workspace: &Workspace, part: ItemId, whole: ItemId) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![part];
    while let Some(id) = next.pop() {
        if id == whole {
            return true;
        }
        if seen.insert(id) {
            let relations = workspace.item(id).into_iter().flat_map(|item| item.relations.iter());
            next.extend(relations.filter(|(relation, _)| *relation == Relation::PartOf).map(|(_, to)| *to));
        }
    }
    false
}

impl Decide for RelateItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let item = item_in(context, self.item)?;
        item_in(context, self.to)?;
        if self.item == self.to {
            return Err(refusal::ItemRelatesToItself(self.item));
        }
        if item.relations.contains(&(self.relation, self.to)) {
            return Ok(Vec::new());
        }
        if self.relation == Relation::PartOf && is_part_of(context.workspace, self.to, self.item) {
            return Err(refusal::ItemPartOfItself(self.item, self.to));
        }
        Ok(vec![event::ItemRelated { item: self.item, relation: self.relation, to: self.to }.into()])
    }
}

impl Decide for UnrelateItem {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if !item_in(context, self.item)?.relations.contains(&(self.relation, self.to)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemUnrelated { item: self.item, relation: self.relation, to: self.to }.into()])
    }
}

impl Decide for AnswerOverlap {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        let team = |id| workspace.item(id).map(|item| item.team).ok_or(Refusal::Unknown);
        Ok(Act::Compare(team(self.item)?, team(self.other)?))
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let both = [item_in(context, self.item)?, item_in(context, self.other)?];
        if self.item == self.other {
            return Err(refusal::ItemOverlapsItself(self.item));
        }
        if let Some(dropped) = both.iter().find(|item| item.state == ItemState::Dropped) {
            return Err(refusal::DroppedItemOverlaps(dropped.id));
        }
        match context.workspace.overlap(self.item, self.other) {
            Some(overlap) if overlap.said == self.said => return Ok(Vec::new()),
            // An item may have been handed to the other team since.
            None if both[0].team == both[1].team => return Err(refusal::ItemsOfOneTeamOverlap(self.item, self.other)),
            _ => {}
        }
        let (item, other) = query::pair(self.item, self.other);
        Ok(vec![event::OverlapAnswered { item, other, said: self.said }.into()])
    }
}

impl Decide for ReportItemProgress {
    fn act(&self, workspace: &Workspace) -> Result<Act, Refusal> {
        act_on(workspace, self.item)
    }

    fn decide(&self, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let item = item_in(context, self.item)?;
        if self.total > MOST_STORIES {
            return Err(refusal::TooManyStories(MOST_STORIES));
        }
        if self.done > self.total {
            return Err(refusal::MoreDoneThanTotal(self.done, self.total));
        }
        if item.progress == Some((self.done, self.total)) {
            return Ok(Vec::new());
        }
        Ok(vec![event::ItemProgressReported { item: self.item, done: self.done, total: self.total }.into()])
    }
}
