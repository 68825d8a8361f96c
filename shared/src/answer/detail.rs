//! One item with everything known of it.

use super::overview::basis;
use super::{Held, coded, element_name, place_text, rows};
use crate::dictionary::Dictionary;
use crate::element::{Element, Part};
use crate::finding::meaning;
use crate::fix;
use crate::item::{Fields, ItemView, ValueId};
use crate::locale::{Label, Lang};
use crate::protocol::{
    DetailFinding, DimensionLedger, FixRow, ItemDetail, LedgerRow, OutcomeRow, QuotationRow, SubList,
    ValueRow,
};
use crate::quotation::Quotation;
use crate::result::FindingView;
use crate::standard::Dimension;
use crate::text::difference::{Side, changes};

/// Everything about item number `index`; `None` where there is no such item.
pub fn item(held: &Held, index: usize, lang: Lang) -> Option<ItemDetail> {
    let result = &held.result;
    if index >= result.items.len() {
        return None;
    }
    let view = result.list.view(index);
    let main = |element: Element| {
        let spot = Spot {
            element,
            entry: None,
            value: view.value(element),
        };
        value_row(held, &view, &spot, lang)
    };
    let shown = Element::of(Part::Main).filter(|element| view.is_provided(*element));
    Some(ItemDetail {
        row: rows::item(held, index, lang),
        total: result.items.len() as u32,
        level: coded(&view, Element::UseLevel, Dictionary::UseLevel, lang),
        place: place_text(&result.list, view.item().place, None, lang),
        values: shown.map(main).collect(),
        lists: Part::ALL
            .into_iter()
            .skip(1)
            .filter(|part| view.has_part(*part))
            .map(|part| sub_list(held, &view, part, lang))
            .collect(),
        quotations: result
            .quotations(index)
            .iter()
            .map(|known| quotation(known, lang))
            .collect(),
        findings: result
            .findings_of(index)
            .map(|finding| DetailFinding {
                fix: fix(&finding, &view, lang),
                ..finding_detail(&finding, lang)
            })
            .collect(),
        ledger: ledger(held, index, lang),
        dimensions: dimensions(held, index),
        outcomes: result
            .standard
            .clauses()
            .iter()
            .zip(result.outcomes_of(index))
            .map(|(clause, outcome)| OutcomeRow {
                code: clause.code.clone(),
                title: clause.title.get(lang).to_owned(),
                outcome: *outcome,
            })
            .collect(),
    })
}

/// One place of an item where a value may stand.
struct Spot {
    element: Element,
    entry: Option<u16>,
    value: Option<ValueId>,
}

fn value_row(held: &Held, view: &ItemView<'_>, spot: &Spot, lang: Lang) -> ValueRow {
    let list = &held.result.list;
    let text = spot.value.map(|id| list.text(id));
    let findings = held.result.findings_of(view.index()).enumerate();
    ValueRow {
        element: spot.element.id().to_owned(),
        name: spot.element.name(lang).to_owned(),
        value: text.map(str::to_owned),
        meaning: text.and_then(|text| meaning(spot.element, text, lang)),
        place: spot.value.map_or_else(String::new, |id| {
            place_text(list, list.value(id).place(), spot.entry, lang)
        }),
        findings: findings
            .filter(|(_, finding)| {
                finding.stored.finding.element == spot.element && finding.stored.finding.entry == spot.entry
            })
            .map(|(number, _)| number as u32)
            .collect(),
    }
}

fn sub_list(held: &Held, view: &ItemView<'_>, part: Part, lang: Lang) -> SubList {
    let elements: Vec<Element> = Element::of(part)
        .filter(|element| view.is_provided(*element))
        .collect();
    let rows = view.entries(part).map(|entry| {
        let cell = |element: &Element| {
            let spot = Spot {
                element: *element,
                entry: Some(entry.number()),
                value: entry.value(*element),
            };
            value_row(held, view, &spot, lang)
        };
        elements.iter().map(cell).collect()
    });
    SubList {
        name: part.name().get(lang).to_owned(),
        columns: elements
            .iter()
            .map(|element| element.name(lang).to_owned())
            .collect(),
        rows: rows.collect(),
    }
}

