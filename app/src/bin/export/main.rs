//! The writers of workbooks and documents, in the engine's worker: a module of their own, so that no check waits for
//! them. The engine says what goes into a file, and gets its bytes; nothing else knows of this module.

use js_sys::Uint8Array;
use shared::report::step::Writer;
use std::panic;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

fn main() {
    panic::set_hook(Box::new(console_error_panic_hook::hook));
    let mut writer = Writer::default();
    let take = Closure::<dyn FnMut(Uint8Array) -> JsValue>::new(move |steps: Uint8Array| {
        take(&mut writer, &steps.to_vec()).unwrap_or_else(|error| JsValue::from_str(&error))
    });
    // `worker.js` hands it to the engine. Defining a property of an object that allows it cannot fail.
    let _ = js_sys::Reflect::set(&js_sys::global(), &"writer".into(), &take.into_js_value());
}

/// Takes steps one after another; the bytes of the file where they end with one, `undefined` where more is to come.
fn take(writer: &mut Writer, mut steps: &[u8]) -> Result<JsValue, String> {
    let mut file = None;
    while !steps.is_empty() {
        let (step, rest) = postcard::take_from_bytes(steps).map_err(|error| error.to_string())?;
        file = writer.take(step)?;
        steps = rest;
    }
    Ok(file.map_or(JsValue::UNDEFINED, |bytes| Uint8Array::from(&bytes[..]).into()))
}
