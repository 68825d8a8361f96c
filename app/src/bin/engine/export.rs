//! What the engine makes with the writers: files of a result (the JSON is its own) and explanations of rules. They are a
//! module of their own, started when somebody asks for the first one, and hold none of the result.
//!
//! A file is made a piece at a time: in between the page hears how far it is, other questions are answered, and the file
//! can be given up. What is made leaves the engine's memory at once, for the JSON of a large list is larger than the list.

use crate::no_result;
use crate::port::Port;
use crate::session::{Meter, Session};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Reflect, Uint8Array};
use shared::import::Progress;
use shared::locale::{Label, Lang};
use shared::protocol::{Answer, Format, Phase};
use shared::report::check_report;
use shared::report::step::Step;
use shared::report::xlsx::{Cell, ProblemList, Sink};
use shared::result::{CheckResult, JsonPieces};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

/// Bytes that are handed on at once.
const HANDFUL: usize = 1 << 20;
/// Items looked at before the clock is.
const ITEMS: usize = 64;
/// Milliseconds of work before the page can be heard.
const TURN_MS: f64 = 100.0;

/// Milliseconds before the page hears how far a file is.
const PATIENCE_MS: f64 = 400.0;

/// A file in the making.
struct Export {
    session: Rc<RefCell<Session>>,
    port: Port,
    id: u32,
    lang: Lang,
    format: Format,
    began: f64,
}

/// Makes a file of the result and answers with it, now or when the writers are there.
pub(crate) fn answer(session: &Rc<RefCell<Session>>, port: &Port, id: u32, lang: Lang, format: Format) {
    let export = Export {
        session: Rc::clone(session),
        port: port.clone(),
        id,
        lang,
        format,
        began: js_sys::Date::now(),
    };
    session.borrow_mut().export = Some(id);
    if format == Format::Json {
        let pieces = Pieces {
            json: JsonPieces::new(lang),
            made: Vec::new(),
            blobs: Array::new(),
        };
        return export.go_on(pieces);
    }
    start(move |writers| match writers {
        None => export.end(Err(not_fetched(lang))),
        Some(writers) if format == Format::Xlsx => match writers.rows() {
            Ok(rows) => export.go_on((ProblemList::new(lang), rows)),
            Err(Failed) => export.end(Err(not_written(lang))),
        },
        Some(writers) => {
            let made = export.session.borrow().held().map(|held| {
                let report = check_report::document(held, lang);
                writers.file(&match format {
                    Format::Docx => Step::Docx(report),
                    _ => Step::Html(report),
                })
            });
            let made = made.ok_or_else(|| no_result(lang));
            export.end(made.and_then(|file| file.map_err(|Failed| not_written(lang))));
        }
    });
}

/// What makes a file piece by piece.
trait Make: 'static {
    /// Makes what comes next; `None` where that was the last of it.
    fn piece(&mut self, result: &CheckResult) -> Result<Option<Progress>, Failed>;
    /// The parts of the file.
    fn parts(self) -> Result<Array, Failed>;
}

impl Export {
    /// Works for a turn, and goes on with another unless the page has given it up.
    fn go_on(self, mut make: impl Make) {
        let started = js_sys::Date::now();
        let turn = {
            let session = self.session.borrow();
            if session.export != Some(self.id) {
                return; // Nobody waits for it.
            }
            match session.held() {
                None => Err(no_result(self.lang)),
                Some(held) => loop {
                    match make.piece(&held.result) {
                        Ok(Some(_)) if js_sys::Date::now() - started < TURN_MS => {}
                        done => break done.map_err(|Failed| not_written(self.lang)),
                    }
                },
            }
        };
        match turn {
            Err(sentence) => self.end(Err(sentence)),
            Ok(progress) => {
                // The last step is one piece of work, and nobody knows how long it takes: about as long as all before.
                let (said, patience) = match progress {
                    Some(progress) => (progress, PATIENCE_MS),
                    None => (Progress { done: 0, total: 0 }, PATIENCE_MS / 2.0),
                };
                if js_sys::Date::now() - self.began > patience {
                    Meter::new(&self.port, self.id, Phase::Write).say(said);
                }
                Timeout::new(0, move || match progress {
                    Some(_) => self.go_on(make),
                    None if self.session.borrow().export == Some(self.id) => {
                        let parts = make.parts().map_err(|Failed| not_written(self.lang));
                        self.end(parts);
                    }
                    None => {}
                })
                .forget();
            }
        }
    }

