//! The texts that people are told things in: those that come with `ct`, and an instance's own. They are data: a name in
//! braces is replaced by what it stands for, and nothing in a text is ever run.
//!
//! A text's file has the subject in its first line, an empty line, and the rest is the text:
//!
//! ```text
//! Subject: Deactivated: {count} of your team
//!
//! Hello {recipient},
//! …
//! ```

use postgres_types::Type;

use crate::db::{Database, Operation, Transaction};
use crate::noun::nearest;
use crate::record::{Heading, Record};
use crate::{Error, Result};

/// What stands over the columns of the list.
pub const HEADINGS: [Heading; 6] = [
    Heading::new("kind", "Kind"),
    Heading::new("about", "Who is told"),
    Heading::new("subject", "Subject"),
    Heading::new("mailed", "By mail"),
    Heading::new("own", "Own text"),
    Heading::new("names", "Names"),
];

/// What stands over one with its text.
pub const WITH_TEXT: [Heading; 7] = {
    let [kind, about, subject, mailed, own, names] = HEADINGS;
    [kind, about, subject, mailed, own, names, Heading::new("body", "Text")]
};

/// The longest text, in characters.
const LONGEST: usize = 20_000;

/// A kind of notice, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The kind.
    pub kind: String,
    /// Who is told.
    pub about: String,
    /// The names that a text may use.
    pub names: Vec<String>,
    /// The first line.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Whether it is mailed, where notices are mailed at all.
    pub mailed: bool,
    /// Whether it is the instance's own text.
    pub is_own: bool,
}

/// A text as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The first line.
    pub subject: String,
    /// The rest.
    pub body: String,
}

impl Template {
    /// As a file that [`Text::parse`] reads.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!("Subject: {}\n\n{}", self.subject, self.body)
    }

    /// Under [`HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.kind.as_str().into(),
            self.about.as_str().into(),
            self.subject.as_str().into(),
            self.mailed.into(),
            self.is_own.into(),
            self.names.clone().into(),
        ];
        Record { id: 0, values }
    }

    /// Under [`WITH_TEXT`].
    #[must_use]
    pub fn record_with_text(&self) -> Record {
        let mut record = self.record();
        record.values.push(self.body.as_str().into());
        record
    }

    /// Whether a text can be this kind's: every brace is that of a name which the kind has.
    ///
    /// # Errors
    /// [`Error::BadInput`] with the line of the file, and the nearest name.
    pub fn check(&self, file: &str, text: &Text) -> Result<()> {
        self.check_line(file, 1, &text.subject)?;
        text.body.lines().zip(3..).try_for_each(|(line, number)| self.check_line(file, number, line))
    }

    fn check_line(&self, file: &str, number: usize, line: &str) -> Result<()> {
        for piece in line.split('{').skip(1) {
            let Some((name, _)) = piece.split_once('}') else {
                return Err(Error::bad_input(
                    format!("{file}:{number}: a {{ is not closed"),
                    "a name stands in braces, such as {recipient}; a brace can stand for nothing else",
                ));
            };
            if !self.names.iter().any(|known| known == name) {
                let hint = nearest(name, self.names.iter().map(String::as_str)).map_or_else(
                    || format!("names there are: {}", self.names.join(", ")),
                    |near| format!("did you mean {{{near}}}?"),
                );
                let message = format!("{file}:{number}: a text of {} has no name {{{name}}}", self.kind);
                return Err(Error::bad_input(message, hint));
            }
        }
        Ok(())
    }
}

