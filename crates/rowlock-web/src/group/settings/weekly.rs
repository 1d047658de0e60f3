//! A weekly meeting as people set it: weekday chips, a time, every n weeks. The raw rule stands behind "advanced".

use crate::form::Form;
use crate::ui::field::{Field, fold};
use crate::ui::{format, seg};
use maud::{Markup, html};
use rowlock_domain::series::{Recurrence, Schedule};
use rowlock_domain::time::{DateTime, plus_days};
use rowlock_domain::{Date, Zone};

/// Weekdays as RFC 5545 writes them, and as people read them.
const DAYS: [(&str, &str); 7] = [("MO", "Mon"), ("TU", "Tue"), ("WE", "Wed"), ("TH", "Thu"), ("FR", "Fri"), ("SA", "Sat"), ("SU", "Sun")];

/// The rule's parts, if it is a plain weekly one: (weekdays, every n weeks).
fn weekly(rule: &str) -> Option<(Vec<&str>, u32)> {
    let mut days = None;
    let mut every = 1;
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", "WEEKLY") => {}
            ("INTERVAL", n) => every = n.parse().ok()?,
            ("BYDAY", list) => days = Some(list.split(',').collect::<Vec<_>>()),
            _ => return None,
        }
    }
    days.filter(|days| days.iter().all(|day| DAYS.iter().any(|(code, _)| code == day))).map(|days| (days, every))
}

/// The rule in words: "every Tue and Thu", "every 2 weeks on Mon".
#[must_use]
pub(crate) fn words(rule: &str) -> String {
    let Some((days, every)) = weekly(rule) else { return rule.to_owned() };
    let names: Vec<&str> = DAYS.iter().filter(|(code, _)| days.contains(code)).map(|(_, name)| *name).collect();
    if every == 1 { format!("every {}", format::listed(&names)) } else { format!("every {every} weeks on {}", format::listed(&names)) }
}

/// Fills a form from a schedule.
pub(crate) fn fill(form: Form, schedule: &Schedule) -> Form {
    let recurrence = &schedule.recurrence;
    let mut form = form
        .or("time", format::time_of_day(recurrence.start.time()))
        .or("zone", recurrence.zone.as_str())
        .or("minutes", schedule.minutes.to_string());
    match weekly(&recurrence.rule) {
        Some((days, every)) => {
            form = form.or("every", every.to_string());
            if !form.has("day") {
                for day in days {
                    form = form.and("day", day);
                }
            }
        }
        None => form = form.or("rule", recurrence.rule.as_ref()),
    }
    form
}

/// The fields.
pub(crate) fn fields(form: &Form) -> Markup {
    let ticked: Vec<&str> = form.all("day").collect();
    let chips: Vec<(&str, &str, bool)> = DAYS.iter().map(|(code, name)| (*code, *name, ticked.contains(code))).collect();
    html! {
        (seg::chips("day", "Days", &chips))
        @if let Some(error) = form.error("day") { (crate::ui::field::error("e-day", error)) }
        (Field::new("time", "Starts at").value(form.value("time")).error(form.error("time")).time())
        (Field::new("minutes", "Minutes").value(form.value("minutes")).error(form.error("minutes")).bounds("1", "480").hint("15 is usual. Longer meetings tire; take big things to a follow-up meeting.").number())
        (Field::new("every", "Every … weeks").value(form.value("every")).error(form.error("every")).bounds("1", "12").number())
        (crate::choices::zone_field(Field::new("zone", "Time zone").value(form.value("zone")).error(form.error("zone"))))
        (fold("Advanced: a recurrence rule", !form.value("rule").is_empty(), Field::new("rule", "Rule").value(form.value("rule")).error(form.error("rule"))
            .hint("As in calendars (RFC 5545), such as FREQ=MONTHLY;BYDAY=1TH. It wins over the days above.").text()))
    }
}

/// What was set; starts on or after `from`.
pub(crate) fn read(form: &mut Form, from: Date) -> Schedule {
    let time = form.time("time");
    let minutes = form.number("minutes", 1, 480);
    let every = form.optional_number("every", 1, 12).unwrap_or(1);
    let zone = Zone::named(form.value("zone").trim());
    let advanced = form.value("rule").trim().to_owned();
    let days: Vec<String> = DAYS.iter().filter(|(code, _)| form.all("day").any(|day| day == *code)).map(|(code, _)| (*code).to_owned()).collect();
    if !advanced.is_empty() {
        let recurrence = Recurrence { rule: advanced.into(), start: DateTime::from_parts(from, time), zone };
        return Schedule { recurrence, minutes };
    }
    if days.is_empty() {
        form.wrong("day", "Choose at least one day.");
    }
    let interval = if every == 1 { String::new() } else { format!("INTERVAL={every};") };
    let rule = format!("FREQ=WEEKLY;{interval}BYDAY={}", days.join(","));
    let start = (0..7)
        .map(|n| plus_days(from, n))
        .find(|date| days.iter().any(|day| day == DAYS[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)].0));
    let recurrence = Recurrence { rule: rule.into(), start: DateTime::from_parts(start.unwrap_or(from), time), zone };
    Schedule { recurrence, minutes }
}
