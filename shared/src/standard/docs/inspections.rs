//! Special inspections on the pages: a section of the index for each, and on a clause's page where it is checked and
//! what an inspection changes of it.

use super::wording::{Method, amount};
use super::{Block, Cases, texts};
use crate::locale::Lang;
use crate::standard::diff::{Change, Diff, FieldChange, Kind, Subject};
use crate::standard::{Campaign, CampaignLayer, Clause, Dimension, Standard, StandardError};

/// A standard with each of its special inspections.
pub struct Publication<'s> {
    pub(super) plain: &'s Standard,
    /// In the order of merging.
    inspections: Vec<Inspection>,
    /// With all of them.
    whole: Standard,
}

/// One special inspection, merged over the standard alone.
struct Inspection {
    campaign: Campaign,
    standard: Standard,
    /// What it changes of the plain standard.
    changes: Vec<Change>,
}

/// What changes of a clause.
struct Changes {
    fields: Vec<FieldChange>,
    /// Names of word lists the clause uses, with the words that only one side has.
    words: Vec<(String, [Vec<String>; 2])>,
}

impl<'s> Publication<'s> {
    /// Merges every layer over the standard, each by itself. Refused as a check with that inspection would be.
    pub fn new(plain: &'s Standard, layers: &[CampaignLayer]) -> Result<Self, Vec<StandardError>> {
        let inspection = |layer: &CampaignLayer| -> Result<Inspection, Vec<StandardError>> {
            let id = std::slice::from_ref(&layer.id);
            let document = plain.document.with_campaigns(layers, id)?;
            let missing = || {
                let id = &layer.id;
                vec![StandardError::new(format!(
                    "层“campaign-{id}”没有写专项核查“{id}”"
                ))]
            };
            let campaign = layer.campaign().ok_or_else(missing)?;
            let standard = Standard::new(document)?;
            let changes = Diff::of(plain, &standard).changes;
            Ok(Inspection {
                campaign,
                standard,
                changes,
            })
        };
        let inspections = layers.iter().map(inspection).collect::<Result<_, _>>()?;
        let ids: Vec<String> = layers.iter().map(|layer| layer.id.clone()).collect();
        let whole = Standard::new(plain.document.with_campaigns(layers, &ids)?)?;
        Ok(Self {
            plain,
            inspections,
            whole,
        })
    }

    /// Every clause there is, each with the standard that has it: those of the plain one, then what the inspections add.
    pub(super) fn clauses(&self) -> Vec<(&Standard, &Clause)> {
        let mut clauses: Vec<(&Standard, &Clause)> = Vec::new();
        let standards = self.inspections.iter().map(|inspection| &inspection.standard);
        for standard in std::iter::once(self.plain).chain(standards) {
            for clause in standard.clauses() {
                if !clauses.iter().any(|(_, known)| known.code == clause.code) {
                    clauses.push((standard, clause));
                }
            }
        }
        clauses
    }

    fn is_plain(&self, code: &str) -> bool {
        self.plain.clauses().iter().any(|clause| clause.code == code)
    }

    /// The inspections that add the clause.
    fn adding(&self, code: &str) -> Vec<&Inspection> {
        let plain = self.is_plain(code);
        let has = |inspection: &&Inspection| {
            inspection
                .standard
                .clauses()
                .iter()
                .any(|clause| clause.code == code)
        };
        self.inspections
            .iter()
            .filter(|inspection| !plain && has(inspection))
            .collect()
    }

    /// Where the clause is checked or listed, in both languages; `None` where no inspection mentions it.
    pub(super) fn place(&self, code: &str) -> Option<[String; 2]> {
        let adding = self.adding(code);
        if !adding.is_empty() {
            let zh = format!("只在{}中检查，平时不检查、不扣分", quoted(&adding));
            return Some([zh, format!("Checked only in: {}", english(&adding))]);
        }
        let lists =
            |inspection: &&Inspection| inspection.campaign.clauses.iter().any(|listed| listed == code);
        let listing: Vec<_> = self.inspections.iter().filter(lists).collect();
        let listed = !listing.is_empty();
        listed.then(|| {
            let zh = format!("平时检查，并列入{}的专项报告", quoted(&listing));
            [zh, format!("Also listed in: {}", english(&listing))]
        })
    }

