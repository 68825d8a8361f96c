//! What the worker holds between messages, and how it answers.

use crate::port::{self, Port};
use crate::published::Published;
use crate::{no_result, sample};
use shared::answer::{self, Held};
use shared::element::Element;
use shared::engine;
use shared::import::refusal::RefusalKind;
use shared::import::{self, Flow, Limits, Progress, Refusal};
use shared::item::List;
use shared::law::Laws;
use shared::locale::Lang;
use shared::mapping::Choices;
use shared::protocol::{Answer, Check, Envelope, Phase, Request};
use shared::rule::Context;
use shared::standard::{Standard, builtin, parse_day};
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Milliseconds between two messages of progress.
const PROGRESS_MS: f64 = 50.0;

/// The worker's memory.
pub(crate) struct Session {
    port: Port,
    held: Option<Held>,
    /// The standard this site publishes.
    published: Option<Arc<Standard>>,
    standard: Option<Arc<Standard>>,
    /// Whether the page has asked for anything yet.
    asked: bool,
    /// The laws this site publishes.
    laws: Option<Arc<Laws>>,
}

impl Session {
    pub(crate) fn new(port: Port, published: Published) -> Self {
        Self {
            port,
            held: None,
            standard: None,
            asked: false,
            published: published.standard,
            laws: published.laws,
        }
    }

    /// The newest standard, as long as the page has not asked for anything.
    pub(crate) fn standard_while_idle(&mut self) -> Option<Arc<Standard>> {
        if self.asked {
            return None;
        }
        self.standard(None).ok()
    }

    /// The result, where there is one.
    pub(crate) fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }

    /// Answers one request; `attached` are its files. What the writers have a part in is made in [`crate::export`].
    pub(crate) fn answer(&mut self, request: Envelope<Request>, attached: &[JsValue]) -> Answer {
        self.asked = true;
        let Envelope { id, lang, body } = request;
        let answer = match body {
            Request::Check(check) => self.check(id, lang, &check, Input::Attached(attached)),
            Request::Sample(check) => self.check(id, lang, &check, Input::Sample),
            question => match &mut self.held {
                Some(held) => about(held, &question, lang),
                None => Err(no_result(lang).to_owned()),
            },
        };
        answer.unwrap_or_else(Answer::Failed)
    }

    /// The text of the standard in use; `what` tells what exactly a rule compares.
    pub(crate) fn text(&mut self, lang: Lang, what: &dyn Fn(&str) -> String) -> Answer {
        self.asked = true;
        match self.standard(None) {
            Ok(standard) => Answer::Standard(Box::new(answer::standard(&standard, lang, what))),
            Err(error) => Answer::Failed(error),
        }
    }

    /// The standard asked for, built once.
    fn standard(&mut self, version: Option<&str>) -> Result<Arc<Standard>, String> {
        // The published standard stands for the newest, and for its version in place of a built-in one.
        let known = match version {
            None => self.published.as_ref().or(self.standard.as_ref()),
            Some(version) => {
                let known = self.published.iter().chain(&self.standard);
                known.into_iter().find(|known| known.document.version == version)
            }
        };
        if let Some(known) = known {
            return Ok(Arc::clone(known));
        }
        let standard = builtin(version).map_err(|errors| {
            let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
            sentences.join("；")
        })?;
        let standard = Arc::new(match &self.laws {
            Some(laws) => standard.with_laws(laws),
            None => standard,
        });
        self.standard = Some(Arc::clone(&standard));
        Ok(standard)
    }

    fn check(&mut self, id: u32, lang: Lang, check: &Check, input: Input<'_>) -> Result<Answer, String> {
        // Before the new list grows the old one goes: both together may not fit.
        self.held = None;
        let standard = self.standard(check.standard.as_deref())?;
        let date = parse_day(&check.date).ok_or_else(|| format!("“{}”不是日期", check.date))?;
        let mut list = List::default();
        let mut meter = Meter::new(&self.port, id);
        let refused = read(&mut list, check, &input, lang, &mut meter);
        if list.is_empty() {
            return Ok(Answer::Refused(refused));
        }
        meter.phase = Phase::Check;
        let result = engine::check(list, standard, Context::on(date), &mut |progress| {
            meter.report(progress)
        })
        .map_err(|error| error.to_string())?;
        meter.phase = Phase::Index;
        meter.say(Progress { done: 0, total: 0 });
        let held = Held::new(result, matches!(input, Input::Sample), refused);
        let overview = answer::overview(&held, lang);
        self.held = Some(held);
        Ok(Answer::Done(Box::new(overview)))
    }
}

