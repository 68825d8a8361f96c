//! The result for a terminal: by unit and item, score first, then each problem with what to do about it.

mod campaigns;
mod references;

use crate::terminal::{BOLD, DIM, GREEN, RED, Screen, YELLOW};
use shared::element::Element;
use shared::finding::Certainty;
use shared::item::Fields as _;
use shared::locale::{Label, Lang};
use shared::notice::NoticeSeverity;
use shared::quotation::{Agreement, Quotation};
use shared::report::xlsx::{NotChecked, element_text};
use shared::report::{place_of, place_text, points_text};
use shared::result::{CheckResult, ENGINE_VERSION, FindingView};
use shared::rule::OutcomeKind;
use shared::standard::Points;
use shared::text::difference::Side;
use std::collections::BTreeMap;

/// How the text looks.
pub(super) struct Style {
    /// Language.
    pub(super) lang: Lang,
    /// ANSI colours.
    pub(super) colors: bool,
    /// Columns of a line.
    pub(super) columns: usize,
    /// Units and totals only.
    pub(super) quiet: bool,
}

/// Renders a result.
pub(super) fn render(result: &CheckResult, style: &Style) -> String {
    let mut page = Page {
        style,
        screen: Screen {
            colors: style.colors,
            columns: style.columns,
            out: String::new(),
        },
    };
    page.head(result);
    page.units(result);
    page.notices(result);
    page.references(result);
    page.campaigns(result);
    if !style.quiet {
        page.not_checked(result);
    }
    page.totals(result);
    page.screen.out
}

struct Page<'s> {
    style: &'s Style,
    screen: Screen,
}

