//! Names people give to the parts of an implementation list: sheet names, upper header cells, JSON keys.

use super::title::{Candidate, Title};
use crate::element::Part;

/// Names of parts, compared after [`Title::of`]; exports of the 桂通办 interface name sheets after its modules.
const NAMES: &[(Part, &[&str])] = &[
    (
        Part::Main,
        &[
            "基本信息",
            "事项基本信息",
            "事项信息",
            "扩展信息",
            "实施清单",
            "办理信息",
            "事项清单",
        ],
    ),
    (
        Part::Law,
        &[
            "设定依据",
            "法律依据",
            "实施依据",
            "设定和实施依据",
            "依据",
            "法律法规依据",
            "law",
            "laws",
            "bylaw",
            "audititembylaw",
        ],
    ),
    (
        Part::Window,
        &[
            "办理窗口",
            "办理地点",
            "窗口",
            "办事窗口",
            "受理窗口",
            "办理地点和时间",
            "办理地点及时间",
            "window",
            "windows",
            "audititemwindow",
        ],
    ),
    (
        Part::Material,
        &[
            "申请材料",
            "申报材料",
            "材料",
            "材料目录",
            "所需材料",
            "办理材料",
            "申请材料目录",
            "提交材料",
            "material",
            "materials",
            "auditmaterial",
        ],
    ),
    (
        Part::Special,
        &[
            "特别程序",
            "特殊程序",
            "特殊环节",
            "特别环节",
            "special",
            "specials",
            "audititemspecial",
        ],
    ),
    (
        Part::Fee,
        &[
            "收费项目",
            "收费标准",
            "收费",
            "收费项目和标准",
            "收费项目及标准",
            "fee",
            "fees",
        ],
    ),
    (
        Part::Question,
        &[
            "常见问题",
            "常见问题解答",
            "常见问题及解答",
            "常见问答",
            "问答",
            "qa",
            "question",
            "questions",
            "auditqa",
        ],
    ),
    (
        Part::Step,
        &[
            "办理环节",
            "办理流程",
            "办理程序",
            "办事流程",
            "环节",
            "流程",
            "流程环节",
            "step",
            "steps",
        ],
    ),
];

/// Words that may follow a name without changing it.
const SUFFIXES: &[&str] = &["信息", "情况", "列表", "清单", "明细", "表", "详情"];

/// The part a sheet, an upper header cell or a key names as a whole; `None` when it names none.
pub(crate) fn named(written: &str) -> Option<Part> {
    let title = Title::of(written).text;
    let plain = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let find = |wanted: &str| {
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&wanted))
            .map(|(part, _)| *part)
    };
    find(plain).or_else(|| {
        SUFFIXES
            .iter()
            .find_map(|suffix| find(plain.strip_suffix(suffix)?))
    })
}

/// What `title` means within `part`, also where it leaves out the part's noun (`类型` for `材料类型`).
pub(crate) fn within(part: Part, title: &Title) -> Option<Candidate> {
    title.within(part).or_else(|| {
        let noun = match part {
            Part::Main | Part::Question => return None,
            Part::Law => "法律",
            Part::Window => "窗口",
            Part::Material => "材料",
            Part::Special => "特别程序",
            Part::Fee => "收费",
            Part::Step => "环节",
        };
        Title::of(&format!("{noun}{}", title.text)).within(part)
    })
}

/// The part of a sheet's name, also where it stands among other words (`附件2 申请材料清单（自治区本级）`), provided
/// that only one sub-list is named.
pub(crate) fn of_sheet(name: &str) -> Option<Part> {
    if let Some(part) = named(name) {
        return Some(part);
    }
    let title = Title::of(name).text;
    let mut found = None;
    for (part, names) in NAMES.iter().filter(|(part, _)| *part != Part::Main) {
        // The longest names only: “依据” or “流程” inside another word says nothing.
        if names
            .iter()
            .any(|name| name.chars().count() >= 4 && title.contains(name))
        {
            if found.is_some() {
                return None;
            }
            found = Some(*part);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{named, of_sheet};
    use crate::element::Part;

    #[test]
    fn parts_are_known_by_their_names() {
        assert_eq!(named("申请材料"), Some(Part::Material));
        assert_eq!(named("申请材料信息"), Some(Part::Material));
        assert_eq!(named("设定依据"), Some(Part::Law));
        assert_eq!(named("材料名称"), None);
        assert_eq!(of_sheet("附件2 申请材料清单（自治区本级）"), Some(Part::Material));
        assert_eq!(of_sheet("申请材料和办理窗口"), None);
        assert_eq!(of_sheet("Sheet1"), None);
    }
}
