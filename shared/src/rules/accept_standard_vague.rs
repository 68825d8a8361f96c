//! `accept-standard-vague`

use crate::element::Element::AcceptStand;
use crate::element::Part;
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::is_placeholder;
use crate::text::phrase::parts;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<AcceptStandardVague>(&META);

const META: Meta = Meta {
    id: "accept-standard-vague",
    title: Label::new("材料受理标准空泛", "Standard of acceptance says nothing"),
    what: Label::new(
        "受理标准每一句都只是“真实有效”“符合国家相关规定”一类的话的，判确定问题；另有具体要点、其中一句空泛的，列为疑似；\
         没有填写的不判。",
        "Fails when every sentence of the standard is of the kind “true and valid”, “meets the relevant provisions”; \
         suspects one such sentence among specific ones; blank standards are not judged.",
    ),
    why: Label::new(
        "申请人无法据此自查材料，窗口人员也没有统一的尺度。",
        "Applicants cannot check their papers against it, and counters have no common measure.",
    ),
    needs: &[AcceptStand],
    messages: &[
        Label::new("受理标准“{0}”没有写出具体的审查要点", "The standard “{0}” tells no point of review"),
        Label::new("受理标准中“{0}”一句空泛，请核对能否写明要点", "The sentence “{0}” in the standard is vague: check whether it can be made specific"),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptStandardVague {
    /// Words of which a sentence that says nothing is made.
    words: Vocabulary,
    /// Words one of which such a sentence holds.
    markers: Vocabulary,
}

impl ItemRule for AcceptStandardVague {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let mut any = false;
        let mut found = Vec::new();
        for entry in item.entries(Part::Material) {
            let text = entry.text(AcceptStand);
            if is_placeholder(text) {
                continue;
            }
            any = true;
            let finding = entry.found(0, AcceptStand, |text| self.judge(text));
            found.extend(finding.map(|finding| finding.entry(entry.number()).value(entry.value(AcceptStand))));
        }
        if any { Outcome::of(found) } else { Outcome::NotApplicable }
    }
}

impl AcceptStandardVague {
    fn judge(&self, text: &str) -> Option<Finding> {
        self.markers.find(text)?;
        let sentences = parts(text);
        let empty = |sentence: &&&str| self.words.makes_up(sentence);
        let vague = |sentence: &&&str| empty(sentence) && self.markers.find(sentence).is_some();
        let sentence = sentences.iter().find(vague)?;
        Some(if sentences.iter().all(|sentence| empty(&sentence)) {
            Finding::fail(AcceptStand, 0).arg(text)
        } else {
            Finding::suspect(AcceptStand, 1).arg(*sentence)
        })
    }
}
