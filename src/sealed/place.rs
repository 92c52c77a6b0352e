//! Where a file or folder lies while it is written, and how it gets its name.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, FileType, FlockOperation, Mode, OFlags, RenameFlags};
use rustix::io::Errno;
use uuid::Uuid;

use super::folder::remove_files;
use crate::{Error, Result};

const ENDING: &str = ".partial";

/// What lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
}

/// A name that is to be, and the one until then, in the same folder. The folder stays open, so it stays the same one
/// whatever becomes of its path.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    folder: File,
    name: OsString,
    partial: OsString,
    operation: Uuid,
    /// What it holds, for messages: `the passwords`.
    what: &'static str,
    kind: Kind,
}

impl Place {
    pub(super) fn new(path: &Path, operation: Uuid, what: &'static str, kind: Kind) -> Result<Self> {
        let (folder, name) = split(path, what)?;
        let folder = File::open(folder).map_err(|cause| Error::file("open the folder", folder, cause))?;
        Ok(Self {
            path: path.to_path_buf(),
            folder,
            name: name.to_os_string(),
            partial: partial_name(name, operation),
            operation,
            what,
            kind,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) const fn operation(&self) -> Uuid {
        self.operation
    }

    pub(super) fn partial_path(&self) -> PathBuf {
        self.path.with_file_name(&self.partial)
    }

    /// Refuses if anything has the final name, a dangling link too.
    pub(super) fn refuse_existing(&self) -> Result<()> {
        match rustix::fs::statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(()),
            Err(cause) => Err(self.cannot("look for", cause)),
            Ok(_) => Err(Error::refused(
                format!("{} exists already", self.path.display()),
                format!(
                    "{} are never written over anything: give another name, or move away what has this one",
                    self.what
                ),
            )),
        }
    }

    /// Makes the partial file or folder, for its owner alone, and locks it.
    pub(super) fn create(&self) -> Result<File> {
        // Somebody who looks for leftovers may see it before it is locked, and take it away.
        for _ in 0..10 {
            let file = match self.make() {
                Err(Errno::NOENT) if self.kind == Kind::Folder => continue,
                other => other.map_err(|cause| self.cannot("create", cause))?,
            };
            lock(&file, FlockOperation::LockExclusive).map_err(|cause| self.cannot("lock", cause))?;
            let status = rustix::fs::fstat(&file).map_err(|cause| self.cannot("create", cause))?;
            if status.st_nlink > 0 {
                return Ok(File::from(file));
            }
        }
        Err(self.cannot("create", Errno::BUSY))
    }

    fn make(&self) -> rustix::io::Result<OwnedFd> {
        let (folder, partial) = (&self.folder, &self.partial);
        match self.kind {
            Kind::File => {
                let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
                rustix::fs::openat(folder, partial, flags, Mode::RUSR | Mode::WUSR)
            }
            Kind::Folder => {
                rustix::fs::mkdirat(folder, partial, Mode::RWXU)?;
                self.open_folder()
            }
        }
    }

    /// Opens the partial folder, and nothing else.
    pub(super) fn open_folder(&self) -> rustix::io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        rustix::fs::openat(&self.folder, &self.partial, flags, Mode::empty())
    }

