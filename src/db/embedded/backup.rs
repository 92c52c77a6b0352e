//! Backup and restore with PostgreSQL's own programs, for the embedded server and for any other.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::binaries::client;
use super::child::{PasswordFile, Temporary, child};
use crate::environment::Environment;
use crate::{Error, Result};

/// What to back up, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Backup<'a> {
    /// The server: variables as libpq knows them (`PGHOST`, `PGDATABASE`, `PGSSLMODE`, ...). A `PGPASSWORD`
    /// reaches the child in a file that only this user can read.
    pub connection: &'a [(&'a str, &'a str)],
    /// The schema, such as `ct`.
    pub schema: &'a str,
    /// The file to write, which must not be there.
    pub file: &'a Path,
}

/// What to restore, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Restore<'a> {
    /// The server, as in [`Backup`].
    pub connection: &'a [(&'a str, &'a str)],
    /// The schema that the backup was made of.
    pub schema: &'a str,
    /// The file that [`backup`] wrote.
    pub file: &'a Path,
    /// What to do with users that are there already.
    pub existing: Existing,
}

/// What a restore does with a schema that holds users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Refuse. A schema without users is replaced all the same.
    Keep,
    /// Drop the schema with all that is in it, in the restore's own transaction.
    Replace,
}

/// A backup that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The file.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// Writes a schema, with its data and rights, to a file of mode 0600, in `pg_dump`'s custom format. The file has
/// its name only when it is whole and on the disk.
///
/// # Errors
/// [`Error::Refused`] if the file is there or the schema is not, [`Error::Unreachable`] if `pg_dump` is missing,
/// older than the server, or fails, and [`Error::File`] if the file cannot be written.
pub fn backup(environment: &Environment, request: &Backup<'_>) -> Result<BackedUp> {
    let program = client(environment, "pg_dump")?;
    let taken = || {
        Error::refused(
            format!("the file {} is there already", request.file.display()),
            "name a new file: a backup overwrites nothing",
        )
    };
    if request.file.symlink_metadata().is_ok() {
        return Err(taken());
    }
    let part = Temporary::beside(request.file)?;
    let password = PasswordFile::of(environment, request.connection)?;
    let mut pg_dump = child(environment, &program, request.connection, password.as_ref());
    pg_dump.args(["--format=custom", "--no-password", "--strict-names", "--schema", &quoted(request.schema)]);
    pg_dump.arg("--file").arg(part.path());
    let said = run(&mut pg_dump)?;
    if !said.status.success() {
        return Err(dump_failed(request.schema, &text(&said)));
    }
    let bytes = fs::metadata(part.path()).map_err(|cause| Error::file("look at", part.path(), cause))?.len();
    // A link, since a rename would overwrite a file that came meanwhile.
    match fs::hard_link(part.path(), request.file) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Err(taken()),
        // A file system without links.
        Err(_) => {
            fs::rename(part.path(), request.file)
                .map_err(|cause| Error::file("write", request.file, cause))?;
        }
    }
    Ok(BackedUp { file: request.file.to_path_buf(), bytes })
}

/// Reads a backup back in, in a single transaction: all of it or nothing. All that it holds belongs to
/// the role that connects; the roles that it gives rights to have to be there. A backup of an older major
/// version is good.
///
/// # Errors
/// [`Error::Refused`] if the schema holds users and is to be kept, [`Error::BadInput`] if the file is no backup
/// or broken, and [`Error::Unreachable`] if a program is missing or the server refuses.
pub fn restore(environment: &Environment, request: &Restore<'_>) -> Result<()> {
    let [pg_restore, psql] = [client(environment, "pg_restore")?, client(environment, "psql")?];
    let archive = File::open(request.file).map_err(|cause| Error::file("read", request.file, cause))?;
    let password = PasswordFile::of(environment, request.connection)?;
    let (messages, messages_in) = io::pipe().map_err(|cause| Error::file("run", &psql, cause))?;
    let other_messages_in = messages_in.try_clone().map_err(|cause| Error::file("run", &psql, cause))?;

    let mut script = Command::new(&pg_restore);
    script.args(["--no-owner", "--file=-"]).env("LC_ALL", "C");
    script.stdin(archive).stdout(Stdio::piped()).stderr(messages_in);
    let mut apply = child(environment, &psql, request.connection, password.as_ref());
    apply.args(["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--file=-"]);
    apply.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(other_messages_in);

    // Somebody has to read the messages, or a child that says much would wait for ever.
    let reader = std::thread::spawn(move || io::read_to_string(messages).unwrap_or_default());
    let done = feed(script, apply, request);
    let said = reader.join().unwrap_or_default();
    match done? {
        Restored::Whole => Ok(()),
        Restored::Nothing => Err(restore_failed(request, said.trim())),
    }
}

