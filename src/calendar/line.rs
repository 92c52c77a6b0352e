//! The lines that iCalendar is made of: `NAME;PARAMETER=…:value`, folded at 75 octets.

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// Adds a line, folded: never within a character, and each part ended by CR LF.
pub(super) fn add(text: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LONGEST;
    while rest.len() > room {
        let (part, after) = rest.split_at(rest.floor_char_boundary(room));
        text.push_str(part);
        text.push_str("\r\n ");
        rest = after;
        // The space counts.
        room = LONGEST - 1;
    }
    text.push_str(rest);
    text.push_str("\r\n");
}

/// A text as a value: commas, semicolons, backslashes and line ends are escaped. Other control characters are left
/// out, since RFC 5545 has no way to write them.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                escaped.push_str("\\n");
            }
            '\n' => escaped.push_str("\\n"),
            '\\' | ',' | ';' => escaped.extend(['\\', character]),
            '\t' => escaped.push('\t'),
            other if other.is_ascii_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// The text that was escaped. A backslash before any other character stands for itself.
pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => text.push('\n'),
            // Some programs escape colons and quotes too.
            Some(plain @ ('\\' | ',' | ';' | ':' | '"')) => text.push(plain),
            other => {
                text.push('\\');
                text.extend(other);
            }
        }
    }
    text
}

/// A parameter's value, in quotes. What cannot stand within them is written as RFC 6868 has it.
pub(super) fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for character in value.chars() {
        match character {
            '^' => quoted.push_str("^^"),
            '"' => quoted.push_str("^'"),
            '\n' => quoted.push_str("^n"),
            other if other.is_ascii_control() => {}
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// One line, taken apart.
#[derive(Debug)]
pub(super) struct Content<'l> {
    /// As it was written; case does not matter.
    pub(super) name: &'l str,
    parameters: &'l [u8],
    /// Still escaped, and of any bytes.
    pub(super) value: &'l [u8],
}

impl<'l> Content<'l> {
    /// Takes an unfolded line apart. None if it has not the form of one.
    pub(super) fn parse(line: &'l [u8]) -> Option<Self> {
        let end = name_end(line);
        let name = std::str::from_utf8(&line[..end]).ok().filter(|name| !name.is_empty())?;
        let mut in_quotes = false;
        let colon = line[end..].iter().position(|byte| {
            in_quotes ^= *byte == b'"';
            *byte == b':' && !in_quotes
        })?;
        let parameters = &line[end..end + colon];
        let content = Self { name, parameters, value: &line[end + colon + 1..] };
        let well_formed = parameters.is_empty()
            || parameters[0] == b';'
                && content.each().all(|(name, value)| !name.is_empty() && value.is_some());
        well_formed.then_some(content)
    }

    /// The name with which it begins, even if it is malformed; empty if there is none.
    pub(super) fn name_of(line: &[u8]) -> &str {
        std::str::from_utf8(&line[..name_end(line)]).unwrap_or_default()
    }

    /// The value of a parameter, without its quotes.
    pub(super) fn parameter(&self, name: &str) -> Option<&'l [u8]> {
        let found = self.each().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()));
        let value = found?.1?;
        Some(value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\"")).unwrap_or(value))
    }

    /// Each parameter's name, and its value if it has one.
    fn each(&self) -> impl Iterator<Item = (&'l [u8], Option<&'l [u8]>)> {
        let mut in_quotes = false;
        let parts = self.parameters.split(move |byte| {
            in_quotes ^= *byte == b'"';
            *byte == b';' && !in_quotes
        });
        // Before the first semicolon there is nothing.
        parts.skip(1).map(|part| match part.iter().position(|byte| *byte == b'=') {
            Some(at) => (&part[..at], Some(&part[at + 1..])),
            None => (part, None),
        })
    }
}

fn name_end(line: &[u8]) -> usize {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    line.iter().position(|byte| !is_of_name(byte)).unwrap_or(line.len())
}
