//! Files to check: names with `*` and `?`, standard input, reading one after the other.

use super::progress::{Bar, READING};
use anyhow::{Context as _, bail};
use shared::import::refusal::RefusalKind;
use shared::import::{self, Limits, Refusal};
use shared::item::List;
use shared::locale::{Label, Lang, Wording};
use shared::mapping::Choices;
use shared::reference::{self, Kind, References};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// What it is, whatever it is called: `a.xlsx`, `./a.xlsx` and a link to it are one file.
    fn real(&self) -> Self {
        match self {
            Self::File(path) => Self::File(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
            Self::Stdin => Self::Stdin,
        }
    }

    /// What the command line calls it.
    fn name(&self) -> Cow<'_, str> {
        match self {
            Self::File(path) => path.to_string_lossy(),
            Self::Stdin => "-".into(),
        }
    }
}

fn said_twice(known: &Input, again: &Input, lang: Lang) -> String {
    Label::new(
        "“{1}”和“{0}”是同一个文件，只读取一次。",
        "“{1}” and “{0}” are the same file; it is read once.",
    )
    .filled(
        &[known.name().as_ref().into(), again.name().as_ref().into()],
        lang,
    )
}

/// The inputs a command line names, each once, in its order; patterns give their files sorted by name. Another name of a
/// file that is there already is told on standard error.
pub(crate) fn expand(named: &[PathBuf], lang: Lang) -> anyhow::Result<Vec<Input>> {
    let (mut inputs, mut real): (Vec<Input>, Vec<Input>) = (Vec::new(), Vec::new());
    for name in named {
        let found = if name.as_os_str() == "-" {
            vec![Input::Stdin]
        } else if name.exists() || !is_pattern(name.as_os_str()) {
            vec![Input::File(name.clone())]
        } else {
            let files = matching(name);
            if files.is_empty() {
                bail!("没有与“{}”相符的文件 (no file matches)", name.display());
            }
            files.into_iter().map(Input::File).collect()
        };
        for input in found {
            let own = input.real();
            match real.iter().position(|known| *known == own) {
                None => {
                    real.push(own);
                    inputs.push(input);
                }
                Some(known) if inputs[known] == input => {}
                Some(known) => eprintln!("qingcha: {}", said_twice(&inputs[known], &input, lang)),
            }
        }
    }
    Ok(inputs)
}

fn is_pattern(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.contains(['*', '?']))
}

/// Files whose path matches; every component may hold `*` and `?`.
fn matching(pattern: &Path) -> Vec<PathBuf> {
    let mut paths = vec![PathBuf::new()];
    for component in pattern.components() {
        paths = paths.iter().flat_map(|path| step(path, component)).collect();
    }
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
}

fn step(path: &Path, component: Component<'_>) -> Vec<PathBuf> {
    let Component::Normal(name) = component else {
        return vec![path.join(component)];
    };
    let Some(pattern) = name.to_str().filter(|_| is_pattern(name)) else {
        return vec![path.join(name)];
    };
    let folder = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    // Hidden files only where the pattern asks for them, as shells do.
    names
        .filter(|name| (pattern.starts_with('.') || !name.starts_with('.')) && fits(pattern, name))
        .map(|name| path.join(name))
        .collect()
}

