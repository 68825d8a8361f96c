//! 《抽查标准和评分细则》 as a document: what is inspected, how points are taken, every clause in the table of its
//! dimension, and all values that somebody has to confirm.

use super::Cases;
use super::judgement::{Judgement, long_lists};
use super::wording::{Method, PROPOSED, amount, basis, grade_line, scope};
use crate::locale::Lang;
use crate::report::document::{Cell, Column, Document, Level, Look, Paragraph, Row, Run, Table, Tone};
use crate::report::points_text;
use crate::standard::{Clause, Confidence, Dimension, Scope, Severity, Standard, parse_day};

mod appendix;

const DIMENSIONS: &[Column] = &[
    Column::head("维度", "Dimension", 16),
    Column::text("测什么", "What it measures", 78),
    Column::number("条款", "Clauses", 14),
    Column::number("扣分上限", "Cap", 22),
    Column::mark("备注", "Remark", 26),
];

const METHODS: &[Column] = &[
    Column::head("检查方式", "Method", 24),
    Column::text("含义", "Meaning", 112),
    Column::number("条款", "Clauses", 20),
];

const CONFIDENCES: &[Column] = &[
    Column::mark("可信度", "Confidence", 24),
    Column::text("含义", "Meaning", 100),
    Column::number("依据", "Bases", 32),
];

const SEVERITIES: &[Column] = &[
    Column::head("严重度", "Severity", 30),
    Column::text("后果", "Consequence", 96),
    Column::number("条款", "Clauses", 30),
];

const GRADES: &[Column] = &[
    Column::head("等级", "Grade", 40),
    Column::number("得分", "Score", 60),
    Column::mark("备注", "Remark", 56),
];

const CLAUSES: &[Column] = &[
    Column::head("代码", "Code", 9),
    Column::text("检查内容", "What is checked", 21),
    Column::text("检查方法", "How", 46),
    Column::text("扣分", "Points", 17),
    Column::text("依据", "Basis", 37),
    Column::text("改正和证据", "Advice and evidence", 26),
];

/// What the document is called.
pub const NAME: &str = "抽查标准和评分细则";

/// The document of a standard, with the special inspections merged into it.
pub fn rubric(standard: &Standard, cases: &Cases) -> Document {
    let mut rubric = Rubric {
        standard,
        cases,
        lists: long_lists(standard),
        document: Document::new(Lang::ZhCn, title(&standard.document.title.zh)),
    };
    rubric.cover();
    rubric.general();
    rubric.scoring();
    rubric.clauses();
    rubric.campaigns();
    rubric.parameters();
    rubric.sources();
    rubric.identity();
    rubric.words();
    rubric.document
}

/// The document in the making.
struct Rubric<'a> {
    standard: &'a Standard,
    cases: &'a Cases,
    /// Word lists of the appendix, with the codes of their clauses.
    lists: Vec<(&'a str, Vec<&'a str>)>,
    document: Document,
}

