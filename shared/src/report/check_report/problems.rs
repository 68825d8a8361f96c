//! Problems and suspects one by one, under their authority and item; and the items that a veto made unqualified.

use super::{Report, basis, severity};
use crate::answer;
use crate::element::Element;
use crate::finding::Certainty;
use crate::item::Fields;
use crate::locale::Lang;
use crate::report::document::{Cell, Column, Level, Look, Paragraph, Row, Run, Table, Tone};
use crate::report::points_text;
use crate::result::FindingView;
use crate::standard::Severity;

/// Vetoed items that are named.
const VETOES: usize = 200;

const PROBLEMS: &[Column] = &[
    Column::mark("条款", "Clause", 19),
    Column::head("要素与位置", "Element and place", 37),
    Column::text("问题、建议与依据", "Problem, advice and basis", 83),
    Column::number("改正可得", "Gain", 17),
];

const SUSPECTS: &[Column] = &[
    Column::mark("条款", "Clause", 19),
    Column::head("要素与位置", "Element and place", 37),
    Column::text("疑点、建议与依据", "Doubt, advice and basis", 100),
];

impl Report<'_> {
    /// Certain problems or suspects, told item by item until `most` are reached.
    pub(super) fn findings(&mut self, certainty: Certainty, most: usize) {
        let certain = certainty == Certainty::Fail;
        let total = if certain {
            self.heading("问题清单", "Problems");
            self.figures.fails
        } else {
            self.heading("疑似问题", "Suspects");
            self.figures.suspects
        };
        if total == 0 {
            if certain {
                self.paragraph("没有发现确定的问题。", "No certain problem was found.", &[]);
            } else {
                self.paragraph("没有疑似问题。", "There are no suspects.", &[]);
            }
            return;
        }
        self.explain(certain);
        let told = self.by_unit(certainty, most);
        let left = total.saturating_sub(told as u64);
        if left > 0 {
            self.paragraph(
                "以上列出{0}个，还有{1}个没有列出；全部{2}个见问题清单工作簿（xlsx）。",
                "{0} are listed above, {1} are not; all {2} are in the workbook (xlsx).",
                &[&told, &left, &total],
            );
        }
    }

    fn explain(&mut self, certain: bool) {
        if certain {
            self.remark(
                "“改正可得”是只改正这一处时该事项增加的分数，几个条款说的是同一处空白时一并计算；同一条款有多处问题或扣分已到上限时可能为0。依据后的方括号内是来源的可信度。",
                "“Gain” is what mending this one place alone adds to the item's score, for a blank with all clauses that speak of it; it may be 0 where a clause found more or its cap is reached. Brackets behind a basis tell how far it can be relied on.",
                &[],
            );
        } else {
            self.remark(
                "疑似问题没有扣分，是否成立须由人核对。",
                "Suspects took no points; whether they hold is for a person to say.",
                &[],
            );
        }
    }

    /// Returns how many were told.
    fn by_unit(&mut self, certainty: Certainty, most: usize) -> usize {
        let held = self.held;
        let units = &held.result.units;
        let mut items = vec![Vec::new(); units.all().len()];
        for index in 0..held.result.items.len() {
            let of_item = held.result.findings_of(index);
            if of_item.map(certainty_of).any(|found| found == certainty) {
                items[units.number(index)].push(index);
            }
        }
        let mut told = 0;
        // Authorities in order of first appearance, as everywhere.
        for ((unit, line), items) in units.all().iter().zip(&held.summary.by_unit).zip(items) {
            if items.is_empty() || told >= most {
                continue;
            }
            let name = unit.title(self.lang);
            let heading = self.sentence(
                "{0}（{1}个事项，平均{2}分）",
                "{0} (items: {1}, mean {2})",
                &[&name, &line.items, &points_text(line.score)],
            );
            self.document.heading(Level::Two, heading);
            let mut rows = Vec::new();
            for (number, item) in (1..).zip(items) {
                if told >= most {
                    break;
                }
                rows.push(Row::Group(self.item(item, number)));
                let before = rows.len();
                // Findings stand in the order of clauses: what is said of a clause is said with its first.
                let mut last = None;
                for view in held.result.findings_of(item) {
                    if view.stored.finding.certainty == certainty {
                        let first = last.replace(view.stored.clause) != Some(view.stored.clause);
                        rows.push(Row::Cells(self.finding(&view, first)));
                    }
                }
                told += rows.len() - before;
            }
            let columns = match certainty {
                Certainty::Fail => PROBLEMS,
                Certainty::Suspect => SUSPECTS,
            };
            self.document.table(Table::new(name, columns, rows).dense());
        }
        told
    }

    /// Name, code, version and score of an item in one line.
    fn item(&self, index: usize, number: usize) -> Paragraph {
        let held = self.held;
        let row = answer::item_row(held, index, self.lang);
        let name = match row.name.as_str() {
            "" => self.label("（未填写事项名称）", "(no name given)"),
            name => name,
        };
        let mut parts = Vec::new();
        if !row.key.is_empty() {
            parts.push(self.sentence("编码{0}", "code {0}", &[&row.key]));
        }
        let view = held.result.list.view(index);
        let version = view.text(Element::TaskVersion);
        if !version.is_empty() {
            parts.push(self.sentence("版本{0}", "version {0}", &[&version]));
        }
        parts.push(self.sentence("得分{0}", "score {0}", &[&points_text(row.score)]));
        parts.push(row.grade.1.clone());
        let between = match self.lang {
            Lang::ZhCn => "，",
            Lang::En => ", ",
        };
        Paragraph::of([
            Run::new(Look::Strong, format!("{number}. {name}  ")),
            Run::new(Look::Quiet, parts.join(between)),
        ])
    }

    /// The row of a finding; `first` of its clause in the item.
    fn finding(&self, view: &FindingView<'_>, first: bool) -> Vec<Cell> {
        let found = answer::finding_detail(view, self.lang);
        let row = &found.row;
        let certain = row.certainty == Certainty::Fail;
        let line = |runs: Vec<Run>| Paragraph::of(runs);
        let mark = if certain {
            severity(row.severity, self.lang)
        } else {
            let suspect = row.certainty.name().get(self.lang);
            line(vec![Run::new(Look::Tag(Tone::Suspect), suspect)])
        };
        let mut text = vec![line(vec![Run::new(Look::Strong, row.message.as_str())])];
        if let Some(value) = &row.value {
            let name = Run::new(Look::Quiet, self.label("现值：", "Value: "));
            text.push(line(vec![name, Run::plain(value.trim())]));
        }
        if first {
            let name = Run::new(Look::Quiet, self.label("建议：", "Advice: "));
            text.push(line(vec![name, Run::plain(found.advice.as_str())]));
            text.push(basis(&found.basis, self.lang));
        } else {
            let same = self.label("建议和依据同上。", "Advice and basis as above.");
            text.push(line(vec![Run::new(Look::Quiet, same)]));
        }
        let place = vec![
            line(vec![Run::plain(row.element_name.as_str())]),
            line(vec![Run::new(Look::Quiet, row.place.as_str())]),
        ];
        let mut cells = vec![
            Cell(vec![row.code.as_str().into(), mark]),
            Cell(place),
            Cell(text),
        ];
        if certain {
            cells.push(points_text(row.points).into());
        }
        cells
    }

    /// The items that a veto made unqualified, with the clauses that did.
    pub(super) fn vetoes(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::text("单位", "Authority", 36),
            Column::head("事项", "Item", 44),
            Column::text("编码", "Code", 40),
            Column::text("否决条款", "Veto", 36),
        ];
        let held = self.held;
        let clauses = held.result.standard.clauses();
        let vetoed = (0..held.result.items.len()).filter(|index| held.result.items[*index].score.veto);
        let line = |index: usize| {
            let row = answer::item_row(held, index, self.lang);
            let lines = held.result.items[index].score.ledger.iter();
            let vetoes = lines
                .map(|line| &clauses[usize::from(line.clause)])
                .filter(|clause| clause.severity == Severity::Veto)
                .map(|clause| format!("{} {}", clause.code, clause.title.get(self.lang)).into());
            vec![
                row.unit.into(),
                row.name.into(),
                row.key.into(),
                Cell(vetoes.collect()),
            ]
        };
        let rows: Vec<Vec<Cell>> = vetoed.take(VETOES).map(line).collect();
        if rows.is_empty() {
            return;
        }
        let left = self.figures.vetoed.saturating_sub(rows.len() as u64);
        let caption = self.label("因否决条款评为不合格的事项", "Items unqualified by veto");
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
        if left > 0 {
            self.remark(
                "还有{0}个否决事项没有列出，见问题清单工作簿（xlsx）的“扣分明细”表。",
                "{0} more vetoed items are in the workbook (xlsx), sheet “Ledger”.",
                &[&left],
            );
        }
    }
}

fn certainty_of(view: FindingView<'_>) -> Certainty {
    view.stored.finding.certainty
}
