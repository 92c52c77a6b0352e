//! Undoes a batch: what it created is taken out of use, what it changed is put back; what has been edited since is kept.
//! The undoing is itself a batch, and can be undone.
//!
//! Putting back takes the way of every import: rows are staged, planned and checked, with what history has as the old
//! values for cells, and with what it has as the new ones for what has to be there now.

use std::collections::BTreeMap;

use postgres_types::Type;

mod parts;

use super::{Batch, find};
use crate::Result;
use crate::db::{Database, Operation, Transaction};
use crate::noun::stage::replay::portions;
use crate::noun::stage::write::{self, Tally};
use crate::noun::stage::{self, Conflict, Counts, Expectation, Goal, Passwords, Record, Request, Strictness};
use crate::noun::{Column, Lookups, Noun};
use crate::user::{LEAVER, USER};
use parts::{Parts, read};

/// A statement's parameter.
type Parameter<'a> = (&'a (dyn postgres_types::ToSql + Sync), Type);

/// A batch that is to be undone.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The nouns that there are.
    pub nouns: &'static [&'static Noun],
    /// The batch's number.
    pub batch: i64,
    /// By whom and why.
    pub operation: Operation,
    /// Whether to wait for another run that is at work.
    pub wait: bool,
    /// Only tell what would be done.
    pub dry_run: bool,
}

/// One that an undo did not, or not wholly, put back.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Left {
    /// Its e-mail or code.
    pub key: String,
    /// Why.
    pub why: String,
}

/// What became of a batch that was to be undone.
#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// The number of the batch that is the undoing; none if nothing was done.
    pub batch: Option<i64>,
    /// How many rows have been put back or taken out of use.
    pub undone: u64,
    /// How many rows were so already.
    pub already: u64,
    /// Those that have been edited since, and are left alone.
    pub kept: Vec<Left>,
    /// Those that cannot be put back, or not wholly.
    pub failed: Vec<Left>,
    /// The batch that had undone it all before, if one had.
    pub already_by: Option<i64>,
}

/// Undoes a batch, in one transaction. A second time succeeds and says so.
///
/// # Errors
/// [`crate::Error::NotFound`] if there is no such batch; what the database refuses. Nothing is changed then.
pub async fn undo(database: &Database, undo: Undo) -> Result<Undone> {
    let batch = database.read(async |transaction| find(transaction, undo.batch).await).await?;
    if let Some(undone) = is_undone(&batch) {
        return Ok(undone);
    }
    let nouns = undo.nouns_of(&batch)?;
    let work = async |transaction: &Transaction<'_>| {
        let first = if nouns.len() > 1 { &LEAVER } else { nouns[0] };
        lock(transaction, &undo.request(first, Vec::new(), &batch)).await?;
        stage::clear(transaction, undo.operation.id).await?;
        // Now that nobody else writes: whoever did so meanwhile may have edited some, or undone all.
        let batch = find(transaction, undo.batch).await?;
        if let Some(undone) = is_undone(&batch) {
            return Ok(undone);
        }
        let mut undone = Undone::default();
        let mut left_last = Vec::new();
        for noun in &nouns {
            let parts = Parts::of(batch.id, noun, read(transaction, batch.id, noun).await?);
            let request = undo.request(noun, parts.columns(noun), &batch);
            let lookups = Lookups::read(transaction, &request.columns).await?;
            stage::begin(transaction, &request).await?;
            write_all(transaction, &request, &lookups, &parts, &mut undone).await?;
            stage::clear(transaction, undo.operation.id).await?;
            left_last.push(parts);
        }
        // Once what they have is somebody else's again.
        for parts in &left_last {
            leave(transaction, &undo.operation, parts, &mut undone).await?;
        }
        undone.batch = undo.written(transaction, nouns[0], &batch, &undone).await?;
        Ok(undone)
    };
    if undo.dry_run {
        return database.rehearse(&undo.operation, work).await;
    }
    database.write(&undo.operation, work).await
}

fn is_undone(batch: &Batch) -> Option<Undone> {
    (batch.state == "undone").then(|| Undone { already_by: batch.undone_by, ..Undone::default() })
}

