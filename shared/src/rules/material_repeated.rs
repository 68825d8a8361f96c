//! `material-repeated`

use crate::element::Element::{
    self, AcceptStand, FillExplain, MaterialCode, MaterialLaw, MaterialName, MaterialOrder, MaterialRemark,
    MaterialSourceExplain,
};
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{EntryView, Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::phrase::{plain_name, same_name};
use crate::text::vocabulary::Vocabulary;
use hashbrown::HashMap;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<MaterialRepeated>(&META);

const META: Meta = Meta {
    id: "material-repeated",
    title: Label::new("材料重复", "Material repeated"),
    what: Label::new(
        "同一事项中两条材料名称相同（序号、空格、全半角不计），其余各栏也完全相同的：文件中有不认识的栏目（可能写着材料情形），材料编码\
         又不相同，也不是写在同一格里的，列为疑似，其余判确定问题；形式、必要性等不同的，受理标准、填报须知不同而都没有写明情形（含`cases`中的词）的，\
         列为疑似；来源说明、备注、依据不同的，视为适用不同情形，合格。",
        "Fails when two entries of an item have the same name (numbers, spaces and width aside) and all other fields are \
         equal, suspected where the file has columns that were not understood (which may name the case), the material codes differ and \
         the two do not stand in one cell; suspects when form, necessity or the like differ, or standards of acceptance or notes on filling in that name no \
         case (a word of `cases`); passes when notes on the source, remarks or bases differ, for they serve different cases.",
    ),
    why: Label::new(
        "申请人会以为要交两份，或者不知道哪一条算数。",
        "Applicants think they must bring it twice, or do not know which entry counts.",
    ),
    needs: &[MaterialName],
    messages: &[
        Label::new("第{1}条材料“{0}”与第{2}条重复", "Material {1} “{0}” repeats material {2}"),
        Label::new("第{1}条材料“{0}”与第{2}条同名而“{3}”不同，请核对是否重复", "Material {1} “{0}” has the name of material {2} but differs in “{3}”: check whether it is a repetition"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialRepeated {
    /// Words by which a text says for which case a material is.
    cases: Vocabulary,
}

/// Fields that number an entry and say nothing of the material.
const NUMBERS: [Element; 3] = [MaterialName, MaterialCode, MaterialOrder];
/// Fields in which different cases are told apart.
const EXPLAINING: [Element; 3] = [MaterialRemark, MaterialSourceExplain, MaterialLaw];
/// Fields that tell cases apart where they say so.
const DESCRIBING: [Element; 2] = [FillExplain, AcceptStand];

impl ItemRule for MaterialRepeated {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let entries: Vec<_> = item.entries(Part::Material).map(|entry| (entry, entry.text(MaterialName))).collect();
        if entries.iter().all(|(_, name)| name.is_empty()) {
            return Outcome::NotApplicable;
        }
        let mut found = Vec::new();
        let mut firsts = Firsts::default();
        for (index, (entry, name)) in entries.iter().enumerate().filter(|(_, (_, name))| !name.is_empty()) {
            let candidates = if entries.len() > FEW {
                firsts.of(entry, name, index)
            } else {
                (0..index).filter(|other| same_name(name, entries[*other].1)).collect()
            };
            // Equal to any earlier entry is certain; else the first one of that name is named.
            let earlier = candidates.into_iter().map(|other| &entries[other].0);
            let compared: Vec<_> = earlier.map(|other| (other, self.difference(entry, other))).collect();
            let same = compared.iter().find(|(_, difference)| difference.is_none());
            let Some((other, difference)) = same.or(compared.first()) else { continue };
            let finding = match difference {
                None if same_code(entry, other) || in_one_field(entry, other) || item.unknown_columns().next().is_none() => Finding::fail(MaterialName, 0),
                None => Finding::suspect(MaterialName, 0),
                Some((_, true)) => continue,
                Some(_) => Finding::suspect(MaterialName, 1),
            };
            let finding = finding.arg(*name).arg(usize::from(entry.number()) + 1).arg(usize::from(other.number()) + 1);
            let finding = difference.iter().fold(finding, |finding, (element, _)| finding.arg(*element));
            found.push(finding.entry(entry.number()).value(entry.value(MaterialName)));
        }
        Outcome::of(found)
    }
}

/// Entries that are compared each with each; more are looked up.
const FEW: usize = 32;

/// Where each name, and each entry without its numbers, stands first.
#[derive(Default)]
struct Firsts<'a> {
    names: HashMap<String, usize>,
    entries: HashMap<(String, Vec<&'a str>), usize>,
}

impl<'a> Firsts<'a> {
    /// The first earlier entry of the name, and the first that is equal besides, where there are any.
    fn of(&mut self, entry: &EntryView<'a>, name: &str, index: usize) -> Vec<usize> {
        let name = plain_name(name);
        let fields = Element::of(Part::Material).filter(|element| !NUMBERS.contains(element));
        let fields = fields.map(|element| entry.text(element)).collect();
        let equal = *self.entries.entry((name.clone(), fields)).or_insert(index);
        let named = *self.names.entry(name).or_insert(index);
        [named, equal].into_iter().filter(|first| *first < index).collect()
    }
}

impl MaterialRepeated {
    /// The field in which two entries differ; one that tells cases apart before others, and whether it does.
    fn difference(&self, a: &EntryView<'_>, b: &EntryView<'_>) -> Option<(Element, bool)> {
        let differs = |element: &Element| a.text(*element) != b.text(*element);
        let says = |element: &Element| [a, b].iter().any(|entry| self.cases.find(entry.text(*element)).is_some());
        let explaining = EXPLAINING.into_iter().find(differs);
        let explaining = explaining.or_else(|| DESCRIBING.into_iter().find(|element| differs(element) && says(element)));
        let mut others = Element::of(Part::Material).filter(|element| !NUMBERS.contains(element));
        let found = explaining.map(|element| (element, true));
        found.or_else(|| others.find(differs).map(|element| (element, false)))
    }
}

fn same_code(a: &EntryView<'_>, b: &EntryView<'_>) -> bool {
    !a.text(MaterialCode).is_empty() && a.text(MaterialCode) == b.text(MaterialCode)
}

/// Whether both names stand in one and the same cell or list of texts, so that no other column can tell them apart.
fn in_one_field(a: &EntryView<'_>, b: &EntryView<'_>) -> bool {
    let place = |entry: &EntryView<'_>| Some(entry.list().value(entry.value(MaterialName)?).place());
    place(a) == place(b)
}

#[cfg(test)]
mod tests {
    use super::Firsts;
    use crate::element::{Element, Part};
    use crate::import::{Flow, Limits, read};
    use crate::item::{Fields as _, List};
    use crate::mapping::Choices;

    #[test]
    fn long_lists_are_looked_up_by_name_and_by_all_that_an_entry_says() {
        let text = "事项名称,材料名称,材料形式\n甲,申请表,纸质\n甲,1.申请表,电子\n甲,照片,纸质\n甲,申请表 ,电子\n";
        let (mut list, limits) = (List::default(), Limits::default());
        let choices = Choices::default();
        read(&mut list, "a.csv", text.as_bytes(), &choices, &limits, &mut |_| Flow::Continue).expect("read");
        let mut firsts = Firsts::default();
        let view = list.view(0);
        let found: Vec<Vec<usize>> = view
            .entries(Part::Material)
            .enumerate()
            .map(|(index, entry)| firsts.of(&entry, entry.text(Element::MaterialName), index))
            .collect();
        assert_eq!(found, [vec![], vec![0], vec![], vec![0, 1]]);
    }
}
