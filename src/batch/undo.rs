//! Undoes a batch: what it created is taken out of use, what it changed is put back; what has been edited since is kept.
//! The undoing is itself a batch, and can be undone.
//!
//! Putting back takes the way of every import: rows are staged, planned and checked, with what history has as the old
//! values for cells, and with what it has as the new ones for what has to be there now.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use postgres_types::Type;
use serde_json::{Value, json};

use super::{Batch, find};
use crate::Result;
use crate::db::{Database, Operation, Transaction, failed};
use crate::noun::stage::replay::{Replay, portions};
use crate::noun::stage::write::{self, Tally};
use crate::noun::stage::{self, Conflict, Counts, Expectation, Goal, Passwords, Record, Request, Strictness};
use crate::noun::{Column, Lookups, Noun};

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
    let noun = undo.nouns.iter().find(|noun| noun.name == batch.noun).ok_or_else(|| {
        crate::Error::Fault(format!("batch {} is of an unknown noun, {}", batch.id, batch.noun))
    })?;
    let work = async |transaction: &Transaction<'_>| {
        lock(transaction, &undo.request(noun, Vec::new(), &batch)).await?;
        // Now that nobody else writes: whoever did so meanwhile may have edited some, or undone all.
        let (batch, did) = read(transaction, undo.batch).await?;
        if let Some(undone) = is_undone(&batch) {
            return stage::clear(transaction, undo.operation.id).await.map(|()| undone);
        }
        let parts = Parts::of(noun, did);
        let request = undo.request(noun, parts.columns(noun), &batch);
        let lookups = Lookups::read(transaction, &request.columns).await?;
        write_all(transaction, &request, &lookups, &parts, &batch).await
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

/// What a batch did to one row.
struct Did {
    id: i64,
    key: String,
    created: bool,
    edited_by: Option<String>,
    change: serde_json::Map<String, Value>,
    organization: Option<String>,
}

async fn read(transaction: &Transaction<'_>, batch: i64) -> Result<(Batch, Vec<Did>)> {
    let found = find(transaction, batch).await?;
    let sql =
        "-- batch::rows\nselect row_id, key, created, edited_by, change, organization from batch_rows($1)";
    let rows = transaction.stream("batch::rows", sql, &[(&batch, Type::INT8)]).await?;
    let did = rows
        .map_ok(|row| Did {
            id: row.get(0),
            key: row.get(1),
            created: row.get(2),
            edited_by: row.get(3),
            change: match row.get::<_, Option<Value>>(4) {
                Some(Value::Object(fields)) => fields,
                _ => serde_json::Map::new(),
            },
            organization: row.get(5),
        })
        .try_collect()
        .await
        .map_err(|cause| failed("batch::rows", cause))?;
    Ok((found, did))
}

/// What is to be done with each row.
#[derive(Default)]
struct Parts {
    /// By their ids: those that the batch created.
    withdraw: BTreeMap<i64, String>,
    /// By their ids: those that the batch, an undo, took out of use.
    restore: BTreeMap<i64, String>,
    /// Those whose fields are put back.
    put_back: Vec<Replay>,
    /// Those whose password was replaced, which nobody can put back.
    lost: Vec<Left>,
    /// Those that have been edited since.
    kept: Vec<Left>,
}

impl Parts {
    fn of(noun: &'static Noun, did: Vec<Did>) -> Self {
        let mut parts = Self::default();
        for mut one in did {
            if one.created {
                match one.edited_by {
                    Some(by) => {
                        parts.kept.push(Left { key: one.key, why: format!("has been edited since by {by}") });
                    }
                    None => drop(parts.withdraw.insert(one.id, one.key)),
                }
                continue;
            }
            // What is parked is no more in use once it is cancelled; whether it is resumed is nothing that rows tell.
            let state = if noun.name == "paused" { one.change.remove("state") } else { None };
            let goes = ["deactivated_at", "withdrawn_at"].map(|field| one.change.remove(field).is_some());
            if goes.contains(&true) || state.is_some_and(|state| state[1] == "cancelled") {
                one.change.remove("deactivation_reason");
                parts.restore.insert(one.id, one.key.clone());
            }
            if one.change.remove("password").is_some() {
                let why = "its password was replaced and cannot be put back".to_owned();
                parts.lost.push(Left { key: one.key.clone(), why });
            }
            parts.put_back.extend(one.back(noun));
        }
        parts
    }

    /// The columns that are put back, and the key.
    fn columns(&self, noun: &'static Noun) -> Vec<&'static Column> {
        let is_told = |column: &&'static Column| {
            column.name == noun.key().name
                || (!noun.has_own_key() && noun.natural.contains(&column.name))
                || self.put_back.iter().any(|one| one.change.get(column.name).is_some())
        };
        noun.writable().filter(is_told).collect()
    }
}

