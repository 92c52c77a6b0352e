//! `ct preset list` and `ct preset show`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::app::App;
use crate::output::{Format, Page};
use crate::preset::{Folders, HEADINGS};
use crate::record::Heading;

/// The commands.
pub(crate) fn command() -> Command {
    Command::new("preset")
        .about("Presets: what is known of files that others make, for import and export")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Lists the presets, with what they are for"))
        .subcommand(
            Command::new("show")
                .about("Prints a preset's TOML, to be copied and changed")
                .arg(Arg::new("name").value_name("NAME").required(true).help("The preset"))
                .after_help(
                    "A preset of your own is a file NAME.toml in the folder presets beside config.toml; those of the \
                     system lie in /etc/ct/presets. Your own come first, then the system's, then those that are built in.",
                ),
        )
}

/// Runs one of them.
pub(crate) fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let folders = Folders::of(&app.environment);
    let Some(("show", matches)) = matches.subcommand() else {
        // One that is broken hides none of the others.
        let (good, broken): (Vec<_>, Vec<_>) = folders.list()?.into_iter().partition(Result::is_ok);
        let records: Vec<_> = good.iter().flatten().map(crate::preset::Preset::record).collect();
        app.list(&HEADINGS, &records, "presets", true)?;
        return broken.into_iter().try_for_each(|preset| preset.map(drop)).map_err(Into::into);
    };
    let preset = folders.find(matches.get_one::<String>("name").map_or("", String::as_str))?;
    if app.format == Format::Table {
        return super::write_line(preset.text.trim_end());
    }
    let record = preset.record();
    let page = HEADINGS
        .into_iter()
        .zip(record.values)
        .fold(Page::new(0), |page, (heading, value)| page.field(heading, value));
    app.page(&page.field(Heading::new("text", "Text"), preset.text))
}
