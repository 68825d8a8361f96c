//! The Open Packaging side of xlsx and xlsb: relationships, and which part is which.

use super::guard::Container;
use super::refusal::Refusal;
use super::xml::{Handler, Tag, walk};

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
