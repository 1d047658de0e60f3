//! `rowlock user`: lets people in. Prints the path or address of a link that works once.

use crate::place::Place;
use anyhow::Context as _;
use rowlock_engine::Engine;
use rowlock_web::gate::access;

/// Let people in.
#[derive(Debug, clap::Args)]
pub struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Clone, Debug, clap::Subcommand)]
pub enum Action {
    /// Let a person sign in with a mail address; prints a link to choose a password
    Create {
        /// Workspace, as it stands in addresses
        #[arg(long, env = "ROWLOCK_WORKSPACE", value_name = "SLUG")]
        workspace: String,
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
    pub async fn run(self, place: &Place) -> anyhow::Result<()> {
        let engine = place.open(None).await.context("the database could not be opened")?;
        let said = act(&engine, &self.action).await;
        engine.stop().await?;
        println!("{}", said?);
        Ok(())
    }
}

/// Does it; answers with what to print. Works beside a server and within it.
pub async fn act(engine: &Engine, action: &Action) -> anyhow::Result<String> {
    match action {
        Action::Create { workspace, person, mail, administrator } => {
            let link = access::create_user(engine, workspace, person, mail, *administrator).await?;
            Ok(link.unwrap_or_else(|| format!("{mail} has a password already and can sign in.")))
        }
        Action::ResetLink { mail } => Ok(access::reset_link(engine, mail).await?),
    }
}
