//! The law printed after a finding follows the day and the entry it is about.

use crate::patch::{apply, base, findings};
use seloste::day::Day;
use toml::Table;

/// The citations of the findings of a rule, one list a finding, in the order of the file.
fn cited(code: &str, add: &str, remove: &[&str], day: &str) -> Vec<Vec<String>> {
    let remove: Vec<String> = remove.iter().map(ToString::to_string).collect();
    let patched = apply(base("tests/bases", "gdpr-en"), &remove, &Table::new(), add);
    let text = toml::to_string(&patched).expect("TOML");
    findings(&text, Some(Day::parse(day).expect("a day"))).into_iter().filter(|found| found.code == code).map(|found| found.law).collect()
}

#[test]
fn marketing_to_people_and_to_firms_cite_their_own_sections() {
    let entry = |to: &str| format!("[[direct-marketing]]\nchannels = [\"post\"]\n{to}\nproducts = \"own\"\nbasis = \"legitimate-interests\"\n");
    let more = entry("to = \"organisations\"") + &entry("");
    let cited = cited("C413", &more, &["direct-marketing"], "2026-11-21");
    assert_eq!(cited.len(), 2, "{cited:?}");
    assert!(cited[0].iter().all(|law| law.contains("202")) && !cited[0].is_empty(), "{cited:?}");
    assert!(cited[1].iter().all(|law| law.contains("200")) && !cited[1].is_empty(), "{cited:?}");
}

#[test]
fn the_data_protection_act_is_cited_from_its_first_day() {
    let section = "[[sections]]\ntopics = [\"complaint\"]\ntitle = \"More\"\nbody = \"Complaints are lodged with the ICO.\"\n";
    for (day, act) in [("2018-12-31", false), ("2019-01-01", true)] {
        let cited = cited("G293", section, &[], day);
        assert_eq!(cited.len(), 1, "{day}: {cited:?}");
        assert_eq!(cited[0].iter().any(|law| law.contains("1050/2018")), act, "{day}: {cited:?}");
    }
}
