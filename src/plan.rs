//! A saved plan: what an import would do, row by row, to be looked at and then applied exactly so (DESIGN §4).
//!
//! A text file, one JSON object a line: a head, a line for each row that would be created or changed, and an end with the
//! SHA-256 of all before it, so that a plan that was cut short or edited by hand is not taken for what was seen.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::csv_io::Report;
use crate::noun::stage::replay::{PORTION, Replay};
use crate::noun::stage::{Counts, Planned, Portion};
use crate::noun::{Column, Lookups, Noun};
use crate::sealed::{Draft, require_folder};
use crate::{Error, Result};

/// The form of the file; another one is not read.
const FORMAT: u32 = 1;
const WHAT: &str = "plans";

/// The head of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The form of the file.
    plan: u32,
    /// Which instance of `ct` it is for: a plan is worth nothing in another database.
    pub instance: Uuid,
    /// Of what the rows are.
    pub noun: String,
    /// The file that they came from, as it was named.
    pub source: String,
    /// Which columns they tell.
    pub columns: Vec<String>,
    /// When it was made.
    pub made_at: String,
    /// By whom.
    pub made_by: Option<String>,
}

/// The end of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// How many would be created.
    pub create: u64,
    /// How many would change.
    pub change: u64,
    /// How many would stay as they are.
    pub unchanged: u64,
    /// The SHA-256 of the file that they came from.
    pub source_sha256: Option<String>,
    /// The SHA-256 of the plan up to here.
    sha256: String,
}

/// A row of a plan, as it is read.
#[derive(Deserialize)]
struct Line {
    line: u64,
    action: String,
    key: String,
    inactive: bool,
    change: serde_json::Value,
}

/// A plan that is being saved.
pub struct Writer {
    out: BufWriter<Draft>,
    digest: Sha256,
}

impl Writer {
    /// Begins a file of mode 0600, since it tells about people; one that exists is not written over.
    ///
    /// # Errors
    /// [`Error::Usage`] if its folder is not there, [`Error::Refused`] if it exists, [`Error::File`] if it cannot be
    /// written.
    pub fn begin(path: &Path, operation: Uuid) -> Result<Self> {
        require_folder(path, "the plan")?;
        let draft = Draft::create(path, operation, WHAT)?;
        Ok(Self { out: BufWriter::with_capacity(64 * 1024, draft), digest: Sha256::new() })
    }

    /// Writes the head.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn head(&mut self, head: &Head) -> Result<()> {
        self.line(head)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// [`Error::File`], such as for a full disk.
    pub fn row(&mut self, row: &Planned) -> Result<()> {
        self.line(row)
    }

    /// Writes the end, brings all of it to the disk and gives the file its name.
    ///
    /// # Errors
    /// [`Error::File`]; [`Error::Refused`] if there is a file of that name by now.
    pub fn finish(mut self, counts: Counts, source: Option<[u8; 32]>) -> Result<PathBuf> {
        let end = End {
            create: counts.create,
            change: counts.change,
            unchanged: counts.keep,
            source_sha256: source.map(|digest| crate::hexadecimal::of(&digest)),
            sha256: crate::hexadecimal::of(&self.digest.clone().finalize()),
        };
        self.line(&end)?;
        let draft = self.out.into_inner().map_err(|cause| {
            let error = cause.error().kind();
            cause.into_inner().into_parts().0.cannot_write(error.into())
        })?;
        draft.seal()?.publish()
    }

    fn line(&mut self, value: &impl Serialize) -> Result<()> {
        let mut text = serde_json::to_vec(value)
            .map_err(|cause| Error::Fault(format!("a plan's line is no JSON: {cause}")))?;
        text.push(b'\n');
        self.digest.update(&text);
        let written = self.out.write_all(&text);
        written.map_err(|cause| self.out.get_ref().cannot_write(cause))
    }
}

