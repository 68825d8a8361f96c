//! The report of a check as a document, made from the same rows the page shows: overview, score, dimensions, main
//! problems, authorities, reference lists, special inspections, problems and suspects one by one, what was not checked, what the reader had to say.

mod comparison;
mod groups;
mod problems;
mod remarks;

use super::chart::Axis;
use super::document::{Cell, Column, Document, Level, Look, Paragraph, Run, Table, Tone};
use super::points_text;
use crate::answer::{self, Held};
use crate::finding::Certainty;
use crate::locale::{Label, Lang, fill};
use crate::protocol::Overview;
use crate::standard::{Points, Severity};

/// Problems told one by one: items are told whole until so many are reached. Beyond that the workbook is the right form:
/// a thousand of one authority take some 150 pages.
const MOST_PROBLEMS: usize = 1_000;

/// Suspects told one by one. They are for a person to go through, who works in the workbook or on the page.
const MOST_SUSPECTS: usize = 300;

/// The report of a check.
pub fn document(held: &Held, lang: Lang) -> Document {
    let mut report = Report {
        held,
        lang,
        figures: answer::overview(held, lang),
        document: Document::new(
            lang,
            Label::new(
                "政务服务事项实施清单检查报告",
                "Report of a check of implementation lists",
            )
            .get(lang),
        ),
    };
    report.title();
    report.overview();
    report.score();
    report.dimensions();
    report.main_problems();
    report.units();
    report.comparison();
    report.campaigns();
    report.findings(Certainty::Fail, MOST_PROBLEMS);
    report.findings(Certainty::Suspect, MOST_SUSPECTS);
    report.not_checked();
    report.notices();
    report.document
}

/// A report in the making.
struct Report<'a> {
    held: &'a Held,
    lang: Lang,
    figures: Overview,
    document: Document,
}

