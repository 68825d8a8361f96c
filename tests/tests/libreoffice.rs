//! Files as LibreOffice writes them: one invented list with a merged title row, codes as text, dates, line breaks in
//! cells and characters beyond the basic plane, saved in every form. All forms must give the same items.

use shared::element::{Element, Part};
use shared::item::Fields as _;
use shared::locale::Lang;
use shared::notice::NoticeSeverity;
use std::path::Path;
use tests::check::{check, read};

const FORMS: [&str; 5] = [
    "list.xlsx",
    "list.xls",
    "list.ods",
    "list.csv",
    "list-gb18030.csv",
];

fn bytes(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/libreoffice");
    std::fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every value of every item as written, with where it stands.
fn values(name: &str) -> Vec<String> {
    let list = read(name, &bytes(name)).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let mut out = Vec::new();
    for view in list.views() {
        for element in Element::of(Part::Main) {
            if let Some(id) = view.value(element) {
                let place = list.value(id).place();
                // Of a moment, workbooks store the time and CSV files the look: the day is the same.
                let text = list.text(id);
                let text = if element == Element::PublishDate {
                    text.get(..10)
                } else {
                    Some(text)
                };
                out.push(format!("{} {place:?} {text:?}", element.id()));
            }
        }
        for part in Part::ALL.into_iter().skip(1) {
            for entry in view.entries(part) {
                for element in Element::of(part) {
                    let text = entry.raw(element);
                    out.push(format!("{} [{}] {text:?}", element.id(), entry.number()));
                }
            }
        }
    }
    out
}

#[test]
fn every_form_gives_the_same_items() {
    let expected = values(FORMS[0]);
    assert!(expected.len() > 40, "{expected:#?}");
    for name in &FORMS[1..] {
        let found = values(name);
        let different: Vec<_> = expected
            .iter()
            .zip(&found)
            .filter(|(expected, found)| expected != found)
            .collect();
        assert!(
            different.is_empty() && expected.len() == found.len(),
            "{name}: {different:#?}"
        );
    }
}

#[test]
fn values_are_those_that_were_typed() {
    for name in FORMS {
        let list = read(name, &bytes(name)).expect("readable");
        let of = |item: usize, element: Element| list.view(item).raw(element).to_owned();
        assert_eq!(list.items().len(), 3, "{name}");
        // Codes keep their leading zeros and every digit.
        assert_eq!(
            of(1, Element::TaskCode),
            "001234567890123456789012345678X",
            "{name}"
        );
        assert_eq!(
            of(2, Element::TaskCode),
            "114507213485314350000201400100𠮷",
            "{name}"
        );
        assert_eq!(of(1, Element::AreaCode), "045072", "{name}");
        assert_eq!(of(1, Element::TaskVersion), "001", "{name}");
        // Numbers are as shown, dates in ISO form.
        assert_eq!(of(1, Element::PromiseDay), "0.5", "{name}");
        assert_eq!(of(0, Element::PlanEffectiveDate), "2026-01-31", "{name}");
        let moments = [0, 1, 2].map(|item| of(item, Element::PublishDate));
        let expected = if Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "csv")
        {
            [
                "2026-01-31 08:30:00",
                "2025-12-01 00:00:00",
                "2026-06-01 17:05:09",
            ]
        } else {
            ["2026-01-31T08:30:00", "2025-12-01", "2026-06-01T17:05:09"]
        };
        assert_eq!(moments, expected, "{name}");
        // Line breaks and spaces are kept, and one row is one item.
        assert_eq!(of(0, Element::AcceptCondition).lines().count(), 3, "{name}");
        assert_eq!(of(1, Element::TaskName), "  食品经营许可（前有空格）", "{name}");
        assert_eq!(list.view(0).entries(Part::Material).count(), 3, "{name}");
    }
}

#[test]
fn every_form_gives_the_same_result_without_damage() {
    let result = |name: &str| {
        let result = check(name, &bytes(name)).expect("readable");
        let bad: Vec<String> = result
            .list
            .notices
            .iter()
            .filter(|notice| notice.code.severity() == NoticeSeverity::Damage)
            .map(|notice| notice.message(Lang::ZhCn))
            .collect();
        assert!(bad.is_empty(), "{name}: {bad:?}");
        let scores: Vec<_> = result.items.iter().map(|item| item.score.clone()).collect();
        (scores, result.findings)
    };
    let expected = result(FORMS[0]);
    for name in &FORMS[1..] {
        let found = result(name);
        assert_eq!(found.0, expected.0, "{name}");
        assert_eq!(found.1.len(), expected.1.len(), "{name}");
    }
}
