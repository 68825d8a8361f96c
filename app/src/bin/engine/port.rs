//! Messages as arrays: bytes of the message first, then files or buffers. Buffers are transferred, never copied.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use shared::locale::Lang;
use shared::protocol::{Answer, Envelope, Request};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

/// The worker's side of the line to the page.
#[derive(Clone)]
pub(crate) struct Port {
    scope: DedicatedWorkerGlobalScope,
}

impl Port {
    /// `None` where this is no worker.
    pub(crate) fn open() -> Option<Self> {
        let scope = js_sys::global().dyn_into().ok()?;
        Some(Self { scope })
    }

    /// The worker's global scope.
    pub(crate) fn scope(&self) -> &DedicatedWorkerGlobalScope {
        &self.scope
    }

    /// Calls `listener` for every message from now on.
    pub(crate) fn listen(&self, listener: &js_sys::Function) {
        self.scope.set_onmessage(Some(listener));
    }

    /// Sends an answer, with a file where there is one.
    pub(crate) fn send(&self, id: u32, answer: &Answer, file: Option<&Blob>) {
        #[derive(serde::Serialize)]
        struct Out<'a> {
            id: u32,
            lang: Lang,
            body: &'a Answer,
        }
        let out = Out {
            id,
            lang: Lang::default(),
            body: answer,
        };
        // Texts and numbers only: nothing in an answer can fail to serialise.
        let head = postcard::to_allocvec(&out).unwrap_or_default();
        let head = Uint8Array::from(head.as_slice()).buffer();
        let message = Array::of1(&head);
        if let Some(file) = file {
            message.push(file);
        }
        if let Err(error) = self
            .scope
            .post_message_with_transfer(&message, &Array::of1(&head))
        {
            wasm_bindgen::throw_val(error);
        }
    }
}

/// Reads a message: the request and what travels beside it.
pub(crate) fn read(message: &MessageEvent) -> Result<(Envelope<Request>, Vec<JsValue>), String> {
    let mut parts = message
        .data()
        .dyn_into::<Array>()
        .map_err(|_| "not a message of this application".to_owned())?
        .to_vec()
        .into_iter();
    let head = parts
        .next()
        .map(|part| Uint8Array::new(&part).to_vec())
        .unwrap_or_default();
    let envelope = postcard::from_bytes(&head).map_err(|error| error.to_string())?;
    Ok((envelope, parts.collect()))
}

/// The bytes of a file or buffer. `None` where the file cannot be read (moved, deleted, changed since it was chosen).
pub(crate) fn bytes(part: &JsValue) -> Option<Vec<u8>> {
    if let Some(buffer) = part.dyn_ref::<ArrayBuffer>() {
        return Some(Uint8Array::new(buffer).to_vec());
    }
    slices(part.dyn_ref::<File>()?)
}

/// Bytes of a file that are read at once. Each such buffer is garbage of the browser's own, which it may keep for long; one
/// of the whole file would stand beside the list until the check is over.
const SLICE: usize = 1 << 20;

/// Reads a file piece by piece.
fn slices(file: &File) -> Option<Vec<u8>> {
    let reader = FileReaderSync::new().ok()?;
    let size = size(file) as usize;
    let mut bytes = vec![0; size];
    for (number, piece) in bytes.chunks_mut(SLICE).enumerate() {
        let start = number * SLICE;
        let end = start + piece.len();
        let slice = file.slice_with_f64_and_f64(start as f64, end as f64).ok()?;
        let buffer = reader.read_as_array_buffer(&slice).ok()?;
        let read = Uint8Array::new(&buffer);
        // A file that has become shorter since it was chosen cannot be read to its end.
        if read.length() as usize != piece.len() {
            return None;
        }
        read.copy_to(piece);
    }
    Some(bytes)
}

/// Size of a file or buffer before it is read.
pub(crate) fn size(part: &JsValue) -> u64 {
    let size = part
        .dyn_ref::<ArrayBuffer>()
        .map(|buffer| f64::from(buffer.byte_length()));
    let size = size.or_else(|| part.dyn_ref::<File>().map(|file| file.size()));
    // Sizes of files are whole and far below 2^53.
    #[allow(clippy::cast_sign_loss)]
    let size = size.unwrap_or_default() as u64;
    size
}
