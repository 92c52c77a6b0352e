//! The cluster: its folder, its settings, and who may connect.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::user::name_of_process;
use super::{Binaries, DATABASE, OWNER, SUPERUSER, ServerUser};
use crate::environment::Environment;
use crate::{Error, Result};

/// What a new cluster takes on the disk, and some room to work.
const ROOM: u64 = 150 << 20;

/// The file with our settings, included by `postgresql.conf`; written again at each start.
const SETTINGS_FILE: &str = "ct.conf";

/// What is not the default. `terse` keeps the values of rows out of the log, and parameters stay out of it anyway.
const SETTINGS: &str = "\
# Written by ct at each start. For settings of your own use ALTER SYSTEM.
listen_addresses = ''
port = 5432
unix_socket_permissions = 0700
max_wal_size = '2GB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
";

/// What a program did, or what it said when it failed.
pub(super) type Spoken<T> = std::result::Result<T, String>;

/// Whether a whole cluster is there. One that is half made lies elsewhere, see [`make`].
///
/// # Errors
/// [`Error::Refused`] if the folder holds something else, [`Error::NotPermitted`] if it cannot be looked into.
pub(super) fn is_there(data: &Path) -> Result<bool> {
    if !data.exists() {
        return Ok(false);
    }
    ServerUser::of_folder(data)?;
    if data.join("PG_VERSION").exists() {
        return Ok(true);
    }
    // An empty folder will do; remove_dir removes no other.
    fs::remove_dir(data).map(|()| false).map_err(|_| {
        Error::refused(
            format!("{} is no folder of PostgreSQL", data.display()),
            "move it away, or set CT_DATA to another folder",
        )
    })
}

/// The major version that made the data.
pub(super) fn major(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION")).ok()?.trim().parse().ok()
}

/// The programs that fit the data.
///
/// # Errors
/// [`Error::Unreachable`] if they are not on this machine; the hint says how to take the data over to
/// another version.
pub(super) fn binaries_for(data: &Path, environment: &Environment) -> Result<Binaries> {
    let Some(major) = major(data) else {
        return Err(Error::unreachable(
            format!("cannot tell which PostgreSQL made {}", data.display()),
            "see whether its file PG_VERSION can be read",
        ));
    };
    let missing = match Binaries::find_major(environment, major) {
        Ok(found) => return Ok(found),
        Err(missing) => missing,
    };
    // None at all is a message of its own.
    let Ok(other) = Binaries::find(environment) else { return Err(missing) };
    Err(Error::unreachable(
        format!(
            "the database in {} was made by PostgreSQL {major}, and this machine has {}",
            data.display(),
            other.major()
        ),
        format!(
            "take it over: install PostgreSQL {major} beside it and run `ct db backup FILE` and `ct db stop`; \
             move {} away; run `CT_POSTGRES_BIN={} ct db restore FILE`",
            data.display(),
            other.folder().display()
        ),
    ))
}

/// Makes a cluster with the owner and the database in it.
///
/// It is made beside its place and renamed when it is whole, so an interrupted start leaves nothing that
/// looks like a cluster. To be called in turn.
pub(super) fn make(data: &Path, binaries: &Binaries) -> Result<()> {
    let user = ServerUser::of_process()?;
    let parent = data.parent().unwrap_or(Path::new("/"));
    check_folder(parent, &user)?;
    let making = data.with_extension("making");
    if making.symlink_metadata().is_ok() {
        fs::remove_dir_all(&making).map_err(|cause| folder_error("remove", &making, cause))?;
    }
    let made = DirBuilder::new().mode(0o700).create(&making);
    made.map_err(|cause| folder_error("make", &making, cause))?;
    user.own(&making)?;

    let whole = fill(&making, data, binaries, &user).and_then(|()| {
        fs::rename(&making, data).map_err(|cause| Error::file("rename", &making, cause))?;
        sync(parent)
    });
    if whole.is_err() {
        // The error that is told is the one that led here.
        let _ = fs::remove_dir_all(&making);
    }
    whole
}

fn fill(making: &Path, data: &Path, binaries: &Binaries, user: &ServerUser) -> Result<()> {
    let ours = name_of_process()?;
    // Some machines lack C.UTF-8. C sorts the same, and knows the upper case of ASCII letters only.
    if let Err(said) = initdb(making, binaries, user, "C.UTF-8") {
        if !said.contains("locale") {
            return Err(making_failed(data, &said));
        }
        empty(making)?;
        initdb(making, binaries, user, "C").map_err(|said| making_failed(data, &said))?;
    }
    write(
        &making.join("pg_hba.conf"),
        "# Peer authentication, see pg_ident.conf.\nlocal all all peer map=ct\n",
    )?;
    write(&making.join("pg_ident.conf"), &identities(&ours))?;
    let settings = making.join("postgresql.conf");
    let defaults = fs::read_to_string(&settings).map_err(|cause| Error::file("read", &settings, cause))?;
    write(&settings, &format!("{defaults}\ninclude '{SETTINGS_FILE}'\n"))?;
    write_settings(making, data, user)?;
    make_database(making, binaries, user).map_err(|said| making_failed(data, &said))?;
    sync_cluster(making, binaries, user).map_err(|said| making_failed(data, &said))
}

