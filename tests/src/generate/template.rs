//! The catalogue of item samples, `catalogue.toml`.

use serde::Deserialize;

/// One item of the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) r#type: String,
    pub(super) department: String,
    pub(super) central: String,
    pub(super) serial: String,
    pub(super) levels: Vec<String>,
    pub(super) law: String,
    pub(super) law_number: String,
    pub(super) article: String,
    pub(super) content: String,
    pub(super) conditions: Vec<String>,
    pub(super) materials: Vec<Material>,
    pub(super) result: String,
    pub(super) result_type: String,
    pub(super) days: u32,
    pub(super) clients: String,
    pub(super) natural_theme: String,
    pub(super) legal_theme: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Material {
    pub(super) name: String,
    /// An application form, which must have a blank form and an example.
    pub(super) form: bool,
}

#[derive(Deserialize)]
struct Catalogue {
    item: Vec<Template>,
}

/// All samples.
pub(super) fn all() -> Vec<Template> {
    let catalogue: Catalogue =
        toml::from_str(include_str!("catalogue.toml")).expect("the catalogue is part of the program");
    catalogue.item
}
