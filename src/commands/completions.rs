//! `ct completions SHELL`

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

use crate::output::CannotWrite;

/// The command.
pub(crate) fn command() -> Command {
    Command::new("completions")
        .about("Prints the completions for a shell")
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(Shell))
                .help("The shell"),
        )
        .after_help("For bash: ct completions bash > ~/.local/share/bash-completion/completions/ct")
}

/// Prints them.
pub(crate) fn run(matches: &ArgMatches) -> Result<()> {
    use std::io::Write;
    let Some(shell) = matches.get_one::<Shell>("shell") else { return Ok(()) };
    let mut text = Vec::new();
    clap_complete::generate(*shell, &mut super::command(), "ct", &mut text);
    let mut out = crate::output::standard_output();
    out.write_all(&text).and_then(|()| out.flush()).map_err(CannotWrite::from)?;
    Ok(())
}
