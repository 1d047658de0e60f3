//! A relay between a Rowlock server and PostgreSQL that cuts the connection exactly at a commit: before the statement arrives, or
//! after it was done and before its answer is passed on. It reads as much of PostgreSQL's protocol (version 3, its manual's chapter
//! “Frontend/Backend Protocol”) as that takes: which statement was prepared under which name, and where an answer ends.

use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What only the statement that appends says.
const APPEND: &[u8] = b"UPDATE head SET version = $4";

/// Where the connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// PostgreSQL never sees the statement.
    BeforeArrival,
    /// PostgreSQL has done it, and its answer is swallowed.
    AtAnswer,
}

/// A running relay; it ends when dropped.
pub(super) struct Relay {
    /// The database, as it is reached through the relay.
    pub url: String,
    address: String,
    shared: Arc<Shared>,
}

struct Shared {
    socket: PathBuf,
    trap: Mutex<Trap>,
    over: AtomicBool,
}

#[derive(Default)]
struct Trap {
    /// After how many more commits it cuts, where, and how long nobody can connect afterwards.
    armed: Option<(u64, Cut, Duration)>,
    fired: bool,
    away_until: Option<Instant>,
    /// The servers' ends of all connections.
    open: Vec<TcpStream>,
}

impl Relay {
    /// Stands before a database that is reached by a socket: `postgres://USER@localhost/NAME?host=FOLDER`.
    pub fn start(database: &str) -> Result<Self> {
        let (front, folder) = database.split_once("?host=").context("the database is not reached by a socket")?;
        let name = front.rsplit('/').next().unwrap_or_default();
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?.to_string();
        let socket = PathBuf::from(folder).join(".s.PGSQL.5432");
        let shared = Arc::new(Shared { socket, trap: Mutex::default(), over: AtomicBool::new(false) });
        let accepting = Arc::clone(&shared);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if accepting.over.load(Ordering::SeqCst) {
                    return;
                }
                // Who is refused, or finds PostgreSQL away, sees a closed connection.
                let _ = accepting.connect(client);
            }
        });
        Ok(Self { url: format!("postgres://postgres@{address}/{name}?sslmode=disable"), address, shared })
    }

    /// Cuts at the n-th commit from now on, once; for that long afterwards nobody reaches PostgreSQL.
    pub fn arm(&self, n: u64, cut: Cut, away: Duration) {
        let mut trap = self.shared.trap();
        (trap.armed, trap.fired) = (Some((n, cut, away)), false);
    }

    /// Whether it has cut; it does not any more.
    pub fn disarm(&self) -> bool {
        let mut trap = self.shared.trap();
        trap.armed = None;
        trap.fired
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::SeqCst);
        // Wakes the one who accepts.
        let _ = TcpStream::connect(&self.address);
    }
}

impl Shared {
    fn trap(&self) -> MutexGuard<'_, Trap> {
        self.trap.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(self: &Arc<Self>, client: TcpStream) -> io::Result<()> {
        if self.trap().away_until.is_some_and(|until| Instant::now() < until) {
            return client.shutdown(Shutdown::Both);
        }
        let server = UnixStream::connect(&self.socket)?;
        client.set_nodelay(true)?;
        self.trap().open.push(client.try_clone()?);
        let swallow = Arc::<AtomicBool>::default();
        let (asking, answering) = ((client.try_clone()?, server.try_clone()?), (server, client));
        let (shared, flag) = (Arc::clone(self), Arc::clone(&swallow));
        std::thread::spawn(move || {
            let (mut from, mut to) = asking;
            // Either side may end it; then both do.
            let _ = shared.pass_requests(&mut from, &mut to, &flag);
            let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
        });
        let shared = Arc::clone(self);
        std::thread::spawn(move || {
            let (mut from, mut to) = answering;
            let _ = pass_answers(&mut from, &mut to, &swallow);
            let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
            if swallow.load(Ordering::SeqCst) {
                shared.cut_all();
            }
        });
        Ok(())
    }

    fn pass_requests(&self, from: &mut TcpStream, to: &mut UnixStream, swallow: &AtomicBool) -> io::Result<()> {
        let mut talk = Talk::default();
        to.write_all(&message(from, false)?)?;
        loop {
            let bytes = message(from, true)?;
            if talk.is_commit(&bytes) {
                match self.falls() {
                    Some(Cut::BeforeArrival) => {
                        self.cut_all();
                        return Ok(());
                    }
                    Some(Cut::AtAnswer) => swallow.store(true, Ordering::SeqCst),
                    None => {}
                }
            }
            to.write_all(&bytes)?;
        }
    }

