//! What expressions give, and how mistakes are told.

use std::path::Path;

use proptest::prelude::*;

use super::{Expression, Surroundings};

const ROW: [(&str, &str); 10] = [
    ("First Name", "Ana María"),
    ("last_name", "de la Sánchez"),
    ("phone", ""),
    ("mobile", "(360) 555-0151 x12"),
    ("Block sign in (Yes/No)", "No"),
    ("odd|name}", "odd"),
    ("city", "Riverside"),
    ("zip", "98001"),
    ("formula", "+1 555"),
    ("mail [work] Required", "a@example.org"),
];

fn header() -> Vec<String> {
    ROW.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn parse_in(text: &str, folder: &Path) -> Result<Expression, String> {
    Expression::parse(text, Surroundings { header: &header(), folder, missing_is_empty: false })
}

fn filled_in(text: &str, folder: &Path) -> Result<String, String> {
    let row = ROW.map(|(_, cell)| cell);
    parse_in(text, folder)?.fill(&row).map_err(|unfit| format!("{} ({})", unfit.message, unfit.value))
}

fn filled(text: &str) -> String {
    filled_in(text, Path::new("")).unwrap_or_else(|message| panic!("{text}: {message}"))
}

fn mistake(text: &str) -> String {
    filled_in(text, Path::new("")).unwrap_err()
}

#[test]
fn columns_and_text() {
    for (text, gives) in [
        ("CON", "CON"),
        ("", ""),
        (" a ", "a"),
        ("{first_name} {LAST-NAME}", "Ana María de la Sánchez"),
        ("{first_name} {phone}", "Ana María"),
        ("{phone} {phone}", ""),
        ("{phone}@example.org", ""),
        ("{{x}}", "{x}"),
        ("{{{city}}}", "{Riverside}"),
        ("{Block sign in (Yes/No)}", "No"),
        ("{'odd|name}'|upper}", "ODD"),
        ("{mail}", "a@example.org"),
        ("{work}", "a@example.org"),
        ("it's", "it's"),
    ] {
        assert_eq!(filled(text), gives, "{text}");
    }
}

#[test]
fn every_function() {
    for (text, gives) in [
        ("{first name|lower}", "ana maría"),
        ("{first name | upper }", "ANA MARÍA"),
        ("{last_name|ascii|lower}", "de la sanchez"),
        ("{first name|first}", "Ana"),
        ("{last_name|last}", "Sánchez"),
        ("{last_name|rest}", "la Sánchez"),
        ("{city|rest}", ""),
        ("{last_name|last|initial}", "S"),
        ("{mobile|initial}", "x"),
        ("{zip|initial}", "9"),
        ("{city|trim()}", "Riverside"),
        ("{mobile|digits}", "360555015112"),
        ("{mobile|before('x')|digits}", "3605550151"),
        ("{mobile|after('x')}", "12"),
        ("{city|before('x')}", "Riverside"),
        ("{city|after('x')}", ""),
        ("{phone|default({mobile})}", "(360) 555-0151 x12"),
        ("{phone|default('none')}", "none"),
        ("{phone|default('at {city|upper}, {{it''s}}')}", "at RIVERSIDE, {it's}"),
        ("{phone|default('')|default('x')}", "x"),
        ("{phone|lower|default('x')}", "x"),
        ("{city|default('x')}", "Riverside"),
        ("{phone|when('a','b')}", "b"),
        ("{city|when('a')}", "a"),
        ("{phone|when('a')}", ""),
        ("{city|when('','b')}", ""),
        ("{city|join(', ', {phone}, {zip}, 'WA')}", "Riverside, 98001, WA"),
        ("{phone|join(', ', {city}, {zip})}", "Riverside, 98001"),
        ("{phone|join(', ', {phone})}", ""),
        ("{Block sign in (Yes/No)|match('yes=inactive', 'NO = active')}", "active"),
        ("{city|match('yes=1')|default('other')}", "other"),
        ("{phone|match('yes=1')}", ""),
        ("{formula}", "+1 555"),
    ] {
        assert_eq!(filled(text), gives, "{text}");
    }
}

#[test]
fn letters_of_every_kind() {
    let header = vec!["name".to_owned()];
    for (text, name, gives) in [
        ("{name|ascii}", "Łukasz Żółć", "Lukasz Zolc"),
        ("{name|ascii}", "e\u{301}\u{1F600}\u{E000}", "egrinning"),
        ("{name|initial}", "e\u{301}va", "e\u{301}"),
        ("{name|initial}", "«Éva»", "É"),
        ("{name|upper}", "straße", "STRASSE"),
        ("{name|digits}", "٣a3", "3"),
        ("{name|first}", "王伟", "王伟"),
        ("{name|match('ﬁ=x')}", "FI", "x"),
    ] {
        let surroundings = Surroundings { header: &header, folder: Path::new(""), missing_is_empty: false };
        let expression = Expression::parse(text, surroundings).unwrap();
        assert_eq!(expression.fill(&[name]).unwrap(), gives, "{text} of {name}");
    }
}

#[test]
fn mistakes_say_where() {
    for (text, message) in [
        ("a {lastname}", "character 3: the file has no column \"lastname\"; did you mean {last_name}?"),
        ("é{last_name", "character 2: the { is never closed"),
        ("a}", "character 2: a } that no { opens (write }} for a brace)"),
        ("{city|lowr}", "character 7: there is no function \"lowr\"; did you mean lower?"),
        ("{city|}", "character 7: a function's name should follow the |"),
        ("{city|lower", "character 1: the { is never closed"),
        ("{city|lower upper}", "character 13: here | or } should follow"),
        ("{city|lower('x')}", "character 13: lower takes nothing in brackets"),
        ("{city|default}", "character 7: default is written default('text') or default({column})"),
        (
            "{city|default(x)}",
            "character 15: a text in quotes or a column in braces should follow: 'text' or {column}",
        ),
        ("{city|default('x'}", "character 18: here , or ) should follow"),
        ("{city|default('x', 'y')}", "character 20: default takes no more than that"),
        ("{city|default('x", "character 15: the ' is never closed"),
        ("{city|default(", "character 14: the ( is never closed"),
        ("{city|default({zap})}", "character 15: the file has no column \"zap\"; did you mean {zip}?"),
        (
            "{city|match('x')}",
            "character 13: match takes texts with = between theirs and ours: 'yes=inactive'",
        ),
        ("{city|join({zip})}", "character 7: join is written join(', ', {column}, {column})"),
        ("{city|before('')}", "character 7: before is written before('text')"),
        ("{'city", "character 2: the ' is never closed"),
    ] {
        assert_eq!(mistake(text), message, "{text}");
    }
    assert!(mistake("{city|q}").starts_with("character 7: there is no function \"q\"; there are lower, "));
    let deep = "{phone|default(".repeat(20);
    assert_eq!(mistake(&deep), "character 121: there are too many braces within each other");
}

#[test]
fn values_that_nobody_knows() {
    assert_eq!(
        mistake("{city|match('yes=1','no=0')}"),
        "character 7 of the expression: match knows yes, no, and not this (Riverside)"
    );
}

#[test]
fn lookups() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
    write("units.csv", "\u{feff}/Intake;HCH\r\n RIVERSIDE ;'=AID\n\n/Intake;HCH\n".as_bytes());
    let wide: Vec<u8> = "\u{feff}riverside,RIV\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write("wide.csv", &wide);
    write("twice.csv", b"a,1\nA,2\n");
    write("three.csv", b"a,1\nb,2,3\n");
    write("latin.csv", b"a,1\nb,\xE9\n");
    let filled = |text: &str| filled_in(text, folder.path());
    let mistake = |text: &str| filled(text).unwrap_err();
    assert_eq!(filled("{city|lookup('units.csv')}").unwrap(), "=AID");
    assert_eq!(filled("{city|lookup('wide.csv')}").unwrap(), "RIV");
    assert_eq!(filled("{zip|lookup('units.csv')|default('CON')}").unwrap(), "CON");
    assert_eq!(filled("{phone|lookup('units.csv')}").unwrap(), "");
    assert_eq!(
        mistake("{zip|lookup('units.csv')}"),
        "character 6 of the expression: units.csv has no such value (98001)"
    );
    assert_eq!(
        mistake("{zip|lookup('twice.csv')}"),
        "character 13: twice.csv:2: A became 1 further up, and here it becomes 2"
    );
    assert_eq!(
        mistake("{zip|lookup('three.csv')}"),
        "character 13: three.csv:2: the row has 3 cells and not two"
    );
    assert!(
        mistake("{zip|lookup('latin.csv')}").starts_with("character 13: latin.csv:2: is no UTF-8; save ")
    );
    assert!(mistake("{zip|lookup('none.csv')}").starts_with("character 13: there is no file "));
    assert_eq!(mistake("{zip|lookup()}"), "character 6: lookup is written lookup('file.csv')");
}

proptest! {
    #[test]
    fn any_text_is_parsed_and_filled(
        text in "\\PC{0,40}|([{}|'(),= ]|lower|first|default|when|join|match|initial|rest|ascii|city|zip){0,24}",
        row in proptest::collection::vec("\\PC{0,12}", 0..12),
    ) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        for missing_is_empty in [false, true] {
            let surroundings = Surroundings { header: &header(), folder: Path::new("/nonexistent"), missing_is_empty };
            if let Ok(expression) = Expression::parse(&text, surroundings) {
                let _ = expression.fill(&cells);
            }
        }
    }

    #[test]
    fn any_cell_goes_through_every_function(cell in any::<String>()) {
        let header = vec!["c".to_owned()];
        let surroundings = Surroundings { header: &header, folder: Path::new(""), missing_is_empty: false };
        for function in ["lower", "upper", "ascii", "first", "last", "rest", "initial", "trim", "digits",
            "before('a')", "after(' ')", "default('x')", "when('a','b')", "join('-', {c})", "match('a=b')"] {
            let expression = Expression::parse(&format!("{{c|{function}}}"), surroundings).unwrap();
            let _ = expression.fill(&[&cell]);
        }
    }
}
