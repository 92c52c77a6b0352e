//! `--log-format`: how what is said on standard error is written, for a log that programs read.

use clap::{Arg, ArgMatches, value_parser};

use crate::clock::SystemClock;
use crate::environment::Environment;
use crate::output::{Format, Talk, TalkStyle};

/// How standard error is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}

const VARIABLE: &str = "CT_LOG_FORMAT";

impl LogFormat {
    const fn of(word: &str) -> Option<Self> {
        match word.as_bytes() {
            b"text" => Some(Self::Text),
            b"json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The format of data by which talk is written so.
    const fn as_data(self) -> Format {
        match self {
            Self::Text => Format::Table,
            Self::Json => Format::Jsonl,
        }
    }
}

/// The flag.
pub(crate) fn flag() -> Arg {
    Arg::new("log-format")
        .long("log-format")
        .value_name("FORMAT")
        .value_parser(value_parser!(LogFormat))
        .help("How standard error is written; as the data is unless told [env: CT_LOG_FORMAT]")
}

/// Standard error, as it was told. A log has the time and the command in each line.
pub(crate) fn talk(environment: &Environment, matches: &ArgMatches, style: TalkStyle, command: &str) -> Talk {
    let flag = matches.get_one::<LogFormat>("log-format").copied();
    let variable = environment.get(VARIABLE);
    let told = flag.or_else(|| variable.and_then(LogFormat::of));
    let format = told.map_or(style.format, LogFormat::as_data);
    let talk = Talk::new(std::io::stderr(), TalkStyle { format, ..style });
    let talk =
        if told == Some(LogFormat::Json) { talk.stamped(Box::new(SystemClock), command) } else { talk };
    if flag.is_none() && variable.is_some_and(|word| LogFormat::of(word).is_none()) {
        talk.warn("CT_LOG_FORMAT is text or json, and not used");
    }
    talk
}

/// Whether standard error was to be JSON, where the command line could not be read.
pub(super) fn is_json(environment: &Environment, arguments: &[String]) -> bool {
    let pair = arguments.windows(2).any(|pair| pair[0] == "--log-format" && pair[1] == "json");
    let told = |word: &str| arguments.iter().any(|argument| argument == word);
    pair || told("--log-format=json")
        || (environment.get(VARIABLE) == Some("json")
            && !arguments.iter().any(|argument| argument.starts_with("--log-format")))
}