    /// Opens the partial file or folder and locks it; `None` if it is gone, somebody else's, or in use.
    pub(super) fn open_leftover(&mut self) -> Result<Option<File>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match rustix::fs::openat(&self.folder, &self.partial, flags, Mode::empty()) {
            Ok(file) => file,
            Err(Errno::NOENT | Errno::ACCESS | Errno::PERM | Errno::LOOP | Errno::NXIO) => return Ok(None),
            Err(cause) => return Err(self.cannot("open what is left of", cause)),
        };
        match lock(&file, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) => return Ok(None),
            other => other.map_err(|cause| self.cannot("lock what is left of", cause))?,
        }
        let status = rustix::fs::fstat(&file).map_err(|cause| self.cannot("open what is left of", cause))?;
        self.kind = match FileType::from_raw_mode(status.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            _ => return Ok(None),
        };
        Ok((status.st_nlink > 0).then(|| File::from(file)))
    }

    /// Renames it to its final name, over nothing, and brings that to the disk.
    pub(super) fn publish(&self) -> Result<()> {
        let (folder, partial, name) = (&self.folder, &self.partial, &self.name);
        let renamed = match rustix::fs::renameat_with(folder, partial, folder, name, RenameFlags::NOREPLACE) {
            // Not every filesystem can do that: a second name and then one less overwrites nothing either.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.rename_in_steps(),
            // Interrupted between these two steps it has both names.
            Err(Errno::EXIST) if self.has_both_names() => {
                rustix::fs::unlinkat(folder, partial, AtFlags::empty())
            }
            other => other,
        };
        match renamed {
            Ok(()) => self.sync_folder(),
            Err(Errno::EXIST) => Err(Error::refused(
                format!(
                    "{} exists by now; {} are in {}",
                    self.path.display(),
                    self.what,
                    self.partial_path().display()
                ),
                "move one of them away; what is in the second is not told again",
            )),
            Err(cause) => Err(Error::file("rename to its final name", self.partial_path(), cause.into())),
        }
    }

    /// A folder has one name only. The worst that could be replaced is an empty folder that came a moment ago.
    fn rename_in_steps(&self) -> rustix::io::Result<()> {
        match self.kind {
            Kind::File => self.link_and_unlink(),
            Kind::Folder => match rustix::fs::statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
                Err(Errno::NOENT) => {
                    rustix::fs::renameat(&self.folder, &self.partial, &self.folder, &self.name)
                }
                Err(cause) => Err(cause),
                Ok(_) => Err(Errno::EXIST),
            },
        }
    }

    pub(super) fn link_and_unlink(&self) -> rustix::io::Result<()> {
        rustix::fs::linkat(&self.folder, &self.partial, &self.folder, &self.name, AtFlags::empty())?;
        rustix::fs::unlinkat(&self.folder, &self.partial, AtFlags::empty())
    }

    fn has_both_names(&self) -> bool {
        let identity = |name: &OsStr| {
            let status = rustix::fs::statat(&self.folder, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
            Some((status.st_dev, status.st_ino))
        };
        identity(&self.partial).is_some_and(|file| identity(&self.name) == Some(file))
    }

    pub(super) fn remove(&self) -> Result<()> {
        let removed = match self.kind {
            Kind::File => rustix::fs::unlinkat(&self.folder, &self.partial, AtFlags::empty()),
            Kind::Folder => self
                .open_folder()
                .and_then(|folder| remove_files(&folder))
                .and_then(|()| rustix::fs::unlinkat(&self.folder, &self.partial, AtFlags::REMOVEDIR)),
        };
        match removed {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(Errno::NOTEMPTY | Errno::EXIST) => Err(Error::refused(
                format!("{} holds files that ct has not made", self.partial_path().display()),
                "move them away; it is what an interrupted run left, and nothing of it was applied",
            )),
            Err(cause) => Err(Error::file("remove", self.partial_path(), cause.into())),
        }
    }

    /// Brings the names in the folder to the disk.
    pub(super) fn sync_folder(&self) -> Result<()> {
        match self.folder.sync_all() {
            // Some network filesystems cannot, and need not.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            other => other.map_err(|cause| Error::file("bring to the disk the folder of", &self.path, cause)),
        }
    }

    fn cannot(&self, doing: &'static str, cause: Errno) -> Error {
        Error::file(doing, &self.path, cause.into())
    }
}

/// The folder and the name in it.
pub(super) fn split<'a>(path: &'a Path, what: &str) -> Result<(&'a Path, &'a OsStr)> {
    let ends_in_slash = path.as_os_str().as_bytes().ends_with(b"/");
    let Some(name) = path.file_name().filter(|name| !ends_in_slash && *name != "-") else {
        return Err(Error::usage(
            format!("{what} cannot be written to {:?}", path.display().to_string()),
            "give a name that does not exist yet",
        ));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    Ok((folder.unwrap_or_else(|| Path::new(".")), name))
}

fn partial_name(name: &OsStr, operation: Uuid) -> OsString {
    let mut partial = OsString::from(".");
    partial.push(name);
    partial.push(format!(".{operation}{ENDING}"));
    partial
}

/// The operation, if `found` is the partial name of a file `name`.
pub(super) fn operation_of(found: &OsStr, name: &OsStr) -> Option<Uuid> {
    let rest = found.as_bytes().strip_prefix(b".")?.strip_prefix(name.as_bytes())?.strip_prefix(b".")?;
    let operation = Uuid::try_parse_ascii(rest.strip_suffix(ENDING.as_bytes())?).ok()?;
    // A UUID can be written in several ways, and only one is ours.
    (partial_name(name, operation) == found).then_some(operation)
}

/// Locks a file. Where there are no locks (some network filesystems), files are taken to be free.
fn lock(file: &impl std::os::fd::AsFd, how: FlockOperation) -> rustix::io::Result<()> {
    match rustix::fs::flock(file, how) {
        Err(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK | Errno::INVAL | Errno::BADF) => Ok(()),
        other => other,
    }
}
