//! A server with an operator's laws: the page hands them to the engine, the item's page compares what is quoted.

use serde_json::json;
use server::assets::Assets;
use shared::law::{LawsFile, read_document};
use std::time::Duration;
use tests::browser::{Stage, Window};
use tests::check::DAY;

const PATIENCE: Duration = Duration::from_mins(2);

const LAW: &str = "某某设施管理条例\n（2020年3月1日国务院令第900号公布）\n第一条　为了加强某某设施管理，制定本条例。\n\
    第二条　主管部门应当自受理申请之日起20日内作出决定。\n";

const ITEM: &str = r#"[{"事项名称":"某某设施拆除","事项类型":"01","设定依据":[{"法律名称":"《某某设施管理条例》",
    "文号":"国务院令第900号","条款号":"第二条","条款内容":"主管部门应当自受理申请之日起30日内作出决定。"}]}]"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_article_in_force_stands_beside_the_quoted_one() {
    let day = shared::standard::parse_day(DAY).expect("a day");
    let laws = LawsFile::to_json(day, &[read_document(LAW).expect("a law")]);
    let stage = Stage::open_with(
        &Window::default(),
        Assets::embedded().with_laws(laws.into_bytes()),
    )
    .await
    .expect("a browser");
    stage.go("/").await.expect("the page");
    let zone = "document.querySelector('#files')";
    stage.until("the drop zone", zone, PATIENCE).await.expect("drawn");
    let path = stage.file("事项.json", ITEM.as_bytes()).expect("a file");
    stage.drop_files(".drop", &[&path]).await.expect("dropped");
    stage
        .until("the result", "document.querySelector('#score')", PATIENCE)
        .await
        .expect("a result");
    stage.go_inside("/result/item/1").await.expect("the item");
    let compared = "document.querySelector('.quotation ins') && \
        ['h3', '.quotation del', '.quotation ins'].map(part => \
            document.querySelector('section[aria-labelledby=quotations] ' + part).textContent)";
    let compared = stage
        .until("the comparison", compared, PATIENCE)
        .await
        .expect("compared");
    assert_eq!(
        compared,
        json!([
            "第1条设定依据：《某某设施管理条例》（2020-03-01版本）第2条",
            "3",
            "2"
        ])
    );
    let found = "document.body.innerText.includes('L27')";
    stage.until("the finding", found, PATIENCE).await.expect("found");
    assert_eq!(
        stage.console_errors().await.expect("the console"),
        Vec::<String>::new()
    );
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn laws_that_cannot_be_read_are_not_passed_over() {
    let assets = Assets::embedded().with_laws(b"{}".to_vec());
    let stage = Stage::open_with(&Window::default(), assets)
        .await
        .expect("a browser");
    stage.go("/").await.expect("the page");
    let said = "document.querySelector('[role=alert]')";
    stage.until("the warning", said, PATIENCE).await.expect("said");
    stage.close().await.expect("closed");
}
