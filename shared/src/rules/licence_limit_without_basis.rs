//! `licence-limit-without-basis`

use crate::basis::{BasisText, Ranks, limit_texts};
use crate::element::Element::{AnticipateDay, AnticipateExplain, ByLaw, LawContent, LawName};
use crate::element::{Element, Part};
use crate::finding::Finding;
use crate::item::{Fields, ItemView};
use crate::law::{Laws, Match, Rank, limits_of};
use crate::locale::Label;
use crate::rule::{Context, ItemRule, Meta, Outcome, Reason, Rule};
use crate::text::limit::{Limit, Role, Unit, limits_in};
use crate::time_limit::{STATUTORY, certainly_longer, exceeds_working_days};
use serde::Deserialize;
use std::sync::Arc;
use time::Date;

/// The rule.
pub(super) const RULE: Rule = Rule::item::<LicenceLimitWithoutBasis>(&META);

const META: Meta = Meta {
    id: "licence-limit-without-basis",
    title: Label::new("行政许可法定时限超过一般期限而没有依据", "Licence limit beyond the general one without basis"),
    what: Label::new(
        "用于行政许可。法定办结时限超过`usual`个工作日的，看法定期限表中设定依据引用的法律（不论引用哪一条）、法定时限说明写明的条款，或者设定依据、条款内容、法定时限说明的文字里，有没有不短于它的期限：\
         没有的判疑似；超过`joint`个工作日的，写明期限的还须是法律、法规，否则判疑似。不超过的合格，时限为空的不适用。",
        "For licences. Where the statutory limit exceeds `usual` working days, a limit not shorter than it must stand in the table of \
         statutory limits for a law cited as basis, whichever article is cited, or for an article cited in the note on the limit, or in the words of the basis, of its articles or \
         of the note; suspected where none \
         is, and beyond `joint` working days also where what states it is no law or regulation. Does not apply to a blank limit.",
    ),
    why: Label::new(
        "行政许可一般应自受理之日起二十日内决定，法律、法规另有规定的才能更长。",
        "Licences are decided within twenty days unless a law or regulation provides otherwise.",
    ),
    needs: &[AnticipateDay],
    messages: &[
        Label::new(
            "法定办结时限“{0}”超过{1}个工作日，依据和时限说明中没有看到法律、法规规定的更长期限，请核对",
            "The statutory limit “{0}” exceeds {1} working days, and no longer limit is seen in its bases or in the note: please check",
        ),
        Label::new(
            "法定办结时限“{0}”超过{1}个工作日，没有看到规定这一期限的法律、法规，请核对",
            "The statutory limit “{0}” exceeds {1} working days, and no law or regulation is seen that sets it: please check",
        ),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LicenceLimitWithoutBasis {
    #[serde(skip, default = "Laws::builtin")]
    laws: Arc<Laws>,
    /// Working days for a licence (行政许可法 art. 42).
    usual: u32,
    /// Working days where several authorities decide together.
    joint: u32,
}

/// Whether a limit is stated, and by what.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stated {
    Nowhere,
    Somewhere,
    ByLaw,
}

impl ItemRule for LicenceLimitWithoutBasis {
    fn use_laws(&mut self, laws: &Arc<Laws>) {
        self.laws = Arc::clone(laws);
    }

    fn check(&self, item: &ItemView<'_>, context: &Context) -> Outcome {
        let text = item.text(AnticipateDay);
        if text.is_empty() {
            return Outcome::NotApplicable;
        }
        let Some(limit) = STATUTORY.of(item).filter(|limit| limit.unit != Unit::Unstated) else {
            return Outcome::NotChecked(Reason::Unreadable);
        };
        if !exceeds_working_days(limit, self.usual) {
            return Outcome::Pass;
        }
        let (message, days) = match self.stated(item, limit, context.date) {
            Stated::Somewhere if exceeds_working_days(limit, self.joint) => (1, self.joint),
            Stated::ByLaw | Stated::Somewhere => return Outcome::Pass,
            Stated::Nowhere => (0, self.usual),
        };
        let finding = Finding::suspect(AnticipateDay, message).value(item.value(AnticipateDay));
        Outcome::Found(vec![finding.arg(text).arg(i64::from(days))])
    }
}

impl LicenceLimitWithoutBasis {
    /// The strongest statement of a limit that is not shorter than `limit`.
    fn stated(&self, item: &ItemView<'_>, limit: Limit, date: Date) -> Stated {
        if self.in_table(item, limit, date) {
            return Stated::ByLaw;
        }
        let own = [ByLaw, AnticipateExplain].map(|element| (stating(item, element), item.text(element)));
        let rows = item.entries(Part::Law).map(|entry| (stating(&entry, LawContent), entry.text(LawName)));
        let states = |text: &str| plain_limits(text).any(|stated| !certainly_longer(limit, stated));
        let statements = own.into_iter().chain(rows).filter(|(text, _)| states(text)).map(|(_, source)| {
            let ranks = Ranks::in_force(&self.laws, source, "", date);
            if ranks.any_of(&[Rank::Law, Rank::AdministrativeRegulation, Rank::LocalRegulation]) {
                Stated::ByLaw
            } else {
                Stated::Somewhere
            }
        });
        statements.max().unwrap_or(Stated::Nowhere)
    }

    /// Whether a cited law has such a limit in the table. A basis cites the article that sets the licence, and its limit
    /// mostly stands in another; a note on the limit cites the article of the limit.
    fn in_table(&self, item: &ItemView<'_>, limit: Limit, date: Date) -> bool {
        let limits = |basis: &BasisText<'_>| -> Vec<Limit> {
            let is_note = basis.element == AnticipateExplain;
            let cited = basis.limiting_citations().into_iter().flat_map(|citation| {
                let articles = if is_note { citation.articles.as_slice() } else { &[] };
                match self.laws.resolve(citation.title, citation.version, date) {
                    Match::Current(law) => limits_of(&self.laws, law, articles),
                    _ => Vec::new(),
                }
            });
            cited.map(|row| row.limit).collect()
        };
        limit_texts(item).iter().any(|basis| {
            let question = if basis.element == AnticipateExplain { 2 } else { 1 };
            let none = basis.passes(item.list(), question, || limits(basis).is_empty());
            !none && limits(basis).into_iter().any(|known| !certainly_longer(limit, known))
        })
    }
}

/// The limits a text states plainly.
fn plain_limits(text: &str) -> impl Iterator<Item = Limit> {
    let mentions = limits_in(text).into_iter().filter(|mention| mention.role == Role::Plain);
    mentions.map(|mention| mention.limit)
}

/// The text of `element`; empty where it is known to state no limit.
fn stating<'a>(fields: &impl Fields<'a>, element: Element) -> &'a str {
    let states_none = fields.passes(0, element, |text| plain_limits(text).next().is_none());
    if states_none { "" } else { fields.text(element) }
}
