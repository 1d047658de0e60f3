//! The page of a group's impediments: board or list, filtered by a form, so that every view has an address. Risks stand beside them.

use super::{ageing, board, list, ranked, usual};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field};
use crate::ui::section::page_head;
use crate::ui::{format, seg};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_domain::group::Group;
use rowlock_domain::impediment::Impediment;
use rowlock_domain::impediment::query::FollowedUp;
use rowlock_domain::impediment::stopwatch::Stopwatch;
use rowlock_domain::{Moment, TeamId, Thing};
use std::sync::Arc;

/// What the form asks for.
pub(super) struct Filter {
    /// Lower-case words that the title holds.
    pub contains: String,
    /// Held back, raising or asked.
    pub team: Option<TeamId>,
    /// Cause, of resolved ones.
    pub cause: String,
    /// Only those older than 85 % of past ones.
    pub older: bool,
    /// Only those without an owner.
    pub unowned: bool,
    /// Rows before the first shown.
    pub from: usize,
}

impl Filter {
    fn of(form: &Form) -> Self {
        Self {
            contains: form.value("q").trim().to_lowercase(),
            team: form.value("team").parse().ok().map(TeamId),
            cause: form.value("cause").to_owned(),
            older: form.value("age") == "older",
            unowned: form.value("age") == "unowned",
            from: form.value("from").parse().unwrap_or(0),
        }
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.contains.is_empty() && self.team.is_none() && self.cause.is_empty() && !self.older && !self.unowned
    }

    /// Whether the impediment is asked for.
    pub fn holds(&self, shown_age: impl Fn(&Impediment) -> i64, impediment: &Impediment, most_days: Option<i64>) -> bool {
        let of_team =
            self.team.is_none_or(|team| impediment.team == Some(team) || impediment.holds_back.contains(&team) || impediment.asked.contains(&team));
        let of_cause = self.cause.is_empty() || impediment.cause.as_ref().is_some_and(|cause| cause.as_str() == self.cause);
        let of_age = !self.older || most_days.is_some_and(|most| shown_age(impediment) > most);
        let of_owner = !self.unowned || impediment.owner.is_none();
        of_team && of_cause && of_age && of_owner && (self.contains.is_empty() || impediment.title.as_str().to_lowercase().contains(&self.contains))
    }
}

/// What board and list draw from.
pub(super) struct Shown<'a> {
    pub view: &'a View,
    pub group: &'a Group,
    pub moment: Moment<'a>,
    pub watch: Stopwatch<'a>,
    pub filter: Filter,
    pub usual: Option<crate::ui::agebar::Usual>,
    pub usually: Arc<usual::Usually>,
    pub followed_up: Arc<FollowedUp>,
    /// Open ones asked for, ranked.
    pub open: Vec<&'a Arc<Impediment>>,
    /// All open ones, asked for or not.
    pub all_open: usize,
    /// Address of this page with what is asked for, without view and place in the list.
    pub filtered: String,
    /// The same with its view.
    pub again: String,
}

impl Shown<'_> {
    /// Whole days that it has lasted, by the measure of the workspace.
    pub fn age(&self, impediment: &Impediment) -> i64 {
        self.watch.age_days(impediment, self.moment.now, self.moment.zone)
    }
}

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let query = view.here.split_once('?').map_or("", |(_, query)| query);
    let form = Form::parse(query.as_bytes())?;
    let content = view.drawn("impediments", Thing::Group(group.id), query, |view| content(view, &group, &form));
    Ok(view.page(&Frame::of_group("Impediments", Place::Impediments, group.id), content))
}

/// Everybody sees the same: what can be done here, anybody may do.
fn content(view: &View, group: &Group, form: &Form) -> Markup {
    let shown = gather(view, group, form);
    let as_list = form.value("view") == "list" || (form.value("view").is_empty() && shown.open.len() > 60);
    html! {
        (head(&shown))
        div.stack-4 {
            (filters(&shown, form, as_list))
            @if as_list { (list::list(&shown)) } @else { (board::board(&shown)) }
            (ageing::of_board(&shown))
        }
        (crate::risk::beside(view, group))
    }
}