/// Questions about a result.
fn about(held: &mut Held, question: &Request, lang: Lang) -> Result<Answer, String> {
    Ok(match question {
        Request::Overview => Answer::Done(Box::new(answer::overview(held, lang))),
        Request::Items(window) => Answer::Items(held.items(window, lang)),
        Request::Findings(window) => Answer::Findings(held.findings(window, lang)),
        Request::Units(window) => Answer::Units(held.unit_rows(window, lang)),
        Request::Groups(filter, of) => Answer::Groups(held.groups(filter, *of, lang)),
        Request::Notices => Answer::Notices(answer::notices(held, lang)),
        Request::Unchecked => Answer::Unchecked(answer::unchecked(&held.result, lang)),
        Request::Ledger => Answer::Ledger(answer::ledger(held, lang)),
        Request::Item(index) => match answer::item(held, *index as usize, lang) {
            Some(item) => Answer::Item(Box::new(item)),
            None => return Err(no_result(lang).to_owned()),
        },
        Request::Check(_) | Request::Sample(_) | Request::Standard | Request::Export(_) => {
            return Err(no_result(lang).to_owned());
        }
    })
}

/// Where the bytes of a check come from.
enum Input<'a> {
    Attached(&'a [JsValue]),
    Sample,
}

/// Reads all files into one list; returns what could not be read, one sentence each.
fn read(list: &mut List, check: &Check, input: &Input<'_>, lang: Lang, meter: &mut Meter<'_>) -> Vec<String> {
    let limits = Limits::default();
    let mut refused = Vec::new();
    let choices = choices(check);
    let mut one = |name: &str, bytes: &[u8]| {
        import::read(list, name, bytes, &choices, &limits, &mut |progress| {
            meter.report(progress)
        })
    };
    match input {
        Input::Sample => {
            if let Err(refusal) = one(sample::NAME, sample::BYTES) {
                refused.push(refusal.message(lang));
            }
        }
        Input::Attached(parts) => {
            for (name, part) in check.names.iter().zip(*parts) {
                // A file beyond the limit is not even copied.
                let size = port::size(part);
                if size > limits.file_bytes {
                    let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
                    let args = [name.clone(), megabytes(size), megabytes(limits.file_bytes)];
                    refused.push(Refusal::new(RefusalKind::TooLarge, args).message(lang));
                    continue;
                }
                match port::bytes(part) {
                    Some(bytes) => {
                        if let Err(refusal) = one(name, &bytes) {
                            refused.push(refusal.message(lang));
                        }
                    }
                    None => refused.push(unreadable(name, lang)),
                }
            }
        }
    }
    refused
}

/// The corrections as import wants them; identifiers it does not know are left out.
fn choices(check: &Check) -> Choices {
    let mut choices = Choices::default();
    for (title, id) in &check.choices {
        match id.as_deref().map(Element::from_id) {
            None => choices.set(title, None),
            Some(Some(element)) => choices.set(title, Some(element)),
            Some(None) => {}
        }
    }
    choices
}

/// The browser refuses to hand over a file that was moved, deleted or changed after it was chosen.
fn unreadable(name: &str, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("文件“{name}”打不开，可能已被移动、删除或正被其他程序修改。请重新选择该文件。"),
        Lang::En => {
            format!("“{name}” cannot be opened; it may have been moved, deleted or changed. Choose it again.")
        }
    }
}

/// Tells the page how far the work is, now and then.
struct Meter<'a> {
    port: &'a Port,
    id: u32,
    phase: Phase,
    last: f64,
}

impl<'a> Meter<'a> {
    fn new(port: &'a Port, id: u32) -> Self {
        Self {
            port,
            id,
            phase: Phase::Read,
            last: 0.0,
        }
    }

    /// Cancelling is ending the worker, so the answer is always to go on.
    fn report(&mut self, progress: Progress) -> Flow {
        let now = js_sys::Date::now();
        if now - self.last >= PROGRESS_MS {
            self.last = now;
            self.say(progress);
        }
        Flow::Continue
    }

    fn say(&self, progress: Progress) {
        let answer = Answer::Progress {
            phase: self.phase,
            done: progress.done,
            total: progress.total,
        };
        self.port.send(self.id, &answer, None);
    }
}
