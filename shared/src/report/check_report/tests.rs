use super::{document, share_text};
use crate::answer::Held;
use crate::finding::Certainty;
use crate::locale::{Label, Lang};
use crate::report::document::{Block, Document, Level, Paragraph, Row, Table};
use crate::report::{docx, html, points_text};

const ITEMS: &[(&str, &str, &str, &str, bool)] = &[
    ("甲局", "食品经营许可", "20", "30", true),
    ("乙局", "取水许可", "20", "10", false),
    ("甲局", "<b>采矿许可</b>", "20", "40", false),
    ("", "项目审批", "20", "25", false),
];

fn held() -> Held {
    let mut result = crate::query::tests::result(ITEMS);
    result.refused = vec![Label::new("文件“坏.xlsx”打不开。", "“坏.xlsx” cannot be opened.").into()];
    Held::new(result, false)
}

fn text_of(document: &Document) -> String {
    html::write(document)
}

/// Titles of the headings of a level, and the tables under each heading of the first level.
fn headings(document: &Document, level: Level) -> Vec<&str> {
    let of_level = document.headings().filter(|heading| heading.level == level);
    of_level.map(|heading| heading.text.as_str()).collect()
}

fn section<'a>(document: &'a Document, title: &str) -> Vec<&'a Block> {
    let starts = |block: &&Block| matches!(block, Block::Heading(heading) if heading.level == Level::One);
    let mut blocks = document.blocks.iter().skip_while(
        |block| !matches!(block, Block::Heading(heading) if heading.level == Level::One && heading.text == title),
    );
    let first: Vec<&Block> = blocks.by_ref().take(1).collect();
    assert_eq!(first.len(), 1, "no section {title}");
    blocks.take_while(|block| !starts(block)).collect()
}

fn tables<'a>(blocks: &[&'a Block]) -> Vec<&'a Table> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

fn texts(paragraphs: &[Paragraph]) -> String {
    let runs = paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    runs.map(|run| run.text.as_str()).collect()
}

/// Texts of the rows that are not names of groups.
fn rows(table: &Table) -> Vec<Vec<String>> {
    let cells = |row: &Row| match row {
        Row::Cells(cells) => Some(cells.iter().map(|cell| texts(&cell.0)).collect()),
        Row::Group(_) => None,
    };
    table.rows.iter().filter_map(cells).collect()
}

fn count(tables: &[&Table]) -> usize {
    tables.iter().map(|table| rows(table).len()).sum()
}

#[test]
fn every_certain_finding_is_told_once_with_advice_and_basis() {
    let held = held();
    let report = document(&held, Lang::ZhCn);
    for (title, certainty) in [("问题清单", Certainty::Fail), ("疑似问题", Certainty::Suspect)] {
        let expected = held
            .result
            .all_findings()
            .filter(|view| view.stored.finding.certainty == certainty);
        let tables = tables(&section(&report, title));
        assert_eq!(count(&tables), expected.count(), "{title}");
        for table in tables {
            let rows = rows(table);
            for (row, cells) in rows.iter().enumerate() {
                let text = &cells[2];
                let own = text.contains("建议：") && text.contains("依据：") && text.contains('［');
                let above = row > 0 && cells[0] == rows[row - 1][0];
                assert!(own || (above && text.contains("同上")), "{text}");
            }
        }
    }
    let text = text_of(&report);
    assert!(text.contains("承诺办结时限30超过法定办结时限20"), "{text}");
}

#[test]
fn files_that_were_refused_are_named_in_the_language_of_the_report() {
    let text = text_of(&document(&held(), Lang::En));
    assert!(
        text.contains("“坏.xlsx” cannot be opened.") && !text.contains("打不开"),
        "{text}"
    );
}

#[test]
fn full_marks_are_told_without_counting_nothing() {
    let result = crate::query::tests::result(&[("乙局", "取水许可", "20", "10", false)]);
    let held = Held::new(result, false);
    assert_eq!(held.summary.fails, 0);
    for (lang, said, odd) in [
        (
            Lang::ZhCn,
            "1个事项平均得分100.00分（满分100.00分），没有发现确定的问题。",
            "占0.0%",
        ),
        (
            Lang::En,
            "mean score: 100.00 of 100.00. No certain problem was found.",
            "(0.0%)",
        ),
    ] {
        let text = text_of(&document(&held, lang));
        assert!(text.contains(said), "{text}");
        assert!(!text.contains(odd), "{text}");
    }
}

