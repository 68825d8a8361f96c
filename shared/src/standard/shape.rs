//! The form of a standard as its authors write it, in one table: lint reads it, and the schema is made from it.

use super::{Confidence, Dimension, Severity};
use crate::dictionary::Dictionary;
use crate::locale::Label;

/// A value that may be written, and its name.
pub(super) type Choice = (&'static str, Label);

/// What a value may be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// Text.
    Text,
    /// A day, `2026-01-01`.
    Day,
    /// A whole number.
    Whole,
    /// True or false.
    Flag,
    /// One of a few texts.
    OneOf(fn() -> Vec<Choice>),
    /// A code of a dictionary; whether it is one is looked at wherever a standard is loaded.
    Code(fn() -> Vec<Choice>),
    /// The identifier of a rule.
    Rule,
    /// Parameters of the clause's rule.
    Params,
    /// A list; a later layer replaces it whole.
    List(&'static Shape),
    /// A list of tables that layers merge by the value of this key.
    Named(&'static str, &'static [Field]),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table with keys of the author's choice, or of these choices.
    Map(Option<fn() -> Vec<Choice>>, &'static Shape),
}

/// One key of a table.
pub(super) struct Field {
    /// The key.
    pub(super) key: &'static str,
    /// Its name.
    pub(super) name: Label,
    /// What it means, for the editor.
    pub(super) what: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
    /// Whether the merged standard must have it.
    pub(super) required: bool,
}

const fn required(key: &'static str, name: Label, shape: Shape, what: &'static str) -> Field {
    Field {
        key,
        name,
        what,
        shape,
        required: true,
    }
}

const fn optional(key: &'static str, name: Label, shape: Shape, what: &'static str) -> Field {
    Field {
        key,
        name,
        what,
        shape,
        required: false,
    }
}

/// A whole file.
pub(super) const ROOT: &[Field] = &[
    optional(
        "layer",
        Label::new("层名", "Layer"),
        Shape::Text,
        "层的名称，如 national、guangxi；一层的几个文件只在一个里写",
    ),
    required(
        "id",
        Label::new("标准标识", "Identifier"),
        Shape::Text,
        "标准的标识，如 guangxi",
    ),
    required(
        "version",
        Label::new("版本", "Version"),
        Shape::Text,
        "版本号，如 2026.1；一经发布不再改用",
    ),
    required("title", Label::new("名称", "Title"), BOTH, "标准的名称"),
    required(
        "effective",
        Label::new("施行日期", "In force from"),
        Shape::Day,
        "施行的第一天",
    ),
    required(
        "dimension",
        Label::new("维度扣分上限", "Caps of dimensions"),
        Shape::Map(Some(dimensions), &Shape::Table(CAP)),
        "八个维度各自的扣分上限",
    ),
    required(
        "grade",
        Label::new("等级", "Grades"),
        Shape::Named("id", GRADE),
        "等级，由高到低；被否决的事项为最末一级",
    ),
    optional(
        "campaign",
        Label::new("专项核查", "Special inspections"),
        Shape::Named("id", CAMPAIGN),
        "专项核查；写在 campaign-<标识> 层里，选用时才合并",
    ),
    optional(
        "words",
        Label::new("词表", "Word lists"),
        Shape::Map(None, &Shape::List(&Shape::Text)),
        "词表；条款的参数以 \"@名称\" 引用。以 re: 开头的词是正则表达式",
    ),
    required(
        "clause",
        Label::new("条款", "Clauses"),
        Shape::Named("code", CLAUSE),
        "条款；后一层按代码改写前一层的同一条款，只写要改的字段",
    ),
];

const BOTH: Shape = Shape::Table(&[
    required("zh", Label::new("中文", "Chinese"), Shape::Text, "中文"),
    optional("en", Label::new("英文", "English"), Shape::Text, "英文"),
]);

/// Marks a value that is this project's and not yet the bureau's.
const PROPOSED: Field = optional(
    "proposed",
    Label::new("建议值", "Proposed"),
    Shape::Flag,
    "分值是本项目的建议，由主管局定",
);

const CAP: &[Field] = &[
    required(
        "cap",
        Label::new("上限", "Cap"),
        Shape::Whole,
        "一个事项在这个维度最多扣多少，百分之一分",
    ),
    PROPOSED,
];

const GRADE: &[Field] = &[
    required("id", Label::new("标识", "Identifier"), Shape::Text, "等级的标识"),
    required("name", Label::new("名称", "Title"), BOTH, "等级的名称"),
    required(
        "from",
        Label::new("分数线", "From"),
        Shape::Whole,
        "最低得分，百分之一分；最末一级为0",
    ),
    PROPOSED,
];

const CAMPAIGN: &[Field] = &[
    required(
        "id",
        Label::new("标识", "Identifier"),
        Shape::Text,
        "专项核查的标识，层的文件夹名为 campaign-<标识>",
    ),
    required("name", Label::new("名称", "Title"), BOTH, "专项核查的名称"),
    optional(
        "summary",
        Label::new("说明", "Summary"),
        BOTH,
        "一句话说明查什么，选用时显示",
    ),
    required(
        "references",
        Label::new("参考清单", "Reference lists"),
        Shape::List(&Shape::OneOf(references)),
        "用到的参考清单种类",
    ),
    required(
        "clauses",
        Label::new("条款", "Clauses"),
        Shape::List(&Shape::Text),
        "专项报告单列的条款代码，按顺序",
    ),
];

const CLAUSE: &[Field] = &[
    required(
        "code",
        Label::new("代码", "Code"),
        Shape::Text,
        "条款代码，如 K01；一经发布不再改用",
    ),
    required(
        "dimension",
        Label::new("维度", "Dimension"),
        Shape::OneOf(dimensions),
        "所属维度",
    ),
    required(
        "severity",
        Label::new("严重度", "Severity"),
        Shape::OneOf(severities),
        "严重度；S0为否决",
    ),
    required(
        "points",
        Label::new("扣分", "Points"),
        Shape::Whole,
        "扣多少，百分之一分（300 = 3.00分）",
    ),
    optional(
        "per",
        Label::new("计数方式", "Counted"),
        Shape::OneOf(pers),
        "每个事项扣一次，还是每处扣一次",
    ),
    optional(
        "cap",
        Label::new("条款扣分上限", "Cap of the clause"),
        Shape::Whole,
        "一个事项在这一条最多扣多少，百分之一分",
    ),
    PROPOSED,
    required(
        "title",
        Label::new("表述", "Wording"),
        BOTH,
        "问题的表述，用于报告",
    ),
    required(
        "basis",
        Label::new("依据", "Basis"),
        Shape::List(&Shape::Table(BASIS)),
        "依据，至少一条",
    ),
    required("advice", Label::new("改进建议", "Advice"), BOTH, "怎样改正"),
    optional(
        "scope",
        Label::new("适用范围", "Scope"),
        Shape::Table(SCOPE),
        "适用的事项；不写即全部",
    ),
    optional(
        "rule",
        Label::new("规则", "Rule"),
        Shape::Rule,
        "由哪条规则检查；只能由人判断的条款写 manual",
    ),
    optional(
        "params",
        Label::new("规则参数", "Parameters"),
        Shape::Params,
        "规则的参数；\"@名称\" 引用词表",
    ),
    optional(
        "manual",
        Label::new("人工核查说明", "For a person"),
        Shape::Table(MANUAL),
        "为什么机器不能判断，需要什么证据",
    ),
];

const BASIS: &[Field] = &[
    required(
        "text",
        Label::new("内容", "Text"),
        Shape::Text,
        "法律、文件或来源，写到条款",
    ),
    required(
        "confidence",
        Label::new("可信度", "Confidence"),
        Shape::OneOf(confidences),
        "这条依据有多可靠",
    ),
];

const SCOPE: &[Field] = &[
    optional(
        "types",
        Label::new("事项类型", "Item types"),
        Shape::List(&Shape::Code(types)),
        "适用的事项类型代码；类型读不出的事项不检查",
    ),
    optional(
        "except_types",
        Label::new("除外的事项类型", "Item types left out"),
        Shape::List(&Shape::Code(types)),
        "不适用的事项类型代码；类型读不出的事项照常检查",
    ),
    optional(
        "levels",
        Label::new("行使层级", "Levels"),
        Shape::List(&Shape::Code(levels)),
        "适用的行使层级代码",
    ),
    optional("from", Label::new("起始日期", "From"), Shape::Day, "适用的第一天"),
    optional(
        "until",
        Label::new("截止日期", "Until"),
        Shape::Day,
        "适用的最后一天",
    ),
];

const MANUAL: &[Field] = &[
    required("reason", Label::new("原因", "Reason"), BOTH, "机器为什么不能判断"),
    required(
        "evidence",
        Label::new("证据", "Evidence"),
        BOTH,
        "核查的人要留下什么证据",
    ),
];

fn dimensions() -> Vec<Choice> {
    Dimension::ALL
        .iter()
        .map(|name| (name.id(), name.name()))
        .collect()
}

fn references() -> Vec<Choice> {
    crate::reference::Kind::ALL
        .iter()
        .map(|kind| (kind.id(), kind.name()))
        .collect()
}

fn severities() -> Vec<Choice> {
    Severity::ALL
        .iter()
        .map(|name| (name.id(), name.name()))
        .collect()
}

fn confidences() -> Vec<Choice> {
    Confidence::ALL
        .iter()
        .map(|name| (name.id(), name.name()))
        .collect()
}

fn pers() -> Vec<Choice> {
    vec![
        ("item", Label::new("每个事项一次", "once per item")),
        ("occurrence", Label::new("每处一次", "each occurrence")),
    ]
}

fn types() -> Vec<Choice> {
    codes(Dictionary::TaskType)
}

fn levels() -> Vec<Choice> {
    codes(Dictionary::UseLevel)
}

fn codes(dictionary: Dictionary) -> Vec<Choice> {
    dictionary
        .entries()
        .iter()
        .map(|entry| (entry.code, entry.name))
        .collect()
}
