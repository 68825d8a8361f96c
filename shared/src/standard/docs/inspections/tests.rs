use super::Publication;
use crate::standard::docs::{Cases, markdown, pages};
use crate::standard::{CampaignLayer, builtin};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn layer(id: &str, name: &str, mut more: Value) -> CampaignLayer {
    more["layer"] = format!("campaign-{id}").into();
    more["campaign"] = json!([{
        "id": id, "name": {"zh": name, "en": id}, "references": ["licence"], "clauses": ["K01"],
    }]);
    CampaignLayer {
        id: id.to_owned(),
        parts: vec![more],
    }
}

/// A clause of an inspection's own, with everything a clause needs.
fn own(points: i32) -> Value {
    json!({
        "code": "K90", "dimension": "consistency", "severity": "S3", "points": points,
        "title": {"zh": "题", "en": "title"}, "basis": [{"text": "据", "confidence": "P"}],
        "advice": {"zh": "改", "en": "mend"},
        "manual": {"reason": {"zh": "因", "en": "why"}, "evidence": {"zh": "证", "en": "proof"}},
    })
}

fn written(layers: &[CampaignLayer]) -> BTreeMap<String, String> {
    let standard = builtin(None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let publication = Publication::new(&standard, layers).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let pages = pages(&publication, &Cases::new()).into_iter();
    pages.map(|page| (page.name.clone(), markdown(&page))).collect()
}

#[test]
fn a_clause_that_only_an_inspection_has_says_so() {
    let pages = written(&[layer("a", "甲专项", json!({"clause": [own(100)]}))]);
    let page = &pages["K90"];
    assert!(
        page.contains("| 专项核查 | 只在“甲专项”中检查，平时不检查、不扣分 |"),
        "{page}"
    );
    assert!(page.contains("Special inspections: Checked only in: a"), "{page}");
    assert!(pages["K01"].contains("平时检查，并列入“甲专项”的专项报告"));
    assert!(!pages["K02"].contains("专项核查"));
    let (_, section) = pages["README"].split_once("### 甲专项 a").expect("a section");
    for row in ["[K01](K01.md)", "| 1.00分 | 人工核查 | 本专项核查 |"] {
        assert!(section.contains(row), "{row}: {section}");
    }
}

#[test]
fn what_two_inspections_change_of_a_clause_stands_on_its_page_with_what_holds() {
    let change = |points: i32| json!({"clause": [{"code": "K01", "points": points}]});
    let mut second = change(500);
    second["clause"][0]["advice"] = json!({"zh": "另改"});
    let layers = [layer("a", "甲专项", change(300)), layer("b", "乙专项", second)];
    let pages = written(&layers);
    let page = &pages["K01"];
    assert!(page.contains("| 扣分 | 8.00分"), "the plain points: {page}");
    for part in [
        "| 甲专项 | 扣分 | 8.00 | 3.00 |",
        "| 乙专项 | 扣分 | 8.00 | 5.00 |",
        "| “另改” |",
        "各专项核查规定不同的，同时选用时以索引中在后的为准：“扣分”为5.00。",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(pages["README"].contains("| 3.00分 | 机器检查 | 平时的标准，有不同规定 |"));
    let one = &written(&layers[..1])["K01"];
    assert!(
        one.contains("| 甲专项 | 扣分 | 8.00 | 3.00 |") && !one.contains("索引中在后的"),
        "{one}"
    );
}

#[test]
fn an_inspection_that_says_the_plain_value_again_takes_back_another_one() {
    let change = |points: i32| json!({"clause": [{"code": "K01", "points": points}]});
    let layers = [
        layer("a", "甲专项", change(300)),
        layer("b", "乙专项", change(800)),
    ];
    let page = &written(&layers)["K01"];
    assert!(
        page.contains("同时选用时以索引中在后的为准：“扣分”为8.00。"),
        "{page}"
    );
}

#[test]
fn a_clause_that_two_inspections_add_has_one_page_with_both() {
    let pages = written(&[
        layer("a", "甲专项", json!({"clause": [own(100)]})),
        layer("b", "乙专项", json!({"clause": [own(200)]})),
    ]);
    let page = &pages["K90"];
    for part in [
        "只在“甲专项”、“乙专项”中检查",
        "| 甲专项 | 该专项核查中 |",
        "| 乙专项 | 扣分 | 1.00 | 2.00 |",
        "同时选用时以索引中在后的为准：“扣分”为2.00。",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn words_and_caps_that_an_inspection_changes_are_named() {
    let standard = builtin(None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let (list, words) = standard.document.words.iter().next().expect("a list");
    let mut more = words.clone();
    more.push("新词".to_owned());
    let pages = written(&[layer(
        "a",
        "甲专项",
        json!({"words": {list: more}, "dimension": {"legality": {"cap": 2900}}}),
    )]);
    let named: Vec<_> = pages.iter().filter(|(_, page)| page.contains("新词")).collect();
    assert!(named.len() > 1, "the index and the clauses that use the list");
    assert!(pages["README"].contains("29.00"), "{}", pages["README"]);
}

#[test]
fn a_word_list_that_two_inspections_change_is_that_of_the_last() {
    let standard = builtin(None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let (list, words) = standard.document.words.iter().next().expect("a list");
    let with = |word: &str| {
        let mut more = words.clone();
        more.push(word.to_owned());
        json!({"words": {list: more}})
    };
    let pages = written(&[
        layer("a", "甲专项", with("甲词")),
        layer("b", "乙专项", with("乙词")),
    ]);
    let said = format!("词表`{list}`增加的词为“乙词”");
    assert!(pages.values().any(|page| page.contains(&said)), "{said}");
}
