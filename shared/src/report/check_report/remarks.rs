//! What was not checked, and what the reader had to say.

use super::Report;
use crate::answer;
use crate::report::document::{Cell, Column, Level, Look, Paragraph, Run, Table};

impl Report<'_> {
    /// Clauses that were not checked, by reason.
    pub(super) fn not_checked(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::mark("条款", "Clause", 14),
            Column::head("检查内容", "Subject", 52),
            Column::number("事项数", "Items", 14),
            Column::text("说明", "Remark", 76),
        ];
        self.heading("没有检查的条款", "Clauses that were not checked");
        let rows = answer::unchecked(&self.held.result, self.lang);
        if rows.is_empty() {
            self.paragraph("全部条款都检查了。", "All clauses were checked.", &[]);
            return;
        }
        let items = self.figures.items;
        self.remark(
            "事项数是该条款没有检查的事项数，共检查{0}个事项。",
            "Items are those for which the clause was not checked, of {0}.",
            &[&items],
        );
        for reason in rows.chunk_by(|a, b| a.reason == b.reason) {
            let Some(first) = reason.first() else { continue };
            let name = first.reason.name().get(self.lang);
            self.document.heading(Level::Two, name);
            let line = |row: &crate::protocol::UncheckedRow| {
                let mut remark = Vec::new();
                if !row.detail.is_empty() {
                    remark.push(row.detail.as_str().into());
                }
                if !row.evidence.is_empty() {
                    let text = self.sentence("需要的证据：{0}", "Evidence wanted: {0}", &[&row.evidence]);
                    remark.push(Paragraph::of([Run::new(Look::Quiet, text)]));
                }
                vec![
                    row.code.as_str().into(),
                    row.title.as_str().into(),
                    row.items.to_string().into(),
                    Cell(remark),
                ]
            };
            let rows: Vec<Vec<Cell>> = reason.iter().map(line).collect();
            self.document.table(Table::new(name, COLUMNS, rows).dense());
        }
    }

    /// Notices of the reader, gravest first.
    pub(super) fn notices(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::mark("程度", "Degree", 20),
            Column::head("位置", "Place", 40),
            Column::text("说明", "Notice", 96),
        ];
        self.heading("读取说明", "Notices of the reader");
        let groups = answer::notices(self.held, self.lang).groups;
        if groups.is_empty() {
            self.paragraph(
                "读取文件时没有需要说明的情况。",
                "Nothing to say about the files.",
                &[],
            );
            return;
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for group in groups {
            let severity = group.severity.name().get(self.lang);
            let left = (group.count as usize).saturating_sub(group.shown.len());
            for (place, message) in group.shown {
                rows.push(vec![severity.into(), place.into(), message.into()]);
            }
            if left > 0 {
                let text = self.sentence(
                    "同类情况还有{0}处，见问题清单工作簿（xlsx）的“读取提示”表。",
                    "{0} more of this kind are in the workbook (xlsx), sheet “Notices”.",
                    &[&left],
                );
                rows.push(vec![severity.into(), "".into(), text.into()]);
            }
        }
        let caption = self.label("读取文件时的情况", "What the reader had to say");
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
    }
}