fn gather<'a>(view: &'a View, group: &'a Group, form: &Form) -> Shown<'a> {
    let filter = Filter::of(form);
    let moment = view.moment(&group.zone);
    let watch = view.stopwatch();
    let usually = usual::usually(view, group);
    let usual = usually.usual();
    let most = usual.map(|u| u.most_days);
    let ranked = ranked::open(view, group);
    let all = ranked.iter().filter_map(|id| view.model.impediment(*id));
    let open = if filter.is_empty() {
        all.collect()
    } else {
        all.filter(|i| filter.holds(|i| watch.age_days(i, moment.now, moment.zone), i, most)).collect()
    };
    let followed_up = super::followed_up(view, group);
    let asked = form.values().filter(|(name, value)| !matches!(*name, "from" | "view") && !value.is_empty());
    let asked: String = asked.map(|(name, value)| format!("{name}={}&", escape(value))).collect();
    let filtered = format!("/{}/groups/{}/impediments?{asked}", view.desk.slug, group.slug);
    let again = match form.value("view") {
        "" => filtered.clone(),
        shape => format!("{filtered}view={}&", escape(shape)),
    };
    Shown { view, group, moment, watch, filter, usual, usually, followed_up, open, all_open: ranked.len(), filtered, again }
}

fn escape(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn head(shown: &Shown<'_>) -> Markup {
    let sentence = html! { (how_many(shown)) " " (shown.usually.resolved.headline) };
    let raise = shown.view.href(&format!("groups/{}/impediments/new", shown.group.slug));
    let action = html! { @if !shown.view.is_past { (Button::new("Raise an impediment").primary().hotkey("I").link(&raise)) } };
    page_head("Impediments", sentence, Some(action))
}

/// "12 open.", or how many of them match and the way back to all.
fn how_many(shown: &Shown<'_>) -> Markup {
    let all = format::count(shown.all_open);
    html! {
        @if shown.filter.is_empty() { @if shown.open.is_empty() { "None is open." } @else { (all) " open." } }
        @else {
            (format::count(shown.open.len())) " of " (all) " open match. "
            a.link href=(shown.view.href(&format!("groups/{}/impediments", shown.group.slug))) { "Show all" } "."
        }
    }
}

fn filters(shown: &Shown<'_>, form: &Form, as_list: bool) -> Markup {
    let teams = crate::choices::teams(shown.view, shown.group.id);
    let mut team_choices = vec![Choice { value: "", words: "Any team" }];
    team_choices.extend(teams.iter().map(|(id, name)| Choice { value: id, words: name }));
    let mut causes = vec![Choice { value: "", words: "Any cause" }];
    causes.extend(shown.view.model.causes.iter().map(|cause| Choice { value: cause.as_str(), words: cause.as_str() }));
    let ages = [
        Choice { value: "", words: "Any age" },
        Choice { value: "older", words: "Older than usual" },
        Choice { value: "unowned", words: "Without owner" },
    ];
    let base = shown.view.href(&format!("groups/{}/impediments", shown.group.slug));
    html! {
        form.filters method="get" action=(base) {
            (seg::views("View", &[("Board", format!("{}view=board", shown.filtered), !as_list), ("List", format!("{}view=list", shown.filtered), as_list)]))
            (crate::ui::field::hidden("view", if as_list { "list" } else { "board" }))
            (shown.view.at_field())
            (Field::new("q", "Contains").hidden_label().placeholder("Contains").value(form.value("q")).text())
            (Field::new("team", "Team").hidden_label().value(form.value("team")).select(&team_choices))
            @if !shown.view.model.causes.is_empty() { (Field::new("cause", "Cause").hidden_label().value(form.value("cause")).select(&causes)) }
            (Field::new("age", "Age").hidden_label().value(form.value("age")).select(&ages))
            (Button::new("Filter").small().render())
        }
    }
}
