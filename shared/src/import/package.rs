//! The Open Packaging side of xlsx and xlsb: relationships, and which part is which.

use super::guard::Container;
use super::refusal::Refusal;
use super::xml::{Handler, Tag, walk};
use std::collections::BTreeSet;

/// One relationship of a part.
#[derive(Debug)]
pub(super) struct Relationship {
    /// Its name in the part.
    pub(super) id: String,
    /// Last segment of its type, the same in transitional and strict OOXML: `worksheet`, `styles` …
    pub(super) kind: String,
    /// The part it points to, from the root of the package.
    pub(super) target: String,
}

#[derive(Default)]
struct Relationships {
    folder: String,
    found: Vec<Relationship>,
}

impl Handler for Relationships {
    fn start(&mut self, name: &str, tag: &Tag<'_>) -> Result<(), Refusal> {
        if name == "Relationship"
            && let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target"))
        {
            self.found.push(Relationship {
                id,
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolve(&self.folder, &target),
            });
        }
        Ok(())
    }
    fn end(&mut self, _name: &str) -> Result<(), Refusal> {
        Ok(())
    }
    fn text(&mut self, _text: &str) {}
}

/// The relationships of `part` (empty for the package itself); none where the part has no list of them.
pub(super) fn relationships(container: &mut Container<'_>, part: &str) -> Result<Vec<Relationship>, Refusal> {
    let (folder, base) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = format!("{folder}{slash}_rels/{base}.rels");
    let mut handler = Relationships {
        folder: folder.to_owned(),
        found: Vec::new(),
    };
    read(container, &name, &mut handler)?;
    Ok(handler.found)
}

/// Walks over the XML part `name`; `false` where there is none.
pub(super) fn read(
    container: &mut Container<'_>,
    name: &str,
    handler: &mut impl Handler,
) -> Result<bool, Refusal> {
    let Some(index) = container.find(name) else {
        return Ok(false);
    };
    let part = container.describe(name);
    walk(&mut container.part(index)?, part, handler)?;
    Ok(true)
}

/// One sheet as the workbook names it.
pub(super) struct SheetEntry {
    /// Its name.
    pub(super) name: String,
    /// The relationship that leads to its part.
    pub(super) relationship: String,
    /// Not shown.
    pub(super) hidden: bool,
}

/// The parts of a workbook that hold what is read.
pub(super) struct Parts {
    /// The worksheets, each with its part.
    pub(super) sheets: Vec<(SheetEntry, String)>,
    /// The shared strings.
    pub(super) strings: Option<String>,
    /// The styles.
    pub(super) styles: Option<String>,
}

impl Parts {
    /// Bytes that will be read of worksheets and shared strings.
    pub(super) fn bytes(&self, container: &Container<'_>) -> u64 {
        let parts = self.sheets.iter().map(|(_, part)| part).chain(&self.strings);
        parts.map(|part| container.size(part)).sum()
    }
}

/// Finds the parts of the workbook whose main part is `main`. Sheets that are not worksheets are left out.
pub(super) fn parts(
    container: &mut Container<'_>,
    main: &str,
    entries: Vec<SheetEntry>,
) -> Result<Parts, Refusal> {
    let relationships = relationships(container, main)?;
    let only = |kind: &str| {
        let found = relationships
            .iter()
            .find(|relationship| relationship.kind == kind);
        found.map(|relationship| relationship.target.clone())
    };
    let worksheet = |entry: &SheetEntry| {
        let found = relationships
            .iter()
            .find(|relationship| relationship.id == entry.relationship && relationship.kind == "worksheet");
        found.map(|relationship| relationship.target.clone())
    };
    // Each sheet has its own part; two names for the same one would only multiply the work.
    let mut seen = BTreeSet::new();
    let sheets = entries
        .into_iter()
        .filter_map(|entry| worksheet(&entry).map(|part| (entry, part)))
        .filter(|(_, part)| seen.insert(part.clone()))
        .collect();
    Ok(Parts {
        sheets,
        strings: only("sharedStrings"),
        styles: only("styles"),
    })
}

/// The workbook's own part: where the package says, or where it always is.
pub(super) fn workbook(container: &mut Container<'_>) -> Result<Option<String>, Refusal> {
    let stated = relationships(container, "")?
        .into_iter()
        .find(|relationship| relationship.kind == "officeDocument")
        .map(|relationship| relationship.target);
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].map(str::to_owned);
    Ok(stated
        .into_iter()
        .chain(usual)
        .find(|name| container.find(name).is_some()))
}

/// A target relative to a folder; a leading `/` means the package's root.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut segments: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            name => segments.push(name),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_resolved_inside_the_package() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/worksheets", "../sharedStrings.xml", "xl/sharedStrings.xml"),
            ("", "xl\\workbook.xml", "xl/workbook.xml"),
            ("xl", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolve(folder, target), part);
        }
    }
}
