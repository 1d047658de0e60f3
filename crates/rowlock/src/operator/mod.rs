//! The work of each command of the operator, over a running engine; whether the command line does it itself or asks the
//! server through its socket makes no difference here.
//!
//! A request and its answers are plain data, so that they can travel as JSON lines ([`socket`]). How an answer looks on a
//! terminal is the command line's (`cli`). `serve` and `restore` are not here: they need the data directory for themselves.

mod answer;
mod apply;
mod backup;
mod checkin;
mod counts;
mod export;
mod minutes;
mod request;
pub mod socket;
mod status;
mod user;
mod verify;
mod workspace;

pub use answer::{Failure, ProblemLine, Reply, Status, Step, Verified, told_of};
#[cfg(test)]
pub use checkin::view::OpenDependency;
pub use checkin::view::SeatView;
pub use request::{Apply, CheckIn, Request, Seat};
pub use socket::listen;
pub use status::hex;
pub use user::note_address;

use rowlock_engine::Engine;
use std::sync::Arc;

/// Where a command tells how far it is, and writes what is too long for one answer.
pub trait Output: Send {
    /// How far it is.
    fn step(&mut self, step: Step);

    /// Part of what the command prints, as it is.
    ///
    /// # Errors
    /// When nobody reads any more.
    fn print(&mut self, text: &str) -> std::io::Result<()>;
}

/// Does one command.
///
/// # Errors
/// What stood against it, in sentences, with the exit code that goes with it.
pub async fn perform(engine: &Arc<Engine>, request: Request, output: &mut dyn Output) -> Result<Reply, Failure> {
    match request {
        Request::Apply(apply) => apply::apply(engine, &apply, output).await,
        Request::Status { workspace } => status::status(engine, workspace.as_deref()).await,
        Request::Export { workspace } => export::export(engine, workspace.as_deref(), output).await,
        Request::Minutes { workspace, meeting } => minutes::minutes(engine, workspace.as_deref(), &meeting, output).await,
        Request::Verify => verify::verify(engine, output).await,
        Request::Backup { path } => backup::backup(engine, &path).await,
        Request::Seat(seat) => checkin::view::seat(engine, &seat).await,
        Request::CreateUser { workspace, person, mail, administrator } => {
            user::create(engine, workspace.as_deref(), (&person, &mail), administrator).await
        }
        Request::ResetLink { mail } => user::reset_link(engine, &mail).await,
        Request::CheckIn(check_in) => checkin::check_in(engine, *check_in).await,
    }
}
