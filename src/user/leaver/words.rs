//! What becomes of a leaver, in words.

use serde_json::Value;

use crate::noun::stage::Planned;

/// What becomes of a leaver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Is deactivated now.
    Deactivate,
    /// Gets a scheduled end, or another one.
    Schedule,
    /// Has no scheduled end any more.
    Cancel,
}

impl Doing {
    /// What a planned change does.
    #[must_use]
    pub fn of(change: &Value) -> Self {
        if change.get("cancel").is_some() {
            Self::Cancel
        } else if change.get("at").is_some() {
            Self::Schedule
        } else {
            Self::Deactivate
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deactivate => "deactivate",
            Self::Schedule => "schedule",
            Self::Cancel => "cancel",
        }
    }
}

/// A planned row as it is shown: with what becomes of the leaver, since leavers are not created or changed.
#[must_use]
pub fn shown(row: &Planned) -> Planned {
    Planned { action: Doing::of(&row.change).word().to_owned(), ..row.clone() }
}

/// What becomes of one, or would.
#[must_use]
pub fn said(change: &Value, would: bool) -> String {
    let would = if would { "would be " } else { "" };
    let old = |field: &str| change.get(field).and_then(|change| change.get(0)).and_then(Value::as_str);
    let first = match Doing::of(change) {
        Doing::Cancel => {
            format!("scheduled end {would}cancelled, which was {}", old("cancel").unwrap_or("none"))
        }
        Doing::Schedule => format!("{would}inactive {}", from(change)),
        Doing::Deactivate => format!("{would}deactivated"),
    };
    std::iter::once(first).chain(rest(change)).collect::<Vec<_>>().join("; ")
}

/// The same for a list, whose column before it says what is done.
#[must_use]
pub fn listed(change: &Value) -> String {
    let old = |field: &str| change.get(field).and_then(|change| change.get(0)).and_then(Value::as_str);
    let first = match Doing::of(change) {
        Doing::Cancel => format!("scheduled end was {}", old("cancel").unwrap_or("none")),
        Doing::Schedule => format!("inactive {}", from(change)),
        Doing::Deactivate => "active → inactive".to_owned(),
    };
    let reason = change.get("reason").and_then(|change| change.get(1)).and_then(Value::as_str);
    let reason = reason.map(|reason| format!("reason: {reason}"));
    std::iter::once(first).chain(rest(change)).chain(reason).collect::<Vec<_>>().join("; ")
}

/// From when on somebody will be inactive.
fn from(change: &Value) -> String {
    let at = change.get("at").and_then(|change| change.get(1)).and_then(Value::as_str).unwrap_or_default();
    // Seconds that are none say nothing.
    let at = at.strip_suffix(":00").unwrap_or(at).replace('T', " ");
    format!("from {at} on (clocks of their organization)")
}

/// What becomes of what they have.
fn rest(change: &Value) -> Vec<String> {
    let part = |field: &str, place: usize| {
        change.get(field).and_then(|change| change.get(place)).and_then(Value::as_str)
    };
    let (old, new) = (|field: &str| part(field, 0), |field: &str| part(field, 1));
    let mut parts = Vec::new();
    let is_later = change.get("at").is_some();
    // What there is today may be done by then.
    let what = old("work").filter(|_| !is_later).unwrap_or("what is open then");
    match (new("work"), new("transfer_to")) {
        (Some("transfer"), Some(to)) if is_later || old("work").is_some() => {
            parts.push(format!("{what} to {to}"));
        }
        (Some("unassign"), _) if is_later => {
            let to = new("unassigned")
                .map_or_else(String::new, |to| format!(", today {}", to.trim_start_matches("to ")));
            parts.push(format!(
                "{what} unassigned: tasks that nobody else works on and what is parked go to whoever gets the team{to}"
            ));
        }
        (Some("unassign"), _) if old("work").is_some() => {
            parts.push(match (old("unassigned"), new("unassigned")) {
                (Some(left_over), Some(to)) => format!("{what} unassigned; {left_over} of these {to}"),
                _ => format!("{what} unassigned"),
            });
        }
        (Some("leave-open"), _) if is_later || old("work").is_some() => {
            parts.push(format!("{what} left open"));
        }
        _ => {}
    }
    if let (Some(people), Some(to)) = (old("team"), new("team")) {
        parts.push(format!("team of {people} {to}"));
    }
    parts
}
