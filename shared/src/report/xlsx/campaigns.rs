//! One sheet for each special inspection: figures, what the lists lack, then every finding of its clauses.

use super::references::coverage_rows;
use super::sheets::{Cell, Column, Sheets, column};
use super::{element_text, problem_note};
use crate::element::Element;
use crate::finding::Certainty;
use crate::item::Fields;
use crate::locale::{Label, Lang};
use crate::result::{CampaignSection, CheckResult};

/// Writes the sections of all special inspections that the standard holds.
pub(super) fn write(sheets: &mut Sheets<'_>, result: &CheckResult, lang: Lang) {
    for section in CampaignSection::of(result) {
        section_sheet(sheets, result, &section, lang);
    }
}

fn section_sheet(sheets: &mut Sheets<'_>, result: &CheckResult, section: &CampaignSection<'_>, lang: Lang) {
    const COLUMNS: &[Column] = &[
        column("清单种类或条款", "List or clause", 24),
        column("地区和层级或问题类型", "Place or kind of problem", 32),
        column("情况", "What", 14),
        column("名称", "Name", 40),
        column("编码", "Code", 36),
        column("单位", "Unit", 24),
        column("说明", "Note", 60),
    ];
    sheets.begin_named(section.campaign.name.get(lang), COLUMNS);
    let given = Label::new(
        "没有给出清单，相关条款未检查",
        "list not given; its clauses were not checked",
    );
    for kind in &section.lacking {
        row(
            sheets,
            [kind.name().get(lang), "", given.get(lang), "", "", "", ""],
        );
    }
    for line in &section.clauses {
        let clause = &result.standard.clauses()[line.clause];
        let rest = match lang {
            Lang::ZhCn => format!(
                "；合格{}个，不适用{}个，未检查{}个",
                line.pass, line.not_applicable, line.not_checked
            ),
            Lang::En => format!(
                "; {} pass, {} not concerned, {} not checked",
                line.pass, line.not_applicable, line.not_checked
            ),
        };
        let note = format!("{}{rest}", problem_note(line.fail, line.suspect, lang));
        let what = Label::new("合计", "Figures");
        row(
            sheets,
            [
                &clause.code,
                clause.title.get(lang),
                what.get(lang),
                "",
                "",
                "",
                &note,
            ],
        );
    }
    for line in &section.coverage {
        coverage_rows(sheets, result, line, lang);
    }
    for view in result.all_findings() {
        if !section
            .clauses
            .iter()
            .any(|line| line.clause == usize::from(view.stored.clause))
        {
            continue;
        }
        let (clause, finding) = (view.clause(), &view.stored.finding);
        let item = result.list.view(view.item);
        let what = match finding.certainty {
            Certainty::Fail => Label::new("确定问题", "Certain problem"),
            Certainty::Suspect => Label::new("疑似问题", "Suspected problem"),
        };
        let note = format!(
            "{}：{}",
            element_text(finding.element, finding.entry, lang),
            view.message(lang)
        );
        row(
            sheets,
            [
                &clause.code,
                clause.title.get(lang),
                what.get(lang),
                item.text(Element::TaskName),
                item.key(),
                &result.units.title(view.item, lang),
                &note,
            ],
        );
    }
}

fn row(sheets: &mut Sheets<'_>, texts: [&str; 7]) {
    sheets.row(&texts.map(Cell::Text));
}
