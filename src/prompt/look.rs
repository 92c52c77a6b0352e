//! How questions look: as dialoguer has them, with nothing in them that steers a terminal.

use std::collections::HashSet;
use std::fmt::{Result, Write};

use dialoguer::theme::Theme;

use crate::output::{cut, neutralise};

/// The look of a question. The items of a list are named to dialoguer by their places and shown from here: it counts
/// the bytes of what it is given to know how much to clear, and wipes too much for anything but short ASCII.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    items: Vec<String>,
    columns: usize,
}

impl Look {
    pub(super) fn of_list(items: &[String], columns: usize) -> Self {
        Self { items: items.iter().map(|item| neutralise(item).into_owned()).collect(), columns }
    }

    /// Whether dialoguer's list that narrows as one types can show these: they are many, it tells them apart by their
    /// texts, and it counts bytes here too.
    pub(super) fn can_narrow(&self) -> bool {
        let distinct: HashSet<&String> = self.items.iter().collect();
        self.items.len() > super::SHOWN
            && distinct.len() == self.items.len()
            && self.items.iter().all(|item| item.len() + 2 < self.columns)
    }

    pub(super) fn items(&self) -> &[String] {
        &self.items
    }

    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        0..self.items.len()
    }

    fn item<'a>(&'a self, place: &'a str) -> &'a str {
        place.parse().ok().and_then(|place: usize| self.items.get(place)).map_or(place, String::as_str)
    }

    fn line(&self, before: &str, place: &str) -> String {
        cut(&format!("{before} {}", self.item(place)), self.columns.saturating_sub(1))
    }
}

impl Theme for Look {
    fn format_input_prompt(&self, out: &mut dyn Write, prompt: &str, default: Option<&str>) -> Result {
        match default {
            Some(default) if prompt.is_empty() => write!(out, "[{}]: ", neutralise(default)),
            Some(default) => write!(out, "{prompt} [{}]: ", neutralise(default)),
            None => write!(out, "{prompt}: "),
        }
    }

    fn format_input_prompt_selection(&self, out: &mut dyn Write, prompt: &str, answer: &str) -> Result {
        write!(out, "{prompt}: {}", neutralise(answer))
    }

    fn format_select_prompt_item(&self, out: &mut dyn Write, place: &str, active: bool) -> Result {
        out.write_str(&self.line(if active { ">" } else { " " }, place))
    }

    fn format_select_prompt_selection(&self, out: &mut dyn Write, prompt: &str, place: &str) -> Result {
        write!(out, "{prompt}: {}", self.item(place))
    }

    fn format_multi_select_prompt(&self, out: &mut dyn Write, prompt: &str) -> Result {
        write!(out, "{prompt} (space marks):")
    }

    fn format_multi_select_prompt_item(
        &self,
        out: &mut dyn Write,
        place: &str,
        checked: bool,
        active: bool,
    ) -> Result {
        let pointer = if active { ">" } else { " " };
        let mark = if checked { "[x]" } else { "[ ]" };
        out.write_str(&self.line(&format!("{pointer} {mark}"), place))
    }

    fn format_multi_select_prompt_selection(
        &self,
        out: &mut dyn Write,
        prompt: &str,
        places: &[&str],
    ) -> Result {
        let items: Vec<&str> = places.iter().map(|place| self.item(place)).collect();
        write!(out, "{prompt}: {}", if items.is_empty() { "none".to_owned() } else { items.join(", ") })
    }

    fn format_fuzzy_select_prompt(
        &self,
        out: &mut dyn Write,
        prompt: &str,
        typed: &str,
        cursor: usize,
    ) -> Result {
        let (before, after) = typed.split_at(cursor);
        write!(out, "{prompt} (type to narrow down): {}|{}", neutralise(before), neutralise(after))
    }
}

#[cfg(test)]
mod tests {
    use super::Look;
    use dialoguer::theme::Theme;

    #[test]
    fn only_many_short_and_different_items_narrow() {
        let workgroups: Vec<String> = (1..=500).map(|number| format!("Workgroup {number}")).collect();
        assert!(Look::of_list(&workgroups, 80).can_narrow());
        assert!(!Look::of_list(&workgroups, 10).can_narrow());
        assert!(!Look::of_list(&workgroups[..10], 80).can_narrow());
        assert!(!Look::of_list(&[workgroups.clone(), workgroups].concat(), 80).can_narrow());
    }

    #[test]
    fn items_are_harmless_and_fit_their_line() {
        let look = Look::of_list(&["山田太郎".to_owned(), "a\u{1b}[31mred".to_owned()], 12);
        let mut out = String::new();
        look.format_select_prompt_item(&mut out, "0", true).unwrap();
        look.format_multi_select_prompt_item(&mut out, "1", true, false).unwrap();
        look.format_multi_select_prompt_selection(&mut out, " Names", &["0", "1"]).unwrap();
        look.format_input_prompt_selection(&mut out, " Name", "a\u{9b}2J").unwrap();
        assert_eq!(out, "> 山田太郎  [x] a␛[3… Names: 山田太郎, a␛[31mred Name: a\\u{9b}2J");
    }
}
