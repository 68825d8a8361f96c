//! Fields missing in rows of a sub-list: the same field missing in several rows is one problem.

use crate::element::Element;
use crate::finding::{Certainty, Finding};
use crate::item::{EntryView, Fields, ValueId};

/// What is missing, by element, in the order found.
#[derive(Default)]
pub struct Gaps(Vec<Gap>);

struct Gap {
    element: Element,
    certainty: Certainty,
    entries: Vec<u16>,
    /// What the first of these rows says there: nothing, or a placeholder.
    value: Option<ValueId>,
}

impl Gaps {
    /// Adds `element` of the row where it is missing.
    pub fn add_if(&mut self, missing: bool, element: Element, certainty: Certainty, entry: &EntryView<'_>) {
        if !missing {
            return;
        }
        let same = |gap: &&mut Gap| gap.element == element && gap.certainty == certainty;
        match self.0.iter_mut().find(same) {
            Some(gap) => gap.entries.push(entry.number()),
            None => self.0.push(Gap {
                element,
                certainty,
                entries: vec![entry.number()],
                value: entry.value(element),
            }),
        }
    }

    /// One finding for each field, at the first row that lacks it; arguments are the numbers of the rows and the element.
    /// `certain` and `doubtful` are indexes into the rule's messages.
    pub fn into_findings(self, certain: u8, doubtful: u8) -> Vec<Finding> {
        let finding = |gap: Gap| {
            let finding = match gap.certainty {
                Certainty::Fail => Finding::fail(gap.element, certain),
                Certainty::Suspect => Finding::suspect(gap.element, doubtful),
            };
            let numbers = gap
                .entries
                .iter()
                .map(|number| (u32::from(*number) + 1).to_string());
            let numbers: Vec<_> = numbers.collect();
            let first = gap.entries.first().copied().unwrap_or_default();
            let finding = finding.entry(first).value(gap.value);
            finding.arg(numbers.join("、")).arg(gap.element)
        };
        self.0.into_iter().map(finding).collect()
    }
}

/// Whether the file carries the field and the row says nothing in it.
pub fn says_nothing_in(entry: &EntryView<'_>, element: Element) -> bool {
    entry.is_provided(element) && entry.says_nothing(element)
}

#[cfg(test)]
mod tests {
    use crate::element::Element;
    use crate::engine;
    use crate::import::{Flow, read_csv};
    use crate::rule::Context;
    use crate::standard::{builtin, parse_day};

    #[test]
    fn what_the_row_says_is_shown() {
        let text = "事项名称,实施编码,材料名称,受理标准\n甲,11450721348531435D4001033002000,申请表,无\n";
        let list = read_csv(text);
        let standard = builtin(None).expect("the standard");
        let context = Context::on(parse_day("2026-07-01").expect("a day"));
        let flow = &mut |_| Flow::Continue;
        let result = engine::check(list, standard.into(), context, flow).expect("not cancelled");
        let values: Vec<_> = result
            .findings_of(0)
            .filter(|found| found.stored.finding.element == Element::AcceptStand)
            .map(|found| found.stored.finding.value.map(|value| result.list.text(value)))
            .collect();
        assert_eq!(values, [Some("无")]);
    }
}
