//! `qingcha check --fix`.

use crate::folder::{Folder, code, stdout};
use serde_json::Value;
use std::fs;

const LIST: &str = "事项名称,咨询方式,监督投诉方式\r\n取水许可,0777--6428820,\"0777—6428880\"\r\n";
const FIXED: &str = "事项名称,咨询方式,监督投诉方式\r\n取水许可,0777-6428820,\"0777-6428880\"\r\n";

#[test]
fn a_copy_is_corrected_and_the_input_stays() {
    let folder = Folder::new("fix-copy", &["check"]);
    let input = folder.file("清单.csv", LIST);
    let output = folder.run(&["--fix", "清单.csv"]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    assert!(text.contains("0777--6428820 → 0777-6428820"), "{text}");
    assert!(text.contains("已修正 2 处"), "{text}");
    assert_eq!(fs::read_to_string(&input).expect("the input"), LIST);
    let copy = input.with_file_name("清单.fixed.csv");
    assert_eq!(fs::read_to_string(&copy).expect("the copy"), FIXED);
    // The copy is not written over, unless one says so; and it has nothing left to correct.
    let again = folder.run(&["--fix", "清单.csv"]);
    assert_eq!(code(&again), 2);
    assert!(String::from_utf8_lossy(&again.stderr).contains("已存在"));
    assert_eq!(code(&folder.run(&["--fix", "--force", "清单.csv"])), 0);
    let fixed = folder.run(&["--fix", "清单.fixed.csv"]);
    assert!(stdout(&fixed).contains("已修正 0 处"));
    assert!(!input.with_file_name("清单.fixed.fixed.csv").exists());
}

#[test]
fn nothing_but_its_own_copies_is_ever_written_over() {
    let folder = Folder::new("fix-force", &["check"]);
    let input = folder.file("清单.csv", LIST);
    let copy = input.with_file_name("清单.fixed.csv");
    let forced = || {
        let output = folder.run(&["--fix", "--force", "清单.csv"]);
        (
            code(&output),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let read = || fs::read_to_string(&copy).expect("the copy");
    // A file of somebody else's that happens to have the name.
    folder.file("清单.fixed.csv", "别人的文件");
    let (status, error) = forced();
    assert!(status == 2 && error.contains("不是上次写出的修正副本"), "{error}");
    assert_eq!(read(), "别人的文件");
    fs::remove_file(&copy).expect("removed");
    // Its own former copy, also of another content of the input.
    assert_eq!(forced().0, 0);
    folder.file("清单.csv", &LIST.replace("取水许可", "采矿许可"));
    assert_eq!(forced().0, 0);
    assert_eq!(read(), FIXED.replace("取水许可", "采矿许可"));
    // A copy that a person went on working on.
    folder.file("清单.fixed.csv", "手工改过");
    assert_eq!(forced().0, 2);
    assert_eq!(read(), "手工改过");
    // The input itself, by whatever name: a link with the copy's name.
    #[cfg(unix)]
    {
        fs::remove_file(&copy).expect("removed");
        std::os::unix::fs::symlink(&input, &copy).expect("a link");
        assert_eq!(forced().0, 2);
        assert!(
            fs::read_to_string(&input)
                .expect("the input")
                .contains("采矿许可,0777--6428820")
        );
        fs::remove_file(&copy).expect("removed");
    }
    // A record that is none is not written over either, and then nothing is.
    folder.file("qingcha-fixed.sha256", "别人的记录");
    assert_eq!(forced().0, 2);
    assert!(!copy.exists());
    let record = fs::read_to_string(input.with_file_name("qingcha-fixed.sha256"));
    assert_eq!(record.expect("the record"), "别人的记录");
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    let folder = Folder::new("fix-dry", &["check"]);
    folder.file("清单.csv", LIST);
    let output = folder.run(&["--fix", "--dry-run", "--format", "json", "清单.csv"]);
    let json: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(json["schema"], "qingcha/fixes/1");
    assert_eq!(json["fixes"].as_array().map(Vec::len), Some(2));
    let first = &json["fixes"][0];
    assert_eq!(
        (&first["clause"], &first["column"], &first["row"]),
        (&"F11".into(), &"B".into(), &2.into())
    );
    assert_eq!(
        (&first["kind"], &first["to"]),
        (&"safe".into(), &"0777-6428820".into())
    );
    assert!(json["points_after"].as_i64() >= json["points_before"].as_i64());
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 1);
}

#[test]
fn copies_go_where_they_are_asked_for() {
    let folder = Folder::new("fix-output", &["check"]);
    folder.file("a.csv", LIST);
    assert_eq!(code(&folder.run(&["--fix", "--fix-output", "out", "a.csv"])), 2);
    fs::create_dir(folder.0.join("out")).expect("a folder");
    assert_eq!(code(&folder.run(&["--fix", "--fix-output", "out", "a.csv"])), 0);
    assert_eq!(
        fs::read_to_string(folder.0.join("out/a.fixed.csv")).expect("the copy"),
        FIXED
    );
    assert_eq!(code(&folder.run(&["--dry-run", "a.csv"])), 2);
    assert_eq!(
        code(&folder.run(&["--fix", "--format", "docx", "-o", "x.docx", "a.csv"])),
        2
    );
}
