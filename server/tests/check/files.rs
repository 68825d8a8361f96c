//! Which files are read, what they are called, and where results may go.

use crate::folder::{Folder, code, json, stderr};
use crate::{FAULTY, SOUND};
use std::fs;

#[test]
fn files_of_one_name_are_told_apart() {
    let folder = Folder::new("same-name", &["check"]);
    folder.file("甲局/list.json", SOUND);
    folder.file("乙局/list.json", FAULTY);
    folder.file("丙局/list.json", "[{");
    folder.file("丁局/list.json", SOUND);
    let output = folder.run(&["*/list.json", "--format", "json"]);
    let said = stderr(&output);
    assert!(said.contains("丙局/list.json"), "{said}");
    // Which of the two comes first is a matter of sorting.
    assert!(
        said.contains("甲局/list.json”和“丁局/list.json”名称、内容都相同，只读取一次"),
        "{said}"
    );
    let document = json(&output);
    let sources = document["sources"].as_array().expect("sources");
    let names: Vec<_> = sources.iter().map(|source| source["name"].clone()).collect();
    assert_eq!(names, ["丁局/list.json", "乙局/list.json"]);
}

#[test]
fn a_reference_list_that_is_refused_is_named_by_its_path_where_names_are_alike() {
    let folder = Folder::new("same-reference", &["check"]);
    folder.file("list.json", SOUND);
    folder.file("甲/清单.csv", "");
    folder.file("乙/清单.csv", "");
    let both = [
        "list.json",
        "--reference",
        "甲/清单.csv",
        "--reference",
        "乙/清单.csv",
    ];
    let refused = folder.run(&both);
    assert_eq!(code(&refused), 2);
    assert!(
        stderr(&refused).starts_with("qingcha: 甲/清单.csv："),
        "{}",
        stderr(&refused)
    );
    let alone = folder.run(&both[..3]);
    assert!(!stderr(&alone).contains("甲/"), "{}", stderr(&alone));
}

#[cfg(target_os = "linux")]
#[test]
fn patterns_find_names_in_another_encoding() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new("encoding", &["check"]);
    // 清单 in GBK.
    let name = std::ffi::OsStr::from_bytes(b"\xC7\xE5\xB5\xA5.json");
    fs::write(folder.0.join(name), FAULTY).expect("written");
    folder.file("b.json", SOUND);
    let output = folder.run(&["*.json", "--format", "json"]);
    assert_eq!(code(&output), 1);
    assert_eq!(json(&output)["summary"]["items"], 2);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_named() {
    let folder = Folder::new("unreadable", &["check"]);
    folder.file("a/list.json", SOUND);
    // Opened by nobody, the superuser included.
    std::os::unix::fs::symlink("loop", folder.0.join("loop")).expect("a link");
    let none = folder.run(&["loop/*.json"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("“loop”无法读取"), "{}", stderr(&none));
    assert!(!stderr(&none).contains("没有与"), "{}", stderr(&none));
    let some = folder.run(&["*/*.json"]);
    assert_eq!(code(&some), 0);
    assert!(stderr(&some).contains("“loop”无法读取"), "{}", stderr(&some));
}

#[test]
fn no_file_that_is_read_is_written_over() {
    let folder = Folder::new("guard", &[]);
    folder.file("list.json", SOUND);
    folder.file(
        "laws/a.txt",
        "某某条例\n（2020年3月1日公布）\n第一条　本条例自2020年5月1日起施行。\n",
    );
    folder.file(
        "layer.toml",
        "layer = \"x\"\n[[clause]]\ncode = \"K01\"\npoints = 100\n",
    );
    let built = folder.run(&["standard", "laws", "build", "laws", "-o", "laws.json"]);
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    let runs: [(&str, &[&str]); 5] = [
        ("laws.json", &["check", "list.json", "--laws", "laws.json"]),
        ("layer.toml", &["check", "list.json", "--standard", "layer.toml"]),
        (
            "layer.toml",
            &["standard", "impact", "2026.1", "layer.toml", "list.json"],
        ),
        (
            "list.json",
            &["standard", "impact", "2026.1", "layer.toml", "list.json"],
        ),
        ("laws/a.txt", &["standard", "laws", "build", "laws"]),
    ];
    for (read, args) in runs {
        let before = fs::read(folder.0.join(read)).expect("an input");
        let refused = folder.run(&[args, &["-o", read]].concat());
        assert_eq!(code(&refused), 2, "{args:?}");
        assert!(stderr(&refused).contains("不能覆盖"), "{}", stderr(&refused));
        assert_eq!(
            fs::read(folder.0.join(read)).expect("still there"),
            before,
            "{args:?}"
        );
    }
    // Beside the texts an index may lie, and be made again.
    for _ in 0..2 {
        let built = folder.run(&["standard", "laws", "build", "laws", "-o", "laws/index.json"]);
        assert_eq!(code(&built), 0, "{}", stderr(&built));
    }
}

#[test]
fn a_result_may_have_the_longest_name_there_is() {
    let folder = Folder::new("long", &["check"]);
    folder.file("list.json", SOUND);
    let name = format!("{}.txt", "清".repeat(82));
    let output = folder.run(&["list.json", "-o", &name]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(folder.0.join(name).exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_messages_ends_no_check() {
    let folder = Folder::new("full", &["check"]);
    folder.file("list.json", SOUND);
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let mut command = folder.command(&["list.json", "none.json", "--format", "json"]);
    let output = command.stderr(full.expect("Linux has it")).output();
    let output = output.expect("it runs");
    assert_eq!(code(&output), 2);
    assert_eq!(json(&output)["summary"]["items"], 1);
}
