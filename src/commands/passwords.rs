//! Temporary passwords for new users: the flags, and where they come from.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};

use super::app::App;
use super::when;
use crate::Error;
use crate::db::Database;
use crate::noun::stage::{Form, Generate, Outcome, Passwords};
use crate::noun::{Found, Lookups, Noun};
use crate::output::{Format, Page};
use crate::password::{Policy, Secret, source};
use crate::prompt::Prompt;
use crate::record::Heading;

/// What stands over these flags in the help.
const HEADING: &str = "Temporary passwords";
/// The same for a single user.
const ONE_HEADING: &str = "Temporary password";

/// How long a temporary password holds unless told otherwise (REQUIREMENTS P7).
const USUAL_SPAN: &str = "7d";
/// The same for a readable one, which can be guessed by a machine that is let try for long.
const READABLE_SPAN: &str = "12h";

/// Which password a new user gets.
pub(crate) struct Chosen {
    /// A given one.
    pub password: Option<Secret>,
    /// How it is set.
    pub passwords: Passwords,
}

impl Chosen {
    /// Whether it is one for the phone.
    pub(crate) fn is_readable(&self) -> bool {
        self.passwords.form != Form::Long
    }

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
    source_flags(command)
        .arg(
            Arg::new("no-password")
                .long("no-password")
                .action(ArgAction::SetTrue)
                .conflicts_with("expires")
                .help("No password: the user cannot log in until one is set")
                .help_heading(ONE_HEADING),
        )
        .mut_group("password-source", |group| group.arg("no-password"))
}

/// The flags of commands that give one user a password.
fn source_flags(command: Command) -> Command {
    let heading = ONE_HEADING;
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
            no_require_change().help_heading(heading),
            expires().help_heading(heading),
        ])
        .group(ArgGroup::new("password-source").args([
            "password-stdin",
            "password-file",
            "password-prompt",
            "generate-password",
            "passwords-out",
            "passwords-dir",
        ]))
}

/// The flags of a reset.
pub(crate) fn reset_flags(command: Command) -> Command {
    source_flags(command).arg(
        Arg::new("readable")
            .long("readable")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["password-stdin", "password-file", "password-prompt"])
            .help("Generate one of four words and a number, for the phone; it holds for 12 hours")
            .help_heading(ONE_HEADING),
    )
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
    Ok(Passwords { replace, ..settings_of(app, matches, generate, false)? })
}

fn settings_of(app: &App, matches: &ArgMatches, generate: Generate, readable: bool) -> Result<Passwords> {
    let change_required = !matches.get_flag("no-require-change");
    let otherwise = match (readable, change_required) {
        (true, _) => READABLE_SPAN,
        (false, true) => USUAL_SPAN,
        (false, false) => "never",
    };
    let told = matches.get_one::<String>("expires").map_or(otherwise, String::as_str);
    let expires_at = when::ahead(told, app.clock.now())?;
    Ok(Passwords { generate, change_required, expires_at, ..Passwords::none() })
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
    // Before anything is asked.
    let passwords = settings(app, matches, Generate::Nobody, false)?;
    let (mut generate, mut password) = told(database, matches).await?;
    let is_told = generate != Generate::Nobody || password.is_some() || matches.get_flag("no-password");
    if !is_told && app.can_ask() && !app.yes {
        (generate, password) = choose(database).await?;
    }
    require_shown(app, &generate)?;
    Ok(Chosen { password, passwords: Passwords { generate, ..passwords } })
}

/// What the flags say of where a password comes from.
async fn told(database: &Database, matches: &ArgMatches) -> Result<(Generate, Option<Secret>)> {
    let flag = |name: &str| matches.get_flag(name);
    let password = if let Some(target) = target(matches) {
        return Ok((target, None));
    } else if flag("generate-password") {
        return Ok((Generate::Shown, None));
    } else if flag("password-stdin") {
        source::from_standard_input()?
    } else if let Some(path) = matches.get_one::<PathBuf>("password-file") {
        source::from_file(Path::new(path))?
    } else if flag("password-prompt") {
        ask(database, "Temporary password").await?
    } else {
        return Ok((Generate::Nobody, None));
    };
    policy(database).await?.require(&password)?;
    Ok((Generate::Nobody, Some(password)))
}

