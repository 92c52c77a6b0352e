//! How wide a text is on a terminal.

use unicode_width::UnicodeWidthStr;

/// How many cells of a terminal a neutralised text takes.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// A text cut to so many cells, with `…` for what is missing.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(start, character)| start + character.len_utf8());
    // What joins the character before it has no width of its own, and so stays with it.
    let fits = ends.take_while(|end| width(&text[..*end]) < limit).last().unwrap_or(0);
    format!("{}…", &text[..fits])
}

#[cfg(test)]
mod tests {
    use super::{cut, width};
    use proptest::prelude::*;

    #[test]
    fn a_cut_says_so() {
        assert_eq!(cut("Harbor House", 8), "Harbor …");
        assert_eq!(cut("Harbor", 6), "Harbor");
        assert_eq!(cut("山田太郎", 6), "山田…");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    proptest! {
        #[test]
        fn a_cut_fits(text in "[a-z .@山é\u{301}👩\u{200d}💻]{0,40}", limit in 1_usize..30) {
            prop_assert!(width(&cut(&text, limit)) <= limit);
        }
    }
}
