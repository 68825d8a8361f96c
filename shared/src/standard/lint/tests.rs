use super::{File, Level, Linted, lint};
use crate::standard::{Standard, builtin, merge, order};
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;

/// The shipped standard as its authors wrote it, without special inspections.
static SHIPPED: LazyLock<Vec<File>> = LazyLock::new(|| {
    let files = ALL_LAYERS.iter();
    files
        .filter(|file| !file.layer.starts_with("campaign-"))
        .cloned()
        .collect()
});

/// The same with all special inspections.
static ALL_LAYERS: LazyLock<Vec<File>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("standards/2026.1");
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let mut layers = names(&root);
    layers.sort_by(|a, b| order::of_layers(a, b));
    let mut files = Vec::new();
    for layer in layers {
        let mut parts = names(&root.join(&layer));
        parts.sort();
        for part in parts {
            let text = std::fs::read_to_string(root.join(&layer).join(&part)).unwrap();
            files.push(File {
                name: format!("{layer}/{part}"),
                layer: layer.clone(),
                text,
            });
        }
    }
    files
});

fn layer(text: &str) -> Vec<File> {
    vec![File {
        name: "x.toml".into(),
        layer: "x".into(),
        text: text.into(),
    }]
}

/// Every problem of a layer over the built-in standard.
fn said(text: &str) -> Vec<String> {
    lint(&layer(text), None)
        .problems
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn says(text: &str, expected: &[&str]) {
    let said = said(text);
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected), "{said}\n{expected}");
    }
}

#[test]
fn the_special_inspections_are_clean() {
    let Linted { problems, standard } = lint(&ALL_LAYERS, Some("2026.1"));
    assert_eq!(problems, []);
    assert!(!standard.expect("a standard").document.campaign.is_empty());
}

#[test]
fn the_shipped_standard_is_clean_and_the_one_that_is_built_in() {
    let Linted { problems, standard } = lint(&SHIPPED, Some("2026.1"));
    assert_eq!(problems, []);
    assert_eq!(standard.unwrap().digest, builtin(Some("2026.1")).unwrap().digest);
}

#[test]
fn a_small_layer_is_clean() {
    says(
        "layer = \"x\"\nversion = \"2026.1-a\"\n[[clause]]\ncode = \"K01\"\npoints = 100\n",
        &[],
    );
}

#[test]
fn syntax_is_explained_with_its_place() {
    says(
        "layer = \"x\"\nversion = 2026.1-a\n[[clause]\ncode = \"K01\"\n",
        &[
            "x.toml:2:17: 写法有误：不是正确的数字",
            "x.toml:3:10: 写法有误：“[[”没有用“]]”结束",
        ],
    );
    says(
        "id = \"a\"\nid = \"b\"\n",
        &["x.toml:2:1: 写法有误：同一个键写了两次"],
    );
    says("effective = 2026-01-01\n", &["x.toml:1:13: 日期应加引号"]);
}

#[test]
fn unknown_keys_wrong_types_and_wrong_names_are_said_at_once() {
    says(
        "[[clause]]\ncode = \"K01\"\npoint = 100\npoints = \"8\"\ndimension = \"legalty\"\nbasis = [{ text = \"甲\" }]\n",
        &[
            "x.toml:3:1: 条款K01没有名为“point”的字段（是不是“points”？）",
            "x.toml:4:10: 条款K01的“points”（扣分）应为整数，现在是文字",
            "x.toml:5:13: 条款K01的“dimension”（维度）不能是“legalty”（是不是“legality”？）",
            "x.toml:6:10: 条款K01缺少“confidence”（可信度）",
        ],
    );
    says(
        "[[clause]]\npoints = 1\n[grade]\n",
        &[
            "x.toml:1:1: 第1个条款缺少“code”",
            "x.toml:3:1: 标准的“grade”（等级）应为若干个表",
        ],
    );
}

#[test]
fn a_new_clause_must_be_whole() {
    says(
        "[[clause]]\ncode = \"X01\"\ndimension = \"legality\"\nseverity = \"S1\"\npoints = 100\n",
        &[
            "x.toml:1:1: 条款X01缺少“advice”（改进建议）",
            "x.toml:1:1: 条款X01缺少“basis”（依据）",
            "x.toml:1:1: 条款X01缺少“title”（表述）",
        ],
    );
}

