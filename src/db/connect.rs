//! The connection pool of one database.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use deadpool_postgres::{Connect, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod};
use tokio::task::JoinHandle;
use tokio_postgres::NoTls;

use super::dial::{Connected, Dialer};
use super::settings::ServerSettings;
use crate::session::Token;
use crate::{Error, Result};

/// How many connections one command may hold.
const MOST_CONNECTIONS: usize = 4;

/// A database and the schema in it. Cloning shares the connections. No connection is made before one is
/// needed, no statement is prepared by name, and nothing outlives a transaction, so that a transaction pooler
/// may stand between.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    schema: Arc<str>,
    url: Arc<str>,
    failure: Arc<Mutex<Option<Error>>>,
    presented: Option<Presented>,
}

/// A session that every transaction presents.
#[derive(Clone, Debug)]
pub(super) struct Presented {
    pub(super) token: Token,
    pub(super) purpose: Purpose,
    /// Whether the connection may do more than an operator's, and takes on the role of one.
    pub(super) takes_role: bool,
}

/// What a session is presented for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To do what its user may.
    Acting,
    /// The same, also of who has to choose a new password first: to choose it.
    Choosing,
    /// To put away what was left, whether the session still holds or not.
    Leaving,
}

impl Database {
    /// Connects: takes one connection, to see that it can be had, and keeps it for the first use. `schema` is
    /// a name that the settings have checked.
    ///
    /// With several hosts, each is tried in turn; if none can be used but one may soon, they are tried again
    /// for [`ServerSettings::failover_patience`]. A single host that refuses is an error at once.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`] if the server or the database is not there, or cannot be trusted;
    /// [`Error::NotPermitted`] if it refuses the role or its password: trying again will not help;
    /// a usage error for a certificate file that cannot be used. None of them shows a password.
    pub async fn connect(settings: &ServerSettings, schema: &str) -> Result<Self> {
        let database = Self::of(settings, schema)?;
        drop(database.client().await?);
        Ok(database)
    }

    fn of(settings: &ServerSettings, schema: &str) -> Result<Self> {
        let failure = Arc::new(Mutex::new(None));
        let maker = Maker { dialer: Arc::new(Dialer::new(settings.clone())), failure: Arc::clone(&failure) };
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_connect(tokio_postgres::Config::new(), maker, recycling);
        let pool = Pool::builder(manager).max_size(MOST_CONNECTIONS).build();
        let pool =
            pool.map_err(|cause| Error::Fault(format!("the connection pool cannot be made: {cause}")))?;
        Ok(Self { pool, schema: schema.into(), url: settings.display_url().into(), failure, presented: None })
    }

    /// A connection of the pool, made now if none is free; waits while all are in use.
    ///
    /// # Errors
    ///
    /// As [`Database::connect`].
    pub async fn client(&self) -> Result<deadpool_postgres::Client> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(cause) => {
                let known = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
                known.unwrap_or_else(|| Error::Unreachable {
                    message: format!("cannot connect to {}", self.url),
                    hint: None,
                    cause: Some(Box::new(cause)),
                })
            }
            other => Error::Fault(format!("the connection pool gave nothing: {other}")),
        })
    }

    /// The same database, as the user of a session: every transaction presents it. With `to_choose` also one whose user
    /// has to choose a new password first.
    #[must_use]
    pub fn presenting(&self, token: &Token, to_choose: bool) -> Self {
        let purpose = if to_choose { Purpose::Choosing } else { Purpose::Acting };
        Self {
            presented: Some(Presented { token: token.clone(), purpose, takes_role: true }),
            ..self.clone()
        }
    }

    /// The same over the connection of an operator, which has no other role to leave.
    #[must_use]
    pub fn of_operator(&self) -> Self {
        let presented = self.presented.clone().map(|presented| Presented { takes_role: false, ..presented });
        Self { presented, ..self.clone() }
    }

    /// The same database, to put away what a command leaves, even when its session has ended.
    #[must_use]
    pub(crate) fn leaving(&self) -> Self {
        let presented =
            self.presented.clone().map(|presented| Presented { purpose: Purpose::Leaving, ..presented });
        Self { presented, ..self.clone() }
    }

    /// The session that is presented, if one is.
    pub(super) const fn presented(&self) -> Option<&Presented> {
        self.presented.as_ref()
    }

    /// Whether it acts as somebody who is logged in.
    #[must_use]
    pub const fn is_a_users(&self) -> bool {
        self.presented.is_some()
    }

    /// The schema that holds the instance.
    #[must_use]
    pub fn schema(&self) -> &str {
        &self.schema
    }

    /// The database as a URL, without the password.
    #[must_use]
    pub fn describe(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("url", &self.url)
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

/// Makes the pool's connections.
struct Maker {
    dialer: Arc<Dialer>,
    failure: Arc<Mutex<Option<Error>>>,
}

type Making<'a> = Pin<
    Box<
        dyn Future<
                Output = std::result::Result<(tokio_postgres::Client, JoinHandle<()>), tokio_postgres::Error>,
            > + Send
            + 'a,
    >,
>;

impl Connect for Maker {
    fn connect(&self, _config: &tokio_postgres::Config) -> Making<'_> {
        Box::pin(async move {
            match self.dialer.dial().await {
                Ok(connected) => Ok(connected),
                Err(error) => {
                    *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    to_nowhere().await
                }
            }
        })
    }
}

/// Fails. The pool passes on errors of tokio-postgres only, which nobody else can make: connecting to no host
/// at all gives one. What really happened lies in [`Database::failure`].
async fn to_nowhere() -> std::result::Result<Connected, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::Config::new().connect(NoTls).await?;
    Ok((client, tokio::spawn(async move { drop(connection.await) })))
}
