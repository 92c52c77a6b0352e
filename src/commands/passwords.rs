//! Temporary passwords for new users: the flags, and where they come from.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};

use super::app::App;
use super::when;
use crate::Error;
use crate::db::Database;
use crate::noun::stage::{Generate, Outcome, Passwords};
use crate::noun::{Found, Lookups, Noun};
use crate::output::{Format, Page};
use crate::password::{Secret, source};
use crate::prompt::Prompt;
use crate::record::Heading;

/// What stands over these flags in the help.
const HEADING: &str = "Temporary passwords";

/// How long a temporary password holds unless told otherwise (REQUIREMENTS P7).
const USUAL_SPAN: &str = "7d";

/// Which password a new user gets.
pub(crate) struct Chosen {
    /// A given one.
    pub password: Option<Secret>,
    /// How it is set.
    pub passwords: Passwords,
}

impl Chosen {
    /// None.
    pub(crate) fn none() -> Self {
        Self { password: None, passwords: Passwords::none() }
    }
}

fn path_flag(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
}

fn no_require_change() -> Arg {
    Arg::new("no-require-change")
        .long("no-require-change")
        .action(ArgAction::SetTrue)
        .help("Do not demand a new password at the next login: for training environments")
}

/// The flags of commands that add one user.
pub(crate) fn flags(command: Command) -> Command {
    let heading = "Temporary password";
    let switch = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading(heading)
    };
    command
        .args([
            switch("password-stdin", "Read the password from standard input: one line"),
            Arg::new("password-file")
                .long("password-file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Read the password from a file that nobody else can read")
                .help_heading(heading),
            switch("password-prompt", "Ask for the password, twice"),
            switch("generate-password", "Generate a password and show it once"),
            path_flag(
                "passwords-out",
                "FILE",
                "Generate a password and write it to this new file, of mode 0600",
            )
            .help_heading(heading),
            path_flag(
                "passwords-dir",
                "FOLDER",
                "Generate a password and write it, for handing out, to a file in this new folder, of mode 0700",
            )
            .help_heading(heading),
            switch("no-password", "No password: the user cannot log in until one is set"),
            no_require_change().help_heading(heading),
            expires().conflicts_with("no-password").help_heading(heading),
        ])
        .group(ArgGroup::new("password-source").args([
            "password-stdin",
            "password-file",
            "password-prompt",
            "generate-password",
            "passwords-out",
            "passwords-dir",
            "no-password",
        ]))
}

/// The flags of an import of users.
pub(crate) fn import_flags(command: Command) -> Command {
    apply_flags(command).arg(
        Arg::new("update-passwords")
            .long("update-passwords")
            .action(ArgAction::SetTrue)
            .help("Let the column password replace passwords of users that exist")
            .help_heading(HEADING),
    )
}

/// The flags of applying a saved plan of users.
pub(crate) fn apply_flags(command: Command) -> Command {
    let target = ArgGroup::new("passwords-target").args(["passwords-out", "passwords-dir"]);
    command.group(target).args([
        path_flag(
            "passwords-out",
            "FILE",
            "Generate passwords for new users without one, and write them to this new file, of mode 0600",
        )
        .help_heading(HEADING),
        path_flag(
            "passwords-dir",
            "FOLDER",
            "Generate them, and write each to a file of its own, for handing out, in this new folder, of mode 0700",
        )
        .help_heading(HEADING),
        no_require_change().help_heading(HEADING),
        expires().help_heading(HEADING),
    ])
}

fn expires() -> Arg {
    Arg::new("expires").long("expires").value_name("WHEN").help(
        "Until when the password holds: 7d, 12h, 2w, a date, a time or never [default: 7d; never with \
         --no-require-change]",
    )
}

fn settings(app: &App, matches: &ArgMatches, generate: Generate, replace: bool) -> Result<Passwords> {
    let change_required = !matches.get_flag("no-require-change");
    let otherwise = if change_required { USUAL_SPAN } else { "never" };
    let told = matches.get_one::<String>("expires").map_or(otherwise, String::as_str);
    Ok(Passwords {
        generate,
        replace,
        change_required,
        expires_at: when::ahead(told, app.clock.now())?,
        ..Passwords::none()
    })
}

