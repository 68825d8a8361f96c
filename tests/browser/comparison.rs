//! Reference lists and special inspections on the page: the same bytes as natively, and the whole way of a person.

use crate::engine::Engine;
use crate::page::{SHOWN, click, drop_files, home, now, open, press, until, visit};
use serde_json::json;
use shared::answer::Held;
use shared::import::{Flow, Limits};
use shared::item::List;
use shared::locale::Lang;
use shared::protocol::{Answer, Check, Format, ReferenceName, Request};
use shared::reference::{self, Kind, References};
use shared::report::{check_report, docx, html, xlsx};
use shared::result::CheckResult;
use shared::standard::{builtin_with, campaigns, digest};
use std::path::PathBuf;
use std::sync::Arc;
use tests::browser::{Stage, Window};
use tests::generate::reference::{KINDS, csv, differing_entries};
use tests::generate::write::Form;
use tests::generate::{Lists, Options, generate};
use thirtyfour::Key;

fn lists() -> Lists {
    generate(&Options {
        items: 240,
        seed: 31,
        defects_per_mille: 300,
        full: true,
    })
}

/// The list of items, then a reference list of every kind that can be generated, which differs on both sides. Then two
/// small ones of other kinds.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let lists = lists();
    let mut files = vec![(
        "实施清单.xlsx".to_owned(),
        Form::XlsxFlat.bytes(&lists).expect("written"),
    )];
    for kind in KINDS {
        let entries = differing_entries(kind, &lists.items);
        files.push((
            format!("{}.csv", kind.name().zh),
            csv(kind, &entries).expect("written"),
        ));
    }
    let abolished = "国务院决定取消的行政许可事项目录,,\n事项名称,处理决定,决定文号\n采集国家二级保护野生植物审批,取消,国发〔2020〕13号\n";
    files.push(("取消.csv".to_owned(), abolished.into()));
    let services = "中介服务事项名称,涉及的审批事项名称\n建设项目环境影响评价,建设项目环境影响评价文件审批\n";
    files.push(("保留.csv".to_owned(), services.into()));
    files
}

fn all_campaigns() -> Vec<String> {
    campaigns(None).into_iter().map(|campaign| campaign.id).collect()
}

fn native(files: &[(String, Vec<u8>)], ids: &[String]) -> CheckResult {
    let (name, bytes) = &files[0];
    let mut list = List::default();
    tests::check::read_into(&mut list, name, bytes).unwrap_or_else(|refusal| panic!("{refusal}"));
    let mut references = References::default();
    for (name, bytes) in &files[1..] {
        reference::read(
            &mut references,
            None,
            name,
            bytes,
            &Limits::default(),
            &mut |_| Flow::Continue,
        )
        .unwrap_or_else(|refusal| panic!("{refusal}"));
    }
    let standard = builtin_with(None, ids).unwrap_or_else(|errors| panic!("{errors:#?}"));
    tests::check::check_by(Arc::new(standard), list, references)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn worker_and_native_engine_compare_alike() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    let mut engine = Engine::start(&stage).await.expect("the engine");
    let files = files();
    let sent: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let named = |name: &String| -> ReferenceName { (name.clone(), None) };
    for ids in [Vec::new(), all_campaigns()] {
        let result = native(&files, &ids);
        assert_eq!(result.standard.document.campaign.len(), ids.len());
        assert!(result.coverage.iter().any(|line| !line.missing.is_empty()));
        assert!(result.coverage.iter().any(|line| !line.outside.is_empty()));
        let json = result.to_json(Lang::ZhCn).into_bytes();
        let workbook = xlsx::problem_list(&result, Lang::ZhCn).expect("written");
        let report = check_report::document(&Held::new(result, false), Lang::ZhCn);
        let native = [
            (Format::Json, json),
            (Format::Xlsx, workbook),
            (Format::Docx, docx::write(&report).expect("written")),
            (Format::Html, html::write(&report).into_bytes()),
        ];
        // Dropped together, and held from before.
        let together = Check {
            names: names.clone(),
            sort: true,
            ..Check::default()
        };
        let held = Check {
            names: names[..1].to_vec(),
            references: names[1..].iter().map(named).collect(),
            ..Check::default()
        };
        for check in [together, held] {
            let check = Check {
                date: tests::check::DAY.to_owned(),
                campaigns: ids.clone(),
                ..check
            };
            let done = engine
                .ask(Request::Check(check), &sent)
                .await
                .expect("an answer")
                .0;
            let Answer::Done(overview) = done else {
                panic!("{done:?}")
            };
            assert_eq!(overview.refused, Vec::<String>::new());
            assert_eq!(overview.taken.len(), files.len() - 1);
            assert!(overview.comparison.contains("行政许可事项清单"));
            for (format, native) in &native {
                let export = engine.ask(Request::Export(*format), &[]).await;
                let file = export.expect("an answer").1.expect("a file");
                let wanted = (native.len() as u64, digest(native).replace("sha256:", ""));
                assert_eq!(file, wanted, "{format:?} {ids:?}");
            }
        }
    }
    stage.close().await.expect("closed");
}