impl Rubric<'_> {
    fn heading(&mut self, level: Level, text: &str) {
        self.document.heading(level, text);
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.document.paragraph(Paragraph::from(text.into()));
    }

    fn count(&self, which: impl Fn(&Clause) -> bool) -> usize {
        self.standard
            .clauses()
            .iter()
            .filter(|clause| which(clause))
            .count()
    }

    fn cover(&mut self) {
        let standard = &self.standard.document;
        self.document.front = true;
        let mut lines = vec![
            format!("（{}版）", standard.version),
            format!("自{}起施行", day(&standard.effective)),
        ];
        let values = [
            self.count(|clause| clause.proposed),
            standard.dimension.values().filter(|line| line.proposed).count(),
            standard.grade.iter().filter(|grade| grade.proposed).count(),
        ];
        if values.iter().any(|proposed| *proposed > 0) {
            lines.push(format!("所列分值含{PROPOSED}"));
        }
        lines.extend(
            standard
                .campaign
                .iter()
                .map(|campaign| format!("含{}", campaign.name.zh)),
        );
        self.document.subtitle = lines;
    }

    fn general(&mut self) {
        self.heading(Level::One, "总则");
        self.heading(Level::Two, "目的");
        self.paragraph(
            "为统一政务服务事项实施清单质量抽查的内容、方法和尺度，使每一处扣分都有依据、可复算、可申辩，制定本标准和评分细则。部门自查、第三方抽查、复核和整改核验使用同一标准。",
        );
        self.heading(Level::Two, "依据");
        self.paragraph(
            "每个条款逐条列出依据，并注明依据的可信度。可信度为“待核”的依据须在正式使用前对照原文核对；“本项目建议”没有外部来源，是否采用由采购人决定。各类依据的数量如下，来源一览见附录二。",
        );
        let bases = |confidence: Confidence| {
            let all = self.standard.clauses().iter().flat_map(|clause| &clause.basis);
            all.filter(|basis| basis.confidence == confidence).count()
        };
        let rows: Vec<Vec<Cell>> = Confidence::ALL
            .iter()
            .map(|confidence| {
                vec![
                    confidence.id().into(),
                    confidence.name().zh.into(),
                    bases(*confidence).to_string().into(),
                ]
            })
            .collect();
        self.document
            .numbered_table(Table::new("依据的可信度", CONFIDENCES, rows));
        self.heading(Level::Two, "适用范围");
        self.paragraph(
            "本标准适用于依申请办理的行政权力事项和公共服务事项的实施清单及其办事指南。条款另有适用范围（事项类型、行使层级、施行期间）的，在条款中写明；清单没有提供的要素不判缺失，记为“未检查”。",
        );
        self.heading(Level::Two, "评价维度");
        self.paragraph("评价分八个维度，每个维度设扣分上限。一处问题只归入一个维度，不重复扣分。");
        let rows: Vec<Vec<Cell>> = Dimension::ALL
            .iter()
            .map(|dimension| {
                vec![
                    dimension.name().zh.into(),
                    measures(*dimension).into(),
                    self.count(|clause| clause.dimension == *dimension)
                        .to_string()
                        .into(),
                    points_text(self.standard.cap(*dimension)).into(),
                    remark(self.cap_is_proposed(*dimension)).into(),
                ]
            })
            .collect();
        self.document
            .numbered_table(Table::new("八个维度", DIMENSIONS, rows));
    }

    fn cap_is_proposed(&self, dimension: Dimension) -> bool {
        let cap = self.standard.document.dimension.get(&dimension);
        cap.is_some_and(|cap| cap.proposed)
    }

    fn scoring(&mut self) {
        self.heading(Level::One, "评分方法");
        self.heading(Level::Two, "计分");
        self.paragraph(
            "每个事项满分100分，按条款扣分，扣完为止。事项得分＝100－各维度扣分之和；维度扣分为该维度各条款扣分之和，不超过维度上限；条款扣分为单次扣分或单处扣分乘以处数，不超过条款上限。分值以百分之一分为单位作整数计算，没有舍入误差。单位得分为其受检事项得分的平均，四舍五入到百分之一分。",
        );
        self.heading(Level::Two, "检查方式");
        self.paragraph("只有确定的问题才扣分。疑似问题和人工核查的条款，经检查人员取证、确认后才扣分。");
        let meanings = [
            (
                Method::Decided,
                "程序对确定的问题直接判定并扣分；把握不足的列为疑似",
            ),
            (Method::Hinted, "程序只列出疑似问题，由检查人员确认"),
            (Method::Machine, "由程序检查，判定还是提示依条款的规则而定"),
            (Method::Manual, "程序不能判断，由检查人员按所列证据核查"),
        ];
        let rows: Vec<Vec<Cell>> = meanings
            .into_iter()
            .map(|(method, meaning)| {
                let clauses = self.count(|clause| Method::of(clause, self.cases) == method);
                (method, meaning, clauses)
            })
            .filter(|(.., clauses)| *clauses > 0)
            .map(|(method, meaning, clauses)| {
                vec![method.name().into(), meaning.into(), clauses.to_string().into()]
            })
            .collect();
        self.document
            .numbered_table(Table::new("检查方式", METHODS, rows));
        self.heading(Level::Two, "严重度和否决");
        let last = self.standard.document.grade.last();
        let last = last.map_or("", |grade| grade.name.zh.as_str());
        let rows: Vec<Vec<Cell>> = Severity::ALL
            .iter()
            .map(|severity| {
                let consequence = match severity {
                    Severity::Veto => format!("扣分，并且事项直接定为“{last}”，不论得分"),
                    Severity::Serious | Severity::Ordinary | Severity::Slight => "扣分".to_owned(),
                };
                vec![
                    Paragraph::of([tag(*severity)]).into(),
                    consequence.into(),
                    self.count(|clause| clause.severity == *severity)
                        .to_string()
                        .into(),
                ]
            })
            .collect();
        self.document
            .numbered_table(Table::new("严重度", SEVERITIES, rows));
        self.heading(Level::Two, "等级");
        let grades = &self.standard.document.grade;
        let rows: Vec<Vec<Cell>> = grades
            .iter()
            .map(|grade| {
                vec![
                    grade.name.zh.as_str().into(),
                    grade_line(grade).into(),
                    remark(grade.proposed).into(),
                ]
            })
            .collect();
        self.document.numbered_table(Table::new("等级", GRADES, rows));
    }

    fn clauses(&mut self) {
        self.heading(Level::One, "评分细则");
        let proposed = match self.count(|clause| clause.proposed) {
            0 => String::new(),
            proposed => format!(
                "其中{proposed}条的分值注明“{PROPOSED}”：没有外部来源规定分值，由本项目提出，采购人确认或修改后方可用于正式评分。"
            ),
        };
        self.paragraph(format!(
            "共{}条。{proposed}依据后注明可信度。检查方法中的“词表”列在附录四；正反案例见《指标解读》。",
            self.standard.clauses().len()
        ));
        for dimension in Dimension::ALL {
            let clauses = self.standard.clauses().iter();
            let rows: Vec<Row> = clauses
                .filter(|clause| clause.dimension == *dimension)
                .map(|clause| self.clause(clause))
                .collect();
            if rows.is_empty() {
                continue;
            }
            let name = dimension.name().zh;
            self.heading(Level::Two, name);
            self.paragraph(format!(
                "{}，共{}条，最多扣{}分。",
                measures(*dimension),
                rows.len(),
                points_text(self.standard.cap(*dimension))
            ));
            self.document
                .numbered_table(Table::new(format!("{name}评分细则"), CLAUSES, rows).dense());
        }
    }

    /// The number of a word list in the appendix.
    fn list_number(&self, name: &str) -> Option<usize> {
        let place = self.lists.iter().position(|(known, _)| *known == name);
        place.map(|place| place + 1)
    }

    /// The row of a clause.
    fn clause(&self, clause: &Clause) -> Row {
        let mut content: Vec<Paragraph> = vec![clause.title.zh.as_str().into()];
        if clause.scope != Scope::default() {
            content.push(quiet(format!("适用：{}", scope(&clause.scope))));
        }
        let mut method = vec![Paragraph::of([Run::new(
            Look::Strong,
            Method::of(clause, self.cases).name(),
        )])];
        let list = |name: &str| self.list_number(name).map(|number| format!("词表{number}"));
        if let Some(judgement) = Judgement::of(self.standard, clause, &list) {
            method.push(judgement.text.into());
            let rest = judgement.rest.into_iter();
            method.extend(rest.map(|(title, value)| quiet(format!("{title}：{value}"))));
        }
        let mut points = vec![Paragraph::of([tag(clause.severity)]), amount(clause).into()];
        if clause.proposed {
            points.push(quiet(PROPOSED));
        }
        let mut advice: Vec<Paragraph> = vec![clause.advice.zh.as_str().into()];
        if let Some(manual) = &clause.manual {
            method.push(manual.reason.zh.as_str().into());
            advice.push(format!("证据：{}", manual.evidence.zh).into());
        }
        let bases = clause.basis.iter().map(|source| basis(source).into());
        Row::Cells(vec![
            clause.code.as_str().into(),
            Cell(content),
            Cell(method),
            Cell(points),
            Cell(bases.collect()),
            Cell(advice),
        ])
    }

    fn campaigns(&mut self) {
        let campaigns = &self.standard.document.campaign;
        if campaigns.is_empty() {
            return;
        }
        self.heading(Level::One, "专项核查");
        for campaign in campaigns {
            self.heading(Level::Two, &campaign.name.zh);
            let lists: Vec<_> = campaign.references.iter().map(|kind| kind.name().zh).collect();
            if let Some(summary) = &campaign.summary {
                self.paragraph(format!("核查{}。", summary.zh));
            }
            // Lines of codes break at spaces only.
            self.paragraph(format!(
                "比对的参考清单：{}。专项报告单列的条款：{}。",
                lists.join("、"),
                campaign.clauses.join(" ")
            ));
        }
    }
}

