//! Main items and handling items in one file: a sub-list that only the handling items have is not missing from their main
//! item. Both ways of writing are in use, so the main item is not judged by it.

use crate::element::{Element, Part};
use crate::item::{Fields as _, ItemView, List};
use crate::notice::{Notice, NoticeCode};
use crate::place::SourceId;
use crate::text::is_placeholder;
use hashbrown::HashMap;

/// Takes back, for main items from number `first` on, that the file carries sub-lists which they leave to their handling
/// items, and says so.
pub(super) fn leave(list: &mut List, source: SourceId, first: usize) {
    let left: Vec<(usize, Vec<Part>)> = left(list, first);
    let mut count = 0_usize;
    let mut all: Vec<Part> = Vec::new();
    for (index, parts) in left {
        if list.withdraw(index, &parts).is_err() {
            break;
        }
        count += 1;
        for part in parts {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    if count > 0 {
        list.notices.push(Notice {
            code: NoticeCode::LeftToHandlingItems,
            source,
            place: None,
            args: vec![count.to_string().into(), Part::listed(&all)],
        });
    }
}

fn left(list: &List, first: usize) -> Vec<(usize, Vec<Part>)> {
    let views = || (first..list.len()).map(|index| list.view(index));
    // Most files hold only the one or the other: they need no table.
    if !views().any(|view| is_main(&view)) {
        return Vec::new();
    }
    // The sub-lists of handling items, by implementing code.
    let mut tasks: HashMap<&str, u32> = HashMap::new();
    for view in views().filter(|view| !is_main(view)) {
        *tasks.entry(view.text(Element::TaskCode)).or_default() |= parts_of(&view);
    }
    if tasks.is_empty() {
        return Vec::new();
    }
    let missing = |view: ItemView<'_>| {
        let theirs = tasks
            .get(view.text(Element::TaskCode))
            .copied()
            .unwrap_or_default();
        let only_theirs = theirs & !parts_of(&view);
        let parts = Part::ALL
            .into_iter()
            .filter(|part| only_theirs & bit(*part) != 0 && view.provided().has_part(*part));
        parts.collect::<Vec<_>>()
    };
    views()
        .filter(is_main)
        .map(|view| (view.index(), missing(view)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect()
}

fn is_main(view: &ItemView<'_>) -> bool {
    is_placeholder(view.text(Element::HandleItemCode)) && !is_placeholder(view.text(Element::TaskCode))
}

const fn bit(part: Part) -> u32 {
    1 << part as u32
}

/// The sub-lists an item has rows of, a bit each.
fn parts_of(view: &ItemView<'_>) -> u32 {
    Part::ALL
        .into_iter()
        .filter(|part| *part != Part::Main && view.entries(*part).next().is_some())
        .fold(0, |parts, part| parts | bit(part))
}

#[cfg(test)]
mod tests {
    use crate::element::Part;
    use crate::import::read_csv;
    use crate::item::List;
    use crate::notice::NoticeCode;

    fn list(rows: &[&str]) -> List {
        let text = format!(
            "事项名称,实施编码,业务办理项编码,事项类型,材料名称\n{}\n",
            rows.join("\n")
        );
        read_csv(&text)
    }

    #[test]
    fn what_only_handling_items_have_is_not_missing_from_the_main_item() {
        let (task, handle) = (
            "11450721348531435D4001033002000",
            "11450721348531435D400103300200001",
        );
        let main = format!("甲,{task},,行政许可,");
        let with = list(&[&main, &format!("甲之一,{task},{handle},行政许可,申请表")]);
        assert!(!with.view(0).has_part(Part::Material) && with.view(1).has_part(Part::Material));
        let said = |list: &List| {
            let mut codes = list.notices.iter().map(|notice| notice.code);
            codes.any(|code| code == NoticeCode::LeftToHandlingItems)
        };
        assert!(said(&with));
        for others in [
            format!("甲之一,{task},{handle},行政许可,"),
            "乙,11450721MB155808114000104002000,,行政许可,申请表".to_owned(),
        ] {
            let without = list(&[&main, &others]);
            assert!(without.view(0).has_part(Part::Material) && !said(&without));
        }
    }
}
