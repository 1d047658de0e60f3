//! A disk that forgets and fails: a file system in this process (FUSE), mounted as a data directory.
//!
//! It can lose the power (what was not synced is gone or torn), fail its n-th write, sync or change of a name, and lie about syncs.
//! Needs root or `fusermount3`, and `/dev/fuse`. One directory without folders; the socket of the command line is not made there.

mod answers;
mod files;

use super::dice::Dice;
use anyhow::{Context, Result, bail};
use files::Files;
use fuser::{BackgroundSession, Config, Errno, MountOption};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What can be told to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Write,
    Sync,
    /// Making and removing names, and setting a file's length.
    Shape,
}

/// How it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failing {
    /// EIO: the disk is broken.
    Broken,
    /// ENOSPC: the disk is full.
    Full,
    /// Half of it is written, then the disk is full.
    Short,
}

/// One failure to come.
struct Trap {
    deed: Deed,
    left: u64,
    failing: Failing,
    fired: bool,
}

#[derive(Default)]
struct Core {
    files: Files,
    trap: Option<Trap>,
    /// After a short write the next one finds the disk full.
    full_next: bool,
    dead: bool,
    /// How many deeds there were, and at which one the disk dies.
    deeds: u64,
    dies_at: Option<u64>,
}

impl Core {
    /// How this deed fails, if it does.
    fn fails(&mut self, deed: Deed) -> Option<Failing> {
        self.deeds += 1;
        self.dead |= self.dies_at.is_some_and(|n| self.deeds >= n);
        if self.dead {
            return Some(Failing::Broken);
        }
        if deed == Deed::Write && std::mem::take(&mut self.full_next) {
            return Some(Failing::Full);
        }
        let trap = self.trap.as_mut().filter(|trap| trap.deed == deed && !trap.fired)?;
        trap.left -= 1;
        if trap.left > 0 {
            return None;
        }
        trap.fired = true;
        self.full_next = trap.failing == Failing::Short;
        Some(trap.failing)
    }
}

fn errno(failing: Failing) -> Errno {
    if failing == Failing::Broken { Errno::EIO } else { Errno::ENOSPC }
}

/// A mounted disk; unmounted when dropped.
pub(crate) struct Disk {
    core: Arc<Mutex<Core>>,
    session: Option<BackgroundSession>,
    folder: tempfile::TempDir,
}

fn lock(core: &Mutex<Core>) -> MutexGuard<'_, Core> {
    core.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Disk {
    /// Mounts an empty disk.
    ///
    /// # Errors
    /// When this machine has no FUSE; the sentence says so.
    pub fn mount() -> Result<Self> {
        if !Path::new("/dev/fuse").exists() {
            bail!("this machine has no /dev/fuse");
        }
        let (core, folder) = (Arc::<Mutex<Core>>::default(), tempfile::tempdir()?);
        let mut config = Config::default();
        config.mount_options = vec![MountOption::FSName("rowlock-faults".to_owned()), MountOption::NoAtime];
        let session = fuser::spawn_mount(answers::Answers(Arc::clone(&core)), folder.path(), &config);
        let session = session.context("a file system of our own cannot be mounted here: that needs root or fusermount3")?;
        Ok(Self { core, session: Some(session), folder })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts the files of a folder on the disk, in the place of all that was there, and ends every failure.
    pub fn load(&self, from: &Path) -> Result<()> {
        let mut files = Files::default();
        for entry in std::fs::read_dir(from)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                files.plant(&entry.file_name().to_string_lossy(), std::fs::read(entry.path())?);
            }
        }
        *lock(&self.core) = Core { files, ..Core::default() };
        Ok(())
    }

    pub fn lie(&self, lies: bool) {
        lock(&self.core).files.lies = lies;
    }

    /// Lets the n-th deed from now on fail, once.
    pub fn set_trap(&self, deed: Deed, n: u64, failing: Failing) {
        lock(&self.core).trap = Some(Trap { deed, left: n.max(1), failing, fired: false });
    }

    /// Whether the failure has come.
    pub fn fired(&self) -> bool {
        lock(&self.core).trap.as_ref().is_some_and(|trap| trap.fired)
    }

    /// No failure any more.
    pub fn mend(&self) {
        let mut core = lock(&self.core);
        (core.trap, core.full_next) = (None, false);
    }

    /// How many writes, syncs and changes of names there were since it was loaded.
    pub fn deeds(&self) -> u64 {
        lock(&self.core).deeds
    }

    /// From the n-th deed on nothing reaches the disk, as if whoever used it had been killed right before.
    pub fn die_at(&self, n: u64) {
        lock(&self.core).dies_at = Some(n);
    }

    /// Whether it is dead.
    pub fn is_dead(&self) -> bool {
        lock(&self.core).dead
    }

    /// Everything that was written is there; every process that used the disk must have ended before.
    pub fn revive(&self) {
        let mut core = lock(&self.core);
        (core.dead, core.dies_at) = (false, None);
    }

    /// From this instant on nothing reaches the disk.
    pub fn power_off(&self) {
        lock(&self.core).dead = true;
    }

    /// What survived is there; every process that used the disk must have ended before.
    pub fn power_on(&self, dice: &mut Dice) {
        let mut core = lock(&self.core);
        core.files.cut(dice);
        (core.dead, core.dies_at) = (false, None);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Somebody who still uses it is answered with errors from now on.
        self.power_off();
        if let Some(session) = self.session.take()
            && let Err(error) = session.umount_and_join()
        {
            eprintln!("The disk at {} could not be unmounted: {error}", self.folder.path().display());
        }
    }
}
