//! The steps of a sweep: planned at once, written in transactions of limited size.

use std::collections::HashMap;

use postgres_types::Type;
use uuid::Uuid;

use super::plan::{self, Planned};
use super::{Counts, Ending, Part, Reached, Remark, Step, Sweep, Swept, Watch, lease, orphans};
use crate::Result;
use crate::db::{Database, Operation, Transaction};

/// What became of a user.
struct Did {
    user: i64,
    outcome: String,
    message: Option<String>,
}

/// Plans and writes; or, in a dry run, writes as well and undoes it.
pub(super) async fn all(database: &Database, sweep: &Sweep, watch: &dyn Watch) -> Result<Swept> {
    let (planned, braking, expired_before) = database
        .read(async |transaction| {
            let planned = plan::read(transaction, sweep).await?;
            let (braking, expired) = plan::counts(transaction, sweep, &planned).await?;
            Ok((planned, braking, expired))
        })
        .await?;
    let mut swept = Swept {
        ending: if braking.would > braking.limit { Ending::Braked } else { Ending::Done },
        counts: Counts::default(),
        expired_before,
        left: Vec::new(),
        skipped: Vec::new(),
        kept: Vec::new(),
        braking,
        orphans: Vec::new(),
        planned,
    };
    watch.reached(Reached::Planned, &swept.counts);
    for step in Step::ALL {
        if !take(database, sweep, step, &mut swept, watch).await? {
            swept.ending = Ending::Stopped;
            return Ok(swept);
        }
    }
    if sweep.parts.contains(&Part::Orphans) {
        swept.orphans = database.read(async |transaction| orphans(transaction).await).await?;
    }
    if !sweep.dry_run {
        swept.planned = Vec::new();
    }
    Ok(swept)
}

/// Takes one step with all for whom it is time; false: it was told to stop.
async fn take(
    database: &Database,
    sweep: &Sweep,
    step: Step,
    swept: &mut Swept,
    watch: &dyn Watch,
) -> Result<bool> {
    let mut due: Vec<usize> = (0..swept.planned.len()).filter(|at| swept.planned[*at].step == step).collect();
    if step.is_braked() && swept.ending == Ending::Braked {
        for at in due {
            settle(swept, at, "braked", None);
        }
        return Ok(true);
    }
    due.retain(|at| {
        if swept.planned[*at].is_runner {
            let outcome = if step == Step::End { "skipped" } else { "kept" };
            settle(
                swept,
                *at,
                outcome,
                Some("has the name of who runs this, and nobody does it to themselves".to_owned()),
            );
        }
        !swept.planned[*at].is_runner
    });
    for some in due.chunks(sweep.at_once.max(1)) {
        if watch.stops() {
            return Ok(false);
        }
        let users: Vec<i64> = some.iter().map(|at| swept.planned[*at].id).collect();
        let did = write(database, sweep, step, &users, &swept.counts, watch).await?;
        let mut did: HashMap<i64, Did> = did.into_iter().map(|did| (did.user, did)).collect();
        for at in some {
            match did.remove(&swept.planned[*at].id) {
                Some(did) => settle(swept, *at, &did.outcome, did.message),
                // Somebody has changed something meanwhile: it is not time any more.
                None => swept.planned[*at].outcome = "gone",
            }
        }
        watch.reached(Reached::Committed(step), &swept.counts);
    }
    Ok(true)
}

/// One transaction.
async fn write(
    database: &Database,
    sweep: &Sweep,
    step: Step,
    users: &[i64],
    counts: &Counts,
    watch: &dyn Watch,
) -> Result<Vec<Did>> {
    let operation = Operation {
        id: Uuid::now_v7(),
        reason: sweep.operation.reason.clone().or_else(|| Some(step.reason().to_owned())),
        ..sweep.operation.clone()
    };
    let work = async |transaction: &Transaction<'_>| {
        if !sweep.dry_run {
            lease::hold(transaction, sweep.run).await?;
        }
        let parameters = [(&sweep.as_of as _, Type::TIMESTAMPTZ), (&users as _, Type::INT8_ARRAY)];
        let rows = transaction.rows(name(step), statement(step), &parameters).await?;
        let gone = rows.iter().filter(|row| matches!(row.get(1), "done" | "left")).count();
        if matches!(step, Step::End | Step::Deactivate) && gone > 0 {
            batch(transaction, operation.id, step, gone).await?;
        }
        watch.reached(Reached::Written(step), counts);
        Ok(rows
            .iter()
            .map(|row| Did { user: row.get(0), outcome: row.get(1), message: row.get(2) })
            .collect())
    };
    if sweep.dry_run {
        return database.rehearse(&operation, work).await;
    }
    database.write(&operation, work).await
}

/// What was done can be undone as what a file of leavers did.
async fn batch(transaction: &Transaction<'_>, operation: Uuid, step: Step, gone: usize) -> Result<()> {
    let sql =
        "-- sweep::batch\nselect batch_write($1, 'leaver', $2, null, 0, $3, 0, 0, 0, null, null, null, null)";
    let source = format!("sweep: {}", step.reason());
    let gone = i64::try_from(gone).unwrap_or(i64::MAX);
    let parameters = [(&operation as _, Type::UUID), (&source as _, Type::TEXT), (&gone as _, Type::INT8)];
    transaction.rows("sweep::batch", sql, &parameters).await.map(drop)
}

const fn name(step: Step) -> &'static str {
    match step {
        Step::End => "sweep::ends",
        Step::Password => "sweep::passwords",
        Step::Warn => "sweep::warn",
        Step::Lock => "sweep::lock",
        Step::Deactivate => "sweep::deactivate",
    }
}

const fn statement(step: Step) -> &'static str {
    match step {
        Step::End => "-- sweep::ends\nselect user_id, outcome, message from sweep_ends($1, $2)",
        Step::Password => {
            "-- sweep::passwords\nselect user_id, outcome, message from sweep_passwords($1, $2)"
        }
        Step::Warn => "-- sweep::warn\nselect user_id, outcome, message from sweep_warn($1, $2)",
        Step::Lock => "-- sweep::lock\nselect user_id, outcome, message from sweep_lock($1, $2)",
        Step::Deactivate => {
            "-- sweep::deactivate\nselect user_id, outcome, message from sweep_deactivate($1, $2)"
        }
    }
}

/// Notes what became of a user.
fn settle(swept: &mut Swept, at: usize, outcome: &str, message: Option<String>) {
    let Planned { step, user, .. } = &swept.planned[at];
    let (step, user) = (*step, user.clone());
    let remark = || Remark { step, user, why: message.clone().unwrap_or_default() };
    let word = match outcome {
        "done" => {
            swept.counts.add(step);
            "done"
        }
        "left" => {
            swept.counts.add(step);
            swept.left.push(remark());
            "left"
        }
        "kept" => {
            swept.kept.push(remark());
            "kept"
        }
        "braked" => "braked",
        _ => {
            swept.skipped.push(remark());
            "skipped"
        }
    };
    swept.planned[at].outcome = word;
    swept.planned[at].remark = message;
}
