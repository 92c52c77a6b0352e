//! A new password for oneself (REQUIREMENTS P3), or the same one at a higher cost.

use postgres_types::Type;

use super::login::begin;
use crate::db::{Database, Operation};
use crate::noun::stage::read_settings;
use crate::password::{Hasher, Parameters, Secret, Settings, Stored, is_generated_form, normal_form};
use crate::{Error, Result};

/// Changes the password of the user whose session the database presents; all other sessions of the user end.
///
/// `email` is the user's own. The old password is checked as a login is: a wrong one counts.
///
/// # Errors
/// [`Error::NotPermitted`] if the old password is wrong or the user is locked; [`Error::Refused`] if the new one is the old
/// one.
pub async fn change_password<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    email: &str,
    [old, new]: [&Secret; 2],
    rng: &mut R,
) -> Result<()> {
    if normal_form(old.reveal()) == normal_form(new.reveal()) {
        return Err(Error::refused("the new password is the old one", "choose another one"));
    }
    let settings = read_settings(database, None).await?;
    if set(database, operation, email, [old, new], &settings, rng).await? {
        return Ok(());
    }
    Err(Error::NotPermitted {
        message: "the old password is wrong, or the user is locked after several failures".to_owned(),
        hint: Some("the helpdesk can set a new one: ct password reset".to_owned()),
    })
}

/// Hashes the password of the user whose session the database presents anew, if it was hashed at a lower cost than chosen
/// ones are by now (DESIGN: renewed at login). Nothing else of it changes. Gives whether it was done.
///
/// # Errors
/// What the database refuses.
pub async fn renew<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    email: &str,
    password: &Secret,
    cost: Parameters,
    rng: &mut R,
) -> Result<bool> {
    let settings = read_settings(database, None).await?;
    let now = settings.parameters;
    let is_lower = cost.memory_kib < now.memory_kib || cost.passes < now.passes;
    // What was generated costs what it costs.
    if !is_lower || is_generated_form(&normal_form(password.reveal())) {
        return Ok(false);
    }
    set(database, operation, email, [password, password], &settings, rng).await
}

/// Sets the password if the old one is right; the same one is renewed.
async fn set<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    email: &str,
    [old, new]: [&Secret; 2],
    settings: &Settings,
    rng: &mut R,
) -> Result<bool> {
    let (attempt, _) = begin(database, email, old).await?;
    let stored = Hasher::new().store(new, settings.parameters, &settings.instance, rng)?;
    let Stored { salt, verifier, parameters } = stored;
    let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    let costs = [parameters.memory_kib, parameters.passes, parameters.lanes].map(number);
    let sql = "-- password::change\nselect password_change($1, $2, $3, $4, $5, $6, $7)";
    let renews = old == new;
    database
        .write(operation, async |transaction| {
            let parameters = [
                (&attempt as _, Type::INT8),
                (&salt.as_slice() as _, Type::BYTEA),
                (&verifier.as_slice() as _, Type::BYTEA),
                (&costs[0] as _, Type::INT4),
                (&costs[1] as _, Type::INT4),
                (&costs[2] as _, Type::INT4),
                (&renews as _, Type::BOOL),
            ];
            Ok(transaction.row("password::change", sql, &parameters).await?.get(0))
        })
        .await
}
