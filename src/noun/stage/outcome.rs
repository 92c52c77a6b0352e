//! What would become, or became, of rows.

use postgres_types::Type;

use super::Request;
use crate::Result;
use crate::db::Transaction;
use crate::password::Secret;

/// One field that would change.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// The row's line.
    pub line: u64,
    /// `create` or `change`.
    pub action: &'static str,
    /// The e-mail or code of what it is about.
    pub key: String,
    /// The field; none for a new one.
    pub field: Option<String>,
    /// What it is now.
    pub old: Option<String>,
    /// What it would be.
    pub new: Option<String>,
}

/// What would become of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How many would be created.
    pub create: u64,
    /// How many would change.
    pub change: u64,
    /// How many would stay as they are.
    pub keep: u64,
    /// Field by field what would change; only for a dry run.
    pub differences: Vec<Difference>,
}

/// What became of the rows; for a dry run, what would.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many were created.
    pub create: u64,
    /// How many were changed.
    pub change: u64,
    /// How many stayed as they were.
    pub keep: u64,
    /// How many passwords were set.
    pub passwords: u64,
    /// Generated passwords to be shown, with the e-mails.
    pub shown: Vec<(String, Secret)>,
    /// For a dry run, what would change.
    pub differences: Vec<Difference>,
    /// Whether it was one.
    pub dry_run: bool,
}

impl Outcome {
    pub(super) fn of(plan: Plan, dry_run: bool) -> Self {
        Self {
            create: plan.create,
            change: plan.change,
            keep: plan.keep,
            differences: plan.differences,
            dry_run,
            ..Self::default()
        }
    }
}

/// What would be created, and what would change from what to what, in the order of the file.
pub(super) async fn differences(transaction: &Transaction<'_>, request: &Request) -> Result<Vec<Difference>> {
    let noun = request.noun;
    let label = noun.key().name;
    let lists = if noun.name == "user" { "union all select * from user_list_differences($1)" } else { "" };
    let sql = format!(
        "-- stage::differences\n\
         select s.line, p.action, coalesce(s.{label}, s.match_key), null::text, null::text, null::text \
         from stage_plan p join stage_{0} s on s.operation_id = $1 and s.line = p.line \
         where p.operation_id = $1 and p.action = 'create' \
         union all \
         select d.line, 'change', v.{label}, d.field, d.old_value, d.new_value \
         from (select * from stage_differences($1, '{0}') {lists}) d \
         join {0}_overview v on v.id = d.row_id order by 1, 4",
        noun.name
    );
    let rows = transaction.rows("stage::differences", &sql, &[(&request.operation.id, Type::UUID)]).await?;
    Ok(rows
        .iter()
        .map(|row| Difference {
            line: u64::try_from(row.get::<_, i64>(0)).unwrap_or_default(),
            action: if row.get::<_, &str>(1) == "create" { "create" } else { "change" },
            key: row.get(2),
            field: row.get(3),
            old: row.get(4),
            new: row.get(5),
        })
        .collect())
}
