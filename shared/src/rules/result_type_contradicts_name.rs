//! `result-type-contradicts-name`

use crate::dictionary::Dictionary;
use crate::element::Element::{ResultName, ResultType};
use crate::finding::{Arg, Finding};
use crate::item::{Fields, ItemView, split_codes};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::is_placeholder;
use crate::text::phrase::closing_bracket;
use crate::text::vocabulary::Vocabulary;
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ResultTypeContradictsName>(&META);

const META: Meta = Meta {
    id: "result-type-contradicts-name",
    title: Label::new("结果名称与结果类型不匹配", "Result name and type do not match"),
    what: Label::new(
        "结果名称以“证”“执照”结尾（凭证、公证等除外）而类型不含“证照”的，以“批复”“批文”等结尾而类型不含“批文”的，判确定问题，\
         名称里有“或”“及”“、”一类连接词的判疑似；并列几种结果（连接词前也是证照、文书）的不判；名称为空或“无”的不适用。",
        "Fails when the name ends in “certificate” or “licence” (vouchers, notarisation and the like aside) and the type \
         lacks certificate, or ends in “approval document” and the type lacks it, suspected where words are joined in the name; names of \
         several results are not judged; does not apply to blank names.",
    ),
    why: Label::new(
        "类型填错，电子证照就归集不到，跨部门也核验不了。",
        "With the wrong type the electronic certificate is not collected and cannot be verified by others.",
    ),
    needs: &[ResultName, ResultType],
    messages: &[Label::new("结果名称“{0}”应属“{1}”，结果类型却是“{2}”", "The result “{0}” is of the kind “{1}”, but its type reads “{2}”")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResultTypeContradictsName {
    /// Endings of certificates (type 10).
    certificates: Vocabulary,
    /// Endings that look like certificates and are none.
    others: Vocabulary,
    /// Endings of approval documents (type 20).
    approvals: Vocabulary,
    /// Endings of documents of all kinds: what stands before an “or” or “and” are several results.
    documents: Vocabulary,
}

/// What joins results, or words within the name of one (“改建或者新建建筑物的批复”).
const JOINING: [char; 8] = ['、', '，', ',', '/', '或', '及', '和', '与'];

impl ItemRule for ResultTypeContradictsName {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let (name, kind) = (item.text(ResultName), item.text(ResultType));
        if is_placeholder(name) || kind.is_empty() {
            return Outcome::NotApplicable;
        }
        if split_codes(Dictionary::ResultType, kind).any(|code| code.is_err()) {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        let Some(wanted) = self.kind_of(name) else { return Outcome::Pass };
        if item.has_code(ResultType, wanted) {
            return Outcome::Pass;
        }
        let finding = if name.contains(JOINING) { Finding::suspect(ResultType, 0) } else { Finding::fail(ResultType, 0) };
        let mut finding = finding.arg(name).value(item.value(ResultType));
        let mut code = |code: &str| finding.args.push(Arg::Code(Dictionary::ResultType, code.into()));
        code(wanted);
        code(item.codes(ResultType).first().copied().unwrap_or_default());
        Outcome::Found(vec![finding])
    }
}

impl ResultTypeContradictsName {
    /// The type a name belongs to, where that is beyond doubt.
    fn kind_of(&self, name: &str) -> Option<&'static str> {
        let mut pieces: Vec<&str> = name.split(JOINING).collect();
        pieces.pop();
        let is_result = |piece: &&str| self.documents.end(closing_bracket(piece).0.trim_matches(['《', '》', '“', '”'])).is_some();
        if name.contains(['；', ';', '\n']) || pieces.iter().any(is_result) {
            return None;
        }
        let (head, _) = closing_bracket(name);
        let head = head.trim_matches(['《', '》', '“', '”', '。']);
        if self.others.end(head).is_some() {
            None
        } else if self.certificates.end(head).is_some() {
            Some("10")
        } else {
            self.approvals.end(head).map(|_| "20")
        }
    }
}
