//! `ct notification template`: the texts.

use std::io::Read;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::Error;
use crate::commands::app::App;
use crate::notification::template::{self, HEADINGS, Text, WITH_TEXT};
use crate::output::Format;

/// More than any text has.
const MOST_BYTES: u64 = 1 << 20;

/// The commands.
pub(super) fn command() -> Command {
    let kind =
        || Arg::new("kind").value_name("KIND").required(true).help("The kind of notice; list shows them");
    Command::new("template")
        .about("The texts that people are told things in")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(Command::new("list").about("Lists the kinds of notices, who is told, and the names that a text may use"))
        .subcommand(Command::new("show").about("Prints a text as a file that set reads").arg(kind()))
        .subcommand(
            Command::new("set")
                .about("Sets a text of your own, or whether it goes by mail")
                .arg(kind())
                .args([
                    Arg::new("file")
                        .value_name("FILE")
                        .required_unless_present("mail")
                        .help("The text; - for standard input"),
                    Arg::new("mail")
                        .long("mail")
                        .value_name("WHETHER")
                        .value_parser(["yes", "no"])
                        .help("Whether this kind goes by mail, where notices do"),
                ])
                .after_help(
                    "The first line is the subject (Subject: …), then comes an empty line, then the text. A name in braces is replaced \
                     by what it stands for; a line all of whose names have nothing to tell is left out.\n\n\
                     ct notification template show leaver > leaver.txt\n\
                     ct notification template set leaver leaver.txt --reason 'in our words'",
                ),
        )
        .subcommand(Command::new("reset").about("Goes back to the text that comes with ct").arg(kind()))
}

/// Runs one of them.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let Some((word, matches)) = matches.subcommand() else { return Ok(()) };
    let database = app.database().await?;
    if word == "list" {
        let all = database.read(async |transaction| template::list(transaction).await).await?;
        let records: Vec<_> = all.iter().map(template::Template::record).collect();
        return app.list(&HEADINGS, &records, "kinds of notices", false);
    }
    let kind = matches.get_one::<String>("kind").map_or("", String::as_str);
    match word {
        "show" => {
            let found = database.read(async |transaction| template::find(transaction, kind).await).await?;
            if app.format == Format::Table {
                return crate::commands::write_line(found.to_file().trim_end());
            }
            app.list(&WITH_TEXT, &[found.record_with_text()], "kinds of notices", true)
        }
        "set" => {
            let file = matches.get_one::<String>("file").map(String::as_str);
            let text =
                file.map(|file| Ok::<_, Error>((file, Text::parse(file, &content(file)?)?))).transpose()?;
            let text = text.as_ref().map(|(file, text)| (*file, text));
            let mailed = matches.get_one::<String>("mail").map(|whether| whether == "yes");
            let changed = template::set(&database, &app.operation(), kind, text, mailed).await?;
            if let (None, Some(mailed)) = (file, mailed) {
                let how = if mailed { "" } else { "do not " };
                let already = if changed { "" } else { ", as before" };
                app.talk.say(&format!("notices of {kind} {how}go by mail{already}"));
                return Ok(());
            }
            tell(app, kind, changed, "is set");
            Ok(())
        }
        _ => {
            let changed = template::reset(&database, &app.operation(), kind).await?;
            tell(app, kind, changed, "is that of ct");
            Ok(())
        }
    }
}

fn tell(app: &App, kind: &str, changed: bool, what: &str) {
    let already = if changed { "" } else { " already" };
    app.talk.say(&format!("the text of {kind} {what}{already}"));
}

fn content(file: &str) -> Result<String, Error> {
    let path = if file == "-" { "standard input" } else { file };
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(MOST_BYTES).read_to_end(&mut bytes))
    };
    read.map_err(|cause| Error::file("read", path, cause))?;
    String::from_utf8(bytes)
        .map_err(|_| Error::bad_input(format!("{path} is not in UTF-8"), "save it as UTF-8"))
}