enum Restored {
    Whole,
    Nothing,
}

/// Lets `psql` run what `pg_restore` writes. The transaction is committed only when `pg_restore` has come to its
/// end well: a broken file would else leave a half.
fn feed(mut script: Command, mut apply: Command, request: &Restore<'_>) -> Result<Restored> {
    let mut apply_child = spawn(&mut apply)?;
    let mut script_child = match spawn(&mut script) {
        Ok(child) => child,
        Err(error) => {
            drop(apply_child.stdin.take());
            let _ = apply_child.wait();
            return Err(error);
        }
    };
    // The pipe of the messages ends only when nobody holds it any more.
    drop((script, apply));
    let mut into = apply_child.stdin.take();
    let fed = (|| {
        let (Some(from), Some(into)) = (&mut script_child.stdout.take(), &mut into) else { return Ok(false) };
        into.write_all(prelude(request).as_bytes())?;
        io::copy(from, into)?;
        let whole = script_child.wait()?.success();
        if whole {
            into.write_all(b"\ncommit;\n")?;
        }
        Ok::<_, io::Error>(whole)
    })();
    drop(into);
    // After an error psql reads no further, and pg_restore writes into nothing.
    let scripted = script_child.wait();
    let applied = apply_child.wait();
    let well = scripted.is_ok_and(|status| status.success()) && applied.is_ok_and(|status| status.success());
    Ok(if well && matches!(fed, Ok(true)) { Restored::Whole } else { Restored::Nothing })
}

fn spawn(command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|cause| Error::file("run", PathBuf::from(command.get_program()), cause))
}

/// Begins the transaction, and makes room for the schema or refuses.
fn prelude(request: &Restore<'_>) -> String {
    let name = quoted(request.schema);
    let literal = request.schema.replace('\'', "''");
    let keep = match request.existing {
        Existing::Replace => "false",
        Existing::Keep => "true",
    };
    // The statement is made with format, so that no name can end its quotes.
    format!(
        "begin;
         select set_config('ct.restore_schema', '{literal}', true), set_config('ct.restore_keep', '{keep}', true);
         do $restore$
         declare
             schema text := current_setting('ct.restore_schema');
             filled boolean := false;
         begin
             if to_regclass(format('%I.users', schema)) is not null then
                 execute format('select exists (select from %I.users)', schema) into filled;
             end if;
             if filled and current_setting('ct.restore_keep')::boolean then
                 raise exception '{HOLDS_USERS}';
             end if;
         end $restore$;
         set local client_min_messages = warning;
         drop schema if exists {name} cascade;
"
    )
}

/// What the script says when it refuses.
const HOLDS_USERS: &str = "ct: the schema holds users";

fn dump_failed(schema: &str, said: &str) -> Error {
    if said.contains("no matching schemas") {
        return Error::refused(
            format!("the database has no schema {schema}, so there is nothing to back up"),
            "name the schema with --schema",
        );
    }
    let hint = if said.contains("version mismatch") {
        "the server is newer than pg_dump: install the client programs of the server's version, \
         and let CT_POSTGRES_BIN name their folder"
    } else {
        "see the message of pg_dump"
    };
    Error::unreachable(format!("the backup failed: {said}"), hint)
}

fn restore_failed(request: &Restore<'_>, said: &str) -> Error {
    if said.contains(HOLDS_USERS) {
        return Error::refused(
            format!("the schema {} holds users, which a restore would replace", request.schema),
            "restore into a fresh database, or replace them with --replace",
        );
    }
    if said.contains("pg_restore: error:") {
        return Error::bad_input(
            format!("{} is no backup that can be read: {said}", request.file.display()),
            "name a file that `ct db backup` wrote; nothing was restored",
        );
    }
    let hint = if said.contains("role \"") && said.contains("does not exist") {
        "make the roles first: `ct db roles` prints how"
    } else {
        "nothing was restored; see the message of PostgreSQL"
    };
    Error::unreachable(format!("the restore failed: {said}"), hint)
}

fn run(command: &mut Command) -> Result<Output> {
    command.output().map_err(|cause| Error::file("run", PathBuf::from(command.get_program()), cause))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        assert_eq!(quoted(r#"a"b"#), r#""a""b""#);
    }
}
