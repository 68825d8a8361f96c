//! Files to check: names with `*` and `?`, standard input, reading one after the other.

use super::pattern::{Matches, is_pattern, matching};
use super::progress::{Bar, READING};
use crate::terminal::say;
use anyhow::{Context as _, bail};
use shared::import::refusal::RefusalKind;
use shared::import::{self, Limits, Refusal};
use shared::item::List;
use shared::locale::{Label, Lang, Wording};
use shared::mapping::Choices;
use shared::reference::{self, Kind, References};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// The file, where it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Stdin => None,
        }
    }

    /// What it is, whatever it is called: `a.xlsx`, `./a.xlsx` and a link to it are one file.
    fn real(&self) -> Self {
        match self {
            Self::File(path) => Self::File(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
            Self::Stdin => Self::Stdin,
        }
    }

    /// The last part of its name.
    fn base(&self, stdin_name: &str) -> String {
        match self {
            Self::Stdin => stdin_name.to_owned(),
            Self::File(path) => path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
        }
    }

    /// What the command line calls it.
    pub(super) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::File(path) => path.to_string_lossy(),
            Self::Stdin => "-".into(),
        }
    }
}

/// Two names of one file.
const SAME_FILE: Label = Label::new(
    "“{1}”和“{0}”是同一个文件，只读取一次。",
    "“{1}” and “{0}” are the same file; it is read once.",
);

/// Two files of one name and content.
const SAME_CONTENT: Label = Label::new(
    "“{1}”和“{0}”名称、内容都相同，只读取一次。",
    "“{1}” and “{0}” have the same name and content; it is read once.",
);

fn say_twice(sentence: Label, known: &Input, again: &Input, lang: Lang) {
    let names = [known.name().as_ref().into(), again.name().as_ref().into()];
    say(format_args!("qingcha: {}", sentence.filled(&names, lang)));
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
            let Matches { files, unreadable } = matching(name);
            for (folder, error) in &unreadable {
                say(format_args!(
                    "qingcha: 文件夹“{}”无法读取，其中的文件没有检查 (cannot be read): {error}",
                    folder.display()
                ));
            }
            if files.is_empty() && unreadable.is_empty() {
                bail!("没有与“{}”相符的文件 (no file matches)", name.display());
            }
            if files.is_empty() {
                bail!(
                    "与“{}”相符的文件一个也没有读到：文件夹无法读取，请检查权限 (no permission to look for files)",
                    name.display()
                );
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
                Some(known) => say_twice(SAME_FILE, &inputs[known], &input, lang),
            }
        }
    }
    Ok(inputs)
}

/// What the inputs hold.
pub(crate) struct Read {
    /// All items.
    pub(crate) list: List,
    /// Why inputs could not be read, one sentence each.
    pub(crate) refused: Vec<Wording>,
    /// The bytes of the inputs that could be opened, where they were to be kept: a pipe gives them only once.
    pub(crate) contents: Vec<Content>,
}

