//! Where the result goes. A file is written whole or not at all, and an input is never written over.

use super::input::Input;
use anyhow::{Context as _, bail};
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Refuses an output that is one of the inputs, by whatever name.
pub(crate) fn refuse_input<'a>(
    output: &Path,
    mut inputs: impl Iterator<Item = &'a Input>,
) -> anyhow::Result<()> {
    let Ok(target) = fs::canonicalize(output) else {
        return Ok(());
    };
    let same = |input: &Input| match input {
        Input::File(path) => fs::canonicalize(path).is_ok_and(|path| path == target),
        Input::Stdin => false,
    };
    if inputs.any(same) {
        bail!(
            "输出文件“{}”就是要检查的文件，不能覆盖 (the output is one of the inputs)",
            output.display()
        );
    }
    if target.is_dir() {
        bail!(
            "输出“{}”是文件夹，请指定文件名 (the output is a folder)",
            output.display()
        );
    }
    Ok(())
}

/// Writes the result to a file or to standard output.
pub(crate) fn write(output: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        let mut stdout = std::io::stdout().lock();
        return match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            // Whoever reads has seen enough, as with `| head`.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            written => written.context("标准输出无法写入 (standard output cannot be written)"),
        };
    };
    let failed = || format!("结果无法写入“{}” (cannot be written)", path.display());
    // A device, a pipe or a link is written through, not put out of its place.
    let through = match (fs::symlink_metadata(path), fs::canonicalize(path)) {
        (Ok(_), Ok(target)) if target.is_file() => Some(target),
        (Ok(_), _) => return fs::write(path, bytes).with_context(failed),
        (Err(_), _) => None,
    };
    let path = through.as_deref().unwrap_or(path);
    let name = path
        .file_name()
        .with_context(|| format!("“{}”不是文件名 (not a file name)", path.display()))?;
    let mut temporary = name.to_os_string();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary = path.with_file_name(temporary);
    let written = whole(&temporary, path, bytes);
    if written.is_err() {
        // Nothing half-written stays; that the file may not exist at all is no further error.
        let _ = fs::remove_file(&temporary);
    }
    written.with_context(failed)
}

/// Writes beside the target, makes it durable, then puts it in place in one step.
fn whole(temporary: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(temporary, path)
}
