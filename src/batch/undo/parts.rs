//! What a batch did to each row, and what is to be done with each.

use std::collections::BTreeMap;

use futures_util::TryStreamExt;
use postgres_types::Type;
use serde_json::{Value, json};

use super::Left;
use crate::Result;
use crate::db::{Transaction, failed};
use crate::noun::stage::replay::Replay;
use crate::noun::{Column, Noun};
use crate::user::USER;

/// What a batch did to one row.
pub(super) struct Did {
    id: i64,
    key: String,
    created: bool,
    edited_by: Option<String>,
    change: serde_json::Map<String, Value>,
    organization: Option<String>,
}

/// What a batch did to the rows of a noun.
pub(super) async fn read(transaction: &Transaction<'_>, batch: i64, noun: &Noun) -> Result<Vec<Did>> {
    let sql = "-- batch::rows\nselect row_id, key, created, edited_by, change, organization from batch_rows($1, $2)";
    let parameters = [(&batch as _, Type::INT8), (&noun.name as _, Type::TEXT)];
    let rows = transaction.stream("batch::rows", sql, &parameters).await?;
    rows.map_ok(|row| Did {
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
    .map_err(|cause| failed("batch::rows", cause))
}

/// What is to be done with each row.
#[derive(Default)]
pub(super) struct Parts {
    /// The batch.
    pub(super) batch: i64,
    /// By their ids: those that the batch created.
    pub(super) withdraw: BTreeMap<i64, String>,
    /// By their ids: those that the batch took out of use.
    pub(super) restore: BTreeMap<i64, String>,
    /// By their ids: users whom the batch took into use again.
    pub(super) leave: BTreeMap<i64, String>,
    /// By their ids: users whose scheduled end the batch changed.
    pub(super) ends: BTreeMap<i64, String>,
    /// Those whose fields are put back.
    pub(super) put_back: Vec<Replay>,
    /// Those whose password was replaced, which nobody can put back.
    pub(super) lost: Vec<Left>,
    /// Those that have been edited since.
    pub(super) kept: Vec<Left>,
}

impl Parts {
    pub(super) fn of(batch: i64, noun: &'static Noun, did: Vec<Did>) -> Self {
        let mut parts = Self { batch, ..Self::default() };
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
            let goes = ["deactivated_at", "withdrawn_at"].map(|field| one.change.remove(field));
            let came_back = goes.iter().flatten().any(|change| change[1].is_null());
            if came_back && noun.name == USER.name {
                parts.leave.insert(one.id, one.key.clone());
            } else if came_back {
                // What an undoing gave back goes again, with all that was put back in it.
                match one.edited_by.take() {
                    Some(by) => {
                        parts.kept.push(Left { key: one.key, why: format!("has been edited since by {by}") });
                        continue;
                    }
                    None => drop(parts.withdraw.insert(one.id, one.key.clone())),
                }
            } else if goes.iter().any(Option::is_some) || state.is_some_and(|state| state[1] == "cancelled") {
                parts.restore.insert(one.id, one.key.clone());
            }
            if noun.name == USER.name {
                one.without_lifecycle(&mut parts.ends);
            }
            // Whoever leaves again has no use for one.
            if one.change.remove("password").is_some() && !came_back {
                let why = "its password was replaced and cannot be put back".to_owned();
                parts.lost.push(Left { key: one.key.clone(), why });
            }
            parts.put_back.extend(one.back(noun));
        }
        parts
    }

    /// The columns that are put back, and the key.
    pub(super) fn columns(&self, noun: &'static Noun) -> Vec<&'static Column> {
        let is_told = |column: &&'static Column| {
            column.name == noun.key().name
                || (!noun.has_own_key() && noun.natural.contains(&column.name))
                || self.put_back.iter().any(|one| one.change.get(column.name).is_some())
        };
        noun.writable().filter(is_told).collect()
    }
}

impl Did {
    /// Takes out what is no column: those whose scheduled end changed are noted, the rest follows from what is restored.
    fn without_lifecycle(&mut self, ends: &mut BTreeMap<i64, String>) {
        if self.change.contains_key("ends_at") {
            ends.insert(self.id, self.key.clone());
        }
        for field in ["deactivation_reason", "pending_since", "aging_since"] {
            self.change.remove(field);
        }
        self.change.retain(|field, _| {
            !field.starts_with("ends_") && (field == "inactivity_exempt" || !field.starts_with("inactivity_"))
        });
    }

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
