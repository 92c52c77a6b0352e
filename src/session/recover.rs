//! A new password by the answer to the security question (REQUIREMENTS P6), for who has forgotten the old one.

use postgres_types::Type;

use super::login::{Told, cost, key, locked_for_inactivity, login_of, not_permitted, note, salt};
use super::question::{costs, normal_answer};
use crate::db::{Database, Operation};
use crate::password::{Hasher, Parameters, Policy, SALT_BYTES, Secret, Settings, Stored};
use crate::{Error, Result};

/// What somebody is asked who wants to recover: the same kind of thing for everybody, whether the user exists or not.
#[derive(Clone, Debug)]
pub struct Recovery {
    login: String,
    question: String,
    salt: [u8; SALT_BYTES],
    cost: Parameters,
    settings: Settings,
    policy: Policy,
}

impl Recovery {
    /// The question that is to be answered.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// What the new password must be like.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }
}

/// Begins: gives the question. `email` is as typed. No session is needed.
///
/// # Errors
/// What the database refuses; never that there is no such user.
pub async fn recovery(database: &Database, email: &str) -> Result<Recovery> {
    let login = login_of(email);
    let sql = "-- recovery::challenge\nselect question, salt, memory_kib, passes, lanes, instance, \
        new_memory_kib, new_passes, minimum_length from recovery_challenge($1)";
    let told = database
        .read(async |transaction| transaction.row("recovery::challenge", sql, &[(&login, Type::TEXT)]).await)
        .await?;
    let minimum_length = usize::try_from(told.get::<_, i32>(8)).unwrap_or_default();
    let lanes = i32::try_from(Parameters::DEFAULT.lanes).unwrap_or(1);
    Ok(Recovery {
        question: told.get(0),
        salt: salt(told.get(1))?,
        cost: cost([told.get(2), told.get(3), told.get(4)]),
        settings: Settings {
            instance: told.get(5),
            parameters: cost([told.get(6), told.get(7), lanes]),
            threads: None,
        },
        policy: Policy::staff().with_minimum_length(minimum_length)?,
        login,
    })
}

/// Sets the new password if the answer is right. All sessions of the user end, failures do not count any more, and the
/// history says that the user did it. A wrong answer counts like a wrong password, and locks like one; a right one gets
/// past no lock.
///
/// # Errors
/// [`Error::NotPermitted`] if the answer is wrong or the user is locked, does not exist, has no security question or is not
/// active, which are told alike; those of [`Policy::require`] and [`normal_answer`], which cost no attempt.
pub async fn recover<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    recovery: &Recovery,
    answer: &Secret,
    new: &Secret,
    rng: &mut R,
) -> Result<()> {
    recovery.policy.require(new)?;
    let answer = normal_answer(answer)?;
    let Settings { instance, parameters, .. } = recovery.settings;
    let key = key(answer, recovery.salt, recovery.cost, instance).await?;
    let stored = Hasher::new().store(new, parameters, &instance, rng)?;
    let attempt = note(database, &recovery.login, &key, Told::Answer).await?;
    match finish(database, operation, attempt, &stored).await?.as_str() {
        "ok" => Ok(()),
        "inactivity" => Err(locked_for_inactivity()),
        "inactive" | "pending" => Err(not_permitted("the user is not active", "ask an administrator")),
        _ => Err(not_permitted(
            "the e-mail or the answer is wrong, or the user is locked",
            "after several failures nobody gets in for a while; the helpdesk or the supervisor can give you a new password",
        )),
    }
}

async fn finish(database: &Database, operation: &Operation, attempt: i64, stored: &Stored) -> Result<String> {
    let Stored { salt, verifier, parameters } = stored;
    let costs = costs(*parameters);
    let sql = "-- recovery::finish\nselect recovery_finish($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let finished = database
        .stage(async |transaction| {
            let parameters = [
                (&attempt as _, Type::INT8),
                (&operation.id as _, Type::UUID),
                (&salt.as_slice() as _, Type::BYTEA),
                (&verifier.as_slice() as _, Type::BYTEA),
                (&costs[0] as _, Type::INT4),
                (&costs[1] as _, Type::INT4),
                (&costs[2] as _, Type::INT4),
                (&operation.system_user as _, Type::TEXT),
                (&operation.reason as _, Type::TEXT),
            ];
            Ok(transaction.row("recovery::finish", sql, &parameters).await?.get(0))
        })
        .await;
    match finished {
        // There is an operation only where the password was set.
        Err(error @ Error::Unreachable { .. }) => {
            if database.was_committed(operation.id).await? {
                Ok("ok".to_owned())
            } else {
                Err(error)
            }
        }
        finished => finished,
    }
}
