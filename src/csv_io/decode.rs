//! From a file's bytes to UTF-8, whatever it is written in.
//!
//! What is malformed becomes the byte 0xFF, which stands in no UTF-8: so the cell that it stands in is told, with its
//! line and column, like any other mistake.

use std::io::{self, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::rejects::Mark;
use crate::{Error, Result};

/// How much of a file is read to find its header.
const BEGINNING: u64 = 1024 * 1024;

/// How many bytes are decoded at once.
const PORTION: usize = 32 * 1024;

/// Stands for what is malformed.
const MALFORMED: u8 = 0xFF;

/// A file as UTF-8, without a byte order mark.
pub(super) struct Text {
    /// Its beginning: all of it, if it is short.
    pub(super) beginning: Vec<u8>,
    rest: Box<dyn Read + Send>,
    /// What it is written in.
    pub(super) encoding: &'static Encoding,
    /// What a copy of its rows begins with.
    pub(super) mark: Mark,
}

impl Text {
    /// Finds out what a file is written in, by its byte order mark or by what is told, and reads its beginning.
    ///
    /// # Errors
    /// [`Error::BadInput`] for a spreadsheet or a mark that contradicts what is told; [`Error::File`].
    pub(super) fn begin(
        name: &str,
        mut input: Box<dyn Read + Send>,
        told: Option<&'static Encoding>,
    ) -> Result<Self> {
        let failed = |cause| Error::file("read", name, cause);
        let mut first = Vec::new();
        input.by_ref().take(4).read_to_end(&mut first).map_err(failed)?;
        require_text(name, &first, told)?;
        let marked = Encoding::for_bom(&first);
        if let (Some((marked, _)), Some(told)) = (marked, told)
            && marked != told
        {
            return Err(Error::bad_input(
                format!("{name} is {}, as its first bytes say, and not {}", marked.name(), told.name()),
                "leave --encoding out",
            ));
        }
        let (encoding, mark) = marked.unwrap_or((told.unwrap_or(UTF_8), 0));
        let whole = Cursor::new(first.split_off(mark)).chain(input);
        let mut rest: Box<dyn Read + Send> =
            if encoding == UTF_8 { Box::new(whole) } else { Box::new(Decoded::new(whole, encoding)) };
        let mut beginning = Vec::new();
        rest.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(failed)?;
        let mark = if marked.is_some() || encoding != UTF_8 { Mark::With } else { Mark::Without };
        Ok(Self { beginning, rest, encoding, mark })
    }

    /// All of it from this byte on.
    pub(super) fn from(self, start: usize) -> Box<dyn Read + Send> {
        let mut beginning = Cursor::new(self.beginning);
        beginning.set_position(start as u64);
        Box::new(beginning.chain(self.rest))
    }
}

/// What a cell that is no text is called; the byte, where it is one of the file itself.
pub(super) fn malformed(encoding: &'static Encoding, byte: Option<u8>) -> String {
    if encoding != UTF_8 {
        let name = if encoding == UTF_16LE || encoding == UTF_16BE { "UTF-16" } else { encoding.name() };
        return format!("is no {name}; is that what the file is written in?");
    }
    let byte = byte.map_or_else(String::new, |byte| format!(": byte 0x{byte:02X}"));
    format!("is no UTF-8{byte}; {SAVE_AS_UTF_8}")
}

/// How to mend a file that is no UTF-8.
pub(super) const SAVE_AS_UTF_8: &str =
    "save the file as UTF-8, or tell what it is written in: --encoding windows-1252";

/// The names of a header.
///
/// # Errors
/// [`Error::BadInput`] if it is no text.
pub(super) fn header(
    name: &str,
    record: &csv::ByteRecord,
    encoding: &'static Encoding,
) -> Result<Vec<String>> {
    record
        .iter()
        .map(|cell| std::str::from_utf8(cell).map(str::to_owned))
        .collect::<std::result::Result<Vec<_>, _>>()
        .map_err(|_| {
            let what = malformed(encoding, None);
            let (what, hint) = what.split_once("; ").unwrap_or((&what, SAVE_AS_UTF_8));
            Error::bad_input(format!("the header of {name} {what}"), hint)
        })
}

fn require_text(name: &str, first: &[u8], told: Option<&'static Encoding>) -> Result<()> {
    if first.starts_with(b"PK\x03\x04") {
        return Err(Error::bad_input(
            format!("{name} is a spreadsheet or a zip file, no CSV"),
            "save it as CSV UTF-8",
        ));
    }
    let is_wide = matches!(first, [0, _, 0, _] | [_, 0, _, 0]);
    if is_wide && told.is_none() && Encoding::for_bom(first).is_none() {
        return Err(Error::bad_input(
            format!("{name} looks like UTF-16 and has no byte order mark"),
            "tell which: --encoding utf-16le or --encoding utf-16be",
        ));
    }
    Ok(())
}

/// A reader that gives UTF-8.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    /// What has been read and not been decoded yet.
    raw: Vec<u8>,
    raw_at: usize,
    /// What has been decoded and not been taken yet.
    text: Vec<u8>,
    text_at: usize,
    is_last: bool,
    has_ended: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: Vec::new(),
            raw_at: 0,
            text: Vec::new(),
            text_at: 0,
            is_last: false,
            has_ended: false,
        }
    }

    /// Decodes some more; may give nothing without being at the end.
    fn decode(&mut self) -> io::Result<()> {
        if self.raw_at == self.raw.len() && !self.is_last {
            self.raw.resize(PORTION, 0);
            let length = self.inner.read(&mut self.raw)?;
            self.raw.truncate(length);
            self.raw_at = 0;
            self.is_last = length == 0;
        }
        self.text.resize(PORTION, 0);
        self.text_at = 0;
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
            &self.raw[self.raw_at..],
            &mut self.text,
            self.is_last,
        );
        self.raw_at += read;
        self.text.truncate(written);
        match result {
            DecoderResult::InputEmpty => self.has_ended = self.is_last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => self.text.push(MALFORMED),
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.text_at == self.text.len() {
            if self.has_ended {
                return Ok(0);
            }
            self.decode()?;
        }
        let length = buffer.len().min(self.text.len() - self.text_at);
        buffer[..length].copy_from_slice(&self.text[self.text_at..self.text_at + length]);
        self.text_at += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    fn read(bytes: &[u8], told: Option<&'static Encoding>) -> Result<Vec<u8>> {
        let text = Text::begin("a.csv", Box::new(Cursor::new(bytes.to_vec())), told)?;
        let mut all = Vec::new();
        text.from(0).read_to_end(&mut all).unwrap();
        Ok(all)
    }

    fn utf_16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn marks_say_what_it_is() {
        for bytes in [
            "\u{feff}é😀".as_bytes().to_vec(),
            utf_16("é😀", u16::to_le_bytes),
            utf_16("é😀", u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes, None).unwrap(), "é😀".as_bytes());
        }
        assert_eq!(read(b"M\xFCller \x80", Some(WINDOWS_1252)).unwrap(), "Müller €".as_bytes());
        assert_eq!(read(b"", None).unwrap(), b"");
        assert_eq!(read(b"a", Some(UTF_16LE)).unwrap(), b"\xFF");
    }

    #[test]
    fn what_is_malformed_is_marked() {
        let mut bytes = utf_16("a,b\n", u16::to_le_bytes);
        bytes.extend([0x00, 0xD8, b'x', 0]);
        assert_eq!(read(&bytes, None).unwrap(), b"a,b\n\xFFx");
        assert_eq!(malformed(UTF_16LE, None), "is no UTF-16; is that what the file is written in?");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let error = read(&utf_16("a", u16::to_be_bytes), Some(UTF_16LE)).unwrap_err();
        assert_eq!(error.to_string(), "a.csv is UTF-16BE, as its first bytes say, and not UTF-16LE");
        assert!(read(&utf_16("a", u16::to_le_bytes), Some(UTF_16LE)).is_ok());
        let error = read(b"a\0b\0", None).unwrap_err();
        assert_eq!(error.to_string(), "a.csv looks like UTF-16 and has no byte order mark");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_utf_16(text in "\\PC{0,200}", repeat in 1..400_usize) {
            let text = text.repeat(repeat);
            prop_assert_eq!(read(&utf_16(&text, u16::to_le_bytes), None).unwrap(), text.as_bytes());
        }
    }
}