impl Page<'_> {
    fn label(&self, zh: &'static str, en: &'static str) -> &'static str {
        Label::new(zh, en).get(self.style.lang)
    }

    fn line(&mut self, indent: usize, color: &str, text: &str) {
        self.screen.line(indent, color, text);
    }

    fn head(&mut self, result: &CheckResult) {
        let document = &result.standard.document;
        let short: String = result
            .standard
            .digest
            .chars()
            .take("sha256:".len() + 12)
            .collect();
        let title = format!(
            "{} {ENGINE_VERSION} · {}",
            self.label("清查", "Qingcha"),
            document.title.get(self.style.lang)
        );
        self.line(0, BOLD, &title);
        let standard = format!(
            "{} {} · {short} · {}",
            document.id, document.version, result.context.date
        );
        self.line(0, DIM, &standard);
    }

    fn units(&mut self, result: &CheckResult) {
        // Items stay in their order within the unit; units in order of first appearance, as in the summary.
        let units = &result.units;
        let mut items = vec![Vec::new(); units.all().len()];
        for index in 0..result.items.len() {
            items[units.number(index)].push(index);
        }
        let lines = result.summary().by_unit;
        for ((unit, own), items) in lines.iter().zip(units.all()).zip(items) {
            let name = own.title(self.style.lang);
            let line = match self.style.lang {
                Lang::ZhCn => format!(
                    "{name}  {}个事项，平均{}分，问题{}个，疑似{}个{}",
                    unit.items,
                    points_text(unit.score),
                    unit.fails,
                    unit.suspects,
                    match unit.vetoed {
                        0 => String::new(),
                        vetoed => format!("；{vetoed}个事项被否决，不合格"),
                    }
                ),
                Lang::En => format!(
                    "{name}  items {}, mean {}, problems {}, suspects {}{}",
                    unit.items,
                    points_text(unit.score),
                    unit.fails,
                    unit.suspects,
                    match unit.vetoed {
                        0 => String::new(),
                        vetoed => format!("; unqualified by veto {vetoed}"),
                    }
                ),
            };
            self.screen.gap();
            self.line(0, BOLD, &line);
            if !self.style.quiet {
                for index in items {
                    self.item(result, index);
                }
            }
        }
    }

    fn item(&mut self, result: &CheckResult, index: usize) {
        let item = result.list.view(index);
        let own = &result.items[index];
        let lang = self.style.lang;
        let grade = result
            .standard
            .document
            .grade
            .get(own.score.grade)
            .map_or("", |grade| grade.name.get(lang));
        let name = match item.text(Element::TaskName) {
            "" => self.label("（未写事项名称）", "(no name given)"),
            name => name,
        };
        let version = match item.text(Element::TaskVersion) {
            "" => String::new(),
            version => format!(" v{version}"),
        };
        let color = if own.score.ledger.is_empty() { GREEN } else { BOLD };
        self.line(
            2,
            color,
            &format!("{} {grade}  {name}", points_text(own.score.points)),
        );
        if !item.key().is_empty() {
            self.line(4, DIM, &format!("{}{version}", item.key()));
        }
        for finding in result.findings_of(index) {
            self.finding(&finding);
        }
        for quotation in result.quotations(index) {
            self.quotation(&quotation);
        }
    }

    /// A quotation that differs, with the article in force: `[-…-]` stands in the list only, `{+…+}` in the law only.
    fn quotation(&mut self, quotation: &Quotation<'_>) {
        if quotation.agreement == Agreement::Same {
            return;
        }
        let head = match self.style.lang {
            Lang::ZhCn => format!(
                "条文对照 第{}条设定依据与《{}》（{}版本）{}：[-清单-] {{+现行条文+}}",
                quotation.entry + 1,
                quotation.law.title(),
                quotation.law.version_shown().render(self.style.lang),
                quotation.provisions()
            ),
            Lang::En => format!(
                "Compared: legal basis {} with “{}” (version of {}), {}: [-list-] {{+in force+}}",
                quotation.entry + 1,
                quotation.law.title(),
                quotation.law.version_shown().render(self.style.lang),
                quotation.provisions()
            ),
        };
        self.line(4, DIM, &head);
        let marked = quotation.pieces().into_iter().map(|piece| match piece.side {
            Side::Both => piece.text,
            Side::First => format!("[-{}-]", piece.text),
            Side::Second => format!("{{+{}+}}", piece.text),
        });
        self.line(6, "", &marked.collect::<String>());
    }

    fn finding(&mut self, view: &FindingView<'_>) {
        let lang = self.style.lang;
        let (clause, finding) = (view.clause(), &view.stored.finding);
        let element = element_text(finding.element, finding.entry, lang);
        let severity = clause.severity.name().get(lang);
        let head = match finding.certainty {
            Certainty::Fail => format!(
                "✗ {} {severity} {element}{}",
                clause.code,
                self.gain(view.points())
            ),
            Certainty::Suspect => format!(
                "? {} {} {element}",
                clause.code,
                finding.certainty.name().get(lang)
            ),
        };
        let color = if finding.certainty == Certainty::Fail {
            RED
        } else {
            YELLOW
        };
        self.line(4, color, &head);
        self.line(6, "", &view.message(lang));
        if let Some(value) = view.value() {
            let shown = shortened(value);
            self.line(
                6,
                DIM,
                &format!(
                    "{}{shown}  [{}]",
                    self.label("现值：", "value: "),
                    place_of(view, lang)
                ),
            );
        }
        self.line(
            6,
            DIM,
            &format!("{}{}", self.label("改法：", "advice: "), clause.advice.get(lang)),
        );
    }

    /// What mending this one problem alone brings; nothing where the same clause found more.
    fn gain(&self, points: Points) -> String {
        if points == 0 {
            return String::new();
        }
        let points = points_text(points);
        match self.style.lang {
            Lang::ZhCn => format!("  改正可得{points}分"),
            Lang::En => format!("  +{points} if mended"),
        }
    }

    /// Notices that ask for attention; those for information stand in JSON and in the workbook.
    fn notices(&mut self, result: &CheckResult) {
        let notices = &result.list.notices;
        if notices.is_empty() || self.style.quiet {
            return;
        }
        self.screen.gap();
        self.line(0, BOLD, self.label("读取提示", "Notices"));
        let mut passed_over = 0_usize;
        for notice in notices {
            if notice.code.severity() == NoticeSeverity::Info {
                passed_over += 1;
                continue;
            }
            let source = result.list.sources.get(usize::from(notice.source));
            let place = match notice.place {
                Some(place) => place_text(result, place, self.style.lang),
                None => source.map_or_else(String::new, |source| source.name.clone()),
            };
            let severity = notice.code.severity().name().get(self.style.lang);
            let text = format!("{severity} · {place} · {}", notice.message(self.style.lang));
            self.line(2, "", &text);
        }
        if passed_over > 0 {
            let text = match self.style.lang {
                Lang::ZhCn => format!("另有{passed_over}条说明，见json或xlsx结果"),
                Lang::En => format!("{passed_over} more for information: see the json or xlsx result"),
            };
            self.line(2, DIM, &text);
        }
    }

    /// Which clauses were not checked, by reason; the number of items where it was not all of them.
    fn not_checked(&mut self, result: &CheckResult) {
        let total = result.items.len() as u64;
        let mut by_reason: BTreeMap<OutcomeKind, Vec<String>> = BTreeMap::new();
        for line in NotChecked::of(result) {
            let code = &result.standard.clauses()[line.clause].code;
            let text = if line.items == total {
                code.clone()
            } else {
                format!("{code}({})", line.items)
            };
            by_reason.entry(line.kind).or_default().push(text);
        }
        if by_reason.is_empty() {
            return;
        }
        self.screen.gap();
        let title = self.label(
            "未检查的条款（括号内为事项数）",
            "Clauses not checked (number of items in brackets)",
        );
        self.line(0, BOLD, title);
        for (reason, codes) in by_reason {
            let text = format!("{}  {}", reason.name().get(self.style.lang), codes.join(" "));
            self.line(2, DIM, &text);
        }
    }

    fn totals(&mut self, result: &CheckResult) {
        let summary = result.summary();
        let text = match self.style.lang {
            Lang::ZhCn => format!(
                "合计  {}个事项，平均{}分；{}个事项有问题，共{}个问题，{}个疑似；否决{}个",
                summary.items,
                points_text(summary.score),
                summary.problem_items,
                summary.fails,
                summary.suspects,
                summary.vetoed
            ),
            Lang::En => format!(
                "Total  items {}, mean {}; items with problems {}, problems {}, suspects {}; vetoed {}",
                summary.items,
                points_text(summary.score),
                summary.problem_items,
                summary.fails,
                summary.suspects,
                summary.vetoed
            ),
        };
        self.screen.gap();
        self.line(0, BOLD, &text);
    }
}

/// The first characters of a long value; the whole one stands in the list.
fn shortened(value: &str) -> String {
    const SHOWN: usize = 120;
    let mut shown: String = value
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    if value.trim().chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_values_are_shortened() {
        assert_eq!(shortened(&"材".repeat(121)), format!("{}…", "材".repeat(120)));
        assert_eq!(shortened(" a\nb "), "a b");
    }
}
