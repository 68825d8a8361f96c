//! `law-title-abbreviated`

use crate::cells::Cells;
use crate::finding::{Arg, Finding};
use crate::fix::Proposal;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Rule};
use crate::text::citation::{Citation, Form, citations_in};
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LawTitleAbbreviated>(&META);

const META: Meta = Meta {
    id: "law-title-abbreviated",
    title: Label::new("法律名称写简称", "Title of a law abbreviated"),
    what: Label::new(
        "看`elements`各要素的文字：书名号里的名称在法律库中是现行法律、行政法规，而全称冠有“中华人民共和国”、这里没有写的，或者只是一部现行法的\
         简称的，判疑似，每栏报第一处；同一栏别处写有全称的、库中没有的名称不判。",
        "Looks at the texts of `elements`: suspected where a title between 《》 is in force, but its full form begins with the state's name \
         and this does not, or where it abbreviates one single law in force; the first one of a text. Texts that give the full title \
         elsewhere, and titles that the index lacks, are not judged.",
    ),
    why: Label::new(
        "依据写全称，申请人才查得到，平台才对得上。",
        "With its full title people find the law, and platforms can match it.",
    ),
    needs: &[],
    messages: &[Label::new(
        "“{0}”是简称，全称是《{1}》，请核对",
        "“{0}” is an abbreviation of 《{1}》: check it",
    )],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawTitleAbbreviated {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Elements judged.
    elements: Cells,
}

impl ItemRule for LawTitleAbbreviated {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        self.elements.judge_texts(item, |cell| {
            if !cell.text.contains('《') {
                return None;
            }
            let citations = citations_in(cell.text).into_iter();
            let (title, full) = citations
                .filter_map(|citation| self.abbreviation(&citation, context.date))
                .find(|(_, full)| !cell.text.contains(full.as_str()))?;
            Some(cell.locate(Finding::suspect(cell.element, 0).arg(title).arg(full)))
        })
    }

    fn fix(&self, item: &ItemView<'_>, finding: &Finding, _: &Context) -> Option<Proposal> {
        let [Arg::Text(title), Arg::Text(full)] = finding.args.as_slice() else {
            return None;
        };
        let text = item.list().text(finding.value?);
        (text.matches(&**title).count() == 1).then(|| {
            let why = Label::new("法律库中的全称，请核对", "the full title in the index of laws: check it");
            Proposal::suggested(text.replacen(&**title, full, 1), why)
        })
    }
}

impl LawTitleAbbreviated {
    /// What a law in force is cited by, and its full title, where that is longer.
    fn abbreviation<'a>(&self, citation: &Citation<'a>, date: Date) -> Option<(&'a str, String)> {
        if citation.form != Form::Quoted {
            return None;
        }
        let Match::Current(law) = self.laws.resolve(citation.title, citation.version, date) else {
            return None;
        };
        let full = law.title();
        // A remark on the version behind the title (`公司法（2018年修正）`) is no abbreviation.
        let title = citation.title.split(['（', '(']).next().unwrap_or_default().trim();
        (title.chars().count() < full.chars().count()).then_some((title, full))
    }
}
