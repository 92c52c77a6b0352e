//! A file of rows, opened as the flags say.

use std::fs::Metadata;
use std::path::PathBuf;

use anyhow::Result;
use clap::ArgMatches;
use tokio::sync::mpsc;

use super::foreign;
use super::watching::Reading;
use crate::commands::app::App;
use crate::csv_io::{self, Cells, Mapping};
use crate::db::Database;
use crate::noun::date;
use crate::noun::stage::{
    self, Conflict, Expectation, Goal, Passwords, Portion, Record, Request, Strictness,
};
use crate::noun::{Lookups, Noun};
use crate::paused::import::Parking;
use crate::preset::Section;

/// What its rows need of passwords.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Needs {
    /// Whether rows without one get one generated.
    pub(crate) generates: bool,
    /// Whether each row needs one, if none is generated.
    pub(crate) password: bool,
}

/// A file whose header has been read.
pub(crate) struct Opened {
    file: csv_io::File,
    /// As it is called in messages.
    shown: String,
    size: Option<u64>,
    /// How its days are written.
    dates: date::Order,
}

/// Opens what is named: a file, the folder that a preset finds it in, or standard input.
pub(crate) async fn open(
    app: &App,
    noun: &'static Noun,
    named: &str,
    section: Option<&Section>,
    needs: Needs,
    matches: &ArgMatches,
) -> Result<Opened> {
    let foreign::Input { name, shown, path } = foreign::Input::find(named, section)?;
    let mut options = options(shown.clone(), needs, matches);
    let size = path.as_ref().and_then(|path| path.metadata().ok()).filter(Metadata::is_file);
    let size = size.map(|about| about.len());
    options.path = path;
    options.mapping.layout = foreign::layout(section);
    // On a thread of its own: standard input may keep us waiting, and Ctrl-C shall be heard meanwhile.
    let file = tokio::task::spawn_blocking(move || csv_io::File::begin(noun, csv_io::open(&name)?, options))
        .await??;
    if file.delimiter != b',' && !matches.contains_id("delimiter") {
        let word = if file.delimiter == b';' { "semicolons" } else { "tabs" };
        app.talk.say(&format!("{shown}: the columns are separated by {word}"));
    }
    let told = matches.try_get_one::<String>("date-format").ok().flatten();
    let dates = told.and_then(|word| date::Order::of(word)).unwrap_or_default();
    Ok(Opened { file, shown, size, dates })
}

impl Opened {
    /// Refuses a file of rejected rows, where the file has to be a whole roster.
    pub(crate) fn require_whole(&self) -> crate::Result<()> {
        if !self.file.is_of_rejects() {
            return Ok(());
        }
        Err(crate::Error::BadInput {
            message: format!(
                "{} holds rejected rows, and is no whole roster: everybody else in the scope would be missing",
                self.shown
            ),
            hint: Some(
                "correct these rows in the roster, and sync that; or take just these: ct user import"
                    .to_owned(),
            ),
        })
    }

    /// What is to be done with its rows, as the flags say.
    pub(crate) fn request(
        &self,
        app: &App,
        noun: &'static Noun,
        passwords: Passwords,
        matches: &ArgMatches,
    ) -> Request {
        let is_plan = flag(matches, "dry-run") || told(matches, "plan-out");
        Request {
            noun,
            columns: self.file.columns(),
            positions: self.file.positions(),
            conflict: match matches.try_get_one::<String>("on-conflict").ok().flatten().map(String::as_str) {
                Some("skip") => Conflict::Skip,
                Some("fail") => Conflict::Fail,
                _ => Conflict::Update,
            },
            operation: app.operation(),
            passwords,
            goal: if is_plan { Goal::Plan } else { Goal::Apply },
            strictness: if matches.get_flag("partial") {
                Strictness::Partial(matches.get_one::<u64>("max-errors").copied())
            } else {
                Strictness::AllOrNothing
            },
            rejects: matches.get_one::<PathBuf>("rejects").cloned(),
            parking: Parking::None,
            expectation: Expectation::None,
            record: Record::Batch { wait: !matches.get_flag("no-wait") },
            source: self.shown.clone(),
        }
    }

    /// Begins to read its rows, on a thread of its own.
    pub(crate) async fn read(
        self,
        database: &Database,
        request: &Request,
    ) -> crate::Result<(mpsc::Receiver<Portion>, Reading)> {
        self.read_by(database, request, stage::read).await
    }

    /// The same of a roster.
    pub(crate) async fn read_roster(
        self,
        database: &Database,
        request: &Request,
    ) -> crate::Result<(mpsc::Receiver<Portion>, Reading)> {
        self.read_by(database, request, stage::read_roster).await
    }

    async fn read_by(
        self,
        database: &Database,
        request: &Request,
        read: impl FnOnce(csv_io::File, Lookups) -> (mpsc::Receiver<Portion>, stage::RowsRead),
    ) -> crate::Result<(mpsc::Receiver<Portion>, Reading)> {
        let mut lookups = stage::lookups(database, &request.columns).await?;
        lookups.dates = self.dates;
        let bytes = self.size.map(|size| (self.file.bytes_read(), size));
        let remarks = self.file.remarks();
        let (portions, rows) = read(self.file, lookups);
        Ok((portions, Reading { rows, bytes, remarks }))
    }
}

/// Whether a flag was given, of a command that may not have it.
fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.try_get_one::<bool>(name).ok().flatten().copied().unwrap_or(false)
}

/// Whether a flag with a value was given, of a command that may not have it.
fn told(matches: &ArgMatches, name: &str) -> bool {
    matches.try_contains_id(name).unwrap_or(false)
}

fn options(name: String, needs: Needs, matches: &ArgMatches) -> csv_io::Options {
    let pairs = |flag: &str| {
        matches.get_many::<(String, String)>(flag).map(|pairs| pairs.cloned().collect()).unwrap_or_default()
    };
    let mapping = Mapping {
        map: pairs("map"),
        set: pairs("set"),
        ignore: matches
            .get_many::<String>("ignore")
            .map(|names| names.cloned().collect())
            .unwrap_or_default(),
        ignore_other: matches.get_flag("ignore-other"),
        layout: None,
    };
    csv_io::Options {
        path: None,
        encoding: foreign::told_encoding(matches),
        delimiter: matches.get_one::<u8>("delimiter").copied(),
        mapping,
        null: matches.get_one::<String>("null").cloned().unwrap_or_default(),
        name,
        keep: matches
            .contains_id("rejects")
            .then(|| if matches.get_flag("raw") { Cells::Raw } else { Cells::Guarded }),
        most_bad: matches.get_one::<u64>("max-errors").copied(),
        generates: needs.generates,
        needs_password: needs.password,
    }
}
