//! Reference lists and what they cover, for a terminal.

use super::{BOLD, DIM, Page};
use shared::element::Element;
use shared::item::Fields as _;
use shared::notice::NoticeSeverity;
use shared::reference::{Coverage, Field};
use shared::report::coverage::{figures, place_name, scope_text, totals};
use shared::result::CheckResult;

/// Lines of one sort that are written out for one division and level; the whole list stands in JSON and workbook.
const SHOWN: usize = 20;

impl Page<'_> {
    /// The lists, what their reader had to say, and the coverage of each.
    pub(super) fn references(&mut self, result: &CheckResult) {
        let references = &result.context.references;
        if references.is_empty() {
            return;
        }
        let lang = self.style.lang;
        self.screen.gap();
        self.line(0, BOLD, self.label("参考清单比对", "Reference lists"));
        for list in references.lists() {
            let line = format!(
                "{} · {}",
                references.list_line(list, lang),
                scope_text(list, lang)
            );
            self.line(2, "", &line);
        }
        let loud = |severity| severity != NoticeSeverity::Info;
        for notice in references
            .notices()
            .iter()
            .filter(|notice| loud(notice.code.severity()))
        {
            let place = notice
                .place
                .map(|place| references.place_text(place))
                .unwrap_or_default();
            let severity = notice.code.severity().name().get(lang);
            self.line(
                4,
                DIM,
                &format!("{severity} · {place} · {}", notice.message(lang)),
            );
        }
        if self.style.quiet {
            for line in totals(&result.coverage) {
                let text = format!("{}：{}", line.kind.name().get(lang), figures(&line, lang));
                self.line(2, "", &text);
            }
            return;
        }
        for line in &result.coverage {
            self.coverage(result, line);
        }
    }

    fn coverage(&mut self, result: &CheckResult, line: &Coverage) {
        let lang = self.style.lang;
        let head = format!("{} · {}", line.kind.name().get(lang), place_name(line, lang));
        self.line(2, BOLD, &head);
        self.line(4, "", &figures(line, lang));
        let missing = line.missing.iter().map(|id| {
            let entry = result.context.references.entry(*id);
            format!("{} {}", entry.text(Field::Name), entry.code().unwrap_or_default())
        });
        let title = self.label("未见事项的条目", "Entries without an item");
        self.names(title, missing.collect());
        let outside = line.outside.iter().map(|index| {
            let item = result.list.view(*index as usize);
            format!("{} {}", item.text(Element::TaskName), item.key())
        });
        let title = self.label("清单外的事项", "Items not on the list");
        self.names(title, outside.collect());
    }

    fn names(&mut self, title: &str, names: Vec<String>) {
        for name in names.iter().take(SHOWN) {
            self.line(6, DIM, &format!("{title}：{}", name.trim_end()));
        }
        if names.len() > SHOWN {
            let more = names.len() - SHOWN;
            let text = match self.style.lang {
                shared::locale::Lang::ZhCn => format!("{title}：另有{more}个，见json或xlsx结果"),
                shared::locale::Lang::En => format!("{title}: {more} more, see the json or xlsx result"),
            };
            self.line(6, DIM, &text);
        }
    }
}
