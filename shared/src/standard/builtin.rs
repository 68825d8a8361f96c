//! The standards compiled into this program. The build turns their TOML into JSON, so that no browser reads TOML.

use super::{Document, Standard, StandardError, merge};

include!(concat!(env!("OUT_DIR"), "/standards.rs"));

/// Versions compiled in, oldest first. Old ones stay, so that results of earlier rounds can be run again.
pub const BUILTIN_VERSIONS: &[&str] = VERSIONS;

/// The compiled-in standard of `version`, or the newest one for `None`.
pub fn builtin(version: Option<&str>) -> Result<Standard, Vec<StandardError>> {
    let version = version.or(VERSIONS.last().copied()).unwrap_or_default();
    let document: Document = merge(layers(version)?)?;
    Standard::new(document)
}

/// The layers of a compiled-in version, in order.
pub(super) fn layers(version: &str) -> Result<Vec<serde_json::Value>, Vec<StandardError>> {
    let layers: Vec<serde_json::Value> = LAYERS
        .iter()
        .filter(|(of, _, _)| *of == version)
        .map(|(_, name, json)| {
            serde_json::from_str(json)
                .map_err(|error| vec![StandardError::new(format!("内置标准层“{name}”无法读取：{error}"))])
        })
        .collect::<Result<_, _>>()?;
    if layers.is_empty() {
        return Err(vec![StandardError::new(format!(
            "没有版本为“{version}”的内置标准，可用版本：{}",
            VERSIONS.join("、")
        ))]);
    }
    Ok(layers)
}

#[cfg(test)]
mod tests {
    use super::builtin;

    #[test]
    fn every_builtin_standard_is_valid() {
        for version in super::VERSIONS {
            if let Err(errors) = builtin(Some(version)) {
                panic!("{version}: {errors:#?}");
            }
        }
    }

    #[test]
    fn an_unknown_version_is_refused_with_the_known_ones() {
        let errors = builtin(Some("1999.1")).err().expect("refused");
        assert!(errors[0].sentence.contains("2026.1"));
    }
}
