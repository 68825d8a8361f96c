//! `qingcha standard laws build` and `--laws`, as an operator uses them: the real binary, a folder of texts, the index, a check.

#[path = "command/folder.rs"]
mod folder;

use folder::{Folder, code, json, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::process::Output;

const OLD: &str =
    "某某设施管理条例\n（2010年3月1日国务院令第500号公布）\n第一条　旧的条文，自公布之日起施行。\n";

const NEW: &str = "# 某某设施管理条例\n\n（2020年3月1日国务院令第900号修订　自2020年5月1日起施行）\n\n## 第一章 总则\n\n\
    第一条　为了加强某某设施管理，制定本条例。\n\n第二条　主管部门应当自受理申请之日起20日内作出决定。\n\n\
    第三条　本条例自2020年5月1日起施行。\n";

const ITEM: &str = r#"[{"事项名称":"某某设施拆除","事项类型":"01",
  "设定依据":[{"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第二条","条款内容":"主管部门应当自受理申请之日起30日内作出决定。"},
              {"法律名称":"《某某设施管理条例》","文号":"国务院令第900号","条款号":"第四条","条款内容":"本条例自公布之日起施行。"}]}]"#;

/// Makes an index of the folder `texts`, which must succeed.
#[track_caller]
fn build(folder: &Folder) -> Output {
    let what = ["standard", "laws", "build", "texts"];
    let into = ["-o", "laws.json", "--as-of", "2026-06-01"];
    let built = folder.run(&[what, into].concat());
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    built
}

#[test]
fn a_folder_of_texts_becomes_an_index_that_checks_use() {
    let folder = Folder::new("build", &[]);
    folder.file("texts/旧.txt", OLD);
    folder.file("texts/行政法规/新.md", NEW);
    folder.file("texts/README.md", "# 说明\n这些是法律。");
    let built = build(&folder);
    assert!(
        stderr(&built)
            .starts_with("收录2部（含旧版），4条，截至2026-06-01；其中0部可能没有收全，没有收录0个文件")
    );
    let index: Value =
        serde_json::from_slice(&fs::read(folder.0.join("laws.json")).expect("written")).expect("JSON");
    assert_eq!(index["schema"], "qingcha/laws/1");
    assert_eq!(index["laws"][0]["status"], "superseded");
    let law = &index["laws"][1];
    assert_eq!(law["version"], "2020-03-01");
    assert_eq!(law["rank"], "administrative-regulation");
    assert_eq!(law["last_article"], 3);
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
fn a_text_that_was_cut_off_is_named_and_accuses_nobody() {
    let folder = Folder::new("cut", &[]);
    let licensing =
        "中华人民共和国行政许可法\n（2019年4月23日修正）\n第一条　甲。\n第二条　乙。\n第三条　丙。\n";
    folder.file("texts/许可.txt", licensing);
    let fire = "中华人民共和国消防法\n（2021年4月29日修正）\n第一条　甲。\n第二条　乙。\n第七十四条　本法自2009年5月1日起施行。\n";
    folder.file("texts/消防.txt", fire);
    folder.file(
        "texts/条例.txt",
        "某某条例\n（2020年3月1日国务院令第900号）\n第一条　甲。\n",
    );
    let built = build(&folder);
    let said = stderr(&built);
    for words in [
        "许可.txt”：《中华人民共和国行政许可法》找到3条，只收到第3条，内置法律库记有83条（2019-04-23版本），可能没有收全",
        "消防.txt”：《中华人民共和国消防法》找到3条，条号不连续（第2条之后是第74条），可能没有收全",
        "条例.txt”：《某某条例》找到1条，最后一条（第1条）没有写明施行日期，可能没有收全",
        "其中3部可能没有收全，没有收录0个文件",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
    let item = r#"[{"事项名称":"某某许可","事项类型":"01","设定依据":[
        {"法律名称":"《中华人民共和国行政许可法》","文号":"主席令第7号","条款号":"第五十条","条款内容":"甲"},
        {"法律名称":"《某某条例》","文号":"国务院令第900号","条款号":"第九条","条款内容":"甲"}]}]"#;
    folder.file("item.json", item);
    let result = json(&folder.run(&[
        "check",
        "item.json",
        "--laws",
        "laws.json",
        "--date",
        "2026-06-01",
        "--no-progress",
        "--format",
        "json",
    ]));
    let findings = result["items"][0]["findings"].as_array().expect("findings");
    let outcomes: Vec<&Value> = findings
        .iter()
        .filter(|finding| finding["clause"] == "L20")
        .map(|finding| &finding["outcome"])
        .collect();
    assert_eq!(outcomes, ["suspect"]);
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
