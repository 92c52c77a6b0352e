//! Questions to a person at a terminal. Nothing else in `ct` asks anything.
//!
//! Questions go to standard error, so that standard output stays data, and are asked only where both standard input
//! and standard error are a terminal; elsewhere each refuses and names the flag that answers it in advance.
//!
//! The questions are dialoguer's; what it lacks is here: an end by Ctrl-C, a width for long questions, and nothing
//! shown that steers the terminal. Ctrl-D ends the hidden questions only; in the others dialoguer ignores it.

mod look;
mod search;
mod terminal;

use std::io::{self, IsTerminal};

use dialoguer::console::Term;
use dialoguer::{Confirm, FuzzySelect, Input, MultiSelect, Password, Select};

use crate::Result;
use crate::error::Error;
use crate::output::{neutralise, width};
use crate::password::Secret;

use look::Look;
pub use search::Hit;
use terminal::Reads;

/// No more items than this are shown at once.
const SHOWN: usize = 10;
/// So many cells beside a question are left for its answer, or the number of the page.
const ANSWER: usize = 32;
/// How often a new password may differ from its repetition, or break a rule.
const TRIES: u32 = 3;

/// Asks one question. Made with the flag that answers it in advance: `Prompt::instead_of("--yes")`.
///
/// # Errors
///
/// All its questions fail alike: with [`Error::Unconfirmed`] where there is no terminal, or it goes away; with
/// [`Error::Interrupted`] on Ctrl-C; with [`Error::File`] where the terminal itself fails. The terminal is left as it
/// was. From the first question on the process no longer dies of SIGINT by itself.
#[derive(Clone, Copy, Debug)]
pub struct Prompt<'a> {
    instead_of: &'a str,
}

impl<'a> Prompt<'a> {
    /// A question that stands in for a flag which was not given, such as `--yes`.
    #[must_use]
    pub const fn instead_of(flag: &'a str) -> Self {
        Self { instead_of: flag }
    }

