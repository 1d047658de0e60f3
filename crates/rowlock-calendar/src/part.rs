//! Reading the single values of a recurrence rule's parts, with sentences for people when they make no sense.

use rrule::NWeekday;

/// The most values that one part may list: all days of a month, from both ends.
const LONGEST_LIST: usize = 62;
/// The most characters of somebody's input that a sentence repeats.
const LONGEST_ECHO: usize = 40;

/// What somebody wrote, short enough to stand in a sentence.
pub(crate) fn shown(written: &str) -> String {
    match written.char_indices().nth(LONGEST_ECHO) {
        Some((end, _)) => format!("{}…", &written[..end]),
        None => written.to_owned(),
    }
}

/// A whole number between two bounds; zero is refused where it means nothing (bounds on both sides of it).
pub(crate) fn number<N>(name: &str, written: &str, least: N, most: N) -> Result<N, String>
where
    N: TryFrom<i64> + Into<i64> + Copy,
{
    let (low, high): (i64, i64) = (least.into(), most.into());
    let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
    let sound = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    let value = written.parse::<i64>().ok().filter(|value| sound && (low..=high).contains(value) && !(low < 0 && *value == 0));
    value.and_then(|value| N::try_from(value).ok()).ok_or_else(|| {
        let sign = if low < 0 { ", but not 0" } else { "" };
        format!("{name} needs numbers from {low} to {high}{sign}; “{}” is none.", shown(written))
    })
}

/// A list of whole numbers between two bounds.
pub(crate) fn numbers<N>(name: &str, written: &str, least: N, most: N) -> Result<Vec<N>, String>
where
    N: TryFrom<i64> + Into<i64> + Copy,
{
    values(name, written)?.into_iter().map(|value| number(name, value, least, most)).collect()
}

/// A day of the week.
pub(crate) fn weekday(name: &str, written: &str) -> Result<rrule::Weekday, String> {
    use rrule::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    [("MO", Mon), ("TU", Tue), ("WE", Wed), ("TH", Thu), ("FR", Fri), ("SA", Sat), ("SU", Sun)]
        .into_iter()
        .find_map(|(short, day)| (short == written).then_some(day))
        .ok_or_else(|| format!("{name} needs days such as MO, TU, WE, TH, FR, SA, SU; “{}” is none.", shown(written)))
}

/// A list of days of the week, each perhaps with its place in the month or year (`2TU`, `-1FR`).
pub(crate) fn weekdays(written: &str) -> Result<Vec<NWeekday>, String> {
    values("BYDAY", written)?
        .into_iter()
        .map(|value| {
            let (place, short) = value.split_at_checked(value.len().saturating_sub(2)).unwrap_or(("", value));
            let day = weekday("BYDAY", short)?;
            if place.is_empty() { Ok(NWeekday::Every(day)) } else { Ok(NWeekday::Nth(number("BYDAY", place, -53_i16, 53)?, day)) }
        })
        .collect()
}

fn values<'a>(name: &str, written: &'a str) -> Result<Vec<&'a str>, String> {
    let values: Vec<&str> = written.split(',').map(str::trim).collect();
    if values.len() > LONGEST_LIST {
        return Err(format!("{name} lists {} values; at most {LONGEST_LIST} fit.", values.len()));
    }
    Ok(values)
}
