//! How one is named: by e-mail or code, by id, or, where that is safe, by the beginning of a name (DESIGN: a thing is
//! named by its e-mail, code or id; the beginning of a name serves for reading).

use postgres_types::Type;

use super::{Content, Noun, ReadBy, nearest};
use crate::csv_io::{normal_code, normal_email};
use crate::db::Transaction;
use crate::{Error, Result};

/// How many candidates an ambiguous name lists.
const CANDIDATES: i64 = 20;

/// One that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: i64,
    /// The normal form of its e-mail or code.
    pub key: String,
    /// Its e-mail or code, as typed once.
    pub label: String,
    /// Its name.
    pub name: String,
    /// Whether it was named exactly, and not by the beginning of a name.
    pub exactly: bool,
}

/// The one that is named exactly: by e-mail or code, or by id.
///
/// # Errors
/// [`Error::NotFound`] with what was perhaps meant.
pub async fn find_exact(transaction: &Transaction<'_>, noun: &'static Noun, named: &str) -> Result<Found> {
    match exactly(transaction, noun, named).await? {
        Some(found) => Ok(found),
        None => {
            let candidates = begin_with(transaction, noun, named).await?;
            let hint = match candidates.as_slice() {
                [] => near(transaction, noun, named).await?,
                several => Some(format!(
                    "a script names it exactly; by the name it may be {}",
                    several.iter().map(|found| called(noun, found)).collect::<Vec<_>>().join(", ")
                )),
            };
            Err(Error::NotFound { noun: noun.word(), name: named.to_owned(), hint })
        }
    }
}

/// The one that is named: exactly, or by the beginning of its name or of a word of it.
///
/// # Errors
/// [`Error::Ambiguous`] with the candidates; [`Error::NotFound`] with what was perhaps meant.
pub async fn find(transaction: &Transaction<'_>, noun: &'static Noun, named: &str) -> Result<Found> {
    if let Some(found) = exactly(transaction, noun, named).await? {
        return Ok(found);
    }
    let mut candidates = begin_with(transaction, noun, named).await?;
    if candidates.len() > 1 {
        let candidates =
            candidates.iter().map(|found| format!("{} ({})", called(noun, found), found.name)).collect();
        return Err(Error::Ambiguous { noun: noun.name, name: named.to_owned(), candidates });
    }
    match candidates.pop() {
        Some(found) => Ok(found),
        None => {
            let hint = near(transaction, noun, named).await?;
            Err(Error::NotFound { noun: noun.word(), name: named.to_owned(), hint })
        }
    }
}

/// What people call one by: what has a uid has a number that is shorter.
fn called(noun: &Noun, found: &Found) -> String {
    if noun.key().content == Content::Uid { found.id.to_string() } else { found.label.clone() }
}

fn key_column(noun: &Noun) -> (&'static str, &'static str) {
    if noun.key().content == Content::Email { ("login", "email") } else { ("key", "code") }
}

async fn exactly(transaction: &Transaction<'_>, noun: &'static Noun, named: &str) -> Result<Option<Found>> {
    let (key, label) = key_column(noun);
    let normal = if noun.key().content == Content::Email {
        normal_email(named).ok()
    } else {
        Some(normal_code(named))
    };
    let is_email = noun.key().content == Content::Email;
    let register = match noun.read_by {
        ReadBy::Functions => return work_exactly(transaction, noun, named).await,
        ReadBy::Views { .. } if is_email && transaction.is_as_user() => {
            return user_exactly(transaction, normal, named).await;
        }
        ReadBy::Views { register, .. } => register,
    };
    let select = format!("-- noun::find\nselect id, {key}, {label}, name from {register}");
    if let Some(normal) = normal {
        let rows = transaction
            .rows("noun::find", &format!("{select} where {key} = $1"), &[(&normal, Type::TEXT)])
            .await?;
        if let Some(row) = rows.first() {
            return Ok(Some(found(row, true)));
        }
    }
    let Ok(id) = named.parse::<i64>() else { return Ok(None) };
    let rows =
        transaction.rows("noun::find", &format!("{select} where id = $1"), &[(&id, Type::INT8)]).await?;
    Ok(rows.first().map(|row| found(row, true)))
}

/// The same for users under row level security, where nobody reads the keys that they are looked up by.
async fn user_exactly(
    transaction: &Transaction<'_>,
    normal: Option<String>,
    named: &str,
) -> Result<Option<Found>> {
    let sql = "-- noun::find_user\nselect id, email, email, name \
        from user_read(array[user_named($1), $2], array['id', 'email', 'name']) found (id bigint, email text, name text)";
    let id = named.parse::<i64>().ok();
    let parameters = [(&normal as _, Type::TEXT), (&id as _, Type::INT8)];
    let rows = transaction.rows("noun::find_user", sql, &parameters).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let mut found = found(row, true);
    found.key = normal_email(&found.label).unwrap_or(found.key);
    Ok(Some(found))
}