/// What a dimension measures, in a few words.
const fn measures(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Legality => "设定依据、实施主体、收费、材料和中介服务是否合法有据",
        Dimension::Authenticity => "电话、地址、网址、附件等是否与事实相符",
        Dimension::Accuracy => "要素取值是否正确，有无错字、错位和错引",
        Dimension::Completeness => "必填和按条件必填的要素是否齐全",
        Dimension::Consistency => "要素之间、与目录和其他清单、线上与线下是否一致",
        Dimension::Standardization => "编码、值域、名称、格式是否符合国家和广西的标准",
        Dimension::Normalization => "表述是否规范、明确，有无兜底和模糊用语",
        Dimension::Convenience => "时限、材料、跑动次数、网上办理是否便利",
    }
}

/// The title in two lines, what it is for above what it is: in one it is longer than a line.
fn title(text: &str) -> String {
    match text.split_once(NAME) {
        Some((of, "")) if !of.is_empty() => format!("{of}\n{NAME}"),
        _ => text.to_owned(),
    }
}

fn remark(proposed: bool) -> &'static str {
    if proposed { PROPOSED } else { "" }
}

fn quiet(text: impl Into<String>) -> Paragraph {
    Paragraph::of([Run::new(Look::Quiet, text)])
}

fn tag(severity: Severity) -> Run {
    let text = format!("{} {}", severity.id(), severity.name().zh);
    Run::new(Look::Tag(Tone::Severity(severity)), text)
}

/// A day as people write it; as it is where it is none.
fn day(text: &str) -> String {
    parse_day(text).map_or_else(
        || text.to_owned(),
        |day| format!("{}年{}月{}日", day.year(), u8::from(day.month()), day.day()),
    )
}
