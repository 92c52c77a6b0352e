//! Search: who and what is found by what is typed, in which order; and that it follows what is there.

use ct::Kind as ErrorKind;
use ct::client::CLIENT;
use ct::search::{Kind, Match, Search, search};

use crate::agency::{Agency, Import};

/// People, clients and tasks: each name is there for what it has to show.
async fn agency() -> Agency {
    let agency = Agency::new().await;
    agency
        .imported(
            "email,name,organization,external_id,status\n\
             smith.j@example.org,John Smith,CON,7007,\n\
             j.smithson@example.org,Jane Smithson,ACM,,\n\
             gone@example.org,Smith Gone,CON,,inactive\n\
             obrien@example.org,\"Pat O'Brien-Łukasik, Jr.\",CON,,\n\
             wei@example.org,王伟,ACM,,\n",
        )
        .await;
    let csv = "external_id,name,preferred_name,organization\n\
               P-1,Ana María García López,Lola,CON\n\
               P-2,John Smith,,ACM\n\
               P-3,Smith,,ACM\n\
               P-4,Zoë Blacksmith,,CON\n\
               P-5,Johann Schmidt,,CON\n\
               P-6,Αθηνά Παπαδοπούλου,,CON\n\
               P-7,Rodríguez Ana,,ACM\n";
    Import::of(&CLIENT).text(&agency.database, csv).await.unwrap();
    let sql = "insert into ct.task (id, uid, key, title, status, completed_at, client_id, organization_id, created_by)
                   select 70, 'T-70', 't-70', 'Call Smith about the rent', 'not-started', null, id, organization_id, created_by from ct.client where key = 'p-3'
                   union all select 71, 'T-71', 't-71', 'Rent: papers for Smith', 'completed', now(), id, organization_id, created_by from ct.client where key = 'p-3'";
    agency.own.connect().await.batch_execute(sql).await.unwrap();
    agency
}

/// What is found: keys, each with how well it fits.
async fn found(agency: &Agency, text: &str, kinds: &[Kind]) -> Vec<(String, Match)> {
    let request = Search { text: text.to_owned(), kinds: kinds.to_vec(), limit: 50 };
    let found = search(&agency.database, &request).await.unwrap();
    found.hits.into_iter().map(|hit| (hit.key, hit.how)).collect()
}

const PEOPLE: [Kind; 3] = [Kind::User, Kind::Client, Kind::Task];

async fn keys(agency: &Agency, text: &str) -> Vec<String> {
    found(agency, text, &PEOPLE).await.into_iter().map(|(key, _)| key).collect()
}

#[tokio::test]
async fn by_beginnings_of_words_in_any_order() {
    let agency = agency().await;
    for (text, expected) in [
        ("garcia", vec!["P-1"]),
        ("GARCÍ", vec!["P-1"]),
        ("lopez ana", vec!["P-1"]),
        ("lola gar", vec!["P-1"]),
        // Not neighbours in the name, from whichever word one goes round.
        ("ana lopez", vec!["P-1"]),
        ("lopez maria lola ana", vec!["P-1"]),
        ("ma lo", vec!["P-1"]),
        ("obrien", vec!["obrien@example.org"]),
        ("o'brien luk", vec!["obrien@example.org"]),
        ("łukasik", vec!["obrien@example.org"]),
        ("lukasik-o’brien", vec!["obrien@example.org"]),
        ("伟", vec!["wei@example.org"]),
        ("王伟", vec!["wei@example.org"]),
        ("αθηνα", vec!["P-6"]),
        ("παπ", vec!["P-6"]),
        ("call rent", vec!["T-70"]),
        ("rent smith", vec!["T-71", "T-70"]),
        ("smith jane", vec!["j.smithson@example.org"]),
        ("nobody", vec![]),
        ("ana smithson", vec![]),
        ("100%", vec![]),
    ] {
        let mut told = keys(&agency, text).await;
        let mut expected: Vec<_> = expected.into_iter().map(str::to_owned).collect();
        // Their order is another test's.
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "{text}");
    }
}