/// Whether `name` fits `pattern`, in which `*` is any text and `?` any character. Linear but for the last `*`.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match &mut star {
                Some((at, from)) => {
                    *from += 1;
                    p = *at + 1;
                    n = *from;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

/// Reads all inputs into one list. Those that cannot be read are told on standard error and returned, one sentence
/// each; the others are read all the same.
pub(crate) fn read(inputs: &[Input], stdin_name: &str, lang: Lang, bar: &mut Bar) -> (List, Vec<Wording>) {
    let limits = Limits::default();
    let mut list = List::default();
    let mut refused = Vec::new();
    for input in inputs {
        bar.stage(READING);
        let read = bytes_of(input, stdin_name, &limits).and_then(|(name, bytes)| {
            if import::is_read_already(&mut list, &name, &bytes) {
                return Ok(());
            }
            let show = &mut |progress| bar.show(progress);
            import::read(&mut list, &name, &bytes, &Choices::default(), &limits, show)
                .map_err(|refusal| anyhow::anyhow!("{}", refusal.message(lang)))
        });
        bar.clear();
        if let Err(error) = read {
            let sentence = format!("{error:#}");
            eprintln!("qingcha: {sentence}");
            refused.push(sentence.into());
        }
    }
    (list, refused)
}

/// The reference lists that `--reference [KIND=]FILE` names.
pub(super) fn expand_references(named: &[String], lang: Lang) -> anyhow::Result<Vec<(Option<Kind>, Input)>> {
    let (mut references, mut real) = (Vec::new(), Vec::new());
    for name in named {
        let (kind, path) = split_kind(name)?;
        for input in expand(&[PathBuf::from(path)], lang)? {
            if input == Input::Stdin {
                bail!("参考清单不能从标准输入读取，请写文件名 (a reference list must be a file)");
            }
            let own = (kind, input.real());
            if !real.contains(&own) {
                real.push(own);
                references.push((kind, input));
            }
        }
    }
    Ok(references)
}

/// Reads reference lists. One that cannot be read ends the command: a check without it would say less than was asked.
pub(super) fn read_references(
    inputs: &[(Option<Kind>, Input)],
    lang: Lang,
    bar: &mut Bar,
) -> anyhow::Result<References> {
    let limits = Limits::default();
    let mut references = References::default();
    for (kind, input) in inputs {
        bar.stage(READING);
        let (name, bytes) = bytes_of(input, "", &limits)?;
        let show = &mut |progress| bar.show(progress);
        let read = reference::read(&mut references, *kind, &name, &bytes, &limits, show);
        bar.clear();
        read.map_err(|refusal| anyhow::anyhow!("{}{}", refusal.message(lang), hint(&refusal)))?;
    }
    Ok(references)
}

/// What to write on the command line instead.
fn hint(refusal: &Refusal) -> String {
    let arg = |number: usize| refusal.args.get(number).map_or("", |arg| arg.get(Lang::ZhCn));
    match refusal.kind {
        RefusalKind::ReferenceUnknown | RefusalKind::ReferenceOfItems => {
            format!(" --reference licence={}", arg(0))
        }
        RefusalKind::ReferenceAmbiguous => format!(" --reference {}={}", arg(3), arg(0)),
        RefusalKind::ReferenceColumnMissing => format!(" qingcha template {} -o 模板.xlsx", arg(4)),
        _ => String::new(),
    }
}

/// `licence=许可清单.xlsx` → the kind and the file. A file whose own name has a `=` is one as it stands.
fn split_kind(named: &str) -> anyhow::Result<(Option<Kind>, &str)> {
    if Path::new(named).exists() {
        return Ok((None, named));
    }
    match named.split_once('=') {
        Some((kind, path)) => match Kind::find(kind) {
            Some(kind) => Ok((Some(kind), path)),
            None => bail!(
                "没有名为“{kind}”的参考清单种类；可用的种类：{} (no such kind of reference list)",
                Kind::list(Lang::ZhCn)
            ),
        },
        None => Ok((None, named)),
    }
}

/// Name and bytes of an input. A file beyond the limit is refused before it is read.
pub(super) fn bytes_of(
    input: &Input,
    stdin_name: &str,
    limits: &Limits,
) -> anyhow::Result<(String, Vec<u8>)> {
    let name = match input {
        Input::Stdin => stdin_name.to_owned(),
        Input::File(path) => path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
    };
    let mut bytes = Vec::new();
    let most = limits.file_bytes.saturating_add(1);
    match input {
        Input::Stdin => std::io::stdin()
            .lock()
            .take(most)
            .read_to_end(&mut bytes)
            .context("标准输入无法读取 (standard input cannot be read)")?,
        Input::File(path) => {
            let unreadable = || format!("文件“{}”无法打开 (cannot be opened)", path.display());
            let file = File::open(path).with_context(unreadable)?;
            let size = file.metadata().with_context(unreadable)?;
            if size.is_dir() {
                bail!("“{}”是文件夹，请指定其中的文件 (is a folder)", path.display());
            }
            if size.len() > limits.file_bytes {
                let megabytes = |bytes: u64| bytes.div_ceil(1 << 20).to_string();
                let args = [name, megabytes(size.len()), megabytes(limits.file_bytes)];
                bail!("{}", Refusal::new(RefusalKind::TooLarge, args));
            }
            file.take(most).read_to_end(&mut bytes).with_context(unreadable)?
        }
    };
    Ok((name, bytes))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns() {
        for (pattern, name) in [
            ("*.json", "a.json"),
            ("*", ""),
            ("a?c", "a清c"),
            ("*a*b*", "xxaybzb"),
            ("清单*.xlsx", "清单2026.xlsx"),
        ] {
            assert!(fits(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.json", "a.jso"), ("a?c", "ac"), ("?", ""), ("*a*b", "ba")] {
            assert!(!fits(pattern, name), "{pattern} {name}");
        }
    }
}
