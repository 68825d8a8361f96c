//! `qingcha check`, as people and scripts run it: the real binary, its exit codes, its outputs.

mod check {
    mod files;
    mod fixes;
    mod references;
}
#[path = "command/folder.rs"]
mod folder;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use folder::{Folder, code, json, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write as _};
use std::process::Stdio;

/// An item with certain problems: a promise longer than the law allows, and a catch-all material.
const FAULTY: &str = r#"[{"实施主体":"灵山县行政审批局","事项名称":"取水许可","事项类型":"01","行使层级":"4",
  "实施编码":"11450721MB155808114000119003000","法定办结时限":"20","承诺办结时限":"30",
  "申请材料":[{"材料名称":"其他材料"},{"材料名称":"=cmd|' /C calc'!A0"}]}]"#;

/// An item without any certain problem.
const SOUND: &str = r#"[{"事项名称":"取水许可","法定办结时限":"20","承诺办结时限":"5"}]"#;

#[test]
fn exit_codes_follow_the_gravest_certain_problem() {
    let folder = Folder::new("codes", &["check"]);
    folder.file("faulty.json", FAULTY);
    folder.file("sound.json", SOUND);
    assert_eq!(code(&folder.run(&["sound.json"])), 0);
    assert_eq!(code(&folder.run(&["faulty.json"])), 1);
    assert_eq!(code(&folder.run(&["faulty.json", "--fail-on", "S1"])), 1);
    assert_eq!(code(&folder.run(&["faulty.json", "--fail-on", "S0"])), 0);
    assert_eq!(code(&folder.run(&["none.json"])), 2);
    assert_eq!(code(&folder.run(&[])), 2);
    assert_eq!(code(&folder.run(&["sound.json", "--date", "2026-13-01"])), 2);
}

#[test]
fn files_that_could_not_be_read_are_named_in_the_result() {
    let folder = Folder::new("refused", &["check"]);
    folder.file("sound.json", SOUND);
    folder.file("empty.json", "");
    let run = |args: &[&str]| folder.run(&[&["sound.json", "empty.json", "none.json"], args].concat());
    let output = run(&["--format", "json"]);
    assert_eq!(code(&output), 2);
    let refused = json(&output)["refused"].clone();
    let named = |at: usize, name: &str| refused[at].as_str().is_some_and(|line| line.contains(name));
    assert!(named(0, "empty.json") && named(1, "none.json") && refused[2].is_null());
    let output = folder.run(&["sound.json", "--format", "json"]);
    assert!(json(&output).get("refused").is_none(), "nothing was refused");

    assert_eq!(code(&run(&["--format", "xlsx", "-o", "out.xlsx"])), 2);
    let bytes = fs::read(folder.0.join("out.xlsx")).expect("written");
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let overview = workbook.worksheet_range("概况").expect("a sheet");
    let not_read = overview
        .rows()
        .filter(|row| row[0] == Data::String("未能读取的文件".to_owned()));
    let sentences: Vec<String> = not_read.map(|row| row[1].to_string()).collect();
    assert!(
        sentences.len() == 2 && sentences[1].contains("none.json"),
        "{sentences:?}"
    );
}

#[test]
fn json_is_the_contract() {
    let folder = Folder::new("json", &["check"]);
    folder.file("faulty.json", FAULTY);
    let output = folder.run(&["faulty.json", "--format", "json", "--date", "2026-06-01"]);
    let document = json(&output);
    assert_eq!(document["schema"], "qingcha/check-result/1");
    assert_eq!(document["date"], "2026-06-01");
    assert_eq!(document["standard"]["id"], "guangxi");
    assert!(
        document["standard"]["digest"]
            .as_str()
            .is_some_and(|digest| digest.starts_with("sha256:"))
    );
    assert_eq!(document["sources"][0]["name"], "faulty.json");
    assert_eq!(document["items"][0]["key"], "11450721MB155808114000119003000");
    let findings = document["items"][0]["findings"].as_array().expect("findings");
    let late = findings
        .iter()
        .find(|finding| finding["clause"] == "K01")
        .expect("K01");
    for key in [
        "rule",
        "dimension",
        "severity",
        "outcome",
        "element",
        "position",
        "value",
        "message",
        "advice",
        "points",
    ] {
        assert!(!late[key].is_null(), "{key}");
    }
    for key in ["items", "score", "by_dimension", "by_clause", "by_severity"] {
        assert!(!document["summary"][key].is_null(), "{key}");
    }
    let again = folder.run(&["faulty.json", "--format", "json", "--date", "2026-06-01"]);
    assert_eq!(output.stdout, again.stdout, "the same input gives the same bytes");
}

