//! The binder: turns a compiled module into one a browser can start, plus the JavaScript between them.

use anyhow::{Context as _, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::Cache;

/// A module ready for the browser.
pub(crate) struct Bound {
    /// JavaScript module whose default export starts the WASM.
    pub(crate) glue: Vec<u8>,
    /// The module itself.
    pub(crate) wasm: Vec<u8>,
}

/// Changes when the options below do; the binder's own version is part of `Cargo.lock`, hence of every rebuilt module.
const OPTIONS: &[u8] = b"bind 0.2.130 web 1";

/// Binds the module `name`, or takes the result of the last time if nothing changed.
pub(crate) fn bind(cache: &mut Cache, name: &str, module: Vec<u8>, release: bool) -> anyhow::Result<Bound> {
    let inputs: [&[u8]; 4] = [OPTIONS, name.as_bytes(), &[u8::from(release)], &module];
    let packed = cache.get(&inputs, || {
        println!("  绑定 Binding {name}");
        fresh(name, module.clone(), release).with_context(|| format!("binding {name}"))
    })?;
    unpack(&packed)
}

fn fresh(name: &str, module: Vec<u8>, release: bool) -> anyhow::Result<Vec<u8>> {
    let mut binder = Bindgen::new();
    binder
        .input_bytes(name, module)
        .web(true)?
        .typescript(false)
        // The module's address holds a hash that is not known yet: `boot.js` and `worker.js` pass it.
        .omit_default_module_path(true)
        .remove_name_section(release)
        .remove_producers_section(release);
    let mut output = binder.generate_output()?;
    let inline = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty())
        .map(|(name, _)| name);
    let own: Vec<&String> = inline.chain(output.local_modules().keys()).collect();
    ensure!(
        own.is_empty(),
        "these crates bring JavaScript of their own, which is not bundled: {own:?}"
    );
    Ok(pack(&Bound {
        wasm: output.wasm_mut().emit_wasm(),
        glue: output.js().as_bytes().to_vec(),
    }))
}

/// Length of the glue, glue, module: the cache keeps one value per key.
fn pack(bound: &Bound) -> Vec<u8> {
    [
        &(bound.glue.len() as u64).to_le_bytes(),
        &bound.glue[..],
        &bound.wasm[..],
    ]
    .concat()
}

fn unpack(packed: &[u8]) -> anyhow::Result<Bound> {
    let (length, rest) = packed.split_first_chunk::<8>().context("the cache is damaged")?;
    let length = usize::try_from(u64::from_le_bytes(*length))?;
    ensure!(length <= rest.len(), "the cache is damaged");
    let (glue, wasm) = rest.split_at(length);
    Ok(Bound {
        glue: glue.to_vec(),
        wasm: wasm.to_vec(),
    })
}
