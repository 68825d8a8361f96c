//! Reference lists that fit generated items: every item is on them, under its own name, type, level and law.

use super::Generated;
use shared::element::{Element, Part};
use shared::reference::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// One entry, to be changed by whoever wants to see the difference found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Basic code.
    pub code: String,
    /// Name of the main item.
    pub name: String,
    /// Type by code.
    pub task_type: String,
    /// Levels by code.
    pub levels: BTreeSet<String>,
    /// Legal basis.
    pub basis: String,
}

/// The kinds that can be made from items: the others hold what items do not say.
pub const KINDS: [Kind; 3] = [Kind::Catalogue, Kind::Licence, Kind::Powers];

/// Entries for all `items` that belong on a list of `kind`, in order of code.
pub fn entries(kind: Kind, items: &[Generated]) -> Vec<Entry> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for item in items {
        let task_type = item.get(Element::TaskType);
        let belongs = match kind {
            Kind::Licence => task_type == "01",
            Kind::Powers => task_type != "20",
            _ => true,
        };
        if !belongs {
            continue;
        }
        let code = item.get(Element::CatalogCode);
        let main = item.get(Element::HandleItemCode).is_empty();
        let entry = entries.entry(code.to_owned()).or_insert_with(|| entry(item));
        entry.levels.insert(item.get(Element::UseLevel).to_owned());
        if main {
            item.get(Element::TaskName).clone_into(&mut entry.name);
        }
    }
    entries.into_values().collect()
}

/// The same where list and items differ on both sides: every ninth entry is gone, and every fifth of the others has a
/// neighbour that no item has.
pub fn differing_entries(kind: Kind, items: &[Generated]) -> Vec<Entry> {
    let all = entries(kind, items).into_iter().enumerate();
    let mut kept: Vec<Entry> = all
        .filter(|(number, _)| number % 9 != 8)
        .map(|(_, entry)| entry)
        .collect();
    let neighbour = |entry: &Entry| Entry {
        code: format!("{}999000", &entry.code[..6]),
        name: format!("{}（清单新增）", entry.name),
        ..entry.clone()
    };
    let more: Vec<Entry> = kept.iter().step_by(5).map(neighbour).collect();
    kept.extend(more);
    kept
}

fn entry(item: &Generated) -> Entry {
    let law = item.of(Part::Law).next();
    let text = |element| law.and_then(|row| row.get(&element)).map_or("", String::as_str);
    Entry {
        code: item.get(Element::CatalogCode).to_owned(),
        name: item.get(Element::TaskName).to_owned(),
        task_type: item.get(Element::TaskType).to_owned(),
        levels: BTreeSet::new(),
        basis: format!("{}{}", text(Element::LawName), text(Element::LawClause)),
    }
}

/// Writes a list as people publish it in CSV: its title, the header, one line for each entry.
pub fn csv(kind: Kind, entries: &[Entry]) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record([format!("广西壮族自治区{}", kind.name().zh)])?;
    writer.write_record(["基本编码", "事项名称", "行使层级", "设定依据", "事项类型"])?;
    for entry in entries {
        let levels: Vec<&str> = entry.levels.iter().map(String::as_str).collect();
        let levels = levels.join(",");
        writer.write_record([&entry.code, &entry.name, &levels, &entry.basis, &entry.task_type])?;
    }
    Ok(writer.into_inner()?)
}