fn require_shown(app: &App, generate: &Generate) -> Result<()> {
    if *generate == Generate::Shown && app.format == Format::Id {
        return Err(Error::usage(
            "with -o id a generated password would be shown nowhere",
            "take another format, or --passwords-out FILE",
        )
        .into());
    }
    Ok(())
}

/// What a reset of one user was told; asks where nothing was told and somebody is there.
pub(crate) async fn of_reset(app: &App, database: &Database, matches: &ArgMatches) -> Result<Chosen> {
    let mut readable = matches.get_flag("readable");
    let (mut generate, mut password) = told(database, matches).await?;
    if readable && generate == Generate::Nobody {
        generate = Generate::Shown;
    }
    if generate == Generate::Nobody && password.is_none() {
        if !app.can_ask() || app.yes {
            return Err(Error::usage(
                "it is not told which password",
                "--readable or --generate-password makes one; --password-stdin and --password-file read one",
            )
            .into());
        }
        let items = [
            "words for the phone, which hold for 12 hours",
            "a long one to be copied, which nobody can guess",
            "one that I type",
        ];
        let prompt = Prompt::instead_of("--readable, --generate-password or --password-stdin");
        match prompt.choose("New password", &items.map(str::to_owned), Some(0))? {
            0 => (generate, readable) = (Generate::Shown, true),
            1 => generate = Generate::Shown,
            _ => password = Some(ask(database, "Temporary password").await?),
        }
    }
    require_shown(app, &generate)?;
    let passwords = for_reset(app, database, matches, generate, readable).await?;
    Ok(Chosen { password, passwords })
}

/// What a reset of a file's users was told.
pub(crate) async fn of_reset_file(app: &App, database: &Database, matches: &ArgMatches) -> Result<Passwords> {
    let source = ["password-stdin", "password-file", "password-prompt", "generate-password"];
    let is_told = |name: &&str| matches.value_source(name) == Some(clap::parser::ValueSource::CommandLine);
    if let Some(flag) = source.iter().find(|name| is_told(name)) {
        return Err(Error::usage(
            format!("--{flag} is for one user"),
            "with --from, --passwords-out FILE or --passwords-dir FOLDER generates passwords",
        )
        .into());
    }
    let generate = target(matches).unwrap_or(Generate::Nobody);
    for_reset(app, database, matches, generate, matches.get_flag("readable")).await
}

async fn for_reset(
    app: &App,
    database: &Database,
    matches: &ArgMatches,
    generate: Generate,
    readable: bool,
) -> Result<Passwords> {
    let form = if readable { Form::Readable(policy(database).await?.minimum_length()) } else { Form::Long };
    let told = settings_of(app, matches, generate, readable)?;
    Ok(Passwords { form, replace: true, reset: true, ..told })
}

async fn choose(database: &Database) -> Result<(Generate, Option<Secret>)> {
    let items = ["generate one and show it once", "type one", "none: no login until one is set"];
    let items = items.map(str::to_owned);
    let prompt = Prompt::instead_of("--generate-password, --password-stdin or --no-password");
    Ok(match prompt.choose("Temporary password", &items, Some(0))? {
        0 => (Generate::Shown, None),
        1 => (Generate::Nobody, Some(ask(database, "Temporary password").await?)),
        _ => (Generate::Nobody, None),
    })
}

/// The rules that a chosen password must keep.
pub(crate) async fn policy(database: &Database) -> crate::Result<Policy> {
    database.read(async |transaction| Ok(Lookups::read(transaction, &[]).await?.policy)).await
}

/// Asks for a new password, twice.
pub(crate) async fn ask(database: &Database, label: &str) -> Result<Secret> {
    ask_within(&policy(database).await?, label)
}

/// Asks for a new password that keeps these rules, twice.
pub(crate) fn ask_within(policy: &Policy, label: &str) -> Result<Secret> {
    let rules = policy.to_string();
    let check = |password: &Secret| {
        policy
            .check(password)
            .map(|()| password.clone())
            .map_err(|shortfalls| shortfalls.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    };
    let prompt = Prompt::instead_of("--password-stdin or --password-file");
    Ok(prompt.new_password(label, &rules, check)?)
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
