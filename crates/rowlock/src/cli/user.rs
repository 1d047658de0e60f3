//! `rowlock user`: lets people in. Prints the path or address of a link that works once.

use super::{
    reach::{Begin, reach},
    screen::Screen,
};
use crate::operator::{Failure, Reply, Request};
use crate::place::Place;
use serde_json::json;

/// Let people in.
#[derive(Debug, clap::Args)]
pub struct User {
    #[command(subcommand)]
    action: Action,
    /// The address that people use; with it the whole link is printed, else the path to put behind that address
    #[arg(long, env = "ROWLOCK_PUBLIC_URL", value_name = "URL", global = true)]
    public_url: Option<String>,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum Action {
    /// Let a person sign in with a mail address; prints a link to choose a password
    Create {
        #[command(flatten)]
        which: super::Which,
        /// The person: handle, mail address or full name
        #[arg(long, value_name = "HANDLE")]
        person: String,
        /// Mail address to sign in with
        #[arg(long)]
        mail: String,
        /// Let them administer the workspace as well
        #[arg(long)]
        administrator: bool,
    },
    /// Print a link with which an account gets a new password
    ResetLink {
        /// Mail address of the account
        #[arg(long)]
        mail: String,
    },
}

impl User {
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let mut screen = Screen::new(false);
        let request = match self.action {
            Action::Create { which, person, mail, administrator } => Request::CreateUser { workspace: which.workspace, person, mail, administrator },
            Action::ResetLink { mail } => Request::ResetLink { mail },
        };
        match reach(place, Begin::Existing, &request, &mut screen)? {
            Reply::Said(text) => {
                let before = self.public_url.as_deref().filter(|_| text.starts_with('/')).unwrap_or_default();
                let text = format!("{}{text}", before.trim_end_matches('/'));
                screen.reply(&json!(text), &text)
            }
            other => Err(super::unexpected(&other)),
        }
    }
}
