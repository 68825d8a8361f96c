use crate::element::{Element, Part};
use crate::import::refusal::RefusalKind;
use crate::import::{Flow, Limits, Refusal, read};
use crate::item::{Fields, List};
use crate::locale::Lang;
use crate::mapping::Choices;
use crate::notice::NoticeCode;
use std::path::PathBuf;

fn import(text: &str) -> Result<List, Refusal> {
    let mut list = List::default();
    let limits = Limits::default();
    read(
        &mut list,
        "a.json",
        text.as_bytes(),
        &Choices::default(),
        &limits,
        &mut |_| Flow::Continue,
    )?;
    Ok(list)
}

pub(super) fn ok(text: &str) -> List {
    import(text).expect("imports")
}

fn codes(list: &List) -> Vec<NoticeCode> {
    list.notices.iter().map(|notice| notice.code).collect()
}

pub(super) fn entries(list: &List, item: usize, part: Part, element: Element) -> Vec<&str> {
    list.view(item)
        .entries(part)
        .map(|entry| entry.text(element))
        .collect()
}

#[test]
fn one_object_an_array_and_a_container_are_the_same() {
    for text in [
        r#"{"事项名称":"甲","task_code":"X"}"#,
        r#"[{"事项名称":"甲","实施编码":"X"}]"#,
        r#"{"items":[{"task_name":"甲","TASK_CODE":"X"}]}"#,
        r#"{"code":0,"data":{"total":1,"list":[{"taskName":"甲","taskCode":"X"}]}}"#,
        r#"{"data":{"事项名称":"甲","实施编码":"X"}}"#,
    ] {
        let list = ok(text);
        assert_eq!(list.len(), 1, "{text}");
        assert_eq!(list.view(0).text(Element::TaskName), "甲", "{text}");
        assert_eq!(list.view(0).text(Element::TaskCode), "X", "{text}");
        assert_eq!(codes(&list), [], "{text}");
    }
}

#[test]
fn sub_lists_come_as_arrays_or_texts() {
    let list = ok(r#"{"事项名称":"甲",
        "申请材料":[{"名称":"申请表","类型":"原件","份数":2},"身份证"],
        "设定依据":"某法第一条",
        "办理流程":["受理","审查"],
        "办理地点":[{"名称":"一号窗口","地址":"一楼","电话":"0777-1"}],
        "收费标准":[{"收费项目":"工本费","标准":"5元"}],
        "受理条件":["一","二"],
        "服务对象":["1","2"],
        "常见问题":[],
        "示例样表":"有"}"#);
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["申请表", "身份证"]
    );
    assert_eq!(entries(&list, 0, Part::Material, Element::PaperAmount), ["2", ""]);
    let view = list.view(0);
    assert_eq!(view.text(Element::ByLaw), "某法第一条");
    assert!(!view.has_part(Part::Law));
    assert_eq!(entries(&list, 0, Part::Step, Element::StepName), ["受理", "审查"]);
    assert_eq!(entries(&list, 0, Part::Window, Element::WindowAddress), ["一楼"]);
    assert_eq!(entries(&list, 0, Part::Window, Element::WindowPhone), ["0777-1"]);
    assert!(!view.is_provided(Element::TransactAddress));
    assert_eq!(entries(&list, 0, Part::Fee, Element::FeeStandard), ["5元"]);
    assert_eq!(view.text(Element::AcceptCondition), "一\n二");
    assert_eq!(view.codes(Element::ServeType), ["1", "2"]);
    assert!(view.has_part(Part::Question));
    assert_eq!(
        codes(&list),
        [NoticeCode::KeyUnmapped],
        "the item has no example form of its own"
    );
    let value = view.value(Element::TaskName).expect("a value");
    let place = list.value(value).place();
    assert_eq!(
        list.sheets[usize::from(place.sheet)].column_name(place.column),
        "事项名称"
    );
}

#[test]
fn a_key_anywhere_in_the_file_is_a_key_of_every_item() {
    let list = ok(r#"[{"事项名称":"甲","承诺办结时限":"5","设定依据":"某法"},
        {"事项名称":"乙","设定依据":[{"法律名称":"某法"}],"申请材料":null},{"事项名称":"丙"}]"#);
    assert!(list.view(1).is_blank(Element::PromiseDay));
    assert!(list.view(0).is_provided(Element::ByLaw) && !list.view(0).has_part(Part::Law));
    assert!(!list.view(1).is_provided(Element::ByLaw) && list.view(1).has_part(Part::Law));
    assert!(list.view(2).has_part(Part::Law) && list.view(2).has_part(Part::Material));
    assert!(!list.view(0).is_provided(Element::AnticipateDay));
}

