//! The pages as people use them: files dropped, filters, languages, keyboard, privacy; and what they look like.

use crate::page::{
    ENGINE_READY, PATIENCE, SHOWN, click, drop_file, home, lists, open, press, sample, until, visit,
};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tests::browser::Stage;
use tests::generate::write::Form;
use thirtyfour::{By, Key};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_dropped_shows_its_result() {
    let stage = open(1366, 900).await;
    let lists = lists(40);
    for form in Form::ALL {
        let path = stage
            .file(form.file_name(), &form.bytes(&lists).expect("written"))
            .expect("a file");
        home(&stage).await;
        stage.drop_files(".drop", &[&path]).await.expect("dropped");
        let shown = stage
            .until(form.file_name(), SHOWN, PATIENCE)
            .await
            .expect("a result");
        assert_eq!(shown, json!("40"), "{}", form.file_name());
    }
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_list_is_refused_in_words_and_the_page_goes_on() {
    let stage = open(1366, 900).await;
    let path = stage
        .file("坏文件.xlsx", b"PK\x03\x04 not a workbook")
        .expect("a file");
    stage.drop_files(".drop", &[&path]).await.expect("dropped");
    let said = stage.until(
        "the refusal",
        "document.querySelector('#refused') && document.querySelector('.alert').innerText",
        PATIENCE,
    );
    assert!(
        said.await
            .expect("said")
            .as_str()
            .is_some_and(|text| text.contains("坏文件.xlsx"))
    );
    sample(&stage).await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn filters_narrow_the_findings_and_english_is_complete() {
    let stage = open(1366, 900).await;
    sample(&stage).await;
    stage
        .driver
        .find(By::Css("a[href='/result/findings']"))
        .await
        .expect("a link")
        .click()
        .await
        .expect("clicked");
    let rows = "document.querySelector('table.grid') && Number(document.querySelector('table.grid').getAttribute('aria-rowcount'))";
    let all = stage
        .until("the findings", rows, PATIENCE)
        .await
        .expect("rows")
        .as_u64()
        .expect("a number");
    let search = stage
        .driver
        .find(By::Css("#search"))
        .await
        .expect("the search box");
    search.send_keys("承诺").await.expect("typed");
    stage
        .until("fewer rows", &format!("({rows}) < {all}"), PATIENCE)
        .await
        .expect("filtered");
    for _ in 0..2 {
        press(&stage, Key::Backspace).await;
    }
    stage
        .until("all rows", &format!("({rows}) == {all}"), PATIENCE)
        .await
        .expect("unfiltered");
    click(&stage, "header button.lang").await;
    stage
        .until(
            "English",
            "document.documentElement.lang.startsWith('en')",
            PATIENCE,
        )
        .await
        .expect("switched");
    let chinese = "[...document.querySelectorAll('header nav, nav.tabs, h1, h2, th, [aria-live]')].map(e => e.innerText).filter(t => /[\\u4e00-\\u9fff]/.test(t))";
    assert_eq!(
        stage
            .script(&format!("return {chinese}"), vec![])
            .await
            .expect("runs"),
        json!([])
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_alone_reaches_an_item() {
    let stage = open(1366, 900).await;
    stage
        .until("the engine", ENGINE_READY, PATIENCE)
        .await
        .expect("ready");
    for _ in 0..30 {
        let focused = stage.script("return document.activeElement.id", vec![]).await;
        if focused.expect("runs") == json!("try") {
            break;
        }
        press(&stage, Key::Tab).await;
    }
    press(&stage, Key::Enter).await;
    stage
        .until("the result", SHOWN, PATIENCE)
        .await
        .expect("a result");
    stage.go_inside("/result/items").await.expect("the items");
    stage
        .until(
            "the table",
            "document.querySelector('table.grid tbody tr')",
            PATIENCE,
        )
        .await
        .expect("rows");
    stage
        .script("document.querySelector('table.grid').focus()", vec![])
        .await
        .expect("focused");
    press(&stage, Key::Down).await;
    press(&stage, Key::Enter).await;
    stage
        .until(
            "an item",
            "location.pathname.startsWith('/result/item/')",
            PATIENCE,
        )
        .await
        .expect("opened");
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_list_leaves_the_browser() {
    let stage = open(1366, 900).await;
    stage
        .until("the engine", ENGINE_READY, PATIENCE)
        .await
        .expect("ready");
    // The control: the log does see requests, those that loaded the page.
    assert!(
        stage
            .requests()
            .await
            .expect("a log")
            .iter()
            .any(|request| request.contains(".wasm"))
    );
    let mut lists = lists(30);
    let canary = "CANARY7f3a金丝雀";
    for item in &mut lists.items {
        for text in item.main.values_mut() {
            text.push_str(canary);
        }
    }
    let path = stage
        .file(
            &format!("{canary}.csv"),
            &Form::Csv.bytes(&lists).expect("written"),
        )
        .expect("a file");
    stage.drop_files(".drop", &[&path]).await.expect("dropped");
    stage
        .until("the result", SHOWN, PATIENCE)
        .await
        .expect("a result");
    for page in [
        "/result/findings",
        "/result/items",
        "/result/item/1",
        "/result/ledger",
        "/result/notices",
        "/result/unchecked",
    ] {
        stage.go_inside(page).await.expect("a page");
        tokio::time::sleep(Duration::from_millis(200)).await;
        let traces = stage
            .script(
                "return location.href + document.title + document.cookie + document.referrer",
                vec![],
            )
            .await
            .expect("runs");
        assert!(!traces.to_string().contains("CANARY"), "{page}: {traces}");
    }
    let requests = stage.requests().await.expect("a log");
    let outside: Vec<_> = requests
        .iter()
        .filter(|request| !request.contains("\"blob:"))
        .collect();
    assert!(outside.is_empty(), "requests after load: {outside:#?}");
    // A second check starts a second engine, from files of the application that the browser already has.
    drop_file(&stage, &path).await;
    stage
        .until("the second result", SHOWN, PATIENCE)
        .await
        .expect("a result");
    for request in stage.requests().await.expect("a log") {
        let own = request.contains("/assets/") && request.contains("\"GET\"") || request.contains("\"blob:");
        assert!(
            own && !request.contains("CANARY") && !request.contains("postData"),
            "{request}"
        );
    }
    assert!(
        !stage
            .console_errors()
            .await
            .expect("the console")
            .join("\n")
            .contains("CANARY")
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_template_is_a_file_of_the_application_and_asking_for_it_tells_nothing() {
    let stage = open(1366, 900).await;
    sample(&stage).await;
    visit(&stage, "/", "document.querySelector('#template')").await;
    stage.requests().await.expect("a log");
    click(&stage, "#template").await;
    let path = stage.folder.join("实施清单导入模板.xlsx");
    let started = std::time::Instant::now();
    while !path.exists() {
        assert!(started.elapsed() < PATIENCE, "no file");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(
        std::fs::read(&path).expect("readable"),
        shared::import::template::template()
    );
    let requests = stage.requests().await.expect("a log");
    for request in &requests {
        assert!(
            request.contains("/import-template.xlsx\"") && request.contains("\"GET\""),
            "{request}"
        );
        assert!(!request.contains("postData"), "{request}");
    }
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_standard_is_searched_by_what_its_clauses_say() {
    const SHOWN: &str = "[...document.querySelectorAll('details.clause')].filter(clause => clause.checkVisibility()).map(clause => clause.querySelector('.code').textContent)";
    let stage = open(1366, 900).await;
    let all = shared::standard::builtin(None)
        .expect("a standard")
        .clauses()
        .len();
    visit(&stage, "/standard", &format!("{SHOWN}.length == {all}")).await;
    let search = |words: &'static str| {
        format!(
            "const box = document.querySelector('#search'); box.value = '{words}'; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        )
    };
    stage
        .script(&search("书名号 法律名称"), vec![])
        .await
        .expect("typed");
    let wanted = format!("{SHOWN}.includes('F32') && {SHOWN}.length < 20");
    stage
        .until("the clauses with both words", &wanted, PATIENCE)
        .await
        .expect("found");
    let counted = "[...document.querySelectorAll('section[aria-labelledby^=d-]:not([hidden]) h2 span')].reduce((sum, count) => sum + +count.textContent, 0)";
    let fits = format!("{counted} == {SHOWN}.length");
    stage
        .until("numbers that fit", &fits, PATIENCE)
        .await
        .expect("counted");
    // A label that all clauses have is no answer.
    stage.script(&search("怎样判断"), vec![]).await.expect("typed");
    stage
        .until("nothing", &format!("{SHOWN}.length == 0"), PATIENCE)
        .await
        .expect("nothing");
    stage.script(&search(""), vec![]).await.expect("typed");
    stage
        .until("all again", &format!("{SHOWN}.length == {all}"), PATIENCE)
        .await
        .expect("all");
    stage.close().await.expect("closed");
}

fn pictures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/screenshots")
}

/// Brings a part of the page to the middle of the screen.
async fn show(stage: &Stage, selector: &str) {
    let source = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    stage
        .script(source, vec![json!(selector)])
        .await
        .expect("scrolled");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_page_has_its_picture() {
    let stage = open(1366, 900).await;
    std::fs::create_dir_all(pictures()).expect("a folder");
    let take = async |name: &str| {
        tokio::time::sleep(Duration::from_millis(400)).await;
        let png = stage.screenshot().await.expect("a picture");
        assert!(png.len() > 20_000, "{name} looks empty");
        std::fs::write(pictures().join(format!("{name}.png")), png).expect("written");
    };
    take("home").await;
    sample(&stage).await;
    take("result").await;
    for (page, name) in [
        ("/result/findings", "findings"),
        ("/result/items", "items"),
        ("/result/item/2", "item"),
        ("/result/ledger", "ledger"),
        ("/result/notices", "notices"),
        ("/result/unchecked", "unchecked"),
        ("/standard", "standard"),
    ] {
        stage.go_inside(page).await.expect("a page");
        take(name).await;
    }
    // A list of one's own: a column being corrected, and the history.
    drop_file(&stage, &crate::columns::list(&stage, "实施清单.csv")).await;
    crate::history::saved(&stage).await;
    visit(
        &stage,
        "/result/notices",
        "document.querySelector('[id^=correct-]')",
    )
    .await;
    stage
        .script(
            &format!("{}.querySelector('button').click()", crate::columns::row()),
            vec![],
        )
        .await
        .expect("opened");
    show(&stage, "#element-choice").await;
    take("columns").await;
    visit(&stage, "/", crate::history::ENTRY).await;
    show(&stage, "#history").await;
    take("history").await;
    // Reference lists and special inspections.
    for number in [1, 3] {
        click(&stage, &format!(".setup .choices > li:nth-child({number}) input")).await;
    }
    let files = crate::comparison::files();
    crate::page::drop_files(&stage, &crate::comparison::stored(&stage, &files)).await;
    // The result comes with a page of its own, which would take the place of any other.
    until(
        &stage,
        "document.querySelector('.tile-number')?.textContent.includes('240')",
    )
    .await;
    visit(
        &stage,
        "/result/comparison",
        "document.querySelector('#differences table')",
    )
    .await;
    take("comparison").await;
    visit(&stage, "/", "document.querySelector('#held')").await;
    show(&stage, ".setup").await;
    take("references").await;
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}