    /// What inspections make of a clause that stands otherwise on its page, and which of them holds where several do.
    pub(super) fn differences(&self, clause: &Clause) -> Vec<Block> {
        let code = clause.code.as_str();
        let adding = self.adding(code);
        let (base, name, others) = match adding.split_first() {
            Some((first, rest)) => (&first.standard, first.campaign.name.zh.as_str(), rest.to_vec()),
            None => (self.plain, "平时", self.inspections.iter().collect()),
        };
        let differences = others.into_iter().map(|inspection| {
            let changes = if adding.is_empty() {
                Changes::of(&inspection.changes, clause)
            } else {
                Changes::between(base, &inspection.standard, clause)
            };
            (inspection, changes)
        });
        let differing: Vec<_> = differences.filter(|(_, changes)| !changes.is_empty()).collect();
        if differing.is_empty() {
            return Vec::new();
        }
        let mut header = texts(&["专项核查", "内容"]);
        header.extend([name.to_owned(), "该专项核查中".to_owned()]);
        let rows = differing
            .iter()
            .flat_map(|(inspection, changes)| changes.rows(&inspection.campaign.name.zh));
        let mut blocks = vec![
            Block::Heading(2, "专项核查中的不同规定".to_owned()),
            Block::Table(header, rows.collect()),
        ];
        if self.inspections.len() > 1 {
            let whole = Changes::between(base, &self.whole, clause);
            let changes = differing.iter().map(|(_, changes)| changes);
            blocks.extend(together(changes, &whole, !adding.is_empty()).map(Block::Paragraph));
        }
        blocks
    }

    /// The part of the index about special inspections.
    pub(super) fn index(&self, cases: &Cases) -> Vec<Block> {
        if self.inspections.is_empty() {
            return Vec::new();
        }
        let mut blocks = vec![
            Block::Heading(2, "专项核查 Special inspections".to_owned()),
            Block::Paragraph(
                "专项核查只在选用时并入标准：网页上勾选，命令行用`--campaign`加标识。没有选用的，它自有的条款不检查、不扣分；选用的，结果中另有一节，列出下列条款。同时选用几个的，按下列次序并入，规定不同的以在后的为准。"
                    .to_owned(),
            ),
        ];
        for inspection in &self.inspections {
            blocks.extend(self.section(inspection, cases));
        }
        blocks
    }

    fn section(&self, inspection: &Inspection, cases: &Cases) -> Vec<Block> {
        let Inspection {
            campaign,
            standard,
            changes,
        } = inspection;
        let mut blocks = vec![Block::Heading(
            3,
            format!("{} {}", campaign.name.zh, campaign.name.en),
        )];
        if let Some(summary) = &campaign.summary {
            blocks.push(Block::Paragraph(format!("{}。", summary.zh)));
            blocks.push(Block::Paragraph(format!("{}.", summary.en)));
        }
        let lists: Vec<_> = campaign
            .references
            .iter()
            .map(|kind| format!("{}（{}）", kind.name().zh, kind.id()))
            .collect();
        blocks.push(Block::Paragraph(format!(
            "标识：`{}`。比对的参考清单：{}。",
            campaign.id,
            lists.join("、")
        )));
        let frame: Vec<String> = changes
            .iter()
            .flat_map(|change| frame_lines(change, standard))
            .collect();
        if !frame.is_empty() {
            blocks.push(Block::Paragraph("选用时还改变：".to_owned()));
            blocks.push(Block::List(frame));
        }
        let listed = campaign.clauses.iter();
        let mut clauses: Vec<&Clause> = listed
            .filter_map(|code| standard.clauses().iter().find(|clause| clause.code == *code))
            .collect();
        let touched = standard.clauses().iter().filter(|clause| {
            let named = campaign.clauses.contains(&clause.code);
            !named && !Changes::of(changes, clause).is_empty()
        });
        clauses.extend(touched);
        let row = |clause: &&Clause| {
            vec![
                clause.code.clone(),
                clause.title.zh.clone(),
                clause.severity.name().zh.to_owned(),
                amount(clause),
                Method::of(clause, cases).name().to_owned(),
                self.origin(inspection, clause).to_owned(),
            ]
        };
        blocks.push(Block::Index(
            texts(&["条款", "问题", "严重度", "扣分", "检查方式", "来自"]),
            clauses.iter().map(row).collect(),
        ));
        blocks
    }

    fn origin(&self, inspection: &Inspection, clause: &Clause) -> &'static str {
        if !self.is_plain(&clause.code) {
            "本专项核查"
        } else if Changes::of(&inspection.changes, clause).is_empty() {
            "平时的标准"
        } else {
            "平时的标准，有不同规定"
        }
    }
}

impl Changes {
    fn between(before: &Standard, after: &Standard, clause: &Clause) -> Self {
        Self::of(&Diff::of(before, after).changes, clause)
    }

