//! `ct password reset`: of one user, on the phone or in a script, or of all users of a file.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::show;
use crate::Error;
use crate::access;
use crate::commands::app::{App, progress_flag, progress_style};
use crate::commands::record::file::{self, Needs};
use crate::commands::record::import_flags::{mapping_flags, no_wait, reject_flags};
use crate::commands::record::importing::{self, Importing, Tell};
use crate::commands::{named, passwords};
use crate::db::Database;
use crate::noun::one::{self, One};
use crate::noun::stage::{Conflict, Generate, Request};
use crate::noun::{Content, Found, find_exact};
use crate::prompt::{Hit, Prompt};
use crate::user::{USER, search};

/// How many matches a search shows.
const SHOWN: u32 = 8;

/// The command.
pub(crate) fn command() -> Command {
    let command = Command::new("reset")
        .about("Gives a user a new temporary password, or all users of a file")
        .arg(
            Arg::new("named")
                .value_name("USER")
                .help("The user: e-mail, id, or on a terminal the beginning of a name; without one you are asked"),
        )
        .args([
            Arg::new("from")
                .long("from")
                .value_name("FILE")
                .conflicts_with("named")
                .help("Of all users of this CSV file: the columns email and, if you like, password; - is standard input"),
            hide().conflicts_with("from"),
            progress_flag(),
            no_wait(),
        ]);
    let command = passwords::reset_flags(command);
    // What a file needs; a single user has no use for them.
    let files = mapping_flags().into_iter().filter(|flag| flag.get_id() != "preset").chain(reject_flags());
    command.args(files.map(|flag| flag.requires("from").help_heading("With --from"))).after_help(
        "The next login demands a new password. A readable one is four words and a number, for the phone; it holds for 12 \
         hours. Any other holds for seven days, or as --expires says. A password never makes an inactive user active: for \
         those it is refused.\n\n\
         With --from each row is a user. --passwords-out or --passwords-dir generates passwords for those without one; \
         --partial leaves out the bad rows.\n\n\
         On the phone, and in a script:\n  \
         ct password reset\n  \
         ct password reset sam.lee@example.org --readable --reason 'ticket 4711'\n  \
         ct password reset --from locked-out.csv --passwords-out passwords.csv",
    )
}

/// Whether nothing is to stay on the screen.
pub(crate) fn hide() -> Arg {
    Arg::new("hide").long("hide").action(ArgAction::SetTrue).help(
        "Show the password on a page of its own, which goes when a key is pressed: nothing stays on the screen",
    )
}

/// Refuses to hide where there is no terminal.
pub(crate) fn require_hiding(matches: &ArgMatches) -> Result<()> {
    if matches.get_flag("hide") && !show::can_hide() {
        return Err(Error::usage(
            "there is no terminal to hide the password on",
            "leave out --hide, or take --passwords-out FILE",
        )
        .into());
    }
    Ok(())
}

/// Resets.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    if let Some(file) = matches.get_one::<String>("from") {
        return of_file(app, file, matches).await;
    }
    let told = matches.contains_id("named");
    if !told && !app.can_ask() {
        return Err(Error::usage(
            "no user is named",
            "name one by e-mail or id, or a file of them with --from",
        )
        .into());
    }
    require_hiding(matches)?;
    let database = app.database().await?;
    let found = if told {
        named::to_change(app, &database, &USER, matches).await?
    } else {
        look_for(&database).await?
    };
    of_one(app, &database, found, matches).await
}

/// Resets one user's.
pub(crate) async fn of_one(app: &App, database: &Database, found: Found, matches: &ArgMatches) -> Result<()> {
    show::who(app, database, &found).await?;
    access::require_account(database, found.id).await?;
    let chosen = passwords::of_reset(app, database, matches).await?;
    let words = chosen.is_readable();
    let one = One {
        noun: &USER,
        cells: one::Cells::new(),
        existing: Some(found.clone()),
        password: chosen.password,
        passwords: chosen.passwords,
        operation: app.operation(),
        dry_run: false,
        manner: one::Manner::Edit,
    };
    let outcome = one::write(database, one).await?;
    let end = passwords::end(&outcome).map(|end| format!(", which holds until {end}")).unwrap_or_default();
    let kind = if matches.get_flag("no-require-change") { "" } else { "temporary " };
    app.talk.say(&format!("{} has a new {kind}password{end}", found.label));
    show::password(app, &found, &outcome, words, matches.get_flag("hide"))
}

/// Asks who it is, while the name is being typed.
async fn look_for(database: &Database) -> Result<Found> {
    let find = async |typed: String| {
        let matches = database.read(async |transaction| search(transaction, &typed, SHOWN).await).await?;
        Ok(matches
            .into_iter()
            .map(|found| {
                let beside = [found.organization, found.job_title].into_iter().flatten();
                let beside: String = beside.map(|text| format!("  {text}")).collect();
                let standing = if found.standing == "active" {
                    String::new()
                } else {
                    format!("  ({})", found.standing)
                };
                Hit { id: found.id, line: format!("{}  {}{beside}{standing}", found.name, found.email) }
            })
            .collect())
    };
    let prompt = Prompt::instead_of("the user's e-mail");
    match prompt.search("Who (a part of the name or the e-mail)", find).await? {
        Some(hit) => {
            let id = hit.id.to_string();
            Ok(database.read(async |transaction| find_exact(transaction, &USER, &id).await).await?)
        }
        None => Err(Error::unconfirmed("nobody was chosen", "name the user by e-mail or id").into()),
    }
}

/// All users of a file.
async fn of_file(app: &App, named: &str, matches: &ArgMatches) -> Result<()> {
    let database = app.database().await?;
    let passwords = passwords::of_reset_file(app, &database, matches).await?;
    let generates = passwords.generate != Generate::Nobody;
    let needs = Needs { generates, password: true };
    let file = file::open(app, &USER, named, None, needs, matches).await?;
    let request = Request { conflict: Conflict::Reset, ..file.request(app, &USER, passwords, matches) };
    let others =
        request.columns.iter().find(|column| !matches!(column.content, Content::Email | Content::Secret));
    if let Some(column) = others {
        return Err(Error::usage(
            format!("a reset changes passwords only, and the file has the column {}", column.name),
            format!("leave it out with --ignore {}; ct user import changes it", column.name),
        )
        .into());
    }
    if !generates && !request.columns.iter().any(|column| matches!(column.content, Content::Secret)) {
        return Err(Error::usage(
            "the file has no column password",
            "--passwords-out FILE or --passwords-dir FOLDER generates them",
        )
        .into());
    }
    let (portions, reading) = file.read(&database, &request).await?;
    let importing = Importing {
        request,
        portions,
        reading: Some(reading),
        progress: progress_style(matches),
        plan: None,
        detailed_exit: false,
        tell: Tell::Reset,
    };
    importing::run(app, &database, importing).await
}
