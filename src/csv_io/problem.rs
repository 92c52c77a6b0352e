//! What is wrong with a row.

use std::fmt;

/// One thing that is wrong with a file: where, in which field, what, and the value that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// The line as an editor counts it, from 1.
    pub line: u64,
    /// The column's number, from 1, where the problem has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The field, by the name of its column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong and, where there is one, how to mend it.
    pub message: String,
    /// The value at fault; never that of a secret field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Problem {
    /// What is wrong, without the place: for the row itself.
    #[must_use]
    pub fn remark(&self) -> String {
        let mut remark = self.field.as_ref().map_or_else(String::new, |field| format!("{field}: "));
        remark.push_str(&self.message);
        if let Some(value) = &self.value {
            remark.push_str(&format!(" ({value})"));
        }
        remark
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.line)?;
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.remark())
    }
}

/// So many cells.
pub(super) fn cells(number: usize) -> String {
    if number == 1 { "1 cell".to_owned() } else { format!("{number} cells") }
}
