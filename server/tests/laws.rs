//! `qingcha standard laws build` and `--laws`, as an operator uses them: the real binary, a folder of texts, the index, a check.

#[path = "command/folder.rs"]
mod folder;

use folder::{Folder, code, json, stderr, stdout};
use serde_json::Value;
use std::fs;

const OLD: &str = "某某设施管理条例\n（2010年3月1日国务院令第500号公布）\n第一条　旧的条文。\n";

const NEW: &str = "# 某某设施管理条例\n\n（2020年3月1日国务院令第900号修订　自2020年5月1日起施行）\n\n## 第一章 总则\n\n\
    第一条　为了加强某某设施管理，制定本条例。\n\n第二条　主管部门应当自受理申请之日起20日内作出决定。\n";

const ITEM: &str = r#"[{"事项名称":"某某设施拆除","事项类型":"01",
  "设定依据":[{"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第二条","条款内容":"主管部门应当自受理申请之日起30日内作出决定。"},
              {"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第三条","条款内容":"本条例自公布之日起施行。"}]}]"#;

#[test]
fn a_folder_of_texts_becomes_an_index_that_checks_use() {
    let folder = Folder::new("build", &[]);
    folder.file("texts/旧.txt", OLD);
    folder.file("texts/行政法规/新.md", NEW);
    folder.file("texts/README.md", "# 说明\n这些是法律。");
    let built = folder.run(&[
        "standard",
        "laws",
        "build",
        "texts",
        "-o",
        "laws.json",
        "--as-of",
        "2026-06-01",
    ]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    assert!(stderr(&built).starts_with("收录2部（含旧版），3条，截至2026-06-01；没有收录0个文件"));
    let index: Value =
        serde_json::from_slice(&fs::read(folder.0.join("laws.json")).expect("written")).expect("JSON");
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

    folder.file("item.json", ITEM);
    let args = [
        "check",
        "item.json",
        "--laws",
        "laws.json",
        "--date",
        "2026-06-01",
        "--no-progress",
    ];
    let checked = folder.run(&[&args[..], &["--format", "json"]].concat());
    let result = json(&checked);
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
    let without = folder.run(&["check", "item.json", "--date", "2026-06-01", "--format", "json"]);
    let without = json(&without);
    assert_ne!(without["standard"]["digest"], result["standard"]["digest"]);
    assert!(without["items"][0].get("quotations").is_none());

    let shown = stdout(&folder.run(&args));
    let shown: String = shown.split_whitespace().collect();
    assert!(shown.contains("之日起[-3-]{+2+}0日内作出决定"), "{shown}");
}

#[test]
fn what_cannot_be_taken_in_is_named_with_its_reason() {
    let folder = Folder::new("refused", &[]);
    folder.file("texts/a.md", NEW);
    folder.file("texts/b.md", NEW);
    folder.file("texts/c.txt", "没有条文的文件");
    fs::write(folder.0.join("texts/d.txt"), [0xB5, 0xDA, 0xD2, 0xBB]).expect("written");
    let built = folder.run(&["standard", "laws", "build", "texts", "-o", "laws.json"]);
    assert_eq!(code(&built), 1);
    let said = stderr(&built);
    for sentence in [
        "同一部法律的同一版本",
        "没有找到条文",
        "不是UTF-8",
        "没有收录3个文件",
        "截至2020-03-01",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let nothing = folder.run(&["standard", "laws", "build", "texts/行政法规"]);
    assert_eq!(code(&nothing), 2);

    folder.file("broken.json", "{}");
    folder.file("item.json", ITEM);
    for laws in ["broken.json", "none.json"] {
        let refused = folder.run(&["check", "item.json", "--laws", laws]);
        assert_eq!(code(&refused), 2);
        assert!(stderr(&refused).contains(&format!("法律库文件“{laws}”无法使用")));
    }
    let refused = folder.run(&["serve", "--listen", "127.0.0.1:0", "--laws", "broken.json"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("法律库文件“broken.json”无法使用"));
}
