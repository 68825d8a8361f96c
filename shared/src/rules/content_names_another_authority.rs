//! `content-names-another-authority`

use crate::cells::{Cell, Cells};
use crate::element::Element::DeptName;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ContentNamesAnotherAuthority>(&META);

const META: Meta = Meta {
    id: "content-names-another-authority",
    title: Label::new("写明由别的机关实施", "Another authority is named"),
    what: Label::new(
        "`elements`各要素中写有“由某某机关实施”（`verbs`中的词）而这个机关不是实施主体的，判疑似：行使内容常常依法同时写到上下级机关，\
         哪一句是本机关的权限要由人读懂。写的就是实施主体、只写“本机关”“县级以上人民政府”一类通称的合格；没有这样的话的合格；\
         都为空的不适用。",
        "Suspects a sentence in `elements` that says “carried out by” (a word of `verbs`) some named organ other than the authority: such \
         texts lawfully name organs above and below, so a person must read it. The authority itself and general terms pass; does not \
         apply when all are blank.",
    ),
    why: Label::new(
        "写着由别的机关实施，申请人不知道该找谁，多半是从上级清单复制来的。",
        "Where another organ is named applicants do not know whom to ask; most often it was copied from a superior's list.",
    ),
    needs: &[DeptName],
    messages: &[Label::new(
        "“{0}”写由“{1}”实施，实施主体却是“{2}”",
        "“{0}” says it is carried out by “{1}”, but the authority is “{2}”",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContentNamesAnotherAuthority {
    /// Elements judged.
    elements: Cells,
    /// Words after the name of the organ: 实施, 负责.
    verbs: Vec<String>,
    /// Endings of names of organs.
    organs: Vec<String>,
    /// Words of general terms, which name no organ.
    general: Vec<String>,
}

/// Longest name of an organ, in characters.
const LONGEST: usize = 30;

impl ItemRule for ContentNamesAnotherAuthority {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let authority = item.text(DeptName);
        if authority.is_empty() {
            return Outcome::NotApplicable;
        }
        let list = item.list();
        self.elements.judge(item, |cell| {
            let names_none = || self.named(cell.text).next().is_none();
            if list.memory.passes(0, list.value(cell.value).text, names_none) {
                return None;
            }
            self.judge(authority, &cell)
        })
    }
}

impl ContentNamesAnotherAuthority {
    fn judge(&self, authority: &str, cell: &Cell<'_>) -> Option<Finding> {
        let another = |name: &&str| !authority.ends_with(*name) && !name.ends_with(authority);
        let named = self.named(cell.text).find(another)?;
        let finding = Finding::suspect(cell.element, 0).arg(cell.element).arg(named);
        Some(cell.locate(finding.arg(authority)))
    }

    /// The names of organs in `text`, each after 由.
    fn named<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        text.match_indices('由').filter_map(move |(at, word)| self.name(text.get(at + word.len()..)?))
    }

    /// The name of an organ that `rest` begins with, if one of the verbs follows it.
    fn name<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let window: usize = rest.chars().take(LONGEST).map(char::len_utf8).sum();
        let head = rest.get(..window)?;
        let organ = |name: &str| self.organs.iter().any(|ending| name.ends_with(ending.as_str()));
        // A verb may be part of the name as well: 行政审批局.
        let starts = self.verbs.iter().flat_map(|verb| head.match_indices(verb.as_str()).map(|(at, _)| at));
        let name = starts.filter_map(|at| head.get(..at)).filter(|name| organ(name)).min_by_key(|name| name.len())?;
        let plain = !name.contains(['，', '。', '；', '、', '：', ',', ';']);
        (plain && !self.general.iter().any(|word| name.contains(word.as_str()))).then_some(name)
    }
}
