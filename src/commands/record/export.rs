//! `ct NOUN export`

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::list::{self, Wanted};
use super::{export_preset, foreign, import_flags};
use crate::commands::app::App;
use crate::noun::{Noun, Page, Sort};
use crate::output::Format;

/// What stands over the flags for them.
const HEADING: &str = "Files for other systems";

/// The command.
pub(crate) fn command(noun: &'static Noun) -> Command {
    let command = Command::new("export").about(format!(
        "Writes {} as a file that can be imported again; CSV unless told otherwise",
        noun.plural
    ));
    list::filters(noun, command)
        .arg(
            Arg::new("columns")
                .long("columns")
                .value_name("NAMES")
                .value_delimiter(',')
                .help("The columns to write; all that can be imported unless told otherwise"),
        )
        .arg(
            Arg::new("raw")
                .long("raw")
                .action(ArgAction::SetTrue)
                .help("Leave cells as they are that a spreadsheet would run as formulas"),
        )
        .arg(
            foreign::preset_flag(
                "Write a file for another system, as this preset says; ct preset list shows them",
                HEADING,
            )
            .conflicts_with("columns"),
        )
        .arg(
            Arg::new("set")
                .long("set")
                .value_name("THEIRS=EXPRESSION")
                .action(ArgAction::Append)
                .value_parser(import_flags::pair)
                .requires("preset")
                .help("Compute a column of that file from our columns in braces: ExportID='2026-11'")
                .help_heading(HEADING),
        )
        .after_help("All of every status are written, unless --status or another filter says otherwise.")
}

/// Exports.
pub(crate) async fn run(app: &App, noun: &'static Noun, matches: &ArgMatches) -> Result<()> {
    if let Some(section) = foreign::section(app, noun, matches)? {
        return export_preset::run(app, noun, matches, &section).await;
    }
    let columns = match matches.get_many::<String>("columns") {
        Some(names) => names.map(|name| noun.column(name)).collect::<crate::Result<Vec<_>>>()?,
        None => noun.exported().collect(),
    };
    let database = app.database().await?;
    let wanted = Wanted {
        columns,
        sort: Sort { column: None, descending: false },
        page: Page::default(),
        active_only: false,
        team: None,
    };
    let style = list::raw(app.style_for(true), matches.get_flag("raw"));
    let format = if app.format_is_told { app.format } else { Format::Csv };
    list::write(app, &database, noun, matches, wanted, (format, style)).await.map(|_| ())
}
