//! `qingcha standard` and published folders of standards, as people and scripts use them: the real binary.

#[path = "command/folder.rs"]
mod folder;
mod standard {
    mod rubric;
    mod unused;
    mod versions;
}

use folder::{Folder, code, json, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// An item with a promise longer than the law allows, and one in order.
const LIST: &str = r#"[{"实施主体":"灵山县行政审批局","事项名称":"取水许可","事项类型":"01","行使层级":"4",
  "法定办结时限":"20","承诺办结时限":"30"},
  {"实施主体":"灵山县水利局","事项名称":"排水许可","法定办结时限":"20","承诺办结时限":"5"}]"#;

/// The shipped standard under another version, below `folder`; `edit` changes the text of each file.
fn version(files: &Folder, folder: &str, version: &str, edit: impl Fn(&str) -> String) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/standards/2026.1");
    for layer in fs::read_dir(&shipped).expect("the shipped standard") {
        let layer = layer.expect("a layer").path();
        for part in fs::read_dir(&layer).expect("a layer") {
            let part = part.expect("a file").path();
            let text = fs::read_to_string(&part).expect("text");
            let text = text.replace("version = \"2026.1\"", &format!("version = \"{version}\""));
            let inside = part.strip_prefix(&shipped).expect("inside");
            files.file(&format!("{folder}/{version}/{}", inside.display()), &edit(&text));
        }
    }
}

/// K01 takes 6 points instead of 8.
fn milder(text: &str) -> String {
    let Some((before, after)) = text.split_once("rule = \"promise-exceeds-statutory\"") else {
        return text.to_owned();
    };
    format!(
        "{before}rule = \"promise-exceeds-statutory\"{}",
        after.replacen("points = 800", "points = 600", 1)
    )
}

