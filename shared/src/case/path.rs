//! Names of rows in case files.

use super::{Needed as _, Result, fault};
use crate::element::{Element, Part};
use crate::locale::Lang;

/// What a row is about.
pub(super) enum Path {
    /// An element, with its row of the sub-list from 1.
    Element(Option<usize>, Element),
    /// A whole sub-list.
    Part(Part),
    /// A column that is no element, by its title.
    Unknown(String),
}

/// `承诺办结时限`, `申请材料[2].材料名称`, `申请材料`, `不认识的栏目：来源网址`.
pub(super) fn locate(path: &str) -> Result<Path> {
    if let Some(title) = path.strip_prefix("不认识的栏目：") {
        return Ok(Path::Unknown(title.to_owned()));
    }
    let named = |part: Part, name: &str| Element::of(part).find(|element| element.name(Lang::ZhCn) == name);
    if let Some((head, name)) = path.split_once("].") {
        let (part, number) = head.split_once('[').needed("子表应写作“申请材料[1].材料名称”")?;
        let part = Part::ALL
            .into_iter()
            .find(|p| p.name().zh == part)
            .needed(format!("没有子表“{part}”"))?;
        let number: usize = number.parse().ok().needed(format!("“{path}”的序号有误"))?;
        let element = named(part, name).needed(format!("子表中没有要素“{name}”"))?;
        return Ok(Path::Element(Some(number), element));
    }
    if let Some(element) = named(Part::Main, path) {
        return Ok(Path::Element(None, element));
    }
    match Part::ALL.into_iter().skip(1).find(|part| part.name().zh == path) {
        Some(part) => Ok(Path::Part(part)),
        None => fault(format!("没有要素或子表“{path}”")),
    }
}
