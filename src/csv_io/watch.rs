//! Watches the bytes of a file on their way to the CSV reader: where each row begins, and whether a quote stays open.

use std::collections::VecDeque;
use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A row longer than this is a quote that never closes, or no CSV at all.
const LONGEST_ROW: usize = 64 * 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    RowStart,
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

/// What has been seen so far.
#[derive(Debug)]
struct Seen {
    /// The lines, from 1, at which rows begin that have not been taken yet.
    rows: VecDeque<u64>,
    line: u64,
    quote_line: u64,
    row_length: usize,
    state: State,
    after_return: bool,
}

impl Seen {
    fn next_row(&mut self) -> u64 {
        self.rows.pop_front().unwrap_or(self.line)
    }

    fn byte(&mut self, byte: u8, delimiter: u8) {
        if self.state == State::RowStart && !matches!(byte, b'\n' | b'\r') {
            self.rows.push_back(self.line);
            self.row_length = 0;
            self.state = State::FieldStart;
        }
        self.row_length += 1;
        self.state = match (self.state, byte) {
            (State::FieldStart, b'"') => {
                self.quote_line = self.line;
                State::Quoted
            }
            (State::Quoted, b'"') => State::QuoteInQuoted,
            (State::Quoted, _) | (State::QuoteInQuoted, b'"') => State::Quoted,
            (_, b'\n' | b'\r') => State::RowStart,
            (_, byte) if byte == delimiter => State::FieldStart,
            _ => State::Plain,
        };
        // LF, CRLF and a lone CR each end a line.
        match byte {
            b'\r' => self.line += 1,
            b'\n' if !self.after_return => self.line += 1,
            _ => {}
        }
        self.after_return = byte == b'\r';
    }
}

/// What has been seen, shared between the watch and the reader behind it, which both go to another thread together.
#[derive(Clone, Debug)]
pub(super) struct Shared(Arc<Mutex<Seen>>);

impl Shared {
    fn look(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The line at which the next row begins.
    pub(super) fn next_row(&self) -> u64 {
        self.look().next_row()
    }
}

/// A reader that watches.
pub(super) struct Watch<R> {
    inner: R,
    delimiter: u8,
    seen: Shared,
}

impl<R: Read> Watch<R> {
    /// Watches what begins in this line.
    pub(super) fn new(inner: R, delimiter: u8, line: u64) -> (Self, Shared) {
        let seen = Shared(Arc::new(Mutex::new(Seen {
            rows: VecDeque::new(),
            line,
            quote_line: 0,
            row_length: 0,
            state: State::RowStart,
            after_return: false,
        })));
        (Self { inner, delimiter, seen: seen.clone() }, seen)
    }
}

/// A quote that is still open where the file ends.
#[derive(Debug, thiserror::Error)]
#[error("a quote opens in line {line} and never closes")]
pub(super) struct OpenQuote {
    /// Where it opens.
    pub(super) line: u64,
}

impl<R: Read> Read for Watch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let mut seen = self.seen.look();
        if length == 0 && !buffer.is_empty() && seen.state == State::Quoted {
            return Err(io::Error::other(OpenQuote { line: seen.quote_line }));
        }
        for byte in &buffer[..length] {
            seen.byte(*byte, self.delimiter);
        }
        if seen.row_length > LONGEST_ROW {
            return Err(io::Error::other(OpenQuote { line: seen.quote_line.max(1) }));
        }
        Ok(length)
    }
}
