//! A search that narrows as one types.
//!
//! Keys are read on a thread of their own, one at a time and only when one is wanted, so that none is lost to the question
//! that follows; what they find is asked for by whoever calls, who may be within a runtime.

use std::io;
use std::thread;

use dialoguer::console::{Key, Term};
use tokio::sync::mpsc;

use super::terminal::{Reads, Restored};
use super::{columns, failed};
use crate::Result;
use crate::error::Error;
use crate::output::{cut, neutralise};

/// What is shown of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which one.
    pub id: i64,
    /// As it is shown.
    pub line: String,
}

/// Where somebody is in a search.
#[derive(Debug, Default)]
struct State {
    typed: String,
    hits: Vec<Hit>,
    chosen: usize,
}

/// What a key comes to.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Search anew.
    Search,
    /// Show anew.
    Show,
    /// This one.
    Take,
    /// None at all.
    Leave,
}

impl State {
    fn key(&mut self, key: &Key) -> Step {
        match key {
            Key::Char('\u{15}') => self.typed.clear(),
            Key::Char(letter) if !letter.is_control() => self.typed.push(*letter),
            Key::Backspace => drop(self.typed.pop()),
            Key::ArrowDown | Key::Tab => {
                self.chosen = (self.chosen + 1).min(self.hits.len().saturating_sub(1));
                return Step::Show;
            }
            Key::ArrowUp | Key::BackTab => {
                self.chosen = self.chosen.saturating_sub(1);
                return Step::Show;
            }
            Key::Enter if !self.hits.is_empty() => return Step::Take,
            Key::Escape | Key::CtrlC => return Step::Leave,
            _ => return Step::Show,
        }
        self.chosen = 0;
        Step::Search
    }

    /// The lines, none wider than the terminal.
    fn lines(&self, label: &str, width: usize) -> Vec<String> {
        let width = width.saturating_sub(1);
        let mut lines = vec![cut(&neutralise(&format!("{label}: {}", self.typed)), width)];
        for (place, hit) in self.hits.iter().enumerate() {
            let mark = if place == self.chosen { ">" } else { " " };
            lines.push(cut(&neutralise(&format!("{mark} {}", hit.line)), width));
        }
        if self.hits.is_empty() && !self.typed.trim().is_empty() {
            lines.push("  nobody".to_owned());
        }
        lines
    }
}

/// Lets somebody type until the right one is found; gives its id.
pub(super) async fn search(
    label: &str,
    find: impl AsyncFn(String) -> Result<Vec<Hit>>,
) -> Result<Option<Hit>> {
    let _restored = Restored::after(Reads::Keys).map_err(failed)?;
    let (wanted, keys) = read_keys();
    let mut keys = keys;
    let term = Term::stderr();
    let mut state = State::default();
    let mut shown = 0;
    loop {
        term.clear_last_lines(shown).map_err(failed)?;
        let lines = state.lines(label, columns());
        shown = lines.len();
        for line in lines {
            term.write_line(&line).map_err(failed)?;
        }
        if wanted.send(()).is_err() {
            return Err(Error::Fault("the keyboard is read no more".to_owned()));
        }
        let key = match keys.recv().await {
            Some(Ok(key)) => key,
            Some(Err(cause)) if cause.kind() == io::ErrorKind::Interrupted => {
                return Err(Error::Interrupted { standing: None });
            }
            Some(Err(cause)) => return Err(failed(cause)),
            None => return Err(Error::Fault("the keyboard is read no more".to_owned())),
        };
        match state.key(&key) {
            Step::Show => {}
            Step::Search if state.typed.trim().is_empty() => state.hits.clear(),
            Step::Search => state.hits = find(state.typed.clone()).await?,
            step => {
                term.clear_last_lines(shown).map_err(failed)?;
                return Ok((step == Step::Take).then(|| state.hits.swap_remove(state.chosen)));
            }
        }
    }
}

/// One key for each wish.
fn read_keys() -> (std::sync::mpsc::Sender<()>, mpsc::UnboundedReceiver<io::Result<Key>>) {
    let (wanted, wishes) = std::sync::mpsc::channel();
    let (sender, keys) = mpsc::unbounded_channel();
    thread::spawn(move || {
        while wishes.recv().is_ok() {
            if sender.send(Term::stderr().read_key()).is_err() {
                return;
            }
        }
    });
    (wanted, keys)
}

#[cfg(test)]
mod tests {
    use dialoguer::console::Key;

    use super::{Hit, State, Step};

    fn typed(state: &mut State, text: &str) {
        for letter in text.chars() {
            assert_eq!(state.key(&Key::Char(letter)), Step::Search);
        }
    }

    fn hits() -> Vec<Hit> {
        ["Anna Nowak  a.nowak@example.org", "Nowak\u{1b}[2J  n@example.org"]
            .into_iter()
            .zip(1..)
            .map(|(line, id)| Hit { id, line: line.to_owned() })
            .collect()
    }

    #[test]
    fn typing_narrows_and_keys_choose() {
        let mut state = State::default();
        typed(&mut state, "nowk");
        assert_eq!(state.key(&Key::Backspace), Step::Search);
        typed(&mut state, "ak");
        assert_eq!(state.typed, "nowak");
        assert_eq!(state.key(&Key::Enter), Step::Show, "there is nobody to take yet");
        state.hits = hits();
        for (key, chosen) in
            [(Key::ArrowDown, 1), (Key::ArrowDown, 1), (Key::ArrowUp, 0), (Key::ArrowUp, 0), (Key::Tab, 1)]
        {
            assert_eq!(state.key(&key), Step::Show);
            assert_eq!(state.chosen, chosen);
        }
        assert_eq!(state.key(&Key::Enter), Step::Take);
        assert_eq!(state.key(&Key::Escape), Step::Leave);
        assert_eq!(state.key(&Key::Char('\u{15}')), Step::Search);
        assert_eq!((state.typed.as_str(), state.chosen), ("", 0));
    }

    #[test]
    fn lines_fit_and_steer_nothing() {
        let state = State { typed: "no".to_owned(), hits: hits(), chosen: 1 };
        assert_eq!(state.lines("Who", 20), ["Who: no", "  Anna Nowak  a.no…", "> Nowak␛[2J  n@exa…"]);
        let nobody = State { typed: "x".to_owned(), ..State::default() };
        assert_eq!(nobody.lines("Who", 80), ["Who: x", "  nobody"]);
    }
}
