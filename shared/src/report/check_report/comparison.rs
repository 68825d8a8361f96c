//! Reference lists, how far they and the items cover each other, and a section for each special inspection.

use super::{Report, share_text};
use crate::answer;
use crate::answer::{CampaignClause, Comparison, CoverageRow, DifferenceRow};
use crate::finding::Certainty;
use crate::protocol::{DifferenceWindow, Side};
use crate::report::chart::Bar;
use crate::report::coverage::scope_text;
use crate::report::document::{Cell, Column, Level, Look, Paragraph, Row, Run, Table, Tone};
use crate::result::{CampaignSection, FindingView};
use std::cmp::Reverse;

/// Findings of a special inspection that are listed; the workbook has all of them.
const FINDINGS: usize = 100;

/// Divisions and levels that are listed, those that lack most first where there are more.
const PLACES: usize = 40;

/// Entries without an item, and items outside the lists, that are listed.
const DIFFERENCES: u32 = 100;

impl Report<'_> {
    /// What was compared with, and what lacks on either side.
    pub(super) fn comparison(&mut self) {
        let result = &self.held.result;
        if result.context.references.is_empty() {
            return;
        }
        self.heading("参考清单比对", "Comparison with reference lists");
        self.paragraph(
            "所检事项与参考清单逐条比对，没有抽样。清单有而事项无、事项有而清单无的情况供核对，本身不扣分；据此判定的问题列在问题清单中。",
            "All items were compared with all entries, nothing was sampled. What lacks on either side is for a person to look at and took no points by itself; problems that follow from it stand among the problems.",
            &[],
        );
        self.reference_lists();
        let found = answer::comparison(result, self.lang);
        self.coverage(&found);
        let missing = "清单有而未见事项的条目";
        self.differences(Side::Missing, missing, "Entries without an item");
        self.differences(Side::Outside, "清单外的事项", "Items that are not on the lists");
    }

    fn reference_lists(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::head("清单种类", "Kind", 30),
            Column::text("文件", "File", 34),
            Column::text("适用范围", "Scope", 34),
            Column::number("条目数", "Entries", 14),
            Column::number("有编码", "With code", 14),
            Column::text("摘要（SHA-256）", "Digest (SHA-256)", 30),
        ];
        let references = &self.held.result.context.references;
        let line = |list: &crate::reference::ReferenceList| {
            let source = references.source_of(list);
            let digest = source.map_or("", |source| source.digest.trim_start_matches("sha256:"));
            vec![
                list.kind.name().get(self.lang).into(),
                source.map_or("", |source| source.name.as_str()).into(),
                scope_text(list, self.lang).into(),
                list.entries.to_string().into(),
                list.coded.to_string().into(),
                Cell::from(Paragraph::of([Run::new(Look::Quiet, digest)])),
            ]
        };
        let rows: Vec<Vec<Cell>> = references.lists().iter().map(line).collect();
        let caption = self.label("参考清单", "Reference lists");
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
    }

    fn coverage(&mut self, found: &Comparison) {
        const COLUMNS: &[Column] = &[
            Column::head("清单种类", "Kind", 38),
            Column::number("应有条目", "Expected", 17),
            Column::number("已有事项", "With an item", 17),
            Column::number("未见事项", "No item", 17),
            Column::number("覆盖率", "Covered", 17),
            Column::number("检查事项", "Items", 17),
            Column::number("在清单内", "Listed", 17),
            Column::number("清单外", "Not listed", 16),
        ];
        if found.totals.is_empty() {
            return;
        }
        let line = |line: &CoverageRow| {
            let mut name = vec![Paragraph::from(line.name.as_str())];
            if !line.place.is_empty() {
                name.push(Paragraph::of([Run::new(Look::Quiet, line.place.as_str())]));
            }
            let share = share_text(u64::from(line.found), u64::from(line.expected));
            let count = |number: u32| Cell::from(number.to_string());
            vec![
                Cell(name),
                count(line.expected),
                count(line.found),
                count(line.missing),
                share.into(),
                count(line.items),
                count(line.listed),
                count(line.outside),
            ]
        };
        let bar = |line: &CoverageRow| Bar {
            label: line.name.clone(),
            part: line.found,
            whole: line.expected,
        };
        let drawn: Vec<Bar> = found.totals.iter().map(bar).collect();
        let label = self.label(
            "应有条目中已有事项的比例（深色：已有事项；浅色：未见事项）",
            "Part of the expected entries that have an item (dark); light: without an item",
        );
        self.document.bars(drawn, label);
        let rows: Vec<Vec<Cell>> = found.totals.iter().map(line).collect();
        let caption = self.label("各清单的覆盖情况", "Coverage by list");
        self.document.numbered_table(Table::new(caption, COLUMNS, rows));
        let unplaced: u32 = found.totals.iter().map(|line| line.unplaced).sum();
        self.remark(
            "应有条目是同层级、且所检事项中有同部门事项的条目，同一条目在每个地区和层级各计一次。",
            "Expected are entries of the level whose department has items among those checked; an entry counts at each division and level.",
            &[],
        );
        if found.elsewhere > 0 {
            self.remark(
                "另有其他部门的条目{0}条，不在所检范围，没有比对。",
                "{0} entries of other departments were not compared.",
                &[&found.elsewhere],
            );
        }
        if unplaced > 0 {
            self.remark(
                "没有写明层级的条目{0}条，无法判断是否应有事项。",
                "{0} entries name no level, so that nobody can say whether an item is due.",
                &[&unplaced],
            );
        }
        if found.places.len() > found.totals.len() {
            let mut places: Vec<&CoverageRow> = found.places.iter().collect();
            if places.len() > PLACES {
                places.sort_by_key(|line| Reverse(line.missing + line.outside));
            }
            let rows: Vec<Vec<Cell>> = places.into_iter().take(PLACES).map(line).collect();
            let caption = self.label("各地区和层级的覆盖情况", "Coverage by division and level");
            self.document
                .numbered_table(Table::new(caption, COLUMNS, rows).dense());
        }
        let left = found.places.len().saturating_sub(PLACES) + found.places_left as usize;
        if left > 0 {
            self.remark(
                "另有{0}行没有列出，见问题清单工作簿（xlsx）的“清单覆盖情况”表。",
                "{0} more lines are in the workbook (xlsx), sheet “Coverage”.",
                &[&left],
            );
        }
    }

    /// One side of what lacks, by list and place.
    fn differences(&mut self, side: Side, zh: &'static str, en: &'static str) {
        const MISSING: &[Column] = &[
            Column::head("名称", "Name", 62),
            Column::text("编码", "Code", 30),
            Column::text("部门", "Department", 28),
            Column::text("位置", "Place", 36),
        ];
        const OUTSIDE: &[Column] = &[
            Column::head("名称", "Name", 62),
            Column::text("编码", "Code", 54),
            Column::text("单位", "Authority", 40),
        ];
        let window = DifferenceWindow {
            side: Some(side),
            len: DIFFERENCES,
            ..DifferenceWindow::default()
        };
        let found = answer::differences(self.held, &window, self.lang);
        if found.total == 0 {
            return;
        }
        let caption = self.label(zh, en);
        self.document.heading(Level::Two, caption);
        let mut rows = Vec::new();
        for of_place in found
            .rows
            .chunk_by(|a, b| (&a.kind, &a.place) == (&b.kind, &b.place))
        {
            if let Some(first) = of_place.first() {
                let name = format!("{} · {}", first.kind, first.place);
                rows.push(Row::Group(Paragraph::of([Run::new(Look::Strong, name)])));
            }
            rows.extend(of_place.iter().map(|row| Row::Cells(difference(row))));
        }
        let columns = match side {
            Side::Missing => MISSING,
            Side::Outside => OUTSIDE,
        };
        self.document
            .numbered_table(Table::new(caption, columns, rows).dense());
        let left = found.total - found.rows.len() as u32;
        if left > 0 {
            self.remark(
                "另有{0}条没有列出，全部{1}条见问题清单工作簿（xlsx）的“清单覆盖情况”表。",
                "{0} more are not listed; all {1} are in the workbook (xlsx), sheet “Coverage”.",
                &[&left, &found.total],
            );
        }
    }

    /// A section for each special inspection.
    pub(super) fn campaigns(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::mark("条款", "Clause", 16),
            Column::head("检查内容", "Subject", 65),
            Column::number("问题", "Problems", 15),
            Column::number("疑似", "Suspects", 15),
            Column::number("合格", "In order", 15),
            Column::number("不适用", "Not concerned", 15),
            Column::number("未检查", "Not checked", 15),
        ];
        let result = &self.held.result;
        let sections = CampaignSection::of(result);
        if sections.is_empty() {
            return;
        }
        self.heading("专项核查", "Special inspections");
        let found = answer::comparison(result, self.lang);
        for (section, campaign) in sections.iter().zip(&found.campaigns) {
            self.document.heading(Level::Two, campaign.name.as_str());
            if let Some(summary) = &section.campaign.summary {
                let text = self.sentence(
                    "核查内容：{0}。",
                    "What was looked at: {0}.",
                    &[&summary.get(self.lang)],
                );
                self.document.paragraph(text);
            }
            for line in found
                .totals
                .iter()
                .filter(|line| campaign.coverage.contains(&line.name))
            {
                self.paragraph(
                    "{0}：应有条目{1}条，已有事项{2}条，未见事项{3}条；检查事项{4}个，在清单内{5}个，清单外{6}个。",
                    "{0}: entries expected {1}, with an item {2}, without {3}; items {4}, on the list {5}, not on it {6}.",
                    &[
                        &line.name,
                        &line.expected,
                        &line.found,
                        &line.missing,
                        &line.items,
                        &line.listed,
                        &line.outside,
                    ],
                );
            }
            for lacking in &campaign.lacking {
                self.paragraph(
                    "没有给出{0}，需要与它比对的条款没有检查。",
                    "Not given: {0}. Clauses that compare with it were not checked.",
                    &[lacking],
                );
            }
            let rows: Vec<Vec<Cell>> = campaign.clauses.iter().map(clause).collect();
            let caption = self.sentence("{0}：各条款的事项数", "{0}: items by clause", &[&campaign.name]);
            self.document
                .numbered_table(Table::new(caption, COLUMNS, rows).dense());
            self.campaign_findings(section, &campaign.name);
        }
    }

    /// The findings of an inspection's clauses, which stand with advice and basis among the problems too.
    fn campaign_findings(&mut self, section: &CampaignSection<'_>, name: &str) {
        const COLUMNS: &[Column] = &[
            Column::mark("条款", "Clause", 18),
            Column::head("事项", "Item", 46),
            Column::text("单位", "Authority", 34),
            Column::text("问题", "Problem", 58),
        ];
        let own = |view: &FindingView<'_>| {
            let clause = usize::from(view.stored.clause);
            section.clauses.iter().any(|line| line.clause == clause)
        };
        let mut found: Vec<FindingView<'_>> = self.held.result.all_findings().filter(own).collect();
        // Certain ones first; within them the order of the list.
        found.sort_by_key(|view| view.stored.finding.certainty != Certainty::Fail);
        if found.is_empty() {
            self.paragraph(
                "上列条款没有发现问题。",
                "Nothing was found under these clauses.",
                &[],
            );
            return;
        }
        let rows: Vec<Vec<Cell>> = found
            .iter()
            .take(FINDINGS)
            .map(|view| self.finding_line(view))
            .collect();
        let left = found.len().saturating_sub(rows.len());
        let caption = self.sentence("{0}：发现的问题", "{0}: what was found", &[&name]);
        self.document
            .numbered_table(Table::new(caption, COLUMNS, rows).dense());
        if left > 0 {
            self.remark(
                "另有{0}个没有列出，全部见问题清单工作簿（xlsx）的“{1}”表。",
                "{0} more are in the workbook (xlsx), sheet “{1}”.",
                &[&left, &name],
            );
        }
    }

    fn finding_line(&self, view: &FindingView<'_>) -> Vec<Cell> {
        let row = answer::finding_detail(view, self.lang).row;
        let mut code = vec![Paragraph::from(row.code.as_str())];
        code.push(match row.certainty {
            Certainty::Fail => super::severity(row.severity, self.lang),
            Certainty::Suspect => {
                let suspect = Certainty::Suspect.name().get(self.lang);
                Paragraph::of([Run::new(Look::Tag(Tone::Suspect), suspect)])
            }
        });
        let item = vec![
            Paragraph::from(row.name.as_str()),
            Paragraph::of([Run::new(Look::Quiet, row.key.as_str())]),
        ];
        vec![Cell(code), Cell(item), row.unit.into(), row.message.into()]
    }
}

fn clause(row: &CampaignClause) -> Vec<Cell> {
    let counts = [
        row.fail,
        row.suspect,
        row.pass,
        row.not_applicable,
        row.not_checked,
    ];
    let names = [row.code.as_str().into(), row.title.as_str().into()];
    let counts = counts.into_iter().map(|count| count.to_string().into());
    names.into_iter().chain(counts).collect()
}

fn difference(row: &DifferenceRow) -> Vec<Cell> {
    let mut cells = vec![
        row.name.as_str().into(),
        row.code.as_str().into(),
        row.unit.as_str().into(),
    ];
    if row.side == Side::Missing {
        cells.push(Cell::from(Paragraph::of([Run::new(
            Look::Quiet,
            row.at.as_str(),
        )])));
    }
    cells
}
