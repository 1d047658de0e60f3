//! Clients that write under keys as fast as they are answered.

use super::dice::Dice;
use super::house::{SLUG, Server};
use super::ledger::{Fate, Ledger};
use crate::bench::client::Client;
use anyhow::{Result, bail};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Several clients at work; they end by themselves when the server goes away.
pub(crate) struct Writers {
    stop: Arc<AtomicBool>,
    answered: Arc<AtomicUsize>,
    threads: Vec<JoinHandle<()>>,
}

/// Sends the write of a key, the same each time; the answer's status, if one came.
pub(crate) fn write(browser: &mut Client, key: &str) -> Option<u16> {
    let mut dice = Dice::of_key(key);
    let answer = if dice.happens(1, 10) {
        let fields = [("key", key), ("title", "Raised while something fails"), ("severity", "slows"), ("team", "1")];
        browser.post(&format!("/{SLUG}/groups/product/impediments"), &fields)
    } else {
        let path = format!("/{SLUG}/impediments/{}/contributions", dice.below(8) + 1);
        browser.post(&path, &[("key", key), ("kind", "remark"), ("text", "written while something fails")])
    };
    answer.ok().map(|answer| answer.status)
}

impl Writers {
    /// Starts so many clients of a server; their keys, and so their deeds, follow from the seed.
    pub fn start(server: &Server, ledger: &Arc<Ledger>, clients: u64, seed: u64) -> Result<Self> {
        let (stop, answered) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let mut threads = Vec::new();
        for client in 0..clients {
            let (mut browser, mut dice) = (server.browser()?, Dice::of(seed, client + 1));
            let (stop, answered, ledger) = (Arc::clone(&stop), Arc::clone(&answered), Arc::clone(ledger));
            threads.push(std::thread::spawn(move || {
                while !stop.load(Ordering::SeqCst) {
                    let key = dice.key();
                    let status = write(&mut browser, &key);
                    ledger.note(&key, Fate::of(status));
                    answered.fetch_add(usize::from(status == Some(303)), Ordering::SeqCst);
                    if status.is_none() {
                        return;
                    }
                }
            }));
        }
        Ok(Self { stop, answered, threads })
    }

    /// Waits until so many writes were acknowledged, however slow the machine is.
    pub fn wait_for(&self, count: usize) -> Result<()> {
        let until = Instant::now() + Duration::from_secs(60);
        while self.answered.load(Ordering::SeqCst) < count {
            if Instant::now() > until {
                bail!("only {} of {count} writes were acknowledged in a minute", self.answered.load(Ordering::SeqCst));
            }
            if self.threads.iter().all(JoinHandle::is_finished) {
                bail!("every client lost its server after {} writes", self.answered.load(Ordering::SeqCst));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    /// Lets them end and waits for that.
    pub fn end(self) {
        self.stop.store(true, Ordering::SeqCst);
        for thread in self.threads {
            // A client that panicked has told so already.
            let _ = thread.join();
        }
    }
}

/// Sends again what nobody knows the outcome of, the same words under the same keys: now it must be done, once.
pub(crate) fn resolve(server: &Server, ledger: &Ledger, mut write: impl FnMut(&mut Client, &str) -> Option<u16>) -> Result<()> {
    let mut browser = server.browser()?;
    for key in ledger.unknown() {
        let status = write(&mut browser, &key);
        if status != Some(303) {
            bail!("{key} was sent again and answered {status:?}");
        }
        ledger.note(&key, Fate::Acknowledged);
    }
    Ok(())
}
