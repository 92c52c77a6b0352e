//! The lines of a file, unfolded.

use std::io::{self, BufRead};

/// How much of a line is kept, in octets. What is longer (a picture) is passed over.
pub(super) const LONGEST: usize = 64 * 1024;

/// A line that is put together from its folded parts.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Where it begins, as an editor counts, from 1.
    pub(super) number: u64,
    /// Of any bytes, without its end.
    pub(super) bytes: Vec<u8>,
    /// Whether there was more than [`LONGEST`].
    pub(super) is_cut: bool,
}

/// Reads lines that end with CR LF or LF; empty ones are left out.
#[derive(Debug)]
pub(super) struct Lines<R> {
    input: R,
    /// How many lines of the file have been begun.
    begun: u64,
    line: Line,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, begun: 0, line: Line::default() }
    }

    /// The next line. None at the end.
    ///
    /// # Errors
    /// What reading gives.
    pub(super) fn next(&mut self) -> io::Result<Option<&Line>> {
        loop {
            self.line.bytes.clear();
            self.line.is_cut = false;
            self.line.number = self.begun + 1;
            if self.peek()?.is_none() {
                return Ok(None);
            }
            self.part()?;
            while matches!(self.peek()?, Some(b' ' | b'\t')) {
                self.input.consume(1);
                self.part()?;
            }
            if !self.line.bytes.is_empty() {
                return Ok(Some(&self.line));
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            match self.input.fill_buf() {
                Ok(buffer) => return Ok(buffer.first().copied()),
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
            }
        }
    }

    /// Adds what there is up to the end of the line, which is consumed.
    fn part(&mut self) -> io::Result<()> {
        self.begun += 1;
        let before = self.line.bytes.len();
        while self.peek()?.is_some() {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let found = &buffer[..end.unwrap_or(buffer.len())];
            // One more, for a CR that is taken off again.
            let room = (LONGEST + 1).saturating_sub(self.line.bytes.len());
            self.line.is_cut |= found.len() > room;
            self.line.bytes.extend_from_slice(&found[..found.len().min(room)]);
            let length = found.len();
            self.input.consume(length + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if self.line.bytes.len() > before && self.line.bytes.last() == Some(&b'\r') {
            self.line.bytes.pop();
        }
        self.line.is_cut |= self.line.bytes.len() > LONGEST;
        Ok(())
    }
}