/// Files of the stage's folder.
pub(crate) fn stored(stage: &Stage, files: &[(String, Vec<u8>)]) -> Vec<PathBuf> {
    files
        .iter()
        .map(|(name, bytes)| stage.file(name, bytes).expect("a file"))
        .collect()
}

/// A reference list that may be of two kinds.
pub(crate) const DOUBTFUL: &str = "证明事项取消清单,\n事项名称,设定依据\n无犯罪记录证明,无\n";

const HELD: &str = "document.querySelectorAll('#held tbody tr').length";
const DIGEST: &str = "[...document.querySelectorAll('.versions code')].map(code => code.textContent).join()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_dropped_together_are_compared_and_kept() {
    let stage = open(1366, 900).await;
    let files = files();
    let paths = stored(&stage, &files);
    // Special inspections by keyboard alone.
    until(&stage, "document.querySelector('.setup input[type=checkbox]')").await;
    let first = "document.querySelectorAll('.setup input[type=checkbox]')[0].focus()";
    stage.script(first, vec![]).await.expect("focused");
    press(&stage, Key::Space).await;
    drop_files(&stage, &paths).await;
    until(&stage, SHOWN).await;
    crate::history::saved(&stage).await;
    let text = "document.querySelector('section[aria-labelledby=comparison]').innerText";
    let summary = now(&stage, text).await;
    let summary = summary.as_str().expect("a text");
    assert!(
        summary.contains("专项核查") && summary.contains("基本目录"),
        "{summary}"
    );
    let digest = now(&stage, DIGEST).await;
    // The native result has the same digests of standard and result.
    let ids: Vec<String> = all_campaigns().into_iter().take(1).collect();
    let standard = native(&files, &ids).standard.digest.clone();
    assert!(
        digest.as_str().is_some_and(|digest| digest.contains(&standard)),
        "{digest} {standard}"
    );

    visit(
        &stage,
        "/result/comparison",
        "document.querySelector('#differences table')",
    )
    .await;
    let rows =
        "Number((document.querySelector('#differences p').innerText.match(/共(\\d+)条/) || [0, 0])[1])";
    let all = now(&stage, rows).await.as_u64().expect("a number");
    assert!(all > 10, "{all}");
    stage
        .script("const s = document.querySelector('#which'); s.selectedIndex = 1; s.dispatchEvent(new Event('input', { bubbles: true }))", vec![])
        .await
        .expect("chosen");
    until(&stage, &format!("{rows} > 0 && {rows} < {all}")).await;
    let first = "document.querySelector('#differences tbody th').innerText";
    let before = now(&stage, first).await;
    click(&stage, "#differences button[name=page]").await;
    until(&stage, &format!("{first} != {before}")).await;
    click(&stage, "#search").await;
    stage
        .driver
        .action_chain()
        .send_keys("没有这样的名称")
        .perform()
        .await
        .expect("typed");
    until(&stage, &format!("{rows} == 0")).await;
    // A clause of an inspection leads to its findings.
    click(&stage, "button[name=clause]").await;
    until(
        &stage,
        "location.pathname == '/result/findings' && document.querySelector('.chip')",
    )
    .await;
    for page in ["/result/print", "/result"] {
        visit(&stage, page, "document.querySelector('h1')").await;
        until(
            &stage,
            "document.querySelector('main').innerText.includes('未见事项')",
        )
        .await;
    }

    // Opened again after the page was loaded anew: nothing is held, and the result is the same.
    home(&stage).await;
    until(&stage, crate::history::ENTRY).await;
    assert_eq!(now(&stage, HELD).await, json!(0));
    let open_again = format!("{}.click()", crate::history::ENTRY);
    stage.script(&open_again, vec![]).await.expect("clicked");
    until(&stage, SHOWN).await;
    assert_eq!(now(&stage, DIGEST).await, digest);
    until(
        &stage,
        "document.querySelector('main').innerText.includes('结果与当时一致')",
    )
    .await;
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reference_list_after_its_list_is_asked_about_and_used() {
    let stage = open(1366, 900).await;
    let files = files();
    let paths = stored(&stage, &files);
    drop_files(&stage, &paths[..1]).await;
    until(&stage, SHOWN).await;
    assert_eq!(
        now(&stage, "document.querySelector('a[href=\"/result/comparison\"]')").await,
        json!(null)
    );
    // One that tells its kind is compared with at once.
    drop_files(&stage, &paths[1..2]).await;
    until(
        &stage,
        "location.pathname == '/result' && document.querySelector('section[aria-labelledby=comparison]')",
    )
    .await;
    // One that may be two kinds waits for a person.
    let doubtful = stage.file("甲.csv", DOUBTFUL.as_bytes()).expect("a file");
    visit(&stage, "/", "document.querySelector('#held')").await;
    drop_files(&stage, &[doubtful]).await;
    let asked = format!("{HELD} == 2 && document.activeElement.id == 'setup'");
    until(&stage, &asked).await;
    let row = "[...document.querySelectorAll('#held tbody tr')].at(-1)";
    until(
        &stage,
        &format!("{row}.querySelector('select') && {row}.innerText.includes('请写明种类')"),
    )
    .await;
    let choose = format!(
        "const s = {row}.querySelector('select'); s.value = 'abolished'; s.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    stage.script(&choose, vec![]).await.expect("chosen");
    until(&stage, &format!("!{row}.innerText.includes('请写明种类')")).await;
    click(&stage, "#recheck").await;
    until(&stage, "location.pathname == '/result'").await;
    visit(
        &stage,
        "/result/comparison",
        "document.querySelectorAll('section[aria-labelledby=references] tbody tr').length == 2",
    )
    .await;
    visit(&stage, "/", "document.querySelector('#held')").await;
    for left in [1, 0] {
        click(&stage, "#held tbody tr button").await;
        until(&stage, &format!("{HELD} == {left}")).await;
    }
    // A list of items that looks like a reference list can be checked all the same.
    let small = "灵山县行政许可事项清单,,\n基本编码,事项名称,行使层级\n000119003000,取水许可,县级\n";
    let small = stage.file("小.csv", small.as_bytes()).expect("a file");
    until(&stage, "document.querySelector('.drop')").await;
    drop_files(&stage, &[small]).await;
    until(&stage, "location.pathname == '/result'").await;
    visit(&stage, "/", "document.querySelector('#held select')").await;
    let items = "const s = document.querySelector('#held select'); s.value = 'items'; s.dispatchEvent(new Event('change', { bubbles: true }))";
    stage.script(items, vec![]).await.expect("chosen");
    until(&stage, &format!("({SHOWN}) == '1'")).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_has_its_template() {
    let stage = open(1366, 900).await;
    until(&stage, "document.querySelector('.setup')").await;
    for kind in Kind::ALL {
        click(&stage, &format!(".setup a[href='/reference-{}.xlsx']", kind.id())).await;
        let path = stage.folder.join(format!("{}模板.xlsx", kind.name().zh));
        let started = std::time::Instant::now();
        while !path.exists() {
            assert!(
                started.elapsed() < crate::page::PATIENCE,
                "no file {}",
                path.display()
            );
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(
            std::fs::read(&path).expect("readable"),
            reference::template(*kind)
        );
    }
    stage.close().await.expect("closed");
}
