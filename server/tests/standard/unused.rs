//! Files in a folder of standards that are no part of one: none is passed over without a word.

use crate::folder::{Folder, code, stderr, stdout};
use crate::{LIST, version};
use std::fs;

/// A folder of standards with one file moved to another place.
fn moved(test: &str, to: &str) -> Folder {
    let folder = Folder::new(test, &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", str::to_owned);
    let target = folder.0.join("standards").join(to);
    fs::create_dir_all(target.parent().expect("a folder")).expect("created");
    fs::rename(
        folder.0.join("standards/2026.2/national/10-legality.toml"),
        target,
    )
    .expect("moved");
    folder
}

#[test]
fn a_file_that_was_meant_to_be_a_part_is_an_error_wherever_it_lies() {
    let places = [
        "2026.2/national/10-legality.TOML",
        "2026.2/national/10-legality.toml.txt",
        "2026.2/national/old/10-legality.toml",
        "2026.2/10-legality.toml",
        "10-legality.toml",
    ];
    for (number, place) in places.into_iter().enumerate() {
        let folder = moved(&format!("unused-{number}"), place);
        let linted = folder.run(&["standard", "lint", "standards"]);
        let said = stdout(&linted);
        assert_eq!(code(&linted), 1, "{place}: {said}");
        // Of a folder that is not read its name is enough.
        let named = place.replace("/old/10-legality.toml", "/old");
        assert!(said.contains(&format!("{named}:1:1: ")), "{place}: {said}");
        assert!(!stderr(&linted).contains("没有问题"), "{}", stderr(&linted));
        let checked = folder.run(&["check", "list.json", "--standards", "standards"]);
        assert!(stderr(&checked).contains(&named), "{place}: {}", stderr(&checked));
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_an_error() {
    let folder = moved("unused-link", "../elsewhere.toml");
    let link = folder.0.join("standards/2026.2/national/10-legality.toml");
    std::os::unix::fs::symlink("nowhere.toml", link).expect("a link");
    for path in ["standards", "standards/2026.2", "standards/2026.2/national"] {
        let linted = folder.run(&["standard", "lint", path]);
        assert_eq!(code(&linted), 1, "{path}");
        assert!(
            stdout(&linted).contains("10-legality.toml:1:1: 链接指向的文件不存在"),
            "{path}: {}",
            stdout(&linted)
        );
    }
}

#[test]
fn other_files_are_named_and_do_no_harm() {
    let folder = Folder::new("unused-other", &[]);
    folder.file("list.json", LIST);
    version(&folder, "standards", "2026.2", str::to_owned);
    folder.file("standards/standard.schema.json", "{}");
    folder.file("standards/2026.2/.draft.toml", "x");
    let plain = folder.run(&["standard", "lint", "standards", "--strict"]);
    assert_eq!((code(&plain), stdout(&plain).as_str()), (0, ""));
    folder.file("standards/2026.2/guangxi/Thumbs.db", "x");
    let linted = folder.run(&["standard", "lint", "standards"]);
    assert_eq!(code(&linted), 0);
    assert!(
        stdout(&linted).contains("Thumbs.db:1:1: 提醒："),
        "{}",
        stdout(&linted)
    );
    let checked = folder.run(&["check", "list.json", "--standards", "standards"]);
    assert_eq!(code(&checked), 1, "{}", stderr(&checked));
    assert!(stderr(&checked).contains("Thumbs.db"), "{}", stderr(&checked));
}
