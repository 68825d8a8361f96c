//! Brotli and gzip twins, made once at build time at the highest level, so that the server never compresses.

use std::collections::BTreeMap;
use std::io::Write as _;

use crate::cache::Cache;

/// Kinds of files that shrink; pictures and office files are compressed already.
const SHRINKING: [&str; 7] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest"];

/// Files below this many bytes fit into one packet anyway.
const WORTHWHILE: usize = 512;

/// Adds `x.br` and `x.gz` for every `x` that gets smaller by it.
pub(crate) fn add_twins(cache: &mut Cache, files: &mut BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
    let mut twins = BTreeMap::new();
    for (path, bytes) in files
        .iter()
        .filter(|(path, bytes)| shrinks(path) && bytes.len() >= WORTHWHILE)
    {
        let brotli = cache.get(&[b"brotli 11", bytes], || brotli(bytes))?;
        let gzip = cache.get(&[b"gzip 9", bytes], || gzip(bytes))?;
        for (twin, extension) in [(brotli, "br"), (gzip, "gz")] {
            if twin.len() < bytes.len() {
                twins.insert(format!("{path}.{extension}"), twin);
            }
        }
    }
    files.append(&mut twins);
    Ok(())
}

fn shrinks(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| SHRINKING.contains(&extension))
}

fn brotli(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    // No file name and no time in the header: the same bytes on every machine.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
