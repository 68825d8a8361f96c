//! How cells are divided.

use super::{entries_of, inline, names};

#[test]
fn lines_and_numbered_paragraphs_become_entries() {
    assert_eq!(entries_of("申请表\n身份证\n\n照片"), ["申请表", "身份证", "照片"]);
    assert_eq!(
        entries_of("1.申请表\r\n2、身份证\n（复印件）\n3．照片"),
        ["申请表", "身份证\n（复印件）", "照片"]
    );
    assert_eq!(
        entries_of("一、申请表\n1.一式两份\n二、身份证"),
        ["申请表\n1.一式两份", "身份证"]
    );
    assert_eq!(entries_of("（1）申请表\n（2）身份证"), ["申请表", "身份证"]);
    assert_eq!(entries_of("①申请表\n②身份证"), ["申请表", "身份证"]);
    for text in [
        "⑴申请表\n⑵身份证",
        "❶申请表\n❷身份证",
        "●申请表\n●身份证",
        "- 申请表\n- 身份证",
        "(1).申请表\n(2).身份证",
    ] {
        assert_eq!(entries_of(text), ["申请表", "身份证"], "{text}");
    }
    assert_eq!(entries_of("身份证\n（复印件）"), ["身份证\n（复印件）"]);
    assert_eq!(entries_of("1.5寸照片\n身份证"), ["1.5寸照片", "身份证"]);
    assert_eq!(entries_of("1.申请表"), ["1.申请表"]);
    assert_eq!(entries_of(""), [""]);
}

#[test]
fn semicolons_divide_names_only() {
    let found = |text| names(text).map(|found| found.join("|"));
    assert_eq!(
        found("申请表；身份证（原件；复印件）；").as_deref(),
        Some("申请表|身份证（原件；复印件）")
    );
    for text in [
        "申请表",
        "申请表；",
        "申请人为企业的，提供营业执照；个人的，提供身份证",
        "身份证；或户口簿",
        "申请表；\n身份证",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn numbers_that_count_on_in_one_line_are_entries() {
    let entries = |text| inline(text).map(|found| found.join("|"));
    for (text, expected) in [
        ("1.申请书；2.身份证明；3.平面图", "申请书|身份证明|平面图"),
        (
            "1、申请书;2、身份证明（原件;复印件）。",
            "申请书|身份证明（原件;复印件）",
        ),
        ("（1）申请书。（2）身份证明。", "申请书|身份证明"),
        ("①申请书；②身份证明；", "申请书|身份证明"),
        ("一、申请书；二、身份证明", "申请书|身份证明"),
        ("1.申请书；2.1寸照片；2.身份证明", "申请书；2.1寸照片|身份证明"),
        ("1.申请书 2.身份证明　3.照片", "申请书|身份证明|照片"),
        ("1、申请书 2、身份证明", "申请书|身份证明"),
        ("1.申请书2.身份证明3.户口簿", "申请书|身份证明|户口簿"),
    ] {
        assert_eq!(entries(text).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "1.申请书",
        "申请书；身份证明",
        "2.申请书；3.身份证明",
        "1.申请书；3.身份证明",
        "1.申请书；\n2.身份证明",
        "1、2、3号楼图纸",
        "1、申请书2、身份证明",
        "1.申请书第2.5条",
        "1.图纸（见1.2.）",
        "",
    ] {
        assert_eq!(entries(text), None, "{text}");
    }
}
