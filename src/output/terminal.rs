//! Texts that cannot steer a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A text as it may be shown on a terminal: control characters, escape sequences, characters that turn the
/// direction of what follows, and invisible ones become visible signs (`␛`, `⏎`, `\u{202e}`). Whatever people
/// write stays: accents, right-to-left scripts, emoji made of several characters.
#[must_use]
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        push_shown(&mut shown, before, character, characters.peek().copied());
        before = Some(character);
    }
    if shown == text { Cow::Borrowed(text) } else { Cow::Owned(shown) }
}

fn push_shown(shown: &mut String, before: Option<char>, character: char, after: Option<char>) {
    match character {
        '\n' => shown.push('⏎'),
        '\u{7f}' => shown.push('␡'),
        // Unicode has a picture of each, in the same order.
        '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(character)).unwrap_or('␦')),
        _ if is_hidden(character) && !belongs(before, character, after) => {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
        _ => shown.push(character),
    }
}

/// Whether a character shows nothing by itself, or changes how others show.
pub(crate) fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a hidden character does honest work where it stands: it joins the parts of an emoji, or letters of a
/// script that is written with joiners, or picks the form of the character before it.
fn belongs(before: Option<char>, character: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match character {
        '\u{200c}' | '\u{200d}' => {
            let joins = |neighbour: char| is_pictograph(neighbour) || has_joiners(neighbour);
            joins(before) && after.is_some_and(joins)
        }
        '\u{fe0e}' | '\u{fe0f}' => is_pictograph(before) || matches!(before, '#' | '*' | '0'..='9'),
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => is_ideograph(before),
        _ => false,
    }
}

fn is_pictograph(character: char) -> bool {
    matches!(character,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Arabic, Syriac, the scripts of India and their neighbours.
fn has_joiners(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{10ff}' | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{180a}'
        | '\u{1810}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::neutralise;
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn what_people_write_stays() {
        for text in [
            "",
            "Ann O'Brien",
            "Zoë Müller",
            "e\u{301}",
            "山田太郎",
            "葛\u{e0100}城",
            "שרה כהן",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
        ] {
            assert!(matches!(neutralise(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        assert_eq!(neutralise("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(neutralise("🏳\u{fe0f}\u{200d}🌈"), "🏳\u{fe0f}\u{200d}🌈");
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        insta::assert_snapshot!(neutralise("a\u{1b}[31mred\u{1b}]0;title\u{7}"), @"a␛[31mred␛]0;title␇");
        insta::assert_snapshot!(neutralise("one\ntwo\tthree\r\0\u{7f}\u{9b}2J"), @r#"one⏎two␉three␍␀␡\u{9b}2J"#);
        insta::assert_snapshot!(neutralise("ann\u{202e}gro.elpmaxe@\u{202c} \u{2066}x\u{2069}"), @r#"ann\u{202e}gro.elpmaxe@\u{202c} \u{2066}x\u{2069}"#);
        insta::assert_snapshot!(neutralise("a\u{200b}n\u{ad}n\u{feff}\u{e0041}\u{2028}"), @r#"a\u{200b}n\u{ad}n\u{feff}\u{e0041}\u{2028}"#);
    }

    #[test]
    fn a_joiner_between_latin_letters_is_shown() {
        insta::assert_snapshot!(neutralise("ad\u{200d}min ad\u{200c}min x\u{fe0f}"), @r#"ad\u{200d}min ad\u{200c}min x\u{fe0f}"#);
        insta::assert_snapshot!(neutralise("\u{200d}👩\u{200d}"), @r#"\u{200d}👩\u{200d}"#);
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in any::<String>()) {
            let shown = neutralise(&text);
            prop_assert!(!shown.chars().any(char::is_control));
            let left = shown.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{2028}']);
            prop_assert!(!left);
        }
    }
}
