//! The file of a backup while it is written: JSON lines, at last one with the checksum of all before it. It holds password hashes: mode 0600.
//!
//! It lies beside its place as `NAME.part` and takes its name, which nobody may have, once it is whole and on the disk. However the
//! writing ends, the part goes; only a kill leaves it, and then it keeps the name until somebody removes it.

use crate::backup::Line;
use crate::{Hash, StoreError};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A place in the file to which one can go back.
#[derive(Clone, Default)]
pub(crate) struct Mark {
    sum: Sha256,
    lines: u64,
    bytes: u64,
}

/// The lines on their way.
pub(crate) struct Lines {
    file: BufWriter<File>,
    end: Mark,
    part: PathBuf,
    path: PathBuf,
}

impl Lines {
    /// Begins the file that will stand at `path`.
    pub(crate) fn create(path: &Path) -> Result<Self, StoreError> {
        if path.symlink_metadata().is_ok() {
            return Err(refused(path, TAKEN));
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part) {
            Ok(file) => Ok(Self { file: BufWriter::new(file), end: Mark::default(), part, path: path.to_owned() }),
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {
                let part = part.display();
                Err(refused(path, &format!("{part} exists: a backup of that name is under way, or was killed. If none runs, remove {part}")))
            }
            Err(e) => Err(refused(path, &e.to_string())),
        }
    }

    /// Why there is no backup.
    pub(crate) fn refused(&self, why: &str) -> StoreError {
        refused(&self.path, why)
    }

    pub(crate) fn write(&mut self, line: &Line) -> Result<(), StoreError> {
        let mut text = serde_json::to_string(line).map_err(|e| self.refused(&e.to_string()))?;
        text.push('\n');
        self.file.write_all(text.as_bytes()).map_err(|e| self.refused(&e.to_string()))?;
        self.end.sum.update(text.as_bytes());
        self.end.lines += 1;
        self.end.bytes += text.len() as u64;
        Ok(())
    }

    pub(crate) fn mark(&self) -> Mark {
        self.end.clone()
    }

    /// Forgets what was written since the mark.
    pub(crate) fn back_to(&mut self, mark: Mark) -> Result<(), StoreError> {
        let back = self.file.seek(SeekFrom::Start(mark.bytes)).and_then(|_| self.file.get_ref().set_len(mark.bytes));
        back.map_err(|e| self.refused(&e.to_string()))?;
        self.end = mark;
        Ok(())
    }

    /// Ends the file and gives it its name. Once this has answered, the backup is on the disk under that name.
    pub(crate) fn finish(mut self) -> Result<(), StoreError> {
        let sum: Hash = self.end.sum.clone().finalize().into();
        self.write(&Line::End { lines: self.end.lines, sha256: hex::encode(sum) })?;
        self.name().map_err(|e| match e.kind() {
            ErrorKind::AlreadyExists => self.refused(TAKEN),
            _ => self.refused(&e.to_string()),
        })
    }

    fn name(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        match std::fs::hard_link(&self.part, &self.path) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(e),
            // Not every file system has links.
            Err(_) if self.path.symlink_metadata().is_ok() => return Err(ErrorKind::AlreadyExists.into()),
            Err(_) => std::fs::rename(&self.part, &self.path)?,
        }
        // What was not acknowledged is not to look as if it were.
        sync_folder_of(&self.path).inspect_err(|_| drop(std::fs::remove_file(&self.path)))
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        // After a renaming it is gone already.
        let _ = std::fs::remove_file(&self.part);
    }
}

/// Lets the name of a new file survive a power cut as well as its content.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

const TAKEN: &str = "this file exists already; choose another name";

fn refused(path: &Path, why: &str) -> StoreError {
    StoreError::io(format!("cannot back up to {}", path.display()), &why)
}
