//! A check-in asked for line by line: what was planned last time as ticks, what is owed, then what is new.
//! An empty line goes on.

use crate::operator::{CheckIn, SeatView};
use std::io::{BufRead, Result, Write};

/// Fills a check-in from answers.
///
/// # Errors
/// When the terminal goes away.
pub fn ask(view: &SeatView, check_in: &mut CheckIn, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<()> {
    let again = if view.given { " You checked in already; what you say now takes the place of that." } else { "" };
    writeln!(out, "{}: check-in for {}, {}.{again} An empty line goes on.", view.team, view.meeting, view.starts)?;
    let mut asking = Asking { input, out };
    for planned in &view.ticks {
        match asking.one(&format!("Planned last time: {planned}. Done? [y = done, d = dropped, else it goes on]"))?.as_str() {
            "y" | "Y" | "yes" => check_in.done.push(planned.clone()),
            "d" | "D" | "dropped" => check_in.dropped.push(planned.clone()),
            _ => check_in.next.push(planned.clone()),
        }
    }
    asking.many("Done", &mut check_in.done)?;
    asking.many("Next", &mut check_in.next)?;
    asking.many("Obstacle that you solve yourselves", &mut check_in.obstacles)?;
    asking.many("You need others (TEXT@TEAM)", &mut check_in.needs)?;
    owed(view, check_in, &mut asking)?;
    asking.many("Ask something new (TEXT@TEAM=DATE)", &mut check_in.asks)?;
    let others = asking.one("Anything others should know")?;
    check_in.others = Some(others).filter(|others| !others.is_empty());
    confidence(check_in, &mut asking)
}

fn owed(view: &SeatView, check_in: &mut CheckIn, asking: &mut Asking<'_>) -> Result<()> {
    for open in &view.owed {
        let question = format!("{} {} for {}, {}. [a date promises it, d = delivered]", open.id, open.title, open.other, open.standing);
        match asking.one(&question)?.as_str() {
            "" => {}
            "d" | "D" | "delivered" => check_in.delivered.push(open.id.clone()),
            date => check_in.promises.push(format!("{}={date}", open.id)),
        }
    }
    for open in &view.to_accept {
        let question = format!("{} {} was delivered by {}. Does it work? [y = accepted]", open.id, open.title, open.other);
        if matches!(asking.one(&question)?.as_str(), "y" | "Y" | "yes") {
            check_in.accepted.push(open.id.clone());
        }
    }
    Ok(())
}

fn confidence(check_in: &mut CheckIn, asking: &mut Asking<'_>) -> Result<()> {
    loop {
        let said = asking.one("How sure of the sprint goal, 1 to 5")?;
        match said.parse::<u8>() {
            Ok(value @ 1..=5) => {
                check_in.confidence = Some(value);
                let why = asking.one("Why, if it fell")?;
                check_in.because = Some(why).filter(|why| !why.is_empty());
                return Ok(());
            }
            _ if said.is_empty() => return Ok(()),
            _ => writeln!(asking.out, "A number from 1 to 5, or an empty line.")?,
        }
    }
}

/// The same check-in as a command, for whoever must mend a line of it.
pub fn as_command(check_in: &CheckIn) -> String {
    let CheckIn { seat, done, dropped, next, obstacles, needs, stops, promises, delivered, accepted, asks, .. } = check_in;
    let mut words = vec!["rowlock checkin".to_owned(), "--team".to_owned(), quoted(&seat.team), "--as".to_owned(), quoted(&seat.handle)];
    let lists = [
        ("--done", done),
        ("--dropped", dropped),
        ("--next", next),
        ("--obstacle", obstacles),
        ("--need", needs),
        ("--stopped", stops),
        ("--promise", promises),
        ("--deliver", delivered),
        ("--accept", accepted),
        ("--ask", asks),
    ];
    for (flag, lines) in lists {
        words.extend(lines.iter().flat_map(|line| [flag.to_owned(), quoted(line)]));
    }
    let confidence = check_in.confidence.map(|value| value.to_string());
    let single = [("--workspace", &seat.workspace), ("--others", &check_in.others), ("--confidence", &confidence), ("--because", &check_in.because)];
    words.extend(single.into_iter().filter_map(|(flag, text)| text.as_ref().map(|text| format!("{flag} {}", quoted(text)))));
    words.join(" ")
}

/// A word that a shell takes as it is.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

struct Asking<'a> {
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
}

impl Asking<'_> {
    fn one(&mut self, question: &str) -> Result<String> {
        write!(self.out, "{question}: ")?;
        self.out.flush()?;
        let mut line = String::new();
        if self.input.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim().to_owned())
    }

    fn many(&mut self, question: &str, into: &mut Vec<String>) -> Result<()> {
        loop {
            match self.one(question)? {
                line if line.is_empty() => return Ok(()),
                line => into.push(line),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operator::OpenDependency;

    fn view() -> SeatView {
        let open =
            |id: &str| OpenDependency { id: id.to_owned(), title: "Prices".to_owned(), other: "Shop".to_owned(), standing: "no date yet".to_owned() };
        SeatView {
            team: "Search".to_owned(),
            meeting: "Scrum of Scrums".to_owned(),
            starts: "Thu 26 Nov, 10:00".to_owned(),
            given: false,
            ticks: vec!["Facets".to_owned(), "Old".to_owned(), "Long".to_owned()],
            owed: vec![open("DEP-1"), open("DEP-2")],
            to_accept: vec![open("DEP-3")],
        }
    }

    #[test]
    fn answers_become_a_check_in() {
        let answers = "y\nd\n\nAnd this\n\nThat\n\n\nA sandbox@PAY\n\n2026-12-01 later than we hoped\nd\ny\n\nWe are few next week\n9\n3\nTwo ill\n";
        let (mut check_in, mut shown) = (CheckIn::default(), Vec::new());
        ask(&view(), &mut check_in, &mut answers.as_bytes(), &mut shown).unwrap();
        assert_eq!((check_in.done, check_in.dropped), (vec!["Facets".to_owned(), "And this".to_owned()], vec!["Old".to_owned()]));
        assert_eq!((check_in.next, check_in.needs), (vec!["Long".to_owned(), "That".to_owned()], vec!["A sandbox@PAY".to_owned()]));
        assert_eq!(check_in.promises, ["DEP-1=2026-12-01 later than we hoped"]);
        assert_eq!((check_in.delivered, check_in.accepted), (vec!["DEP-2".to_owned()], vec!["DEP-3".to_owned()]));
        assert_eq!((check_in.confidence, check_in.because.as_deref()), (Some(3), Some("Two ill")));
        assert!(String::from_utf8(shown).unwrap().contains("Planned last time: Facets"));
    }

    #[test]
    fn what_was_answered_can_be_sent_again_as_a_command() {
        let seat = crate::operator::Seat { workspace: None, team: "SEA".to_owned(), handle: "ada".to_owned() };
        let check_in = CheckIn { seat, next: vec!["Ada's ranking".to_owned()], confidence: Some(4), ..CheckIn::default() };
        assert_eq!(as_command(&check_in), r"rowlock checkin --team 'SEA' --as 'ada' --next 'Ada'\''s ranking' --confidence '4'");
    }

    #[test]
    fn a_terminal_that_goes_away_gives_no_check_in() {
        assert!(ask(&view(), &mut CheckIn::default(), &mut "y\n".as_bytes(), &mut Vec::new()).is_err());
    }
}
