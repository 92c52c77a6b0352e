//! As whom the private server runs: `postgres` refuses root, so root lends it an unprivileged user.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, Result};

/// The operating system's user that runs `initdb` and `postgres`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerUser {
    uid: u32,
    gid: u32,
    /// Whether this process is root and has to become that user.
    switches: bool,
}

impl ServerUser {
    /// The user of this process; for root the user `postgres`, or `nobody` where there is none.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if this is root and the machine has neither.
    pub fn of_process() -> Result<Self> {
        let uid = rustix::process::geteuid();
        if !uid.is_root() {
            return Ok(Self { uid: uid.as_raw(), gid: rustix::process::getegid().as_raw(), switches: false });
        }
        ["postgres", "nobody"].into_iter().find_map(Self::named).ok_or_else(|| {
            Error::unreachable(
                "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as",
                "create the user: useradd --system postgres",
            )
        })
    }

    /// Who has to run the server of a folder: for root the folder's owner, whoever that is; for anybody
    /// else themselves.
    ///
    /// # Errors
    /// [`Error::NotPermitted`] if the folder belongs to somebody else, and [`Error::File`] if it cannot be looked at.
    pub fn of_folder(folder: &Path) -> Result<Self> {
        let metadata = folder.symlink_metadata().map_err(|cause| Error::file("look at", folder, cause))?;
        let process = rustix::process::geteuid();
        if process.is_root() {
            if metadata.uid() == 0 {
                return Self::of_process();
            }
            return Ok(Self { uid: metadata.uid(), gid: metadata.gid(), switches: true });
        }
        if metadata.uid() == process.as_raw() {
            return Self::of_process();
        }
        Err(Error::NotPermitted {
            message: format!(
                "the database in {} belongs to another user (uid {})",
                folder.display(),
                metadata.uid()
            ),
            hint: Some("run ct as that user or as root, or set CT_DATA to a folder of your own".to_owned()),
        })
    }

    fn named(name: &str) -> Option<Self> {
        let number = |option: &str| said(Command::new("id").args([option, name]))?.parse().ok();
        Some(Self { uid: number("-u")?, gid: number("-g")?, switches: true })
    }

    /// A command that runs as this user, in a folder, with an environment of nothing but a plain `PATH`
    /// and English messages, without the groups of root.
    #[must_use]
    pub fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin").env("LC_ALL", "C");
        command.current_dir(folder);
        if self.switches {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// The same for a program that goes on when `ct` has ended: it gets none of the files that the caller
    /// of `ct` has open. `flock LOCK ct ...` would else leave its lock with the server, for good.
    ///
    /// The shell can close the descriptors from 3 to 9, which is where shells and `flock` open theirs.
    #[must_use]
    pub fn detached_command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = self.command(Path::new("/bin/sh"), folder);
        let close = r#"exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec "$@""#;
        command.args(["-c", close, "sh"]).arg(program).stdin(std::process::Stdio::null());
        command
    }

    /// Hands a file or folder over to this user.
    ///
    /// # Errors
    /// [`Error::File`] if the system refuses.
    pub fn own(&self, path: &Path) -> Result<()> {
        if !self.switches {
            return Ok(());
        }
        chown(path, Some(self.uid), Some(self.gid)).map_err(|cause| Error::file("hand over", path, cause))
    }

    /// The first folder on the way to `path` that this user may not enter, if there is one.
    #[must_use]
    pub fn barred_from(&self, path: &Path) -> Option<PathBuf> {
        if !self.switches {
            return None;
        }
        let mut folders: Vec<_> = path.ancestors().collect();
        folders.reverse();
        folders.into_iter().find(|folder| !self.enters(folder)).map(Path::to_path_buf)
    }

    fn enters(&self, folder: &Path) -> bool {
        let Ok(metadata) = folder.metadata() else { return true };
        let shift = match (metadata.uid() == self.uid, metadata.gid() == self.gid) {
            (true, _) => 6,
            (false, true) => 3,
            (false, false) => 0,
        };
        metadata.permissions().mode() >> shift & 1 == 1
    }
}

/// The name of the user of this process, as peer authentication sees it.
///
/// # Errors
/// [`Error::Unreachable`] if the user has no name, as may be in a container.
pub(super) fn name_of_process() -> Result<String> {
    said(Command::new("id").arg("-un")).ok_or_else(|| {
        Error::unreachable(
            "the user that runs ct has no name, and PostgreSQL needs one",
            "run ct as a user that /etc/passwd knows",
        )
    })
}

/// What a command prints, trimmed, if it succeeds.
pub(super) fn said(command: &mut Command) -> Option<String> {
    let output = command.stdin(std::process::Stdio::null()).output().ok()?;
    let text = output.status.success().then(|| String::from_utf8(output.stdout).ok())??;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
