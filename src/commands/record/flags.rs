//! Flags from columns.

use clap::{Arg, ArgAction, ArgMatches};

use crate::noun::one::Cells;
use crate::noun::{Cell, Column, Content, Noun};

/// A flag for each of these columns.
pub(crate) fn of_columns(columns: impl Iterator<Item = &'static Column>) -> Vec<Arg> {
    columns.map(of_column).collect()
}

fn of_column(column: &'static Column) -> Arg {
    let flag = Arg::new(column.name).long(column.name.replace('_', "-")).help(column.help);
    match column.content {
        Content::Flag => {
            flag.value_name("YES|NO").num_args(0..=1).require_equals(true).default_missing_value("yes")
        }
        Content::Choice(words) => flag.value_name(words.join("|")),
        Content::Status => flag.value_name("active|pending|inactive"),
        Content::One(_) => flag.value_name("CODE"),
        Content::Many(_) => flag
            .value_name("CODES")
            .action(ArgAction::Append)
            .help(format!("{}, separated by ; or told several times", column.help)),
        Content::Tools => flag
            .value_name("TOOL:LEVEL")
            .action(ArgAction::Append)
            .help(format!("{}, separated by ; or told several times", column.help)),
        Content::Workspaces => flag
            .value_name("CODES")
            .action(ArgAction::Append)
            .help(format!("{}, separated by ; or told several times", column.help)),
        Content::Supervisor | Content::User | Content::Email => flag.value_name("E-MAIL"),
        Content::Client => flag.value_name("CLIENT"),
        Content::Date => flag.value_name("DATE"),
        Content::Count(_) => flag.value_name("NUMBER"),
        Content::Zone => flag.value_name("ZONE"),
        Content::Rule => flag.value_name("RULE"),
        Content::Participants => flag
            .value_name("E-MAIL:ROLE")
            .action(ArgAction::Append)
            .help(format!("{}, separated by ; or told several times", column.help)),
        _ => flag.value_name("TEXT"),
    }
}

/// What was typed of these columns. An empty text empties a field.
pub(crate) fn cells(columns: impl Iterator<Item = &'static Column>, matches: &ArgMatches) -> Cells {
    columns
        .filter_map(|column| {
            let told: Vec<_> =
                matches.try_get_many::<String>(column.name).ok().flatten()?.map(String::as_str).collect();
            let text = told.join(";");
            let cell = if text.trim().is_empty() { Cell::Clear } else { Cell::Value(text) };
            Some((column.name, cell))
        })
        .collect()
}

/// The columns that `edit` takes: all but what other operations change.
pub(crate) fn editable(noun: &'static Noun) -> impl Iterator<Item = &'static Column> {
    noun.writable().filter(|column| !matches!(column.content, Content::Status | Content::Secret))
}

/// The columns that `add` takes as flags: all but the key, which is an argument, and secrets, which are none.
pub(crate) fn addable(noun: &'static Noun) -> impl Iterator<Item = &'static Column> {
    noun.writable()
        .filter(|column| column.name != noun.key().name && !matches!(column.content, Content::Secret))
}