#[test]
fn sums_texts_dates_and_codes_are_checked() {
    says(
        "[[clause]]\ncode = \"K01\"\npoints = 500\ncap = 400\ntitle = { zh = \"甲\", en = \" \" }\n\
         [clause.scope]\ntypes = [\"01\", \"1\"]\nlevels = [\"7\"]\nfrom = \"2026-13-01\"\n",
        &[
            "x.toml:4:7: 条款K01：扣分上限小于单次扣分",
            "x.toml:5:26: 条款K01：表述缺少英文",
            "x.toml:7:16: 条款K01：适用范围中的“1”不是“事项类型”的代码",
            "x.toml:8:11: 条款K01：适用范围中的“7”不是“行使层级”的代码",
            "x.toml:9:8: 条款K01：日期“2026-13-01”不是日期",
        ],
    );
    says(
        "effective = \"2026\"\n[dimension]\nlegality = { cap = 0 }\n",
        &[
            "x.toml:1:13: 标准的施行日期“2026”不是日期",
            "x.toml:3:20: 维度“合法性”的扣分上限须大于0",
        ],
    );
}

#[test]
fn a_grade_out_of_order_is_named() {
    says(
        "[[grade]]\nid = \"good\"\nfrom = 9500\n",
        &["x.toml:3:8: 等级须由高到低排列"],
    );
}

#[test]
fn a_whole_standard_borrows_nothing_from_the_built_in_one() {
    let mut files = SHIPPED.clone();
    files[0].text = files[0]
        .text
        .replace("legality = { cap = 3000, proposed = true }\n", "");
    let said = lint(&files, None).problems;
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(
        said[0]
            .to_string()
            .ends_with("缺少维度“合法性”（legality）的扣分上限"),
        "{said:#?}"
    );
}

#[test]
fn rules_parameters_and_word_lists_are_checked_one_by_one() {
    says(
        "[[clause]]\ncode = \"K01\"\nrule = \"promise-exceeds-statutary\"\n\
         [[clause]]\ncode = \"C01\"\nparams = { elements = [\"task_nam\", \"task_name\"], elemnts = [] }\n",
        &[
            "x.toml:3:8: 条款K01：没有名为“promise-exceeds-statutary”的规则（是不是“promise-exceeds-statutory”？）",
            "x.toml:6:24: 条款C01：规则“required-element”的参数“elements”",
            "x.toml:6:60: 条款C01：规则“required-element”没有名为“elemnts”的参数（是不是“elements”？）",
        ],
    );
    says(
        "[[clause]]\ncode = \"K11\"\nparams = { free = \"@fre\" }\n",
        &["x.toml:3:19: 条款K11：没有名为“fre”的词表（是不是“free”？）"],
    );
    says(
        "[words]\nfree = [\"免费\", \"re:(\"]\nidle = [\"甲\"]\n",
        &[
            "x.toml:2:15: 条款K11：规则“fee-items-without-fee”的参数“free”有误：“re:(”不是正确的正则表达式",
            "x.toml:3:8: 提醒：词表“idle”没有条款引用",
        ],
    );
}

#[test]
fn what_a_file_holds_never_breaks_the_line_or_the_terminal() {
    for problem in lint(&layer("\"a\\n\\u001B[2J\" = 1\n"), None).problems {
        assert!(!problem.to_string().contains(char::is_control), "{problem:?}");
    }
}

#[test]
fn a_mark_of_byte_order_is_no_fault() {
    says("\u{feff}[[clause]]\ncode = \"K01\"\npoints = 100\r\n", &[]);
}

#[test]
fn an_entry_stands_once_in_a_layer() {
    says(
        "[[clause]]\ncode = \"K01\"\npoints = 1\n[[clause]]\ncode = \"K01\"\npoints = 2\n",
        &["x.toml:4:1: 条款K01重复，已写在x.toml第1行"],
    );
    let mut files = SHIPPED.clone();
    let repeated = "[[clause]]\ncode = \"L01\"\npoints = 1\n";
    files.insert(
        2,
        File {
            name: "national/11.toml".into(),
            layer: "national".into(),
            text: repeated.into(),
        },
    );
    let said = lint(&files, None).problems;
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(
        said[0]
            .to_string()
            .starts_with("national/11.toml:1:1: 条款L01重复，已写在national/10-legality.toml第")
    );
}

