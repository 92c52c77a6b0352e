//! What the database plans and does of a roster.

use std::fmt::Write;

use postgres_types::Type;
use uuid::Uuid;

use super::{Handed, Moves, NAMED, Person, Roster, Scope, Work};
use crate::db::Transaction;
use crate::noun::stage::Request;
use crate::{Error, Result};

/// Says that the rows which are staged next are a roster.
pub(crate) async fn begin(transaction: &Transaction<'_>, operation: Uuid, scope: &Scope) -> Result<()> {
    let sql = "-- roster::begin\nselect roster_begin($1, $2, $3, $4, $5, $6)";
    let parameters = [
        (&operation as _, Type::UUID),
        (&scope.organizations as _, Type::INT8_ARRAY),
        (&scope.providers as _, Type::INT8_ARRAY),
        (&scope.locations as _, Type::INT8_ARRAY),
        (&scope.workgroups as _, Type::INT8_ARRAY),
        (&scope.has_external_id as _, Type::BOOL),
    ];
    transaction.rows("roster::begin", sql, &parameters).await.map(drop)
}

/// Tells which rows were bad as they were read, before anything is planned: some may not tell whom they are about.
pub(crate) async fn note_unknown(
    transaction: &Transaction<'_>,
    operation: Uuid,
    lines: impl Iterator<Item = u64>,
) -> Result<()> {
    let lines: Vec<_> = lines.map(|line| i64::try_from(line).unwrap_or(i64::MAX)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let sql = "-- roster::unknown\nselect roster_unknown($1, $2)";
    let parameters = [(&operation as _, Type::UUID), (&lines as _, Type::INT8_ARRAY)];
    transaction.rows("roster::unknown", sql, &parameters).await.map(drop)
}

/// Takes the guards of all that is handed on.
pub(crate) async fn lock(transaction: &Transaction<'_>) -> Result<()> {
    transaction.rows("roster::lock", "-- roster::lock\nselect roster_lock()", &[]).await.map(drop)
}

/// What would become of whom, and why it cannot be applied so, if it cannot.
pub(crate) async fn look(
    transaction: &Transaction<'_>,
    request: &Request,
    roster: &Roster,
    active: u64,
) -> Result<Moves> {
    let id = request.operation.id;
    let sql = "-- roster::counts\nselect only_returning, is_blind from roster_counts($1)";
    let row = transaction.row("roster::counts", sql, &[(&id, Type::UUID)]).await?;
    let mut sync = Moves {
        active,
        only_returning: u64::try_from(row.get::<_, i64>(0)).unwrap_or_default(),
        is_blind: row.get(1),
        most: roster.brake.most(active),
        ..Moves::default()
    };
    for (action, person) in people(transaction, id).await? {
        match action.as_str() {
            "leave" => sync.leaving.push(person),
            "return" => sync.returning.push(person),
            _ => sync.staying.push(person),
        }
    }
    sync.refusal = match super::require::refusal(roster.brake, &sync) {
        Some(refusal) => Some(refusal),
        None => wrong(transaction, &sync, &roster.work).await?,
    };
    Ok(sync)
}

/// Who leaves, stays or comes back.
async fn people(transaction: &Transaction<'_>, operation: Uuid) -> Result<Vec<(String, Person)>> {
    let sql = "-- roster::people\nselect action, line, user_id, email, cases, tasks, paused, team, why \
        from roster_people($1)";
    let rows = transaction.rows("roster::people", sql, &[(&operation, Type::UUID)]).await?;
    Ok(rows
        .iter()
        .map(|row| {
            let person = Person {
                line: u64::try_from(row.get::<_, i64>(1)).unwrap_or_default(),
                id: row.get(2),
                email: row.get(3),
                cases: row.get(4),
                tasks: row.get(5),
                paused: row.get(6),
                team: row.get(7),
                why: row.get(8),
            };
            (row.get(0), person)
        })
        .collect())
}

/// The same for each of them.
struct Each {
    users: Vec<i64>,
    works: Vec<Option<&'static str>>,
    transfer_to: Vec<Option<i64>>,
    team_to: Vec<Option<i64>>,
}

impl Each {
    fn of(leaving: &[Person], work: &Work) -> Self {
        let number = leaving.len();
        Self {
            users: leaving.iter().map(|person| person.id).collect(),
            works: vec![work.what; number],
            transfer_to: vec![work.transfer_to; number],
            team_to: vec![work.team_to; number],
        }
    }
}

/// Why those who leave cannot be deactivated so, if they cannot.
pub(crate) async fn wrong(transaction: &Transaction<'_>, sync: &Moves, work: &Work) -> Result<Option<Error>> {
    if sync.leaving.is_empty() {
        return Ok(None);
    }
    let each = Each::of(&sync.leaving, work);
    let sql = "-- roster::wrong\nselect place, field, message from leaver_wrong($1, $2, $3, $4)";
    let parameters = [
        (&each.users as _, Type::INT8_ARRAY),
        (&each.works as _, Type::TEXT_ARRAY),
        (&each.transfer_to as _, Type::INT8_ARRAY),
        (&each.team_to as _, Type::INT8_ARRAY),
    ];
    let found = transaction.rows("roster::wrong", sql, &parameters).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let mut told = String::new();
    let mut is_of_work = false;
    for row in found.iter().take(NAMED * 4) {
        let place = usize::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        let email = sync.leaving.get(place.wrapping_sub(1)).map_or("", |person| person.email.as_str());
        is_of_work |= row.get::<_, &str>(1) == "work";
        // What cannot be written to a text is nothing.
        let _ = write!(told, "{}{email} {}", if told.is_empty() { " " } else { "; " }, row.get::<_, &str>(2));
    }
    if let Some(more) = found.len().checked_sub(NAMED * 4).filter(|more| *more > 0) {
        let _ = write!(told, "; and {more} more");
    }
    let hint = if is_of_work && work.what.is_none() {
        "say what becomes of their open work: --transfer-to USER, --unassign or --leave-open; or hand it on before: ct caseload transfer"
    } else {
        "mend what the list tells, then run the same command again"
    };
    Ok(Some(Error::refused(
        format!("{} who would leave cannot be deactivated so; nothing was done:{told}", found.len()),
        hint,
    )))
}

/// Takes into use again whoever comes back, before their rows are written.
pub(crate) async fn reactivate(transaction: &Transaction<'_>, operation: Uuid) -> Result<()> {
    let sql = "-- roster::reactivate\nselect count(*) from user_reactivate(array(\
        select row_id from stage_plan where operation_id = $1 and returns))";
    transaction.rows("roster::reactivate", sql, &[(&operation, Type::UUID)]).await.map(drop)
}

/// Deactivates whoever leaves, and hands on what they have, after all rows are written.
pub(crate) async fn deactivate(
    transaction: &Transaction<'_>,
    request: &Request,
    sync: &Moves,
    work: &Work,
) -> Result<Handed> {
    if sync.leaving.is_empty() {
        return Ok(Handed::default());
    }
    transaction.rows("roster::leaver_lock", "-- roster::leaver_lock\nselect leaver_lock()", &[]).await?;
    let each = Each::of(&sync.leaving, work);
    let source = &request.source;
    let why = |person: &Person| match (&request.operation.reason, person.line) {
        (Some(reason), _) => reason.clone(),
        (None, 0) => format!("not in the roster {source}"),
        (None, _) => format!("inactive in the roster {source}"),
    };
    let reasons: Vec<_> = sync.leaving.iter().map(why).collect();
    let sql = "-- roster::leave\nselect coalesce(sum(cases), 0)::int8, coalesce(sum(tasks), 0)::int8, \
        coalesce(sum(paused), 0)::int8, coalesce(sum(team), 0)::int8, coalesce(sum(left_open), 0)::int8, count(*) \
        from leaver_do($1, $2, $3, $4, $5)";
    let parameters = [
        (&each.users as _, Type::INT8_ARRAY),
        (&each.works as _, Type::TEXT_ARRAY),
        (&each.transfer_to as _, Type::INT8_ARRAY),
        (&each.team_to as _, Type::INT8_ARRAY),
        (&reasons as _, Type::TEXT_ARRAY),
    ];
    let row = transaction.row("roster::leave", sql, &parameters).await?;
    let done: i64 = row.get(5);
    if done != i64::try_from(sync.leaving.len()).unwrap_or(i64::MAX) {
        return Err(Error::unreachable(
            format!(
                "{done} of {} were still active when they were to be deactivated; nothing was done",
                sync.leaving.len()
            ),
            "somebody changes users at this moment: run the same command again",
        ));
    }
    Ok(Handed {
        cases: row.get(0),
        tasks: row.get(1),
        paused: row.get(2),
        team: row.get(3),
        left_open: row.get(4),
    })
}
