//! From the text of a cell or a flag to the fields that wait to be written.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::cell::{Cell, Field, Says};
use super::{Column, Content, Lookups, Place, date, moment};
use crate::calendar::Rule;
use crate::csv_io::{normal_code, normal_email};
use crate::password::Secret;

/// A cell that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Fields for the columns that [`Column`] stages, in their order.
    Fields(Vec<Field>),
    /// A password, if there is one.
    Secret(Option<Secret>),
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is not what the column holds.
    Malformed(String),
    /// It names what does not exist.
    Unknown {
        /// What does not exist.
        noun: &'static str,
        /// Its name as told.
        name: String,
        /// The nearest name that exists.
        near: Option<String>,
    },
}

impl Mistake {
    /// What is wrong, for a person.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Malformed(message) => message.clone(),
            Self::Unknown { noun, near: Some(near), .. } => {
                format!("there is no such {noun}; did you mean {near}?")
            }
            Self::Unknown { noun, near: None, .. } => format!("there is no such {noun}"),
        }
    }
}

fn malformed<T>(message: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake::Malformed(message.into()))
}

/// Reads a cell of a column.
///
/// # Errors
/// What is wrong with it.
pub fn parse(column: &Column, cell: &Cell, lookups: &Lookups) -> Result<Parsed, Mistake> {
    let mut fields = Vec::new();
    let secret = read(column, &cell.says(), lookups, &mut fields)?;
    Ok(if column.content == Content::Secret { Parsed::Secret(secret) } else { Parsed::Fields(fields) })
}

/// The same, of one cell of many: its fields go behind those of the row so far, unless something is wrong. Gives the
/// password, if it is one.
///
/// # Errors
/// As [`parse`].
pub(crate) fn read(
    column: &Column,
    says: &Says<'_>,
    lookups: &Lookups,
    row: &mut Vec<Field>,
) -> Result<Option<Secret>, Mistake> {
    let text = match says {
        Says::Keep => {
            row.extend(std::iter::repeat_n(Field::Keep, column.width()));
            return Ok(None);
        }
        Says::Clear => {
            row.push(cleared(column)?);
            return Ok(None);
        }
        Says::Value(text) => text.as_ref(),
    };
    if column.content == Content::Secret {
        let secret = Secret::new(text);
        return match lookups.policy.check(&secret) {
            Ok(()) => Ok(Some(secret)),
            Err(shortfalls) => {
                let told: Vec<_> = shortfalls.iter().map(ToString::to_string).collect();
                malformed(told.join("; "))
            }
        };
    }
    if let Some(found) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return malformed(format!("there is a control character in it (U+{:04X})", u32::from(found)));
    }
    fields(column, text.trim(), lookups, row).map(|()| None)
}

fn cleared(column: &Column) -> Result<Field, Mistake> {
    Ok(match column.content {
        Content::Text(_)
        | Content::Choice(_)
        | Content::Supervisor
        | Content::User
        | Content::Client
        | Content::Rule
        | Content::Zone
            if !column.required =>
        {
            Field::Text(String::new())
        }
        Content::Date if !column.required => Field::Date(None),
        Content::Count(_) if !column.required => Field::Count(None),
        Content::Flag => Field::Flag(false),
        Content::One(_) if !column.required => Field::Id(0),
        Content::Many(_) => Field::Ids(Vec::new()),
        Content::Tools | Content::Workspaces | Content::Participants => Field::Texts(Vec::new()),
        _ => return malformed("cannot be emptied"),
    })
}

fn fields(column: &Column, text: &str, lookups: &Lookups, row: &mut Vec<Field>) -> Result<(), Mistake> {
    let field = match column.content {
        Content::Email => {
            let login = normal_email(text).map_err(Mistake::Malformed)?;
            row.extend([Field::Text(text.to_owned()), Field::Text(login)]);
            return Ok(());
        }
        Content::Code | Content::Uid => {
            let key = code(column, text, lookups)?;
            row.extend([Field::Text(text.to_owned()), Field::Text(key)]);
            return Ok(());
        }
        Content::Text(longest) => {
            let length = text.chars().count();
            if length > longest {
                return malformed(format!("is {length} characters long; at most {longest} fit"));
            }
            Field::Text(text.to_owned())
        }
        Content::Flag => Field::Flag(flag(text)?),
        Content::Choice(words) => Field::Text(word(text, words)?),
        Content::Status => Field::Text(word(text, &["active", "pending", "inactive"])?),
        Content::Supervisor | Content::User => Field::Text(normal_email(text).map_err(Mistake::Malformed)?),
        Content::Client => Field::Text(normal_code(text)),
        Content::Date => Field::Date(Some(date::read(text, lookups.dates).map_err(Mistake::Malformed)?)),
        Content::Moment if text.eq_ignore_ascii_case("now") => Field::Moment(None),
        Content::Moment => {
            Field::Moment(Some(moment::read(text, lookups.dates).map_err(Mistake::Malformed)?))
        }
        Content::Count(most) => Field::Count(Some(count(text, most)?)),
        Content::Zone => Field::Text(zone(text, lookups)?),
        Content::Participants => Field::Texts(participants(text)?),
        Content::Rule => {
            let rule = Rule::parse(text).map_err(|wrong| Mistake::Malformed(wrong.to_string()))?;
            Field::Text(rule.to_string())
        }
        Content::One(place) => Field::Id(reference(place, text, lookups)?),
        Content::Many(place) => {
            let mut ids =
                items(text).map(|item| reference(place, item, lookups)).collect::<Result<Vec<_>, _>>()?;
            ids.sort_unstable();
            ids.dedup();
            Field::Ids(ids)
        }
        Content::Tools => Field::Texts(tools(text, lookups)?),
        Content::Workspaces => Field::Texts(workspaces(text, lookups)?),
        Content::Secret | Content::Told | Content::ToldMany | Content::Number | Content::Time => {
            return malformed("cannot be written");
        }
    };
    row.push(field);
    Ok(())
}

