//! The same bytes from the browser's worker and from the native engine, over the whole corpus; and hostile files, which
//! must end in an answer there too.

use crate::engine::{ask, check, start};
use serde_json::json;
use shared::locale::Lang;
use shared::standard::digest;
use tests::browser::{Stage, Window};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// Everything both engines must agree on: real samples, generated lists in every form, and the procurement's 8,310 items.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for kind in ["guitongban", "items"] {
        files.extend(tests::check::real_files(kind));
    }
    let lists = generate(&Options {
        items: 150,
        seed: 21,
        defects_per_mille: 500,
        full: true,
    });
    files.extend(Form::ALL.map(|form| (form.file_name().to_owned(), form.bytes(&lists).expect("written"))));
    let many = generate(&Options {
        items: 8_310,
        seed: 22,
        defects_per_mille: 100,
        full: false,
    });
    files.push((
        "8310.xlsx".to_owned(),
        Form::XlsxFlat.bytes(&many).expect("written"),
    ));
    files
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn worker_and_native_engine_give_the_same_bytes() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    start(&stage).await.expect("the engine");
    let mut different = Vec::new();
    let corpus = corpus();
    for (name, bytes) in &corpus {
        let native = tests::check::check(name, bytes)
            .unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
            .to_json(Lang::ZhCn);
        let done = ask(&stage, check(name), &[(name, bytes)])
            .await
            .expect("an answer");
        assert!(done.body.get("Done").is_some(), "{name}: {}", done.body);
        let file = ask(&stage, json!({ "Export": "Json" }), &[])
            .await
            .expect("an answer")
            .file
            .expect("a file");
        let wanted = (
            native.len() as u64,
            digest(native.as_bytes()).replace("sha256:", ""),
        );
        if file != wanted {
            different.push(format!("{name}: native {wanted:?}, worker {file:?}"));
        }
    }
    println!(
        "{} files give the same bytes natively and in Chromium's worker",
        corpus.len() - different.len()
    );
    assert!(different.is_empty(), "{}", different.join("\n"));
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_files_end_in_an_answer() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    start(&stage).await.expect("the engine");
    let mut count = 0;
    for file in tests::hostile::all() {
        let (name, bytes) = (file.name, file.bytes);
        let answer = ask(&stage, check(&name), &[(&name, &bytes)])
            .await
            .expect("an answer")
            .body;
        let sentence = answer["Refused"][0]
            .as_str()
            .is_some_and(|text| text.contains('。') || text.contains('，'));
        assert!(sentence || answer.get("Done").is_some(), "{name}: {answer}");
        count += 1;
    }
    println!("{count} hostile files were refused in words or read within bounds");
    // The same engine still works afterwards.
    let sample = ask(&stage, json!({ "Sample": { "date": tests::check::DAY } }), &[])
        .await
        .expect("an answer")
        .body;
    assert!(sample.get("Done").is_some(), "{sample}");
    stage.close().await.expect("closed");
}