impl Text {
    /// Reads a text's file.
    ///
    /// # Errors
    /// [`Error::BadInput`] if there is no subject, no text, or too much of either.
    pub fn parse(file: &str, content: &str) -> Result<Self> {
        let content = content.strip_prefix('\u{feff}').unwrap_or(content).replace("\r\n", "\n");
        let wrong = |line: usize, message: &str| {
            let hint = "the first line is the subject (Subject: …), then comes an empty line, then the text: ct notification template show";
            Err(Error::bad_input(format!("{file}:{line}: {message}"), hint))
        };
        let (first, rest) = content.split_once('\n').unwrap_or((content.as_str(), ""));
        let Some(subject) =
            first.strip_prefix("Subject:").map(str::trim).filter(|subject| !subject.is_empty())
        else {
            return wrong(1, "there is no subject");
        };
        let (empty, body) = rest.split_once('\n').unwrap_or((rest, ""));
        if !empty.trim().is_empty() {
            return wrong(2, "the line after the subject is not empty");
        }
        if body.trim().is_empty() {
            return wrong(3, "there is no text");
        }
        if subject.chars().count() > 200 || subject.chars().any(char::is_control) {
            return wrong(1, "a subject has at most 200 characters, and none that steers");
        }
        if body.chars().count() > LONGEST {
            return wrong(3, "a text has at most 20,000 characters");
        }
        let body = format!("{}\n", body.trim_end());
        Ok(Self { subject: subject.to_owned(), body })
    }
}

/// All kinds, with the texts that are used.
///
/// # Errors
/// [`Error::NotPermitted`] without read access to the tool settings.
pub async fn list(transaction: &Transaction<'_>) -> Result<Vec<Template>> {
    let sql = "-- notification::templates\nselect kind, about, names, subject, body, mailed, is_own from notice_list()";
    let rows = transaction.rows("notification::templates", sql, &[]).await?;
    Ok(rows
        .iter()
        .map(|row| Template {
            kind: row.get(0),
            about: row.get(1),
            names: row.get(2),
            subject: row.get(3),
            body: row.get(4),
            mailed: row.get(5),
            is_own: row.get(6),
        })
        .collect())
}

/// One kind.
///
/// # Errors
/// [`Error::NotFound`] with the nearest name.
pub async fn find(transaction: &Transaction<'_>, kind: &str) -> Result<Template> {
    let mut all = list(transaction).await?;
    if let Some(place) = all.iter().position(|template| template.kind == kind) {
        return Ok(all.swap_remove(place));
    }
    let hint = nearest(kind, all.iter().map(|template| template.kind.as_str())).map_or_else(
        || "ct notification template list shows them".to_owned(),
        |near| format!("did you mean {near}?"),
    );
    Err(Error::NotFound { noun: "kind of notice", name: kind.to_owned(), hint: Some(hint) })
}

/// Sets a kind's text, and whether it is mailed; false: it was so already.
///
/// # Errors
/// [`Error::NotFound`], [`Error::BadInput`] as [`Template::check`]; [`Error::NotPermitted`] without write access to settings.
pub async fn set(
    database: &Database,
    operation: &Operation,
    kind: &str,
    text: Option<(&str, &Text)>,
    mailed: Option<bool>,
) -> Result<bool> {
    let sql = "-- notification::template_set\nselect notice_set($1, $2, $3, $4)";
    database
        .write(operation, async |transaction| {
            let template = find(transaction, kind).await?;
            if let Some((file, text)) = text {
                template.check(file, text)?;
            }
            let subject = text.map(|(_, text)| text.subject.as_str());
            let body = text.map(|(_, text)| text.body.as_str());
            let parameters = [
                (&kind as _, Type::TEXT),
                (&subject as _, Type::TEXT),
                (&body as _, Type::TEXT),
                (&mailed as _, Type::BOOL),
            ];
            Ok(transaction.row("notification::template_set", sql, &parameters).await?.get(0))
        })
        .await
}

/// Back to the text that comes with `ct`; false: it was so already.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotPermitted`] without write access to settings.
pub async fn reset(database: &Database, operation: &Operation, kind: &str) -> Result<bool> {
    let sql = "-- notification::template_reset\nselect notice_reset($1)";
    database
        .write(operation, async |transaction| {
            find(transaction, kind).await?;
            let parameters = [(&kind as _, Type::TEXT)];
            Ok(transaction.row("notification::template_reset", sql, &parameters).await?.get(0))
        })
        .await
}
