//! Special inspections, for a terminal: their clauses in figures, and how far their lists are covered.

use super::{BOLD, DIM, Page};
use shared::locale::Lang;
use shared::report::coverage::{figures, totals};
use shared::result::{CampaignSection, CheckResult, ClauseLine};

impl Page<'_> {
    /// One section for each special inspection of the standard. The findings themselves stand with their items.
    pub(super) fn campaigns(&mut self, result: &CheckResult) {
        let lang = self.style.lang;
        for section in CampaignSection::of(result) {
            self.screen.gap();
            self.line(0, BOLD, section.campaign.name.get(lang));
            for kind in &section.lacking {
                let name = kind.name().get(lang);
                let text = match lang {
                    Lang::ZhCn => format!("没有给出{name}，相关条款未检查（--reference {}=文件）", kind.id()),
                    Lang::En => format!(
                        "{name} not given; its clauses were not checked (--reference {}=FILE)",
                        kind.id()
                    ),
                };
                self.line(2, DIM, &text);
            }
            for line in totals(section.coverage.iter().copied()) {
                let text = format!("{}：{}", line.kind.name().get(lang), figures(&line, lang));
                self.line(2, "", &text);
            }
            for line in &section.clauses {
                let clause = &result.standard.clauses()[line.clause];
                let text = format!(
                    "{} {}：{}",
                    clause.code,
                    clause.title.get(lang),
                    counts(line, lang)
                );
                self.line(2, "", &text);
            }
        }
    }
}

fn counts(line: &ClauseLine, lang: Lang) -> String {
    let ClauseLine {
        pass,
        fail,
        suspect,
        not_applicable,
        not_checked,
        ..
    } = line;
    match lang {
        Lang::ZhCn => {
            format!(
                "确定问题{fail}个，疑似{suspect}个，合格{pass}个，不适用{not_applicable}个，未检查{not_checked}个"
            )
        }
        Lang::En => format!(
            "{fail} with certain problems, {suspect} suspected, {pass} pass, {not_applicable} not concerned, {not_checked} not checked"
        ),
    }
}
