//! The standards compiled into this program. The build turns their TOML into JSON, so that no browser reads TOML.

use super::{Campaign, CampaignLayer, Document, Standard, StandardError, merge};

include!(concat!(env!("OUT_DIR"), "/standards.rs"));

/// Versions compiled in, oldest first. Old ones stay, so that results of earlier rounds can be run again.
pub const BUILTIN_VERSIONS: &[&str] = VERSIONS;

/// The compiled-in standard of `version`, or the newest one for `None`.
pub fn builtin(version: Option<&str>) -> Result<Standard, Vec<StandardError>> {
    builtin_with(version, &[])
}

/// The same with the layers of special inspections, named by their identifiers.
pub fn builtin_with(version: Option<&str>, campaigns: &[String]) -> Result<Standard, Vec<StandardError>> {
    let version = version.or(VERSIONS.last().copied()).unwrap_or_default();
    let base: Document = merge(layers(version)?)?;
    Standard::new(base.with_campaigns(&campaign_layers(version), campaigns)?)
}

/// The special inspections that a compiled-in version has, or the newest one for `None`.
pub fn campaigns(version: Option<&str>) -> Vec<Campaign> {
    let version = version.or(VERSIONS.last().copied()).unwrap_or_default();
    let layers = campaign_layers(version);
    layers.iter().filter_map(CampaignLayer::campaign).collect()
}

/// The special inspection whose layer a file `campaign-<id>/<part>.toml` belongs to.
fn campaign_of(name: &str) -> Option<&str> {
    name.split_once('/')?.0.strip_prefix("campaign-")
}

/// The layers of the special inspections of a compiled-in version, in order; none for an unknown version.
pub fn campaign_layers(version: &str) -> Vec<CampaignLayer> {
    let files = LAYERS.iter().filter(|(of, ..)| *of == version);
    // Written by the build, so they can be read.
    CampaignLayer::of_files(
        files.filter_map(|(_, name, json)| Some((campaign_of(name)?, serde_json::from_str(json).ok()?))),
    )
}

/// The layers of a compiled-in version, in order, without those of special inspections.
pub(super) fn layers(version: &str) -> Result<Vec<serde_json::Value>, Vec<StandardError>> {
    let layers: Vec<serde_json::Value> = LAYERS
        .iter()
        .filter(|(of, name, _)| *of == version && campaign_of(name).is_none())
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
    use super::{builtin, builtin_with, campaigns};

    #[test]
    fn every_builtin_standard_is_valid() {
        for version in super::VERSIONS {
            if let Err(errors) = builtin(Some(version)) {
                panic!("{version}: {errors:#?}");
            }
        }
    }

    #[test]
    fn special_inspections_are_merged_only_when_asked_for() {
        for version in super::VERSIONS {
            let known = campaigns(Some(version));
            let plain = builtin(Some(version)).unwrap_or_else(|errors| panic!("{errors:#?}"));
            assert!(plain.document.campaign.is_empty());
            let ids: Vec<String> = known.iter().map(|campaign| campaign.id.clone()).collect();
            for id in &ids {
                let one = std::slice::from_ref(id);
                let merged =
                    builtin_with(Some(version), one).unwrap_or_else(|errors| panic!("{id}: {errors:#?}"));
                assert_eq!(merged.document.campaign.len(), 1, "{id}");
                assert_eq!(
                    merged.document.campaign[0].id, *id,
                    "the folder is named after it"
                );
                assert!(
                    merged.clauses().len() > plain.clauses().len(),
                    "{id} has clauses of its own"
                );
                assert_ne!(merged.digest, plain.digest);
            }
            let all = builtin_with(Some(version), &ids).unwrap_or_else(|errors| panic!("{errors:#?}"));
            assert_eq!(all.document.campaign, known);
            // Merged over the standard, they give what all layers together give.
            let together = super::LAYERS.iter().filter(|(of, ..)| of == version);
            let together = together.map(|(.., json)| serde_json::from_str(json).expect("JSON"));
            assert_eq!(all.document, super::merge(together.collect()).expect("merged"));
        }
        let errors = builtin_with(None, &["none".to_owned()]).err().expect("refused");
        assert!(
            errors[0].to_string().contains("licence（行政许可清单专项核查）"),
            "{}",
            errors[0]
        );
    }

    #[test]
    fn an_unknown_version_is_refused_with_the_known_ones() {
        let errors = builtin(Some("1999.1")).err().expect("refused");
        assert!(errors[0].sentence.contains("2026.1"));
    }
}
