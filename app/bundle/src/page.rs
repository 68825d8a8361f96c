//! Names with hashes, and the sources that refer to them: `index.html`, `boot.js`, `worker.js`, `main.css`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::bind::Bound;
use crate::cache::digest;

/// Digits of the hash in a name: 64 bits, so that two contents never share one.
const HASH_DIGITS: usize = 16;

/// The files of the application as they are gathered; those below `assets/` carry a hash of their content.
#[derive(Default)]
pub(crate) struct Bundle {
    /// Path below the root of the application → content.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Name without hash (`app.wasm`) → address (`/assets/app-….wasm`).
    addresses: BTreeMap<String, String>,
}

impl Bundle {
    /// Adds a file under a name with its hash.
    fn add(&mut self, name: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let (stem, extension) = name
            .rsplit_once('.')
            .context("an asset's name has an extension")?;
        let hash = digest(&[&bytes]);
        let path = format!(
            "assets/{stem}-{}.{extension}",
            hash.get(..HASH_DIGITS).unwrap_or(&hash)
        );
        self.addresses.insert(name.to_owned(), format!("/{path}"));
        self.files.insert(path, bytes);
        Ok(())
    }

    /// Adds a bound module as `name.wasm` and `name.js`.
    pub(crate) fn add_module(&mut self, name: &str, bound: Bound) -> anyhow::Result<()> {
        self.add(&format!("{name}.wasm"), bound.wasm)?;
        self.add(&format!("{name}.js"), bound.glue)
    }

    /// Adds the page around the modules, from the sources in `app`. The order follows who names whom.
    pub(crate) fn add_page(&mut self, app: &Path) -> anyhow::Result<()> {
        // The browser asks for the icon at every change of the address; under a name with its hash it need not ask again.
        let icon = self.files.get("icon.svg").context("public/icon.svg")?.clone();
        self.add("icon.svg", icon)?;
        self.add("main.css", style(&app.join("style"))?.into_bytes())?;
        for script in ["worker.js", "boot.js"] {
            let text = self
                .fill(&without_remarks(&read(&app.join("src").join(script))?))
                .with_context(|| script.to_owned())?;
            self.add(script, text.into_bytes())?;
        }
        let index = self.fill(&read(&app.join("index.html"))?).context("index.html")?;
        self.files.insert("index.html".to_owned(), index.into_bytes());
        Ok(())
    }

    /// Adds everything in `public` as it is.
    pub(crate) fn add_public(&mut self, public: &Path) -> anyhow::Result<()> {
        for entry in walkdir::WalkDir::new(public).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                let path = entry
                    .path()
                    .strip_prefix(public)?
                    .to_string_lossy()
                    .replace('\\', "/");
                self.files.insert(path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// Adds `precache.json`: what a service worker has to fetch for offline use, and a version that changes whenever
    /// any of it does. Files outside `assets/` are listed too; the version covers their content.
    pub(crate) fn add_precache(&mut self) -> anyhow::Result<()> {
        let parts: Vec<&[u8]> = self
            .files
            .iter()
            .flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()])
            .collect();
        let hash = digest(&parts);
        let addresses: Vec<String> = self.files.keys().map(|path| address(path)).collect();
        let list = serde_json::json!({ "version": hash.get(..HASH_DIGITS), "files": addresses });
        self.files
            .insert("precache.json".to_owned(), serde_json::to_vec_pretty(&list)?);
        Ok(())
    }

    /// Replaces every `{{name}}` by the address of `name`.
    fn fill(&self, text: &str) -> anyhow::Result<String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let (name, after) = after.split_once("}}").context("`{{` without `}}`")?;
            rest = after;
            if name == "…" {
                filled.push_str("{{…}}"); // A comment about these marks.
                continue;
            }
            match self.addresses.get(name) {
                Some(address) => filled.push_str(address),
                None => bail!("there is no asset named {name}"),
            }
        }
        filled.push_str(rest);
        Ok(filled)
    }
}

fn address(path: &str) -> String {
    if path == "index.html" {
        "/".to_owned()
    } else {
        format!("/{path}")
    }
}

/// `main.css` with the files it imports put in place, in its order: one request instead of many.
fn style(folder: &Path) -> anyhow::Result<String> {
    let mut out = String::new();
    for line in read(&folder.join("main.css"))?.lines() {
        let imported = line
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix("\";"));
        out.push_str(&match imported {
            Some(name) => read(&folder.join(name))?,
            None => line.to_owned(),
        });
        out.push('\n');
    }
    Ok(without_remarks(&out))
}

/// Without indentation, blank lines and lines that are remarks: nobody reads them in a browser, and they are a twelfth of the
/// style sheet on the wire. Remarks of these sources stand on lines of their own.
fn without_remarks(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
    kept.flat_map(|line| [line, "\n"]).collect()
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Bundle, without_remarks};

    #[test]
    fn names_follow_content_and_marks_are_filled() {
        let mut bundle = Bundle::default();
        bundle
            .add("a.js", b"one".to_vec())
            .expect("a name with an extension");
        let one = bundle.fill("<{{a.js}}>").expect("known");
        assert!(one.starts_with("</assets/a-") && one.ends_with(".js>"), "{one}");
        bundle
            .add("a.js", b"two".to_vec())
            .expect("a name with an extension");
        assert_ne!(bundle.fill("<{{a.js}}>").expect("known"), one);
        assert!(bundle.fill("{{b.js}}").is_err());
        assert!(bundle.fill("{{a.js").is_err());
    }

    #[test]
    fn remarks_do_not_travel() {
        let style = "/* Why. */\na {\n  color: red;\n\n  /* So. */\n  b: url(//c);\n}\n";
        assert_eq!(without_remarks(style), "a {\ncolor: red;\nb: url(//c);\n}\n");
        assert_eq!(
            without_remarks("// Starts.\n  say(1); // now\n"),
            "say(1); // now\n"
        );
    }

    #[test]
    fn every_change_changes_the_version() {
        let version = |content: &str| {
            let mut bundle = Bundle::default();
            bundle.files.insert("index.html".into(), content.into());
            bundle.add_precache().expect("a list");
            bundle.files.remove("precache.json")
        };
        assert_eq!(version("a"), version("a"));
        assert_ne!(version("a"), version("b"));
    }
}