    /// One more commit; whether it is the one.
    fn falls(&self) -> Option<Cut> {
        let mut trap = self.trap();
        let (n, cut, away) = trap.armed?;
        if n > 1 {
            trap.armed = Some((n - 1, cut, away));
            return None;
        }
        (trap.armed, trap.fired) = (None, true);
        trap.away_until = (!away.is_zero()).then(|| Instant::now() + away);
        Some(cut)
    }

    /// While PostgreSQL is away, connections that were open are gone, too.
    fn cut_all(&self) {
        let mut trap = self.trap();
        if trap.away_until.is_some_and(|until| Instant::now() < until) {
            for open in trap.open.drain(..) {
                // It may be closed already.
                let _ = open.shutdown(Shutdown::Both);
            }
        }
    }
}

/// Passes answers on; one that is to be swallowed is read to its end, so that PostgreSQL has done what was asked.
fn pass_answers(from: &mut UnixStream, to: &mut TcpStream, swallow: &AtomicBool) -> io::Result<()> {
    loop {
        let bytes = message(from, true)?;
        if !swallow.load(Ordering::SeqCst) {
            to.write_all(&bytes)?;
        } else if bytes.first() == Some(&b'Z') {
            return Ok(());
        }
    }
}

/// One message as it stands on the wire: a letter, unless it is the first of a connection, the length, the rest.
fn message(from: &mut impl Read, lettered: bool) -> io::Result<Vec<u8>> {
    let head = if lettered { 5 } else { 4 };
    let mut bytes = vec![0; head];
    from.read_exact(&mut bytes)?;
    let mut length = [0; 4];
    length.copy_from_slice(&bytes[head - 4..]);
    let rest = (u32::from_be_bytes(length) as usize).checked_sub(4).ok_or(io::ErrorKind::InvalidData)?;
    bytes.resize(head + rest, 0);
    from.read_exact(&mut bytes[head..])?;
    Ok(bytes)
}

/// What was said on a connection so far.
#[derive(Default)]
struct Talk {
    /// The names under which the append was prepared.
    appends: BTreeSet<Vec<u8>>,
    /// An append was sent, and the commit is still to come.
    is_open: bool,
    in_transaction: bool,
}

impl Talk {
    /// Whether this message makes an append durable: its `Sync`, or the `COMMIT` of its transaction.
    fn is_commit(&mut self, bytes: &[u8]) -> bool {
        let (letter, body) = (bytes[0], &bytes[5..]);
        let mut texts = body.split(|byte| *byte == 0);
        match letter {
            b'P' => {
                let (name, sql) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
                if holds(sql, APPEND) {
                    self.appends.insert(name.to_vec());
                } else {
                    self.appends.remove(name);
                }
            }
            b'B' if self.appends.contains(texts.nth(1).unwrap_or_default()) => self.is_open = true,
            b'Q' if body.starts_with(b"BEGIN") => self.in_transaction = true,
            b'Q' => {
                self.in_transaction = false;
                return std::mem::take(&mut self.is_open) && body.starts_with(b"COMMIT");
            }
            b'S' if !self.in_transaction => return std::mem::take(&mut self.is_open),
            _ => {}
        }
        false
    }
}

fn holds(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(letter: u8, body: &str) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).unwrap().to_be_bytes();
        [&[letter], length.as_slice(), body.as_bytes()].concat()
    }

    fn commits(messages: &[(u8, &str)]) -> Vec<bool> {
        let mut talk = Talk::default();
        messages.iter().map(|(letter, body)| talk.is_commit(&said(*letter, body))).collect()
    }

    #[test]
    fn an_append_commits_by_its_sync_or_by_its_transactions_commit() {
        let prepared = (b'P', "s1\0WITH moved AS (UPDATE head SET version = $4)\0");
        let alone = [prepared, (b'S', ""), (b'B', "\0s1\0"), (b'E', ""), (b'S', ""), (b'S', "")];
        assert_eq!(commits(&alone), [false, false, false, false, true, false]);
        let within = [prepared, (b'Q', "BEGIN\0"), (b'B', "\0s1\0"), (b'S', ""), (b'Q', "COMMIT\0"), (b'B', "\0s1\0"), (b'S', "")];
        assert_eq!(commits(&within), [false, false, false, false, true, false, true]);
        let undone = [prepared, (b'Q', "BEGIN\0"), (b'B', "\0s1\0"), (b'S', ""), (b'Q', "ROLLBACK\0"), (b'B', "\0s2\0"), (b'S', "")];
        assert!(commits(&undone).iter().all(|commit| !commit));
    }

    #[test]
    fn messages_are_read_one_by_one() {
        let bytes = [said(b'Q', "BEGIN\0"), said(b'S', "")].concat();
        let mut from = bytes.as_slice();
        assert_eq!(message(&mut from, true).unwrap(), said(b'Q', "BEGIN\0"));
        assert_eq!(message(&mut from, true).unwrap(), said(b'S', ""));
        assert!(message(&mut from, true).is_err());
    }
}
