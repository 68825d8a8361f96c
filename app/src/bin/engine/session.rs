//! What the worker holds between messages, and how it answers.

use crate::input::{self, Input, Read};
use crate::no_result;
use crate::port::Port;
use crate::published::Published;
use shared::answer::{self, Held, ReferenceFile, fragment};
use shared::engine;
use shared::import::{Flow, Progress};
use shared::law::Laws;
use shared::locale::Lang;
use shared::protocol::{Answer, Check, Envelope, Phase, Request, SetupState};
use shared::rule::Context;
use shared::standard::{self, CampaignLayer, Document, Standard, builtin_with, parse_day};
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Milliseconds between two messages of progress.
const PROGRESS_MS: f64 = 100.0;

/// The worker's memory.
pub(crate) struct Session {
    port: Port,
    held: Option<Held>,
    /// The question that a file is being made for.
    pub(crate) export: Option<u32>,
    /// The standard this site publishes.
    published: Option<Arc<Standard>>,
    /// Older ones that it publishes.
    older: Vec<Document>,
    /// Layers of their special inspections, by version.
    campaigns: Vec<(String, Vec<CampaignLayer>)>,
    /// The standard made last, with the version and the special inspections asked for.
    standard: Option<(Option<String>, Vec<String>, Arc<Standard>)>,
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
            export: None,
            standard: None,
            asked: false,
            published: published.standard,
            older: published.older,
            campaigns: published.campaigns,
            laws: published.laws,
        }
    }

    /// What a check can be given besides its list, drawn.
    fn setup(&self, id: u32, lang: Lang, state: &SetupState, attached: &[JsValue]) -> Answer {
        let campaigns = match &self.published {
            Some(published) => {
                let layers = self.layers(&published.document).iter();
                layers.filter_map(CampaignLayer::campaign).collect()
            }
            None => standard::campaigns(None),
        };
        let mut meter = Meter::new(&self.port, id, Phase::Read);
        let held = input::references(&state.references, attached, lang, &mut meter);
        let choices = answer::setup(&campaigns);
        let html = fragment::setup(&choices, &held, &state.campaigns, state.shown, lang);
        Answer::Setup(html, held.iter().map(|file| file.refused.is_empty()).collect())
    }

    /// The newest standard, as long as the page has not asked for anything.
    pub(crate) fn standard_while_idle(&mut self) -> Option<Arc<Standard>> {
        if self.asked {
            return None;
        }
        self.standard(None, &[]).ok()
    }

    /// The result, where there is one.
    pub(crate) fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }

    /// Answers one request; `attached` are its files. What the writers have a part in is made in [`crate::export`].
    pub(crate) fn answer(&mut self, request: Envelope<Request>, attached: &[JsValue]) -> Answer {
        // What the first page is drawn from is no sign of a check.
        self.asked |= !matches!(&request.body, Request::Setup(state) if state.references.is_empty());
        let Envelope { id, lang, body } = request;
        let answer = match body {
            Request::Check(check) => self.check(id, lang, &check, Input::Attached(attached)),
            Request::Sample(check) => self.check(id, lang, &check, Input::Sample(attached)),
            Request::Setup(state) => Ok(self.setup(id, lang, &state, attached)),
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
        match self.standard(None, &[]) {
            Ok(standard) => Answer::Fragment(fragment::standard(&standard, lang, what)),
            Err(error) => Answer::Failed(error),
        }
    }

    /// The layers of a published standard's special inspections.
    fn layers(&self, document: &Document) -> &[CampaignLayer] {
        let mut campaigns = self.campaigns.iter();
        let own = campaigns.find(|(version, _)| *version == document.version);
        own.map_or(&[], |(_, layers)| layers)
    }

    /// The standard asked for, built once.
    fn standard(&mut self, version: Option<&str>, campaigns: &[String]) -> Result<Arc<Standard>, String> {
        let is_asked_for = |known: &Standard| version.is_none_or(|version| known.document.version == version);
        // The published standard stands for the newest, and for its version in place of a built-in one.
        let published = self.published.as_ref().filter(|known| is_asked_for(known));
        if let Some(known) = published.filter(|_| campaigns.is_empty()) {
            return Ok(Arc::clone(known));
        }
        let known = self.standard.as_ref();
        let is_same =
            |(of, with, _): &&(Option<String>, Vec<String>, _)| of.as_deref() == version && with == campaigns;
        if let Some((.., known)) = known.filter(is_same) {
            return Ok(Arc::clone(known));
        }
        let older = || {
            self.older
                .iter()
                .find(|older| version == Some(older.version.as_str()))
        };
        let made = match published.map(|published| &published.document).or_else(older) {
            Some(base) => {
                let document = base.with_campaigns(self.layers(base), campaigns);
                document.and_then(Standard::new)
            }
            None => builtin_with(version, campaigns),
        };
        let made = made.map_err(|errors| {
            let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
            sentences.join("；")
        })?;
        let made = Arc::new(match &self.laws {
            Some(laws) => made.with_laws(laws),
            None => made,
        });
        self.standard = Some((version.map(str::to_owned), campaigns.to_vec(), Arc::clone(&made)));
        Ok(made)
    }

    fn check(&mut self, id: u32, lang: Lang, check: &Check, input: Input<'_>) -> Result<Answer, String> {
        // Before the new list grows the old one goes: both together may not fit.
        self.held = None;
        if let Some(export) = self.export.take() {
            self.port
                .send(export, &Answer::Failed(no_result(lang).to_owned()), None);
        }
        let standard = self.standard(check.standard.as_deref(), &check.campaigns)?;
        let date = parse_day(&check.date).ok_or_else(|| format!("“{}”不是日期", check.date))?;
        let mut meter = Meter::new(&self.port, id, Phase::Read);
        let read = input::read(check, &input, lang, &mut meter);
        let Read {
            list,
            references,
            refused,
            taken,
        } = read;
        if list.is_empty() {
            let only_references =
                !taken.is_empty() && taken.len() == check.names.len() + check.references.len();
            return Ok(if only_references {
                Answer::References(usable(&taken))
            } else {
                Answer::Refused(refused.iter().map(|line| line.get(lang).to_owned()).collect())
            });
        }
        meter.enter(Phase::Check);
        let mut result = engine::check(list, standard, Context::with(date, references), &mut |progress| {
            meter.report(progress)
        })
        .map_err(|error| error.to_string())?;
        result.refused = refused;
        meter.enter(Phase::Index);
        let held = Held::new(result, matches!(input, Input::Sample(_)));
        let mut overview = answer::overview(&held, lang);
        overview.taken = usable(&taken);
        self.held = Some(held);
        Ok(Answer::Done(Box::new(overview)))
    }
}

