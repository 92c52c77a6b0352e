//! A function from its name and what stands in its brackets.

use std::path::Path;
use std::sync::Arc;

use super::function::Function;
use super::parse::wrong;
use super::{Expression, Table};
use crate::csv_io::normal_code;

/// What stands between the brackets of a function.
pub(super) struct Argument {
    pub(super) at: usize,
    /// As it stands in quotes; nothing for a column.
    pub(super) plain: Option<String>,
    pub(super) expression: Expression,
}

/// The function of this name.
pub(super) fn function(
    name: &str,
    at: usize,
    arguments: Vec<Argument>,
    folder: &Path,
) -> Result<Function, String> {
    let takes = |how: &str| wrong(at, format!("{name} is written {how}"));
    let mut told = arguments.into_iter();
    let first = told.next();
    let function = match (name, first) {
        ("default", Some(one)) => Function::Default(one.expression),
        ("default", None) => return takes("default('text') or default({column})"),
        ("when", Some(one)) => {
            let other = told.next().map_or_else(|| Expression(Vec::new()), |other| other.expression);
            Function::When(one.expression, other)
        }
        ("when", None) => return takes("when('if there is something', 'if there is nothing')"),
        ("join", Some(Argument { plain: Some(separator), .. })) => {
            Function::Join(separator, told.by_ref().map(|item| item.expression).collect())
        }
        ("join", _) => return takes("join(', ', {column}, {column})"),
        ("before", Some(Argument { plain: Some(mark), .. })) if !mark.is_empty() => Function::Before(mark),
        ("after", Some(Argument { plain: Some(mark), .. })) if !mark.is_empty() => Function::After(mark),
        ("before" | "after", _) => return takes(&format!("{name}('text')")),
        ("match", Some(first)) => pairs(std::iter::once(first).chain(told.by_ref()))?,
        ("match", None) => return takes("match('theirs=ours', 'theirs=ours')"),
        ("lookup", Some(Argument { plain: Some(file), at, .. })) => {
            let table = Table::read(folder, &file).or_else(|message| wrong(at, message))?;
            Function::Lookup { table: Arc::new(table), lenient: false }
        }
        ("lookup", _) => return takes("lookup('file.csv')"),
        (_, Some(one)) => return wrong(one.at, format!("{name} takes nothing in brackets")),
        ("lower", None) => Function::Lower,
        ("upper", None) => Function::Upper,
        ("ascii", None) => Function::Ascii,
        ("first", None) => Function::First,
        ("last", None) => Function::Last,
        ("rest", None) => Function::Rest,
        ("initial", None) => Function::Initial,
        ("digits", None) => Function::Digits,
        (_, None) => Function::Trim,
    };
    match told.next() {
        Some(more) => wrong(more.at, format!("{name} takes no more than that")),
        None => Ok(function),
    }
}

/// `'theirs=ours'` for each.
fn pairs(arguments: impl Iterator<Item = Argument>) -> Result<Function, String> {
    let mut pairs = Vec::new();
    let mut known = Vec::new();
    for argument in arguments {
        let plain = argument.plain.unwrap_or_default();
        let Some((theirs, ours)) = plain.split_once('=') else {
            return wrong(argument.at, "match takes texts with = between theirs and ours: 'yes=inactive'");
        };
        known.push(theirs.trim().to_owned());
        pairs.push((normal_code(theirs), ours.trim().to_owned()));
    }
    Ok(Function::Match { pairs, known: known.join(", "), lenient: false })
}