#[test]
fn standard_input_is_a_file_like_any_other() {
    let folder = Folder::new("stdin", &["check"]);
    let mut child = folder
        .command(&["-", "--stdin-name", "清单.json", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(SOUND.as_bytes())
        .expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(code(&output), 0);
    assert_eq!(json(&output)["sources"][0]["name"], "清单.json");
}

#[test]
fn patterns_name_files_on_every_platform() {
    let folder = Folder::new("patterns", &["check"]);
    folder.file("b.json", SOUND);
    folder.file("a.json", SOUND);
    folder.file("other.txt", "x");
    // No shell in between: the program itself expands them.
    let output = folder.run(&["*.json", "--format", "json"]);
    let sources = json(&output)["sources"].as_array().expect("sources").clone();
    let names: Vec<_> = sources.iter().map(|source| source["name"].clone()).collect();
    assert_eq!(names, ["a.json", "b.json"]);
    let none = folder.run(&["*.xlsx"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("*.xlsx"), "{}", stderr(&none));
}

#[test]
fn a_file_is_read_once_whatever_it_is_called() {
    let folder = Folder::new("once", &["check"]);
    folder.file("a.json", SOUND);
    folder.file("b/a.json", SOUND);
    folder.file("b/c.json", SOUND);
    let items = |args: &[&str]| {
        let output = folder.run(&[args, &["--format", "json"]].concat());
        let count = json(&output)["items"].as_array().map_or(0, Vec::len);
        (count, json(&output), stderr(&output))
    };
    let (count, _, said) = items(&["a.json", "./a.json", "*.json"]);
    assert_eq!(count, 1);
    assert_eq!(said, "qingcha: “./a.json”和“a.json”是同一个文件，只读取一次。\n");
    let (count, document, said) = items(&["a.json", "b/a.json", "b/c.json", "--lang", "en"]);
    assert_eq!(count, 2, "a copy of another name is another file");
    assert_eq!(
        said,
        "qingcha: “b/a.json” and “a.json” have the same name and content; it is read once.\n"
    );
    let notices = document["sources"][0]["notices"].to_string();
    assert!(
        notices.contains("file-repeated") && notices.contains("it was read once"),
        "{notices}"
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.json", folder.0.join("link.json")).expect("a link");
        let (count, _, said) = items(&["a.json", "link.json", "--lang", "en"]);
        assert_eq!(count, 1);
        assert_eq!(
            said,
            "qingcha: “link.json” and “a.json” are the same file; it is read once.\n"
        );
    }
}

#[test]
fn a_broken_file_is_named_and_the_others_are_checked() {
    let folder = Folder::new("broken", &["check"]);
    folder.file("sound.json", SOUND);
    folder.file("broken.json", "[{\"事项名称\":");
    folder.file("empty.json", "");
    let output = folder.run(&["broken.json", "empty.json", "sound.json", "--format", "json"]);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(
        said.contains("broken.json") && said.contains("empty.json"),
        "{said}"
    );
    assert!(said.contains("是空的（0字节）"), "{said}");
    assert_eq!(json(&output)["summary"]["items"], 1);
}

#[test]
fn text_has_no_colours_unless_they_are_asked_for() {
    let folder = Folder::new("colours", &["check"]);
    folder.file("faulty.json", FAULTY);
    let plain = stdout(&folder.run(&["faulty.json"]));
    assert!(!plain.contains('\u{1b}'));
    assert!(plain.contains("承诺办结时限30超过法定办结时限20"), "{plain}");
    assert!(plain.contains("灵山县行政审批局") && plain.contains("合计"));
    let colored = stdout(&folder.run(&["faulty.json", "--color", "always"]));
    assert!(colored.contains("\u{1b}[31m"));
    let english = stdout(&folder.run(&["faulty.json", "--lang", "en"]));
    assert!(
        english.contains("The promised limit 30 exceeds the statutory limit 20"),
        "{english}"
    );
    let quiet = stdout(&folder.run(&["faulty.json", "--quiet"]));
    assert!(quiet.contains("合计") && !quiet.contains("K01"), "{quiet}");
}

#[test]
fn a_formula_in_a_list_stays_text_in_the_workbook() {
    let folder = Folder::new("workbook", &["check"]);
    folder.file("faulty.json", FAULTY);
    let output = folder.run(&[
        "faulty.json",
        "--format",
        "xlsx",
        "-o",
        "out.xlsx",
        "--date",
        "2026-06-01",
    ]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let bytes = fs::read(folder.0.join("out.xlsx")).expect("written");
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).expect("a workbook");
    assert_eq!(
        workbook.sheet_names(),
        ["概况", "问题清单", "疑似问题", "未检查", "扣分明细", "读取提示"]
    );
    let mut texts = Vec::new();
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("formulas");
        assert!(
            formulas.used_cells().all(|(_, _, formula)| formula.is_empty()),
            "{name} holds a formula"
        );
        let sheet = workbook.worksheet_range(&name).expect("a sheet");
        let cells = sheet.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        });
        texts.extend(cells);
    }
    assert!(
        texts.iter().any(|text| text == "其他材料"),
        "the value stands in the list"
    );
    assert!(
        texts
            .iter()
            .all(|text| !text.trim_start().starts_with(['=', '+', '@'])),
        "{texts:?}"
    );
    folder.run(&[
        "faulty.json",
        "--format",
        "xlsx",
        "-o",
        "again.xlsx",
        "--date",
        "2026-06-01",
    ]);
    let again = fs::read(folder.0.join("again.xlsx")).expect("written");
    assert!(bytes == again, "the same result gives the same bytes");
}