/// The same for what is read by functions alone: by its key, or by its number. An assignment has a number only.
async fn work_exactly(
    transaction: &Transaction<'_>,
    noun: &'static Noun,
    named: &str,
) -> Result<Option<Found>> {
    let has_key = noun.has_own_key();
    let normal = has_key.then(|| normal_code(named));
    let id = named.parse::<i64>().ok();
    // People name by its number what has a uid; another one may have that for its uid.
    let is_numbered = noun.key().content == Content::Uid;
    let named = if is_numbered { ("$2", "{0}_named($1)") } else { ("{0}_named($1)", "$2") };
    let sql = format!(
        "-- noun::find_work\nselect id, label, name from {0}_read(array[{3}, {4}], array['id', '{1}', '{2}']) \
         found (id bigint, label text, name text)",
        noun.name,
        noun.key().name,
        noun.columns[1].name,
        named.0.replace("{0}", noun.name),
        named.1.replace("{0}", noun.name)
    );
    let parameters = [(&normal as _, Type::TEXT), (&id as _, Type::INT8)];
    let rows = transaction.rows("noun::find_work", &sql, &parameters).await?;
    Ok(rows.first().map(|row| {
        let id: i64 = row.get(0);
        let (label, name): (String, String) = (row.get(1), row.get(2));
        if has_key {
            return Found { id, key: normal_code(&label), label, name, exactly: true };
        }
        Found {
            id,
            key: format!("#{id}"),
            label: id.to_string(),
            name: format!("{label}, {name}"),
            exactly: true,
        }
    }))
}

fn found(row: &tokio_postgres::Row, exactly: bool) -> Found {
    Found { id: row.get(0), key: row.get(1), label: row.get(2), name: row.get(3), exactly }
}

/// Those whose name begins so, or else those with a word in the name that begins so.
async fn begin_with(transaction: &Transaction<'_>, noun: &'static Noun, named: &str) -> Result<Vec<Found>> {
    if named.trim().is_empty() {
        return Ok(Vec::new());
    }
    let overview = match noun.read_by {
        ReadBy::Views { overview, .. } if noun.key().content != Content::Email => overview,
        ReadBy::Views { .. } | ReadBy::Functions => {
            let sql = format!("-- noun::beginning\nselect * from {}_beginning($1, $2)", noun.name);
            let parameters = [(&named as _, Type::TEXT), (&CANDIDATES as _, Type::INT8)];
            let rows = transaction.rows("noun::beginning", &sql, &parameters).await?;
            return Ok(rows.iter().map(|row| found(row, false)).collect());
        }
    };
    let (key, label) = key_column(noun);
    let name_key = "search_key(name)";
    let select = format!("-- noun::begin_with\nselect id, {key}, {label}, name from {overview} where");
    let conditions = [
        // A range, so that the index serves; U+10FFFF sorts after everything.
        format!(
            "{name_key} collate \"C\" >= search_key($1) and {name_key} collate \"C\" < search_key($1) || U&'\\+10FFFF'"
        ),
        format!("strpos(' ' || {name_key}, ' ' || search_key($1)) > 0"),
    ]
    // Accents alone are no beginning.
    .map(|condition| format!("search_key($1) <> '' and {condition}"));
    for condition in conditions {
        let sql = format!("{select} {condition} order by {name_key}, id limit $2");
        let rows = transaction
            .rows("noun::begin_with", &sql, &[(&named.trim(), Type::TEXT), (&CANDIDATES, Type::INT8)])
            .await?;
        if !rows.is_empty() {
            return Ok(rows.iter().map(|row| found(row, false)).collect());
        }
    }
    Ok(Vec::new())
}

/// A key that is like what was typed: among those that begin with the same letters.
async fn near(transaction: &Transaction<'_>, noun: &'static Noun, named: &str) -> Result<Option<String>> {
    // Of what has a number only, no number is like another.
    if !noun.has_own_key() {
        return Ok(Some(format!("ct {} list shows what there is", noun.name)));
    }
    let (key, label) = key_column(noun);
    let beginning: String = normal_code(named).chars().take(2).collect();
    let sql = match noun.read_by {
        ReadBy::Views { overview, .. } if noun.key().content != Content::Email => format!(
            "-- noun::near\nselect {label} from {overview} where {key} >= $1 and {key} < $1 || U&'\\+10FFFF' order by {key} limit 1000"
        ),
        ReadBy::Views { .. } | ReadBy::Functions => {
            format!("-- noun::near\nselect * from {}_near($1, 1000)", noun.name)
        }
    };
    let rows = transaction.rows("noun::near", &sql, &[(&beginning, Type::TEXT)]).await?;
    let labels: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    // Whoever shares no more than the domain of the address is somebody else.
    let local = |label: &str| label.split('@').next().unwrap_or_default().to_owned();
    let is_like = |label: &&str| nearest(&local(named), [local(label).as_str()]).is_some();
    let near = nearest(named, labels.iter().map(String::as_str).filter(is_like));
    Ok(near
        .map(|near| format!("did you mean {near}?"))
        .or_else(|| Some(format!("ct {} list shows what there is", noun.name))))
}