/// What is proposed for a finding.
fn fix(finding: &FindingView<'_>, item: &ItemView<'_>, lang: Lang) -> Option<FixRow> {
    let proposal = fix::proposal(finding.result, item, finding.stored)?;
    let mut pieces = changes(finding.value().unwrap_or_default(), &proposal.to);
    let last = pieces.len().saturating_sub(1);
    for (at, piece) in pieces.iter_mut().enumerate() {
        if piece.side == Side::Both {
            piece.text = cut_short(&piece.text, at == 0, at == last);
        }
    }
    let title = match proposal.kind {
        fix::Kind::Safe => Label::new("可安全改为", "Can safely become"),
        fix::Kind::Suggested => Label::new("建议改为", "Might become"),
    };
    Some(FixRow {
        title: title.get(lang).to_owned(),
        pieces,
        to: proposal.to,
        why: proposal.why.get(lang).to_owned(),
    })
}

/// Characters shown of a run in common beside what changes.
const BESIDE: usize = 24;

/// A run in common without what is far from any change; at the beginning of a text only its end is near one, at the end
/// only its beginning.
fn cut_short(text: &str, first: bool, last: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (head, tail) = (if first { 0 } else { BESIDE }, if last { 0 } else { BESIDE });
    if chars.len() <= head + tail {
        return text.to_owned();
    }
    let (head, tail) = (chars.iter().take(head), chars.iter().skip(chars.len() - tail));
    head.chain(['…'].iter()).chain(tail).collect()
}

fn quotation(quotation: &Quotation<'_>, lang: Lang) -> QuotationRow {
    QuotationRow {
        entry: u32::from(quotation.entry) + 1,
        law: quotation.law.title(),
        version: quotation.law.version_shown().render(lang),
        provisions: quotation.provisions(),
        agreement: quotation.agreement,
        pieces: quotation.pieces(),
    }
}

/// A finding with advice, basis and reason; what its value should be is worked out for the item's own page only.
pub fn finding_detail(finding: &FindingView<'_>, lang: Lang) -> DetailFinding {
    let clause = finding.clause();
    let mut row = rows::finding_row(finding, lang);
    row.value = finding.value().map(str::to_owned);
    if finding.stored.finding.entry.is_none() {
        row.element_name = element_name(finding.stored.finding.element, lang);
    }
    DetailFinding {
        row,
        fix: None,
        advice: clause.advice.get(lang).to_owned(),
        basis: basis(clause),
        why: finding
            .meta()
            .map_or_else(String::new, |meta| meta.why.get(lang).to_owned()),
    }
}

fn ledger(held: &Held, index: usize, lang: Lang) -> Vec<LedgerRow> {
    let standard = &held.result.standard;
    let lines = held.result.items[index].score.ledger.iter();
    lines
        .map(|line| {
            let clause = &standard.clauses()[usize::from(line.clause)];
            LedgerRow {
                code: clause.code.clone(),
                title: clause.title.get(lang).to_owned(),
                dimension: clause.dimension,
                severity: clause.severity,
                points: clause.points,
                occurrences: line.occurrences,
                gross: line.gross,
                deducted: line.deducted,
            }
        })
        .collect()
}

fn dimensions(held: &Held, index: usize) -> Vec<DimensionLedger> {
    let lines = &held.result.items[index].score.dimensions;
    let taken = Dimension::ALL
        .iter()
        .zip(lines)
        .filter(|(_, line)| line.gross > 0);
    taken
        .map(|(dimension, line)| DimensionLedger {
            dimension: *dimension,
            gross: line.gross,
            cap: held.result.standard.cap(*dimension),
            deducted: line.deducted,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, cut_short};

    #[test]
    fn runs_in_common_keep_what_is_near_a_change() {
        let long: String = ('一'..).take(3 * BESIDE).collect();
        let head: String = long.chars().take(BESIDE).collect();
        let tail: String = long.chars().skip(2 * BESIDE).collect();
        for (first, last, shown) in [
            (true, false, format!("…{tail}")),
            (false, true, format!("{head}…")),
            (false, false, format!("{head}…{tail}")),
        ] {
            assert_eq!(cut_short(&long, first, last), shown);
        }
        assert_eq!(cut_short(&head, true, false), head);
        assert_eq!(cut_short("", true, true), "");
    }
}
