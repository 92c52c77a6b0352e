//! Logging in, in three steps.

use postgres_types::Type;
use uuid::Uuid;

use super::Token;
use crate::csv_io::normal_email;
use crate::db::{Database, Operation, Transaction};
use crate::password::{Hasher, Key, Parameters, SALT_BYTES, Secret};
use crate::{Error, Result};

/// Somebody who wants to log in.
#[derive(Clone, Debug)]
pub struct Login {
    /// The e-mail, as typed.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// From where: the system's user and the machine.
    pub client: Option<String>,
}

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The session's number.
    pub session: i64,
    /// The user's id.
    pub user: i64,
    /// What presents the session.
    pub token: Token,
    /// What the password costs to hash, as far as it is told; [`super::renew`] raises it.
    pub cost: Parameters,
}

/// Logs in. Every wrong password counts, however many are told at once.
///
/// # Errors
/// [`Error::NotPermitted`] if the e-mail or the password is wrong or the user is locked, which are told alike; or, to who
/// knows the password, if the user is not active, is locked for inactivity, or the password has expired.
pub async fn login<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    login: Login,
    rng: &mut R,
) -> Result<LoggedIn> {
    let (attempt, cost) = begin(database, &login.email, &login.password).await?;
    let token = Token::new(rng);
    let digest = token.digest().to_vec();
    let sql = "-- login::finish\nselect result, session_id, user_id from login_finish($1, $2, $3)";
    let row = database
        .stage(async |transaction| {
            let parameters =
                [(&attempt as _, Type::INT8), (&digest as _, Type::BYTEA), (&login.client as _, Type::TEXT)];
            transaction.row("login::finish", sql, &parameters).await
        })
        .await?;
    match row.get(0) {
        "ok" => Ok(LoggedIn { session: row.get(1), user: row.get(2), token, cost }),
        "inactive" => Err(not_permitted("the user is inactive", "ask an administrator")),
        "pending" => Err(not_permitted("the user still waits for approval", "ask an administrator")),
        "inactivity" => Err(locked_for_inactivity()),
        "expired" => Err(not_permitted(
            "the temporary password has expired",
            "ask the helpdesk or the supervisor for a new one",
        )),
        _ => Err(not_permitted(
            "the e-mail or the password is wrong, or the user is locked",
            "after several failures nobody gets in for a while; the helpdesk can unlock the user",
        )),
    }
}

/// To who has proven who they are.
pub(super) fn locked_for_inactivity() -> Error {
    not_permitted(
        "the user is locked, for there was no login for long",
        "the helpdesk, the supervisor or an administrator can unlock the user: ct user unlock",
    )
}

pub(super) fn not_permitted(message: &str, hint: &str) -> Error {
    Error::NotPermitted { message: message.to_owned(), hint: Some(hint.to_owned()) }
}

/// What an attempt is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Password,
    Answer,
}

/// The login of an e-mail, as typed; of what is no e-mail, something that nobody has.
pub(super) fn login_of(email: &str) -> String {
    normal_email(email).unwrap_or_else(|_| email.trim().to_lowercase())
}

/// Computes the key and commits the attempt; gives its number and the cost. Whether it is right, this does not tell.
pub(super) async fn begin(database: &Database, email: &str, password: &Secret) -> Result<(i64, Parameters)> {
    let login = login_of(email);
    let sql =
        "-- login::challenge\nselect salt, memory_kib, passes, lanes, instance from login_challenge($1)";
    let challenge = database
        .read(async |transaction| transaction.row("login::challenge", sql, &[(&login, Type::TEXT)]).await)
        .await?;
    let cost = cost([challenge.get(1), challenge.get(2), challenge.get(3)]);
    let key = key(password.clone(), salt(challenge.get(0))?, cost, challenge.get(4)).await?;
    Ok((note(database, &login, &key, Told::Password).await?, cost))
}

/// Commits the attempt; gives its number.
pub(super) async fn note(database: &Database, login: &str, key: &Key, told: Told) -> Result<i64> {
    let key = key.reveal().as_slice();
    let told = match told {
        Told::Password => "password",
        Told::Answer => "answer",
    };
    let sql = "-- login::begin\nselect login_begin($1, $2, $3)";
    database
        .stage(async |transaction: &Transaction<'_>| {
            let parameters = [(&login as _, Type::TEXT), (&key as _, Type::BYTEA), (&told as _, Type::TEXT)];
            Ok(transaction.row("login::begin", sql, &parameters).await?.get(0))
        })
        .await
}

/// The salt that a challenge tells.
pub(super) fn salt(told: &[u8]) -> Result<[u8; SALT_BYTES]> {
    told.try_into().map_err(|_| Error::Fault("a salt of another length".to_owned()))
}

/// The cost that a challenge tells: memory, passes, lanes.
pub(super) fn cost(told: [i32; 3]) -> Parameters {
    let [memory_kib, passes, lanes] = told.map(|number| u32::try_from(number).unwrap_or_default());
    Parameters { memory_kib, passes, lanes }
}

/// The key, on a thread of its own: it takes a while.
pub(super) async fn key(
    secret: Secret,
    salt: [u8; SALT_BYTES],
    cost: Parameters,
    instance: Uuid,
) -> Result<Key> {
    let computed =
        tokio::task::spawn_blocking(move || Hasher::new().derive_key(&secret, &salt, cost, &instance));
    computed.await.map_err(|cause| Error::Fault(format!("the key was not computed: {cause}")))?
}

/// Lets a user in again who was locked for failures or for inactivity; false if the user was not.
///
/// # Errors
/// What the database refuses.
pub async fn unlock(database: &Database, operation: &Operation, user: i64) -> Result<bool> {
    let sql = "-- login::unlock\nselect login_unlock($1)";
    database
        .write(operation, async |transaction| {
            Ok(transaction.row("login::unlock", sql, &[(&user, Type::INT8)]).await?.get(0))
        })
        .await
}
