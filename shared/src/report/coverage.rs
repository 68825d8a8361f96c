//! Reference lists and coverage in words, the same in text, workbooks and documents.

use crate::dictionary::Dictionary;
use crate::division::Division;
use crate::locale::Lang;
use crate::reference::{Area, Coverage, ReferenceList};

/// Where the compared items are: `灵山县 县级`.
pub fn place_name(line: &Coverage, lang: Lang) -> String {
    let area = match Division::by_code(&line.area) {
        Some(division) => division.name(),
        None if line.area.is_empty() => match lang {
            Lang::ZhCn => "（未写行政区划）",
            Lang::En => "(no division)",
        },
        None => &line.area,
    };
    let level = match (line.level, lang) {
        ("", Lang::ZhCn) => "（未写行使层级）".to_owned(),
        ("", Lang::En) => "(no level)".to_owned(),
        (level, lang) => Dictionary::UseLevel.label(level, lang),
    };
    format!("{area} {level}")
}

/// The figures of one line of coverage.
pub fn figures(line: &Coverage, lang: Lang) -> String {
    let (items, listed, outside) = (line.items, line.listed, line.outside.len());
    let (expected, found, missing) = (line.expected, line.found(), line.missing.len());
    let (elsewhere, unplaced) = (line.elsewhere, line.unplaced);
    let mut parts = match lang {
        Lang::ZhCn => vec![
            format!("所检事项{items}个，在清单内{listed}个，清单外{outside}个"),
            format!("同部门同层级的条目{expected}条，已有事项{found}条，未见事项{missing}条"),
        ],
        Lang::En => vec![
            format!("{items} items checked, {listed} on the list, {outside} not"),
            format!(
                "{expected} entries of the same departments and level, {found} with an item, {missing} without"
            ),
        ],
    };
    if elsewhere > 0 {
        parts.push(match lang {
            Lang::ZhCn => format!("同层级其他部门的条目{elsewhere}条，不在所检范围，未比对"),
            Lang::En => format!("{elsewhere} entries of other departments, not compared"),
        });
    }
    if unplaced > 0 {
        parts.push(match lang {
            Lang::ZhCn => format!("没有写明层级的条目{unplaced}条，无法判断是否应有事项"),
            Lang::En => format!(
                "{unplaced} entries that name no level, so that nobody can say whether an item is due"
            ),
        });
    }
    parts.join(match lang {
        Lang::ZhCn => "；",
        Lang::En => "; ",
    })
}

/// All places and levels together, one line for each kind. Entries of other departments are left out: they are others
/// at every place.
pub fn totals<'a>(lines: impl IntoIterator<Item = &'a Coverage>) -> Vec<Coverage> {
    let mut totals: Vec<Coverage> = Vec::new();
    for line in lines {
        let Some(total) = totals.iter_mut().find(|total| total.kind == line.kind) else {
            totals.push(Coverage {
                elsewhere: 0,
                ..line.clone()
            });
            continue;
        };
        total.items += line.items;
        total.listed += line.listed;
        total.expected += line.expected;
        total.outside.extend_from_slice(&line.outside);
        total.missing.extend_from_slice(&line.missing);
    }
    totals
}

/// What a list says of its reach: `全国`, `广西壮族自治区 县级`, or that it does not say.
pub fn scope_text(list: &ReferenceList, lang: Lang) -> String {
    let area = match (list.scope.area, lang) {
        (Some(Area::Nation), Lang::ZhCn) => "全国",
        (Some(Area::Nation), Lang::En) => "nation",
        (Some(Area::Division(division)), _) => division.name(),
        (None, Lang::ZhCn) => "未写明地区",
        (None, Lang::En) => "no area given",
    };
    let mut parts = vec![area.to_owned()];
    let levels = list.scope.levels.codes();
    parts.extend(levels.map(|level| Dictionary::UseLevel.label(level, lang)));
    if list.scope.levels.is_empty() && list.scope.area != Some(Area::Nation) {
        parts.push(match lang {
            Lang::ZhCn => "未写明层级".to_owned(),
            Lang::En => "no level given".to_owned(),
        });
    }
    if let Some(edition) = list.scope.edition {
        parts.push(match lang {
            Lang::ZhCn => format!("{}年版", edition.year),
            Lang::En => format!("{} edition", edition.year),
        });
    }
    if list.scope.partial {
        parts.push(match lang {
            Lang::ZhCn => "不能确认完整".to_owned(),
            Lang::En => "not shown to be complete".to_owned(),
        });
    }
    parts.join(" ")
}
