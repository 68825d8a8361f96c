//! Which standard is used, what a change of a special inspection is, and what stands where.

use crate::folder::{Folder, code, json, stderr, stdout};
use crate::{LIST, milder, version};
use std::fs;

#[test]
fn changes_of_special_inspections_and_users_of_word_lists_are_named() {
    let folder = Folder::new("diff-campaign", &[]);
    version(&folder, "a", "2026.1", str::to_owned);
    version(&folder, "b", "2026.1", |text| {
        let text = text.replace("\nproofs = [", "\nproofs = [\"甲证明\", ");
        match text.split_once("code = \"L51\"") {
            Some((before, after)) => {
                format!(
                    "{before}code = \"L51\"{}",
                    after.replacen("points = 600", "points = 900", 1)
                )
            }
            None => text.replace("legality = { cap = 3000", "legality = { cap = 2900"),
        }
    });
    let diff = folder.run(&["standard", "diff", "a/2026.1", "b/2026.1"]);
    assert_eq!(code(&diff), 1);
    let text = stdout(&diff);
    for part in [
        "~ 维度 合法性",
        "上限：30.00 → 29.00",
        "~ 词表 proofs",
        "用到这张词表的条款：L05",
        "~ 专项核查 行政许可清单专项核查（licence）",
        "~ 条款 L51 许可事项",
        "扣分：6.00 → 9.00",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("legality") && !text.contains("layers"), "{text}");
    let one = folder.run(&[
        "standard",
        "diff",
        "a/2026.1",
        "b/2026.1",
        "--campaign",
        "licence",
    ]);
    assert!(stdout(&one).contains("~ 条款 L51 许可事项"), "{}", stdout(&one));
    // A layer by itself lies over the built-in standard, with its special inspections.
    folder.file(
        "year.toml",
        "layer = \"year\"\n[[clause]]\ncode = \"K01\"\npoints = 700\n",
    );
    let year = stdout(&folder.run(&["standard", "diff", "2026.1", "year.toml"]));
    assert!(
        year.contains("~ 条款 K01 ") && !year.contains("专项核查 "),
        "{year}"
    );
    fs::remove_dir_all(folder.0.join("b/2026.1/campaign-reform")).expect("removed");
    let gone = folder.run(&["standard", "diff", "a/2026.1", "b/2026.1"]);
    let text = stdout(&gone);
    assert!(
        text.contains("- 专项核查 “证照分离”改革专项核查（reform）") && text.contains("- 条款 L53"),
        "{text}"
    );
    let none = folder.run(&[
        "standard",
        "impact",
        "a/2026.1",
        "b/2026.1",
        "x.json",
        "--campaign",
        "reform",
    ]);
    assert!(
        stderr(&none).contains("没有名为“reform”的专项核查"),
        "{}",
        stderr(&none)
    );
}

#[test]
fn clauses_of_special_inspections_are_shown_and_an_unknown_code_hides_no_other() {
    let folder = Folder::new("show", &[]);
    let shown = folder.run(&["standard", "show", "L10", "X99", "L51"]);
    assert_eq!(code(&shown), 2);
    let text = stdout(&shown);
    assert!(text.contains("L10 ") && text.contains("L51 "), "{text}");
    assert!(
        text.contains("专项核查：行政许可清单专项核查（licence）"),
        "{text}"
    );
    assert!(stderr(&shown).contains("没有条款“X99”"), "{}", stderr(&shown));
}

/// The version used, and what was said on the side.
fn used(folder: &Folder, more: &[&str]) -> (String, String, bool) {
    let args = [
        "check",
        "list.json",
        "--format",
        "json",
        "--standards",
        "standards",
    ];
    let output = folder.run(&[&args[..], more].concat());
    let document = json(&output);
    let version = document["standard"]["version"].as_str().expect("a version");
    let notices = document.to_string();
    (
        version.to_owned(),
        stderr(&output),
        notices.contains("standard-not-in-force"),
    )
}

#[test]
fn the_newest_standard_in_force_is_used_and_another_one_is_said_not_to_be() {
    let folder = Folder::new("in-force", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2027.1", |text| {
        text.replace("effective = \"2026-01-01\"", "effective = \"2027-01-01\"")
    });
    let (version, said, notice) = used(&folder, &["--date", "2026-11-29"]);
    assert_eq!((version.as_str(), notice), ("2026.1", false));
    assert!(
        said.contains("标准2027.1自2027-01-01起才施行，本次使用标准2026.1"),
        "{said}"
    );
    let (version, said, notice) = used(&folder, &["--date", "2027-01-01"]);
    assert_eq!((version.as_str(), said.as_str(), notice), ("2027.1", "", false));
    let (version, said, notice) = used(&folder, &["--date", "2026-11-29", "--standard", "2027.1"]);
    assert_eq!((version.as_str(), notice), ("2027.1", true));
    assert!(said.contains("检查日期2026-11-29还没有施行"), "{said}");
    let (version, said, notice) = used(&folder, &["--date", "2020-01-01"]);
    assert_eq!((version.as_str(), notice), ("2026.1", true));
    assert!(said.contains("检查日期2020-01-01还没有施行"), "{said}");
}

#[test]
fn a_broken_version_is_named_and_a_sound_one_still_runs() {
    let folder = Folder::new("one-broken", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", milder);
    version(&folder, "standards", "2026.3", |text| {
        text.replacen("points = 800", "points = 0", 1)
    });
    let date = ["--date", "2026-06-01"];
    for sound in ["2026.1", "2026.2"] {
        let (version, said, _) = used(&folder, &[&date[..], &["--standard", sound]].concat());
        assert_eq!(version, sound);
        assert!(
            said.contains("标准2026.3有误，没有使用") && said.contains("扣分须大于0"),
            "{said}"
        );
    }
    // The newest may be the one that holds, so nothing older is taken for it.
    for more in [&[][..], &["--standard", "2026.3"]] {
        let refused = folder.run(&[&["check", "list.json", "--standards", "standards"], more].concat());
        assert_eq!(code(&refused), 2);
        assert!(stderr(&refused).contains("扣分须大于0"), "{}", stderr(&refused));
    }
}