impl Did {
    /// The row that puts its fields back; none if there is nothing to put back.
    fn back(mut self, noun: &'static Noun) -> Option<Replay> {
        self.without_owning_organization();
        let back: serde_json::Map<_, _> = self
            .change
            .into_iter()
            .map(|(field, change)| (field, json!([in_order(&change[1]), in_order(&change[0])])))
            .collect();
        if back.is_empty() {
            return None;
        }
        let key = match back.get(noun.key().name) {
            // It is found by what it is called now.
            Some(change) => change[0].as_str().unwrap_or(&self.key).to_owned(),
            None => self.key,
        };
        let change = Value::Object(back);
        let expected = json!({"action": "change", "change": change});
        Some(Replay { line: u64::try_from(self.id).unwrap_or_default(), key, change, expected })
    }

    /// History lists all organizations that a user reaches; the field has those beside the owning one.
    fn without_owning_organization(&mut self) {
        let owning = |side: usize| {
            let changed =
                self.change.get("organization").map(|change| change[side].as_str().unwrap_or_default());
            changed.or(self.organization.as_deref()).unwrap_or_default().to_owned()
        };
        let owners = [owning(0), owning(1)];
        let Some(Value::Array(sides)) = self.change.get_mut("organizations") else { return };
        for (side, owner) in sides.iter_mut().zip(owners) {
            if let Value::Array(codes) = side {
                codes.retain(|code| code.as_str() != Some(&owner));
            }
        }
        if sides.first() == sides.get(1) {
            self.change.remove("organizations");
        }
    }
}

/// Lists in the one order in which the database has them.
fn in_order(value: &Value) -> Value {
    let Value::Array(items) = value else { return value.clone() };
    let mut items = items.clone();
    items.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    Value::Array(items)
}

/// All of it, by whoever holds the lock.
async fn write_all(
    transaction: &Transaction<'_>,
    request: &Request,
    lookups: &Lookups,
    parts: &Parts,
    batch: &Batch,
) -> Result<Undone> {
    // Nobody has a client twice at once: what was added goes before what was ended comes back.
    let goes_first = !request.noun.has_own_key();
    if goes_first {
        announce(transaction, parts).await?;
    }
    let rows = portions(request.noun, &request.columns, lookups, &parts.put_back);
    let (counts, problems) = stage::settle_alone(transaction, request, rows).await?;
    let mut undone = Undone { kept: parts.kept.clone(), failed: parts.lost.clone(), ..Undone::default() };
    // Else who comes back comes first: an administrator may go only while another one is there.
    if goes_first {
        withdraw(transaction, request, batch, parts, &mut undone).await?;
    } else {
        restore(transaction, batch, parts, &mut undone).await?;
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
        restore(transaction, batch, parts, &mut undone).await?;
    } else {
        withdraw(transaction, request, batch, parts, &mut undone).await?;
    }
    if undone.undone > 0 {
        let told = [undone.undone, undone.kept.len() as u64, undone.failed.len() as u64];
        let counts = Counts { create: 0, change: undone.undone, keep: undone.already };
        let tally = Tally { counts, undo: Some((batch.id, told)), ..Tally::default() };
        undone.batch = write::batch(transaction, request, None, tally).await?;
    }
    stage::clear(transaction, request.operation.id).await?;
    Ok(undone)
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
    batch: &Batch,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    if parts.withdraw.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = parts.withdraw.keys().copied().collect();
    let sql = "-- batch::withdraw\nselect row_id, blocked_by from batch_withdraw($1, $2, $3)";
    let parameters = [
        (&batch.id as _, Type::INT8),
        (&request.operation.id as _, Type::UUID),
        (&ids as _, Type::INT8_ARRAY),
    ];
    let rows = transaction.rows("batch::withdraw", sql, &parameters).await?;
    undone.already += (ids.len() - rows.len()) as u64;
    for row in rows {
        match row.get::<_, Option<String>>(1) {
            None => undone.undone += 1,
            Some(why) => {
                let key = parts.withdraw.get(&row.get::<_, i64>(0)).cloned().unwrap_or_default();
                undone.failed.push(Left { key, why });
            }
        }
    }
    Ok(())
}

/// Takes back into use what the batch, an undo, had taken out of it.
async fn restore(
    transaction: &Transaction<'_>,
    batch: &Batch,
    parts: &Parts,
    undone: &mut Undone,
) -> Result<()> {
    if parts.restore.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = parts.restore.keys().copied().collect();
    let sql = "-- batch::restore\nselect row_id from batch_restore($1, $2)";
    let parameters = [(&batch.id as _, Type::INT8), (&ids as _, Type::INT8_ARRAY)];
    let back: std::collections::BTreeSet<i64> =
        transaction.rows("batch::restore", sql, &parameters).await?.iter().map(|row| row.get(0)).collect();
    undone.undone += back.len() as u64;
    for (id, key) in &parts.restore {
        if !back.contains(id) {
            let why = "its status has changed since".to_owned();
            undone.kept.push(Left { key: key.clone(), why });
        }
    }
    Ok(())
}
