//! Temporary passwords that are read out on the phone: words that everybody can spell.

use bip39::Language;
use rand::CryptoRng;
use zeroize::Zeroizing;

use super::Secret;

/// How many words there are at least.
const WORDS: usize = 4;
/// The words' list has so many bits; no two of its words begin with the same four letters.
const BITS: u32 = 11;

/// Makes a temporary password such as `Maple-otter-candle-river-47`: four words and a number, some 50 random bits.
///
/// It passes the policy for staff (REQUIREMENTS P1), and has more words if that asks for more than they come to. It can be
/// guessed by a machine that is let try for long, so it is hashed with the full cost and holds for hours, not for days.
#[must_use]
pub fn readable<R: CryptoRng + ?Sized>(rng: &mut R, minimum_length: usize) -> Secret {
    let mut text = Zeroizing::new(String::with_capacity(128));
    let mut words = 0;
    while words < WORDS || text.len() + 3 < minimum_length {
        if words > 0 {
            text.push('-');
        }
        let word = Language::English.word_list()[below(rng, BITS) as usize];
        let mut letters = word.chars();
        if words == 0 {
            text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        }
        text.extend(letters);
        words += 1;
    }
    // Two digits without 0 and 1, which sound and look like letters.
    let number = below(rng, 6);
    text.push('-');
    for digit in [number / 8, number % 8] {
        text.extend(char::from_digit(digit + 2, 10));
    }
    Secret::new(text.as_str())
}

/// A random number of so many bits.
fn below<R: CryptoRng + ?Sized>(rng: &mut R, bits: u32) -> u32 {
    rng.next_u32() >> (u32::BITS - bits)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::readable;
    use crate::password::{Policy, is_generated_form};

    #[test]
    fn they_pass_the_policy_and_differ() {
        let mut rng = StdRng::seed_from_u64(7);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..500 {
            let secret = readable(&mut rng, 8);
            assert_eq!(Policy::staff().check(&secret), Ok(()), "{}", secret.reveal());
            assert!(!is_generated_form(secret.reveal()));
            assert_eq!(secret.reveal().split('-').count(), 5);
            assert!(secret.reveal().len() <= 4 * 9 + 2);
            assert!(seen.insert(secret.reveal().to_owned()));
        }
    }

    #[test]
    fn a_longer_minimum_gets_more_words() {
        let mut rng = StdRng::seed_from_u64(7);
        for length in [20, 40, 64] {
            let secret = readable(&mut rng, length);
            assert!(secret.reveal().len() >= length, "{}", secret.reveal());
            assert_eq!(Policy::staff().with_minimum_length(length).unwrap().check(&secret), Ok(()));
        }
    }

    #[test]
    fn the_same_randomness_gives_the_same() {
        let make = || readable(&mut StdRng::seed_from_u64(1), 8);
        assert_eq!(make(), make());
    }
}