    /// Answers with the file.
    fn end(self, parts: Result<Array, &'static str>) {
        let Self {
            session,
            port,
            id,
            lang,
            format,
            ..
        } = self;
        let mut session = session.borrow_mut();
        if session.export != Some(id) {
            return;
        }
        session.export = None;
        let file = parts.and_then(|parts| {
            let held = session.held().ok_or_else(|| no_result(lang))?;
            let (name, mime) = file(format, lang, &held.result.context.date.to_string());
            let file = blob(&parts, mime).map_err(|_| not_written(lang))?;
            Ok((name, file))
        });
        match file {
            Ok((name, file)) => port.send(id, &Answer::File(name), Some(&file)),
            Err(sentence) => port.send(id, &Answer::Failed(sentence.to_owned()), None),
        }
    }
}

/// A file, or a part of one, that the browser keeps outside the engine's memory.
fn blob(parts: &Array, mime: &str) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    Blob::new_with_buffer_source_sequence_and_options(parts, &kind)
}

/// The JSON of a result.
struct Pieces {
    json: JsonPieces,
    /// Bytes not yet handed on.
    made: Vec<u8>,
    blobs: Array,
}

impl Pieces {
    fn hand_on(&mut self) -> Result<(), Failed> {
        let part = Array::of1(&Uint8Array::from(&self.made[..]));
        let part = blob(&part, "").map_err(failed)?;
        self.blobs.push(&part);
        self.made.clear();
        Ok(())
    }
}

impl Make for Pieces {
    fn piece(&mut self, result: &CheckResult) -> Result<Option<Progress>, Failed> {
        let progress = self.json.write(result, &mut self.made, ITEMS);
        if self.made.len() >= HANDFUL {
            self.hand_on()?;
        }
        Ok(progress)
    }

    fn parts(mut self) -> Result<Array, Failed> {
        self.hand_on()?;
        Ok(self.blobs)
    }
}

/// The problem list, row by row to the writers.
impl Make for (ProblemList, Rows) {
    fn piece(&mut self, result: &CheckResult) -> Result<Option<Progress>, Failed> {
        let progress = self.0.write(result, &mut self.1, ITEMS);
        std::mem::replace(&mut self.1.done, Ok(()))?;
        Ok(progress)
    }

    fn parts(self) -> Result<Array, Failed> {
        let mut rows = self.1;
        rows.push(&Step::Workbook);
        rows.done?;
        rows.writers.take(&rows.steps)?.ok_or(Failed)
    }
}

/// Answers with the text of the standard. What exactly each rule compares is told by the writers: no check needs it.
pub(crate) fn standard(session: &Rc<RefCell<Session>>, port: &Port, id: u32, lang: Lang) {
    let (session, port) = (Rc::clone(session), port.clone());
    start(move |writers| {
        let lines = writers.and_then(|writers| writers.file(&Step::Rules(lang)).ok());
        let lines = lines.and_then(|lines| String::from_utf8(Uint8Array::new(&lines.get(0)).to_vec()).ok());
        let what = |rule: &str| match &lines {
            Some(lines) => {
                let lines = lines.lines().filter_map(|line| line.split_once('\t'));
                lines
                    .filter(|(id, _)| *id == rule)
                    .map(|(_, what)| what)
                    .next()
                    .unwrap_or_default()
            }
            None => not_explained(lang),
        };
        let answer = session.borrow_mut().text(lang, &|rule| what(rule).to_owned());
        port.send(id, &answer, None);
    });
}

/// Starts the writers, unless they run, and goes on with them; without them where they cannot be had.
pub(crate) fn start(then: impl FnOnce(Option<Writers>) + 'static) {
    let then = Closure::once_into_js(move |take: JsValue| then(take.dyn_into().ok().map(Writers)));
    // Of `worker.js`, which defines it before it starts the engine.
    let start =
        Reflect::get(&js_sys::global(), &"startWriters".into()).map(JsCast::unchecked_into::<Function>);
    if let Err(error) = start.and_then(|start| start.call1(&JsValue::NULL, &then)) {
        wasm_bindgen::throw_val(error);
    }
}

