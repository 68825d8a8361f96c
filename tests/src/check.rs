//! Reads and checks files as the command line does: the newest standard, a fixed day.

use shared::engine;
use shared::import::{self, Flow, Limits, Refusal};
use shared::item::List;
use shared::mapping::Choices;
use shared::reference::References;
use shared::result::CheckResult;
use shared::rule::Context;
use shared::standard::{Standard, builtin, builtin_with, campaigns, parse_day};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The day of every check in the tests.
pub const DAY: &str = "2026-06-01";

/// The newest built-in standard.
///
/// # Panics
/// When it is not valid; a test of `shared` says why.
pub fn standard() -> Arc<Standard> {
    static STANDARD: OnceLock<Arc<Standard>> = OnceLock::new();
    let make = || Arc::new(builtin(None).unwrap_or_else(|errors| panic!("{errors:#?}")));
    STANDARD.get_or_init(make).clone()
}

/// The newest built-in standard with all its special inspections.
///
/// # Panics
/// As [`standard`].
pub fn with_campaigns() -> Arc<Standard> {
    let ids: Vec<_> = campaigns(None).into_iter().map(|campaign| campaign.id).collect();
    Arc::new(builtin_with(None, &ids).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

/// Reads one file.
pub fn read(name: &str, bytes: &[u8]) -> Result<List, Refusal> {
    let mut list = List::default();
    read_into(&mut list, name, bytes)?;
    Ok(list)
}

/// Reads one file more into a list.
pub fn read_into(list: &mut List, name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let (choices, limits) = (Choices::default(), Limits::default());
    import::read(list, name, bytes, &choices, &limits, &mut |_| Flow::Continue)
}

/// Reads and checks one file.
///
/// # Panics
/// Never: the day is fixed and nobody cancels.
pub fn check(name: &str, bytes: &[u8]) -> Result<CheckResult, Refusal> {
    check_against(name, bytes, References::default())
}

/// Reads and checks one file against reference lists.
///
/// # Panics
/// Never: the day is fixed and nobody cancels.
pub fn check_against(name: &str, bytes: &[u8], references: References) -> Result<CheckResult, Refusal> {
    Ok(check_list(read(name, bytes)?, references))
}

/// Checks what was read.
///
/// # Panics
/// Never: the day is fixed and nobody cancels.
pub fn check_list(list: List, references: References) -> CheckResult {
    check_by(standard(), list, references)
}

/// Checks what was read by another standard.
///
/// # Panics
/// Never: the day is fixed and nobody cancels.
pub fn check_by(standard: Arc<Standard>, list: List, references: References) -> CheckResult {
    let context = Context::with(parse_day(DAY).expect("a day"), references);
    engine::check(list, standard, context, &mut |_| Flow::Continue).expect("never cancelled")
}

/// The folder of real samples beside the checkout; `None` where it is absent, which is said aloud.
pub fn real() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/real");
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "SKIPPED: real samples are not beside this checkout ({}); nothing of them was tested",
        folder.display()
    );
    None
}

/// The JSON files of one folder of real samples, sorted: name and bytes.
///
/// # Panics
/// When a sample that is there cannot be read.
pub fn real_files(kind: &str) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = real() else { return Vec::new() };
    let entries = std::fs::read_dir(folder.join(kind)).expect("a folder of samples");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read(path).expect("readable"))
    };
    paths.iter().map(read).collect()
}
