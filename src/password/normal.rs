//! The one form in which a password is checked and hashed, however it was typed.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The longest password that is taken, in bytes of UTF-8 as typed.
pub const MAXIMUM_BYTES: usize = 1024;

/// How many times longer NFKC can make a text in UTF-8 (U+FDFA: 3 bytes become 33).
const GROWS_AT_MOST: usize = 11;

/// The normal form of a password: Unicode NFKC, and nothing else is changed (case and spaces stay).
///
/// A Mac and a Windows keyboard give "é" as different code points, and a Japanese one gives "Ａ" for "A"; NIST SP
/// 800-63B asks for NFKC or NFKD before hashing. The policy, the check for a generated one and the hash all use this
/// form, so they never disagree about what the password is. The result is wiped on drop and leaves no copies.
#[must_use]
pub fn normal_form(password: &str) -> Zeroizing<String> {
    if password.is_ascii() {
        return Zeroizing::new(password.to_owned());
    }
    // With room enough from the start the text is never moved, which would leave an unwiped copy behind.
    let mut normal = Zeroizing::new(String::with_capacity(password.len().saturating_mul(GROWS_AT_MOST)));
    normal.extend(password.nfkc());
    normal
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keyboards_agree() {
        for (one, other) in
            [("caf\u{e9}", "cafe\u{301}"), ("Ａｂ１", "Ab1"), ("a\u{a0}b", "a b"), ("ﬁ", "fi")]
        {
            assert_eq!(normal_form(one).as_str(), normal_form(other).as_str());
        }
    }

    #[test]
    fn case_and_spaces_stay() {
        assert_eq!(normal_form(" A a ").as_str(), " A a ");
    }

    #[test]
    fn no_character_outgrows_the_room() {
        let longest = ('\u{80}'..=char::MAX).map(|c| {
            let grown: usize = c.nfkc().map(char::len_utf8).sum();
            grown.div_ceil(c.len_utf8())
        });
        assert_eq!(longest.max(), Some(GROWS_AT_MOST));
    }

    proptest! {
        #[test]
        fn a_second_time_changes_nothing(text in any::<String>()) {
            let once = normal_form(&text);
            let twice = normal_form(&once);
            prop_assert_eq!(twice.as_str(), once.as_str());
            prop_assert!(once.len() <= text.len() * GROWS_AT_MOST);
        }
    }
}