#[test]
fn lint_names_file_line_and_column_and_sets_the_exit_code() {
    let folder = Folder::new("lint", &[]);
    folder.file(
        "good.toml",
        "layer = \"x\"\n[[clause]]\ncode = \"K01\"\npoints = 100\n",
    );
    folder.file(
        "bad.toml",
        "layer = \"x\"\n[[clause]]\ncode = \"K01\"\npoint = 100\n",
    );
    let good = folder.run(&["standard", "lint", "good.toml"]);
    assert_eq!((code(&good), stdout(&good).as_str()), (0, ""));
    let bad = folder.run(&["standard", "lint", "bad.toml"]);
    assert_eq!(code(&bad), 1);
    assert!(
        stdout(&bad).starts_with("bad.toml:4:1: 条款K01没有名为“point”的字段"),
        "{}",
        stdout(&bad)
    );
    let listed = json(&folder.run(&["standard", "lint", "bad.toml", "--format", "json"]));
    assert_eq!(
        (&listed[0]["line"], &listed[0]["column"], &listed[0]["level"]),
        (&4.into(), &1.into(), &"error".into())
    );
    let none = folder.run(&["standard", "lint", "none.toml"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("none.toml"), "{}", stderr(&none));
    folder.file("idle.toml", "[words]\nidle = [\"甲\"]\n");
    assert_eq!(code(&folder.run(&["standard", "lint", "idle.toml"])), 0);
    assert_eq!(
        code(&folder.run(&["standard", "lint", "idle.toml", "--strict"])),
        1
    );
}

#[test]
fn show_prints_the_document_that_the_digest_is_taken_of() {
    let folder = Folder::new("show", &[]);
    let document = folder.run(&["standard", "show", "2026.1", "--format", "json"]);
    let digest = shared::standard::digest(&document.stdout);
    let table = stdout(&folder.run(&["standard", "show"]));
    assert!(table.replace('\n', "").contains(&digest), "{table}");
    let clause = stdout(&folder.run(&["standard", "show", "k01"]));
    assert!(
        clause.contains("promise-exceeds-statutory") && clause.contains("8.00") && clause.contains("[A "),
        "{clause}"
    );
    let english = stdout(&folder.run(&["standard", "show", "K01", "--lang", "en"]));
    assert!(
        english.contains("Promised limit exceeds the statutory limit"),
        "{english}"
    );
    let unknown = folder.run(&["standard", "show", "Z99"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("Z99"), "{}", stderr(&unknown));
}

#[test]
fn diff_names_what_changed_and_impact_who_gains_it() {
    let folder = Folder::new("diff", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", milder);
    let same = folder.run(&["standard", "diff", "2026.1", "2026.1"]);
    assert_eq!(code(&same), 0);
    let args = ["standard", "diff", "2026.1", "2026.2", "--standards", "standards"];
    let diff = folder.run(&args);
    assert_eq!(code(&diff), 1);
    let text = stdout(&diff);
    assert!(
        text.contains("~ 条款 K01") && text.contains("扣分：8.00 → 6.00"),
        "{text}"
    );
    let changes = json(&folder.run(&[&args[..], &["--format", "json"]].concat()));
    let subjects: Vec<_> = changes["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .map(|change| change["subject"].clone())
        .collect();
    assert_eq!(subjects, ["standard", "clause"]);

    let args = [
        "standard",
        "impact",
        "2026.1",
        "2026.2",
        "list.json",
        "--standards",
        "standards",
        "--date",
        "2026-06-01",
    ];
    let impact = folder.run(&args);
    assert_eq!(code(&impact), 1, "{}", stderr(&impact));
    let text = stdout(&impact);
    assert!(text.contains("K01 +2.00") && text.contains("取水许可"), "{text}");
    let document = json(&folder.run(&[&args[..], &["--format", "json"]].concat()));
    assert_eq!(document["schema"], "qingcha/standard-impact/1");
    assert_eq!(document["total"]["change"], 200);
    assert_eq!(document["total"]["items"], 2);
    assert_eq!(document["items"].as_array().expect("items").len(), 1);
    assert_eq!(
        document["items"][0]["causes"],
        serde_json::json!([{"clause": "K01", "change": 200}])
    );
    let units: Vec<_> = document["units"]
        .as_array()
        .expect("units")
        .iter()
        .map(|unit| unit["change"].clone())
        .collect();
    assert_eq!(units, [200, 0]);
    let workbook = folder.run(&[&args[..], &["--format", "xlsx", "-o", "out.xlsx"]].concat());
    assert_eq!(code(&workbook), 1, "{}", stderr(&workbook));
    assert!(
        fs::read(folder.0.join("out.xlsx"))
            .expect("written")
            .starts_with(b"PK")
    );
}

/// The result of `list.json` under the folder `standards`, with further options.
fn checked(folder: &Folder, more: &[&str]) -> Value {
    let args = [
        "check",
        "list.json",
        "--format",
        "json",
        "--standards",
        "standards",
        "--date",
        "2026-06-01",
    ];
    json(&folder.run(&[&args[..], more].concat()))
}

#[test]
fn several_versions_stand_side_by_side_and_a_result_names_its_own() {
    let folder = Folder::new("versions", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", milder);
    version(&folder, "standards", "2026.10", |text| {
        milder(text).replace("points = 600", "points = 500")
    });
    let check = |standard: &[&str]| {
        let document = checked(&folder, standard);
        let named = document["standard"]["version"]
            .as_str()
            .expect("a version")
            .to_owned();
        (
            named,
            document["summary"]["by_clause"]["K01"]["deducted"]
                .as_i64()
                .expect("points"),
        )
    };
    assert_eq!(check(&["--standard", "2026.1"]), ("2026.1".to_owned(), 800));
    assert_eq!(check(&["--standard", "2026.2"]), ("2026.2".to_owned(), 600));
    assert_eq!(check(&[]).0, "2026.10", "ten is newer than two");
    let unknown = folder.run(&[
        "check",
        "list.json",
        "--standards",
        "standards",
        "--standard",
        "2025.1",
    ]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("2026.10"), "{}", stderr(&unknown));
}

#[test]
fn a_layer_of_the_year_lies_over_guangxi_and_under_special_inspections() {
    let folder = Folder::new("year", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", str::to_owned);
    let layer = |name: &str, points: u32| {
        let text = format!("layer = \"{name}\"\n[[clause]]\ncode = \"K01\"\npoints = {points}\n");
        folder.file(&format!("standards/2026.2/{name}/90-changes.toml"), &text);
    };
    layer("year-2026", 700);
    layer("campaign-licence", 650);
    let shown = json(&folder.run(&[
        "standard",
        "show",
        "2026.2",
        "--standards",
        "standards",
        "--format",
        "json",
    ]));
    assert_eq!(
        shown["layers"],
        serde_json::json!(["national", "guangxi", "year-2026"])
    );
    let deducted = |more: &[&str]| checked(&folder, more)["summary"]["by_clause"]["K01"]["deducted"].as_i64();
    assert_eq!(deducted(&[]), Some(700));
    assert_eq!(deducted(&["--campaign", "licence"]), Some(650));
}

#[test]
fn a_broken_folder_is_refused_with_reasons() {
    let folder = Folder::new("broken", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", |text| {
        text.replacen("points = 800", "points = 0", 1)
    });
    let refused = folder.run(&["check", "list.json", "--standards", "standards"]);
    assert_eq!(code(&refused), 2);
    let said = stderr(&refused);
    assert!(said.contains("扣分须大于0") && said.contains(".toml:"), "{said}");
    assert_eq!(stdout(&refused), "");
}

#[test]
fn the_schema_is_json() {
    let folder = Folder::new("schema", &[]);
    let schema = json(&folder.run(&["standard", "schema"]));
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
}

#[test]
fn every_example_holds_and_a_changed_standard_says_which_do_not() {
    let folder = Folder::new("test", &[]);
    let output = folder.run(&["standard", "test"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    folder.file("free.toml", "[words]\nvague-material-markers = [\"诸如此类\"]\n");
    let output = folder.run(&["standard", "test", "free.toml"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("vague-material"), "{}", stdout(&output));
}

/// The committed pages are those of the shipped standard.
#[test]
fn the_committed_pages_are_up_to_date() {
    let folder = Folder::new("docs-committed", &[]);
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/standard/2026.1");
    let pages = pages.display().to_string();
    let output = folder.run(&["standard", "docs", "2026.1", "--output", &pages, "--check"]);
    assert_eq!(
        code(&output),
        0,
        "请运行：cargo run -p server -- standard docs 2026.1 --output docs/standard/2026.1\n{}",
        stdout(&output)
    );
}

#[test]
fn a_reader_who_has_had_enough_ends_no_check_of_pages() {
    let folder = Folder::new("docs-head", &[]);
    let mut command = folder.command(&["standard", "docs", "-o", "pages", "--check"]);
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
}

#[test]
fn pages_are_renewed_removed_and_never_written_over_other_files() {
    let folder = Folder::new("docs", &[]);
    let run = |args: &[&str]| code(&folder.run(&[&["standard", "docs", "-o", "pages"], args].concat()));
    assert_eq!(run(&["--check"]), 1);
    assert_eq!(run(&[]), 0);
    assert_eq!(run(&["--check"]), 0);
    let page = fs::read_to_string(folder.0.join("pages/K01.md")).expect("a page");
    for part in [
        "## 依据",
        "可信度A",
        "8.00分",
        "## 有问题的例子",
        "## 合格的例子",
        "promise-exceeds-statutory",
        "In English",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    fs::write(folder.0.join("pages/K01.md"), page.replace("8.00", "9.00")).expect("written");
    assert_eq!(run(&["--check"]), 1);
    fs::write(folder.0.join("pages/Z99.md"), &page).expect("written");
    folder.file("pages/notes.md", "mine");
    assert_eq!(run(&[]), 0);
    assert!(!folder.0.join("pages/Z99.md").exists(), "a page of no clause");
    assert!(folder.0.join("pages/notes.md").exists());
    folder.file("pages/K01.md", "mine");
    fs::remove_file(folder.0.join("pages/F01.md")).expect("a page");
    assert_eq!(run(&[]), 2);
    assert!(!folder.0.join("pages/F01.md").exists(), "nothing was written");
    assert_eq!(
        fs::read_to_string(folder.0.join("pages/K01.md")).expect("kept"),
        "mine"
    );
    assert_eq!(run(&["--format", "html"]), 0);
    assert!(folder.0.join("pages/index.html").exists());
}

#[test]
fn pages_are_of_all_special_inspections_or_of_those_that_are_named() {
    let folder = Folder::new("docs-campaign", &[]);
    let docs = |args: &[&str]| {
        let output = folder.run(&[&["standard", "docs", "-o", "pages"], args].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let index = fs::read_to_string(folder.0.join("pages/README.md")).expect("an index");
        let has = |name: &str| folder.0.join("pages").join(name).exists();
        (index, has("L51.md"), has("L53.md"))
    };
    let (index, licence, reform) = docs(&[]);
    assert!(licence && reform);
    for part in [
        "专项核查 Special inspections",
        "### 行政许可清单专项核查",
        "[L53](L53.md)",
    ] {
        assert!(index.contains(part), "{part}: {index}");
    }
    let (index, licence, reform) = docs(&["--campaign", "licence"]);
    assert!(
        licence && !reform && !index.contains("“证照分离”改革专项核查"),
        "{index}"
    );
    // A folder of one version is the same standard as the version itself.
    version(&folder, "standards", "2026.2", milder);
    let (index, licence, reform) = docs(&["standards/2026.2"]);
    assert!(
        licence && reform && index.contains("### 行政许可清单专项核查"),
        "{index}"
    );
    let shown = |standard: &[&str]| {
        let args = [&["standard", "show", "--format", "json"], standard].concat();
        stdout(&folder.run(&args))
    };
    assert_eq!(
        shown(&["standards/2026.2"]),
        shown(&["2026.2", "--standards", "standards"])
    );
    assert!(shown(&["standards/2026.2/campaign-reform"]).contains("\"L53\""));
}
