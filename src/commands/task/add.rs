//! `ct task add`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use super::day;
use crate::Error;
use crate::access;
use crate::client::CLIENT;
use crate::commands::app::App;
use crate::commands::record::flags;
use crate::commands::{named, passwords};
use crate::csv_io::normal_email;
use crate::db::Database;
use crate::noun::one::{self, Cells, One};
use crate::noun::{Cell, Content, Found, find_exact};
use crate::output::{Format, Page};
use crate::prompt::Prompt;
use crate::record::Heading;
use crate::task::TASK;
use crate::user::USER;

/// The command.
pub(super) fn command() -> Command {
    Command::new("add")
        .about("Adds a task, for yourself unless told otherwise")
        .arg(Arg::new("title").value_name("TITLE").help("What is to be done"))
        .args(columns().filter(|flag| flag.get_id() != "title"))
        .after_help(
            "Whoever adds it while logged in is its owner, unless somebody else is told to be.\n\n\
             ct task add 'Call the landlord' --due friday\n\
             ct task add 'Renew the lease' --for-client C000012 --due +2w --participants wei@example.org:assignee\n\
             ct task add 'Weekly report' --due 2026-12-04 --repeats weekly",
        )
}

/// A flag for each column that can be written, with the short names of those that are typed often.
pub(super) fn columns() -> impl Iterator<Item = Arg> {
    const DAY: &str = "2026-12-31, today, tomorrow, friday, or how far ahead: +7d, +2w";
    flags::of_columns(TASK.writable()).into_iter().map(|flag| match flag.get_id().as_str() {
        "for_user" => flag.long("for").visible_alias("for-user").value_name("USER"),
        "due_date" => flag.long("due").alias("due-date").help(format!("By the end of which day: {DAY}")),
        "begin_date" => flag.long("begin").alias("begin-date").help(format!("From which day on: {DAY}")),
        _ => flag,
    })
}

/// Adds one.
pub(super) async fn run(app: &App, matches: &ArgMatches) -> Result<()> {
    let mut cells = flags::cells(TASK.writable(), matches);
    cells.retain(|_, cell| *cell != Cell::Clear);
    let database = app.database().await?;
    if !cells.contains_key("title") && app.can_ask() {
        access::require(&database, "tasks", "write").await?;
        let title = Prompt::instead_of("TITLE").text("What is to be done", None)?;
        if !title.trim().is_empty() {
            cells.insert("title", Cell::Value(title));
        }
    }
    let is_for_oneself = !cells.contains_key("for_user") && !cells.contains_key("for_client");
    if is_for_oneself && cells.contains_key("title") {
        require_somebody(&database).await?;
    }
    // What is the same is not the same task: somebody is called back twice.
    cells.entry("uid").or_insert_with(|| Cell::Value(uuid::Uuid::now_v7().to_string()));
    settle(app, &database, &mut cells).await?;
    let key = match cells.get("uid") {
        Some(Cell::Value(uid)) => uid.clone(),
        _ => String::new(),
    };
    let one = One {
        noun: &TASK,
        cells,
        existing: None,
        password: None,
        passwords: passwords::Chosen::none().passwords,
        operation: app.operation(),
        dry_run: false,
        manner: one::Manner::Edit,
    };
    one::write(&database, one).await?;
    let found = database.read(async |transaction| by_uid(transaction, &key).await).await?;
    app.talk.say(&format!("added {}", named::shown(&TASK, &found)));
    if app.format == Format::Table {
        return Ok(());
    }
    let page = Page::new(found.id).field(Heading::new("id", "Id"), found.id);
    app.page(&page.field(TASK.key().heading(), found.label).field(Heading::new("changed", "Changed"), true))
}

/// For oneself is for whoever is logged in.
async fn require_somebody(database: &Database) -> crate::Result<()> {
    if database.read(async |transaction| Ok(transaction.is_as_user())).await? {
        return Ok(());
    }
    Err(Error::usage(
        "say for whom it is: nobody is logged in, to be it",
        "--for USER, or --for-client CLIENT; or log in: ct login",
    ))
}

/// By its uid alone: another one may have that for its number.
async fn by_uid(transaction: &crate::db::Transaction<'_>, uid: &str) -> crate::Result<Found> {
    let sql = "-- task::by_uid\nselect id from task_known(array[$1])";
    let uid = crate::csv_io::normal_code(uid);
    let row = transaction.row("task::by_uid", sql, &[(&uid, postgres_types::Type::TEXT)]).await?;
    find_exact(transaction, &TASK, &row.get::<_, i64>(0).to_string()).await
}

/// What was typed as people type it becomes what a file would have.
pub(super) async fn settle(app: &App, database: &Database, cells: &mut Cells) -> crate::Result<()> {
    let today = app.clock.now().date_naive();
    for column in TASK.writable().filter(|column| column.content == Content::Date) {
        if let Some(Cell::Value(told)) = cells.get_mut(column.name) {
            let flag = column.name.trim_end_matches("_date");
            let day = day::read(told, today)
                .map_err(|wrong| Error::usage(format!("--{flag}: {wrong} ({told})"), column.help))?;
            *told = day.to_string();
        }
    }
    // To whom one may give tasks is not always somebody whom one may look up: what is told exactly is left to the plan.
    let as_user = database.read(async |transaction| Ok(transaction.is_as_user())).await?;
    if let Some(Cell::Value(told)) = cells.get_mut("for_user")
        && (!as_user || normal_email(told).is_err())
    {
        *told = named::resolve(app, database, &USER, told).await?.label;
    }
    if let Some(Cell::Value(told)) = cells.get_mut("for_client") {
        let found = database.read(async |transaction| find_exact(transaction, &CLIENT, told).await).await;
        match found {
            Ok(found) => *told = found.label,
            Err(Error::NotFound { .. } | Error::NotPermitted { .. }) if as_user && !app.can_ask() => {}
            Err(Error::NotPermitted { .. }) => {}
            Err(_) => *told = named::resolve(app, database, &CLIENT, told).await?.label,
        }
    }
    Ok(())
}