impl Undo {
    /// What a batch may have changed, in the order in which it is put back: with leavers went what they had open, and it
    /// goes back to who is there again.
    fn nouns_of(&self, batch: &Batch) -> Result<Vec<&'static Noun>> {
        let named = |name: &str| self.nouns.iter().copied().find(|noun| noun.name == name);
        if batch.noun == USER.name || batch.noun == LEAVER.name {
            return Ok(["user", "case", "task", "paused"].into_iter().filter_map(named).collect());
        }
        let unknown =
            || crate::Error::Fault(format!("batch {} is of an unknown noun, {}", batch.id, batch.noun));
        named(&batch.noun).map(|noun| vec![noun]).ok_or_else(unknown)
    }

    /// Writes the undoing, which is a batch of its own; gives its number, if anything was undone.
    async fn written(
        &self,
        transaction: &Transaction<'_>,
        noun: &'static Noun,
        batch: &Batch,
        undone: &Undone,
    ) -> Result<Option<i64>> {
        if undone.undone == 0 {
            return Ok(None);
        }
        let told = [undone.undone, undone.kept.len() as u64, undone.failed.len() as u64];
        let counts = Counts { create: 0, change: undone.undone, keep: undone.already };
        let tally = Tally { counts, undo: Some((batch.id, told)), ..Tally::default() };
        write::batch(transaction, &self.request(noun, Vec::new(), batch), None, tally).await
    }

    /// The import that puts back what the batch changed in these columns.
    fn request(&self, noun: &'static Noun, columns: Vec<&'static Column>, batch: &Batch) -> Request {
        Request {
            noun,
            columns,
            conflict: Conflict::MustExist,
            operation: self.operation.clone(),
            passwords: Passwords::none(),
            goal: Goal::Apply,
            strictness: Strictness::Partial(None),
            rejects: None,
            parking: crate::paused::import::Parking::None,
            expectation: Expectation::AtMost,
            // What is only told takes no number.
            record: if self.dry_run { Record::None } else { Record::Batch { wait: self.wait } },
            source: batch.source.clone(),
            positions: Vec::new(),
        }
    }
}

/// Takes what writers of the noun take turns by.
async fn lock(transaction: &Transaction<'_>, request: &Request) -> Result<()> {
    if request.noun.name != "user" {
        // Whoever has planned to give a place to somebody plans again.
        transaction.rows("place::lock", "-- place::lock\nselect place_lock()", &[]).await?;
    }
    stage::begin(transaction, request).await?;
    write::guard(transaction, request).await.map(drop)
}

/// All of it, by whoever holds the lock.
async fn write_all(
    transaction: &Transaction<'_>,
    request: &Request,
    lookups: &Lookups,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    // Nobody has a client twice at once: what was added goes before what was ended comes back.
    let goes_first = !request.noun.has_own_key();
    if goes_first {
        announce(transaction, parts).await?;
    } else {
        // Else who comes back comes first: an administrator may go only while another one is there, and what is put back
        // may be theirs.
        restore(transaction, request, parts, undone).await?;
    }
    let rows = portions(request.noun, &request.columns, lookups, &parts.put_back);
    let (counts, problems) = stage::settle_alone(transaction, request, rows).await?;
    undone.kept.extend(parts.kept.iter().cloned());
    undone.failed.extend(parts.lost.iter().cloned());
    if goes_first {
        withdraw(transaction, request, parts, undone).await?;
    }
    write::rows(transaction, request).await?;
    let keys: BTreeMap<_, _> = parts.put_back.iter().map(|one| (one.line, one.key.as_str())).collect();
    let mut left: BTreeMap<u64, (bool, Vec<String>)> = BTreeMap::new();
    for problem in problems {
        let entry = left.entry(problem.line).or_default();
        // What was edited has no field of its own: see `moved`.
        entry.0 |= problem.field.is_some();
        entry.1.push(crate::csv_io::Problem { value: None, ..problem }.remark());
    }
    for (line, (is_wrong, why)) in &left {
        let key = keys.get(line).copied().unwrap_or_default().to_owned();
        let one = Left { key, why: why.join("; ") };
        if *is_wrong { undone.failed.push(one) } else { undone.kept.push(one) }
    }
    undone.undone += counts.change;
    undone.already += (parts.put_back.len() - left.len()) as u64 - counts.change;
    if goes_first {
        restore(transaction, request, parts, undone).await
    } else {
        withdraw(transaction, request, parts, undone).await
    }
}

