//! Who is logged in (REQUIREMENTS S1, S2, S4, P3), and the security question of who has forgotten the password (P6).
//!
//! A password is checked in three steps (`migrations/code/session.sql`): the database tells how to compute the key, an
//! attempt with the key is committed, and only then it is told whether it was right. The password itself never leaves
//! `ct`. A login gives a token, which every transaction presents; the database keeps its SHA-256.

mod change;
mod choose;
mod list;
mod login;
mod question;
mod recover;
mod store;
mod terminal;

use std::fmt::Write as _;

use rand::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

pub use change::{PasswordChange, change_password, renew};
pub use choose::{Choice, Choices, Chosen, choices, choose};
pub use list::{HEADINGS, Own, Session, end, end_all, end_of_closed_terminals, list, own, touch, unknown};
pub use login::{LoggedIn, Login, login, unlock};
pub use question::{
    SHORTEST_ANSWER, SecurityQuestion, clear_question_for, normal_answer, pick_question, questions,
    set_question, set_question_for,
};
pub use recover::{Recovery, recover, recovery};
pub use store::Store;
pub use terminal::Terminal;

use crate::password::Secret;

/// What a session is presented by: 32 random bytes, as hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token(Secret);

impl Token {
    /// A new one.
    pub fn new<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(bytes.as_mut_slice());
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in bytes.iter() {
            // Writing to a text does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(Secret::new(text.as_str()))
    }

    /// A token that was kept; none if the text is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_one = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_one.then(|| Self(Secret::new(text)))
    }

    /// The token itself, to be presented as a bind parameter or kept in a file of the user's own.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// What the database keeps of it.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut bytes = Zeroizing::new([0; 32]);
        let text = self.reveal().as_bytes();
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = digit(text[2 * place]) << 4 | digit(text[2 * place + 1]);
        }
        Sha256::digest(bytes.as_slice()).into()
    }
}

const fn digit(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        _ => letter.wrapping_sub(b'a').wrapping_add(10),
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use sha2::{Digest, Sha256};

    use super::Token;

    #[test]
    fn a_token_comes_back_and_shows_nothing() {
        let token = Token::new(&mut StdRng::seed_from_u64(1));
        assert_eq!(Token::parse(&format!("{}\n", token.reveal())), Some(token.clone()));
        assert_eq!(format!("{token:?}"), "Token(***)");
        let bytes: Vec<u8> = (0..32)
            .map(|place| u8::from_str_radix(&token.reveal()[2 * place..2 * place + 2], 16).unwrap())
            .collect();
        assert_eq!(token.digest(), <[u8; 32]>::from(Sha256::digest(bytes)));
        for text in ["", "abc", &"g".repeat(64), &"A".repeat(64), &"0".repeat(65)] {
            assert_eq!(Token::parse(text), None, "{text}");
        }
    }
}