#[test]
fn strange_values_and_keys_are_told() {
    let list = ok(
        r#"[{"事项名称":"甲","事项名称":"乙","_note":1,"承诺办结时限":{"天":1},"办件":1},
        7, {"办件":2,"内部备注":"x"}, {"事项名称":1e400,"实施编码":1.14507E+30,"是否收费":true,"办件":[]}]"#,
    );
    assert_eq!(list.len(), 2);
    assert_eq!(list.view(0).text(Element::TaskName), "乙");
    assert_eq!(list.view(1).text(Element::TaskName), "1e400");
    assert_eq!(list.view(1).flag(Element::IsFee), Some(true));
    assert_eq!(
        codes(&list),
        [
            NoticeCode::ValueShape,
            NoticeCode::DuplicateKey,
            NoticeCode::ValueShape,
            NoticeCode::RowWithoutItem,
            NoticeCode::LongCodeDamaged,
            NoticeCode::KeyUnmapped,
            NoticeCode::KeyUnmapped,
        ]
    );
    let unmapped: Vec<_> = list
        .notices
        .iter()
        .filter(|notice| notice.code == NoticeCode::KeyUnmapped)
        .map(|notice| notice.args.clone())
        .collect();
    assert_eq!(unmapped, [["办件", "3"], ["内部备注", "1"]]);
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    let refusal = |text: &str| import(text).err().map(|refusal| (refusal.kind, refusal.args));
    let (kind, args) = refusal("{\"事项名称\":\"甲\"}\n x").expect("refused");
    assert_eq!(kind, RefusalKind::BadJson);
    assert_eq!(args[..3], ["a.json", "2", "2"]);
    assert!(args[3].get(Lang::En).is_ascii(), "{:?}", args[3]);
    assert_eq!(refusal(&"[".repeat(100)).map(|r| r.0), Some(RefusalKind::TooDeep));
    assert_eq!(refusal("[]").map(|r| r.0), Some(RefusalKind::NoItemsInJson));
    assert_eq!(refusal("{}").map(|r| r.0), Some(RefusalKind::NoItemsInJson));
    let failed = r#"{"STATUS":{"CODE":"401","TEXT":"token无效"},"data":{"list":[]}}"#;
    assert_eq!(refusal(failed).map(|r| r.0), Some(RefusalKind::PlatformFailure));
    assert_eq!(
        refusal(r#"{"事项名称":"\ud800"}"#).map(|r| r.0),
        Some(RefusalKind::BadJson)
    );
}

