//! Problems by clause, and authorities.

use super::{Report, basis, severity, share_text};
use crate::answer;
use crate::order::Arrange as _;
use crate::protocol::{ClauseRow, Window};
use crate::query::UnitOrder;
use crate::report::document::{Cell, Column, Level, Look, Paragraph, Run, Table};
use crate::report::points_text;
use std::cmp::Reverse;

/// Clauses told of in words; the table behind them has all.
const MAIN_PROBLEMS: usize = 5;

impl Report<'_> {
    /// Clauses with certain problems: the main ones in words, all in a table.
    pub(super) fn main_problems(&mut self) {
        self.heading("主要问题", "Main problems");
        let mut rows = answer::ledger(self.held, self.lang);
        rows.retain(|row| row.fails > 0);
        rows.arrange_by_key(|row| Reverse((row.items, row.fails)));
        if rows.is_empty() {
            self.paragraph("没有发现确定的问题。", "No certain problem was found.", &[]);
            return;
        }
        for row in rows.iter().take(MAIN_PROBLEMS) {
            self.main_problem(row);
        }
        self.clauses(&rows);
    }

    fn main_problem(&mut self, row: &ClauseRow) {
        self.document.heading(Level::Two, row.title.as_str());
        self.paragraph(
            "涉及{0}个事项，占{1}，共{2}个，合计扣{3}分。",
            "Items: {0} ({1}); problems: {2}; points in all: {3}.",
            &[
                &row.items,
                &share_text(row.items, self.figures.items),
                &row.fails,
                &points_text(row.deducted),
            ],
        );
        let clauses = self.held.result.standard.clauses();
        if let Some(clause) = clauses.iter().find(|clause| clause.code == row.code) {
            let (advice, lang) = (clause.advice.get(self.lang).to_owned(), self.lang);
            let name = self.label("改进建议：", "Advice: ");
            self.document
                .paragraph(Paragraph::of([Run::new(Look::Strong, name), Run::plain(advice)]));
            self.document.paragraph(basis(&answer::basis(clause), lang));
        }
    }

    fn clauses(&mut self, rows: &[ClauseRow]) {
        const COLUMNS: &[Column] = &[
            Column::mark("条款", "Clause", 14),
            Column::head("问题", "Problem", 35),
            Column::mark("维度", "Dimension", 27),
            Column::mark("严重度", "Severity", 20),
            Column::number("事项数", "Items", 13),
            Column::number("占比", "Share", 14),
            Column::number("问题数", "Problems", 18),
            Column::number("合计扣分", "Points", 15),
        ];
        let line = |row: &ClauseRow| {
            vec![
                row.code.as_str().into(),
                row.title.as_str().into(),
                row.dimension.name().get(self.lang).into(),
                severity(row.severity, self.lang).into(),
                row.items.to_string().into(),
                share_text(row.items, self.figures.items).into(),
                row.fails.to_string().into(),
                points_text(row.deducted).into(),
            ]
        };
        let rows: Vec<Vec<Cell>> = rows.iter().map(line).collect();
        let caption = self.label(
            "有问题的条款，按涉及的事项数",
            "Clauses with problems, by number of items",
        );
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
        self.remark(
            "“合计扣分”是各事项在该条款上的扣分之和，已按条款的上限封顶，没有按维度的上限封顶；各条款相加可能多于事项实际扣掉的分。",
            "“Points” adds up what the clause takes from all items, within the clause's cap and before the cap of its dimension; the clauses together may take more than the items lost.",
            &[],
        );
    }

    /// Scores of authorities.
    pub(super) fn units(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::head("单位", "Authority", 48),
            Column::number("事项数", "Items", 14),
            Column::number("平均得分", "Mean score", 18),
            Column::number("有问题的事项数", "Items with problems", 24),
            Column::number("问题数", "Problems", 18),
            Column::number("疑似问题数", "Suspects", 18),
            Column::number("否决事项数", "Vetoed", 16),
        ];
        self.heading("各单位情况", "Authorities");
        let window = Window {
            order: UnitOrder::Score,
            len: crate::protocol::MAX_ROWS,
            ..Window::default()
        };
        let units = self.held.unit_rows(&window, self.lang);
        let rows = units.rows.iter().map(|unit| {
            vec![
                unit.name.as_str().into(),
                unit.items.to_string().into(),
                points_text(unit.score).into(),
                unit.problem_items.to_string().into(),
                unit.fails.to_string().into(),
                unit.suspects.to_string().into(),
                unit.vetoed.to_string().into(),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let shown = rows.len();
        let caption = self.label("各单位得分，从低到高", "Scores by authority, lowest first");
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
        let left = (units.total as usize).saturating_sub(shown);
        if left > 0 {
            self.remark(
                "只列出平均得分最低的{0}个单位，其余{1}个单位见问题清单工作簿（xlsx）的“概况”表。",
                "Only the {0} authorities with the lowest scores are shown; the other {1} are in the workbook (xlsx), sheet “Overview”.",
                &[&shown, &left],
            );
        }
    }
}
