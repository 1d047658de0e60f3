//! The socket beside the database, `data/rowlock.sock`: how the command line reaches a running server.
//!
//! One request, one connection: a JSON line in, JSON lines out, the last of them the reply or the failure. Only the user
//! that runs the server is answered. Names of sockets hold 107 bytes, so a longer path is reached through its directory.

use super::{Failure, Output, Reply, Request, Step, perform};
use rowlock_engine::Engine;
use rustix::fd::{AsRawFd, OwnedFd};
use rustix::fs::{Mode, OFlags, open};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::{fs::PermissionsExt, net::UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::{net::UnixListener, sync::Semaphore, task::JoinHandle};
use tokio_util::sync::CancellationToken;

const NAME: &str = "rowlock.sock";
/// The longest path that a socket's name holds everywhere.
const LONGEST: usize = 100;
/// The longest request: an organisation file.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// So many commands at once; more wait.
const AT_ONCE: u32 = 16;
/// Whoever connects and asks nothing for so long is left alone.
const ASKED_WITHIN: Duration = Duration::from_secs(3);
/// Whoever takes nothing of the answer for so long is left alone.
const TAKEN_WITHIN: Duration = Duration::from_secs(60);
/// At the end, what runs may finish for so long.
const LAST_WORK: Duration = Duration::from_secs(6);

/// A line of an answer.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// How far it is.
    Step(Step),
    /// Part of what is printed.
    Print(String),
    /// It is done.
    Done(Reply),
    /// It could not be done.
    Failed(Failure),
}

/// The socket's path, short enough to be a name; holds the directory open if it is reached through it.
struct Address {
    path: PathBuf,
    _dir: Option<OwnedFd>,
}

fn address(dir: &Path) -> std::io::Result<Address> {
    let path = dir.join(NAME);
    if path.as_os_str().len() <= LONGEST {
        return Ok(Address { path, _dir: None });
    }
    let dir = open(dir, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", dir.as_raw_fd())).join(NAME);
    Ok(Address { path, _dir: Some(dir) })
}

/// Connects to the server that holds a data directory.
///
/// # Errors
/// When nobody listens there.
pub fn connect(dir: &Path) -> std::io::Result<UnixStream> {
    UnixStream::connect(address(dir)?.path)
}

/// Answers commands of the operator until the server stops. The caller holds `data/lock`, so a socket that lies there is a
/// dead one. A server that cannot have a socket serves all the same.
pub fn listen(engine: Arc<Engine>, dir: &Path, stopping: CancellationToken) -> JoinHandle<()> {
    let bound = bind(dir);
    let dir = dir.to_owned();
    tokio::spawn(async move {
        let done = match bound {
            Ok((address, listener)) => answer(engine, &address, listener, stopping).await,
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(dir = %dir.display(), %error, "commands of the operator cannot reach this server");
        }
    })
}

fn bind(dir: &Path) -> std::io::Result<(Address, UnixListener)> {
    let address = address(dir)?;
    match std::fs::remove_file(&address.path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&address.path)?;
    std::fs::set_permissions(&address.path, std::fs::Permissions::from_mode(0o600))?;
    Ok((address, listener))
}

async fn answer(engine: Arc<Engine>, address: &Address, listener: UnixListener, stopping: CancellationToken) -> std::io::Result<()> {
    let places = Arc::new(Semaphore::new(AT_ONCE as usize));
    loop {
        let place = tokio::select! {
            () = stopping.cancelled() => break,
            place = Arc::clone(&places).acquire_owned() => place.map_err(std::io::Error::other)?,
        };
        let accepted = tokio::select! {
            () = stopping.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted.and_then(|(stream, _)| own(stream)) {
            Ok(stream) => {
                let (engine, runtime) = (Arc::clone(&engine), tokio::runtime::Handle::current());
                // A thread of its own: reading a file, planning and a slow reader may all block it.
                std::thread::Builder::new().name("operator".to_owned()).spawn(move || {
                    runtime.block_on(serve_one(&engine, stream));
                    drop(place);
                })?;
            }
            Err(error) => tracing::warn!(%error, "a command of the operator was not taken"),
        }
    }
    drop(listener);
    let _ = std::fs::remove_file(&address.path);
    let _ = tokio::time::timeout(LAST_WORK, places.acquire_many(AT_ONCE)).await;
    Ok(())
}

/// The connection, if it comes from the user who runs this process.
fn own(stream: tokio::net::UnixStream) -> std::io::Result<UnixStream> {
    let peer = stream.peer_cred()?.uid();
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(ASKED_WITHIN))?;
    stream.set_write_timeout(Some(TAKEN_WITHIN))?;
    if peer == rustix::process::geteuid().as_raw() {
        return Ok(stream);
    }
    let sentence = "The server runs as another user. Run this command as that user, for example with `sudo -u`.";
    let _ = Lines { stream: &stream, gone: false }.write(&Line::Failed(Failure::new(sentence)));
    Err(std::io::Error::other(format!("it came from user {peer}")))
}

async fn serve_one(engine: &Arc<Engine>, stream: UnixStream) {
    let mut lines = Lines { stream: &stream, gone: false };
    let last = match request(&stream) {
        Ok(request) => match perform(engine, request, &mut lines).await {
            Ok(reply) => Line::Done(reply),
            Err(failure) => Line::Failed(failure),
        },
        Err(failure) => Line::Failed(failure),
    };
    let _ = lines.write(&last);
}

fn request(stream: &UnixStream) -> Result<Request, Failure> {
    let mut text = String::new();
    let read = BufReader::new(stream.take(MOST_BYTES)).read_line(&mut text);
    read.map_err(|error| Failure::new(format!("The command did not arrive: {error}.")))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!("The running server does not understand this command: {error}. Use the same version of Rowlock for both."))
    })
}

struct Lines<'a> {
    stream: &'a UnixStream,
    gone: bool,
}

impl Lines<'_> {
    fn write(&mut self, line: &Line) -> std::io::Result<()> {
        let mut text = serde_json::to_string(line)?;
        text.push('\n');
        let mut stream = self.stream;
        stream.write_all(text.as_bytes())
    }
}

impl Output for Lines<'_> {
    fn step(&mut self, step: Step) {
        // Whoever went away still gets the work done; only nobody is told.
        self.gone = self.gone || self.write(&Line::Step(step)).is_err();
    }

    fn print(&mut self, text: &str) -> std::io::Result<()> {
        self.write(&Line::Print(text.to_owned()))
    }
}

/// Sends a request and hands on what comes back.
///
/// # Errors
/// What the server answered, or that it went away.
pub fn ask(stream: &UnixStream, request: &Request, output: &mut dyn Output) -> Result<Reply, Failure> {
    let gone = |error: &dyn std::fmt::Display| {
        Failure::new(format!("The server went away before it answered: {error}. Look whether it was done before you try again."))
    };
    let mut text = serde_json::to_string(request).map_err(Failure::new)?;
    text.push('\n');
    let mut sending = stream;
    sending.write_all(text.as_bytes()).map_err(|error| gone(&error))?;
    for line in BufReader::new(stream).lines() {
        let line = line.map_err(|error| gone(&error))?;
        match serde_json::from_str(&line).map_err(|error| gone(&error))? {
            Line::Step(step) => output.step(step),
            Line::Print(text) => output.print(&text).map_err(Failure::new)?,
            Line::Done(reply) => return Ok(reply),
            Line::Failed(failure) => return Err(failure),
        }
    }
    Err(gone(&"the connection was closed"))
}
