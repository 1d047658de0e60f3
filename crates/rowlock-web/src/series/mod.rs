//! A recurring meeting: when it happens, its next occurrences, another time from a day on, its end.

use crate::error::WebError;
use crate::form::Form;
use crate::group::{kind_words, link, schedule_words, weekly};
use crate::meeting::address;
use crate::refused::{Refused, send};
use crate::routes::Routes;
use crate::shell::{Frame, Place};
use crate::ui::button::Button;
use crate::ui::field::{Field, fold};
use crate::ui::format;
use crate::ui::section::{page_head, pairs, section};
use crate::view::View;
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};
use rowlock_domain::meeting::Occasion;
use rowlock_domain::series::command::{EndSeries, PlaceSeries, RescheduleSeries, RetitleSeries};
use rowlock_domain::series::query::occurrences;
use rowlock_domain::series::{Series, SeriesOf};
use rowlock_domain::{Act, Command, DateTime, GroupId, SeriesId, Thing, Zone};

pub(crate) fn routes(routes: &mut Routes) {
    routes.get("/{workspace}/series/{number}", show);
    routes.post("/{workspace}/series/{number}/schedule", reschedule);
    routes.post("/{workspace}/series/{number}/title", retitle);
    routes.post("/{workspace}/series/{number}/place", place);
    routes.post("/{workspace}/series/{number}/end", end);
}

fn known(view: &View, number: &str) -> Result<SeriesId, WebError> {
    let number: u32 = number.parse().map_err(|_| WebError::NotFound)?;
    view.model.series_of(SeriesId(number)).map(|series| series.id).ok_or(WebError::NotFound)
}

/// The group that keeps it, and who may change it.
fn keeper(view: &View, series: &Series) -> Option<(GroupId, Act)> {
    match series.of {
        SeriesOf::Group(group) => Some((group, Act::Lead(group))),
        SeriesOf::Team(team) => view.model.team(team).map(|t| (t.home, Act::ForTeam(team))),
    }
}

async fn show(view: View, Path((_, number)): Path<(String, String)>) -> Result<Markup, WebError> {
    page(&view, known(&view, &number)?, &Refused::default())
}

fn page(view: &View, id: SeriesId, refused: &Refused) -> Result<Markup, WebError> {
    let series = view.model.series_of(id).ok_or(WebError::NotFound)?.clone();
    let (group, act) = keeper(view, &series).ok_or(WebError::NotFound)?;
    let slug = view.model.group(group).map_or_else(String::new, |g| g.slug.to_string());
    let frame =
        Frame::of_thing(series.title.as_str(), Place::Settings, group, Thing::Series(id)).below("Settings", &format!("groups/{slug}/settings"));
    let zone = &view.model.group(group).ok_or(WebError::NotFound)?.zone;
    Ok(view.page(
        &frame,
        html! {
            (page_head(series.title.as_str(), format!("{}, {}.", kind_words(series.kind), schedule_words(view, &series)), None))
            div class="cols cols-main" {
                div.stack {
                    (next(view, &series, zone))
                    (section("h-history", "History", "", None, crate::changes::history(view, Thing::Series(id), 20)))
                }
                aside.panel {
                    @if view.may(act) { (actions(view, &series, refused)) hr; }
                    (facts(view, &series))
                }
            }
        },
    ))
}

fn next(view: &View, series: &Series, zone: &Zone) -> Markup {
    let today = view.today(zone);
    let until = view.now.plus_seconds(92 * 86_400);
    let calendar = &**view.site.engine.calendar();
    let held = |start: DateTime| {
        view.model.occurrences.get(&(series.id, start)).and_then(|id| view.model.meeting(*id)).is_some_and(|m| m.opened_at.is_some())
    };
    let starts: Vec<_> = occurrences(&view.model, calendar, series, view.now, until).into_iter().filter(|start| !held(start.local)).collect();
    let page_of = |start| address::has_pages(series).then(|| address::path_of(&view.model, calendar, Occasion::Occurrence(series.id, start)));
    section(
        "h-next",
        "Next",
        "in the next three months",
        None,
        html! {
            @if starts.is_empty() { p.meta { "It does not happen in the next three months." } }
            ul.plain {
                @for start in starts.iter().take(12) {
                    @let when = format::capital(&format::appointment(view.local(start.at, zone), today));
                    li data-row=(start.local) {
                        b { @match page_of(start.local) { Some(path) => a href=(view.href(&path)) { (when) }, None => (when) } }
                        small { (start.minutes) " min" }
                    }
                }
            }
        },
    )
}

