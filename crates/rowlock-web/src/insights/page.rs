//! The page: which weeks and which team by a form, then sums, curves, causes, meetings, promises, what stands out.

use super::{causes, curves, health, own, pairs, parts, promises, sums};
use crate::error::WebError;
use crate::form::Form;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Choice, Field};
use crate::ui::how::How;
use crate::ui::section::{page_head, section};
use crate::ui::{empty, format};
use crate::view::View;
use axum::extract::Path;
use maud::{Markup, html};
use rowlock_analysis::Basis;
use rowlock_analysis::model::insights::{self, Asked, Finding, Insights, Look};
use rowlock_domain::group::Group;
use rowlock_domain::{TeamId, Thing};

/// Stretches that can be asked for, in weeks.
const WEEKS: [(&str, &str); 5] =
    [("4", "Last 4 weeks"), ("6", "Last 6 weeks"), ("13", "Last 13 weeks"), ("26", "Last 26 weeks"), ("52", "Last 52 weeks")];

/// What the form asks for; anything else is the default.
pub(super) fn asked(view: &View, group: &Group, form: &Form) -> Asked {
    let asked = WEEKS.iter().find(|(weeks, _)| *weeks == form.value("weeks")).and_then(|(weeks, _)| weeks.parse().ok());
    let weeks = asked.unwrap_or_else(|| usual_weeks(view));
    let team = form.value("team").parse().ok().map(TeamId).filter(|team| view.model.team_is_within(*team, group.id));
    Asked { group: group.id, team, weeks, now: view.now }
}

/// A quarter, or six weeks while the workspace is too young to have a quarter before that.
fn usual_weeks(view: &View) -> u32 {
    let weeks = view.now.since_ms(view.model.created_at) / (7 * 86_400_000);
    if (11..24).contains(&weeks) { 6 } else { 13 }
}

/// What is drawn from.
pub(super) struct Shown<'a> {
    pub view: &'a View,
    pub group: &'a Group,
    pub insights: &'a Insights,
    /// "24 Nov 2026, 09:12, Europe/Berlin".
    pub as_of: String,
}

impl Shown<'_> {
    /// "the 13 weeks before".
    pub fn before(&self) -> String {
        format!("the {} weeks before", self.insights.asked.weeks)
    }

    /// What stands behind figures of the whole stretch.
    pub fn how(&self, model: &str, sure: &str) -> Markup {
        let Insights { seen, resolved, meetings, promises, measure, .. } = self.insights;
        let mut history = format!(
            "{}, {} resolved; {}",
            format::counted(*seen, "impediment", "impediments"),
            format::count(*resolved),
            format::counted(meetings.len(), "closed meeting", "closed meetings"),
        );
        let mut basis = Basis { model: format!("{model}; {}.", measure.in_words()), ..Basis::default() };
        basis.leave_out(meetings.iter().filter(|held| held.worth.is_none()).count(), "meetings with fewer than three ballots: no worth");
        basis.leave_out(meetings.iter().filter(|held| held.solving.is_none()).count(), "meetings without a timed topic: no solving share");
        // What a single team promised is for the pairs only.
        if self.insights.asked.team.is_none() {
            history += &format!("; {}", format::counted(promises.due.len(), "promise that fell due", "promises that fell due"));
            basis.leave_out(promises.given_up, "promises that were declined or no longer needed");
        }
        basis.history = history;
        How { basis: &basis, as_of: &self.as_of, sure }.render()
    }
}

/// How it is found what stands out.
const STANDS_OUT: &str = "Solving: minutes on topics that ended in more than a note or “carried over”, of all timed minutes, as a mean over the \
                          meetings. Compared by the log-rank test for durations, Welch's t for meetings, Fisher's exact test for promises; durations by Kaplan–Meier";

pub(super) async fn show(view: View, Path((_, slug)): Path<(String, String)>) -> Result<Markup, WebError> {
    let group = view.group(&slug)?.clone();
    let form = Form::parse(view.here.split_once('?').map_or("", |(_, query)| query).as_bytes())?;
    let wanted = asked(&view, &group, &form);
    let key = format!("{} {}", wanted.weeks, wanted.team.map_or(0, |team| team.0));
    // All who may read the page read the same figures; what is one team's own is drawn for each viewer.
    let figures = view.drawn("insights", Thing::Group(group.id), &key, |view| body(view, &group, Asked { now: view.now, ..wanted }));
    let frame = Frame::of_group("Insights", Place::Insights, group.id);
    Ok(view.page(
        &frame,
        html! {
            (head(&view, &group, &form, &wanted))
            (figures)
            (pairs::section_of(&view, &group, wanted, &key))
            (own::section_of(&view, &wanted))
        },
    ))
}

