//! Values as people read them, the same in a table and on a page.

use crate::record::Value;

use super::terminal::neutralise;

/// What stands where there is nothing.
pub(crate) const NOTHING: &str = "-";

/// A value on one line, neutralised: `yes` and `no`, times in UTC to the minute, lists with commas, changes as
/// `field: old → new`.
pub(crate) fn line(value: &Value) -> String {
    match value {
        Value::Null => NOTHING.to_owned(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Time(time) => time.format("%Y-%m-%d %H:%MZ").to_string(),
        Value::List(items) if items.is_empty() => NOTHING.to_owned(),
        Value::List(items) => neutralise(&items.join(", ")).into_owned(),
        Value::Json(json) => neutralise(&changes(json).join("; ")).into_owned(),
        Value::Text(_) | Value::Number(_) => neutralise(&value.as_text()).into_owned(),
    }
}

/// A value on as many lines as it has parts, neutralised: each item of a list and each change by itself.
pub(crate) fn lines(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) if !items.is_empty() => {
            items.iter().map(|item| neutralise(item).into_owned()).collect()
        }
        Value::Json(json) => changes(json).iter().map(|change| neutralise(change).into_owned()).collect(),
        Value::Time(time) => vec![time.format("%Y-%m-%d %H:%M UTC").to_string()],
        _ => vec![line(value)],
    }
}

/// `{"title": [null, "Case worker"]}` as `title: - → Case worker`; anything else as JSON.
fn changes(json: &serde_json::Value) -> Vec<String> {
    let changed = json.as_object().and_then(|fields| {
        let of_field = |(field, change): (&String, &serde_json::Value)| match change.as_array()?.as_slice() {
            [old, new] => Some(format!("{field}: {} → {}", side(old), side(new))),
            _ => None,
        };
        fields.iter().map(of_field).collect::<Option<Vec<_>>>()
    });
    match changed {
        Some(changed) if !changed.is_empty() => changed,
        Some(_) => vec![NOTHING.to_owned()],
        None => vec![json.to_string()],
    }
}

/// What something new would have: `name: Ann Miller; organization: CON`.
pub(crate) fn creation(change: &serde_json::Value) -> String {
    let fields = change.as_object().into_iter().flatten();
    let told: Vec<_> = fields.map(|(field, change)| format!("{field}: {}", side(&change[1]))).collect();
    if told.is_empty() { NOTHING.to_owned() } else { told.join("; ") }
}

/// One side of a change.
pub(crate) fn side(json: &serde_json::Value) -> String {
    match json {
        serde_json::Value::Null => NOTHING.to_owned(),
        serde_json::Value::String(text) => match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(time) => time.to_utc().format("%Y-%m-%d %H:%MZ").to_string(),
            Err(_) => text.clone(),
        },
        serde_json::Value::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        serde_json::Value::Array(items) if items.is_empty() => NOTHING.to_owned(),
        serde_json::Value::Array(items) => items.iter().map(side).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{line, lines};
    use crate::record::Value;

    #[test]
    fn changes_read_as_changes() {
        let value = Value::Json(serde_json::json!({"title": [null, "Case worker"], "active": [true, false]}));
        assert_eq!(line(&value), "title: - → Case worker; active: yes → no");
        assert_eq!(lines(&value), ["title: - → Case worker", "active: yes → no"]);
        assert_eq!(line(&Value::Json(serde_json::json!({"a": "b"}))), r#"{"a":"b"}"#);
        assert_eq!(line(&Value::Json(serde_json::json!({}))), "-");
    }
}
