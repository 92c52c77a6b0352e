//! A new password for oneself (REQUIREMENTS P3), or the same one at a higher cost.

use postgres_types::Type;

use super::list::own;
use super::login::{begin, not_permitted};
use super::question::{SecurityQuestion, StoredQuestion, costs};
use crate::db::{Database, Operation};
use crate::noun::stage::read_settings;
use crate::password::{Hasher, Parameters, Secret, Settings, Stored, is_generated_form, normal_form};
use crate::{Error, Result};

/// A new password for oneself.
#[derive(Clone, Debug)]
pub struct PasswordChange<'a> {
    /// The own e-mail.
    pub email: &'a str,
    /// The present password.
    pub old: &'a Secret,
    /// The new one.
    pub new: &'a Secret,
    /// A security question in place of the one before, if there is one. The first password demands it, unless the setting
    /// `security_question` is 0 or somebody has set one beforehand.
    pub question: Option<&'a SecurityQuestion>,
}

/// Changes the password of the user whose session the database presents; all other sessions of the user end. The security
/// question is set with it, in the same transaction.
///
/// The old password is checked as a login is: a wrong one counts. What is refused anyway costs no attempt.
///
/// # Errors
/// [`Error::NotPermitted`] if the old password is wrong or the user is locked, or if a security question has to be chosen
/// and none is told; [`Error::Refused`] if the new password is the old one; those of [`super::normal_answer`].
pub async fn change_password<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    change: &PasswordChange<'_>,
    rng: &mut R,
) -> Result<()> {
    let PasswordChange { email, old, new, question } = *change;
    if normal_form(old.reveal()) == normal_form(new.reveal()) {
        return Err(Error::refused("the new password is the old one", "choose another one"));
    }
    if question.is_none() && own(database).await?.is_some_and(|own| own.question_is_demanded) {
        return Err(not_permitted(
            "a security question has to be chosen, too",
            "on a terminal ct password change asks for it; in a script: --question and --answer-file",
        ));
    }
    let settings = read_settings(database, None).await?;
    let question = question.map(|question| question.store(&settings, rng)).transpose()?;
    if set(database, operation, email, [old, new], question.as_ref(), &settings, rng).await? {
        return Ok(());
    }
    Err(not_permitted(
        "the old password is wrong, or the user is locked after several failures",
        "the helpdesk can set a new one: ct password reset",
    ))
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
    set(database, operation, email, [password, password], None, &settings, rng).await
}

/// Sets the password if the old one is right; the same one is renewed.
async fn set<R: rand::CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    email: &str,
    [old, new]: [&Secret; 2],
    question: Option<&StoredQuestion>,
    settings: &Settings,
    rng: &mut R,
) -> Result<bool> {
    let (attempt, _) = begin(database, email, old).await?;
    let Stored { salt, verifier, parameters } =
        Hasher::new().store(new, settings.parameters, &settings.instance, rng)?;
    let costs_of_password = costs(parameters);
    let renews = old == new;
    let text = question.map(|question| question.question.as_str());
    let answer = question.map(|question| &question.answer);
    let answer_salt = answer.map(|answer| answer.salt.as_slice());
    let answer_verifier = answer.map(|answer| answer.verifier.as_slice());
    let costs_of_answer = answer.map_or([None; 3], |answer| costs(answer.parameters).map(Some));
    let sql =
        "-- password::change\nselect password_change($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    database
        .write(operation, async |transaction| {
            let parameters = [
                (&attempt as _, Type::INT8),
                (&salt.as_slice() as _, Type::BYTEA),
                (&verifier.as_slice() as _, Type::BYTEA),
                (&costs_of_password[0] as _, Type::INT4),
                (&costs_of_password[1] as _, Type::INT4),
                (&costs_of_password[2] as _, Type::INT4),
                (&renews as _, Type::BOOL),
                (&text as _, Type::TEXT),
                (&answer_salt as _, Type::BYTEA),
                (&answer_verifier as _, Type::BYTEA),
                (&costs_of_answer[0] as _, Type::INT4),
                (&costs_of_answer[1] as _, Type::INT4),
                (&costs_of_answer[2] as _, Type::INT4),
            ];
            Ok(transaction.row("password::change", sql, &parameters).await?.get(0))
        })
        .await
}
