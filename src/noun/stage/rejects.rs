//! The file of rejected rows, in step with the commit.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use postgres_types::Type;

use super::Request;
use super::planned::Rejected;
use crate::db::Database;
use crate::sealed::{Draft, Sealed, find_leftovers, require_folder};
use crate::{Error, Result};

const WHAT: &str = "the rejected rows";

/// Before anything else: a file that is there is not written over, for somebody may have corrected rows in it.
pub(super) fn refuse_existing(request: &Request) -> Result<()> {
    let Some(path) = &request.rejects else { return Ok(()) };
    require_folder(path, WHAT)?;
    if path.symlink_metadata().is_ok() {
        return Err(Error::refused(
            format!("{} exists already", path.display()),
            "it may hold corrected rows: move it away, or name another file for the rejected ones",
        ));
    }
    Ok(())
}

/// Writes the rejected rows and brings them to the disk; nothing if there are none, or no file was asked for.
pub(super) fn seal(request: &Request, rejected: &mut Rejected) -> Result<Option<Sealed>> {
    let (Some(path), Some(kept)) = (&request.rejects, &mut rejected.kept) else { return Ok(None) };
    if rejected.lines.is_empty() {
        return Ok(None);
    }
    let mut draft = Draft::create(path, request.operation.id, WHAT)?;
    let written = {
        let mut out = BufWriter::with_capacity(64 * 1024, &mut draft);
        kept.write_rejects(&rejected.problems, &mut out).and_then(|_| out.flush())
    };
    written.map_err(|cause| draft.cannot_write(cause))?;
    draft.seal().map(Some)
}

/// The same where nothing is committed: at once under its name.
pub(super) fn write_alone(request: &Request, rejected: &mut Rejected) -> Result<Option<PathBuf>> {
    seal(request, rejected)?.map(Sealed::publish).transpose()
}

/// What an interrupted run left of a file of this name: nothing, if its rows were not committed or this run reads the
/// same file, so that it will reject the same rows again; else it gets its name.
pub(super) async fn settle_leftovers(
    database: &Database,
    request: &Request,
    digest: Option<[u8; 32]>,
) -> Result<()> {
    let Some(path) = &request.rejects else { return Ok(()) };
    for leftover in find_leftovers(path, WHAT)? {
        let operation = leftover.operation();
        let sql = "-- batch::digest\nselect b.digest from operation o left join batch b on b.operation_id = o.id where o.id = $1";
        let rows = database
            .read(async |transaction| {
                transaction.rows("batch::digest", sql, &[(&operation, Type::UUID)]).await
            })
            .await?;
        let theirs = rows.first().map(|row| row.get::<_, Option<Vec<u8>>>(0));
        match theirs {
            None => leftover.remove()?,
            Some(theirs)
                if digest.is_some() && theirs.as_deref() == digest.as_ref().map(<[u8; 32]>::as_slice) =>
            {
                leftover.remove()?;
            }
            Some(_) => drop(leftover.finish()?),
        }
    }
    Ok(())
}
