//! `rowlock export`

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{Failure, Request};
use crate::place::Place;

/// Print the events of a workspace as JSON lines, or the minutes of a meeting as Markdown.
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    which: super::Which,
    /// Minutes of the meeting of that number (M-9) or date (2026-11-26)
    #[arg(long, value_name = "MEETING")]
    minutes: Option<String>,
}

impl Export {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let workspace = self.which.workspace;
        let request = match self.minutes {
            Some(meeting) => Request::Minutes { workspace, meeting },
            None => Request::Export { workspace },
        };
        reach(place, Begin::Existing, &request, &mut Screen::new(false)).map(drop)
    }
}