fn head(view: &View, group: &Group, form: &Form, asked: &Asked) -> Markup {
    let base = view.href(&format!("groups/{}/insights", group.slug));
    let csv = view.href(&format!(
        "groups/{}/insights.csv?weeks={}{}",
        group.slug,
        asked.weeks,
        asked.team.map_or_else(String::new, |t| format!("&team={}", t.0))
    ));
    let weeks = asked.weeks.to_string();
    let periods: Vec<Choice<'_>> = WEEKS.iter().map(|(value, words)| Choice { value, words }).collect();
    let teams = crate::choices::teams(view, group.id);
    let choices = crate::choices::with_none("All teams", &teams);
    let actions = html! {
        form.filters method="get" action=(base) {
            (view.at_field())
            (Field::new("weeks", "Period").hidden_label().value(&weeks).select(&periods))
            (Field::new("team", "Team").hidden_label().value(form.value("team")).select(&choices))
            (Button::new("Show").small().render())
        }
        a.btn.noprint href=(csv) data-turbo="false" download { "Download" }
    };
    let of = match asked.team.and_then(|team| view.model.team(team)) {
        Some(team) => format!(
            "What concerns {}: its impediments, and below what it and another team ask of each other, for those two and the Master.",
            team.name
        ),
        None => "How long things really take, what they come from, and what makes no difference.".to_owned(),
    };
    page_head("Insights", of, Some(actions))
}

/// The moment up to which things were looked at, in words.
pub(super) fn as_of(view: &View, group: &Group, asked: &Asked) -> String {
    view.as_of(asked.now, &group.zone)
}

fn body(view: &View, group: &Group, asked: Asked) -> Markup {
    let insights = insights::read(&view.model, &**view.site.engine.calendar(), asked);
    let as_of = as_of(view, group, &asked);
    let shown = Shown { view, group, insights: &insights, as_of };
    if insights.seen == 0 && insights.meetings.is_empty() && insights.promises.due.is_empty() {
        let sentence = "No impediment was open, no meeting was held and no promise fell due in this time. Figures appear with the first of them.";
        return empty::empty("Nothing to learn from yet", sentence, None);
    }
    html! {
        p.meta { (stretch(&shown)) }
        (sums::sums(&shown))
        (curves::both(&shown))
        (causes::both(&shown))
        (parts::section_of(&shown))
        (health::section_of(&shown))
        (promises::section_of(&shown))
        (stands_out(&shown))
    }
}

/// "26 Aug to 24 Nov, 13 weeks: 55 impediments, 47 resolved; 24 meetings."
fn stretch(shown: &Shown<'_>) -> String {
    let Shown { view, group, insights, .. } = shown;
    let window = insights.asked.window();
    let today = view.today(&group.zone);
    let [from, to] = [window.from, window.to].map(|at| format::short_day(view.local(at, &group.zone).date(), today));
    format!(
        "{from} to {to}, {} weeks: {}, {} resolved; {}.",
        insights.asked.weeks,
        format::counted(insights.seen, "impediment", "impediments"),
        format::count(insights.resolved),
        format::counted(insights.meetings.len(), "meeting", "meetings")
    )
}

fn stands_out(shown: &Shown<'_>) -> Markup {
    let list = html! {
        ul.box.rows.t13 {
            @for finding in &shown.insights.stands_out { li { (line(shown, finding)) } }
        }
        (shown.how(STANDS_OUT, "A difference is only called one where it is more than chance; what makes none may still make one that so few cases cannot show."))
    };
    section("h-stands-out", "What stands out", "and what makes no difference", None, list)
}

fn line(shown: &Shown<'_>, finding: &Finding) -> Markup {
    let slug = &shown.group.slug;
    let look = finding.look.map(|look| match look {
        Look::Pair { consumer, provider } => format!("groups/{slug}/dependencies?view=list&consumer={}&provider={}", consumer.0, provider.0),
        Look::OpenImpediments => format!("groups/{slug}/impediments"),
    });
    html! {
        b { (finding.headline) } " " span.sub { (finding.detail) }
        @if let Some(look) = look { " " a.link href=(shown.view.href(&look)) { "Look" } }
    }
}
