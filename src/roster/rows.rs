//! Rows of the plan for those who leave, stay or come back: groups of their own behind the rows of the file.

use serde_json::{Value, json};

use super::{Moves, Person};
use crate::noun::stage::{Counts, Planned};

impl Moves {
    /// A row for each: who comes back, then who leaves, then who stays.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Planned> {
        let returning = self.returning.iter().map(|person| {
            person.row(
                "reactivate",
                true,
                json!({
                    "status": ["inactive", "active"]
                }),
            )
        });
        let leaving = self.leaving.iter().map(|person| {
            person.row(
                "deactivate",
                false,
                json!({
                    "status": ["active", "inactive"],
                    "open": {"cases": person.cases, "tasks": person.tasks, "paused": person.paused},
                    "team": person.team,
                }),
            )
        });
        let staying = self.staying.iter().map(|person| person.row("stay", false, json!({"why": person.why})));
        returning.chain(leaving).chain(staying)
    }

    /// What a batch comes to: who leaves or comes back has changed.
    pub(crate) fn with(&self, counts: Counts) -> Counts {
        Counts {
            create: counts.create,
            change: counts.change + self.only_returning + self.leaving.len() as u64,
            keep: counts.keep.saturating_sub(self.only_returning),
        }
    }
}

impl Person {
    fn row(&self, action: &str, inactive: bool, change: Value) -> Planned {
        Planned { line: self.line, action: action.to_owned(), key: self.email.clone(), inactive, change }
    }
}

/// What is said of such a row in a table.
#[cfg(feature = "cli")]
pub(crate) fn in_words(action: &str, change: &Value) -> Option<String> {
    let number = |value: &Value, one: &str| match value.as_i64() {
        None | Some(0) => None,
        Some(1) => Some(format!("1 {one}")),
        Some(number) => Some(format!("{number} {one}s")),
    };
    match action {
        "reactivate" => Some("inactive → active".to_owned()),
        "deactivate" => {
            let open = &change["open"];
            let parts = [
                number(&open["cases"], "open case"),
                number(&open["tasks"], "open task"),
                number(&open["paused"], "parked operation"),
                change["team"].as_i64().filter(|team| *team > 0).map(|team| format!("a team of {team}")),
            ];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            Some(if parts.is_empty() {
                "active → inactive".to_owned()
            } else {
                format!("active → inactive; has {}", parts.join(", "))
            })
        }
        "stay" => Some(change["why"].as_str().unwrap_or_default().to_owned()),
        _ => None,
    }
}
