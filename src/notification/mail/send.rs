//! Mailing what waits. Each notice is taken in a transaction of its own, mailed, and what came of it is noted in another: so
//! several senders never send the same one, one that dies loses none, and only what it was about to note is sent twice,
//! under the same Message-ID.

use chrono::{DateTime, TimeDelta, Utc};
use postgres_types::Type;
use tokio_postgres::Row;

use super::{Answer, Letter, MailServer};
use crate::clock::Clock;
use crate::db::Database;
use crate::record::{Heading, Record, Value};
use crate::{Error, Result as Outcomes};

/// What stands over what came of each.
pub const HEADINGS: [Heading; 6] = [
    Heading::new("id", "Id"),
    Heading::new("email", "For"),
    Heading::new("subject", "Subject"),
    Heading::new("result", "Result"),
    Heading::new("attempts", "Tries"),
    Heading::new("answer", "Mail server said"),
];

/// What stands over what waits.
pub const WAITING: [Heading; 6] = [
    Heading::new("id", "Id"),
    Heading::new("email", "For"),
    Heading::new("kind", "Kind"),
    Heading::new("subject", "Subject"),
    Heading::new("told_at", "Since"),
    Heading::new("attempts", "Tries"),
];

/// How long nobody else takes one that a sender has taken: more than an answer is waited for.
const TAKEN: &str = "10 minutes";
/// What is older is no news.
const TOO_OLD: &str = "30 days";
/// After each try that failed for now it is waited so long, in minutes; after the last one it is given up.
const LATER: [i64; 8] = [5, 15, 60, 180, 480, 1440, 1440, 1440];
/// After each refusal for good: a server that is set up wrong refuses everything, and is mended.
const NEVER: [i64; 2] = [60, 360];

/// What came of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Sent,
    /// It is tried again.
    Later,
    /// It is not tried any more.
    GivenUp,
}

impl Outcome {
    const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Later => "later",
            Self::GivenUp => "given-up",
        }
    }
}

/// What came of one notice.
#[derive(Clone, Debug)]
pub struct Result {
    /// Its number.
    pub id: i64,
    /// The address.
    pub email: String,
    /// The first line.
    pub subject: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Which try this was.
    pub attempts: i32,
    /// What the server said.
    pub answer: String,
}

impl Result {
    /// Under [`HEADINGS`].
    #[must_use]
    pub fn record(&self) -> Record {
        let values = vec![
            self.id.into(),
            self.email.as_str().into(),
            self.subject.as_str().into(),
            self.outcome.word().into(),
            i64::from(self.attempts).into(),
            self.answer.as_str().into(),
        ];
        Record { id: self.id, values }
    }
}

/// What is to be sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sending {
    /// At most so many.
    pub limit: Option<u32>,
    /// What was given up before, too.
    pub again: bool,
}

/// One that was taken.
struct Taken {
    id: i64,
    attempts: i32,
    email: String,
    name: String,
    subject: String,
    body: String,
    told_at: DateTime<Utc>,
}

impl Taken {
    fn of(row: &Row) -> Self {
        Self {
            id: row.get(0),
            attempts: row.get(1),
            email: row.get(2),
            name: row.get(3),
            subject: row.get(4),
            body: row.get(5),
            told_at: row.get(6),
        }
    }

    fn letter(&self, instance: uuid::Uuid) -> Letter {
        Letter {
            mark: format!("notification.{}.{instance}", self.id),
            email: self.email.clone(),
            name: Some(self.name.clone()),
            subject: self.subject.clone(),
            body: self.body.clone(),
            at: self.told_at,
        }
    }

    fn result(&self, outcome: Outcome, answer: &str) -> Result {
        Result {
            id: self.id,
            email: self.email.clone(),
            subject: self.subject.clone(),
            outcome,
            attempts: self.attempts,
            answer: answer.to_owned(),
        }
    }
}

/// Refuses who is logged in: mail is the administrator's.
async fn require_administrator(database: &Database) -> Outcomes<()> {
    let is_as_user = database.read(async |transaction| Ok(transaction.is_as_user())).await?;
    if is_as_user {
        return Err(Error::NotPermitted {
            message: "mail is sent by an administrator's connection".to_owned(),
            hint: Some("log out, and connect by the role that owns the schema, or a member of it".to_owned()),
        });
    }
    Ok(())
}

/// What would be sent now, under [`WAITING`], the oldest first.
///
/// # Errors
/// [`Error::NotPermitted`] for who is logged in.
pub async fn waiting(database: &Database, now: DateTime<Utc>, limit: Option<u32>) -> Outcomes<Vec<Record>> {
    require_administrator(database).await?;
    let sql = "-- notification::waiting\nselect n.id, u.email, n.kind, n.subject, n.created_at, n.mail_attempts \
        from notification n join users u on u.id = n.user_id \
        where n.mail_state = 'waiting' and n.mail_next_at <= $1 and not user_is_out(u.deactivated_at, u.ends_at, $1) \
        and n.created_at >= $1 - $2::text::interval order by n.mail_next_at, n.id limit $3";
    let limit = limit.map(i64::from);
    let parameters = [(&now as _, Type::TIMESTAMPTZ), (&TOO_OLD as _, Type::TEXT), (&limit as _, Type::INT8)];
    let rows = database
        .read(async |transaction| transaction.rows("notification::waiting", sql, &parameters).await)
        .await?;
    let record = |row: &Row| {
        let text = |index| Value::from(row.get::<_, String>(index));
        let id: i64 = row.get(0);
        let (since, tries) = (row.get::<_, DateTime<Utc>>(4), i64::from(row.get::<_, i32>(5)));
        Record { id, values: vec![id.into(), text(1), text(2), text(3), since.into(), tries.into()] }
    };
    Ok(rows.iter().map(record).collect())
}

