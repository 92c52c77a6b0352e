//! Every touch of the database is a named transaction: it sets what it stands on itself, first of all, so it works
//! behind a pooler; and it is tried again after a serialization refusal or a deadlock.

use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::try_join;
use postgres_types::{ToSql, Type};
use tokio_postgres::{CopyInSink, CopyOutStream, Row, RowStream};
use uuid::Uuid;

use super::connect::Presented;
use super::{Database, refusal};
use crate::{Error, Result};

/// Whether a COMMIT is on its way: an interrupt waits for it, so that "nothing was applied" is never a lie.
static COMMITTING: AtomicBool = AtomicBool::new(false);

/// Whether this process is in the middle of a COMMIT.
#[must_use]
pub fn is_committing() -> bool {
    COMMITTING.load(Ordering::SeqCst)
}

/// Raised while a COMMIT is on its way.
struct Committing;

impl Committing {
    fn begin() -> Self {
        COMMITTING.store(true, Ordering::SeqCst);
        Self
    }
}

impl Drop for Committing {
    fn drop(&mut self) {
        COMMITTING.store(false, Ordering::SeqCst);
    }
}

/// How often a transaction is tried that keeps colliding with others.
const ATTEMPTS: u32 = 6;

/// How often it is looked up whether a COMMIT that was lost on the way stands.
const LOOKS: u32 = 15;
const BETWEEN_LOOKS: std::time::Duration = std::time::Duration::from_secs(1);

/// A parameter of a statement, with its type told, so that no round trip is spent on asking for it.
pub type Parameter<'a> = (&'a (dyn ToSql + Sync), Type);

/// Who changes something, by which command, and why: one row of the table `operation`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Looked up when the connection is lost during COMMIT.
    pub id: Uuid,
    /// The command, such as `user import`.
    pub command: String,
    /// Why, as `--reason` says; kept in the history.
    pub reason: Option<String>,
    /// The operating system's user who runs it.
    pub system_user: Option<String>,
}

/// An open transaction. Its statements name tables without the schema: `search_path` is set.
pub struct Transaction<'a> {
    client: &'a deadpool_postgres::Client,
    pub(super) as_user: bool,
}

/// A connection with a transaction on it. Unless that is ended, the connection is closed and not used again, which undoes
/// whatever was done: so it is when a program is interrupted.
struct Open(Option<deadpool_postgres::Client>);

impl Open {
    /// Ends the transaction; the connection is good for others then.
    async fn end(mut self, how: &str) -> std::result::Result<(), tokio_postgres::Error> {
        match &self.0 {
            Some(client) => client.batch_execute(how).await?,
            None => return Ok(()),
        }
        // Given back, not closed.
        self.0 = None;
        Ok(())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(deadpool_postgres::Client::take(client));
        }
    }
}