#[test]
fn a_refused_file_leaves_no_trace_but_an_empty_one_says_why() {
    let mut list = List::default();
    let limits = Limits::default();
    let choices = Choices::default();
    let go = |list: &mut List, text: &str| {
        read(list, "a.json", text.as_bytes(), &choices, &limits, &mut |_| {
            Flow::Continue
        })
        .is_ok()
    };
    assert!(!go(&mut list, r#"[{"事项名称":"甲","办件":1}"#));
    assert_eq!(
        (
            list.sources.len(),
            list.sheets.len(),
            list.notices.len(),
            list.len()
        ),
        (0, 0, 0, 0)
    );
    assert!(!go(
        &mut list,
        r#"{"STATUS":{"CODE":"500","TEXT":"服务异常"},"data":null}"#
    ));
    assert_eq!(codes(&list), [NoticeCode::PlatformFailure]);
    assert!(go(&mut list, r#"{"事项名称":"甲"}"#));
    assert!(go(&mut list, r#"{"事项名称":"甲"}"#));
    assert_eq!(
        codes(&list),
        [NoticeCode::PlatformFailure, NoticeCode::DuplicateItem]
    );
    assert_eq!(list.len(), 2);
    let text = r#"[{"事项名称":"甲"}]"#.as_bytes();
    let stopped = read(&mut list, "a.json", text, &choices, &limits, &mut |_| Flow::Stop);
    assert_eq!(
        stopped.map_err(|refusal| refusal.kind),
        Err(RefusalKind::Cancelled)
    );
    assert_eq!((list.len(), list.sources.len()), (2, 3));
}

#[test]
fn rows_of_modules_follow_their_numbers_and_the_filled_value_counts() {
    let list = ok(
        r#"{"AUDIT_ITEM":[{"task_name":"甲","rowguid":"r1","scene_reason":""}],
        "AUDIT_ITEM_EXTEND":{"rowguid":"r2","scene_reason":"核验"},
        "AUDIT_MATERIAL":[{"material_name":"二","ordernum":10},{"material_name":"一","ordernum":"2"}],
        "AUDIT_ITEM_WINDOW":{"window_name":"一号"},"AUDIT_QA":[],"AUDIT_OTHER":[1]}"#,
    );
    let view = list.view(0);
    assert_eq!(view.text(Element::SceneReason), "核验");
    assert_eq!(view.text(Element::RowGuid), "r1");
    assert_eq!(
        entries(&list, 0, Part::Material, Element::MaterialName),
        ["一", "二"]
    );
    assert_eq!(entries(&list, 0, Part::Window, Element::WindowName), ["一号"]);
    assert!(view.has_part(Part::Question) && !view.has_part(Part::Special) && !view.has_part(Part::Law));
    assert_eq!(codes(&list), [NoticeCode::KeyUnmapped]);
}

/// Real files, read in place; `None` (said loudly) where they are not at hand.
fn real(folder: &str) -> Option<Vec<(String, String)>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let found = root
        .ancestors()
        .map(|folder_above| folder_above.join("shared/real").join(folder))
        .find(|path| path.is_dir());
    let Some(path) = found else {
        eprintln!("SKIPPED: no real data in shared/real/{folder}");
        return None;
    };
    let mut files: Vec<_> = std::fs::read_dir(path)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read_to_string(path).expect("readable"))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty());
    Some(files)
}

#[test]
fn real_responses_are_read_whole() {
    let Some(files) = real("guitongban") else { return };
    // Laws, windows, materials, special procedures, questions of the first item.
    let expected = [
        ("11450721348531435D4001033002000_v11.json", 1, [1, 1, 1, 0, 1]),
        ("11450721348531435D4001033002000_v12.json", 1, [1, 1, 1, 0, 1]),
        ("11450721MB155808114000104002000.json", 1, [3, 1, 2, 1, 2]),
        (
            "11450721MB155808114000141005000_11450721MB15580811400014100500001_v7.json",
            1,
            [1, 1, 5, 0, 2],
        ),
        ("11450721MB155808114000141005000_v14.json", 1, [1, 1, 5, 0, 2]),
        ("envelope.json", 2, [1, 1, 1, 0, 1]),
    ];
    assert_eq!(files.len(), expected.len());
    for ((name, text), (file, items, counts)) in files.iter().zip(expected) {
        assert_eq!(name, file);
        let list = ok(text);
        assert_eq!(list.len(), items, "{name}");
        let view = list.view(0);
        let found = [
            Part::Law,
            Part::Window,
            Part::Material,
            Part::Special,
            Part::Question,
        ]
        .map(|part| view.entries(part).count());
        assert_eq!(found, counts, "{name}");
        let code = name.split(['_', '.']).next().unwrap_or_default();
        if code != "envelope" {
            assert_eq!(view.text(Element::TaskCode), code);
        }
        assert_eq!(view.key().len(), if name.ends_with("_v7.json") { 33 } else { 31 });
        assert!(!view.text(Element::SceneReason).is_empty() && !view.text(Element::RowGuid).is_empty());
        assert!(view.integer(Element::TaskVersion).is_some() && view.integer(Element::PublishDate).is_some());
        assert!(view.has_part(Part::Special) && !view.has_part(Part::Fee) && !view.has_part(Part::Step));
        assert!(!view.is_provided(Element::ByLaw) && !view.is_provided(Element::TransactAddress));
        for notice in &list.notices {
            assert_eq!(notice.code, NoticeCode::KeyUnmapped, "{name}: {notice:?}");
            println!("{name}: {}", notice.message(Lang::ZhCn));
        }
    }
}

#[test]
fn real_items_are_read_whole() {
    let Some(files) = real("items") else { return };
    for (name, text) in &files {
        let list = ok(text);
        assert_eq!(list.len(), 1, "{name}");
        let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let item = json.as_object().expect("an object");
        let view = list.view(0);
        assert_eq!(
            view.text(Element::TaskName),
            item["事项名称"].as_str().unwrap_or_default(),
            "{name}"
        );
        for (key, part) in [
            ("申请材料", Part::Material),
            ("设定依据", Part::Law),
            ("办理窗口", Part::Window),
            ("常见问题", Part::Question),
            ("收费标准", Part::Fee),
            ("特别程序", Part::Special),
        ] {
            if let Some(rows) = item.get(key).and_then(serde_json::Value::as_array) {
                assert_eq!(view.entries(part).count(), rows.len(), "{name} {key}");
                assert!(view.has_part(part), "{name} {key}");
            }
        }
        let told = |key: &str| {
            list.notices
                .iter()
                .any(|notice| notice.args.iter().any(|arg| arg == &key))
                || list
                    .columns
                    .iter()
                    .any(|column| column.title == key && column.confidence > 0)
        };
        for key in item.keys().filter(|key| !key.starts_with('_')) {
            assert!(told(key), "{name}: {key} is neither mapped nor told");
        }
        let other = list
            .notices
            .iter()
            .find(|notice| notice.code != NoticeCode::KeyUnmapped);
        assert_eq!(other, None, "{name}");
        for notice in &list.notices {
            println!("{name}: {}", notice.message(Lang::ZhCn));
        }
    }
}
