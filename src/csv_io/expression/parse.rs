//! From the text of an expression to its pieces.

use super::build::{self, Argument};
use super::function::{Function, NAMES, Step};
use super::{Expression, Piece, Placeholder, Surroundings};
use crate::csv_io::names;
use crate::noun::nearest;

/// How deep expressions may stand within each other.
const DEEPEST: usize = 8;

pub(super) fn parse(text: &str, surroundings: Surroundings<'_>) -> Result<Expression, String> {
    let mut parser = Parser { text: text.chars().collect(), at: 0, depth: 0, surroundings };
    parser.pieces(None).map(Expression)
}

struct Parser<'a> {
    text: Vec<char>,
    at: usize,
    depth: usize,
    surroundings: Surroundings<'a>,
}

pub(super) fn wrong<T>(at: usize, message: impl std::fmt::Display) -> Result<T, String> {
    Err(format!("character {}: {message}", at + 1))
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn follows(&self, c: char) -> bool {
        self.text.get(self.at + 1) == Some(&c)
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Text and placeholders, up to the end or up to the quote that opened at this place.
    fn pieces(&mut self, opened: Option<usize>) -> Result<Vec<Piece>, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        loop {
            let Some(c) = self.peek() else {
                match opened {
                    Some(at) => return wrong(at, "the ' is never closed"),
                    None => break,
                }
            };
            match c {
                '{' | '}' if self.follows(c) => self.at += 1,
                '\'' if opened.is_some() && self.follows(c) => self.at += 1,
                '\'' if opened.is_some() => {
                    self.at += 1;
                    break;
                }
                '}' => return wrong(self.at, "a } that no { opens (write }} for a brace)"),
                '{' => {
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Cell(self.placeholder()?));
                    continue;
                }
                _ => {}
            }
            plain.push(c);
            self.at += 1;
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(pieces)
    }

    /// `{column|function}`, from its brace on.
    fn placeholder(&mut self) -> Result<Placeholder, String> {
        let open = self.at;
        if self.depth == DEEPEST {
            return wrong(open, "there are too many braces within each other");
        }
        self.depth += 1;
        self.at += 1;
        let name = self.name(open)?;
        let column = self.column(&name, open)?;
        let mut steps: Vec<Step> = Vec::new();
        loop {
            self.skip_spaces();
            match self.peek() {
                Some('}') => break,
                Some('|') => {
                    self.at += 1;
                    steps.push(self.step(open)?);
                }
                None => return wrong(open, "the { is never closed"),
                Some(_) => return wrong(self.at, "here | or } should follow"),
            }
        }
        self.at += 1;
        self.depth -= 1;
        let last_default = steps.iter().rposition(|step| matches!(step.function, Function::Default(_)));
        for step in steps.iter_mut().take(last_default.unwrap_or(0)) {
            if let Function::Match { lenient, .. } | Function::Lookup { lenient, .. } = &mut step.function {
                *lenient = true;
            }
        }
        Ok(Placeholder { column, steps })
    }

    /// A column's name: all up to the first | or }, or what stands in quotes.
    fn name(&mut self, open: usize) -> Result<String, String> {
        self.skip_spaces();
        if self.peek() == Some('\'') {
            return self.quoted();
        }
        let mut name = String::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | '}') {
                return Ok(name.trim().to_owned());
            }
            name.push(c);
            self.at += 1;
        }
        wrong(open, "the { is never closed")
    }

    /// A text in quotes, as it is; two of them are one.
    fn quoted(&mut self) -> Result<String, String> {
        let open = self.at;
        let mut text = String::new();
        self.at += 1;
        while let Some(c) = self.peek() {
            if c == '\'' && !self.follows('\'') {
                self.at += 1;
                return Ok(text);
            }
            self.at += if c == '\'' { 2 } else { 1 };
            text.push(c);
        }
        wrong(open, "the ' is never closed")
    }

    fn column(&self, name: &str, open: usize) -> Result<Option<usize>, String> {
        let header = self.surroundings.header;
        match names::find(header, name) {
            Some(index) => Ok(Some(index)),
            None if self.surroundings.missing_is_empty => Ok(None),
            None => {
                let hint = nearest(name, header.iter().map(String::as_str))
                    .map_or_else(String::new, |near| format!("; did you mean {{{near}}}?"));
                wrong(open, format!("the file has no column {name:?}{hint}"))
            }
        }
    }

    fn step(&mut self, open: usize) -> Result<Step, String> {
        self.skip_spaces();
        let at = self.at;
        let mut name = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_alphanumeric() || *c == '_') {
            name.push(c);
            self.at += 1;
        }
        if name.is_empty() {
            return wrong(
                if self.at < self.text.len() { at } else { open },
                "a function's name should follow the |",
            );
        }
        let Some(name) = NAMES.into_iter().find(|known| *known == name) else {
            let hint = match nearest(&name, NAMES) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("there are {}", NAMES.join(", ")),
            };
            return wrong(at, format!("there is no function {name:?}; {hint}"));
        };
        self.skip_spaces();
        let arguments = if self.peek() == Some('(') { self.arguments(name)? } else { Vec::new() };
        Ok(Step { at: at + 1, function: build::function(name, at, arguments, self.surroundings.folder)? })
    }

    /// Texts in quotes and columns in braces, separated by commas, in brackets.
    fn arguments(&mut self, function: &str) -> Result<Vec<Argument>, String> {
        let open = self.at;
        self.at += 1;
        let mut arguments = Vec::new();
        loop {
            self.skip_spaces();
            let at = self.at;
            match self.peek() {
                Some('\'') => arguments.push(self.text_argument(function, at, arguments.is_empty())?),
                Some('{') => {
                    let cell = Piece::Cell(self.placeholder()?);
                    arguments.push(Argument { at, plain: None, expression: Expression(vec![cell]) });
                }
                Some(')') if arguments.is_empty() => {}
                None => return wrong(open, "the ( is never closed"),
                Some(_) => {
                    return wrong(
                        at,
                        "a text in quotes or a column in braces should follow: 'text' or {column}",
                    );
                }
            }
            self.skip_spaces();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(')') => {
                    self.at += 1;
                    return Ok(arguments);
                }
                None => return wrong(open, "the ( is never closed"),
                Some(_) => return wrong(self.at, "here , or ) should follow"),
            }
        }
    }

    /// A text in quotes: for some functions with columns in it, for others as it is.
    fn text_argument(&mut self, function: &str, at: usize, is_first: bool) -> Result<Argument, String> {
        if matches!(function, "default" | "when") || (function == "join" && !is_first) {
            self.at += 1;
            let expression = Expression(self.pieces(Some(at))?);
            return Ok(Argument { at, plain: Some(String::new()), expression });
        }
        let plain = self.quoted()?;
        Ok(Argument { at, plain: Some(plain), expression: Expression(Vec::new()) })
    }
}
