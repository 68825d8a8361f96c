//! Talks to the engine's worker directly, in the page's own messages.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use shared::locale::Lang;
use shared::protocol::{Answer, Check, Envelope, Request};
use std::time::{Duration, Instant};
use tests::browser::Stage;

/// Starts a worker on the page; what it says is kept in `window.__heard` as base64, with size and SHA-256 of a file
/// beside it, until somebody asks.
const START: &str = r"
    const named = name => document.querySelector(`meta[name=${name}]`)?.content;
    const published = ['standard', 'campaigns'].map(named).filter(Boolean).join(',');
    const worker = new Worker(named('worker') + (published && '#' + published), { type: 'module' });
    const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
    const text = bytes => { let out = ''; for (const b of bytes) out += String.fromCharCode(b); return btoa(out) };
    window.__heard = [];
    worker.onerror = event => window.__heard.push(['', 0, event.message || 'the worker failed']);
    worker.onmessage = async event => {
        const [head, file] = event.data;
        const said = [text(new Uint8Array(head)), 0, ''];
        if (file) {
            said[1] = file.size;
            said[2] = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
        }
        window.__heard.push(said);
    };
    const bytes = base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0));
    window.__say = (head, files) => {
        const buffer = bytes(head).buffer;
        worker.postMessage([buffer, ...files.map(([name, base64]) => new File([bytes(base64)], name))], [buffer]);
    };
";

/// Longer than any check on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running worker.
pub(crate) struct Engine<'s> {
    stage: &'s Stage,
    last: u32,
}

/// Size and SHA-256 (hexadecimal) of a file beside an answer.
pub(crate) type FileMark = Option<(u64, String)>;

impl<'s> Engine<'s> {
    /// Starts a fresh worker on the stage's page.
    pub(crate) async fn start(stage: &'s Stage) -> Result<Self> {
        stage.script(START, vec![]).await?;
        let engine = Self { stage, last: 0 };
        engine.hear(0).await?;
        Ok(engine)
    }

    /// Asks and waits for the answer.
    pub(crate) async fn ask(&mut self, body: Request, files: &[(&str, &[u8])]) -> Result<(Answer, FileMark)> {
        self.last += 1;
        let sent = Envelope {
            id: self.last,
            lang: Lang::ZhCn,
            body,
        };
        let head = base64(&postcard::to_allocvec(&sent)?);
        let files: Vec<Value> = files
            .iter()
            .map(|(name, bytes)| json!([name, base64(bytes)]))
            .collect();
        let say = "window.__say(arguments[0], arguments[1])";
        self.stage
            .script(say, vec![json!(head), Value::Array(files)])
            .await?;
        self.hear(self.last).await
    }

    /// Reads and checks one file.
    pub(crate) async fn check(&mut self, name: &str, bytes: &[u8]) -> Result<Answer> {
        self.check_files(&[(name, bytes)]).await
    }

    /// Reads and checks files as one list.
    pub(crate) async fn check_files(&mut self, files: &[(&str, &[u8])]) -> Result<Answer> {
        let check = Check {
            names: files.iter().map(|(name, _)| (*name).to_owned()).collect(),
            date: tests::check::DAY.to_owned(),
            ..Check::default()
        };
        Ok(self.ask(Request::Check(check), files).await?.0)
    }

    async fn hear(&self, id: u32) -> Result<(Answer, FileMark)> {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let heard = self
                .stage
                .script("return window.__heard.splice(0)", vec![])
                .await?;
            for said in heard.as_array().context("a list")? {
                let head = said[0].as_str().unwrap_or_default();
                if head.is_empty() {
                    bail!("the worker failed: {}", said[2]);
                }
                let answer: Envelope<Answer> = postcard::from_bytes(&unbase64(head))?;
                if answer.id == id && !matches!(answer.body, Answer::Progress { .. }) {
                    let size = said[1].as_u64().filter(|size| *size > 0);
                    return Ok((answer.body, size.zip(said[2].as_str().map(str::to_owned))));
                }
            }
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        bail!("no answer within {PATIENCE:?}")
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0_u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * place)) as usize & 63];
            out.push(if place > chunk.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
    out
}

fn unbase64(text: &str) -> Vec<u8> {
    let values: Vec<u32> = text
        .bytes()
        .filter_map(|c| DIGITS.iter().position(|digit| *digit == c))
        .map(|value| value as u32)
        .collect();
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in values.chunks(4) {
        let group = chunk.iter().fold(0, |group, value| group << 6 | value) << (6 * (4 - chunk.len()));
        out.extend(group.to_be_bytes()[1..].iter().take(chunk.len() - 1));
    }
    out
}
