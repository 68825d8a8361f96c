//! `core-elements-missing`

use crate::element::Element;
use crate::finding::Finding;
use crate::item::ItemView;
use crate::locale::Label;
use crate::presence::{Places, Presence};
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<CoreElementsMissing>(&META);

const META: Meta = Meta {
    id: "core-elements-missing",
    title: Label::new("核心要素大面积缺失", "Many core elements missing"),
    what: Label::new(
        "参数`core`列出办事指南的各类核心要素，每类可以有几处填写位置，填了任何一处就不算缺。文件中有该列而值为空的类别达到`limit`类，\
         判确定问题；把只写“无”等占位内容的和`lenient`列出的可以为空的类别也算上才达到的，判疑似。文件带有的类别不足`limit`类的不判。",
        "`core` lists the classes of core elements of a service guide, each with the places that may hold it; one filled place is \
         enough. Fails when `limit` or more classes are carried and blank; suspected when that number is only reached with \
         placeholders such as “无” and with the classes in `lenient` that may be blank. Not judged when the file carries fewer classes.",
    ),
    why: Label::new(
        "八类核心要素缺四类以上，办事指南就不能用来办事，国务院办公厅检查指标列为单项否决。",
        "A guide that lacks four of the eight classes cannot be used; the State Council's inspection makes it a veto.",
    ),
    needs: &[],
    messages: &[
        Label::new("核心要素缺{1}类，其中“{0}”没有填写", "{1} classes of core elements are missing, among them “{0}”"),
        Label::new(
            "核心要素可能缺{1}类，其中“{0}”没有填写或只写了占位内容",
            "{1} classes of core elements may be missing, among them “{0}”, blank or a placeholder",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoreElementsMissing {
    /// Classes of core elements.
    core: Vec<Places>,
    /// Number of missing classes from which it counts.
    limit: usize,
    /// Classes, by one of their elements, that may rightly be blank except for `strict_types`.
    #[serde(default)]
    lenient: Vec<Element>,
    /// Item types by code whose `lenient` classes must be filled as well.
    #[serde(default)]
    strict_types: Vec<String>,
}

impl ItemRule for CoreElementsMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let (mut carried, mut certain, mut doubtful) = (0, 0, 0);
        for places in &self.core {
            let presence = places.presence(item);
            carried += usize::from(presence != Presence::NotCarried);
            match presence {
                Presence::Blank(_) if !self.may_be_blank(places, item) => certain += 1,
                Presence::Blank(_) | Presence::Placeholder(_) => doubtful += 1,
                Presence::NotCarried | Presence::Filled => {}
            }
        }
        if carried < self.limit {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        if certain >= self.limit {
            return Outcome::of(self.list(item, certain, true));
        }
        if certain + doubtful >= self.limit {
            return Outcome::of(self.list(item, certain + doubtful, false));
        }
        Outcome::Pass
    }
}

impl CoreElementsMissing {
    fn may_be_blank(&self, places: &Places, item: &ItemView<'_>) -> bool {
        use crate::item::Fields;
        places.elements().iter().any(|element| self.lenient.contains(element))
            && !item
                .code(Element::TaskType)
                .is_some_and(|code| self.strict_types.iter().any(|strict| strict == code))
    }

    /// One finding for each missing class.
    fn list(&self, item: &ItemView<'_>, count: usize, certain: bool) -> Vec<Finding> {
        let missing = self.core.iter().filter_map(|places| match places.presence(item) {
            Presence::Blank(element) if !(certain && self.may_be_blank(places, item)) => Some(element),
            Presence::Placeholder(element) if !certain => Some(element),
            _ => None,
        });
        missing
            .map(|element| {
                let finding = if certain {
                    Finding::fail(element, 0).quorum(self.limit)
                } else {
                    Finding::suspect(element, 1)
                };
                finding.arg(element).arg(count)
            })
            .collect()
    }
}
