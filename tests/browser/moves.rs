//! Moving about: links within a page, keys, figures that lead to their rows, coming back, and files dropped on any page.

use crate::page::{SHOWN, click, lists, now, open, press, sample, until, visit};
use serde_json::json;
use tests::browser::Stage;
use tests::generate::write::Form;
use thirtyfour::{By, Key};

/// Rows of the table shown.
const ROWS: &str = "(document.querySelector('table.grid')?.getAttribute('aria-rowcount') - 1)";
/// The title of the last column, which is sorted by.
const LAST: &str = "document.querySelector('table.grid th:last-child')";

async fn script(stage: &Stage, source: &str) {
    stage.script(source, vec![]).await.expect(source);
}

/// The example's findings.
async fn findings() -> Stage {
    let stage = open(1366, 900).await;
    sample(&stage).await;
    visit(&stage, "/result/findings", &format!("{ROWS} > 20")).await;
    stage
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_finding_leads_to_it_and_leaves_the_page_as_it_is() {
    let stage = open(1366, 500).await;
    sample(&stage).await;
    visit(&stage, "/result/item/2", "document.querySelector('a.found')").await;
    script(
        &stage,
        "document.querySelector('h1').dataset.same = 1; [...document.querySelectorAll('a.found')].at(-1).click()",
    )
    .await;
    until(&stage, "document.activeElement.matches('.finding:target')").await;
    assert_eq!(
        now(&stage, "document.querySelector('h1').dataset.same").await,
        json!("1")
    );
    assert_eq!(
        now(
            &stage,
            "document.activeElement.getBoundingClientRect().top < innerHeight"
        )
        .await,
        json!(true)
    );
    // Arrows turn items, but not within a table, which they move.
    script(&stage, "document.querySelector('.wide').focus()").await;
    press(&stage, Key::Right).await;
    assert_eq!(now(&stage, "location.pathname").await, json!("/result/item/2"));
    script(&stage, "document.querySelector('main').focus()").await;
    press(&stage, Key::Right).await;
    until(&stage, "location.pathname == '/result/item/3'").await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escape_empties_the_search_and_takes_its_filter_back() {
    let stage = findings().await;
    let all = now(&stage, ROWS).await;
    let search = stage.driver.find(By::Css("#search")).await.expect("the box");
    search.send_keys("承诺").await.expect("typed");
    until(&stage, &format!("{ROWS} < {all}")).await;
    press(&stage, Key::Escape).await;
    until(&stage, &format!("{ROWS} == {all}")).await;
    until(
        &stage,
        "document.querySelector('#search').value == '' && document.activeElement.id != 'search'",
    )
    .await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_title_sorts_by_key_and_the_table_is_found_again_as_it_was_left() {
    let stage = findings().await;
    script(&stage, &format!("{LAST}.querySelector('button').focus()")).await;
    press(&stage, Key::Enter).await;
    let sorted = format!("{LAST}.ariaSort == 'descending'");
    until(&stage, &sorted).await;
    let points = "[...document.querySelectorAll('table.grid tbody tr:not(.spacer) td:last-child')].map(cell => parseFloat(cell.textContent.replace(/[^0-9.]/g, '')) || 0)";
    until(
        &stage,
        &format!(
            "{points}.length > 20 && {points}.slice(1, 20).every((now, index) => now <= {points}[index])"
        ),
    )
    .await;
    assert_eq!(now(&stage, "location.pathname").await, json!("/result/findings"));
    script(&stage, "document.querySelector('.scroller').scrollTop = 640").await;
    script(&stage, "document.querySelector('table.grid').focus()").await;
    until(&stage, "document.querySelector('#findings-12')").await;
    script(&stage, "document.querySelector('#findings-12 td').click()").await;
    until(&stage, "location.pathname.startsWith('/result/item/')").await;
    script(&stage, "history.back()").await;
    until(&stage, "document.querySelector('.scroller')?.scrollTop == 640").await;
    until(
        &stage,
        &format!("{sorted} && document.querySelector('.active').id == 'findings-12'"),
    )
    .await;
    // Other rows begin at the top.
    click(&stage, ".facets input").await;
    until(
        &stage,
        "document.querySelector('.scroller').scrollTop == 0 && document.querySelector('.active')?.id == 'findings-0'",
    )
    .await;
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_figure_leads_to_the_rows_it_counts() {
    let stage = findings().await;
    let search = stage.driver.find(By::Css("#search")).await.expect("the box");
    search.send_keys("承诺").await.expect("typed");
    for number in 1..=4 {
        let tile = format!(".tile:nth-child({number}) a");
        let shows = format!("document.querySelector({tile:?})");
        visit(&stage, "/result", &shows).await;
        let figure = now(&stage, &format!("+{shows}.textContent.replace(/[^0-9]/g, '')")).await;
        click(&stage, &tile).await;
        until(
            &stage,
            &format!("document.querySelector('table.grid') && {ROWS} == {figure}"),
        )
        .await;
    }
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_dropped_on_any_page_is_checked() {
    let stage = open(1366, 900).await;
    let path = stage
        .file("list.csv", &Form::Csv.bytes(&lists(40)).expect("written"))
        .expect("a file");
    visit(&stage, "/about", "!document.querySelector('.drop')").await;
    stage.drop_files("h1", &[&path]).await.expect("dropped");
    assert_eq!(until(&stage, SHOWN).await, json!("40"));
    stage.close().await.expect("closed");
}
