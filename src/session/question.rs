//! Security questions (REQUIREMENTS P3, P6): a user chooses one from a list, and nobody can read the answer.

use postgres_types::Type;
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::login::{begin, not_permitted};
use crate::db::{Database, Operation, Parameter};
use crate::noun::stage::read_settings;
use crate::password::{Hasher, MAXIMUM_BYTES, Parameters, Secret, Settings, Stored, normal_form};
use crate::{Error, Result};

/// How many characters an answer has at least, in its [normal form](normal_answer).
pub const SHORTEST_ANSWER: usize = 3;

/// How many times longer lower case can make a text in UTF-8 (U+0130: 2 bytes become 3).
const GROWS_AT_MOST: usize = 2;

/// A security question with its answer.
#[derive(Clone, Debug)]
pub struct SecurityQuestion {
    /// One of [`questions`].
    pub question: String,
    /// The answer, as typed.
    pub answer: Secret,
}

/// The same as the database keeps it.
pub(super) struct StoredQuestion {
    pub(super) question: String,
    pub(super) answer: Stored,
}

impl SecurityQuestion {
    /// Hashes the answer, at the cost of a chosen password.
    pub(super) fn store<R: CryptoRng + ?Sized>(
        &self,
        settings: &Settings,
        rng: &mut R,
    ) -> Result<StoredQuestion> {
        let answer = normal_answer(&self.answer)?;
        let answer = Hasher::new().store(&answer, settings.parameters, &settings.instance, rng)?;
        Ok(StoredQuestion { question: self.question.clone(), answer })
    }
}

/// What was spent, as the database takes it: memory, passes, lanes.
pub(super) fn costs(parameters: Parameters) -> [i32; 3] {
    let number = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
    [parameters.memory_kib, parameters.passes, parameters.lanes].map(number)
}

/// The normal form of an answer, which is what is hashed: Unicode NFKC, in lower case, without spaces around it and with a
/// single one between words. Years later nobody remembers how they typed it.
///
/// In lower case it never has the form of a generated password, so it is always hashed at full cost.
///
/// # Errors
/// [`Error::BadInput`] if it is shorter than [`SHORTEST_ANSWER`] characters or longer than [`MAXIMUM_BYTES`] bytes then.
pub fn normal_answer(answer: &Secret) -> Result<Secret> {
    let bad = |message: String| Err(Error::BadInput { message, hint: None });
    let typed = normal_form(answer.reveal());
    // With room enough from the start the text is never moved, which would leave an unwiped copy behind.
    let mut lower = Zeroizing::new(String::with_capacity(typed.len().saturating_mul(GROWS_AT_MOST)));
    for word in typed.split_whitespace() {
        if !lower.is_empty() {
            lower.push(' ');
        }
        // The Greek sigma at the end of a word is the same letter.
        lower.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }));
    }
    let normal = normal_form(&lower);
    let length = normal.chars().count();
    if length < SHORTEST_ANSWER {
        return bad(format!("the answer has fewer than {SHORTEST_ANSWER} characters"));
    }
    if normal.len() > MAXIMUM_BYTES {
        return bad(format!("the answer is longer than {MAXIMUM_BYTES} bytes"));
    }
    Ok(Secret::new(normal.as_str()))
}

/// The questions that there are to choose from.
///
/// # Errors
/// What the database refuses.
pub async fn questions(database: &Database) -> Result<Vec<String>> {
    let sql = "-- question::list\nselect security_questions()";
    database.read(async |transaction| Ok(transaction.row("question::list", sql, &[]).await?.get(0))).await
}

/// The question that somebody means: by its number in the list, from 1, or by its text, in any case.
///
/// # Errors
/// [`Error::Usage`], with the list, if it is none of them.
pub fn pick_question<'a>(questions: &'a [String], told: &str) -> Result<&'a str> {
    let wanted = told.trim();
    let by_number = wanted.parse::<usize>().ok().and_then(|number| questions.get(number.checked_sub(1)?));
    let by_text = || questions.iter().find(|question| question.to_lowercase() == wanted.to_lowercase());
    by_number.or_else(by_text).map(String::as_str).ok_or_else(|| {
        let list = questions.iter().enumerate().map(|(place, question)| format!("{} {question}", place + 1));
        Error::usage(
            format!("{wanted:?} is none of the security questions"),
            format!("tell one by number or text: {}", list.collect::<Vec<_>>().join("  ")),
        )
    })
}

/// Gives the user whose session the database presents a security question, in place of the one before. `email` is the
/// user's own; the password is checked as a login is: a wrong one counts.
///
/// # Errors
/// [`Error::NotPermitted`] if the password is wrong or the user is locked; [`Error::Refused`] if the question is none of
/// [`questions`]; those of [`normal_answer`].
pub async fn set_question<R: CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    email: &str,
    password: &Secret,
    question: &SecurityQuestion,
    rng: &mut R,
) -> Result<()> {
    let stored = question.store(&read_settings(database, None).await?, rng)?;
    let (attempt, _) = begin(database, email, password).await?;
    let sql = "-- question::set\nselect question_set($1, $2, $3, $4, $5, $6, $7)";
    if write(database, operation, sql, attempt, &stored).await?.unwrap_or(false) {
        return Ok(());
    }
    Err(not_permitted(
        "the password is wrong, or the user is locked after several failures",
        "the helpdesk can set a new one: ct password reset",
    ))
}

