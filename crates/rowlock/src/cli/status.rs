//! `rowlock status`

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{self, Failure, Reply, Request};
use crate::place::Place;
use serde_json::{Map, Value, json};

/// Say what stands in a workspace: version, head of the log, counts.
#[derive(Debug, clap::Args)]
pub struct Status {
    #[command(flatten)]
    which: super::Which,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Status {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(self.json);
        let request = Request::Status { workspace: self.which.workspace };
        match reach(place, Begin::Existing, &request, &mut screen).map_err(|failure| screen.failed(failure))? {
            Reply::Status(status) => screen.reply(&json!(status), &told(&status)),
            other => Err(super::unexpected(&other)),
        }
    }
}

fn told(status: &operator::Status) -> String {
    let operator::Status { workspace, name, version, head, counts, mails_given_up } = status;
    let empty = Map::new();
    let counts = counts.as_object().unwrap_or(&empty);
    let lines = counts.iter().filter_map(|(noun, count)| line(counts, noun, count.as_u64()?));
    let mut text = format!("{name} ({workspace}), version {version}, head {head}\n{}", lines.collect::<String>());
    if *mails_given_up > 0 {
        text.push_str(&format!("{mails_given_up:>8} mails that no mail server took; the page of each person says why\n"));
    }
    text
}

/// A noun with its count, and its states behind it.
fn line(counts: &Map<String, Value>, noun: &str, count: u64) -> Option<String> {
    let states = counts.get(&format!("{noun}_by_state")).and_then(Value::as_object);
    let some = states.into_iter().flatten().filter(|(_, count)| count.as_u64() != Some(0));
    let states: Vec<String> = some.map(|(state, count)| format!("{count} {}", state.replace('_', " "))).collect();
    let states = if states.is_empty() { String::new() } else { format!(": {}", states.join(", ")) };
    (count > 0).then(|| format!("{count:>8} {}{states}\n", noun.replace('_', " ")))
}
