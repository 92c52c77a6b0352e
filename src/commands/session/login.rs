//! `ct login`

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::choosing;
use super::own;
use crate::Error;
use crate::commands::app::App;
use crate::commands::password::change;
use crate::db::Database;
use crate::password::{Secret, source};
use crate::prompt::Prompt;
use crate::session::{self, Chosen, Login, Store, Token};

/// The command.
pub(crate) fn command() -> Command {
    Command::new("login")
        .about("Logs in: what is done from then on is done as this user")
        .arg(Arg::new("email").value_name("E-MAIL").help("The e-mail; asked for if it is not told"))
        .args([
            Arg::new("password-stdin")
                .long("password-stdin")
                .action(ArgAction::SetTrue)
                .conflicts_with("password-file")
                .help("Read the password from standard input: one line"),
            Arg::new("password-file")
                .long("password-file")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Read the password from a file that nobody else can read"),
        ])
        .args(choosing::flags())
        .arg(
            Arg::new("this-terminal")
                .long("this-terminal")
                .action(ArgAction::SetTrue)
                .help("For this terminal only: in others nobody is logged in, and the session ends when it is closed"),
        )
        .after_help(
            "The session is kept in a file of the state folder, or in that of CT_SESSION_FILE, which nobody else can read. It \
             ends when it is idle or open for too long (ct setting list), and with ct logout. With a temporary password a new \
             one has to be chosen before anything else.\n\n\
             In a script:\n  \
             export CT_SESSION_FILE=/run/ct/session\n  \
             ct login sam.lee@example.org --password-file password --workgroup Helpdesk",
        )
}

/// Logs in.
pub(crate) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let (database, store) = app.database_and_store().await?;
    let store = place(app, &store, matches)?;
    let email = match matches.get_one::<String>("email") {
        Some(email) => email.clone(),
        None => Prompt::instead_of("the e-mail as an argument").text("E-mail", None)?,
    };
    let password = if matches.get_flag("password-stdin") {
        source::from_standard_input()?
    } else if let Some(path) = matches.get_one::<PathBuf>("password-file") {
        source::from_file(Path::new(path))?
    } else {
        Prompt::instead_of("--password-stdin or --password-file").password("Password")?
    };
    let login = Login { email, password: password.clone(), client: own::client(app) };
    let logged_in = session::login(&database, login, &mut rand::rng()).await?;
    let as_user = database.presenting(&logged_in.token, true);
    // A session that is not kept would stay open with nobody to use it.
    if let Err(error) = enter(app, &as_user, matches).await {
        app.leaving.set(true);
        session::end(&as_user, &app.operation(), &[logged_in.session], "the login was left").await?;
        return Err(error);
    }
    let earlier = store.read_to_end();
    if let Err(error) = store.write(&logged_in.token) {
        session::end(&as_user, &app.operation(), &[logged_in.session], "the login was not kept").await?;
        return Err(error.into());
    }
    if let Ok(Some(earlier)) = earlier {
        end_earlier(app, &database, &earlier).await;
    }
    if let Some(own) = session::own(&as_user).await? {
        if own.must_change {
            first_password(app, &as_user, &password).await?;
        } else {
            let operation = app.operation();
            let (email, cost) = (&own.session.email, logged_in.cost);
            // If it cannot be done now, the next login does it.
            let _ = session::renew(&as_user, &operation, email, &password, cost, &mut rand::rng()).await;
        }
    }
    own::show(app, &as_user).await?;
    // Not what somebody logs in for: if it cannot be told, it is not.
    if let Ok(unread @ 1..) = crate::notification::unread(&as_user).await {
        let notices = if unread == 1 { "notice is" } else { "notices are" };
        app.talk.say(&format!("{unread} {notices} unread: ct notification list --unread"));
    }
    Ok(())
}

/// Where the session is to be kept.
fn place(app: &App, store: &Store, matches: &ArgMatches) -> Result<Store> {
    if !matches.get_flag("this-terminal") {
        return Ok(store.clone());
    }
    if !app.can_ask() {
        return Err(Error::usage("there is no terminal to log in for", "leave out --this-terminal").into());
    }
    if store.is_named() {
        let hint = "leave out --this-terminal, or unset CT_SESSION_FILE";
        return Err(Error::usage("CT_SESSION_FILE says already where the session is kept", hint).into());
    }
    // One that is in use may be this terminal's already.
    store.usual().of_terminal().ok_or_else(|| {
        let hint = "leave out --this-terminal, and log out by ct logout";
        Error::usage("the system does not tell this terminal from others", hint).into()
    })
}

/// Chooses where the user works.
async fn enter(app: &App, database: &Database, matches: &ArgMatches) -> Result<()> {
    let choices = database.read(async |transaction| session::choices(transaction).await).await?;
    let chosen = choosing::choose(app, matches, &choices, Chosen::default())?;
    Ok(session::choose(database, chosen).await?)
}

/// The session that was kept here before, if it still holds.
async fn end_earlier(app: &App, database: &Database, token: &Token) {
    let database = database.presenting(token, true);
    if let Ok(Some(found)) = session::own(&database).await {
        // If it cannot be ended now, it ends by itself.
        let _ = session::end(&database, &app.operation(), &[found.session.id], "logged in anew").await;
    }
}

/// A new password in place of a temporary one, before anything else.
async fn first_password(app: &App, database: &Database, old: &Secret) -> Result<()> {
    if !app.can_ask() {
        app.talk.warn("a new password has to be chosen before anything else: ct password change");
        return Ok(());
    }
    app.talk.say("The password is a temporary one: choose a new one.");
    let changed = change::ask_and_change(app, database, old).await;
    if changed.is_err() {
        app.talk.warn(
            "the login stands; a new password has to be chosen before anything else: ct password change",
        );
    }
    changed
}
