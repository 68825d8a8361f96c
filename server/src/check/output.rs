//! Where the result goes. A file is written whole or not at all, and an input is never written over.

use anyhow::{Context as _, bail};
use std::fs::{self, File, Permissions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Refuses an output that is one of the files that are read, by whatever name, or lies in a folder of which all is read.
pub(crate) fn refuse_input<'a>(
    output: &Path,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> anyhow::Result<()> {
    if output.as_os_str() == "-" {
        return Ok(());
    }
    let target = place(output);
    for input in inputs {
        let Ok(input) = fs::canonicalize(input) else {
            continue;
        };
        if input == target {
            bail!(
                "输出文件“{}”就是要读取的文件，不能覆盖，请换一个名称 (the output is one of the inputs)",
                output.display()
            );
        }
        if input.is_dir() && target.starts_with(&input) {
            bail!(
                "输出文件“{}”在要读取的文件夹“{}”中，请写到别处 (the output lies in a folder that is read)",
                output.display(),
                input.display()
            );
        }
    }
    if target.is_dir() {
        bail!(
            "输出“{}”是文件夹，请指定文件名 (the output is a folder)",
            output.display()
        );
    }
    Ok(())
}

/// Where a path leads, also where nothing is there yet: two paths of one place give the same.
pub(crate) fn place(path: &Path) -> PathBuf {
    let beside = || {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    let there = fs::canonicalize(path).ok();
    there.or_else(beside).unwrap_or_else(|| path.to_owned())
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
    put(path, bytes, None)
}

/// Writes a file that is as private as `original`, of which it is a copy.
pub(crate) fn write_copy(path: &Path, bytes: &[u8], original: &Path) -> anyhow::Result<()> {
    put(path, bytes, Some(original))
}

/// Writes a file. One that is there keeps its permissions, a new one gets those of `original`, where there is one.
fn put(path: &Path, bytes: &[u8], original: Option<&Path>) -> anyhow::Result<()> {
    let failed = || format!("结果无法写入“{}” (cannot be written)", path.display());
    // A device, a pipe or a link is written through, not put out of its place.
    let through = match (fs::symlink_metadata(path), fs::canonicalize(path)) {
        (Ok(_), Ok(target)) if target.is_file() => Some(target),
        (Ok(_), _) => return fs::write(path, bytes).with_context(failed),
        (Err(_), _) => None,
    };
    let permissions = match through.as_deref().or(original) {
        Some(model) => Some(fs::metadata(model).with_context(failed)?.permissions()),
        None => None,
    };
    let path = through.as_deref().unwrap_or(path);
    if path.file_name().is_none() {
        bail!("“{}”不是文件名 (not a file name)", path.display());
    }
    // A short name: the file's own may be as long as names can be.
    let temporary = path.with_file_name(format!(".qingcha-{}.tmp", std::process::id()));
    let written = whole(&temporary, path, bytes, permissions);
    if written.is_err() {
        // Nothing half-written stays; that the file may not exist at all is no further error.
        let _ = fs::remove_file(&temporary);
    }
    written.with_context(failed)
}

/// Writes beside the target, makes it durable, then puts it in place in one step.
fn whole(
    temporary: &Path,
    path: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> std::io::Result<()> {
    let mut file = File::create(temporary)?;
    // While it is empty: what only some may read is at no time open to others.
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(temporary, path)
}
