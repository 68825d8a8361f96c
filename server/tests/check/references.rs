//! Reference lists, their templates, and special inspections on the command line.

use crate::folder::{Folder, code, json, stderr, stdout};
use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use serde_json::Value;
use std::fs;
use std::io::Cursor;
use std::process::Command;

/// The licence of `FAULTY` and a second one that no item has.
const LICENCES: &str = "灵山县县级行政许可事项清单,\n基本编码,许可事项名称,行使层级\n000119003000,取水许可,县级\n\
    000119004000,河道采砂许可,县级\n000115010000,建设工程规划许可证核发,县级\n";

/// An item of the same county that no list has.
const UNLISTED: &str = r#"[{"实施主体":"灵山县水利局","事项名称":"打井许可","事项类型":"01","行使层级":"4","行政区划代码":"450721",
  "基本编码":"450119901000","事项状态":"1"},
  {"实施主体":"灵山县水利局","事项名称":"取水许可","事项类型":"01","行使层级":"4","行政区划代码":"450721",
  "基本编码":"000119003000","事项状态":"1"}]"#;

fn outcome_of<'a>(document: &'a Value, item: usize, clause: &str) -> Option<&'a Value> {
    let findings = document["items"][item]["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["clause"] == clause)
}

#[test]
fn reference_lists_are_compared_and_named_in_the_result() {
    let folder = Folder::new("reference", &["check"]);
    folder.file("list.json", UNLISTED);
    folder.file("许可清单.csv", LICENCES);
    let run = |args: &[&str]| {
        let output = folder.run(args);
        (code(&output), json(&output))
    };
    let (_, without) = run(&["list.json", "--format", "json"]);
    let skipped = without["items"][0]["not_checked"]
        .as_array()
        .expect("not checked");
    let reason = |clause: &str| {
        skipped
            .iter()
            .find(|line| line["clause"] == clause)
            .map(|line| line["reason"].clone())
    };
    assert_eq!(reason("L07"), Some("no-reference".into()));
    assert!(without.get("references").is_none() && without.get("coverage").is_none());

    let (exit, document) = run(&["list.json", "--format", "json", "--reference", "许可清单.csv"]);
    assert_eq!(exit, 1);
    assert_eq!(document["references"][0]["kind"], "licence");
    assert_eq!(document["references"][0]["name"], "许可清单.csv");
    assert_eq!(document["references"][0]["entries"], 3);
    assert_eq!(document["references"][0]["scope"]["area"], "450721");
    assert!(
        document["references"][0]["digest"]
            .as_str()
            .is_some_and(|digest| digest.starts_with("sha256:"))
    );
    assert_eq!(
        outcome_of(&document, 0, "L07").map(|finding| &finding["outcome"]),
        Some(&"fail".into())
    );
    assert!(document["items"][0]["veto"] == true && outcome_of(&document, 1, "L07").is_none());
    // The gravel licence is of the same department as the item found; the planning permit is another's matter.
    let coverage = &document["coverage"][0];
    assert_eq!(coverage["area"], "450721");
    assert_eq!((&coverage["items"], &coverage["listed"]), (&2.into(), &1.into()));
    assert_eq!(coverage["outside"][0]["name"], "打井许可");
    assert_eq!(
        (&coverage["expected"], &coverage["found"], &coverage["elsewhere"]),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(coverage["missing"][0]["name"], "河道采砂许可");

    let text = stdout(&folder.run(&["list.json", "--reference", "许可清单.csv"]));
    for part in [
        "参考清单比对",
        "行政许可事项清单 · 许可清单.csv · 3条",
        "灵山县 县级",
        "未见事项的条目：河道采砂许可 000119004000",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let quiet = stdout(&folder.run(&["list.json", "--reference", "许可清单.csv", "--quiet"]));
    assert!(
        quiet.contains("行政许可事项清单：所检事项2个，在清单内1个，清单外1个")
            && !quiet.contains("河道采砂许可"),
        "{quiet}"
    );
    folder.run(&[
        "list.json",
        "--reference",
        "许可清单.csv",
        "--format",
        "xlsx",
        "-o",
        "out.xlsx",
    ]);
    let bytes = fs::read(folder.0.join("out.xlsx")).expect("written");
    let workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    assert!(
        workbook
            .sheet_names()
            .ends_with(&["参考清单".to_owned(), "清单覆盖情况".to_owned()])
    );
}

#[test]
fn a_reference_list_that_cannot_be_told_ends_the_command() {
    let folder = Folder::new("reference-refused", &["check"]);
    folder.file("list.json", UNLISTED);
    folder.file("a.csv", "序号,事项名称\n1,取水许可\n");
    let items = "事项名称,实施主体,办理形式,承诺办结时限,是否收费\n取水许可,水利局,1,5,0\n";
    folder.file("items.csv", items);
    for (reference, expected) in [
        ("a.csv", "看不出是哪一种参考清单"),
        ("permits=a.csv", "没有名为“permits”的参考清单种类"),
        ("catalogue=a.csv", "没有“基本编码”列"),
        ("none.csv", "无法打开"),
        ("items.csv", "是事项清单，不是参考清单"),
    ] {
        let output = folder.run(&["list.json", "--reference", reference]);
        assert_eq!(code(&output), 2, "{reference}");
        assert!(
            stdout(&output).is_empty() && stderr(&output).contains(expected),
            "{}",
            stderr(&output)
        );
    }
    // Named, it is read.
    let output = folder.run(&["list.json", "--format", "json", "--reference", "licence=a.csv"]);
    assert_eq!(json(&output)["references"][0]["kind"], "licence");
    let over = folder.run(&["list.json", "--reference", "licence=a.csv", "-o", "a.csv"]);
    assert_eq!(code(&over), 2, "a reference list is never written over");
}

#[test]
fn templates_are_written_and_read_back() {
    let folder = Folder::new("template", &["check"]);
    folder.file("list.json", UNLISTED);
    for kind in [
        "items",
        "catalogue",
        "licence",
        "intermediary",
        "reform",
        "cross-province",
        "powers",
        "abolished",
        "proof",
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qingcha"));
        let output = command
            .args(["template", kind, "-o", "t.xlsx"])
            .current_dir(&folder.0)
            .output()
            .expect("runs");
        assert_eq!(code(&output), 0, "{kind}: {}", stderr(&output));
        let output = folder.run(&["list.json", "--reference", "t.xlsx"]);
        let expected = if kind == "items" {
            "请写明种类"
        } else {
            "没有读到任何条目"
        };
        assert!(stderr(&output).contains(expected), "{kind}: {}", stderr(&output));
    }
}

#[test]
fn special_inspections_are_chosen_and_have_sections_of_their_own() {
    let folder = Folder::new("campaign", &["check"]);
    folder.file("list.json", UNLISTED);
    folder.file("许可清单.csv", LICENCES);
    let plain = json(&folder.run(&["list.json", "--format", "json", "--reference", "许可清单.csv"]));
    assert!(plain.get("campaigns").is_none());
    let with = |args: &[&str]| {
        let common = [
            "list.json",
            "--reference",
            "许可清单.csv",
            "--campaign",
            "licence",
            "--campaign",
            "linkage",
        ];
        folder.run(&[&common, args].concat())
    };
    let document = json(&with(&["--format", "json"]));
    assert_ne!(document["standard"]["digest"], plain["standard"]["digest"]);
    let ids: Vec<_> = document["campaigns"]
        .as_array()
        .expect("campaigns")
        .iter()
        .map(|line| line["id"].clone())
        .collect();
    assert_eq!(ids, ["licence", "linkage"]);
    let licence = &document["campaigns"][0];
    assert_eq!(licence["lacking"], serde_json::json!(["abolished"]));
    assert_eq!(licence["coverage"], serde_json::json!([0]));
    let clauses = licence["clauses"].as_array().expect("clauses");
    let of = |code: &str| {
        clauses
            .iter()
            .find(|line| line["clause"] == code)
            .expect("a clause")
            .clone()
    };
    assert_eq!((&of("L07")["fail"], &of("L07")["pass"]), (&1.into(), &1.into()));
    assert_eq!(of("L51")["not_checked"], 2, "its own clause waits for a person");
    // All items are counted under every clause.
    for line in clauses {
        let sum: u64 = ["pass", "fail", "suspect", "not_applicable", "not_checked"]
            .iter()
            .map(|key| line[*key].as_u64().expect("a number"))
            .sum();
        assert_eq!(sum, 2, "{line}");
    }

    let text = stdout(&with(&[]));
    for part in [
        "行政许可清单专项核查",
        "没有给出取消下放事项清单",
        "L07 行政许可不在许可事项清单内：确定问题1个",
        "清单衔接专项核查",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    with(&["--format", "xlsx", "-o", "out.xlsx"]);
    let bytes = fs::read(folder.0.join("out.xlsx")).expect("written");
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sheet = workbook.worksheet_range("行政许可清单专项核查").expect("a sheet");
    let cells: Vec<String> = sheet.used_cells().map(|(.., cell)| cell.to_string()).collect();
    for part in ["清单外事项", "未见事项", "河道采砂许可", "确定问题"] {
        assert!(cells.iter().any(|cell| cell == part), "{part}");
    }

    let unknown = folder.run(&["list.json", "--campaign", "none"]);
    assert_eq!(code(&unknown), 2);
    assert!(
        stderr(&unknown).contains("cross-province（“跨省通办”专项核查）"),
        "{}",
        stderr(&unknown)
    );
    let help = stdout(&folder.run(&["--help"]));
    assert!(help.contains("intermediary  中介服务专项核查"), "{help}");
}
