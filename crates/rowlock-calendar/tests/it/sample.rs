//! The sample organisation with real time zones: nothing of it is refused around clock changes, leap days and New Year.

use rowlock_calendar::ZonedCalendar;
use rowlock_domain::{Calendar, Instant, Zone, sample::harbour};

fn at(local: &str) -> Instant {
    ZonedCalendar::new().instant(local.parse().unwrap(), &Zone::named("Europe/Berlin"))
}

#[test]
fn the_sample_is_written_on_any_day_without_a_refusal() {
    for now in ["2026-11-24T09:12:00", "2026-10-25T02:30:00", "2027-03-28T03:00:00", "2028-02-29T12:00:00", "2026-12-31T23:30:00"] {
        let begun = std::time::Instant::now();
        let script = harbour(&ZonedCalendar::new(), at(now));
        println!("{now}: {} steps in {:?}", script.steps.len(), begun.elapsed());
        assert_eq!(script.refused, [], "{now}");
        assert!(script.steps.len() > 1_500, "{now}: {}", script.steps.len());
        assert!(script.steps.last().is_some_and(|step| step.at <= at(now)));
    }
}