#[tokio::test]
async fn the_best_first() {
    let agency = agency().await;
    let told = found(&agency, "smith", &PEOPLE).await;
    let expected = [
        ("P-3", Match::Name),
        ("gone@example.org", Match::Beginning),
        // Her address begins so.
        ("smith.j@example.org", Match::Beginning),
    ];
    let whole: Vec<_> = told.iter().filter(|(_, how)| *how < Match::Words).cloned().collect();
    let mut sorted = whole.clone();
    sorted.sort();
    let mut expected = expected.map(|(key, how)| (key.to_owned(), how)).to_vec();
    expected.sort();
    assert_eq!(sorted, expected);
    assert_eq!(whole[0].0, "P-3");
    assert_eq!(whole[2].0, "gone@example.org", "who is inactive comes after who is not");
    let words: Vec<_> =
        told.iter().filter(|(_, how)| *how == Match::Words).map(|(key, _)| key.as_str()).collect();
    assert_eq!(words, ["j.smithson@example.org", "P-2", "T-70", "T-71"], "what is completed comes last");
    assert_eq!(
        found(&agency, "John Smith", &PEOPLE).await[..2],
        [("smith.j@example.org".to_owned(), Match::Name), ("P-2".to_owned(), Match::Name)]
    );
    assert_eq!(found(&agency, "smith john", &[Kind::Client]).await[0], ("P-2".to_owned(), Match::Name));
}

#[tokio::test]
async fn by_what_nobody_else_has() {
    let agency = agency().await;
    let user = agency.user("gone@example.org", "id").await;
    for (text, key) in [
        ("GONE@example.org ", "gone@example.org"),
        ("7007", "smith.j@example.org"),
        (user.as_str(), "gone@example.org"),
        ("p-5", "P-5"),
        ("Ｐ-5", "P-5"),
        ("T-71", "T-71"),
        ("71", "T-71"),
    ] {
        let told = found(&agency, text, &PEOPLE).await;
        assert!(told.contains(&(key.to_owned(), Match::Exact)), "{text}: {told:?}");
        assert_eq!(told[0].1, Match::Exact, "{text}");
    }
    assert_eq!(keys(&agency, "j.smithson@").await, ["j.smithson@example.org"], "the beginning of an address");
}

#[tokio::test]
async fn slips_are_forgiven() {
    let agency = agency().await;
    let near = [
        // Missing, too many, wrong, swapped; in any place, the first one, too.
        ("smth", "P-3"),
        ("smmith", "P-3"),
        ("smiht", "P-3"),
        ("mith", "P-3"),
        ("xmith", "P-3"),
        ("smitg john", "smith.j@example.org"),
        ("jhon smith", "P-2"),
        ("jhon smiht", "P-2"),
        ("garcai maria", "P-1"),
        ("anna garcia lopes", "P-1"),
        // Two in a long one.
        ("blacksmiht", "P-4"),
        ("balcksmiht", "P-4"),
        ("rodrigez ana", "P-7"),
        ("schmitt", "P-5"),
        ("παπαδοπουλος", "P-6"),
        ("cal smith", "T-70"),
        ("obrein", "obrien@example.org"),
    ];
    for (text, key) in near {
        assert!(keys(&agency, text).await.contains(&key.to_owned()), "{text}");
    }
    for text in ["smgtx", "xxith", "sm", "joh smgtx", "7008"] {
        let told = found(&agency, text, &PEOPLE).await;
        assert!(told.iter().all(|(_, how)| *how != Match::Near), "{text}: {told:?}");
    }
    // Whoever is called just that stands before.
    let told = found(&agency, "schmidt", &PEOPLE).await;
    assert_eq!(told, [("P-5".to_owned(), Match::Words)]);
}