fn code(column: &Column, text: &str, lookups: &Lookups) -> Result<String, Mistake> {
    // However its accents are typed.
    let length = text.nfkc().count();
    if text.contains(';') || text.contains(char::is_control) {
        return malformed("a code has no semicolon, which separates several, and no line break");
    }
    if text == "NULL" || text.starts_with('\'') {
        return malformed("NULL and what begins with ' is no code, since files use both for something else");
    }
    if column.field == "organization_code"
        && lookups.organization_code_length != 0
        && length != lookups.organization_code_length
    {
        let wanted = lookups.organization_code_length;
        return malformed(format!(
            "an organization's code has {wanted} characters, and this has {length}; ct setting set \
             organization_code_length 0 lets it have any number"
        ));
    }
    if length > 64 {
        return malformed(format!("is {length} characters long; at most 64 fit"));
    }
    Ok(normal_code(text))
}

fn flag(text: &str) -> Result<bool, Mistake> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "t" | "1" | "x" => Ok(true),
        "false" | "no" | "n" | "f" | "0" => Ok(false),
        _ => malformed("is neither yes nor no"),
    }
}

fn count(text: &str, most: i32) -> Result<i32, Mistake> {
    match text.parse() {
        Ok(number) if (0..=most).contains(&number) => Ok(number),
        _ => malformed(format!("is no whole number from 0 to {most}")),
    }
}

fn zone(text: &str, lookups: &Lookups) -> Result<String, Mistake> {
    match lookups.zone(text) {
        Ok(name) => Ok(name.to_owned()),
        Err(near) => {
            Err(Mistake::Unknown { noun: "time zone", name: text.to_owned(), near: near.map(str::to_owned) })
        }
    }
}

fn word(text: &str, words: &[&'static str]) -> Result<String, Mistake> {
    let told = text.to_lowercase();
    match words.iter().find(|word| **word == told) {
        Some(word) => Ok((*word).to_owned()),
        None => malformed(format!("must be one of {}", words.join(", "))),
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn reference(place: Place, text: &str, lookups: &Lookups) -> Result<i64, Mistake> {
    lookups.place(place, text).map_err(|near| Mistake::Unknown {
        noun: place.word(),
        name: text.to_owned(),
        near: near.map(str::to_owned),
    })
}

fn workspaces(text: &str, lookups: &Lookups) -> Result<Vec<String>, Mistake> {
    let mut codes = items(text)
        .map(|item| {
            let code = item.to_lowercase();
            if lookups.has_workspace(&code) {
                return Ok(code);
            }
            let all = lookups.workspaces();
            malformed(format!("there is no workspace {item:?}; the workspaces are: {all}"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    codes.sort_unstable();
    codes.dedup();
    Ok(codes)
}

/// The roles in which somebody takes part in a task (REQUIREMENTS K1).
pub const ROLES: [&str; 4] = ["owner", "assignee", "reviewer", "observer"];

/// Each takes part in one role; the last that is told of one counts.
fn participants(text: &str) -> Result<Vec<String>, Mistake> {
    let mut all = BTreeMap::new();
    for item in items(text) {
        let (email, role) = match item.rsplit_once(':') {
            Some((email, role)) => (email.trim(), role.trim().to_lowercase()),
            None => (item, "assignee".to_owned()),
        };
        if !ROLES.contains(&role.as_str()) {
            return malformed(format!("{item:?}: the role is one of {}", ROLES.join(", ")));
        }
        all.insert(normal_email(email).map_err(Mistake::Malformed)?, role);
    }
    Ok(all.into_iter().map(|(login, role)| format!("{login}:{role}")).collect())
}

fn tools(text: &str, lookups: &Lookups) -> Result<Vec<String>, Mistake> {
    let mut granted = BTreeMap::new();
    for item in items(text) {
        if let Some(template) = lookups.template(&item.to_lowercase()) {
            template.iter().for_each(|(tool, level)| grant(&mut granted, tool, level));
            continue;
        }
        let (tool, level) = item.split_once(':').unwrap_or((item, "read"));
        let (tool, level) = (tool.trim().to_lowercase(), level.trim().to_lowercase());
        if lookups.template(&tool).is_some() {
            return malformed(format!("{tool:?} is a template, and stands for its list without a level"));
        }
        if !lookups.has_tool(&tool) {
            let near = lookups.template_near(&tool);
            let near = near.map_or_else(String::new, |near| format!("; or is it the template {near}?"));
            return malformed(format!("there is no tool {tool:?}; the tools are: {}{near}", lookups.tools()));
        }
        if level != "read" && level != "write" {
            return malformed(format!("{item:?}: tool access is tool:read or tool:write"));
        }
        grant(&mut granted, &tool, &level);
    }
    Ok(granted.into_iter().map(|(tool, level)| format!("{tool}:{level}")).collect())
}

/// Write includes read, whichever is told last.
fn grant(granted: &mut BTreeMap<String, String>, tool: &str, level: &str) {
    let entry = granted.entry(tool.to_owned()).or_insert_with(|| level.to_owned());
    if level == "write" {
        level.clone_into(entry);
    }
}
