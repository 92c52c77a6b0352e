//! What a sweep would do, user by user.

use chrono::{DateTime, Utc};
use postgres_types::Type;
use serde::Serialize;

use super::{Braking, Part, Step, Sweep};
use crate::Result;
use crate::db::Transaction;
use crate::record::{Heading, Record};

/// What stands over the columns of a dry run.
pub const HEADINGS: [Heading; 6] = [
    Heading::new("step", "Step"),
    Heading::new("user", "User"),
    Heading::new("why", "Why"),
    Heading::new("outcome", "Outcome"),
    Heading::new("since", "Since"),
    Heading::new("remark", "Remark"),
];

/// A user for whom it is time for a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The step.
    pub step: Step,
    /// The user's number.
    #[serde(skip)]
    pub id: i64,
    /// The user's e-mail.
    pub user: String,
    /// Why.
    pub why: String,
    /// Since when it is due, or the user is inactive.
    pub since: DateTime<Utc>,
    /// Whether this may be the one who runs it.
    #[serde(skip)]
    pub is_runner: bool,
    /// What would become of it: done, left (done, but work stays with the user), skipped, kept or braked.
    pub outcome: &'static str,
    /// What there is to say to that.
    pub remark: Option<String>,
}

impl Planned {
    /// As a row of a list.
    #[must_use]
    pub fn record(&self) -> Record {
        Record {
            id: self.id,
            values: vec![
                self.step.word().into(),
                self.user.as_str().into(),
                self.why.as_str().into(),
                self.outcome.into(),
                self.since.into(),
                self.remark.clone().into(),
            ],
        }
    }
}

/// The operating system's names that run this: `maria as root` is two.
fn runner(sweep: &Sweep) -> Vec<String> {
    let told = sweep.operation.system_user.as_deref().unwrap_or_default();
    told.split(" as ").map(str::to_lowercase).filter(|name| !name.is_empty()).collect()
}

/// What there is to do, in the order in which it is done.
pub(super) async fn read(transaction: &Transaction<'_>, sweep: &Sweep) -> Result<Vec<Planned>> {
    let sql =
        "-- sweep::plan\nselect step, user_id, email, why, since, is_runner from sweep_plan($1, $2, $3, $4)";
    let parts: Vec<&str> = sweep.parts.iter().map(|part| part.word()).collect();
    let parameters = [
        (&sweep.as_of as _, Type::TIMESTAMPTZ),
        (&parts as _, Type::TEXT_ARRAY),
        (&sweep.organization as _, Type::INT8),
        (&runner(sweep) as _, Type::TEXT_ARRAY),
    ];
    let rows = transaction.rows("sweep::plan", sql, &parameters).await?;
    let planned = |row: &tokio_postgres::Row| {
        let word: &str = row.get(0);
        let step = Step::ALL.into_iter().find(|step| step.word() == word)?;
        Some(Planned {
            step,
            id: row.get(1),
            user: row.get(2),
            why: row.get(3),
            since: row.get(4),
            is_runner: row.get(5),
            outcome: "done",
            remark: None,
        })
    };
    Ok(rows.iter().filter_map(planned).collect())
}

/// What the brake looks at, and how many temporary passwords have expired already.
pub(super) async fn counts(
    transaction: &Transaction<'_>,
    sweep: &Sweep,
    planned: &[Planned],
) -> Result<(Braking, u64)> {
    let sql = "-- sweep::counts\nselect active, expired from sweep_counts($1, $2)";
    let parameters = [(&sweep.as_of as _, Type::TIMESTAMPTZ), (&sweep.organization as _, Type::INT8)];
    let row = transaction.row("sweep::counts", sql, &parameters).await?;
    let number = |index: usize| u64::try_from(row.get::<_, i64>(index)).unwrap_or_default();
    let would = planned.iter().filter(|one| one.step.is_braked() && !one.is_runner).count() as u64;
    let expired = if sweep.parts.contains(&Part::Passwords) { number(1) } else { 0 };
    Ok((Braking { would, limit: sweep.brake.most(number(0)), active: number(0) }, expired))
}