/// Says to whoever plans what will have gone by then.
async fn announce(transaction: &Transaction<'_>, parts: &Parts) -> Result<()> {
    let ids: Vec<_> = parts.withdraw.keys().map(i64::to_string).collect();
    let going = format!("{{{}}}", ids.join(","));
    let sql = "-- batch::announce\nselect set_config('ct.withdrawing', $1, true)";
    transaction.rows("batch::announce", sql, &[(&going, Type::TEXT)]).await.map(drop)
}

/// Takes what the batch created out of use.
async fn withdraw(
    transaction: &Transaction<'_>,
    request: &Request,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    let sql = "-- batch::withdraw\nselect row_id, blocked_by from batch_withdraw($1, $4, $2, $3)";
    let noun = (&request.noun.name as _, Type::TEXT);
    go(transaction, sql, (parts.batch, request.operation.id), &parts.withdraw, Some(noun), undone).await
}

/// Takes users out of use again whom the batch had taken back into it.
async fn leave(
    transaction: &Transaction<'_>,
    operation: &Operation,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    let sql = "-- batch::leave_again\nselect row_id, blocked_by from batch_leave_again($1, $2, $3)";
    go(transaction, sql, (parts.batch, operation.id), &parts.leave, None, undone).await
}

async fn go(
    transaction: &Transaction<'_>,
    sql: &'static str,
    (batch, operation): (i64, uuid::Uuid),
    going: &BTreeMap<i64, String>,
    noun: Option<Parameter<'_>>,
    undone: &mut Undone,
) -> Result<()> {
    if going.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = going.keys().copied().collect();
    let mut parameters: Vec<Parameter<'_>> =
        vec![(&batch, Type::INT8), (&operation, Type::UUID), (&ids, Type::INT8_ARRAY)];
    parameters.extend(noun);
    let rows = transaction.rows("batch::withdraw", sql, &parameters).await?;
    undone.already += (ids.len() - rows.len()) as u64;
    for row in rows {
        match row.get::<_, Option<String>>(1) {
            None => undone.undone += 1,
            Some(why) => {
                let key = going.get(&row.get::<_, i64>(0)).cloned().unwrap_or_default();
                undone.failed.push(Left { key, why });
            }
        }
    }
    Ok(())
}

/// Takes back into use what the batch had taken out of it, and gives users the ends that they had.
async fn restore(
    transaction: &Transaction<'_>,
    request: &Request,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    let mut done = std::collections::BTreeSet::new();
    if !parts.restore.is_empty() {
        let ids: Vec<_> = parts.restore.keys().copied().collect();
        let sql = "-- batch::restore\nselect row_id from batch_restore($1, $2, $3)";
        let parameters = [
            (&parts.batch as _, Type::INT8),
            (&request.noun.name as _, Type::TEXT),
            (&ids as _, Type::INT8_ARRAY),
        ];
        let rows = transaction.rows("batch::restore", sql, &parameters).await?;
        done.extend(rows.iter().map(|row| row.get::<_, i64>(0)));
    }
    if !parts.ends.is_empty() {
        let ids: Vec<_> = parts.ends.keys().copied().collect();
        let sql = "-- batch::restore_ends\nselect row_id from batch_restore_ends($1, $2, $3)";
        let parameters = [
            (&parts.batch as _, Type::INT8),
            (&request.operation.id as _, Type::UUID),
            (&ids as _, Type::INT8_ARRAY),
        ];
        let rows = transaction.rows("batch::restore_ends", sql, &parameters).await?;
        done.extend(rows.iter().map(|row| row.get::<_, i64>(0)));
    }
    undone.undone += done.len() as u64;
    let all: BTreeMap<_, _> = parts.restore.iter().chain(&parts.ends).collect();
    for (id, key) in all {
        if !done.contains(id) {
            let why = "its status has changed since".to_owned();
            undone.kept.push(Left { key: key.clone(), why });
        }
    }
    Ok(())
}
