//! The page: goals, the chosen one's curve with its what-if, what drives the risk, how right we were.

use super::asked::{Asked, switches};
use super::outlooks::Offer;
use super::{clean_ups, curve, goals, opinions, publish, right, risk, what_if};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::empty::empty;
use crate::ui::format;
use crate::ui::how::How;
use crate::ui::section::{page_head, section};
use crate::view::View;
use axum::extract::{Path, RawQuery};
use maud::{Markup, html};
use rowlock_analysis::Status;
use rowlock_analysis::model::outlook::{GoalOutlook, Outlook};
use rowlock_analysis::model::outlook_words::sentence;
use rowlock_domain::group::Group;
use rowlock_domain::{Date, GoalId, Thing};
use std::sync::Arc;

/// What the page is drawn from.
pub(super) struct Sheet<'a> {
    pub view: &'a View,
    pub group: &'a Group,
    pub outlook: &'a Outlook,
    pub asked: &'a Asked,
    pub today: Date,
}

/// The chosen goal with what was asked about it.
pub(super) struct Chosen<'a> {
    pub goal: &'a GoalOutlook,
    pub offers: &'a [Offer],
    pub then: Option<&'a GoalOutlook>,
}

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>, RawQuery(query): RawQuery) -> Result<Markup, WebError> {
    let group = Arc::clone(view.group(&slug)?);
    let form = Form::parse(query.unwrap_or_default().as_bytes())?;
    let asked = Asked::read(&form, &view.model);
    if asked.goal.is_some_and(|goal| view.model.goal(goal).is_none()) {
        return Err(WebError::NotFound);
    }
    let outlook = view.outlook_with(&group, &asked.options).await?;
    let goal = choose(&outlook, &asked);
    let (mut offers, mut then) = (Arc::default(), None);
    if let Some(goal) = goal.filter(|goal| has_futures(goal)) {
        offers = view.forecast_offers(&group, &asked.options, &outlook, goal.goal).await?;
        then = view.what_if(&outlook, goal.goal, asked.changes.clone()).await?;
    }
    let today = view.today(&group.zone);
    let sheet = Sheet { view: &view, group: &group, outlook: &outlook, asked: &asked, today };
    Ok(sheet.page(goal.map(|goal| Chosen { goal, offers: &offers, then: then.as_ref() })))
}

/// The goal asked for, else the first that can be dated.
fn choose<'a>(outlook: &'a Outlook, asked: &Asked) -> Option<&'a GoalOutlook> {
    let wanted = asked.goal.and_then(|goal| outlook.goal(goal));
    wanted.or_else(|| outlook.goals.iter().find(|goal| has_futures(goal))).or(outlook.goals.first())
}

/// Whether there is a distribution behind it.
pub(super) fn has_futures(goal: &GoalOutlook) -> bool {
    matches!(goal.status, Status::Ok | Status::LittleHistory)
}

/// The chances of a goal with their table and method, for its own page; nothing where that was not looked ahead.
pub(crate) fn of_goal(view: &View, group: &Group, goal: GoalId) -> Markup {
    let Some(outlook) = view.outlook_known(group) else { return html! {} };
    let Some(known) = outlook.goal(goal) else { return html! {} };
    let sheet = Sheet { view, group, outlook: &outlook, asked: &Asked::default(), today: view.today(&group.zone) };
    let href = view.href(&format!("groups/{}/forecast?goal={}", group.slug, goal.0));
    let words = sentence(&sheet.title(known), known, sheet.today, &|date| sheet.day(date));
    html! {
        @if has_futures(known) { (curve::section(&sheet, &Chosen { goal: known, offers: &[], then: None }, Some(WHEN))) }
        @else { (section("h-curve", WHEN, "", None, html! { p.measure { (words) } })) }
        (sheet.how())
        p { a.link href=(href) { "What drives it, and what if" } }
    }
}

const WHEN: &str = "When it is done";

impl Sheet<'_> {
    pub fn how(&self) -> Markup {
        How { basis: &self.outlook.basis, as_of: &self.view.as_of_morning(self.outlook.as_of, &self.group.zone), sure: self.sure() }.render()
    }

    fn page(&self, chosen: Option<Chosen<'_>>) -> Markup {
        let frame = Frame::of_group("Forecast", Place::Forecast, self.group.id);
        self.view.page(
            &frame,
            html! {
                (page_head("Forecast", self.sentence(), Some(self.actions())))
                (self.elsewhere())
                @if self.outlook.goals.is_empty() {
                    (empty("No open product goal", "A forecast says how likely a product goal hits its date. Set a goal, and let items name it as the one they serve.", None))
                } @else {
                    (goals::chances(self, chosen.as_ref().map(|chosen| chosen.goal.goal)))
                    @if let Some(chosen) = &chosen { (self.detail(chosen)) }
                }
                (self.how())
                (clean_ups::listed(self))
                (opinions::listed(self))
                (right::section(self))
            },
        )
    }

    fn actions(&self) -> Markup {
        let asked = switches(&self.asked.options, &self.view.model);
        let csv = self.view.href(&format!("groups/{}/forecast.csv{asked}", self.group.slug));
        html! {
            @if !self.outlook.goals.is_empty() { a.btn.noprint href=(csv) data-turbo="false" download { "Download" } }
            @if let Some(button) = publish::button(self) { (button) }
        }
    }

    fn sentence(&self) -> String {
        match &self.outlook.status {
            Status::Ok => "10,000 simulated futures from each team's own weeks, open dependencies and impediments.".to_owned(),
            Status::LittleHistory => "There are fewer than five weeks of history: words, and only hints.".to_owned(),
            Status::NoForecast(why) => format!("Nothing can be forecast yet: {why}."),
            _ => "Nothing is left to forecast.".to_owned(),
        }
    }

    /// The goal asked for has no forecast here, and another one is shown: say so.
    fn elsewhere(&self) -> Markup {
        let missing = self.asked.goal.filter(|goal| self.outlook.goal(*goal).is_none()).and_then(|goal| self.view.model.goal(goal));
        html! {
            @if let Some(goal) = missing {
                p.note { span { a href=(self.view.thing_href(Thing::Goal(goal.id))) { "“" (goal.title) "”" } " is no open product goal of " (self.group.name) ": there is no forecast of it here." } }
            }
        }
    }

    fn sure(&self) -> &'static str {
        match self.outlook.status {
            Status::Ok => "The futures themselves err by half a point; what they leave out weighs more. Look at how right past forecasts were.",
            _ => "Not sure at all yet: with so few weeks the next one may easily lie outside of what was seen.",
        }
    }

    fn detail(&self, chosen: &Chosen<'_>) -> Markup {
        if !has_futures(chosen.goal) {
            return html! {};
        }
        html! {
            div."cols cols-main forecast" {
                (curve::section(self, chosen, None))
                (what_if::panel(self, chosen))
                (risk::section(self, chosen))
            }
        }
    }

    pub fn title(&self, goal: &GoalOutlook) -> String {
        self.view.model.goal(goal.goal).map_or_else(String::new, |goal| goal.title.to_string())
    }

    pub fn day(&self, date: Date) -> String {
        format::short_day(date, self.today)
    }
}