#[test]
fn units_come_in_order_of_the_list_with_their_items() {
    let report = document(&held(), Lang::ZhCn);
    let groups = tables(&section(&report, "问题清单"))
        .into_iter()
        .flat_map(|table| &table.rows);
    let items: Vec<String> = groups
        .filter_map(|row| match row {
            Row::Group(name) => Some(texts(std::slice::from_ref(name))),
            Row::Cells(_) => None,
        })
        .collect();
    let place = |name: &str| items.iter().position(|item| item.starts_with(name)).expect(name);
    assert!(
        place("1. 食品经营许可") < place("2. <b>采矿许可</b>"),
        "{items:?}"
    );
    assert!(place("2. <b>采矿许可</b>") < place("1. 项目审批"), "{items:?}");
    let units = headings(&report, Level::Two);
    assert!(
        units.iter().any(|unit| unit.starts_with("甲局（2个事项，平均")),
        "{units:?}"
    );
    assert!(
        units.iter().any(|unit| unit.starts_with("（未填写实施主体）")),
        "{units:?}"
    );
}

#[test]
fn figures_are_those_of_the_summary() {
    let held = held();
    let report = document(&held, Lang::ZhCn);
    let text = text_of(&report);
    let summary = &held.summary;
    assert!(text.contains(&format!("4个事项平均得分{}分", points_text(summary.score))));
    assert!(text.contains(&format!(
        "共发现问题{}个；另有疑似问题{}个",
        summary.fails, summary.suspects
    )));
    let dimensions = tables(&section(&report, "八个维度的情况"))[0];
    let told = |table: &Table, column: usize| -> u64 {
        let rows = rows(table);
        rows.iter()
            .map(|row| row[column].parse::<u64>().expect("a count"))
            .sum()
    };
    assert_eq!((rows(dimensions).len(), told(dimensions, 3)), (8, summary.fails));
    let clauses = *tables(&section(&report, "主要问题")).last().expect("a table");
    assert_eq!(told(clauses, 6), summary.fails);
}

#[test]
fn what_could_not_be_read_or_checked_is_said() {
    let held = held();
    let report = document(&held, Lang::ZhCn);
    let text = text_of(&report);
    assert!(text.contains("坏.xlsx") && text.contains("没有经过人工复核"));
    let told = count(&tables(&section(&report, "没有检查的条款")));
    assert_eq!(told, crate::answer::unchecked(&held.result, Lang::ZhCn).len());
    assert!(told > 0);
}

#[test]
fn a_long_list_is_cut_with_a_word() {
    let held = held();
    let mut report = super::Report {
        held: &held,
        lang: Lang::ZhCn,
        figures: crate::answer::overview(&held, Lang::ZhCn),
        document: Document::new(Lang::ZhCn, ""),
    };
    report.findings(Certainty::Fail, 1);
    let rows = count(&tables(&section(&report.document, "问题清单")));
    // The first item is told whole, and no other.
    assert_eq!(rows, cut_after_the_first(&held));
    let left = held.summary.fails - rows as u64;
    assert!(left > 0 && text_of(&report.document).contains(&format!("还有{left}个没有列出")));
}

fn cut_after_the_first(held: &Held) -> usize {
    let certain = |view: &crate::result::FindingView<'_>| view.stored.finding.certainty == Certainty::Fail;
    held.result.findings_of(0).filter(certain).count()
}

#[test]
fn english_has_no_chinese_of_its_own() {
    // Only what the standard gives in Chinese alone (basis) and the list itself may be Chinese.
    let report = document(&held(), Lang::En);
    assert_eq!(
        report
            .headings()
            .filter(|heading| heading.level == Level::One)
            .count(),
        9
    );
    let first: Vec<&str> = headings(&report, Level::One);
    assert!(first.iter().all(|title| title.is_ascii()), "{first:?}");
    for block in &report.blocks {
        if let Block::Paragraph(paragraph) = block
            && let [only] = &paragraph.runs[..]
            && !only.text.starts_with("Basis: ")
            && !only.text.contains("坏.xlsx")
        {
            assert!(!only.text.contains(['的', '个', '，']), "{}", only.text);
        }
    }
}

#[test]
fn both_writers_take_every_report() {
    for lang in [Lang::ZhCn, Lang::En] {
        for list in [ITEMS, &ITEMS[1..2], &[]] {
            let held = Held::new(crate::query::tests::result(list), true);
            let report = document(&held, lang);
            assert!(html::write(&report).ends_with("</html>\n"));
            assert!(docx::write(&report).expect("written").starts_with(b"PK"));
        }
    }
}

#[test]
fn shares_are_rounded_half_up() {
    for (part, whole, text) in [
        (0, 0, "—"),
        (0, 7, "0.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),
        (7, 7, "100.0%"),
        (u64::MAX, u64::MAX, "100.0%"),
    ] {
        assert_eq!(share_text(part, whole), text);
    }
}
