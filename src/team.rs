//! A supervisor's team: the users who report to them directly (REQUIREMENTS T1, T2, P4, S2).
//!
//! What a supervisor may do for the team needs no access to a tool; the database checks it where it is done
//! (`account_refusal`, `user_check_rights`). Here it is told early and plainly.

use chrono::{DateTime, Utc};
use postgres_types::Type;

use crate::db::Transaction;
use crate::noun::Found;
use crate::record::{Heading, Record};
use crate::{Error, Result};

/// What a supervisor may edit of the team: the names of the columns.
pub const EDITABLE: [&str; 6] = ["name", "job_title", "address", "phone", "provider", "location"];

/// The user whose session is presented: a team is somebody's.
///
/// # Errors
/// [`Error::NotPermitted`] if nobody is logged in.
pub async fn supervisor(transaction: &Transaction<'_>) -> Result<i64> {
    let sql = "-- team::supervisor\nselect actor_id()";
    match transaction.row("team::supervisor", sql, &[]).await?.get(0) {
        Some(user) => Ok(user),
        None => Err(Error::NotPermitted {
            message: "nobody is logged in, and a team is somebody's".to_owned(),
            hint: Some(
                "log in as the supervisor: ct login; where a team is only looked at, --of USER tells whose"
                    .to_owned(),
            ),
        }),
    }
}

/// That a user reports to this supervisor.
///
/// # Errors
/// [`Error::Refused`] if not.
pub async fn require_member(transaction: &Transaction<'_>, supervisor: i64, member: &Found) -> Result<()> {
    let sql = "-- team::member\nselect exists (select from users where id = $1 and supervisor_id = $2)";
    let parameters = [(&member.id as _, Type::INT8), (&supervisor as _, Type::INT8)];
    if transaction.row("team::member", sql, &parameters).await?.get(0) {
        return Ok(());
    }
    Err(Error::refused(
        format!("{} ({}) is not on your team", member.name, member.label),
        "ct team list shows who is; the helpdesk does more: ct password reset, ct user unlock",
    ))
}

/// What stands over the members of a team.
pub const MEMBERS: [Heading; 10] = [
    Heading::new("name", "Name"),
    Heading::new("email", "E-mail"),
    Heading::new("status", "State"),
    Heading::new("last_login_at", "Last login"),
    Heading::new("cases", "Cases"),
    Heading::new("open_tasks", "Tasks"),
    Heading::new("overdue_tasks", "Overdue"),
    Heading::new("paused", "Paused"),
    Heading::new("id", "Id"),
    Heading::new("standing", "Status"),
];

/// What is summed over a team: its heading, and the column of [`MEMBERS`].
pub const TOTALS: [(Heading, &str); 4] = [
    (Heading::new("cases", "Cases"), "cases"),
    (Heading::new("open_tasks", "Open tasks"), "open_tasks"),
    (Heading::new("overdue_tasks", "Overdue tasks"), "overdue_tasks"),
    (Heading::new("paused", "Paused operations"), "paused"),
];

/// Who is on the team of a user, with how much work each has, under [`MEMBERS`]; also who is inactive, if `everybody` is asked
/// for (REQUIREMENTS T1). Of another's team: those whom one sees, and the work that one sees.
///
/// # Errors
/// What the database refuses.
pub async fn members(transaction: &Transaction<'_>, supervisor: i64, everybody: bool) -> Result<Vec<Record>> {
    let sql = "-- team::show\nselect name, email, status, last_login_at, cases, open_tasks, overdue_tasks, paused, id, standing \
        from team_show($1, $2)";
    let parameters = [(&supervisor as _, Type::INT8), (&everybody as _, Type::BOOL)];
    let rows = transaction.rows("team::show", sql, &parameters).await?;
    let record = |row: &tokio_postgres::Row| {
        let mut values: Vec<_> = (0..3).map(|index| row.get::<_, Option<String>>(index).into()).collect();
        values.push(row.get::<_, Option<DateTime<Utc>>>(3).into());
        values.extend((4..9).map(|index| row.get::<_, Option<i64>>(index).into()));
        values.push(row.get::<_, Option<String>>(9).into());
        Record { id: row.get(8), values }
    };
    Ok(rows.iter().map(record).collect())
}