/// The number of each file of reference lists, and whether it can be used.
fn usable(taken: &[ReferenceFile]) -> Vec<(u32, bool)> {
    taken
        .iter()
        .map(|file| (file.file, file.refused.is_empty()))
        .collect()
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
        Request::Unchecked => Answer::Fragment(fragment::unchecked(held, lang)),
        Request::Ledger => Answer::Fragment(fragment::ledger(held, lang)),
        Request::Item(index) => match answer::item(held, *index as usize, lang) {
            Some(item) => Answer::Item(Box::new(item)),
            None => return Err(no_item(held.result.items.len(), lang)),
        },
        Request::Comparison(paper) => Answer::Fragment(fragment::comparison(held, *paper, lang)),
        Request::Differences(window) => Answer::Fragment(fragment::differences(held, window, lang)),
        Request::Check(_)
        | Request::Sample(_)
        | Request::Standard
        | Request::Export(_)
        | Request::GiveUp(_)
        | Request::Setup(_) => {
            return Err(no_result(lang).to_owned());
        }
    })
}

/// The address names an item that the list does not have.
fn no_item(items: usize, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("没有这个事项：清单共有{items}个事项。"),
        Lang::En => format!("There is no such item; the list has {items}."),
    }
}

/// Tells the page how far the work is, now and then.
pub(crate) struct Meter<'a> {
    port: &'a Port,
    id: u32,
    phase: Phase,
    last: f64,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(port: &'a Port, id: u32, phase: Phase) -> Self {
        Self {
            port,
            id,
            phase,
            last: 0.0,
        }
    }

    /// Goes on to another phase, and says so at once.
    fn enter(&mut self, phase: Phase) {
        self.phase = phase;
        self.say(Progress { done: 0, total: 0 });
    }

    /// Cancelling is ending the worker, so the answer is always to go on.
    pub(crate) fn report(&mut self, progress: Progress) -> Flow {
        let now = js_sys::Date::now();
        if now - self.last >= PROGRESS_MS {
            self.last = now;
            self.say(progress);
        }
        Flow::Continue
    }

    /// Tells it at once.
    pub(crate) fn say(&self, progress: Progress) {
        let answer = Answer::Progress {
            phase: self.phase,
            done: progress.done,
            total: progress.total,
        };
        self.port.send(self.id, &answer, None);
    }
}
