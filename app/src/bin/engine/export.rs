//! What the engine makes with the writers: files of a result (the JSON is its own) and explanations of rules. They are a
//! module of their own, started when somebody asks for the first one, and hold none of the result.

use crate::no_result;
use crate::port::Port;
use crate::session::Session;
use js_sys::{Function, Reflect, Uint8Array};
use shared::answer::Held;
use shared::locale::{Label, Lang};
use shared::protocol::{Answer, Format};
use shared::report::check_report;
use shared::report::step::Step;
use shared::report::xlsx::{Cell, Sink, problem_sheets};
use shared::result::CheckResult;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Bytes of steps that are handed on at once.
const HANDFUL: usize = 1 << 20;

/// Makes a file of the result and answers with it, now or when the writers are there.
pub(crate) fn answer(session: &Rc<RefCell<Session>>, port: &Port, id: u32, lang: Lang, format: Format) {
    let (session, port) = (Rc::clone(session), port.clone());
    let answer = move |make: &dyn Fn(&Held) -> Result<Vec<u8>, &'static str>| {
        let session = session.borrow();
        let made = session.held().ok_or_else(|| no_result(lang)).and_then(|held| {
            let day = held.result.context.date;
            Ok((make(held)?, file(format, lang, &day.to_string())))
        });
        match made {
            Ok((bytes, file)) => port.send(id, &file, Some(&bytes)),
            Err(sentence) => port.send(id, &Answer::Failed(sentence.to_owned()), None),
        }
    };
    if format == Format::Json {
        return answer(&|held| Ok(held.result.to_json(lang).into_bytes()));
    }
    start(move |writers| {
        answer(&|held| {
            let writers = writers.as_ref().ok_or(not_fetched(lang))?;
            let report = || check_report::document(held, lang);
            let file = match format {
                Format::Xlsx => writers.workbook(&held.result, lang),
                Format::Docx => writers.file(&Step::Docx(report())),
                Format::Html | Format::Json => writers.file(&Step::Html(report())),
            };
            file.map_err(|Failed| not_written(lang))
        });
    });
}

/// Answers with the text of the standard. What exactly each rule compares is told by the writers: no check needs it.
pub(crate) fn standard(session: &Rc<RefCell<Session>>, port: &Port, id: u32, lang: Lang) {
    let (session, port) = (Rc::clone(session), port.clone());
    start(move |writers| {
        let lines = writers.and_then(|writers| writers.file(&Step::Rules(lang)).ok());
        let lines = lines.and_then(|lines| String::from_utf8(lines).ok());
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
    /// The problem list of a result.
    pub(crate) fn workbook(&self, result: &CheckResult, lang: Lang) -> Result<Vec<u8>, Failed> {
        let mut rows = Rows {
            writers: self,
            steps: Vec::new(),
            done: Ok(()),
        };
        problem_sheets(result, lang, &mut rows);
        rows.push(&Step::Workbook);
        rows.done?;
        self.take(&rows.steps)?.ok_or(Failed)
    }

    /// The file that a single step makes.
    fn file(&self, step: &Step<'_>) -> Result<Vec<u8>, Failed> {
        let steps = postcard::to_allocvec(step).map_err(|_| Failed)?;
        self.take(&steps)?.ok_or(Failed)
    }

    /// Hands on steps.
    fn take(&self, steps: &[u8]) -> Result<Option<Vec<u8>>, Failed> {
        match self.0.call1(&JsValue::NULL, &Uint8Array::from(steps)) {
            Ok(more) if more.is_undefined() => Ok(None),
            Ok(file) if file.is_instance_of::<Uint8Array>() => Ok(Some(Uint8Array::new(&file).to_vec())),
            Ok(error) | Err(error) => {
                web_sys::console::error_1(&error);
                Err(Failed)
            }
        }
    }
}

/// Rows on their way to the writers, a handful at a time.
struct Rows<'a> {
    writers: &'a Writers,
    steps: Vec<u8>,
    done: Result<(), Failed>,
}

impl Rows<'_> {
    fn push(&mut self, step: &Step<'_>) {
        match postcard::to_extend(step, std::mem::take(&mut self.steps)) {
            Ok(steps) => self.steps = steps,
            Err(_) => self.done = Err(Failed),
        }
    }
}

impl Sink for Rows<'_> {
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

/// The answer beside the bytes of a file.
fn file(format: Format, lang: Lang, day: &str) -> Answer {
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
    Answer::File {
        name: format!("{}-{day}.{extension}", name.get(lang)),
        mime: mime.to_owned(),
    }
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
