//! What a forecast says of a goal in a line of another page: its chance by its date, and how that moved. Only what was already looked
//! ahead is asked; nothing is simulated here.

use super::goals;
use super::page::Sheet;
use crate::view::View;
use maud::Markup;
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook};
use rowlock_domain::group::Group;
use rowlock_domain::{Date, GoalId};
use std::sync::Arc;

/// The forecast of a group as other pages tell it; `None` where nobody looked ahead.
pub(crate) struct Brief<'a> {
    view: &'a View,
    group: &'a Group,
    outlook: Arc<Outlook>,
    today: Date,
}

impl<'a> Brief<'a> {
    pub(crate) fn of(view: &'a View, group: &'a Group) -> Option<Self> {
        Some(Self { view, group, outlook: view.outlook_known(group)?, today: view.today(&group.zone) })
    }

    /// The chance of a goal by its date, in numbers or in words; `None` without date, or where nothing can be said.
    pub(crate) fn chance(&self, goal: GoalId) -> Option<Chance> {
        let known = self.outlook.goal(goal).filter(|known| known.chance.is_some())?;
        Some(Chance { words: goals::chance(known), has_numbers: known.has_numbers(), change: self.change(known) })
    }

    fn change(&self, goal: &GoalOutlook) -> Option<Markup> {
        goals::since(self.view, goal, self.today, self.outlook.ahead.measure)
    }

    /// How it is computed, from what, how sure.
    pub(crate) fn how(&self) -> Markup {
        Sheet { view: self.view, group: self.group, outlook: &self.outlook, asked: &Default::default(), today: self.today }.how()
    }
}

/// How likely a goal hits its date.
pub(crate) struct Chance {
    /// "60 %"; "rather likely" while history is short.
    pub words: String,
    /// Whether that is a number.
    pub has_numbers: bool,
    /// How it moved since the last saved forecast, where both are numbers.
    pub change: Option<Markup>,
}
