//! A relay in plain lines, for a chat and for the text part of its mail. States stand there as words.

use super::parts::heading;
use crate::ui::format;
use rowlock_domain::group::Group;
use rowlock_domain::meeting::Meeting;
use rowlock_domain::relay::{Brief, Line, Mark, Section};
use rowlock_domain::{Calendar, Text};

/// The sections in which a relay is read.
pub(crate) const SECTIONS: [Section; 3] = [Section::Changes, Section::Does, Section::Know];

/// "Relay for Mobile, Product, Tuesday 24 November 2026, 09:30 to 09:49".
pub(crate) fn occasion(calendar: &dyn Calendar, group: &Group, meeting: &Meeting, name: &str) -> String {
    let local = |at| calendar.local(at, &group.zone);
    let from = meeting.began_at();
    let day = format::long_day(local(from).date());
    let until = meeting.closed_at.map_or_else(String::new, |at| format!(" to {}", format::time_of_day(local(at).time())));
    format!("Relay for {name}, {}, {day}, {}{until}", group.name, format::time_of_day(local(from).time()))
}

/// A mark as a word; what is simply so has none.
pub(crate) fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Late => "LATE: ",
        Mark::AtRisk => "AT RISK: ",
        Mark::Missing => "NO ANSWER YET: ",
        Mark::OnTrack => "On track: ",
        Mark::Done | Mark::Open => "",
    }
}

/// What stands behind a line: its remark and its number.
pub(crate) fn remark(line: &Line) -> String {
    let label = line.thing.filter(|thing| crate::meeting::words::has_label(*thing)).map(|thing| format!("({})", thing.label()));
    [Some(line.more.as_str().trim().to_owned()), label].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The heading of a section, for one team.
pub(crate) fn title(section: Section, name: &str) -> String {
    heading(section, name)
}

/// The whole relay; `link` leads to its page.
pub(crate) fn plain(occasion: &str, brief: &Brief, sentence: Option<&Text>, (name, link): (&str, &str)) -> String {
    let mut text = format!("{}\n{occasion}\n", brief.headline);
    if let Some(sentence) = sentence {
        text.push_str(&format!("\n{sentence}\n"));
    }
    for section in SECTIONS {
        let lines: Vec<&Line> = brief.lines.iter().filter(|line| line.section == section).collect();
        if !lines.is_empty() {
            text.push_str(&format!("\n{}\n", title(section, name)));
        }
        for line in lines {
            let remark = remark(line);
            let after = if remark.is_empty() { String::new() } else { format!("\n  {remark}") };
            text.push_str(&format!("- {}{}{after}\n", word(line.mark), line.text));
        }
    }
    text.push_str(&format!("\nSay that {name} knows, or ask back: {link}\n"));
    text
}
