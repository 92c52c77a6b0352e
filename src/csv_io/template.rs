//! `--set ours='{first_name} {last_name}'`: a cell computed from the others of its row.

use crate::noun::{nearest, normal_header};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Cell(usize),
}

/// A text with the names of columns in braces; `{{` and `}}` are braces themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(Vec<Piece>);

impl Template {
    /// Reads a template against a file's header.
    ///
    /// # Errors
    /// What is wrong and at which character.
    pub fn parse(text: &str, header: &[String]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let doubled = rest.peek().is_some_and(|(_, next)| *next == c);
            match c {
                '{' | '}' if doubled => {
                    rest.next();
                    plain.push(c);
                }
                '}' => {
                    return Err(format!(
                        "character {}: a }} that no {{ opens (write }}}} for a brace)",
                        at + 1
                    ));
                }
                '{' => {
                    let name: String = rest.by_ref().map(|(_, c)| c).take_while(|c| *c != '}').collect();
                    if !text[at..].contains('}') {
                        return Err(format!("character {}: the {{ is never closed", at + 1));
                    }
                    if !plain.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut plain)));
                    }
                    pieces.push(Piece::Cell(position(&name, header, at)?));
                }
                c => plain.push(c),
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    /// The columns that it uses, by their index.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Cell(index) => Some(*index),
            Piece::Text(_) => None,
        })
    }

    /// The text for a row: nothing if the template has columns and all of them are empty.
    #[must_use]
    pub fn fill(&self, row: &[&str]) -> String {
        let cells = self.0.iter().filter_map(|piece| match piece {
            Piece::Cell(index) => Some(row[*index]),
            Piece::Text(_) => None,
        });
        let mut cells = cells.peekable();
        if cells.peek().is_some() && cells.all(str::is_empty) {
            return String::new();
        }
        let text: String = self
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Cell(index) => row[*index],
            })
            .collect();
        text.trim().to_owned()
    }
}

fn position(name: &str, header: &[String], at: usize) -> Result<usize, String> {
    let wanted = normal_header(name);
    header.iter().position(|their| normal_header(their) == wanted).ok_or_else(|| {
        let hint = nearest(name, header.iter().map(String::as_str))
            .map_or_else(String::new, |near| format!("; did you mean {{{near}}}?"));
        format!("character {}: the file has no column {name:?}{hint}", at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn header() -> Vec<String> {
        vec!["First Name".to_owned(), "last_name".to_owned()]
    }

    #[test]
    fn columns_and_text() {
        let template = Template::parse("{first_name} {last_name}", &header()).unwrap();
        assert_eq!(template.fill(&["Ana", "Sánchez"]), "Ana Sánchez");
        assert_eq!(template.fill(&["Ana", ""]), "Ana");
        assert_eq!(template.fill(&["", ""]), "");
        assert_eq!(Template::parse("{{x}}", &header()).unwrap().fill(&["", ""]), "{x}");
        assert_eq!(Template::parse("CON", &header()).unwrap().fill(&["", ""]), "CON");
    }

    #[test]
    fn mistakes_say_where() {
        let message = |text: &str| Template::parse(text, &header()).unwrap_err();
        assert_eq!(
            message("a {lastname}"),
            "character 3: the file has no column \"lastname\"; did you mean {last_name}?"
        );
        assert_eq!(message("{last_name"), "character 1: the { is never closed");
        assert_eq!(message("a}"), "character 2: a } that no { opens (write }} for a brace)");
    }
}