enum Mode<'a> {
    Read,
    Write(&'a Operation),
    Rehearse(&'a Operation),
    Stage,
}

impl Database {
    /// Reads in one transaction that can write nothing.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Unreachable`] if the database cannot be reached.
    pub async fn read<T>(&self, work: impl AsyncFn(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.attempt(&Mode::Read, &work).await
    }

    /// Writes in one transaction, as an operation that history refers to. `work` may run several times.
    ///
    /// # Errors
    /// Those of `work`; nothing is written then. A connection that is lost during COMMIT is settled by looking up the
    /// operation, so an error always means that nothing was written.
    pub async fn write<T>(
        &self,
        operation: &Operation,
        work: impl AsyncFn(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.attempt(&Mode::Write(operation), &work).await
    }

    /// As [`Database::write`], but undoes it all in the end: to tell what would be done.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn rehearse<T>(
        &self,
        operation: &Operation,
        work: impl AsyncFn(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.attempt(&Mode::Rehearse(operation), &work).await
    }

    /// Fills staging tables: writes nothing that anybody sees, so it is no operation. Runs once.
    ///
    /// # Errors
    /// Those of `work`.
    pub async fn stage<T>(&self, work: impl AsyncFnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.once(&Mode::Stage, work).await
    }

    /// As [`Database::read`], for work that can run only once, such as sending rows on.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub async fn read_once<T>(&self, work: impl AsyncFnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        self.once(&Mode::Read, work).await
    }

    async fn attempt<T>(
        &self,
        mode: &Mode<'_>,
        work: &impl AsyncFn(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut pause = std::time::Duration::from_millis(10);
        for _ in 1..ATTEMPTS {
            match self.once(mode, async |transaction| work(transaction).await).await {
                Err(error) if refusal::is_conflict(&error) => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                settled => return settled,
            }
        }
        self.once(mode, async |transaction| work(transaction).await).await
    }

    async fn once<T>(
        &self,
        mode: &Mode<'_>,
        work: impl AsyncFnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        let open = Open(Some(self.client().await?));
        let Some(client) = &open.0 else { return Err(Error::Fault("a connection is not there".to_owned())) };
        let transaction = Transaction { client, as_user: self.presented().is_some() };
        let begun = transaction.begin(self.schema(), mode, self.presented());
        let done = match mode {
            // What is read is asked for at once, behind the beginning: the server answers in the order that it is asked.
            Mode::Read => try_join(begun, work(&transaction)).await.map(|((), result)| result),
            Mode::Write(_) | Mode::Rehearse(_) | Mode::Stage => match begun.await {
                Ok(()) => work(&transaction).await,
                Err(error) => Err(error),
            },
        };
        match done {
            Ok(result) if matches!(mode, Mode::Rehearse(_)) => {
                // What cannot be undone so is undone by closing the connection.
                let _ = open.end("rollback").await;
                Ok(result)
            }
            Ok(result) => self.commit(open, mode).await.map(|()| result),
            Err(error) => {
                // A connection that is perhaps lost and does not know it yet is not asked for anything more.
                if !matches!(error, Error::Unreachable { .. }) {
                    let _ = open.end("rollback").await;
                }
                Err(error)
            }
        }
    }

    async fn commit(&self, open: Open, mode: &Mode<'_>) -> Result<()> {
        // What follows a commit, such as giving a file its name, comes before anybody else gets a turn: there is no
        // waiting between.
        let committing = matches!(mode, Mode::Write(_)).then(Committing::begin);
        let committed = open.end("commit").await;
        let settled = match (committed, mode) {
            (Ok(()), _) => Ok(()),
            (Err(cause), Mode::Write(operation)) if super::is_connection_lost(&cause) => {
                if Box::pin(self.find_out(operation.id)).await? {
                    Ok(())
                } else {
                    Err(refusal::from_database("commit", cause))
                }
            }
            (Err(cause), _) => Err(refusal::from_database("commit", cause)),
        };
        drop(committing);
        settled
    }

    /// Whether an operation whose COMMIT was lost on the way stands; asks as long as a server takes to come back.
    async fn find_out(&self, operation: Uuid) -> Result<bool> {
        for _ in 0..LOOKS {
            match self.was_committed(operation).await {
                Err(Error::Unreachable { .. }) => tokio::time::sleep(BETWEEN_LOOKS).await,
                settled => return settled,
            }
        }
        Err(Error::unreachable(
            "the connection was lost while the database committed; whether it did is not known yet",
            "run the same command again: it finds out, and does nothing twice",
        ))
    }

    /// Whether an operation has been committed: the way to know after a connection was lost during COMMIT. One that is
    /// still being committed, by a server that has not noticed yet that nobody listens, is waited for.
    ///
    /// # Errors
    /// [`Error::Unreachable`] if the database cannot be reached, or the other transaction does not end for a minute; then
    /// nobody knows yet.
    pub async fn was_committed(&self, operation: Uuid) -> Result<bool> {
        let sql = "-- operation::find\nselect operation_stands($1)";
        // The session, if there was one, may have ended meanwhile.
        self.leaving()
            .once(&Mode::Stage, async |transaction| {
                Ok(transaction.row("operation::find", sql, &[(&operation, Type::UUID)]).await?.get(0))
            })
            .await
    }
}

impl Transaction<'_> {
    /// Begins, and sets what it stands on, first of all: one message.
    async fn begin(&self, schema: &str, mode: &Mode<'_>, presented: Option<&Presented>) -> Result<()> {
        // A server that runs for nobody stops soon, and lets the next one in: it looks whether its caller is still there.
        // Where the system cannot tell, the setting would be refused.
        let (statement, lock, memory) = match mode {
            Mode::Read => ("10min", "10s", ""),
            // An import of a million rows takes minutes; a lock that is not to be had, seconds. Without the memory,
            // the rows that history is made of would go by way of the disk.
            Mode::Write(_) | Mode::Rehearse(_) | Mode::Stage => (
                "2h",
                "1min",
                "; set local work_mem = '64MB'; \
                    select set_config('client_connection_check_interval', '2s', true) \
                    where current_setting('client_connection_check_interval', true) is not null \
                    and version() like '%linux%'",
            ),
        };
        // No jit: to compile the statements of an import, whose cost the planner guesses too high, takes longer than to
        // run them.
        let access = if matches!(mode, Mode::Read) { "read only" } else { "read write" };
        let begin = format!(
            "start transaction isolation level read committed, {access}; \
             set local search_path = pg_catalog, \"{schema}\", pg_temp; \
             set local statement_timeout = '{statement}'; set local lock_timeout = '{lock}'; \
             set local ct.session = ''; set local timezone = 'UTC'; set local datestyle = 'ISO'; set local jit = off{memory}"
        );
        // Both are sent at once, in this order; what is read comes behind them.
        try_join(self.batch("transaction::begin", &begin), self.present(schema, presented)).await?;
        if let Mode::Write(operation) | Mode::Rehearse(operation) = mode {
            self.rows(
                "operation::begin",
                "-- operation::begin\nselect begin_operation($1, $2, $3, $4)",
                &[
                    (&operation.id, Type::UUID),
                    (&operation.command, Type::TEXT),
                    (&operation.reason, Type::TEXT),
                    (&operation.system_user, Type::TEXT),
                ],
            )
            .await?;
        }
        Ok(())
    }

    /// Runs a statement and gives its rows.
    ///
    /// # Errors
    /// What the database refuses, by the meaning that it has for a person.
    pub async fn rows(
        &self,
        name: &'static str,
        sql: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<Vec<Row>> {
        self.client.query_typed(sql, parameters).await.map_err(|cause| refusal::from_database(name, cause))
    }

    /// Runs a statement that gives exactly one row.
    ///
    /// # Errors
    /// As [`Transaction::rows`]; [`Error::Fault`] if there is another number of rows.
    pub async fn row(&self, name: &'static str, sql: &str, parameters: &[Parameter<'_>]) -> Result<Row> {
        let mut rows = self.rows(name, sql, parameters).await?;
        match (rows.pop(), rows.len()) {
            (Some(row), 0) => Ok(row),
            (_, more) => Err(Error::Fault(format!("{name} gave {more} rows beside the one it should"))),
        }
    }

    /// Runs a statement and streams its rows, with flat memory.
    ///
    /// # Errors
    /// As [`Transaction::rows`].
    pub async fn stream(
        &self,
        name: &'static str,
        sql: &str,
        parameters: &[Parameter<'_>],
    ) -> Result<RowStream> {
        let typed = parameters.iter().map(|(value, kind)| (*value, kind.clone()));
        self.client.query_typed_raw(sql, typed).await.map_err(|cause| refusal::from_database(name, cause))
    }

    /// Runs statements without parameters.
    ///
    /// # Errors
    /// As [`Transaction::rows`].
    pub async fn batch(&self, name: &'static str, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).await.map_err(|cause| refusal::from_database(name, cause))
    }

    /// Begins a COPY into a table.
    ///
    /// # Errors
    /// As [`Transaction::rows`].
    pub async fn copy_in(&self, name: &'static str, sql: &str) -> Result<CopyInSink<bytes::Bytes>> {
        self.client.copy_in(sql).await.map_err(|cause| refusal::from_database(name, cause))
    }

    /// Begins a COPY out of a query.
    ///
    /// # Errors
    /// As [`Transaction::rows`].
    pub async fn copy_out(&self, name: &'static str, sql: &str) -> Result<CopyOutStream> {
        self.client.copy_out(sql).await.map_err(|cause| refusal::from_database(name, cause))
    }
}