/// Sends what waits, and tells what came of each as soon as it is noted.
///
/// # Errors
/// [`Error::Unreachable`] if the mail server cannot be used, or the database; what was sent by then is noted as sent.
/// [`Error::NotPermitted`] for who is logged in.
pub async fn send(
    database: &Database,
    server: &MailServer,
    clock: &dyn Clock,
    sending: Sending,
    mut tell: impl FnMut(Result),
) -> Outcomes<()> {
    require_administrator(database).await?;
    for old in tidy(database, clock.now(), sending.again).await? {
        tell(old);
    }
    let instance = instance(database).await?;
    let mut left = sending.limit.unwrap_or(u32::MAX);
    let mut is_to_be_checked = true;
    while left > 0 {
        if is_to_be_checked {
            // With a server that is not there nothing is taken, and no try is counted.
            if waiting(database, clock.now(), Some(1)).await?.is_empty() {
                break;
            }
            server.check().await?;
        }
        let Some(taken) = take(database, clock.now()).await? else { break };
        left -= 1;
        let answer = match server.send(&taken.letter(instance)).await {
            Ok(answer) => answer,
            Err(Error::BadInput { message, .. }) => Answer::Never(message),
            Err(error) => return Err(error),
        };
        // It may have been this mail that the server fell over.
        is_to_be_checked = matches!(answer, Answer::Lost(_));
        tell(settle(database, clock.now(), &taken, answer).await?);
    }
    Ok(())
}

async fn instance(database: &Database) -> Outcomes<uuid::Uuid> {
    let sql = "-- notification::instance\nselect id from instance";
    let row =
        database.read(async |transaction| transaction.row("notification::instance", sql, &[]).await).await?;
    Ok(row.get(0))
}

async fn tidy(database: &Database, now: DateTime<Utc>, again: bool) -> Outcomes<Vec<Result>> {
    let sql = "-- notification::tidy\nselect id, email, is_old from mail_tidy($1, $2::text::interval)";
    let back = "-- notification::again\nselect mail_again($1, $2::text::interval)";
    let parameters = [(&now as _, Type::TIMESTAMPTZ), (&TOO_OLD as _, Type::TEXT)];
    let rows = database
        .stage(async |transaction| {
            if again {
                transaction.row("notification::again", back, &parameters).await?;
            }
            transaction.rows("notification::tidy", sql, &parameters).await
        })
        .await?;
    let old = |row: &Row| Result {
        id: row.get(0),
        email: row.get(1),
        subject: String::new(),
        outcome: Outcome::GivenUp,
        attempts: 0,
        answer: "it has waited for too long".to_owned(),
    };
    // Whoever has left is not missed.
    Ok(rows.iter().filter(|row| row.get(2)).map(old).collect())
}

async fn take(database: &Database, now: DateTime<Utc>) -> Outcomes<Option<Taken>> {
    let sql = "-- notification::take\nselect id, attempts, email, name, subject, body, told_at \
        from mail_take($1, $2::text::interval)";
    let parameters = [(&now as _, Type::TIMESTAMPTZ), (&TAKEN as _, Type::TEXT)];
    let rows = database
        .stage(async |transaction| transaction.rows("notification::take", sql, &parameters).await)
        .await?;
    Ok(rows.first().map(Taken::of))
}

/// When the next try is; none: it is given up.
fn next(now: DateTime<Utc>, waits: &[i64], attempts: i32) -> Option<DateTime<Utc>> {
    let place = usize::try_from(attempts - 1).unwrap_or_default();
    waits.get(place).map(|minutes| now + TimeDelta::minutes(*minutes))
}

async fn settle(database: &Database, now: DateTime<Utc>, taken: &Taken, answer: Answer) -> Outcomes<Result> {
    let (text, again) = match answer {
        Answer::Taken(text) => {
            note(database, taken, "sent", None, Some(now), &text).await?;
            return Ok(taken.result(Outcome::Sent, &text));
        }
        Answer::Later(text) | Answer::Lost(text) => (text, next(now, &LATER, taken.attempts)),
        Answer::Never(text) => (text, next(now, &NEVER, taken.attempts)),
    };
    let state = if again.is_some() { "waiting" } else { "failed" };
    note(database, taken, state, again, None, &text).await?;
    Ok(taken.result(if again.is_some() { Outcome::Later } else { Outcome::GivenUp }, &text))
}

async fn note(
    database: &Database,
    taken: &Taken,
    state: &str,
    next_at: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    answer: &str,
) -> Outcomes<()> {
    let sql = "-- notification::settle\nselect mail_settle($1, $2, $3, $4, $5, $6)";
    let parameters = [
        (&taken.id as _, Type::INT8),
        (&taken.attempts as _, Type::INT4),
        (&state as _, Type::TEXT),
        (&next_at as _, Type::TIMESTAMPTZ),
        (&sent_at as _, Type::TIMESTAMPTZ),
        (&answer as _, Type::TEXT),
    ];
    database
        .stage(async |transaction| transaction.rows("notification::settle", sql, &parameters).await.map(drop))
        .await
}
