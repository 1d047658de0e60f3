//! `rowlock checkin`: from flags, or asked for line by line on a terminal.

use super::{
    questions,
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{self, Failure, Reply, Request, Seat};
use crate::place::Place;
use serde_json::json;
use std::io::IsTerminal;

/// Check in for a team, on behalf of its ambassador. Without anything to say it asks, on a terminal.
#[derive(Debug, clap::Args)]
pub struct CheckIn {
    /// Team, by code or name
    #[arg(long, value_name = "TEAM")]
    team: String,
    /// On whose behalf: the person's handle
    #[arg(long = "as", value_name = "HANDLE")]
    handle: String,
    #[command(flatten)]
    which: super::Which,
    #[command(flatten)]
    lines: Lines,
    /// Idempotency key: the same key again changes nothing
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Debug, clap::Args)]
struct Lines {
    /// Done since last time; may be repeated, like the others
    #[arg(long, value_name = "TEXT")]
    done: Vec<String>,
    /// Planned last time and dropped
    #[arg(long, value_name = "TEXT")]
    dropped: Vec<String>,
    /// What comes next
    #[arg(long, value_name = "TEXT")]
    next: Vec<String>,
    /// Obstacle that the team solves itself
    #[arg(long, value_name = "TEXT")]
    obstacle: Vec<String>,
    /// What slows the team and needs another one
    #[arg(long, value_name = "TEXT@TEAM")]
    need: Vec<String>,
    /// What stops the team and needs another one
    #[arg(long, value_name = "TEXT@TEAM")]
    stopped: Vec<String>,
    /// Promise or move a promise; a reason may follow after a space
    #[arg(long, value_name = "DEP-7=DATE")]
    promise: Vec<String>,
    /// Say that something was delivered
    #[arg(long, value_name = "DEP-7[=NOTE]")]
    deliver: Vec<String>,
    /// Say that what was delivered works
    #[arg(long, value_name = "DEP-7")]
    accept: Vec<String>,
    /// Ask something new of another team
    #[arg(long, value_name = "TEXT@TEAM[=DATE]")]
    ask: Vec<String>,
    /// Anything others should know
    #[arg(long, value_name = "TEXT")]
    others: Option<String>,
    /// How sure of the sprint goal, 1 to 5
    #[arg(long, value_name = "1-5", value_parser = clap::value_parser!(u8).range(1..=5))]
    confidence: Option<u8>,
    /// Why the confidence fell
    #[arg(long, value_name = "TEXT", requires = "confidence")]
    because: Option<String>,
    /// A line by the Product Owner
    #[arg(long, value_name = "TEXT")]
    product_owner: Option<String>,
}

impl CheckIn {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let seat = Seat { workspace: self.which.workspace, team: self.team, handle: self.handle };
        let mut check_in = written(self.lines, seat, self.key);
        let asked = check_in.is_empty() && std::io::stdin().is_terminal() && !self.json;
        if asked {
            ask(place, &mut check_in, &mut screen)?;
        }
        let request = Request::CheckIn(Box::new(check_in.clone()));
        let replied = reach(place, Begin::Existing, &request, &mut screen);
        if asked && replied.is_err() && !check_in.is_empty() {
            eprintln!("Nothing is lost. Mend this and send it again:\n{}", questions::as_command(&check_in));
        }
        match replied.map_err(|failure| screen.failed(failure))? {
            Reply::CheckedIn { workspace, version, replayed, events } => {
                let text = told(&events, replayed);
                let value = json!({ "workspace": workspace, "version": version, "replayed": replayed, "events": events });
                screen.reply(&value, text)
            }
            other => Err(super::unexpected(&other)),
        }
    }
}

fn written(lines: Lines, seat: Seat, key: Option<String>) -> operator::CheckIn {
    operator::CheckIn {
        seat,
        key,
        done: lines.done,
        dropped: lines.dropped,
        next: lines.next,
        obstacles: lines.obstacle,
        needs: lines.need,
        stops: lines.stopped,
        promises: lines.promise,
        delivered: lines.deliver,
        accepted: lines.accept,
        asks: lines.ask,
        others: lines.others,
        confidence: lines.confidence,
        because: lines.because,
        product_owner: lines.product_owner,
    }
}

fn ask(place: &Place, check_in: &mut operator::CheckIn, screen: &mut Screen) -> Result<(), Failure> {
    let request = Request::Seat(check_in.seat.clone());
    match reach(place, Begin::Existing, &request, screen)? {
        Reply::Seat(view) => questions::ask(&view, check_in, &mut std::io::stdin().lock(), &mut std::io::stderr())
            .map_err(|error| Failure::new(format!("The check-in broke off: {error}. Nothing was changed."))),
        other => Err(super::unexpected(&other)),
    }
}

fn told(events: &[String], replayed: bool) -> &'static str {
    match (events.is_empty(), replayed) {
        (_, true) => "This check-in was given before.",
        (true, false) => "Nothing new: the check-in says this already.",
        (false, false) if events.iter().any(|event| event == "CheckInAmended") => "The check-in was amended.",
        (false, false) => "Checked in.",
    }
}