/// Where generated passwords are to go, if that was told.
fn target(matches: &ArgMatches) -> Option<Generate> {
    let path = |name: &str| matches.get_one::<PathBuf>(name);
    // Shells complete the name of a folder with a slash.
    let folder = path("passwords-dir").map(|path| Generate::ToFolder(path.components().collect()));
    folder.or_else(|| path("passwords-out").map(|path| Generate::ToFile(path.clone())))
}

/// What an import, or applying a plan, was told.
pub(crate) fn of_import(app: &App, matches: &ArgMatches) -> Result<Passwords> {
    let replace = matches.try_get_one::<bool>("update-passwords").ok().flatten();
    settings(app, matches, target(matches).unwrap_or(Generate::Nobody), replace.copied().unwrap_or(false))
}

/// What the command for one user was told; asks where it was told to, or where nothing was told and somebody is there.
pub(crate) async fn read(app: &App, database: &Database, matches: &ArgMatches) -> Result<Chosen> {
    let flag = |name: &str| matches.get_flag(name);
    // Before anything is asked.
    let passwords = settings(app, matches, Generate::Nobody, false)?;
    let mut generate = Generate::Nobody;
    let mut password = None;
    if let Some(target) = target(matches) {
        generate = target;
    } else if flag("generate-password") {
        generate = Generate::Shown;
    } else if flag("password-stdin") {
        password = Some(source::from_standard_input()?);
    } else if let Some(path) = matches.get_one::<PathBuf>("password-file") {
        password = Some(source::from_file(Path::new(path))?);
    } else if flag("password-prompt") {
        password = Some(ask(database).await?);
    } else if !flag("no-password") && app.can_ask() && !app.yes {
        (generate, password) = choose(database).await?;
    }
    if generate == Generate::Shown && app.format == Format::Id {
        return Err(Error::usage(
            "with -o id a generated password would be shown nowhere",
            "take another format, or --passwords-out FILE",
        )
        .into());
    }
    if let Some(password) = &password {
        policy(database).await?.require(password)?;
    }
    Ok(Chosen { password, passwords: Passwords { generate, ..passwords } })
}

async fn choose(database: &Database) -> Result<(Generate, Option<Secret>)> {
    let items = ["generate one and show it once", "type one", "none: no login until one is set"];
    let items = items.map(str::to_owned);
    let prompt = Prompt::instead_of("--generate-password, --password-stdin or --no-password");
    Ok(match prompt.choose("Temporary password", &items, Some(0))? {
        0 => (Generate::Shown, None),
        1 => (Generate::Nobody, Some(ask(database).await?)),
        _ => (Generate::Nobody, None),
    })
}

async fn policy(database: &Database) -> crate::Result<crate::password::Policy> {
    database.read(async |transaction| Ok(Lookups::read(transaction, &[]).await?.policy)).await
}

async fn ask(database: &Database) -> Result<Secret> {
    let policy = policy(database).await?;
    let rules = policy.to_string();
    let check = |password: &Secret| {
        policy
            .check(password)
            .map_err(|shortfalls| shortfalls.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    let prompt = Prompt::instead_of("--password-stdin or --password-file");
    Ok(prompt.new_password("Temporary password", &rules, check)?)
}

/// Shows what was added: for programs its id and key, and a generated password, once.
pub(crate) fn show(app: &App, noun: &'static Noun, found: &Found, outcome: &Outcome) -> Result<()> {
    let secret = outcome.shown.first().map(|(_, secret)| secret);
    if app.format == Format::Table {
        return match secret {
            Some(secret) => super::write_line(&format!("Temporary password: {}", secret.reveal())),
            None => Ok(()),
        };
    }
    let mut page = Page::new(found.id)
        .field(Heading::new("id", "Id"), found.id)
        .field(noun.key().heading(), found.label.as_str());
    if let Some(secret) = secret {
        page = page.field(Heading::new("temporary_password", "Temporary password"), secret.reveal());
    }
    if outcome.passwords > 0 {
        page = page.field(Heading::new("password_expires_at", "Password holds until"), outcome.expires_at);
    }
    app.page(&page)
}

/// Until when the passwords that were set hold, as people read it; nothing if there is no end.
pub(crate) fn end(outcome: &Outcome) -> Option<String> {
    outcome.expires_at.map(|end| end.format("%Y-%m-%d %H:%M UTC").to_string())
}
