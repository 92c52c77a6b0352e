//! What stands before the header: the line by which Excel tells the delimiter, lines of a version.

/// What has been found before the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preamble {
    /// Where the header begins.
    pub(super) start: usize,
    /// How many lines stand before it.
    pub(super) lines: u64,
    /// The delimiter that `sep=` told.
    pub(super) delimiter: Option<u8>,
}

/// A byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Looks past `sep=;` and lines that begin with one of these texts; and past byte order marks that files have inside when
/// others were put before them, since the CSV reader would pass over one without a word.
pub(super) fn skip(beginning: &[u8], prefixes: &[String]) -> Preamble {
    let mut found = Preamble { start: 0, lines: 0, delimiter: None };
    loop {
        while beginning[found.start..].starts_with(MARK) {
            found.start += MARK.len();
        }
        let rest = &beginning[found.start..];
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = rest[..end].strip_prefix(b"\"").unwrap_or(&rest[..end]);
        match separator(line) {
            Some(delimiter) if found.lines == 0 => found.delimiter = Some(delimiter),
            _ if prefixes.iter().any(|prefix| begins_with(line, prefix)) => {}
            _ => return found,
        }
        let is_pair = rest[end..].starts_with(b"\r\n");
        found.start += (end + 1 + usize::from(is_pair)).min(rest.len());
        found.lines += 1;
        if found.start == beginning.len() {
            return found;
        }
    }
}

fn separator(line: &[u8]) -> Option<u8> {
    match line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP="))? {
        [delimiter] | [delimiter, b'"'] if !matches!(delimiter, b'"') => Some(*delimiter),
        _ => None,
    }
}

fn begins_with(line: &[u8], prefix: &str) -> bool {
    line.len() >= prefix.len() && line[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
}

/// The separator that the header has most of, outside quotes.
pub(super) fn find_delimiter(beginning: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in beginning.iter().skip_while(|byte| matches!(byte, b'\n' | b'\r')) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(delimiter == byte);
                }
            }
            _ => {}
        }
    }
    // The first of equals: a header of one column has none of any.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| *delimiter)
}

#[cfg(test)]
mod tests {
    use super::skip;

    #[test]
    fn excel_tells_the_delimiter() {
        let found = skip(b"sep=;\r\na;b", &[]);
        assert_eq!((found.start, found.lines, found.delimiter), (7, 1, Some(b';')));
    }

    #[test]
    fn what_is_no_such_line_stays() {
        for (text, prefixes, start, lines) in [
            ("a,b\n", &[][..], 0, 0),
            ("sep=;;\nb", &[], 0, 0),
            ("", &[], 0, 0),
            ("\"sep=\t\"\nb", &[], 8, 1),
            ("version:v1.0,,\nName\n", &["version:"], 15, 1),
            ("VERSION:v1.0", &["version:"], 12, 1),
            ("\"sep=;\"\nversion:v1.0\nName\n", &["version:"], 21, 2),
            ("\u{feff}\u{feff}a", &[], 6, 0),
            ("\u{feff}sep=;\n\u{feff}a\u{feff}", &[], 12, 1),
        ] {
            let prefixes: Vec<_> = prefixes.iter().map(|prefix| (*prefix).to_owned()).collect();
            let found = skip(text.as_bytes(), &prefixes);
            assert_eq!((found.start, found.lines), (start, lines), "{text}");
        }
    }
}