#[tokio::test]
async fn commands_and_kinds() {
    let agency = agency().await;
    let told = found(&agency, "unlock", &[]).await;
    assert_eq!(
        told,
        [("team unlock".to_owned(), Match::Words), ("user unlock".to_owned(), Match::Words)],
        "by what they do, too"
    );
    assert_eq!(found(&agency, "user import", &[Kind::Command]).await[0].1, Match::Name);
    assert_eq!(found(&agency, "unlok", &[Kind::Command]).await.len(), 2);
    assert!(found(&agency, "unlock", &PEOPLE).await.is_empty());
    for kind in Kind::ALL {
        let request = Search { text: "s".to_owned(), kinds: vec![kind], limit: 50 };
        let found = search(&agency.database, &request).await.unwrap();
        assert!(found.hits.iter().all(|hit| hit.kind == kind) && !found.hits.is_empty(), "{kind:?}");
    }
    // Of many that fit as well as each other, some of each kind.
    let request = Search { text: "s".to_owned(), kinds: Vec::new(), limit: 6 };
    let told = search(&agency.database, &request).await.unwrap();
    assert!(told.has_more && told.hits.len() == 6);
    for kind in [Kind::User, Kind::Client, Kind::Command] {
        assert!(told.hits.iter().any(|hit| hit.kind == kind), "{kind:?}");
    }
    for text in ["", "  ", "--", "%"] {
        let request = Search { text: text.to_owned(), kinds: Vec::new(), limit: 6 };
        assert_eq!(search(&agency.database, &request).await.unwrap_err().kind(), ErrorKind::Usage, "{text}");
    }
}

/// All that search keeps.
async fn kept(agency: &Agency) -> (Vec<String>, Vec<String>) {
    let entries =
        "select concat_ws('|', kind, organization_id, rank, key, row_id) from ct.search_entry order by 1";
    let slips = "select concat_ws('|', kind, organization_id, variant, word) from ct.search_slip order by 1";
    (agency.column(entries).await, agency.column(slips).await)
}

#[tokio::test]
async fn it_follows_what_is_there() {
    let agency = agency().await;
    let client = agency.own.connect().await;
    let (entries, slips) = kept(&agency).await;
    client.batch_execute("select ct.search_fill()").await.unwrap();
    assert_eq!(kept(&agency).await, (entries, slips), "anew it is the same");
    for (sql, gone, there) in [
        (
            "update ct.client set name = 'Ana Kowalska' where key = 'p-1'",
            vec!["garcia", "lopez maria"],
            vec![("kowalska", "P-1"), ("kovalska ana", "P-1"), ("lola", "P-1")],
        ),
        (
            "update ct.users set name = 'John Zmijewski' where login = 'smith.j@example.org'",
            vec![],
            vec![("zmijewsky", "smith.j@example.org")],
        ),
        (
            "update ct.task set title = 'Visit' where id = 71",
            vec!["papers"],
            vec![("visit", "T-71"), ("vissit", "T-71")],
        ),
        ("delete from ct.task where id = 71", vec!["visit"], vec![]),
    ] {
        client.batch_execute(sql).await.unwrap();
        for text in gone {
            assert!(keys(&agency, text).await.is_empty(), "{sql}: {text}");
        }
        for (text, key) in there {
            assert_eq!(keys(&agency, text).await, [key], "{sql}: {text}");
        }
        let (entries, slips) = kept(&agency).await;
        client.batch_execute("select ct.search_fill()").await.unwrap();
        let (entries_anew, slips_anew) = kept(&agency).await;
        assert_eq!(entries, entries_anew, "{sql}");
        assert!(slips_anew.iter().all(|slip| slips.contains(slip)), "{sql}");
    }
    client.batch_execute("update ct.client set deactivated_at = now() where key = 'p-2'").await.unwrap();
    let told = found(&agency, "john", &[Kind::Client]).await;
    assert_eq!(told.last().unwrap().0, "P-2", "{told:?}");
    let (moved, _) = kept(&agency).await;
    let sql = "update ct.client set organization_id = (select id from ct.organization where code = 'CON') where key = 'p-2'";
    client.batch_execute(sql).await.unwrap();
    assert_ne!(kept(&agency).await.0, moved);
    let (entries, _) = kept(&agency).await;
    client.batch_execute("select ct.search_fill()").await.unwrap();
    assert_eq!(kept(&agency).await.0, entries);
}
