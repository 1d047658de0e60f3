//! What the kernel asks of the disk, answered from [`super::files`]. Nothing is cached on the way (direct I/O, no lifetimes).

use super::files::ROOT;
use super::{Core, Deed, Failing, errno, lock};
use fuser::{
    Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation, INodeNo, LockOwner, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate,
    ReplyData, ReplyDirectory, ReplyEmpty, ReplyEntry, ReplyOpen, ReplyWrite, Request, TimeOrNow, WriteFlags,
};
use std::ffi::OsStr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

const NOT_KEPT: Duration = Duration::ZERO;

pub(super) struct Answers(pub Arc<Mutex<Core>>);

fn attributes(core: &Core, number: u64) -> Option<FileAttr> {
    let (kind, size, perm) = match number {
        ROOT => (FileType::Directory, 0, 0o700),
        _ => (FileType::RegularFile, core.files.contents.get(&number)?.now.len() as u64, 0o600),
    };
    let (ino, blocks, nlink) = (INodeNo(number), size.div_ceil(512), 1);
    let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    let then = UNIX_EPOCH;
    Some(FileAttr {
        ino,
        size,
        blocks,
        atime: then,
        mtime: then,
        ctime: then,
        crtime: then,
        kind,
        perm,
        nlink,
        uid,
        gid,
        rdev: 0,
        blksize: 512,
        flags: 0,
    })
}

impl Answers {
    /// Does something that changes names or lengths, unless that is what fails now.
    fn shape<T>(&self, change: impl FnOnce(&mut Core) -> Result<T, Errno>) -> Result<T, Errno> {
        let mut core = lock(&self.0);
        match core.fails(Deed::Shape) {
            Some(failing) => Err(errno(failing)),
            None => change(&mut core),
        }
    }

    fn sync(&self, number: u64, reply: ReplyEmpty) {
        let mut core = lock(&self.0);
        match core.fails(Deed::Sync) {
            Some(failing) => reply.error(errno(failing)),
            None => {
                core.files.sync(number);
                reply.ok();
            }
        }
    }
}

fn told(done: Result<(), Errno>, reply: ReplyEmpty) {
    match done {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

fn size_of(data: &[u8]) -> u32 {
    u32::try_from(data.len()).unwrap_or(u32::MAX)
}

impl Filesystem for Answers {
    fn lookup(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let core = lock(&self.0);
        let number = core.files.names.get(&*name.to_string_lossy()).copied();
        match number.and_then(|number| attributes(&core, number)) {
            Some(attributes) => reply.entry(&NOT_KEPT, &attributes, Generation(0)),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn getattr(&self, _: &Request, number: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match attributes(&lock(&self.0), number.0) {
            Some(attributes) => reply.attr(&NOT_KEPT, &attributes),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn setattr(
        &self,
        _: &Request,
        number: INodeNo,
        _: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<std::time::SystemTime>,
        _: Option<FileHandle>,
        _: Option<std::time::SystemTime>,
        _: Option<std::time::SystemTime>,
        _: Option<std::time::SystemTime>,
        _: Option<fuser::BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let done = match size {
            None => attributes(&lock(&self.0), number.0).ok_or(Errno::ENOENT),
            Some(size) => self.shape(|core| {
                let content = core.files.contents.get_mut(&number.0).ok_or(Errno::ENOENT)?;
                content.set_length(usize::try_from(size).map_err(|_| Errno::EFBIG)?);
                attributes(core, number.0).ok_or(Errno::ENOENT)
            }),
        };
        match done {
            Ok(attributes) => reply.attr(&NOT_KEPT, &attributes),
            Err(error) => reply.error(error),
        }
    }

    fn open(&self, _: &Request, _: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        reply.opened(FileHandle(0), FopenFlags::FOPEN_DIRECT_IO);
    }

    fn create(&self, _: &Request, _: INodeNo, name: &OsStr, _: u32, _: u32, _: i32, reply: ReplyCreate) {
        let made = self.shape(|core| {
            let number = core.files.make(&name.to_string_lossy());
            attributes(core, number).ok_or(Errno::ENOENT)
        });
        match made {
            Ok(attributes) => reply.created(&NOT_KEPT, &attributes, Generation(0), FileHandle(0), FopenFlags::FOPEN_DIRECT_IO),
            Err(error) => reply.error(error),
        }
    }

    fn read(&self, _: &Request, number: INodeNo, _: FileHandle, at: u64, size: u32, _: OpenFlags, _: Option<LockOwner>, reply: ReplyData) {
        let core = lock(&self.0);
        if core.dead {
            return reply.error(Errno::EIO);
        }
        match core.files.contents.get(&number.0) {
            Some(content) => {
                let from = content.now.len().min(usize::try_from(at).unwrap_or(usize::MAX));
                let to = content.now.len().min(from + size as usize);
                reply.data(&content.now[from..to]);
            }
            None => reply.error(Errno::ENOENT),
        }
    }

    fn write(
        &self,
        _: &Request,
        number: INodeNo,
        _: FileHandle,
        at: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let mut core = lock(&self.0);
        let data = match core.fails(Deed::Write) {
            None => data,
            Some(Failing::Short) => &data[..data.len() / 2],
            Some(failing) => return reply.error(errno(failing)),
        };
        match (core.files.contents.get_mut(&number.0), usize::try_from(at)) {
            (Some(content), Ok(at)) => {
                content.write(at, data);
                reply.written(size_of(data));
            }
            _ => reply.error(Errno::ENOENT),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, number: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        self.sync(number.0, reply);
    }

    fn fsyncdir(&self, _: &Request, _: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        self.sync(ROOT, reply);
    }

    fn unlink(&self, _: &Request, _: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        let done = self.shape(|core| core.files.names.remove(&*name.to_string_lossy()).map(drop).ok_or(Errno::ENOENT));
        told(done, reply);
    }

    fn rename(&self, _: &Request, _: INodeNo, name: &OsStr, _: INodeNo, to: &OsStr, _: RenameFlags, reply: ReplyEmpty) {
        let done = self.shape(|core| {
            let number = core.files.names.remove(&*name.to_string_lossy()).ok_or(Errno::ENOENT)?;
            core.files.names.insert(to.to_string_lossy().into_owned(), number);
            Ok(())
        });
        told(done, reply);
    }

    fn readdir(&self, _: &Request, _: INodeNo, _: FileHandle, after: u64, mut reply: ReplyDirectory) {
        let core = lock(&self.0);
        let own = [(ROOT, FileType::Directory, "."), (ROOT, FileType::Directory, "..")];
        let files = core.files.names.iter().map(|(name, number)| (*number, FileType::RegularFile, name.as_str()));
        for (place, (number, kind, name)) in (1..).zip(own.into_iter().chain(files)).skip(usize::try_from(after).unwrap_or(usize::MAX)) {
            if reply.add(INodeNo(number), place, kind, name) {
                break;
            }
        }
        reply.ok();
    }
}