    /// Those of all changes that concern the clause.
    fn of(changes: &[Change], clause: &Clause) -> Self {
        let own = changes
            .iter()
            .find(|change| change.subject == Subject::Clause && change.name == clause.code);
        let params = clause.params.to_string();
        let words = changes.iter().filter(|change| {
            change.subject == Subject::Words && params.contains(&format!("\"@{}\"", change.name))
        });
        let split = |change: &Change| {
            let (gone, came) = change.fields.first()?.entries(Lang::ZhCn)?;
            Some((change.name.clone(), [gone, came]))
        };
        Self {
            fields: own.map_or_else(Vec::new, |change| change.fields.clone()),
            words: words.filter_map(split).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.words.is_empty()
    }

    /// Rows of a table under the name of the inspection.
    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let field = |field: &FieldChange| {
            vec![
                name.to_owned(),
                field.label(Lang::ZhCn),
                side(field, false),
                side(field, true),
            ]
        };
        let list = |(list, sides): &(String, [Vec<String>; 2])| {
            let label = format!("词表`{list}`中独有的词");
            let [plain, own] = sides.each_ref().map(|words| listed(words));
            vec![name.to_owned(), label, plain, own]
        };
        self.fields
            .iter()
            .map(field)
            .chain(self.words.iter().map(list))
            .collect()
    }
}

const NONE: &str = "（无）";

fn side(field: &FieldChange, after: bool) -> String {
    field.shown(after, Lang::ZhCn).unwrap_or_else(|| NONE.to_owned())
}

/// What holds when all inspections are chosen at once, where some say otherwise (and one of them the value before,
/// if `before_too`): the last one that says anything.
fn together<'c>(
    differing: impl Iterator<Item = &'c Changes>,
    whole: &Changes,
    before_too: bool,
) -> Option<String> {
    let mut parts = Vec::new();
    let mut say = |part: String| {
        if !parts.contains(&part) {
            parts.push(part);
        }
    };
    for changes in differing {
        for field in &changes.fields {
            let merged = whole.fields.iter().find(|other| other.at == field.at);
            let holds = merged.map_or_else(|| side(field, false), |merged| side(merged, true));
            if side(field, true) != holds || before_too && side(field, false) != holds {
                say(format!("“{}”为{holds}", field.label(Lang::ZhCn)));
            }
        }
        for (list, sides) in &changes.words {
            let merged = whole.words.iter().find(|(other, _)| other == list);
            if merged.map(|(_, sides)| sides) != Some(sides) {
                let added = merged.map_or_else(Vec::new, |(_, [_, added])| added.clone());
                say(format!("词表`{list}`增加的词为{}", listed(&added)));
            }
        }
    }
    let conflicts = !parts.is_empty();
    conflicts.then(|| {
        format!(
            "各专项核查规定不同的，同时选用时以索引中在后的为准：{}。",
            parts.join("；")
        )
    })
}

/// Words in a row.
fn listed(words: &[String]) -> String {
    match words {
        [] => NONE.to_owned(),
        words => words.join("、"),
    }
}

/// What an inspection changes of the standard besides clauses: caps, grades, word lists, the title.
fn frame_lines(change: &Change, standard: &Standard) -> Vec<String> {
    let name = match change.subject {
        // Their own place is the index.
        Subject::Clause | Subject::Campaign => return Vec::new(),
        Subject::Standard => String::new(),
        Subject::Dimension => {
            let dimension = Dimension::ALL
                .iter()
                .find(|dimension| dimension.id() == change.name);
            dimension.map_or("", |dimension| dimension.name().zh).to_owned()
        }
        Subject::Grade => {
            let mut grades = standard.document.grade.iter();
            let grade = grades.find(|grade| grade.id == change.name);
            format!(
                "等级“{}”",
                grade.map_or(change.name.as_str(), |grade| &grade.name.zh)
            )
        }
        Subject::Words if change.kind == Kind::Added => return Vec::new(),
        Subject::Words => format!("词表`{}`", change.name),
    };
    let fields = change.fields.iter().filter(|field| field.at != ["layers"]);
    fields
        .map(|field| {
            let label = field.label(Lang::ZhCn);
            format!("{name} {label}：{} → {}", side(field, false), side(field, true))
                .trim_start()
                .to_owned()
        })
        .collect()
}

fn quoted(inspections: &[&Inspection]) -> String {
    let name = |inspection: &&Inspection| {
        let name = inspection.campaign.name.zh.replace('“', "‘").replace('”', "’");
        format!("“{name}”")
    };
    inspections.iter().map(name).collect::<Vec<_>>().join("、")
}

fn english(inspections: &[&Inspection]) -> String {
    let names = inspections.iter();
    let names: Vec<_> = names
        .map(|inspection| inspection.campaign.name.en.as_str())
        .collect();
    names.join("; ")
}

#[cfg(test)]
mod tests;