#[test]
fn a_report_is_a_page_that_names_what_was_not_read() {
    let folder = Folder::new("page", &["check"]);
    folder.file("faulty.json", FAULTY);
    folder.file("broken.json", "[{\"事项名称\":");
    let args = [
        "faulty.json",
        "broken.json",
        "--format",
        "html",
        "--date",
        "2026-06-01",
    ];
    let output = folder.run(&args);
    assert_eq!(code(&output), 2);
    let page = stdout(&output);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("2026年6月1日"));
    assert!(page.contains("承诺办结时限30超过法定办结时限20") && page.contains("broken.json"));
    assert_eq!(
        output.stdout,
        folder.run(&args).stdout,
        "the same input gives the same bytes"
    );
    let english = stdout(&folder.run(&["faulty.json", "--format", "html", "--lang", "en"]));
    assert!(english.contains("The promised limit 30 exceeds the statutory limit 20"));
}

#[test]
fn a_report_is_a_document() {
    let folder = Folder::new("document", &["check"]);
    folder.file("faulty.json", FAULTY);
    for name in ["report.docx", "again.docx"] {
        let output = folder.run(&[
            "faulty.json",
            "--format",
            "docx",
            "-o",
            name,
            "--date",
            "2026-06-01",
        ]);
        assert_eq!(code(&output), 1, "{}", stderr(&output));
    }
    let bytes = fs::read(folder.0.join("report.docx")).expect("written");
    assert!(bytes.starts_with(b"PK"));
    let again = fs::read(folder.0.join("again.docx")).expect("written");
    assert!(bytes == again, "the same result gives the same bytes");
}

#[test]
fn an_input_is_never_written_over() {
    let folder = Folder::new("overwrite", &["check"]);
    let input = folder.file("list.json", SOUND);
    let output = folder.run(&["list.json", "--format", "json", "-o", "./list.json"]);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read_to_string(input).expect("still there"), SOUND);
    let missing = folder.run(&["list.json", "-o", "none/out.txt"]);
    assert_eq!(code(&missing), 2);
    let left: Vec<_> = fs::read_dir(&folder.0).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing half-written stays");
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    let folder = Folder::new("link", &["check"]);
    folder.file("list.json", SOUND);
    let target = folder.file("target.json", "old");
    let link = folder.0.join("link.json");
    std::os::unix::fs::symlink(&target, &link).expect("a link");
    let output = folder.run(&["list.json", "--format", "json", "-o", "link.json"]);
    assert_eq!(code(&output), 0);
    assert!(link.is_symlink(), "the link stays");
    let written = fs::read_to_string(target).expect("still there");
    assert!(written.starts_with('{'), "{written}");
}

#[test]
fn a_standard_may_be_a_version_a_layer_or_a_whole_file() {
    let folder = Folder::new("standard", &["check"]);
    folder.file("faulty.json", FAULTY);
    folder.file(
        "layer.toml",
        "layer = \"专项\"\nversion = \"2026.1-a\"\n[[clause]]\ncode = \"K01\"\npoints = 100\n",
    );
    folder.file(
        "wrong.toml",
        "layer = \"x\"\n[[clause]]\ncode = \"K01\"\nrule = \"no-such-rule\"\n",
    );
    let plain = json(&folder.run(&["faulty.json", "--format", "json", "--standard", "2026.1"]));
    let layered = json(&folder.run(&["faulty.json", "--format", "json", "--standard", "layer.toml"]));
    assert_eq!(plain["standard"]["version"], "2026.1");
    assert_eq!(layered["standard"]["version"], "2026.1-a");
    assert_ne!(plain["standard"]["digest"], layered["standard"]["digest"]);
    let deducted = |document: &Value| document["summary"]["by_clause"]["K01"]["deducted"].as_i64();
    assert_eq!((deducted(&plain), deducted(&layered)), (Some(800), Some(100)));
    let wrong = folder.run(&["faulty.json", "--standard", "wrong.toml"]);
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("no-such-rule"), "{}", stderr(&wrong));
    assert_eq!(code(&folder.run(&["faulty.json", "--standard", "1999.1"])), 2);
}
