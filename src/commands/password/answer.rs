//! The security question and its answer: the flags, and asking for them.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgMatches, value_parser};

use crate::db::Database;
use crate::password::source;
use crate::prompt::Prompt;
use crate::session::{SHORTEST_ANSWER, SecurityQuestion, normal_answer, pick_question, questions};

/// A flag that names a file with a secret.
pub(super) fn file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name("FILE").value_parser(value_parser!(PathBuf)).help(help)
}

/// `--question` and `--answer-file`.
pub(super) fn flags() -> [Arg; 2] {
    [
        Arg::new("question")
            .long("question")
            .value_name("N|TEXT")
            .requires("answer-file")
            .help("The security question: one of the list, by its number or its text; any other word shows the list"),
        file("answer-file", "Read the answer from a file that nobody else can read").requires("question"),
    ]
}

/// The question and the answer that the flags tell, if they do.
pub(super) async fn told(database: &Database, matches: &ArgMatches) -> Result<Option<SecurityQuestion>> {
    let (Some(question), Some(path)) =
        (matches.get_one::<String>("question"), matches.get_one::<PathBuf>("answer-file"))
    else {
        return Ok(None);
    };
    let question = pick_question(&questions(database).await?, question)?.to_owned();
    let answer = source::from_file(path)?;
    normal_answer(&answer)?;
    Ok(Some(SecurityQuestion { question, answer }))
}

/// Asks for one of the questions, and for the answer, twice.
pub(super) async fn ask(database: &Database) -> Result<SecurityQuestion> {
    let mut questions = questions(database).await?;
    let prompt = Prompt::instead_of("--question and --answer-file");
    let place = prompt.choose("Security question", &questions, Some(0))?;
    let rules = format!(
        "Who knows the answer can set a new password. It has at least {SHORTEST_ANSWER} characters; capitals and spaces do not matter."
    );
    let answer = prompt
        .new_password("Answer", &rules, |answer| normal_answer(answer).map_err(|error| error.to_string()))?;
    Ok(SecurityQuestion { question: questions.swap_remove(place), answer })
}