/// The module of the writers: a function that takes steps and, after the last one, gives the file.
pub(crate) struct Writers(Function);

/// The writers failed, and the console tells why.
pub(crate) struct Failed;

impl Writers {
    /// The whole problem list of a short result.
    pub(crate) fn workbook(self, result: &CheckResult) -> Result<Vec<u8>, Failed> {
        let mut list = (ProblemList::new(Lang::ZhCn), self.rows()?);
        while list.piece(result)?.is_some() {}
        Ok(Uint8Array::new(&list.parts()?.get(0)).to_vec())
    }

    /// Begins a workbook.
    fn rows(self) -> Result<Rows, Failed> {
        let mut rows = Rows {
            writers: self,
            steps: Vec::new(),
            done: Ok(()),
        };
        rows.push(&Step::Begin);
        rows.done.is_ok().then_some(rows).ok_or(Failed)
    }

    /// The parts of the file that a single step makes.
    pub(crate) fn file(&self, step: &Step<'_>) -> Result<Array, Failed> {
        let steps = postcard::to_allocvec(step).map_err(|_| Failed)?;
        self.take(&steps)?.ok_or(Failed)
    }

    /// Hands on steps; the parts of the file after the last one.
    fn take(&self, steps: &[u8]) -> Result<Option<Array>, Failed> {
        match self.0.call1(&JsValue::NULL, &Uint8Array::from(steps)) {
            Ok(more) if more.is_undefined() => Ok(None),
            Ok(file) if file.is_instance_of::<Uint8Array>() => Ok(Some(Array::of1(&file))),
            Ok(error) | Err(error) => Err(failed(error)),
        }
    }
}

/// The console tells why.
fn failed(error: JsValue) -> Failed {
    web_sys::console::error_1(&error);
    Failed
}

/// Rows on their way to the writers, a handful at a time.
struct Rows {
    writers: Writers,
    steps: Vec<u8>,
    done: Result<(), Failed>,
}

impl Rows {
    fn push(&mut self, step: &Step<'_>) {
        match postcard::to_extend(step, std::mem::take(&mut self.steps)) {
            Ok(steps) => self.steps = steps,
            Err(_) => self.done = Err(Failed),
        }
    }
}

impl Sink for Rows {
    fn sheet(&mut self, name: &str, columns: &[(&str, u16)]) {
        let columns = columns.to_vec();
        self.push(&Step::Sheet { name, columns });
    }

    fn row(&mut self, cells: &[Cell<'_>]) {
        if self.done.is_err() {
            return;
        }
        self.push(&Step::Row(cells.to_vec()));
        if self.steps.len() >= HANDFUL {
            self.done = self.writers.take(&self.steps).map(|_| ());
            self.steps.clear();
        }
    }
}

/// Name and type of a file.
fn file(format: Format, lang: Lang, day: &str) -> (String, &'static str) {
    const REPORT: Label = Label::new("检查报告", "check-report");
    let (name, extension, mime) = match format {
        Format::Json => (Label::new("qingcha", "qingcha"), "json", "application/json"),
        Format::Xlsx => (
            Label::new("问题清单", "problem-list"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        Format::Docx => (
            REPORT,
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        Format::Html => (REPORT, "html", "text/html"),
    };
    (format!("{}-{day}.{extension}", name.get(lang)), mime)
}

/// In place of what a rule compares.
fn not_explained(lang: Lang) -> &'static str {
    Label::new(
        "（说明没有下载成功，请检查网络后重新打开本页。）",
        "(The explanation could not be fetched. Check the network and open this page again.)",
    )
    .get(lang)
}

/// The network went away before the writers came.
fn not_fetched(lang: Lang) -> &'static str {
    Label::new(
        "生成表格和报告的程序没有下载成功，请检查网络后再点一次。检查结果还在，也可以先导出JSON。",
        "The part that writes workbooks and reports could not be fetched. Check the network and try again; the result is \
         still here, and can be exported as JSON meanwhile.",
    )
    .get(lang)
}

/// Out of memory, in all likelihood.
fn not_written(lang: Lang) -> &'static str {
    Label::new(
        "文件没有生成，可能是内存不足。检查结果还在，请关闭其他网页后再试，或者导出JSON。",
        "The file could not be written, perhaps for lack of memory. The result is still here: close other pages and try \
         again, or export JSON.",
    )
    .get(lang)
}
