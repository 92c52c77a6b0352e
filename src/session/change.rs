//! A new password for oneself (REQUIREMENTS P3).

use postgres_types::Type;

use super::login::begin;
use crate::db::{Database, Operation};
use crate::noun::stage::read_settings;
use crate::password::{Hasher, Secret, Stored};
use crate::{Error, Result};

/// Changes the password of the user whose session the database presents; all other sessions of the user end.
///
/// `login` is the user's own e-mail, in its normal form. The old password is checked as a login is: a wrong one counts.
///
/// # Errors
/// [`Error::NotPermitted`] if the old password is wrong or the user is locked; [`Error::Refused`] if the new one is the old
/// one.
pub async fn change_password<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    login: &str,
    [old, new]: [&Secret; 2],
    rng: &mut R,
) -> Result<()> {
    if old == new {
        return Err(Error::refused("the new password is the old one", "choose another one"));
    }
    let attempt = begin(database, login, old).await?;
    let settings = read_settings(database, None).await?;
    let stored = Hasher::new().store(new, settings.parameters, &settings.instance, rng)?;
    let Stored { salt, verifier, parameters } = stored;
    let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    let costs = [parameters.memory_kib, parameters.passes, parameters.lanes].map(number);
    let sql = "-- password::change\nselect password_change($1, $2, $3, $4, $5, $6)";
    let changed = database
        .write(operation, async |transaction| {
            let parameters = [
                (&attempt as _, Type::INT8),
                (&salt.as_slice() as _, Type::BYTEA),
                (&verifier.as_slice() as _, Type::BYTEA),
                (&costs[0] as _, Type::INT4),
                (&costs[1] as _, Type::INT4),
                (&costs[2] as _, Type::INT4),
            ];
            Ok(transaction.row("password::change", sql, &parameters).await?.get::<_, bool>(0))
        })
        .await?;
    if changed {
        return Ok(());
    }
    Err(Error::NotPermitted {
        message: "the old password is wrong, or the user is locked after several failures".to_owned(),
        hint: Some("the helpdesk can set a new one: ct password reset".to_owned()),
    })
}