/// Gives another user a security question beforehand.
///
/// # Errors
/// [`Error::NotPermitted`] if the one who acts may not reset the user's password, or is the user; [`Error::Refused`] if the
/// question is none of [`questions`]; those of [`normal_answer`].
pub async fn set_question_for<R: CryptoRng + ?Sized>(
    database: &Database,
    operation: &Operation,
    user: i64,
    question: &SecurityQuestion,
    rng: &mut R,
) -> Result<()> {
    let stored = question.store(&read_settings(database, None).await?, rng)?;
    let sql = "-- question::set_for\nselect question_set_for($1, $2, $3, $4, $5, $6, $7) is null";
    write(database, operation, sql, user, &stored).await.map(drop)
}

/// Writes a question, by a function whose first argument is the attempt or the user.
async fn write(
    database: &Database,
    operation: &Operation,
    sql: &'static str,
    first: i64,
    stored: &StoredQuestion,
) -> Result<Option<bool>> {
    let StoredQuestion { question, answer } = stored;
    let costs = costs(answer.parameters);
    database
        .write(operation, async |transaction| {
            let parameters: [Parameter<'_>; 7] = [
                (&first, Type::INT8),
                (question, Type::TEXT),
                (&answer.salt.as_slice(), Type::BYTEA),
                (&answer.verifier.as_slice(), Type::BYTEA),
                (&costs[0], Type::INT4),
                (&costs[1], Type::INT4),
                (&costs[2], Type::INT4),
            ];
            Ok(transaction.row("question::write", sql, &parameters).await?.get(0))
        })
        .await
}

/// Takes another user's security question away, so that the user chooses a new one; false if there was none.
///
/// # Errors
/// [`Error::NotPermitted`] if the one who acts may not reset the user's password, or is the user.
pub async fn clear_question_for(database: &Database, operation: &Operation, user: i64) -> Result<bool> {
    let sql = "-- question::clear_for\nselect question_clear_for($1)";
    database
        .write(operation, async |transaction| {
            Ok(transaction.row("question::clear_for", sql, &[(&user, Type::INT8)]).await?.get(0))
        })
        .await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Kind;

    fn normal(answer: &str) -> String {
        normal_answer(&Secret::new(answer)).unwrap().reveal().to_owned()
    }

    #[test]
    fn however_it_is_typed() {
        for (one, other) in [
            ("  Fluffy\tthe  CAT ", "fluffy the cat"),
            ("Cafe\u{301}", "café"),
            ("ΟΔΟΣ", "οδος"),
            ("Ｒｅｘ\u{a0}ｉｉ", "rex ii"),
            ("İzmir", "i\u{307}zmir"),
        ] {
            assert_eq!(normal(one), normal(other), "{one}");
        }
        assert_eq!(normal(" Main Street "), "main street");
    }

    #[test]
    fn an_answer_has_a_length() {
        for short in ["", "a", " ab ", "\t \u{a0}"] {
            let error = normal_answer(&Secret::new(short)).unwrap_err();
            assert_eq!(error.kind(), Kind::BadInput);
            assert_eq!(error.to_string(), "the answer has fewer than 3 characters");
        }
        assert_eq!(normal("a b"), "a b");
        assert!(normal_answer(&Secret::new("a".repeat(MAXIMUM_BYTES))).is_ok());
        assert!(normal_answer(&Secret::new("a".repeat(MAXIMUM_BYTES + 1))).is_err());
    }

    #[test]
    fn nothing_outgrows_the_room() {
        let longest = (char::MIN..=char::MAX).map(|c| {
            let grown: usize = c.to_lowercase().map(char::len_utf8).sum();
            grown.div_ceil(c.len_utf8())
        });
        assert_eq!(longest.max(), Some(GROWS_AT_MOST));
    }

    #[test]
    fn a_generated_password_costs_as_much_as_any_answer() {
        let generated = crate::password::generate(&mut rand::rng());
        assert!(!crate::password::is_generated_form(&normal(generated.reveal())));
    }

    #[test]
    fn questions_are_picked_by_number_and_text() {
        let list = ["Who?".to_owned(), "Where?".to_owned()];
        for told in ["2", " where? ", "WHERE?"] {
            assert_eq!(pick_question(&list, told).unwrap(), "Where?");
        }
        for told in ["0", "3", "-1", "", "Why?"] {
            let error = pick_question(&list, told).unwrap_err();
            assert_eq!(error.hints(), ["tell one by number or text: 1 Who?  2 Where?"]);
        }
    }

    proptest! {
        #[test]
        fn a_second_time_changes_nothing(text in "\\PC{3,60}") {
            if let Ok(once) = normal_answer(&Secret::new(text)) {
                prop_assert_eq!(normal(once.reveal()), once.reveal());
            }
        }
    }
}
