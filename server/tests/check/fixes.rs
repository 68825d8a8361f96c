//! `qingcha check --fix`.

use crate::folder::{Folder, code, stderr, stdout};
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

#[test]
fn what_is_no_file_is_read_once_and_has_no_copy() {
    use std::io::Write as _;
    let folder = Folder::new("fix-stdin", &["check"]);
    let run = |args: &[&str]| {
        let mut command = folder.command(args);
        let piped = std::process::Stdio::piped;
        let mut child = command
            .stdin(piped())
            .stdout(piped())
            .stderr(piped())
            .spawn()
            .expect("it runs");
        // The command may refuse before it reads.
        let _refused = child.stdin.take().expect("piped").write_all(LIST.as_bytes());
        child.wait_with_output().expect("it ends")
    };
    let refused = run(&["--fix", "-"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("无处可写"), "{}", stderr(&refused));
    let dry = run(&["--fix", "--dry-run", "-", "--stdin-name", "a.csv"]);
    assert!(stdout(&dry).contains("可修正 2 处"), "{}", stdout(&dry));
    #[cfg(target_os = "linux")]
    {
        let dry = run(&["--fix", "--dry-run", "/dev/stdin"]);
        assert!(stdout(&dry).contains("可修正 2 处"), "{}", stdout(&dry));
        assert_eq!(code(&run(&["--fix", "/dev/stdin"])), 2);
    }
    assert_eq!(fs::read_dir(&folder.0).expect("the folder").count(), 0);
}

#[test]
fn the_list_of_corrections_never_takes_the_place_of_a_copy_or_the_record() {
    let folder = Folder::new("fix-place", &["check"]);
    folder.file("a.csv", LIST);
    for output in ["a.fixed.csv", "./a.fixed.csv", "qingcha-fixed.sha256"] {
        let refused = folder.run(&["--fix", "a.csv", "-o", output]);
        assert_eq!(code(&refused), 2, "{output}");
        assert!(stderr(&refused).contains("请换一个名称"), "{}", stderr(&refused));
        assert_eq!(
            fs::read_dir(&folder.0).expect("the folder").count(),
            1,
            "{output}"
        );
    }
    assert_eq!(code(&folder.run(&["--fix", "a.csv", "-o", "list.txt"])), 0);
}

#[test]
fn what_a_list_holds_does_not_steer_the_terminal() {
    let folder = Folder::new("fix-terminal", &["check"]);
    folder.file(
        "a.csv",
        &LIST
            .replace("取水许可", "取水\u{1b}]0;x\u{7}许\u{202e}可")
            .replace("0777--", "\u{7f}0777--"),
    );
    let output = folder.run(&["--fix", "--dry-run", "a.csv"]);
    let text = stdout(&output);
    assert!(text.contains("0777--6428820"), "{text}");
    assert!(
        !text.contains(['\u{1b}', '\u{7}', '\u{7f}', '\u{202e}']),
        "{text:?}"
    );
    let missing = folder.run(&["no\u{1b}[2Jne\u{202e}.csv"]);
    let said = stderr(&missing);
    assert!(said.contains("no [2Jne .csv"), "{said:?}");
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_copy_is_as_private_as_its_original() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("fix-mode", &["check"]);
    let input = folder.file("a.csv", LIST);
    fs::set_permissions(&input, fs::Permissions::from_mode(0o600)).expect("mine");
    assert_eq!(code(&folder.run(&["--fix", "a.csv"])), 0);
    let mode = |name: &str| {
        let metadata = fs::metadata(folder.0.join(name)).expect("written");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode("a.fixed.csv"), 0o600);
    // A result that replaces a private file stays private.
    let old = folder.file("out.txt", "old");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).expect("mine");
    folder.run(&["a.csv", "-o", "out.txt"]);
    assert_ne!(fs::read_to_string(&old).expect("written"), "old");
    assert_eq!(mode("out.txt"), 0o640);
}