#[test]
fn the_folder_names_the_version() {
    let linted = lint(&SHIPPED, Some("2026.2"));
    assert_eq!(
        linted.problems[0].to_string(),
        "national/00-frame.toml:10:11: 版本“2026.1”与文件夹的名称“2026.2”不同"
    );
    assert!(linted.standard.is_none());
}

#[test]
fn numbers_out_of_range_are_told_from_what_is_no_number() {
    says(
        "[[clause]]\ncode = \"L22\"\nparams = { usual = -5, joint = 45 }\n",
        &["x.toml:3:20: 条款L22：规则“licence-limit-without-basis”的参数“usual”不能是负数，现在是-5"],
    );
    says(
        "[[clause]]\ncode = \"L22\"\npoints = 100000\n",
        &["x.toml:3:10: 条款L22：扣分超过一个事项的满分"],
    );
    // Possible, and hardly meant.
    says(
        "[[clause]]\ncode = \"L22\"\npoints = 5000\n",
        &["x.toml:3:10: 提醒：条款L22扣50.00分，超过“合法性”维度的扣分上限30.00分"],
    );
}

#[test]
fn warnings_do_not_refuse() {
    let linted = lint(&layer("[words]\nidle = [\"甲\"]\n"), None);
    assert_eq!(linted.problems[0].level, Level::Warning);
    assert!(linted.standard.is_some());
}

/// The way that does not go through lint: what the build does with the same files.
fn loads(files: &[File]) -> Option<String> {
    let layers: Option<Vec<serde_json::Value>> =
        files.iter().map(|file| toml::from_str(&file.text).ok()).collect();
    Standard::new(merge(layers?).ok()?)
        .ok()
        .map(|standard| standard.digest)
}

/// One change of a text: a slip of the hand.
#[derive(Clone, Debug)]
enum Slip {
    Delete(usize),
    Put(char),
    LineGone,
    LineTwice,
    LineSwapped,
}

fn slip(text: &str, at: &prop::sample::Index, slip: &Slip) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut start = at.index(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line = at.index(lines.len());
    match slip {
        Slip::Delete(count) => {
            let rest = text[start..].chars().skip(*count);
            return text[..start].chars().chain(rest).collect();
        }
        Slip::Put(c) => {
            let mut rest = text[start..].chars();
            rest.next();
            return text[..start].chars().chain([*c]).chain(rest).collect();
        }
        Slip::LineGone => drop(lines.remove(line)),
        Slip::LineTwice => lines.insert(line, lines[line]),
        Slip::LineSwapped => {
            let other = (line + 1) % lines.len();
            lines.swap(line, other);
        }
    }
    lines.concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A slip anywhere in the shipped standard gives a problem with a place, or a standard that runs.
    #[test]
    fn lint_and_load_never_disagree(
        file in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![
            (1..12_usize).prop_map(Slip::Delete),
            prop::sample::select("\"'[]{}=,#.@x0-9 \n甲".chars().collect::<Vec<_>>()).prop_map(Slip::Put),
            Just(Slip::LineGone),
            Just(Slip::LineTwice),
            Just(Slip::LineSwapped),
        ]), 1..3),
    ) {
        let mut files = SHIPPED.clone();
        let number = file.index(files.len());
        for (at, change) in &slips {
            files[number].text = slip(&files[number].text, at, change);
        }
        let Linted { problems, standard } = lint(&files, None);
        for problem in &problems {
            let file = files.iter().find(|file| file.name == problem.file);
            let text = &file.expect("a file that was given").text;
            let lines: Vec<_> = text.split('\n').collect();
            prop_assert!(problem.line >= 1 && problem.line <= lines.len(), "{problem}");
            prop_assert!(problem.column >= 1 && problem.column <= lines[problem.line - 1].chars().count() + 1, "{problem}");
            prop_assert!(!problem.message.is_empty());
        }
        let refused = problems.iter().any(|problem| problem.level == Level::Error);
        prop_assert_eq!(refused, standard.is_none());
        let loaded = loads(&files);
        match standard {
            Some(standard) => prop_assert_eq!(loaded, Some(standard.digest)),
            // Lint may ask for more than the merge needs, such as one place for each clause; never for less.
            None => prop_assert!(refused),
        }
    }
}
