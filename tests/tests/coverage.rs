//! Every row of the sources has clauses, every clause a source, and `docs/coverage.md` says so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tests::cases::files;
use tests::check::standard;
use tests::coverage::{Coverage, manners};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn coverage() -> Coverage {
    Coverage::read(&root().join("tests/coverage.toml")).unwrap_or_else(|error| panic!("{error:#}"))
}

#[test]
fn every_row_has_clauses_and_every_clause_a_row() {
    let problems = coverage().problems(&standard());
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// Rows of the domain documents that the table must have: source and row.
fn rows_of_the_documents() -> Option<Vec<(&'static str, String)>> {
    let folder = root().join("../shared/domain");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let (rubric, law) = (read("rubric.md")?, read("law.md")?);
    let section = |text: &str, from: &str, until: &str| -> String {
        let start = text.find(from).unwrap_or_else(|| panic!("no section {from}"));
        let length = text[start..].find(until).unwrap_or(text.len() - start);
        text[start..start + length].to_owned()
    };
    let first_cells = |text: &str| -> Vec<String> {
        let rows = text.lines().filter_map(|line| line.strip_prefix("| "));
        rows.filter_map(|row| Some(row.split_once(" |")?.0.to_owned()))
            .collect()
    };
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    let numbered = |cell: &String| cell.chars().any(|c| c.is_ascii_digit());
    let cells = |text: String| {
        first_cells(&text)
            .into_iter()
            .filter(numbered)
            .collect::<Vec<_>>()
    };
    rows.extend(
        cells(section(&rubric, "## 4.5", "计分建议"))
            .into_iter()
            .map(|id| ("catalogue", id)),
    );
    rows.extend(
        cells(section(&rubric, "## 4.3", "## 4.4"))
            .into_iter()
            .map(|id| ("wenzhou", id)),
    );
    let article = |id: String| format!("第{id}条");
    rows.extend(
        cells(section(&law, "## 3.1", "## 3.2"))
            .into_iter()
            .map(|id| ("licensing-law", article(id))),
    );
    rows.extend(
        cells(section(&law, "## 3.2", "## 3.3"))
            .into_iter()
            .map(|id| ("business-regulation", article(id))),
    );
    let policy = section(&law, "## 3.3", "## 3.4");
    let tests = (1..).take_while(|n| policy.contains(&format!("T{n} ")));
    rows.extend(tests.map(|n| ("policy", format!("T{n}"))));
    Some(rows)
}

#[test]
fn no_row_of_the_documents_is_left_out() {
    let Some(rows) = rows_of_the_documents() else {
        println!(
            "SKIPPED: the domain documents are not beside this checkout; the table was not compared with them"
        );
        return;
    };
    assert!(
        rows.len() > 160,
        "only {} rows were found in the documents",
        rows.len()
    );
    let coverage = coverage();
    let listed: BTreeSet<(&str, &str)> = coverage
        .rows()
        .map(|(source, row)| (source.id.as_str(), row.id.as_str()))
        .collect();
    let missing: Vec<_> = rows
        .iter()
        .filter(|(source, id)| !listed.contains(&(*source, id.as_str())))
        .collect();
    assert!(missing.is_empty(), "tests/coverage.toml 缺少来源行：{missing:?}");
}

/// `COVERAGE=write cargo test -p tests --test coverage` writes the document anew.
#[test]
fn the_document_is_up_to_date() {
    let standard = standard();
    let manners = manners(&standard, &files()).unwrap_or_else(|missing| panic!("\n{}", missing.join("\n")));
    let wanted = coverage().document(&standard, &manners);
    let path = root().join("docs/coverage.md");
    if std::env::var("COVERAGE").as_deref() == Ok("write") {
        std::fs::write(&path, &wanted).expect("docs/coverage.md is writable");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/coverage.md 与标准不一致，请运行 COVERAGE=write cargo test -p tests --test coverage"
    );
}
