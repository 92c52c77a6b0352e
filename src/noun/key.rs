//! What a row is found by: the key that it tells, or, where it may leave that out, what its other columns say.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::{Content, Field, Noun};
use crate::csv_io::normal_code;

/// Gathers from a row's fields what it is found by.
#[derive(Debug)]
pub struct Key {
    noun: &'static Noun,
    told: String,
    parts: BTreeMap<&'static str, String>,
}

impl Key {
    /// Of a row of this noun, of which nothing has been read yet.
    #[must_use]
    pub const fn of(noun: &'static Noun) -> Self {
        Self { noun, told: String::new(), parts: BTreeMap::new() }
    }

    /// Takes in a column's fields, as [`super::parse`] gave them.
    pub fn take(&mut self, column: &'static str, fields: &[Field]) {
        if column == self.noun.key().name
            && let Some(Field::Text(key)) = fields.get(1)
        {
            self.told.clone_from(key);
        }
        if self.noun.natural.contains(&column)
            && let Some(text) = fields.first().and_then(text)
        {
            self.parts.insert(column, text);
        }
    }

    /// What the row is found by. The same row gives the same, so that a file can come twice.
    ///
    /// # Errors
    /// The columns that it would take, and that say nothing.
    pub fn end(self) -> Result<String, Vec<&'static str>> {
        if !self.told.is_empty() {
            return Ok(self.told);
        }
        let is_made = self.noun.key().content == Content::Uid;
        let missing: Vec<_> = match self.noun.natural {
            [] => vec![self.noun.key().name],
            // Of what a uid is made, all but the first may be missing.
            natural => {
                let needed = if is_made { 1 } else { natural.len() };
                natural[..needed].iter().copied().filter(|name| !self.parts.contains_key(name)).collect()
            }
        };
        if !missing.is_empty() {
            return Err(missing);
        }
        let parts: Vec<_> =
            self.noun.natural.iter().map(|name| self.parts.get(name).map_or("", String::as_str)).collect();
        if is_made {
            let digest = Sha256::digest(parts.join("\u{1f}"));
            return Ok(format!("made-{}", &crate::hexadecimal::of(&digest)[..32]));
        }
        Ok(parts.join("|"))
    }
}

/// A field as it enters the key; none if it says nothing.
fn text(field: &Field) -> Option<String> {
    match field {
        Field::Text(text) if !text.is_empty() => Some(normal_code(text)),
        Field::Date(Some(date)) => Some(date.to_string()),
        _ => None,
    }
}
