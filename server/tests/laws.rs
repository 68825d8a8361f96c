//! `qingcha standard laws build` and `--laws`, as an operator uses them: the real binary, a folder of texts, the index, a check.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const OLD: &str = "某某设施管理条例\n（2010年3月1日国务院令第500号公布）\n第一条　旧的条文。\n";

const NEW: &str = "# 某某设施管理条例\n\n（2020年3月1日国务院令第900号修订　自2020年5月1日起施行）\n\n## 第一章 总则\n\n\
    第一条　为了加强某某设施管理，制定本条例。\n\n第二条　主管部门应当自受理申请之日起20日内作出决定。\n";

const ITEM: &str = r#"[{"事项名称":"某某设施拆除","事项类型":"01",
  "设定依据":[{"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第二条","条款内容":"主管部门应当自受理申请之日起30日内作出决定。"},
              {"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第三条","条款内容":"本条例自公布之日起施行。"}]}]"#;

/// A folder of its own for one test.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("laws-{test}"));
    if path.exists() {
        fs::remove_dir_all(&path).expect("left from an earlier run");
    }
    fs::create_dir_all(path.join("texts/行政法规")).expect("a folder");
    path
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qingcha"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR");
    command.output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_folder_of_texts_becomes_an_index_that_checks_use() {
    let folder = folder("build");
    fs::write(folder.join("texts/旧.txt"), OLD).expect("written");
    fs::write(folder.join("texts/行政法规/新.md"), NEW).expect("written");
    fs::write(folder.join("texts/README.md"), "# 说明\n这些是法律。").expect("written");
    let built = run(
        &folder,
        &[
            "standard",
            "laws",
            "build",
            "texts",
            "-o",
            "laws.json",
            "--as-of",
            "2026-06-01",
        ],
    );
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    assert!(text(&built.stderr).starts_with("收录2部（含旧版），3条，截至2026-06-01；没有收录0个文件"));
    let index: Value =
        serde_json::from_slice(&fs::read(folder.join("laws.json")).expect("written")).expect("JSON");
    assert_eq!(index["schema"], "qingcha/laws/1");
    assert_eq!(index["laws"][0]["status"], "superseded");
    let law = &index["laws"][1];
    assert_eq!(law["version"], "2020-03-01");
    assert_eq!(law["rank"], "administrative-regulation");
    assert_eq!(law["last_article"], 2);
    // Bytes of the text at which the second article begins and ends.
    let place = |n: usize| usize::try_from(law["articles"][1][n].as_u64().expect("a number")).expect("fits");
    let article = &law["text"].as_str().expect("a text")[place(2)..place(3)];
    assert_eq!(article, "第二条　主管部门应当自受理申请之日起20日内作出决定。");

    fs::write(folder.join("item.json"), ITEM).expect("written");
    let args = [
        "check",
        "item.json",
        "--laws",
        "laws.json",
        "--date",
        "2026-06-01",
        "--no-progress",
    ];
    let checked = run(&folder, &[&args[..], &["--format", "json"]].concat());
    let result: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    let item = &result["items"][0];
    let found = |code: &str| {
        let findings = item["findings"].as_array().expect("findings");
        findings
            .iter()
            .filter(|finding| finding["clause"] == code)
            .map(|finding| finding["outcome"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("L20"), ["fail"]);
    assert_eq!(found("L27"), ["suspect"]);
    let quotation = &item["quotations"][0];
    assert_eq!(quotation["agreement"], "differs");
    assert_eq!(quotation["differences"][1]["side"], "first");
    assert_eq!(quotation["differences"][1]["text"], "3");

    // The laws are data of the standard: its digest is another one.
    let without = run(
        &folder,
        &["check", "item.json", "--date", "2026-06-01", "--format", "json"],
    );
    let without: Value = serde_json::from_slice(&without.stdout).expect("JSON");
    assert_ne!(without["standard"]["digest"], result["standard"]["digest"]);
    assert!(without["items"][0].get("quotations").is_none());

    let shown = text(&run(&folder, &args).stdout);
    let shown: String = shown.split_whitespace().collect();
    assert!(shown.contains("之日起[-3-]{+2+}0日内作出决定"), "{shown}");
}

#[test]
fn what_cannot_be_taken_in_is_named_with_its_reason() {
    let folder = folder("refused");
    fs::write(folder.join("texts/a.md"), NEW).expect("written");
    fs::write(folder.join("texts/b.md"), NEW).expect("written");
    fs::write(folder.join("texts/c.txt"), "没有条文的文件").expect("written");
    fs::write(folder.join("texts/d.txt"), [0xB5, 0xDA, 0xD2, 0xBB]).expect("written");
    let built = run(
        &folder,
        &["standard", "laws", "build", "texts", "-o", "laws.json"],
    );
    assert_eq!(built.status.code(), Some(1));
    let said = text(&built.stderr);
    for sentence in [
        "同一部法律的同一版本",
        "没有找到条文",
        "不是UTF-8",
        "没有收录3个文件",
        "截至2020-03-01",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let nothing = run(&folder, &["standard", "laws", "build", "texts/行政法规"]);
    assert_eq!(nothing.status.code(), Some(2));

    fs::write(folder.join("broken.json"), "{}").expect("written");
    fs::write(folder.join("item.json"), ITEM).expect("written");
    for laws in ["broken.json", "none.json"] {
        let refused = run(&folder, &["check", "item.json", "--laws", laws]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(&format!("法律库文件“{laws}”无法使用")));
    }
    let refused = run(
        &folder,
        &["serve", "--listen", "127.0.0.1:0", "--laws", "broken.json"],
    );
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("法律库文件“broken.json”无法使用"));
}
