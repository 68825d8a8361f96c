//! Talks to the engine's worker directly, as the page does.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tests::browser::Stage;

/// Starts a worker on the page and keeps it as `window.__engine`, with `ask(body, files) → [answer, size, sha256]`.
/// `files` are pairs of name and base64.
const START: &str = r"
    const done = arguments[arguments.length - 1];
    const worker = new Worker(document.querySelector('meta[name=worker]').content, { type: 'module' });
    const open = new Map();
    let last = 0;
    const hex = buffer => [...new Uint8Array(buffer)].map(b => b.toString(16).padStart(2, '0')).join('');
    worker.onerror = event => { for (const answer of open.values()) answer([{ Crashed: event.message || 'worker error' }]); open.clear() };
    worker.onmessage = async event => {
        const [json, file] = event.data;
        const message = JSON.parse(new TextDecoder().decode(new Uint8Array(json)));
        const body = message.body;
        if (body.Ready) return done(true);
        if (body.Progress) { window.__progress = (window.__progress || 0) + 1; return }
        const answer = open.get(message.id);
        open.delete(message.id);
        if (answer) answer(file ? [body, file.byteLength, hex(await crypto.subtle.digest('SHA-256', file))] : [body]);
    };
    window.__engine = {
        ask(body, files) {
            const id = ++last;
            const json = new TextEncoder().encode(JSON.stringify({ id, lang: 'zh-CN', body })).buffer;
            const parts = files.map(([name, base64]) => new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name));
            return new Promise(resolve => { open.set(id, resolve); worker.postMessage([json, ...parts], [json]) });
        },
        end() { worker.terminate() },
    };
";

/// What the engine answered.
pub(crate) struct Answer {
    /// The message.
    pub(crate) body: Value,
    /// Size and SHA-256 (hexadecimal) of the file beside it.
    pub(crate) file: Option<(u64, String)>,
}

/// Starts a fresh engine on the stage's page.
pub(crate) async fn start(stage: &Stage) -> Result<()> {
    stage.script_async(START, vec![]).await?;
    Ok(())
}

/// Asks the engine and waits for its answer.
pub(crate) async fn ask(stage: &Stage, body: Value, files: &[(&str, &[u8])]) -> Result<Answer> {
    let files: Vec<Value> = files
        .iter()
        .map(|(name, bytes)| json!([name, base64(bytes)]))
        .collect();
    let source = "const done = arguments[arguments.length - 1]; window.__engine.ask(arguments[0], arguments[1]).then(done)";
    let answer = stage
        .script_async(source, vec![body, Value::Array(files)])
        .await?;
    let file = answer[1].as_u64().zip(answer[2].as_str().map(str::to_owned));
    Ok(Answer {
        body: answer.get(0).cloned().context("an answer")?,
        file,
    })
}

/// The request that reads and checks one file.
pub(crate) fn check(name: &str) -> Value {
    json!({ "Check": { "names": [name], "date": tests::check::DAY, "standard": null, "choices": {} } })
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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
