//! A day as people write it, and what there is to see of it.

use crate::view::View;
use jiff::fmt::strtime::parse;
use rowlock_domain::group::Group;
use rowlock_domain::time::{days_between, plus_days};
use rowlock_domain::{Date, Thing};

/// How a day with its year may be written.
const FORMS: &[&str] = &["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y", "%d/%m/%Y"];
/// Hits at most.
const HITS: usize = 50;

/// "3 December", "Thu 3 Dec", "December 3, 2026", "3.12.", "2026-12-03", "tomorrow"; without a year the nearest such day.
pub(super) fn read(written: &str, today: Date) -> Option<Date> {
    let plain = written.replace(',', " ").to_lowercase();
    let words: Vec<&str> = plain.split_whitespace().collect();
    match words.as_slice() {
        ["today"] => return Some(today),
        ["yesterday"] => return Some(plus_days(today, -1)),
        ["tomorrow"] => return Some(plus_days(today, 1)),
        _ => {}
    }
    let words = if words.len() > 1 && is_weekday(words[0]) { &words[1..] } else { &words[..] };
    let text = words.join(" ");
    if let Some(date) = with_year(&text) {
        return Some(date);
    }
    let space = if text.ends_with('.') { "" } else { " " };
    let years = [today.year(), today.year() - 1, today.year() + 1];
    let dates = years.iter().filter_map(|year| with_year(&format!("{text}{space}{year}")));
    dates.min_by_key(|date| days_between(today, *date).abs())
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(word.trim_end_matches('.')))
}

fn with_year(text: &str) -> Option<Date> {
    let read = |form: &&str| parse(form, text).ok()?.to_date().ok();
    FORMS.iter().find_map(read).filter(|date| (1970..=2200).contains(&date.year()))
}

/// What is dated to that day: what falls due, is promised or needed, is expected: (thing, words).
pub(super) fn dated(view: &View, day: Date) -> Vec<(Thing, String)> {
    let model = &view.model;
    let mut found: Vec<(Thing, String)> = Vec::new();
    let goals = model.goals.iter().filter(|goal| goal.date() == Some(day));
    found.extend(goals.map(|goal| (Thing::Goal(goal.id), format!("Goal: {}", goal.title))));
    for dependency in &model.dependencies {
        let (promised, needed) = (dependency.promised_for() == Some(day), dependency.needed_by() == Some(day));
        let what = match (promised, needed) {
            (true, true) => "Promised and needed",
            (true, false) => "Promised",
            (false, true) => "Needed",
            (false, false) => continue,
        };
        found.push((Thing::Dependency(dependency.id), format!("{what}: {}", dependency.title)));
    }
    let due = model.follow_ups.iter().filter(|follow_up| follow_up.due == Some(day));
    found.extend(due.map(|follow_up| (Thing::FollowUp(follow_up.id), format!("Due: {}", follow_up.text))));
    let risks = model.risks.iter().filter(|risk| risk.expected_on == Some(day));
    found.extend(risks.map(|risk| (Thing::Risk(risk.id), format!("Expected: {}", risk.title))));
    found.truncate(HITS);
    found
}

/// Pages that show a past day: what changed on it, and everything as it stood at its end; none for a day that is not over.
pub(super) fn looks_back(view: &View, group: &Group, day: Date) -> Vec<(String, String)> {
    if day > view.today(&group.zone) {
        return Vec::new();
    }
    let base = format!("/{}/groups/{}", view.desk.slug, group.slug);
    vec![
        ("What changed on that day".to_owned(), format!("{base}/changes?from={day}&to={day}")),
        ("Everything as it was at its end".to_owned(), format!("{base}/moment?day={day}&time=23:59")),
    ]
}

#[cfg(test)]
mod tests {
    use super::read;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let today = date(2026, 11, 24);
        for written in
            ["3 December", "3 dec", "Thu 3 Dec", "Thursday, 3 December 2026", "December 3", "Dec 3, 2026", "3.12.2026", "3.12.", "2026-12-03"]
        {
            assert_eq!(read(written, today), Some(date(2026, 12, 3)), "{written}");
        }
        assert_eq!(read("tomorrow", today), Some(date(2026, 11, 25)));
    }

    #[test]
    fn without_a_year_the_nearest_such_day_is_meant() {
        assert_eq!(read("5 January", date(2026, 11, 24)), Some(date(2027, 1, 5)));
        assert_eq!(read("28 December", date(2026, 1, 3)), Some(date(2025, 12, 28)));
        assert_eq!(read("29 February", date(2028, 1, 3)), Some(date(2028, 2, 29)));
    }

    #[test]
    fn other_words_are_no_day() {
        for written in ["", "December", "31 February", "May the tests pass", "3", "IMP-12", "thursday"] {
            assert_eq!(read(written, date(2026, 11, 24)), None, "{written}");
        }
    }
}
