use crate::element::Element;
use crate::engine;
use crate::import::{self, Flow, Limits};
use crate::item::List;
use crate::locale::Lang;
use crate::mapping::Choices;
use crate::report::xlsx::{Cell, ProblemList, Sink};
use crate::result::{CheckResult, JsonPieces};
use crate::rule::Context;
use crate::standard::{builtin, parse_day};

fn json(choices: &Choices) -> String {
    json_of("事项名称,实施编码,丙栏,内部备注\n食品经营许可,1,5,甲\n", choices)
}

fn json_of(text: &str, choices: &Choices) -> String {
    check(text, choices).to_json(Lang::ZhCn)
}

fn check(text: &str, choices: &Choices) -> CheckResult {
    let mut list = List::default();
    let limits = Limits::default();
    import::read(&mut list, "a.csv", text.as_bytes(), choices, &limits, &mut |_| {
        Flow::Continue
    })
    .expect("read");
    let standard = builtin(None).expect("valid").into();
    let date = parse_day("2026-06-01").expect("a day");
    engine::check(list, standard, Context::on(date), &mut |_| Flow::Continue).expect("checked")
}

#[test]
fn authorities_of_one_name_have_their_own_lines() {
    let rows = [
        "事项名称,实施主体,实施主体编码",
        "老年人优待证办理,新圩镇人民政府,114501039060419920",
        "食品经营许可,新圩镇人民政府,11450105MB1558081W",
        "食品经营许可,,",
    ];
    let json = json_of(&rows.join("\n"), &Choices::default());
    let document: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let of_items = document["items"].as_array().expect("items").iter();
    let lines: Vec<_> = of_items.map(|item| &item["unit_line"]).collect();
    assert_eq!(lines, [0, 1, 2]);
    let units = document["summary"]["by_unit"].as_array().expect("units");
    let named = |unit: &serde_json::Value| {
        (
            unit["unit"].as_str().map(str::to_owned),
            unit["division"].as_str().map(str::to_owned),
            unit["items"].as_u64(),
        )
    };
    let town = |division: &str| {
        (
            Some("新圩镇人民政府".to_owned()),
            Some(division.to_owned()),
            Some(1),
        )
    };
    let found: Vec<_> = units.iter().map(named).collect();
    assert_eq!(
        found,
        [
            town("450103"),
            town("450105"),
            (Some(String::new()), None, Some(1))
        ]
    );
}

/// `score` must follow from what stands in the document alone.
#[test]
fn the_ledger_adds_up_by_hand() {
    // All that a guide needs is carried and blank: more than the cap of the dimension.
    let titles = "事项名称,设定依据,受理条件,办理流程,申请材料,收费标准,办理地点,办理时间,咨询方式,监督投诉方式,法定办结时限,承诺办结时限";
    let json = json_of(
        &format!("{titles}\n食品经营许可{}\n", ",".repeat(11)),
        &Choices::default(),
    );
    let document: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let item = &document["items"][0];
    let lines = |name: &str| item[name].as_array().cloned().unwrap_or_default();
    let sum = |lines: &[serde_json::Value], name: &str| -> i64 {
        lines.iter().filter_map(|line| line[name].as_i64()).sum()
    };
    let (ledger, dimensions) = (lines("ledger"), lines("dimensions"));
    assert_eq!(
        item["score"].as_i64(),
        Some(10_000 - sum(&dimensions, "deducted")),
        "{item}"
    );
    assert_eq!(sum(&ledger, "deducted"), sum(&dimensions, "gross"));
    assert!(sum(&dimensions, "deducted") < sum(&dimensions, "gross"), "{item}");
    let of_elements = document["summary"]["by_element"].as_array().expect("elements");
    assert!(!of_elements.is_empty() && of_elements.iter().all(|line| line[1].get("deducted").is_none()));
}

/// Pieces of any size are the same document, and the same workbook.
#[test]
fn what_is_made_piece_by_piece_is_the_same_as_at_once() {
    #[derive(Default, PartialEq, Debug)]
    struct Lines(Vec<String>);

    impl Sink for Lines {
        fn sheet(&mut self, name: &str, columns: &[(&str, u16)]) {
            self.0.push(format!("{name} {columns:?}"));
        }

        fn row(&mut self, cells: &[Cell<'_>]) {
            self.0.push(format!("{cells:?}"));
        }
    }

    let names = ["食品经营许可", "", "公共场所卫生许可", "食品经营许可", "取水许可"];
    let result = check(
        &format!("事项名称,承诺办结时限\n{},\n", names.join(",尽快\n")),
        &Choices::default(),
    );
    assert_eq!(result.items.len(), 4);
    assert!(!result.findings.is_empty());
    let at_once = |items| {
        let mut lines = Lines::default();
        let mut list = ProblemList::new(Lang::ZhCn);
        let mut last = 0;
        while let Some(progress) = list.write(&result, &mut lines, items) {
            assert!(last <= progress.done && progress.done <= progress.total);
            last = progress.done;
        }
        lines
    };
    let whole = at_once(usize::MAX);
    for items in [1, 2, 3, 4] {
        let mut pieces = JsonPieces::new(Lang::ZhCn);
        let mut bytes = Vec::new();
        while pieces.write(&result, &mut bytes, items).is_some() {}
        assert_eq!(
            String::from_utf8(bytes).expect("text"),
            result.to_json(Lang::ZhCn)
        );
        assert_eq!(at_once(items), whole);
    }
}

#[test]
fn corrections_by_hand_are_part_of_the_result() {
    assert!(!json(&Choices::default()).contains("corrections"));
    let mut choices = Choices::default();
    choices.set("丙栏", Some(Element::PromiseDay));
    choices.set("内部备注", None);
    let corrections = r#""corrections":[{"source":0,"title":"丙栏","element":"promise_day"},{"source":0,"title":"内部备注","element":null}]"#;
    let json = json(&choices);
    assert!(json.contains(corrections), "{json}");
}
