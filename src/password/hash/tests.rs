use argon2::Params;
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::super::generate;
use super::*;

const INSTANCE: Uuid = Uuid::from_u128(0x0192_7f3a_5b6c_7d8e_8f90_a1b2_c3d4_e5f6);
const OTHER_INSTANCE: Uuid = Uuid::from_u128(1);
/// The cheapest that a chosen password may have, so that the tests are quick.
const CHEAP: Parameters = Parameters { memory_kib: 7 * 1024, passes: 5, lanes: 1 };

/// The key by the plain interface of the crate, in memory of its own.
fn plain(password: &[u8], salt: &[u8], parameters: Parameters, data: &[u8]) -> [u8; 32] {
    let params: Params = ParamsBuilder::new()
        .m_cost(parameters.memory_kib)
        .t_cost(parameters.passes)
        .p_cost(parameters.lanes)
        .data(AssociatedData::new(data).unwrap())
        .build()
        .unwrap();
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password, salt, &mut key)
        .unwrap();
    key
}

fn rng() -> StdRng {
    StdRng::seed_from_u64(1)
}

#[test]
fn agrees_with_plain_argon2() {
    let salt = *b"0123456789abcdef";
    let mut hasher = Hasher::new();
    let generated = generate(&mut rng());
    let lanes = Parameters { lanes: 4, ..Parameters::DEFAULT };
    for (password, asked, used) in [
        ("Passw0r!", Parameters::DEFAULT, Parameters::DEFAULT),
        (generated.reveal(), Parameters::DEFAULT, Parameters::MINIMAL),
        ("Passw0r!", lanes, lanes),
        // Once more in memory that is larger than needed and not clean.
        ("Passw0r!", CHEAP, CHEAP),
        (generated.reveal(), CHEAP, Parameters::MINIMAL),
    ] {
        let key = hasher.derive_key(&Secret::new(password), &salt, asked, &INSTANCE).unwrap();
        assert_eq!(*key.reveal(), plain(password.as_bytes(), &salt, used, INSTANCE.as_bytes()));
        let digest: [u8; 32] = Sha256::digest(key.reveal()).into();
        assert_eq!(key.verifier(), digest);
    }
}

#[test]
fn known_answer() {
    // Made with OpenSSL's Argon2id through Python's `cryptography`:
    // Argon2id(salt=…, length=32, iterations=1, lanes=1, memory_cost=8, ad=INSTANCE).derive(…)
    let password = Secret::new("Ct-22222-22222-22222-22222-22222-22");
    let key =
        Hasher::new().derive_key(&password, b"0123456789abcdef", Parameters::DEFAULT, &INSTANCE).unwrap();
    let hexadecimal: String = key.reveal().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hexadecimal, "3111d5a680be7bee03b4b4e7f6d6259fcb92cb89d1eecaccccaca0739533999a");
}

#[test]
fn stores_and_verifies() {
    let mut hasher = Hasher::new();
    let mut rng = rng();
    let generated = generate(&mut rng);
    for (password, parameters) in [(Secret::new("Passw0r!"), CHEAP), (generated, Parameters::MINIMAL)] {
        let stored = hasher.store(&password, CHEAP, &INSTANCE, &mut rng).unwrap();
        assert_eq!(stored.parameters, parameters);
        assert!(hasher.verify(&password, &stored, &INSTANCE).unwrap());
        assert!(!hasher.verify(&password, &stored, &OTHER_INSTANCE).unwrap());
        assert!(!hasher.verify(&Secret::new("passw0r!"), &stored, &INSTANCE).unwrap());
        assert!(!hasher.verify(&generate(&mut rng), &stored, &INSTANCE).unwrap());
        for place in [0, 31] {
            let mut other = stored.clone();
            other.verifier[place] ^= 1;
            assert!(!hasher.verify(&password, &other, &INSTANCE).unwrap());
        }
        let again = hasher.store(&password, CHEAP, &INSTANCE, &mut rng).unwrap();
        assert_ne!(again.salt, stored.salt);
    }
}

#[test]
fn typed_on_another_keyboard() {
    let mut hasher = Hasher::new();
    let stored = hasher.store(&Secret::new("Caf\u{e9} 1"), CHEAP, &INSTANCE, &mut rng()).unwrap();
    assert!(hasher.verify(&Secret::new("Cafe\u{301}\u{a0}１"), &stored, &INSTANCE).unwrap());
}

#[test]
fn a_chosen_password_is_never_hashed_cheaply() {
    let salt = [0; SALT_BYTES];
    let mut hasher = Hasher::new();
    let chosen = Secret::new("Ct-22222-22222-22222-22222-22222-23");
    for weak in [Parameters::MINIMAL, Parameters { passes: 1, ..Parameters::DEFAULT }] {
        let refused = hasher.derive_key(&chosen, &salt, weak, &INSTANCE).unwrap_err();
        assert_eq!(refused.kind(), crate::Kind::Refused);
        assert!(hasher.store(&chosen, weak, &INSTANCE, &mut rng()).is_err());
    }
    let costly = Parameters { memory_kib: u32::MAX, ..Parameters::DEFAULT };
    assert!(hasher.derive_key(&chosen, &salt, costly, &INSTANCE).is_err());
}

#[test]
fn too_long_is_refused() {
    let long = Secret::new("a".repeat(MAXIMUM_BYTES + 1));
    let refused = Hasher::new().store(&long, CHEAP, &INSTANCE, &mut rng()).unwrap_err();
    assert_eq!(refused.kind(), crate::Kind::BadInput);
}

#[test]
fn prints_nothing_secret() {
    let stored = Hasher::new().store(&generate(&mut rng()), CHEAP, &INSTANCE, &mut rng()).unwrap();
    let salt = format!("{:?}", stored.salt);
    let verifier = format!("{:?}", stored.verifier);
    let shown = format!("{stored:?} {stored:#?}");
    assert!(!shown.contains(&salt[1..10]) && !shown.contains(&verifier[1..10]), "{shown}");
    let key = Hasher::new().derive_key(&generate(&mut rng()), &stored.salt, CHEAP, &INSTANCE).unwrap();
    assert_eq!(format!("{key:?}"), "***");
}

proptest! {
    #[test]
    fn a_generated_one_is_known_again(seed in any::<u64>(), instance in any::<u128>()) {
        let mut rng = StdRng::seed_from_u64(seed);
        let instance = Uuid::from_u128(instance);
        let mut hasher = Hasher::new();
        let password = generate(&mut rng);
        let stored = hasher.store(&password, Parameters::DEFAULT, &instance, &mut rng).unwrap();
        prop_assert!(hasher.verify(&password, &stored, &instance).unwrap());
        prop_assert!(!hasher.verify(&generate(&mut rng), &stored, &instance).unwrap());
    }
}