fn facts(view: &View, series: &Series) -> Markup {
    let mut shown = Vec::new();
    if !series.place.is_empty() {
        shown.push(("Room", html! { (series.place) }));
    }
    if series.link.as_str().starts_with("http://") || series.link.as_str().starts_with("https://") {
        shown.push(("Call", html! { a.link href=(series.link) rel="noopener nofollow" { "Join the call" } }));
    }
    if let Some(day) = series.ended_on {
        shown.push(("Ends", html! { (format::day(day, view.today(&view.model.zone))) }));
    }
    for (from, schedule) in series.schedules.iter().rev() {
        shown.push(("From", html! { (format::day(*from, view.today(&view.model.zone))) ": " (weekly::words(&schedule.recurrence.rule)) " " (format::time_of_day(schedule.recurrence.start.time())) }));
    }
    pairs(shown)
}

fn actions(view: &View, series: &Series, refused: &Refused) -> Markup {
    let href = |noun: &str| view.href(&format!("series/{}/{noun}", series.id.0));
    let stamp = || view.stamp(Some(Thing::Series(series.id)));
    let today = view.today(&view.model.zone);
    let mut form = refused.form("schedule").or("from", format::iso(today));
    if let Some(schedule) = series.schedules.values().next_back() {
        form = weekly::fill(form, schedule);
    }
    let (title, whereabouts, end) = (
        refused.form("title").or("title", series.title.as_str()),
        refused.form("place").or("place", series.place.as_str()).or("link", series.link.as_str()),
        refused.form("end").or("on", format::iso(today)),
    );
    html! {
        section.stack-2 aria-label="What you can do" {
            (fold("Another time", refused.is("schedule"), html! { (refused.notice("schedule")) form.form method="post" action=(href("schedule")) { (stamp())
                (Field::new("from", "From").value(form.value("from")).error(form.error("from")).hint("Meetings before that day stay as they are.").date())
                (weekly::fields(&form))
                div.formend { (Button::new("Save the new time").render()) } } }))
            (fold("Another room or call", refused.is("place"), html! { (refused.notice("place")) form.form method="post" action=(href("place")) { (stamp())
                (Field::new("place", "Room").value(whereabouts.value("place")).error(whereabouts.error("place")).text())
                (Field::new("link", "Address of the call").value(whereabouts.value("link")).error(whereabouts.error("link")).url())
                div.formend { (Button::new("Save room and call").render()) } } }))
            (fold("Another title", refused.is("title"), html! { (refused.notice("title")) form.form method="post" action=(href("title")) { (stamp())
                (Field::new("title", "Title").value(title.value("title")).error(title.error("title")).max_length(200).text())
                div.formend { (Button::new("Save the title").render()) } } }))
            (fold("It ends", refused.is("end"), html! { (refused.notice("end")) form.form method="post" action=(href("end")) { (stamp())
                (Field::new("on", "First day without it").value(end.value("on")).error(end.error("on")).date())
                div.formend { (Button::new("End the series").render()) } } }))
        }
    }
}

async fn act(view: View, series: SeriesId, name: &'static str, form: Form, command: impl Into<Command>) -> Result<Response, WebError> {
    let path = format!("series/{}", series.0);
    send(view, name, form, (Some(Thing::Series(series)), vec![command.into()]), &path, move |view, refused| page(view, series, refused)).await
}

async fn reschedule(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let series = known(&view, &number)?;
    let from = form.date("from");
    let schedule = weekly::read(&mut form, from);
    act(view, series, "schedule", form, RescheduleSeries { series, from, schedule }).await
}

async fn retitle(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let (series, title) = (known(&view, &number)?, form.title("title"));
    act(view, series, "title", form, RetitleSeries { series, title }).await
}

async fn place(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let series = known(&view, &number)?;
    let (place, link) = (form.optional_text("place"), link(&mut form, "link"));
    act(view, series, "place", form, PlaceSeries { series, place, link }).await
}

async fn end(view: View, Path((_, number)): Path<(String, String)>, mut form: Form) -> Result<Response, WebError> {
    let (series, on) = (known(&view, &number)?, form.date("on"));
    act(view, series, "end", form, EndSeries { series, on }).await
}