/// Does not sync, nor does [`make_database`]: [`sync_cluster`] does, once for all.
fn initdb(folder: &Path, binaries: &Binaries, user: &ServerUser, locale: &str) -> Spoken<()> {
    let mut initdb = user.command(&binaries.program("initdb"), folder);
    initdb.args(["--pgdata", ".", "--username", SUPERUSER, "--encoding", "UTF8", "--locale", locale]);
    initdb.args(["--data-checksums", "--auth-local", "peer", "--auth-host", "reject"]);
    initdb.args(["--no-sync", "--no-instructions"]);
    output(initdb.stdin(Stdio::null())).map(drop)
}

/// Makes the role and the database without a server that could be connected to. Such a session goes on
/// after an error, so its messages have to be read.
fn make_database(folder: &Path, binaries: &Binaries, user: &ServerUser) -> Spoken<()> {
    let mut postgres = user.command(&binaries.program("postgres"), folder);
    postgres.args(["--single", "-F", "-D", ".", "postgres"]);
    let statements = format!("create role {OWNER} login\ncreate database {DATABASE} owner {OWNER}\n");
    let (input, mut feed) = io::pipe().map_err(|error| error.to_string())?;
    feed.write_all(statements.as_bytes()).map_err(|error| error.to_string())?;
    drop(feed);
    let said = output(postgres.stdin(input))?;
    if ["ERROR:", "FATAL:", "PANIC:"].iter().any(|word| said.contains(word)) { Err(said) } else { Ok(()) }
}

fn sync_cluster(folder: &Path, binaries: &Binaries, user: &ServerUser) -> Spoken<()> {
    let mut initdb = user.command(&binaries.program("initdb"), folder);
    initdb.args(["--sync-only", "--pgdata", "."]);
    output(initdb.stdin(Stdio::null())).map(drop)
}

/// Runs a command; what it says, as the error if it fails.
pub(super) fn output(command: &mut Command) -> Spoken<String> {
    let output = command.output().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    if output.status.success() { Ok(said) } else { Err(said) }
}

/// Writes our settings for a cluster that will lie in `data`, if they are not as they should be.
pub(super) fn write_settings(folder: &Path, data: &Path, user: &ServerUser) -> Result<()> {
    let socket = data.display().to_string().replace('"', "\"\"").replace('\\', "\\\\").replace('\'', "''");
    let settings = format!("{SETTINGS}unix_socket_directories = '\"{socket}\"'\n");
    let file = folder.join(SETTINGS_FILE);
    if fs::read_to_string(&file).is_ok_and(|written| written == settings) {
        return Ok(());
    }
    write(&file, &settings)?;
    user.own(&file)
}

/// Who of the operating system's users may connect as the owner and the superuser.
fn identities(ours: &str) -> String {
    let mut users = vec![ours, "root"];
    users.dedup();
    let mut text = "# MAP  USER OF THE SYSTEM  ROLE\n".to_owned();
    for user in users {
        for role in [OWNER, SUPERUSER] {
            text += &format!("ct \"{user}\" {role}\n");
        }
    }
    text
}

/// Writes a file to the disk. Its owner stays as it is where there is one.
fn write(path: &Path, text: &str) -> Result<()> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(|cause| folder_error("write", path, cause))
}

fn sync(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|cause| Error::file("sync", folder, cause))
}

fn empty(folder: &Path) -> Result<()> {
    let emptied = fs::read_dir(folder).and_then(|entries| {
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        Ok(())
    });
    emptied.map_err(|cause| folder_error("empty", folder, cause))
}

fn check_folder(folder: &Path, user: &ServerUser) -> Result<()> {
    if let Some(barred) = user.barred_from(folder) {
        return Err(Error::NotPermitted {
            message: format!(
                "the server does not run as root, and its user cannot enter {}",
                barred.display()
            ),
            hint: Some("set CT_DATA to a folder that every user can enter, such as /var/lib/ct".to_owned()),
        });
    }
    if free(folder) < ROOM { Err(disk_full(folder)) } else { Ok(()) }
}

/// How many bytes a folder's disk has room for; very many where the system does not tell.
pub(super) fn free(folder: &Path) -> u64 {
    rustix::fs::statvfs(folder).map_or(u64::MAX, |system| system.f_bavail * system.f_frsize)
}

/// The error for a folder that refuses something.
pub(super) fn folder_error(doing: &'static str, folder: &Path, cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Error::NotPermitted {
            message: format!("cannot {doing} {}: {cause}", folder.display()),
            hint: Some("set CT_DATA to a folder that you can write".to_owned()),
        },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => disk_full(folder),
        _ => Error::file(doing, folder, cause),
    }
}

/// The error for a disk without room.
pub(super) fn disk_full(folder: &Path) -> Error {
    Error::unreachable(
        format!("the disk of {} is full", folder.display()),
        format!("make room ({} MB at least), or set CT_DATA to a folder on another disk", ROOM >> 20),
    )
}

fn making_failed(data: &Path, said: &str) -> Error {
    if said.contains("No space left") {
        return disk_full(data);
    }
    Error::unreachable(
        format!("cannot make a database in {}: {said}", data.display()),
        "see the message of PostgreSQL",
    )
}