/// The bytes of one input.
pub(crate) struct Content {
    pub(crate) input: Input,
    /// As it is called in results.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads all inputs into one list. Those that cannot be read are told on standard error and returned; the others are
/// read all the same.
pub(crate) fn read(inputs: &[Input], stdin_name: &str, keep: bool, lang: Lang, bar: &mut Bar) -> Read {
    let limits = Limits::default();
    let mut read = Read {
        list: List::default(),
        refused: Vec::new(),
        contents: Vec::new(),
    };
    let names = names(inputs, stdin_name);
    let bases: Vec<String> = inputs.iter().map(|input| input.base(stdin_name)).collect();
    for (number, (input, name)) in inputs.iter().zip(&names).enumerate() {
        bar.stage(READING);
        let opened = bytes_of(input, name, &limits).and_then(|bytes| {
            // A copy in another folder has another name here, but is the same file to whoever names it.
            let list = &mut read.list;
            let same = (0..number).find(|&known| {
                bases[known] == bases[number] && import::is_read_already(list, &names[known], &bytes)
            });
            let taken = if let Some(known) = same {
                say_twice(SAME_CONTENT, &inputs[known], input, lang);
                Ok(())
            } else {
                let show = &mut |progress| bar.show(progress);
                import::read(list, name, &bytes, &Choices::default(), &limits, show)
                    .map_err(|refusal| anyhow::anyhow!("{}", refusal.message(lang)))
            };
            if keep {
                read.contents.push(Content {
                    input: input.clone(),
                    name: name.clone(),
                    bytes,
                });
            }
            taken
        });
        bar.clear();
        if let Err(error) = opened {
            let sentence = format!("{error:#}");
            say(format_args!("qingcha: {sentence}"));
            read.refused.push(sentence.into());
        }
    }
    read
}

/// What inputs are called in results: the name of the file, and where several have the same, as much of their paths as
/// tells them apart.
fn names(inputs: &[Input], stdin_name: &str) -> Vec<String> {
    let path = |input: &Input| input.path().unwrap_or(Path::new(stdin_name)).to_owned();
    let paths: Vec<PathBuf> = inputs.iter().map(path).collect();
    let mut names = vec![String::new(); paths.len()];
    let mut open: Vec<usize> = (0..paths.len()).collect();
    let mut depth = 1;
    while !open.is_empty() {
        let mut called: HashMap<String, Vec<usize>> = HashMap::new();
        for number in open.drain(..) {
            let parts: Vec<_> = paths[number].components().collect();
            let end: PathBuf = parts[parts.len().saturating_sub(depth)..].iter().collect();
            called
                .entry(end.to_string_lossy().into_owned())
                .or_default()
                .push(number);
        }
        for (name, numbers) in called {
            let is_alone = numbers.len() == 1;
            for number in numbers {
                if is_alone || paths[number].components().count() <= depth {
                    names[number].clone_from(&name);
                } else {
                    open.push(number);
                }
            }
        }
        depth += 1;
    }
    names
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
        let name = input.base("");
        let bytes = bytes_of(input, &name, &limits)?;
        let show = &mut |progress| bar.show(progress);
        let read = reference::read(&mut references, *kind, &name, &bytes, &limits, show);
        bar.clear();
        // The name alone helps to tell the kind, so that a path is not put in its place.
        let alike = inputs.iter().filter(|(_, other)| other.base("") == name);
        let which = if alike.count() > 1 {
            format!("{}：", input.name())
        } else {
            String::new()
        };
        read.map_err(|refusal| anyhow::anyhow!("{which}{}{}", refusal.message(lang), hint(&refusal)))?;
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

/// The bytes of an input. A file beyond the limit is refused before it is read.
fn bytes_of(input: &Input, name: &str, limits: &Limits) -> anyhow::Result<Vec<u8>> {
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
                let args = [
                    name.to_owned(),
                    megabytes(size.len()),
                    megabytes(limits.file_bytes),
                ];
                bail!("{}", Refusal::new(RefusalKind::TooLarge, args));
            }
            file.take(most).read_to_end(&mut bytes).with_context(unreadable)?
        }
    };
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Input, names};

    #[test]
    fn files_of_one_name_are_called_by_as_much_of_their_paths_as_tells_them_apart() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["x/a.json", "y/b.json"], &["a.json", "b.json"]),
            (
                &["2025/x/a.json", "2026/x/a.json", "y/a.json", "c.json"],
                &["2025/x/a.json", "2026/x/a.json", "y/a.json", "c.json"],
            ),
            (
                &["a.json", "b/a.json", "c/b/a.json"],
                &["a.json", "b/a.json", "c/b/a.json"],
            ),
            (&["/a.json", "../a.json"], &["/a.json", "../a.json"]),
        ];
        for (paths, expected) in cases {
            let inputs: Vec<_> = paths.iter().map(|path| Input::File(path.into())).collect();
            assert_eq!(names(&inputs, "stdin"), expected);
        }
    }
}
