//! Tasks that repeat: once one is completed the next one is made, in the same transaction (REQUIREMENTS K1).

use chrono::NaiveDate;
use postgres_types::Type;
use uuid::Uuid;

use crate::Result;
use crate::calendar::Rule;
use crate::db::Transaction;

/// What came after a task that repeats was completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The task that was completed.
    pub after: i64,
    /// What came of it.
    pub followed: Followed,
}

/// What comes after a task that repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The next one was made.
    Made {
        /// Its number.
        id: i64,
        /// By when it is to be done.
        due: NaiveDate,
    },
    /// The next one had been made before.
    There {
        /// Its number.
        id: i64,
        /// By when it is to be done.
        due: NaiveDate,
    },
    /// The series is over.
    Over,
    /// The next one cannot be made; and why.
    Not(String),
}

/// Makes the next one of every task that repeats and that this operation has completed.
pub(crate) async fn continue_series(transaction: &Transaction<'_>, operation: Uuid) -> Result<Vec<Next>> {
    let sql = "-- task::series\nselect id, begin_date, due_date, repeats, today from task_series($1)";
    let rows = transaction.rows("task::series", sql, &[(&operation, Type::UUID)]).await?;
    let mut all = Vec::new();
    for row in rows {
        let completed = Completed { id: row.get(0), begin: row.get(1), due: row.get(2), repeats: row.get(3) };
        let followed = match completed.coming(row.get(4)) {
            Ok(Some(coming)) => completed.follow(transaction, operation, &coming).await?,
            Ok(None) => Followed::Over,
            Err(why) => Followed::Not(why),
        };
        all.push(Next { after: completed.id, followed });
    }
    Ok(all)
}

/// One that was completed.
struct Completed {
    id: i64,
    begin: Option<NaiveDate>,
    due: NaiveDate,
    repeats: String,
}

/// What is to come.
#[derive(Debug, PartialEq, Eq)]
struct Coming {
    begin: Option<NaiveDate>,
    due: NaiveDate,
    repeats: String,
}

impl Completed {
    /// The next one by the rule that is not past, counted from when this one was due, however late it was done: whoever
    /// comes back after three weeks has one to do, and not three. None if the series is over.
    fn coming(&self, today: NaiveDate) -> std::result::Result<Option<Coming>, String> {
        let rule = Rule::parse(&self.repeats).map_err(|error| error.to_string())?;
        let yesterday = today.pred_opt().unwrap_or(today);
        let Some(due) = rule.next_after(self.due, self.due.max(yesterday)) else { return Ok(None) };
        let Some(repeats) = rest(&self.repeats, &rule, self.due, due) else { return Ok(None) };
        let begin = self.begin.and_then(|begin| begin.checked_add_signed(due - self.due));
        Ok(Some(Coming { begin, due, repeats }))
    }

    async fn follow(
        &self,
        transaction: &Transaction<'_>,
        operation: Uuid,
        coming: &Coming,
    ) -> Result<Followed> {
        let sql =
            "-- task::continue\nselect id, due_date, made, why_not from task_continue($1, $2, $3, $4, $5)";
        let parameters = [
            (&operation as _, Type::UUID),
            (&self.id as _, Type::INT8),
            (&coming.begin as _, Type::DATE),
            (&coming.due as _, Type::DATE),
            (&coming.repeats as _, Type::TEXT),
        ];
        let row = transaction.row("task::continue", sql, &parameters).await?;
        Ok(match (row.get(0), row.get(1), row.get(2)) {
            (Some(id), Some(due), true) => Followed::Made { id, due },
            (Some(id), Some(due), false) => Followed::There { id, due },
            _ => Followed::Not(row.get::<_, Option<String>>(3).unwrap_or_default()),
        })
    }
}

/// The rule as it goes on from a later day: of a number of times as many are left as come from then on. None: none is left.
fn rest(text: &str, rule: &Rule, start: NaiveDate, next: NaiveDate) -> Option<String> {
    let count =
        |part: &str| part.to_ascii_uppercase().strip_prefix("COUNT=").and_then(|n| n.parse::<usize>().ok());
    let Some(times) = text.split(';').find_map(count) else { return Some(text.to_owned()) };
    let gone = rule.dates(start, times).iter().take_while(|day| **day < next).count();
    let left = times.checked_sub(gone).filter(|left| *left > 0)?;
    let parts = text.split(';').map(|part| match count(part) {
        Some(_) => format!("COUNT={left}"),
        None => part.to_owned(),
    });
    Some(parts.collect::<Vec<_>>().join(";"))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Coming, Completed};
    use crate::calendar::Rule;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn coming(
        repeats: &str,
        begin: Option<&str>,
        due: &str,
        today: &str,
    ) -> Option<(Option<String>, String, String)> {
        let repeats = Rule::parse(repeats).unwrap().to_string();
        let completed = Completed { id: 1, begin: begin.map(day), due: day(due), repeats };
        let Coming { begin, due, repeats } = completed.coming(day(today)).unwrap()?;
        Some((begin.map(|day| day.to_string()), due.to_string(), repeats))
    }

    #[test]
    fn the_next_one_is_the_first_that_is_not_past() {
        let told = |due: &str, repeats: &str| Some((None, due.to_owned(), repeats.to_owned()));
        assert_eq!(coming("weekly", None, "2026-11-03", "2026-11-01"), told("2026-11-10", "FREQ=WEEKLY"));
        assert_eq!(
            coming("weekly", None, "2026-11-03", "2026-11-24"),
            told("2026-11-24", "FREQ=WEEKLY"),
            "due today"
        );
        assert_eq!(coming("weekly", None, "2026-11-03", "2026-11-25"), told("2026-12-01", "FREQ=WEEKLY"));
        assert_eq!(
            coming("every 2 weeks", None, "2026-11-03", "2026-11-12"),
            told("2026-11-17", "FREQ=WEEKLY;INTERVAL=2")
        );
        assert_eq!(coming("monthly", None, "2026-01-31", "2026-01-31"), told("2026-03-31", "FREQ=MONTHLY"));
    }

    #[test]
    fn the_begin_moves_by_as_many_days() {
        let next = coming("weekly", Some("2026-10-31"), "2026-11-03", "2026-11-01").unwrap();
        assert_eq!(next, (Some("2026-11-07".to_owned()), "2026-11-10".to_owned(), "FREQ=WEEKLY".to_owned()));
    }

    #[test]
    fn a_series_of_so_many_times_ends() {
        let mut due = "2026-11-03".to_owned();
        let mut repeats = "FREQ=WEEKLY;COUNT=3".to_owned();
        let mut all = vec![due.clone()];
        while let Some((_, next, rule)) = coming(&repeats, None, &due, "2026-11-01") {
            all.push(next.clone());
            (due, repeats) = (next, rule);
        }
        assert_eq!(all, ["2026-11-03", "2026-11-10", "2026-11-17"]);
        assert_eq!(coming("FREQ=WEEKLY;COUNT=3", None, "2026-11-03", "2027-01-01"), None);
        assert_eq!(coming("FREQ=WEEKLY;UNTIL=20261109", None, "2026-11-03", "2026-11-01"), None);
    }
}
