//! Generated temporary passwords (REQUIREMENTS P2): more random bits than anybody can guess, in a form of their own.

use rand::CryptoRng;
use zeroize::Zeroizing;

use super::Secret;

/// 5 bits a character. Neither of `0` and `o`, nor of `1` and `l`: what cannot be told apart is not there.
/// The digits come first: the checksum's last character is one of them.
const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
const DIGITS: usize = 8;
const PREFIX: &[u8] = b"Ct-";
const GROUPS: usize = 5;
const GROUP: usize = 5;
/// Prefix, groups with a hyphen after each, and two characters of checksum.
const LENGTH: usize = PREFIX.len() + GROUPS * (GROUP + 1) + 2;
/// The largest prime that fits the checksum's 32 × 8 values.
const MODULUS: usize = 251;
/// What a character is worth; [`NOT_OURS`] for one that is not of the alphabet.
const VALUES: [u8; 256] = values();
const NOT_OURS: u8 = u8::MAX;

const fn values() -> [u8; 256] {
    let mut values = [NOT_OURS; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
}

/// Makes a temporary password such as `Ct-9rk3w-mzt7c-hq4vn-2xya8-u5jdp-k7`, with 125 random bits.
///
/// It passes the policy for staff: the prefix holds a capital and a hyphen, the checksum ends in a digit. It is never
/// chosen by a person, which [`super::Policy`] refuses, and so it is hashed with the minimal cost: see
/// [`super::Parameters::MINIMAL`]. The same state of `rng` gives the same password.
#[must_use]
pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Secret {
    let mut bits = Zeroizing::new([0; 16]);
    rng.fill_bytes(bits.as_mut_slice());
    Secret::new(text_of(&bits))
}

/// Writes out the lowest 125 bits.
fn text_of(bits: &[u8; 16]) -> String {
    let mut left = u128::from_le_bytes(*bits);
    let mut sum = 0;
    let mut text = String::with_capacity(LENGTH);
    text.extend(PREFIX.iter().copied().map(char::from));
    for place in 0..GROUPS * GROUP {
        let value = (left & 31) as usize;
        left >>= 5;
        sum += weight(place) * value;
        text.push(char::from(ALPHABET[value]));
        if place % GROUP == GROUP - 1 {
            text.push('-');
        }
    }
    text.extend(checksum(sum).map(char::from));
    text
}

/// Every place has a weight of its own, none of them 0 in the field of 251 elements: so the sum changes with any one
/// character, and with any two that change places.
const fn weight(place: usize) -> usize {
    place + 2
}

fn checksum(sum: usize) -> [u8; 2] {
    let sum = sum % MODULUS;
    [ALPHABET[sum / DIGITS], ALPHABET[sum % DIGITS]]
}

/// Whether a text is of the form that [`generate`] makes: prefix, groups and a checksum that fits.
///
/// `text` is a password in its [normal form](super::normal_form). One wrong character, or two that changed places, and
/// it is not.
#[must_use]
pub fn is_generated_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != LENGTH {
        return false;
    }
    let Some(rest) = bytes.strip_prefix(PREFIX) else { return false };
    let (body, check) = rest.split_at(GROUPS * (GROUP + 1));
    let mut sum = 0;
    for (index, group) in body.chunks_exact(GROUP + 1).enumerate() {
        let (characters, hyphen) = group.split_at(GROUP);
        if hyphen != b"-" {
            return false;
        }
        for (offset, &character) in characters.iter().enumerate() {
            let value = VALUES[usize::from(character)];
            if value == NOT_OURS {
                return false;
            }
            sum += weight(index * GROUP + offset) * usize::from(value);
        }
    }
    check == checksum(sum)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::super::Policy;
    use super::*;

    #[test]
    fn known_answers() {
        assert_eq!(text_of(&[0; 16]), "Ct-22222-22222-22222-22222-22222-22");
        // 31 × (2 + 3 + … + 26) = 10850 = 43 × 251 + 57, and 57 = 7 × 8 + 1.
        assert_eq!(text_of(&[255; 16]), "Ct-zzzzz-zzzzz-zzzzz-zzzzz-zzzzz-93");
    }

    #[test]
    fn the_seed_decides() {
        let make = |seed| {
            let mut rng = StdRng::seed_from_u64(seed);
            (0..100).map(|_| generate(&mut rng).reveal().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
        let mut all = make(7);
        all.extend(make(8));
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 200);
    }

    #[test]
    fn other_texts_are_not_of_the_form() {
        for text in [
            "",
            "Ct-",
            "Ct-22222-22222-22222-22222-22222-23",
            "ct-22222-22222-22222-22222-22222-22",
            "Ct-22222-22222-22222-22222-22222-22 ",
            " Ct-22222-22222-22222-22222-22222-2",
            "Ct-22222-22222-22222-22222-22222-2",
            "Ct-2222é-22222-22222-22222-22222-2",
        ] {
            assert!(!is_generated_form(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn has_the_form_and_suits_staff(bits in any::<[u8; 16]>()) {
            let text = text_of(&bits);
            prop_assert_eq!(text.len(), LENGTH);
            prop_assert!(is_generated_form(&text));
            let lacking = Policy::staff().shortfalls_of_composition(&text);
            prop_assert!(lacking.is_empty(), "{:?}", lacking);
        }

        #[test]
        fn a_changed_character_is_found(bits in any::<[u8; 16]>(), place in 0..LENGTH, other in any::<char>()) {
            let text = text_of(&bits);
            let changed: String =
                text.chars().enumerate().map(|(at, c)| if at == place { other } else { c }).collect();
            prop_assert_eq!(is_generated_form(&changed), changed == text);
        }

        #[test]
        fn a_changed_character_of_the_alphabet_is_found(bits in any::<[u8; 16]>(), place in 3..LENGTH) {
            let text = text_of(&bits);
            for &other in ALPHABET {
                let mut changed = text.clone().into_bytes();
                changed[place] = other;
                let changed = String::from_utf8(changed).unwrap();
                prop_assert_eq!(is_generated_form(&changed), changed == text);
            }
        }

        #[test]
        fn swapped_characters_are_found(bits in any::<[u8; 16]>(), one in 0..25_usize, two in 0..25_usize) {
            let at = |place: usize| PREFIX.len() + place + place / GROUP;
            let text = text_of(&bits);
            let mut swapped = text.clone().into_bytes();
            swapped.swap(at(one), at(two));
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert_eq!(is_generated_form(&swapped), swapped == text);
        }
    }
}
