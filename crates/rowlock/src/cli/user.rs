//! `rowlock user`: lets people in. Prints a link that works once, whole where it is known what people call this server.

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
    /// The address that people use, if it is another than the server was started with last
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
            Reply::Said(text) => screen.reply(&json!(text), &text),
            Reply::Link { path, address } => {
                let Some(before) = self.public_url.or(address) else {
                    eprintln!("Put the address that people use before it, such as https://rowlock.example.org; --public-url does it for you.");
                    return screen.reply(&json!(path), &path);
                };
                let link = format!("{}{path}", before.trim_end_matches('/'));
                screen.reply(&json!(link), &link)
            }
            other => Err(super::unexpected(&other)),
        }
    }
}