impl Report<'_> {
    fn label(&self, zh: &'static str, en: &'static str) -> &'static str {
        Label::new(zh, en).get(self.lang)
    }

    /// A sentence with its arguments.
    fn sentence(&self, zh: &'static str, en: &'static str, args: &[&dyn ToString]) -> String {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_string()).collect();
        fill(self.label(zh, en), &args)
    }

    fn heading(&mut self, zh: &'static str, en: &'static str) {
        let text = self.label(zh, en);
        self.document.heading(Level::One, text);
    }

    fn paragraph(&mut self, zh: &'static str, en: &'static str, args: &[&dyn ToString]) {
        let text = self.sentence(zh, en, args);
        self.document.paragraph(text);
    }

    fn remark(&mut self, zh: &'static str, en: &'static str, args: &[&dyn ToString]) {
        let text = self.sentence(zh, en, args);
        self.document.paragraph(Paragraph::remark(text));
    }

    /// The day of the check as people write it.
    fn day(&self) -> String {
        let date = self.held.result.context.date;
        match self.lang {
            Lang::ZhCn => format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day()),
            Lang::En => date.to_string(),
        }
    }

    fn title(&mut self) {
        let units = self.held.result.units.all();
        let of = match units {
            [only] if !only.name.is_empty() => only.label(),
            _ => self.sentence("{0}个单位", "{0} authorities", &[&self.held.result.units.known()]),
        };
        self.document.subtitle = vec![of, self.day()];
        if self.held.sample {
            let sample = self.label(
                "（内置示例，单位和事项均为虚构）",
                "(the built-in example; authorities and items are invented)",
            );
            self.document.subtitle.push(sample.to_owned());
        }
    }

    fn overview(&mut self) {
        self.heading("检查概况", "Overview");
        let figures = &self.figures;
        let clauses = self.held.result.standard.clauses();
        let automatic = clauses.iter().filter(|clause| clause.rule.is_some()).count();
        let proposed = clauses.iter().filter(|clause| clause.proposed).count();
        let text = self.sentence(
            "{0}，按《{1}》（版本{2}）对{3}个文件中的{4}个事项进行了检查，涉及{5}个单位。标准共有{6}条，其中{7}条可由程序检查，{8}条须由人工核查；按文件现有的内容，实际检查了{9}条。",
            "Checked on {0} by “{1}” (version {2}). Files: {3}; items: {4}; authorities: {5}. Clauses of the standard: {6}; for the program: {7}; for a person: {8}; checked with what the files carry: {9}.",
            &[
                &self.day(),
                &figures.standard_title,
                &figures.standard_version,
                &figures.sources.len(),
                &figures.items,
                &figures.units,
                &clauses.len(),
                &automatic,
                &(clauses.len() - automatic),
                &figures.clauses.saturating_sub(figures.unchecked),
            ],
        );
        self.document.paragraph(text);
        self.paragraph(
            "本报告由程序生成，没有经过人工复核。“问题”是程序能够确定的，已按标准扣分；“疑似问题”须由人判断，没有扣分；没有检查的条款不影响得分，也不表示没有问题。",
            "This report was made by a program and has not been reviewed by a person. “Problems” are certain and took points as the standard says; “suspects” need a person's judgement and took none; clauses that were not checked took no points, which does not mean that all is well there.",
            &[],
        );
        if proposed > 0 {
            self.paragraph(
                "标准中有{0}条的分值是建议值，须由主管部门审定，得分和等级以审定后的标准为准。",
                "The points of {0} clauses are proposals that the authority in charge has still to settle; scores and grades count once it has.",
                &[&proposed],
            );
        }
        self.files();
        self.versions();
    }

    /// Files that were checked, and those that could not be read.
    fn files(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::head("文件", "File", 42),
            Column::number("事项数", "Items", 16),
            Column::text("摘要（SHA-256）", "Digest (SHA-256)", 98),
        ];
        let refused = self.figures.refused.clone();
        if !refused.is_empty() {
            self.paragraph(
                "有{0}个文件无法读取，没有检查：",
                "{0} files could not be read and were not checked:",
                &[&refused.len()],
            );
        }
        for line in refused {
            self.document.paragraph(line);
        }
        let rows = self.figures.sources.iter().map(|source| {
            vec![
                source.name.as_str().into(),
                source.items.to_string().into(),
                source.digest.trim_start_matches("sha256:").into(),
            ]
        });
        let caption = self.label("检查的文件", "Files checked");
        self.document.numbered_table(Table::new(caption, COLUMNS, rows));
    }

    /// What the result can be made again from.
    fn versions(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::head("项目", "What", 40),
            Column::text("内容", "Value", 116),
        ];
        let figures = &self.figures;
        let standard = format!("{} {}", figures.standard_title, figures.standard_version);
        let rows = [
            (Label::new("标准", "Standard"), standard.as_str()),
            (
                Label::new("标准摘要", "Digest of the standard"),
                &figures.standard_digest,
            ),
            (Label::new("检查程序版本", "Engine"), &figures.engine),
            (Label::new("检查日期", "Day of the check"), &figures.date),
            (
                Label::new("结果校验码", "Digest of the result"),
                &figures.fingerprint,
            ),
        ]
        .map(|(name, value)| vec![name.get(self.lang).into(), value.into()]);
        let caption = self.label("标准、程序和结果", "Standard, program and result");
        self.document.numbered_table(Table::new(caption, COLUMNS, rows));
    }

    fn score(&mut self) {
        const GRADES: &[Column] = &[
            Column::head("等级", "Grade", 40),
            Column::number("最低分", "From", 30),
            Column::number("事项数", "Items", 30),
            Column::number("占比", "Share", 30),
        ];
        self.heading("总体得分与等级分布", "Scores and grades");
        let items = self.figures.items;
        let rows = self.figures.grades.iter().map(|grade| {
            vec![
                grade.name.as_str().into(),
                points_text(grade.from).into(),
                grade.items.to_string().into(),
                share_text(grade.items, items).into(),
            ]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let Overview {
            score,
            problem_items,
            fails,
            suspects,
            vetoed,
            ..
        } = self.figures;
        if fails == 0 {
            self.paragraph(
                "{0}个事项平均得分{1}分（满分100.00分），没有发现确定的问题。疑似问题{2}个，没有扣分。",
                "Items: {0}; mean score: {1} of 100.00. No certain problem was found. Suspects, which took no points: {2}.",
                &[&items, &points_text(score), &suspects],
            );
        } else {
            self.paragraph(
            "{0}个事项平均得分{1}分（满分100.00分）。{2}个事项有问题，占{3}，共发现问题{4}个；另有疑似问题{5}个，没有扣分。{6}个事项因否决条款评为不合格。",
            "Items: {0}; mean score: {1} of 100.00. Items with problems: {2} ({3}); problems in all: {4}; suspects, which took no points: {5}; items unqualified by veto: {6}.",
            &[
                &items,
                &points_text(score),
                &problem_items,
                &share_text(problem_items, items),
                &fails,
                &suspects,
                &vetoed,
            ],
        );
        }
        let caption = self.label("各等级的事项数", "Items by grade");
        self.document.numbered_table(Table::new(caption, GRADES, rows));
        self.vetoes();
    }

    fn dimensions(&mut self) {
        const COLUMNS: &[Column] = &[
            Column::head("维度", "Dimension", 32),
            Column::number("平均扣分", "Mean loss", 24),
            Column::number("扣分上限", "Most", 22),
            Column::number("问题数", "Problems", 24),
            Column::number("疑似问题数", "Suspects", 24),
            Column::number("有问题的事项数", "Items with problems", 30),
        ];
        self.heading("八个维度的情况", "The eight dimensions");
        let kept = |mean: Points, cap: Points| 1.0 - f64::from(mean) / f64::from(cap.max(1));
        let (mut axes, mut rows) = (Vec::new(), Vec::new());
        for row in &self.figures.dimensions {
            let name = row.dimension.name().get(self.lang);
            axes.push(Axis {
                label: name.to_owned(),
                share: row.checked.then(|| kept(row.mean, row.cap)),
            });
            let mean = if row.checked {
                points_text(row.mean)
            } else {
                "—".to_owned()
            };
            rows.push(vec![
                name.into(),
                mean.into(),
                points_text(row.cap).into(),
                row.fails.to_string().into(),
                row.suspects.to_string().into(),
                row.items.to_string().into(),
            ]);
        }
        let label = self.label(
            "各维度保留的分数占该维度上限的比例；“—”表示该维度没有条款能够检查",
            "Part of each dimension's points that was kept; “—” where no clause could be checked",
        );
        self.document.radar(axes, label);
        let caption = self.label("各维度的扣分和问题", "Losses and problems by dimension");
        self.document.numbered_table(Table::new(caption, COLUMNS, rows));
        self.remark(
            "平均扣分是全部事项在该维度扣分的平均数；“—”表示该维度没有条款能够检查，没有扣分不表示没有问题。",
            "The mean loss is taken over all items; “—” marks dimensions of which no clause could be checked: that no points were taken does not mean that all is well.",
            &[],
        );
    }
}

/// A part of a whole in per cent, rounded half up to one place: `12.3%`; `—` of nothing.
fn share_text(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let thousandths = (u128::from(part) * 2_000 + u128::from(whole)) / (u128::from(whole) * 2);
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}

/// A severity as a mark.
fn severity(severity: Severity, lang: Lang) -> Paragraph {
    let name = severity.name().get(lang);
    Paragraph::of([Run::new(Look::Tag(Tone::Severity(severity)), name)])
}

/// What a clause rests on, each source with how far it can be relied on.
fn basis(rows: &[crate::protocol::BasisRow], lang: Lang) -> Paragraph {
    let (name, open, close, between) = match lang {
        Lang::ZhCn => ("依据：", "［", "］", "；"),
        Lang::En => ("Basis: ", " [", "]", "; "),
    };
    let lines: Vec<String> = rows
        .iter()
        .map(|row| format!("{}{open}{}{close}", row.text, row.confidence.name().get(lang)))
        .collect();
    Paragraph::of([Run::new(Look::Quiet, format!("{name}{}", lines.join(between)))])
}

#[cfg(test)]
mod tests;
