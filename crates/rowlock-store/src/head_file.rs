//! `data/heads`: where each log ends, kept where the damage that loses events does not reach it.
//!
//! SQLite drops damaged WAL frames in silence and still says "ok"; this file knows better. Each workspace has a
//! block of two slots, each in a disk sector of its own and with a checksum, written in turn: a torn write leaves the
//! other one. Written after each commit and before its answer, synced once a second and at stop; so after a
//! power cut the log may be longer than the head, never shorter.

use crate::{Hash, Head, StoreError, Timeline, WorkspaceKey};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

const MAGIC: &[u8; 8] = b"rwlkhead";
const SLOT: u64 = 512;
const SIGNED: usize = 88;
const WRITTEN: usize = SIGNED + 16;

struct Block {
    place: u64,
    turn: u64,
    head: Head,
}

/// The open file.
pub(crate) struct HeadFile {
    file: File,
    blocks: BTreeMap<WorkspaceKey, Block>,
    next: u64,
    unsynced: bool,
}

impl HeadFile {
    pub(crate) fn open(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join("heads");
        let failed = |e: std::io::Error| StoreError::io(format!("cannot use {}", path.display()), &e);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let file = options.open(&path).map_err(failed)?;
        // The name must survive a power cut as well as the content.
        File::open(dir).and_then(|dir| dir.sync_all()).map_err(failed)?;
        let bytes = std::fs::read(&path).map_err(failed)?;
        let mut blocks = BTreeMap::new();
        let mut next = 0;
        for (place, block) in (0..).zip(bytes.chunks(2 * SLOT as usize)) {
            next = place + 1;
            let slots = block.chunks(SLOT as usize).filter_map(decode);
            if let Some((workspace, turn, head)) = slots.max_by_key(|(_, turn, _)| *turn) {
                blocks.insert(workspace, Block { place, turn, head });
            }
        }
        Ok(Self { file, blocks, next, unsynced: false })
    }

    /// The heads that the file knows.
    pub(crate) fn heads(&self) -> impl Iterator<Item = (WorkspaceKey, Head)> + '_ {
        self.blocks.iter().map(|(workspace, block)| (*workspace, block.head))
    }

    pub(crate) fn get(&self, workspace: WorkspaceKey) -> Option<Head> {
        self.blocks.get(&workspace).map(|block| block.head)
    }

    /// Writes a head into the slot whose turn it is.
    pub(crate) fn write(&mut self, workspace: WorkspaceKey, head: Head) -> std::io::Result<()> {
        let next = &mut self.next;
        let block = self.blocks.entry(workspace).or_insert_with(|| {
            *next += 1;
            Block { place: *next - 1, turn: 0, head }
        });
        block.turn += 1;
        block.head = head;
        let at = block.place * 2 * SLOT + (block.turn % 2) * SLOT;
        self.unsynced = true;
        self.file.write_all_at(&encode(workspace, block.turn, &head), at)
    }

    /// Brings what was written to the disk.
    pub(crate) fn sync(&mut self) -> std::io::Result<()> {
        if self.unsynced {
            self.file.sync_data()?;
            self.unsynced = false;
        }
        Ok(())
    }

    pub(crate) fn unsynced(&self) -> bool {
        self.unsynced
    }
}

fn checksum(signed: &[u8]) -> [u8; 16] {
    let whole: Hash = Sha256::digest(signed).into();
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

fn encode(workspace: WorkspaceKey, turn: u64, head: &Head) -> Vec<u8> {
    let mut slot = Vec::with_capacity(WRITTEN);
    slot.extend_from_slice(MAGIC);
    slot.extend_from_slice(&turn.to_be_bytes());
    slot.extend_from_slice(&workspace.0.to_be_bytes());
    slot.extend_from_slice(&head.timeline.0.to_be_bytes());
    slot.extend_from_slice(&head.version.to_be_bytes());
    slot.extend_from_slice(&head.hash);
    slot.extend_from_slice(&checksum(&slot));
    slot
}

fn decode(slot: &[u8]) -> Option<(WorkspaceKey, u64, Head)> {
    let (signed, sum) = slot.get(..WRITTEN)?.split_at(SIGNED);
    let rest = signed.strip_prefix(MAGIC)?;
    if checksum(signed) != sum {
        return None;
    }
    let (turn, rest) = rest.split_first_chunk()?;
    let (workspace, rest) = rest.split_first_chunk()?;
    let (timeline, rest) = rest.split_first_chunk()?;
    let (version, rest) = rest.split_first_chunk()?;
    let head = Head { timeline: Timeline(u128::from_be_bytes(*timeline)), version: u64::from_be_bytes(*version), hash: *rest.first_chunk()? };
    Some((WorkspaceKey(u128::from_be_bytes(*workspace)), u64::from_be_bytes(*turn), head))
}
