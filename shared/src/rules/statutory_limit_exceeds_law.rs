//! `statutory-limit-exceeds-law`

use crate::basis::limit_texts;
use crate::element::Element::{AnticipateDay, AnticipateExplain};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Law, Laws, Match, StatutoryLimit, limits_of};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::citation::Citation;
use crate::text::limit::Unit;
use crate::time_limit::{STATUTORY, certainly_longer};
use serde::Deserialize;
use std::sync::Arc;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<StatutoryLimitExceedsLaw>(&META);

const META: Meta = Meta {
    id: "statutory-limit-exceeds-law",
    title: Label::new("法定办结时限长于依据条文的期限", "Statutory limit longer than the law’s"),
    what: Label::new(
        "设定依据引用的法律条款（没有写条款的看全法）在法定期限表中有期限的，与法定办结时限比较：比其中每一个期限、也比法定时限说明引用的条款在表中的期限都长的判疑似，\
         并引出条文原句；“日”按工作日、自然日两种算法都更长才算。依据的条款不在表中、现行版本与表中不同的，不适用。",
        "Where the provisions cited as bases (without one, the whole law) have limits in the table of statutory limits, the item’s \
         statutory limit is compared: suspected when it is longer than each of them and than those of what the note on the limit cites, with the sentence of the law; days of an unsaid \
         kind are counted both as working days and as calendar days. Does not apply where the table has none, or of another version.",
    ),
    why: Label::new(
        "法定时限填得比法律规定的长，办事人等得更久，承诺提速也是虚的。",
        "A statutory limit longer than the law’s makes people wait, and makes the promised acceleration hollow.",
    ),
    needs: &[AnticipateDay],
    messages: &[
        Label::new(
            "法定办结时限“{0}”长于《{1}》第{2}条的{3}（“{4}”），请核对",
            "The statutory limit “{0}” is longer than the {3} of “{1}”, article {2} (“{4}”): please check",
        ),
        Label::new(
            "法定办结时限“{0}”长于《{1}》第{2}条的{3}（“{4}……”），请核对",
            "The statutory limit “{0}” is longer than the {3} of “{1}”, article {2} (“{4}…”): please check",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatutoryLimitExceedsLaw {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
}

impl ItemRule for StatutoryLimitExceedsLaw {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let text = item.text(AnticipateDay);
        if text.is_empty() {
            return Outcome::NotApplicable;
        }
        let mut longest: Option<(&Law, &StatutoryLimit)> = None;
        let mut within = false;
        let stated = STATUTORY.of(item).filter(|limit| limit.unit != Unit::Unstated);
        for basis in limit_texts(item) {
            let limited = |citation: &Citation<'_>| match self.laws.resolve(citation.title, citation.version, context.date) {
                Match::Current(law) => !limits_of(&self.laws, law, &citation.articles).is_empty(),
                _ => false,
            };
            if basis.passes(item.list(), 0, || !basis.limiting_citations().iter().any(limited)) {
                continue;
            }
            for citation in basis.limiting_citations() {
                let Match::Current(law) = self.laws.resolve(citation.title, citation.version, context.date) else {
                    continue;
                };
                for limit in limits_of(&self.laws, law, &citation.articles) {
                    within |= stated.is_some_and(|stated| !certainly_longer(stated, limit.limit));
                    // The note says where the limit comes from, and is no basis: it can only speak for the limit.
                    if basis.element != AnticipateExplain && longest.is_none_or(|(_, known)| certainly_longer(limit.limit, known.limit)) {
                        longest = Some((law, limit));
                    }
                }
            }
        }
        match (longest, stated) {
            (None, _) => Outcome::NotApplicable,
            (Some(_), None) => Outcome::NotChecked(Reason::Unreadable),
            (Some(_), Some(_)) if within => Outcome::Pass,
            (Some((law, limit)), Some(_)) => {
                // The table cuts long sentences off at their end.
                let message = u8::from(!limit.sentence.ends_with(['。', '；']));
                let finding = Finding::suspect(AnticipateDay, message).value(item.value(AnticipateDay)).arg(text);
                let sentence = Label::new(limit.sentence, limit.sentence);
                let finding = finding.arg(law.title()).arg(i64::from(limit.article)).arg(limit.words()).arg(sentence);
                Outcome::Found(vec![finding])
            }
        }
    }
}
