//! Which version is newer, and which layer comes first. The build reads this file as well.

use std::cmp::Ordering;

/// Versions from old to new: numbers within them count as numbers, so that `2026.10` follows `2026.2`.
pub fn of_versions(a: &str, b: &str) -> Ordering {
    let parts = |version: &str| -> Vec<(Option<u64>, String)> {
        let parts = version.split(['.', '-', '_']);
        parts.map(|part| (part.parse().ok(), part.to_owned())).collect()
    };
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}

/// Layers of a version in the order of merging: the nation, then Guangxi, then by name, special inspections last.
pub fn of_layers(a: &str, b: &str) -> Ordering {
    let place = |name: &str| {
        (
            name != "national",
            name != "guangxi",
            name.starts_with("campaign-"),
        )
    };
    place(a).cmp(&place(b)).then_with(|| a.cmp(b))
}
