//! `theme-missing`

use crate::element::Element::{self, LegalTheme, LocalLegalTheme, LocalNaturalTheme, NaturalTheme, ServeType};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use serde::Deserialize;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<ThemeMissing>(&META);

const META: Meta = Meta {
    id: "theme-missing",
    title: Label::new("主题分类与服务对象不配套", "Themes do not cover the clients"),
    what: Label::new(
        "服务对象含自然人而没有自然人主题分类，或者含企业、事业、社会组织法人、非法人企业而没有法人主题分类的，判确定问题；\
         只含行政机关、其他组织而没有法人主题分类的判疑似。填有地方特色主题的算有。服务对象为空的不适用，读不出的不判。",
        "Fails when clients include persons without a theme for persons, or enterprises, institutions or organisations without a \
         theme for legal persons; suspected when they are only administrative organs or other organisations. A local theme \
         counts. Does not apply when clients are blank; not checked when they cannot be read.",
    ),
    why: Label::new("没有主题，申请人按主题就找不到这个事项。", "Without a theme the item cannot be found by theme."),
    needs: &[ServeType],
    messages: &[Label::new("服务对象为“{0}”，但没有填写“{1}”", "The clients are “{0}”, but “{1}” is blank")],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeMissing {}

impl ItemRule for ThemeMissing {
    fn check(&self, item: &ItemView<'_>, _: &Context) -> Outcome {
        let clients = item.text(ServeType);
        if clients.is_empty() {
            return Outcome::NotApplicable;
        }
        let natural = lacks(item, NaturalTheme, LocalNaturalTheme);
        let legal = lacks(item, LegalTheme, LocalLegalTheme);
        if natural.is_none() && legal.is_none() {
            return Outcome::NotChecked(Reason::NotProvided);
        }
        if natural != Some(true) && legal != Some(true) {
            return Outcome::Pass;
        }
        let has = |codes: &[&str]| codes.iter().any(|code| item.has_code(ServeType, code));
        let (persons, bodies, others) = (has(&["1"]), has(&["2", "3", "4", "5"]), has(&["6", "7", "9"]));
        if !persons && !bodies && !others {
            return Outcome::NotChecked(Reason::Unreadable);
        }
        let mut found = Vec::new();
        if natural == Some(true) && persons {
            found.push(Finding::fail(NaturalTheme, 0).arg((ServeType, clients)).arg(NaturalTheme));
        }
        if legal == Some(true) && (bodies || others) {
            let finding = if bodies {
                Finding::fail(LegalTheme, 0)
            } else {
                Finding::suspect(LegalTheme, 0)
            };
            found.push(finding.arg((ServeType, clients)).arg(LegalTheme));
        }
        Outcome::of(found)
    }
}

/// Whether the theme is carried and says nothing; `None` when the file does not carry it.
fn lacks(item: &ItemView<'_>, theme: Element, local: Element) -> Option<bool> {
    item.is_provided(theme)
        .then(|| item.says_nothing(theme) && item.says_nothing(local))
}