    /// Asks for a text. Enter alone gives the default, or else an empty text. Spaces around it are taken off.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn text(self, label: &str, default: Option<&str>) -> Result<String> {
        self.text_checked(label, default, |_| Ok(()))
    }

    /// Asks for a text until `check` accepts it; its message is shown each time it does not.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn text_checked(
        self,
        label: &str,
        default: Option<&str>,
        check: impl Fn(&str) -> std::result::Result<(), String>,
    ) -> Result<String> {
        let prompt = self.prompt(label)?;
        loop {
            // An empty default is no answer worth showing.
            let shown = default.filter(|default| !default.is_empty()).map(str::to_owned);
            let prompt = prompt.clone();
            let typed: String = self.ask(label, Reads::Keys, move |term| {
                let look = Look::default();
                let input = Input::with_theme(&look).with_prompt(prompt).allow_empty(true);
                match shown {
                    Some(default) => input.default(default).interact_text_on(term),
                    None => input.interact_text_on(term),
                }
            })?;
            let answer = match (typed.trim(), default) {
                ("", Some(default)) => default,
                (typed, _) => typed,
            };
            match check(answer) {
                Ok(()) => return Ok(answer.to_owned()),
                Err(message) => tell(&message)?,
            }
        }
    }

    /// Asks whether to go on: `y` and Enter. Enter alone is no.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn confirm(self, question: &str) -> Result<bool> {
        let prompt = self.prompt(question)?;
        self.ask(question, Reads::Keys, move |term| {
            Confirm::new().with_prompt(prompt).default(false).wait_for_newline(true).interact_on(term)
        })
    }

    /// Asks for one of these items. Many are narrowed down by typing, or shown by the page. Gives its place.
    ///
    /// # Errors
    ///
    /// See [`Prompt`]; also [`Error::Unconfirmed`] where there is nothing to choose from.
    pub fn choose(self, label: &str, items: &[String], default: Option<usize>) -> Result<usize> {
        let prompt = self.prompt(label)?;
        if items.is_empty() {
            return Err(self.unanswered(label));
        }
        let default = default.filter(|place| *place < items.len());
        let look = Look::of_list(items, columns());
        if default.is_none() && look.can_narrow() {
            return self.ask(label, Reads::Keys, move |term| {
                let list = FuzzySelect::with_theme(&look).with_prompt(prompt).items(look.items());
                list.default(0).max_length(SHOWN).highlight_matches(false).interact_on(term)
            });
        }
        self.ask(label, Reads::Keys, move |term| {
            let list = Select::with_theme(&look).with_prompt(prompt).items(look.places());
            list.default(default.unwrap_or(0)).max_length(SHOWN).report(true).interact_on(term)
        })
    }

    /// Asks for any number of these items; `chosen` are marked to begin with. Gives their places, in order.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn choose_many(self, label: &str, items: &[String], chosen: &[usize]) -> Result<Vec<usize>> {
        let prompt = self.prompt(label)?;
        if items.is_empty() {
            return Err(self.unanswered(label));
        }
        let look = Look::of_list(items, columns());
        let marks: Vec<bool> = look.places().map(|place| chosen.contains(&place)).collect();
        self.ask(label, Reads::Keys, move |term| {
            let list = MultiSelect::with_theme(&look).with_prompt(prompt).items(look.places());
            list.defaults(&marks).max_length(SHOWN).interact_on(term)
        })
    }

    /// Lets somebody type a part of a name until the right one is found; none if they leave it.
    ///
    /// # Errors
    ///
    /// See [`Prompt`]; those of `find`.
    pub async fn search(
        self,
        label: &str,
        find: impl AsyncFn(String) -> Result<Vec<Hit>>,
    ) -> Result<Option<Hit>> {
        self.require_terminal(label)?;
        search::search(label, find).await
    }

    /// Waits for any key.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn key(self, label: &str) -> Result<()> {
        self.require_terminal(label)?;
        tell(label)?;
        self.ask(label, Reads::Keys, |term| {
            term.read_key()?;
            Ok(())
        })
    }

    /// Asks for a password that exists, without echo. An empty one is no answer.
    ///
    /// # Errors
    ///
    /// See [`Prompt`].
    pub fn password(self, label: &str) -> Result<Secret> {
        self.require_terminal(label)?;
        self.hidden(label)
    }

    /// Asks for a new password or another secret, twice, without echo, after telling the rules that it must keep. `check` is asked
    /// before the repetition, and gives the form in which both are compared. An empty one is no answer.
    ///
    /// # Errors
    ///
    /// See [`Prompt`]; also [`Error::Unconfirmed`] when the third try fails too.
    pub fn new_password(
        self,
        label: &str,
        rules: &str,
        check: impl Fn(&Secret) -> std::result::Result<Secret, String>,
    ) -> Result<Secret> {
        self.require_terminal(label)?;
        tell(rules)?;
        for _ in 0..TRIES {
            let password = self.hidden(label)?;
            let refused = match check(&password) {
                Err(message) => message,
                Ok(form) => match check(&self.hidden("The same again")?) {
                    Ok(again) if again == form => return Ok(password),
                    _ => "The two differ.".to_owned(),
                },
            };
            tell(&refused)?;
        }
        Err(Error::Unconfirmed { message: format!("not answered after {TRIES} tries: {label}"), hint: None })
    }

    /// Reads a line without echo.
    fn hidden(self, label: &str) -> Result<Secret> {
        let prompt = neutralise(label).into_owned();
        let typed = self.ask(label, Reads::Line, move |term| {
            let password = Password::new().with_prompt(prompt).allow_empty_password(true);
            password.interact_on(term).map(Secret::new)
        })?;
        // The end of the input comes as an empty line.
        if typed.reveal().is_empty() { Err(self.unanswered(label)) } else { Ok(typed) }
    }

    /// The question as it stands before the answer. One that would leave little space for that, such as what is about
    /// to happen to whom, is told in full above it.
    fn prompt(self, label: &str) -> Result<String> {
        self.require_terminal(label)?;
        let prompt = neutralise(label).into_owned();
        if width(&prompt) + ANSWER <= columns() {
            return Ok(prompt);
        }
        tell(&prompt)?;
        Ok(String::new())
    }

    fn require_terminal(self, label: &str) -> Result<()> {
        // Tests ask nobody, wherever they run.
        if !cfg!(test) && io::stdin().is_terminal() && io::stderr().is_terminal() {
            return Ok(());
        }
        Err(Error::unconfirmed(
            format!("there is no terminal to ask: {label}"),
            format!("answer in advance with {}", self.instead_of),
        ))
    }

    fn ask<T: Send + 'static>(
        self,
        label: &str,
        reads: Reads,
        question: impl FnOnce(&Term) -> dialoguer::Result<T> + Send + 'static,
    ) -> Result<T> {
        let error = match terminal::ask(reads, question) {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        if error.kind() == io::ErrorKind::Interrupted {
            tell("")?;
            return Err(Error::Interrupted { standing: None });
        }
        Err(if terminal::has_gone(&error) { self.unanswered(label) } else { failed(error) })
    }

    fn unanswered(self, label: &str) -> Error {
        Error::unconfirmed(
            format!("not answered: {label}"),
            format!("to answer in advance: {}", self.instead_of),
        )
    }
}

fn tell(message: &str) -> Result<()> {
    Term::stderr().write_line(&neutralise(message)).map_err(failed)
}

fn columns() -> usize {
    usize::from(Term::stderr().size().1)
}

fn failed(cause: io::Error) -> Error {
    Error::file("use", "the terminal", cause)
}

#[cfg(test)]
mod tests {
    use super::Prompt;
    use crate::error::{Error, Kind};

    #[test]
    fn without_a_terminal_each_refuses_and_names_the_flag() {
        let prompt = Prompt::instead_of("--yes");
        let items = ["Intake".to_owned()];
        let errors = [
            prompt.text("Name", None).unwrap_err(),
            prompt.confirm("Go on?").unwrap_err(),
            prompt.choose("Workgroup", &items, None).unwrap_err(),
            prompt.choose_many("Workgroups", &items, &[]).unwrap_err(),
            prompt.password("Password").unwrap_err(),
            prompt.new_password("Password", "Long.", |typed| Ok(typed.clone())).unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.kind(), Kind::Unconfirmed);
            assert!(matches!(&error, Error::Unconfirmed { message, .. } if message.contains("no terminal")));
            assert_eq!(error.hints(), ["answer in advance with --yes"]);
        }
    }
}
