//! What the two figures say, in sentences.

use crate::ui::format;
use rowlock_analysis::Status;
use rowlock_analysis::durations::FEWEST_ENDINGS;
use rowlock_analysis::model::burn_up::BurnUp;
use rowlock_analysis::model::passages::Items;
use rowlock_domain::Date;

/// "9 of 24 stories are done."
pub(super) fn done(burn_up: &BurnUp) -> String {
    match burn_up.now() {
        None => "Nothing was reported yet".to_owned(),
        Some(now) if now.scope == 0 => "No stories are planned".to_owned(),
        Some(now) if now.done >= now.scope => format!("All {} are done", format::counted(now.scope as usize, "story", "stories")),
        Some(now) => format!("{} of {} are done", format::count(now.done as usize), format::counted(now.scope as usize, "story", "stories")),
    }
}

/// What comes, or why nothing is said about it.
pub(super) fn ahead(burn_up: &BurnUp, today: Date) -> String {
    let end = format::day(burn_up.until, today);
    let grows = burn_up.gap_grows_weekly.map_or_else(String::new, |by| format!(" At this pace the gap between scope and done grows by {by} a week."));
    match (&burn_up.status, burn_up.cone.last(), burn_up.chance_all) {
        (Status::AlreadyDone, ..) => String::new(),
        (Status::LittleHistory, ..) => match &burn_up.shortest {
            Some(team) => format!("Too few finished weeks of {team} for a number: wait until each team has five.{grows}"),
            None => format!("Too few finished weeks for a number: wait for five.{grows}"),
        },
        (Status::NoForecast(reason), ..) => format!("What will be done by {end} cannot be said: {reason}.{grows}"),
        (_, Some(last), Some(all)) => {
            let now = burn_up.now().map_or(0, |now| now.scope);
            let capped = |stories: f64| format::count((stories.floor() as u32).min(now) as usize);
            format!(
                "By {end}: {} for 85 % sure, {} with even odds, all {} with a chance of {}.{grows}",
                capped(last.sure),
                capped(last.even),
                format::count(now as usize),
                format::chance(all)
            )
        }
        _ => grows.trim_start().to_owned(),
    }
}

/// "7 items are in progress, 2 come and 1 is done a week."
pub(super) fn flow(items: &Items) -> String {
    let (now, weekly) =
        (items.flow.days.last().map_or(0, |day| day.in_progress), |per_day: f64| format::half_days(per_day * 7.0).trim_end_matches(" d").to_owned());
    format!(
        "{} open; {} a week came, {} a week were done",
        format::counted(now, "item is", "items are"),
        weekly(items.flow.arrivals_per_day),
        weekly(items.flow.throughput_per_day)
    )
}

/// Whether what is open gets older: Little's gap, in words; under five done nobody can say.
pub(super) fn older(items: &Items) -> String {
    let flow = &items.flow;
    let Some(days) = flow.average_days_of_done else { return "None was done in this time.".to_owned() };
    if flow.items_done < FEWEST_ENDINGS {
        let done = format::counted(flow.items_done, "was", "were");
        return format!("Only {done} done in this time: too few to say how long they take, or whether the open ones get older. Five are needed.");
    }
    let implied = flow.average_in_progress / flow.throughput_per_day;
    let took = format!("Those done took {} on average.", format::half_days(days));
    if implied.is_finite() && implied > days * 1.25 { format!("{took} Those that are open are getting older than that.") } else { took }
}