impl Head {
    /// The head of a new plan.
    #[must_use]
    pub fn new(
        instance: Uuid,
        noun: &Noun,
        columns: &[&'static Column],
        source: &str,
        made_at: chrono::DateTime<chrono::Utc>,
        made_by: Option<String>,
    ) -> Self {
        Self {
            plan: FORMAT,
            instance,
            noun: noun.name.to_owned(),
            source: source.to_owned(),
            columns: columns.iter().map(|column| column.name.to_owned()).collect(),
            made_at: made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            made_by,
        }
    }
}

/// A plan that was saved, whole and unchanged.
#[derive(Debug)]
pub struct Saved {
    /// Its head.
    pub head: Head,
    /// Its end.
    pub end: End,
    file: File,
    path: PathBuf,
}

impl Saved {
    /// Opens a plan and sees that it is whole.
    ///
    /// # Errors
    /// [`Error::BadInput`] if it is no plan, of another form, cut short or changed; [`Error::File`] if it cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|cause| Error::file("read", path, cause))?;
        let told = path.display();
        let no_plan = || {
            Error::bad_input(format!("{told} is no plan"), "ct NOUN import FILE --plan-out PLAN saves one")
        };
        let mut reader = BufReader::new(&file);
        let mut digest = Sha256::new();
        let (mut head, mut before, mut text) = (None, Vec::new(), Vec::new());
        loop {
            text.clear();
            reader.read_until(b'\n', &mut text).map_err(|cause| Error::file("read", path, cause))?;
            if text.is_empty() {
                break;
            }
            if head.is_none() {
                let read: Head = serde_json::from_slice(&text).map_err(|_| no_plan())?;
                if read.plan != FORMAT {
                    let form = read.plan;
                    return Err(Error::bad_input(
                        format!("{told} is a plan of form {form}, and this ct knows form {FORMAT}"),
                        "make a new plan with this ct",
                    ));
                }
                head = Some(read);
            }
            digest.update(&before);
            std::mem::swap(&mut before, &mut text);
        }
        let head = head.ok_or_else(no_plan)?;
        let changed = || {
            Error::bad_input(
                format!("{told} is not as it was saved: cut short, or changed by hand"),
                "make a new plan, and apply it as it is",
            )
        };
        let end: End = serde_json::from_slice(&before).map_err(|_| changed())?;
        if end.sha256 != crate::hexadecimal::of(&digest.finalize()) || !before.ends_with(b"\n") {
            return Err(changed());
        }
        Ok(Self { head, end, file, path: path.to_path_buf() })
    }

    /// The SHA-256 of the file that its rows came from.
    #[must_use]
    pub fn source_digest(&self) -> Option<[u8; 32]> {
        let text = self.end.source_sha256.as_ref().filter(|text| text.len() == 64)?;
        let mut digest = [0; 32];
        for (index, byte) in digest.iter_mut().enumerate() {
            *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(digest)
    }

    /// The columns that its rows tell.
    ///
    /// # Errors
    /// [`Error::Usage`] for one that the noun does not have.
    pub fn columns(&self, noun: &'static Noun) -> Result<Vec<&'static Column>> {
        self.head.columns.iter().map(|name| noun.column(name)).collect()
    }

    /// Reads its rows on a thread of its own, for [`crate::noun::stage::run`].
    #[must_use]
    pub fn rows(
        self,
        noun: &'static Noun,
        columns: Vec<&'static Column>,
        lookups: Lookups,
    ) -> tokio::sync::mpsc::Receiver<Portion> {
        let (sender, receiver) = tokio::sync::mpsc::channel(8);
        std::thread::spawn(move || {
            let send = |rows| sender.blocking_send(Portion::Rows(rows)).is_ok();
            let report = self.read(noun, &columns, &lookups, send);
            // Nobody listens any more if the database failed first.
            let _ = sender.blocking_send(Portion::End(report.map(Box::new)));
        });
        receiver
    }

    fn read(
        mut self,
        noun: &'static Noun,
        columns: &[&'static Column],
        lookups: &Lookups,
        mut send: impl FnMut(Vec<crate::csv_io::Row>) -> bool,
    ) -> Result<Report> {
        let mut report = Report { digest: self.source_digest(), ..Report::default() };
        let unreadable = |cause: io::Error| Error::file("read", &self.path, cause);
        self.file.rewind().map_err(unreadable)?;
        let mut rows = Vec::with_capacity(PORTION);
        let mut left = self.end.create + self.end.change;
        for text in BufReader::new(&self.file).lines().skip(1) {
            if left == 0 {
                break;
            }
            left -= 1;
            let line: Line = serde_json::from_str(&text.map_err(unreadable)?)
                .map_err(|cause| Error::Fault(format!("a plan's line cannot be read: {cause}")))?;
            let expected = serde_json::json!({
                "action": line.action, "inactive": line.inactive, "change": line.change
            });
            let replay = Replay { line: line.line, key: line.key, change: line.change, expected };
            rows.extend(replay.row(noun, columns, lookups, &mut report));
            if rows.len() == PORTION && !send(std::mem::take(&mut rows)) {
                break;
            }
        }
        send(rows);
        Ok(report)
    }
}
