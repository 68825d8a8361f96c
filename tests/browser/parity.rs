//! The same bytes from the browser's worker and from the native engine, over the whole corpus; and hostile files, which
//! must end in an answer there too.

use crate::engine::Engine;
use shared::answer::Held;
use shared::item::List;
use shared::locale::Lang;
use shared::protocol::{Answer, Check, Format, Request};
use shared::reference::References;
use shared::report::{check_report, docx, html};
use shared::standard::digest;
use tests::browser::{Stage, Window};
use tests::generate::write::Form;
use tests::generate::{Options, generate};

/// What is checked as one list: its name, then its files, each with its own.
type Input = (String, Vec<(String, Vec<u8>)>);

/// Everything both engines must agree on: real samples, the lists of all cases, generated lists in every form, and the
/// procurement's 8,310 items.
fn corpus() -> Vec<Input> {
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
    let alone = files
        .into_iter()
        .map(|(name, bytes)| (name.clone(), vec![(name, bytes)]));
    // A case without any value that tells an item is no list; the reader refuses it, here and there.
    let reads = |(name, bytes): &(String, Vec<u8>)| tests::check::read(name, bytes).is_ok();
    let cases = tests::cases::files();
    let cases = cases.iter().map(|(name, file)| {
        let lists = tests::cases::lists(file).into_iter();
        (name.clone(), lists.filter(reads).collect())
    });
    alone
        .chain(cases)
        .filter(|(_, files)| !files.is_empty())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn worker_and_native_engine_give_the_same_bytes() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    let mut engine = Engine::start(&stage).await.expect("the engine");
    let mut different = Vec::new();
    let mut count = 0;
    let corpus = corpus();
    for (name, files) in &corpus {
        let mut list = List::default();
        for (name, bytes) in files {
            tests::check::read_into(&mut list, name, bytes)
                .unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        }
        let result = tests::check::check_list(list, References::default());
        let json = result.to_json(Lang::ZhCn).into_bytes();
        let report = check_report::document(&Held::new(result, false), Lang::ZhCn);
        let sent: Vec<_> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let done = engine.check_files(&sent).await.expect("an answer");
        assert!(matches!(done, Answer::Done(_)), "{name}: {done:?}");
        for (format, native) in [
            (Format::Json, json),
            (Format::Docx, docx::write(&report).expect("written")),
            (Format::Html, html::write(&report).into_bytes()),
        ] {
            let export = engine.ask(Request::Export(format), &[]).await;
            let file = export.expect("an answer").1.expect("a file");
            let wanted = (native.len() as u64, digest(&native).replace("sha256:", ""));
            if file != wanted {
                different.push(format!(
                    "{name} as {format:?}: native {wanted:?}, worker {file:?}"
                ));
            }
        }
        count += files.len();
    }
    println!(
        "{count} files in {} lists give the same result and reports natively and in Chromium's worker, {} differ",
        corpus.len(),
        different.len()
    );
    assert!(count > 900, "only {count} files were compared");
    assert!(different.is_empty(), "{}", different.join("\n"));
    stage.close().await.expect("closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_files_end_in_an_answer() {
    let stage = Stage::open(&Window::default()).await.expect("a browser");
    stage.go("/").await.expect("the page");
    let mut engine = Engine::start(&stage).await.expect("the engine");
    let mut count = 0;
    for file in tests::hostile::all() {
        let (name, bytes) = (file.name, file.bytes);
        let answer = engine.check(&name, &bytes).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error}"));
        let in_words = match &answer {
            Answer::Refused(sentences) => sentences.iter().all(|text| text.contains('。')),
            answer => matches!(answer, Answer::Done(_)),
        };
        assert!(in_words, "{name}: {answer:?}");
        count += 1;
    }
    println!("{count} hostile files were refused in words or read within bounds");
    // The same engine still works afterwards.
    let check = Check {
        date: tests::check::DAY.to_owned(),
        ..Check::default()
    };
    let sample = engine
        .ask(Request::Sample(check), &[])
        .await
        .expect("an answer")
        .0;
    assert!(matches!(sample, Answer::Done(_)), "{sample:?}");
    stage.close().await.expect("closed");
}
