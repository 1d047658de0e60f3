//! From what was written on the command line to what is meant.

use super::seat;
use crate::operator::{CheckIn, Failure};
use rowlock_domain::{Date, DependencyId, Text, Title, Workspace, text::TextProblem};
use rowlock_web::checkin::{Answer, Ask, Raised};

/// The lines of a check-in, understood. Which of them are new is known only at its turn.
#[derive(Clone, Debug)]
pub struct Lines {
    pub done: Vec<Title>,
    pub dropped: Vec<Title>,
    pub next: Vec<Title>,
    pub obstacles: Vec<Title>,
    pub needs: Vec<Raised>,
    pub answers: Vec<(DependencyId, Answer)>,
    pub asks: Vec<Ask>,
    pub others: Option<Text>,
    pub confidence: Option<u8>,
    pub because: Text,
    pub product_owner: Option<Text>,
}

impl Lines {
    pub fn parse(workspace: &Workspace, written: &CheckIn) -> Result<Self, Failure> {
        let need = |stops: bool| move |line: &String| need(workspace, line, stops);
        let slows = written.needs.iter().map(need(false));
        Ok(Self {
            done: titles("--done", &written.done)?,
            dropped: titles("--dropped", &written.dropped)?,
            next: titles("--next", &written.next)?,
            obstacles: titles("--obstacle", &written.obstacles)?,
            needs: slows.chain(written.stops.iter().map(need(true))).collect::<Result<_, _>>()?,
            answers: answers(workspace, written)?,
            asks: written.asks.iter().map(|line| asked(workspace, line)).collect::<Result<_, _>>()?,
            others: text("--others", written.others.as_deref())?,
            confidence: written.confidence,
            because: text("--because", written.because.as_deref())?.unwrap_or_default(),
            product_owner: text("--product-owner", written.product_owner.as_deref())?,
        })
    }
}

fn answers(workspace: &Workspace, written: &CheckIn) -> Result<Vec<(DependencyId, Answer)>, Failure> {
    let promises = written.promises.iter().map(|line| known(workspace, "--promise", promise(line)));
    let deliveries = written.delivered.iter().map(|line| known(workspace, "--deliver", delivery(line)));
    let accepted = written.accepted.iter().map(|line| known(workspace, "--accept", dependency("--accept", line).map(|id| (id, Answer::Accept))));
    promises.chain(deliveries).chain(accepted).collect()
}

fn known(workspace: &Workspace, flag: &str, answer: Result<(DependencyId, Answer), Failure>) -> Result<(DependencyId, Answer), Failure> {
    let (id, answer) = answer?;
    match workspace.dependency(id) {
        Some(_) => Ok((id, answer)),
        None => Err(Failure::usage(format!("{flag}: there is no {id} here. “rowlock checkin” without lines asks and lists what is open."))),
    }
}

fn at(flag: &str) -> impl Fn(TextProblem) -> Failure {
    move |problem| Failure::usage(format!("{flag}: {problem}"))
}

fn title(flag: &str, written: &str) -> Result<Title, Failure> {
    Title::new(written).map_err(at(flag))
}

fn titles(flag: &str, written: &[String]) -> Result<Vec<Title>, Failure> {
    written.iter().map(|line| title(flag, line)).collect()
}

fn text(flag: &str, written: Option<&str>) -> Result<Option<Text>, Failure> {
    written.map(|written| Text::optional(written).map_err(at(flag))).transpose()
}

/// `TEXT@TEAM`, or only `TEXT`. The last `@` counts, so that one may stand in the text.
fn need(workspace: &Workspace, line: &str, stops: bool) -> Result<Raised, Failure> {
    let flag = if stops { "--stopped" } else { "--need" };
    let (words, asked) = match line.rsplit_once('@') {
        Some((words, of)) => (words, Some(seat::team(workspace, of)?.id)),
        None => (line, None),
    };
    Ok(Raised { title: title(flag, words)?, asked, stops, goal: None })
}

/// `TEXT@TEAM` or `TEXT@TEAM=DATE`.
fn asked(workspace: &Workspace, line: &str) -> Result<Ask, Failure> {
    let shape = || Failure::usage(format!("--ask {line}: write TEXT@TEAM or TEXT@TEAM=DATE, such as “Sandbox for refunds@PAY=2026-12-01”."));
    let (words, rest) = line.rsplit_once('@').ok_or_else(shape)?;
    let (of, needed_by) = match rest.split_once('=') {
        Some((of, by)) => (of, Some(date("--ask", by)?)),
        None => (rest, None),
    };
    Ok(Ask { title: title("--ask", words)?, of: seat::team(workspace, of)?.id, needed_by, done_when: Text::default() })
}

/// `DEP-7=2026-11-26`, with the reason after a space.
fn promise(line: &str) -> Result<(DependencyId, Answer), Failure> {
    let shape = || Failure::usage(format!("--promise {line}: write DEP-7=DATE, and after a space the reason if the date moves."));
    let (id, rest) = line.split_once('=').ok_or_else(shape)?;
    let (on, why) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let why = Text::optional(why).map_err(at("--promise"))?;
    Ok((dependency("--promise", id)?, Answer::Promise(date("--promise", on)?, why)))
}

/// `DEP-7`, or `DEP-7=NOTE`.
fn delivery(line: &str) -> Result<(DependencyId, Answer), Failure> {
    let (id, note) = line.split_once('=').unwrap_or((line, ""));
    Ok((dependency("--deliver", id)?, Answer::Deliver(Text::optional(note).map_err(at("--deliver"))?)))
}

fn dependency(flag: &str, written: &str) -> Result<DependencyId, Failure> {
    let written = written.trim();
    let number = written.get(..4).filter(|prefix| prefix.eq_ignore_ascii_case(DependencyId::PREFIX)).and_then(|_| written.get(4..));
    let number = number.unwrap_or(written).parse().ok();
    let number = number.ok_or_else(|| Failure::usage(format!("{flag}: “{written}” is not a dependency. Write its number, such as DEP-7.")))?;
    Ok(DependencyId(number))
}

fn date(flag: &str, written: &str) -> Result<Date, Failure> {
    let parsed = written.trim().parse::<Date>();
    parsed.map_err(|_| Failure::usage(format!("{flag}: “{written}” is not a date. Write it as 2026-11-26.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_has_a_date_and_perhaps_a_reason() {
        let on = Date::constant(2026, 11, 26);
        let why = Text::new("the API moved").unwrap();
        assert_eq!(promise("dep-7=2026-11-26 the API moved").unwrap(), (DependencyId(7), Answer::Promise(on, why)));
        assert_eq!(promise("7=2026-11-26").unwrap().1, Answer::Promise(on, Text::default()));
        assert!(promise("DEP-7").unwrap_err().sentence.contains("DEP-7=DATE"));
        assert!(promise("DEP-7=soon").unwrap_err().sentence.contains("not a date"));
    }

    #[test]
    fn what_is_no_dependency_is_named() {
        assert!(dependency("--accept", "IMP-7").unwrap_err().sentence.contains("IMP-7"));
        assert!(dependency("--accept", "Ö").is_err());
        assert_eq!(delivery("DEP-3=on staging").unwrap().1, Answer::Deliver(Text::new("on staging").unwrap()));
    }
}
