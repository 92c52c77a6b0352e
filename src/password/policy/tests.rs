use proptest::prelude::*;

use super::Shortfall::{Capital, Control, GeneratedForm, Invisible, Long, Number, Other, Short};
use super::*;

fn staff(password: &str) -> Vec<Shortfall> {
    Policy::staff().check(&Secret::new(password)).err().unwrap_or_default()
}

fn client(password: &str) -> Vec<Shortfall> {
    Policy::client().check(&Secret::new(password)).err().unwrap_or_default()
}

const CAPITAL: Shortfall = Capital { has: 0, needs: 1 };
const NUMBER: Shortfall = Number { has: 0, needs: 1 };
const OTHER: Shortfall = Other { has: 0, needs: 1 };

#[test]
fn staff_table() {
    let table: &[(&str, &[Shortfall])] = &[
        ("Passw0r!", &[]),
        ("Pass w0r", &[]),
        ("Passw0r", &[Short { has: 7, needs: 8 }, OTHER]),
        ("passw0r!", &[CAPITAL]),
        ("Passwor!", &[NUMBER]),
        ("Passw0rd", &[OTHER]),
        ("", &[Short { has: 0, needs: 8 }, CAPITAL, NUMBER, OTHER]),
        ("aaaaaaaa", &[CAPITAL, NUMBER, OTHER]),
        // Any script: Cyrillic and Greek capitals, Arabic and Devanagari numbers.
        ("Пароль٣!", &[]),
        ("Σίσυφος५-", &[]),
        // Full width characters count as what they mean.
        ("Ｐａｓｓｗ０ｒ！", &[]),
        ("Passw0r\t!", &[Control]),
        ("Passw0r\0!", &[Control]),
        ("Passw0r!\u{85}", &[Control]),
        ("Passw0r!\u{feff}", &[Invisible]),
        ("Passw0rd\u{200b}", &[OTHER, Invisible]),
        // An accent is no character of its own, whether it was typed as one or as two.
        ("Passw0r\u{301}", &[Short { has: 7, needs: 8 }, OTHER]),
        ("Passwx0\u{323}\u{301}", &[OTHER]),
        ("می\u{200c}خواهمA1", &[OTHER]),
        ("Ct-22222-22222-22222-22222-22222-22", &[GeneratedForm]),
        ("Ｃt-22222-22222-22222-22222-22222-22", &[GeneratedForm]),
        ("Ct-22222-22222-22222-22222-22222-23", &[]),
    ];
    for (password, shortfalls) in table {
        assert_eq!(staff(password), *shortfalls, "{password:?}");
    }
}

#[test]
fn client_table() {
    assert_eq!(client("secret"), []);
    assert_eq!(client("秘密秘密秘密"), []);
    assert_eq!(client("secre"), [Short { has: 5, needs: 6 }]);
    // One character that NFKC writes as eighteen was still typed as one.
    assert_eq!(client("\u{fdfa}"), [Short { has: 1, needs: 6 }]);
    assert_eq!(client("sec\nret"), [Control]);
}

#[test]
fn length_is_bounded() {
    assert_eq!(client(&"a".repeat(MAXIMUM_BYTES)), []);
    assert_eq!(client(&"a".repeat(MAXIMUM_BYTES + 1)), [Long]);
    assert_eq!(client(&"é".repeat(513)), [Long]);
}

#[test]
fn goes_up_and_not_down() {
    let policy = Policy::staff().with_minimum_length(12).unwrap().with_capital(2).unwrap();
    assert_eq!(policy.check(&Secret::new("Passw0r!")).unwrap_err().len(), 2);
    assert!(policy.with_number(2).unwrap().with_other(3).is_ok());
    for refused in [
        Policy::staff().with_minimum_length(7),
        Policy::staff().with_capital(0),
        Policy::staff().with_number(0),
        Policy::staff().with_other(0),
        Policy::client().with_minimum_length(5),
        Policy::client().with_minimum_length(129),
        Policy::client().with_other(33),
        policy.with_minimum_length(11),
    ] {
        assert_eq!(refused.unwrap_err().kind(), crate::Kind::Usage);
    }
}

#[test]
fn says_it_in_words() {
    let told: Vec<String> = staff("").iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "it has no character and needs at least 8",
            "it has no capital letter and needs at least 1",
            "it has no number and needs at least 1",
            "it has no character that is neither letter nor number and needs at least 1",
        ]
    );
    assert_eq!(
        Policy::staff().to_string(),
        "at least 8 characters, 1 capital letter, 1 number, 1 character that is neither letter nor number"
    );
    assert_eq!(Policy::client().to_string(), "at least 6 characters");
    let error = Policy::staff().require(&Secret::new("hunter2!")).unwrap_err();
    assert_eq!(error.to_string(), "the password will not do: it has no capital letter and needs at least 1");
    assert_eq!(error.hints(), [Policy::staff().to_string()]);
    assert_eq!(error.kind(), crate::Kind::BadInput);
}

proptest! {
    #[test]
    fn never_repeats_the_password(password in "[a-z]{7}") {
        let error = Policy::staff().require(&Secret::new(password.clone())).unwrap_err();
        let told = format!("{error} {error:?}");
        prop_assert!(!told.contains(&password));
    }

    #[test]
    fn a_raised_policy_takes_no_more(password in any::<String>(), length in 8..128_usize) {
        let secret = Secret::new(password);
        let raised = Policy::staff().with_minimum_length(length).unwrap();
        if raised.check(&secret).is_ok() {
            prop_assert!(Policy::staff().check(&secret).is_ok());
            prop_assert!(Policy::client().check(&secret).is_ok());
        }
    }

    #[test]
    fn the_way_of_typing_does_not_matter(password in "[A-Za-z0-9!é漢Å]{0,12}") {
        let (composed, decomposed): (String, String) = (password.nfc().collect(), password.nfd().collect());
        prop_assert_eq!(staff(&composed), staff(&decomposed));
    }
}
